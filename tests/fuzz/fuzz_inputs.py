"""Feeds the check what nobody would write, and holds that it answers; `--minutes 10` runs long.

Front matter, texts, data files and file names are made of parts that have a meaning, of sound files
cut, doubled and mixed, and of bytes. Whatever they are, `load_and_check` says what is wrong and
raises nothing. The seed that is printed makes the same inputs again. With `--build` a site that the
check passes is also built, in every format but PDF: that raises nothing, either.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from harness import copy_site
from issue_papers.building import configuration
from issue_papers.building.build import make
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.content.settings import Settings
from issue_papers.reporting import reports
from issue_papers.reporting.problems import ProblemsError

YAML = (
    *("title: T", "title:T", "summary: S", "summary: “S: b”", "number: 1", "number: 1e999", "? "),
    *("- a", "? [a, b]\n: c", "a: &a [*a]", "<<: *a", "images: [{id: x, caption: y}]", "images: 1"),
    *("sections: [start, end]", "city: [", "topics: {a: b}", "\tx: y", '"\\ud800": 1', '"\\0": 1'),
    *("period: 2016-2019", "period: {from: 9999-99, to: 0000}", "date: 2020-02-30", "start: 1:30"),
    *("translation: {status: draft, sections: {lead: x}}", "corrections: [{}]", "---", "...", "~"),
    *(
        "x: !!binary aGk=",
        "x: !!python/object:os.system {}",
        "x: !!float nan",
        "x: .inf",
        "x: |\n  a",
    ),
    *(
        "recommendations: [{id: save-water, title: T}]",
        "authors: [{id: a, name: '@'}]",
        "%YAML 9.9",
    ),
    *(
        "figures: [{id: a, value: 1.234.567, label: b}]",
        "licence: 'MIT OR'",
        "doi: 10.1/x",
        "\x85:",
    ),
    *("zone: ../../etc/passwd", "template: ../x.html", "id: \u202e", "no: on", "1: 2", "[]: {}"),
)
TEXT = (
    *(
        "Words.",
        "## A { #a }",
        "##A",
        "## A {#",
        "###### Six",
        "# One",
        "A\n---",
        "    code",
        "\t- x",
    ),
    *(
        "- one\n  - two\n- three",
        "1. a\n- b",
        "| a | b |\n| --- | --- |\n| 1 |",
        "|a|b|",
        "> q\n- x",
    ),
    *(
        "/// key-message | k\nText.\n///",
        "/// figure | x",
        "///",
        "/// x | y\n    a: [\n///",
        "// a",
    ),
    *(
        "```\ncode",
        "~~~ {.py #a}",
        "[x](start.md#why)",
        "[x](http://[::1)",
        "[x](../../../..)",
        "[^1]",
    ),
    *("[^a]: N.[^a]", "[@sow2019, p. 3; see @x]", "@", "*[A]: b", "![](x.png)", "![a](data:,x)"),
    *(
        "<div>",
        "</div>",
        "<!-- a",
        "<script>",
        "<b",
        "&#0;",
        "&#xD800;",
        "&amp;",
        "{{ x }}",
        "{% raw",
    ),
    *(
        "!!! note\n    x",
        "??? a",
        "=== b",
        "***a**",
        "`",
        "\\",
        "\u200b\ufeff\u00ad",
        "مرحبا",
        "漢字\n漢字",
    ),
    *(
        "[a]: <",
        "[a][a]",
        "<https://x>",
        "www.example.org",
        "H~2~O x^2^",
        "\ue000",
        "\U0010fffe",
        "🚰",
    ),
    *("[" * 60, ">" * 90 + "x", "- " * 90 + "x", "*" * 300, "(" * 200, "`" * 99, "_a" * 150),
)
DATA = (
    *(
        "dakar: {country: SN, coordinates: [1, 2], names: {en: D}}",
        "- id: x",
        "- [",
        "a: b: c",
        "~",
    ),
    *(
        "water: {en: {term: water, definition: d}}",
        "old/: new/",
        "x: ../..",
        "[]",
        "{}",
        "- {id: 1}",
    ),
    *("- {id: a, type: book, title: [x], issued: {date-parts: [[]]}}", "\x00", "é: ê", "1: {2: 3}"),
)
NAMES = (
    "docs/papers/water/start.md",
    "docs/papers/water/start.fr.md",
    "docs/papers/water/index.md",
)
NAMES += (
    "docs/index.md",
    "docs/about.md",
    "docs/events/wells.md",
    "docs/news/rain.md",
    "docs/x.md",
)
NAMES += ("case_studies/dakar/index.md", "case_studies/dakar/index.fr.md", "docs/x/y/index.ar.md")
DATA_NAMES = ("docs/papers/water/references.yml", "case_studies/cities.yml", "docs/glossary.yml")
DATA_NAMES += ("docs/redirects.yml", "docs/references.yml")
ODD_NAMES = (
    b"docs/\xff.md",
    b"docs/a\nb.md",
    b"docs/x-fr.md",
    b"docs/X.FR.md",
    b"docs/e\xcc\x81.md",
)


def page(chance: random.Random, sound: str) -> bytes:
    """Make a page: of parts, of a sound one, or of bytes."""
    kind = chance.random()
    if kind < 0.05:
        return chance.randbytes(chance.randrange(300))
    if kind < 0.45:
        return mixed(chance, sound)
    inner = "\n".join(chance.choices(YAML, k=chance.randrange(9)))
    fences = chance.choices(("---", "", "—-", "--- "), weights=(8, 1, 1, 1), k=2)
    body = "\n".join(
        part + chance.choice(("", "\n")) for part in chance.choices(TEXT, k=chance.randrange(25))
    )
    return f"{fences[0]}\n{inner}\n{fences[1]}\n{body}".encode("utf-8", "surrogatepass")


def mixed(chance: random.Random, sound: str) -> bytes:
    """Cut, double and swap a sound file's lines, and put parts between them."""
    lines = sound.split("\n")
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(lines) + 1)
        match chance.randrange(5):
            case 0:
                del lines[at : at + chance.randrange(1, 4)]
            case 1:
                lines[at:at] = lines[at : at + 3]
            case 2:
                lines.insert(at, chance.choice(YAML + TEXT))
            case 3 if at < len(lines) and lines[at]:
                cut = chance.randrange(len(lines[at]))
                lines[at] = lines[at][:cut] + chance.choice((*TEXT, "", ":", '"')) + lines[at][cut:]
            case _:
                chance.shuffle(lines[at : at + 5])
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.1 else data


def inputs(chance: random.Random, site: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield some files with what is to be in them."""
    for name in chance.sample(NAMES, chance.randrange(1, 4)):
        path = site / name
        sound = path.read_text(encoding="utf-8") if path.is_file() else "---\ntitle: T\n---\nA."
        yield path, page(chance, sound)
    if chance.random() < 0.4:
        name = chance.choice(DATA_NAMES)
        yield site / name, "\n".join(chance.choices(DATA, k=chance.randrange(5))).encode()
    if chance.random() < 0.2:
        yield Path(os.fsdecode(os.fsencode(site) + b"/" + chance.choice(ODD_NAMES))), b"A text."


@contextmanager
def given(seed: int, site: Path) -> Iterator[None]:
    """Put the inputs that a seed makes into a site, and take them out again."""
    kept: dict[Path, bytes | None] = {}
    try:
        for path, data in inputs(random.Random(seed), site):  # noqa: S311 - no secret
            kept.setdefault(path, path.read_bytes() if path.is_file() else None)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield
    finally:
        for path, old in kept.items():
            if old is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(old)


def problem_of(found: Settings, seed: int) -> str:
    """Check one site made from a seed; return the traceback if anything was raised."""
    try:
        with given(seed, found.root):
            _, _, problems = rules.load_and_check(found)
            for write in reports.FORMATS.values():
                for language in ("en", "es", "fr"):
                    write(problems, language).encode("utf-8")
    except Exception:  # noqa: BLE001 - it is what is looked for
        return traceback.format_exc()
    return ""


def problem_of_build(found: Settings, seed: int, folder: Path) -> str | None:
    """Build a site made from a seed; return the traceback if anything was raised.

    It is nothing at all where the check has found an error, and nothing was built.
    """
    with given(seed, found.root):
        try:
            config = configuration.read(found.config_path)
            content = Content.load(config, settings_of(config))
        except ProblemsError:
            return None
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(Site(content), folder, InThisProcess())
        except Exception:  # noqa: BLE001 - it is what is looked for
            return traceback.format_exc()
    return ""


def prepared(folder: Path) -> Settings:
    """Copy the small site into a folder, and return its settings."""
    site = copy_site(folder / "site")
    return settings(site / "mkdocs.yml")


def to_be_built(found: Settings) -> None:
    """Let a site have all that is made fast: no search, no app, no offline copies."""
    text = found.config_path.read_text(encoding="utf-8")
    for name in ("epub", "single_page", "text"):
        text = text.replace(f"      {name}: false\n", "")
    lean = "issue-papers:\n      search: false\n      app: false\n"
    found.config_path.write_text(text.replace("issue-papers:\n", lean, 1), encoding="utf-8")


def main() -> int:
    """Run for some minutes, and say what was raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0, help="the first input")
    parser.add_argument("--build", action="store_true", help="build what the check passes, too")
    options = parser.parse_args()
    end = time.monotonic() + options.minutes * 60
    folder = Path(tempfile.mkdtemp())
    seen: dict[str, int] = {}
    built = 0
    try:
        found = replace(prepared(folder), social_cards=False)
        if options.build:
            to_be_built(found)
        seed = options.seed
        while time.monotonic() < end:
            if options.build:
                told = problem_of_build(found, seed, folder / "built")
                built += told is not None
            else:
                told = problem_of(found, seed)
            if text := told:
                last = text.strip().splitlines()
                if seen.setdefault("".join(last[-3:]), seed) == seed:
                    sys.stdout.write(f"seed {seed}\n{text}\n")
            seed += 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tried = f"{seed - options.seed} inputs" + (f", {built} built" if options.build else "")
    sys.stdout.write(f"{tried}, {len(seen)} kinds of exception\n")
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())

"""A promise, tried on generated pages: what the check passes can be built, in every format.

Usage: python tests/property/check_and_build.py [--examples 2000] [--seed 0]

Pages go into one paper, a hundred at a time. Those that the check finds an error in are taken out;
the rest must be built by `mkdocs build --strict`, with all editions. Where a build fails, the page
that it fails for is found by halving, and printed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(Path(__file__).resolve().parent)]

from generated_pages import section
from harness import Run, copy_site, forked
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.reporting import problems

HEAD = """---
number: 2
title: Generated
summary: Pages as strangers write them.
authors: [{{id: nobody, name: No One}}]
publisher: {{name: Small Press}}
issued: 2021-03
licence: CC-BY-4.0
sections: [{sections}, sources]
---
A paper of many hands.
"""
A_BATCH = 100


class Site:
    """The small site with a paper of generated sections."""

    def __init__(self, folder: Path) -> None:
        self.root = copy_site(folder / "site")
        config = self.root / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        for name in ("pdf", "epub", "single_page", "offline"):
            text = text.replace(f"{name}: false", f"{name}: true")
        for language in ("ar", "fr"):  # one is enough for a text to be set in all formats
            text = re.sub(rf"^ *- \{{locale: {language},.*\n", "", text, flags=re.MULTILINE)
            text = re.sub(rf", {language}: \w+", "", text)
            for page in self.root.rglob(f"*.{language}.md"):
                page.unlink()
        config.write_text(text, encoding="utf-8")
        self.paper = self.root / "docs/papers/generated"
        self.picture = self.root / "plain.png"
        self.target = folder / "built"

    def fill(self, seeds: Iterable[int]) -> None:
        """Put the sections of some seeds into the paper, and no others."""
        shutil.rmtree(self.paper, ignore_errors=True)
        self.paper.mkdir(parents=True)
        names = []
        for seed in seeds:
            names.append(f"s{seed}")
            (self.paper / f"s{seed}.md").write_text(section(seed), encoding="utf-8")
        head = HEAD.format(sections=", ".join(names))
        (self.paper / "index.md").write_text(head, encoding="utf-8")
        start = (
            "---\ntitle: Start\nsummary: S.\n---\n## Why { #why }\n\nText.\n\n## Here { #here }\n"
        )
        (self.paper / "start.md").write_text(start, encoding="utf-8")
        sources = "---\ntitle: Sources\nsummary: S.\n---\n/// bibliography\n///\n"
        (self.paper / "sources.md").write_text(sources, encoding="utf-8")
        index = self.paper / "index.md"
        text = index.read_text(encoding="utf-8").replace("sources]", "sources, start]")
        index.write_text(text, encoding="utf-8")
        (self.paper / "references.yml").write_text(REFERENCES, encoding="utf-8")
        (self.paper / "plain.png").write_bytes(PLAIN)

    def faulty(self) -> set[int]:
        """Return the seeds of the sections in which the check finds an error."""
        _, _, found = rules.load_and_check(settings(self.root / "mkdocs.yml"))
        return {seed_of(p.path) for p in problems.errors(found)}

    def build(self) -> Run:
        """Build the site with all that it has."""
        shutil.rmtree(self.target, ignore_errors=True)
        return forked("build", "-d", self.target, cwd=self.root)


REFERENCES = """- id: diallo2021
  type: book
  title: Rain
  author: [{family: Diallo, given: Mariama}]
  issued: {date-parts: [[2021]]}
  language: en
"""
PLAIN = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
"""A white picture of one pixel."""


def seed_of(path: str) -> int:
    """Return the seed of a generated section by its file's name; -1 for any other file."""
    name = Path(path).stem
    return int(name[1:]) if name[1:].isdecimal() else -1


def try_pages(seeds: Sequence[int]) -> tuple[int, list[str]]:
    """Check and build pages.

    Returns:
        How many of them passed the check, and what was wrong: nothing, if the promise holds.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.fill(seeds)
        faulty = site.faulty()
        passed = [seed for seed in seeds if seed not in faulty]
        site.fill(passed)
        left = site.faulty()
        if left:
            return len(passed), [f"the check finds errors only the second time: {sorted(left)}"]
        result = site.build()
        if result.returncode == 0:
            return len(passed), []
        return len(passed), [_culprit(site, passed)]


def _culprit(site: Site, seeds: Sequence[int]) -> str:
    """Find a page for which a build fails, by halving."""
    while len(seeds) > 1:
        half = seeds[: len(seeds) // 2]
        site.fill(half)
        seeds = half if site.build().returncode else seeds[len(seeds) // 2 :]
    site.fill(seeds)
    result = site.build()
    page = section(seeds[0])
    return f"seed {seeds[0]}:\n{page}\n{(result.stdout + result.stderr)[-2000:]}"


def told(line: str, faults: Sequence[str]) -> int:
    """Write what was tried, and what was wrong with it; return how much that was."""
    sys.stdout.write("\n".join([line, *faults, ""]))
    sys.stdout.flush()
    return len(faults)


def main() -> int:
    """Try as many pages as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    failed = 0
    for start in range(given.seed, given.seed + given.examples, A_BATCH):
        passed, faults = try_pages(range(start, start + A_BATCH))
        failed += told(f"{start}–{start + A_BATCH - 1}: {passed} passed the check", faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

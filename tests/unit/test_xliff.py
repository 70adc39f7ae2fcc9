"""What translators' programs are given, and what comes of what they give back."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from harness import SITES, copy_site, invoke
from issue_papers.blocks.registry import types
from issue_papers.cli.site import load_site
from issue_papers.content.yaml_edit import CannotEditError, set_text
from issue_papers.interchange import xliff
from issue_papers.interchange.inline import parts
from issue_papers.interchange.parted import parted
from issue_papers.interchange.templates import taken_apart
from lxml import etree

NAME = "{urn:oasis:names:tc:xliff:document:1.2}"
OPTIONS = {name: kind.texts for name, kind in types().items()}
START = "docs/papers/water/start.fr.md"
SOURCE = "docs/papers/water/start.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "site", has_theme=False)


def exported(site: Path, *arguments: str) -> etree._ElementTree:
    done = invoke("xliff", "export", "fr", *arguments, "-o", "fr.xlf", cwd=site)
    assert done.returncode == 0, done.stderr
    return etree.parse(site / "fr.xlf")


def imported(site: Path, tree: etree._ElementTree, *arguments: str) -> tuple[int, str]:
    tree.write(site / "fr.xlf", encoding="utf-8", xml_declaration=True)
    done = invoke("xliff", "import", "fr.xlf", *arguments, cwd=site)
    return done.returncode, done.stdout


def say(tree: etree._ElementTree, unit: str, words: str = "", page: str = SOURCE) -> None:
    """Translate a unit: with these words, or with each word changed and what is protected kept."""
    (found,) = tree.iterfind(f".//{NAME}file[@original='{page}']//{NAME}trans-unit[@id='{unit}']")
    source, old = found.find(f"{NAME}source"), found.find(f"{NAME}target")
    assert source is not None
    if old is not None:
        found.remove(old)
    target = deepcopy(source)
    target.tag = f"{NAME}target"
    if words:
        target[:] = []
        target.text = words
    else:
        target.text = aloud(target.text)
        for code in target:
            code.tail = aloud(code.tail)
    source.addnext(target)


def aloud(text: str | None) -> str:
    return re.sub(r"[^\W\d_]{2,}", lambda match: match[0].upper(), text or "")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


@pytest.mark.parametrize("name", ["sampler", "scripts", "small"])
def test_a_text_is_the_same_when_it_is_put_together_again(name: str) -> None:
    library = load_site(SITES / name / "mkdocs.yml")
    count = 0
    texts = (each for entry in library.entries.values() for each in entry.documents())
    for document in texts:
        for passage in document.passages:
            found = parted(passage, OPTIONS)
            for text in found.texts:
                assert "".join(part.text for part in parts(text)) == text
            if not passage.is_meta:
                again = "\n".join("\n".join(lines) for lines in found.filled(found.texts))
                bare = re.sub(r"(?ms)^[ \t]*<!--.*?-->[ \t]*$", "", passage.text)
                traces = [document.reader.traces(each) for each in (bare, again)]
                was, now = ([" ".join(trace.form.split()) for trace in each] for each in traces)
                assert was == now, (document.path, passage.id)
                count += len(found.texts)
    assert count


def test_what_goes_out_and_comes_back_changes_nothing(site: Path) -> None:
    tree = exported(site, "--all")
    assert len(tree.findall(f".//{NAME}file")) > 5
    assert imported(site, tree) == (0, "Nothing is taken.\n")


def test_only_what_is_to_be_done_goes_out(site: Path) -> None:
    edit(site / SOURCE, "Dakar acted first.", "Dakar acted first, and well.")
    tree = exported(site, SOURCE)
    groups = {each.get("id"): each for each in tree.iter(f"{NAME}group")}
    assert list(groups) == ["why"]
    heading, words, *_ = groups["why"].iter(f"{NAME}trans-unit")
    assert heading.findtext(f"{NAME}source") == "Why"
    target = words.find(f"{NAME}target")
    assert target is not None
    assert target.get("state") == "needs-review-translation"
    assert target.text == "Les puits se sont taris dans 1 234 villages. Dakar a agi la première."


def test_there_may_be_nothing_to_do(site: Path) -> None:
    done = invoke("xliff", "export", "fr", SOURCE, cwd=site)
    assert (done.returncode, done.stdout) == (0, "There is nothing to translate.\n")
    assert not (site / "fr.xlf").exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_of_a_passage_change(site: Path, newline: str) -> None:
    old = (site / START).read_bytes().decode().replace("\n", newline)
    (site / START).write_bytes(old.encode())
    edit(site / SOURCE, "Dakar acted first.", "Dakar acted first, and well.")
    tree = exported(site, SOURCE)
    say(tree, "why/1", "Les puits se sont taris dans 1 234 villages. Dakar a bien agi.")
    said = imported(site, tree)
    assert said[0] == 0
    assert f"wrote {START}\n1 passage is taken." in said[1]
    new = (site / START).read_bytes().decode()
    assert new == old.replace("Dakar a agi la première.", "Dakar a bien agi.")


def test_a_page_that_is_not_translated_becomes_a_draft(site: Path) -> None:
    (site / START).unlink()
    tree = exported(site, SOURCE)
    for unit in tree.iter(f"{NAME}trans-unit"):
        say(tree, unit.get("id", ""))
    assert imported(site, tree, "--by", "Awa Diop")[0] == 0
    assert (site / START).read_text("utf-8") == (
        "---\n"
        "title: THE START\n"
        "summary: WHY WATER MATTERS.\n"
        "images:\n"
        "  use:\n"
        "    caption: WHO USES THE WATER\n"
        "translation:\n"
        "  status: draft\n"
        "  translators:\n"
        "  - Awa Diop\n"
        "---\n\n"
        "/// key-message | shared\n"
        "WATER THAT IS SHARED LASTS LONGER.\n"
        "///\n\n"
        "## WHY { #why }\n\n"
        "WELLS RAN DRY IN 1,234 VILLAGES. DAKAR ACTED FIRST.\n\n"
        "/// case-study | dakar\n///\n\n"
        "CAIRO FOLLOWED, AS [ITS CASE](../../case-studies/cairo/index.md) TELLS.\n\n"
        "/// figure | use\n\n"
        "| WHO | SHARE |\n"
        "| --- | --- |\n"
        "| FARMS | 70% |\n\n"
        "///\n\n"
        "/// recommendation | save-water\n///\n"
    )


def test_a_section_that_is_missing_comes_where_it_belongs(site: Path) -> None:
    path = site / "docs/papers/water/end.fr.md"
    old = path.read_text("utf-8")
    block = "/// recommendation | save-water\nRéparez les conduites.\n///\n\n"
    path.write_text(old.replace(block, ""), "utf-8")
    tree = exported(site, "docs/papers/water/end.md")
    unit = "recommendation-save-water/0"
    say(tree, unit, "Réparez les conduites.", "docs/papers/water/end.md")
    assert imported(site, tree)[0] == 0
    assert path.read_text("utf-8") == old


def test_a_laid_out_page_is_written_whole(site: Path) -> None:
    (site / START).unlink()
    assert invoke("new", "translation", SOURCE, "fr", cwd=site).returncode == 0
    tree = exported(site, SOURCE)
    for unit in tree.iter(f"{NAME}trans-unit"):
        say(tree, unit.get("id", ""))
    assert imported(site, tree, "--machine")[0] == 0
    text = (site / START).read_text("utf-8")
    assert "<!--" not in text
    assert "  status: machine\n" in text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda site: edit(site / SOURCE, "1,234 villages", "1,234 towns"),
            "fr.xlf:{line}: docs/papers/water/start.md#why: not taken: the source has changed",
        ),
        (
            lambda site: edit(site / SOURCE, "#why", "#wherefore"),
            "fr.xlf:{line}: docs/papers/water/start.md#why: not taken: the source has changed",
        ),
        (
            lambda site: edit(site / START, "Dakar a agi la première", "Dakar a agi"),
            "fr.xlf:{line}: docs/papers/water/start.md#why: not taken: the translation has changed",
        ),
        (
            lambda site: (site / SOURCE).rename(site / "docs/papers/water/begin.md"),
            "fr.xlf:3: docs/papers/water/start.md: `docs/papers/water/start.md` is no page",
        ),
    ],
)
def test_what_has_changed_meanwhile_is_told(
    site: Path, change: Callable[[Path], object], told: str
) -> None:
    tree = exported(site, "--all", SOURCE)
    say(tree, "why/1")
    change(site)
    before = (site / START).read_bytes()
    tree.write(site / "fr.xlf", encoding="utf-8", xml_declaration=True)
    line = next(
        n for n, text in enumerate((site / "fr.xlf").read_text("utf-8").splitlines(), 1)
        if 'id="why/0"' in text
    )  # fmt: skip
    status, said = imported(site, tree)
    assert status == 1
    assert told.format(line=line) in said
    assert "Nothing is taken." in said
    assert (site / START).read_bytes() == before


def test_what_was_changed_here_can_be_overwritten(site: Path) -> None:
    tree = exported(site, "--all", SOURCE)
    say(tree, "why/1", "Les puits sont à sec dans 1 234 villages.")
    edit(site / START, "Dakar a agi la première", "Dakar a agi")
    assert imported(site, tree, "--overwrite")[0] == 0
    assert "à sec dans 1 234 villages.\n" in (site / START).read_text("utf-8")


def test_a_translation_that_cannot_be_read_is_left(site: Path) -> None:
    tree = exported(site, "--all", SOURCE)
    say(tree, "why/1")
    edit(site / START, "translation:\n  status: machine\n---", "translation: [\n---")
    before = (site / START).read_bytes()
    status, said = imported(site, tree, "--overwrite")
    assert status == 1
    assert f"not taken: {START} can't be read" in said
    assert (site / START).read_bytes() == before


def test_a_page_in_two_parts_is_one(site: Path) -> None:
    tree = exported(site, "--all", SOURCE)
    (file,) = tree.iter(f"{NAME}file")
    again = deepcopy(file)
    file.addnext(again)
    for part, unit in ((file, "title"), (again, "summary")):
        (target,) = part.iterfind(f".//{NAME}trans-unit[@id='{unit}/0']/{NAME}target")
        target.text = f"Autre {unit}"
    assert imported(site, tree)[0] == 0
    assert "title: Autre title\nsummary: Autre summary\n" in (site / START).read_text("utf-8")


def test_a_passage_is_taken_whole_or_not_at_all(site: Path) -> None:
    (site / START).unlink()
    tree = exported(site, SOURCE)
    say(tree, "title/0")
    say(tree, "why/1")
    status, said = imported(site, tree)
    assert status == 0
    assert "start.md#why: not taken: 1 of 7 paragraphs are translated" in said
    assert "1 passage is taken." in said
    assert "WELLS" not in (site / START).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('target-language="fr"', 'target-language="en"', "`en` is no language that this site is"),
        (
            'target-language="fr"',
            'target-language="de"',
            "`de` is no language that this site is translated into: ",
        ),
        ('source-language="en"', 'source-language="fr"', "translated from `fr`, and this site’s"),
        ("</xliff>", "", "it can't be read as XLIFF 1.2: "),
        ("document:1.2", "document:2.0", "it can't be read as XLIFF 1.2: "),
        ("<body>", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "it can't be read"),
    ],
)
def test_a_file_that_is_of_no_use_is_told(site: Path, old: str, new: str, told: str) -> None:
    exported(site, "--all", SOURCE)
    edit(site / "fr.xlf", old, new)
    done = invoke("xliff", "import", "fr.xlf", cwd=site)
    assert done.returncode == 1
    assert told in done.stdout
    assert "Nothing is taken." in done.stdout


def test_what_programs_do_to_codes_and_spaces_does_no_harm(site: Path) -> None:
    tree = exported(site, "--all", SOURCE)
    (unit,) = tree.iterfind(f".//{NAME}trans-unit[@id='why/2']")
    target = unit.find(f"{NAME}target")
    assert target is not None
    for code in target:
        code.text = None  # some keep the ids alone
    target.text = "Le Caire\u00a0: après,\n   comme dans "
    assert imported(site, tree)[0] == 0
    line = "Le Caire\u00a0: après, comme dans [son cas](../../case-studies/cairo/index.md).\n"
    assert line in (site / START).read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("## Head { #head .wide }", ["Head"]),
        ("One\ntwo  \nthree", ["One two", "three"]),
        ("- [ ] item\n  goes on\n- next", ["item goes on", "next"]),
        ("> 1. quoted\n>    so", ["quoted so"]),
        ("| A | `b|c` |\n|:--|---|\n| 1 \\| 2 | 3 |", ["A", "1 \\| 2", "3"]),
        ("```\ncode\n```\n\n    more\n\n$$\nx\n$$", []),
        (
            "/// box | prices\n    title: Who pays\n    numbered: true\nText.\n///",
            ["Who pays", "Text."],
        ),
        ("Term\n:   What it is\n    and does", ["Term", "What it is and does"]),
        ("[^n]: Note,\n    two lines.\n\n[ref]: https://e.example/", ["Note, two lines."]),
        ("<!-- for editors -->\nText", ["Text"]),
        ("***\n\n![](a.png)", []),
    ],
)
def test_what_is_translated_of_a_text(text: str, units: list[str]) -> None:
    found = taken_apart(text.split("\n"), OPTIONS)
    assert [unit.text for unit in found.units] == units


def test_what_programs_protect() -> None:
    text = r"As *said* by @sow2019 [p. 3; @b] see [a **text**](a.md#b), `x`, \* &amp; x[^1]{ .a }."
    assert [part.text for part in parts(text) if part.is_code] == [
        *("*", "*", "@sow2019", "[p. 3; @b]", "[", "**", "**", "](a.md#b)", "`x`"),
        *(r"\*", "&amp;", "[^1]", "{ .a }"),
    ]


@pytest.mark.parametrize(
    ("front", "path", "expected"),
    [
        ("title: A # why", "title", "title: B # why"),
        ("a: {b: {c: x}, d: y}", "a.b.c", "a: {b: {c: B}, d: y}"),
        ("a: {b: x}", "a.c.d", "a: {b: x, c: {d: B}}"),
        ("a:\n  b: x\nc: y", "a.d", "a:\n  b: x\n  d: B\nc: y"),
        ("a: x", "b.c", "a: x\nb:\n  c: B"),
        ("a: >-\n  long\n  text\nb: y", "a", "a: B\nb: y"),
        ("a:\n  b: x\n", "a.b", "a:\n  b: B\n"),
    ],
)
def test_a_text_of_the_front_matter_is_set_where_it_stands(
    front: str, path: str, expected: str
) -> None:
    text = f"---\n{front}\n---\nBody"
    assert set_text(text, path.split("."), "B") == f"---\n{expected}\n---\nBody"


def test_a_text_that_cannot_be_set_is_left() -> None:
    with pytest.raises(CannotEditError):
        set_text("---\na: x\n---\n", ("a", "b"), "B")


def test_a_file_that_is_no_xliff_says_on_which_line() -> None:
    with pytest.raises(xliff.UnreadableXliffError) as told:
        xliff.read(b"<xliff>\n<file>\n</xliff>")
    assert told.value.line == 3

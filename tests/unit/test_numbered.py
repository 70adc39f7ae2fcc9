"""What has a number: counted through a paper, referred to in each language, and listed."""

from __future__ import annotations

import pytest
from harness import copy_site
from issue_papers.articles import nodes as n
from issue_papers.blocks import registry
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.content.library import Library
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.maps.atlas import Atlas
from issue_papers.printing.printed import Printed
from issue_papers.printing.printer import Printer
from issue_papers.reporting.problems import describe
from issue_papers.views.catalogue import load
from issue_papers.views.numbers import numbers

PAPER = "papers/water"
START = """
/// box | first
    title: The *first* box
    numbered: true
Text.
///

/// box | plain
    title: A box without a number
Text.
///

/// equation | price
$$p$$
///
"""
END = """
See [box #](start.md#box-first), [Boxes #](start.md#box-first) and [#](#box-second),
[](#table-wells) and
[table
#](#table-wells).

/// box | second
    title: The second box
    numbered: true
Text.
///

| Well | Depth |
|---|---|
| Old | 5 |

/// table-caption
    attrs: {id: table-wells}
Depths of wells
///

/// list-of | boxes
///
"""
IN_FRENCH = """
/// box | first
    title: Le premier encadré
    numbered: true
Texte sur [l'équation #](#equation-price) et [](#box-first).
///

/// equation | price
$$p$$
///
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = copy_site(tmp_path_factory.mktemp("site"))
    for name, text in (("start", START), ("end", END), ("start.fr", IN_FRENCH)):
        path = root / "docs" / PAPER / f"{name}.md"
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    library, _, problems = rules.load_and_check(settings(root / "mkdocs.yml"))
    told = [describe(problem) for problem in problems if problem.key in {"link", "block", "box"}]
    assert not told
    return library


@pytest.fixture(scope="module")
def printer(site: Library) -> Printer:
    catalogues = load(site.settings)[0]
    atlas = Atlas()
    views = {t: registry_of_kinds.views(site, catalogues, atlas, t) for t in site.locales.tags}
    return Printer(views, registry.blocks())


def page(site: Library, printer: Printer, name: str, language: str) -> Printed:
    return printer.printed(site.entries[f"{PAPER}/{name}.md"], language)


def references(printed: Printed) -> list[tuple[str, str]]:
    """Return the links of a text to what has a number: words, and the place."""
    links = [node for node in n.walk(printed.blocks) if isinstance(node, n.Link)]
    places = [(n.text_of(link.content), link.target.rpartition("#")[2]) for link in links]
    return [(words, place) for words, place in places if place.startswith(("box", "tab", "equ"))]


def test_numbers_run_through_a_paper_a_kind_each(site: Library) -> None:
    found = numbers(site)
    start, end = (found[f"{PAPER}/{name}.md"] for name in ("start", "end"))
    boxes = [(each.anchor, each.number) for each in (*start.values(), *end.values())]
    assert ("box-first", 1) in boxes
    assert ("box-second", 2) in boxes
    assert "box-plain" not in start
    assert start["equation-price"].number == end["table-wells"].number == 1


def test_references_have_the_number_in_the_words_of_the_text(
    site: Library, printer: Printer
) -> None:
    assert references(page(site, printer, "end", "en")) == [
        ("box\u00a01", "box-first"),
        ("Boxes\u00a01", "box-first"),
        ("2", "box-second"),
        ("Table 1", "table-wells"),
        ("table\u00a01", "table-wells"),
    ]
    french = references(page(site, printer, "start", "fr"))
    assert ("l’équation\u00a01", "equation-price") in french
    assert ("Encadré 1", "box-first") in french


def test_a_box_says_its_number_and_a_table_in_its_caption(site: Library, printer: Printer) -> None:
    blocks = [
        block
        for node in page(site, printer, "start", "fr").blocks
        if isinstance(node, n.Directive)
        for block in node.plain
        if isinstance(block, n.Box) and block.role == "box"
    ]
    assert [(n.text_of(b.label), n.text_of(b.title)) for b in blocks] == [
        ("Encadré 1", "Le premier encadré")
    ]
    (table,) = [
        node
        for node in n.walk(page(site, printer, "end", "en").blocks)
        if isinstance(node, n.Figure) and node.id == "table-wells"
    ]
    assert n.text_of(table.caption) == "Table 1. Depths of wells"


def test_boxes_are_listed_with_their_titles_in_the_readers_language(
    site: Library, printer: Printer
) -> None:
    (listed,) = [
        node
        for node in page(site, printer, "end", "en").blocks
        if isinstance(node, n.Directive) and node.name == "list-of"
    ]
    assert [(entry.label, entry.title) for entry in listed.view] == [  # type: ignore[attr-defined]
        ("Box 1", "The first box"),
        ("Box 2", "The second box"),
    ]


def test_a_title_is_a_part_of_its_passage_in_translations(site: Library) -> None:
    entry = site.entries[f"{PAPER}/start.md"]
    words = " ".join(passage.words for passage in entry.source.passages)
    assert "The *first* box" in words
    assert "Le premier encadré" in " ".join(p.words for p in entry.translations["fr"].passages)

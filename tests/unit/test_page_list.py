"""The pages of the PDF in the EPUB: where each begins, and what the EPUB says of them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pdf_reading
import pytest
from editions import THEME, paged
from issue_papers.articles import nodes as n
from issue_papers.formats import registry
from issue_papers.formats.declaration import Paging
from issue_papers.formats.editions.exporting import Exporter
from issue_papers.formats.editions.paging import (
    NO_PAGES,
    Break,
    Pages,
    Spot,
    breaks,
    parted,
    with_breaks,
    with_ids,
    with_word_ids,
)
from issue_papers.formats.epub.publication import build
from issue_papers.formats.epub.text import OPS, XHTML
from lxml import etree
from made_editions import edition_of

NAMES = {"h": XHTML, "opf": "http://www.idpf.org/2007/opf", "o": OPS}
_NOT_READ = re.compile("[\\W\\d_]+")


@cache
def book(name: str) -> dict[str, bytes]:
    edition, _, pages = paged(name)
    return files(build(edition, THEME, pages=pages))


def files(epub: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letters(text: str) -> str:
    return _NOT_READ.sub("", text).casefold()


def text_after(mark: etree._Element) -> str:
    """Return the letters of the rest of a document after an element."""
    parts = mark.xpath("following::text()[not(ancestor::h:title)]", namespaces=NAMES)
    return letters("".join(parts))


def listed(name: str) -> list[tuple[str, str]]:
    nav = etree.fromstring(book(name)["EPUB/nav.xhtml"])
    links = nav.xpath("//h:nav[@o:type='page-list']//h:a", namespaces=NAMES)
    return [(link.text, link.get("href")) for link in links]


@pytest.mark.parametrize("name", ["sampler-en", "sampler-fr", "scripts-ko"])
def test_each_page_of_the_list_begins_with_the_words_that_it_has_in_the_pdf(name: str) -> None:
    printed = pdf_reading.pages(paged(name)[1])
    pages = listed(name)
    first = int(pages[0][0])
    assert [int(label) for label, _ in pages] == [*range(first, len(printed) + 1)]
    for label, href in pages:
        file, _, place = href.partition("#")
        root = etree.fromstring(book(name)[f"EPUB/{file}"])
        (mark,) = root.xpath(f"//*[@id='{place}']")
        assert mark.get(f"{{{OPS}}}type") == "pagebreak"
        assert mark.get("role") == "doc-pagebreak"
        assert mark.get("aria-label") == label
        assert letters(printed[int(label) - 1])[:9] in text_after(mark)[:60], label


def test_a_page_that_begins_within_a_paragraph_begins_with_a_word_of_it() -> None:
    marks = [
        mark
        for name, content in book("sampler-en").items()
        if name.endswith(".xhtml")
        for mark in etree.fromstring(content).xpath(
            "//h:p//h:span[@role='doc-pagebreak']", namespaces=NAMES
        )
    ]
    within = [mark for mark in marks if mark.xpath("preceding-sibling::node()")]
    assert within
    printed = pdf_reading.pages(paged("sampler-en")[1])
    for mark in within:
        page = letters(printed[int(mark.get("aria-label")) - 1])
        assert page.startswith(letters(mark.tail.split()[0]))


def test_the_book_says_whose_pages_they_are() -> None:
    edition, _, pages = paged("sampler-en")
    package = etree.fromstring(book("sampler-en")["EPUB/package.opf"])
    source = package.xpath("//opf:meta[@property='pageBreakSource']/text()", namespaces=NAMES)
    assert source == [f"{edition.downloads}harbours-en.pdf"]
    assert edition.downloads.startswith("https://")
    assert {"pageBreakMarkers", "pageNavigation"} <= features(package)
    elsewhere = build(replace(edition, downloads=""), THEME, pages=pages)
    assert b">harbours-en.pdf<" in files(elsewhere)["EPUB/package.opf"]


def test_without_pages_nothing_claims_them() -> None:
    found = files(build(paged("sampler-en")[0], THEME))
    package = etree.fromstring(found["EPUB/package.opf"])
    assert not features(package) & {"pageBreakMarkers", "pageNavigation", "printPageNumbers"}
    said = b"".join(content for name, content in found.items() if not name.endswith(".woff2"))
    assert b"pageBreakSource" not in said
    assert b"page-list" not in said
    assert b"doc-pagebreak" not in said


def features(package: etree._Element) -> set[str]:
    found = package.xpath(
        "//opf:meta[@property='schema:accessibilityFeature']/text()", namespaces=NAMES
    )
    return set(found)


def test_asking_for_pages_changes_no_byte_of_the_pdf() -> None:
    from issue_papers.formats.pdf import typesetting  # noqa: PLC0415 - of this test alone

    edition, pdf, _ = paged("scripts-ko")
    assert typesetting.build(edition, THEME) == pdf


def test_other_pages_make_another_epub_and_the_same_of_all_else() -> None:
    pages = Pages("a.pdf", (Break(4, Spot("abstract")),))
    for form in registry.formats():
        if form.make:
            exporter = Exporter(form.info, form.make, "", form.pages, form.takes)
            is_other = exporter.key("e", pages) != exporter.key("e", NO_PAGES)
            assert is_other == (form.info.name == "epub")
    gives = [form.info.name for form in registry.formats() if form.pages is Paging.GIVES]
    assert gives == ["pdf"]


# By hand: a heading, a paragraph of four words, and a box with one.

_TEXT = (
    n.Heading(2, (n.Text("Title"),)),
    n.Paragraph(
        (n.Text("one two "), n.Styled(n.Style.EMPHASIS, (n.Text("and x"),)), n.Text(" four"))
    ),
    n.Box((n.Paragraph((n.Text("inside"),), id="given"),)),
)


def test_passages_and_ends_of_paragraphs_have_ids_and_keep_those_they_have() -> None:
    edition = edition_of(*_TEXT)
    part = edition.parts[0].id
    marked, ids = with_ids(edition)
    assert [(spot.passage, spot.word) for spot in ids] == [(-1, 0), (0, 0), (1, 0), (1, 3), (2, 0)]
    assert ids[Spot(part, 2)] == "given"
    there = {node.id for node in n.walk(marked.parts[0].blocks)}
    assert {*ids.values()} - {part} <= there
    assert n.text_of(marked.parts[0].blocks) == n.text_of(edition.parts[0].blocks)
    _, words = with_word_ids(edition, [Spot(part, 1)])
    assert [(spot.passage, spot.word) for spot in words] == [(1, 1), (1, 2)]


def test_pages_begin_where_the_first_place_is_on_them() -> None:
    edition = edition_of(*_TEXT)
    part = edition.parts[0].id
    at = {
        Spot(part): 4,
        Spot(part, 0): 4,
        Spot(part, 1): 4,
        Spot(part, 1, 3): 5,
        Spot(part, 2): 7,
    }
    assert parted(at) == [Spot(part, 1)]
    found = [*breaks(edition, at | {Spot(part, 1, 1): 4, Spot(part, 1, 2): 5})]
    spots = [Spot(part), Spot(part, 1, 2), Spot(part, 2), Spot(part, 2)]
    assert found == [Break(page, spot) for page, spot in zip((4, 5, 6, 7), spots, strict=True)]
    opening, marked = with_breaks(edition.parts[0], found)
    assert [each.id for each in opening] == ["page_4"]
    kinds = [(type(block).__name__, block.id) for block in marked.blocks]
    assert kinds[2:] == [("Group", "page_6"), ("Group", "page_7"), ("Box", "")]
    paragraph = marked.blocks[1]
    assert isinstance(paragraph, n.Paragraph)
    assert [node.id for node in paragraph.content][-2:] == ["page_5", ""]


def test_what_is_set_beside_the_text_begins_no_page() -> None:
    edition = edition_of(*_TEXT)
    part = edition.parts[0].id
    at = {Spot(part): 4, Spot(part, 0): 5, Spot(part, 1): 4, Spot(part, 2): 5}
    assert [one.at for one in breaks(edition, at)] == [Spot(part), Spot(part, 0)]

"""Papers as JATS: valid, with the words of their parts in order, and with places that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from editions import said, sampler_edition
from harness import THEME
from issue_papers.articles import nodes as n
from issue_papers.articles.rewriting import rewrite
from issue_papers.formats.editions.edition import Part, PartKind
from issue_papers.formats.jats.article import build
from issue_papers.formats.jats.running_text import name
from issue_papers.formulas.reading import read
from lxml import etree

SCHEMAS = Path(__file__).resolve().parent / "schemas"
LANGUAGES = ("en", "es", "fr")
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
XLINK = "{http://www.w3.org/1999/xlink}"
UNSEEN = re.compile("[\u00ad\u200b]")
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(
        etree.parse(SCHEMAS / "crossref" / "JATS-journalpublishing1-3d2-mathml3.xsd")
    )


def faults(document: bytes) -> list[str]:
    """Return what the schema finds wrong.

    It is the last draft of 1.3, in the form in which Crossref has it: in a namespace of its own.
    """
    text = document.replace(b' dtd-version="1.3"', f' dtd-version="1.3d2" xmlns="{JATS}"'.encode())
    found = schema()
    found.validate(etree.fromstring(text))
    return [f"{fault.line}: {fault.message}" for fault in found.error_log]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", UNSEEN.sub("", text))


def words_of(elements: Iterable[etree._Element]) -> list[str]:
    """Return the words of elements, but for numbers, marks of notes, and what pictures show."""
    found = []
    for element in elements:
        copy = deepcopy(element)
        copy.tail = ""
        for label in copy.xpath("self::sec/label | self::fn/label"):
            copy.remove(label)
        for alt in copy.xpath(".//alt-text | .//named-content[@content-type='picture']"):
            alt.text = ""
        for mark in copy.iter("sup"):
            if mark.getparent().get("ref-type") == "fn":
                mark.text = ""
        found += words(" ".join(copy.itertext()))
    return found


@each_language
def test_a_paper_is_valid_jats(sampler_built: Path, language: str) -> None:
    document = (sampler_built / "downloads" / f"harbours-{language}.xml").read_bytes()
    assert faults(document) == []
    assert faults(document.replace(b"<label>", b"<name>").replace(b"</label>", b"</name>"))


@each_language
def test_it_has_every_word_of_the_edition_in_its_order(sampler_built: Path, language: str) -> None:
    """`test_edition_words` shows that those are the words of the site's pages."""
    edition = sampler_edition(language)
    root = etree.parse(sampler_built / "downloads" / f"harbours-{language}.xml").getroot()
    places = {str(e.get("id")): e for e in root.iter() if e.get("id")}
    for part in edition.parts:
        heading = [part.title, part.summary, *part.notices]
        blocks = rewrite(part.blocks, lambda x: () if isinstance(x, n.NoteReference) else (x,))
        text = said(replace(part, title="", summary="", blocks=blocks, notes=()))
        place = places[name(part.id)]
        # A list of references is the last of its section, after the line that says whose all is.
        order = list if place.find(".//ref-list") is None else sorted
        assert order(words_of([place])) == order(words(" ".join([*heading, text]))), part.id
        for note in part.notes:
            alone = replace(part, title="", summary="", blocks=note.content, notes=())
            assert words_of([places[name(note.name)]]) == words(said(alone))


@each_language
def test_every_reference_leads_to_a_place_and_every_picture_to_a_file(
    sampler_built: Path, language: str
) -> None:
    root = etree.parse(sampler_built / "downloads" / f"harbours-{language}.xml").getroot()
    ids = [str(e.get("id")) for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    references = [str(link.get("rid")) for link in root.iter("xref")]
    assert len(references) > 20
    assert set(references) <= set(ids)
    assert {link.get("ref-type") for link in root.iter("xref")} == {None, "bibr", "fn"}
    base = "https://sampler.example/issue-papers/"
    graphics = [str(e.get(f"{XLINK}href")) for e in root.iter("graphic", "inline-graphic")]
    for address in graphics:
        assert (sampler_built / address.removeprefix(base)).is_file(), address
    works = root.findall(".//ref-list/ref/mixed-citation")
    assert len(works) > 3


def test_its_front_says_whose_words_they_are(sampler_built: Path) -> None:
    root = etree.parse(sampler_built / "downloads" / "harbours-es.xml").getroot()
    meta = root.find("front/article-meta")
    adapters = meta.findall("contrib-group[@content-type='adapters']/contrib/collab")
    assert [e.text for e in adapters] == ["Harbour Desk"]
    assert meta.find("contrib-group[@content-type='authors']") is None
    assert meta.findtext("contrib-group/contrib[@contrib-type='editor']/name/surname") == "Brandt"
    assert meta.find("pub-date").get("iso-8601-date") == "2026-11"
    assert meta.findtext("article-version") == "1"
    kinds = {e.get("link-type"): " ".join(e.itertext()) for e in meta.iter("related-object")}
    assert "Ines Duarte" in kinds["based-on"]
    assert "2020" in kinds["based-on"]
    assert kinds["translation-of"] == "Cities and their harbours"
    licence = meta.find("permissions/license")
    assert licence.get(f"{XLINK}href") == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert root.find("front/notes[@notes-type='translation']") is not None


def line(text: str = "A word") -> n.Paragraph:
    return n.Paragraph((n.Text(text),))


ALIGNED = r"\begin{aligned} a &= \sqrt[3]{b} \\ c &= \underbrace{d}_{\text{e}} \end{aligned}"
RUNNING: tuple[n.Inline, ...] = (
    n.Text("5 < 6 & 7 \x0b"),
    n.Break(),
    n.Code("a<b>"),
    *(n.Styled(style, (n.Text(style),)) for style in n.Style),
    n.Span((n.Text("span"),), lang="fr"),
    n.Quoted((n.Text("quoted"),), lang="es"),
    n.Abbreviation((n.Text("UN"),), "United Nations"),
    n.Time((n.Text("May"),), "2020-05"),
    n.Link((n.Text("away"),), "https://x.example/ü?a=b c&d"),
    n.Link((n.Text("gone"),), "#nowhere"),
    n.Link((n.Text("here"),), "#1 odd·id"),
    n.Picture("image:a b.png", "A picture"),
    n.Picture("map:cadiz", "Map: Cádiz"),
    n.Drawing("drawing:chart-a", "A chart", drawn="<svg/>"),
    n.Citation(None, "[@x]"),
    n.Term((n.Text("term"),), "term", "#1 odd·id"),
    n.Embed("iframe", "https://x.example/film", "A film"),
    n.Element("button", (), (n.Text("button"),)),
    n.Formula("x^2", read("x^2", is_display=False), spoken="x squared, < & >"),
    n.Formula("x", read(ALIGNED, is_display=True), is_display=True),
)
FIRST: tuple[n.Block, ...] = (
    n.Paragraph(RUNNING),
    n.Paragraph(()),
    n.Heading(4, (n.Text("Deep"),)),
    n.CodeBlock("a < b\n", "python", (("title", "a.py"),)),
    n.Rule(),
)


def holding(blocks: tuple[n.Block, ...]) -> tuple[n.Block, ...]:
    """Return one block of each type that holds others, with these in it."""
    head = n.Row((n.Cell(blocks, is_header=True, scope="col"), n.Cell((), align="right")))
    figure = (n.Paragraph((n.Picture("image:b.png", "Alone"),)),)
    return (
        n.List((n.Item(blocks), n.Item((), is_done=True), n.Item((line(),), is_done=False))),
        n.List((n.Item(blocks),), is_ordered=True, form="a"),
        n.List((n.Item((n.Paragraph(RUNNING),)),), role="bibliography"),
        n.DefinitionList((n.Definition((line(), line()), (n.Group(blocks), n.Group(()))),)),
        n.Quote(blocks, lang="fr"),
        n.Figure(figure, blocks, "Figure 1"),
        n.Figure(blocks, (), "Figure 2"),
        n.Figure((n.Paragraph(RUNNING[-1:]),), (), "(1)", role="equation"),
        n.Box(blocks, RUNNING, (n.Text("Box"),), role="note"),
        n.Details(blocks, RUNNING),
        n.Tabs((n.Tab(blocks, (n.Text("Tab"),)),)),
        n.Group(blocks),
        n.Table((head,), (n.Row((n.Cell(blocks, colspan=2),)),), (head,), blocks),
    )


def test_a_list_keeps_the_numbers_that_it_begins_with() -> None:
    items = (n.Item((line("one"),)), n.Item((line("two"),)))
    blocks = (
        n.List(items, is_ordered=True, start=3),
        n.List(items, is_ordered=True, form="i", is_reversed=True),
        n.List(items, is_ordered=True),
        n.List(items),
    )
    part = Part("aims", PartKind.SECTION, "All", "en", "ltr", blocks=blocks)
    document = build(replace(sampler_edition("en"), parts=(part,)), THEME)
    assert faults(document) == []
    lists = etree.fromstring(document).findall(".//body//list")
    labels = [[label.text for label in found.findall("list-item/label")] for found in lists]
    assert labels == [["3.", "4."], ["ii.", "i."], [], []]


def test_whatever_a_text_may_hold_is_valid() -> None:
    """One node of each type, and all of them in all that hold others, twice over."""
    edition = sampler_edition("en")
    place = n.Paragraph((n.Span((n.Text("a place"),), id="1 odd·id"),), id="deep")
    blocks = (place, *FIRST, *holding((*FIRST, *holding(FIRST))))
    part = Part("2030-áims", PartKind.SECTION, "All", "en", "ltr", blocks=blocks)
    document = build(replace(edition, parts=(part,)), THEME)
    assert {type(node).__name__ for node in n.walk(blocks)} >= {
        name for name in n.__all__ if isinstance(getattr(n, name), type)
    } - {"Block", "CitedWork", "Directive", "Inline", "Node", "Note", "NoteReference", "Style"}
    assert faults(document) == []

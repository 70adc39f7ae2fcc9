"""The EPUB: its structure, its words, its metadata, and that no text can break it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import pickle
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from editions import THEME, said, sampler_edition, scripts_edition
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from issue_papers.articles.nodes import (
    Abbreviation,
    Block,
    Box,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Details,
    Embed,
    Figure,
    Group,
    Heading,
    Item,
    Link,
    List,
    NoteReference,
    Paragraph,
    Picture,
    Quote,
    Row,
    Rule,
    Span,
    Style,
    Styled,
    Tab,
    Table,
    Tabs,
    Text,
    Time,
)
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.formats.epub.contents import accessibility, identifier
from issue_papers.formats.epub.publication import _Publication, build
from issue_papers.formats.epub.text import OPS, XHTML, clean, serialised
from issue_papers.reporting.problems import ProblemsError
from lxml import etree
from PIL import Image

T = TypeVar("T")

LANGUAGES = ["en", "ar", "ko"]
NAMES = {
    "h": XHTML,
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPE = f"{{{OPS}}}type"


@cache
def publication(language: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(build(scripts_edition(language), THEME)))


@cache
def documents(language: str) -> dict[str, etree._Element]:
    archive = publication(language)
    names = [name for name in archive.namelist() if name.endswith(".xhtml")]
    return {PurePosixPath(name).name: etree.fromstring(archive.read(name)) for name in names}


def package(language: str) -> etree._Element:
    return etree.fromstring(publication(language).read("EPUB/package.opf"))


def values(language: str, path: str) -> list[str]:
    return [str(found) for found in package(language).xpath(path, namespaces=NAMES)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_container_begins_with_its_media_type_as_it_is(language: str) -> None:
    first, *rest = publication(language).infolist()
    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert not first.extra
    assert publication(language).read(first) == b"application/epub+zip"
    assert {(entry.date_time, entry.external_attr >> 16) for entry in [first, *rest]} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_lists_every_file_once(language: str) -> None:
    listed = values(language, "//opf:item/@href")
    there = [
        name.removeprefix("EPUB/")
        for name in publication(language).namelist()
        if name.startswith("EPUB/") and name != "EPUB/package.opf"
    ]
    assert sorted(listed) == sorted(there)
    identifiers = values(language, "//opf:item/@id")
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_links_and_pictures_are_there(language: str) -> None:
    pages = documents(language)
    ids = {name: {e.get("id") for e in page.iter() if e.get("id")} for name, page in pages.items()}
    files = {name.removeprefix("EPUB/") for name in publication(language).namelist()}
    for name, page in pages.items():
        assert len([e for e in page.iter() if e.get("id")]) == len(ids[name])
        for element in page.iter():
            target = element.get("href") or element.get("src") or ""
            parts = urlsplit(target)
            if not target or parts.scheme:
                continue
            assert not parts.path or parts.path in files, (name, target)
            if parts.fragment:
                assert parts.fragment in ids[parts.path or name], (name, target)
            for reference in (element.get("aria-labelledby") or "").split():
                assert reference in ids[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_all_its_words_in_order(language: str) -> None:
    for part in scripts_edition(language).parts:
        page = documents(language)[f"{part.id}.xhtml"]
        assert words(shown(page)) == words(said(part)), part.id


def shown(page: etree._Element) -> str:
    """Return a document's title, standfirst and text, without what the EPUB adds."""
    (title,) = page.findall(".//h:h1", NAMES)
    summary = page.find(".//h:p[@class='ip-summary']", NAMES)
    (text,) = page.findall(".//h:div[@class='ip-text']", NAMES)
    number = "".join(title.xpath("h:span[@class='ip-number']//text()", namespaces=NAMES))
    pieces = [
        "".join(title.itertext()).removeprefix(number),
        "" if summary is None else "".join(summary.itertext()),
        "".join(text.itertext()),
    ]
    return "\n".join(pieces)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reading_order_is_that_of_the_parts(language: str) -> None:
    order = values(language, "//opf:itemref/@idref")
    furniture = ["cover", "title", "nav"]
    parts = [part.id for part in scripts_edition(language).parts]
    assert order == [f"item-{name}.xhtml" for name in [*furniture, *parts]]
    direction = "rtl" if language == "ar" else "ltr"
    assert values(language, "//opf:spine/@page-progression-direction") == [direction]
    assert {page.get("dir") for page in documents(language).values()} == {direction}


def test_the_contents_hold_parts_headings_and_case_studies() -> None:
    nav = documents("en")["nav.xhtml"]
    (toc,) = nav.xpath("//h:nav[@role='doc-toc']", namespaces=NAMES)
    lines = {"".join(a.itertext()): a.get("href") for a in toc.iter(f"{{{XHTML}}}a")}
    assert lines["1 Why streets overheat"] == "section-heat.xhtml"
    assert "section-heat.xhtml#section-heat--night" in lines.values()
    assert "section-shade.xhtml#section-shade--recommendation-map-shade" in lines.values()
    assert "section-shade.xhtml#section-shade--case-busan" not in lines.values()
    assert "case-busan.xhtml" in lines.values()
    marks = nav.xpath("//h:nav[@hidden]//h:a", namespaces=NAMES)
    assert [mark.get(TYPE) for mark in marks] == [
        "cover",
        "titlepage",
        "toc",
        "bodymatter",
        "glossary",
    ]


def test_passages_have_their_roles() -> None:
    page = documents("en")["section-heat.xhtml"]
    (call,) = page.xpath("//h:a[@role='doc-noteref']", namespaces=NAMES)
    (note,) = page.xpath("//h:aside[@role='doc-footnote']", namespaces=NAMES)
    (back,) = page.xpath("//h:a[@role='doc-backlink']", namespaces=NAMES)
    assert (call.get(TYPE), note.get(TYPE)) == ("noteref", "footnote")
    assert call.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{call.getparent().get('id')}"
    assert back.get("aria-label")
    shade = documents("en")["section-shade.xhtml"]
    assert shade.xpath("//h:aside[@role='doc-example']", namespaces=NAMES)
    parts = {f"{part.id}.xhtml" for part in scripts_edition("en").parts}
    assert {
        name: documents("en")[name].find(".//h:section", NAMES).get("role") for name in parts
    } == {
        "abstract.xhtml": "doc-abstract",
        "section-heat.xhtml": "doc-chapter",
        "section-shade.xhtml": "doc-chapter",
        "case-busan.xhtml": "doc-chapter",
        "glossary.xhtml": "doc-glossary",
        "corrections.xhtml": "doc-errata",
    }


def test_the_metadata_say_what_it_is() -> None:
    edition = scripts_edition("ar")
    assert values("ar", "//dc:identifier/text()") == [identifier(edition)]
    assert values("ar", "//dc:language/text()")[0] == "ar"
    assert values("ar", "//dc:title/text()")[0] == edition.paper.title
    people = [author.name for author in edition.paper.authors]
    assert values("ar", "//dc:creator/text()") == people
    assert values("ar", "//dc:subject/text()") == list(edition.keywords)
    meta = "//opf:meta[@property='{}']/text()"
    modified = f"{edition.date.isoformat()}T00:00:00Z"
    assert values("ar", meta.format("dcterms:modified")) == [modified]
    assert values("ar", meta.format("belongs-to-collection")) == [edition.series]
    assert values("ar", meta.format("group-position")) == [str(edition.paper.number)]
    assert values("ar", meta.format("role")) == [*["aut"] * len(people), "trl", "rev"]


def test_those_who_have_adapted_a_work_are_named_as_authors() -> None:
    """Calibre and others look for `aut`, and call what has none "Unknown"."""
    opf = _Publication(sampler_edition("en"), THEME).container()
    with zipfile.ZipFile(io.BytesIO(opf)) as archive:
        root = etree.fromstring(archive.read("EPUB/package.opf"))
    (creator,) = root.xpath("//dc:creator", namespaces=NAMES)
    refines = f"//opf:meta[@refines='#{creator.get('id')}'][@property='role']/text()"
    assert (creator.text, root.xpath(refines, namespaces=NAMES)) == ("Harbour Desk", ["aut", "adp"])
    (cover,) = root.xpath("//opf:item[@properties='cover-image']/@id", namespaces=NAMES)
    assert cover == "cover"


def test_names_and_addresses_keep_their_order_among_right_to_left_text() -> None:
    imprint = documents("ar")["title.xhtml"].find(f".//{{{XHTML}}}dl")
    names = [e.text for e in imprint.iter(f"{{{XHTML}}}bdi")]
    assert names == ["Anna Meyer", "Park Press", "Salma Haddad", "Park Press", "CC BY 4.0"]
    links = list(imprint.iter(f"{{{XHTML}}}a"))
    assert [link.get("dir") for link in links] == ["ltr", "ltr"]
    assert "\u2068" not in "".join(imprint.itertext())


def test_identifiers_outlive_editions() -> None:
    edition = scripts_edition("en")
    later = replace(edition, date=dt.date(2031, 5, 1), series="Renamed")
    assert identifier(edition) == identifier(later)
    assert identifier(edition) != identifier(scripts_edition("ar"))


def test_accessibility_says_no_more_than_is_true() -> None:
    edition = scripts_edition("en")
    access = accessibility(edition, [])
    assert access.is_textual
    assert "alternativeText" in access.features
    assert access.modes == ("textual", "visual")
    assert values("en", "//opf:link[@rel='dcterms:conformsTo']") == []
    assert values("en", "//opf:meta[@property='dcterms:conformsTo']") == []
    undescribed = changed(edition, Paragraph((Picture("map:busan", ""),)))
    access = accessibility(undescribed, [])
    assert not access.is_textual
    assert "alternativeText" not in access.features
    own = zipfile.ZipFile(io.BytesIO(build(undescribed, THEME, certified_by="A & B")))
    root = etree.fromstring(own.read("EPUB/package.opf"))
    said_of = "//opf:meta[@property='{}']/text()"
    assert root.xpath(said_of.format("a11y:certifiedBy"), namespaces=NAMES) == ["A & B"]
    (claim,) = root.xpath(said_of.format("dcterms:conformsTo"), namespaces=NAMES)
    assert claim == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert "Nobody" not in str(
        root.xpath(said_of.format("schema:accessibilitySummary"), namespaces=NAMES)
    )
    bare = accessibility(changed(edition, Paragraph((Text("Words"),))), [])
    assert bare.modes == ("textual",)


def changed(edition: Edition, *blocks: Block) -> Edition:
    """Return an edition of one part with this text."""
    return replace(edition, parts=(part_with(edition, *blocks),), images={})


def part_with(edition: Edition, *blocks: Block) -> Part:
    first = edition.parts[0]
    return replace(first, id="section-x", kind=PartKind.SECTION, number=1, blocks=blocks, notes=())


def test_a_picture_that_reading_systems_need_not_show_is_converted(tmp_path: Path) -> None:
    Image.new("RGB", (2, 2)).save(tmp_path / "x.bmp")
    shown = changed(scripts_edition("en"), Paragraph((Picture("image:x.bmp", "A dot"),)))
    made = _Publication(replace(shown, images={"x.bmp": tmp_path / "x.bmp"}), THEME)
    name, picture = made.pictures["image:x.bmp"]
    assert name.endswith(".png")
    assert (picture.media_type, picture.data[:4]) == ("image/png", b"\x89PNG")
    (image,) = made._part(made.edition.parts[0]).iter(f"{{{XHTML}}}img")
    assert (image.get("src"), image.get("alt")) == (name, "A dot")


def test_a_picture_that_cant_be_read_is_reported_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"nothing")
    shown = changed(scripts_edition("en"), Paragraph((Picture("image:x.png", "A", line=7),)))
    with pytest.raises(ProblemsError) as caught:
        build(replace(shown, images={"x.png": tmp_path / "x.png"}), THEME)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (shown.parts[0].path, 7)
    assert "x.png" in problem.message


def test_the_cover_is_a_picture_of_its_own() -> None:
    cover = publication("ar").read("EPUB/cover.png")
    assert cover.startswith(b"\x89PNG")
    assert (int.from_bytes(cover[16:20]), int.from_bytes(cover[20:24])) == (1200, 1920)
    assert len(cover) < 300_000
    assert values("ar", "//opf:item[@properties='cover-image']/@href") == ["cover.png"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_are_cut_to_the_text(language: str) -> None:
    fonts = [e for e in publication(language).infolist() if e.filename.endswith(".woff2")]
    assert fonts
    assert sum(font.file_size for font in fonts) < 300_000
    sheet = publication(language).read("EPUB/fonts.css").decode()
    for font in fonts:
        assert publication(language).read(font)[:4] == b"wOF2"
        assert font.filename.removeprefix("EPUB/") in sheet
    assert ("Arab" in sheet) == (language != "en" or "ظ" in everything("en"))


def everything(language: str) -> str:
    return "".join("".join(page.itertext()) for page in documents(language).values())


def test_styles_set_no_colours_that_a_dark_reader_cannot_show() -> None:
    sheet = publication("en").read("EPUB/epub.css").decode()
    assert set(re.findall(r"background(?:-color)?:\s*([^;]+);", sheet)) <= {"none"}
    colours = set(re.findall(r"[{;\s]color:\s*([^;]+);", sheet))
    assert "inherit" in colours
    for colour in colours - {"inherit"}:
        light = luminance(colour)
        assert 1.05 / (light + 0.05) >= 4.5  # on white
        assert (light + 0.05) / 0.05 >= 4.5  # on black


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2), from 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


SEED_TEST = """
import hashlib, pickle, sys
from issue_papers.formats.epub.publication import build
print(hashlib.sha256(build(*pickle.loads(sys.stdin.buffer.read()))).hexdigest())
"""


def test_the_same_edition_gives_the_same_bytes() -> None:
    edition = scripts_edition("ar")
    once = build(edition, THEME)
    assert build(edition, THEME) == once
    elsewhere = subprocess.run(
        [sys.executable, "-c", SEED_TEST],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        input=pickle.dumps((edition, THEME)),
        capture_output=True,
        check=True,
    )
    assert elsewhere.stdout.decode().strip() == hashlib.sha256(once).hexdigest()


def tuples(held: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(held, max_size=3).map(tuple)


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("<>&]'\"\\#$@{}% \n\t🙂👩‍🚀ظ그é\u202e\u200f\u00ad\ufe0f"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    ),
    max_size=12,
)
ANYTHING = st.text(st.characters(exclude_categories=[]), max_size=12)


INLINE = st.recursive(
    st.one_of(
        HOSTILE.map(Text),
        HOSTILE.map(Code),
        st.just(Break()),
        st.builds(Picture, st.just("map:busan"), HOSTILE),
        st.builds(Embed, st.just("iframe"), st.sampled_from(["", "https://x.example/"]), HOSTILE),
        st.builds(NoteReference, st.just("section-x--n"), st.just(1)),
    ),
    lambda held: st.one_of(
        st.builds(Styled, st.sampled_from(Style), tuples(held)),
        st.builds(Span, tuples(held), lang=HOSTILE, dir=HOSTILE, id=st.sampled_from(["", "b"])),
        st.builds(Time, tuples(held), HOSTILE),
        st.builds(Abbreviation, tuples(held), HOSTILE),
        st.builds(
            Link,
            tuples(held),
            st.sampled_from(["#section-x", "#section-x--no", "#no", "https://x.example/ <&\"'"]),
            title=HOSTILE,
            label=HOSTILE,
        ),
    ),
    max_leaves=6,
)
LINES = st.builds(Paragraph, tuples(INLINE), is_plain=st.booleans())
ROLES = st.sampled_from(["", "case-study", "recommendation", "map", "references", "x y", "<&"])


def holding(held: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Draw what holds blocks, with what may stand in it and what may not."""
    content = tuples(held)
    cells = tuples(st.builds(Cell, content, colspan=st.integers(-2, 10**7), scope=HOSTILE))
    rows = tuples(st.builds(Row, cells))
    items = tuples(st.builds(Item, content, is_done=st.sampled_from([None, True, False])))
    descriptions = tuples(st.builds(Group, content))
    definitions = tuples(st.builds(Definition, tuples(LINES), descriptions, id=st.just("")))
    tabs = tuples(st.builds(Tab, content, tuples(INLINE)))
    return st.one_of(
        st.builds(List, items, is_ordered=st.booleans(), start=st.integers(), form=HOSTILE),
        st.builds(DefinitionList, definitions, role=st.sampled_from(["", "glossary", "facts"])),
        st.builds(Table, rows, rows, rows, content, number=st.integers(0, 3)),
        st.builds(Quote, content),
        st.builds(Figure, content, content, HOSTILE, id=st.sampled_from(["", "f"])),
        st.builds(Box, content, tuples(INLINE), tuples(INLINE), role=ROLES),
        st.builds(Details, content, tuples(INLINE)),
        st.builds(Tabs, tabs),
        st.builds(Group, content, role=ROLES),
    )


TREES = st.recursive(
    st.one_of(
        LINES,
        st.builds(Heading, st.integers(2, 9), tuples(INLINE), id=st.sampled_from(["", "h"])),
        st.builds(CodeBlock, HOSTILE),
        st.just(Rule()),
    ),
    holding,
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, ANYTHING, ANYTHING)
@example(Paragraph((Text("]]>\x00\x0b\ud800\ufffe"),)), "]]>\x00", "<script>&amp;&nbsp;")
def test_no_text_breaks_a_document(tree: Block, title: str, notice: str) -> None:
    edition = scripts_edition("en")
    part = replace(part_with(edition, tree), title=title, summary=notice, notices=(notice,))
    made = _Publication(replace(edition, parts=(part,)), THEME)
    page = etree.fromstring(serialised(made._part(part)))  # raises if it isn't well-formed
    assert "".join(words(shown(page))) == "".join(words(clean(said(part))))


def test_text_nested_too_deep_for_readers_stays() -> None:
    block: Block = Paragraph((Text("a b"),))
    for _ in range(120):  # as deep as texts are read
        block = Quote((Paragraph((Text("a b"),)), block))
    edition = scripts_edition("en")
    part = part_with(edition, block)
    page = _Publication(replace(edition, parts=(part,)), THEME)._part(part)
    again = etree.fromstring(serialised(page))  # the parser gives up at 256 levels
    assert words(shown(again)) == words(said(part))


def test_a_link_to_a_place_that_is_nowhere_is_text() -> None:
    edition = scripts_edition("en")
    there, gone = (Link((Text("x"),), f"#section-x{place}") for place in ("", "--gone"))
    documents_ = _Publication(changed(edition, Paragraph((there, gone))), THEME)._documents()
    links = documents_["section-x.xhtml"].findall(".//h:div//h:a", NAMES)
    assert [link.get("href") for link in links] == ["#section-x", None]


def test_a_hostile_edition_is_still_an_archive_of_xml() -> None:
    nasty = "]]> <b>&\"'\\ #x $y @z {{ 7*7 }} {% raw %} \x0b"
    edition = scripts_edition("en")
    paper = replace(edition.paper, title=nasty, subtitle=nasty, summary=nasty, publisher=nasty)
    hostile = replace(
        changed(edition, Paragraph((Text("a"),))),
        paper=paper,
        series=nasty,
        keywords=(nasty,),
        provenance=(nasty,),
        imprint=((nasty, nasty),),
    )
    archive = zipfile.ZipFile(io.BytesIO(build(hostile, THEME)))
    for name in archive.namelist():
        if name.endswith((".xhtml", ".opf", ".xml", ".svg")):
            etree.fromstring(archive.read(name))
    opf = etree.fromstring(archive.read("EPUB/package.opf"))
    (title,) = opf.xpath("//dc:title[@id='title']/text()", namespaces=NAMES)
    assert title == clean(nasty).rstrip() or title == clean(nasty)

"""The single-page edition: all of the article in one file that asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from editions import THEME, said, sampler_edition, scripts_edition, small_edition
from fontTools.ttLib import TTFont
from issue_papers.articles.nodes import (
    Details,
    Embed,
    Item,
    List,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Tab,
    Tabs,
    Text,
)
from issue_papers.formats.editions.edition import IMAGE_SCHEME, Edition, Part
from issue_papers.formats.single_page import page as single_page
from issue_papers.reporting.problems import ProblemsError
from lxml import etree, html
from lxml.html import HtmlElement
from PIL import Image

LANGUAGES = ["en", "es", "fr"]
LARGEST = 400_000
"""Bytes that an edition of the reference paper may have."""


def edition_in(language: str) -> Edition:
    return small_edition("ar") if language == "ar" else sampler_edition(language)


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    return {tag: single_page.build(edition_in(tag), THEME) for tag in (*LANGUAGES, "ar")}


def parsed(page: bytes) -> HtmlElement:
    return html.document_fromstring(page.decode())


def shown(element: HtmlElement) -> str:
    """Return an element's words, without the names on its maps."""
    copied = html.fragment_fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for drawing in [*copied.iter("svg")]:
        drawing.drop_tree()
    return str(copied.text_content())


def text_alone(part: Part) -> Part:
    return replace(part, title="", summary="")


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_every_part_is_there_word_for_word(pages: dict[str, bytes], language: str) -> None:
    page = parsed(pages[language])
    titles = [
        heading.get("id") for heading in page.iter("h2") if "--" not in heading.get("id", "-")
    ]
    edition = edition_in(language)
    titles = [heading.get("id") for heading in page.iterfind(".//header/h2")]
    assert titles == [part.id for part in edition.parts]
    for part in edition.parts:
        title = page.get_element_by_id(part.id)
        assert title.text_content() == part.title
        section = title.getparent().getparent()
        assert part.summary in section.text_content()
        (prose,) = section.find_class("ip-prose")
        assert re.findall(r"\w+", shown(prose)) == re.findall(r"\w+", said(text_alone(part)))
        if part.language != edition.language.tag:
            assert (section.get("lang"), section.get("dir")) == (part.language, part.direction)


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_every_link_leads_somewhere(pages: dict[str, bytes], language: str) -> None:
    page = parsed(pages[language])
    ids = [str(value) for value in page.xpath("//@id")]
    assert len(ids) == len(set(ids))
    for value in page.xpath("//@href"):
        address = str(value)
        assert address.startswith(("https://", "mailto:", "data:", "#")), address
        if address.startswith("#"):
            assert address.removeprefix("#") in ids
    for place in page.xpath("//@aria-labelledby"):
        assert set(str(place).split()) <= set(ids)


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_headings_nest(pages: dict[str, bytes], language: str) -> None:
    levels = [
        int(h.tag[1]) for h in parsed(pages[language]).iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower <= higher + 1 for higher, lower in pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_stays_small(pages: dict[str, bytes], language: str) -> None:
    assert len(pages[language]) < LARGEST


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_nothing_is_asked_for(pages: dict[str, bytes], language: str) -> None:
    page = parsed(pages[language])
    assert not [*page.iter("script", "iframe", "object", "embed", "video", "audio")]
    assert not page.xpath("//@style")
    assert all(str(source).startswith("data:") for source in page.xpath("//@src"))
    (styles,) = page.iter("style")
    assert all(
        url.startswith("data:") for url in re.findall(r"url\([\"']?([^)]{5})", styles.text or "")
    )
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    checksum = base64.b64encode(hashlib.sha256((styles.text or "").encode()).digest()).decode()
    assert str(policy).startswith(f"default-src 'none'; style-src 'sha256-{checksum}';")
    assert "script-src" not in str(policy)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_says_what_this_is(pages: dict[str, bytes], language: str) -> None:
    page, edition = parsed(pages[language]), sampler_edition(language)
    assert page.get("lang") == language
    named = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert named["description"] == edition.paper.summary
    assert ("translation-status" in named) == (language != "en")
    linked = {link.get("rel"): link.get("href") for link in page.iter("link")}
    assert linked["canonical"] == edition.url
    assert linked["license"] == edition.paper.licence_url
    authors = page.xpath("//meta[@name='author']/@content")
    assert authors == [author.name for author in edition.paper.authors]
    assert edition.paper.title in (page.findtext(".//title") or "")


def test_footnotes_lead_back(pages: dict[str, bytes]) -> None:
    page = parsed(pages["en"])
    notes = page.xpath("//section[contains(@class, 'footnotes')]//li")
    assert notes
    for note in notes:
        (back,) = note.find_class("footnote-backref")
        mark = page.get_element_by_id(str(back.get("href")).removeprefix("#"))
        assert [link.get("href") for link in mark.iter("a")] == [f"#{note.get('id')}"]


def test_a_map_is_stored_once(pages: dict[str, bytes]) -> None:
    page = parsed(pages["en"])
    drawings = [*page.iter("svg")]
    assert all(drawing.get("aria-label") and drawing.get("role") == "img" for drawing in drawings)
    drawn = [drawing for drawing in drawings if drawing.find("g") is not None]
    edition = sampler_edition("en")
    assert len(drawn) == len(set(edition.maps.values())) < len(drawings)


def test_the_fonts_have_the_characters_of_the_text(pages: dict[str, bytes]) -> None:
    for language in ("fr", "ar"):
        page = parsed(pages[language])
        (styles,) = page.iter("style")
        data = re.findall(r"font/woff2;base64,([^\"]+)", styles.text or "")
        fonts = [TTFont(io.BytesIO(base64.b64decode(one))) for one in data]
        has = {char for font in fonts for char in font.getBestCmap()}
        text = {char for char in page.find("body").text_content() if not char.isspace()}
        unseen = {char for char in text if unicodedata.category(char) == "Cf"}  # has no glyph
        assert {char for char in text - unseen if ord(char) not in has} == set()
        assert not any("Source" in str(font["name"].getDebugName(1)) for font in fonts)


def test_the_same_edition_gives_the_same_bytes(
    pages: dict[str, bytes],
) -> None:
    edition = sampler_edition("es")
    assert single_page.build(edition, THEME) == pages["es"]


def test_names_and_addresses_keep_their_order_among_right_to_left_text() -> None:
    page = parsed(single_page.build(scripts_edition("ar"), THEME))
    imprint = {row[0].text: row[1] for row in page.find_class("ip-imprint")[0]}
    authors = imprint["المؤلفون"]
    assert [e.text for e in authors.iter("bdi")] == ["Anna Meyer", "Park Press", "Salma Haddad"]
    assert authors[1].tail == "؛ "
    assert authors[0].tail == "، مخططة حضرية، "
    (address,) = imprint["القراءة على الإنترنت"].iter("a")
    assert (address.get("dir"), address.get("href")) == ("ltr", address.text)
    cited = imprint["طريقة الاستشهاد"]
    assert [e.text for e in cited.iter("span") if e.get("dir") == "ltr"] == [address.text]
    facts = [[e.text for e in role] for role in page.find_class("ip-person__role")]
    assert facts[0] == ["مخططة حضرية", "Park Press"]


def with_picture(path: Path) -> Edition:
    """Return the small edition with a picture in its first part."""
    edition = small_edition("en")
    shown_ = Paragraph((Picture(f"{IMAGE_SCHEME}dot", "A dot", width="50%", line=9),))
    part: Part = replace(edition.parts[0], blocks=(shown_,), notes=())
    return replace(edition, parts=(part, *edition.parts[1:]), images={"dot": path})


def test_a_picture_stands_in_the_page(tmp_path: Path) -> None:
    picture = tmp_path / "dot.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    page = parsed(single_page.build(with_picture(picture), THEME))
    (image,) = page.iter("img")
    encoded = str(image.get("src")).removeprefix("data:image/svg+xml;base64,")
    assert etree.fromstring(base64.b64decode(encoded)).tag == "{http://www.w3.org/2000/svg}svg"
    assert {*image.attrib} == {"src", "alt", "data-share"}
    assert image.get("data-share") == "50"
    assert image.get("alt") == "A dot"


def test_a_picture_that_browsers_dont_show_is_converted(tmp_path: Path) -> None:
    Image.new("CMYK", (2, 2)).save(tmp_path / "dot.tiff")
    page = parsed(single_page.build(with_picture(tmp_path / "dot.tiff"), THEME))
    (image,) = page.iter("img")
    assert re.match("data:image/(png|jpeg);base64,", str(image.get("src")))


def test_a_picture_that_cant_be_read_is_reported_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(b"nothing")
    edition = with_picture(tmp_path / "dot.png")
    with pytest.raises(ProblemsError, match=r"dot\.png") as caught:
        single_page.build(edition, THEME)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (edition.parts[0].path, 9)


def test_what_a_page_shows_on_demand_is_shown() -> None:
    words = (Text("w"),)
    line = Paragraph(words)
    tabs = Tabs((Tab((line,), (Text("One"),)), Tab((line,), (Text("Two"),))))
    film = Paragraph((Embed("video", "https://x.example/film.mp4", "Rain"),))
    task = List((Item((Paragraph(words, is_plain=True),), is_done=True),))
    edition = small_edition("en")
    blocks = (Details((line,), (Text("More"),)), tabs, film, task)
    part = replace(edition.parts[0], blocks=blocks, notes=())
    page = parsed(single_page.build(replace(edition, parts=(part,)), THEME))
    (prose,) = page.find_class("ip-prose")
    assert prose.text_content().split() == ["More", "w", "One", "w", "Two", "w", "Rain", "☑", "w"]
    assert not [*prose.iter("details", "input", "video")]
    (link,) = prose.iter("a")
    assert link.get("href") == "https://x.example/film.mp4"


def test_notes_may_call_notes() -> None:
    first, second = (NoteReference(f"abstract--{name}", n) for n, name in enumerate("ab", 1))
    notes = (
        Note("abstract--a", (Paragraph((Text("See"), second)),)),
        Note("abstract--b", (Paragraph((Text("2019"),)),)),
    )
    edition = small_edition("en")
    part = replace(
        edition.parts[0], blocks=(Paragraph((first, replace(first, occurrence=2))),), notes=notes
    )
    page = parsed(single_page.build(replace(edition, parts=(part,)), THEME))
    ids = [str(value) for value in page.xpath("//@id")]
    for link in page.xpath("//*[@role='doc-noteref' or @role='doc-backlink']"):
        assert str(link.get("href")).removeprefix("#") in ids
    assert len(page.find_class("footnote-backref")) == 3


def test_what_a_text_says_cant_become_markup() -> None:
    text = "a < b & </style><script>alert(1)</script> {{ t }} \" '"
    edition = small_edition("en")
    blocks = (Paragraph((Text(text),)),)
    part = replace(edition.parts[0], title=text, summary=text, blocks=blocks, notes=())
    page = parsed(single_page.build(replace(edition, parts=(part,)), THEME))
    assert not [*page.iter("script")]
    assert page.get_element_by_id(part.id).text_content() == text
    assert page.find_class("ip-prose")[0].text_content() == text

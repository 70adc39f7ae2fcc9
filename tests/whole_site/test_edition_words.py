"""An edition has the words of the site's pages, all of them and in their order.

The tests of each format show that it has the words of the edition; together they are the proof that
a PDF, an EPUB and a single page say what the site says.
"""

from __future__ import annotations

import gzip
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from editions import said, sampler_edition
from issue_papers.articles.nodes import NoteReference
from issue_papers.articles.rewriting import rewrite
from issue_papers.formats import registry
from issue_papers.formats.editions.edition import Part, PartKind
from lxml import html
from lxml.html import HtmlElement

PAPER = "papers/harbours"
UNSEEN = re.compile("[\u00ad\u200b]")
NOT_TEXT = {".headerlink", ".footnote-backref", ".ip-backlinks", "svg", "script"}


def words(*elements: HtmlElement) -> list[str]:
    return re.findall(r"\w+", UNSEEN.sub("", " ".join(" ".join(e.itertext()) for e in elements)))


def words_of(part: Part) -> list[str]:
    """Return the words of a part's text, without the marks of footnotes."""
    blocks = rewrite(part.blocks, lambda n: () if isinstance(n, NoteReference) else (n,))
    told = replace(part, title="", summary="", blocks=blocks)
    return re.findall(r"\w+", UNSEEN.sub("", said(told)))


def article(site: Path, url: str) -> HtmlElement:
    page = html.parse(str(site / url / "index.html")).getroot()
    found = page.find(".//article")
    for mark in found.xpath(".//sup[a[contains(@class, 'footnote-ref')]]"):
        mark.drop_tree()
    for element in list(found.iter("*")):
        classes = {f".{name}" for name in element.get("class", "").split()}
        if (classes | {element.tag}) & NOT_TEXT and element.getparent() is not None:
            element.drop_tree()
    return found


def one(root: HtmlElement, name: str) -> HtmlElement:
    return root.find_class(name)[0]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_words_of_sections_and_boxes(sampler_built: Path, language: str) -> None:
    edition = sampler_edition(language)
    prefix = "" if language == "en" else f"{language}/"
    sections = [part for part in edition.parts if part.kind is PartKind.SECTION]
    assert sections
    for part in sections:
        slug = part.id.removeprefix("section-")
        page = article(sampler_built, f"{prefix}{PAPER}/{slug}")
        site = words(page.find(".//h1"), one(page, "ip-standfirst"), one(page, "ip-prose"))
        title = re.findall(r"\w+", UNSEEN.sub("", f"{part.title} {part.summary}"))
        assert [*title, *words_of(part)] == site


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_words_of_the_cases(sampler_built: Path, language: str) -> None:
    edition = sampler_edition(language)
    prefix = "" if language == "en" else f"{language}/"
    cases = [part for part in edition.parts if part.kind is PartKind.CASE_STUDY]
    assert cases
    for part in cases:
        slug = part.id.removeprefix("case-")
        page = article(sampler_built, f"{prefix}case-studies/{slug}")
        told = words_of(part)
        notes = page.find_class("footnote")
        assert page.find_class("ip-map-said")
        for text in notes:
            text.drop_tree()
        for text in (
            *notes,
            one(page, "ip-prose"),
            *page.find_class("ip-figures"),
            *page.find_class("ip-map-said"),
            *_updates(page),
        ):
            wanted = words(text)
            assert " ".join(wanted) in " ".join(told)
        assert words(page.find(".//h1")) == re.findall(r"\w+", UNSEEN.sub("", part.title))


def _updates(page: HtmlElement) -> list[HtmlElement]:
    return [entry for section in page.find_class("ip-updates") for entry in section.iter("dd")]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_download_is_there(sampler_built: Path, language: str) -> None:
    folder = sampler_built / "downloads"
    starts = {"pdf": b"%PDF-", "epub": b"PK", "html": b"<!doctype html>"}
    for form in registry.formats():
        content = (folder / form.info.file_name("harbours", language)).read_bytes()
        start = starts.get(form.info.name, b"")
        assert content[: len(start)].lower() == start.lower()
        assert len(content) > 10_000
    with zipfile.ZipFile(folder / f"harbours-offline-{language}.zip") as copy:
        names = copy.namelist()
    top = f"harbours-offline-{language}"
    assert f"{top}/index.html" in names
    for form in registry.formats():
        name = f"{top}/downloads/{form.info.file_name('harbours', language)}"
        assert (name in names) == form.info.is_in_offline_copy


def test_pages_tell_the_sizes_of_downloads(sampler_built: Path) -> None:
    for page in sampler_built.rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        assert "\ue000" not in text, page
    for answer in (sampler_built / "pagefind/fragment").iterdir():
        assert "\ue000" not in gzip.decompress(answer.read_bytes()).decode(), answer
    landing = (sampler_built / PAPER / "index.html").read_text(encoding="utf-8")
    assert re.search(r"English, \d+ kB", landing)
    french = (sampler_built / "fr" / PAPER / "index.html").read_text(encoding="utf-8")
    assert re.search(r"Français, \d,\d\sMo", french)

"""A site without English, in Portuguese, Arabic and Japanese, says no English word of its own.

A word is English where the English catalogue has it and neither the language's own catalogue nor
the site's texts have. In Arabic and Japanese every word in Latin letters is looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from harness import ROOT, SITES, build, built_once, copy_whole, pages_alone
from lxml import etree, html
from lxml.html import HtmlElement

SOURCE = SITES / "portuguese"
LANGUAGES = {"pt-BR": "", "ar": "ar/", "ja": "ja/"}
"""Tag → where its pages are."""
CATALOGUES = ROOT / "overrides" / "locales"
NAMES = (
    "ABNT APA Atom BibTeX Chicago Harvard ISO MLA Vancouver CC BY cff CITATION Crossref CSL CSV "
    "DataCite DOI Enter EPUB Esc Feed GeoJSON GMT HTML iCalendar ics index ISBN JATS JSON LD KB kB "
    "Markdown md Natural Earth Paulo PDF RIS Sao Schema America WCAG XML Zenodo ZIP PWA"
)
"""What is called the same in every language: formats, styles, keys, units, time zones, licences."""
SHOWN = frozenset({"alt", "aria-label", "aria-description", "label", "placeholder", "title"})
"""Attributes that browsers show or read out."""
SPOKEN_DATA = frozenset(
    {"data-copied", "data-ready", "data-failed", "data-title", "data-needs-connection"}
)
"""Attributes that scripts show."""
SPOKEN_META = frozenset({"description", "og:title", "og:description", "og:image:alt", "author"})
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}(?:['’][a-z]+)?")
LITERAL = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(r"https?://[!-~]+|/?(?:[!-.0-z]+/)+[!-z]*|\{[a-z_]*\}", re.ASCII)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site, with what says anything in words beside its pages."""

    def make(folder: Path) -> Path:
        source = pages_alone(copy_whole("portuguese", folder / "source"), "app", "text")
        return build(source, folder / "site")

    return built_once("portuguese", tmp_path_factory, make)


def words(text: str) -> set[str]:
    """Return the words of a text in Latin letters, without what is an address."""
    return set(LATIN_WORD.findall(ADDRESS.sub(" ", text)))


@cache
def catalogue(tag: str) -> set[str]:
    """Return the words of a catalogue's texts."""
    read = yaml.safe_load((CATALOGUES / f"{tag}.yml").read_text(encoding="utf-8"))
    return words(" ".join(texts_in(read)))


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts of a catalogue, or of a part of it."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    else:
        yield str(value)


@pytest.fixture(scope="module")
def own_words() -> set[str]:
    """Return the words that the site's authors wrote, and names."""
    files = [path for path in SOURCE.rglob("*") if path.suffix in {".md", ".yml"}]
    written = " ".join(path.read_text(encoding="utf-8") for path in files)
    return set(LATIN_WORD.findall(written)) | words(NAMES)


def said_by(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield all that a page shows, reads out, or has its scripts say, each with its language."""
    for element in tree.iter(etree.Element):
        language = spoken(element)
        if element.tag == "script":
            if element.get("type") == "application/json" and element.get("id") != "search-config":
                yield from ((language, text) for text in texts_in(json.loads(element.text)))
        elif element.tag != "style":
            yield language, element.text or ""
        if element.tag == "meta" and element.get("property", element.get("name")) in SPOKEN_META:
            yield language, element.get("content")
        yield from ((language, element.get(name, "")) for name in SHOWN | SPOKEN_DATA)
        if element.tail:
            yield spoken(element.getparent()), element.tail


def spoken(element: HtmlElement) -> str:
    """Return the language that an element is in."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_page_says_an_english_word(site: Path, own_words: set[str], tag: str) -> None:
    known = {each: own_words | catalogue(each) for each in LANGUAGES}
    english = catalogue("en")
    found: dict[str, set[str]] = {}
    for file in pages_of(site, tag):
        for language, said in said_by(html.document_fromstring(file.read_bytes())):
            strange = words(said) - known.get(language, own_words)
            if language in {"ar", "ja"} or strange & english:
                found.setdefault(file.relative_to(site).as_posix(), set()).update(strange)
    assert {name: strange for name, strange in found.items() if strange} == {}


def pages_of(site: Path, tag: str) -> list[Path]:
    """Return a language's pages; the root's 404.html speaks all of them."""
    others = [prefix for prefix in LANGUAGES.values() if prefix and prefix != LANGUAGES[tag]]
    return [
        file
        for file in sorted((site / LANGUAGES[tag]).rglob("*.html"))
        if not file.relative_to(site).as_posix().startswith(tuple(others))
    ]


FILES = (
    *("manifest.webmanifest", "opensearch.xml", "llms.txt", "news/feed.xml", "news/feed.json"),
    *("papers/portos/index.md", "recommendations/index.md"),
)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_file_beside_the_pages_says_an_english_word(
    site: Path, own_words: set[str], tag: str
) -> None:
    english = catalogue("en") - own_words - catalogue(tag) - KEYS
    files = [*(LANGUAGES[tag] + name for name in FILES), f"downloads/portos-{tag}.txt"]
    found = {
        name: sorted(words((site / name).read_text(encoding="utf-8")) & english) for name in files
    }
    assert {name: strange for name, strange in found.items() if strange} == {}


KEYS = words(
    "address announced app application author authors cases cite content contents data date "
    "description home messages "
    "display education entry format government has icons id image images item items key language "
    "link location name news next not number of on page paper published purpose recommendation "
    "reference section self short src start status style summary text time title to translation "
    "translator type version web feed Feed Title Description Image Language"
)
"""What these formats themselves call their parts; the pages' own words aren't among them."""


def test_every_kind_of_page_is_there(site: Path) -> None:
    kinds = {
        name.removeprefix("ip-article--")
        for file in pages_of(site, "ar")
        for article in html.document_fromstring(file.read_bytes()).cssselect("main > article")
        for name in article.classes
        if name != "ip-article"
    }
    templates = {path.stem for path in (ROOT / "overrides").glob("*.html")}
    # `changes` needs the tag of an earlier edition: test_edition_changes reads it.
    assert templates - kinds <= {"404", "changes", "main", "redirect", "offline"}


@pytest.mark.parametrize(
    "file", sorted((ROOT / "overrides").rglob("*.html")), ids=lambda file: file.stem
)
def test_no_template_has_words_of_its_own(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\{% block width %\}.*?\{% endblock %\}", "", text)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "⟦⟧", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    shown = re.findall(rf"\b(?:{'|'.join(SHOWN | SPOKEN_DATA)})=\"([^\"]*)\"", text)
    shown.append(re.sub(r"<[^>]*>|&#?\w+;|\b(lang|dir)=\"⟦⟧\"", " ", text))
    found = {word for each in shown for word in LITERAL.findall(each)}
    assert found <= {"DOI", "ISBN"}


KEYS_OF_STRINGS = frozenset({"started", "stopped", "done", "dropped"})
"""What app.js calls the catalogue's texts."""
SAID = re.compile(
    r"(?:textContent|innerText|innerHTML|ariaLabel|title|placeholder|alt)\s*=\s*([\"'`])(.*?)\1|"
    r"(?:setAttribute\(\s*[\"'](?:aria-label|title|alt|placeholder)[\"'],|#say\(|alert\()\s*"
    r"([\"'`])(.*?)\3"
)


@pytest.mark.parametrize(
    "file",
    [
        *sorted((ROOT / "overrides/assets/javascripts").glob("*.js")),
        *sorted((ROOT / "overrides/workers").glob("*.js")),
    ],
    ids=lambda file: file.stem,
)
def test_no_script_has_words_of_its_own(file: Path) -> None:
    for _, one, _, other in SAID.findall(file.read_text(encoding="utf-8")):
        said = re.sub(r"\$\{[^}]*\}", "", one or other)
        assert said in KEYS_OF_STRINGS or not LITERAL.search(said), said

"""Any built site, by the example of the sampler: linked, honest about its languages, its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sound_sites
from harness import CASES, SECTIONS
from lxml import etree
from sitefiles import article, page, text

LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
PAPER = "papers/harbours/"
PUBLISHED = (
    "",
    "about/",
    "accessibility/",
    "corrections/",
    "data/",
    "recommendations/",
    "translations/",
    "case-studies/",
    *(f"case-studies/{case}/" for case in CASES),
    "briefs/",
    "events/",
    *(f"events/{event}/" for event in ("opening", "visit", "closing")),
    "news/",
    *(f"news/{item}/" for item in ("open-quays", "two-ports")),
    PAPER,
    *(f"{PAPER}{section}/" for section in SECTIONS),
)


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_every_page_is_there_and_none_is_a_fallback(sampler_built: Path, prefix: str) -> None:
    language = prefix.rstrip("/") or "en"
    for url in PUBLISHED:
        tree = page(sampler_built, prefix + url)
        assert tree.get("lang") == language
        body = article(sampler_built, prefix + url)
        assert body.get("lang") in {None, language}
        assert tree.cssselect("[data-pagefind-body]"), url


def test_every_internal_link_leads_somewhere(sampler_built: Path) -> None:
    assert sound_sites.dead_links(sampler_built, "issue-papers/") == []


def test_ids_are_the_same_in_every_language_and_none_stands_twice(sampler_built: Path) -> None:
    assert sound_sites.ids_of_their_own(sampler_built, PUBLISHED, LANGUAGES) == []
    assert sound_sites.repeated_ids(sampler_built) == []


def test_each_page_has_one_title_and_headings_that_nest(sampler_built: Path) -> None:
    assert sound_sites.faulty_headings(sampler_built) == []


def test_hreflang_is_absolute_reciprocal_and_has_a_default(sampler_built: Path) -> None:
    assert sound_sites.faulty_alternates(sampler_built, PUBLISHED, LANGUAGES) == []


def test_the_sitemap_lists_every_page_with_its_alternates(sampler_built: Path) -> None:
    found = sound_sites.sitemap(sampler_built)
    assert len(found) == len(set(found)) >= len(LANGUAGES) * len(PUBLISHED)


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_there_is_an_error_page_in_each_language(sampler_built: Path, prefix: str) -> None:
    tree = etree.parse(sampler_built / prefix / "404.html", etree.HTMLParser()).getroot()
    assert tree.get("lang") == (prefix.rstrip("/") or "en")


def test_no_page_asks_another_host_for_anything(sampler_built: Path) -> None:
    assert sound_sites.foreign_requests(sampler_built) == []


def test_every_page_names_an_icon_that_is_there(sampler_built: Path) -> None:
    assert sound_sites.missing_icons(sampler_built) == []


def test_data_and_templates_are_not_published(sampler_built: Path) -> None:
    assert not sound_sites.sources_published(sampler_built)


def test_the_search_index_has_every_language(sampler_built: Path) -> None:
    entry = json.loads((sampler_built / "pagefind" / "pagefind-entry.json").read_text())
    for tag in LANGUAGES:
        assert entry["languages"][tag]["page_count"] >= len(PUBLISHED)


def test_every_message_of_the_paper_is_on_its_landing_page(sampler_built: Path) -> None:
    for prefix in LANGUAGES.values():
        landing = text(article(sampler_built, prefix + PAPER))
        for section in ("introduction", "works", "results"):
            body = article(sampler_built, f"{prefix}{PAPER}{section}/")
            (message,) = body.cssselect("[id^=message-]")
            first = message.cssselect("p")[-1]
            assert text(first) in landing, section


@pytest.mark.parametrize(
    ("prefix", "reference", "back"),
    [
        ("", "Footnote 1", "Back to footnote 1 in the text"),
        ("es/", "Nota 1", "Volver a la nota 1 en el texto"),
        ("fr/", "Note 1", "Revenir à l’appel de note 1"),
    ],
)
def test_links_of_footnotes_say_where_they_lead(
    sampler_built: Path, prefix: str, reference: str, back: str
) -> None:
    tree = page(sampler_built, f"{prefix}papers/harbours/works/")
    mark, arrow = (tree.cssselect(f".ip-prose a.footnote-{kind}")[0] for kind in ("ref", "backref"))
    assert (mark.get("role"), mark.get("aria-label")) == ("doc-noteref", reference)
    assert mark.text in reference
    assert (arrow.get("role"), arrow.get("aria-label")) == ("doc-backlink", back)


def test_passages_have_the_same_ids_in_every_language(sampler_built: Path) -> None:
    for name in ("introduction", "works", "results", "recommendations"):
        url = f"papers/harbours/{name}/"
        places = [
            [e.get("id") for e in page(sampler_built, f"{start}{url}").cssselect("[id^='p-']")]
            for start in ("", "es/", "fr/")
        ]
        assert places[0]
        assert places[0] == places[1] == places[2]
        said = "".join(f":not(.ip-{name})" for name in ("stale", "own", "origin"))  # of passages
        whole = page(sampler_built, url).cssselect(f"article .ip-prose > p{said}")
        assert all(passage.get("id") for passage in whole)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_leads_to_where_each_term_is_used(sampler_built: Path, language: str) -> None:
    prefix = LANGUAGES[language]
    glossary = page(sampler_built, f"{prefix}glossary/")
    marks = {
        (link.get("href").partition("#")[2], url)
        for url in PUBLISHED
        for link in article(sampler_built, prefix + url).cssselect("a.ip-term")
    }
    told = set()
    for entry in glossary.cssselect("[id^=term-]"):
        name = entry.cssselect("dfn")[0].text_content()
        places = entry.cssselect(".ip-glossary__uses ul ul a")
        assert not places or str(len(places)) in text(entry.cssselect("summary")[0])
        for link in places:
            path, _, anchor = link.get("href").removeprefix("../").partition("#")
            told.add((entry.get("id"), path))
            there = page(sampler_built, prefix + path)
            assert there.get_element_by_id(anchor) is not None, (name, path, anchor)
            assert not there.get_element_by_id(anchor).cssselect("h1"), "no more than the page"
    assert marks
    assert told == marks

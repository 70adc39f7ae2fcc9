"""The publication as readers get it: complete, linked, with its facts, and attributed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import sound_sites
import yaml
from harness import ROOT
from sitefiles import article, page, text
from tools import positions

LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
SECTIONS = (
    "introduction",
    "public-policy",
    "collaboration",
    "implementation",
    "means",
    "impact",
    "communication",
    "recommendations",
    "bibliography",
)
CASES = (
    "adequate-housing",
    "barcelona-metropolitan-area",
    "c40",
    "cordoba",
    "dakar",
    "guangzhou",
    "medellin",
    "mexico-city",
    "montreal",
    "seoul",
    "urban-20",
    "welcoming-refugees",
)
EVENTS = ("webinar-april-2020", "webinar-july-2020", "webinar-november-2020")
NEWS = ("manchester-and-tehran", "why-act-abroad")
PAPER = "papers/internationalisation/"
PUBLISHED = [
    "",
    "about/",
    "accessibility/",
    "corrections/",
    "data/",
    "recommendations/",
    "translations/",
    "case-studies/",
    "events/",
    *(f"events/{event}/" for event in EVENTS),
    "news/",
    *(f"news/{item}/" for item in NEWS),
    *(f"case-studies/{case}/" for case in CASES),
    PAPER,
    *(f"{PAPER}{section}/" for section in SECTIONS),
]
FACTS = yaml.safe_load((Path(__file__).parent / "facts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_every_page_is_there_and_none_is_a_fallback(published: Path, prefix: str) -> None:
    language = prefix.rstrip("/") or "en"
    for url in PUBLISHED:
        tree = page(published, prefix + url)
        assert tree.get("lang") == language
        body = article(published, prefix + url)
        assert body.get("lang") in {None, language}
        assert tree.cssselect("[data-pagefind-body]"), url


@pytest.mark.parametrize("url", FACTS, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_stand_on_their_pages(published: Path, language: str, url: str) -> None:
    said = text(article(published, LANGUAGES[language] + url))
    for fact in FACTS[url]:
        wanted = fact.get(language) if isinstance(fact, dict) else fact
        assert re.search(str(wanted), said, re.IGNORECASE), f"{wanted} isn't on {language} {url}"


def test_every_internal_link_leads_somewhere(published: Path) -> None:
    assert sound_sites.dead_links(published, "issue-papers/") == []


def test_ids_are_the_same_in_every_language_and_none_stands_twice(published: Path) -> None:
    assert sound_sites.ids_of_their_own(published, PUBLISHED, LANGUAGES) == []
    assert sound_sites.repeated_ids(published) == []


def test_each_page_has_one_title_and_headings_that_nest(published: Path) -> None:
    assert sound_sites.faulty_headings(published) == []


def test_hreflang_is_absolute_reciprocal_and_has_a_default(published: Path) -> None:
    assert sound_sites.faulty_alternates(published, PUBLISHED, LANGUAGES) == []


def test_the_sitemap_lists_every_page_with_its_alternates(published: Path) -> None:
    found = sound_sites.sitemap(published)
    assert len(found) == len(set(found)) >= len(LANGUAGES) * len(PUBLISHED)


def test_no_page_asks_another_host_for_anything(published: Path) -> None:
    assert sound_sites.foreign_requests(published) == []


def test_every_page_names_an_icon_that_is_there(published: Path) -> None:
    assert sound_sites.missing_icons(published) == []


def test_data_and_templates_are_not_published(published: Path) -> None:
    assert not sound_sites.sources_published(published)


def test_the_search_index_has_every_language(published: Path) -> None:
    entry = json.loads((published / "pagefind" / "pagefind-entry.json").read_text())
    for tag in LANGUAGES:
        assert entry["languages"][tag]["page_count"] >= len(PUBLISHED)


def test_every_message_of_the_paper_is_on_its_landing_page(published: Path) -> None:
    for prefix in LANGUAGES.values():
        landing = text(article(published, prefix + PAPER))
        for section in SECTIONS[:-1]:
            body = article(published, f"{prefix}{PAPER}{section}/")
            (message,) = body.cssselect("[id^=message-]")
            first = message.cssselect("p")[-1]
            assert text(first) in landing, section


def test_attribution_and_licence_are_said(published: Path) -> None:
    about = article(published, "about/")
    for words in ("Paola Arjona", "Santiago Betancur", "Metropolis", "2020", "not endorsed"):
        assert words in text(about)
    assert ROOT.joinpath("LICENSE").read_text(encoding="utf-8").count("CC BY-NC-SA 4.0")


def test_no_text_of_a_pdf_is_where_it_should_not_be(published: Path) -> None:
    files = sorted((published / "downloads").glob("*.pdf"))
    assert len(files) == 3 * len(LANGUAGES)  # as it is, in large print, in two pages
    found = {file.name: positions.faults_of(file) for file in files}
    assert {name: said for name, said in found.items() if said} == {}

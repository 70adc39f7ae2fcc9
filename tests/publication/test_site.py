"""The reference site as readers get it: complete, linked, honest about its languages."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from harness import ROOT
from lxml import etree
from sitefiles import article, internal_links, page, pages, text

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
    ids: dict[str, set[str]] = {}
    for url in pages(published):
        ids[url] = {str(i) for i in page(published, url).xpath("//@id")}
    prefix = "issue-papers/"
    dead = []
    for url in pages(published):
        for path, fragment in internal_links(published, url):
            target = path.removeprefix(prefix)
            if target in ids:
                if fragment and fragment not in ids[target] and not fragment.startswith("__"):
                    dead.append((url, f"{path}#{fragment}"))
            elif not (published / target).is_file():
                dead.append((url, path))
    assert dead == []


def test_ids_are_the_same_in_every_language(published: Path) -> None:
    for url in PUBLISHED:
        found = {
            language: [
                element.get("id")
                for element in article(published, prefix + url).xpath(".//*[@id]")
            ]
            for language, prefix in LANGUAGES.items()
        }
        assert found["es"] == found["en"], url
        assert found["fr"] == found["en"], url


def test_no_id_stands_twice(published: Path) -> None:
    for url in pages(published):
        ids = page(published, url).xpath("//@id")
        assert len(ids) == len(set(ids)), url


def test_each_page_has_one_title_and_headings_that_nest(published: Path) -> None:
    for url in pages(published):
        levels = [
            int(h.tag[1])
            for h in page(published, url).cssselect("main h1, main h2, main h3, main h4")
        ]
        assert levels.count(1) == 1, url
        steps = [b - a for a, b in pairwise(levels)]
        assert all(step <= 1 for step in steps), (url, levels)


def test_hreflang_is_absolute_reciprocal_and_has_a_default(published: Path) -> None:
    for url in PUBLISHED:
        sets = []
        for prefix in LANGUAGES.values():
            links = page(published, prefix + url).cssselect("link[rel=alternate][hreflang]")
            sets.append(sorted((link.get("hreflang"), link.get("href")) for link in links))
            canonical = page(published, prefix + url).cssselect("link[rel=canonical]")
            assert len(canonical) == 1
            assert canonical[0].get("href").endswith(f"/issue-papers/{prefix}{url}")
        assert sets[0] == sets[1] == sets[2]
        assert [tag for tag, _ in sets[0]] == ["en", "es", "fr", "x-default"]
        assert all(href.startswith("https://") for _, href in sets[0])


def test_the_sitemap_lists_every_page_with_its_alternates(published: Path) -> None:
    tree = etree.parse(published / "sitemap.xml")
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    found = tree.xpath("//s:loc/text()", namespaces=names)
    assert len(found) == len(set(found)) >= len(LANGUAGES) * len(PUBLISHED)
    for entry in tree.xpath("//s:url", namespaces=names):
        assert entry.xpath("x:link[@hreflang='x-default']", namespaces=names)


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_there_is_an_error_page_in_each_language(published: Path, prefix: str) -> None:
    tree = etree.parse(published / prefix / "404.html", etree.HTMLParser()).getroot()
    assert tree.get("lang") == (prefix.rstrip("/") or "en")


def test_no_page_asks_another_host_for_anything(published: Path) -> None:
    """Links may lead elsewhere; what the browser loads by itself may not."""
    loads = "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src"
    hints = "//link[not(@rel='canonical' or @rel='alternate' or @rel='license'"
    hints += " or @rel='schema.DC')]/@href"
    for url in pages(published):
        for target in page(published, url).xpath(f"{loads} | {hints}"):
            assert not urlsplit(urljoin("https://own.example/", target)).netloc.replace(
                "own.example", ""
            ), (url, target)
    for sheet in published.rglob("*.css"):
        remote = re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^\"')]+", sheet.read_text())
        assert remote == [], sheet


def test_every_page_names_an_icon_that_is_there(published: Path) -> None:
    """Where none is named, browsers ask the host for one, and get its error page."""
    for path in published.rglob("*.html"):
        (icon,) = etree.HTML(path.read_bytes()).findall(".//link[@rel='icon']")
        address = icon.get("href")
        # The page of an error is shown at any address: what it names starts at the root.
        if not address.startswith(("data:", "/")):
            assert (path.parent / address).is_file(), path


def test_data_and_templates_are_not_published(published: Path) -> None:
    names = {path.name for path in published.rglob("*")}
    assert not names & {"references.yml", "cities.yml", "locales", "fragments"}


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


@pytest.mark.parametrize(
    ("prefix", "reference", "back"),
    [
        ("", "Footnote 1", "Back to footnote 1 in the text"),
        ("es/", "Nota 1", "Volver a la nota 1 en el texto"),
        ("fr/", "Note 1", "Revenir à la note 1 dans le texte"),
    ],
)
def test_links_of_footnotes_say_where_they_lead(
    published: Path, prefix: str, reference: str, back: str
) -> None:
    tree = page(published, f"{prefix}papers/internationalisation/means/")
    mark, arrow = (tree.cssselect(f".ip-prose a.footnote-{kind}")[0] for kind in ("ref", "backref"))
    assert (mark.get("role"), mark.get("aria-label")) == ("doc-noteref", reference)
    assert mark.text in reference
    assert (arrow.get("role"), arrow.get("aria-label")) == ("doc-backlink", back)

"""What pages say of themselves in schema.org's vocabulary, and what the graph of a site answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from linked_data import answers, faults, kinds, lacking, parsed, things
from lxml import html
from rdflib import Graph

SITE = "https://sampler.example/issue-papers/"
PATH = "data/graph.jsonld"

PAGES = {
    "": "WebSite",
    "about/": "WebPage",
    "accessibility/": "WebPage",
    "briefs/": "CollectionPage",
    "briefs/gulls/": "Report",
    "case-studies/": "CollectionPage",
    "case-studies/dakar/": "Article",
    "corrections/": "CollectionPage",
    "data/": "CollectionPage",
    "events/": "CollectionPage",
    "events/visit/": "Event",
    "glossary/": "CollectionPage",
    "news/": "CollectionPage",
    "news/two-ports/": "NewsArticle",
    "papers/harbours/": "Report",
    "papers/harbours/works/": "Chapter",
    "recommendations/": "CollectionPage",
    "translations/": "WebPage",
}
HELD = {
    "briefs/": "ItemList",
    "case-studies/": "ItemList",
    "corrections/": "ItemList",
    "data/": "DataCatalog",
    "events/": "ItemList",
    "glossary/": "DefinedTermSet",
    "news/": "ItemList",
    "recommendations/": "ItemList",
}

NOT_KNOWN = {
    "Article.dateModified",  # a work says its edition's date
    "Event.endDate",
    "Event.performer.name",
}
"""What Google recommends and the sampler doesn't say of everything; nothing is invented."""


def said(file: Path) -> list[dict[str, Any]]:
    """Return what a page says of itself; nothing if it says nothing."""
    scripts = html.document_fromstring(file.read_bytes()).xpath(
        "//script[@type='application/ld+json']"
    )
    if not scripts:
        return []
    (script,) = scripts
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def pages(site: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the address of each page in the site that is a page's own, and what it says."""
    for file in sorted(site.rglob("index.html")):
        url = file.parent.relative_to(site).as_posix()
        if not {"offline", "editions", "downloads"} & {*url.split("/")}:
            yield url, said(file)


@cache
def graph(site: Path) -> Graph:
    return parsed((site / PATH).read_text(encoding="utf-8"))


@pytest.mark.parametrize("prefix", ["", "es/", "fr/"], ids=["en", "es", "fr"])
def test_every_kind_of_page_says_what_it_is_in_its_own_language(
    sampler_built: Path, prefix: str
) -> None:
    for url, kind in PAGES.items():
        if url == "briefs/gulls/" and prefix == "es/":
            continue  # it has no Spanish translation
        main, way = said(sampler_built / prefix / url / "index.html")
        assert main["@type"] == kind, url
        assert main["url"] == f"{SITE}{prefix}{url}"
        assert way["itemListElement"][-1]["item"] == f"{SITE}{prefix}{url}"
        if kind not in {"Event", "WebSite"}:  # one in all languages
            assert main["inLanguage"] == (prefix.rstrip("/") or "en")
            assert main["@id"] == f"{SITE}{prefix}{url}"
        assert main.get("mainEntity", {}).get("@type") == HELD.get(url), url


def test_all_is_said_in_the_vocabulary_of_schema_org(
    sampler_built: Path, small_built: Path
) -> None:
    silent = []
    for site in (sampler_built, small_built):
        for url, found in pages(site):
            assert not [*faults(found, url)]
            silent += [] if found else [url]
        nodes = json.loads((site / PATH).read_text(encoding="utf-8"))["@graph"]
        assert not [*faults(nodes)]
    # A page that is none of its language's describes nothing; a work describes its source.
    assert {url.split("/")[0] for url in silent} == {"ar", "fr"}


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Recipe", "reportNumber": "1"}, "not of Recipe"),
        ({"@type": "Report", "reportNumbr": "1"}, "no such property"),
        ({"@type": "Reports"}, "no such type"),
        ({"@type": "Report", "author": "Ana"}, "is none of"),
        ({"@type": "Report", "author": {"@type": "Place", "name": "Quay"}}, "is none of"),
        ({"@type": "Report", "datePublished": "May 2020"}, "is none of"),
        ({"@type": "Event", "eventStatus": "https://schema.org/Hardcover"}, "is none of"),
        ({"@type": "Report", "isPartOf": {"name": "Papers"}}, "no type"),
    ],
)
def test_what_the_vocabulary_does_not_know_is_found(node: dict[str, Any], fault: str) -> None:
    assert fault in " ".join(faults(node))


def test_a_kind_is_of_all_above_it() -> None:
    assert {"Report", "Article", "CreativeWork", "Thing"} <= kinds("Report")


def test_what_search_engines_ask_for_is_there(sampler_built: Path) -> None:
    missing: set[str] = set()
    for url, found in pages(sampler_built):
        for node in found:
            assert not [*lacking(node)], url
            missing |= {*lacking(node, "recommended")}
        for node in things(found):
            if node["@type"] == "Dataset":
                assert not [*lacking(node)], url
                missing |= {*lacking(node, "recommended")}
    assert missing == NOT_KNOWN


def test_the_graph_needs_nothing_from_elsewhere(sampler_built: Path, small_built: Path) -> None:
    for site in (sampler_built, small_built):
        data = json.loads((site / PATH).read_text(encoding="utf-8"))
        assert isinstance(data["@context"], dict)
        assert data["@context"]["@vocab"] == "https://schema.org/"
        ids = [node["@id"] for node in data["@graph"]]
        assert len(ids) == len(set(ids))  # one node a thing


def test_what_pages_say_is_in_the_graph(sampler_built: Path) -> None:
    nodes = json.loads((sampler_built / PATH).read_text(encoding="utf-8"))["@graph"]
    known = {node["@id"]: node for node in nodes}
    for _, found in pages(sampler_built):
        for node in things(found[:1]):
            if "@id" in node:
                assert node["@type"] == known[node["@id"]]["@type"]
                assert node.keys() <= known[node["@id"]].keys()


QUESTIONS = yaml.safe_load(
    (Path(__file__).parent / "graph-questions.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_graph_answers(sampler_built: Path, question: str) -> None:
    asked = QUESTIONS[question]
    assert answers(graph(sampler_built), asked["ask"], SITE) == {tuple(r) for r in asked["rows"]}

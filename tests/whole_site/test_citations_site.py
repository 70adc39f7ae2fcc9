"""Citations, ways back, files for reference managers, and what pages say of themselves."""

from __future__ import annotations

import json
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from harness import CASES, SECTIONS
from linked_data import parsed
from lxml import html
from lxml.html import HtmlElement
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SDO

SITE = "https://sampler.example/issue-papers/"
PAPER = "papers/harbours/"
CITED = (*(f"{PAPER}{name}" for name in SECTIONS), *(f"case-studies/{name}" for name in CASES))

LANGUAGES = pytest.mark.parametrize("prefix", ["", "es/", "fr/"], ids=["en", "es", "fr"])


@cache
def page(root: Path, url: str) -> HtmlElement:
    return html.document_fromstring((root / url / "index.html").read_bytes())


def head(root: Path, url: str) -> list[tuple[str, str]]:
    return [(m.get("name", ""), m.get("content", "")) for m in page(root, url).iter("meta")]


def graph(root: Path, url: str) -> Graph:
    (script,) = page(root, url).xpath("//script[@type='application/ld+json']")
    return parsed(script.text)


def cited_pages(root: Path) -> Iterator[str]:
    for file in sorted(root.rglob("cite.json")):
        yield file.parent.relative_to(root).as_posix() + "/"


@LANGUAGES
def test_every_citation_leads_to_its_entry_and_back(sampler_built: Path, prefix: str) -> None:
    bibliography = f"{prefix}{PAPER}bibliography/"
    entries = page(sampler_built, bibliography).cssselect(".ip-bibliography > li")
    assert len(entries) == 5
    back: Counter[str] = Counter()
    for entry in entries:
        links = entry.cssselect(".ip-backlinks a")
        assert [link.text for link in links] == [str(n) for n in range(1, len(links) + 1)]
        assert links, entry.get("id")
        for link in links:
            assert link.get("role") == "doc-backlink"
            assert link.get("aria-label", "").startswith(link.text)
            place = urlsplit(urljoin(f"/{bibliography}", link.get("href")))
            source = page(sampler_built, place.path.strip("/") + "/")
            (cited,) = source.xpath("//*[@id=$id]", id=unquote(place.fragment))
            back[entry.get("id", "")] += 1
            target = urljoin(place.path, cited.get("href"))
            holder = posixpath.normpath(urlsplit(target).path) + "/"
            ids = page(sampler_built, holder.strip("/") + "/").xpath("//@id")
            assert urlsplit(target).fragment in ids
            assert urlsplit(target).fragment == entry.get("id")
    assert sum(back.values()) >= 5


@LANGUAGES
def test_what_a_page_cites_stands_on_it_in_full(sampler_built: Path, prefix: str) -> None:
    means = page(sampler_built, f"{prefix}{PAPER}works/")
    works = {work.get("id") for work in means.cssselect(".ip-work[popover]")}
    cited = {
        f"citation-{urlsplit(link.get('href')).fragment.removeprefix('ref-')}"
        for link in means.cssselect("a.ip-citation[role=doc-biblioref]")
    }
    assert (
        works
        == cited
        == {f"citation-{key}" for key in ("roy2017", "pons2015", "moreau2019", "fontaine2015")}
    )
    assert not means.cssselect(".ip-prose .ip-work")


@LANGUAGES
def test_every_page_that_can_be_cited_says_how(sampler_built: Path, prefix: str) -> None:
    pages = [p for p in cited_pages(sampler_built) if p.startswith(prefix or ("papers", "case"))]
    assert {*map(Path, pages)} >= {Path(prefix, PAPER), *(Path(prefix, url) for url in CITED)}
    for url in pages:
        (box,) = page(sampler_built, url).cssselect("details.ip-cite-this")
        assert [dt.text for dt in box.cssselect("dt")][:2] == ["APA", "Chicago"]
        for link in box.cssselect(".ip-cite-this__files a"):
            target = urljoin(f"/{url}", link.get("href"))
            assert (sampler_built / target.strip("/")).is_file()
    assert page(sampler_built, f"{prefix}about/").cssselect(".ip-cite-this") == []


@LANGUAGES
def test_no_reference_makes_readers_fetch_another_font(sampler_built: Path, prefix: str) -> None:
    """The font's second file, 42 kB, is for what Latin-1 and the usual punctuation haven't."""
    usual = set("–—‘’“”…Œœ€") | {"\N{NARROW NO-BREAK SPACE}"}
    places = (".ip-cite-this__text", ".ip-bibliography", ".ip-work")
    seen = set()
    for url in cited_pages(sampler_built):
        if not url.startswith(prefix or ("papers", "case")):
            continue
        for place in page(sampler_built, url).cssselect(", ".join(places)):
            text = place.text_content()
            seen.add(place.get("class", "").split()[0])
            assert not {sign for sign in set(text) - usual if ord(sign) > 0xFF}, (url, text)
    assert ".ip-cite-this__text".removeprefix(".") in seen


@LANGUAGES
def test_zotero_finds_a_report_and_its_chapters(sampler_built: Path, prefix: str) -> None:
    """As its translators Embedded Metadata and RDF read the head of a page."""
    tags = dict(head(sampler_built, f"{prefix}{PAPER}"))
    assert tags["citation_technical_report_institution"] == "Harbour Desk"
    assert tags["citation_technical_report_number"] == "4"
    assert tags["citation_publication_date"] == tags["DC.date"].replace("-", "/") == "2026/11"
    assert tags["DC.type"] == "report"
    assert tags["citation_language"] == tags["DC.language"] == (prefix.strip("/") or "en")
    name = f"harbours-{prefix.strip('/') or 'en'}.pdf"
    assert tags["citation_pdf_url"] == f"{SITE}{prefix}{PAPER}{name}"  # as Scholar asks: beside it
    copy = sampler_built / prefix / PAPER / name
    assert copy.read_bytes() == (sampler_built / "downloads" / name).read_bytes()
    authors = [c for n, c in head(sampler_built, f"{prefix}{PAPER}") if n == "citation_author"]
    assert authors == ["Harbour Desk"]
    section = dict(head(sampler_built, f"{prefix}{PAPER}works/"))
    assert section["citation_book_title"] == tags["citation_title"]
    assert section["DC.type"] == "bookSection"
    assert section["citation_publisher"] == "Harbour Desk"
    assert "citation_technical_report_institution" not in section
    assert "citation_pdf_url" not in section
    assert (
        section["citation_public_url"] == section["DC.identifier"] == f"{SITE}{prefix}{PAPER}works/"
    )


@LANGUAGES
def test_app_and_offline_copy_carry_a_pdf_once_at_most(sampler_built: Path, prefix: str) -> None:
    language = prefix.strip("/") or "en"
    files = json.loads((sampler_built / "app" / f"files-{language}.json").read_bytes())["files"]
    assert files
    assert not [path for path in files if path.endswith(".pdf")]
    copy = sampler_built / "downloads" / f"harbours-offline-{language}.zip"
    with zipfile.ZipFile(copy) as packed:
        carried = [path for path in packed.namelist() if path.endswith(".pdf")]
    assert [path.partition("/")[2] for path in carried] == [f"downloads/harbours-{language}.pdf"]


@LANGUAGES
def test_a_paper_its_sections_and_cases_are_one_work(sampler_built: Path, prefix: str) -> None:
    paper = URIRef(f"{SITE}{prefix}{PAPER}")
    found = graph(sampler_built, f"{prefix}{PAPER}")
    language = prefix.strip("/") or "en"
    assert (paper, RDF.type, SDO.Report) in found
    assert (paper, SDO.inLanguage, Literal(language)) in found
    assert (paper, SDO.reportNumber, Literal("4")) in found
    assert (
        paper,
        SDO.license,
        URIRef("https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ) in found
    assert len(set(found.objects(paper, SDO.hasPart))) == len(SECTIONS)
    assert len(set(found.objects(paper, SDO.author))) == 1
    (original,) = found.objects(paper, SDO.isBasedOn)
    assert len(set(found.objects(original, SDO.author))) == 2
    assert len(set(found.objects(paper, SDO.citation))) == 5
    assert len(set(found.objects(paper, SDO.correction))) >= 3
    for correction in found.objects(paper, SDO.correction):
        assert (correction, RDF.type, SDO.CorrectionComment) in found
        place = urlsplit(str(correction))
        ledger = page(sampler_built, str(correction).removeprefix(SITE).split("#")[0])
        assert place.fragment in ledger.xpath("//@id")
    for part, kind in (
        ("papers/harbours/works/", SDO.Chapter),
        ("case-studies/dakar/", SDO.Article),
    ):
        node = URIRef(f"{SITE}{prefix}{part}")
        about = graph(sampler_built, f"{prefix}{part}")
        assert (node, RDF.type, kind) in about
        assert (node, SDO.isPartOf, paper) in about
    assert (None, SDO.addressCountry, Literal("SN")) in graph(
        sampler_built, f"{prefix}case-studies/dakar/"
    )


def test_translations_know_each_other(sampler_built: Path) -> None:
    source = URIRef(f"{SITE}{PAPER}works/")
    others = {URIRef(f"{SITE}{tag}/{PAPER}works/") for tag in ("es", "fr")}
    assert (
        set(graph(sampler_built, f"{PAPER}works/").objects(source, SDO.workTranslation)) == others
    )
    for other in others:
        there = graph(sampler_built, str(other).removeprefix(SITE))
        assert (other, SDO.translationOfWork, source) in there
        assert (other, SDO.creativeWorkStatus, None) in there


def test_a_page_that_isnt_translated_describes_its_source(small_built: Path) -> None:
    found = graph(small_built, "ar/papers/water/start/")
    source = URIRef("https://small.example/base/papers/water/start/")
    assert (source, SDO.inLanguage, Literal("en")) in found
    assert (source, SDO.translationOfWork, None) not in found
    tags = dict(head(small_built, "ar/papers/water/start/"))
    assert tags["citation_language"] == "en"
    assert tags["citation_public_url"] == str(source)
    assert not (small_built / "ar/papers/water/start/cite.bib").exists()
    links = page(small_built, "ar/papers/water/start/").cssselect(".ip-cite-this__files a")
    targets = [urljoin("/ar/papers/water/start/", link.get("href")) for link in links]
    assert targets == [f"/papers/water/start/cite.{kind}" for kind in ("bib", "ris", "json")]

"""What repositories take of a paper: valid, and saying what the page says."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from harness import SAMPLER, THEME, settings_of
from issue_papers.checks.rules import load_and_check
from issue_papers.formats.repositories import files, zenodo
from issue_papers.kinds import registry
from issue_papers.maps.atlas import Atlas
from lxml import etree
from sitefiles import page

SCHEMAS = Path(__file__).resolve().parent / "schemas"
BASE = "https://sampler.example/issue-papers/"
PAPER = "papers/harbours/"
PREFIXES = {"en": "", "es": "es/", "fr": "fr/"}
DATACITE = {"d": "http://datacite.org/schema/kernel-4"}
CROSSREF = {
    "c": "http://www.crossref.org/schema/5.3.1",
    "r": "http://www.crossref.org/relations.xsd",
}
each_language = pytest.mark.parametrize("language", PREFIXES)


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


def faults(name: str, root: etree._Element) -> list[str]:
    found = schema(name)
    found.validate(root)
    return [str(fault) for fault in found.error_log]


def linkset(site: Path, prefix: str) -> dict[str, dict[str, Any]]:
    found = json.loads((site / prefix / PAPER / "linkset.json").read_text(encoding="utf-8"))
    assert set(found) == {"linkset"}
    return {context["anchor"]: context for context in found["linkset"]}


@each_language
def test_datacite_is_valid_and_names_adapter_edition_and_original(
    sampler_built: Path, language: str
) -> None:
    folder = sampler_built / PREFIXES[language] / PAPER
    root = etree.parse(folder / "datacite.xml").getroot()
    assert faults("datacite/metadata.xsd", root) == []
    said = lambda path: [e.text for e in root.iterfind(path, DATACITE)]  # noqa: E731
    assert said("d:creators/d:creator/d:creatorName") == ["Harbour Desk"]
    assert said("d:identifier") == [f"{BASE}{PREFIXES[language]}{PAPER}"]
    assert said("d:version") == ["1"]
    assert said("d:publicationYear") == ["2026"]
    assert said("d:dates/d:date[@dateType='Issued']") == ["2026-11"]
    assert said("d:language") == [language]
    original = "d:relatedItems/d:relatedItem[@relationType='IsDerivedFrom']"
    assert said(f"{original}/d:creators/d:creator/d:creatorName") == ["Duarte, Ines", "Ferrer, Pol"]
    assert said(f"{original}/d:publicationYear") == ["2020"]
    related = root.iterfind("d:relatedIdentifiers/d:relatedIdentifier", DATACITE)
    relations = {(e.get("relationType"), e.text) for e in related}
    assert ("IsDerivedFrom", "https://quay.example/report-4") in relations
    assert ("IsTranslationOf", BASE + PAPER) in relations or language == "en"
    root.remove(root.find("d:creators", DATACITE))
    assert faults("datacite/metadata.xsd", root), "the schema wants creators"


@each_language
def test_a_citation_file_is_valid_and_cites_a_report(sampler_built: Path, language: str) -> None:
    text = (sampler_built / PREFIXES[language] / PAPER / "CITATION.cff").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    given = json.loads((SCHEMAS / "crossref" / "cff-1.2.0.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, given)
    assert "&id" not in text
    cited = found["preferred-citation"]
    assert (cited["type"], cited["year"], cited["edition"]) == ("report", 2026, "1")
    assert cited["authors"] == [{"name": "Harbour Desk"}]
    assert "Ines Duarte" in cited["notes"]
    assert cited["languages"] == [language]


@each_language
def test_zenodo_is_told_what_it_asks_for(sampler_built: Path, language: str) -> None:
    file = sampler_built / PREFIXES[language] / PAPER / ".zenodo.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["upload_type"] == "publication"
    assert found["publication_type"] == "report"
    assert found["creators"] == [{"name": "Harbour Desk"}]
    assert {"title", "description", "license", "version", "publication_date"} <= set(found)
    assert found["license"] == "cc-by-nc-sa-4.0"
    assert found["language"] == {"en": "eng", "es": "spa", "fr": "fra"}[language]
    relations = {related["relation"] for related in found["related_identifiers"]}
    assert {"isDerivedFrom", "isVersionOf", "hasPart"} < relations
    assert found["contributors"][0]["type"] == "Editor"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        *(("ar", "ara"), ("de", "deu"), ("el", "ell"), ("fa", "fas"), ("nl", "nld"), ("cs", "ces")),
        *(("pt-BR", "por"), ("sw", "swa"), ("zh-Hant", "zho"), ("ms", "msa"), ("yue", "yue")),
        ("qx", ""),
    ],
)
def test_zenodo_is_told_of_languages_in_three_letters(tag: str, code: str) -> None:
    assert zenodo.iso_639_3(tag) == code


@each_language
def test_signposts_lead_to_files_that_are_there(sampler_built: Path, language: str) -> None:
    prefix = PREFIXES[language]
    links = linkset(sampler_built, prefix)
    whole = links[f"{BASE}{prefix}{PAPER}"]
    assert {"cite-as", "type", "license", "describedby", "item"} <= set(whole)
    for target in (*whole["describedby"], *whole["item"]):
        name = target["href"].removeprefix(BASE)
        there = sampler_built / name
        assert there.is_file() or (there / "index.html").is_file(), name
        back = links[target["href"]]
        assert {"describes", "collection"} & set(back)
    for link in page(sampler_built, prefix + PAPER).cssselect("link[rel=describedby]"):
        assert link.get("href") in {target["href"] for target in whole["describedby"]}


@each_language
def test_heads_have_the_signposts_of_papers_and_sections_alone(
    sampler_built: Path, language: str
) -> None:
    prefix = PREFIXES[language]

    def rels(url: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        wanted = {"cite-as", "type", "license", "describedby", "item", "collection", "linkset"}
        for link in page(sampler_built, prefix + url).cssselect("head link"):
            if link.get("rel") in wanted:
                found.setdefault(link.get("rel"), []).append(link.get("href"))
        return found

    of_paper, of_section = rels(PAPER), rels(f"{PAPER}works/")
    (edition,) = of_paper["cite-as"]
    assert edition.startswith(BASE)
    assert "editions/1/" in edition
    assert len(of_paper["item"]) == 5
    assert of_section["collection"] == [f"{BASE}{prefix}{PAPER}"]
    assert of_section["linkset"] == of_paper["linkset"] == [f"{BASE}{prefix}{PAPER}linkset.json"]
    assert not {"item", "describedby"} & set(of_section)
    assert rels("about/") == rels("case-studies/busan/") == {}


def test_the_page_offers_them_in_a_line(sampler_built: Path) -> None:
    names = [
        link.text for link in page(sampler_built, f"es/{PAPER}").cssselect(".ip-cite-this__files a")
    ]
    assert names == [
        *("BibTeX", "RIS", "CSL-JSON"),
        *("XML (JATS)", "DataCite", "CITATION.cff", "Zenodo"),
    ]
    assert not page(sampler_built, PAPER).cssselect(".ip-downloads a[href$='.xml']")


def test_a_paper_with_a_doi_has_a_deposit_for_crossref(tmp_path: Path) -> None:
    """One, of its source language: a DOI has one record."""
    source = tmp_path / "source"
    shutil.copytree(SAMPLER, source)
    paper = source / "docs" / PAPER / "index.md"
    text = paper.read_text(encoding="utf-8").replace(
        "number: 4\n", "number: 4\ndoi: 10.5555/harbours\n", 1
    )
    paper.write_text(text, encoding="utf-8")
    library, catalogues, _ = load_and_check(settings_of(source))
    atlas = Atlas()
    made = {}
    for tag in library.locales.tags:
        views = registry.views(library, catalogues, atlas, tag)
        made.update(files.files(views, THEME))
    names = [name for name in made if name.endswith("crossref.xml")]
    assert names == [f"{PAPER}crossref.xml"]
    root = etree.fromstring(made[names[0]].encode())
    assert faults("crossref/crossref5.3.1.xsd", root) == []
    body = root.find(".//c:report-paper_metadata", CROSSREF)
    assert body.findtext("c:doi_data/c:doi", namespaces=CROSSREF) == "10.5555/harbours"
    assert body.findtext("c:doi_data/c:resource", namespaces=CROSSREF) == BASE + PAPER
    assert body.findtext("c:contributors/c:organization", namespaces=CROSSREF) == "Harbour Desk"
    assert body.findtext("c:publication_date/c:month", namespaces=CROSSREF) == "11"
    assert len(body.findall("c:citation_list/c:citation", CROSSREF)) > 3
    assert root.findtext("c:head/c:depositor/c:email_address", namespaces=CROSSREF) == (
        "papers@sampler.example"
    )
    source_record = etree.fromstring(made[f"{PAPER}datacite.xml"].encode())
    translated = etree.fromstring(made[f"es/{PAPER}datacite.xml"].encode())
    for record in (source_record, translated):
        assert faults("datacite/metadata.xsd", record) == []
    assert source_record.findtext("d:identifier", namespaces=DATACITE) == "10.5555/harbours"
    relation = "d:relatedIdentifiers/d:relatedIdentifier[@relationType='IsTranslationOf']"
    assert translated.findtext(relation, namespaces=DATACITE) == "10.5555/harbours"
    root.find(".//c:titles", CROSSREF).clear()
    assert faults("crossref/crossref5.3.1.xsd", root), "the schema wants a title"

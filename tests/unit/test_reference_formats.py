"""BibTeX, RIS and CSL-JSON say the same, and others read them as we wrote them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from harness import CASES, SAMPLER, SECTIONS
from hypothesis import given, settings
from hypothesis import strategies as st
from issue_papers.checks import rules
from issue_papers.citations.exchange import bibtex, csl_json, ris
from issue_papers.cli.site import settings as site_settings
from issue_papers.content.library import Document
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.maps.atlas import Atlas
from issue_papers.views.site import Views
from pybtex.database import parse_string
from reference_files import from_bibtex, from_ris

RECORD: dict[str, Any] = {
    "id": "water-es",
    "type": "report",
    "title": "Agua & ríos: 50 % de los_pozos {no} $ ~ ^ \\ #1",
    "author": [
        {"family": "de la Varga", "given": "Octavi"},
        {"family": "Zapata Garesché", "given": "Eugene D."},
        {"literal": "Ville de Montréal, Bureau and Co"},
        {"family": "ندياي", "given": "فاطو"},
    ],
    "issued": {"date-parts": [[2021, 3, 5]]},
    "publisher": "Wells & Sons",
    "genre": "Documento temático",
    "number": 9,
    "URL": "https://example.org/a_b/%20c?x=1&y=2#z~",
    "DOI": "10.5281/zenodo_1.x",
    "language": "es",
    "translator": [{"family": "Diop", "given": "Awa"}],
    "medium": "Traducción automática",
    "note": "Traducción automática",
    "abstract": "Uno: dos; “tres”.",
    "custom": {"translation-of": {"title": "Water & rivers"}},
}
CHAPTER = {
    **{key: value for key, value in RECORD.items() if key not in {"genre", "number", "DOI"}},
    "type": "chapter",
    "container-title": "Todo el agua",
    "collection-title": "水论文",
    "collection-number": 9,
    "ISBN": "978-0-306-40615-7",
}
BEYOND = {"medium", "contributor", "illustrator", "custom"}
"""What only CSL-JSON has a place for."""


def without(record: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


@pytest.mark.parametrize("record", [RECORD, CHAPTER], ids=["report", "chapter"])
def test_bibtex_is_read_back(record: dict[str, Any]) -> None:
    text = bibtex(record)
    assert from_bibtex(text) == without(record, BEYOND)
    assert r"origtitle = {{Water \& rivers}}" in text


@pytest.mark.parametrize("record", [RECORD, CHAPTER], ids=["report", "chapter"])
def test_ris_is_read_back(record: dict[str, Any]) -> None:
    text = ris(record)
    # RIS has no form for a name with a comma that must not be taken apart.
    wanted = {**without(record, BEYOND | {"collection-number"}), "author": [*record["author"]]}
    wanted["author"][2] = {"family": "Ville de Montréal", "given": "Bureau and Co"}
    back = from_ris(text)
    assert back == {**wanted, "number": "9"} if record["type"] == "report" else back == wanted
    lines = text.split("\r\n")
    assert lines[0] == ("TY  - RPRT" if record["type"] == "report" else "TY  - CHAP")
    assert lines[-2:] == ["ER  - ", ""]


@pytest.mark.parametrize("record", [RECORD, CHAPTER], ids=["report", "chapter"])
def test_csl_json_is_read_back(record: dict[str, Any]) -> None:
    text = csl_json(record)
    assert json.loads(text) == [record]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (read,) = CiteProcJSON(json.loads(text)).values()
    assert read.type == record["type"]
    assert str(read["title"]) == record["title"]
    assert [dict(name) for name in read["author"]] == record["author"]
    assert read["issued"]["year"] == 2021


@pytest.mark.parametrize(
    ("name", "in_bibtex", "in_ris"),
    [
        (
            {"family": "Sayyad", "given": "Nezar", "non-dropping-particle": "al-"},
            (["Nezar"], [], ["{al-Sayyad}"], []),
            "al-Sayyad, Nezar",
        ),
        (
            {"family": "Alembert", "given": "Jean", "dropping-particle": "d’"},
            (["Jean"], [], ["{d’Alembert}"], []),
            "Alembert, Jean d’",
        ),
        (
            {
                "family": "Berg",
                "given": "Ludwig",
                "non-dropping-particle": "van den",
                "suffix": "Jr.",
            },
            (["Ludwig"], ["van", "den"], ["Berg"], ["Jr."]),
            "van den Berg, Ludwig, Jr.",
        ),
    ],
)
def test_particles_and_suffixes_are_read_back(
    name: dict[str, str], in_bibtex: tuple[list[str], ...], in_ris: str
) -> None:
    record = {**RECORD, "author": [name]}
    (entry,) = parse_string(bibtex(record), "bibtex").entries.values()
    (one,) = entry.persons["author"]
    assert (one.first_names, one.prelast_names, one.last_names, one.lineage_names) == in_bibtex
    assert rispy.loads(ris(record))[0]["authors"] == [in_ris]
    assert json.loads(csl_json(record))[0]["author"] == [name]


def test_html_of_a_title_is_no_text() -> None:
    title = 'On <i>E. coli</i> & H<sub>2</sub>O: <span class="nocase">a <b>_</b></span>, 1 < 2 > 0'
    record = {**CHAPTER, "title": title, "container-title": "The <i>whole</i>"}
    expected = r"{{On \textit{E. coli} \& H\textsubscript{2}O: a \textbf{\_}, 1 < 2 > 0}}"
    assert f"title = {expected}" in bibtex(record)
    assert r"booktitle = {{The \textit{whole}}}" in bibtex(record)
    (read,) = rispy.loads(ris(record))
    assert read["title"] == "On E. coli & H2O: a _, 1 < 2 > 0"
    assert read["secondary_title"] == "The whole"
    assert json.loads(csl_json(record))[0]["title"] == title


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Co", "Cn"]), min_size=1)


@settings(max_examples=150, deadline=None)
@given(TEXT.map(lambda text: " ".join(text.split())).filter(bool))
def test_any_title_survives(title: str) -> None:
    record = {**RECORD, "title": title}
    assert from_bibtex(bibtex(record))["title"].split() == title.split()
    assert rispy.loads(ris(record))[0]["title"].split() == title.split()
    assert json.loads(csl_json(record))[0]["title"] == title


@cache
def views(language: str) -> Views:
    library, catalogues, _ = rules.load_and_check(site_settings(SAMPLER / "mkdocs.yml"))
    return registry_of_kinds.views(library, catalogues, Atlas(), language)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_sites_own_records_survive(language: str) -> None:
    there = views(language)
    records = [
        record
        for entry in there.library.entries.values()
        if (record := there.cite_this.record(entry))
    ]
    assert len(records) == len(CASES) + 1 + len(SECTIONS) + 1  # a brief
    for record in records:
        assert from_bibtex(bibtex(record)) == without(record, BEYOND)
        back = from_ris(ris(record))
        if record["type"] == "report":
            back["number"] = int(back["number"])
        assert back == without(record, BEYOND | {"collection-number"})


@pytest.mark.parametrize(
    ("language", "title"), [("en", "A title: and more"), ("fr", "Un titre : et la suite")]
)
def test_a_subtitle_follows_the_colon_of_its_language(language: str, title: str) -> None:
    there = views(language)
    key = "papers/harbours/index.md"
    whole, part = title.split(":")
    entry = there.library.entries[key]
    changed = {"title": whole.strip(), "subtitle": part.strip()}

    def titled(document: Document) -> Document:
        return replace(document, meta=document.meta.model_copy(update=changed))

    translations = {tag: titled(document) for tag, document in entry.translations.items()}
    entry = replace(entry, source=titled(entry.source), translations=translations)
    library = replace(there.library, entries={**there.library.entries, key: entry})
    titled_views = registry_of_kinds.views(
        library, {language: there.t}, there.readers.atlas, language
    )
    record = titled_views.cite_this.record(entry)
    assert record
    assert record["title"] == title


def test_pages_of_one_name_are_cited_each_as_itself() -> None:
    there = views("en")
    entries = there.library.entries
    brief = replace(entries["briefs/gulls.md"], key="briefs/harbours.md")
    library = replace(there.library, entries={**entries, brief.key: brief})
    cite_this = registry_of_kinds.views(
        library, {"en": there.t}, there.readers.atlas, "en"
    ).cite_this
    paper = entries["papers/harbours/index.md"]
    first, second = cite_this.record(paper), cite_this.record(brief)
    assert first
    assert second
    assert first["id"] == second["id"]
    for entry, record in ((paper, first), (brief, second)):
        (_, text), *_ = (pair for pair in cite_this.files(entry) if pair[0].endswith(".txt"))
        assert record["URL"] in text


def test_a_translation_is_cited_as_one() -> None:
    there = views("es")
    entry = there.library.entries["papers/harbours/index.md"]
    paper = there.cite_this.page(entry)
    assert paper
    assert paper.is_translation
    texts = {styled.style: styled.text for styled in paper.styles}
    assert texts["APA"].startswith("Harbour Desk. (2026). Las ciudades y sus puertos")
    assert "[Traducción automática]. Harbour Desk. https://" in texts["APA"]
    assert texts["APA"].endswith(
        " (Adaptado de Cities and their harbours, de I. Duarte y P. Ferrer, 2020, Quay Institute)"
    )
    assert texts["Chicago"].startswith("Harbour Desk. 2026. ")
    assert texts["Chicago"].endswith(
        ". Adaptado por Harbour Desk de Ines Duarte y Pol Ferrer, Cities and their harbours, "
        "Report 4 (Quay Institute, 2020)."
    )
    assert [url for _, url in paper.files] == [
        f"es/papers/harbours/cite.{kind}" for kind in ("bib", "ris", "json")
    ]

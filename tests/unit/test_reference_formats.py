"""BibTeX, RIS and CSL-JSON say the same, and others read them as we wrote them."""

from __future__ import annotations

import json
import re
import warnings
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
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person, parse_string

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
    "collection-title": "水论文",
    "URL": "https://example.org/a_b/%20c?x=1&y=2#z~",
    "DOI": "10.5281/zenodo_1.x",
    "language": "es",
    "translator": [{"family": "Diop", "given": "Awa"}],
    "original-title": "Water & rivers",
    "note": "Traducción automática",
    "abstract": "Uno: dos; “tres”.",
}
CHAPTER = {
    **{key: value for key, value in RECORD.items() if key not in {"genre", "number", "DOI"}},
    "type": "chapter",
    "container-title": "Todo el agua",
    "collection-number": 9,
    "chapter-number": 3,
    "ISBN": "978-0-306-40615-7",
}
FIELDS = {
    "title": "title",
    "container-title": "booktitle",
    "collection-title": "series",
    "genre": "type",
    "chapter-number": "chapter",
    "ISBN": "isbn",
    "language": "language",
    "original-title": "origtitle",
    "note": "note",
    "abstract": "abstract",
}
TAGS = {
    "title": "title",
    "publisher": "publisher",
    "genre": "type_of_work",
    "language": "language",
    "DOI": "doi",
    "abstract": "abstract",
}


COMMANDS = {
    "textbackslash{}": "\\",
    "textasciitilde{}": "~",
    "textasciicircum{}": "^",
    "textbraceleft{}": "{",
    "textbraceright{}": "}",
}


def from_tex(text: str) -> str:
    """Read a field as TeX would show it: pybtex knows few of its commands."""

    def shown(match: re.Match[str]) -> str:
        command = match["command"]
        return COMMANDS.get(command, command) if command else ""

    return re.sub(r"\\(?P<command>text\w+\{\}|.)|[{}]", shown, text)


def from_bibtex(text: str) -> dict[str, Any]:
    """Read a BibTeX file back into a record."""
    ((key, entry),) = parse_string(text, "bibtex").entries.items()
    fields = {name.lower(): value for name, value in entry.fields.items()}
    kind = {"techreport": "report", "incollection": "chapter"}.get(entry.type, "document")
    record: dict[str, Any] = {"id": key, "type": kind}
    record |= {
        ours: from_tex(fields[theirs]) for ours, theirs in FIELDS.items() if theirs in fields
    }
    institution = fields.get("institution") or fields.get("publisher")
    record |= {"publisher": from_tex(institution)} if institution else {}
    number = "number" if kind == "report" else "collection-number"
    record |= {number: int(fields["number"])} if "number" in fields else {}
    for ours, theirs in (("URL", "url"), ("DOI", "doi")):
        record |= {ours: fields[theirs]} if theirs in fields else {}
    for role in ("author", "translator"):
        names = people(entry, role)
        record |= {role: names} if names else {}
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    if "year" in fields:
        month = months.index(fields["month"].lower()[:3]) + 1 if "month" in fields else 0
        parts = [int(fields["year"]), month, int(fields.get("day", 0))]
        record["issued"] = {"date-parts": [[part for part in parts if part]]}
    return record


def people(entry: Entry, role: str) -> list[dict[str, str]]:
    found = []
    others = split_name_list(entry.fields.get(role, ""))
    for name in entry.persons.get(role) or [Person(other) for other in others]:
        family = from_tex(" ".join([*name.prelast_names, *name.last_names]))
        given = from_tex(" ".join([*name.first_names, *name.middle_names]))
        found.append({"family": family, "given": given} if given else {"literal": family})
    return found


def from_ris(text: str) -> dict[str, Any]:
    """Read a RIS file back into a record."""
    (entry,) = rispy.loads(text)
    kind = {"RPRT": "report", "CHAP": "chapter"}.get(entry["type_of_reference"], "document")
    record: dict[str, Any] = {"id": entry["id"], "type": kind}
    record |= {ours: entry[theirs] for ours, theirs in TAGS.items() if theirs in entry}
    for ours, theirs in (("author", "authors"), ("translator", "subsidiary_authors")):
        if theirs in entry:
            record[ours] = [
                dict(zip(("family", "given"), n.split(", ", 1), strict=False))
                for n in entry[theirs]
            ]
    if "date" in entry:
        parts = [int(part) for part in entry["date"].split("/") if part]
        record["issued"] = {"date-parts": [parts]}
    record["URL"] = entry["urls"][0]
    return record


@pytest.mark.parametrize("record", [RECORD, CHAPTER], ids=["report", "chapter"])
def test_bibtex_is_read_back(record: dict[str, Any]) -> None:
    back = from_bibtex(bibtex(record))
    different = {key for key in record if back.get(key) != str(record[key])} & back.keys()
    assert {key: back[key] for key in different} == {key: record[key] for key in different}
    left_out = set() if record["type"] == "chapter" else {"collection-number"}
    assert record.keys() - back.keys() <= left_out


@pytest.mark.parametrize("record", [RECORD, CHAPTER], ids=["report", "chapter"])
def test_ris_is_read_back(record: dict[str, Any]) -> None:
    text = ris(record)
    back = from_ris(text)
    # RIS has no form for a name that must not be taken apart.
    wanted = {**record, "author": [*record["author"]]}
    wanted["author"][2] = {"family": "Ville de Montréal", "given": "Bureau and Co"}
    assert back == {key: wanted[key] for key in back}
    lines = text.split("\r\n")
    assert lines[0] == ("TY  - RPRT" if record["type"] == "report" else "TY  - CHAP")
    assert lines[-2:] == ["ER  - ", ""]
    series = "T2" if record["type"] == "report" else "T3"
    assert f"{series}  - 水论文" in lines
    assert ("SN  - 9" if record["type"] == "report" else "SN  - 978-0-306-40615-7") in lines


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
        back = from_bibtex(bibtex(record))
        assert {key: str(back[key]) for key in back} == {key: str(record[key]) for key in back}
        ours = from_ris(ris(record))
        wanted = {key: record[key] for key in ours}
        # RIS has no form for a name that must not be taken apart.
        wanted["author"] = [
            {"family": name["literal"]} if "literal" in name else name for name in record["author"]
        ]
        assert ours == wanted


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

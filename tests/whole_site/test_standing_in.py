"""Works written with another's entry get the very entry that they would get by themselves."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from issue_papers.citations.collection import style_in
from issue_papers.citations.formatting import Formatter
from issue_papers.citations.forms import Run
from issue_papers.citations.standing_in import is_plain
from issue_papers.citations.styles import sheet
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.content.settings import CitationSettings

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # of what citeproc-py has no use for

OFFERED = CitationSettings.offered
SHAPES: list[dict[str, Any]] = [
    {"type": "chapter", "author": [{"family": "Sow", "given": "Ana"}], "container-title": "Wells"},
    {"type": "report", "author": [{"literal": "City of wells"}], "genre": "Paper", "number": "9"},
    {"type": "document", "medium": "Machine translation"},
    {"type": "article-journal", "container-title": "Cities", "volume": "3", "page": "7-9"},
    {"type": "legislation", "issued": {"date-parts": [[2011]]}},
]
TITLES = [
    "a note on cross-cutting work in cities: who it’s for",
    "Water, wells and the sea",
    "L’eau des villes – une politique",
    "Who pays?",
    "The “right to the city” at St. Louis",
    "What the cities’ plans say",
    "2030",
    "The <i>barrio</i> of 2011",
    "iPads… in U.S. schools v. none",
    "水の都市",
]


def written(formatter: Formatter, reference: Reference) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return an entry as it is written, and as it is written by itself."""
    alone = formatter._runs(formatter._entry(reference.record))
    return formatter.entry_of_many(reference), alone


@pytest.mark.parametrize("language", ["en", "fr"])
def test_titles_of_any_kind_are_written_as_by_themselves(language: str) -> None:
    reader, filled = Language(language, language), 0
    for style in OFFERED:
        formatter = Formatter(sheet(style_in(style, reader), reader), reader)
        for shape in SHAPES:
            for number, title in enumerate(TITLES):
                url = f"https://example.org/{number}/"
                facts = {"id": f"w{number}", "title": title, "language": "en", "URL": url, **shape}
                one, alone = written(formatter, Reference.model_validate(facts))
                assert one == alone, (style, title)
        filled += sum(bool(entry) for entry in formatter._sheet.entries.values())
    assert filled > len(OFFERED) * len(SHAPES) / 2


def test_pages_are_cited_as_by_themselves(sampler_built: Path) -> None:
    pages = [json.loads(path.read_bytes())[0] for path in sampler_built.rglob("cite.json")]
    pages.sort(key=lambda page: (page["language"], page["id"]))
    shared = 0
    for language, found in groupby(pages, key=lambda page: page["language"]):
        reader = Language(language, language)
        works = [
            Reference.model_validate({k: v for k, v in page.items() if k not in ("note", "custom")})
            for page in found
        ]
        for style in OFFERED:
            formatter = Formatter(sheet(style_in(style, reader), reader), reader)
            for work in works:
                one, alone = written(formatter, work)
                assert one == alone, (style, work.id)
                shared += bool(formatter._with_own_words(work.record))
    assert shared


@pytest.mark.parametrize("text", ["Who pays?", "An “end”", "cities’", "2030", "<i>x</i>", "", " a"])
def test_words_that_a_style_looks_at_are_no_plain_ones(text: str) -> None:
    assert not is_plain(text)
    assert is_plain("The city’s wells")

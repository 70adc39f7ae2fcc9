"""Recommendations as data, a file a language: JSON and CSV.

Titles and texts that aren't translated are in the source language, and say so. The JSON file's form
is that of `published`.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Library
from issue_papers.kinds.paper.data import cited_in_language
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.kinds.section.model import recommendations
from issue_papers.kinds.section.published import (
    Audience,
    PageLink,
    RecommendationRecord,
    RecommendationsDocument,
)
from issue_papers.kinds.section.recommendations import RecommendationViews
from issue_papers.kinds.section.shapes import RecommendationView
from issue_papers.views.datasets import (
    FOLDER,
    Advice,
    Column,
    Dataset,
    DataSources,
    ExcerptText,
    json_file,
    schema_of,
)
from issue_papers.views.datasets import csv_file as csv_data_file
from issue_papers.views.publications import Json, as_json
from issue_papers.views.published import as_data
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link
from issue_papers.views.spreadsheet import SEPARATOR, Cell, joined, to_csv

NAME = "recommendations"
COLUMNS = (
    Column("id", "The recommendation's id, which stays: that of its paper, and its own."),
    Column("paper", "The paper's id."),
    Column("number", "Its number within the paper.", "integer"),
    Column("title", "What is recommended, in a line."),
    Column("title_language", "The language of the title (BCP 47)."),
    Column("text", "The text, a line a paragraph."),
    Column("text_language", "The language of the text (BCP 47)."),
    Column("audience", "Ids of those who are to act on it.", separator=SEPARATOR),
    Column("audience_labels", "Who they are.", separator=SEPARATOR),
    Column("sections", "Ids of the sections that bear on it.", separator=SEPARATOR),
    Column("section_titles", "Their titles.", separator=SEPARATOR),
    Column("cases", "Ids of the cases that bear on it.", separator=SEPARATOR),
    Column("case_titles", "Their titles.", separator=SEPARATOR),
    Column("url", "The place where its text stands.", "uri"),
    Column("licence", "The licence of the paper (SPDX)."),
)
"""The CSV file's columns: the same on every site and in every language."""


def document(
    library: Library, readers: Readership, advice: Advice, head: Json
) -> RecommendationsDocument:
    """Return all recommendations in one language.

    Args:
        library: What there is.
        readers: The language's readers.
        advice: Returns the text of a recommendation for a language.
        head: What the file begins with: its schema, version, date and licences.
    """
    papers = [entry for entry in library.of(PAPER) if recommendations(library, entry)]
    advised = readers.part(RecommendationViews)
    checklist = advised.checklist.link
    return RecommendationsDocument(
        **head,
        language=readers.language.tag,
        source_language=library.locales.source,
        url=readers.links.absolute(checklist.url) if checklist else None,
        notice=readers.part(PaperViews).notice,
        papers=tuple(cited_in_language(readers, entry) for entry in papers),
        recommendations=tuple(
            _recommendation(readers, r, advice(r.key, readers.language.tag))
            for r in advised.all.values()
        ),
    )


def _recommendation(
    readers: Readership, recommendation: RecommendationView, text: ExcerptText
) -> RecommendationRecord:
    return RecommendationRecord(
        id=recommendation.key,
        paper=recommendation.key.split("/")[0],
        number=recommendation.position,
        title=recommendation.title,
        title_language=recommendation.language,
        text=text.text,
        html=text.html,
        text_language=text.language,
        audience=tuple(_audience(readers, name, label) for name, label in recommendation.audience),
        sections=tuple(_page(readers, link) for link in recommendation.sections),
        cases=tuple(_page(readers, link) for link in recommendation.cases),
        url=readers.links.absolute(recommendation.section.url),
    )


def _audience(readers: Readership, name: str, label: str) -> Audience:
    is_own = readers.language.tag in readers.library.settings.audiences[name]
    language = readers.language.tag if is_own else readers.library.locales.source
    return Audience(id=name, label=label, language=language)


def _page(readers: Readership, link: Link) -> PageLink:
    return PageLink(
        id=readers.library.entries[link.key].slug,
        title=link.title,
        language=link.language,
        url=readers.links.absolute(link.url),
    )


def csv_file(data: RecommendationsDocument) -> str:
    """Return recommendations as a table, a row each; `; ` stands between several values."""
    licences = {paper.id: paper.licence.id for paper in data.papers}
    return to_csv(
        [column.name for column in COLUMNS], [_row(item, licences) for item in data.recommendations]
    )


def _row(item: RecommendationRecord, licences: dict[str, str]) -> dict[str, Cell]:
    return {
        "id": item.id,
        "paper": item.paper,
        "number": item.number,
        "title": item.title,
        "title_language": item.title_language,
        "text": item.text,
        "text_language": item.text_language,
        "url": item.url,
        "audience": joined(audience.id for audience in item.audience),
        "audience_labels": joined(audience.label for audience in item.audience),
        "sections": joined(section.id for section in item.sections),
        "section_titles": joined(section.title for section in item.sections),
        "cases": joined(case.id for case in item.cases),
        "case_titles": joined(case.title for case in item.cases),
        "licence": licences[item.paper],
    }


def _write(sources: DataSources) -> Iterator[tuple[str, str]]:
    head = sources.head(NAME)
    for tag, readers in sources.readers.items():
        start = f"{sources.library.locales.prefix(tag)}{FOLDER}/{NAME}"
        data = document(sources.library, readers, sources.advice, head)
        yield f"{start}.json", as_json(as_data(data))
        yield f"{start}.csv", csv_file(data)


DATASET = Dataset(
    NAME,
    position=30,
    write=_write,
    files=(json_file(NAME), csv_data_file(NAME)),
    is_localised=True,
    schemas=(schema_of(NAME, RecommendationsDocument),),
    columns=lambda _: COLUMNS,
)

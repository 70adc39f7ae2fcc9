"""Recommendations as data, a file a language: JSON and CSV.

Titles and texts that aren't translated are in the source language, and say so. The JSON file's form
is that of `published`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from issue_papers.content.library import Entry
from issue_papers.kinds.paper.data import cited_in_language
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.kinds.section.model import recommendations
from issue_papers.kinds.section.published import (
    Audience,
    PageLink,
    RecommendationRecord,
    RecommendationsDocument,
)
from issue_papers.kinds.section.recommendations import CHECKLIST, RecommendationViews
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
from issue_papers.views.publications import with_records, written
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


@dataclass(frozen=True)
class _Written:
    """The recommendations of a paper as they stand in each file of a language.

    Attributes:
        paper: What the paper is, in the file of JSON.
        records: The recommendations there, in their own order.
        rows: And in the table.
    """

    paper: str
    records: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]


def _of_paper(readers: Readership, advice: Advice, entry: Entry[Paper]) -> _Written:
    """Write the recommendations of a paper in one language.

    Args:
        readers: The language's readers.
        advice: Returns the text of a recommendation for a language.
        entry: The paper.
    """
    advised = readers.part(RecommendationViews)
    views = [advised.recommendation(entry, i) for i in recommendations(readers.library, entry)]
    texts = [advice(view.key, readers.language.tag) for view in views]
    found = [_recommendation(readers, *each) for each in zip(views, texts, strict=True)]
    paper = cited_in_language(readers, entry)
    return _Written(
        written(as_data(paper)),
        tuple(written(as_data(each)) for each in found),
        tuple(_row(each, paper.licence.id) for each in found),
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


def _row(item: RecommendationRecord, licence: str) -> dict[str, Cell]:
    """Return a recommendation's row of the table; `; ` stands between several values."""
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
        "licence": licence,
    }


def _write(sources: DataSources) -> Iterator[tuple[str, bytes]]:
    head = sources.head(NAME)
    for tag, readers in sources.readers.items():
        start = f"{sources.library.locales.prefix(tag)}{FOLDER}/{NAME}"
        page = readers.links.page_with(CHECKLIST)
        document = RecommendationsDocument(
            **head,
            language=tag,
            source_language=sources.library.locales.source,
            url=readers.links.absolute(page.url) if page else None,
            notice=readers.part(PaperViews).notice,
            papers=(),
            recommendations=(),
        )
        found = [*_papers(sources, readers)]
        papers = [each.paper for each in found]
        records = [record for each in found for record in each.records]
        content = with_records(as_data(document), papers=papers, recommendations=records)
        yield f"{start}.json", content
        rows = [row for each in found for row in each.rows]
        yield f"{start}.csv", to_csv([column.name for column in COLUMNS], rows).encode()


def _papers(sources: DataSources, readers: Readership) -> Iterator[_Written]:
    """Yield what papers recommend in one language, the newest paper first."""
    library, name = sources.library, f"{NAME} {readers.language.tag}"
    for entry in library.of(PAPER):
        if recommendations(library, entry):
            make = partial(_of_paper, readers, sources.advice, entry)
            yield sources.keep(name, (entry, *library.parts(entry)), make)


DATASET = Dataset(
    NAME,
    position=30,
    write=_write,
    files=(json_file(NAME), csv_data_file(NAME)),
    is_localised=True,
    schemas=(schema_of(NAME, RecommendationsDocument),),
    columns=lambda _: COLUMNS,
)

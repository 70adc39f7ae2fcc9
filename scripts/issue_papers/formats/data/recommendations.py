"""Recommendations as data, a file a language: JSON and CSV.

Titles and texts that aren't translated are in the source language, and say so. The JSON file's form
is that of `data/recommendations.schema.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from issue_papers.content.library import Library
from issue_papers.formats.data.publications import Json, paper
from issue_papers.formats.data.spreadsheet import Cell, joined, to_csv
from issue_papers.views.recommendation_shapes import RecommendationView
from issue_papers.views.shapes import Link
from issue_papers.views.site import Views

SCHEMA = "recommendations.schema.json"
COLUMNS = (
    *("id", "paper", "number", "title", "title_language", "text", "text_language"),
    *("audience", "audience_labels", "sections", "section_titles", "cases", "case_titles"),
    *("url", "licence"),
)
"""The CSV file's columns: the same on every site and in every language."""


class AdviceText(Protocol):
    """A recommendation's text: as HTML, and its words alone."""

    @property
    def html(self) -> str:
        """The text, with absolute addresses."""

    @property
    def text(self) -> str:
        """Its words: a line for each paragraph or item."""

    @property
    def language(self) -> str:
        """The language that it is written in."""


Advice: TypeAlias = Callable[[str, str], AdviceText]
"""Returns a recommendation's text, by its key, for the language with a tag."""


def document(library: Library, view: Views, advice: Advice, schema_url: str) -> Json:
    """Return all recommendations in one language as one JSON object.

    Args:
        library: What there is.
        view: The language's views.
        advice: Returns the text of a recommendation for a language.
        schema_url: Absolute URL of the schema.
    """
    papers = [entry for entry in library.papers if library.recommendations(entry)]
    checklist = view.checklist.link
    return {
        "$schema": schema_url,
        "language": view.language.tag,
        "source_language": library.locales.source,
        "url": view.absolute(checklist.url) if checklist else None,
        "notice": view.notice,
        "papers": [paper(view, entry) for entry in papers],
        "recommendations": [
            _recommendation(view, r, advice(r.key, view.language.tag))
            for r in view.recommendations.values()
        ],
    }


def _recommendation(view: Views, recommendation: RecommendationView, text: AdviceText) -> Json:
    return {
        "id": recommendation.key,
        "paper": recommendation.key.split("/")[0],
        "number": recommendation.position,
        "title": recommendation.title,
        "title_language": recommendation.language,
        "text": text.text,
        "html": text.html,
        "text_language": text.language,
        "audience": [_audience(view, name, label) for name, label in recommendation.audience],
        "sections": [_link(view, link) for link in recommendation.sections],
        "cases": [_link(view, link) for link in recommendation.cases],
        "url": view.absolute(recommendation.section.url),
    }


def _audience(view: Views, name: str, label: str) -> Json:
    is_own = view.language.tag in view.library.settings.audiences[name]
    language = view.language.tag if is_own else view.library.locales.source
    return {"id": name, "label": label, "language": language}


def _link(view: Views, link: Link) -> Json:
    return {
        "id": view.library.entries[link.key].slug,
        "title": link.title,
        "language": link.language,
        "url": view.absolute(link.url),
    }


def csv_file(data: Json) -> str:
    """Return recommendations as a table, a row each; `; ` stands between several values.

    Args:
        data: What `document` returns.
    """
    licences = {paper["id"]: paper["licence"]["id"] for paper in data["papers"]}
    return to_csv(COLUMNS, [_row(item, licences) for item in data["recommendations"]])


def _row(item: Json, licences: dict[str, str]) -> dict[str, Cell]:
    same = ("id", "paper", "number", "title", "title_language", "text", "text_language", "url")
    return {
        **{name: item[name] for name in same},
        "audience": joined(audience["id"] for audience in item["audience"]),
        "audience_labels": joined(audience["label"] for audience in item["audience"]),
        "sections": joined(section["id"] for section in item["sections"]),
        "section_titles": joined(section["title"] for section in item["sections"]),
        "cases": joined(case["id"] for case in item["cases"]),
        "case_titles": joined(case["title"] for case in item["cases"]),
        "licence": licences[item["paper"]],
    }

"""What published data says of recommendations: the records of `data/recommendations.json`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from issue_papers.kinds.paper.published import PaperInLanguage, SourceLanguage
from issue_papers.views.published import DataDocument, Id, Published, Tag, Url, Words


class PageLink(Published):
    """A page, under the title that it has for readers of the file's language."""

    id: Annotated[Id, Field(description="Stable: the last part of the page's address.")]
    title: str
    language: Annotated[Tag, Field(description="The language that the page is really written in.")]
    url: Url


class Audience(Published):
    """Who is to act."""

    id: str
    label: str
    language: Tag


class RecommendationRecord(Published):
    """What a paper recommends."""

    id: Annotated[
        str,
        Field(
            description="Stable, the same in every language: `<paper>/<id>`.",
            pattern=r"^[a-z0-9-]+/[a-z0-9-]+$",
        ),
    ]
    paper: Annotated[Id, Field(description="The paper's id.")]
    number: Annotated[int, Field(description="Its number within the paper.", ge=1)]
    title: Words
    title_language: Tag
    text: Annotated[str, Field(description="Plain text, a line a paragraph.")]
    html: Annotated[str, Field(description="The same with its links, which are absolute.")]
    text_language: Tag
    audience: Annotated[tuple[Audience, ...], Field(description="Who is to act on it.")]
    sections: Annotated[
        tuple[PageLink, ...], Field(description="Sections of the paper that bear on it.")
    ]
    cases: Annotated[tuple[PageLink, ...], Field(description="Case studies that bear on it.")]
    url: Annotated[Url, Field(description="The place where its text stands.")]


class RecommendationsDocument(DataDocument, title="Recommendations"):
    """All recommendations of a site's papers in one language, the rest in the source language."""

    language: Annotated[Tag, Field(description="The language of this file.")]
    source_language: SourceLanguage
    url: Annotated[
        Url | None, Field(description="The page that shows all recommendations, if there is one.")
    ]
    notice: Annotated[
        str, Field(description="What this edition is, to be passed on with the data.")
    ]
    papers: Annotated[
        tuple[PaperInLanguage, ...],
        Field(description="What to cite, and under which licence the texts may be used."),
    ]
    recommendations: Annotated[
        tuple[RecommendationRecord, ...],
        Field(description="The newest paper first, each in its own order."),
    ]

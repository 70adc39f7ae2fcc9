"""A plain page: any other page, every existing page of MkDocs among them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict

from issue_papers.content.model import PageMeta
from issue_papers.content.page_type import PageType
from issue_papers.content.records import Line, ProseText, Text, explained
from issue_papers.reporting.messages import say


class PlainPage(PageMeta):
    """Any other page; every existing MkDocs page is one, whatever keys it has."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Annotated[
        Text | None, explained("The page's title; optional on a plain page.", "Means")
    ] = None  # type: ignore[assignment]
    summary: Annotated[
        ProseText | None,
        explained(
            "One or two sentences without Markdown, for lists, boxes and search engines. Without "
            "it, they show the first paragraph of the text.",
            "How a metropolis acts abroad.",
        ),
    ] = None  # type: ignore[assignment]
    template: Annotated[
        Line | None, explained("Another page template from `overrides/`.", "corrections.html")
    ] = None
    menu: Annotated[
        Literal["header", "footer"] | None,
        explained("Puts a link to the page into the menu: `header` or `footer`.", "header"),
    ] = None


PAGE = PageType(
    name="page",
    model=PlainPage,
    files="docs/*.md",
    title=say("Plain page"),
    position=1000,
    is_ours=False,
    wants_text=False,
)

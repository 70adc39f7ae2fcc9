"""A plain page: any other page, every existing page of MkDocs among them."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from issue_papers.content.model import PageMeta
from issue_papers.content.page_type import PageType
from issue_papers.content.records import Line, Text


class PlainPage(PageMeta):
    """Any other page; every existing MkDocs page is one, whatever keys it has."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Text | None = None  # type: ignore[assignment]
    summary: Text | None = None  # type: ignore[assignment]
    template: Line | None = None
    menu: Literal["header", "footer"] | None = None


PAGE = PageType(
    name="page",
    model=PlainPage,
    files="docs/*.md",
    position=1000,
    is_ours=False,
    wants_text=False,
)

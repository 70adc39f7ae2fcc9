"""A piece of news: what happened on a day."""

from __future__ import annotations

from issue_papers.content.model import Correction, PageMeta
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.records import Text
from issue_papers.kinds.dated import Day, Ids


class NewsItem(PageMeta):
    """A piece of news: `docs/news/<item>.md`.

    Attributes:
        date: The day it is of.
        updated: The day on which its facts were last changed.
        event: Ids of the events it is about.
        paper: Ids of the papers it is about.
        based_on: The document that the page is written from.
    """

    date: Day
    updated: Day | None = None
    event: Ids = ()
    paper: Ids = ()
    based_on: Text | None = None
    corrections: tuple[Correction, ...] = ()


def _date(meta: NewsItem) -> str:
    return meta.date


NEWS = PageType(
    name="news-item",
    model=NewsItem,
    files="docs/news/*.md",
    position=50,
    order=_date,
    is_latest_first=True,
    listing=Listing("news/index.md", "news"),
)

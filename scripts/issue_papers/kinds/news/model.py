"""A piece of news: what happened on a day."""

from __future__ import annotations

from typing import Annotated

from issue_papers.content.model import Correction
from issue_papers.content.origins import Originated
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.records import Text, explained
from issue_papers.kinds.dated import Day, Ids, discussed_in
from issue_papers.reporting.messages import say


class NewsItem(Originated):
    """A piece of news: `docs/news/<item>.md`."""

    date: Annotated[Day, explained("The day it is of, always a day.", "2020-04-11")]
    updated: Annotated[
        Day | None,
        explained(
            "The day on which it last changed in substance; feed readers then show it again.",
            "2020-04-20",
        ),
    ] = None
    event: Annotated[
        Ids,
        explained(
            "The event it is about, by its slug, or several: `[taps, wells]`.", "webinar-april-2020"
        ),
    ] = ()
    paper: Annotated[
        Ids,
        explained(
            "The paper it is about, by its slug, or several: `[water, fire]`.",
            "internationalisation",
        ),
    ] = ()
    based_on: Annotated[
        Text | None,
        explained("The document that the page is written from.", "A news item of Metropolis"),
    ] = None
    corrections: Annotated[
        tuple[Correction, ...], explained("Where this edition departs from a source.")
    ] = ()


def _date(meta: NewsItem) -> str:
    return meta.date


NEWS = PageType(
    name="news-item",
    model=NewsItem,
    files="docs/news/*.md",
    title=say("News"),
    position=50,
    order=_date,
    is_latest_first=True,
    listing=Listing("news/index.md", "news"),
    discussed_in=discussed_in,
)

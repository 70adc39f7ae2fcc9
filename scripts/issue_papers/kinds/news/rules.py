"""Rules for news: the events and the papers that they are about are there."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Library
from issue_papers.kinds.dated import unknown_papers
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.news.model import NEWS
from issue_papers.kinds.telling import doubt, misplaced, unknown
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the ids in news, and with where they stand."""
    for entry in library.partly_of(NEWS):
        news = entry.source.meta
        yield from unknown(
            entry,
            ("event",),
            news.event,
            library.slugs(EVENT),  # one too broken to be read is there all the same
            lambda i: say("there is no event `{id}`", id=i),
        )
        yield from unknown_papers(library, entry, news.paper)
        is_dated = not any(map(entry.source.is_at_fault, ("date", "updated")))
        if is_dated and news.updated and news.updated < news.date:
            yield doubt(
                entry.source,
                "updated",
                message=say(
                    "found {found}, which is before `date`, {date}",
                    found=news.updated,
                    date=news.date,
                ),
                hint=say("write the day of the last change, or leave it out"),
            )
    yield from misplaced(library, NEWS, "date")

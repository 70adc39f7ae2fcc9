"""A paper's editions: what each changed, and where each can still be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from issue_papers import formats
from issue_papers.library import Entry, Library
from issue_papers.link_views import LinkViews
from issue_papers.messages import say
from issue_papers.model import Paper
from issue_papers.problems import Problem


@dataclass(frozen=True)
class ChangeView:
    """A change; `language` is that of its texts."""

    what: str
    why: str
    language: str
    direction: str


@dataclass(frozen=True)
class EditionView:
    """An edition of a paper.

    Attributes:
        url: Its permanent address, relative to the site's root.
        date: When it was published, as the language writes it, and in ISO 8601; empty if unknown.
    """

    number: int
    url: str
    is_current: bool
    date: tuple[str, str]
    changes: tuple[ChangeView, ...]


def permalink(paper_url: str, number: int) -> str:
    """Return an edition's permanent address, from the paper's: `…/editions/2/`."""
    return f"{paper_url}editions/{number}/"


def tag(paper: Entry, number: int) -> str:
    """Return the git tag of an edition; empty if it has none."""
    changes = cast("Paper", paper.source.meta).changes
    return next((c.tag for c in changes if c.edition == number and c.tag), "")


class HistoryViews(LinkViews):
    """Editions in one language."""

    def history(self, paper_key: str) -> tuple[EditionView, ...]:
        """Return a paper's editions, the newest first."""
        entry = self.library.entries[paper_key]
        meta = cast("Paper", self.meta(entry))
        text = self.library.locales[entry.document(self.language.tag).language]
        url = self.library.locales.url(entry.key, self.language.tag)
        found = []
        for number in range(meta.edition, 0, -1):
            changes = [change for change in meta.changes if change.edition == number]
            day = max((change.date for change in changes), default="")
            written = formats.partial_date(day, self.language) if day else ""
            found.append(
                EditionView(
                    number=number,
                    url=permalink(url, number),
                    is_current=number == meta.edition,
                    date=(written, day),
                    changes=tuple(
                        ChangeView(c.what, c.why or "", text.tag, text.direction) for c in changes
                    ),
                )
            )
        return tuple(found)


def check(library: Library) -> Iterator[Problem]:
    """Yield what doesn't agree between a paper's edition and its changes."""
    for paper in library.papers:
        meta = cast("Paper", paper.source.meta)
        document = paper.source
        for index, change in enumerate(meta.changes):
            if change.edition > meta.edition:
                at = ("changes", index, "edition")
                yield Problem(
                    document.path,
                    document.yaml.line(at),
                    f"changes.{index}.edition",
                    say(
                        "found edition {found}, but the paper is in edition {edition}",
                        found=change.edition,
                        edition=meta.edition,
                    ),
                    say("write `edition: {found}` in the paper's metadata", found=change.edition),
                )
        explained = {change.edition for change in meta.changes}
        for number in range(2, meta.edition + 1):
            if number not in explained:
                yield Problem(
                    document.path,
                    document.yaml.line(("edition",)),
                    "edition",
                    say("nothing says what edition {number} changed", number=number),
                    say(
                        "add to `changes:` an item with `edition: {number}`, `date:` and `what:`",
                        number=number,
                    ),
                )

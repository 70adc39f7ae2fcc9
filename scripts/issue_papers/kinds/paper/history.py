"""The views of a paper's editions: what each changed, and where each can still be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from issue_papers.content.addresses import changes_address, permalink
from issue_papers.content.library import Entry
from issue_papers.content.settings import Settings
from issue_papers.kinds.paper.model import Paper
from issue_papers.views import formats
from issue_papers.views.readership import Readership


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
        changes_url: Where it is told which words have changed since; empty where it isn't known
            what it said.
    """

    number: int
    url: str
    is_current: bool
    date: tuple[str, str]
    changes: tuple[ChangeView, ...]
    changes_url: str = ""


def history(readers: Readership, paper: Entry[Paper]) -> tuple[EditionView, ...]:
    """Return a paper's editions, the newest first."""
    meta, text = readers.links.meta(paper), readers.links.text(paper)
    url = readers.links.url(paper)
    built = earlier_tags(readers.library.settings, paper)
    found = []
    for number in range(meta.edition.number, 0, -1):
        changes = [change for change in meta.changes if change.edition == number]
        day = max((change.date for change in changes), default="")
        written = formats.partial_date(day, readers.language) if day else ""
        found.append(
            EditionView(
                number=number,
                url=permalink(url, number),
                is_current=number == meta.edition.number,
                date=(written, day),
                changes=tuple(
                    ChangeView(c.what, c.why or "", text.tag, text.direction) for c in changes
                ),
                changes_url=changes_address(url, number) if number in built else "",
            )
        )
    return tuple(found)


def earlier(readers: Readership, paper: Entry[Paper]) -> tuple[EditionView, ...]:
    """Return the earlier editions that a paper's words can be compared with, the newest first."""
    return tuple(edition for edition in history(readers, paper) if edition.changes_url)


def earlier_tags(settings: Settings, paper: Entry[Paper]) -> Mapping[int, str]:
    """Return the git tags of a paper's earlier editions, by number, where they are built."""
    meta = paper.source.meta
    if not settings.site.has_earlier_editions:
        return {}
    tags = {change.edition: change.tag for change in reversed(meta.changes) if change.tag}
    return {number: tags[number] for number in range(1, meta.edition.number) if number in tags}

"""What all files for repositories say of a publication in one language, gathered once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.citations.forms import to_text
from issue_papers.content import citation_index
from issue_papers.content.library import Entry, typed
from issue_papers.kinds.paper.dates import edition_day
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.paper.shapes import PaperView
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.views.originals import OriginalWork
from issue_papers.views.site import Views
from issue_papers.views.statements import Statement


@dataclass(frozen=True)
class Related:
    """Another work or place that a publication is related to.

    Attributes:
        relation: In DataCite's words: `IsTranslationOf`.
        kind: Of the identifier: `DOI`, `URL`, `ISBN`.
        identifier: What identifies it.
        type: What it is, in DataCite's words; empty if that isn't known.
    """

    relation: str
    kind: str
    identifier: str
    type: str = ""


@dataclass(frozen=True)
class Cited:
    """A work that a publication cites: its key, its DOI if it has one, and how it is written."""

    id: str
    doi: str
    text: str


@dataclass(frozen=True)
class Record:
    """A publication in one language.

    Attributes:
        statement: Whose words it is, in which version of what.
        paper: The rest of what its page says.
        keywords: Its topics, in its language.
        date: When this edition was published, in ISO 8601; without that, the day that it bears.
        day: The day that it bears, by its texts' history.
        related: What it is related to, the work that it is made after first.
        cited: The works that it cites.
        mail: Where a registry writes to; empty if nobody says.
    """

    statement: Statement
    paper: PaperView
    keywords: tuple[str, ...]
    date: str
    day: dt.date
    related: tuple[Related, ...]
    cited: tuple[Cited, ...]
    mail: str

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.date[:4]

    @property
    def has_changed(self) -> bool:
        """Whether its texts have changed since it was published."""
        return self.day.isoformat()[: len(self.date)] > self.date

    @property
    def publisher(self) -> str:
        """Who publishes it; without one, the series."""
        return self.statement.publisher or self.statement.series

    @property
    def identifier(self) -> tuple[str, str]:
        """Kind and value of what identifies this version: its DOI or its address.

        A DOI is that of the edition in its source language; a translation has an address.
        """
        statement = self.statement
        if statement.doi and not statement.source_url:
            return "DOI", statement.doi
        return "URL", statement.url


def record(views: Views, entry: Entry) -> Record | None:
    """Return what is said of a publication; nothing where no repository can take it."""
    deposits, tag = views.deposits, views.language.tag
    statement = deposits.statement(entry)
    paper = typed(entry, PAPER)
    if statement is None or paper is None or not entry.has(tag):
        return None
    day = edition_day(views.library, paper, tag)
    return Record(
        statement=statement,
        paper=views.part(PaperViews).paper(paper),
        keywords=views.linked_data.keywords(entry),
        date=statement.issued or day.isoformat(),
        day=day,
        related=tuple(_related(views, entry, statement)),
        cited=tuple(_cited(views, entry)),
        mail=deposits.mail,
    )


def _cited(views: Views, entry: Entry) -> Iterator[Cited]:
    references, written = views.library.references, views.readers.citations.listed(entry)
    pages = (entry, *views.library.parts(entry))
    keys = (key for page in pages for key in citation_index.keys(page.document(_tag(views, page))))
    for key in dict.fromkeys(keys):
        if key in references:
            yield Cited(key, str(references[key].DOI), to_text(written[key].runs))


def _tag(views: Views, entry: Entry) -> str:
    return views.links.text(entry).tag


def _related(views: Views, entry: Entry, statement: Statement) -> Iterator[Related]:
    if statement.original:
        yield from _identified(statement.original)
    if statement.source_url:
        kind, value = ("DOI", statement.doi) if statement.doi else ("URL", statement.source_url)
        yield Related("IsTranslationOf", kind, value, "Report")
    else:
        for _, url in views.deposits.translations(entry):
            yield Related("HasTranslation", "URL", url, "Report")
    if statement.work:
        yield Related("IsVersionOf", "URL", statement.work, "Report")
    for part in views.deposits.parts(entry):
        yield Related("HasPart", "URL", part.url, "Text")


def _identified(original: OriginalWork) -> Iterator[Related]:
    reference = original.reference
    for kind, value in (("DOI", reference.DOI), ("ISBN", reference.ISBN), ("URL", reference.URL)):
        if value:
            yield Related("IsDerivedFrom", kind, str(value), "Report")
            return

"""The shapes of what templates see of papers and their sections."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.citations.forms import Run
from issue_papers.content.model import Reference
from issue_papers.views.shapes import ImageView, LanguageView, Link, PersonView


@dataclass(frozen=True)
class SectionView:
    """A section in a paper's contents."""

    link: Link
    slug: str
    position: int
    summary: str
    minutes: int


@dataclass(frozen=True)
class LicenceView:
    """A licence that papers of the site have.

    Attributes:
        name: What it is called.
        url: Where it can be read; empty if that isn't known.
        papers: The titles of those papers.
    """

    name: str
    url: str
    papers: tuple[str, ...]


@dataclass(frozen=True)
class CreditView:
    """Who made an edition in one role: its words for it, and the people.

    Attributes:
        role: `authors`, `adapters` …, see `content.works.ROLES`.
        label: What the role is called: “Adapted by”.
    """

    role: str
    label: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True)
class OriginalView:
    """The work that an edition is made after.

    Attributes:
        reference: What it is, as any style can cite it.
        issued: When it was published, in ISO 8601.
        runs: The work in a line.
        text: The same as plain text.
        authors: Who wrote it, with their roles then.
        foreword: Who signed its foreword.
        note: What this edition has done with it; empty if nothing is said.
        after: That the edition is an independent one, and after whom: its title line.
    """

    reference: Reference
    issued: str
    runs: tuple[Run, ...]
    text: str
    authors: tuple[PersonView, ...]
    foreword: PersonView | None
    note: str
    after: str


@dataclass(frozen=True)
class PaperView:
    """A paper's metadata.

    Attributes:
        authors: Who answers for its words: its authors, else its adapters, else its editors.
        byline: The same as a cover names them: adapters and editors with what they did.
        credits: Everybody who made it, by role.
        foreword: Who signed this edition's foreword.
        publisher: Who publishes this edition.
        issued: When this edition was published.
        original: The work that it is made after; nothing for an original.
        based_on: That work, and what was done with it, as plain text; empty for an original.
        edition: The edition's number.
        edition_name: Number and date, where a reader is told: of each edition but a first one that
            is made after no other work; else empty.
        cover: The picture on its cover, or the site's; its file is a path in the site.
    """

    link: Link
    slug: str
    number: int
    title: str
    subtitle: str
    summary: str
    authors: tuple[PersonView, ...]
    byline: tuple[str, ...]
    credits: tuple[CreditView, ...]
    foreword: PersonView | None
    publisher: str
    publisher_unit: str
    issued: str
    issued_date: str
    original: OriginalView | None
    based_on: str
    doi: str
    isbn: str
    edition: int
    edition_name: str
    licence: str
    licence_name: str
    licence_url: str
    sections: tuple[SectionView, ...]
    cases: tuple[Link, ...]
    minutes: int
    languages: tuple[LanguageView, ...]
    cover: ImageView | None = None

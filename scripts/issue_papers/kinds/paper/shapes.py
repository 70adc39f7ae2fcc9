"""The shapes of what templates see of papers and their sections."""

from __future__ import annotations

from dataclasses import dataclass

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
class PaperView:
    """A paper's metadata.

    Attributes:
        cover: The picture on its cover, or the site's; its file is a path in the site.
    """

    link: Link
    slug: str
    number: int
    title: str
    subtitle: str
    summary: str
    authors: tuple[PersonView, ...]
    foreword: PersonView | None
    publisher: str
    publisher_unit: str
    issued: str
    issued_date: str
    based_on: str
    doi: str
    isbn: str
    edition: int
    licence: str
    licence_name: str
    licence_url: str
    sections: tuple[SectionView, ...]
    cases: tuple[Link, ...]
    minutes: int
    languages: tuple[LanguageView, ...]
    cover: ImageView | None = None

"""What published data says of papers: the records of `data/papers.json`, and of who cites them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from issue_papers.views.published import (
    DataDocument,
    Day,
    Id,
    Licence,
    Published,
    Tag,
    Texts,
    Url,
    Urls,
)

Number = Annotated[int, Field(description="Its number in the series.", ge=1)]
Authors = Annotated[
    tuple[str, ...],
    Field(
        description="Who answers for this edition: its authors, or whoever adapted it.",
        min_length=1,
    ),
]
Publisher = Annotated[str, Field(description="Who publishes this edition.")]
Issued = Annotated[Day, Field(description="When this edition was published.")]
Notice = Annotated[Texts, Field(description="What this edition is, to be passed on with the data.")]
SourceLanguage = Annotated[Tag, Field(description="The language in which texts are written first.")]
Languages = Annotated[
    tuple[Tag, ...],
    Field(
        description="The site's languages, in the order of its language switcher.",
        min_length=1,
        json_schema_extra={"uniqueItems": True},
    ),
]


class OriginalRecord(Published):
    """The work that an edition is made after, by others than its authors."""

    title: str
    language: Tag
    authors: tuple[str, ...]
    publisher: str
    issued: Annotated[Day, Field(description="When the original was published.")]
    doi: str | None
    isbn: str | None
    url: Annotated[str | None, Field(description="Where the original can be read.")]


Original = Annotated[
    OriginalRecord | None,
    Field(description="The work that this edition is made after; null for an original."),
]


class PaperCited(Published):
    """A paper as whoever uses data that is taken from it must cite it."""

    id: Id
    number: Number
    title: Texts
    authors: Authors
    publisher: Publisher
    issued: Issued
    original: Original
    licence: Licence
    url: Urls


class PaperInLanguage(Published):
    """The same in one language."""

    id: Id
    number: Number
    title: str
    language: Annotated[Tag, Field(description="The language that the title and the page are in.")]
    authors: Authors
    publisher: Publisher
    issued: Issued
    original: Original
    licence: Licence
    url: Url


class Download(Published):
    """A file of a whole paper in one language."""

    language: Tag
    format: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    type: Annotated[str, Field(description="Its media type (IANA).")]
    url: Url


class Place(Published):
    """A place in a section that has an address."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+#\S+$")]
    kind: Annotated[
        str, Field(description="`heading`, or the name of a block.", pattern=r"^[a-z0-9-]+$")
    ]
    refers_to: Annotated[
        str | None, Field(description="The id of the case, message or recommendation.")
    ]
    title: Texts
    url: Urls


class PlaceInWork(Published):
    """A place in the work that a passage is after."""

    work: Annotated[
        str | None, Field(description="The work's id as a CSL record; null for the original.")
    ]
    pages: Annotated[str | None, Field(description="The pages there, as `7-9`.")]


class PassageOrigin(Published):
    """Where a passage comes from, in an edition that is made after another work."""

    id: Annotated[str, Field(description="Its place on the page, the same in every language.")]
    is_own: Annotated[bool, Field(description="Whether it is the edition's own.")]
    places: Annotated[
        tuple[PlaceInWork, ...],
        Field(description="What it is after; none where the page says in words what it is after."),
    ]


Passages = Annotated[
    tuple[PassageOrigin, ...],
    Field(description="Whose each passage is; none where nothing is said of that."),
]


class Section(Published):
    """A section of a paper."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    title: Texts
    summary: Texts
    url: Urls
    places: tuple[Place, ...]
    passages: Passages


class Contributor(Published):
    """A person or an organisation that made an edition, in a role."""

    role: Annotated[str, Field(description="As in `roles`: `authors`, `adapters`, `editors` …")]
    name: Annotated[str, Field(description="As it is printed.")]
    is_organisation: bool
    family: Annotated[str | None, Field(description="What a person is sorted by.")]
    given: str | None
    orcid: Annotated[
        Annotated[str, Field(pattern=r"^https://orcid\.org/[\dX-]+$")] | None,
        Field(description="A person's ORCID iD, as an address."),
    ]
    ror: Annotated[str | None, Field(description="An organisation's ROR id, as an address.")]
    affiliation: str | None
    same_as: Annotated[tuple[Url, ...], Field(description="What other registers call them.")]


class PaperRecord(Published):
    """A paper, with the ids that stay."""

    id: Id
    number: Number
    title: Texts
    subtitle: Texts
    summary: Texts
    authors: Authors
    publisher: Publisher
    issued: Issued
    roles: Annotated[
        dict[str, tuple[str, ...]], Field(description="Who made this edition, by role.")
    ]
    contributors: Annotated[
        tuple[Contributor, ...], Field(description="The same people with what identifies them.")
    ]
    edition: Annotated[int, Field(description="The edition's number.", ge=1)]
    edition_url: Annotated[Url, Field(description="The permanent address of this edition.")]
    doi: Annotated[
        Annotated[str, Field(pattern=r"^10\.\d{4,9}")] | None,
        Field(description="The edition's own DOI."),
    ]
    isbn: Annotated[str | None, Field(description="The edition's own ISBN.")]
    based_on: Annotated[
        Texts, Field(description="What this edition is made from; empty for an original.")
    ]
    original: Original
    licence: Licence
    url: Urls
    downloads: tuple[Download, ...]
    sections: tuple[Section, ...]


class PapersDocument(DataDocument, title="Issue papers"):
    """The papers of a series with the stable ids of their sections and of the places in them."""

    source_language: SourceLanguage
    languages: Languages
    notice: Notice
    papers: tuple[PaperRecord, ...]

"""Works and their versions: who made an edition in which role, and after which original.

A paper is an edition of its own. What it is `based_on` is another work with its own authors, date,
publisher and identifiers: a record here, or an entry of a `references.yml`. The two are never
mixed: the edition's words are its editors' and adapters', the original's are its authors'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StrictInt, model_validator
from pydantic_core import CoreSchema, core_schema

from issue_papers.content import meant
from issue_papers.content.agents import Agent
from issue_papers.content.dates import PartialDate
from issue_papers.content.identifiers import Doi, Isbn, LanguageTag
from issue_papers.content.model import Reference
from issue_papers.content.records import Line, ProseText, Record, Shorthand, Text, explained
from issue_papers.content.same_as import SameAs
from issue_papers.reporting.messages import Message, say

ROLES = (
    "authors",
    "adapters",
    "editors",
    "translators",
    "reviewers",
    "illustrators",
    "funders",
)
"""The keys that name who made a work, in the order in which they are told."""

CREATORS = ("authors", "adapters", "editors")
"""The roles of which the first that anybody has answers for a work's words."""

_KEY = re.compile(r"[A-Za-z0-9][\w:.+-]*")


class _Plain(Shorthand):
    """Lets a plain value stand for a record with one key."""

    def __init__(self, key: str, kind: type, expected: Message) -> None:
        self._key, self._kind, self.expected = key, kind, expected

    def hint(self, value: object) -> str:
        """Write `2nd` and `second` as the number that was meant."""
        return meant.ordinal(str(value)) if self._kind is int else ""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Make a record of a plain value before it is validated."""
        return core_schema.no_info_before_validator_function(self._record, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Say that either may be written."""
        plain = {"type": "integer", "minimum": 1} if self._kind is int else {"type": "string"}
        return {"anyOf": [handler(schema), plain]}

    def _record(self, value: object) -> object:
        is_plain = isinstance(value, self._kind) and not isinstance(value, bool)
        if self._kind is str and isinstance(value, str) and not _KEY.fullmatch(value.strip()):
            raise ValueError(
                say(
                    "found a sentence, expected a record of the original (`title`, `authors`, "
                    "`issued`, `publisher` …) or the id of an entry in a references.yml"
                )
            )
        return {self._key: value} if is_plain else value


class Publisher(Record):
    """An organisation that publishes, and the part of it that does."""

    name: Annotated[Line, explained("The organisation.", "Metropolis")]
    unit: Annotated[
        Text | None, explained("The part of it that published the paper.", "Metropolis Observatory")
    ] = None
    same_as: Annotated[
        SameAs,
        explained(
            "What registers call the organisation: `wikidata:` with an id, or an address, such as "
            "its ROR.",
            "[https://ror.org/042nb2s44]",
        ),
    ] = ()


class Edition(Record):
    """Which edition of a paper this is, and when it was published."""

    number: Annotated[
        StrictInt, Field(ge=1), explained("The number of the current edition.", "2")
    ] = 1
    date: Annotated[
        PartialDate | None,
        explained(
            "When this edition was published; without it, the date that `changes` gives it.",
            "2026-11",
        ),
    ] = None


EditionField = Annotated[Edition, _Plain("number", int, say("a number"))]
"""`edition: 2` is `edition: {number: 2}`."""


class Original(Record):
    """The work that an edition is made after, by others than its authors."""

    reference: Annotated[
        Line | None,
        explained(
            "The id of its entry in a `references.yml`; what stands there need not be repeated.",
            "arjona2020",
        ),
    ] = None
    title: Annotated[
        Line | None, explained("Its title, in its own language.", "The harbour and its city")
    ] = None
    authors: Annotated[
        tuple[Agent, ...], explained("Who wrote the original, in the order of its title page.")
    ] = ()
    foreword: Annotated[
        Agent | None, explained("Who signed the original's foreword: one person.")
    ] = None
    issued: Annotated[PartialDate | None, explained("When the original was published.", "2020")] = (
        None
    )
    publisher: Annotated[
        Publisher | None, explained("Who published the original, and the part of it that did.")
    ] = None
    series: Annotated[Line | None, explained("The series it is in.", "Issue Papers")] = None
    number: Annotated[StrictInt | Line | None, explained("Its number in that series.", "9")] = None
    genre: Annotated[Line | None, explained("What sort it is, in its language.", "Report")] = None
    isbn: Annotated[Isbn | None, explained("The original's ISBN.", "978-0-306-40615-7")] = None
    doi: Annotated[Doi | None, explained("The original's DOI.", "10.5281/zenodo.1")] = None
    url: Annotated[
        Annotated[str, Field(pattern=r"^https?://\S+$")] | None,
        explained("Where the original can be read.", "https://example.org/report-4.pdf"),
    ] = None
    licence: Annotated[
        Line | None, explained("The original's licence: its SPDX name.", "CC-BY-NC-SA-4.0")
    ] = None
    language: Annotated[
        LanguageTag | None,
        explained("The language in which the original is written; the site's source if unsaid."),
    ] = None
    additions: Annotated[
        Line | None,
        explained(
            "Where readers are told what this edition adds: a page, relative to this file, and a "
            "place on it. What is marked as this edition's own leads there.",
            "../../about.md#what-this-edition-adds",
        ),
    ] = None
    note: Annotated[
        ProseText | None,
        explained(
            "What this edition has done with it, in a sentence.", "Told here in other words."
        ),
    ] = None

    @model_validator(mode="after")
    def _is_known(self) -> Original:
        if not self.reference and not (self.title and self.issued):
            raise ValueError(
                say("expected the original's `title` and `issued`, or `reference` with its id")
            )
        return self

    def record(self, references: Mapping[str, Reference], language: str, readers: str) -> Reference:
        """Return it as a reference that any style can cite.

        Args:
            references: The site's references, by id.
            language: The site's source language: it is in that where nothing says otherwise.
            readers: The language in which it is described.
        """
        base = references.get(self.reference or "")
        known = (
            base.told_in(readers, language).model_dump()
            if base
            else {"id": "original", "type": "report"}
        )
        parts = self.issued and [int(part) for part in self.issued.split("-")]
        own = {
            "title": self.title,
            "author": [author.parts.csl for author in self.authors],
            "issued": parts and {"date-parts": [parts]},
            "publisher": self.publisher and self.publisher.name,
            "collection-title": self.series,
            "number": self.number and str(self.number),
            "genre": self.genre,
            "ISBN": self.isbn,
            "DOI": self.doi,
            "URL": self.url,
            "language": self.language or known.get("language", language),
        }
        return Reference.model_validate(known | {key: value for key, value in own.items() if value})


OriginalField = Annotated[
    Original, _Plain("reference", str, say("the id of a reference, or keys with values"))
]
"""`based_on: arjona2020` is `based_on: {reference: arjona2020}`."""

"""What a reference may hold: the fields of CSL-JSON, with their types.

They are the item types and variables of the Citation Style Language 1.0.2 (`csl-types.rnc`,
`csl-variables.rnc`) and what its input schema (`csl-data.json`) adds. Names and dates are as that
schema has them; a date may also be written as everywhere else on the site, `2019-07-31`. What comes
out again is plain CSL-JSON, whichever way it was written.

https://docs.citationstyles.org/en/v1.0.2/specification.html
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StrictBool,
    StringConstraints,
    WrapSerializer,
    model_serializer,
    model_validator,
)

from issue_papers.content.dates import partial_date
from issue_papers.content.frontmatter import type_name
from issue_papers.content.identifiers import Web
from issue_papers.content.records import Line
from issue_papers.reporting.messages import say

ItemType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""What a work is: the item types of CSL 1.0.2."""

_DEPTH = 3
_NOTHING: tuple[object, ...] = ("", None, [], (), {})
_SEASONS = ("1", "2", "3", "4")
_UNDERSCORED = frozenset({"archive_collection", "archive_location"})


def _key(name: str) -> str:
    """Return a field's name in CSL, which joins words by hyphens, but for two."""
    return name if name in _UNDERSCORED else name.replace("_", "-")


class CslRecord(BaseModel):
    """A mapping of CSL-JSON: no key that isn't CSL's, and nothing in it that wasn't written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
        alias_generator=_key,
    )

    # mypy's plugin warns here of the aliases: nobody makes a record but from data.
    @model_serializer(mode="wrap")  # type: ignore[pydantic-alias]
    def _as_csl(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in write(self).items() if value not in _NOTHING}


def _as_list(value: Any, write: SerializerFunctionWrapHandler) -> list[Any]:
    return [list(item) if isinstance(item, tuple) else item for item in write(value)]


# Names


def _no_text(value: object) -> object:
    """Refuse a text where names have to stand with their parts."""
    if isinstance(value, str):
        raise ValueError(  # noqa: TRY004 - pydantic tells of no other error
            say(
                "found “{value}”, expected a list of names: `[{{family: …, given: …}}]` for a "
                "person, `[{{literal: …}}]` for an organisation",
                value=value,
            )
        )
    return value


class Name(CslRecord):
    """Who wrote, edited or made something: a person with a family name, or `literal`."""

    family: Line = ""
    given: Line = ""
    literal: Line = ""
    dropping_particle: Line = ""
    non_dropping_particle: Line = ""
    suffix: Line = ""
    comma_suffix: StrictBool | int | str | None = None
    static_ordering: StrictBool | int | str | None = None
    parse_names: StrictBool | int | str | None = None

    @model_validator(mode="before")
    @classmethod
    def _is_no_text(cls, value: object) -> object:
        return _no_text(value)

    @model_validator(mode="after")
    def _says_who(self) -> Name:
        if not (self.family or self.literal):
            raise ValueError(say("found a name without `family` and without `literal`"))
        return self


Names = Annotated[tuple[Name, ...], BeforeValidator(_no_text), WrapSerializer(_as_list)]
"""The people and organisations of one kind, in the order in which they are named."""


# Dates


def _date_parts(value: object) -> object:
    """Turn one or two dates, `[[2019, 7, 31]]`, into numbers; refuse what is no date."""
    if not isinstance(value, (list, tuple)) or not 1 <= len(value) <= 2:  # noqa: PLR2004
        raise ValueError(_no_parts(value))
    return [_numbers(part, value) for part in value]


def _numbers(part: object, whole: object) -> list[int]:
    if not isinstance(part, (list, tuple)) or not 1 <= len(part) <= _DEPTH:
        raise ValueError(_no_parts(whole))
    if not all(re.fullmatch(r"-?\d{1,4}", str(number)) for number in part) or not int(part[0]):
        raise ValueError(_no_parts(whole))
    year, month, day = ([int(number) for number in part] + [1, 1])[:3]
    try:
        dt.date(max(year, 1) if len(part) < _DEPTH else year, month, day)
    except ValueError as error:
        written = "-".join(str(number) for number in part)
        message = say("found “{value}”, expected a day that the calendar has", value=written)
        raise ValueError(message) from error
    return [int(number) for number in part]


def _no_parts(value: object) -> str:
    found = str(value) if isinstance(value, (list, tuple)) else type_name(value)
    return say(
        "found {found}, expected year, month and day in a list of lists, as [[2019, 7, 31]] or "
        "[[2019]]",
        found=found,
    )


def _season(value: object) -> object:
    """Turn a season's number into one; refuse its name, which differs by language."""
    if str(value) not in _SEASONS:
        raise ValueError(
            say(
                "found {found}, expected a season's number, from 1 for spring to 4 for winter",
                found=type_name(value),
            )
        )
    return int(str(value))


class Date(CslRecord):
    """A date or a span of time."""

    date_parts: Annotated[
        tuple[tuple[int, ...], ...], BeforeValidator(_date_parts), WrapSerializer(_as_list)
    ] = ()
    season: Annotated[int | None, BeforeValidator(_season)] = None
    circa: StrictBool | int | str | None = None
    literal: Line = ""
    raw: Line = ""  # becomes `date-parts`

    @model_validator(mode="before")
    @classmethod
    def _parsed(cls, value: object) -> object:
        """Take a date as the rest of the site has it, `2019-07`, and a span, `2019-05/2019-08`."""
        if isinstance(value, Mapping):
            if "raw" not in value:
                return value
            rest = {key: part for key, part in value.items() if key != "raw"}
            return {**rest, "date-parts": _parsed_parts(value["raw"])}
        return {"date-parts": _parsed_parts(value)}

    @model_validator(mode="after")
    def _says_when(self) -> Date:
        if not (self.date_parts or self.literal):
            raise ValueError(_no_date({}))
        return self


def _parsed_parts(value: object) -> list[list[int]]:
    """Return one or two dates of ISO 8601 as CSL's numbers."""
    if isinstance(value, bool) or not isinstance(value, (str, int, dt.date)):
        raise ValueError(_no_date(value))  # noqa: TRY004 - pydantic tells of no other error
    texts = value.split("/", 1) if isinstance(value, str) else [value]
    return [[int(part) for part in partial_date(text).split("-")] for text in texts]


def _no_date(value: object) -> str:
    return say(
        "found {found}, expected a date as 2020, 2020-07 or 2020-07-31", found=type_name(value)
    )


def _some_date(value: object) -> object:
    if value is None:
        raise ValueError(_no_date(value))
    return value


When = Annotated[Date | None, BeforeValidator(_some_date)]
"""A date; a key with nothing behind it is a mistake."""


# Numbers and texts


def _number(value: object) -> object:
    """Refuse what is neither a number nor a text that may hold one."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and math.isfinite(float(str(value))):
        return value
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise ValueError(say("found {found}, expected a number or a text", found=type_name(value)))


Number = Annotated[int | float | str, BeforeValidator(_number)]
"""A number, or a text with one: `12`, `12–15`, `Supplement 2`."""
CslDoi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}(?:\.\d+)*/\S+$")]
"""A DOI without an address before it."""


class Item(CslRecord):
    """Every field of CSL that a reference may have, besides those that it must have."""

    author: Names = ()
    chair: Names = ()
    collection_editor: Names = ()
    compiler: Names = ()
    composer: Names = ()
    container_author: Names = ()
    contributor: Names = ()
    curator: Names = ()
    director: Names = ()
    editor: Names = ()
    editor_translator: Names = ()
    editorial_director: Names = ()
    executive_producer: Names = ()
    guest: Names = ()
    host: Names = ()
    illustrator: Names = ()
    interviewer: Names = ()
    narrator: Names = ()
    organizer: Names = ()
    original_author: Names = ()
    performer: Names = ()
    producer: Names = ()
    recipient: Names = ()
    reviewed_author: Names = ()
    script_writer: Names = ()
    series_creator: Names = ()
    translator: Names = ()

    accessed: When = None
    available_date: When = None
    event_date: When = None
    issued: When = None
    original_date: When = None
    submitted: When = None

    chapter_number: Number = ""
    citation_number: Number = ""
    collection_number: Number = ""
    edition: Number = ""
    first_reference_note_number: Number = ""
    issue: Number = ""
    locator: Number = ""
    number: Number = ""
    number_of_pages: Number = ""
    number_of_volumes: Number = ""
    page: Number = ""
    page_first: Number = ""
    part_number: Number = ""
    printing_number: Number = ""
    section: Number = ""
    supplement_number: Number = ""
    version: Number = ""
    volume: Number = ""

    collection_title: Line = ""
    container_title: Line = ""
    container_title_short: Line = ""
    original_title: Line = ""
    part_title: Line = ""
    reviewed_title: Line = ""
    short_title: Line = Field(default="", alias="shortTitle")
    title_short: Line = ""
    volume_title: Line = ""

    abstract: Line = ""
    annote: Line = ""
    archive: Line = ""
    archive_collection: Line = ""
    archive_location: Line = ""
    archive_place: Line = ""
    authority: Line = ""
    call_number: Line = ""
    citation_key: Line = ""
    citation_label: Line = ""
    dimensions: Line = ""
    division: Line = ""
    DOI: CslDoi = ""
    event: Line = ""
    event_title: Line = ""
    event_place: Line = ""
    genre: Line = ""
    ISBN: Number = ""
    ISSN: Line = ""
    journal_abbreviation: Line = Field(default="", alias="journalAbbreviation")
    jurisdiction: Line = ""
    keyword: Line = ""
    license: Line = ""
    medium: Line = ""
    note: Line = ""
    original_publisher: Line = ""
    original_publisher_place: Line = ""
    PMCID: Line = ""
    PMID: Number = ""
    publisher: Line = ""
    publisher_place: Line = ""
    references: Line = ""
    reviewed_genre: Line = ""
    scale: Line = ""
    source: Line = ""
    status: Line = ""
    URL: Web = ""
    year_suffix: Line = ""

    categories: tuple[Line, ...] = ()
    custom: Mapping[str, Any] = Field(default_factory=dict)

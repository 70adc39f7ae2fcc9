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
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    SerializerFunctionWrapHandler,
    StrictBool,
    StringConstraints,
    WrapSerializer,
    model_serializer,
    model_validator,
)

from issue_papers.content import meant
from issue_papers.content.dates import partial_date
from issue_papers.content.frontmatter import type_name
from issue_papers.content.records import Line, explained, one_line
from issue_papers.reporting.messages import Message, say

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
        defer_build=True,
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

    family: Annotated[Line, explained("The family name.")] = ""
    given: Annotated[Line, explained("The given names.")] = ""
    literal: Annotated[
        Line,
        explained("The whole name of an organisation, or of a person whose name has no parts."),
    ] = ""
    dropping_particle: Annotated[
        Line,
        explained("A particle that is left out where the family name stands alone, such as von."),
    ] = ""
    non_dropping_particle: Annotated[
        Line, explained("A particle that belongs to the family name, such as de.")
    ] = ""
    suffix: Annotated[Line, explained("What stands behind the name, such as Jr.")] = ""
    comma_suffix: Annotated[
        StrictBool | int | str | None, explained("Whether there is a comma before the suffix.")
    ] = None
    static_ordering: Annotated[
        StrictBool | int | str | None, explained("Whether the family name always stands first.")
    ] = None
    parse_names: Annotated[
        StrictBool | int | str | None, explained("Whether particles are still to be told apart.")
    ] = None

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
        tuple[tuple[int, ...], ...],
        BeforeValidator(_date_parts),
        WrapSerializer(_as_list),
        explained("Year, month and day, or two of them for a span: [[2019, 7, 31]]."),
    ] = ()
    season: Annotated[
        int | None, BeforeValidator(_season), explained("A number: 1 is spring, 4 is winter.")
    ] = None
    circa: Annotated[
        StrictBool | int | str | None, explained("Whether the date is only about right.")
    ] = None
    literal: Annotated[Line, explained("The date in words, where it is none of the calendar.")] = ""
    raw: Annotated[Line, explained("A date as 2019-07-31.")] = ""  # becomes `date-parts`

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
    if isinstance(value, str) and (hint := _meant(value)):
        raise ValueError(_no_date(value), hint)
    texts = value.split("/", 1) if isinstance(value, str) else [value]
    return [[int(part) for part in partial_date(text).split("-")] for text in texts]


def _meant(value: str) -> Message | None:
    """Say how a span is typed, and that a work without a date has none."""
    ends = meant.period(value)
    if ends and all(ends) and value not in ends:
        return say("write `{value}`", value="/".join(ends)) if "/" not in value else None
    return say("delete the line: a work without a date has none") if _UNDATED(value) else None


_UNDATED = re.compile(
    r"\s*[\[(]?(?:n\.\s?d|s\.\s?[df]|o\.\s?[jd]|no date|undated|sans date|sin fecha"
    r"|sem data)\.?[\])]?\s*",
    re.IGNORECASE,
).fullmatch


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
    if isinstance(value, str) and (text := value.strip()):
        return one_line(text)
    raise ValueError(say("found {found}, expected a number or a text", found=type_name(value)))


Number = Annotated[int | float | str, BeforeValidator(_number)]
"""A number, or a text with one: `12`, `12–15`, `Supplement 2`."""
CslDoi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}(?:\.\d+)*/\S+$")]
"""A DOI without an address before it."""

"""Dates as precise as they are known."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from issue_papers.content.meant import date_hint
from issue_papers.reporting.messages import Message, say

_MONTHS = 12
_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _partial_date(value: object) -> object:
    """Turn YAML's year numbers and dates into ISO 8601 text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _check_partial_date(value: str) -> str:
    """Refuse what is no calendar date of ISO 8601 in year, month or day precision."""
    match = _PARTIAL_DATE.fullmatch(value)
    if not match:
        message = say(
            "found “{value}”, expected a date as 2020, 2020-07 or 2020-07-31", value=value
        )
        timed = _WITH_TIME.match(value)
        hints = (say("write `{value}`", value=timed[1]),) if timed else date_hint(value)
        raise ValueError(message, *hints)
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError as error:
        message = say("found “{value}”, expected a day that the calendar has", value=value)
        raise ValueError(message, _possible(year, month, int(match[3] or 0))) from error
    return value


def _possible(year: int, month: int, day: int) -> Message:
    """Say what is possible in the place of a day that the calendar hasn't."""
    if not year:
        return say("the first year is 0001")
    if 1 <= month <= _MONTHS:
        days = monthrange(year, month)[1]
        return say("{month} has {days} days", month=f"{year:04}-{month:02}", days=days)
    if 1 <= day <= _MONTHS < month <= monthrange(year, day)[1]:
        return say("write `{value}`", value=f"{year:04}-{day:02}-{month:02}")
    return say("months are numbered from 01 to 12")


def partial_date(value: object) -> str:
    """Return a date as precise as it is known; what YAML read as a number or a date is one, too.

    Raises:
        ValueError: It is none.
    """
    return _check_partial_date(str(_partial_date(value)))


DATE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {
            "type": "string",
            "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
        },
    ]
}
"""A year, month or day (ISO 8601) as JSON Schema has it. YAML reads a year as a number."""
PartialDate = Annotated[
    str,
    BeforeValidator(_partial_date),
    AfterValidator(_check_partial_date),
    WithJsonSchema(DATE_SCHEMA),
]
"""A date as precise as it is known: `2020`, `2020-07` or `2020-07-31` (ISO 8601)."""

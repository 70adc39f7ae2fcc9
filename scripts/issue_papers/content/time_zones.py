"""Zones of the IANA time zone database, and what o'clock a day of a site's is.

The database is the system's, or that of the package `tzdata` where the system has none (PEP 615).
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from functools import cache

from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import nearest


@cache
def time_zones() -> frozenset[str]:
    """Return the names of all zones; they are looked for in hundreds of files."""
    return frozenset(zoneinfo.available_timezones())


def zone(value: str) -> str:
    """Return a zone's name as it is.

    Raises:
        ValueError: There is no such zone; the argument is the message.
    """
    if value not in time_zones():
        message = say(
            "found “{value}”, expected a time zone of IANA's list, as Europe/Madrid", value=value
        )
        near = nearest(value.replace(" ", "_"), time_zones()) if "/" in value else ""
        raise ValueError(message, *([say("did you mean `{word}`?", word=near)] if near else []))
    return value


def noon(day: str, name: str) -> str:
    """Return the middle of a day at a place, as RFC 3339 has it: `2020-04-03T12:00:00+02:00`.

    Of all its moments that is the one which falls on the same day for most readers elsewhere.

    Args:
        day: The day (ISO 8601).
        name: The place's zone.
    """
    moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12))
    return written(moment.replace(tzinfo=zoneinfo.ZoneInfo(name)))


def at(moment: dt.datetime, name: str) -> str:
    """Return a moment by the clocks of a zone, as RFC 3339 has it."""
    return written(moment.astimezone(zoneinfo.ZoneInfo(name)))


def written(moment: dt.datetime) -> str:
    """Return a moment as RFC 3339 has it; where its offset has seconds, as before 1900, in UTC."""
    offset = moment.utcoffset() or dt.timedelta()
    if offset % dt.timedelta(minutes=1):
        moment = moment.astimezone(dt.UTC)
    return moment.isoformat().replace("+00:00", "Z")

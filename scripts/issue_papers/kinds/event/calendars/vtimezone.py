"""Time zones as calendars carry them: the changes of a zone's clocks, from the IANA database.

`icalendar` can make a VTIMEZONE of its own, but (7.3) it writes the onset of summer time by the new
clocks, where RFC 5545 (3.6.5) asks for the old ones.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = dt.timedelta(days=1)
_EXACT = dt.timedelta(minutes=1)


def vtimezone(zone: str, first: dt.datetime, last: dt.datetime) -> Timezone:
    """Describe a zone from the year of one moment to the year of another.

    Args:
        zone: Its name in the IANA database.
        first: The earliest moment that it is needed for.
        last: The latest.

    Returns:
        A VTIMEZONE with what held at the beginning of the first year, and each change since.
    """
    at = dt.datetime(first.year, 1, 1, tzinfo=zoneinfo.ZoneInfo(zone))
    end = dt.datetime(last.year + 1, 1, 1, tzinfo=zoneinfo.ZoneInfo(zone))
    found = Timezone()
    found.add("tzid", zone)
    offset = at.utcoffset() or dt.timedelta()
    found.add_component(_observance(at.replace(tzinfo=None), at, offset))
    for change in _changes(zone, at.astimezone(dt.UTC), end.astimezone(dt.UTC)):
        new = change.astimezone(zoneinfo.ZoneInfo(zone))
        onset = (change + offset).replace(tzinfo=None)  # by the clocks as they were
        found.add_component(_observance(onset, new, offset))
        offset = new.utcoffset() or dt.timedelta()
    return found


def _observance(
    onset: dt.datetime, at: dt.datetime, before: dt.timedelta
) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if at.dst() else TimezoneStandard()
    part.add("dtstart", onset)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", at.utcoffset() or dt.timedelta())
    part.add("tzname", at.tzname() or "")
    return part


def _changes(zone: str, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """Yield each moment, to the minute and in UTC, at which a zone's clocks change."""
    local = zoneinfo.ZoneInfo(zone)

    def rule(moment: dt.datetime) -> tuple[object, ...]:
        here = moment.astimezone(local)
        return here.utcoffset(), here.dst(), here.tzname()

    moment = begin
    while moment < end:
        after = moment + _STEP
        if rule(moment) != rule(after):
            low, high = moment, after
            while high - low > _EXACT:
                middle = low + (high - low) // 2
                middle = middle.replace(second=0, microsecond=0)
                low, high = (middle, high) if rule(middle) == rule(moment) else (low, middle)
            yield high
        moment = after

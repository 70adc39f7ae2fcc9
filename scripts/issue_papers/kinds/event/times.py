"""When an event is, as a language writes it, from CLDR (Babel)."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date, format_interval, get_timezone_gmt, get_timezone_name

from issue_papers.content.locales import Language
from issue_papers.kinds.event.model import Event
from issue_papers.kinds.event.shapes import WhenView
from issue_papers.views import formats
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.numerals import in_digits

_DAY = len("2020-04-03")
_CLOCK = "Hm"
"""CLDR's skeleton for hours from 0 to 23 and minutes: half the world doesn't read a.m. and p.m."""


def has_day(event: Event) -> bool:
    """Whether the day on which an event begins is known."""
    return len(event.start) >= _DAY


def is_over(event: Event, day: dt.date) -> bool:
    """Whether an event's last day, month or year is past, as precisely as it is known."""
    last = (event.end or event.start)[:_DAY]
    return day.isoformat()[: len(last)] > last


def when(event: Event, t: Catalogue) -> WhenView:
    """Write when an event is, no more precisely than it is known.

    Args:
        event: The event.
        t: The words of the reader's language.
    """
    language = t.language
    locale = formats.date_locale(language)
    start, end = event.start, event.end or ""
    if not event.has_time:
        first = _date(start, language)
        last = _date(end, language) if end and end != start else ""
        return WhenView(start, end, _range(first, last, t) if last else first, "", "", "", "")
    begins = event.at(start)
    ends = event.at(end) if end else None
    days = str(format_date(begins, "full", locale=locale))
    if ends is None:
        time = str(format_interval(begins, begins, _CLOCK, locale=locale))
    elif ends.date() == begins.date():
        time = str(format_interval(begins, ends, _CLOCK, locale=locale))
    else:
        days = _range(days, str(format_date(ends, "full", locale=locale)), t)
        first, last = (format_interval(m, m, _CLOCK, locale=locale) for m in (begins, ends))
        time = _range(first, last, t)
    return WhenView(
        iso_start=_iso(begins),
        iso_end=_iso(ends) if ends else "",
        date=in_digits(days, language),
        time=in_digits(time, language),
        zone=str(get_timezone_name(begins, width="long", locale=locale)),
        zone_id=event.zone or "",
        offset=in_digits(str(get_timezone_gmt(begins, width="long", locale=locale)), language),
    )


def _range(first: str, last: str, t: Catalogue) -> str:
    return t("case.range", start=first, end=last)


def _date(value: str, language: Language) -> str:
    """Write a day with its weekday, a month or a year as it is."""
    if len(value) < _DAY:
        return formats.partial_date(value, language)
    locale = formats.date_locale(language)
    text = str(format_date(dt.date.fromisoformat(value), "full", locale=locale))
    return in_digits(text, language)


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")

"""Events and news: times as precise as they are known, in zones that are real."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from issue_papers.articles import nodes as n
from issue_papers.content import time_zones
from issue_papers.content.locales import Language
from issue_papers.content.records import localise, translation_of
from issue_papers.formats.markup.standalone import StandaloneWriter
from issue_papers.kinds.event import times
from issue_papers.kinds.event.calendars.calendar import identifier
from issue_papers.kinds.event.calendars.vtimezone import vtimezone
from issue_papers.kinds.event.model import Event
from issue_papers.kinds.news.model import NewsItem
from issue_papers.views import formats
from issue_papers.views.catalogue import Catalogue
from lxml import html
from pydantic import ValidationError

BASE = {"title": "A talk", "summary": "About taps."}


def event(**facts: object) -> Event:
    return Event.model_validate({**BASE, **facts})


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2020-04-03T16:30", "2020-04-03T16:30"),
        ("2020-04-03T16:30:00", "2020-04-03T16:30"),
        ("2020-04-03", "2020-04-03"),
        ("2020-04", "2020-04"),
        ("2020", "2020"),
    ],
)
def test_a_start_is_taken_as_yaml_reads_it(written: str, start: str) -> None:
    facts = yaml.safe_load(f"start: {written}\nzone: Europe/Madrid")
    assert event(**facts).start == start


@pytest.mark.parametrize(
    "start",
    [
        *("3 April 2020", "2020-13", "2020-04-31", "2020-04-03T25:00", "2020-04-03T16:30Z", True),
        *("0001-01-01T00:00", "9999-12-31T23:59", "9999"),
    ],
)
def test_what_is_no_time_is_refused(start: object) -> None:
    with pytest.raises(ValidationError):
        event(start=start, zone="Europe/Madrid")


def test_a_time_needs_a_zone_in_which_it_exists() -> None:
    assert event(start="2020-04-03T16:30", zone="Europe/Madrid").has_time
    for zone in (None, "CET+1", "Europe/Barcelona"):
        with pytest.raises(ValidationError):
            event(start="2020-04-03T16:30", zone=zone)
    with pytest.raises(ValidationError, match="skip"):
        event(start="2020-03-29T02:30", zone="Europe/Madrid")
    twice = event(start="2020-10-25T02:30", zone="Europe/Madrid")
    assert twice.at(twice.start).utcoffset() == dt.timedelta(hours=2)  # the first of the two


def test_an_event_knows_its_moment() -> None:
    talk = event(start="2020-04-03T16:30", zone="Europe/Madrid")
    assert talk.at(talk.start).astimezone(dt.UTC).isoformat() == "2020-04-03T14:30:00+00:00"


def test_news_has_a_day() -> None:
    assert NewsItem.model_validate({**BASE, "date": dt.date(2020, 4, 11)}).date == "2020-04-11"
    with pytest.raises(ValidationError):
        NewsItem.model_validate({**BASE, "date": "2020-04"})


def test_a_translation_holds_texts_alone_and_keeps_names_that_it_leaves_out() -> None:
    talk = event(
        start="2020-04",
        place="Zoom",
        organisers=[{"id": "works", "name": "Water works"}],
        speakers=[{"id": "aziz", "name": "Mona Aziz", "role": "Engineer", "affiliation": "Works"}],
    )
    model = translation_of(Event)
    with pytest.raises(ValidationError):
        model.model_validate(
            {**BASE, "start": "2020-04", "translation": {"status": "draft"}},
        )
    french = model.model_validate(
        {
            **BASE,
            "organisers": {"works": {"name": "Les eaux"}},
            "speakers": {"aziz": {"role": "Ingénieure"}},
            "translation": {"status": "draft"},
        }
    )
    shown = localise(talk, french)
    assert shown.place == "Zoom"
    assert shown.organisers[0].name == "Les eaux"
    assert (shown.speakers[0].role, shown.speakers[0].affiliation) == ("Ingénieure", "Works")


# Times in words


def in_language(tag: str) -> Catalogue:
    """Return a language with what times need of its words."""
    strings = {"case.range": "{start} – {end}"}
    return Catalogue(Language(tag, tag), strings, strings, tag)


@pytest.mark.parametrize(
    ("tag", "date", "time", "zone"),
    [
        ("en", "Friday, 3 April 2020", "16:30–17:30", "Central European Summer Time"),
        ("es", "viernes, 3 de abril de 2020", "16:30–17:30", "hora de verano de Europa central"),
        ("fr", "vendredi 3 avril 2020", "16:30 – 17:30", "heure d’été d’Europe centrale"),
    ],
)
def test_times_are_written_as_the_language_does(tag: str, date: str, time: str, zone: str) -> None:
    talk = event(start="2020-04-03T16:30", end="2020-04-03T17:30", zone="Europe/Madrid")
    found = times.when(talk, in_language(tag))
    plain = found.time.replace("\u2009", " ").replace("\u202f", " ")
    assert (found.date, plain, found.zone) == (date, time, zone)
    assert (found.iso_start, found.iso_end) == ("2020-04-03T16:30+02:00", "2020-04-03T17:30+02:00")


def test_no_more_is_written_than_is_known() -> None:
    english = in_language("en")
    month = times.when(event(start="2020-11"), english)
    assert (month.iso_start, month.date, month.time) == ("2020-11", "November 2020", "")
    days = times.when(event(start="2020-11-03", end="2020-11-05"), english)
    assert days.date == "Tuesday, 3 November 2020 – Thursday, 5 November 2020"
    night = event(start="2020-11-03T22:00", end="2020-11-04T01:00", zone="Africa/Dakar")
    assert " – Wednesday, 4 November" in times.when(night, english).date


@pytest.mark.parametrize(
    ("tag", "year", "day"),
    [
        ("ja", "2020年", "2020年4月3日"),
        ("ko", "2020년", "2020년 4월 3일"),
        ("ar", "2020", "3 أبريل 2020"),
        ("fa", "۲۰۲۰", "۳ آوریل ۲۰۲۰"),
    ],
)
def test_days_have_the_digits_and_signs_of_the_language(tag: str, year: str, day: str) -> None:
    language = Language(tag, tag)
    assert formats.partial_date("2020", language) == year
    assert formats.partial_date("2020-04-03", language) == day


def test_english_writes_the_day_first_unless_it_is_american() -> None:
    day = "2020-04-03"
    assert formats.partial_date(day, Language("en", "English")) == "3 April 2020"
    assert formats.partial_date(day, Language("en-US", "English")) == "April 3, 2020"


# Zones in calendars


def observances(zone: str, first: dt.datetime, last: dt.datetime) -> Iterator[tuple[str, ...]]:
    for part in vtimezone(zone, first, last).subcomponents:
        ends = (part["TZOFFSETFROM"].to_ical(), part["TZOFFSETTO"].to_ical())
        yield part.name, part["DTSTART"].to_ical().decode(), *ends


def test_a_zone_says_when_its_clocks_change_by_the_old_clocks() -> None:
    moment = dt.datetime(2020, 4, 3, 14, 30, tzinfo=dt.UTC)
    assert list(observances("Europe/Madrid", moment, moment)) == [
        ("STANDARD", "20200101T000000", "+0100", "+0100"),
        ("DAYLIGHT", "20200329T020000", "+0100", "+0200"),
        ("STANDARD", "20201025T030000", "+0200", "+0100"),
    ]
    assert list(observances("Africa/Dakar", moment, moment)) == [
        ("STANDARD", "20200101T000000", "+0000", "+0000")
    ]
    south = list(observances("America/Santiago", moment, moment))
    assert [name for name, *_ in south] == ["DAYLIGHT", "STANDARD", "DAYLIGHT"]


@given(
    zone=st.sampled_from(
        ["Europe/Madrid", "America/New_York", "Asia/Tehran", "Australia/Lord_Howe", "Asia/Kolkata"]
    ),
    hours=st.integers(0, 24 * 365 * 3),
)
def test_a_calendar_s_zone_tells_the_same_time_as_the_database(zone: str, hours: int) -> None:
    moment = dt.datetime(2019, 1, 2, tzinfo=dt.UTC) + dt.timedelta(hours=hours)
    here = moment.astimezone(zoneinfo.ZoneInfo(zone))
    latest = max(
        (part for part in vtimezone(zone, moment, moment).subcomponents),
        key=lambda part: (
            onset(part) if onset(part) <= moment else dt.datetime.min.replace(tzinfo=dt.UTC)
        ),
    )
    assert latest["TZOFFSETTO"].td == here.utcoffset()
    assert str(latest["TZNAME"]) == here.tzname()


def onset(part: Calendar) -> dt.datetime:
    """Return the moment (UTC) from which a part of a VTIMEZONE holds."""
    begins: dt.datetime = part["DTSTART"].dt
    return (begins - part["TZOFFSETFROM"].td).replace(tzinfo=dt.UTC)


# Feeds


def test_a_text_is_made_fit_for_another_place() -> None:
    address = "https://site.example/base/news/x/"

    def absolute(target: str) -> str:
        if target.startswith("/"):
            return f"https://site.example/base{target}"
        return f"{address}{target}" if target.startswith("#") else target

    def link(target: str) -> n.Link:
        return n.Link((n.Text("b"),), target)

    paragraph = n.Paragraph(
        (
            link("/news/b/#c"),
            n.Picture("/news/x/d.png", ""),
            link("https://e.example/"),
            link("#a"),
            n.Term((n.Text("term"),), "t", "/glossary/#term-t"),
            n.NoteReference("m", 1),
            n.Element("button", (("onclick", "x()"),), (n.Text("press"),)),
        ),
        classes=("lead",),
    )
    heading = n.Heading(2, (n.Text("A <end>"),), id="a")
    message = n.Directive("key-message", plain=(n.Box((n.Paragraph((n.Text("said"),)),)),))
    notes = (n.Note("m", (n.Paragraph((n.Text("noted"),)),)),)
    made = StandaloneWriter(absolute).article((heading, paragraph, message), notes)
    root = html.fragment_fromstring(made, "div")
    assert [a.get("href") for a in root.iter("a")] == [
        "https://site.example/base/news/b/#c",
        "https://e.example/",
        f"{address}#a",
        f"{address}#fn:m",
    ]
    assert root.xpath("//img/@src") == ["https://site.example/base/news/x/d.png"]
    assert '<h2 id="a">A &lt;end&gt;</h2>' in made
    assert {e.tag for e in root.iter()} == {
        "div",
        "h2",
        "p",
        "a",
        "img",
        "sup",
        "aside",
        "ol",
        "li",
    }
    assert not root.xpath("//@class | //@onclick")
    assert [text for text in ("term", "press", "said", "noted") if text not in made] == []


def test_an_identifier_is_that_of_the_address_alone() -> None:
    url = "https://site.example/events/a/"
    assert identifier(url) == identifier(url) != identifier(url + "b/")


@pytest.mark.parametrize(
    ("start", "end", "over"),
    [
        ("2020-11", None, True),
        ("2020-12", None, False),
        ("2020-12-01", None, True),
        ("2020-12-02", None, False),
        ("2020-11-30", "2020-12-02", False),
        ("2020", None, False),
    ],
)
def test_an_event_is_over_when_its_last_day_surely_is(
    start: str, end: str | None, *, over: bool
) -> None:
    found = times.is_over(event(start=start, end=end), dt.date(2020, 12, 2))
    assert found is over


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        ("2026-11-25", "UTC", "2026-11-25T12:00:00Z"),
        ("2026-01-25", "Europe/Madrid", "2026-01-25T12:00:00+01:00"),
        ("2026-07-25", "Europe/Madrid", "2026-07-25T12:00:00+02:00"),
        ("2026-07-25", "Asia/Kolkata", "2026-07-25T12:00:00+05:30"),
        ("2026-07-25", "America/Bogota", "2026-07-25T12:00:00-05:00"),
        ("2026-01-25", "Europe/London", "2026-01-25T12:00:00Z"),
        ("1890-07-25", "Europe/Madrid", "1890-07-25T12:14:44Z"),  # RFC 3339 has no seconds there
    ],
)
def test_a_day_of_the_sites_is_told_by_its_noon(day: str, zone: str, moment: str) -> None:
    assert time_zones.noon(day, zone) == moment

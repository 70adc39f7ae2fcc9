"""What calendars are told of an event, by what is known of it on the day of the build."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from harness import copy_site, settings_of
from icalendar import Calendar
from issue_papers.checks.rules import load_and_check
from issue_papers.kinds import registry
from issue_papers.kinds.event.calendars.files import calendars
from issue_papers.maps.atlas import Atlas


@pytest.mark.parametrize(
    ("state", "built", "status"),
    [
        ("announced", dt.date(2021, 3, 27), "CONFIRMED"),
        ("announced", dt.date(2021, 3, 29), "TENTATIVE"),
        ("held", dt.date(2021, 3, 29), "CONFIRMED"),
        ("postponed", dt.date(2021, 3, 27), "TENTATIVE"),
        ("cancelled", dt.date(2021, 3, 29), "CANCELLED"),
    ],
)
def test_a_past_event_that_was_only_announced_is_not_confirmed(
    tmp_path: Path, state: str, built: dt.date, status: str
) -> None:
    source = copy_site(tmp_path / "source")
    event = source / "docs" / "events" / "pumps.md"
    text = event.read_text(encoding="utf-8").replace("state: held", f"state: {state}")
    event.write_text(text, encoding="utf-8")
    library, catalogues, _ = load_and_check(replace(settings_of(source), date=built))
    views = registry.views(library, catalogues, Atlas(), "en")
    files = dict(calendars(views.readers, dt.datetime(2021, 3, 1, tzinfo=dt.UTC)))
    (found,) = Calendar.from_ical(files["events/pumps.ics"]).walk("VEVENT")
    assert found["STATUS"] == status

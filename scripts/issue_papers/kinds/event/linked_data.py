"""An event as JSON-LD in the vocabulary of schema.org, for search engines and calendars.

Only what is known is said: a date is as precise as the event's own, and nothing stands for what the
front matter leaves out. See https://schema.org/Event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from issue_papers.kinds.event.shapes import EventView, SpeakerView

_STATES = {
    "announced": "EventScheduled",
    "held": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
_ATTENDANCE = {
    "online": "OnlineEventAttendanceMode",
    "on-site": "OfflineEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}
_SCHEMA = "https://schema.org"


def json_ld(
    event: EventView, absolute: Callable[[str], str], papers: Mapping[str, str]
) -> dict[str, Any]:
    """Describe an event.

    Args:
        event: Its view, in the language of the page that holds the description.
        absolute: Makes a site-relative URL absolute.
        papers: Absolute URL of each paper that it is about, by title.

    Returns:
        A JSON-LD object with its `@context`; keys without a value are left out.
    """
    url = absolute(event.link.url)
    described = {
        "@context": _SCHEMA,
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": event.title,
        "description": event.summary,
        "startDate": event.when.iso_start,
        "endDate": event.when.iso_end,
        "eventStatus": f"{_SCHEMA}/{_STATES[event.state]}",
        "eventAttendanceMode": f"{_SCHEMA}/{_ATTENDANCE[event.attendance]}"
        if event.attendance
        else "",
        "location": _location(event, url),
        "inLanguage": [tag for tag, _ in event.spoken],
        "organizer": [
            _present({"@type": "Organization", "name": o.name, "url": o.url})
            for o in event.organisers
        ],
        "performer": [_person(speaker) for speaker in event.speakers],
        "about": [
            {"@type": "Report", "@id": address, "name": title, "url": address}
            for title, address in papers.items()
        ],
        "subjectOf": [
            {"@type": "NewsArticle", "url": absolute(item.url), "headline": item.title}
            for item in event.news
        ],
    }
    return _present(described)


def _location(event: EventView, url: str) -> dict[str, Any]:
    virtual = _present({"@type": "VirtualLocation", "name": event.place, "url": url})
    place = _present({"@type": "Place", "name": event.place}) if event.place else {}
    return {"online": virtual, "on-site": place, "mixed": place}.get(event.attendance, place)


def _person(speaker: SpeakerView) -> dict[str, Any]:
    return _present(
        {
            "@type": "Organization" if speaker.is_organisation else "Person",
            "name": speaker.name,
            "jobTitle": speaker.role,
            "affiliation": {"@type": "Organization", "name": speaker.affiliation}
            if speaker.affiliation
            else {},
        }
    )


def _present(value: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what isn't known."""
    return {key: item for key, item in value.items() if item not in ("", [], {}, None)}

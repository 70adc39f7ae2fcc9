"""An event as JSON-LD in the vocabulary of schema.org, for search engines and calendars.

Only what is known is said: a date is as precise as the event's own, and nothing stands for what the
front matter leaves out. See https://schema.org/Event.
"""

from __future__ import annotations

from issue_papers.content.library import Entry, typed
from issue_papers.kinds.dated import papers
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.event.shapes import EventView, SpeakerView
from issue_papers.kinds.event.views import EventViews
from issue_papers.views.linked_nodes import Node, Things, of_type
from issue_papers.views.readership import Readership

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


def event_node(readers: Readership, entry: Entry) -> Node:
    """Describe an event: one in all languages, in the words of one.

    Args:
        readers: The readers of a language that its page is written in.
        entry: Its page.
    """
    page = typed(entry, EVENT)
    if page is None:
        return {}
    links, library = readers.links, readers.library
    event, url = readers.part(EventViews).event(page), links.address(entry)
    meta = links.plain_meta(page)
    return {
        **of_type("Event", Things(links).source(entry.key)),
        "url": url,
        "name": meta.title,
        "description": meta.summary,
        "startDate": event.when.iso_start,
        "endDate": event.when.iso_end,
        "eventStatus": f"{_SCHEMA}/{_STATES[event.state]}",
        "eventAttendanceMode": f"{_SCHEMA}/{_ATTENDANCE[event.attendance]}"
        if event.attendance
        else "",
        "location": _location(event, url),
        "inLanguage": [tag for tag, _ in event.spoken],
        "organizer": [
            {"@type": "Organization", "name": one.name, "url": one.url, "sameAs": [*one.same_as]}
            for one in event.organisers
        ],
        "performer": [_person(speaker) for speaker in event.speakers],
        "about": [
            {
                **of_type("Report", links.address(paper)),
                "name": links.plain_meta(paper).title,
                "url": links.address(paper),
            }
            for paper in papers(library, meta.paper)
        ],
        "subjectOf": [
            {
                **of_type("NewsArticle", links.address(item)),
                "url": links.address(item),
                "headline": links.plain_meta(item).title,
            }
            for item in (library.entries[news.key] for news in event.news)
        ],
    }


def _location(event: EventView, url: str) -> Node:
    """Return where it is; a place is known by its name alone, which is as good as its address."""
    virtual = {"@type": "VirtualLocation", "name": event.place, "url": url}
    place = {"@type": "Place", "name": event.place, "address": event.place} if event.place else {}
    return {"online": virtual, "on-site": place, "mixed": place}.get(event.attendance, place)


def _person(speaker: SpeakerView) -> Node:
    affiliation = {"@type": "Organization", "name": speaker.affiliation}
    return {
        "@type": "Organization" if speaker.is_organisation else "Person",
        "name": speaker.name,
        "sameAs": [*speaker.same_as],
        "jobTitle": "" if speaker.is_organisation else speaker.role,
        "affiliation": affiliation if speaker.affiliation and not speaker.is_organisation else {},
    }

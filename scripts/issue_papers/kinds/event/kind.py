"""What the generator needs to know of events."""

from __future__ import annotations

from issue_papers.content.library import Entry, typed
from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.event import rules
from issue_papers.kinds.event.calendars.files import calendars
from issue_papers.kinds.event.linked_data import event_node
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.event.scaffold import SCAFFOLD
from issue_papers.kinds.event.shapes import EventView
from issue_papers.kinds.event.views import EventViews
from issue_papers.kinds.feature_pages import listing
from issue_papers.views.declaration import Part, Showing
from issue_papers.views.readership import Readership


def _view(readers: Readership, entry: Entry) -> EventView | None:
    event = typed(entry, EVENT)
    return readers.part(EventViews).event(event) if event else None


def _card(readers: Readership, entry: Entry) -> tuple[str, str, str] | None:
    event = _view(readers, entry)
    if event is None:
        return None
    return readers.t("event.label"), " · ".join(filter(None, (event.when.date, event.place))), ""


KIND = Kind(
    type=EVENT,
    showing=Showing(
        parts=(Part("event", _view),), described=event_node, card=_card, menu={"events": 50}
    ),
    rules=(rules.check,),
    files=calendars,
    scaffold=SCAFFOLD,
    features=(listing(EVENT),),
)

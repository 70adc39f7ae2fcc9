"""What the generator needs to know of news, and of the lists that they share with events."""

from __future__ import annotations

from issue_papers.content.library import Entry, typed
from issue_papers.kinds.agenda import Agenda, DatedView
from issue_papers.kinds.declaration import Kind, Subscription
from issue_papers.kinds.feature_pages import listing
from issue_papers.kinds.news import rules
from issue_papers.kinds.news.linked_data import news_node
from issue_papers.kinds.news.model import NEWS
from issue_papers.kinds.news.scaffold import SCAFFOLD
from issue_papers.kinds.news.views import NewsView, NewsViews
from issue_papers.views.declaration import Part, Showing
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import FileView


def _view(readers: Readership, entry: Entry) -> NewsView | None:
    item = typed(entry, NEWS)
    return readers.part(NewsViews).item(item) if item else None


def _dated(readers: Readership) -> DatedView:
    return readers.part(Agenda).dated


def _card(readers: Readership, entry: Entry) -> tuple[str, str, str] | None:
    item = _view(readers, entry)
    return (readers.t("news.label"), item.date, "") if item else None


def _days(readers: Readership, entry: Entry) -> tuple[str, str]:
    item = _view(readers, entry)
    return (item.iso_date, item.iso_updated) if item else ("", "")


def _feeds(readers: Readership) -> tuple[FileView, ...]:
    return _dated(readers).feeds


def _subscription(readers: Readership) -> Subscription | None:
    dated = _dated(readers)
    return Subscription(dated.feeds, dated.news_link, dated.news) if dated.feeds else None


KIND = Kind(
    type=NEWS,
    showing=Showing(
        menu={"news": 40},
        parts=(Part("news", _view),),
        pages={
            name: (Part("dated", lambda readers, _: _dated(readers)),)
            for name in ("home", "events", "news")
        },
        frame={"feeds": _feeds},
        described=news_node,
        card=_card,
        days=_days,
    ),
    rules=(rules.check,),
    feed=_subscription,
    scaffold=SCAFFOLD,
    features=(listing(NEWS),),
)

"""What the generator needs to know of briefs."""

from __future__ import annotations

from issue_papers.content.library import Entry, typed
from issue_papers.kinds.brief import rules
from issue_papers.kinds.brief.model import BRIEF, Brief
from issue_papers.kinds.brief.scaffold import SCAFFOLD
from issue_papers.kinds.brief.views import BriefView, BriefViews
from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.feature_pages import listing
from issue_papers.views.declaration import Part, Publication, Showing, Work
from issue_papers.views.readership import Readership


def _whole(_: Readership, entry: Entry) -> Entry[Brief] | None:
    return typed(entry, BRIEF)


def _view(readers: Readership, entry: Entry) -> BriefView | None:
    brief = typed(entry, BRIEF)
    return readers.part(BriefViews).brief(brief) if brief else None


def _publication(readers: Readership, entry: Entry) -> Publication:
    brief = typed(entry, BRIEF)
    if brief is None:
        return Publication((), "")
    meta = readers.links.plain_meta(brief)
    return Publication((("authors", meta.authors),), issued=meta.date, number=meta.number)


def _topics(_: Readership, entry: Entry) -> tuple[str, ...]:
    brief = typed(entry, BRIEF)
    return brief.source.meta.topics if brief else ()


def _cited(readers: Readership, entry: Entry) -> list[str]:
    return readers.citations.own_ids(entry)


def _card(readers: Readership, entry: Entry) -> tuple[str, str, str]:
    brief = _view(readers, entry)
    number = str(brief.number) if brief and brief.number else ""
    return readers.t("brief.label"), "", number


def _all(readers: Readership) -> tuple[BriefView, ...]:
    return readers.part(BriefViews).all


KIND = Kind(
    type=BRIEF,
    showing=Showing(
        menu={"briefs": 30},
        parts=(Part("brief", _view),),
        pages={"briefs": (Part("briefs", lambda readers, _: _all(readers)),)},
        work=Work(
            schema_type="Report",
            genre="cite.brief_genre",
            whole=_whole,
            publication=_publication,
            topics=_topics,
            cited=_cited,
            card=_card,
        ),
    ),
    rules=(rules.check,),
    scaffold=SCAFFOLD,
    features=(listing(BRIEF),),
)

"""What the generator needs to know of papers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from issue_papers.content.addresses import permalink
from issue_papers.content.library import Entry, typed
from issue_papers.content.works import ROLES
from issue_papers.kinds.agenda import Agenda
from issue_papers.kinds.declaration import Kind, Subscription
from issue_papers.kinds.feature_pages import Feature
from issue_papers.kinds.ledger import LEDGER, Ledger, has_corrections
from issue_papers.kinds.paper import rules
from issue_papers.kinds.paper.data import DATASET
from issue_papers.kinds.paper.dates import edition_day
from issue_papers.kinds.paper.history import EditionView, earlier, history
from issue_papers.kinds.paper.linked_data import ledger_node, paper_node
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.scaffold import SCAFFOLD
from issue_papers.kinds.paper.shapes import LicenceView, PaperView
from issue_papers.kinds.paper.views import PaperViews, discussed
from issue_papers.kinds.section.model import paper_of
from issue_papers.views.declaration import Part, Publication, Showing, Work
from issue_papers.views.downloads import DownloadsView, kept_name, size_mark
from issue_papers.views.licences import licence_named
from issue_papers.views.linked_nodes import Node
from issue_papers.views.originals import Originals
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import ImageView


def whole(readers: Readership, entry: Entry) -> Entry[Paper] | None:
    """Return the paper that a page is or belongs to."""
    return paper_of(readers.library, entry)


def view(readers: Readership, entry: Entry) -> PaperView | None:
    """Return the view of the paper that a page is or belongs to."""
    paper = whole(readers, entry)
    return readers.part(PaperViews).paper(paper) if paper else None


def downloads_of(readers: Readership, entry: Entry) -> tuple[DownloadsView, ...]:
    """Return what the paper can be taken away as that a page is or belongs to."""
    paper = whole(readers, entry)
    if paper is None:
        return ()
    return readers.downloads.of(paper, partial(edition_day, readers.library, paper))


def _publication(readers: Readership, entry: Entry) -> Publication:
    """Return who published a paper; of a page that is none, nobody."""
    paper = typed(entry, PAPER)
    if paper is None:
        return Publication((), "")
    meta = readers.links.plain_meta(paper)
    address = readers.library.locales.url(paper.key, readers.library.locales.source)
    return Publication(
        roles=tuple((role, made) for role in ROLES if (made := getattr(meta, role))),
        issued=meta.published,
        publisher=meta.publisher.name,
        publisher_unit=meta.publisher.unit or "",
        publisher_same_as=meta.publisher.same_as,
        number=meta.number,
        edition=meta.edition.number,
        edition_path=permalink(address, meta.edition.number),
        doi=meta.doi or "",
        isbn=meta.isbn or "",
        original=readers.part(Originals).work(meta.based_on) if meta.based_on else None,
        licence=meta.licence,
        licence_name=licence_named(meta.licence)[0],
        licence_url=licence_named(meta.licence)[1],
        notice=readers.t("footer.independent") if meta.based_on else "",
    )


def _linked_data(readers: Readership, entry: Entry) -> Node:
    return paper_node(readers, entry, downloads_of(readers, entry))


def _topics(readers: Readership, entry: Entry) -> Iterator[str]:
    """Yield the topics of the cases that a paper discusses."""
    paper = whole(readers, entry)
    for case in discussed(readers.library, paper) if paper else ():
        yield from case.source.meta.topics


def _cited(readers: Readership, entry: Entry) -> list[str]:
    return readers.citations.bibliography_ids(entry)


def card(readers: Readership, entry: Entry) -> tuple[str, str, str] | None:
    """Say on a card which paper a page is, or belongs to."""
    paper = view(readers, entry)
    if paper is None:
        return None
    about = "" if paper.link.key == entry.key else paper.title
    return readers.t("paper.label", number=paper.number), about, str(paper.number)


def picture(readers: Readership, entry: Entry) -> ImageView | None:
    """Return the picture on the cover of the paper whose page it is."""
    paper = view(readers, entry)
    is_its_page = paper is not None and paper.link.key == entry.key
    return paper.cover if paper and is_its_page else None


def _history(readers: Readership, entry: Entry) -> tuple[EditionView, ...]:
    paper = whole(readers, entry)
    return history(readers, paper) if paper else ()


def earlier_of(readers: Readership, entry: Entry) -> tuple[EditionView, ...]:
    """Return the earlier editions that a page of a paper can be compared with."""
    paper = whole(readers, entry)
    return earlier(readers, paper) if paper else ()


def _kept_size(readers: Readership, entry: Entry) -> str:
    """Return a mark for the size of what a browser keeps of a paper; none if it can't keep it."""
    has_app = readers.library.settings.has_app
    return size_mark(kept_name(entry.slug, readers.language.tag)) if has_app else ""


def _papers(readers: Readership) -> tuple[PaperView, ...]:
    return readers.part(PaperViews).all


def _notice(readers: Readership) -> str:
    return readers.part(PaperViews).notice


def _licence_url(readers: Readership) -> str:
    """Return where the licence can be read that the site's own notice names."""
    name = readers.library.settings.site.copyrights.get(readers.language.tag, "")
    licences = (licence_named(paper.source.meta.licence) for paper in readers.library.of(PAPER))
    return next((url for licence, url in licences if licence == name and url), "")


def _licences(readers: Readership) -> tuple[LicenceView, ...]:
    """Return the licences of the papers, each once: what is said where the owner says nothing."""
    found: dict[tuple[str, str], list[str]] = {}
    for paper in readers.library.of(PAPER):
        name, url = licence_named(paper.source.meta.licence)
        if name:
            found.setdefault((name, url), []).append(readers.links.title(paper))
    return tuple(LicenceView(name, url, tuple(of)) for (name, url), of in found.items())


def _ledger(readers: Readership) -> object:
    return readers.part(Ledger).view


def _subscription(readers: Readership) -> Subscription | None:
    return readers.part(Ledger).subscription


KIND = Kind(
    type=PAPER,
    showing=Showing(
        parts=(Part("paper", view),),
        shown=(
            Part("downloads", downloads_of),
            Part("history", _history),
            Part("earlier", earlier_of),
            Part("kept_size", _kept_size),
            Part("about", lambda readers, entry: readers.part(Agenda).about(entry)),
        ),
        pages={
            "home": (Part("papers", lambda readers, _: _papers(readers)),),
            "corrections": (Part("ledger", lambda readers, _: _ledger(readers)),),
        },
        held={LEDGER.removesuffix(".html"): ledger_node},
        frame={
            "notice": _notice,
            "licence_url": _licence_url,
            "licences": _licences,
            "has_several_papers": lambda readers: len(readers.library.of(PAPER)) > 1,
        },
        work=Work(
            schema_type="Report",
            genre="cite.genre",
            whole=whole,
            publication=_publication,
            linked_data=_linked_data,
            topics=_topics,
            cited=_cited,
            card=card,
            picture=picture,
        ),
    ),
    rules=(
        rules.contents,
        rules.covers,
        rules.numbers,
        rules.authors,
        rules.originals,
        rules.licences,
        rules.editions,
    ),
    datasets=(DATASET,),
    feed=_subscription,
    scaffold=SCAFFOLD,
    features=(Feature("corrections", "corrections.md", has_corrections, template=LEDGER),),
)

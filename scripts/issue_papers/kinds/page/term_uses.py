"""Where each term of the glossary is used, as the glossary tells its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from issue_papers.content.library import Entry, Library
from issue_papers.content.term_uses import Use, uses_of
from issue_papers.kinds.section.model import paper_of, recommendations
from issue_papers.kinds.section.recommendations import RecommendationViews
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link

_MOST = 60
"""How many places of a term are named; on a large site, a common one is used on every page."""


@dataclass(frozen=True)
class PlacesView:
    """Places that belong together.

    Attributes:
        whole: The paper whose sections and recommendations they are, or the list that the pages
            stand on; nothing where there is neither.
        places: Links to the first passage there.
    """

    whole: Link | None
    places: tuple[Link, ...]


@dataclass(frozen=True)
class TermUsesView:
    """Where a term is used.

    Attributes:
        count: In how many places: sections, recommendations, cases, briefs.
        more: How many of them aren't named.
        groups: The others.
    """

    count: int
    more: int
    groups: tuple[PlacesView, ...]


def told_uses(library: Library) -> Iterator[str]:
    """Yield what all that is told of texts here follows from, besides what they tell themselves."""
    for entry in library.in_order:
        for document in entry.documents():
            yield repr((entry.key, uses_of(library, entry, document.language)))


class TermUses:
    """Where terms are used, for the readers of one language.

    Args:
        readers: The readers.
    """

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._library = readers.library

    @cached_property
    def all(self) -> Mapping[str, TermUsesView]:
        """Where each concept is used that is used anywhere, by its id."""
        found: dict[str, list[tuple[Link | None, Link]]] = {}
        for entry in self._library.in_order:
            for concept, place in self._places(entry):
                found.setdefault(concept, []).append((self._whole(entry), place))
        return {concept: _view(places) for concept, places in found.items()}

    def _places(self, entry: Entry) -> Iterator[tuple[str, Link]]:
        """Yield what a page uses with where: the text itself first, then its recommendations."""
        found = uses_of(self._library, entry, self._readers.language.tag)
        for use in found:
            if not use.apart:
                yield use.concept, self._readers.links.link(entry, use.anchor)
        for use in found:
            if use.apart and (place := self._recommendation(entry, use)):
                yield use.concept, place

    def _recommendation(self, entry: Entry, use: Use) -> Link | None:
        paper = paper_of(self._library, entry)
        if paper is None or use.apart not in recommendations(self._library, paper):
            return None
        view = self._readers.part(RecommendationViews).recommendation(paper, use.apart)
        title = f"{self._readers.t.number(view.position)}. {view.title}"
        link = self._readers.links.link(entry, use.anchor)
        return Link(title, link.url, view.language, view.direction, key=entry.key)

    def _whole(self, entry: Entry) -> Link | None:
        """Return what a page is listed under: its paper, or else the list of its kind."""
        whole, links = self._library.whole(entry), self._readers.links
        if whole is not None:
            return links.link(whole)
        return links.listing(entry.kind.listing.key) if entry.kind.listing else None


def _view(places: list[tuple[Link | None, Link]]) -> TermUsesView:
    groups: dict[Link | None, list[Link]] = {}
    for whole, place in places[:_MOST]:
        groups.setdefault(whole, []).append(place)
    return TermUsesView(
        count=len(places),
        more=max(0, len(places) - _MOST),
        groups=tuple(PlacesView(whole, tuple(found)) for whole, found in groups.items()),
    )

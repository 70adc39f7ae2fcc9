"""Where the text of a page comes from, as the readers of a language are told of it.

An edition after another work tells its own words from those that are after the original: in a line
below the text, at what is its own, and with what is copied from the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.lists import format_list

from issue_papers.content.library import Entry
from issue_papers.content.names import Name
from issue_papers.content.origins import OURS, Origin, Place, spans
from issue_papers.content.provenance import Provenance, provenance
from issue_papers.content.works import Original
from issue_papers.typography.rules import typeset
from issue_papers.views.originals import Originals, name_of
from issue_papers.views.readership import Readership

_ADVICE = "recommendation"
"""What blocks show that name the cases and the sections that bear on them."""


@dataclass(frozen=True)
class OriginView:
    """Where some passages come from.

    Attributes:
        text: In a line: “After Duarte and Ferrer 2020, pp. 4–6”, “This edition's reading”.
        passages: Their ids.
    """

    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class OriginsView:
    """Where a page's text comes from.

    Attributes:
        is_own: Whether all of it is the edition's own, if nothing says otherwise of a passage.
        label: What stands at that which is the edition's own.
        after: Which works and which pages the text is after; empty where all is the edition's own,
            or the page says it elsewhere.
        own: What the label means; where all is the edition's own, that it is.
        told: Ids of the parts, blocks and passages that have the label.
        key: The page that says what the edition adds; empty without one.
        anchor: The place on it.
        url: Its site-relative URL, with the place; empty without one.
        passages: Where each passage comes from, those of one origin together.
    """

    is_own: bool
    label: str
    after: str
    own: str
    told: tuple[str, ...]
    key: str
    anchor: str
    url: str
    passages: tuple[OriginView, ...]


class Origins:
    """Where texts come from, for the readers of one language.

    Args:
        readers: The readers.
    """

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._pages: dict[str, OriginsView | None] = {}

    def of(self, entry: Entry) -> OriginsView | None:
        """Return where a page's text comes from; nothing where nothing says it."""
        if entry.key not in self._pages:
            self._pages[entry.key] = self._of(entry)
        return self._pages[entry.key]

    def _of(self, entry: Entry) -> OriginsView | None:
        found = provenance(self._readers.library, entry)
        if not found.is_known:
            return None
        t, original = self._readers.t, self._original(entry)
        label = t("origin.label")
        after = self._after(found.places, original)
        is_marked = bool(found.told) or (found.page != OURS and _has_advice(entry))
        own = t("origin.own", label=label) if is_marked else ""
        key, anchor = self._additions(entry, original)
        return OriginsView(
            is_own=found.page == OURS,
            label=label,
            after=after,
            own=own or (label if found.page == OURS else ""),
            told=found.told,
            key=key,
            anchor=anchor,
            url=self._url(key, anchor),
            passages=tuple(self._passages(found, original)),
        )

    def _original(self, entry: Entry) -> Original | None:
        publication = self._readers.library.publication(entry)
        found = getattr(publication.source.meta, "based_on", None) if publication else None
        return found if isinstance(found, Original) else None

    def _additions(self, entry: Entry, original: Original | None) -> tuple[str, str]:
        library = self._readers.library
        publication = library.publication(entry)
        if publication is None or original is None or not original.additions:
            return "", ""
        path, _, anchor = original.additions.partition("#")
        key = library.resolve(publication, path) or ""
        return (key, anchor) if key in library.entries else ("", "")

    def _url(self, key: str, anchor: str) -> str:
        if not key:
            return ""
        url = self._readers.library.locales.url(key, self._readers.language.tag)
        return f"{url}#{anchor}" if anchor else url

    def _passages(self, found: Provenance, original: Original | None) -> Iterator[OriginView]:
        by_origin: dict[Origin, list[str]] = {}
        for identifier, origin in found.origins.items():
            if origin:
                by_origin.setdefault(origin, []).append(identifier)
        for origin, passages in by_origin.items():
            own = self._readers.t("origin.label")
            text = self._after(origin, original) if isinstance(origin, tuple) else own
            yield OriginView(text, tuple(passages))

    def _after(self, places: tuple[Place, ...], original: Original | None) -> str:
        """Return the works and the pages that something is after, in a line."""
        pages: dict[str, list[tuple[int, int]]] = {}
        for place in places:
            if work := self._work(place, original):
                pages.setdefault(work, []).extend(spans(place.pages) if place.pages else ())
        if not pages:
            return ""
        named = [self._with_pages(work, sorted(set(found))) for work, found in pages.items()]
        return self._readers.t("origin.after", source=self._listed(named))

    def _with_pages(self, work: str, found: list[tuple[int, int]]) -> str:
        if not found:
            return work
        t = self._readers.t
        joined: list[tuple[int, int]] = []
        for first, last in found:
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        written = t("marks.comma").join(
            t.number(first) if first == last else f"{t.number(first)}–{t.number(last)}"
            for first, last in joined
        )
        is_one = len(joined) == 1 and joined[0][0] == joined[0][1]
        return t("origin.page" if is_one else "origin.pages", work=work, pages=written)

    def _work(self, place: Place, original: Original | None) -> str:
        """Return a work's authors and its year, as in a citation; else its title."""
        if place.work:
            found = self._readers.library.references.get(place.work)
        elif original is None:
            return ""
        else:
            found = self._readers.part(Originals).work(original).reference
        if found is None:
            return ""
        names = self._listed([_short(name_of(name.model_dump())) for name in found.author])
        year = str(found.issued.date_parts[0][0]) if found.issued else ""
        title = typeset(found.title, found.language)
        return " ".join(part for part in (names or title, year) if part)

    def _listed(self, names: list[str]) -> str:
        return str(format_list(names, locale=self._readers.language.cldr))


def _has_advice(entry: Entry) -> bool:
    """Whether recommendations stand on a page, whose cases and sections the edition chose."""
    return any(block.role == _ADVICE and block.has_content for block in entry.source.outline.blocks)


def _short(name: Name) -> str:
    parts = (name.particle, name.family) if name.family else (name.literal or name.given,)
    return " ".join(part for part in parts if part)

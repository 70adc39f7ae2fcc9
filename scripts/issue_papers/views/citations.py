"""The views of citations: how texts cite, what bibliographies list, and the ways back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from issue_papers.articles.citation_syntax import CitedItem, Cluster
from issue_papers.citations import forms
from issue_papers.citations.forms import FormattedReference, Position, Run, to_text
from issue_papers.citations.references import References, Style
from issue_papers.citations.rich_text import within_quotes
from issue_papers.content import citation_index
from issue_papers.content.citation_index import Place
from issue_papers.content.library import Entry
from issue_papers.content.model import Reference
from issue_papers.content_cache import ContentCache
from issue_papers.typography.rules import typeset, with_numbers
from issue_papers.views.citation_shapes import BackLinkView, CitationView, CitedWorkView, EntryView
from issue_papers.views.links import Links
from issue_papers.views.shapes import Link


@dataclass(frozen=True)
class CitedReferenceView:
    """What a page cites, in full: shown where it is cited.

    Attributes:
        entry: Link to its place in the list of references.
        url: Where the work itself can be read; empty if unknown.
    """

    id: str
    runs: tuple[Run, ...]
    entry: Link
    url: str


_IBID = (Position.IBID, Position.IBID_WITH_LOCATOR)


def _capital(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return what begins a sentence."""
    first, *others = runs
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *others)


class Citations:
    """Citations in one language.

    Attributes:
        links: The language's links.
    """

    def __init__(self, links: Links, cache: ContentCache | None = None) -> None:
        self.links = links
        self._library = links.library
        self._cache = cache
        self._lists: dict[str, References] = {}

    def style(self, name: str = "") -> Style:
        """Return a style of citing in this language: that of the site, unless another is named."""
        language, settings = self.links.language, self._library.settings.citations
        locale = settings.locales.get(language.tag, "")
        return Style(name or settings.style_of(language.tag), language, locale, self._cache)

    @cached_property
    def _style(self) -> Style:
        return self.style()

    @cached_property
    def have_marks(self) -> bool:
        """Whether a citation is a number, which is put to what it stands behind."""
        return self._style.is_numeric

    @cached_property
    def are_in_notes(self) -> bool:
        """Whether citations stand in notes."""
        return self._style.has_notes

    @cached_property
    def _told(self) -> Mapping[str, Reference]:
        tag, source = self.links.language.tag, self._library.locales.source
        return {key: each.told_in(tag, source) for key, each in self._library.references.items()}

    def listed(self, page: Entry) -> References:
        """Return the works in the list that a page has or is in, as this language writes them.

        The letters of years are a list's: what another paper cites gives a work none.
        """
        held = page if page.kind.references else self._library.whole(page) or page
        if held.key not in self._lists:
            wanted = dict.fromkeys(citation_index.listed(self._library, held))
            order: Iterable[str] = self._told
            if self._style.is_numeric:  # numbers follow the text, where the style has no order
                tag = self.links.language.tag
                order = [*citation_index.cited(self._library, held, tag), *wanted]
            told = {key: self._told[key] for key in order if key in wanted}
            self._lists[held.key] = References(told, self._style)
        return self._lists[held.key]

    def cluster(self, entry: Entry, cluster: Cluster) -> CitationView | None:
        """Return a citation as this language's readers see it; nothing if it leads nowhere.

        Args:
            entry: The page that cites.
            cluster: The citation.
        """
        if not (cited := self._found(entry, cluster)):
            return None
        if self._style.is_numeric:
            return self._numbered(cited, is_narrative=cluster.is_narrative)
        works = tuple(
            self._work(item, place, is_narrative=cluster.is_narrative, is_first=not index)
            for index, (item, place) in enumerate(cited)
        )
        if cluster.is_narrative:
            return CitationView("", works, "")
        affixes = self._style.affixes
        return CitationView(affixes.opening, works, affixes.closing)

    def in_note(
        self, entry: Entry, cluster: Cluster, cites: Sequence[forms.Cite], *, is_alone: bool
    ) -> CitationView | None:
        """Return a citation as a note has it, in a style of notes; nothing if it leads nowhere.

        Args:
            entry: The page that cites.
            cluster: The citation.
            cites: Where each of its works stands among the citations of the text.
            is_alone: Whether the note is made for it, and not by whoever writes the text.
        """
        if not (cited := self._found(entry, cluster)):
            return None
        affixes, works = self._style.affixes, list[CitedWorkView]()
        closing = affixes.closing if is_alone else ""
        for (item, place), cite in zip(cited, cites, strict=True):
            before, after = self._around(item)
            listed = self._list_at(place)
            runs = listed.cite_in_note(item, cite) or listed[item.key].runs
            if is_alone and not works:
                before = before[:1].upper() + before[1:]
                if cite.position in _IBID and not before:
                    runs = _capital(runs)
            if affixes.is_quoted and after:
                runs, after = within_quotes(runs, after)
            elif affixes.is_quoted and len(works) == len(cited) - 1:
                runs, closing = within_quotes(runs, closing)
            between = affixes.between if works else ""
            text = to_text(runs)
            works.append(CitedWorkView(item.key, between + before, text, after, *place, runs))
        end = works[-1].text + works[-1].after
        return CitationView("", tuple(works), "" if end.endswith(closing) else closing)

    def author(self, entry: Entry, cluster: Cluster) -> str:
        """Return the author whom a sentence names that cites a work; empty if it leads nowhere."""
        cited = self._found(entry, cluster)
        return self._list_at(cited[0][1]).author(cited[0][0]) if cited else ""

    def _found(self, entry: Entry, cluster: Cluster) -> list[tuple[CitedItem, tuple[str, str]]]:
        """Return the works of a citation and their places; nothing if one leads nowhere."""
        found = []
        for item in cluster.items:
            place = citation_index.target(self._library, entry, item.key)
            if place is None:
                return []
            found.append((item, place))
        return found

    def _numbered(
        self, cited: list[tuple[CitedItem, tuple[str, str]]], *, is_narrative: bool
    ) -> CitationView:
        """Return a citation by numbers. Each leads to its work, so that none hides in “1–3”."""
        affixes, author = self._style.affixes, ""
        if affixes.is_sorted and not any(item.prefix or item.suffix for item, _ in cited):
            cited = sorted(cited, key=lambda each: self._list_at(each[1]).number(each[0].key))
        if is_narrative:
            ((item, place),) = cited
            author = self._list_at(place).cite(item).author
        works = tuple(
            self._work(item, place, is_narrative=False, is_first=not index)
            for index, (item, place) in enumerate(cited)
        )
        return CitationView(affixes.opening, works, affixes.closing, author, affixes.is_raised)

    def _list_at(self, place: tuple[str, str]) -> References:
        return self.listed(self._library.entries[place[0]])

    def _work(
        self, item: CitedItem, place: tuple[str, str], *, is_narrative: bool, is_first: bool
    ) -> CitedWorkView:
        form, affixes = self._list_at(place).cite(item), self._style.affixes
        before, after = self._around(item)
        text = form.rest if item.is_author_suppressed else form.whole
        if is_narrative:
            rest = f"{form.rest}{after}" if form.rest != form.whole else ""
            brackets = f" {affixes.opening}{rest}{affixes.closing}" if rest else ""
            text, after = f"{form.author}{brackets}", ""
        delimiter = "" if is_first else affixes.between
        return CitedWorkView(
            reference=item.key,
            before=delimiter + before,
            text=with_numbers(text),
            after=after,
            key=place[0],
            anchor=place[1],
        )

    def _around(self, item: CitedItem) -> tuple[str, str]:
        """Return what is written before and after a work."""
        tag = self.links.language.tag
        before = f"{typeset(item.prefix, tag)} " if item.prefix else ""
        after = typeset(item.suffix, tag)
        return before, f" {after}" if after and after[0] not in ",;:." else after

    @cached_property
    def _places(self) -> Mapping[str, list[Place]]:
        return citation_index.places(self._library, self.links.language.tag)

    def bibliography(self, paper: Entry) -> tuple[EntryView, ...]:
        """Return a paper's bibliography, each entry with all places on the site that cite it."""
        works = self.listed(paper)
        return tuple(self._entry(works[key]) for key in self.bibliography_ids(paper))

    def bibliography_ids(self, paper: Entry) -> list[str]:
        """Return the ids of the works in a paper's bibliography, in its order."""
        return self.listed(paper).in_order(citation_index.bibliography_keys(self._library, paper))

    def own_references(self, page: Entry) -> tuple[EntryView, ...]:
        """Return what a page itself lists, each with the places on it that cite it."""
        works, ids = self.listed(page), self.own_ids(page)
        return tuple(self._entry(works[key], within=page) for key in ids)

    def own_ids(self, page: Entry) -> list[str]:
        """Return the ids of the works that a page itself lists, in the list's order."""
        return self.listed(page).in_order(citation_index.own_references(self._library, page))

    def _entry(self, reference: FormattedReference, within: Entry | None = None) -> EntryView:
        places = self._places.get(reference.id, [])
        if within:
            places = [place for place in places if place.entry is within]
        return EntryView(
            id=reference.id,
            runs=reference.runs,
            places=tuple(
                BackLinkView(
                    number, place.entry.key, place.anchor, self.links.link(place.entry).title
                )
                for number, place in enumerate(places, 1)
            ),
            number=reference.number,
        )

    def cited(self, entry: Entry) -> tuple[CitedReferenceView, ...]:
        """Return what a page cites, in the order in which it does."""
        found = []
        for key, (holder, anchor) in self._cited(entry):
            page = self._library.entries[holder]
            reference, link = self.listed(page)[key], self.links.link(page, anchor)
            found.append(CitedReferenceView(key, reference.runs, link, reference.url))
        return tuple(found)

    def cited_ids(self, entry: Entry) -> list[str]:
        """Return the ids of the works that a page cites, in the order in which it does."""
        return [key for key, _ in self._cited(entry)]

    def _cited(self, entry: Entry) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield each work that a page cites, with the page and the place where it is listed."""
        for key in dict.fromkeys(citation_index.keys(entry.document(self.links.language.tag))):
            if place := citation_index.target(self._library, entry, key):
                yield key, place

"""The numbers of figures, tables, boxes and equations: running through a paper, a kind each.

A number is that of the place in the source's text, so that it is the same in every language. A
paper is taken as a whole, its own page first and then its sections; any other page counts by
itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from issue_papers.content.library import Entry, Library
from issue_papers.content.outline import on_site


@dataclass(frozen=True)
class Numbered:
    """Something that has a number.

    Attributes:
        series: What it is counted with: `figure`, `table`, `box`, `equation`.
        number: From 1.
        page: Key of its page.
        anchor: Its place there.
    """

    series: str
    number: int
    page: str
    anchor: str


class Numbers(Mapping[str, Mapping[str, Numbered]]):
    """All that has a number: by the key of its page, by its id there, in their order.

    The pages of a paper are counted when one of them is asked for: no other text is read for it.

    Args:
        library: All content.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._found: dict[str, Mapping[str, Numbered]] = {}

    def __getitem__(self, key: str) -> Mapping[str, Numbered]:
        """Return what a page has, by its key."""
        if key not in self._found:
            self._found |= _counted_together(self._pages(self._library.entries[key]))
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the keys of all pages."""
        return iter(self._library.entries)

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._library.entries)

    def _pages(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the pages that a page is counted with, itself among them."""
        whole = self._library.whole(entry)
        pages = (whole, *self._library.parts(whole)) if whole else ()
        return pages if any(page.key == entry.key for page in pages) else (entry,)


def numbers(library: Library) -> Numbers:
    """Return the numbers of all that has one."""
    return library.index(Numbers)


def _counted_together(pages: Iterable[Entry]) -> dict[str, Mapping[str, Numbered]]:
    """Count what some pages have, by their keys."""
    found: dict[str, Mapping[str, Numbered]] = {}
    counts: Counter[str] = Counter()
    for page in pages:
        own: dict[str, Numbered] = {}
        for series, anchor in page.source.outline.numbered:
            if anchor not in own:
                counts[series] += 1
                own[anchor] = Numbered(series, counts[series], page.key, anchor)
        found[page.key] = own
    return found


def leads_to(library: Library, entry: Entry, target: str) -> Numbered | None:
    """Return what a link of a page leads to, if that has a number.

    Args:
        library: All content.
        entry: The page that holds the link.
        target: As it is written.
    """
    path, place = on_site(target)
    if not place:
        return None
    key = library.resolve(entry, path) if path else entry.key
    return numbers(library).get(key or "", {}).get(place)

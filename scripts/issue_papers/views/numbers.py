"""The numbers of figures, tables, boxes and equations: running through a paper, a kind each.

A number is that of the place in the source's text, so that it is the same in every language. A
paper is taken as a whole, its own page first and then its sections; any other page counts by
itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from issue_papers.articles.article import Article
from issue_papers.articles.nodes import Directive, Figure, Table, walk
from issue_papers.content.library import Entry, Library

TABLE = "table"


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


def numbers(library: Library) -> Mapping[str, Mapping[str, Numbered]]:
    """Return all that has a number: by the key of its page, by its id there, in their order."""
    return library.index(_numbers)


def _numbers(library: Library) -> Mapping[str, Mapping[str, Numbered]]:
    found: dict[str, dict[str, Numbered]] = {}
    for pages in _wholes(library):
        counts: Counter[str] = Counter()
        for page in pages:
            own = found.setdefault(page.key, {})
            for series, anchor in counted(page.source.article):
                if anchor not in own:
                    counts[series] += 1
                    own[anchor] = Numbered(series, counts[series], page.key, anchor)
    return found


def _wholes(library: Library) -> Iterator[tuple[Entry, ...]]:
    """Yield the pages that are counted together, each page once."""
    for entry in library.entries.values():
        whole = library.whole(entry)
        if whole is None:
            yield (entry,)
        elif whole.key == entry.key:
            yield (entry, *library.parts(entry))


def counted(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what a text counts, in its order: with what, and the id."""
    for node in walk(article.blocks):
        match node:
            case Directive(series=series, anchor=anchor) if series and anchor:
                yield series, anchor
            case Table(caption=caption) if caption and node.id:
                yield TABLE, node.id
            case Figure(content=content) if node.id and _is_table(content):
                yield TABLE, node.id
            case _:
                pass


def _is_table(content: tuple[object, ...]) -> bool:
    return len(content) == 1 and isinstance(content[0], Table)


def leads_to(library: Library, entry: Entry, target: str) -> Numbered | None:
    """Return what a link of a page leads to, if that has a number.

    Args:
        library: All content.
        entry: The page that holds the link.
        target: As it is written.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.fragment:
        return None
    key = library.resolve(entry, unquote(parts.path)) if parts.path else entry.key
    return numbers(library).get(key or "", {}).get(unquote(parts.fragment))

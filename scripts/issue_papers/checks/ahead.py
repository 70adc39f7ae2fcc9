"""What rules find in single pages, found side by side before the rules run one after the other.

Rules that look at all pages together run meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from issue_papers.checks import limits, terms, texts, typography
from issue_papers.checks.world import world_of
from issue_papers.content.keeping import Finding
from issue_papers.content.library import Entry, Library
from issue_papers.content.provenance import provenance
from issue_papers.content.term_uses import uses_of
from issue_papers.content_cache import Shelf
from issue_papers.sharing import share, shared
from issue_papers.translation import copied, drift, parity, record_rules
from issue_papers.translation.progress import states
from issue_papers.work import Pool, Work, shares

KEPT = (texts, limits, typography, terms, record_rules, parity, copied, drift)
"""The rules that find the same in the same texts."""

_Place: TypeAlias = tuple[str, bool]
"""A page's key, and whether its front matter is unsound."""

_FEW = 8
"""So many pages are read before other processes would have begun."""
_MOST = 24
"""How many are given out at once. Rules for a paper read its sections: who has read these finds
that, and whoever else did would read them again."""


@contextmanager
def finding(library: Library, shelf: Shelf, pool: Pool) -> Iterator[None]:
    """Begin to find what isn't known yet; at the end of the `with`, it is on a shelf.

    Args:
        library: All content.
        shelf: Where findings are kept.
        pool: Makes what runs the units.
    """
    places = [(key, False) for key in library.entries] + [(key, True) for key in library.unsound]
    missing = [
        place
        for place in places
        if any(finding.key not in shelf for finding in _findings(library, _page(library, *place)))
    ]
    if len(missing) < _FEW:
        yield
        return
    library.index(world_of)  # once, and not by each worker
    name = share(library)
    with pool() as running:
        jobs = [
            running.submit(Work("check", "", find, len(each)), name, each)
            for each in shares(missing, enough=1, most=_MOST)
        ]
        yield
        for job in jobs:
            for key, found in job.result():
                shelf[key] = found


def find(library: str, places: Sequence[_Place]) -> list[tuple[str, tuple[Any, ...]]]:
    """Return what is found in some pages, each with its key.

    Args:
        library: The name that the library is shared under.
        places: The pages' keys, and whether their front matter is unsound.
    """
    content: Library = shared(library)
    found: list[tuple[str, tuple[Any, ...]]] = []
    for place in places:
        entry = _page(content, *place)
        provenance(content, entry)
        found += [(each.key, tuple(each.find())) for each in _findings(content, entry)]
        # What is kept, too: pages ask for it, and the texts are open.
        for tag in entry.translations:
            states(entry, tag)
        for document in entry.documents():
            uses_of(content, entry, document.language)
    return found


def _page(library: Library, key: str, is_unsound: bool) -> Entry:  # noqa: FBT001 - half a key
    return (library.unsound if is_unsound else library.entries)[key]


def _findings(library: Library, entry: Entry) -> Iterator[Finding[Any]]:
    for rule in KEPT:
        yield from rule.findings(library, entry)

"""Rules for addresses: what was published is there, and what has moved leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.checks.anchors import anchors, passages
from issue_papers.content.addresses import REDIRECTS, Addresses, is_absolute, lost, pages
from issue_papers.content.library import Library
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest


def check(library: Library, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with redirects, and every page whose address would be lost."""
    here = pages(library)
    yield from _redirects(library, addresses, here)
    for address, line in addresses.published.items():
        is_page = not address or address.endswith("/")
        if is_page and address not in here and not addresses.target(address, library):
            yield lost(library.settings, address, line, here)


def _redirects(library: Library, addresses: Addresses, here: frozenset[str]) -> Iterator[Problem]:
    path = library.settings.relative(library.settings.docs_dir / REDIRECTS)
    for old, target in addresses.redirects.items():
        line = addresses.lines[old]
        new, _, place = (target, "", "") if is_absolute(target) else target.partition("#")
        if old in here:
            message = say("there is a page at /{address}, so it can't lead elsewhere", address=old)
            yield Problem(path, line, old, message, say("remove this line, or rename the page"))
        elif new in addresses.redirects:
            message = say("/{address} has moved on itself", address=new)
            hint = say("write where it is now: `{address}`", address=addresses.redirects[new])
            yield Problem(path, line, old, message, hint)
        elif not is_absolute(new) and new.endswith("/") and new not in here:
            message = say("there is no page at /{address}", address=new)
            yield Problem(path, line, old, message, closest(new, here))
        elif place and (places := _places(library, new)) and place not in places:
            message = say("there is no place `#{place}` on /{address}", place=place, address=new)
            yield Problem(path, line, old, message, closest(place, places))


def _places(library: Library, address: str) -> frozenset[str]:
    """Return the ids on a page whose text alone has them; none where its template has some, too."""
    for entry in library.entries.values():
        is_text = not entry.kind.adds_places
        if is_text and library.locales.url(entry.key, library.locales.source) == address:
            return anchors(library, entry, entry.source) | passages(entry, entry.source)
    return frozenset()

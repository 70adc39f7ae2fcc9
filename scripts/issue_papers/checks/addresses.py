"""Rules for addresses: what was published is there, and what has moved leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import urlsplit

from issue_papers.checks.anchors import anchors, passages
from issue_papers.content.addresses import (
    REDIRECTS,
    Addresses,
    is_absolute,
    is_folder,
    is_page,
    pages,
)
from issue_papers.content.library import Library
from issue_papers.content.listing import docs_names, source_files
from issue_papers.content.locales import UnknownLanguageError
from issue_papers.content.moves import followed, lost
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, closest

_TEXT = ".md"
_AFTER_PATH = re.compile(r"[?#]")
"""What begins the part of an address that no server looks for a file by."""


def check(library: Library, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with redirects, and every page whose address would be lost."""
    here = pages(library)
    yield from _redirects(library, addresses, here)
    known = followed(addresses, library.locales, here.__contains__)
    gone = {
        address
        for address in addresses.published
        if is_folder(address) and address not in here
        if known.target(address, library.locales) is None
    }
    yield from lost(library.settings, addresses.published, gone, here)


def _redirects(library: Library, addresses: Addresses, here: frozenset[str]) -> Iterator[Problem]:
    path = library.settings.relative(library.settings.docs_dir / REDIRECTS)
    files = cache(lambda: _files(library))
    for old, target in addresses.redirects.items():
        line = addresses.lines[old]
        new, _, place = (target, "", "") if is_absolute(target) else target.partition("#")
        if wrong := _not_left(library, old):
            yield Problem(path, line, old, *wrong)
        elif old in here:
            message = say("there is a page at /{address}, so it can't lead elsewhere", address=old)
            yield Problem(path, line, old, message, say("remove this line, or rename the page"))
        elif new in addresses.redirects:
            message = say("/{address} has moved on itself", address=new)
            hint = say("write where it is now: `{address}`", address=addresses.redirects[new])
            yield Problem(path, line, old, message, hint)
        elif is_absolute(new):
            if not is_page(old):
                yield Problem(path, line, old, *_no_file(old))
        elif new not in here and (wrong := _nowhere(library, here, files, new, place)):
            yield Problem(path, line, old, *wrong)
        elif not is_page(old) and new in here:
            yield Problem(path, line, old, *_no_file(old))
        elif place and (places := _places(library, new)) and place not in places:
            message = say("there is no place `#{place}` on /{address}", place=place, address=new)
            yield Problem(path, line, old, message, closest(place, places))


def _not_left(library: Library, old: str) -> tuple[Message, Message] | None:
    """Say why nothing can be made at an old address."""
    if is_absolute(old):
        parts, site = urlsplit(old), library.settings.site_url
        path = old[len(site) :] if site and old.lower().startswith(site) else parts.path[1:]
        message = say("found an address on the web, expected one from the site's root on")
        return message, say("write `{address}: …`", address=path.partition("#")[0] or "index.html")
    bare = _AFTER_PATH.split(old)[0]
    if bare != old:
        message = say("nothing can be made at an address with `{found}`", found=old[len(bare)])
        return message, say("write `{address}: …`", address=bare)
    if ".." in old.split("/"):
        message = say("`{address}` is outside of this site", address=old)
        return message, say("write it from the site's root on, without `..`")
    if old.endswith(_TEXT):
        message = say("found the file of a text, expected the address of its page")
        return message, say("write `{address}: …`", address=_address(library, old))
    return None


def _no_file(old: str) -> tuple[Message, Message]:
    message = say("/{address} is no page, and only pages can lead elsewhere", address=old)
    return message, say("write a file of this site in the place of the new address")


def _nowhere(
    library: Library,
    here: frozenset[str],
    files: Callable[[], frozenset[str]],
    new: str,
    place: str,
) -> tuple[Message, Message] | None:
    """Say that there is nothing at a new address, if that can be known."""
    if new.endswith((_TEXT, ".html")):
        meant = _address(library, new)
        if new.endswith(".html") and new.casefold() in files():
            return None
        message = say("there is no page at /{address}", address=new)
        if meant in here:
            written = f"{meant}#{place}" if place else meant
            return message, say("write `{value}`", value=written)
        return message, closest(meant, here)
    if new.endswith("/"):
        return say("there is no page at /{address}", address=new), closest(new, here)
    if new and new.casefold() not in files() and not _may_be_edition(library, new):
        message = say("there is no file at /{address}", address=new)
        return message, closest(new, files())
    return None


def _address(library: Library, file: str) -> str:
    """Return the address of the page that a text's file is, or another site's page would be."""
    stem, _, suffix = file.rpartition(".")
    try:
        key, tag = library.locales.split(f"{stem}{_TEXT}" if suffix == "html" else file)
    except UnknownLanguageError:
        return f"{stem}/"
    return library.locales.url(key, tag)


def _may_be_edition(library: Library, address: str) -> bool:
    """Whether it may be a file of a paper's edition, of which some are made later."""
    name = address.rpartition("/")[2]
    return any(name.startswith(f"{paper.slug}-") for paper in library.publications)


def _files(library: Library) -> frozenset[str]:
    """Return the path of every file of the site, in lower case, as far as it is known."""
    from issue_papers.checks.outputs import outputs  # noqa: PLC0415 - it brings all formats along

    settings = library.settings
    beside = {*docs_names(settings), *source_files(settings).values()}
    own = (name.casefold() for name in beside if not name.endswith(_TEXT))
    return outputs(library).files.union(own)


def _places(library: Library, address: str) -> frozenset[str]:
    """Return the ids on a page whose text alone has them; none where its template has some, too."""
    for entry in library.entries.values():
        is_text = not entry.kind.adds_places
        if is_text and library.locales.url(entry.key, library.locales.source) == address:
            return anchors(library, entry, entry.source) | passages(entry, entry.source)
    return frozenset()

"""What has moved along with a folder, and what was published and leads nowhere now.

A line in `docs/redirects.yml` holds for what was below its address, too, where there is something
of the same name below the new one: one line is enough for a paper with its sections and editions,
and for a language that a site gave up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import PurePosixPath

from issue_papers.content.addresses import (
    DOWNLOADS,
    PUBLISHED,
    REDIRECTS,
    Addresses,
    is_absolute,
    is_folder,
)
from issue_papers.content.locales import Locales
from issue_papers.content.settings import Settings
from issue_papers.reporting.messages import Message, say, say_count
from issue_papers.reporting.problems import Problem, closest, nearest

_ENOUGH = 20
"""By how many addresses below a folder it is found where that has moved."""
_MOST_WAYS = 20
"""How many addresses are looked at for where one is now, if each has moved on."""


def followed(addresses: Addresses, locales: Locales, is_there: Callable[[str], bool]) -> Addresses:
    """Return the same with what has moved along with a folder.

    Args:
        addresses: What was published, and what has moved.
        locales: The site's languages.
        is_there: Whether there is something at an address of the site.
    """
    folders = {old: new for old, new in addresses.redirects.items() if _takes_along(new)}
    below = {
        address: new
        for address in (addresses.published if folders else ())
        if (new := _followed(address, folders, locales, is_there)) is not None
        if not is_there(address)
    }
    return replace(addresses, below=below)


def _followed(
    address: str, folders: Mapping[str, str], locales: Locales, is_there: Callable[[str], bool]
) -> str | None:
    """Return where something is now, however often it moved along; nothing where it isn't."""
    asked = {address}
    for each in (waiting := [address]):
        for new in _candidates(each, folders, locales):
            if is_there(new):
                return new
            if new not in asked and len(asked) < _MOST_WAYS:
                asked.add(new)
                waiting.append(new)
    return None


def _takes_along(address: str) -> bool:
    """Whether what was below another address may be below this one now."""
    return is_folder(address) and not is_absolute(address) and "#" not in address


def _candidates(address: str, folders: Mapping[str, str], locales: Locales) -> Iterator[str]:
    """Yield where something may be now, the likeliest first."""
    tag, rest = locales.split_url(address)
    prefix = locales.prefix(tag)
    found = [address] if address.startswith(DOWNLOADS) else []
    found += [prefix + folders[rest]] if rest in folders else []
    for before in dict.fromkeys((prefix, "")):
        known = (old for old in _above(address[len(before) :]) if old in folders)
        found += (before + folders[old] + address[len(before + old) :] for old in known)
    for each in found:
        yield each
        folder, slash, name = each.rpartition("/")
        yield folder + slash + _edition(name, folders, locales)


def _edition(name: str, folders: Mapping[str, str], locales: Locales) -> str:
    """Return what an edition's file is called now that its paper or its language has moved."""
    tags = {locales.prefix(tag): tag for tag in locales.tags}
    stem, dot, suffix = name.partition(".")
    for old, new in folders.items():
        if new in tags:
            stem = re.sub(f"-{re.escape(_name(old))}$", f"-{tags[new]}", stem)
        else:
            stem = re.sub(f"^{re.escape(_name(old))}-", f"{_name(new)}-", stem)
    return stem + dot + suffix


def _name(folder: str) -> str:
    return PurePosixPath(folder).name


def _above(address: str) -> Iterator[str]:
    """Yield the folders that an address is in, the nearest first."""
    while "/" in (address := address.rstrip("/")):
        address = address.rpartition("/")[0] + "/"
        yield address


def lost(
    settings: Settings,
    published: Mapping[str, int],
    gone: AbstractSet[str],
    here: AbstractSet[str],
) -> Iterator[Problem]:
    """Yield what was published and would lead nowhere, a folder once with all that was below it.

    Args:
        settings: Where the lists are, and which languages there are.
        published: Line in `published-urls.txt` of each address.
        gone: Those that would lead nowhere.
        here: The addresses that there are.
    """
    split = settings.locales.split_url
    there = {split(page)[1] for page in here}
    new = there - published.keys()
    named: dict[str, str] = {}  # the first address of each, the source's before the others
    for address in sorted(gone, key=lambda each: (split(each)[1] != each, published[each])):
        named.setdefault(split(address)[1], address)
    below: dict[str, list[str]] = {}
    for old in named:
        if above := [folder for folder in _above(old) if folder in named]:
            below.setdefault(above[-1], []).append(old)
        else:
            below.setdefault(old, [])
    for old, rest in below.items():
        address = named[old]
        where = _moved_to(old, rest, there) if rest else _renamed(old, there, new)
        alike = (page for page in there if PurePosixPath(page).suffix == PurePosixPath(old).suffix)
        near = closest(old, alike) if where is None else say("did you mean `{word}`?", word=where)
        hint = say(
            "say in `docs/{file}` where it has moved: `{old}: …`; {nearest}",
            file=REDIRECTS,
            old=old,
            nearest=near,
        )
        path = settings.relative(settings.docs_dir / PUBLISHED)
        yield Problem(path, published[address], "address", _is_lost(address, len(rest)), hint)


def _is_lost(address: str, below: int) -> Message:
    if not below:
        return say("/{address} was published, and nothing would be there any more", address=address)
    return say_count(
        below,
        one="/{address} and 1 address below it were published, and nothing would be there any more",
        other="/{address} and {count} addresses below it were published, and nothing would be "
        "there any more",
        address=address,
    )


def _moved_to(old: str, below: Iterable[str], there: AbstractSet[str]) -> str | None:
    """Return the folder in which most is that was in another; nothing where there is none."""
    found = Counter(
        page.removesuffix(rest) or "/"
        for rest in (each[len(old) :] for each in (*below,)[:_ENOUGH])
        for page in there
        if page.endswith(f"/{rest}") or page == rest
    )
    return min(found, key=lambda folder: (-found[folder], folder), default=None)


def _renamed(old: str, there: AbstractSet[str], new: AbstractSet[str]) -> str | None:
    """Return the address beside another whose name is like it, or the only one that is new."""
    was = PurePosixPath(old)
    ways = ((page, PurePosixPath(page)) for page in there)
    beside = {
        way.name: page for page, way in ways if (way.parent, way.suffix) == (was.parent, was.suffix)
    }
    if near := nearest(was.name, beside):
        return beside[near]
    found = [page for page in beside.values() if page in new]
    return found[0] if len(found) == 1 else None


def missing(there: AbstractSet[str], settings: Settings, addresses: Addresses) -> list[Problem]:
    """Return what was published and isn't among the addresses that were `found`."""
    lacking = addresses.published.keys() - there
    gone = {address for address in lacking if not _leads_on(address, settings.locales, addresses)}
    real = there - addresses.redirects.keys() - addresses.below.keys()
    return [*lost(settings, addresses.published, gone, real)]


def _leads_on(address: str, locales: Locales, addresses: Addresses) -> bool:
    """Whether it is one of a page that doesn't end with a slash, and leads to where that is now."""
    return address.endswith(".html") and addresses.target(address, locales) is not None

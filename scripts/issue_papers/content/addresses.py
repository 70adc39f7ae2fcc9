"""Addresses that were published stay: a list of them, and where those that have moved lead now.

`docs/published-urls.txt` holds every address that readers may have kept, one a line, relative to
the site's root. `docs/redirects.yml` says of a page that has moved where it is now, without a
language's prefix, for all languages at once, and for what was below it, too:

    papers/water/sources/: papers/water/references/
    papers/rivers/: papers/water/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from issue_papers.content import frontmatter
from issue_papers.content.frontmatter import type_name
from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import Locales
from issue_papers.content.settings import Settings
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

REDIRECTS = "redirects.yml"
PUBLISHED = "published-urls.txt"
DOWNLOADS = "downloads/"
"""Where the editions are, each named by its paper and its language."""
OFFLINE = "offline/"
"""Where that page of the app is which is shown without a connection, below a language's prefix."""
BUILDINFO = "buildinfo.json"
"""What a site says of its own making."""

_COMMENT = "#"
_INDEX = "index.html"
_KEPT = frozenset({".pdf", ".epub", ".zip", ".ics", ".json", ".geojson", ".csv", ".txt", ".xml"})
"""Files, besides pages, that people and machines keep addresses of."""
_NOT_TO_FIND = re.compile("name=[\"']?robots[\"']? content=[\"']?noindex")
_NOT_KEPT = ("app/", "assets/", BUILDINFO, "pagefind/", "social/")
SINCE = "since.json"
"""What of a page reads otherwise than in earlier editions, beside the page."""
_PART_OF_A_PAGE = frozenset({"cite.json", "cite.txt", "cite-styles.json", SINCE})
"""Files that go where their page goes."""


@dataclass(frozen=True)
class Addresses:
    """What was published, and what has moved.

    Attributes:
        published: Line in `published-urls.txt` of each address.
        redirects: New address of each that has moved, both without a language's prefix.
        lines: Line in `redirects.yml` of each.
        below: New address of each published one below a folder that has moved, both with a
            language's prefix: see `moves.followed`.
    """

    published: Mapping[str, int] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    below: Mapping[str, str] = field(default_factory=dict)

    def target(self, address: str, locales: Locales) -> str | None:
        """Return where an address leads now; nothing if it hasn't moved."""
        if address in self.redirects:
            return self.redirects[address]
        tag, rest = locales.split_url(address)
        if rest in self.redirects:
            new = self.redirects[rest]
            return new if is_absolute(new) else locales.prefix(tag) + new
        return self.below.get(address)


def load(settings: Settings) -> tuple[Addresses, list[Problem]]:
    """Read both files; each may be missing."""
    redirects, lines, problems = _load_redirects(settings)
    published = {}
    file = settings.docs_dir / PUBLISHED
    if file.is_file():
        text, faults = frontmatter.decode(file.read_bytes(), settings.relative(file))
        problems += faults
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.startswith(_COMMENT):
                published[line.strip().removeprefix("/")] = number
    return Addresses(published, redirects, lines), problems


def _load_redirects(settings: Settings) -> tuple[dict[str, str], dict[str, int], list[Problem]]:
    file = settings.docs_dir / REDIRECTS
    if not file.is_file():
        return {}, {}, []
    path = settings.relative(file)
    text, problems = frontmatter.decode(file.read_bytes(), path)
    data, faults = frontmatter.parse_yaml(text, path)
    problems += faults
    if data.value is None:
        return {}, {}, problems
    if not isinstance(data.value, dict):
        return {}, {}, [*problems, _no_pair(path, 1, "redirects", data.value)]
    redirects, lines = {}, {}
    for old, new in data.value.items():
        line = data.line((old,))
        if isinstance(old, str) and isinstance(new, str):
            redirects[_clean(old)], lines[_clean(old)] = _clean(new), line
        else:
            wrong = new if isinstance(old, str) else old
            problems.append(_no_pair(path, line, str(old), wrong))
    return redirects, lines, problems


def _no_pair(path: str, line: int, key: str, found: object) -> Problem:
    message = say(
        "found {found}, expected an old and a new address on each line", found=type_name(found)
    )
    return Problem(path, line, key, message, say("write `papers/water/old/: papers/water/new/`"))


def _clean(address: str) -> str:
    address = address.strip()
    if is_absolute(address):
        return address
    address, hash_, place = address.removeprefix("/").partition("#")
    folder, slash, name = address.rpartition("/")
    if name == _INDEX:
        return f"{folder}{slash}{hash_}{place}"
    is_page = name and "." not in name
    return f"{address}/{hash_}{place}" if is_page else f"{address}{hash_}{place}"


def is_absolute(address: str) -> bool:
    """Return whether an address is on the web, not in this site."""
    return address.lower().startswith(("https://", "http://"))


def is_folder(address: str) -> bool:
    """Whether others may be below an address: that of a page which is no file."""
    return not address or address.endswith("/")


def is_page(address: str) -> bool:
    """Whether a page stands at an address that ends so, and not a file of another kind."""
    return is_folder(address) or address.endswith(".html")


def pages(library: Library) -> frozenset[str]:
    """Return the address of every page and every edition in every language."""
    locales = library.locales
    found = {locales.url(key, tag) for key in library.entries for tag in locales.tags}
    return frozenset(found | {address for *_, address in editions(library)})


def taken_by_build(library: Library) -> frozenset[str]:
    """Return the addresses at which the build writes pages of its own, which no text has."""
    locales = library.locales
    own = {address for *_, address in editions(library)}
    if library.settings.has_app:
        own |= {f"{locales.prefix(tag)}{OFFLINE}" for tag in locales.tags}
    return frozenset(own)


def is_in_folder_of_build(address: str) -> bool:
    """Whether an address is below a folder that belongs to the build, where nobody looks."""
    return address.startswith(_NOT_KEPT)


def editions(library: Library) -> Iterator[tuple[Entry, str, int, str]]:
    """Yield paper, language, number and permanent address of each edition in every language."""
    for paper in library.publications:
        current = paper.kind.edition(paper.source.meta) if paper.kind.edition else 0
        for tag in library.locales.tags:
            url = library.locales.url(paper.key, tag)
            for number in range(1, current + 1):
                yield paper, tag, number, permalink(url, number)


def permalink(paper_url: str, number: int) -> str:
    """Return an edition's permanent address, from the paper's: `…/editions/2/`."""
    return f"{paper_url}editions/{number}/"


def changes_address(paper_url: str, number: int) -> str:
    """Return where it is told what has changed in a paper since an edition."""
    return f"{permalink(paper_url, number)}changes/"


def found(site_dir: Path) -> Iterator[str]:
    """Yield every address of a built site that readers may keep, in order."""
    for file in sorted(site_dir.rglob("*")):
        address = file.relative_to(site_dir).as_posix()
        if not file.is_file() or address.startswith(_NOT_KEPT):
            continue
        if file.name == _INDEX:
            if not _NOT_TO_FIND.search(file.read_text(encoding="utf-8")):
                yield address.removesuffix(_INDEX)
        elif file.name in _PART_OF_A_PAGE:
            continue
        elif file.suffix in _KEPT or address.startswith(DOWNLOADS):
            yield address


def write_published(settings: Settings, addresses: Addresses, site_dir: Path) -> tuple[str, ...]:
    """Add a built site's addresses to the list.

    Returns:
        Those that are new.
    """
    new = sorted({*found(site_dir)} - {*addresses.published})
    every = sorted({*addresses.published, *new})
    text = "".join(f"/{address}\n" for address in every)
    (settings.docs_dir / PUBLISHED).write_text(_HEADER + text, encoding="utf-8", newline="\n")
    return tuple(new)


_HEADER = """\
# Every address that has been published. Written by `issue-papers urls`; none is ever taken away.
# A build that would lose one fails until docs/redirects.yml says where it has moved.
"""

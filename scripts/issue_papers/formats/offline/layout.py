"""Where things of a site are in an offline copy of it, and where they are published.

Three kinds of path, all POSIX and without a leading slash: a *site path* names a file in the built
site (`es/case-studies/seoul/index.html`), a *copy path* the same file in the copy, where what is
the language's own stands at the top (`case-studies/seoul/index.html`), and a *reference* is what a
page or a style sheet has written (`../seoul/?a=b#c`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit

from issue_papers.content.addresses import DOWNLOADS

INDEX = "index.html"

NOWHERE = "https://site.invalid/"
"""Stands for a site's address that isn't known (RFC 2606)."""

SOURCE = "source/"
"""The copy's folder of files for all languages of which the language has a version of its own."""

_FEED = "feed"
"""The name, without suffix, of what is of no use unless it is asked for again and again."""


@dataclass(frozen=True)
class Target:
    """What a reference leads to.

    Attributes:
        file: Its site path; empty if the site has no such file.
        tail: Query and fragment, with their marks.
        address: Its absolute published URL, with the tail; empty if that isn't known.
    """

    file: str
    tail: str
    address: str


@dataclass(frozen=True)
class Asked:
    """What was asked of a site, and what the answers were.

    Attributes:
        found: The site path of what a server gives for each path.
        own: Of which files for all languages the language has one of its own.
    """

    found: Mapping[str, str]
    own: Mapping[str, bool]


@dataclass(frozen=True)
class Layout:
    """What is in a copy.

    Attributes:
        site_dir: The built site.
        site_url: Where it is published, with a trailing slash; empty if unknown.
        pages: Site paths of the pages that are in the copy.
        prefix: That of the copy's language: empty for the source, else `es/`.
        elsewhere: What the site paths of other languages' and other papers' files begin with.
        extra: Site paths of files that the copy is given, whether the site has them or not.
    """

    site_dir: Path
    site_url: str
    pages: Collection[str]
    prefix: str = ""
    elsewhere: tuple[str, ...] = ()
    extra: Collection[str] = ()

    def target(self, source: str, reference: str) -> Target | None:
        """Follow a reference.

        Args:
            source: Site path of the page or style sheet that it stands in.
            reference: The reference.

        Returns:
            What it leads to; nothing for what no server is asked for, such as `mailto:` and
            `data:`, and for what can't be read.
        """
        root = self.site_url or NOWHERE
        try:
            address = urljoin(root + quote(source), reference.strip())
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"}:
            return None
        tail = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
        if not address.startswith(root):
            return Target("", tail, "" if address.startswith(NOWHERE) else address)
        file = self._file(unquote(address.removeprefix(root).partition("?")[0].partition("#")[0]))
        return Target(file, tail, self.published(file, tail) if file else self._known(address))

    @property
    def means(self) -> str:
        """What decides, besides the site's files, where things are."""
        chosen = (self.site_url, [*self.pages], self.prefix, self.elsewhere, sorted(self.extra))
        return repr(chosen)

    @property
    def asked(self) -> Asked:
        """What has been asked so far."""
        return Asked({**self._found}, {**self._own})

    def answers(self, asked: Asked) -> bool:
        """Whether the answers to some questions are what they were."""
        is_found = all(self._file(path) == file for path, file in asked.found.items())
        return is_found and all(self._has_own(file) == own for file, own in asked.own.items())

    @cached_property
    def _found(self) -> dict[str, str]:
        """What a server gives for paths that were asked for: pages lead to much the same ones."""
        return {}

    @cached_property
    def _own(self) -> dict[str, bool]:
        """Of which files for all languages the language has one of its own, as far as asked."""
        return {}

    def _file(self, path: str) -> str:
        """Return the site path of what a server gives for a path; empty if it has nothing."""
        if path not in self._found:
            self._found[path] = self._looked_up(path)
        return self._found[path]

    def _looked_up(self, path: str) -> str:
        found = path
        if path.endswith("/") or not path or (self.site_dir / path).is_dir():
            found = posixpath.join(path, INDEX)
        # A path that leads out of the site is nothing of the site's.
        is_inside = ".." not in found.split("/")
        is_there = found in self.extra or (is_inside and (self.site_dir / found).is_file())
        return found if is_there else ""

    def _known(self, address: str) -> str:
        return "" if address.startswith(NOWHERE) else address

    def published(self, file: str, tail: str = "") -> str:
        """Return the absolute URL of a site path; empty if the site's address isn't known."""
        if not self.site_url:
            return ""
        folder, name = posixpath.split(file)
        path = (f"{folder}/" if folder else "") if name == INDEX else file
        return self.site_url + quote(path) + tail

    def keeps(self, target: Target) -> bool:
        """Whether the copy has what a link leads to: its pages, and most of what isn't a page."""
        file = target.file
        if not file or file in self.pages or file in self.extra:
            return bool(file)
        path = PurePosixPath(file)
        is_left_out = path.suffix == ".html" or path.stem == _FEED
        is_anothers = file.startswith((DOWNLOADS, *self.elsewhere)) or self._has_own(file)
        return not (is_left_out or is_anothers)

    def _has_own(self, file: str) -> bool:
        """Whether the language has a file of its own in the place of one for all languages."""
        is_common = bool(self.prefix) and not file.startswith(self.prefix)
        if not is_common:
            return False
        if file not in self._own:
            self._own[file] = (self.site_dir / (self.prefix + file)).is_file()
        return self._own[file]

    def copied(self, file: str) -> str:
        """Return the copy path of a site path."""
        return SOURCE + file if self._has_own(file) else file.removeprefix(self.prefix)

    def relative(self, source: str, target: Target) -> str:
        """Return the reference by which one file of the copy leads to another."""
        folder = posixpath.dirname(self.copied(source))
        return quote(posixpath.relpath(self.copied(target.file), folder or ".")) + target.tail

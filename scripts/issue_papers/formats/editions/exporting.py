"""What puts an edition into one format, and keeps it with what was said of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import ContentCache, digest
from issue_papers.formats import registry
from issue_papers.formats.declaration import EditionMaker, Format, Means, Paging, Taking
from issue_papers.formats.editions.paging import NO_PAGES, Break, Pages
from issue_papers.installed import named_versions
from issue_papers.layers import Layers
from issue_papers.reporting.problems import Problem

_SAID = ".said"


@dataclass(frozen=True)
class Said:
    """What was said of a file when it was made.

    Attributes:
        problems: What may not look as it should.
        breaks: Where its pages begin, if it has pages.
    """

    problems: tuple[Problem, ...] = ()
    breaks: tuple[Break, ...] = ()


Made: TypeAlias = tuple[bytes, Said]
"""A file, and what was said of it."""


@dataclass(frozen=True)
class Exporter:
    """A format that is wanted, and what makes it.

    Attributes:
        info: The format.
        make: Makes it.
        means: Digest of what decides how it alone comes out.
        paging: What it has to do with pages.
        takes: What of an edition it is made from, if that isn't all.
    """

    info: FormatInfo
    make: EditionMaker
    means: str
    paging: Paging
    takes: Taking | None = None

    @property
    def gives_pages(self) -> bool:
        """Whether it says where its pages begin."""
        return self.paging is Paging.GIVES

    @property
    def takes_pages(self) -> bool:
        """Whether it asks where those of another begin."""
        return self.paging is Paging.TAKES

    def key(self, edition: str, pages: Pages) -> str:
        """Return the digest of all that decides how an edition comes out, given its own."""
        return digest([edition, self.means, *([repr(pages)] if self.takes_pages else [])])

    def known(self, edition: str, cache: ContentCache, pages: Pages = NO_PAGES) -> Made | None:
        """Return an edition as it was made before, if it was.

        Args:
            edition: Digest of what of it is taken.
            cache: Where it is kept.
            pages: Those of another format, if it asks for them.
        """
        key = self.key(edition, pages)
        content, said = cache.find(key, self.info.suffix), cache.find(key, _SAID)
        if content is None or said is None:
            return None
        return content, cast("Said", pickle.loads(said))  # noqa: S301 - our own cache

    def made(
        self,
        edition: bytes,
        name: str,
        theme: Layers,
        cache: ContentCache,
        pages: Pages = NO_PAGES,
    ) -> Made:
        """Make an edition, and keep it with what is said of it.

        Args:
            edition: The pickled edition.
            name: Digest of what of it is taken.
            theme: The folders of the theme.
            cache: Where it is kept.
            pages: Those of another format, if it asks for them.
        """
        told: list[Problem] = []
        breaks: list[Break] = []
        paginate = breaks.extend if self.gives_pages else None
        means = Means(theme, dict(self.info.options), cache, told.append, paginate, pages)
        whole = pickle.loads(edition)  # noqa: S301 - another unit's own
        content = self.make(self.takes(whole) if self.takes else whole, means)
        key, said = self.key(name, pages), Said(tuple(told), tuple(breaks))
        cache.put(key, _SAID, pickle.dumps(said))  # before the edition is
        cache.put(key, self.info.suffix, content)
        return content, said


def exporters(wanted: Iterable[FormatInfo], theme: Layers) -> Iterator[Exporter]:
    """Yield those formats that are made from editions."""
    for info in wanted:
        form = registry.declaration(info)
        if form.make:
            means = digest([*means_of([form], theme), repr(info)])
            yield Exporter(info, form.make, means, form.pages, form.takes)


def means_of(formats: Iterable[Format], theme: Layers) -> Iterator[str]:
    """Yield what decides how some formats come out, and no others."""
    for form in formats:
        yield form.info.name
        yield versions([form])
        yield theme.digest(*form.theme) if form.theme else ""


def versions(formats: Iterable[Format]) -> str:
    """Return the versions of the libraries that decide how formats come out."""
    names = sorted({name for form in formats for name in form.libraries})
    return " ".join(named_versions(names))

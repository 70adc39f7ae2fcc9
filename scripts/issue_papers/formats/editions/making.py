"""Makes the offline editions of a site: side by side, and nothing twice for the same input.

Each is made in two steps, and each step is a unit of the build: a paper is gathered in a language,
and what was gathered is put into each format. What was made once is kept by its content
(`content_cache`), and with it what was said of it: a build that finds it there says the same as the
one that made it.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeAlias

from issue_papers.content.library import Entry
from issue_papers.content.locales import Language
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.fonts.typefaces import machine_fonts
from issue_papers.formats import registry
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.exporting import Exporter, Made, exporters, means_of
from issue_papers.formats.editions.gather import Sources, gather
from issue_papers.formats.editions.paging import NO_PAGES, Pages
from issue_papers.kinds.paper.model import Paper
from issue_papers.layers import Layers
from issue_papers.publishing import put
from issue_papers.reporting.problems import Problem, ProblemsError, describe
from issue_papers.views import formats
from issue_papers.views.downloads import FOLDER, SIZE_MARKS
from issue_papers.work import Work

log = logging.getLogger("issue_papers")
_INPUT = ".edition"


@dataclass(frozen=True)
class Gathered:
    """An edition, sealed for whoever puts it into a format.

    Attributes:
        digest: Names what it holds.
        content: The pickled `Edition`.
        taken: Names what of it a format takes that doesn't take all, by the format's name.
    """

    digest: str
    content: bytes
    taken: Mapping[str, str]

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Seal an edition."""
        parts = ((form.info.name, form.takes) for form in registry.formats() if form.takes)
        taken = {name: digest(_input(takes(edition))) for name, takes in parts}
        return cls(digest(_input(edition)), pickle.dumps(edition), taken)

    @classmethod
    def of_names(cls, written: bytes) -> Self:
        """Return one of which no more is known than its names; see `names`."""
        whole, taken = json.loads(written)
        return cls(whole, b"", taken)

    @property
    def names(self) -> bytes:
        """What it holds and what formats take of it, by name."""
        return json.dumps([self.digest, self.taken], sort_keys=True).encode()

    def name_for(self, form: str) -> str:
        """Return the digest of what a format takes of it."""
        return self.taken.get(form, self.digest)


Gather: TypeAlias = Callable[[Entry[Paper], str], Future[Gathered]]
"""Has a paper gathered in the language of a tag."""


def gathered(paper: Entry[Paper], sources: Sources) -> Gathered:
    """Gather a paper for its formats.

    Raises:
        ProblemsError: A text holds what an edition has no place for.
    """
    return Gathered.of(gather(paper, sources))


class Editions:
    """The offline editions of one build.

    Args:
        wanted: The formats that are wanted.
        theme: Folders with `editions/`.
        cache: Where what was made before is kept.
        running: What makes them.

    Attributes:
        made_with: Digest of what decides, besides its text, how an edition of any format comes out.
        said: What formats have said of those that are finished.
    """

    def __init__(
        self,
        wanted: Sequence[FormatInfo],
        theme: Layers,
        cache: ContentCache,
        running: Executor,
    ) -> None:
        self._exporters = [*exporters(wanted, theme)]
        self._paged = next((one for one in self._exporters if one.gives_pages), None)
        self._theme = theme
        self._cache = cache
        self._running = running
        self._gathering: dict[tuple[str, str, str], Future[Gathered]] = {}
        self._jobs: dict[str, Future[Made]] = {}
        self._texts: list[tuple[str, str, Gathered]] = []
        self._waiting: list[tuple[Exporter, str, str, Gathered]] = []
        self._problems: list[Problem] = []
        self._generator = digest(_generator(theme))
        self.made_with = digest([self._generator, *means_of(registry.formats(), theme)])
        self.said: list[Problem] = []

    def start(
        self,
        papers: Iterable[tuple[Entry[Paper], str]],
        may_be: Callable[[Entry[Paper], str], str],
        gather: Gather,
    ) -> None:
        """Begin with the texts of papers.

        Args:
            papers: Which papers, each in the language of a tag.
            may_be: Names what a paper's editions in a language may be made from: where that is
                known, and they are, nothing is gathered.
            gather: Has one gathered.
        """
        for paper, tag in papers if self._exporters else ():
            name = digest(["edition", self._generator, may_be(paper, tag)])
            known = self._known(name, paper.slug, tag)
            self._jobs.update(known)
            if not known:
                self._gathering[paper.slug, tag, name] = gather(paper, tag)

    def begin(self) -> None:
        """Begin to put each text into the first format, which takes longest, once it is gathered.

        A paper that can't be gathered is told of when the others are finished.
        """
        for (slug, tag, name), job in self._gathering.items():
            try:
                gathered = job.result()
            except ProblemsError as error:
                self._problems += error.problems
                continue
            self._cache.put(name, _INPUT, gathered.names)
            self._texts.append((slug, tag, gathered))
            self._begin(self._exporters[0], slug, tag, gathered)
        self._gathering.clear()

    def make(self) -> None:
        """Begin to put texts into the other formats, one format after the other.

        Short ones are left when workers come to an end. Those that ask for another's pages wait for
        them.
        """
        for exporter in self._exporters[1:]:
            for text in self._texts:
                self._begin(exporter, *text)
        self._texts.clear()

    def _begin(self, exporter: Exporter, slug: str, tag: str, gathered: Gathered) -> None:
        if exporter.takes_pages and self._paged:
            self._waiting.append((exporter, slug, tag, gathered))
        else:
            file = exporter.info.file_name(slug, tag)
            self._jobs[file] = self._begun(exporter, file, gathered)

    def _make_waiting(self) -> None:
        """Begin with those that ask for pages, once these are known."""
        for exporter, slug, tag, gathered in self._waiting:
            file, pages = exporter.info.file_name(slug, tag), self._pages(slug, tag)
            self._jobs[file] = self._begun(exporter, file, gathered, pages)
        self._waiting.clear()

    def _pages(self, slug: str, tag: str) -> Pages:
        """Return the pages of a paper in a language, when they are set; none if they can't be."""
        if self._paged is None:
            return NO_PAGES
        file = self._paged.info.file_name(slug, tag)
        try:
            return _pages_of(file, self._jobs[file].result())
        except ProblemsError:  # which is told of when all are finished
            return NO_PAGES

    def _known(self, name: str, slug: str, tag: str) -> list[tuple[str, Future[Made]]]:
        """Return a paper's editions as they were made before; nothing if one of them wasn't."""
        kept = self._cache.find(name, _INPUT)
        if kept is None:
            return []
        gathered = Gathered.of_names(kept)
        found: dict[str, Made] = {}
        pages = NO_PAGES
        for each in self._exporters:  # of which those that have pages come first
            file = each.info.file_name(slug, tag)
            made = each.known(self._key(each, gathered), self._cache, pages)
            if made is None:
                return []
            found[file] = made
            if each is self._paged:
                pages = _pages_of(file, made)
        return [(file, _done(made)) for file, made in found.items()]

    def _key(self, exporter: Exporter, gathered: Gathered) -> str:
        return digest([self._generator, gathered.name_for(exporter.info.name)])

    def _begun(
        self, exporter: Exporter, file: str, gathered: Gathered, pages: Pages = NO_PAGES
    ) -> Future[Made]:
        key = self._key(exporter, gathered)
        if known := exporter.known(key, self._cache, pages):
            return _done(known)
        work = Work("editions", file, exporter.made)
        return self._running.submit(work, gathered.content, key, self._theme, self._cache, pages)

    def one(self, paper: Entry[Paper], sources: Sources, info: FormatInfo) -> bytes:
        """Make a paper's edition of a format that is wanted, in one language."""
        text, tag = gathered(paper, sources), sources.views.language.tag
        (exporter,) = (one for one in self._exporters if one.info == info)
        pages = NO_PAGES
        if exporter.takes_pages and self._paged:
            file = self._paged.info.file_name(paper.slug, tag)
            self._jobs[file] = self._begun(self._paged, file, text)
            pages = self._pages(paper.slug, tag)
        return self._begun(exporter, info.file_name(paper.slug, tag), text, pages).result()[0]

    def finish(self, site_dir: Path) -> Mapping[str, int]:
        """Wait for all, and write them; what formats have to say of them is in `said` then.

        Returns:
            The size of each file in bytes, by name.

        Raises:
            ProblemsError: A paper can't be gathered, or a format can't hold what its text has.
        """
        self.begin()
        self.make()
        self._make_waiting()
        sizes: dict[str, int] = {}
        for name, made in sorted(self._jobs.items()):
            try:
                content, said = made.result()
            except ProblemsError as error:  # the other editions may have faults of their own
                self._problems += error.problems
                continue
            for problem in said.problems:
                log.warning(describe(problem))
            self.said += said.problems
            put(site_dir / FOLDER / name, content)
            sizes[name] = len(content)
        if self._problems:
            raise ProblemsError(*self._problems)
        return sizes


def _done(made: Made) -> Future[Made]:
    future: Future[Made] = Future()
    future.set_result(made)
    return future


def _pages_of(file: str, made: Made) -> Pages:
    return Pages(file, made[1].breaks)


def _generator(theme: Layers) -> Iterator[str]:
    """Yield what decides how editions of every format come out, apart from their text."""
    yield generator()
    yield theme.digest("editions", "locales")


def _input(edition: Edition) -> Iterator[bytes | str]:
    """Yield all that an edition consists of, and the fonts that this machine alone has."""
    about = repr(
        (
            edition.paper,
            edition.language,
            edition.series,
            edition.label,
            edition.keywords,
            edition.imprint,
            edition.how_to_cite,
            edition.provenance,
            edition.url,
            edition.downloads,
            edition.date,
            edition.statement,
            sorted(edition.maps.items()),
            sorted(edition.drawings.items()),
        )
    )
    parts = [repr(part) for part in edition.parts]
    yield about
    yield from parts
    yield from machine_fonts(edition.language.tag, "".join({*about, *"".join(parts)}))
    if edition.cover:
        yield edition.cover.read_bytes()
    for name, path in sorted(edition.images.items()):
        yield name
        yield path.read_bytes()


def with_sizes(page: bytes, sizes: Mapping[str, int], language: Language) -> bytes:
    """Put the sizes of downloads where a page has left room for them.

    A page is rendered before the files that it offers are made.

    Args:
        page: The page's HTML.
        sizes: Bytes of each file, by name; room for others is left.
        language: The language of the page's readers.
    """

    def filled(mark: re.Match[bytes]) -> bytes:
        name = mark[1].decode()
        return formats.size(sizes[name], language).encode() if name in sizes else mark[0]

    return SIZE_MARKS.sub(filled, page) if SIZE_MARKS.search(page) else page


def without_sizes(page: bytes) -> bytes:
    """Leave out the sizes of files that aren't made yet."""
    return SIZE_MARKS.sub("…".encode(), page)


def edition_date(seconds: int) -> dt.date:
    """Return the day (UTC) that an edition bears, from the build's time in seconds since 1970."""
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()

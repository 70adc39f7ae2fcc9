"""Makes the offline editions of a site: side by side, and nothing twice for the same input.

While pages are being rendered, editions are being made. What was made once is kept by its content
(`content_cache`), and with it what was said of it: a build that finds it there says the same as the
one that made it.
"""

from __future__ import annotations

import datetime as dt
import logging
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TypeAlias, cast

from issue_papers.content.library import Entry
from issue_papers.content.locales import Language
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import ContentCache, digest, generator, tree_digest
from issue_papers.fonts.typefaces import machine_fonts
from issue_papers.formats import registry
from issue_papers.formats.declaration import EditionMaker, Format, Means
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.gather import Sources, gather
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.publishing import put
from issue_papers.reporting.problems import Problem, ProblemsError, describe
from issue_papers.views import formats
from issue_papers.views.downloads import FOLDER, size_mark
from issue_papers.work import Work

log = logging.getLogger("issue_papers")
_SAID = ".said"
_INPUT = ".edition"

Made: TypeAlias = tuple[bytes, tuple[Problem, ...]]
"""A file, and what was said of it when it was made."""


class Editions:
    """The offline editions of one build.

    Args:
        wanted: The formats that are wanted.
        theme_dir: The folder with `editions/`.
        cache: Where what was made before is kept.
        running: What makes them.

    Attributes:
        jobs: What is being made, by its name in the downloads folder.
        made_with: Digest of what decides, besides its text, how an edition of any format comes out.
        said: What formats have said of those that are finished.
    """

    def __init__(
        self,
        wanted: Sequence[FormatInfo],
        theme_dir: Path,
        cache: ContentCache,
        running: Executor,
    ) -> None:
        self._exporters = [*_exporters(wanted, theme_dir)]
        self.theme_dir = theme_dir
        self.cache = cache
        self.jobs: dict[str, Future[Made]] = {}
        self.said: list[Problem] = []
        self._running = running
        self._generator = digest(_generator(theme_dir))
        self.made_with = digest([self._generator, *_means(registry.formats(), theme_dir)])

    def start(self, sources: Sources, may_be: Callable[[Entry[Paper], str], str]) -> None:
        """Begin with the editions of all papers in one language.

        Args:
            sources: What they are gathered from.
            may_be: Names what a paper's editions in a language may be made from: where that is
                known, and they are, nothing is gathered.

        Raises:
            ProblemsError: A text holds what an edition has no place for.
        """
        tag = sources.views.language.tag
        for paper in sources.views.library.of(PAPER):
            if self._exporters and paper.has(tag):
                name = digest(["edition", self._generator, may_be(paper, tag)])
                for info, made in self._known(name) or self._begun(name, paper, sources):
                    self.jobs[info.file_name(paper.slug, tag)] = made

    def _known(self, name: str) -> list[tuple[FormatInfo, Future[Made]]]:
        """Return a paper's editions as they were made before; nothing if one of them wasn't."""
        kept = self.cache.find(name, _INPUT)
        if kept is None:
            return []
        found = []
        for exporter in self._exporters:
            made = exporter.known(kept.decode(), self.cache)
            if made is None:
                return []
            found.append((exporter.info, _done(made)))
        return found

    def _begun(
        self, name: str, paper: Entry[Paper], sources: Sources
    ) -> list[tuple[FormatInfo, Future[Made]]]:
        """Have a paper's editions made, but for those that were made before."""
        found = []
        units = [*self._units(paper, sources)]
        for unit in units:
            known = unit.exporter.known(unit.edition_key, self.cache)
            made = (
                _done(known)
                if known
                else self._running.submit(Work("editions", unit.name, unit.make), self.cache)
            )
            found.append((unit.exporter.info, made))
        self.cache.put(name, _INPUT, units[0].edition_key.encode())
        return found

    def _units(self, paper: Entry[Paper], sources: Sources) -> Iterator[_Unit]:
        """Yield what makes a paper's edition of each format, in one language."""
        edition = gather(paper, sources)
        key = digest([self._generator, *_input(edition)])
        for exporter in self._exporters:
            yield _Unit(exporter, edition, self.theme_dir, key)

    def one(self, paper: Entry[Paper], sources: Sources) -> bytes:
        """Make a paper's edition of the first format that is wanted, in one language."""
        unit = next(self._units(paper, sources))
        made = unit.exporter.known(unit.edition_key, self.cache) or unit.make(self.cache)
        return made[0]

    def finish(self, site_dir: Path) -> Mapping[str, int]:
        """Wait for all, and write them; what formats have to say of them is in `said` then.

        Returns:
            The size of each file in bytes, by name.

        Raises:
            ProblemsError: A format can't hold what the text has.
        """
        sizes: dict[str, int] = {}
        problems: list[Problem] = []
        for name, made in self.jobs.items():
            try:
                content, said = made.result()
            except ProblemsError as error:  # the other editions may have faults of their own
                problems += error.problems
                continue
            for problem in said:
                log.warning(describe(problem))
            self.said += said
            put(site_dir / FOLDER / name, content)
            sizes[name] = len(content)
        if problems:
            raise ProblemsError(*problems)
        return sizes


@dataclass(frozen=True)
class _Exporter:
    """A format that is wanted, and what makes it.

    Attributes:
        info: The format.
        make: Makes it.
        means: Digest of what decides how it alone comes out.
    """

    info: FormatInfo
    make: EditionMaker
    means: str

    def key(self, edition: str) -> str:
        """Return the digest of all that decides how an edition comes out, given its own."""
        return digest([edition, self.means])

    def known(self, edition: str, cache: ContentCache) -> Made | None:
        """Return an edition as it was made before, if it was.

        Args:
            edition: Digest of what it holds.
            cache: Where it is kept.
        """
        key = self.key(edition)
        content, said = cache.find(key, self.info.suffix), cache.find(key, _SAID)
        if content is None or said is None:
            return None
        return content, cast("tuple[Problem, ...]", pickle.loads(said))  # noqa: S301 - our own cache


@dataclass(frozen=True)
class _Unit:
    """An edition that is to be made, here or in another process.

    Attributes:
        exporter: What makes it.
        edition: What it holds.
        theme_dir: The folder of templates.
        edition_key: Digest of what it holds.
    """

    exporter: _Exporter
    edition: Edition
    theme_dir: Path
    edition_key: str

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.edition.name}{self.exporter.info.suffix}"

    def make(self, cache: ContentCache) -> Made:
        """Make it, and keep it with what is said of it."""
        told: list[Problem] = []
        info = self.exporter.info
        means = Means(self.theme_dir, dict(info.options), cache, told.append)
        content = self.exporter.make(self.edition, means)
        key = self.exporter.key(self.edition_key)
        cache.put(key, _SAID, pickle.dumps(tuple(told)))  # before the edition is
        cache.put(key, info.suffix, content)
        return content, tuple(told)


def _done(made: Made) -> Future[Made]:
    future: Future[Made] = Future()
    future.set_result(made)
    return future


def _exporters(wanted: Iterable[FormatInfo], theme_dir: Path) -> Iterator[_Exporter]:
    """Yield those formats that are made from editions."""
    for info in wanted:
        form = registry.declaration(info)
        if form.make:
            means = digest([*_means([form], theme_dir), repr(info)])
            yield _Exporter(info, form.make, means)


def _means(formats: Iterable[Format], theme_dir: Path) -> Iterator[str]:
    """Yield what decides how some formats come out, and no others."""
    for form in formats:
        yield form.info.name
        yield versions([form])
        yield tree_digest(*(theme_dir / path for path in form.theme))


def _generator(theme_dir: Path) -> Iterator[str]:
    """Yield what decides how editions of every format come out, apart from their text."""
    yield generator()
    yield tree_digest(theme_dir / "editions")
    yield tree_digest(theme_dir / "locales")


def versions(formats: Iterable[Format]) -> str:
    """Return the versions of the libraries that decide how formats come out."""
    names = sorted({name for form in formats for name in form.libraries})
    return " ".join(f"{name} {metadata.version(name)}" for name in names)


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
            edition.date,
            sorted(edition.maps.items()),
        )
    )
    parts = [repr(part) for part in edition.parts]
    yield about
    yield from parts
    yield from machine_fonts(edition.language.tag, "".join({*about, *"".join(parts)}))
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
    if _MARK_START not in page:
        return page

    def filled(mark: re.Match[bytes]) -> bytes:
        name = mark[1].decode()
        return formats.size(sizes[name], language).encode() if name in sizes else mark[0]

    return _MARK.sub(filled, page)


def without_sizes(page: bytes) -> bytes:
    """Leave out the sizes of files that aren't made yet."""
    return _MARK.sub("…".encode(), page) if _MARK_START in page else page


_MARK = re.compile(re.escape(size_mark("NAME").encode()).replace(b"NAME", rb"([\w.-]+?)"))
_MARK_START = size_mark("NAME").partition("NAME")[0].encode()


def edition_date(seconds: int) -> dt.date:
    """Return the day (UTC) that an edition bears, from the build's time in seconds since 1970."""
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()

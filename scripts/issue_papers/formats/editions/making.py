"""Makes the offline editions of a site: side by side, and nothing twice for the same input.

While pages are being rendered, editions are being made. What was made once is kept by its content
(`content_cache`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from importlib import metadata, resources
from pathlib import Path

from issue_papers.content.library import Entry
from issue_papers.content.locales import Language
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import ContentCache, digest, tree_digest
from issue_papers.fonts.typefaces import machine_fonts
from issue_papers.formats import registry
from issue_papers.formats.declaration import EditionMaker, Format
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.gather import Sources, gather
from issue_papers.publishing import put
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.views import formats
from issue_papers.views.downloads import FOLDER, size_mark


@dataclass(frozen=True)
class Job:
    """One file in the making.

    Attributes:
        name: Its name in the downloads folder.
        content: What it will hold.
    """

    name: str
    content: Future[bytes]


class Editions:
    """The offline editions of one build.

    Args:
        wanted: The formats that are wanted.
        theme_dir: The folder with `editions/`.
        cache: Where what was made before is kept.
        running: What makes them.

    Attributes:
        made_with: Digest of what decides, besides its text, how an edition of any format comes out.
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
        self.jobs: list[Job] = []
        self._running = running
        self._generator = digest(_generator(theme_dir))
        self.made_with = digest([self._generator, *_means(registry.formats(), theme_dir)])

    def start(self, sources: Sources) -> None:
        """Begin with the editions of all papers in one language.

        Raises:
            ProblemsError: A text holds what an edition has no place for.
        """
        tag = sources.views.language.tag
        for paper in sources.views.library.papers:
            if not (self._exporters and paper.has(tag)):
                continue
            edition = gather(paper, sources)
            key = digest([self._generator, *_input(edition)])
            for exporter in self._exporters:
                content = self._content(
                    digest([key, exporter.means]),
                    exporter.info.suffix,
                    partial(exporter.make, edition, self.theme_dir, dict(exporter.info.options)),
                )
                self.jobs.append(Job(exporter.info.file_name(paper.slug, tag), content))

    def one(self, paper: Entry, sources: Sources) -> bytes:
        """Make a paper's edition of the first format that is wanted, in one language."""
        (exporter, *_) = self._exporters
        edition = gather(paper, sources)
        key = digest([digest([self._generator, *_input(edition)]), exporter.means])
        make = partial(exporter.make, edition, self.theme_dir, dict(exporter.info.options))
        return self.cache.get(key, exporter.info.suffix, make)

    def _content(self, key: str, suffix: str, make: Callable[[], bytes]) -> Future[bytes]:
        """Have a file made, unless it was made before."""
        known = self.cache.find(key, suffix)
        if known is None:
            return self._running.submit(self.cache.get, key, suffix, make)
        content: Future[bytes] = Future()
        content.set_result(known)
        return content

    def finish(self, site_dir: Path) -> Mapping[str, int]:
        """Wait for all, and write them.

        Returns:
            The size of each file in bytes, by name.

        Raises:
            ProblemsError: A format can't hold what the text has.
        """
        sizes: dict[str, int] = {}
        problems: list[Problem] = []
        for job in self.jobs:
            try:
                content = job.content.result()
            except ProblemsError as error:  # the other editions may have faults of their own
                problems += error.problems
                continue
            put(site_dir / FOLDER / job.name, content)
            sizes[job.name] = len(content)
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
    package = Path(str(resources.files("issue_papers")))
    yield tree_digest(package, suffixes=frozenset({".py", ".yml", ".json"}))
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

"""Makes the offline editions of a site: side by side, and nothing twice for the same input.

While MkDocs renders the pages of one language, the editions of those before are being made. What
was made once is kept by its content (`content_cache`), and with it what was said of it: a build
that finds it there says the same as the one that made it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from issue_papers.content.locales import Locales
from issue_papers.content.settings import FormatInfo
from issue_papers.content_cache import ContentCache, digest, tree_digest
from issue_papers.fonts.typefaces import machine_fonts
from issue_papers.formats import registry
from issue_papers.formats.declaration import EditionMaker, Format
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.gather import Sources, gather
from issue_papers.publishing import put
from issue_papers.reporting.problems import Problem, ProblemsError, describe
from issue_papers.views import formats
from issue_papers.views.downloads import FOLDER, size_mark

log = logging.getLogger("mkdocs.plugins.issue_papers")
_SAID = ".said"


@dataclass(frozen=True)
class Job:
    """One file in the making.

    Attributes:
        key: Digest of all that it is made from.
        made: What it will hold, and what was said of it.
    """

    key: str
    made: Future[tuple[bytes, tuple[Problem, ...]]]


class Editions:
    """The offline editions of one build.

    Args:
        wanted: The formats that are wanted.
        theme_dir: The folder with `editions/`.
        cache: Where what was made before is kept.

    Attributes:
        jobs: What is being made, by its name in the downloads folder.
        made_with: Digest of what decides, besides its text, how an edition of any format comes out.
    """

    def __init__(self, wanted: Sequence[FormatInfo], theme_dir: Path, cache: ContentCache) -> None:
        self._exporters = [*_exporters(wanted, theme_dir)]
        self.theme_dir = theme_dir
        self.cache = cache
        self.jobs: dict[str, Job] = {}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
        self._generator = digest(_generator(theme_dir))
        self.made_with = digest([self._generator, *_means(registry.formats(), theme_dir)])

    def start(self, sources: Sources) -> None:
        """Begin with the editions of all papers in one language, unless they have been begun.

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
                name = exporter.info.file_name(paper.slug, tag)
                whole = digest([key, exporter.means])
                if name not in self.jobs or self.jobs[name].key != whole:
                    made = self._pool.submit(self._made, exporter, edition, whole)
                    self.jobs[name] = Job(whole, made)

    def _made(
        self, exporter: _Exporter, edition: Edition, key: str
    ) -> tuple[bytes, tuple[Problem, ...]]:
        """Return an edition, and what was said of it when it was made."""
        told: list[Problem] = []

        def make() -> bytes:
            options = dict(exporter.info.options)
            content = exporter.make(edition, self.theme_dir, options, told.append)
            self.cache.get(key, _SAID, lambda: pickle.dumps(tuple(told)))  # before the edition is
            return content

        content = self.cache.get(key, exporter.info.suffix, make)
        said = self.cache.get(key, _SAID, lambda: pickle.dumps(tuple(told)))
        return content, pickle.loads(said)  # noqa: S301 - our own cache

    def finish(self, site_dir: Path) -> Mapping[str, int]:
        """Wait for all, and write them.

        Returns:
            The size of each file in bytes, by name.

        Raises:
            ProblemsError: A format can't hold what the text has.
        """
        sizes: dict[str, int] = {}
        problems: list[Problem] = []
        for name, job in self.jobs.items():
            try:
                content, said = job.made.result()
            except ProblemsError as error:  # the other editions may have faults of their own
                problems += error.problems
                continue
            for problem in said:
                log.warning(describe(problem))
            put(site_dir / FOLDER / name, content)
            sizes[name] = len(content)
        if problems:
            raise ProblemsError(*problems)
        return sizes

    def close(self) -> None:
        """Give up what isn't finished."""
        self._pool.shutdown(cancel_futures=True)
        self.jobs.clear()


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


def fill_sizes(site_dir: Path, locales: Locales, sizes: Mapping[str, int]) -> None:
    """Put the sizes of downloads where pages have left room for them.

    A page is rendered before the files that it offers are made.

    Args:
        site_dir: The built site.
        locales: Its languages; a page of each stands below its prefix.
        sizes: Bytes of each file, by name.
    """
    prefixes = {locales.prefix(tag).rstrip("/"): tag for tag in locales.tags}
    for page in sorted(site_dir.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if _MARK_START not in text:
            continue
        first = page.relative_to(site_dir).parts[0]
        language = locales[prefixes.get(first, locales.source)]
        filled = _MARK.sub(
            lambda mark: (
                formats.size(sizes[mark[1]], language)  # noqa: B023 - used at once
                if mark[1] in sizes
                else mark[0]
            ),
            text,
        )
        page.write_text(filled, encoding="utf-8")


_MARK = re.compile(re.escape(size_mark("NAME")).replace("NAME", r"([\w.-]+?)"))
_MARK_START = size_mark("NAME").partition("NAME")[0]


def edition_date(seconds: int) -> dt.date:
    """Return the day (UTC) that an edition bears, from the build's time in seconds since 1970."""
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()

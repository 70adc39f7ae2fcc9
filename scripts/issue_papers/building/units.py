"""The units of a build: functions of values that can be sent to another process.

A page is made from the content of the whole site, which is put into a file that its digest names. A
worker opens that file once, however many pages it makes; one that was copied from this process has
the site already.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

from issue_papers.building.executors import is_alone, shares_memory
from issue_papers.building.keys import exact_key
from issue_papers.building.site import Content, Site
from issue_papers.building.watching import Span
from issue_papers.content.library import Entry
from issue_papers.content_cache import ContentCache, digest
from issue_papers.formats import registry
from issue_papers.formats.declaration import Copied, Copying, SiteMaker
from issue_papers.formats.editions.making import Gathered, gathered
from issue_papers.formats.markdown.mirror import NAME as MIRROR
from issue_papers.kinds.paper.model import PAPER
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.sharing import share, shared
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.views.shapes import PageView
from issue_papers.work import Work, shares

T = TypeVar("T")

Page: TypeAlias = tuple[str, str]
"""A page's key, and the tag of the language of its readers."""

Companions: TypeAlias = Mapping[str, bytes]
"""Files that stand beside a page, by name."""

_SITE = ".site"
PAGE = ".page"
"""The suffix of pages in the content cache."""

_ENOUGH, _MOST = 12, 36
"""How many pages a worker is given at once."""

_LEAST, _TURNS = 3, 8
"""How few, where there aren't so many times more: one may take as long as ten others."""


@dataclass(frozen=True)
class Sealed:
    """A site's content, put down for whoever makes a part of the site.

    Attributes:
        cache: Where it is; nowhere where all who ask share this process' memory.
        digest: Names what is in it.
    """

    cache: ContentCache | None
    digest: str


@dataclass(frozen=True)
class Rendered:
    """A page.

    Attributes:
        name: Names what it is made from.
        html: The page.
        companions: What stands beside it, by name; nothing where the language hasn't really this
            page.
        is_new: Whether it was drawn for this; else it was known.
        span: What it took.
    """

    name: str
    html: bytes
    companions: Companions
    is_new: bool
    span: Span


def render(sealed: Sealed, pages: Sequence[Page]) -> list[Rendered]:
    """Make some pages of a site, in their order.

    Args:
        sealed: The site.
        pages: Which pages.
    """
    site = opened(sealed)
    made = []
    for key, tag in pages:
        made.append(_rendered(site, site.library.entries[key], tag))
        site.has_told(1)
    return made


def _rendered(site: Site, entry: Entry, language: str) -> Rendered:
    start = time.time()
    url = site.library.locales.url(entry.key, language)
    view = site.renderer.view(entry, language)
    article = site.renderer.article(entry, view)
    name = exact_key(site.renderer.look(view), site.catalogues[language], view, article)
    known = site.cache.find(name, PAGE)
    html = site.renderer.written(view, article).encode() if known is None else known
    companions = _beside(site, entry, language, view) if entry.has(language) else {}
    span = Span.since(start, "pages", url or "index.html")
    return Rendered(name, html, companions, known is None, span)


def cite(sealed: Sealed, pages: Sequence[Page]) -> None:
    """Write how some pages are cited, for whoever makes them.

    Args:
        sealed: The site.
        pages: Which pages, of one language: the styles of one take as much room as its texts.
    """
    site = opened(sealed)
    for key, tag in pages:
        site.views[tag].cite_this.prepare(site.library.entries[key])


def accompany(sealed: Sealed, pages: Sequence[Page]) -> list[Companions]:
    """Write what stands beside some pages of a site, in their order.

    Args:
        sealed: The site.
        pages: Which pages.
    """
    site = opened(sealed)
    return [
        _beside(site, entry, tag, site.renderer.view(entry, tag))
        for key, tag in pages
        for entry in [site.library.entries[key]]
    ]


def _beside(site: Site, entry: Entry, language: str, view: PageView) -> Companions:
    """Return a page as Markdown, and how it is cited, as files."""
    made = {MIRROR: site.mirrors[language].page(entry, view)}
    made |= site.views[language].cite_this.files(entry)
    return {name: text.encode() for name, text in made.items()}


def gather(sealed: Sealed, paper: str, language: str) -> Gathered:
    """Gather a paper for what it can be taken away in.

    Args:
        sealed: The site.
        paper: The paper's key.
        language: The language's tag.

    Raises:
        ProblemsError: A text holds what an edition has no place for.
    """
    site = opened(sealed)
    found = next(entry for entry in site.library.of(PAPER) if entry.key == paper)
    return gathered(found, site.sources(language))


def copy(sealed: Sealed, name: str, site_dir: Path, paper: str, language: str) -> Copied:
    """Make one of the files that take pages of the finished site along.

    Args:
        sealed: The site.
        name: The format's name.
        site_dir: The finished site.
        paper: The paper's key.
        language: The language's tag.
    """
    site = opened(sealed)
    info = next(form for form in site.settings.formats if form.name == name)
    make = cast("SiteMaker", registry.declaration(info).copy)
    return make(copying(site, site_dir, site.library.entries[paper], language))


def copying(site: Site, site_dir: Path, paper: Entry, language: str) -> Copying:
    """Return what a file is made from that takes pages of the finished site along."""
    taken = [form for form in site.settings.formats if form.is_in_offline_copy]
    names = [form.file_name(paper.slug, language) for form in taken]
    return Copying(
        site_dir=site_dir,
        views=site.views[language],
        paper=paper,
        theme=site.theme,
        assets=site.assets,
        editions={name: site_dir / DOWNLOADS / name for name in names},
        cache=site.cache,
    )


def in_the_making(
    kind: str,
    make: Callable[[Sealed, Sequence[Page]], list[T]],
    site: Site,
    pages: Sequence[Page],
    running: Executor,
) -> Iterator[tuple[Page, T]]:
    """Begin to make something of pages side by side, and return each page with it when it is there.

    What has been returned isn't held any longer: all pages of a large site are more than a machine
    need have room for. A process that works alone begins a batch only when it is asked for.

    Args:
        kind: What is made: `pages`.
        make: Makes it of some pages, in their order.
        site: The site.
        pages: Which pages.
        running: What runs the units.
    """
    sealed = seal(site, running, is_needed=bool(pages))

    def submitted(batch: Sequence[Page]) -> Future[list[T]]:
        return running.submit(Work(kind, "", make, len(batch)), sealed, batch)

    fair = max(_LEAST, len(pages) // _TURNS)
    batches = shares(pages, enough=min(_ENOUGH, fair), most=min(_MOST, fair))
    if is_alone(running):
        return (
            each for batch in batches for each in zip(batch, submitted(batch).result(), strict=True)
        )
    jobs = {submitted(batch): batch for batch in batches}
    return (
        each
        for job in as_completed([*jobs])
        for each in zip(jobs.pop(job), job.result(), strict=True)
    )


def seal(site: Site, running: Executor, *, is_needed: bool = True) -> Sealed:
    """Put a site where units find it.

    Args:
        site: The site.
        running: What runs the units.
        is_needed: Whether there are any; those that share this process' memory may come later.

    Raises:
        ProblemsError: It can't be put there.
    """
    if shares_memory(running) or not is_needed:
        return Sealed(None, share(site))
    content = pickle.dumps(site.content)
    name = digest([content])
    if not site.cache.put(name, _SITE, content):
        settings = site.settings
        message = say(
            "the workers of this build can't be told what to do: nothing can be kept in {folder}",
            folder=str(site.cache.folder),
        )
        hint = say("build with `--workers 1`, or name another folder in ISSUE_PAPERS_CACHE")
        config = settings.relative(settings.config_path)
        raise ProblemsError(Problem(config, 1, "cache", message, hint))
    return Sealed(site.cache, name)


def opened(sealed: Sealed) -> Site:
    """Return a site that was put down for those who make a part of it."""
    here: Site | None = shared(sealed.digest)
    return here or _read(sealed)


@lru_cache(maxsize=1)
def _read(sealed: Sealed) -> Site:
    found = sealed.cache.find(sealed.digest, _SITE) if sealed.cache else None
    if found is None:
        raise LookupError(sealed.digest)
    content: Content = pickle.loads(found)  # noqa: S301 - it is what this build has put there
    return Site(content)

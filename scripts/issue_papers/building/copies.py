"""The files that take pages of the finished site along, in the making: offline copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from issue_papers.building.copy_inputs import CopyInputs
from issue_papers.building.site import Site
from issue_papers.building.units import Sealed, copy, seal
from issue_papers.content.settings import FormatInfo
from issue_papers.formats import registry
from issue_papers.publishing import put
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.work import Work


@dataclass(frozen=True)
class _Copy:
    """A copy.

    Attributes:
        name: Its name among the downloads.
        key: Names what it is made from.
        suffix: Its format's.
        known: The copy as it was made before, if it was.
        made: The copy in the making, if it wasn't.
    """

    name: str
    key: str
    suffix: str
    known: bytes | None
    made: Future[bytes] | None


class Copies:
    """The copies of all papers, in all formats and languages, begun.

    Args:
        site: What the site was made of.
        site_dir: The finished site.
        running: What makes them.
    """

    def __init__(self, site: Site, site_dir: Path, running: Executor) -> None:
        self._site = site
        self._site_dir = site_dir
        self._running = running
        self._copies = [*self._begun()]

    def write(self) -> Mapping[str, int]:
        """Write them into the site, and return their sizes in bytes by name."""
        sizes = {}
        for each in self._copies:
            content = each.known
            if each.made:
                content = each.made.result()
                self._site.cache.put(each.key, each.suffix, content)
            if content is not None:
                put(self._site_dir / DOWNLOADS / each.name, content)
                sizes[each.name] = len(content)
        return sizes

    def _begun(self) -> Iterator[_Copy]:
        wanted = [info for info in self._site.settings.formats if registry.declaration(info).copy]
        if not wanted:
            return
        inputs = CopyInputs(self._site_dir, self._site)
        for info in wanted:
            for paper in self._site.library.publications:
                for tag in self._site.views:
                    if paper.has(tag):
                        key, name = inputs.key(info, paper, tag), info.file_name(paper.slug, tag)
                        known = self._site.cache.find(key, info.suffix)
                        made = None if known else self._submitted(info, name, paper.key, tag)
                        yield _Copy(name, key, info.suffix, known, made)

    @cached_property
    def _sealed(self) -> Sealed:
        return seal(self._site, self._running)

    def _submitted(self, info: FormatInfo, name: str, paper: str, tag: str) -> Future[bytes]:
        work = Work("copies", name, copy)
        return self._running.submit(work, self._sealed, info.name, self._site_dir, paper, tag)

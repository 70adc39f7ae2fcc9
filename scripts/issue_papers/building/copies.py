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
from issue_papers.content.library import Entry
from issue_papers.content.settings import FormatInfo
from issue_papers.formats import registry
from issue_papers.formats.declaration import Copied
from issue_papers.publishing import put
from issue_papers.views.downloads import FOLDER as DOWNLOADS
from issue_papers.work import Work


@dataclass(frozen=True)
class _Copy:
    """A copy that is wanted.

    Attributes:
        info: Its format.
        paper: The paper.
        language: The language's tag.
    """

    info: FormatInfo
    paper: Entry
    language: str

    @property
    def name(self) -> str:
        """Its name among the downloads."""
        return self.info.file_name(self.paper.slug, self.language)


class Copies:
    """The copies of all papers, in all formats and languages, begun.

    Args:
        site: What the site was made of.
        site_dir: The finished site, but for what no copy has.
        running: What makes them.
    """

    def __init__(self, site: Site, site_dir: Path, running: Executor) -> None:
        self._site = site
        self._site_dir = site_dir
        self._running = running
        self._inputs = CopyInputs(site_dir, site)
        self._known: dict[str, bytes] = {}
        self._begun: list[tuple[_Copy, Future[Copied]]] = []
        for each in self._wanted():
            known = self._inputs.known(each.info, each.paper, each.language)
            if known is None:
                self._begun.append((each, self._submitted(each)))
            else:
                self._known[each.name] = known

    def write(self) -> Mapping[str, int]:
        """Write them into the site, and return their sizes in bytes by name."""
        made = dict(self._known)
        for each, job in self._begun:
            copied = job.result()
            self._inputs.keep(each.info, each.paper, each.language, copied)
            made[each.name] = copied.content
        for name, content in made.items():
            put(self._site_dir / DOWNLOADS / name, content)
        return {name: len(content) for name, content in made.items()}

    def _wanted(self) -> Iterator[_Copy]:
        for info in self._site.settings.formats:
            for paper in self._site.library.publications if registry.declaration(info).copy else ():
                yield from (_Copy(info, paper, tag) for tag in self._site.views if paper.has(tag))

    @cached_property
    def _sealed(self) -> Sealed:
        return seal(self._site, self._running)

    def _submitted(self, wanted: _Copy) -> Future[Copied]:
        work = Work("copies", wanted.name, copy)
        about = (wanted.info.name, self._site_dir, wanted.paper.key, wanted.language)
        return self._running.submit(work, self._sealed, *about)

"""A site as its editor sees it while writing: the page that is asked for, as the files are now.

A saved file is read again, and the page that is looked at is rendered from that at once; all that
was made of other files is still there. What takes longer follows in a process of its own: the
check, and a build of all that isn't a page, such as the search index. While a file can't be read,
the last good state stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeAlias

from issue_papers.building import configuration
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import Given, UnusableConfigError, settings_of
from issue_papers.building.saving import Places
from issue_papers.building.site import Content, Site
from issue_papers.content.library import Entry
from issue_papers.content.memory import Memory
from issue_papers.content.settings import FormatInfo, Settings
from issue_papers.formats import registry
from issue_papers.formats.editions.making import Editions, without_sizes
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.reporting import reports
from issue_papers.reporting.messages import environment_language
from issue_papers.reporting.problems import Problem, ProblemsError, errors
from issue_papers.reporting.unexpected import unexpected
from issue_papers.views.downloads import FOLDER as DOWNLOADS

_PATIENCE = 10
"""How nice (POSIX) what is made behind is to all else."""

Told: TypeAlias = Mapping[str, Any]
"""A problem as `check --format json` tells it."""

_Asked: TypeAlias = tuple[FormatInfo, Entry[Paper], str]
"""What a paper can be taken away as, in which language."""


@dataclass(frozen=True)
class State:
    """What there is to see.

    Attributes:
        number: Counts what has been known anew.
        since: The number from which on the site is this one.
        site: The site as it could be read last.
        problems: What is wrong now; while that is an error, `site` is older.
    """

    number: int
    since: int
    site: Site
    problems: tuple[Told, ...] = ()


@dataclass(frozen=True)
class _Configured:
    """A configuration, and what was read with it.

    Attributes:
        files: What is in mkdocs.yml, and in the files that it inherits from.
        given: What they say.
        settings: The settings made of that.
        memory: What was made of the site's files with these settings.
    """

    files: Mapping[Path, bytes]
    given: Given
    settings: Settings
    memory: Memory

    @classmethod
    def read(cls, config_file: Path) -> Self:
        """Read a configuration.

        Raises:
            UnusableConfigError: It can't be used.
        """
        given = configuration.read(config_file)
        given.needs_no_mkdocs()
        if errors(given.doubts):
            raise UnusableConfigError(*given.doubts)
        files = {path: path.read_bytes() for path in given.config_files}
        return cls(files, given, settings_of(given), Memory())

    @property
    def holds(self) -> bool:
        """Whether the files still say so."""
        return self.given.docs_dir.is_dir() and all(
            path.is_file() and path.read_bytes() == content for path, content in self.files.items()
        )


class Preview:
    """The site that is being looked at.

    Args:
        config_file: mkdocs.yml.
        tell: Is told what is wrong, whenever that is known anew.
    """

    def __init__(self, config_file: Path, tell: Callable[[Sequence[Told]], None]) -> None:
        self._config_file = config_file
        self._tell = tell
        self._changed = threading.Condition()
        self._drawing = threading.Lock()
        self._behind = threading.Lock()
        self._temporary = tempfile.TemporaryDirectory(prefix="issue-papers-")
        self._rest = Path(self._temporary.name) / "site"
        self._rest_of: Site | None = None  # of what site that was made
        self._known_there: frozenset[str] = frozenset()  # the pages and files among that
        self._is_closed = False
        self._build: subprocess.Popen[bytes] | None = None
        self._configured: _Configured | None = None
        self.state, problems = self._glance()
        if errors(problems):  # what can be read is shown all the same
            self.state = replace(self.state, problems=told(problems))
            self._tell(self.state.problems)

    def close(self) -> None:
        """Stop what is being made, and delete what was."""
        with self._behind:
            self._is_closed = True
        self._stop()
        if self._build:
            self._build.wait()
        self._temporary.cleanup()

    @property
    def places(self) -> Places:
        """From what the site is read."""
        settings = self.state.site.settings
        known = self._configured
        watched = known.given.watched if known else ()
        files = (self._config_file.resolve(), *(known.files if known else ()))
        files += tuple(settings.markdown.included)
        folders = (settings.docs_dir, settings.cases_dir, *settings.theme.folders)
        return Places(
            frozenset((*files, *(path for path in watched if path.is_file()))),
            frozenset((*folders, *(path for path in watched if not path.is_file()))),
        )

    def update(self) -> Places:
        """Read the files again; whoever waits for it sees the page anew.

        Returns:
            From what the site is read now.
        """
        self._stop()  # what it makes is out of date, and it has a core
        try:
            state, problems = self._glance()
        except ProblemsError as error:
            state, problems = self.state, error.problems
        except Exception as error:  # noqa: BLE001 - whatever it is, the preview goes on
            root = self._config_file.resolve().parent
            state, problems = self.state, (unexpected(error, root, self._config_file.name),)
        if errors(problems):
            state = replace(self.state, problems=told(problems))
            self._tell(state.problems)
        self._show(state)
        self._stop()  # one may have begun meanwhile
        return self.places

    def finish(self) -> None:
        """Check the site and build what isn't a page, in a process that a newer change ends.

        It has no workers, and what others need goes first: pages need a core, too.
        """
        command = [sys.executable, "-m", "issue_papers", "build", "--preview", "--format", "json"]
        command += ["--config-file", str(self._config_file), "--site-dir", str(self._rest)]
        command += ["--workers", "1"]
        with self._behind:
            if self._is_closed:
                return
            site = self.state.site
            build = subprocess.Popen(  # noqa: S603 - our own command
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._build = build
            if hasattr(os, "setpriority"):  # not on Windows
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, build.pid, _PATIENCE)
        said, _ = build.communicate()
        there = {*site.pages, *site.assets.contents, *site.pictures.sources, *site.files}
        is_made = build.returncode == 0
        self._known_there = frozenset(there if is_made else self._known_there | there)
        self._rest_of = site if is_made else None
        if self.state.site is not site or not said:
            return  # somebody went on writing, and it was ended
        found = tuple(json.loads(said))
        self._tell(found)
        if found != self.state.problems:
            self._show(replace(self.state, problems=found))

    def after(self, number: int, seconds: float) -> State:
        """Wait until more is known than a state's number says, but not for ever."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.number > number, seconds)
            return self.state

    def answer(self, site: Site, path: str) -> tuple[bytes, str] | None:
        """Return what stands at an address.

        Args:
            site: The site, as a state has it.
            path: The address in the site, without leading slash.

        Returns:
            The content, and the name of a file that would hold it; nothing if nothing is there.
        """
        if path in site.pages:
            with self._drawing:  # what draws them is no value: one at a time
                page = site.renderer.page(*site.pages[path]).encode()
            return without_sizes(page), "index.html"
        if path in site.assets.contents:
            return site.assets.contents[path], path
        if path in site.pictures.sources:
            return site.pictures.content(path, site.cache), path
        if path in site.files:
            source = site.files[path]
            clean = site.cleaned(source)
            return source.read_bytes() if clean is None else clean, path
        built = self._built(site, path)
        is_old = built is None or self._rest_of is not site
        if is_old and (asked := self._asked(site, path)):
            return self._edition(site, asked), path.rpartition("/")[2]
        return (built.read_bytes(), built.name) if built else None

    def is_page(self, site: Site, path: str) -> bool:
        """Whether a page stands at an address, which ends with a slash."""
        return path in site.pages or self._built(site, path) is not None

    def _built(self, site: Site, path: str) -> Path | None:
        """Return the file at an address that was made behind, if there is one and it is no page."""
        page = path[: path.rfind("/") + 1]  # beside which it stands
        is_gone = page in self._known_there and page not in site.pages
        if is_gone or path in self._known_there or "//" in path:
            return None  # it has been taken away since, or is no address of the site
        is_folder = not path or path.endswith("/")
        file = self._rest / path / "index.html" if is_folder else self._rest / path
        is_inside = file.resolve().is_relative_to(self._rest.resolve())
        return file if is_inside and file.is_file() else None

    def missing(self, site: Site, path: str) -> bytes:
        """Return the page for an address at which there is nothing."""
        first = path.partition("/")[0]
        tag = first if first in site.views else site.library.locales.source
        with self._drawing:
            return site.renderer.error_page(tag).encode()

    def _asked(self, site: Site, path: str) -> _Asked | None:
        """Return what a paper can be taken away as, if that is asked for and made of it alone."""
        folder, _, name = path.rpartition("/")
        made_alone = [each for each in site.settings.formats if not registry.declaration(each).copy]
        for info in made_alone if folder == DOWNLOADS else ():
            for paper in site.library.of(PAPER):
                for tag in site.views:
                    if name == info.file_name(paper.slug, tag) and paper.has(tag):
                        return info, paper, tag
        return None

    def _edition(self, site: Site, asked: _Asked) -> bytes:
        info, paper, tag = asked
        making = Editions(site.settings.formats, site.theme, site.cache, InThisProcess())
        with self._drawing:
            return making.one(paper, site.sources(tag), info)

    def _glance(self) -> tuple[State, tuple[Problem, ...]]:
        """Read the site as it is now."""
        known = self._configured
        if known is None or not known.holds:
            known = _Configured.read(self._config_file)
        settings = settings_of(known.given)  # which templates there are is a part of them
        if settings != known.settings:
            known = replace(known, settings=settings, memory=Memory())
        self._configured = known
        known.memory.turn()
        content = Content.glance(known.given, settings, known.memory)
        return State(0, 0, Site(content)), content.problems

    def _show(self, state: State) -> None:
        with self._changed:
            number = self.state.number + 1
            since = self.state.since if state.site is self.state.site else number
            self.state = replace(state, number=number, since=since)
            self._changed.notify_all()

    def _stop(self) -> None:
        with self._behind:
            if self._build and self._build.poll() is None:
                self._build.kill()  # `finish` waits for it: pages don't


def told(problems: Sequence[Problem]) -> tuple[Told, ...]:
    """Return problems as `check --format json` tells them."""
    return tuple(json.loads(reports.FORMATS["json"](problems, environment_language())))

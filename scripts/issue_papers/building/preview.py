"""A site as its editor sees it while writing: the page that is asked for, as the files are now.

A saved file is read again, and the page that is looked at is rendered from that at once. What takes
longer follows in a process of its own: the check, and a build of all that isn't a page, such as the
search index. While a file can't be read, the last good state stays.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from issue_papers.building import configuration
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import UnusableConfigError, settings_of
from issue_papers.building.site import Content, Site
from issue_papers.formats.editions.making import Editions, without_sizes
from issue_papers.kinds.paper.model import PAPER
from issue_papers.reporting import reports
from issue_papers.reporting.messages import environment_language
from issue_papers.reporting.problems import Problem, errors
from issue_papers.views.downloads import FOLDER as DOWNLOADS

Told: TypeAlias = Mapping[str, Any]
"""A problem as `check --format json` tells it."""


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
        self._temporary = tempfile.TemporaryDirectory(prefix="issue-papers-")
        self._rest = Path(self._temporary.name) / "site"
        self._build: subprocess.Popen[bytes] | None = None
        self._configured = b""
        self.state, problems = self._glance()
        if errors(problems):
            raise UnusableConfigError(*problems)

    def close(self) -> None:
        """Stop what is being made, and delete what was."""
        self._stop()
        self._temporary.cleanup()

    def update(self) -> None:
        """Read the files again; whoever waits for it sees the page anew."""
        try:
            state, problems = self._glance()
        except UnusableConfigError as error:
            state, problems = self.state, error.problems
        if errors(problems):
            state = replace(self.state, problems=_told(problems))
            self._tell(state.problems)
        self._show(state)

    def finish(self) -> None:
        """Check the site and build what isn't a page, in a process that a newer change ends.

        It has no workers: they would be left behind, and pages need a core, too.
        """
        self._stop()
        site = self.state.site
        command = [sys.executable, "-m", "issue_papers", "build", "--preview", "--format", "json"]
        command += ["--config-file", str(self._config_file), "--site-dir", str(self._rest)]
        command += ["--workers", "1"]
        build = subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._build = build
        said, _ = build.communicate()
        if self.state.site is not site or build.returncode < 0:
            return  # somebody went on writing
        found = tuple(json.loads(said or b"[]"))
        self._tell(found)
        if found != self.state.problems:
            self._show(replace(self.state, problems=found))

    def after(self, number: int, seconds: float) -> State:
        """Wait until more is known than a state's number says, but not for ever."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.number > number, seconds)
            return self.state

    def answer(self, path: str) -> tuple[bytes, str] | None:
        """Return what stands at an address.

        Args:
            path: The address in the site, without leading slash.

        Returns:
            The content, and the name of a file that would hold it; nothing if nothing is there.
        """
        site = self.state.site
        if path in site.pages:
            page = site.renderer.page(*site.pages[path]).encode()
            return without_sizes(page), "index.html"
        if path in site.assets.contents:
            return site.assets.contents[path], path
        if path in site.files:
            return site.files[path].read_bytes(), path
        is_folder = not path or path.endswith("/")
        file = self._rest / path / "index.html" if is_folder else self._rest / path
        if file.is_file() and file.resolve().is_relative_to(self._rest.resolve()):
            return file.read_bytes(), file.name
        return self._edition(path)

    def missing(self, path: str) -> bytes:
        """Return the page for an address at which there is nothing."""
        site = self.state.site
        first = path.partition("/")[0]
        tag = first if first in site.views else site.library.locales.source
        return site.renderer.error_page(tag).encode()

    def _edition(self, path: str) -> tuple[bytes, str] | None:
        """Make what a paper can be taken away as, if that is what is asked for."""
        site = self.state.site
        folder, _, name = path.rpartition("/")
        for info in site.settings.formats if folder == DOWNLOADS else ():
            for paper in site.library.of(PAPER):
                for tag in site.views:
                    if name == info.file_name(paper.slug, tag) and paper.has(tag):
                        making = Editions([info], site.theme_dir, site.cache, InThisProcess())
                        return making.one(paper, site.sources(tag)), name
        return None

    def _glance(self) -> tuple[State, tuple[Problem, ...]]:
        """Read the site as it is now."""
        written = self._config_file.read_bytes()
        if written != self._configured:
            self.given = configuration.read(self._config_file)
            self._settings = settings_of(self.given)
            self._configured = written
        content = Content.glance(self.given, self._settings)
        return State(0, 0, Site(content)), content.problems

    def _show(self, state: State) -> None:
        with self._changed:
            number = self.state.number + 1
            since = self.state.since if state.site is self.state.site else number
            self.state = replace(state, number=number, since=since)
            self._changed.notify_all()

    def _stop(self) -> None:
        if self._build and self._build.poll() is None:
            self._build.kill()
            self._build.wait()


def _told(problems: Sequence[Problem]) -> tuple[Told, ...]:
    return tuple(json.loads(reports.FORMATS["json"](problems, environment_language())))

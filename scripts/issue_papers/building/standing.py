"""What the last run has left: while nothing that it read has changed, it needn't be done again.

A run notes the state of what it has read, and of the site that it has put in place: each file by
its size and its time of change, as git does. The note is taken before anything is read, so that
what changes meanwhile is read again.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from issue_papers import git
from issue_papers.content_cache import digest, site_cache
from issue_papers.fonts import places as font_places
from issue_papers.publishing import DATED_BY
from issue_papers.reporting.messages import local, say

log = logging.getLogger("issue_papers")

if TYPE_CHECKING:  # who only asks whether something has changed doesn't wait for more
    from issue_papers.building.given import Given
    from issue_papers.content.settings import Settings
    from issue_papers.reporting.problems import Problem

_NOTE = ".note"
_VARIABLES = (DATED_BY,)


@dataclass(frozen=True)
class Reading:
    """What a run reads, and the state that it is in.

    Attributes:
        root: The site's folder.
        places: Files, and folders with all that is in them.
        variables: Names of variables of the environment.
        state: A digest of all that, of git's and of the generator's.
    """

    root: Path
    places: tuple[Path, ...]
    variables: tuple[str, ...]
    state: str

    @classmethod
    def of(cls, given: Given, settings: Settings) -> Reading:
        """Take down what a site is read from.

        Args:
            given: Its configuration.
            settings: The settings made of that.
        """
        root = given.config_path.parent
        folders = (given.docs_dir, settings.cases_dir, *given.theme.folders)
        places = (*given.config_files, *folders, *settings.markdown.included)
        return cls._of(root, places, (*_VARIABLES, *given.variables))

    @classmethod
    def _of(cls, root: Path, places: tuple[Path, ...], variables: tuple[str, ...]) -> Reading:
        parts: list[bytes | str] = [
            *_generator(),
            *_history(root),
            *(f"{name}={os.environ.get(name)}" for name in variables),
            *_states(places),
        ]
        return cls(root, places, variables, digest(parts))

    def again(self) -> Reading:
        """Return the same in the state in which it is now."""
        return self._of(self.root, self.places, self.variables)


@dataclass(frozen=True)
class Note:
    """What a run has left.

    Attributes:
        reading: What it has read.
        told: What it has told.
        site: The site that it has made, if it has.
        made: A digest of that site's state.
    """

    reading: Reading
    told: tuple[Problem, ...]
    site: Path | None = None
    made: str = ""

    @property
    def holds(self) -> bool:
        """Whether another run would leave the same."""
        if self.reading.again() != self.reading:  # a site has many more files than it is made from
            return False
        return self.site is None or self.made == _state(self.site)


class Notes:
    """The note of the last run of one command with the same options.

    Args:
        config_file: mkdocs.yml.
        command: The command, and what decides what it finds or makes.
    """

    def __init__(self, config_file: Path, command: Sequence[object]) -> None:
        self._cache = site_cache(config_file.parent)
        self._name = digest([str(config_file), *map(repr, command)])

    def last(self) -> Note | None:
        """Return the note of the last run, if it still holds."""
        note = self._cache.noted(self._name, _NOTE, Note)
        return note if note and note.holds else None

    def take(self, reading: Reading, told: Iterable[Problem], site: Path | None = None) -> None:
        """Note what a run has left; say so if nothing can be kept here.

        Args:
            reading: What it has read, in the state before.
            told: What it has told.
            site: The site that it has made.
        """
        note = Note(reading, tuple(told), site, _state(site) if site else "")
        if not self._cache.put(self._name, _NOTE, pickle.dumps(note)):
            folder = str(self._cache.folder)
            log.warning(
                "%s",
                local(
                    say(
                        "nothing can be kept in {folder}: the next run does all of this again",
                        folder=folder,
                    )
                ),
            )


def _state(folder: Path) -> str:
    return digest(_states([folder]))


def _states(places: Iterable[Path]) -> Iterator[str]:
    """Yield each file with its size, its time of change and its number."""
    for place in places:
        yield str(place)
        if place.is_dir():
            yield from _below(str(place))
        else:
            yield _file("", place)


def _file(name: str, file: Path | os.DirEntry[str]) -> str:
    try:
        found = file.stat()
    except OSError:
        return name
    return f"{name}/{found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _below(top: str) -> Iterator[str]:
    left = [top]
    while left:
        folder = left.pop()
        yield f"{folder}/"
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if not entry.is_dir(follow_symlinks=False):
                    yield _file(entry.name, entry)
                elif entry.name != "__pycache__":
                    left.append(entry.path)


def _history(root: Path) -> Iterator[bytes]:
    """Yield what of git's history pages and editions are dated by."""
    yield git.ask(root, "rev-parse", "HEAD", "--is-shallow-repository")
    yield git.ask(root, "for-each-ref", "refs/tags")


def _generator() -> Iterator[str]:
    """Yield which program it is, with which packages, and which fonts it finds."""
    yield sys.version
    package = Path(__file__).resolve().parent.parent
    yield from _states([package])
    for place in sys.path:
        if place.endswith("-packages") and Path(place).is_dir():
            yield from sorted(path.name for path in Path(place).glob("*.dist-info"))
    yield from font_places.state()

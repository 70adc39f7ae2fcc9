"""Tells when files of a site have been saved.

The system says so (inotify, FSEvents, ReadDirectoryChangesW: watchdog knows them all). Folders that
are watched may be made, taken away and put in another's place, and mkdocs.yml may name others: who
has read the site anew says from what it is read now.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

_PAUSE = 0.03
"""Seconds of quiet after a change: an editor saves in several steps."""
_AT_MOST = 10
"""How many of them are waited for; a program that never stops writing isn't."""
_TEMPORARY = ("~", ".swp", ".swx", ".tmp")
_READ_ONLY = frozenset({"opened", "closed_no_write"})


@dataclass(frozen=True)
class Places:
    """From what a site is read.

    Attributes:
        files: Single files.
        folders: Folders, with all that is in them; they may not be there.
    """

    files: frozenset[Path]
    folders: frozenset[Path]


class Saving:
    """Watches files, and has something done whenever some have been saved.

    Args:
        read: Reads the site anew; returns from what it is read now.
    """

    def __init__(self, read: Callable[[], Places]) -> None:
        self._read = read
        self._observer = Observer()
        self._saved = threading.Event()
        self._is_ended = False
        self._places = Places(frozenset(), frozenset())
        self._watches: dict[tuple[Path, int], ObservedWatch] = {}
        self._reading = threading.Thread(target=self._run, daemon=True)

    def start(self, places: Places) -> None:
        """Begin to watch.

        Args:
            places: From what the site has been read.
        """
        self._places = places
        self._watch()
        self._observer.start()
        self._reading.start()

    def end(self) -> None:
        """Watch no more."""
        self._is_ended = True
        self._saved.set()
        self._observer.stop()

    def _run(self) -> None:
        while True:
            self._saved.wait()
            for _ in range(_AT_MOST):
                self._saved.clear()
                if not self._saved.wait(_PAUSE):
                    break
            if self._is_ended:
                return
            self._places = self._read()
            if self._watch():
                self._saved.set()  # something may have come before it was watched

    def _watch(self) -> bool:
        """Watch the places and no others; return whether there are new ones."""
        places, wanted = self._places, dict[tuple[Path, int], Path]()
        beside = {place.parent for place in (*places.files, *places.folders)}
        for folder in (*places.folders, *beside):
            try:  # another folder of the same name is another
                wanted[folder, folder.stat().st_ino] = folder
            except OSError:
                continue
        for gone in self._watches.keys() - wanted.keys():
            self._observer.unschedule(self._watches.pop(gone))
        new = wanted.keys() - self._watches.keys()
        for key in new:
            folder = wanted[key]
            is_whole = folder in places.folders
            handler = _Events(self._saved.set, None if is_whole else self._is_place)
            self._watches[key] = self._observer.schedule(handler, str(folder), recursive=is_whole)
        return bool(new)

    def _is_place(self, path: Path) -> bool:
        return path in self._places.files or path in self._places.folders


class _Events(FileSystemEventHandler):
    """Tells apart what a site is read from, and what else happens to files.

    Args:
        tell: Is called when a file was saved.
        matters: Says which paths matter; all of the folder where nothing does.
    """

    def __init__(
        self, tell: Callable[[], None], matters: Callable[[Path], bool] | None = None
    ) -> None:
        self._tell = tell
        self._matters = matters

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something has happened to a file or a folder."""
        is_echo = event.is_directory and event.event_type == "modified"  # of what is in it
        if is_echo or event.event_type in _READ_ONLY:
            return
        for path in map(os.fsdecode, (event.src_path, event.dest_path)):
            if not path or path.endswith(_TEMPORARY):
                continue
            if self._matters is None or self._matters(Path(path)):
                self._tell()

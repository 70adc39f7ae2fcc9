"""What earlier runs have made of a site's files of data, by what is in each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from issue_papers.content.memory import Memory
from issue_papers.content.settings import Settings
from issue_papers.content_cache import Shelf, digest, generator, site_cache
from issue_papers.installed import version

T = TypeVar("T")


@cache
def read_with() -> tuple[str, ...]:
    """Return what decides, besides a file, what is read in it."""
    return generator(), version("pydantic"), version("PyYAML")


class ReadBefore:
    """Values made of one file each, which this run or an earlier one has made.

    To take such a file apart takes longer than to take out of the cache what came of it.

    Args:
        settings: Where the site is.
        memory: What this run has read before; what earlier ones have is looked up the first time.
    """

    def __init__(self, settings: Settings, memory: Memory) -> None:
        self._memory = memory
        self._shelf: Shelf | None = None
        if memory.is_fresh:
            self._shelf = Shelf(site_cache(settings.root), "data-files", settings.root)

    def get(self, about: tuple[str, ...], content: bytes, make: Callable[[], T]) -> T:
        """Return what was made of a file, and make it if it isn't there.

        Args:
            about: What is made, of which file, and all else that it depends on.
            content: What is in the file.
            make: Makes it, a value that can be pickled and that nobody changes.
        """

        def kept() -> T:
            if self._shelf is None:
                return make()
            return self._shelf.get(digest([*read_with(), *about, content]), make)

        return self._memory.get((ReadBefore, *about, content), kept)

    def close(self) -> None:
        """Keep what was asked for."""
        if self._shelf:
            self._shelf.close()

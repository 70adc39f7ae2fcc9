"""The pages' files, read: what is in them before it is known what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial

from issue_papers.articles.reader import Reader
from issue_papers.content import frontmatter
from issue_papers.content.ahead import FEW, Ahead, Parsed
from issue_papers.content.changes import Changes
from issue_papers.content.frontmatter import SourceText
from issue_papers.content.ledger import Account
from issue_papers.content.ledger_files import Ledgers
from issue_papers.content.listing import PageFile
from issue_papers.content.memory import Memory
from issue_papers.content.read_before import read_with
from issue_papers.content.settings import Settings
from issue_papers.content_cache import Shelf, digest, site_cache
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem


@dataclass(frozen=True, eq=False)
class File:
    """A page's file that was read, before it is known what it is.

    Attributes:
        name: What its name tells.
        text: What is in it; nothing if that can't be read.
        problems: What is wrong with it.
        account: What the ledger of its folder says of it.
    """

    name: PageFile
    text: SourceText | None
    problems: tuple[Problem, ...]
    account: Account = field(default_factory=Account)


class Reading:
    """Reads the pages' files.

    Args:
        settings: Where they are.
        changes: What is to be read in the place of what is on the disk.
        memory: What was read before.
        running: What else may read them.
    """

    def __init__(
        self, settings: Settings, changes: Changes, memory: Memory, running: Executor | None
    ) -> None:
        self._changes = changes
        self._memory = memory
        self._shelf: Shelf | None = None
        self._ahead: Ahead | None = None
        self._typed: dict[PageFile, _Typed] = {}
        if memory.is_fresh:
            self._shelf = Shelf(site_cache(settings.root), "front-matter", settings.root)
            self._ahead = Ahead(reader_of(settings, memory), running) if running else None

    def begun(self, names: Sequence[PageFile]) -> Iterator[tuple[str, Parsed]]:
        """Begin to take those apart that aren't known; return what comes of it, by keys."""
        if self._shelf is None or self._ahead is None:
            return iter(())
        for name in names:
            self._typed[name] = _typed(name, self._content(name))
        missing = {
            typed.key: (name.name, typed.text)
            for name, typed in self._typed.items()
            if not typed.faults and typed.key not in self._shelf
        }
        return self._ahead.parse(missing) if len(missing) >= FEW else iter(())

    def files(
        self, names: Sequence[PageFile], parsed: Iterable[tuple[str, Parsed]]
    ) -> Iterator[File]:
        """Yield the files, read.

        Args:
            names: Which files.
            parsed: What was begun.
        """
        known = dict(parsed)
        for name in names:
            content = self._content(name)
            key = (_read, name.name, name.key, content)
            yield self._memory.get(key, partial(self._file, name, content, known))
        if self._shelf:
            self._shelf.close()

    def _file(self, name: PageFile, content: bytes, parsed: Mapping[str, Parsed]) -> File:
        typed = self._typed.pop(name, None) or _typed(name, content)
        return _read(name, typed, self._shelf, parsed)

    def _content(self, name: PageFile) -> bytes:
        return self._changes.read(name.path, self._memory.read)


@dataclass(frozen=True)
class _Typed:
    """What somebody has typed into a file.

    Attributes:
        text: The text.
        faults: Why it is none; then it is asked for nothing else.
        key: What it is known by when it was taken apart.
    """

    text: str
    faults: tuple[Problem, ...]
    key: str


def _typed(name: PageFile, content: bytes) -> _Typed:
    text, faults = frontmatter.decode(content, name.name)
    if not faults and not text.strip():
        hint = say("write a title and a text, or delete the file")
        faults = [Problem(name.name, 1, "file", say("the file is empty"), hint)]
    return _Typed(text, tuple(faults), digest([*read_with(), name.name, text]))


def _read(name: PageFile, typed: _Typed, shelf: Shelf | None, parsed: Mapping[str, Parsed]) -> File:
    if typed.faults:
        return File(name, None, typed.faults)

    def parse() -> Parsed:
        return parsed.get(typed.key) or frontmatter.parse(typed.text, name.name)

    source, faults = shelf.get(typed.key, parse) if shelf else parse()
    if name.fault:
        return File(name, None, (*faults, name.fault))
    return File(name, source, tuple(faults))


def accounted(file: File, ledgers: Ledgers, memory: Memory) -> File:
    """Return a file with what the ledger of its folder says of it."""
    account = ledgers.account(file.name, memory)
    return memory.get((accounted, file, account), lambda: replace(file, account=account))


def reader_of(settings: Settings, memory: Memory) -> Reader:
    """Return what reads the texts of a site."""
    cache = site_cache(settings.root)
    return memory.get((Reader,), lambda: Reader(settings.markdown, cache))

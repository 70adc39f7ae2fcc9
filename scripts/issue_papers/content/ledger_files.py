"""The ledgers of a site's folders, as they stand beside the texts."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from issue_papers.content.ledger import NO_LEDGER, Account, Ledger, file_name, parse, with_moved
from issue_papers.content.listing import PageFile
from issue_papers.content.memory import Memory
from issue_papers.content.read_before import ReadBefore
from issue_papers.content.settings import Settings
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_DEFAULT = re.compile(r"\bdefault:\s*(true|yes|on)\b", re.IGNORECASE)

Left = Mapping[str, tuple[tuple[Ledger, frozenset[str]], ...]]
"""Ledgers that know pages which aren't in their folders any more, by language, with those pages."""


@dataclass(frozen=True)
class Ledgers:
    """All ledgers of a site.

    Attributes:
        found: The ledgers by their folder and language.
        pages: The names of the pages in each folder.
        source: The tag of the source language.
        former: The tag of the language that was it when all of them were written; empty where
            that is the same.
        left: Those that know pages which aren't in their folders any more, where there are pages
            that no ledger knows: they may have been moved.
    """

    found: Mapping[tuple[Path, str], Ledger]
    pages: Mapping[Path, frozenset[str]]
    source: str
    former: str = ""
    left: Left = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What can't be read of them."""
        return tuple(fault for ledger in self.found.values() for fault in ledger.problems)

    def account(self, file: PageFile, memory: Memory) -> Account:
        """Return what the ledger of its folder says of a file."""
        folder, page = file.path.parent, PurePosixPath(file.page).name
        ledger = self.found.get((folder, file.language), NO_LEDGER)
        if page not in self.found.get((folder, self.source), NO_LEDGER).pages:
            own, others = ledger, self.left.get(file.language, ())
            if left := tuple(each for each in others if each[0] is not own):
                ledger = memory.get((with_moved, own, *left), lambda: with_moved(own, left))
        missing: frozenset[str] = frozenset()
        if file.language == self.source:
            missing = frozenset(ledger.pages.keys() - self.pages[folder])
        return memory.get((Account, ledger, page, missing), lambda: Account(ledger, page, missing))


def read(
    settings: Settings, files: Iterable[PageFile], memory: Memory, before: ReadBefore
) -> Ledgers:
    """Read the ledgers beside a site's pages.

    Args:
        settings: Where the site is, and in which languages.
        files: Its pages' files.
        memory: What was read before.
        before: The same, in earlier runs too.
    """
    pages: dict[Path, set[str]] = {}
    for file in files:
        pages.setdefault(file.path.parent, set()).add(PurePosixPath(file.page).name)
    found = {
        (folder, tag): ledger
        for folder in sorted(pages)
        for tag in settings.locales.tags
        if (ledger := _read(settings, folder / file_name(tag), tag, memory, before))
    }
    names = {folder: frozenset(there) for folder, there in pages.items()}
    former = _former(settings, found, memory)
    left = _left(settings, found, names, memory, before)
    return Ledgers(found, names, settings.locales.source, former, left)


def _left(
    settings: Settings,
    found: dict[tuple[Path, str], Ledger],
    names: Mapping[Path, frozenset[str]],
    memory: Memory,
    before: ReadBefore,
) -> Left:
    """Return what is known of pages that have left their folders, if any may have come from there.

    Args:
        settings: Where the site is, and in which languages.
        found: The ledgers of the folders with pages; those of others are added.
        names: The names of the pages in each folder.
        memory: What was read before in this process.
        before: What was read before by another one.
    """
    source = settings.locales.source
    if all(
        there <= found.get((folder, source), NO_LEDGER).pages.keys()
        for folder, there in names.items()
    ):
        return {}
    for folder in _others(settings, names):
        for tag in settings.locales.tags:
            if ledger := _read(settings, folder / file_name(tag), tag, memory, before):
                found[folder, tag] = ledger
    left: dict[str, tuple[tuple[Ledger, frozenset[str]], ...]] = {}
    for (folder, tag), ledger in sorted(found.items(), key=lambda each: each[0]):
        if lost := ledger.pages.keys() - names.get(folder, frozenset()):
            left[tag] = (*left.get(tag, ()), (ledger, frozenset(lost)))
    return left


def _others(settings: Settings, folders: Mapping[Path, frozenset[str]]) -> Iterator[Path]:
    """Yield the folders of a site in which there are no pages."""
    for top in (settings.docs_dir, settings.cases_dir):
        for name, inside, _ in os.walk(top):
            inside[:] = sorted(each for each in inside if not each.startswith("."))
            if (folder := Path(name)) not in folders:
                yield folder


def _former(settings: Settings, found: Mapping[tuple[Path, str], Ledger], memory: Memory) -> str:
    """Return the tag of the language whose ledgers are a source's, where it isn't one."""
    source = settings.locales.source
    ours = [ledger for (_, tag), ledger in found.items() if tag == source]
    if not ours or not all(map(_is_unread, ours)):
        return ""
    for (folder, tag), ledger in found.items():
        if tag != source and _is_unread(ledger):
            name = file_name(tag)
            if not _parsed(memory.read(folder / name), name, is_source=True).problems:
                return tag
    return ""


def _is_unread(ledger: Ledger) -> bool:
    return bool(ledger.problems) and not any(ledger.pages.values())


def changed_source(settings: Settings, former: str) -> Problem:
    """Say that a site's texts were translated from another language than its source.

    Args:
        settings: Where the site is, and in which languages.
        former: The tag of the language that was the source.
    """
    lines = settings.config_path.read_text("utf-8").splitlines()
    number = next((n for n, line in enumerate(lines, 1) if _DEFAULT.search(line)), 1)
    source = settings.locales.source
    message = say(
        "the source language is `{source}`, and the texts here were translated from `{former}`",
        source=source,
        former=former,
    )
    hint = say(
        "give `default: true` back to `{former}`; the manual says below “More languages, more "
        "papers” what it takes to change the source language",
        former=former,
    )
    path = settings.relative(settings.config_path)
    return Problem(path, number, "plugins.i18n.languages", message, hint)


def _read(
    settings: Settings, path: Path, language: str, memory: Memory, before: ReadBefore
) -> Ledger | None:
    """Read a ledger; nothing where there is none."""
    try:
        state = path.lstat()
    except OSError:
        return None
    name = settings.relative(path)
    if not stat.S_ISREG(state.st_mode):
        hint = say("put the file itself there in the place of the link")
        fault = Problem(name, 1, "passages", say("it is a link, expected a file"), hint)
        return memory.get((Ledger, name), lambda: Ledger(name, problems=(fault,)))
    _, most = settings.limits.of_file(name)
    if state.st_size > most:
        message = say(
            "the file has {found} bytes, expected at most {most}", found=state.st_size, most=most
        )
        fault = Problem(name, 1, "passages", message, say("run `issue-papers sync`"))
        return memory.get((Ledger, name, state.st_size), lambda: Ledger(name, problems=(fault,)))
    content = memory.read(path)
    is_source = language == settings.locales.source
    about = ("ledger", name, repr(is_source))
    return before.get(about, content, lambda: _parsed(content, name, is_source=is_source))


def _parsed(content: bytes, name: str, *, is_source: bool) -> Ledger:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        hint = say("delete it, and run `issue-papers sync`")
        fault = Problem(name, 1, "passages", say("the file isn't UTF-8"), hint)
        return Ledger(name, problems=(fault,))
    return parse(text, name, is_source=is_source)

"""The ledgers of a site's folders, as they stand beside the texts."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from issue_papers.content.ledger import NO_LEDGER, Account, Ledger, file_name, parse
from issue_papers.content.listing import PageFile
from issue_papers.content.memory import Memory
from issue_papers.content.read_before import ReadBefore
from issue_papers.content.settings import Settings
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_DEFAULT = re.compile(r"\bdefault:\s*(true|yes|on)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ledgers:
    """All ledgers of a site.

    Attributes:
        found: The ledgers by their folder and language.
        pages: The names of the pages in each folder.
        source: The tag of the source language.
        former: The tag of the language that was it when all of them were written; empty where
            that is the same.
    """

    found: Mapping[tuple[Path, str], Ledger]
    pages: Mapping[Path, frozenset[str]]
    source: str
    former: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What can't be read of them."""
        return tuple(fault for ledger in self.found.values() for fault in ledger.problems)

    def account(self, file: PageFile, memory: Memory) -> Account:
        """Return what the ledger of its folder says of a file."""
        folder, page = file.path.parent, PurePosixPath(file.page).name
        ledger = self.found.get((folder, file.language), NO_LEDGER)
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
    return Ledgers(found, names, settings.locales.source, _former(settings, found, memory))


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

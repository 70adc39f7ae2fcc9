"""The ledger of passages: a file a folder and language, beside the texts, which `sync` writes.

In the source language it says which passage has which id: a line a passage, with its fingerprint
and its sketch, so that a passage keeps its id when it is reworded or moved. In another language it
says of each passage which text of the source was translated. A page's lines stand below its name,
in the order of its passages, each with an empty line before it: git merges two changes without a
conflict where it merges the texts without one. Passages that are gone keep their lines, so that no
id is given twice.

    [introduction.md]

    p-3k9fm 8f2c1a9b3d4e 0f3.9c…                        a passage
    p-7xw2d 77aa01bc93de 1c.4a0… from=p-3k9fm           split from another
    p-q8z4b 0b1c2d3e4f5a 9c0.2f… gone=2                 gone since the second edition
    p-h5v6n 5a4b3c2d1e0f 3b2.d1… moved=means.md         now on another page

A line of a translation has the id and the record (`translation.state`), or `-` where nothing is
recorded; the id of a whole section ends with `/all`. Each line ends with digits that check it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from issue_papers.content.passages import HASH_LENGTH, fingerprint
from issue_papers.content.sketches import LENGTH
from issue_papers.content_cache import digest
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

WHOLE = "/all"
"""What follows the id of a section whose passages aren't recorded one by one."""

NOTHING = "-"
"""A passage of which nothing is recorded yet."""

UNKNOWN_EDITION = "-"
"""Since when a passage is gone that stands in no edition."""

_CHECK_LENGTH = 4
_HEAD = (
    "# Which passage is which. `issue-papers sync` writes this file; nobody else does.",
    "# Keep it beside the texts: addresses and translations depend on it.",
)
_PAGE = re.compile(r"\[(?P<page>[^\[\]\s/]+\.md)\]")
_PASSAGE = re.compile(
    rf"(?P<id>p-[2-9a-z]{{5}}) (?P<identity>[0-9a-f]{{{HASH_LENGTH}}})"
    rf" (?P<sketch>[0-9a-f.]{{{LENGTH}}})"
    r"(?: from=(?P<origin>p-[2-9a-z]{5}))?(?: gone=(?P<gone>[1-9][0-9]*|-))?"
    r"(?: moved=(?P<moved>[^\s/]+\.md))?"
    rf" (?P<check>[0-9a-f]{{{_CHECK_LENGTH}}})"
)
_RECORD = re.compile(r"(?P<id>\S+) (?P<record>\S+)")
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def file_name(language: str) -> str:
    """Return what the ledger of a folder is called: MkDocs publishes nothing of such a name."""
    return f".passages.{language}.txt"


@dataclass(frozen=True, slots=True)
class Line:
    """A passage of the source.

    Attributes:
        id: Its id.
        identity: Fingerprint of its words (`pieces.Piece.identity`).
        sketch: See `sketches`.
        origin: Id of the passage that it was split from.
        gone: The edition since which it is gone, or `-`; empty while it is there.
        moved: The page that it is on now; empty while it is on this one.
    """

    id: str
    identity: str
    sketch: str
    origin: str = ""
    gone: str = ""
    moved: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the passage stands on the page."""
        return not (self.gone or self.moved)

    def __str__(self) -> str:
        parts = [self.id, self.identity, self.sketch]
        named = (("from", self.origin), ("gone", self.gone), ("moved", self.moved))
        parts += [f"{name}={value}" for name, value in named if value]
        return " ".join((*parts, fingerprint(" ".join(parts))[:_CHECK_LENGTH]))

    @classmethod
    def parse(cls, text: str) -> Line | None:
        """Read a line; nothing where it is none that was written here."""
        match = _PASSAGE.fullmatch(text)
        if match is None:
            return None
        given = {name: value or "" for name, value in match.groupdict().items() if name != "check"}
        line = cls(**given)
        return line if str(line) == text else None


@dataclass(frozen=True, eq=False)
class Ledger:
    """The ledger of a folder in one language.

    Attributes:
        path: The file, relative to the project's root.
        pages: The lines of each page as they are written, with their numbers, by the page's name.
        problems: What can't be read.
    """

    path: str = ""
    pages: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def passages(self) -> Mapping[str, tuple[Line, ...]]:
        """The passages of each page of the source, by the page's name."""
        return {
            page: tuple(line for _, text in lines if (line := Line.parse(text)))
            for page, lines in self.pages.items()
        }

    @cached_property
    def digest(self) -> str:
        """Digest of all that it says."""
        return digest([repr([*self.pages.items()])])

    def records(self, page: str) -> Mapping[str, str]:
        """Return what is recorded of a page's translation, by passage id."""
        found = (text.split(" ") for _, text in self.pages.get(page, ()))
        return {each[0]: each[1] for each in found if len(each) > 1 and each[1] != NOTHING}

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """What is recorded of passages whose ids the generator has given, on whichever page."""
        return {
            key: record
            for page in self.pages
            for key, record in self.records(page).items()
            if key.startswith("p-")
        }

    def line(self, page: str, identifier: str) -> int:
        """Return the line of a passage; 1 where there is none."""
        lines = self.pages.get(page, ())
        return next((n for n, text in lines if text.split(" ")[0] == identifier), 1)


NO_LEDGER = Ledger()


@dataclass(frozen=True, eq=False)
class Account:
    """What the ledger of its folder says of one file.

    Attributes:
        ledger: The ledger.
        page: The page's name in it.
        missing: The pages that the ledger knows and that aren't there: they may have been renamed.
    """

    ledger: Ledger = NO_LEDGER
    page: str = ""
    missing: frozenset[str] = frozenset()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The passages of the page, of a source."""
        return self.ledger.passages.get(self.page, ())

    @property
    def elsewhere(self) -> Mapping[str, tuple[Line, ...]]:
        """The passages of the folder's other pages, by the page's name."""
        return {n: lines for n, lines in self.ledger.passages.items() if n != self.page}

    @cached_property
    def records(self) -> Mapping[str, str]:
        """What is recorded of the page, of a translation, by passage id."""
        return self.ledger.records(self.page)

    @property
    def key(self) -> str:
        """Names all that the file's ids depend on."""
        return repr((self.ledger.digest, self.page, sorted(self.missing)))


def with_moved(ledger: Ledger, left: Iterable[tuple[Ledger, Iterable[str]]]) -> Ledger:
    """Return the ledger of a folder with what those of others say of pages that aren't there.

    Args:
        ledger: The folder's.
        left: Other ledgers, each with the names of such pages. Here they are called by their
            paths, so that they are none of the folder's (`is_moved`).
    """
    pages = dict(ledger.pages)
    for other, names in left:
        folder = other.path.rpartition("/")[0]
        pages |= {f"{folder}/{name}": other.pages[name] for name in sorted(names)}
    return Ledger(ledger.path, pages, ledger.problems)


def is_moved(page: str) -> bool:
    """Whether the name of a page in a ledger is that of one in another folder."""
    return "/" in page


def parse(text: str, path: str, *, is_source: bool) -> Ledger:
    """Read a ledger; what can't be read is told, and the rest is read.

    Args:
        text: What is in the file.
        path: The file, relative to the project's root.
        is_source: Whether it is that of the source language.
    """
    pages: dict[str, list[tuple[int, str]]] = {}
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    page, is_lost, is_merged = "", False, False
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        if match := _PAGE.fullmatch(written):
            page = match["page"]
            pages.setdefault(page, [])
            is_lost = False
            continue
        if is_lost:  # nobody knows whose lines these are, and that is told
            continue
        if written.startswith(_MARKERS):
            if not is_merged:
                problems.append(Problem(path, number, "passages", *_unmerged(written)))
            is_merged = True  # and what stands on both sides is no mistake of its own
            continue
        fault = _fault(written, page, is_source=is_source)
        key = page, written.split(" ")[0]
        if fault is None and key in seen:
            if is_merged:
                continue
            fault = (
                say("`{id}` stands twice: first on line {first}", id=key[1], first=seen[key]),
                say("delete one of the two lines, and run `issue-papers sync`"),
            )
        if fault:
            problems.append(Problem(path, number, "passages", *fault))
            is_lost = not page
            continue
        seen[key] = number
        pages[page].append((number, written))
    kept = {name: tuple(lines) for name, lines in pages.items()}
    return Ledger(path, kept, tuple(problems))


def _unmerged(mark: str) -> tuple[Message, Message]:
    """Say that two changes meet here, and how it is mended."""
    return (
        say("found “{found}”, which git has left where two changes meet", found=mark[:20]),
        say("settle it in the texts, then run `issue-papers sync`: it settles it here"),
    )


def _fault(line: str, page: str, *, is_source: bool) -> tuple[Message, Message] | None:
    """Say what is wrong with a line, and how it is mended."""
    is_known = Line.parse(line) if is_source else _RECORD.fullmatch(line)
    if page and is_known:
        return None
    expected = say("a passage’s line") if page else say("the name of a page, `[introduction.md]`")
    return (
        say("found “{found}”, expected {expected}", found=line[:80], expected=expected),
        say(
            "nobody writes this file but `issue-papers sync`: put back the line that was there "
            "(`git checkout`), or delete it and run the command"
        ),
    )


def written(pages: Mapping[str, Iterable[str]]) -> str:
    """Return a ledger's text.

    Args:
        pages: The lines of each page, by its name.
    """
    return "\n".join(_written(pages)) + "\n"


def _written(pages: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield from _HEAD
    for page, lines in sorted(pages.items()):
        yield ""
        yield f"[{page}]"
        for line in lines:
            yield ""
            yield line

"""Recording that a translation agrees with its source: what `issue-papers sync` writes.

Only the `translation:` block of the front matter is rewritten; every other byte of the file stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from issue_papers.content.library import Document, Entry
from issue_papers.content.passages import Passage, passages
from issue_papers.translation.state import Fingerprints, State, compare, records


@dataclass(frozen=True)
class Refusal:
    """A passage that isn't recorded: its source has changed since, its translation hasn't."""

    path: str
    line: int
    passage: str


@dataclass(frozen=True)
class Outcome:
    """What syncing one translation comes to.

    Attributes:
        path: The translation, relative to the project's root.
        text: The file's new text; the old one where nothing is to be written.
        recorded: Ids of the passages that are recorded anew.
        refusals: Those that aren't, and why.
    """

    path: str
    text: str
    recorded: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def sync(entry: Entry, document: Document, text: str, *, accept: bool) -> Outcome:
    """Work out the records of one translation.

    Args:
        entry: The page.
        document: Its translation.
        text: The translation's file as it is, with its own line endings.
        accept: Record also what was only looked at: passages whose translation is unchanged
            although their source isn't.
    """
    source = {passage.id: passage for passage in passages(entry.source)}
    old = records(document)
    new: dict[str, Fingerprints] = {}
    refusals = []
    for passage in passages(document):
        origin = source.get(passage.id)
        if origin is None or (passage.is_blank and not origin.is_blank):
            continue  # nothing to compare with, or nothing translated yet
        if not accept and _is_untouched(origin, passage, old.get(passage.id)):
            new[passage.id] = old[passage.id]
            refusals.append(Refusal(document.path, passage.line, passage.id))
        else:
            new[passage.id] = Fingerprints.of(origin, passage)
    recorded = tuple(key for key, record in new.items() if old.get(key) != record)
    if not recorded and old.keys() == new.keys():
        return Outcome(document.path, text, (), tuple(refusals))
    written = write_records(text, document, {key: str(record) for key, record in new.items()})
    return Outcome(document.path, written, recorded, tuple(refusals))


def _is_untouched(source: Passage, target: Passage, old: Fingerprints | None) -> bool:
    """Whether the source's words have changed since, and the translation's haven't."""
    if old is None or compare(source, old) is not State.STALE:
        return False
    return old.target == target.words_hash


def write_records(text: str, document: Document, sections: dict[str, str]) -> str:
    """Return a translation's text with its `translation:` block written anew.

    Args:
        text: The file's text.
        document: The translation, as it was read from that text.
        sections: The records by passage id.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    value = dict(document.yaml.value.get("translation") or {})
    value["sections"] = sections
    dumped = yaml.safe_dump(
        {"translation": value}, allow_unicode=True, sort_keys=False, width=10_000
    )
    block = dumped.rstrip("\n").split("\n")
    closing = document.body_line - 2
    start = document.yaml.lines.get(("translation",))
    if start is None:
        return newline.join([*lines[:closing], *block, *lines[closing:]])
    end = start
    while end < closing and (not lines[end].strip() or lines[end][0] in " \t#"):
        end += 1
    return newline.join([*lines[: start - 1], *block, *lines[end:]])


def read(path: Path) -> str:
    """Return a file's text without changing its line endings or its byte-order mark."""
    return path.read_bytes().decode("utf-8")


def write(path: Path, text: str) -> None:
    """Write a text as it is."""
    path.write_bytes(text.encode("utf-8"))

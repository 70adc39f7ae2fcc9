"""Recording that a translation agrees with its source: what `issue-papers sync` writes.

Only the records in the front matter are rewritten; every other byte of the file stays, comments
among them. A `translation:` within braces is unfolded, since a line can't hold all records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from issue_papers.content.library import Document, Entry
from issue_papers.content.passages import Passage
from issue_papers.translation.state import Fingerprints, State, compare, records

_COMMENT = re.compile(r"(?<!\s)\s+#[^\"']*$")
_ANY_COMMENT = re.compile(r"(?::|(?<!\s))\s+#.*$")


@dataclass(frozen=True)
class Refusal:
    """A passage that isn't recorded.

    Attributes:
        path: The translation.
        line: The passage's line.
        passage: Its id.
        is_unknown: Whether the record that is there is none of ours, so that nothing is known of
            the source; otherwise the source has changed since, and the translation hasn't.
    """

    path: str
    line: int
    passage: str
    is_unknown: bool = False


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
    source = {passage.id: passage for passage in entry.source.passages}
    old = records(document)
    new: dict[str, str] = {}
    refusals = []
    for passage in document.passages:
        origin = source.get(passage.id)
        if origin is None or (passage.is_blank and not origin.is_blank):
            continue  # nothing to compare with, or nothing translated yet
        is_unknown = passage.id in document.recorded and passage.id not in old
        if not accept and (is_unknown or _is_untouched(origin, passage, old.get(passage.id))):
            new[passage.id] = document.recorded[passage.id]
            refusals.append(Refusal(document.path, passage.line, passage.id, is_unknown))
        else:
            new[passage.id] = str(Fingerprints.of(origin, passage))
    recorded = tuple(key for key, record in new.items() if document.recorded.get(key) != record)
    if not recorded and document.recorded.keys() == new.keys():
        return Outcome(document.path, text, (), tuple(refusals))
    return Outcome(document.path, write_records(text, document, new), recorded, tuple(refusals))


def _is_untouched(source: Passage, target: Passage, old: Fingerprints | None) -> bool:
    """Whether the source's words have changed since, and the translation's haven't."""
    if old is None or compare(source, old) is not State.STALE:
        return False
    return old.target == target.words_hash


def write_records(text: str, document: Document, sections: Mapping[str, str]) -> str:
    """Return a translation's text with its records written anew.

    Args:
        text: The file's text.
        document: The translation, as it was read from that text.
        sections: The records by passage id.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    closing = document.body_line - 2
    key, value = _item(yaml.compose("\n".join(lines[1:closing])), "translation")
    if key is None or value is None:
        block = _dumped({"translation": {"sections": dict(sections)}})
        return newline.join([*lines[:closing], *block, *lines[closing:]])
    front = lines[1:closing]
    if isinstance(value, yaml.MappingNode) and value.value and not value.flow_style:
        first, after, block = _records_in_block(front, value, sections)
    else:
        first, after = key.start_mark.line, _last_line(value) + 1
        whole = dict(document.yaml.value.get("translation") or {}) | {"sections": dict(sections)}
        block = _dumped({"translation": whole})
        comments = [_comment(line) for line in front[first : after - 1]]
        block[0] += _comment(front[after - 1], value.end_mark.column)
        block[1:1] = [f"  {comment.strip()}" for comment in comments if comment]
    return newline.join([lines[0], *front[:first], *block, *front[after:], *lines[closing:]])


def _records_in_block(
    front: Sequence[str], translation: yaml.MappingNode, sections: Mapping[str, str]
) -> tuple[int, int, list[str]]:
    """Return which lines of the front matter have the records, from and to, and the new ones."""
    indent = " " * translation.value[0][0].start_mark.column
    key, value = _item(translation, "sections")
    if key is None or value is None:
        at = _last_line(translation) + 1
        return at, at, [indent + line for line in _dumped({"sections": dict(sections)})]
    first, after = key.start_mark.line, _last_line(value) + 1
    block = _dumped({"sections": dict(sections)})
    is_block = isinstance(value, yaml.MappingNode) and not value.flow_style
    marked = key if is_block else value
    comments = {"sections": _comment(front[marked.end_mark.line], marked.end_mark.column)}
    if isinstance(value, yaml.MappingNode) and is_block:
        for name, old in value.value:
            comments[name.value] = _comment(front[_last_line(old)], old.end_mark.column)
    names = ["sections", *sections]
    block = [line + comments.get(name, "") for line, name in zip(block, names, strict=False)]
    return first, after, [indent + line for line in block]


def _item(node: yaml.Node | None, name: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Return a mapping's key and its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return key, value
    return None, None


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a node; the parser has a block end where the next one begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    end = node.end_mark
    ends_above = end.column == 0 and end.line > node.start_mark.line
    return int(end.line) - ends_above


def _comment(line: str, column: int = 0) -> str:
    """Return the comment at the end of a line, with the spaces before it.

    Args:
        line: A line of YAML.
        column: Where what isn't a comment ends; if that isn't known, a sign that may stand in a
            quoted text begins no comment.
    """
    pattern = _ANY_COMMENT if column else _COMMENT
    match = pattern.search(line, column)
    return match[0].rstrip().removeprefix(":") if match else ""


def _dumped(value: Mapping[str, object]) -> list[str]:
    dumped = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    return str(dumped).rstrip("\n").split("\n")


def read(path: Path) -> str:
    """Return a file's text without changing its line endings or its byte-order mark."""
    return path.read_bytes().decode("utf-8")


def write(path: Path, text: str) -> None:
    """Write a text as it is."""
    path.write_bytes(text.encode("utf-8"))

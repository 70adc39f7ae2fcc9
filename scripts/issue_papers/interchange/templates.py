"""A passage as its paragraphs, and the frame of Markdown that they stand in.

A frame is what doesn't change in another language: the marks of headings and items, the lines of
blocks, code and formulas, the bars of tables. Each paragraph, heading, item and cell is a unit of
its own, on one line, so that a translators' program finds it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from issue_papers.articles.settings import OTHER_BLOCKS
from issue_papers.content import yaml_mends
from issue_papers.interchange.inline import has_words
from issue_papers.yaml_loader import read as read_yaml

_FENCE = re.compile(r"\s*(?P<mark>`{3,}|~{3,}|\$\$)")
_BLOCK = re.compile(
    r"(?P<before>\s*/{3,}[ ]*(?P<name>[\w-]+)[ ]*\|[ ]*)(?P<title>.*?)(?P<after>\s*)"
)
_TITLED_BLOCKS = frozenset({"admonition", "details", "tab"})
_SLASHES = re.compile(r"\s*/{3,}")
_OPTION = re.compile(r"(?P<before>[ ]{4,}(?P<key>[\w-]+):[ ]+)(?P<value>.*?)(?P<after>\s*)")
_TITLED = re.compile(
    r'(?P<before>\s*(?:!!!|\?\?\?\+?|===[!+]?)[^"]*")(?P<title>[^"]*)(?P<after>"\s*)'
)
_MARKS = re.compile(
    r"(?:[ \t]*(?:>[ ]?|[-*+][ \t]+(?:\[[ xX]\][ ]+)?|\d{1,9}[.)][ \t]+|\#{1,6}[ \t]+"
    r"|\[\^[^\]\s]+\]:[ \t]*|\*\[[^\]]+\]:[ \t]*|:[ \t]+))*[ \t]*"
)
_QUOTED = re.compile(r"[ \t]*(?:>[ ]?)*[ \t]*")
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\]^]+\]:[ \t]*\S")
_DELIMITERS = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELLS = re.compile(r"(?:\\.|`[^`]*`|[^|\\`]|`)+")
_ATTRIBUTES = re.compile(r"\{\s*[:#.][^{}]*\}")
_LISTED = re.compile(r"[-*+>:]|\d+[.)]|\[\^|!!!|\?\?\?|===")


@dataclass(frozen=True)
class Unit:
    """What is translated at once.

    Attributes:
        text: A paragraph, a heading, an item or a cell: Markdown on one line.
        is_yaml: Whether it stands in the frame as the value of an option.
    """

    text: str
    is_yaml: bool = False

    def written(self, text: str) -> str:
        """Return a text as it is typed in the frame."""
        return yaml_mends.plain(text) if self.is_yaml else text


@dataclass
class Template:
    """A passage, taken apart.

    Attributes:
        lines: Its lines: texts of the frame, and numbers of units.
        units: What is translated.
    """

    lines: list[tuple[str | int, ...]] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def filled(self, texts: Sequence[str]) -> list[str]:
        """Return the passage's lines with other texts in the places of its units."""
        return [
            "".join(
                part if isinstance(part, str) else self.units[part].written(texts[part])
                for part in line
            )
            for line in self.lines
        ]


def taken_apart(lines: Sequence[str], texts: Mapping[str, frozenset[str]]) -> Template:
    """Take a passage apart.

    Args:
        lines: Its lines.
        texts: By the name of a block, the options whose values are people's words.
    """
    return _Reading(lines, texts).run()


class _Reading:
    def __init__(self, lines: Sequence[str], texts: Mapping[str, frozenset[str]]) -> None:
        self.lines = lines
        self.texts = texts
        self.made = Template()
        self.open: list[str] = []  # the lines of the paragraph that is read
        self.marks = ""  # what it begins with
        self.is_listed = False  # whether an item, or a note, was the last that isn't indented
        self.looked_at = 0

    def run(self) -> Template:
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        self._close()
        return self.made

    def _step(self, at: int) -> int:
        """Read the next line or lines; return where to go on."""
        line = self.lines[at]
        if not line.strip(" \t>") or _REFERENCE.match(line):
            return self._frame(at, at + 1)
        if match := _FENCE.match(line):
            return self._frame(at, self._end_of_fence(at, match["mark"]))
        if line.lstrip().startswith("<!--"):
            return self._without(at)
        if _SLASHES.match(line):
            return self._block(at)
        if not self.open and self._is_table(at):
            return self._table(at)
        return self._text(at)

    def _end_of_fence(self, at: int, mark: str) -> int:
        if (
            mark == "$$"
            and self.lines[at].strip().endswith("$$")
            and self.lines[at].strip() != mark
        ):
            return at + 1
        rest = range(at + 1, len(self.lines))
        return next(
            (n + 1 for n in rest if self.lines[n].strip().startswith(mark)), len(self.lines)
        )

    def _frame(self, start: int, end: int) -> int:
        self._close()
        self.made.lines += [(line,) for line in self.lines[start:end]]
        return end

    def _without(self, at: int) -> int:
        """Leave out a comment: it isn't for readers, and says what the source alone may."""
        self._close()
        return next((n for n in range(at, len(self.lines)) if "-->" in self.lines[n]), at) + 1

    def _put(self, before: str, text: str, after: str = "", *, is_yaml: bool = False) -> None:
        self._close()
        self.made.lines.append((before, *self._unit(text, is_yaml=is_yaml), after))

    def _unit(self, text: str, *, is_yaml: bool = False) -> Iterator[str | int]:
        if has_words(text):
            yield len(self.made.units)
            self.made.units.append(Unit(text, is_yaml))
        else:
            yield text

    def _block(self, at: int) -> int:
        """Read a line of slashes, and the options below it."""
        match = _BLOCK.fullmatch(self.lines[at])
        name = match["name"] if match else ""
        if match and OTHER_BLOCKS.get(name) in _TITLED_BLOCKS:
            self._put(match["before"], match["title"], match["after"])
        else:
            self._frame(at, at + 1)
        words = self.texts.get(name, frozenset())
        at += 1
        while at < len(self.lines) and (option := _OPTION.fullmatch(self.lines[at])):
            value = _value(option["value"]) if option["key"] in words else None
            if value is None:
                self._frame(at, at + 1)
            else:
                self._put(option["before"], value, option["after"], is_yaml=True)
            at += 1
        return at

    def _is_table(self, at: int) -> bool:
        below = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        return "|" in self.lines[at] and "-" in below and bool(_DELIMITERS.fullmatch(below))

    def _table(self, at: int) -> int:
        while at < len(self.lines) and self.lines[at].strip(" \t>"):
            line = self.lines[at]
            if _SLASHES.match(line):
                break
            row: list[str | int] = []
            end = 0
            for cell in () if _DELIMITERS.fullmatch(line) else _CELLS.finditer(line):
                text = cell[0].strip()
                start = cell.start() + len(cell[0]) - len(cell[0].lstrip())
                row += [line[end:start], *self._unit(text)]
                end = start + len(text)
            self.made.lines.append((*row, line[end:]))
            at += 1
        return at

    def _text(self, at: int) -> int:
        line = self.lines[at]
        if match := _TITLED.fullmatch(line):
            self._put(match["before"], match["title"], match["after"])
            return at + 1
        marks = _MARKS.match(line)
        before = marks[0] if marks else ""
        quoted = _QUOTED.match(line)
        is_next = bool(self.open) and quoted is not None and before == quoted[0]
        is_code = not self.open and before.startswith(("    ", "\t")) and not before.strip()
        if is_code and not self._is_in_list():
            return self._frame(at, at + 1)
        if not is_next:
            self._close()
            self.marks = before
        text = line[len(before) :]
        if not self.open and not has_words(text):
            return self._frame(at, at + 1)
        self.open.append(text)
        if "#" in before or text.endswith(("  ", "\\")):
            self._close()
        return at + 1

    def _is_in_list(self) -> bool:
        """Whether what is indented goes on with an item, or a note."""
        for line in self.made.lines[self.looked_at :]:
            first = line[0] if line and isinstance(line[0], str) else ""
            if first.strip() and first[:1] not in {" ", "\t"}:
                self.is_listed = bool(_LISTED.match(first))
        self.looked_at = len(self.made.lines)
        return self.is_listed

    def _close(self) -> None:
        """End the paragraph that is read."""
        if not self.open:
            return
        lines, self.open = self.open, []
        last, after = _ended(lines[-1])
        text = " ".join(line.strip() for line in (*lines[:-1], last))
        self.made.lines.append((self.marks, *self._unit(text), after))


def _ended(line: str) -> tuple[str, str]:
    """Part a line from what ends it, which isn't words: a forced break, or its attributes."""
    words = line.rstrip()
    if words.endswith("\\"):
        return words[:-1], line[len(words) - 1 :]
    start = words.rfind("{")
    if start > 0 and _ATTRIBUTES.fullmatch(words, start):
        words = words[:start].rstrip()
    is_broken = len(line) - len(words) > 1
    return words, line[len(words) :] if is_broken else ""


def _value(written: str) -> str | None:
    """Return the words of an option; nothing where it is no text on one line."""
    try:
        found = read_yaml(f"a: {written}")[1]
    except (yaml.YAMLError, RecursionError):
        return None
    value = found.get("a") if isinstance(found, dict) else None
    return value if isinstance(value, str) and "\n" not in value else None

"""HTML that stands in a text → what a builder is told: what opens, what is said, what closes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Protocol

from issue_papers.articles.html_elements import VOID


class Builder(Protocol):
    """What a piece of HTML is told to."""

    def start_tag(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """Open an element."""

    def end_tag(self, tag: str, line: int) -> None:
        """Close an element."""

    def text(self, text: str, *, is_atomic: bool = False) -> None:
        """Add text."""

    def markdown(self, text: str, line: int) -> None:
        """Read Markdown."""

    def asks_for_markdown(self) -> bool:
        """Whether the innermost element asks for Markdown inside."""

    def tell(self, kind: str, line: int, found: str, detail: str = "") -> None:
        """Tell of a fault."""


class HtmlReader(HTMLParser):
    """Tells a builder what a piece of HTML opens, says and closes.

    Args:
        builder: Where it goes.
        line: Line of the file on which the piece begins.
        is_block: Whether it stands by itself.
    """

    def __init__(self, builder: Builder, line: int, *, is_block: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = builder
        self.first = line
        self.is_block = is_block

    def read(self, markup: str) -> None:
        """Read the piece."""
        if markup.lstrip().startswith("<!--") and "-->" not in markup:
            found = markup.strip().splitlines()[0]
            self.builder.tell("comment-unclosed", self.first, found)
            return
        self.feed(markup)
        self.close()

    @property
    def _here(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {name: value if value is not None else "" for name, value in attrs if _NAME(name)}
        self.builder.start_tag(tag, given, self._here)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element that closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        self.builder.end_tag(tag, self._here)

    def handle_data(self, data: str) -> None:
        """Add what is said."""
        if self.is_block and self.builder.asks_for_markdown() and data.strip():
            self.builder.markdown(_dedented(data), self._here)
        elif data:
            self.builder.text(data, is_atomic=True)


_NAME = re.compile(r"[A-Za-z_:][\w:.-]*").fullmatch


def _dedented(text: str) -> str:
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    width = min(indents, default=0)
    return "\n".join([lines[0].lstrip(" "), *(line[width:] for line in lines[1:])])

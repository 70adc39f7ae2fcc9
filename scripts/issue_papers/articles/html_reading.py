"""HTML that stands in a text → what a builder is told: what opens, what is said, what closes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Protocol

from issue_papers.articles.html_elements import RUNNING, VOID


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
        self._markdown: list[str] = []
        self._markdown_line = line
        self._markdown_open: list[str] = []

    def read(self, markup: str) -> None:
        """Read the piece."""
        if markup.lstrip().startswith("<!--") and "-->" not in markup:
            found = markup.strip().splitlines()[0]
            self.builder.tell("comment-unclosed", self.first, found)
            return
        self.feed(markup)
        self.close()
        self._end_markdown()

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - as the parser has it
        """Read `<![…` as a comment that ends with `>`, as browsers do; Python stumbles over it."""
        return self.parse_bogus_comment(i)

    @property
    def _here(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one of running text stands in the Markdown around it."""
        if tag in RUNNING and self._reads_markdown():
            self._add_markdown(self.get_starttag_text() or "")
            if tag not in VOID:
                self._markdown_open.append(tag)
            return
        self._end_markdown()
        given = {name: value if value is not None else "" for name, value in attrs if _NAME(name)}
        self.builder.start_tag(tag, given, self._here)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element that closes itself."""
        if tag in RUNNING and self._reads_markdown():
            self._add_markdown(self.get_starttag_text() or "")
            return
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in self._markdown_open:
            self._markdown_open.remove(tag)
            self._add_markdown(f"</{tag}>")
            return
        self._end_markdown()
        self.builder.end_tag(tag, self._here)

    def handle_data(self, data: str) -> None:
        """Add what is said."""
        if self._reads_markdown() and (data.strip() or self._markdown):
            self._add_markdown(data)
        elif data:
            self.builder.text(data, is_atomic=True)

    def _reads_markdown(self) -> bool:
        return self.is_block and self.builder.asks_for_markdown()

    def _add_markdown(self, text: str) -> None:
        if not self._markdown:
            self._markdown_line = self._here
        self._markdown.append(text)

    def _end_markdown(self) -> None:
        """Read the Markdown up to here, with what stands in it of running text."""
        if self._markdown:
            text = _dedented("".join(self._markdown))
            self._markdown.clear()
            self._markdown_open.clear()
            self.builder.markdown(text, self._markdown_line)


_NAME = re.compile(r"[A-Za-z_:][\w:.-]*").fullmatch


def _dedented(text: str) -> str:
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    width = min(indents, default=0)
    return "\n".join([lines[0].lstrip(" "), *(line[width:] for line in lines[1:])])

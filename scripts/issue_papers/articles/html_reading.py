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
        self._open: list[str] = []

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
        """Open an element; one of running text stands in the Markdown around it.

        Of a `<picture>` the `<img>` in it is read: how a page has it is for its writer.
        """
        if tag == _CHOICE and not attrs:
            return
        if tag in RUNNING and self._reads_markdown():
            self._add_markdown(self.get_starttag_text() or "")
            if tag not in VOID:
                self._markdown_open.append(tag)
            return
        self._end_markdown()
        given = {name: value if value is not None else "" for name, value in attrs if _NAME(name)}
        self.builder.start_tag(tag, given, self._here)
        if tag not in VOID:
            self._open.append(tag)

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
        if tag == _CHOICE and tag not in self._open:
            return
        if tag in self._markdown_open:
            self._markdown_open.remove(tag)
            self._add_markdown(f"</{tag}>")
            return
        self._end_markdown()
        self.builder.end_tag(tag, self._here)
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Add what is said."""
        if self._reads_markdown() and (data.strip() or self._markdown):
            self._add_markdown(data)
        elif data:
            if self.is_block and _SIGNS.search(data) and _AS_TYPED.isdisjoint(self._open):
                self._tell_markdown(data)
            self.builder.text(data, is_atomic=True)

    def _tell_markdown(self, data: str) -> None:
        """Tell of Markdown that isn't read."""
        for match in _MARKDOWN.finditer(data):
            line = self._here + data.count("\n", 0, match.start())
            self.builder.tell("html-markdown", line, match[0], self._open[-1] if self._open else "")

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


_AS_TYPED = frozenset(
    {"pre", "code", "kbd", "samp", "tt", "textarea", "script", "style", "svg", "math", "title"}
)
_CHOICE = "picture"
_SIGNS = re.compile(r"[*_`$@~=\[]")
_MARKDOWN = re.compile(
    r"!?\[[^\[\]\n]+\]\([^()\s]+(?:[ ]+\"[^\"\n]*\")?\)"
    r"|\[\^[^\[\]\s]+\]"
    r"|\[[^\[\]\n@]*@[^\[\]\n]*\]"
    r"|(?<![\w@./:+-])-?@\{?\w[^\s@<>\[\],;]*"
    r"|\*\*(?=[^\s*])[^*]{1,400}(?<=[^\s*])\*\*"
    r"|(?<![\w*])\*(?=[^\s*])[^*\n]{1,400}(?<=[^\s*])\*(?![\w*])"
    r"|(?<!\w)__(?=[^\W_])[^_\n]{1,400}(?<=[^\s_])__(?!\w)"
    r"|(?<!\w)_(?=[^\W_])[^_\n]{1,400}(?<=[^\s_])_(?!\w)"
    r"|~~(?=[^\W_])[^~\n]{1,400}~~|==(?=[^\W_])[^=\n]{1,400}=="
    r"|\$`[^`$\n]+`\$|`[^`\n]+`"
    r"|(?<![\w$\\])\$(?=[^\s$])(?=[^$\n]*[\\^_=])[^$\n]{1,200}(?<=\S)\$(?![\w$])"
)
_NAME = re.compile(r"[A-Za-z_:][\w:.-]*").fullmatch


def _dedented(text: str) -> str:
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    width = min(indents, default=0)
    return "\n".join([lines[0].lstrip(" "), *(line[width:] for line in lines[1:])])

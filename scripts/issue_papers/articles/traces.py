"""What a text leaves in the fingerprints of translations: its words, and its words with markup.

Fingerprints outlive versions of this program, so that what they are made of doesn't change: what is
ours (a block's lines, a citation, a footnote's mark) counts as the plain text that it is to
CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from issue_papers.articles.article import Trace

_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.\w-][^{}]*\}")
_AS_TYPED = frozenset({"mark", "s", "ins", "sub", "sup"})


@dataclass
class _Paragraph:
    """A paragraph in the making: the lines of blocks belong to those that they touch."""

    line: int
    end: int
    words: list[str] = field(default_factory=list)
    form: str = ""
    is_open: bool = True
    is_alone: bool = False

    def add(self, words: str, form: str, *, is_alone: bool) -> None:
        """Add a piece; a block's line keeps to itself."""
        parts = " <softbreak >" if is_alone or self.is_alone else " "
        self.form = f"{self.form}{parts}{form}" if self.words else form
        self.words.append(words)
        self.is_alone = is_alone


def traces(tokens: Iterable[Token], first_line: int) -> tuple[Trace, ...]:
    """Return the traces of a parsed text, in order.

    Args:
        tokens: What the block parser made, with the children of its inline tokens.
        first_line: Line of the file on which the text begins.
    """
    return tuple(_Tracer(first_line).run(tokens))


class _Tracer:
    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.done: list[Trace] = []
        self.paragraph: _Paragraph | None = None
        self.last = (-1, -1)

    def run(self, tokens: Iterable[Token]) -> Iterator[Trace]:
        lines: list[int] = [0]
        in_heading = False
        for token in tokens:
            if token.nesting > 0:
                lines.append(token.map[0] if token.map else lines[-1])
            line = token.map[0] if token.map else lines[-1]
            in_heading = token.type == "heading_open" or (
                in_heading and token.type != "heading_close"
            )
            self._token(token, line, is_prose=not in_heading)
            if token.nesting < 0:
                lines.pop()
        self._end()
        return iter(self.done)

    def _token(self, token: Token, line: int, *, is_prose: bool) -> None:
        match token.type:
            case "directive_open" | "directive_close" | "directive_stray" | "abbreviation":
                if token.info:
                    self._typed(token.info, line, line + 1)
            case "container_open" | "container_close" | "dl_open" | "dl_close" | "note_close":
                self._end()
            case "dt_close" | "dd_close":
                pass
            case "dt_open":
                self._paragraph(line, line + 1)
            case "dd_open":
                self._typed(":", line, line + 1)
            case "note_open":
                self._end()
                self._typed(f"[^{token.info}]:", line, line + 1)
            case "paragraph_open":
                self._paragraph(line, (token.map or [line, line + 1])[1])
            case "paragraph_close":
                pass
            case "inline":
                self._inline(token, line, is_prose=is_prose)
            case "fence" | "code_block":
                self._end()
                form = f"{_described(token)}\n{token.content}" if token.content else ""
                self._add(line, token.content, form or _described(token), is_prose=True)
            case _:
                self._end()
                form = _described(token)
                if token.content:
                    form += f"\n{token.content}"
                self._add(line, "", form, is_prose=False)

    def _paragraph(self, line: int, end: int) -> None:
        """Begin a paragraph, or go on with the lines of a block that stand directly above it."""
        if self.paragraph and self.paragraph.end >= line and not self.paragraph.is_open:
            self.paragraph.is_open = True
            self.paragraph.end = end
            return
        self._end()
        self.paragraph = _Paragraph(line, end)

    def _typed(self, text: str, line: int, end: int) -> None:
        """Take a line for plain text, in the paragraph that it touches."""
        if self.paragraph is None and self.last[1] == line and text.startswith("///"):
            self._append(" ".join(text.split()))
            return
        if self.paragraph is None or self.paragraph.end < line:
            self._end()
            self.paragraph = _Paragraph(line, end, is_open=False)
        squeezed = " ".join(text.split())
        words = _ATTRIBUTES.sub("", squeezed)
        self.paragraph.add(words, squeezed, is_alone=squeezed.startswith("///"))
        self.paragraph.end = end
        self.paragraph.is_open = False

    def _append(self, text: str) -> None:
        """Add a block's line to the paragraph of a list that it stands directly below."""
        index = self.last[0]
        before = self.done[index]
        form = before.form.removesuffix("\nparagraph_close p")
        self.done[index] = replace(
            before,
            words=f"{before.words} {text}",
            form=f"{form} <softbreak >{text}\nparagraph_close p",
        )

    def _inline(self, token: Token, line: int, *, is_prose: bool) -> None:
        words = inline_text(token, with_markup=False)
        form = inline_text(token, with_markup=True)
        if self.paragraph is None:
            self._add(line, words, form, is_prose=is_prose)
            return
        self.paragraph.add(words, form, is_alone=False)
        self.paragraph.is_open = False

    def _end(self) -> None:
        if self.paragraph is None:
            return
        paragraph, self.paragraph = self.paragraph, None
        form = " ".join(paragraph.form.split())
        self.last = len(self.done), paragraph.end
        words = " ".join(" ".join(paragraph.words).split())
        self._add(
            paragraph.line,
            words,
            f"paragraph_open p\n{form}\nparagraph_close p",
            is_prose=True,
        )

    def _add(self, line: int, words: str, form: str, *, is_prose: bool) -> None:
        is_full = is_prose and bool(words.strip())
        self.done.append(Trace(self.first_line + line, words, form, is_full))


def inline_text(token: Token, *, with_markup: bool) -> str:
    """Return what a stretch of running text leaves."""
    parts: list[str] = []
    for child in token.children or ():
        kind = child.type
        if kind in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif kind in {"text", "text_special", "code_inline", "image"}:
            parts.append(child.content)
        elif kind in {"citation", "note_reference"} or kind.rpartition("_")[0] in _AS_TYPED:
            parts.append(child.markup)
        if with_markup and kind not in _PLAIN and child.info != "bare":
            base = kind.rpartition("_")[0]
            if base not in _AS_TYPED:
                parts.append(f"<{kind} {_attributes(child)}>")
        if with_markup and kind == "html_inline":
            parts.append(child.content)
    text = "".join(parts)
    if not with_markup:
        text = _ATTRIBUTES.sub("", text)
    return " ".join(text.split())


_PLAIN = frozenset({"text", "text_special", "softbreak", "hardbreak", "citation", "note_reference"})


def _described(token: Token) -> str:
    return f"{token.type} {token.tag} {token.info} {_attributes(token)}".strip()


def _attributes(token: Token) -> str:
    return " ".join(
        f"{name}={_address(name, value)}" for name, value in sorted(token.attrs.items())
    )


def _address(name: str, value: object) -> object:
    return normalizeLink(str(value)) if name in {"href", "src"} else value

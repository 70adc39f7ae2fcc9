"""What a text leaves in the fingerprints of translations: its words, and its words with markup.

Fingerprints outlive versions of this program, so that what they are made of doesn't change: what is
ours (a block's lines, a citation, a footnote's mark) counts as the plain text that it is to
CommonMark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from issue_papers.articles.article import Trace

_ATTRIBUTES = re.compile(r"(?<!\s)\s*\{:?\s*[#.\w-][^{}]*\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOTE = re.compile(r"\[\^[^\]]+\]:")
"""The mark of a footnote that nothing is written behind."""
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


_LINES = frozenset({"directive_open", "directive_close", "directive_stray", "abbreviation"})
_FRAMES = frozenset({"container_open", "container_close", "dl_open", "dl_close", "note_close"})
_SILENT = frozenset({"dt_close", "dd_close", "paragraph_close"})


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
        kind = token.type
        if kind in _LINES:
            if token.info:
                self._typed(token.info, line, line + 1)
            if "title_line" in token.meta:
                self._end()
                title = " ".join(token.meta["title"].split())
                self._add(token.meta["title_line"], title, f"title {title}", is_prose=True)
        elif kind in _SILENT:
            pass
        elif kind in {"paragraph_open", "dt_open"}:
            end = token.map[1] if token.map and kind == "paragraph_open" else line + 1
            self._paragraph(line, end)
        elif kind == "dd_open":
            self._typed(":", line, line + 1)
        elif kind == "inline":
            self._inline(token, line, is_prose=is_prose)
        else:
            self._end()
            self._block(token, line)

    def _block(self, token: Token, line: int) -> None:
        if token.type == "note_open":
            self._typed(f"[^{token.info}]:", line, line + 1)
        elif token.type == "container_open":
            self._typed(_opening(token), line, line + 1)
        elif token.type not in _FRAMES:
            content = _without_comments(token.content)
            content = content if token.type == "fence" else _joined(content)
            if token.type == "html_block" and not content.strip():
                return  # a comment
            form = f"{_described(token)}\n{content}" if content else _described(token)
            is_code = token.type in {"fence", "code_block"}
            self._add(line, content if is_code else "", form, is_prose=is_code)

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
            is_prose=not _NOTE.fullmatch(words),
        )

    def _add(self, line: int, words: str, form: str, *, is_prose: bool) -> None:
        is_full = is_prose and bool(words.strip())
        words, form = (unicodedata.normalize("NFC", text) for text in (words, form))
        self.done.append(Trace(self.first_line + line, words, form, is_full))


def inline_text(token: Token, *, with_markup: bool) -> str:
    """Return what a stretch of running text leaves."""
    parts: list[str] = []
    for child in token.children or ():
        kind = child.type
        if kind == "html_inline" and child.content.startswith("<!--"):
            continue
        if kind in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif kind in {"text", "text_special", "code_inline", "image"}:
            parts.append(child.content)
        elif (
            kind in {"citation", "note_reference", "formula"}
            or kind.rpartition("_")[0] in _AS_TYPED
        ):
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


_PLAIN = frozenset(
    {"text", "text_special", "softbreak", "hardbreak", "citation", "note_reference", "formula"}
)


def _opening(token: Token) -> str:
    """Return the line that opens an admonition, details or a tab."""
    meta = token.meta
    mark = meta["mark"] + ("+" if meta["is_open"] else "") + meta["chosen"]
    return " ".join(part for part in (mark, meta["kind"], _quoted(meta)) if part)


def _quoted(meta: Mapping[str, Any]) -> str:
    return f'"{meta["title"]}"' if meta["has_title"] else ""


def _joined(content: str) -> str:
    """Join lines as those of a paragraph are, but for blank ones."""
    lines: list[str] = []
    is_open = False
    for line in content.split("\n"):
        words = " ".join(line.split())
        if words and is_open:
            lines[-1] += f" {words}"
        else:
            lines.append(line[: len(line) - len(line.lstrip())] + words if words else "")
        is_open = bool(words)
    return "\n".join(lines)


def _without_comments(text: str) -> str:
    """Take comments out; after the last one that is closed, none is looked for."""
    end = text.rfind("-->") + len("-->")
    return _COMMENT.sub("", text[:end]) + text[end:] if end >= len("-->") else text


def _described(token: Token) -> str:
    return f"{token.type} {token.tag} {token.info} {_attributes(token)}".strip()


def _attributes(token: Token) -> str:
    return " ".join(
        f"{name}={_address(name, value)}" for name, value in sorted(token.attrs.items())
    )


def _address(name: str, value: object) -> object:
    return normalizeLink(str(value)) if name in {"href", "src"} else value

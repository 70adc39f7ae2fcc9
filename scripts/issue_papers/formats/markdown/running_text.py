"""Running text as Markdown; what it has no mark for is an element of HTML, which it allows.

A mark counts only where its neighbours let it (CommonMark, "left-flanking delimiter run"); where
they don't, an element stands in its place, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import singledispatchmethod

from issue_papers.articles import nodes as n
from issue_papers.formats.markdown.escapes import marked
from issue_papers.formats.markup.elements import Syntax, escaped
from issue_papers.typography.quotation import quotes

DEEPEST = 64
"""Levels of nodes that are told apart; below them there are only words."""

_MARKS: Mapping[n.Style, tuple[str, str]] = {
    n.Style.EMPHASIS: ("*", "em"),
    n.Style.ITALIC: ("*", "i"),
    n.Style.TITLE: ("*", "cite"),
    n.Style.VARIABLE: ("*", "var"),
    n.Style.STRONG: ("**", "strong"),
    n.Style.BOLD: ("**", "b"),
    n.Style.STRIKE: ("~~", "s"),
    n.Style.DELETED: ("~~", "del"),
}
"""The mark of a style, and the element that means the same."""

_ELEMENTS: Mapping[n.Style, str] = {
    n.Style.SUPERSCRIPT: "sup",
    n.Style.SUBSCRIPT: "sub",
    n.Style.INSERTED: "ins",
    n.Style.UNDERLINE: "u",
    n.Style.MARK: "mark",
    n.Style.KEYBOARD: "kbd",
    n.Style.SAMPLE: "samp",
}
_SPACES = re.compile("[ \t\r\n]+")
_EMPTY_LINES = re.compile(r"\n[ \t\r\n]*\n")
_UNSEEN = re.compile("[\u00ad\u200b]")
_TICKS = re.compile("`+")
_NOT_IN_NAMES = re.compile(r"[\s\[\]^]+")
_SYNTAX = Syntax()


class RunningText:
    """Writes inline nodes of one page.

    Args:
        absolute: Makes a resolved target absolute: a site-relative URL with leading slash, or a
            place on the page.
        language: Tag of the page's language.

    Attributes:
        languages: Tags of the languages of what is being written, the innermost last.
        in_table: Whether it is being written into a table's cell, in which a `|` ends it.
    """

    def __init__(self, absolute: Callable[[str], str], language: str) -> None:
        self.absolute = absolute
        self.languages = [language]
        self.in_table = False
        self._depth = 0

    def line(self, content: Iterable[n.Inline]) -> str:
        """Write some nodes on one line."""
        return on_one_line(self.inlines(content))

    def inlines(self, content: Iterable[n.Inline]) -> str:
        """Write some nodes; marks of the start of a line are still to be settled."""
        content = tuple(content)
        if self._depth >= DEEPEST:
            return self._words(n.text_of(content))
        self._depth += 1
        written = ""
        afters = _first_signs(content)
        for node, after in zip(content, afters, strict=True):
            written += self._in_its_language(node, written[-1:], after)
        self._depth -= 1
        return _EMPTY_LINES.sub("\n", written)  # one would end the paragraph

    def _in_its_language(self, node: n.Inline, before: str, after: str) -> str:
        if node.lang:
            self.languages.append(node.lang)
        if isinstance(node, n.Styled):
            text = self._styled(node, before, after)
        else:
            text = self._inline(node)
        if node.lang:
            self.languages.pop()
        return text

    def _words(self, text: str) -> str:
        return marked(_UNSEEN.sub("", text), in_table=self.in_table)

    def _styled(self, node: n.Styled, before: str, after: str) -> str:
        content = self.inlines(node.content)
        if not content.strip():
            return content
        if node.style in _ELEMENTS:
            return _SYNTAX.element(_ELEMENTS[node.style], content)
        if node.style not in _MARKS:
            return content
        text = content.strip()
        start, _, end = content.partition(text)
        mark, tag = _MARKS[node.style]
        inside = n.text_of(node.content).strip()
        fits = (
            (start or _may_begin(before, inside[:1]))
            and (end or _may_begin(after, inside[-1:]))
            and not before.endswith(mark[0])
            and not (text.startswith(mark[0]) or text.endswith(mark[0]))
        )
        return start + (mark + text + mark if fits else _SYNTAX.element(tag, text)) + end

    @singledispatchmethod
    def _inline(self, node: n.Inline) -> str:
        raise TypeError(type(node).__name__)

    @_inline.register
    def _(self, node: n.Text) -> str:
        return self._words(node.text)

    @_inline.register
    def _(self, _node: n.Break) -> str:
        return "<br>" if self.in_table else "<br>\n"

    @_inline.register
    def _(self, node: n.Span | n.Abbreviation | n.Time | n.Term | n.Element) -> str:
        return self.inlines(node.content)

    @_inline.register
    def _(self, node: n.Quoted) -> str:
        around = self.languages[-2 if node.lang else -1]
        opening, closing = quotes(around)
        return opening + self.inlines(node.content) + closing

    @_inline.register
    def _(self, node: n.Code) -> str:
        text = node.text.replace("\n", " ")
        if not text.strip():
            return text
        longest = max((len(run) for run in _TICKS.findall(text)), default=0)
        fence = "`" * (longest + 1)
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        shown = text.replace("|", "\\|") if self.in_table else text
        return f"{fence}{pad}{shown}{pad}{fence}"

    @_inline.register
    def _(self, node: n.Formula) -> str:
        latex = node.source.replace("|", "\\vert ") if self.in_table else node.source
        return f"$${latex}$$" if node.is_display else f"${latex}$"

    @_inline.register
    def _(self, node: n.Link) -> str:
        target = self.absolute(node.target) if node.target else ""
        text = self.inlines(node.content)
        if not target or not text.strip():
            return text
        if n.text_of(node.content) == target and ":" in target and not self.in_table:
            return f"<{target}>"
        return f"[{text}]({as_target(target)}{_title(node.title)})"

    @_inline.register
    def _(self, node: n.Picture) -> str:
        if node.source.startswith("map:"):
            return ""
        if isinstance(node, n.Drawing):
            return self._words(node.alt)
        source = as_target(self.absolute(node.source))
        return f"![{self._words(node.alt)}]({source}{_title(node.title)})"

    @_inline.register
    def _(self, node: n.Embed) -> str:
        source = self.absolute(node.source)
        return f"[{self._words(node.title or source)}]({as_target(source)})"

    @_inline.register
    def _(self, node: n.Citation) -> str:
        if not node.works:
            return self._words(node.source)
        text = self._words(node.opening)
        for work in node.works:
            address = as_target(self.absolute(work.target))
            said = self.inlines(work.content) if work.content else self._words(work.text)
            link = f"[{said}]({address})"
            text += self._words(work.before) + link + self._words(work.after)
        return text + self._words(node.closing)

    @_inline.register
    def _(self, node: n.NoteReference) -> str:
        return note_mark(node.name)


def _first_signs(content: tuple[n.Inline, ...]) -> list[str]:
    """Return, for each of some nodes, the first sign of what is said after it, for styles."""
    if not any(isinstance(node, n.Styled) for node in content):
        return [""] * len(content)
    signs = [""]
    for node in reversed(content[1:]):
        signs.append(n.text_of(node)[:1] or signs[-1])
    return signs[::-1]


def on_one_line(text: str) -> str:
    """Return a text on one line; spaces that hold words together stay."""
    return _SPACES.sub(" ", text).strip(" ")


def note_mark(name: str) -> str:
    """Return the mark of a footnote."""
    return f"[^{_NOT_IN_NAMES.sub('-', name)}]"


def _may_begin(outside: str, inside: str) -> bool:
    """Whether a mark may stand between two characters, as the outer end of what it marks."""
    return not (_is_sign(inside) and outside and not outside.isspace() and not _is_sign(outside))


def _is_sign(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"


def as_target(target: str) -> str:
    """Return a link's address as it stands in brackets."""
    text = target.replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A")
    return f"<{text}>" if re.search(r"[\s()]", text) else text


def _title(title: str) -> str:
    text = escaped(title).replace('"', "&quot;").replace("\n", " ")
    return f' "{text}"' if text else ""

"""Running text without any markup: what a style or a link says is said in signs, or left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod

from issue_papers.articles import nodes as n
from issue_papers.formats.editions.edition import MAP_SCHEME
from issue_papers.formats.text.columns import BREAK
from issue_papers.typography.quotation import quotes
from issue_papers.views.catalogue import Catalogue

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")  # noqa: RUF001 - a minus sign
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")  # noqa: RUF001 - a minus sign

DEEPEST = 64
"""Levels of nodes that are told apart; below them there are only words."""


class RunningText:
    """Writes inline nodes of one part, and gathers the addresses that its links lead to.

    Args:
        t: The interface's strings in the edition's language.
        language: Tag of the part's language.

    Attributes:
        languages: Tags of the languages of what is being written, the innermost last.
    """

    def __init__(self, t: Catalogue, language: str) -> None:
        self.t = t
        self._numbers: dict[str, int] = {}
        self.languages = [language]
        self._depth = 0

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the links lead, in the order of their numbers, from 1."""
        return (*self._numbers,)

    def inlines(self, content: Iterable[n.Inline]) -> str:
        """Return some nodes as text, to be wrapped; `BREAK` stands for a line's end."""
        if self._depth >= DEEPEST:
            return n.text_of(tuple(content))
        self._depth += 1
        text = "".join(self._in_its_language(node) for node in content)
        self._depth -= 1
        return text

    def _in_its_language(self, node: n.Inline) -> str:
        if not node.lang:
            return self._inline(node)
        self.languages.append(node.lang)
        text = self._inline(node)
        self.languages.pop()
        return text

    @singledispatchmethod
    def _inline(self, node: n.Inline) -> str:
        raise TypeError(type(node).__name__)

    @_inline.register
    def _(self, node: n.Text | n.Code) -> str:
        return node.text

    @_inline.register
    def _(self, node: n.Formula) -> str:
        return n.text_of(node)

    @_inline.register
    def _(self, _node: n.Break) -> str:
        return BREAK

    @_inline.register
    def _(self, node: n.Span | n.Abbreviation | n.Time | n.Term | n.Element) -> str:
        return self.inlines(node.content)

    @_inline.register
    def _(self, node: n.Styled) -> str:
        return self._styled(node)

    @_inline.register
    def _(self, node: n.Quoted) -> str:
        around = self.languages[-2 if node.lang else -1]
        opening, closing = quotes(around)
        return opening + self.inlines(node.content) + closing

    @_inline.register
    def _(self, node: n.Link) -> str:
        text = self.inlines(node.content)
        return text if node.is_bare else self._link(text, node.target)

    @_inline.register
    def _(self, node: n.Embed) -> str:
        return self._link(node.title or node.source, node.source)

    @_inline.register
    def _(self, node: n.Picture) -> str:
        if node.source.startswith(MAP_SCHEME):
            return f"[{node.alt}]"  # which says that it is a map
        return self.t("plain_text.picture", description=node.alt) if node.alt else ""

    @_inline.register
    def _(self, node: n.Citation) -> str:
        text = "".join(f"{work.before}{work.text}{work.after}" for work in node.works)
        return f"{node.opening}{text}{node.closing}" if node.works else node.source

    @_inline.register
    def _(self, node: n.NoteReference) -> str:
        return note_mark(node.number)

    def _styled(self, node: n.Styled) -> str:
        """Write what would mean something else without its style in signs."""
        text = self.inlines(node.content)
        match node.style:
            case n.Style.SUPERSCRIPT:
                return _shifted(text, _RAISED, "^")
            case n.Style.SUBSCRIPT:
                return _shifted(text, _LOWERED, "_")
            case n.Style.DELETED | n.Style.STRIKE:
                return f"~~{text}~~"
            case _:
                return text

    def _link(self, text: str, target: str) -> str:
        """Number the address of a link that leads away, unless its text is the address."""
        address = target.removeprefix("mailto:").removeprefix("tel:")
        if not target or target.startswith("#") or _bare(address) == _bare(text):
            return text
        mark = f"[{self._numbers.setdefault(target, len(self._numbers) + 1)}]"
        return f"{text} {mark}" if text else mark


def note_mark(number: int) -> str:
    """Return the mark of a footnote, in the text and before the note."""
    return f"[^{number}]"


def _shifted(text: str, signs: dict[int, int], mark: str) -> str:
    """Write an index in signs of its own; letters, as in 1er, are read right as they are."""
    if all(ord(char) in signs for char in text):
        return text.translate(signs)
    return text if text.isalpha() else f"{mark}({text})"


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")

"""A formula in words, for who hears it: the alternative text of PDF, EPUB and pages.

Words are in `speech.yml`, a language each; where a language has none, the formula's LaTeX stands
for it. Ends are said where somebody who hears it couldn't know them (“end root”), and only there,
as in MathSpeak's brief style.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources

import yaml

from issue_papers.formulas.tree import UNSEEN, Part

_SIMPLE = frozenset({"mi", "mn", "mtext"})
_PAUSES = re.compile(r"(?:\s*,)+(?:\s+|$)")
_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂")


class _Words:
    """The words of a language.

    Args:
        said: What `speech.yml` has of it.
    """

    def __init__(self, said: Mapping[str, Mapping[str, str]]) -> None:
        self._forms = said["forms"]
        self._signs = said["signs"]
        self._letters = said["letters"]

    def form(self, name: str, **parts: str) -> str:
        return self._forms[name].format_map(parts)

    def sign(self, text: str) -> str:
        """Return what a sign is called; letters of other shapes (bold, script) are letters."""
        plain = unicodedata.normalize("NFKC", text) if len(text) == 1 and text.isalpha() else text
        return next((names[sign] for names, sign in self._named(text, plain)), plain)

    def _named(self, text: str, plain: str) -> Iterator[tuple[Mapping[str, str], str]]:
        tried = ((names, sign) for sign in (text, plain) for names in (self._signs, self._letters))
        yield from ((names, sign) for names, sign in tried if sign in names)

    def says(self, name: str) -> bool:
        return name in self._forms


@cache
def _languages() -> Mapping[str, _Words]:
    text = (resources.files("issue_papers.formulas") / "speech.yml").read_text(encoding="utf-8")
    return {tag: _Words(said) for tag, said in yaml.safe_load(text).items()}


def spoken(part: Part, language: str, latex: str) -> str:
    """Return a formula in words.

    Args:
        part: The formula.
        language: BCP 47 tag of the language around it.
        latex: Its source, for languages that have no words for formulas.
    """
    words = _languages().get(language.partition("-")[0].lower())
    if words is None:
        return " ".join(latex.split())
    said = _PAUSES.sub(", ", " ".join(_said(part, words).split()))
    return said.strip(", ")


def _said(part: Part, words: _Words) -> str:
    tell = _SAID.get(part.tag)
    return tell(part, words) if tell else " ".join(_row(part, words))


def _leaf(part: Part, words: _Words) -> str:
    return "" if part.text in UNSEEN else words.sign(part.text)


def _unseen(_part: Part, _words: _Words) -> str:
    return ""


def _row(part: Part, words: _Words) -> Iterator[str]:
    parts = part.parts
    if len(parts) == 3 and parts[1].get("linethickness") == "0":  # noqa: PLR2004 - a binomial
        parts = parts[1:2]
    for inner in parts:
        if said := _said(inner, words):
            yield said


def _is_simple(part: Part) -> bool:
    return part.tag in _SIMPLE


def _fraction(part: Part, words: _Words) -> str:
    above, below = part.parts
    a, b = _said(above, words), _said(below, words)
    if part.get("linethickness") == "0":
        return words.form("choose", a=a, b=b)
    return words.form("over" if _is_simple(above) and _is_simple(below) else "fraction", a=a, b=b)


def _root(part: Part, words: _Words) -> str:
    inside = part.parts[0]
    a = _said(inside, words)
    if part.tag == "mroot":
        return words.form("root_of", a=a, n=_said(part.parts[1], words))
    return words.form("root_simple" if _is_simple(inside) else "root", a=a)


def _attached(part: Part, words: _Words) -> str:
    base, *others = part.parts
    a = _said(base, words)
    if len(others) == 1 and others[0].tag in {"mo", "mi"}:
        sign = others[0].text
        if words.says(f"with {sign}"):
            return words.form(f"with {sign}", a=a)
    is_limit = part.tag.startswith("mu") or part.tag == "mover" or base.text in _LARGE
    said = [_said(other, words) for other in others]
    if len(said) > 1:
        if is_limit:
            return words.form("from_to", a=a, b=said[0], c=said[1])
        return _power(words.form("sub", a=a, b=said[0]), others[1], said[1], words)
    if part.tag == "msup":
        return _power(a, others[0], said[0], words)
    if part.tag == "mover":
        return words.form("above", a=a, b=said[0])
    is_operator = base.tag in {"mo", "mi"}
    form = "below" if is_operator else "beneath"
    return words.form(form if is_limit else "sub", a=a, b=said[0])


def _power(base: str, part: Part, said: str, words: _Words) -> str:
    if part.tag == "mn" and words.says(f"power {part.text}"):
        return words.form(f"power {part.text}", a=base)
    return words.form("power" if _is_simple(part) else "power_long", a=base, b=said)


def _table(part: Part, words: _Words) -> str:
    rows = []
    pause = " " if part.get("displaystyle") == "true" else ", "
    for number, row in enumerate(part.parts, 1):
        cells = pause.join(filter(None, (" ".join(_row(cell, words)) for cell in row.parts)))
        rows.append(words.form("row", n=str(number), a=cells))
    return "; ".join(rows)


_SAID: Mapping[str, Callable[[Part, _Words], str]] = {
    **dict.fromkeys(("mi", "mn", "mo", "mtext"), _leaf),
    **dict.fromkeys(("mspace", "mphantom"), _unseen),
    "mfrac": _fraction,
    **dict.fromkeys(("msqrt", "mroot"), _root),
    **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _attached),
    "mtable": _table,
}

"""A formula on one line, for where there are only characters: plain text, search, titles.

As mathematicians write in a letter: `x = (−b ± √(b² − 4ac)) / (2a)`. What could be read in two ways
gets parentheses. After *Unicode Technical Note 28, UnicodeMath* (version 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from issue_papers.formulas.tree import APPLIED, UNSEEN, Part

_RAISED = str.maketrans(
    "0123456789+-−=()ni",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ",
)
_LOWERED = str.maketrans(
    "0123456789+-−=()aeijknmoprstuvx",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₖₙₘₒₚᵣₛₜᵤᵥₓ",
)
_COMBINING = {"¯": "\u0304", "‾": "\u0305", "^": "\u0302", "~": "\u0303", "˙": "\u0307"}
_COMBINING |= {"¨": "\u0308", "ˇ": "\u030c", "⃗": "\u20d7", "→": "\u20d7", "˘": "\u0306"}
_ROOTS = {"3": "∛", "4": "∜"}
_SPACED = frozenset("=≠≈≡∼∝<>≤≥≪≫+−±∓×÷⋅∪∩∈∉∋⊂⊆⊃⊇→←↔⇒⇐⇔⟺⟹↦∧∨∣∥≔⟂:")
_OPENING = frozenset("([{⟨⌊⌈|‖")
_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂")
_LEAVES = frozenset({"mi", "mn", "mo", "mtext"})
_PRIMES = frozenset("′″‴")


def linear(part: Part) -> str:
    """Return a formula, or a part of one, on one line."""
    return _WRITTEN.get(part.tag, _row)(part)


def _row(part: Part) -> str:
    text, before = "", None
    for inner, after in zip(part.parts, (*part.parts[1:], None), strict=False):
        written = linear(inner)
        is_held = after is not None and after.tag in {"mo", "mrow"}
        if inner.text == APPLIED and after and is_held and linear(after)[:1] in _OPENING:
            written = ""
        if inner.tag == "mo" and inner.text in _SPACED and not _is_sign(inner, before):
            text = f"{text.rstrip()} {written} "
        elif _is_large(inner):
            gap = " " if text and text[-1] not in _OPENING | {"−"} else ""
            text += f"{gap}{written} "
        else:
            text += written
        before = inner
    return " ".join(text.split())


def _is_sign(part: Part, before: Part | None) -> bool:
    """Whether a sign stands before a number and not between two."""
    if part.text not in "−+±∓":
        return False
    return before is None or (before.tag == "mo" and before.text in _SPACED | _OPENING | {","})


def _is_large(part: Part) -> bool:
    base = part.parts[0] if part.parts and part.tag.startswith(("ms", "mu")) else part
    return base.tag == "mo" and base.text in _LARGE


def _leaf(part: Part) -> str:
    if part.text == APPLIED:
        return " "
    if part.text in UNSEEN:
        return ""
    return f"{part.text} " if part.text in {",", ";"} else part.text


def _space(part: Part) -> str:
    width = part.get("width").removesuffix("em")
    return " " if float(width or 0) > 0.1 else ""  # noqa: PLR2004 - a thin space is wider


def _is_simple(text: str) -> bool:
    """Whether a text needs no parentheses to be read as one thing."""
    inside = text[1:-1]
    is_held = text[:1] == "(" and text[-1:] == ")" and "(" not in inside and ")" not in inside
    return is_held or text.replace(".", "").isalnum() or len(text) <= 1


def _held(part: Part) -> str:
    """Return a part so that it is read as one thing."""
    text = linear(part).strip()
    is_one = part.tag in {"mi", "mn", "mtext", "msqrt"} or _is_simple(text)
    return text if is_one else f"({text})"


def _fraction(part: Part) -> str:
    above, below = part.parts
    if part.get("linethickness") == "0":
        return f"{linear(above)} ¦ {linear(below)}"
    mark = "/" if above.tag in {"mi", "mn"} and below.tag in {"mi", "mn"} else " / "
    numerator = linear(above).strip()
    is_whole = " " not in re.sub(r"\([^()]*\)", "", numerator) or above.tag != "mrow"
    return f"{numerator if is_whole else f'({numerator})'}{mark}{_factor(below)}"


def _factor(part: Part) -> str:
    """Return what stands below a line: a product would lose its end."""
    text = linear(part).strip()
    is_one = part.tag in {"mi", "mn", "mtext", "msub", "msup", "msubsup", "msqrt"}
    return text if is_one else f"({text})"


def _root(part: Part) -> str:
    inside = _held(part.parts[0])
    if part.tag == "msqrt":
        return f"√{inside}"
    index = linear(part.parts[1]).strip()
    return (
        f"{_ROOTS[index]}{inside}"
        if index in _ROOTS
        else f"{_shifted(index, _RAISED, '')}√{inside}"
    )


def _above(part: Part) -> str:
    base, sign = part.parts
    if part.tag == "mover" and sign.text in _COMBINING and part.get("accent"):
        text = linear(base)
        return "".join(char + _COMBINING[sign.text] for char in text)
    if sign.tag == "mo" and sign.text in "⏞⏟":
        return _held(base)
    if base.tag == "mi":
        return _limits(part)
    return _scripts(part)


def _limits(part: Part) -> str:
    """`lim`, `max`, with what stands below it."""
    below = linear(part.parts[1]).strip()
    return f"{linear(part.parts[0])}_{below if _is_simple(below) else f'({below})'}"


def _scripts(part: Part) -> str:
    base, *others = part.parts
    names = {"msub": "_", "munder": "_", "msup": "^", "mover": "^"}.get(part.tag, "_^")
    text = linear(base) if base.tag == "mo" else _held(base)
    for name, other in zip(names, others, strict=True):
        said = linear(other).strip()
        if said and set(said) <= _PRIMES | {"∘"}:
            text += said.replace("∘", "°")
        else:
            signs = _RAISED if name == "^" else _LOWERED
            text += _shifted(said, signs, name, is_one=other.tag in _LEAVES)
    return text


def _shifted(text: str, signs: Mapping[int, int | str], mark: str, *, is_one: bool = True) -> str:
    """Write an index in signs of its own; else behind a mark."""
    close = text.replace(" ", "")
    if close and all(ord(char) in signs for char in close):
        return close.translate(signs)
    return f"{mark}{text}" if is_one and _is_simple(text) else f"{mark}({text})"


def _table(part: Part) -> str:
    rows = (
        " ".join(filter(None, (_row(cell).strip() for cell in row.parts))) for row in part.parts
    )
    return "; ".join(rows)


def _hidden(_part: Part) -> str:
    return ""


_WRITTEN: Mapping[str, Callable[[Part], str]] = {
    **dict.fromkeys(("mi", "mn", "mo", "mtext"), _leaf),
    "mspace": _space,
    "mfrac": _fraction,
    **dict.fromkeys(("msqrt", "mroot"), _root),
    **dict.fromkeys(("mover", "munder"), _above),
    **dict.fromkeys(("msub", "msup", "msubsup", "munderover"), _scripts),
    "mtable": _table,
    "mphantom": _hidden,
}

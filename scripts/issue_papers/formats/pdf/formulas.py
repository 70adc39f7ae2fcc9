"""Formulas as Typst sets them: the same tree as pages have, in Typst's own terms.

What is handed over is data, an instruction a part, which `formulas.typ` draws; none of it is code.
Typst has its own rules for the space around signs, so that those of MathML are left out, but for
what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from issue_papers.formulas.tree import APPLIED, UNSEEN, Part

Instruction = dict[str, Any]
"""What to draw: its `do`, and what that needs."""

_OPENING = frozenset("([{⟨⌊⌈|‖⟦⟮")
_CLOSING = frozenset(")]}⟩⌋⌉|‖⟧⟯")
_LARGE = frozenset("∑∏∐⋃⋂⨆⨅⋁⋀⨁⨂⨀⨄")
"""Signs whose limits stand above and below them in a formula of its own."""
_ACCENTS = {"¯": "macron", "^": "hat", "~": "tilde", "˙": "dot", "¨": "dot.double"}
_ACCENTS |= {"ˇ": "caron", "˘": "breve", "´": "acute", "`": "grave", "⃗": "arrow", "→": "arrow"}
_ACCENTS |= {"←": "arrow.l", "˚": "circle", "⃛": "dot.triple", "↔": "arrow.l.r"}
_LINES = {"‾": "overline", "⏞": "overbrace", "⎴": "overbracket", "⏜": "overparen"}
_LINES_BELOW = {"‾": "underline", "_": "underline", "⏟": "underbrace", "⎵": "underbracket"}
_LINES_BELOW |= {"⏝": "underparen"}

_WORD_SPACE = 0.27
"""In the size of the text."""


def instruction(part: Part) -> Instruction:
    """Return how a formula, or a part of one, is drawn."""
    return _DRAWN.get(part.tag, _row)(part)


def _row(part: Part) -> Instruction:
    parts = part.parts
    if len(parts) > 1 and _is_fence(parts[0], _OPENING) and _is_fence(parts[-1], _CLOSING):
        return _fenced(parts)
    return _joined(parts)


def _joined(parts: Sequence[Part]) -> Instruction:
    return {"do": "row", "parts": [_in_row(parts, at) for at in range(len(parts))]}


def _in_row(parts: Sequence[Part], at: int) -> Instruction:
    """Draw a part of a row; what stands before a function's argument is its name."""
    is_name = at + 1 < len(parts) and parts[at + 1].text == APPLIED
    return _named(parts[at]) if is_name else instruction(parts[at])


def _named(part: Part) -> Instruction:
    """Draw a function's name, `sin`, with what is attached to it."""
    if part.tag == "mi":
        return {"do": "name", "text": part.text, "has-limits": False}
    if not part.parts:
        return instruction(part)
    drawn = instruction(part)
    if drawn["do"] == "attached" and part.parts[0].tag == "mi":
        base = {"do": "name", "text": part.parts[0].text, "has-limits": part.tag.startswith("mu")}
        return drawn | {"base": base, "is-limit": part.tag.startswith("mu")}
    return drawn


def _is_fence(part: Part, signs: frozenset[str]) -> bool:
    is_sign = part.tag == "mo" and (part.text in signs or part.text in UNSEEN)
    return is_sign and part.text != APPLIED and part.get("stretchy") != "false"


def _fenced(parts: Sequence[Part]) -> Instruction:
    """Draw what stands between signs that are as tall as it is."""
    opening, *inside, closing = parts
    if opening.text == "(" and len(inside) == 1 and inside[0].get("linethickness") == "0":
        above, below = inside[0].parts
        return {"do": "binomial", "above": instruction(above), "below": instruction(below)}
    signs = [sign.text if sign.text not in UNSEEN else "" for sign in (opening, closing)]
    return {"do": "fenced", "open": signs[0], "close": signs[1], "inside": _joined(inside)}


def _identifier(part: Part) -> Instruction:
    is_upright = part.get("mathvariant") == "normal" or len(part.text) > 1
    kind = "upright" if is_upright else "sign"
    return {"do": kind, "text": part.text}


def _number(part: Part) -> Instruction:
    return {"do": "upright", "text": part.text}


def _words(part: Part) -> Instruction:
    words = part.text.strip()
    gap: Instruction = {"do": "space", "width": _WORD_SPACE}  # Typst drops those at words' edges
    before, after = (text != words for text in (part.text.rstrip(), part.text.lstrip()))
    parts = [gap] * before + [{"do": "words", "text": words}] * bool(words) + [gap] * after
    return {"do": "row", "parts": parts if words else [gap]}


def _sign(part: Part) -> Instruction:
    if part.text in UNSEEN:
        return {"do": "row", "parts": []}
    size = part.get("minsize").removesuffix("em")
    if size:
        return {"do": "tall", "text": part.text, "size": float(size)}
    has_room = part.get("lspace") != "0" or part.get("rspace") != "0"
    is_fence = part.text in _OPENING | _CLOSING
    return {
        "do": "sign" if has_room or is_fence or part.text in "−-+±" else "alone",
        "text": part.text,
    }


def _space(part: Part) -> Instruction:
    width = part.get("width").removesuffix("em")
    return {"do": "space", "width": min(float(width or 0), 4.0)}


def _fraction(part: Part) -> Instruction:
    above, below = map(instruction, part.parts)
    if part.get("linethickness") == "0":
        return {"do": "stacked", "parts": [above, below]}
    return {"do": "fraction", "above": above, "below": below, "size": ""}


def _styled(part: Part) -> Instruction:
    """Draw a fraction in a size of its own."""
    size = {"true": "display", "false": "inline"}.get(part.get("displaystyle"), "")
    drawn = instruction(part.parts[0])
    return drawn | {"size": size} if drawn["do"] == "fraction" else drawn


def _root(part: Part) -> Instruction:
    inside = instruction(part.parts[0])
    index = instruction(part.parts[1]) if part.tag == "mroot" else None
    return {"do": "root", "inside": inside, "index": index}


def _attached(part: Part) -> Instruction:
    """Draw indices and exponents; at what can have limits they stand above and below it."""
    base, *others = part.parts
    is_limit = part.tag.startswith("mu") or part.tag == "mover"
    names = {"msub": "b", "munder": "b", "msup": "t", "mover": "t"}.get(part.tag, "bt")
    sign = others[0].text if len(others) == 1 else ""
    if part.tag == "msup" and sign and set(sign) <= set("′″‴"):
        return {"do": "primed", "base": instruction(base), "text": sign}
    if part.tag == "mover" and sign in _LINES:
        return {"do": "lined", "base": instruction(base), "line": _LINES[sign], "note": None}
    if part.tag == "munder" and sign in _LINES_BELOW:
        line = _LINES_BELOW[sign]
        return {"do": "lined", "base": instruction(base), "line": line, "note": None}
    if part.tag == "mover" and part.get("accent") and sign in _ACCENTS:
        return {"do": "accented", "base": instruction(base), "accent": sign}
    drawn = instruction(base)
    if drawn["do"] == "lined" and drawn["note"] is None and is_limit:
        return drawn | {"note": instruction(others[0])}
    found = {name: instruction(other) for name, other in zip(names, others, strict=True)}
    return {
        "do": "attached",
        "base": drawn,
        "is-limit": is_limit,
        "is-large": base.text in _LARGE,
        "above": found.get("t"),
        "below": found.get("b"),
    }


def _table(part: Part) -> Instruction:
    rows = [[instruction(Part("mrow", parts=c.parts)) for c in row.parts] for row in part.parts]
    first = part.parts[0].parts if part.parts else ()
    sides = [cell.get("data-align") or "center" for cell in first]
    is_set = part.get("displaystyle") == "true"
    is_close = is_set and sides[:2] == ["right", "left"]
    width = max(map(len, rows), default=0)
    empty: Instruction = {"do": "row", "parts": []}
    rows = [row + [empty] * (width - len(row)) for row in rows]
    sides += ["center"] * (width - len(sides))
    return {"do": "table", "rows": rows, "sides": sides, "is-set": is_set, "is-close": is_close}


def _hidden(part: Part) -> Instruction:
    return {"do": "hidden", "inside": _joined(part.parts)}


def _boxed(part: Part) -> Instruction:
    return {"do": "boxed", "inside": instruction(part.parts[0])}


_DRAWN: Mapping[str, Callable[[Part], Instruction]] = {
    "mi": _identifier,
    "mn": _number,
    "mo": _sign,
    "mtext": _words,
    "mspace": _space,
    "mfrac": _fraction,
    "mstyle": _styled,
    **dict.fromkeys(("msqrt", "mroot"), _root),
    **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _attached),
    "mtable": _table,
    "mphantom": _hidden,
    "menclose": _boxed,
}

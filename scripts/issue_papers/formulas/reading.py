r"""LaTeX → tree, by math-core: strict, without links, files or definitions that call themselves.

What it can't read is told with what stands there. What pages can't have goes the same way: a colour
(it is for style sheets), lines between cells, a definition (`\newcommand`: GitHub knows none, and
each formula is read by itself).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from issue_papers.formulas.tree import ATTRIBUTES, ELEMENTS, LEAVES, Part

if TYPE_CHECKING:
    from math_core import LatexToMathML

LONGEST = 2000
"""Characters of a formula."""

DEEPEST = 40
"""Elements within elements; Typst gives up at about 70 levels of layout."""

MOST_PARTS = 1500
"""Elements of a formula."""

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_NUMBERED = re.compile(
    r"\\(?P<what>begin|end)\{(?P<name>align|gather|equation|multline|split)\*?\}"
)
_UNNUMBERED = {"align": "aligned", "gather": "gathered", "split": "aligned"}
_REFUSED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|[gex]?def|let|newenvironment|color"
    r"|textcolor|colorbox|fcolorbox|[bx]?cancel|[hv]line|hdashline|hspace|tag|label)(?![a-zA-Z])"
)
_SIDE = re.compile(r"text-align: (left|right)")
_AT = re.compile(r"(?P<at>\d+): (?P<said>.*)", re.DOTALL)
_NAMED = re.compile(r'Unknown \w+ "(?P<word>[^"]+)"')
_COMMAND = re.compile(r"\\(?:[a-zA-Z]+\*?|.)|[a-zA-Z]+|\S")
_SELECTOR = "\ufe00"
"""Asks for another shape of a script letter, which few typefaces have."""
_OVERLINE = {"\u0332": "\u203e", "\u02c6": "^", "\u0302": "^", "\u0303": "~", "\u02dc": "~"}
"""Accents as math-core has them → as typefaces stretch them (MathML Core, appendix B)."""

_WORDS = re.compile(
    "[\u0180-\u0236\u0238-\u02ff\u0400-\u1dbf\u1f00-\u1fff\u20a0-\u20cf\u2150-\u218f"
    "\u2c00-\uffff\U00010000-\U0001d3ff\U0001d800-\U0010ffff]"
)
"""Letters, digits and signs that are no part of a typeface for formulas: those of words."""

_BARS = frozenset("|‖")
"""Fences that only some browsers stretch by themselves."""


class FormulaError(Exception):
    """A formula that can't be set.

    Attributes:
        kind: `formula-long`, `formula-deep`, `formula-refused` (a command that none may have),
            `formula-unknown` (one that nobody knows, or a sign that can't stand there) or
            `formula-open` (it ends before it is complete).
        found: What it is about: a command, a sign, a number of characters.
        offset: Where that begins in the formula, in characters.
    """

    def __init__(self, kind: str, found: str, offset: int = 0) -> None:
        super().__init__(f"{kind}: {found}")
        self.kind, self.found, self.offset = kind, found, offset


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML  # noqa: PLC0415 - for who has formulas

    return LatexToMathML(fancy_error=False, max_expansions=100)


def read(latex: str, *, is_display: bool) -> Part:
    """Return the tree of a formula, an `mrow`.

    Args:
        latex: What stands between the dollar signs.
        is_display: Whether it stands by itself, on a line of its own.

    Raises:
        FormulaError: It can't be set.
    """
    if len(latex) > LONGEST:
        raise FormulaError("formula-long", str(len(latex)))
    if refused := _REFUSED.search(latex):
        raise FormulaError("formula-refused", refused[0], refused.start())
    if not latex.strip():
        raise FormulaError("formula-unknown", "")
    try:
        markup = _converter().convert_with_local_state(
            _NUMBERED.sub(_without_numbers, latex), displaystyle=is_display
        )
    except Exception as error:  # noqa: BLE001 - its own classes are in what is imported late
        raise _told(str(error), latex) from None
    root = ET.fromstring(_ENTITY.sub(lambda match: html.unescape(match[0]), markup))  # noqa: S314 - math-core's
    parts = _parts(root, 0)
    if "{,}" in latex or "{.}" in latex:
        parts = tuple(_with_whole_numbers(parts))
    if _WORDS.search(latex):
        parts = _with_words(parts)
    tree = Part("mrow", parts=parts)
    if sum(1 for _ in tree.walk()) > MOST_PARTS:
        raise FormulaError("formula-long", str(len(latex)))
    return tree


def _told(message: str, latex: str) -> FormulaError:
    """Return what math-core says, as ours."""
    match = _AT.fullmatch(message)
    if match is None or "end of input" in match["said"]:
        return FormulaError("formula-open", "", len(latex))
    named = _NAMED.search(match["said"])
    found = _COMMAND.match(latex, int(match["at"]))
    word = named["word"] if named else found[0] if found else ""
    return FormulaError("formula-unknown", word, max(latex.find(word), 0))


def _without_numbers(match: re.Match[str]) -> str:
    """Return a line of an environment that would number its lines, as one that doesn't."""
    name = _UNNUMBERED.get(match["name"], f"{match['name']}*")
    return f"\\{match['what']}{{{name}}}"


def _parts(element: ET.Element, depth: int) -> tuple[Part, ...]:
    if depth > DEEPEST:
        raise FormulaError("formula-deep", str(DEEPEST))
    return tuple(_dotted([part for child in element for part in _read(child, depth)]))


def _read(element: ET.Element, depth: int) -> Iterator[Part]:
    """Yield an element; a row of one, and a space without a width, mean nothing."""
    tag, style = str(element.tag), element.get("style", "")
    if tag not in ELEMENTS or "color" in style or (tag == "menclose" and _encloses(element)):
        raise FormulaError("formula-refused", tag)
    if tag == "mtd" and "width" in style:
        return  # the margins of an environment that fills the line
    if tag in LEAVES:
        leaf = _leaf(element)
        if tag != "mspace" or leaf.get("width"):
            yield leaf
        return
    parts = _parts(element, depth + 1)
    count = ELEMENTS[tag]
    if count > 1 and len(parts) != count:
        parts = tuple(_whole(child, depth + 1) for child in element)
        parts = (parts + (Part("mrow"),) * count)[:count]
    elif count == 1 and len(parts) != 1:
        parts = (Part("mrow", parts=parts),)
    if (tag == "mrow" and len(parts) == 1) or (count > 1 and parts[1].tag == "mspace"):
        yield parts[0]  # the other is the room that a label has at least
        return
    given = _attributes(element)
    if tag == "mfrac" and element.get("displaystyle"):  # as MathML 3 has it, too
        size = tuple(pair for pair in given if pair[0] == "displaystyle")
        rest = tuple(pair for pair in given if pair[0] != "displaystyle")
        yield Part("mstyle", "", (Part(tag, "", parts, rest),), size)
        return
    yield Part(tag, "", parts, given)


def _leaf(element: ET.Element) -> Part:
    text = "".join(element.itertext()).replace(_SELECTOR, "")
    given = _attributes(element)
    if element.tag == "mo":
        text = _OVERLINE.get(text, text)
        if text in _BARS and not element.get("stretchy"):
            given = tuple(sorted((*given, ("stretchy", "true"))))
    return Part(str(element.tag), text, (), given)


def _attributes(element: ET.Element) -> tuple[tuple[str, str], ...]:
    attributes = {name: value for name, value in element.items() if name in ATTRIBUTES}
    if element.tag == "mtd" and (side := _SIDE.search(element.get("style", ""))):
        attributes["data-align"] = side[1]
    return tuple(sorted(attributes.items()))


def _whole(element: ET.Element, depth: int) -> Part:
    """Return an element as one part, though it may be none."""
    parts = tuple(_read(element, depth))
    return parts[0] if len(parts) == 1 else Part("mrow", parts=parts)


def _encloses(element: ET.Element) -> bool:
    return element.get("notation") != "box"


def _dotted(parts: list[Part]) -> Iterator[Part]:
    """Join three dots on the line."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if [p.text for p in parts[at : at + 3]] == ["."] * 3 and part.tag == "mo":
            yield Part("mo", "\u2026", attributes=(("lspace", "0"), ("rspace", "0")))
            at += 3
            continue
        yield part
        at += 1


def _with_whole_numbers(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Join numbers that were typed with a decimal comma, `1{,}5`."""
    done: list[Part] = []
    for each in parts:
        inside = tuple(_with_whole_numbers(each.parts))
        part = Part(each.tag, each.text, inside, each.attributes)
        is_end = part.tag == "mn" and len(done) > 1 and done[-2].tag == "mn"
        if is_end and done[-1].tag == "mo" and done[-1].text in {",", "."}:
            mark, number = done.pop().text, done.pop().text
            part = Part("mn", f"{number}{mark}{part.text}")
        done.append(part)
    yield from done


def _with_words(parts: tuple[Part, ...], *, is_row: bool = True) -> tuple[Part, ...]:
    """Make words of letters that formulas have no typeface for, which may join: `Q_{год}`."""
    done: list[Part] = []
    is_open = False
    for part in parts:
        is_word = part.tag == "mi" and _WORDS.search(part.text) is not None
        if is_word and is_open and is_row:
            done[-1] = Part("mtext", done[-1].text + part.text)
        elif is_word:
            done.append(Part("mtext", part.text))
        elif part.parts:
            inside = _with_words(part.parts, is_row=ELEMENTS[part.tag] in {-1, 1})
            done.append(Part(part.tag, "", inside, part.attributes))
        else:
            done.append(part)
        is_open = is_word
    return tuple(done)

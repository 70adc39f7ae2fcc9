"""Typography: texts as a language's printers set them, from texts that are plain to type.

A text is set as a run of pieces, such as the text nodes of a paragraph: each rule looks at the
whole run, so that it sees the neighbours across `*emphasis*`, and changes single pieces, each by
the rules of its own language. A rule turns plain signs into better ones and normal spaces into
no-break ones; it never touches a letter or a digit, nor an address. What is typed right already
stays.

What is followed:

- French: the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: U+202F before
  `;`, `!` and `?`, U+00A0 before `:` and inside guillemets. Canada (OQLF): no space is put before
  `;`, `!` and `?`; Switzerland (*Guide du typographe*): U+202F everywhere.
- Spanish: the *Ortografía de la lengua española* (2010): « », no spaces.
- English: curly quotation marks, double ones outside.
- Numbers with what they count: U+00A0, as CLDR puts before `%` in French and Spanish, so that texts
  look like the key figures that `formats` writes. Thousands grouped with spaces take U+202F.
- No other language's marks are touched. Those in Latin script get ellipses, ranges, and numbers
  that stay with their units; in other scripts texts stay as they are.
- Scripts from right to left: a number with its sign, a temperature and a telephone's number run
  from left to right, as CLDR has signs there; the line around them can't tear them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from babel import Locale, UnknownLocaleError
from babel.core import get_global

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"

Edit = tuple[int, int, str]
"""Start and end in the run, and what is put there."""

Change = tuple[Edit, ...]
"""Edits that are made together or not at all, such as both marks of a quotation."""

Finding = Callable[[str], Iterator[Change]]
"""Finds what there is to change in a run."""

_DIGIT = "0"
"""Stands for any digit, of whatever script, among the signs of a rule."""


_UNITS = (
    r"[%‰]|[€$£¥](?!\d)|°C?(?!\w)|(?:USD|EUR|GBP|CHF|CAD|AUD|JPY|CNY|KRW|MXN|BRL|XOF)(?!\w)"
    r"|(?:km|m|cm|mm)[²³]?(?!\w)|(?:kg|g|t|kt|Mt|Gt|ha|h|min|kW|MW|GW|kWh|MWh|GWh|TWh)(?!\w)"
    r"|(?:million|billion|trillion|thousand|milliard|millon|millón|billón|mil)(?:e?s)?(?!\w)"
)
"""What isn't parted from the number before it. Words such as `employees` may be."""
_BEFORE_NUMBER = (
    r"n[°º]s?\.?|n\.[°º]s?|núms?\.|nos?\.|pp?\.|págs?\.|arts?\.|figs?\.|§§?|US\$|USD|EUR"
)
"""What isn't parted from the number after it, or from what stands for one in a catalogue."""
_WITH_NUMBER = re.compile(rf"(?<!\w)({_BEFORE_NUMBER}) (?=\d|\{{\w+\}})", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?<!\w)(?:n[°ºo]s?\.?|loi|lois|law|laws|ley|leyes|act|décret|decreto|decree|ordonnance"
    r"|resolution|resolución|résolution|directive|directiva|isbn|issn|tel\.?|tél\.?|\+\d*)\s*$",
    re.IGNORECASE,
)
"""What announces an identifier, whose hyphen is no range: `loi 92-125`."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:|doi:)[^\s\"'«»<>]+"
    r"|(?<![^\s\"'«»<>(@])[^\s\"'«»<>(@]+@[^\s\"'«»<>)]+\w|\x02[^\x03]*\x03"
)
"""Addresses, and Markdown's placeholders for what is done already."""

_NEAR = 24
_YEARS = range(1000, 2200)
_MONTHS = 12


@dataclass(frozen=True)
class Piece:
    """A part of a run.

    Attributes:
        text: What stands there.
        language: BCP 47 tag of its language; empty where it must stay as it is.
    """

    text: str
    language: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule: most texts have none of the signs that it is about, and needn't be searched.

    Attributes:
        signs: A run has at least one of these where there is something to change.
        find: Finds it.
    """

    signs: frozenset[str]
    find: Finding


def typeset(text: str, language: str, *, before: str = "", after: str = "") -> str:
    """Set a plain text; setting it again changes nothing.

    Args:
        text: What to set.
        language: BCP 47 tag of its language.
        before: What stands before it in the same paragraph.
        after: What stands after it.
    """
    pieces = [Piece(part, language) for part in (before, text, after)]
    return typeset_run(pieces)[1]


def with_numbers(text: str) -> str:
    """Keep numbers with what announces them, in a text of any language: `p. 12`.

    References are set by their style, and by no language's rules; a line may end in them, too.
    """
    return _WITH_NUMBER.sub(rf"\1{NO_BREAK}", text)


def typeset_run(pieces: Sequence[Piece]) -> list[str]:
    """Set the pieces of a paragraph, and return their texts in the same order."""
    texts = [piece.text for piece in pieces]
    run = "".join(texts)
    signs = _signs(run)
    for language in dict.fromkeys(piece.language for piece in pieces if piece.language):
        is_open = [piece.language == language for piece in pieces]
        for rule in _rules(language):
            if not signs.isdisjoint(rule.signs) and (changes := [*rule.find(run)]):
                _make(changes, run, texts, is_open)
                run = "".join(texts)
                signs = _signs(run)
    return texts


def _signs(run: str) -> set[str]:
    signs = set(run)
    if any(map(str.isdecimal, signs)):
        signs.add(_DIGIT)
    return signs


def _make(changes: list[Change], run: str, texts: list[str], is_open: Sequence[bool]) -> None:
    """Make the changes that lie inside open pieces and outside addresses."""
    starts = [*accumulate(map(len, texts), initial=0)]
    closed = [match.span() for match in _ADDRESS.finditer(run)]
    made: dict[int, list[Edit]] = {}
    for change in changes:
        pieces = [_piece(edit, starts, closed) for edit in change]
        if all(piece is not None and is_open[piece] for piece in pieces):
            for edit, piece in zip(change, pieces, strict=True):
                made.setdefault(piece or 0, []).append(edit)
    for piece, edits in made.items():
        parts, position = [], starts[piece]
        for start, end, new in sorted(edits):
            parts += [run[position:start], new]
            position = end
        texts[piece] = "".join([*parts, run[position : starts[piece + 1]]])


def _piece(edit: Edit, starts: list[int], closed: list[tuple[int, int]]) -> int | None:
    """Return in which piece an edit is; nothing if it is in several, or in an address.

    Args:
        edit: The edit, of at least one sign.
        starts: Where each piece begins, and where the last one ends.
        closed: From where to where there are addresses, in order.
    """
    start, end, _ = edit
    address = bisect_left(closed, (end,)) - 1
    if address >= 0 and start < closed[address][1]:
        return None
    piece = bisect_right(starts, start) - 1
    return piece if end <= starts[piece + 1] else None


def _replace(signs: str, pattern: str, new: str, flags: int = 0) -> Rule:
    """Make the rule that replaces each match of a pattern, which has one of some signs."""
    compiled = re.compile(pattern, flags)

    def find(run: str) -> Iterator[Change]:
        for match in compiled.finditer(run):
            yield ((match.start(), match.end(), match.expand(new)),)

    return Rule(frozenset(signs), find)


def _pairs(pattern: str, opening: str, closing: str) -> Rule:
    """Make the rule that replaces the first and the last sign of each match, a quotation mark."""
    compiled = re.compile(pattern)

    def find(run: str) -> Iterator[Change]:
        for match in compiled.finditer(run):
            start, end = match.span()
            yield (start, start + 1, opening), (end - 1, end, closing)

    return Rule(frozenset("'\""), find)


_RANGE = re.compile(
    r"(?<![\w.,/:#=&–—-])(?<!\d[ \u00a0\u202f])(?P<start>[1-9]\d{0,3})"
    r"(?P<sign>-)(?P<end>[1-9]\d{0,3})"
    r"(?![\w/–—-]|[.,:]\d|[ \u00a0\u202f]\d)"
)


def _ranges(run: str) -> Iterator[Change]:
    """Put an en dash into ranges of years, pages and numbers; leave dates and identifiers."""
    for match in _RANGE.finditer(run):
        first, last = match["start"], match["end"]
        sizes = len(first), len(last)
        start, end = int(first), int(last)
        if sizes == (4, 2):  # 2016-19, but not the month 2016-11
            is_range = start in _YEARS and end > _MONTHS and end > start % 100
        elif sizes == (4, 4):
            is_range = start in _YEARS and end in _YEARS and start < end
        else:
            is_range = start < end and max(sizes) <= 3 and sizes != (1, 3)  # noqa: PLR2004
        if is_range and not _NUMBERED.search(run, max(0, match.start() - _NEAR), match.start()):
            yield ((*match.span("sign"), "–"),)


_GROUPED = re.compile(r"(?<![\w.,])(?<!\d[ \u00a0\u202f])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\w)")


def _thousands(run: str) -> Iterator[Change]:
    """Keep the groups of a long number together."""
    for match in _GROUPED.finditer(run):
        for space in re.finditer(" ", match[0]):
            position = match.start() + space.start()
            yield ((position, position + 1, NARROW),)


_DOUBLE = r'(?<![\w"])"(?=[^\s"])[^"\n]*?(?<=[^\s"])"(?![\w"])'
_SINGLE = r"(?<![\w'’])'(?=[^\W\d])(?:[^'\n]|(?<=\w)'(?=\w))*?(?<=[^\s\d'])'(?![\w'])"
_APOSTROPHE = _replace(
    "'", r"(?<=[^\W\d_])'(?=\w)|(?<=[^\W\d_])'(?![\w'])|(?<![\w'])'(?=\d\ds\b)", "’"
)
_CENTURY = _replace("'", r"(?<=\d)'(?=s\b)", "’")


_FROM_RIGHT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})
_EUROPEAN = "0-9\u06f0-\u06f9"
"""Digits that run from left to right in any text, which those of Arabic do by themselves."""
_DEGREES = "(?P<space>[ \u00a0\u202f]?)°[CF](?![A-Za-z])"
_SIGNED = re.compile(
    r"(?<![^\s(\[«“\"/|:])(?:"
    rf"\+[1-9]\d{{0,2}}[ -](?:[\d()][\d() -]{{4,16}}\d)"
    rf"|[-\u2212+±]?[{_EUROPEAN}]+(?:[.,\u066b\u066c][{_EUROPEAN}]+)*{_DEGREES}"
    rf"|[-\u2212+±][{_EUROPEAN}]+(?:[.,\u066b\u066c][{_EUROPEAN}]+)*[%‰]?"
    r")(?![\w\u2069]|[-\u2212–./:,]?\d)"
)


def _signed(run: str) -> Iterator[Change]:
    """Set apart what would be torn apart in a line from right to left: `-5`, `40 °C`."""
    for match in _SIGNED.finditer(run):
        start, end = match.span()
        before, after = run[start], run[end - 1]
        yield (start, start + 1, f"\u2066{before}"), (end - 1, end, f"{after}\u2069")
        if match["space"] == " ":
            yield ((*match.span("space"), NO_BREAK),)


_FROM_LEFT = Rule(frozenset("-\u2212+±°"), _signed)


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    """Return a language's rules in the order in which they apply."""
    base = language.replace("_", "-").split("-")[0].lower()
    script = _script(language)
    if script != "Latn":
        return (_FROM_LEFT,) if script in _FROM_RIGHT else ()
    marks: dict[str, tuple[Rule, ...]] = {
        "en": (_pairs(_DOUBLE, "“", "”"), _pairs(_SINGLE, "‘", "’"), _APOSTROPHE, _CENTURY),
        "es": (_pairs(_DOUBLE, "«", "»"), _pairs(_SINGLE, "‘", "’"), _APOSTROPHE),
        "fr": (_pairs(_DOUBLE, "«", "»"), _pairs(_SINGLE, "‘", "’"), _APOSTROPHE),
    }
    french = _french(language) if base == "fr" else ()
    return (*marks.get(base, ()), *french, *_common(language, base))


def _french(language: str) -> tuple[Rule, ...]:
    region = language.replace("_", "-").upper().split("-")[-1]
    wide = NARROW if region == "CH" else NO_BREAK
    typed = (
        _replace(";!?", r"(?<=\S) (?=[;!?])", NARROW),
        _replace(":", r"(?<=\S) (?=:(?!\S))", wide),
        _replace("«", r"(?<=«) (?=\S)", wide),
        _replace("»", r"(?<=\S) (?=»)", wide),
        _replace("«", r"«(?=[^\s»])", f"«{wide}"),
        _replace("»", r"(?<=[^\s«])»", f"{wide}»"),
        _replace(":", r"(?<=[\w»”’)\]]):(?!\S)", f"{wide}:"),
    )
    if region == "CA":
        return typed
    return (
        *typed,
        _replace(";!?", r"(?<=[\w»”’)\]])([;!?])(?=[;!?]*(?:[\s»”)\]]|\Z))", rf"{NARROW}\1"),
    )


def _common(language: str, base: str) -> tuple[Rule, ...]:
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    day = rf"(?<!\w)(\d\d?(?:er|º)?) (?=(?:de )?(?:{months})\b)"
    return (
        _replace(".", r"(?<!\.)\.\.\.(?!\.)", "…"),
        Rule(frozenset("-"), _ranges),
        *((Rule(frozenset(_DIGIT), _thousands),) if base in {"es", "fr"} else ()),
        _replace(_DIGIT, rf"(?<=\d) (?={_UNITS})", NO_BREAK),
        _replace(_DIGIT + "{", _WITH_NUMBER.pattern, rf"\1{NO_BREAK}", re.IGNORECASE),
        *((_replace(_DIGIT, day, rf"\1{NO_BREAK}", re.IGNORECASE),) if months else ()),
    )


@cache
def _months(language: str) -> tuple[str, ...]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(str(name) for name in locale.months["format"]["wide"].values())


def _script(language: str) -> str:
    """Return the script that a language is written in, by its tag or CLDR's likely subtags."""
    parts = language.replace("-", "_").split("_")
    given = next((part for part in parts[1:] if len(part) == len("Latn")), "")
    likely = str(get_global("likely_subtags").get(parts[0], "")).split("_")
    return given.title() or next((part for part in likely[1:] if len(part) == len("Latn")), "")

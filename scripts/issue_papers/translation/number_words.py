"""Numbers spelled out, for the languages in which they are known.

A run of number words is read as one number, as long as the language allows it to go on: *mil
doscientos*, *quatre-vingt-douze*, *two hundred and fifty*. Words that only may be numbers (*neuf*
is also new, *una* an article, *third* a fraction) are optional: they stand for a number that is
written on the other side, and nobody misses them.

A language without a table has its digits compared and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from issue_papers.translation.number_tables import Spelling, spelling

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN_LETTERS = re.compile("[IVXLC]+")
_ROMAN = re.compile(
    r"(?<![\w-])(?=[IVXLC]{2}|[IVX](?!\w))(?P<tens>XC|XL|L?X{0,3})(?P<units>IX|IV|V?I{0,3})"
    r"(?:e|er|re|ère|ème)?(?!\w)"
)
_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_SIXTY, _EIGHTY, _FOUR = 60, 80, 4
_JOINT_TENS = range(20, 100, 10)
_HALF = Decimal("0.5")
_ONE_IN = 40
"""How far before a number to look for what makes a share of it: *un de cada*."""


@dataclass(frozen=True)
class Spelled:
    """A number that is spelled out.

    Attributes:
        value: What it says.
        start: Where it begins in the text.
        end: Where it ends.
        is_optional: Whether the word may as well mean something else.
        also: Other readings.
    """

    value: Decimal
    start: int
    end: int
    is_optional: bool = False
    also: tuple[str, ...] = ()


_NEW = frozenset({"neuf"})
"""French for nine, and for new."""


def spelled(text: str, language: str) -> Iterator[Spelled]:
    """Yield the numbers that are spelled out in a text, from left to right.

    Args:
        text: A text as `number_symbols.plain` returns it, without the numbers in digits.
        language: Its BCP 47 tag.
    """
    yield from _roman(text)
    known = spelling(language)
    if known is None:
        return
    words = [*map(_folded, _WORD.findall(text))]
    numbers = known.words.intersection(words)
    if not numbers:
        return
    reader = _Reader(text, words, known)
    read = 0
    for index in sorted(_indexes(words, numbers)):
        if index >= read:
            found, read = reader.read(index)
            if found:
                yield found


def _indexes(words: Sequence[str], wanted: Iterable[str]) -> Iterator[int]:
    """Yield where some words stand, those of one after those of another."""
    for word in wanted:  # few are, and a list is searched faster than gone through
        index = -1
        for _ in range(words.count(word)):
            index = words.index(word, index + 1)
            yield index


def _roman(text: str) -> Iterator[Spelled]:
    """Yield what may be Roman numerals below 100: centuries, chapters, congresses."""
    values = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
    found = (_ROMAN.match(text, letters.start()) for letters in _ROMAN_LETTERS.finditer(text))
    for match in filter(None, found):
        tens = match["tens"]
        ten = {"XC": 90, "XL": 40}.get(tens) or 50 * ("L" in tens) + 10 * tens.count("X")
        unit = 9 if match["units"] == "IX" else values[match["units"]]
        if ten + unit:
            yield Spelled(Decimal(ten + unit), match.start(), match.end(), is_optional=True)


@cache
def _folded(word: str) -> str:
    """Return a word in small letters without accents."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


@dataclass(frozen=True)
class _Reader:
    """Reads the number words of one text.

    Attributes:
        text: The text.
        words: Its words in small letters, without accents.
        known: How the language spells numbers.
    """

    text: str
    words: Sequence[str]
    known: Spelling

    @cached_property
    def places(self) -> Sequence[re.Match[str]]:
        """Where each of them stands."""
        return tuple(_WORD.finditer(self.text))

    def read(self, index: int) -> tuple[Spelled | None, int]:
        """Read the number that begins with a word, if one does; return also the next word."""
        word = self.words[index]
        if word in self.known.half:
            return self._half(index)
        value, after, scale = self._run(index)
        if value is not None:
            return self._number(index, after, value, scale)
        if word in self.known.ordinals:
            return self._found(
                index, index + 1, self.known.ordinals[word], is_optional=True
            ), index + 1
        if word in self.known.others:
            number = self.known.others[word]
            # The nineties are the 1990s.
            also = (str(1900 + number),) if word.endswith("ties") else ()
            found = self._found(index, index + 1, number, is_optional=True, also=also)
            return found, index + 1
        return None, index + 1

    def _found(
        self,
        index: int,
        after: int,
        value: Decimal | int,
        *,
        is_optional: bool = False,
        also: tuple[str, ...] = (),
    ) -> Spelled:
        start, end = self.places[index].start(), self.places[after - 1].end()
        return Spelled(Decimal(value), start, end, is_optional, also)

    def _number(self, index: int, after: int, value: Decimal, scale: int) -> tuple[Spelled, int]:
        """Finish a run of number words: what follows it, and how sure it is."""
        start, end = self.places[index].start(), self.places[after - 1].end()
        if half := self.known.and_half.match(self.text, end):
            value += _HALF * scale
            while after < len(self.words) and self.places[after].start() < half.end():
                after += 1
            if self._multiplies(after):  # one and a half million
                value *= self.known.scales.get(self.words[after], _HUNDRED)
                after += 1
            return self._found(index, after, value), after
        ordinal, past = self._ordinal_after(after, value)
        if ordinal:
            return self._found(index, past, value + ordinal, is_optional=True), past
        is_article = after == index + 1 and self.words[index] in self.known.ones | _NEW
        also: tuple[str, ...] = ()
        before = self.text[max(0, start - _ONE_IN) : start]
        if self.known.one_in.search(before) and 100 % value == 0:
            also = (f"{100 // value}%",)
        is_optional = is_article or self._is_in_a_compound(start, end)
        return self._found(index, after, value, is_optional=is_optional, also=also), after

    def _is_in_a_compound(self, start: int, end: int) -> bool:
        """Whether it is part of another word, as in *two-way*."""
        before, behind = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        return (before[-1:] == "-" and before[:1].isalpha()) or (
            behind[:1] == "-" and behind[1:].isalpha()
        )

    def _ordinal_after(self, at: int, value: Decimal) -> tuple[int, int]:
        """Return the ordinal that ends a run, as in *twenty-first*, and the word after it."""
        if at < len(self.words) and self.words[at] == self.known.joint and self._joined(at):
            at += 1
        if at >= len(self.words) or not self._joined(at) or value % 10:
            return 0, at
        number = self.known.ordinals.get(self.words[at], 0)
        return (number, at + 1) if number < 10 or value % 20 == 0 or value == 10 else (0, at)  # noqa: PLR2004

    def _half(self, index: int) -> tuple[Spelled, int]:
        """Read *half a million*, *un demi-million*; any other half is optional."""
        at = index + 1
        if at < len(self.words) and self.words[at] in self.known.articles:
            at += 1
        if at < len(self.words) and self._joined(at):
            scale = self.known.scales.get(self.words[at])
            if scale:
                return self._found(index, at + 1, _HALF * scale), at + 1
        also = ("50%", "2")
        return self._found(index, index + 1, _HALF, is_optional=True, also=also), index + 1

    def _joined(self, at: int) -> bool:
        """Whether only a space or a hyphen parts a word from the one before."""
        gap = self.text[self.places[at - 1].end() : self.places[at].start()]
        return bool(gap) and gap.strip(" ") in {"", "-"}

    def _run(self, index: int) -> tuple[Decimal | None, int, int]:
        """Read number words as long as they make one number.

        Returns:
            The value, the index of the word after it, and the last scale.
        """
        total, current, last = 0, 0, 1
        at = index
        if self.words[at] in self.known.articles and self._multiplies(at + 1):
            current, at = 1, at + 1
        start = at
        while at < len(self.words) and (at == index or self._joined(at)):
            word = self.words[at]
            if word == self.known.joint and at > start:
                if not self._joins(current, at + 1):
                    break
                current += self.known.units[self.words[at + 1]]
                at += 2
                continue
            if word in self.known.scales:
                scale = self.known.scales[word]
                if not (current or total):
                    if word not in self.known.bare:
                        break
                    current = 1
                elif not current and scale <= last:
                    break
                grows = last > 1 and scale > last
                total = (total + current) * scale if grows else total + current * scale
                current, last = 0, scale
            else:
                following = self._next(current, word)
                if following is None:
                    break
                current = following
            at += 1
        value = total + current
        return (Decimal(value), at, last) if value and at > index else (None, index + 1, 1)

    def _multiplies(self, at: int) -> bool:
        if at >= len(self.words) or not self._joined(at):
            return False
        word = self.words[at]
        return word in self.known.hundred or word in self.known.scales

    def _joins(self, current: int, at: int) -> bool:
        """Whether *and*, *y*, *et* joins what was read with the word after it."""
        if at >= len(self.words) or not self._joined(at) or not current:
            return False
        number = self.known.units.get(self.words[at], 0)
        rest = current % _HUNDRED
        if self.known.joint == "and":
            return rest == 0 and 0 < number < _HUNDRED
        return rest in _JOINT_TENS and 0 < number < (_TWENTY if rest == _SIXTY else _TEN)

    def _next(self, current: int, word: str) -> int | None:
        """Return what a word makes of the number read so far; nothing where it begins another."""
        known = self.known
        if word in known.hundreds:
            return None if current else known.hundreds[word]
        if word in known.hundred:
            if current:
                return current * _HUNDRED if current < _TWENTY else None
            return _HUNDRED if word in known.bare else None
        number = known.units.get(word)
        if number is None or not self._follows(current % _HUNDRED, number):
            return None
        is_score = current % _HUNDRED == _FOUR  # quatre-vingts
        return current + (_EIGHTY - _FOUR if is_score else number)

    def _follows(self, rest: int, number: int) -> bool:
        """Whether a number below 100 may follow another without a word between them."""
        if rest == 0:
            return True
        if self.known.joint == "et":
            if rest == _FOUR:
                return number == _TWENTY
            if rest in {_SIXTY, _EIGHTY}:
                return number < _TWENTY
            if rest == _TEN:
                return number in {7, 8, 9}
        return self.known.joint != "y" and rest in _JOINT_TENS and number < _TEN

"""Numbers spelled out, for the languages in which they are known.

Only what is unambiguous stands here: no articles (*un*, *una*), no French *neuf*, which also means
new. A language without a table has its digits compared and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache


@dataclass(frozen=True)
class Spelling:
    """How a language spells numbers.

    Attributes:
        one: Words for 1, which count only before a scale word: elsewhere they are articles.
        units: Words for 2 to 19, and those above that are one word, by the word.
        tens: Words for 20, 30 … to which a unit can be joined.
        joints: Regular expression of what joins ten and unit.
        scales: Words that multiply what stands before them.
        bare: Scale words that stand for themselves: *hundred* doesn't, *mil* does.
        percent: Regular expression of the word that makes a percentage of a number.
        century: Regular expression of an ordinal before or after the word century. Other languages
            write it in Roman numerals, so it is no number to be compared.
    """

    one: tuple[str, ...]
    units: Mapping[str, int]
    tens: Mapping[str, int]
    joints: str
    scales: Mapping[str, int]
    bare: frozenset[str]
    percent: str
    century: str


def _counted(words: str, first: int) -> dict[str, int]:
    """Number words from `first` on; alternatives are joined by a slash, `-` is left out."""
    return {
        word: number
        for number, group in enumerate(words.split(), first)
        for word in group.split("/")
        if word != "-"
    }


def _tens(words: str, first: int = 20) -> dict[str, int]:
    return {word: first + 10 * index for index, word in enumerate(words.split())}


_SPELLINGS: Mapping[str, Spelling] = {
    "en": Spelling(
        one=("a", "an", "one"),
        units=_counted(
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
            " sixteen seventeen eighteen nineteen",
            2,
        ),
        tens=_tens("twenty thirty forty fifty sixty seventy eighty ninety"),
        joints=r"[- ]",
        scales={"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
        | {"trillion": 10**12},
        bare=frozenset(),
        percent=r"per[ -]?cent\b|percentage points?\b",
        century=r"\b\d+(?:st|nd|rd|th)[ -]centur(?:y|ies)\b",
    ),
    "es": Spelling(
        one=("un",),
        units=_counted(
            "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
            " dieciséis diecisiete dieciocho diecinueve - veintiuno/veintiún/veintiuna veintidós"
            " veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve",
            2,
        )
        | {"cien": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300}
        | {"cuatrocientos": 400, "quinientos": 500},
        tens=_tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
        joints=" y ",
        scales={"mil millones": 10**9, "mil": 1_000, "millones": 10**6, "millón": 10**6}
        | {"billones": 10**12, "billón": 10**12},
        bare=frozenset({"mil", "mil millones"}),
        percent=r"por ciento\b",
        century=r"\bsiglos? \d+",
    ),
    "fr": Spelling(
        one=("un",),
        units=_counted(
            "deux trois quatre cinq six sept huit - dix onze douze treize quatorze quinze seize"
            " dix-sept dix-huit dix-neuf",
            2,
        )
        | {"cent": 100, "soixante-dix": 70, "quatre-vingt-dix": 90}
        | {"quatre-vingts": 80, "quatre-vingt": 80, "septante": 70, "nonante": 90},
        tens=_tens("vingt trente quarante cinquante soixante"),
        joints="-(?:et-)?| et ",
        scales={"cents": 100, "mille": 1_000, "millions": 10**6, "million": 10**6}
        | {"milliards": 10**9, "milliard": 10**9, "billions": 10**12, "billion": 10**12},
        bare=frozenset({"mille"}),
        percent=r"pour ?cents?\b",
        century=r"\b\d+(?:e|ème) siècles?\b",
    ),
}


def spelling(language: str) -> Spelling | None:
    """Return how a language spells numbers; nothing where that isn't known."""
    return _SPELLINGS.get(re.split("[-_]", language)[0])


@cache
def _words(language: str) -> tuple[re.Pattern[str], Mapping[str, Decimal]] | None:
    known = spelling(language)
    if known is None:
        return None
    values = {w: Decimal(v) for w, v in {**known.units, **known.tens}.items()}
    longest = "|".join(re.escape(word) for word in sorted(values, key=len, reverse=True))
    tens = "|".join(map(re.escape, known.tens))
    scales = "|".join(re.escape(s) for s in sorted(known.scales, key=len, reverse=True))
    bare = "|".join(sorted(known.bare, key=len, reverse=True)) or r"(?!)"
    pattern = re.compile(
        rf"(?<![\w-])(?:(?:(?P<ten>{tens})(?:(?:{known.joints})(?P<unit>{longest}|{'|'.join(known.one)}))?"
        rf"|(?P<word>{longest})|(?P<one>{'|'.join(known.one)})(?= (?:{scales})\b))"
        rf"(?: (?P<scale>{scales}))?|(?<!\d )(?P<bare>{bare}))(?![\w])(?!-\w)",
        re.IGNORECASE,
    )
    return pattern, values


def spelled(text: str, language: str) -> Iterator[Decimal]:
    """Yield the values of the numbers that are spelled out in a text, single spaces assumed."""
    known, table = spelling(language), _words(language)
    if known is None or table is None:
        return
    pattern, values = table
    for match in pattern.finditer(re.sub(known.percent, " ", text, flags=re.IGNORECASE)):
        if match["bare"]:
            yield Decimal(known.scales[match["bare"].lower()])
            continue
        value = Decimal(1)
        if match["ten"] or match["word"]:
            value = values[(match["ten"] or match["word"]).lower()]
        if match["unit"]:
            value += values.get(match["unit"].lower(), Decimal(1))
        if match["scale"]:
            value *= known.scales[match["scale"].lower()]
        yield value

"""The number words of the languages in which numbers are read when they are spelled out.

Another language is another entry of `_SPELLINGS`. CLDR's rules for spelling numbers (RBNF) would do
for all, but no library that is free to use here reads them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from issue_papers.translation.number_symbols import base


@dataclass(frozen=True)
class Spelling:
    """How a language spells numbers, in small letters without accents.

    Attributes:
        units: Words below 100, by value.
        ones: Words for 1; alone they are articles.
        hundreds: Words for 100, 200 … that are one word.
        hundred: Words that multiply by 100.
        scales: Words that multiply what stands before them.
        bare: Of `hundred` and `scales`, those that stand for themselves: *mil*, not *hundred*.
        joint: The word that joins ten and unit or hundred and ten.
        articles: Words that may stand for 1 before a scale.
        and_half: Matches what adds half of the last scale.
        half: Words for a half.
        one_in: Finds, at a text's end, what makes a share of the number after it.
        ordinals: Words for 1st, 2nd …, and for parts.
        others: More words that may stand for a number.
    """

    units: Mapping[str, int]
    ones: frozenset[str]
    hundreds: Mapping[str, int]
    hundred: frozenset[str]
    scales: Mapping[str, int]
    bare: frozenset[str]
    joint: str
    articles: frozenset[str]
    and_half: re.Pattern[str]
    half: frozenset[str]
    one_in: re.Pattern[str]
    ordinals: Mapping[str, int]
    others: Mapping[str, int]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that a number can begin with."""
        counting = (self.units, self.hundreds, self.hundred, self.scales, self.articles)
        return frozenset().union(*counting, self.half, self.ordinals, self.others)


def _counted(words: str, first: int = 2, step: int = 1) -> dict[str, int]:
    """Number words from `first` on; alternatives are joined by a slash, `-` is left out."""
    return {
        word: number
        for number, group in zip(range(first, 10_000, step), words.split(), strict=False)
        for word in group.split("/")
        if word != "-"
    }


_SPELLINGS: Mapping[str, Spelling] = {
    "en": Spelling(
        units=_counted(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen",
            1,
        )
        | _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
        ones=frozenset({"one"}),
        hundreds={},
        hundred=frozenset({"hundred"}),
        scales={"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
        bare=frozenset(),
        joint="and",
        articles=frozenset({"a", "an"}),
        and_half=re.compile(r" and a half\b"),
        half=frozenset({"half"}),
        one_in=re.compile(r"\bone (?:in|out of) $", re.IGNORECASE),
        ordinals=_counted(
            "first second/secondly third/thirds fourth/fourths/quarter/quarters fifth/fifths"
            " sixth/sixths seventh/sevenths eighth/eighths ninth/ninths tenth/tenths eleventh"
            " twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
            " twentieth",
            1,
        )
        | _counted("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 30, 10)
        | {"hundredth": 100, "thousandth": 1_000},
        others=_counted(
            "twenties thirties forties fifties sixties seventies eighties nineties", 20, 10
        )
        | {"once": 1, "single": 1, "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "both": 2}
        | {"pair": 2, "couple": 2, "thrice": 3, "triple": 3, "tripled": 3, "threefold": 3}
        | {"twofold": 2, "fourfold": 4, "quadrupled": 4, "fivefold": 5, "tenfold": 10}
        | {
            "fortnight": 15,
            "dozen": 12,
            "decade": 10,
            "decades": 10,
            "century": 100,
            "quarterly": 3,
        },
    ),
    "es": Spelling(
        units=_counted(
            "un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
            " quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiun/veintiuna"
            " veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho"
            " veintinueve",
            1,
        )
        | _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10),
        ones=frozenset({"un", "uno", "una"}),
        hundreds=_counted(
            "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas"
            " quinientos/quinientas seiscientos/seiscientas setecientos/setecientas"
            " ochocientos/ochocientas novecientos/novecientas",
            100,
            100,
        ),
        hundred=frozenset(),
        scales={"mil": 10**3, "millon": 10**6, "millones": 10**6, "billon": 10**12}
        | {"billones": 10**12},
        bare=frozenset({"mil"}),
        joint="y",
        articles=frozenset(),
        and_half=re.compile(r" (?:\w+ )?y medi[oa]\b"),
        half=frozenset({"medio", "media", "mitad"}),
        one_in=re.compile(r"\b(?:un[oa]?) de cada $", re.IGNORECASE),
        ordinals=_counted(
            "primero/primera/primer/primeros/primeras segundo/segunda/segundos/segundas"
            " tercero/tercera/tercer/tercio/tercios/terceras cuarto/cuarta/cuartos/cuartas"
            " quinto/quinta/quintos/quintas sexto/sexta septimo/septima octavo/octava"
            " noveno/novena decimo/decima/decimos/decimas undecimo/undecima/decimoprimero"
            " duodecimo/duodecima/decimosegundo decimotercero/decimotercera/decimotercer"
            " decimocuarto/decimocuarta decimoquinto/decimoquinta decimosexto/decimosexta"
            " decimoseptimo/decimoseptima decimoctavo/decimoctava decimonoveno/decimonovena"
            " vigesimo/vigesima",
            1,
        )
        | {"trigesimo": 30, "trigesima": 30, "centesimo": 100},
        others={"doble": 2, "duplico": 2, "duplicado": 2, "duplicar": 2, "ambos": 2, "ambas": 2}
        | {"par": 2, "triple": 3, "triplico": 3, "triplicado": 3, "trimestre": 3, "cuadruplico": 4}
        | {"cuadruple": 4, "semestre": 6, "decena": 10, "decada": 10, "decadas": 10, "docena": 12}
        | {"quincena": 15, "veintena": 20, "treintena": 30, "cincuentena": 50, "centena": 100}
        | {"centenar": 100, "millar": 1_000, "bienio": 2, "trienio": 3, "quinquenio": 5},
    ),
    "fr": Spelling(
        units=_counted(
            "un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
            " seize",
            1,
        )
        | _counted(
            "vingt/vingts trente quarante cinquante soixante septante octante/huitante", 20, 10
        )
        | {"nonante": 90},
        ones=frozenset({"un", "une"}),
        hundreds={},
        hundred=frozenset({"cent", "cents"}),
        scales={"mille": 10**3, "mil": 10**3, "million": 10**6, "millions": 10**6}
        | {"milliard": 10**9, "milliards": 10**9, "billion": 10**12, "billions": 10**12},
        bare=frozenset({"cent", "mille"}),
        joint="et",
        articles=frozenset(),
        and_half=re.compile(r" (?:\w+ )?et demie?\b"),
        half=frozenset({"demi", "demie", "moitie"}),
        one_in=re.compile(r"\b(?:une?) sur $", re.IGNORECASE),
        ordinals=_counted(
            "premier/premiere/premiers/premieres/unieme deuxieme/second/seconde/deuxiemes"
            " troisieme/tiers/tierce quatrieme/quart/quarts cinquieme/cinquiemes sixieme/sixiemes"
            " septieme/septiemes huitieme neuvieme dixieme/dixiemes onzieme douzieme treizieme"
            " quatorzieme quinzieme seizieme - - - vingtieme",
            1,
        )
        | {"trentieme": 30, "quarantieme": 40, "cinquantieme": 50, "soixantieme": 60}
        | {"centieme": 100, "millieme": 1_000},
        others={"double": 2, "doubler": 2, "paire": 2, "couple": 2}
        | {"triple": 3, "tripler": 3, "trimestre": 3, "quadruple": 4, "quadrupler": 4}
        | {"semestre": 6, "dizaine": 10, "decennie": 10, "decennies": 10, "douzaine": 12}
        | {"quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40}
        | {"cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1_000, "siecle": 100},
    ),
}


def spelling(language: str) -> Spelling | None:
    """Return how a language spells numbers; nothing where that isn't known."""
    return _SPELLINGS.get(base(language))

"""Latin letters that Unicode doesn't take apart, to file words or look for them without accents."""

from __future__ import annotations

from collections.abc import Mapping

UNDIVIDED: Mapping[str, str] = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ɓ": "b",
    "ɗ": "d",
    "ǥ": "g",
    "ɨ": "i",
    "ƙ": "k",
    "ɲ": "n",
    "ʉ": "u",
    "ƴ": "y",
    "ƶ": "z",
}
"""What each is taken for, small."""

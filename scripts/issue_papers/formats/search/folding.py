"""Words as they are searched: the same of a page's text, when it is indexed, and of a query.

Pagefind splits words at ASCII marks only, and folds only what Unicode takes apart. So what it is
given is folded before: Łódź–Tromsø is `lodz` and `tromso`, l’hébergement `l` and `hebergement`,
1 234 567 one number, and each character of Chinese, Japanese or Thai a word of its own, which a
phrase finds inside a sentence. The dialog folds what is typed by the very same rules
(search-folding.js): those that are data are given to it in `rules`, so that they stand here alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from issue_papers.typography.letters import UNDIVIDED

JOINT = "\N{WORD JOINER}"
"""What ends a piece of a word that is written together with the next one."""

INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200d\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u05f3\u05f4"
)
"""Characters that no word is told by, as a class of regular expressions holds them.

Soft hyphens, joiners, marks of direction, the Arabic tatweel, the Hebrew geresh. The zero-width
non-joiner isn't among them: in Persian it parts what others write with a space.
"""

ACCENTS = (
    "\u02b9\u02ba\u02be\u02bf\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed"
)
"""Marks that are left out: accents, Hebrew and Arabic points, signs of transliteration as in Kaʿba.

Indic ones are letters.
"""

LETTERS: Mapping[str, str] = {
    **UNDIVIDED,
    "ƒ": "f",
    "ə": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ς": "σ",
    "ґ": "г",
    "ғ": "г",
    "қ": "к",
    "ҳ": "х",
    "ҷ": "ч",
    "ң": "н",
    "ө": "о",
    "ұ": "у",
    "ү": "у",
    "ә": "а",
    "ك": "ک",
    "ي": "ی",
    "ى": "ی",
    "ۀ": "ه",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ٱ": "ا",
}
"""Letters that Unicode doesn't take apart, and what they are searched as."""

SINGLE = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u30fa"
    "\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
"""Characters of scripts that put no spaces between words: each is searched as a word."""

SPELLINGS: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        (r"^(.{3,})iz(e|es|ed|er|ers|ing|ation|ations|ational|able)$", r"$1is$2"),
        (r"^(.{3,})yz(e|es|ed|er|ers|ing)$", r"$1ys$2"),
        (r"^(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rig|rum|vap|vig)our", r"$1or"),
        (r"^(.*(?:cent|theat|fib|lit|met))re(s?)$", r"$1er$2"),
        (r"^(.{3,}[aeiou])ll(ed|ing|er|ers)$", r"$1l$2"),
        (r"^(.{4,})ogue(s?)$", r"$1og$2"),
        (r"^(def|lic|off|pret)ense", r"$1ence"),
        (r"^programmes?$", "program"),
        (r"^programs$", "program"),
        (r"^judgem", "judgm"),
        (r"^grey", "gray"),
        (r"^practis", "practic"),
    ),
    "es": ((r"^(p?)sic(o|u)", r"psic$2"), (r"^setiembre$", "septiembre"), (r"^oscur", "obscur")),
    "fr": ((r"^clef(s?)$", "cle$1"),),
    "pt": (
        (r"^(.*[aeo])c(c[aoei]|t[aoeiu])", r"$1$2"),
        (r"^(.*[aeo])p(t[aoeiu]|c[aoei])", r"$1$2"),
        (r"^facto(s?)$", "fato$1"),
    ),
    # The article, and what is written together with it: والمياه is looked for as مياه.
    "ar": ((r"^(?:[وفبک]?ال|لل)(.{3,})$", "$1"),),
    "de": ((r"^foto", "photo"), (r"^(.*)grafi", "$1graphi"), (r"potenzi", "potenti")),
}
"""Spellings that a language has beside each other: patterns of folded words and what each becomes.

In what Python and JavaScript have in common; `$1` stands for a group.
"""

TYPED: Mapping[str, Sequence[tuple[str, str]]] = {
    "": (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")),
    "fa": ((r"^(.{2,}?)(?:هایی|های|ها|ترین|تر)$", "$1"),),
}
"""What people type for letters that they haven't, or write together: looked for as well."""

_ENDINGS = "(?!)"
_ELISIONS = "à|ai?|as|e[nsu]|è|és|h[aeio]|i[lo]|on|où|un|y"
JOINED: Mapping[str, str] = {
    "": ".{1,2}",
    "az": _ENDINGS,
    "ca": _ELISIONS,
    "fr": _ELISIONS,
    "it": _ELISIONS,
    "oc": _ELISIONS,
    "tr": _ENDINGS,
}
"""What stays with the word before an apostrophe, by language: a pattern of small letters.

The t of don’t, if nothing else is said; nothing where any ending of a name follows one; and where
l’UE is two words, only those that nobody looks for, as in d’un.
"""

_SPACE = re.compile(r"[ \t\r\n\f]+")
"""What parts words: not the spaces within a number, which don't break."""
_ALIKE = str.maketrans(dict(LETTERS))
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_ACCENT = re.compile(f"[{ACCENTS}]")
_IS_SINGLE = re.compile(f"[{SINGLE}]")
_NUMBER = re.compile(r"\d{1,3}(?:,\d\d)*(?:[.,'’٬\s]\d{3})+(?!\d)")
"""With groups of two digits as well: 12,34,567 as India has it."""
_APOSTROPHES = "'’ʼʻ‘`´＇"
_HEBREW = re.compile("[\u05d0-\u05ea]")
_HEBREW_MARKS = f'{_APOSTROPHES}"“”'
"""What is typed within Hebrew abbreviations and names for the geresh and the gershayim."""
_NO_LETTERS = "ʼʻªº"
"""What Unicode takes for letters, though it's an apostrophe, or the end of an ordinal."""
_INITIALS = re.compile(r"(?:[^\W\d_ªº]\.)+[^\W\d_ªº](?![^\W_])\.?")
_GROUP = re.compile(r"\$(\d)")
_PLAIN = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ɏ]+")
"""Letters and digits that are most of what is written: looked at one by one, they take long."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text.

    Attributes:
        shown: As it is written, with the marks beside it; ends with `JOINT` if no space follows.
        word: As it is searched; never empty.
    """

    shown: str
    word: str


def pieces(text: str, language: str) -> Iterator[Piece]:
    """Take a text apart into the words that it is searched by.

    Args:
        text: The text.
        language: Its language's tag.
    """
    waiting = ""
    last: Piece | None = None
    for written in filter(None, _SPACE.split(_INVISIBLE.sub("", text))):
        found = _parts(written, language)
        if not found:
            # Marks alone go with the word before them, by a space that doesn't part.
            if last:
                last = Piece(f"{last.shown}\N{NO-BREAK SPACE}{written}", last.word)
            else:
                waiting += f"{written}\N{NO-BREAK SPACE}"
            continue
        for piece in found:
            if last:
                yield last
            last = Piece(waiting + piece.shown, piece.word) if waiting else piece
            waiting = ""
    if last:
        yield last


def words(text: str, language: str) -> list[str]:
    """Return the words of a text as they are searched."""
    return [piece.word for piece in pieces(text, language)]


def is_single(word: str) -> bool:
    """Whether a word is a character of a script that puts no spaces between words."""
    return bool(_IS_SINGLE.match(word))


def rules(language: str) -> dict[str, Any]:
    """Return what the dialog needs to fold words of a language, as JSON can hold it."""
    base = language.partition("-")[0]
    return {
        "invisible": INVISIBLE,
        "accents": ACCENTS,
        "letters": dict(LETTERS),
        "single": SINGLE,
        "spellings": [list(each) for each in SPELLINGS.get(base, ())],
        "typed": [list(each) for each in (*TYPED[""], *TYPED.get(base, ()))],
        "joined": _joined(base),
    }


def _joined(base: str) -> str:
    return JOINED.get(base, JOINED[""])


@lru_cache(maxsize=1 << 16)
def _parts(written: str, language: str) -> tuple[Piece, ...]:
    spans = list(_runs(written, _joined(language.partition("-")[0])))
    found: list[Piece] = []
    at = 0
    for number, (start, end) in enumerate(spans):
        is_last = number + 1 == len(spans)
        until = len(written) if is_last else spans[number + 1][0]
        shown = written[at:until] + ("" if is_last else JOINT)
        at = until
        if word := fold(written[start:end], language):
            found.append(Piece(shown, word))
        elif found:
            found[-1] = Piece(found[-1].shown.rstrip(JOINT) + shown, found[-1].word)
    return tuple(found)


def _runs(written: str, joined: str) -> Iterator[tuple[int, int]]:
    """Yield where the words in something that is written without a space begin and end."""
    at = 0
    while at < len(written):
        for whole in (_NUMBER, _INITIALS):
            if match := whole.match(written, at):
                yield at, match.end()
                at = match.end()
                break
        else:
            plain = _PLAIN.match(written, at)
            end = plain.end() - 1 if plain else at
            while end < len(written) and _is_letter(written[end]):
                end += 1
                if _IS_SINGLE.match(written, end - 1):
                    while end < len(written) and _is_mark(written[end]):
                        end += 1
                    break
                if end < len(written) and _IS_SINGLE.match(written, end):
                    break
                if _is_joined(written, end, joined):
                    end += 1
            if end > at:
                yield at, end
            at = max(end, at + 1)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" and character not in _NO_LETTERS


def _is_mark(character: str) -> bool:
    """Whether a character goes with the one before: marks, and the sounds of half-width kana."""
    return unicodedata.category(character) == "Mn" or character in "\uff9e\uff9f"


def _is_joined(written: str, at: int, joined: str) -> bool:
    """Whether a mark is inside a word, as in don’t or צה"ל."""
    mark = written[at : at + 1]
    if not mark or mark not in _HEBREW_MARKS:
        return False
    if _HEBREW.match(written, at - 1) and _HEBREW.match(written, at + 1):
        return True
    end = at + 1
    while end < len(written) and _is_letter(written[end]):
        end += 1
    rest = written[at + 1 : end].lower()
    return mark in _APOSTROPHES and bool(re.fullmatch(joined, rest))


@lru_cache(maxsize=1 << 16)
def fold(word: str, language: str) -> str:
    """Return a single word as it is searched; nothing of marks alone."""
    text = unicodedata.normalize("NFKD", word).lower()
    text = unicodedata.normalize("NFC", _ACCENT.sub("", text)).translate(_ALIKE)
    text = "".join(_digit(character) for character in text if _is_letter(character))
    for pattern, spelled in SPELLINGS.get(language.partition("-")[0], ()):
        text = re.sub(pattern, _GROUP.sub(r"\\g<\1>", spelled), text)
    return text


def _digit(character: str) -> str:
    """Return a digit of any script as an ASCII one; other characters as they are."""
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)

"""Capitals in English titles, as headlines and sentences have them.

citeproc-py 0.11 knows short prepositions alone, leaves the second half of `cross-cutting` as it is,
writes names small where a style asks for sentence case, and loses words behind a mark. This follows
the CSL specification, with the longer list of words that stay small in citeproc-js, and The Chicago
Manual of Style (17th ed., 8.159 and 8.161). A word with a capital in it stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from citeproc.string import MixedString, NoCase, String

_SMALL = frozenset(
    {
        *("a", "an", "the", "and", "but", "nor", "or", "so", "yet"),
        *("about", "above", "across", "after", "against", "along", "alongside", "amid", "among"),
        *(
            "amongst",
            "around",
            "as",
            "at",
            "atop",
            "before",
            "behind",
            "below",
            "beneath",
            "beside",
        ),
        *("besides", "between", "beyond", "by", "despite", "down", "during", "et", "except", "for"),
        *("from", "in", "inside", "into", "like", "near", "of", "off", "on", "onto", "out"),
        *("outside", "over", "per", "since", "than", "through", "throughout", "till", "to"),
        *("toward", "towards", "under", "underneath", "until", "up", "upon", "v", "versus", "via"),
        *("vis-à-vis", "vs", "with", "within", "without"),
    }
)
_PREFIXES = frozenset(
    {
        *("anti", "bi", "co", "counter", "de", "e", "ex", "extra", "hyper", "inter", "intra"),
        *("macro", "meta", "micro", "mid", "mini", "multi", "neo", "non", "para", "post", "pre"),
        *("pro", "proto", "pseudo", "quasi", "re", "semi", "sub", "super", "supra", "trans"),
        *("tri", "ultra", "un"),
    }
)
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|\w\.\w")
_OPENS = re.compile(r"[:?!—]")
_ARTICLES = frozenset({"a", "an", "the"})
_JOINED = re.compile("([-–/])")


def headline(text: Any, *, longest_small: int | None = None) -> Any:
    """Capitalise the words of a title, all but the small ones between the first and the last.

    Args:
        text: The title.
        longest_small: How many letters a small word may have; any number where nothing is said.
    """
    small = {word for word in _SMALL if longest_small is None or len(word) <= longest_small}
    segments = _segments(text)
    words = [word for segment in segments for word in _TOKEN.findall(segment) if _core(word)[1]]
    left, opens, is_stopped = len(words), True, False

    def capitalised(token: str) -> str:
        nonlocal left, opens, is_stopped
        before, word, after = _core(token)
        if not word:
            opens = opens or bool(_OPENS.search(token))
            return token
        left -= 1
        # A preposition behind a full stop follows an abbreviation: “Proc. of the Summit”.
        opens = opens or (is_stopped and word in _ARTICLES)
        may_be_small = not (opens or left == 0 or _OPENS.search(before))
        is_abbreviation = "." in word or len(word) < 3  # noqa: PLR2004 - “St.”, “v.”, “U.S.”
        opens = bool(_OPENS.search(after))
        is_stopped = after.startswith(".") and not is_abbreviation
        if may_be_small and all(part in small for part in re.split("[–/]", word)):  # “and/or”
            return token
        if _ADDRESS.search(token):
            return token
        return f"{before}{_compound(word, small)}{after}"

    done = []
    for segment in segments:
        changed = _TOKEN.sub(lambda match: capitalised(match[0]), segment)
        done.append(segment if isinstance(segment, NoCase) else String(changed))
    return MixedString(done)


def _compound(word: str, small: Container[str]) -> str:
    """Capitalise a word, and both halves of one with a hyphen, a dash or a slash."""
    parts = _JOINED.split(word)
    done = [_first(parts[0])]
    last_name = max((n for n, part in enumerate(parts) if _is_capital(part)), default=0)
    for number in range(2, len(parts), 2):
        sign, part = parts[number - 1 : number + 1]
        is_name = number < last_name  # “Aix-en-Provence”
        is_small = part in small or is_name or parts[0].casefold() in _PREFIXES
        done += (sign, part if is_small and (sign == "-" or part in small) else _first(part))
    return "".join(done)


def sentence(text: Any, *, opens_after_colon: bool = False) -> Any:
    """Give a title the capital of its first word; names and other capitals stay.

    Args:
        text: The title.
        opens_after_colon: Whether the first word after a colon has one, too.
    """
    opens = True
    done = []
    for segment in _segments(text):
        pieces = []
        for piece in re.split(r"(\S+)", segment):
            before, word, after = _core(piece)
            if opens and word and not _ADDRESS.search(piece):
                pieces.append(f"{before}{_first(word)}{after}")
            else:
                pieces.append(piece)
            if word:
                opens = opens_after_colon and after.endswith(":")
            elif opens_after_colon and piece.strip() == ":":
                opens = True
        done.append(segment if isinstance(segment, NoCase) else String("".join(pieces)))
    return MixedString(done)


def capitalised(text: Any) -> Any:
    """Give a text a capital, be there marks or quotation marks before its first letter."""
    done: list[Any] = []
    is_done = False
    for segment in _segments(text):
        if not is_done and not isinstance(segment, NoCase):
            before, word, after = _core(segment)
            done.append(String(f"{before}{_first(word)}{after}"))
            is_done = bool(word)
        else:
            done.append(segment)
            is_done = True
    return MixedString(done)


def _first(word: str) -> str:
    """Give a word a capital, unless it has one inside, as “arXiv”; “e-Governance” has none."""
    return (
        word[:1].upper() + word[1:] if re.split(r"[\W\d_]", word, maxsplit=1)[0].islower() else word
    )


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _core(token: str) -> tuple[str, str, str]:
    """Take a word out of the marks and signs around it."""
    start, end = 0, len(token)
    while start < end and not token[start].isalnum():
        start += 1
    while start < end and not token[end - 1].isalnum():
        end -= 1
    return token[:start], token[start:end], token[end:]


def _segments(text: Any) -> list[Any]:
    return list(_flat(text))


def _flat(text: Any) -> Iterator[Any]:
    if isinstance(text, MixedString):
        for part in text:
            yield from _flat(part)
    else:
        yield text if isinstance(text, String) else String(text)

"""The quotation marks of languages, for where no style sheet writes them."""

from __future__ import annotations

_MARKS = {
    "ar": "«»",
    "da": "»«",
    "de": "„“",
    "el": "«»",
    "es": "«»",
    "fr": "«»",
    "it": "«»",
    "ja": "「」",
    "pl": "„”",
    "pt-PT": "«»",
    "ru": "«»",
    "uk": "«»",
    "zh-Hant": "「」",
}
_INSIDE = {"fr": "\u202f"}


def quotes(lang: str) -> tuple[str, str]:
    """Return a language's opening and closing quotation marks, with the spaces inside them."""
    base = lang.split("-", maxsplit=1)[0]
    marks = _MARKS.get(lang) or _MARKS.get(base) or "“”"
    inside = _INSIDE.get(base, "")
    return marks[0] + inside, inside + marks[1]

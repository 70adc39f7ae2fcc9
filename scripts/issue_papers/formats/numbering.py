"""The numbers of a list's items, as HTML's `ol` has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from issue_papers.articles.nodes import List

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS = 26


def item_numbers(node: List) -> list[str]:
    """Return the number of each item of an ordered list, in the list's form."""
    step = -1 if node.is_reversed else 1
    number = len(node.items) if node.is_reversed and node.start == 1 else node.start
    found = []
    for item in node.items:
        number = number if item.number is None else item.number
        found.append(_FORMS.get(node.form, str)(number))
        number += step
    return found


def _letters(number: int) -> str:
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        found = chr(ord("a") + rest) + found
    return found or str(number)


def _roman(number: int) -> str:
    found = ""
    rest = number
    for value, sign in _ROMAN:
        found += sign * (rest // value)
        rest %= value
    return found if number > 0 else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}

"""The numbers of a text set against those of its translation.

Each number looks for one on the other side that can be read as it can. What is left on either side
is a difference; how much it weighs depends on how surely it is one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from issue_papers.translation.quantities import Quantities, Quantity, Weight

_ORDINARY = 3
"""Words for less are often articles or left unsaid (*both*, *les deux*)."""

_EXACT = 3
"""A number of that many digits, as a year, is written in digits in every language."""

_SUREST_FIRST = sorted(product(Weight, Weight), key=lambda pair: (pair[0] != pair[1], -sum(pair)))
"""Which numbers look for which: those that are as sure first, and of them the surest."""


@dataclass(frozen=True)
class Difference:
    """What a translation lacks, and what it has too many of.

    Attributes:
        missing: Values, a percentage with its sign.
        extra: The same.
        is_certain: Whether a number became another, or one is gone that can't be said otherwise.
        extra_starts: Where the extra ones stand in the translation's text.
    """

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    is_certain: bool
    missing_starts: tuple[int, ...] = ()
    extra_starts: tuple[int, ...] = ()


def compare(source: Quantities, target: Quantities) -> Difference:
    """Compare the numbers of a text with those of its translation."""
    left, right = _match(list(source.items), list(target.items))
    # Two dates that differ are told as they are; a date against words is taken apart.
    is_firm = any(q.parts for q in left) and any(q.parts for q in right)
    left, right = _match(_apart(left, is_firm=is_firm), _apart(right, is_firm=is_firm))
    missing = [q for q in left if _counts(q, target)]
    extra = [q for q in right if _counts(q, source)]
    if not missing:  # *fourfold* is *four times* elsewhere
        extra = [q for q in extra if q.weight is Weight.FIGURE]
    missing.sort(key=_size)
    extra.sort(key=_size)
    return Difference(
        tuple(q.readings[0] for q in missing),
        tuple(q.readings[0] for q in extra),
        _is_certain(missing, extra, has_words=source.has_words and target.has_words),
        tuple(q.start for q in missing),
        tuple(q.start for q in extra),
    )


def _match(left: list[Quantity], right: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Take away what both sides have: what is surest first, then what may be read alike.

    A *decade* on both sides is no ten that is written on one of them; an article may be anything.
    """
    vague = (Weight.OPTIONAL, Weight.OPTIONAL)
    for first_only, (here, there) in product((True, False), _SUREST_FIRST):
        if not left or not right:
            break
        for quantity in [q for q in left if q.weight is here]:
            if (here, there) == vague and _size(quantity)[0] < _ORDINARY:
                continue
            other = next(
                (q for q in right if q.weight is there and _alike(quantity, q, first_only)),
                None,
            )
            if other is not None:
                left.remove(quantity)
                right.remove(other)
    return left, right


def _alike(one: Quantity, other: Quantity, first_only: bool) -> bool:  # noqa: FBT001
    if first_only:
        return one.readings[0] == other.readings[0]
    return not set(one.readings).isdisjoint(other.readings)


def _apart(quantities: list[Quantity], *, is_firm: bool) -> list[Quantity]:
    """Take dates, times and fractions apart into the numbers that they are made of."""
    found = []
    for whole in quantities:
        for part in whole.parts or (whole,):
            weight = Weight.FIGURE if is_firm and whole.parts else part.weight
            found.append(replace(part, weight=weight, start=whole.start))
    return found


def _counts(quantity: Quantity, other: Quantities) -> bool:
    """Whether a number without a counterpart is to be told."""
    if quantity.weight is not Weight.WORD:
        return quantity.weight is Weight.FIGURE
    if not other.has_words:
        return False  # it may be there in words that nobody knows
    # A number that is said once more in words on one side is no loss: it stands there anyway.
    said = {reading for q in other.items for reading in q.readings}
    return _size(quantity)[0] >= _ORDINARY and said.isdisjoint(quantity.readings)


def _is_certain(missing: list[Quantity], extra: list[Quantity], *, has_words: bool) -> bool:
    if has_words:
        return any(_is_telling(q) for q in missing) or bool(missing and extra)
    # Where one of the languages may spell a number, or a million, in a way that isn't known, only
    # what no language would spell is sure, and what is another number whatever multiplies it.
    digits = [_digits(q) for q in extra]
    changed = [q for q in missing if _digits(q) not in digits]
    return any(len(_digits(q)) >= _EXACT for q in changed) or bool(
        changed and len(extra) > len(missing) - len(changed)
    )


def _is_telling(quantity: Quantity) -> bool:
    """Whether it can't be left unsaid: a percentage, a year, an amount."""
    value = quantity.readings[0]
    return quantity.weight is Weight.FIGURE and (
        value.endswith("%") or len(_plain(value)) >= _EXACT
    )


def _plain(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


def _digits(quantity: Quantity) -> str:
    """Return a number's digits without the zeros that a word may stand for."""
    return _plain(quantity.readings[0]).strip("0")


def _size(quantity: Quantity) -> tuple[Decimal, str]:
    value = quantity.readings[0]
    plain = value.removesuffix("%")
    return (Decimal(plain) if plain.replace(".", "", 1).isdecimal() else Decimal(0)), value

"""Frozen values with slots, which are put away and taken out of the cache by the thousand.

What `dataclasses` gives them for that asks for their fields whenever one is pickled (Python 3.11),
which takes half as long again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


class Slotted:
    """A dataclass that is frozen and has slots alone."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Say how it is made again: of its class and the values of its fields."""
        kind: Any = type(self)
        return _made, (kind, *_values_of(kind)(self))


def _made(kind: Any, *values: Any) -> Any:
    made = object.__new__(kind)
    for put, value in zip(_slots_of(kind), values, strict=False):
        put(made, value)
    return made


def names_of(value: object) -> tuple[str, ...]:
    """Return the names of a dataclass' fields, which `dataclasses.fields` finds anew each time."""
    kind: Any = type(value)
    return _names_of(kind)


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _values_of(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gets the values of all fields of a class, which has two or more."""
    return attrgetter(*_names_of(kind))


@cache
def _slots_of(kind: Any) -> tuple[Callable[[Any, Any], None], ...]:
    """Return what sets each field of a class, past its being frozen."""
    return tuple(getattr(kind, name).__set__ for name in _names_of(kind))

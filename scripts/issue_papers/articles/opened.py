"""What is worked out of a text, held as long as its text is one of those that were opened last.

A text that was read is ten times as large as its file, and a site has thousands. Whatever goes
through all of them opens one after the other; what was worked out of one is worked out again when
somebody comes back to it much later: its article from the cache, and the rest of that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, overload

T = TypeVar("T")

_MOST = 600
"""How many values are held: those of a paper in some languages, several times over."""


class Opened:
    """The values that were worked out last."""

    def __init__(self) -> None:
        self._values: deque[tuple[dict[str, Any], str]] = deque()

    def add(self, values: dict[str, Any], name: str) -> None:
        """Hold another value, and let the oldest go.

        Args:
            values: The values of a text by name, this one among them.
            name: The value's name.
        """
        self._values.append((values, name))
        while len(self._values) > _MOST:
            old, gone = self._values.popleft()
            old.pop(gone, None)


class _Text(Protocol):
    @property
    def held(self) -> Opened: ...


class opened(Generic[T]):  # noqa: N801 - it is used as `cached_property` is
    """A property of a text that is worked out when it is asked for, and held for a while.

    Args:
        make: Works it out.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, text: None, owner: type) -> opened[T]: ...
    @overload
    def __get__(self, text: _Text, owner: type) -> T: ...
    def __get__(self, text: _Text | None, owner: type) -> opened[T] | T:
        """Work it out; while it is held, Python finds it without asking here."""
        if text is None:
            return self
        value = self._make(text)
        values = vars(text)
        values[self._name] = value
        text.held.add(values, self._name)
        return value

"""A piece of a build's work that says what it is, wherever it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Work(Generic[P, T]):
    """A function to be run by an executor.

    Attributes:
        kind: What it makes: `pages`, `editions`, `search`, `copies`.
        name: Which of them.
        do: The function; it and all that it is given can be sent to another process.
        count: How many it makes.
    """

    kind: str
    name: str
    do: Callable[P, T]
    count: int = 1

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do it."""
        return self.do(*args, **kwargs)

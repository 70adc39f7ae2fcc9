"""Values that processes have in common which were copied from the one that made them."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import Any
from weakref import WeakValueDictionary

_HERE: MutableMapping[str, Any] = WeakValueDictionary()
"""What this process has shared; one that is copied from it has that, too."""


def share(value: object) -> str:
    """Return a name under which processes that are copied from this one find a value.

    It is there as long as somebody here holds it.
    """
    name = f"{os.getpid()}-{id(value)}"
    _HERE[name] = value
    return name


def shared(name: str) -> Any:
    """Return what was shared under a name; nothing in a process that doesn't know it."""
    return _HERE.get(name)

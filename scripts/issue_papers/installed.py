"""What is installed beside the generator: what it makes may depend on the version of it.

To find a distribution's version, Python reads the whole file that describes it, with its manual;
keys of what is kept name twenty of them, many times in a build. So each is looked up once in a
process, in which an installed library is what it was when it was imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import metadata


@cache
def version(name: str) -> str:
    """Return the version of a distribution.

    Raises:
        PackageNotFoundError: It isn't installed.
    """
    return metadata.version(name)


def named_versions(names: Iterable[str]) -> list[str]:
    """Return distributions' names, each with its version, for the key of what they make."""
    return [f"{name} {version(name)}" for name in names]

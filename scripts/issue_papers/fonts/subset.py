"""Fonts cut down to the characters that an edition uses, as WOFF2.

The same file, characters, axes and name always give the same bytes, so what was cut before is kept
in the content cache.

What cuts takes long to load (`cutting`): few builds have anything to cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from fontTools.ttLib import TTFont

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.installed import version

Axis: TypeAlias = tuple[str, float | tuple[float, float, float]]
"""A variation axis' tag, and the value it is pinned to or what is left of it: (lowest, default,
highest), in the axis' own units."""

WEIGHTS: Axis = ("wght", (400, 400, 700))
"""Regular to bold, with regular as what a reader without variable fonts shows."""

TEXT_SIZE: Axis = ("opsz", 14)
"""One optical size for all: small enough for text, large enough for titles."""

WIDTH: Axis = ("wdth", 100)

_LIBRARIES = ("brotli", "fonttools", "uharfbuzz")
_CACHED = 64


@dataclass(frozen=True)
class Subset:
    """A part of a font.

    Attributes:
        data: A WOFF2 file.
        characters: Those of the request that the font has.
    """

    data: bytes
    characters: frozenset[str]


def subset_font(
    font: Path,
    text: Iterable[str],
    family: str,
    axes: Iterable[Axis] = (),
    *,
    cache: ContentCache | None = None,
) -> Subset:
    """Cut a font down to the characters of a text.

    Shaping stays whole: the glyphs and rules that the characters need for joining, ligatures,
    marks and kerning are kept.

    Args:
        font: A TrueType or OpenType file, variable or static.
        text: Characters, or pieces of text, in any order and number.
        family: The name that the subset bears, for `@font-face`; not one the licence reserves.
        axes: What is left of a variable font; axes that aren't named, or that the font doesn't
            have, stay as they are.
        cache: Where what was cut before is kept.

    Raises:
        OSError: The font can't be read.
        fontTools.ttLib.TTLibError: The file is no font.
    """
    characters = frozenset("".join(text))
    limits = tuple(sorted(axes))
    if cache is None:
        return _subset(font, characters, family, limits)
    key = digest([*_made_with(font), "".join(sorted(characters)), family, repr(limits)])
    return cache.value(key, ".subset", lambda: _subset(font, characters, family, limits))


@lru_cache(maxsize=_CACHED)
def _made_with(font: Path) -> tuple[bytes | str, ...]:
    """Return what decides, besides a request, how a subset of a font comes out."""
    return generator(), *map(version, _LIBRARIES), font.read_bytes()


@lru_cache(maxsize=_CACHED)
def coverage(font: Path) -> frozenset[str]:
    """Return the characters that a font has a glyph for.

    Raises:
        OSError: The font can't be read.
        fontTools.ttLib.TTLibError: The file is no font.
    """
    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


@lru_cache(maxsize=_CACHED)
def _subset(path: Path, characters: frozenset[str], family: str, axes: tuple[Axis, ...]) -> Subset:
    from issue_papers.fonts.cutting import cut  # noqa: PLC0415 - takes long to load

    found = characters & coverage(path)
    return Subset(cut(path, found, family, axes), found)

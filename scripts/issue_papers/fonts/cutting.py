"""Cuts a font down, and leaves out of it what nobody sees.

A subset is a modified font. The SIL Open Font License forbids it a reserved name of the original
(`Source`, for one), so a subset gets a name of its own; copyright and licence stay in it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools import subset, unicodedata
from fontTools.ttLib import TTFont, getTableClass
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib import instancer

from issue_papers.fonts.lightening import lighten

_FAMILY_NAMES = (1, 16, 21, 25)
_FULL_NAMES = (3, 4)
_POSTSCRIPT_NAME = 6
_KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""Copyright, what the font calls itself, its version, its licence and the licence's address.

See https://learn.microsoft.com/typography/opentype/spec/name#name-ids."""

_FRACTION = "\u2044"
_OF_FRACTIONS = frozenset({"frac", "numr", "dnom"})
_OF_MARKS = frozenset({"ccmp", "mark", "mkmk"})
_WITHOUT_JOINING = frozenset({"Latn", "Zyyy", "Zinh"})
"""Scripts whose letters with marks are characters of their own; ISO 15924, common ones among them.

See https://learn.microsoft.com/typography/opentype/spec/featurelist."""

_TRANSFORMED = ("glyf", "loca", "hmtx")
"""Tables that WOFF2 writes in a shorter form of its own (https://www.w3.org/TR/WOFF2/#table_format)."""


def cut(
    path: Path,
    characters: frozenset[str],
    family: str,
    axes: Iterable[tuple[str, float | tuple[float, float, float]]],
) -> bytes:
    """Cut a font down to some characters that it has; see `subset.subset_font`.

    Args:
        path: A TrueType or OpenType file, variable or static.
        characters: The characters.
        family: The name that the subset bears.
        axes: What is left of a variable font.

    Returns:
        A WOFF2 file.

    Raises:
        OSError: The font can't be read.
        fontTools.ttLib.TTLibError: The file is no font.
    """
    options = subset.Options(
        hinting=False,  # screens that need hints don't read WOFF2
        name_IDs=list(_KEPT_NAMES),
        name_languages=["*"],
        notdef_outline=True,  # a character that is missing is seen to be
        layout_features=_features(characters),
    )
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        others = {tag for tag in font.reader.keys() if not _can_be_cut(tag, options)}  # noqa: SIM118
        options.drop_tables += sorted(others)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted(map(ord, characters)))
        cutter.subset(font)  # before the axes: there is less left to work on
        has = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
        limits = {tag: _within(limit, has[tag]) for tag, limit in axes if tag in has}
        if limits:
            instancer.instantiateVariableFont(font, limits, inplace=True)
        if "fvar" in font:
            lighten(font)
        _rename(font, family)
        font.flavor = "woff2"
        font.flavorData = WOFF2FlavorData(transformedTables=_TRANSFORMED)
        file = io.BytesIO()
        font.save(file)
    return file.getvalue()


def _features(characters: Iterable[str]) -> list[str]:
    """Return the OpenType features that a text of these characters can come to use.

    Rules for what isn't there keep glyphs alive that nothing leads to: numerators and denominators
    are for U+2044, which shapers make fractions around; the marks of Latin letters are in the
    letters, where no mark stands by itself.
    """
    found = frozenset(characters)
    unused = set() if _FRACTION in found else set(_OF_FRACTIONS)
    if not any(unicodedata.category(char).startswith("M") for char in found) and (
        {unicodedata.script(char) for char in found} <= _WITHOUT_JOINING
    ):
        unused |= _OF_MARKS
    every = (*subset.Options().layout_features, "tnum", "lnum")
    return [feature for feature in every if feature not in unused]


def _can_be_cut(tag: str, options: subset.Options) -> bool:
    """Whether a table can be in a part of a font; others are of use to its editor alone."""
    stays = tag in {*options.no_subset_tables, *options.drop_tables}
    return stays or hasattr(getTableClass(tag), "subset_glyphs")


def _within(limit: float | tuple[float, float, float], axis: Any) -> Any:
    """Return what is left of an axis, as far as the font has it."""
    if isinstance(limit, tuple):
        return tuple(min(max(value, axis.minValue), axis.maxValue) for value in limit)
    return min(max(limit, axis.minValue), axis.maxValue)


def _rename(font: TTFont, family: str) -> None:
    """Give a font another name, in every language that it had one in."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in _FAMILY_NAMES:
            record.string = family
        elif record.nameID in _FULL_NAMES:
            style = names.getDebugName(2) or ""
            record.string = f"{family} {style}".strip()
        elif record.nameID == _POSTSCRIPT_NAME:
            style = names.getDebugName(2) or ""
            record.string = f"{family}-{style}".replace(" ", "").rstrip("-")

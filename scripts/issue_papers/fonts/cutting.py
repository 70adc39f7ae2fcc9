"""Cuts a font down, and leaves out of it what nobody sees.

HarfBuzz cuts: fontTools, which packs what is left, takes a hundred times as long for that.

A subset is a modified font. The SIL Open Font License forbids it a reserved name of the original
(`Source`, for one), so a subset gets a name of its own; copyright and licence stay in it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as harfbuzz
from fontTools import subset, unicodedata
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.woff2 import WOFF2FlavorData

from issue_papers.fonts.files import unpacked
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

_FLAGS = (
    harfbuzz.SubsetFlags.NO_HINTING  # screens that need hints don't read WOFF2
    | harfbuzz.SubsetFlags.NOTDEF_OUTLINE  # a character that is missing is seen to be
    | harfbuzz.SubsetFlags.SET_OVERLAPS_FLAG  # outlines may cross in any weight
)


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
    with TTFont(_cut_down(path, characters, axes), recalcTimestamp=False) as font:
        if "fvar" in font:
            lighten(font)
        _rename(font, family)
        font.flavor = "woff2"
        font.flavorData = WOFF2FlavorData(transformedTables=_TRANSFORMED)
        file = io.BytesIO()
        font.save(file)
    return file.getvalue()


def _cut_down(
    path: Path,
    characters: frozenset[str],
    axes: Iterable[tuple[str, float | tuple[float, float, float]]],
) -> io.BytesIO:
    """Return a font with some of its characters, and a part of its variations.

    Raises:
        OSError: The font can't be read.
        fontTools.ttLib.TTLibError: The file is no font, or one that can't be cut.
    """
    face = harfbuzz.Face(unpacked(path.read_bytes()))
    wanted = harfbuzz.SubsetInput()
    wanted.flags = _FLAGS
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, _features(characters)))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_KEPT_NAMES)
    wanted.name_lang_id_set.clear()
    wanted.name_lang_id_set.invert()  # in every language
    for tag, limit in axes:
        if isinstance(limit, tuple):
            lowest, default, highest = limit
            wanted.set_axis_range(face, tag, lowest, highest, default)
        else:
            wanted.pin_axis_location(face, tag, limit)
    try:
        return io.BytesIO(harfbuzz.subset(face, wanted).blob.data)
    except RuntimeError as error:
        raise TTLibError(str(error)) from error


def _tag(name: str) -> int:
    """Return an OpenType tag as the number that its four letters are."""
    return int.from_bytes(name.encode(), "big")


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

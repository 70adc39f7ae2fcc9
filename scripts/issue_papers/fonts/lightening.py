"""What of a variable font's variations nobody sees: without it a file is a sixth lighter.

Kerning and outlines are exact in the default weight, which running text is set in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

_PAIRS, _EXTENSION = 2, 9
"""Types of lookups in `GPOS` (https://learn.microsoft.com/typography/opentype/spec/gpos)."""

_VARIATIONS = ("XPlaDevice", "YPlaDevice", "XAdvDevice", "YAdvDevice")
_WITHOUT_VARIATIONS = 0x000F
"""Of a `ValueFormat`: placements and advances alone."""

_UNSEEN = 500
"""An em in units of which a point may be off: at 32 px that is a sixteenth of a pixel."""


def lighten(font: TTFont) -> None:
    """Leave out variations that are too small to be seen.

    Args:
        font: A variable font, which is changed; outlines that aren't TrueType stay.
    """
    if "GPOS" in font:
        _settle_kerning(font)
    if "gvar" in font:
        _simplify_outlines(font)


def _settle_kerning(font: TTFont) -> None:
    """Kern all weights as the default one. Marks that are set on letters go on varying."""
    lookups = font["GPOS"].table.LookupList
    for lookup in lookups.Lookup if lookups else ():
        for given in lookup.SubTable:
            table = given.ExtSubTable if given.LookupType == _EXTENSION else given
            if table.LookupType == _PAIRS:
                for value in _kerning(table):
                    for name in _VARIATIONS:
                        value.__dict__.pop(name, None)
                table.ValueFormat1 &= _WITHOUT_VARIATIONS
                table.ValueFormat2 &= _WITHOUT_VARIATIONS
    if "GDEF" in font:
        font["GDEF"].prune_post_subset(font, subset.Options())  # what nothing refers to any more


def _kerning(table: Any) -> Iterator[Any]:
    """Yield the values of a subtable of pairs, in either of its forms (OpenType, PairPos)."""
    if table.Format == 1:
        records = [record for pairs in table.PairSet for record in pairs.PairValueRecord]
    else:
        records = [record for first in table.Class1Record for record in first.Class2Record]
    for record in records:
        yield from filter(None, (record.Value1, record.Value2))


def _simplify_outlines(font: TTFont) -> None:
    """Have more points follow their neighbours (OpenType, gvar: inferred deltas)."""
    glyphs, widths = font["glyf"], font["hmtx"].metrics
    tolerance = font["head"].unitsPerEm / _UNSEEN
    for name, variations in font["gvar"].variations.items():
        if glyphs[name].isComposite():
            continue
        points, control = glyphs._getCoordinatesAndControls(name, widths)  # noqa: SLF001
        for variation in variations:
            variation.calcInferredDeltas(points, control.endPts)
            variation.roundDeltas()
            variation.optimize(points, control.endPts, tolerance=tolerance)

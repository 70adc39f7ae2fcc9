"""Makes the theme's typeface for formulas of STIX Math 1.1.1, as Debian's `fonts-stix` has it.

python tests/tools/math_font.py /usr/share/fonts/opentype/stix-word/STIXMath-Regular.otf

Browsers set MathML by what such a typeface says of itself (its table MATH); of those that systems
have, phones and Linux often have none, and indices would stand on the line. What goes in is what
formulas of policy papers are made of; for all else a reader's own typeface is asked.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TO = Path(__file__).parents[2] / "overrides" / "assets" / "fonts" / "papers-math.woff2"
FAMILY = "Papers Math"
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2B0, 0x2DD),  # accents that stand alone
    (0x300, 0x338),
    (0x370, 0x3F6),  # Greek
    (0x2010, 0x2064),
    (0x20D0, 0x20F0),
    (0x2100, 0x214F),
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x2308, 0x230B),
    (0x23B4, 0x23E1),  # braces that stretch
    (0x25A0, 0x25FF),
    (0x27E6, 0x27EF),
    (0x27F5, 0x27FF),
    (0x29F5, 0x29F9),
    (0x2A00, 0x2A06),
    (0x2A7D, 0x2A7E),
    (0x1D400, 0x1D4CF),  # bold, italic, script
    (0x1D504, 0x1D5BA),  # Fraktur, double-struck, sans-serif
    (0x1D670, 0x1D6A5),  # typewriter
    (0x1D6A8, 0x1D755),  # Greek, bold and italic
    (0x1D7CE, 0x1D7E1),
)


def main() -> None:
    """Write the file."""
    options = Options()
    options.layout_features = ["*"]
    options.flavor = "woff2"
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.desubroutinize = True
    font = TTFont(sys.argv[1], recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6, 16}:
            text = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
            font["name"].setName(
                text, record.nameID, record.platformID, record.platEncID, record.langID
            )
    font["CFF "].cff.fontNames = [FAMILY.replace(" ", "")]
    font.flavor = "woff2"
    font.save(TO)


if __name__ == "__main__":
    main()

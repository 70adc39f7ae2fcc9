"""Makes the site's own web fonts again, in overrides/assets/fonts/, from the editions' packages.

Run it by hand after a new version of a package, or when a style sheet asks for another weight:

    .venv/bin/python tests/tools/web_fonts.py

Readers on slow lines wait for every byte: a file has the characters of one `unicode-range` in
fonts.css, upright the weights from 400 to 700, italic 400 alone, which browsers thicken where an
italic is bold. As parts of fonts whose names are reserved by their licence, they bear others.

With the name of a role and files it prints instead how the descriptors of a fallback face in
fonts.css are made, so that no line moves when the site's own font takes a reader's font's place:

    .venv/bin/python tests/tools/web_fonts.py serif Gelasio-Regular.woff2 Gelasio-Bold.woff2

Widths are averages over the letters of docs/, as often as they occur there. Gelasio has the widths
and heights of Georgia, Arimo those of Arial; Roboto and Noto Serif are what Android has.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

from fontTools.ttLib import TTFont
from issue_papers.fonts.subset import WEIGHTS, subset_font
from issue_papers.fonts.typefaces import families

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "overrides" / "assets" / "fonts"
RANGES = {
    "latin": "0000-00FF 0131 0152-0153 02BB-02BC 02C6 02DA 02DC 0304 0308 0329 2000-206F 20AC 2122 "
    "2191 2193 2212 2215 FEFF FFFD",
    "latin-ext": "0100-02BA 02BD-02C5 02C7-02CC 02CE-02D7 02DD-02FF 0304 0308 0329 1D00-1DBF "
    "1E00-1E9F 1EF2-1EFF 2020 20A0-20AB 20AD-20C4 2113 2C60-2C7F A720-A7FF",
}
"""Part → its characters in hexadecimal, as `unicode-range` in fonts.css says."""

REGULAR, BOLD, HEADING = 400, 700, 600
"""HEADING is the weight that a reader's bold stands in for until the font has come."""


def characters(name: str) -> str:
    """Return the characters of a part."""
    found = ""
    for span in RANGES[name].split():
        first, _, last = span.partition("-")
        found += "".join(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return found


def write() -> None:
    """Write all files."""
    chosen = families("en", "")
    for role, (family, *_) in (("serif", chosen.serif), ("sans", chosen.sans)):
        for font in family.files:
            style, weights = (
                ("italic", ("wght", REGULAR)) if font.is_italic else ("normal", WEIGHTS)
            )
            for part in RANGES:
                cut = subset_font(
                    font.path,
                    characters(part),
                    f"Papers {role.title()}",
                    (weights, ("opsz", 14)),
                )
                file = FONTS / f"papers-{role}-{part}-{style}.woff2"
                file.write_bytes(cut.data)
                print(f"{file.name}: {len(cut.data):,} bytes")


def average_width(font: TTFont, letters: Counter[str]) -> float:
    """Return how wide a font's letters are, in ems."""
    cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
    known = {letter: count for letter, count in letters.items() if ord(letter) in cmap}
    total = sum(metrics[cmap[ord(letter)]][0] * count for letter, count in known.items())
    return float(total / sum(known.values()) / font["head"].unitsPerEm)


def fallback(role: str, files: list[str]) -> None:
    """Print the descriptors for each file of a reader's font."""
    chosen = families("en", "")
    (family, *_) = chosen.serif if role == "serif" else chosen.sans
    upright = next(font.path for font in family.files if not font.is_italic)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    letters = Counter(char for char in "".join(texts) if char.isalpha() or char == " ")
    for file in files:
        theirs = TTFont(file)
        is_bold = theirs["OS/2"].usWeightClass >= BOLD
        weight = HEADING if is_bold else REGULAR
        cut = subset_font(upright, "".join(letters), "Measured", (("wght", weight), ("opsz", 14)))
        ours = TTFont(io.BytesIO(cut.data))
        ratio = average_width(ours, letters) / average_width(theirs, letters)
        em = ours["head"].unitsPerEm * ratio
        print(f"{file} (as {weight}):")
        print(f"  size-adjust: {ratio:.1%};")
        print(f"  ascent-override: {ours['hhea'].ascent / em:.1%};")
        print(f"  descent-override: {-ours['hhea'].descent / em:.1%};")
        print(f"  line-gap-override: {ours['hhea'].lineGap / em:.1%};")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        fallback(sys.argv[1], sys.argv[2:])
    else:
        write()

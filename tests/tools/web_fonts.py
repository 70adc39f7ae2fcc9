"""Makes the site's own web fonts again, in overrides/assets/fonts/, from the editions' packages.

Run it by hand after a new version of a package, or when a style sheet asks for another weight:

    .venv/bin/python tests/tools/web_fonts.py

Readers on slow lines wait for every byte: a file has the characters of one `unicode-range` in
fonts.css, upright the weights from 400 to 700, italic 400 alone, which browsers thicken where an
italic is bold. As parts of fonts whose names are reserved by their licence, they bear others.

With the name of a role and files it prints instead how the descriptors of a fallback face in
fonts.css are made, so that no line moves when the site's own font takes a reader's font's place:

    .venv/bin/python tests/tools/web_fonts.py serif Gelasio-Regular.woff2 Gelasio-Bold.woff2

Those of sites' own typefaces (`fonts/serving`) are made at each build from the widths that this
printed for the systems' fonts. They are averages over the letters of docs/. Gelasio has the widths
and heights of Georgia, Arimo those of Arial; Roboto and Noto Serif are what Android has.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from babel import Locale
from fontTools.ttLib import TTFont
from issue_papers.fonts.family import FontFile
from issue_papers.fonts.ranges import LATIN_PARTS, characters_of
from issue_papers.fonts.scripts import LATIN
from issue_papers.fonts.subset import TEXT_SIZE, WEIGHTS, WIDTH, subset_font
from issue_papers.fonts.typefaces import families

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "overrides" / "assets" / "fonts"
ARABIC_AND_PERSIAN = (
    "060C 061B-061C 061F 0621-063A 0640-0655 0660-066C 0670-0671 067E 0686 0698 06A4 06A9 06AF "
    "06C0 06CC 06F0-06F9 200C-200E 2010-2011 2E41 FDFC"
)
AMONG_ARABIC = (
    "0020-0022 0025 0027-0029 002C-003B 005B 005D 00A0 00AB 00BB 2013-2014 2018-2019 201C-201D 2026"
)
"""What an Arabic text has besides letters: from its own typeface, it asks for no Latin one."""
SCRIPTS = {
    "Grek": ("el", "0370-03FF 1F00-1FFF"),
    "Cyrl": ("ru", "0301 0400-052F 1C80-1C88 20B4 2116 2DE0-2DFF A640-A69F FE2E-FE2F"),
    "Arab": ("ar", ARABIC_AND_PERSIAN),
    "Arab/whole": ("ar", "0600-06FF 200C-200E 2010-2011 204F 2E41 FD3E-FD3F FDFC"),
    "Hebr": ("he", "0590-05FF 20AA 25CC FB1D-FB4F"),
}
"""ISO 15924 code of a script that only some sites need → a language in it, and its characters. Each
has a folder with a fonts.css of its own. Arabic letters are drawn in many forms: a file has what
Arabic and Persian need, and one beside it has all (`fonts.scripts`)."""

_PLAIN: Mapping[str, tuple[str, int]] = {"Amiri": ("Version 1.002", 140)}
"""Of a family, the version that was looked at, and the rule that gives letters one of a thousand
forms by those beside them: without it a file is a third lighter, and words are as in newspapers."""

REGULAR, BOLD, HEADING = 400, 700, 600
"""HEADING is the weight that a reader's bold stands in for until the font has come."""


def write() -> None:
    """Write all files."""
    for part, chars in LATIN_PARTS.items():
        for role, style, font in faces("en", ""):
            cut(font, chars, role, FONTS / f"papers-{role}-{part}-{style}.woff2")
    for script, (language, spans) in SCRIPTS.items():
        for role, style, font in faces(language, name_of(language)):
            more = AMONG_ARABIC if script.startswith("Arab") and role == "serif" else ""
            file = FONTS / script / f"papers-{role}-{style}.woff2"
            with plain(font) as found:
                cut(found, characters_of(f"{spans} {more}"), role, file)


def name_of(language: str) -> str:
    """Return what a language calls itself: letters of its script."""
    return str(Locale.parse(language).display_name)


def faces(language: str, text: str) -> Iterator[tuple[str, str, FontFile]]:
    """Yield the files of a text's own families: the role, how it looks, and the file."""
    chosen = families(language, text)
    for role, (family, *_) in (("serif", chosen.serif), ("sans", chosen.sans)):
        for font in family.files:
            lightest, boldest = font.weights
            is_static_bold = lightest == boldest == BOLD
            if font.is_italic and family.script != LATIN:
                continue  # no other script has italics
            if lightest <= REGULAR or (is_static_bold and not font.is_italic):
                yield role, _style(font, is_bold=is_static_bold), font


@contextmanager
def plain(font: FontFile) -> Iterator[FontFile]:
    """Give a font without the rule in `_PLAIN`, if it is of such a family."""
    with TTFont(font.path, lazy=True) as opened, TemporaryDirectory() as folder:
        version, rule = _PLAIN.get(opened["name"].getBestFamilyName(), ("", -1))
        if not version:
            yield font
            return
        assert opened["name"].getDebugName(5) == version, "look at its rules anew"
        for record in opened["GSUB"].table.FeatureList.FeatureRecord:
            kept = [each for each in record.Feature.LookupListIndex if each != rule]
            record.Feature.LookupListIndex = kept
        made = Path(folder) / font.path.name
        opened.save(made)
        yield replace(font, path=made)


def _style(font: FontFile, *, is_bold: bool) -> str:
    return "italic" if font.is_italic else "bold" if is_bold else "normal"


def cut(font: FontFile, chars: Iterable[str], role: str, file: Path) -> None:
    """Write a part of a font, in one optical size and width."""
    weights = ("wght", REGULAR) if font.is_italic else WEIGHTS
    axes = (weights, TEXT_SIZE, WIDTH)
    made = subset_font(font.path, chars, f"Papers {role.title()}", axes)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(made.data)
    print(f"{file.relative_to(FONTS)}: {len(made.data):,} bytes")


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
        cut = subset_font(upright, "".join(letters), "Measured", (("wght", weight), TEXT_SIZE))
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

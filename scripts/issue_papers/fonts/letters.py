"""How wide words are in the site's typefaces: what is to fit must be known before it is drawn."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

from PIL import ImageFont

from issue_papers.fonts.family import REGULAR, Family, SiteTypefaces
from issue_papers.fonts.typefaces import families, packaged_families
from issue_papers.reporting.problems import ProblemsError

MEASURING = "Amiri"
"""What Vega measures words in: it knows no variable fonts, as the site's are, and must find the
same on every machine. Only drawings of editors' own depend on it; all others are reckoned here."""

_MEASURED = 100
"""Size at which words are measured, in pixels."""


@dataclass(frozen=True)
class Letters:
    """The typefaces of words that are drawn.

    Attributes:
        families: Those that have their characters, the first one first.
    """

    families: tuple[Family, ...]

    def width(self, words: str, size: float) -> float:
        """Return how wide words are at a size, both in the same unit; signs are as in one font."""
        if not self.families:
            return sum(1.0 if east_asian_width(c) in "FW" else 0.6 for c in words) * size
        regular = self.families[0].regular
        return _font(regular.path, regular.index).getlength(words) * size / _MEASURED

    def lines(self, words: str, size: float, most: float) -> tuple[str, ...]:
        """Break words into lines that are no wider than a width, as far as there are spaces."""
        found: list[str] = []
        for word in words.split(" "):
            if found and self.width(f"{found[-1]} {word}", size) <= most:
                found[-1] += f" {word}"
            else:
                found.append(word)
        return tuple(found) or ("",)


def letters(language: str, words: str, own: SiteTypefaces) -> Letters:
    """Return the typefaces for some words: the sans-serif ones that editions are set in.

    Args:
        language: BCP 47 tag.
        words: All that is to be drawn.
        own: What the site has chosen.
    """
    try:
        return Letters(families(language, "".join(sorted(set(words))), own).sans)
    except ProblemsError:  # said where editions are made; here they are guessed
        return Letters(())


@cache
def _font(path: Path, index: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(path), _MEASURED, index, layout_engine=ImageFont.Layout.BASIC)
    with suppress(OSError):  # it isn't variable
        axes = [axis["name"] for axis in font.get_variation_axes()]
        font.set_variation_by_axes([REGULAR if b"Weight" in name else 100 for name in axes])
    return font


def measuring() -> tuple[Path, ...]:
    """Return the folders of the typeface that Vega measures in: see `MEASURING`."""
    family = packaged_families()[MEASURING]
    return tuple(sorted({font.path.parent for font in family.files}))

"""How wide words are in the site's typefaces: what is to fit must be known before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

from issue_papers.fonts.family import Family, SiteTypefaces
from issue_papers.fonts.typefaces import families
from issue_papers.reporting.problems import ProblemsError

_MEASURED = 100
"""Size at which words are measured, in pixels."""


@dataclass(frozen=True)
class Letters:
    """The typefaces of a chart's words.

    Attributes:
        families: Those that have their characters, the first one first.
    """

    families: tuple[Family, ...]

    @property
    def names(self) -> str:
        """Their names, as SVG lists them."""
        return ", ".join(family.name for family in self.families)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders with their files."""
        found = {font.path.parent for family in self.families for font in family.files}
        return tuple(sorted(found))

    def width(self, words: str, size: float) -> float:
        """Return how wide words are at a size, both in the same unit; signs are as in one font."""
        if not self.families:
            return len(words) * size * 0.6
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
    return ImageFont.truetype(
        str(path), _MEASURED, index, layout_engine=ImageFont.Layout.BASIC
    )

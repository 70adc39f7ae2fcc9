"""Typefaces as files: what a family has, and which of it pages and editions ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SERIF, SANS = "serif", "sans"
"""The two roles of a typeface: it sets the text, or what stands around it."""

REGULAR, BOLD = 400, 700


@dataclass(frozen=True, order=True)
class FontFile:
    """One file of a family.

    Attributes:
        path: A TrueType or OpenType file, or a collection of them.
        index: Which font of the collection; 0 in a plain file.
        is_italic: Whether it is slanted.
        weights: Lightest and boldest weight that it can be set in, from 100 to 900: two numbers of
            a variable font, one number twice of any other.
    """

    path: Path
    index: int
    is_italic: bool
    weights: tuple[int, int]

    def distance(self, weight: int) -> int:
        """Return how far a weight is from those that it can be set in."""
        lightest, boldest = self.weights
        return max(lightest - weight, weight - boldest, 0)


@dataclass(frozen=True)
class Family:
    """A typeface.

    Attributes:
        name: What it calls itself, and what style sheets call it.
        script: ISO 15924 code of the script it is used for; `Latn` also stands for Greek and
            Cyrillic, `Zyyy` for symbols.
        files: Upright before italic, light before bold.
        is_installed: Whether it is the machine's own, and not a package's.
        is_own: Whether the site has chosen it.
    """

    name: str
    script: str
    files: tuple[FontFile, ...]
    is_installed: bool = False
    is_own: bool = False

    @property
    def regular(self) -> FontFile:
        """The upright file that is nearest to the weight called regular."""
        upright = [font for font in self.files if not font.is_italic] or list(self.files)
        return min(upright, key=lambda font: font.distance(REGULAR))

    def shown(self, *, italic: bool) -> Iterator[FontFile]:
        """Yield the files that a page needs, in their order: regular, bold, and regular italic.

        Browsers make bold italics out of italics, as they are rare.

        Args:
            italic: Whether it needs an italic.
        """
        upright = [font for font in self.files if not font.is_italic] or list(self.files)
        slanted = [font for font in self.files if font.is_italic and italic]
        bold = min(upright, key=lambda font: (font.distance(BOLD), font.weights))
        wanted = {self.regular, bold}
        wanted |= {min(slanted, key=lambda font: font.distance(REGULAR))} if slanted else set()
        yield from (font for font in self.files if font in wanted)


@dataclass(frozen=True)
class SiteTypefaces:
    """The typefaces that a site has chosen; where it has none, the package's are taken.

    Attributes:
        serif: For running text; what one lacks, the next has, and at last the package's.
        sans: The same for headings, labels and tables.
        of_readers: The roles that browsers draw in a typeface of the reader's own system.
        scripts: ISO 15924 codes of the scripts that pages need them for, besides Latin.
    """

    serif: tuple[Family, ...] = ()
    sans: tuple[Family, ...] = ()
    of_readers: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[tuple[str, tuple[Family, ...]], ...]:
        """Each role with its families."""
        return ((SERIF, self.serif), (SANS, self.sans))

    @property
    def files(self) -> frozenset[Path]:
        """The files of all families."""
        every = (font for family in (*self.serif, *self.sans) for font in family.files)
        return frozenset(font.path for font in every)


NONE_CHOSEN = SiteTypefaces()

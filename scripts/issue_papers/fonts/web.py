"""The typefaces that a self-contained page carries in itself: as much of them as its text needs.

Latin text is set in the theme's web fonts, which it holds ready; what they lack is cut from the
fonts that they were cut from, and so are fonts for other scripts, and those that the site has
chosen. Only fonts from packages and the site's own go in. What none of them can draw, the reader's
own system draws: a browser has fonts for nearly every script, and those for Chinese, Japanese or
Korean are too big to carry.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from issue_papers.content_cache import ContentCache
from issue_papers.fonts.family import BOLD, REGULAR, SANS, SERIF, Family, FontFile
from issue_papers.fonts.scripts import LATIN, WEB_FONTS
from issue_papers.fonts.subset import TEXT_SIZE, WEIGHTS, WIDTH, Axis, coverage, subset_font
from issue_papers.fonts.typefaces import families
from issue_papers.fonts.worn import worn
from issue_papers.layers import Layers
from issue_papers.reporting.problems import ProblemsError

_ITALIC_WEIGHT: Axis = ("wght", REGULAR)
"""Italics in bold are rare: the browser thickens these, and the file is half as big."""

_SPACES = " \u00a0"
_IN_EVERY_CUT = f"{_SPACES}·↑↩"
"""What the templates of one format show and those of another don't: so an edition in several
formats asks for one cut. Of Latin text the web fonts have it."""


FORMULAS = "papers-math.woff2"
"""The theme's typeface of formulas."""


@dataclass(frozen=True)
class Face:
    """One `@font-face`.

    Attributes:
        family: Its own name: a subset must not bear the original's.
        weight: CSS `font-weight`, a number or a range.
        style: CSS `font-style`.
        data: The WOFF2 file.
    """

    family: str
    weight: str
    style: str
    data: bytes

    @property
    def encoded(self) -> str:
        """The file in base64."""
        return base64.b64encode(self.data).decode()


@dataclass(frozen=True)
class PageFonts:
    """What a page is set in.

    Attributes:
        serif: Names of the families for running text, the first to be tried first.
        sans: The same for labels and tables.
        faces: All files of both.
    """

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    faces: tuple[Face, ...]


def page_fonts(
    language: str,
    text: str,
    theme: Layers,
    cache: ContentCache | None = None,
    *,
    has_formulas: bool = False,
) -> PageFonts:
    """Choose and cut the fonts for a page.

    Args:
        language: BCP 47 tag.
        text: All that the page shows: its characters count, not their order.
        theme: Folders with `assets/fonts/`.
        cache: Where what was cut before is kept.
        has_formulas: Whether there is any, which a typeface of their own sets.
    """
    own = worn(theme)
    try:
        chosen = families(language, text, own)
    except ProblemsError:  # some character is in no font here: the reader's system may have one
        chosen = families(language, "", own)
    web, left = theme.below(WEB_FONTS), own.of_readers
    of_text = () if SERIF in left else chosen.serif
    around = () if SANS in left else chosen.sans
    serif = tuple(_faces("Serif", of_text, text, web, cache, italic=True))
    sans = tuple(_faces("Sans", around, text, web, cache, italic=False))
    formulas = (formula_face(theme),) if has_formulas else ()
    return PageFonts(_names(serif), _names(sans), (*serif, *sans, *formulas))


def formula_face(theme: Layers) -> Face:
    """Return the typeface of formulas.

    Args:
        theme: Folders with `assets/fonts/`.
    """
    data = theme.below(WEB_FONTS).path(FORMULAS).read_bytes()
    return Face("Papers Math", f"{REGULAR}", "normal", data)


def _names(faces: Iterable[Face]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(face.family for face in faces))


def _faces(  # noqa: PLR0913 - one for each thing that decides
    role: str,
    chain: Iterable[Family],
    text: str,
    web: Layers,
    cache: ContentCache | None,
    *,
    italic: bool,
) -> Iterator[Face]:
    """Yield the faces of one stack of families, each with what those before it lack."""
    left = {char for char in set(text) if not char.isspace()}
    for family in chain:
        if family.is_installed:
            continue
        gained = left & coverage(family.regular.path)
        left -= gained
        if family.script == LATIN and not family.is_own:
            ready = gained & coverage(web_font(web, role, "normal"))
            gained -= ready
            if ready:
                yield from _ready(role, web, italic=italic)
        if gained:
            yield from _cut(role, family, gained, cache, italic=italic)


def web_font(folder: Layers, role: str, style: str) -> Path:
    """Return the file of the theme's web font for Latin text.

    Args:
        folder: The theme's folders of fonts.
        role: `Serif` or `Sans`.
        style: `normal` or `italic`.
    """
    return folder.path(f"papers-{role.lower()}-latin-{style}.woff2")


def _ready(role: str, web: Layers, *, italic: bool) -> Iterator[Face]:
    """Yield the theme's web fonts."""
    weights = {"normal": f"{REGULAR} {BOLD}", "italic": f"{REGULAR}"}
    for style in ("normal", "italic") if italic else ("normal",):
        data = web_font(web, role, style).read_bytes()
        yield Face(f"Papers {role}", weights[style], style, data)


def _cut(
    role: str, family: Family, text: Iterable[str], cache: ContentCache | None, *, italic: bool
) -> Iterator[Face]:
    """Yield the faces of a family, cut down to a text."""
    name = family.name if family.is_own else f"Edition {role} {family.script}"
    is_latin = family.script == LATIN
    for font in family.shown(italic=italic and is_latin):
        weights = _ITALIC_WEIGHT if font.is_italic else WEIGHTS
        wanted = {*text, *(_SPACES if is_latin and not family.is_own else _IN_EVERY_CUT)}
        cut = subset_font(font.path, wanted, name, (weights, TEXT_SIZE, WIDTH), cache=cache)
        style = "italic" if font.is_italic else "normal"
        yield Face(name, _weight(font), style, cut.data)


def _weight(font: FontFile) -> str:
    lightest, boldest = font.weights
    if font.is_italic or lightest == boldest:
        return str(max(lightest, REGULAR))
    return f"{max(lightest, REGULAR)} {min(boldest, BOLD)}"

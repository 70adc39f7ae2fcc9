"""The typefaces that a self-contained page carries in itself: as much of them as its text needs.

Latin text is set in the site's own web fonts, which the theme holds ready; what they lack is cut
from the fonts that they were cut from, and so are fonts for other scripts. Only fonts from packages
go in. What none of them can draw, the reader's own system draws: a browser has fonts for nearly
every script, and those for Chinese, Japanese or Korean are too big to carry.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from issue_papers.content_cache import ContentCache
from issue_papers.fonts.scripts import LATIN, WEB_FONTS
from issue_papers.fonts.subset import WEIGHTS, Axis, coverage, subset_font
from issue_papers.fonts.typefaces import Family, FontFile, families
from issue_papers.layers import Layers
from issue_papers.reporting.problems import ProblemsError

_TEXT_SIZE: Axis = ("opsz", 14)
"""One optical size for all: small enough for text, large enough for titles."""

_WIDTH: Axis = ("wdth", 100)
_ITALIC_WEIGHT: Axis = ("wght", 400)
"""Italics in bold are rare: the browser thickens these, and the file is half as big."""

_REGULAR, _BOLD = 400, 700

_SPACES = " \u00a0"
_IN_EVERY_CUT = f"{_SPACES}·↑↩"
"""What the templates of one format show and those of another don't: so an edition in several
formats asks for one cut. Of Latin text the web fonts have it."""


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
    language: str, text: str, theme: Layers, cache: ContentCache | None = None
) -> PageFonts:
    """Choose and cut the fonts for a page.

    Args:
        language: BCP 47 tag.
        text: All that the page shows: its characters count, not their order.
        theme: Folders with `assets/fonts/`.
        cache: Where what was cut before is kept.
    """
    try:
        chosen = families(language, text)
    except ProblemsError:  # some character is in no font here: the reader's system may have one
        chosen = families(language, "")
    web = theme.below(WEB_FONTS)
    serif = tuple(_faces("Serif", chosen.serif, text, web, cache, italic=True))
    sans = tuple(_faces("Sans", chosen.sans, text, web, cache, italic=False))
    return PageFonts(_names(serif), _names(sans), (*serif, *sans))


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
        gained = left & coverage(family.files[0].path)
        left -= gained
        if family.script == LATIN:
            ready = gained & coverage(web_font(web, role, "normal"))
            gained -= ready
            if ready:
                yield from _ready(role, web, italic=italic)
        if gained:
            yield from _cut(role, family, gained, cache, italic=italic)


def web_font(folder: Layers, role: str, style: str) -> Path:
    """Return the file of the site's own web font for Latin text.

    Args:
        folder: The theme's folders of fonts.
        role: `Serif` or `Sans`.
        style: `normal` or `italic`.
    """
    return folder.path(f"papers-{role.lower()}-latin-{style}.woff2")


def _ready(role: str, web: Layers, *, italic: bool) -> Iterator[Face]:
    """Yield the site's own web fonts."""
    weights = {"normal": f"{_REGULAR} {_BOLD}", "italic": f"{_REGULAR}"}
    for style in ("normal", "italic") if italic else ("normal",):
        data = web_font(web, role, style).read_bytes()
        yield Face(f"Papers {role}", weights[style], style, data)


def _cut(
    role: str, family: Family, text: Iterable[str], cache: ContentCache | None, *, italic: bool
) -> Iterator[Face]:
    """Yield the faces of a family, cut down to a text."""
    name = f"Edition {role} {family.script}"
    for font in family.files:
        if _is_wanted(font, italic=italic and family.script == LATIN):
            weights = _ITALIC_WEIGHT if font.is_italic else WEIGHTS
            wanted = {*text, *(_SPACES if family.script == LATIN else _IN_EVERY_CUT)}
            cut = subset_font(font.path, wanted, name, (weights, _TEXT_SIZE, _WIDTH), cache=cache)
            style = "italic" if font.is_italic else "normal"
            yield Face(name, _weight(font), style, cut.data)


def _is_wanted(font: FontFile, *, italic: bool) -> bool:
    """Whether a file is regular, bold or both; of italics only the regular is wanted, if any."""
    lightest, boldest = font.weights
    has_weight = any(lightest <= weight <= boldest for weight in (_REGULAR, _BOLD))
    is_bold_italic = font.is_italic and lightest > _REGULAR
    return has_weight and not is_bold_italic and (italic or not font.is_italic)


def _weight(font: FontFile) -> str:
    lightest, boldest = font.weights
    if font.is_italic or lightest == boldest:
        return str(max(lightest, _REGULAR))
    return f"{max(lightest, _REGULAR)} {min(boldest, _BOLD)}"

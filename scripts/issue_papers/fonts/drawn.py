"""Typefaces of drawings in editions: what an SVG's words are set in.

Typst 0.15 sets the words of an SVG in the default instance of a variable font, which may be its
lightest. So each is cut to the characters of the drawings, in a regular and a strong weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.fonts.family import REGULAR, Family
from issue_papers.fonts.files import unpacked
from issue_papers.fonts.subset import TEXT_SIZE, WIDTH, coverage, subset_font

_STRONG = 600


@dataclass(frozen=True)
class DrawnFonts:
    """The typefaces of drawings.

    Attributes:
        names: What SVG asks for, the first one first.
        files: Those that were cut, TrueType, by their names.
    """

    names: tuple[str, ...]
    files: Mapping[str, bytes]


def drawn_fonts(
    families: Iterable[Family],
    text: str,
    cache: ContentCache | None = None,
    *,
    strong: str | None = None,
) -> DrawnFonts:
    """Return the typefaces that the words of drawings are set in.

    Args:
        families: Those that have their characters, the first one first.
        text: The words.
        cache: Where what was cut before is kept.
        strong: Those of them that are set in a strong weight; any may be, unless it is told.
    """
    names: list[str] = []
    files: dict[str, bytes] = {}
    for number, family in enumerate(families, 1):
        font = family.regular
        lightest, boldest = font.weights
        known = coverage(font.path)
        if not known & set(text):
            continue
        if lightest == boldest:
            names.append(family.name)
            continue
        name = f"Drawn {number}"
        names.append(name)
        texts = ((REGULAR, text), (min(_STRONG, boldest), text if strong is None else strong))
        for weight, said in texts:
            if not known & set(said):
                continue
            axes = (("wght", weight), TEXT_SIZE, WIDTH)
            cut = subset_font(font.path, said, name, axes, cache=cache)
            files[f"drawn-{number}-{weight}.ttf"] = _unpacked(cut.data, cache)
    return DrawnFonts(tuple(names), files)


def _unpacked(data: bytes, cache: ContentCache | None) -> bytes:
    if cache is None:
        return unpacked(data)
    return cache.get(digest([generator(), "unpacked", data]), ".font", lambda: unpacked(data))

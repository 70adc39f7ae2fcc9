"""An edition's cover as a picture, drawn by Typst from the design that all formats share."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import typst
from PIL import Image

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.fonts.typefaces import families
from issue_papers.fonts.worn import worn
from issue_papers.formats.editions.cover_photo import beside, cover_photo, on_cover
from issue_papers.formats.editions.edition import Edition
from issue_papers.installed import version
from issue_papers.layers import Layers

_PIXELS_AN_INCH = 144.0
"""The sheet is 600 × 960 points large, so the picture is 1200 × 1920 pixels large."""

_QUALITY = 90
_LIBRARIES = ("pillow", "typst")


def cover_picture(edition: Edition, theme: Layers, cache: ContentCache | None = None) -> bytes:
    """Draw the cover.

    Args:
        edition: Whose cover it is.
        theme: Folders with `editions/`.
        cache: Where covers that were drawn before are kept.

    Returns:
        A PNG file, or a JPEG where there is a picture on it, 1200 × 1920 pixels large. It bears no
        date.

    Raises:
        ProblemsError: No font here has some of the characters.
    """
    paper = edition.paper
    texts: dict[str, str | Sequence[str | float]] = {
        "series": edition.series,
        "label": edition.label,
        "number": str(paper.number),
        "title": paper.title,
        "subtitle": paper.subtitle,
        "authors": list(paper.byline),
        "publisher": paper.publisher,
        "date": paper.issued,
        "language": edition.language.name,
    }
    photos: dict[str, bytes] = {}
    photo = ""
    if edition.cover:
        photo, picture = cover_photo(edition.cover, edition.parts[0].path)
        photos[photo] = picture
    texts |= on_cover(edition, photo)
    fonts = families(edition.language.tag, "".join(map(str, texts.values())), worn(theme))
    about = texts | {
        "lang": edition.language.tag,
        "dir": edition.language.direction,
        "serif": [family.name for family in fonts.serif],
        "sans": [family.name for family in fonts.sans],
    }
    design = theme.below("editions")
    files: Any = {
        "main": design.path("epub/cover.typ").read_bytes(),
        **{name: design.path(name).read_bytes() for name in ("cover.typ", "cropped.typ")},
    }
    said = json.dumps(about)

    def draw() -> bytes:
        with beside(photos) as folder:
            drawn: bytes = typst.compile(
                files,
                root=folder,
                font_paths=list(fonts.folders()),
                ignore_system_fonts=True,
                format="png",
                ppi=_PIXELS_AN_INCH,
                sys_inputs={"about": said},
            )
        return _photo(drawn) if photo else drawn

    if cache is None:
        return draw()
    letters = {font.path for each in (*fonts.serif, *fonts.sans) for font in each.files}
    versions = map(version, _LIBRARIES)
    drawn_with = (part for file in sorted(letters) for part in (str(file), file.read_bytes()))
    shown = (part for given in (files, photos) for pair in sorted(given.items()) for part in pair)
    return cache.get(digest([generator(), *versions, said, *shown, *drawn_with]), ".cover", draw)


def _photo(drawn: bytes) -> bytes:
    """Write a cover with a picture as a JPEG, ten times smaller."""
    stream = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as cover:
        cover.convert("RGB").save(stream, "JPEG", quality=_QUALITY, subsampling=0)
    return stream.getvalue()

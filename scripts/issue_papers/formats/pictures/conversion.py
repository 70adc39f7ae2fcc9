"""Pictures as a format can hold them.

What a format doesn't show (TIFF, AVIF, the inks of a printer) is converted, what has more dots than
it can use is made smaller, and what would run, or is fetched from elsewhere, is taken out of an SVG
(`formats.svg`). Nothing is made larger; what moves, and what is drawn, keeps its form. No file
tells more than its picture does (`metadata`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from issue_papers.formats import svg
from issue_papers.formats.pictures.metadata import plain
from issue_papers.formats.pictures.reading import (
    JPEG,
    LOSSLESS,
    PNG,
    PictureError,
    Sort,
    is_clear,
    measure,
    opened,
    turn,
    unreadable,
)
from issue_papers.formats.svg import SVG

_SCREEN_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"})
"""How pixels may be given: with the colours of a screen, and not of inks or measurements."""
_QUALITY = 92
_REDUCED_QUALITY = 82
_HEAVY, _HEAVY_DOTS = 200_000, 0.4
"""Bytes of a file, and bytes for each pixel of it, that are more than a photograph need have."""
_COLOURS = 256
_HEADER = 128
"""Bytes of an ICC profile before its tables; of what colours it is stands in it (ICC.1, 7.2)."""
_SHRINKING = 3.0
"""How many times larger than needed a picture is before it is resampled with care (Pillow)."""


@dataclass(frozen=True)
class Room:
    """The most pixels that a format can use of a picture."""

    width: int
    height: int

    def within(self, width: int, height: int) -> tuple[int, int]:
        """Return the size of a picture that fits, with its proportions; never a larger one."""
        share = min(1.0, self.width / width, self.height / height)
        return max(1, round(width * share)), max(1, round(height * share))


def suitable(path: Path, accepted: frozenset[str], room: Room | None = None) -> tuple[bytes, str]:
    """Return a picture as a format can hold it.

    Args:
        path: The file.
        accepted: Media types that the format shows; PNG and JPEG must be among them.
        room: The most pixels that it can use; without one, they stay as many as they are.

    Returns:
        The file's bytes, or those of what it was converted to, and their media type.

    Raises:
        PictureError: It can't be read.
    """
    data = path.read_bytes()
    if svg.is_svg(data):
        try:
            return svg.cleaned(data), SVG
        except svg.UnreadableSvgError as error:
            raise PictureError(unreadable(path, data, error)) from error
    with opened(path, data) as image:
        found = measure(image)
        size = room.within(found.width, found.height) if room else (found.width, found.height)
        is_shown = found.media_type in accepted
        if is_shown and found.sort is Sort.MOVING:
            return plain(data), found.media_type
        is_small = size == (found.width, found.height)
        is_plain = image.mode in _SCREEN_MODES and not found.is_turned and _has_own_profile(image)
        stays = is_shown and is_small and is_plain
        is_heavy = len(data) > max(_HEAVY, found.width * found.height * _HEAVY_DOTS)
        if stays and not (room and is_heavy and found.sort is Sort.PHOTO):
            return plain(data), found.media_type
        made = _written(
            resized(upright(image), size),
            found.sort,
            is_exact=found.media_type in LOSSLESS and not is_heavy,
            quality=_REDUCED_QUALITY if room else _QUALITY,
        )
    return (plain(data), found.media_type) if stays and len(made[0]) >= len(data) else made


def reduced(path: Path, width: int) -> tuple[bytes, str]:
    """Return a picture that is no wider than it need be, and the suffix of its file.

    Args:
        path: The file.
        width: The most pixels in a line; an SVG has none.

    Raises:
        PictureError: It can't be read.
    """
    data = path.read_bytes()
    if svg.is_svg(data):
        return suitable(path, frozenset({PNG, JPEG}))[0], ".svg"
    with opened(path, data) as image:
        shown = upright(image).convert("RGB")
        size = Room(width, shown.height).within(*shown.size)
        return _jpeg(resized(shown, size), _REDUCED_QUALITY), ".jpg"


def upright(image: Image.Image) -> Image.Image:
    """Return a picture as a screen shows it: upright, in sRGB, 8 bits deep, and nothing else."""
    shown = _on_screen(image if turn(image) == 1 else ImageOps.exif_transpose(image))
    if shown.mode.startswith("I"):
        shown = shown.convert("I").point(lambda value: value / 256).convert("L")
    kept: dict[str | tuple[int, int], Any] = {
        name: value for name, value in shown.info.items() if name == "transparency"
    }
    shown = shown.copy() if shown is image else shown
    shown.info = kept
    return shown


def resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture in another size, in the colours between its own."""
    if size == image.size:
        return image
    if image.mode in {"1", "P", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA" if is_clear(image) else "RGB")
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=_SHRINKING)


def few_colours(image: Image.Image) -> Image.Image:
    """Return a picture with a palette of 256 colours, without dots between them."""
    if image.mode in {"1", "L", "P"}:
        return image
    if is_clear(image):
        clear = image.convert("RGBA")
        return clear.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    plain_colours = image.convert("RGB")
    return plain_colours.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _written(image: Image.Image, sort: Sort, *, is_exact: bool, quality: int) -> tuple[bytes, str]:
    """Return a picture as PNG where it is drawn, clear, or smaller without loss; else as JPEG."""
    if sort is Sort.DRAWING:
        return _png(few_colours(image)), PNG
    forms = [(_png(image), PNG)] if is_exact or is_clear(image) else []
    forms += [] if is_clear(image) else [(_jpeg(image, quality), JPEG)]
    return min(forms, key=lambda form: len(form[0]))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    shown = image if image.mode in {"L", "RGB"} else image.convert("RGB")
    sampling = 0 if quality == _QUALITY else 2
    return saved(shown, "JPEG", quality=quality, subsampling=sampling, optimize=True)


def _png(image: Image.Image) -> bytes:
    return saved(image, "PNG", optimize=True)


def saved(image: Image.Image, form: str, **given: Any) -> bytes:
    """Return the file of a picture in one of Pillow's formats, with that one's options."""
    stream = io.BytesIO()
    image.save(stream, form, **given)
    return stream.getvalue()


def _on_screen(image: Image.Image) -> Image.Image:
    """Return a picture in the colours of a screen (sRGB), by its own profile if it has one."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"CMYK", "LAB", "RGB", "RGBA"}:
        found = _by_profile(image, io.BytesIO(profile))
        if found is not None:
            return found
    if image.mode in _SCREEN_MODES or image.mode.startswith("I"):
        return image
    if image.mode == "LAB":
        return _by_profile(image, ImageCms.createProfile("LAB")) or image.convert("L")
    return image.convert("RGBA" if image.mode in {"La", "RGBa"} else "RGB")


def _has_own_profile(image: Image.Image) -> bool:
    """Whether a picture has no profile, or one for as many colours as it has: a PDF believes it."""
    profile = image.info.get("icc_profile") or b""
    spaces = {b"GRAY"} if image.mode in {"1", "L", "LA", "I;16"} else {b"RGB "}
    return len(profile) < _HEADER or profile[16:20] in spaces


def _by_profile(image: Image.Image, profile: object) -> Image.Image | None:
    """Return a picture in sRGB; nothing if its profile is one for something else."""
    try:
        return ImageCms.profileToProfile(
            image,
            profile,  # type: ignore[arg-type] # a file, or what Pillow makes
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, ValueError):
        return None

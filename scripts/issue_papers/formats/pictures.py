"""Pictures as a format can hold them, and what is wrong with those that none can.

A picture is known by its content, not by its name. What a format doesn't show (TIFF, AVIF, the inks
of a printer) is converted; what would run, or is fetched from elsewhere, is taken out of an SVG
(`formats.svg`). Nothing is changed that needn't be.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from issue_papers.articles.characters import visible
from issue_papers.formats import svg
from issue_papers.formats.svg import SVG
from issue_papers.reporting.messages import Message, say

PNG = "image/png"
JPEG = "image/jpeg"

_MEDIA_TYPES = {
    "PNG": PNG,
    "JPEG": JPEG,
    "MPO": JPEG,
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "JPEG2000": "image/jp2",
}
"""By Pillow's names: what is read, and nothing that needs another program (as EPS does)."""
_READ = sorted(_MEDIA_TYPES.keys() - {"MPO"})
"""Pillow takes a camera's MPO, several JPEGs in one file, for a JPEG first."""
_FORMATS = {PNG: "PNG", JPEG: "JPEG"}
_DAMAGED = (OSError, EOFError, SyntaxError, ValueError, LookupError, TypeError, struct.error)
"""What Pillow's readers raise where bytes aren't what they should be."""
_LOSSLESS = frozenset({PNG, "image/gif", "image/tiff", "image/bmp"})
_SCREEN_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"})
"""How pixels may be given: with the colours of a screen, and not of inks or measurements."""
_QUALITY = 92
_REDUCED_QUALITY = 84
_ORIENTATION, _ON_ITS_SIDE = 0x0112, frozenset({5, 6, 7, 8})
"""EXIF's tag, and the values for a picture that lies on its side."""

_MOST_PIXELS = 178_000_000
"""Pillow opens nothing with more; what a site allows is less, and is looked at by its check."""


@dataclass(frozen=True)
class PictureFault:
    """What is wrong with a picture's file.

    Attributes:
        kind: `unreadable`, `too-large`, `script`, `remote` or `foreign-text`.
        message: It in a sentence.
        hint: How to mend it.
        line: Line of an SVG; 0 in any other file.
    """

    kind: str
    message: Message
    hint: Message
    line: int = 0


class PictureError(Exception):
    """A picture can't be shown by any format.

    Attributes:
        fault: Why.
    """

    def __init__(self, fault: PictureFault) -> None:
        self.fault = fault
        super().__init__(fault.message)


def suitable(path: Path, accepted: frozenset[str]) -> tuple[bytes, str]:
    """Return a picture as a format can hold it.

    Args:
        path: The file.
        accepted: Media types that the format shows; PNG and JPEG must be among them.

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
            raise PictureError(_unreadable(path, error.line)) from error
    with opened(path, data) as image:
        media_type = _MEDIA_TYPES[str(image.format)]
        if media_type in accepted and image.mode in _SCREEN_MODES:
            return data, media_type
        return _converted(image, is_lossless=media_type in _LOSSLESS)


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
        shown = on_screen(ImageOps.exif_transpose(image)).convert("RGB")
        if shown.width > width:
            height = max(1, round(shown.height * width / shown.width))
            shown = shown.resize((width, height), Image.Resampling.LANCZOS)
        stream = io.BytesIO()
        shown.save(stream, "JPEG", quality=_REDUCED_QUALITY, exif=b"")
    return stream.getvalue(), ".jpg"


def dimensions(path: Path) -> tuple[int, int]:
    """Return a picture's width and height in pixels, as it is shown: a camera may have been turned.

    Args:
        path: The file; no SVG.

    Raises:
        PictureError: It can't be read.
    """
    with opened(path, path.read_bytes()) as image:
        turned = image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
        return image.size[::-1] if turned else image.size


def faults(
    path: Path, most_pixels: int = _MOST_PIXELS, *, is_drawing: bool = False
) -> Iterator[PictureFault]:
    """Yield what is wrong with a picture's file, whatever the format.

    Args:
        path: The file.
        most_pixels: How many pixels it may have; more need half a gigabyte to be looked at.
        is_drawing: Whether it is served as an SVG, whatever is in it.
    """
    data = path.read_bytes()
    if is_drawing or svg.is_svg(data):
        try:
            found = svg.findings(data)
        except svg.UnreadableSvgError as error:
            yield _unreadable(path, error.line)
            return
        yield from (_of_finding(path, finding) for finding in found)
        return
    try:
        with opened(path, data, most_pixels):
            pass
    except PictureError as error:
        yield error.fault


def published(path: Path) -> bytes | None:
    """Return what a browser may be given of an SVG; nothing where that is the file itself."""
    if path.suffix.lower() != ".svg":
        return None
    data = path.read_bytes()
    try:
        clean = svg.published(data)
    except svg.UnreadableSvgError:
        return b""  # the check has told of it: no site is published with it
    return None if clean == data else clean


def words(path: Path) -> str:
    """Return the text that an SVG draws; nothing for any other picture, or for what isn't one."""
    data = path.read_bytes()
    try:
        return svg.words(data) if svg.is_svg(data) else ""
    except svg.UnreadableSvgError:
        return ""


@contextmanager
def opened(path: Path, data: bytes, most_pixels: int = _MOST_PIXELS) -> Iterator[Image.Image]:
    """Open a picture and read it whole: a file may be cut off.

    Args:
        path: The file.
        data: What is in it.
        most_pixels: How many pixels it may have.

    Raises:
        PictureError: It can't be read, or has more.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of metadata; what counts is whether there are pixels
        try:
            with Image.open(io.BytesIO(data), formats=_READ) as image:
                image.verify()  # checksums, which Typst minds and reading alone doesn't
            with Image.open(io.BytesIO(data), formats=_READ) as image:
                if image.width * image.height > most_pixels:
                    raise PictureError(_too_large(path, image))
                image.load()
                yield image
        except Image.DecompressionBombError as error:
            raise PictureError(_too_large(path, None)) from error
        except _DAMAGED as error:
            raise PictureError(_unreadable(path)) from error


def _converted(image: Image.Image, *, is_lossless: bool) -> tuple[bytes, str]:
    """Return a picture as PNG where that loses nothing and is small, else as JPEG."""
    shown = on_screen(ImageOps.exif_transpose(image))
    has_alpha = shown.mode in {"LA", "PA", "RGBA"} or "transparency" in shown.info
    forms = [PNG] if has_alpha or is_lossless or shown.mode in {"1", "P"} else []
    forms += [] if has_alpha else [JPEG]
    made = [(_saved(shown, form), form) for form in forms]
    return min(made, key=lambda one: len(one[0]))


def _saved(image: Image.Image, media_type: str) -> bytes:
    stream = io.BytesIO()
    if media_type == JPEG:
        plain = image if image.mode in {"L", "RGB"} else image.convert("RGB")
        plain.save(stream, "JPEG", quality=_QUALITY, subsampling=0, exif=b"")
    else:
        image.save(stream, _FORMATS[media_type], optimize=True, exif=b"")
    return stream.getvalue()


def on_screen(image: Image.Image) -> Image.Image:
    """Return a picture in the colours of a screen (sRGB), by its own profile if it has one."""
    if image.mode in _SCREEN_MODES:
        return image
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"CMYK", "LAB"} and (profile := image.info.get("icc_profile")):
        try:
            made = ImageCms.profileToProfile(
                image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            made = None  # a profile for something else: the plain conversion is near enough
        if made is not None:
            made.info.pop("icc_profile", None)
            return made
    plain = image.convert("RGBA" if image.mode in {"La", "RGBa"} else "RGB")
    plain.info.pop("icc_profile", None)
    return plain


def _unreadable(path: Path, line: int = 0) -> PictureFault:
    return PictureFault(
        "unreadable",
        say("`{name}` is no picture, or is damaged", name=path.name),
        say("open it in a picture editor, and export it anew as PNG, JPEG or SVG"),
        line,
    )


def _too_large(path: Path, image: Image.Image | None) -> PictureFault:
    size = say("{width} × {height} points", width=image.width, height=image.height) if image else ""
    return PictureFault(
        "too-large",
        say("`{name}` is too large to be shown: {size}", name=path.name, size=size)
        if size
        else say("`{name}` is too large to be shown", name=path.name),
        say("make it smaller: 4,000 points in width are enough for print"),
    )


def _of_finding(path: Path, finding: svg.Finding) -> PictureFault:
    name, found = path.name, visible(finding.found)
    match finding.kind:
        case "script":
            message = say("`{name}` has a program in it: `{found}`", name=name, found=found)
            hint = say("export it anew as a plain SVG: nothing of a picture may run")
        case "remote":
            message = say("`{name}` refers to another file: `{found}`", name=name, found=found)
            hint = say("embed what it needs in it, or export it as PNG")
        case _:
            message = say(
                "`{name}` has text that PDF and EPUB can't show: “{found}”", name=name, found=found
            )
            hint = say("export its text as SVG text or as outlines, not as HTML (`foreignObject`)")
    return PictureFault(finding.kind, message, hint, finding.line)

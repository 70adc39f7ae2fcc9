"""Reads pictures, and says how large they are, what they are like, and what is wrong with them.

A picture is known by its content, not by its name.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PIL import Image

from issue_papers.articles.characters import visible
from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.formats import svg
from issue_papers.formats.pictures import other_files
from issue_papers.formats.pictures.metadata import UNREAD, plain
from issue_papers.reporting.messages import Message, say

PNG = "image/png"
JPEG = "image/jpeg"

MEDIA_TYPES = {
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
LOSSLESS = frozenset({PNG, "image/gif", "image/tiff", "image/bmp"})
_READ = sorted(MEDIA_TYPES.keys() - {"MPO"})
"""Pillow takes a camera's MPO, several JPEGs in one file, for a JPEG first."""
_MOVING = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
"""Formats in which several pictures are a film; in a TIFF they are pages."""
_ORIENTATION, _TURNS, _ON_ITS_SIDE = 0x0112, frozenset(range(2, 9)), frozenset({5, 6, 7, 8})
"""EXIF's tag, its values for what isn't upright, and those for what lies on its side."""
_COLOURS_OF_DRAWINGS = 4096
_COUNTED = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""Modes of which Pillow counts the colours."""
_GROUND = 0.1
"""Of a picture's points, those that have the colour of its ground."""

_MOST_PIXELS = 178_000_000
"""Pillow opens nothing with more; what a site allows is less, and is looked at by its check."""
_MEASURE = ".measure"
_SUFFIXES = frozenset(
    {".avif", ".gif", ".jp2", ".jpe", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)
"""Of files that are published without what they tell besides the picture."""


class Sort(StrEnum):
    """What a picture is like, which decides how it is written.

    A photograph has more colours than can be told apart; a drawing has few, and edges that blur in
    a JPEG; of a picture that moves, nothing is made but what it is.
    """

    PHOTO = "photo"
    CLEAR = "clear"
    DRAWING = "drawing"
    MOVING = "moving"


@dataclass(frozen=True)
class Measure:
    """What is known of a picture without showing it.

    Attributes:
        width: Its width as it is shown, in pixels: a camera may have been turned.
        height: Its height.
        sort: What it is like; `CLEAR` if one can look through some of it.
        media_type: The type of its file.
        is_turned: Whether it is shown otherwise than its pixels stand in the file.
    """

    width: int
    height: int
    sort: Sort
    media_type: str
    is_turned: bool


@dataclass(frozen=True)
class PictureFault:
    """What is wrong with a picture's file.

    Attributes:
        kind: `unreadable`, `too-large`, `script`, `remote`, `foreign-text` or
            `no-size`.
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


def measured(path: Path, data: bytes, cache: ContentCache | None = None) -> Measure:
    """Return what a picture is like.

    Args:
        path: The file; no SVG.
        data: What is in it.
        cache: Where it is kept: a large picture takes long to read.

    Raises:
        PictureError: It can't be read.
    """

    def read() -> bytes:
        with opened(path, data) as image:
            found = measure(image)
        parts = (found.width, found.height, found.sort, found.media_type, int(found.is_turned))
        return " ".join(map(str, parts)).encode()

    key = digest([generator(), "measure", data])
    width, height, sort, kind, turned = (
        (cache.value(key, _MEASURE, read) if cache else read()).decode().split()
    )
    return Measure(int(width), int(height), Sort(sort), kind, turned == "1")


def measure(image: Image.Image) -> Measure:
    """Return what an opened picture is like."""
    said = turn(image)
    width, height = image.size[::-1] if said in _ON_ITS_SIDE else image.size
    form = str(image.format)
    return Measure(width, height, _sort(image, form), MEDIA_TYPES[form], said != 1)


def turn(image: Image.Image) -> int:
    """Return how a picture was turned, by EXIF; 1 if it stands upright, or nothing says it."""
    try:
        said = image.getexif().get(_ORIENTATION, 1)
    except UNREAD:
        return 1
    return said if said in _TURNS else 1


def _sort(image: Image.Image, form: str) -> Sort:
    if form in _MOVING and getattr(image, "n_frames", 1) > 1:
        return Sort.MOVING
    if MEDIA_TYPES[form] in LOSSLESS and _is_drawn(image):
        return Sort.DRAWING
    return Sort.CLEAR if is_clear(image) else Sort.PHOTO


def _is_drawn(image: Image.Image) -> bool:
    """Whether a picture has few colours, and one of them covers much of it: a ground."""
    found = image.getcolors(_COLOURS_OF_DRAWINGS) if image.mode in _COUNTED else None
    most = max((count for count, _ in found), default=0) if found else 0
    return most >= _GROUND * image.width * image.height


def is_clear(image: Image.Image) -> bool:
    """Whether one may be able to look through some of a picture."""
    return image.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in image.info


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
            yield unreadable(path, data, error)
            return
        yield from (_of_finding(path, finding) for finding in found)
        return
    try:
        with opened(path, data, most_pixels):
            pass
    except PictureError as error:
        yield error.fault


def published(path: Path) -> bytes | None:
    """Return what a browser may be given of a picture; nothing where that is the file itself."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        return None
    data = path.read_bytes()
    if suffix != ".svg":
        bare = plain(data)
        return None if bare == data else bare
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
                if image.width * image.height > most_pixels:
                    raise PictureError(_too_large(path, image))
                image.verify()  # checksums, which Typst minds and reading alone doesn't
            image = Image.open(io.BytesIO(data), formats=_READ)
            image.load()
        except Image.DecompressionBombError as error:
            raise PictureError(_too_large(path, None)) from error
        except UNREAD as error:
            raise PictureError(unreadable(path, data)) from error
        with image:
            yield image


def unreadable(
    path: Path, data: bytes, error: svg.UnreadableSvgError | None = None
) -> PictureFault:
    """Return the fault of a file that is no picture."""
    line = error.line if error else 0
    if error and error.lacks:
        message = say(
            "`{name}` lacks `{found}`: nothing shows it", name=path.name, found=error.lacks
        )
        hint = say("write that into its first tag: `<svg {found} …`", found=error.lacks)
        return PictureFault("unreadable", message, hint, line)
    message, hint = other_files.told(path, data) or (
        say("`{name}` is no picture, or is damaged", name=path.name),
        say("open it in a picture editor, and export it anew as PNG, JPEG or SVG"),
    )
    return PictureFault("unreadable", message, hint, line)


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
        case "no-size":
            message = say("`{name}` has no size: `{found}`", name=name, found=found)
            hint = say("take `width` and `height` out of its first tag, and keep its `viewBox`")
        case _:
            message = say(
                "`{name}` has text that PDF and EPUB can't show: “{found}”", name=name, found=found
            )
            hint = say("export its text as SVG text or as outlines, not as HTML (`foreignObject`)")
    return PictureFault(finding.kind, message, hint, finding.line)

"""Large pictures in several widths, so that a phone doesn't load what a desk needs.

Each is there as WebP and, for browsers that don't show that, as JPEG, in widths of which a browser
takes the one that it needs (`srcset`, HTML 4.8.4). No file is heavier than a page's share: what
would be has less quality. Drawings (SVG) have no widths and stay as they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.formats import pictures, svg

FOLDER = "assets/pictures/"
"""Where they are in the site."""

HEAVIEST = 250_000
"""Bytes of one file: of 300,000 that a page may have in pictures."""

_WIDTHS = (480, 800, 1200, 1800)
_QUALITIES = (80, 68, 56, 44, 32, 20)
_SHARPNESS = (1, 2, 4)
_EFFORT = 4
_DIGITS = 8
_SUFFIXES = (".webp", ".jpg")


@dataclass(frozen=True)
class PictureSet:
    """A picture as a page names it.

    Attributes:
        width: Its own width, in pixels.
        height: Its own height.
        modern: Path and width of each WebP file, narrow before wide.
        plain: The same of each JPEG file.
    """

    width: int
    height: int
    modern: tuple[tuple[str, int], ...]
    plain: tuple[tuple[str, int], ...]

    @property
    def files(self) -> tuple[tuple[str, int], ...]:
        """All files, with their widths."""
        return (*self.modern, *self.plain)


@dataclass(frozen=True)
class PictureSets:
    """The large pictures of a site.

    Attributes:
        sets: Each by the path in the site of the picture that it is made of.
        sources: The file of that picture, and the width, for the path of each file.
    """

    sets: Mapping[str, PictureSet] = field(default_factory=dict)
    sources: Mapping[str, tuple[Path, int]] = field(default_factory=dict)

    def content(self, path: str, cache: ContentCache) -> bytes:
        """Return one of the files.

        Args:
            path: Its path in the site.
            cache: Where files that were made before are kept.
        """
        source, width = self.sources[path]
        suffix = PurePosixPath(path).suffix
        data = source.read_bytes()
        made_by = (generator(), metadata.version("pillow"), suffix, str(width))
        return cache.value(digest([*made_by, data]), ".sized", lambda: _made(source, width, suffix))


def picture_sets(shown: Iterable[str], files: Mapping[str, Path]) -> PictureSets:
    """Return the sets of pictures.

    Args:
        shown: Paths in the site of those that pages show large.
        files: All files of the site by path; what isn't there, or is no picture, is passed over.
    """
    sets: dict[str, PictureSet] = {}
    sources: dict[str, tuple[Path, int]] = {}
    for path in sorted(set(shown)):
        if (file := files.get(path)) and (found := _set(path, file)):
            sets[path] = found
            sources |= {name: (file, width) for name, width in found.files}
    return PictureSets(sets, sources)


def _set(path: str, file: Path) -> PictureSet | None:
    data = file.read_bytes()
    if svg.is_svg(data):
        return None
    try:
        width, height = pictures.dimensions(file)
    except pictures.PictureError:
        return None  # the check has told of it
    mark, stem = digest([data])[:_DIGITS], PurePosixPath(path).stem
    widths = [*(each for each in _WIDTHS if each < width), min(width, _WIDTHS[-1])]
    named = {
        suffix: tuple(
            (f"{FOLDER}{stem}-{each}.{mark}{suffix}", each) for each in dict.fromkeys(widths)
        )
        for suffix in _SUFFIXES
    }
    return PictureSet(width, height, named[".webp"], named[".jpg"])


def _made(source: Path, width: int, suffix: str) -> bytes:
    with pictures.opened(source, source.read_bytes()) as image:
        shown = pictures.on_screen(ImageOps.exif_transpose(image))
        is_flat = suffix == ".jpg" or not _is_clear(shown)
        shown = _on_white(shown) if is_flat else shown.convert("RGBA")
        height = max(1, round(shown.height * width / shown.width))
        sized = shown.resize((width, height), Image.Resampling.LANCZOS)
    made = b""
    for share in _SHARPNESS:
        blurred = sized
        if share > 1:  # what no quality makes light: a crowd of dots
            small = sized.resize((max(1, width // share), max(1, height // share)))
            blurred = small.resize(sized.size, Image.Resampling.BICUBIC)
        for quality in _QUALITIES:
            made = _saved(blurred, suffix, quality)
            if len(made) <= HEAVIEST:
                return made
    return made


def _saved(image: Image.Image, suffix: str, quality: int) -> bytes:
    stream = io.BytesIO()
    if suffix == ".jpg":
        image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    else:
        image.save(stream, "WEBP", quality=quality, method=_EFFORT)
    return stream.getvalue()


def _is_clear(image: Image.Image) -> bool:
    return image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info


def _on_white(image: Image.Image) -> Image.Image:
    if not _is_clear(image):
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")

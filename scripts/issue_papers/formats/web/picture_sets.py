"""Pictures in several widths, so that a phone doesn't load what a desk needs.

Each is there as WebP and, for browsers that don't show that, as JPEG (as PNG if it is drawn, or one
can look through it), in widths of which a browser takes the one that it needs (`srcset`, HTML
4.8.4.2). No file that a phone takes is heavier than the picture's share of a page: what would be
has less quality. What moves, and what is small already, stays as it is; so do drawings in SVG.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from PIL import Image

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.formats import svg
from issue_papers.formats.pictures.conversion import few_colours, resized, saved, upright
from issue_papers.formats.pictures.reading import (
    MEDIA_TYPES,
    Measure,
    PictureError,
    Sort,
    is_clear,
    measured,
    opened,
)
from issue_papers.installed import version
from issue_papers.work import Work

FOLDER = "assets/pictures/"
"""Where they are in the site."""

PAGE = 300_000
"""Bytes of pictures that a phone may have to load for a page."""
HEAVIEST = 250_000
"""Bytes of one file."""
_OF_A_PHONE = 80_000
"""Bytes of one that a phone takes: so a first view with it and two charts has 250 kB in all. On its
screen, which is three times as fine, what is left out to get there can't be seen."""
LIGHTEST = 30_000
"""Bytes that any picture may have: below, nobody sees what it shows."""

_WIDTHS = (480, 800, 1200, 1800)
_OF_PHONES = 1200
"""Pixels: 400 of CSS, three times as fine."""
_FORMS = (
    *((1, 80), (1, 68), (1, 56), (1, 44), (1, 32), (1, 20)),
    *((2, 44), (2, 20), (4, 44), (4, 20), (8, 20)),
)
"""How often less sharp a picture is, and its quality: ever lighter, for what no quality packs."""
_STEP = 1.3
"""About how many times lighter than its neighbour each is."""
_EFFORT = 4
_DIGITS = 8
_HIGHEST = 16_383
"""Pixels of a side of a WebP."""
_SMALL = 20_000
"""Bytes of a file that needn't be made smaller."""
_SHOWN = frozenset(MEDIA_TYPES.values()) - {"image/tiff", "image/jp2"}
"""What browsers show as it is."""
_WEBP, _JPEG, _PNG = ".webp", ".jpg", ".png"
_SIZED = ".sized"
_NO_WORDS = re.compile(r"[^\w.-]+")
"""What names of files may have, and addresses, of which several stand in a row, don't."""


@dataclass(frozen=True)
class PictureSet:
    """A picture as a page names it.

    Attributes:
        width: Its own width, in pixels.
        height: Its own height.
        modern: Path and width of each WebP file, narrow before wide; none if it stays as it is.
        plain: The same of each JPEG or PNG file.
    """

    width: int
    height: int
    modern: tuple[tuple[str, int], ...] = ()
    plain: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Source:
    """What the files of a picture are made of.

    Attributes:
        file: The picture.
        data_digest: Names what is in it.
        sort: What it is like.
        files: Path and width of each file; none if it stays as it is.
        share: Bytes of a file for a phone, at most.
    """

    file: Path
    data_digest: str
    sort: Sort
    files: tuple[tuple[str, int], ...]
    share: int

    def key(self, path: str, width: int) -> str:
        """Return the name of all that decides one of the files."""
        made_by = (generator(), version("pillow"), PurePosixPath(path).suffix)
        return digest([*made_by, str(width), str(self.share), self.data_digest])


@dataclass(frozen=True)
class PictureSets:
    """The pictures of a site.

    Attributes:
        sets: Each by the path in the site of the picture that it is made of.
        sources: What the file at each path is made of.
    """

    sets: Mapping[str, PictureSet] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def content(self, path: str, cache: ContentCache) -> bytes:
        """Return one of the files.

        Args:
            path: Its path in the site.
            cache: Where files that were made before are kept.
        """
        source = self.sources[path]
        width = dict(source.files)[path]
        found = cache.find(source.key(path, width), _SIZED)
        return scaled(source, cache)[path] if found is None else found

    def begin(
        self, cache: ContentCache, running: Executor
    ) -> Mapping[str, Future[dict[str, bytes]]]:
        """Have all files made that weren't made before: all of a picture at once.

        Args:
            cache: Where they are kept.
            running: What makes them.

        Returns:
            For the path of each that is in the making, what makes it.
        """
        jobs: dict[str, Future[dict[str, bytes]]] = {}
        for source in dict.fromkeys(self.sources.values()):
            if any(cache.find(source.key(*each), _SIZED) is None for each in source.files):
                job = running.submit(Work("pictures", source.file.name, scaled), source, cache)
                jobs |= dict.fromkeys((path for path, _ in source.files), job)
        return jobs


def picture_sets(
    shown: Mapping[str, int], files: Mapping[str, Path], cache: ContentCache | None = None
) -> PictureSets:
    """Return the sets of pictures.

    Args:
        shown: Paths in the site of those that pages show, each with how many pictures are on the
            page that has most, one or more.
        files: All files of the site by path; what isn't there, or is no picture, is passed over.
        cache: Where their sizes are kept.
    """
    sets: dict[str, PictureSet] = {}
    sources: dict[str, Source] = {}
    for path, count in sorted(shown.items()):
        if (file := files.get(path)) is None:
            continue
        data = file.read_bytes()
        if svg.is_svg(data):
            continue
        try:
            found = measured(file, data, cache)
        except PictureError:
            continue  # the check has told of it
        source = _source(path, file, found, data, min(_OF_A_PHONE, max(LIGHTEST, PAGE // count)))
        modern, plain = (
            tuple(
                named for named in source.files if (PurePosixPath(named[0]).suffix == _WEBP) is it
            )
            for it in (True, False)
        )
        sets[path] = PictureSet(found.width, found.height, modern, plain)
        sources |= {name: source for name, _ in source.files}
    return PictureSets(sets, sources)


def _source(path: str, file: Path, found: Measure, data: bytes, share: int) -> Source:
    width, height, named = found.width, found.height, digest([data])
    is_shown = found.media_type in _SHOWN
    is_light = len(data) <= _SMALL and width <= _WIDTHS[0] and not found.is_turned
    if is_shown and (found.sort is Sort.MOVING or is_light):
        return Source(file, named, found.sort, (), share)
    stem, decided = _NO_WORDS.sub("-", PurePosixPath(path).stem), repr((_FORMS, _EFFORT, share))
    mark = digest([named, decided, version("pillow")])[:_DIGITS]
    widths = [*(each for each in _WIDTHS if each < width), min(width, _WIDTHS[-1])]
    widths = [w for w in dict.fromkeys(widths) if w * height <= _HIGHEST * width]
    suffixes = (_WEBP, _JPEG if found.sort is Sort.PHOTO else _PNG)
    files = ((f"{FOLDER}{stem}-{w}.{mark}{suffix}", w) for suffix in suffixes for w in widths)
    return Source(file, named, found.sort, tuple(files), share)


def scaled(source: Source, cache: ContentCache) -> dict[str, bytes]:
    """Make all files of a picture, and keep them.

    What makes a narrow one light enough is where the search for a wider one begins: so all are made
    together, whichever is asked for, and are the same again.

    Args:
        source: What they are made of.
        cache: Where they are kept.

    Raises:
        PictureError: It can't be read.
    """
    made = {}
    with opened(source.file, source.file.read_bytes()) as image:
        shown = upright(image)
    start = dict.fromkeys((_WEBP, _JPEG, _PNG), 0)
    for path, width in source.files:
        suffix = PurePosixPath(path).suffix
        size = width, max(1, round(shown.height * width / shown.width))
        sized = resized(shown, size)
        flat = sized.convert("RGBA" if is_clear(sized) else "RGB")
        most = source.share
        if width > _OF_PHONES:
            most, start[suffix] = HEAVIEST, 0
        content = next((c for c in _exact(flat, suffix, source.sort) if len(c) <= most), b"")
        if not content:
            content, start[suffix] = _packed(flat, suffix, most, start[suffix])
        cache.put(source.key(path, width), _SIZED, content)
        made[path] = content
    return made


def _exact(image: Image.Image, suffix: str, sort: Sort) -> Iterator[bytes]:
    """Yield a picture as it is, where it is drawn or clear, and then with fewer colours."""
    if suffix == _PNG:
        if sort is Sort.CLEAR:
            yield saved(image, "PNG", optimize=True)
        yield saved(few_colours(image), "PNG", optimize=True)
    elif suffix == _WEBP and sort is Sort.DRAWING:
        for form in (image, few_colours(image).convert(image.mode)):
            yield saved(form, "WEBP", lossless=True, method=_EFFORT)


def _packed(image: Image.Image, suffix: str, most: int, start: int) -> tuple[bytes, int]:
    """Return a picture in the best form that is light enough, or in the lightest.

    Args:
        image: The picture.
        suffix: Of its file.
        most: Bytes that it may have.
        start: The first form to be tried.

    Returns:
        It, and which form that is.
    """
    at = start
    while True:
        made = _packed_as(image, suffix, *_FORMS[at])
        if len(made) <= most or at == len(_FORMS) - 1:
            return made, at
        steps = int(math.log(len(made) / most) / math.log(_STEP))
        at = min(at + max(1, steps), len(_FORMS) - 1)


def _packed_as(image: Image.Image, suffix: str, blur: int, quality: int) -> bytes:
    if blur > 1:
        small = max(1, image.width // blur), max(1, image.height // blur)
        image = image.resize(small).resize(image.size, Image.Resampling.BICUBIC)
    if suffix == _PNG:
        return saved(few_colours(image), "PNG", optimize=True)
    if suffix == _JPEG:
        return saved(image, "JPEG", quality=quality, optimize=True, progressive=True)
    return saved(image, "WEBP", quality=quality, method=_EFFORT)

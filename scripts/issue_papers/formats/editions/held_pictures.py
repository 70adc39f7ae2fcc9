"""An edition's pictures as one format can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from issue_papers.articles.nodes import Picture, walk
from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.formats.declaration import Report
from issue_papers.formats.drawings import SCREEN, coloured
from issue_papers.formats.editions.edition import (
    DRAWING_SCHEME,
    IMAGE_SCHEME,
    MAP_SCHEME,
    Edition,
)
from issue_papers.formats.pictures.conversion import Room, suitable
from issue_papers.formats.pictures.reading import PictureError
from issue_papers.formats.svg import SVG
from issue_papers.installed import version
from issue_papers.layers import Layers
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError, Severity

_SUFFIXES = {
    "image/avif": ".avif",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    SVG: ".svg",
}


@dataclass(frozen=True)
class HeldPicture:
    """A picture's file in an edition."""

    data: bytes
    media_type: str

    @property
    def suffix(self) -> str:
        """What the name of such a file ends with."""
        return _SUFFIXES[self.media_type]


_HELD = ".held"
_TIMES = 3
"""How many times as large as its text alone an edition may be without anybody being told."""
_MOST_TIMES = 100
"""How many times are told at most: a format may pack pictures once more."""


def held_pictures(
    edition: Edition,
    accepted: frozenset[str],
    rooms: Room | Mapping[str, Room],
    cache: ContentCache | None = None,
) -> Mapping[str, HeldPicture]:
    """Return an edition's images by their source, each once, and as the format needs it.

    Args:
        edition: Whose pictures they are.
        accepted: Media types that the format shows; PNG and JPEG must be among them.
        rooms: The most pixels that the format can use, of all of them or by source.
        cache: Where those that were made before are kept.

    Raises:
        ProblemsError: One of them can't be read.
    """
    found: dict[str, HeldPicture] = {}
    problems: list[Problem] = []
    for name, path in sorted(edition.images.items()):
        try:
            room = rooms if isinstance(rooms, Room) else rooms[IMAGE_SCHEME + name]
            found[IMAGE_SCHEME + name] = _held(path, accepted, room, cache)
        except PictureError as error:
            file, line = next(_places(edition, IMAGE_SCHEME + name), (str(path), 1))
            fault = error.fault
            problems.append(Problem(file, line, "picture", fault.message, fault.hint))
    if problems:
        raise ProblemsError(*problems)
    return found


def _held(
    path: Path, accepted: frozenset[str], room: Room, cache: ContentCache | None
) -> HeldPicture:
    """Return a picture as a format needs it, made by now or before.

    Raises:
        PictureError: It can't be read.
    """

    def made() -> bytes:
        data, media_type = suitable(path, accepted, room)
        return media_type.encode() + b"\n" + data

    if cache is None:
        return HeldPicture(*suitable(path, accepted, room))
    decided = (generator(), version("pillow"), *sorted(accepted), repr(room))
    kept = cache.value(digest([*decided, path.read_bytes()]), _HELD, made)
    media_type, _, data = kept.partition(b"\n")
    return HeldPicture(data, media_type.decode())


def tell_weight(
    edition: Edition, held: Mapping[str, HeldPicture], total: int, name: str, report: Report
) -> None:
    """Tell it if an edition's pictures make it far larger than its text alone would be.

    Args:
        edition: The edition.
        held: Its pictures.
        total: Bytes of its file.
        name: What editors call the format.
        report: Is told.
    """
    weight = sum(map(len, {picture.data for picture in held.values()}))
    text = max(total - weight, total // _MOST_TIMES, 1)
    if total <= _TIMES * text:
        return
    source, heaviest = max(held.items(), key=lambda item: (len(item[1].data), item[0]))
    file, line = next(_places(edition, source), (edition.parts[0].path, 1))
    message = say(
        "pictures make the {format} {times} times as large as its text: {all} kB; this one, the "
        "heaviest, has {own} kB",
        format=name,
        times=round(total / text, 1),
        all=round(total / 1000),
        own=round(len(heaviest.data) / 1000),
    )
    hint = say("where it needn't be that large, give it less room: `{example}`", example=_EXAMPLE)
    report(Problem(file, line, "picture", message, hint, Severity.NOTICE))


_EXAMPLE = "{ width=50% }"


def maps(edition: Edition) -> Mapping[str, HeldPicture]:
    """Return an edition's maps by their source."""
    return {
        MAP_SCHEME + name: HeldPicture(document.encode(), SVG)
        for name, document in sorted(edition.maps.items())
    }


def drawings(
    edition: Edition,
    theme: Layers,
    scheme: str = SCREEN,
    *,
    family: str = "sans-serif",
    ground: str = "",
) -> Mapping[str, HeldPicture]:
    """Return an edition's drawings by their source: see `formats.drawings.coloured`."""
    drawn = coloured(edition.drawings, theme, scheme, family=family, ground=ground)
    return {
        DRAWING_SCHEME + name: HeldPicture(document.encode(), SVG)
        for name, document in drawn.items()
    }


def _places(edition: Edition, source: str) -> Iterator[tuple[str, int]]:
    """Yield file and line of each place that shows a picture."""
    for part in edition.parts:
        for node in walk((*part.blocks, *part.notes)):
            if isinstance(node, Picture) and node.source == source:
                yield part.path, max(node.line, 1)

"""An edition's pictures as one format can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from issue_papers.articles.nodes import Picture, walk
from issue_papers.formats.drawings import SCREEN, coloured
from issue_papers.formats.editions.edition import (
    DRAWING_SCHEME,
    IMAGE_SCHEME,
    MAP_SCHEME,
    Edition,
)
from issue_papers.formats.pictures import PictureError, suitable
from issue_papers.formats.svg import SVG
from issue_papers.layers import Layers
from issue_papers.reporting.problems import Problem, ProblemsError

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


def held_pictures(edition: Edition, accepted: frozenset[str]) -> Mapping[str, HeldPicture]:
    """Return an edition's images by their source, converted where the format doesn't show them.

    Args:
        edition: Whose pictures they are.
        accepted: Media types that the format shows; PNG and JPEG must be among them.

    Raises:
        ProblemsError: One of them can't be read.
    """
    found: dict[str, HeldPicture] = {}
    problems: list[Problem] = []
    for name, path in sorted(edition.images.items()):
        try:
            found[IMAGE_SCHEME + name] = HeldPicture(*suitable(path, accepted))
        except PictureError as error:
            file, line = next(_places(edition, IMAGE_SCHEME + name), (str(path), 1))
            fault = error.fault
            problems.append(Problem(file, line, "picture", fault.message, fault.hint))
    if problems:
        raise ProblemsError(*problems)
    return found


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

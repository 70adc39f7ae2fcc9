"""The pictures of an edition as Typst reads them, and where in the texts they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from issue_papers.articles.nodes import Picture, walk
from issue_papers.formats import pictures
from issue_papers.formats.editions.edition import IMAGE_SCHEME, Edition
from issue_papers.formats.pdf.limits import PICTURES
from issue_papers.formats.pictures import PictureError
from issue_papers.reporting.problems import Problem, ProblemsError

_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}


@dataclass(frozen=True)
class Image:
    """A picture's file for the typesetter.

    Attributes:
        file: Its name there: nothing of the editors' own.
        content: Its bytes, converted if need be.
        words: The text that it draws, if it is an SVG.
        path: The text that shows it first.
        line: The line of that.
    """

    file: str
    content: bytes
    words: str
    path: str
    line: int


def images(edition: Edition) -> Mapping[str, Image]:
    """Return the files of all `image:` sources, by name.

    Raises:
        ProblemsError: Some are no pictures, or damaged.
    """
    places = {source: (path, line) for path, line, source in reversed([*_shown(edition)])}
    found: dict[str, Image] = {}
    problems = []
    for number, (name, path) in enumerate(sorted(edition.images.items())):
        if name not in places:
            continue
        where, line = places[name]
        try:
            content, media_type = pictures.suitable(path, PICTURES)
        except PictureError as error:
            message, hint = error.fault.message, error.fault.hint
            problems.append(Problem(where, line, "image", message, hint))
            continue
        file = f"picture-{number}.{_SUFFIXES[media_type]}"
        found[name] = Image(file, content, pictures.words(path), where, line)
    if problems:
        raise ProblemsError(*problems)
    return found


def _shown(edition: Edition) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and name of each picture in the texts."""
    for part in edition.parts:
        for node in walk((*part.blocks, *part.notes)):
            if isinstance(node, Picture) and node.source.startswith(IMAGE_SCHEME):
                yield part.path, max(node.line, 1), node.source.removeprefix(IMAGE_SCHEME)

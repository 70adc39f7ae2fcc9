"""The picture on an edition's cover, as Typst draws it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.pictures.conversion import reduced
from issue_papers.formats.pictures.reading import PictureError
from issue_papers.reporting.problems import Problem, ProblemsError

WIDTH = 1600
"""Pixels: 200 an inch on A4."""


def cover_photo(file: Path, source: str, width: int = WIDTH) -> tuple[str, bytes]:
    """Return a name for a cover's picture, and the picture.

    Args:
        file: The picture's file.
        source: The file that it is reported for.
        width: How wide it is at most, in pixels.

    Raises:
        ProblemsError: It can't be read.
    """
    try:
        data, suffix = reduced(file, width)
    except PictureError as error:
        fault = error.fault
        raise ProblemsError(Problem(source, 1, "cover", fault.message, fault.hint)) from error
    return f"cover-picture{suffix}", data


@contextmanager
def beside(files: Mapping[str, bytes]) -> Iterator[str]:
    """Put pictures into a folder, where Typst finds them: of files that it is given it wants text.

    Args:
        files: The pictures by their names.
    """
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        yield folder


def on_cover(edition: Edition, name: str) -> Mapping[str, str | Sequence[float]]:
    """Return what `cover.typ` reads of a picture.

    Args:
        edition: Whose cover it is.
        name: The picture's file; empty without one.
    """
    view = edition.paper.cover
    if not name or view is None:
        return {"picture": "", "alt": "", "credit": ""}
    credit = edition.t("figure.credit", credit=view.credit) if view.credit else ""
    shown = {"picture": f"/{name}", "alt": view.alt, "credit": credit}
    return {**shown, "focal": view.focal} if view.focal else shown

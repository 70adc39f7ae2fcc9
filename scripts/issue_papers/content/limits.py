"""How much a site may hold of something, so that no proposal can keep a machine busy.

Each limit is far above what people write and below what takes minutes or gigabytes. An owner who
needs more says so in mkdocs.yml. Bytes are looked at before a file is read; what is counted in a
text is counted where it has been read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import PurePath

from issue_papers.reporting.faults import Fault, UnusableError
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import closest

_TEXTS = frozenset({".md", ".markdown"})
_DATA = frozenset({".yml", ".yaml", ".csv", ".json", ".geojson"})
_PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".bmp", ".jp2"}
)
_MOST_PIXELS = 178_000_000
"""Pillow (12) opens nothing with more, whatever is said here."""


class UnusableLimitError(UnusableError):
    """Limits that can't be used."""


@dataclass(frozen=True)
class Limits:
    """The limits of a site.

    Attributes:
        text: Bytes of a page's file.
        data: Bytes of a file of data: YAML, CSV, JSON.
        picture: Bytes of a picture's file.
        file: Bytes of any other file.
        pixels: Pixels of a picture: its width times its height.
        passage: Characters of a paragraph, a heading or a cell.
        headings: Headings of a text.
        cells: Cells of all tables of a text.
        links: Links and pictures of a text.
    """

    text: int = 1_000_000
    data: int = 5_000_000
    picture: int = 30_000_000
    file: int = 200_000_000
    pixels: int = 80_000_000
    passage: int = 20_000
    headings: int = 1_000
    cells: int = 50_000
    links: int = 10_000

    def of_file(self, name: str) -> tuple[str, int]:
        """Return which limit a file of a name has, and how many bytes that is."""
        suffix = PurePath(name).suffix.lower()
        kinds = (("text", _TEXTS), ("data", _DATA), ("picture", _PICTURES))
        kind = next((kind for kind, suffixes in kinds if suffix in suffixes), "file")
        return kind, int(getattr(self, kind))


NAMES = tuple(field.name for field in fields(Limits))


def limits_of(given: Mapping[object, object]) -> Limits:
    """Read the option `limits` of mkdocs.yml.

    Raises:
        UnusableLimitError: There is no such limit, or it is no number that can be one.
    """
    values: dict[str, int] = {}
    faults = []
    for limit, value in given.items():
        name = str(limit)
        key = f"limits.{name}"
        if name not in NAMES:
            faults.append(Fault(key, say("`{key}` is no limit", key=name), closest(name, NAMES)))
        elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
            message = say(
                "found `{found}`, expected a whole number from 1 on", found=str(value)[:40]
            )
            faults.append(Fault(key, message))
        elif name == "pixels" and value > _MOST_PIXELS:
            message = say(
                "found `{found}`, expected at most {most}", found=value, most=_MOST_PIXELS
            )
            faults.append(Fault(key, message))
        else:
            values[name] = value
    if faults:
        raise UnusableLimitError(*faults)
    return Limits(**values)


def raised(name: str, needed: int) -> Message:
    """Say how a limit is raised."""
    return say(
        "or raise the limit in mkdocs.yml: `limits: {{{name}: {needed}}}`", name=name, needed=needed
    )

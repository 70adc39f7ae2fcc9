"""What a file is that isn't a picture of a kind that is read: a document, a film, another format.

It is known by how it begins, whatever its name says, and by its name where that says nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

from issue_papers.reporting.messages import Message, say

_BEGINNINGS = (
    (b"\x1f\x8b", "SVGZ"),
    (b"\0\0\1\0", "ICO"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"%PDF", "PDF"),
    (b"8BPS", "PSD"),
    (b"gimp xcf", "XCF"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\x1a\x45\xdf\xa3", "WebM"),
)
_BOXES = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "HEIC"),
    b"qt  ": "MOV",
}
"""What the first box of an ISO file names (ISO/IEC 14496-12); any other is a film."""
_NAMES = {
    **{name: name.upper() for name in ("ico", "heic", "eps", "pdf", "psd", "wmf", "emf", "tga")},
    **{name: name.upper() for name in ("cr2", "cr3", "nef", "arw", "dng", "orf", "rw2", "raf")},
    **{name: name.upper() for name in ("cur", "ppm", "pgm", "pbm", "pcx", "ai")},
    **{name: name.upper() for name in ("docx", "pptx", "xlsx", "odt", "odg", "odp", "vsdx")},
    "drawio": "draw.io",
}
_PHOTOS = frozenset({"HEIC", "PSD", "XCF", "TGA", "JPEG XL", "ICO", "CUR", "PPM", "PGM", "PBM"})
_PHOTOS |= frozenset({"PCX", "CR2", "CR3", "NEF", "ARW", "DNG", "ORF", "RW2", "RAF"})
_FILMS = frozenset({"MP4", "MOV", "WebM"})
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html\b)", re.IGNORECASE)
_NOTE = b"version https://git-lfs.github.com/"
_LONGEST = 200


def told(path: Path, data: bytes) -> tuple[Message, Message] | None:
    """Say what a file is that can't be read as a picture, and what to do; nothing if that is open.

    Args:
        path: The file.
        data: What is in it.
    """
    name = path.name
    if not data.strip():
        return say("`{name}` is empty", name=name), say("save the picture again under this name")
    if _PAGE.match(data[:_LONGEST]):
        message = say("`{name}` is a page of the web, not a picture", name=name)
        return message, say("save the picture itself: on it, “Save Image As…”")
    if data.startswith(_NOTE):
        message = say("`{name}` is a note of Git LFS in place of the picture", name=name)
        return message, say("type `git lfs pull`")
    kind = _kind(path, data)
    if not kind:
        return None
    message = say(
        "`{name}` is {kind}, expected PNG, JPEG, GIF, WebP, AVIF, TIFF or SVG", name=name, kind=kind
    )
    return message, _hint(kind)


def _kind(path: Path, data: bytes) -> str:
    """Return what a file's format is called; empty where it is unknown, or one that is read."""
    if data[4:8] == b"ftyp":
        kind = _BOXES.get(data[8:12], "MP4")
        return "" if data[8:12] in {b"avif", b"avis"} else kind
    if data[40:44] == b" EMF":
        return "EMF"
    found = next((kind for start, kind in _BEGINNINGS if data.startswith(start)), "")
    return found or _NAMES.get(path.suffix[1:].lower(), "")


def _hint(kind: str) -> Message:
    """Say how such a file becomes a picture."""
    if kind == "SVGZ":
        return say("save it anew as plain SVG, not as compressed SVG, with a name in `.svg`")
    if kind in _FILMS:
        return say("link to it: without `!` before the brackets")
    if kind in _PHOTOS:
        return say("open it in a picture editor, and export it as PNG or JPEG")
    return say("export it as SVG, or as PNG, from the program that it was drawn with")

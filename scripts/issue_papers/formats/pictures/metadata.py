"""Takes out of a picture's file what it tells besides the picture: where, when, by whom, with what.

A telephone writes its place into each photograph (Exif, CIPA DC-008), programs add names and notes
(XMP, ISO 16684-1; IPTC). Nobody who looks at a page asked for that, and few who took the photograph
know of it. The picture itself stays bit for bit as it was: containers are cut, not written anew
(but a TIFF's). What stays besides it is what a picture is shown with: its colours, its size on
paper, its movement, and which side is up.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from issue_papers.formats.pictures.iso_boxes import boxes, told

_ORIENTATION = 0x0112
_TURNS = range(2, 9)
"""Values of EXIF's orientation that say more than that the first row is at the top."""

UNREAD = (
    *(OSError, EOFError, SyntaxError, ValueError, LookupError, TypeError, struct.error),
    Image.DecompressionBombError,
)
"""What Pillow's readers raise where bytes aren't what they should be."""

_TIFF_HEADER = b"II*\0\x08\0\0\0"
_EMPTY_EXIF = b"\0\0\0\0" + _TIFF_HEADER + b"\0\0\0\0\0\0"
"""In an AVIF: where the TIFF begins, and one without an entry."""
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""In a JPEG's scan: what is neither a byte of it nor a place to begin again."""

_EXIF_IN_JPEG = b"Exif\0\0"
_COLOURS_IN_JPEG = b"ICC_PROFILE\0"
_END, _SCAN = 0xD9, 0xDA
_KEPT_SEGMENTS = frozenset({*range(0xC0, 0xE0), 0xE0, 0xEE})
"""Tables and frames; JFIF's size on paper; Adobe's word on the colours of inks."""

_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"}
    | {b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)
"""Of a PNG (Third Edition): what it is drawn with."""

_KEPT_IN_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04
_MOVES = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})
_REMARK, _PROGRAM = 0xFE, 0xFF
_TOLD_IN_BOXES = frozenset({b"uuid", b"xml "})
_TIFF_TAGS = frozenset({270, 271, 272, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34853})
"""Descriptions, makers, dates, artists, rights; XMP, IPTC, Photoshop's, Exif, GPS."""


def plain(data: bytes) -> bytes:
    """Return a picture without what its file tells besides it.

    Args:
        data: A file that Pillow reads. What it can't be taken apart as stays as it is.

    Returns:
        The file, in its own format.
    """
    reader = next((reader for begins, reader in _READERS if begins.match(data)), None)
    try:
        return reader(data) if reader else data
    except (struct.error, IndexError):
        return data


def _joined(parts: Callable[[bytes], Iterator[bytes]]) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(parts(data))


def _orientation(data: bytes) -> int:
    """Return which side is up, by EXIF; 0 where that is the first row, or where nothing says it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data)) as image:
                found = image.getexif().get(_ORIENTATION, 1)
        except UNREAD:
            return 0
    return int(found) if isinstance(found, int) and found in _TURNS else 0


def _turned(value: int) -> bytes:
    """Return an Exif that says which side is up, and nothing else: a TIFF of one entry."""
    entry = struct.pack("<HHIHH", _ORIENTATION, 3, 1, value, 0)
    return _TIFF_HEADER + struct.pack("<H", 1) + entry + struct.pack("<I", 0)


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield what stays of a JPEG (ITU-T T.81, annex B), to its end: what follows is another."""
    yield data[:2]
    said, at = False, 2
    turn = _orientation(data)
    while at < len(data):
        while data[at + 1] == 0xFF:  # noqa: PLR2004 - marks may be filled up
            at += 1
        kind = data[at + 1]
        if kind == _END:
            break
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        end = at + 2 + length
        if turn and not said and kind != 0xE0:  # noqa: PLR2004 - JFIF's comes first
            exif = _EXIF_IN_JPEG + _turned(turn)
            yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
            said = True
        is_profile = kind == 0xE2 and data[at + 4 :].startswith(_COLOURS_IN_JPEG)  # noqa: PLR2004
        if kind == _SCAN:
            found = _NEXT_MARKER.search(data, end)
            end = found.start() if found else len(data)
        if kind in _KEPT_SEGMENTS or is_profile:
            yield data[at:end]
        at = end
    yield b"\xff\xd9"


def _png(data: bytes) -> Iterator[bytes]:
    """Yield what stays of a PNG, to its end."""
    yield data[:8]
    at, turn = 8, _orientation(data)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if kind == b"IDAT" and turn:
            body = b"eXIf" + _turned(turn)
            yield struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
            turn = 0
        if kind in _KEPT_CHUNKS:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _webp(data: bytes) -> bytes:
    """Return a WebP (RFC 9649) without its metadata."""
    turn = _orientation(data)
    kept: list[bytes] = []
    at = 12
    while at + 8 <= len(data):
        kind = data[at : at + 4]
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        end = at + 8 + length + length % 2
        chunk = data[at:end]
        if kind == b"VP8X":
            flags = chunk[8] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if turn else 0)
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if kind in _KEPT_IN_WEBP:
            kept.append(chunk)
        at = end
    if turn:
        exif = _turned(turn)
        kept.append(b"EXIF" + struct.pack("<I", len(exif)) + exif)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    """Yield what stays of a GIF (89a), with its movement."""
    at = 13 + _colours(data[10])
    yield data[:at]
    while at < len(data) and data[at] in (0x21, 0x2C):
        start = at
        if data[at] == 0x2C:  # noqa: PLR2004 - a picture
            at = _blocks_end(data, at + 11 + _colours(data[at + 9]))
            yield data[start:at]
            continue
        kind = data[at + 1]
        at = _blocks_end(data, at + 2)
        is_told = kind == _REMARK or (
            kind == _PROGRAM and data[start + 3 : start + 14] not in _MOVES
        )
        if not is_told:
            yield data[start:at]
    yield b"\x3b"


def _colours(flags: int) -> int:
    """Return the bytes of a GIF's table of colours."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _jpeg_2000(data: bytes) -> Iterator[bytes]:
    """Yield what stays of a JPEG 2000 (ITU-T T.800, annex I)."""
    at = 0
    for kind, _, end in boxes(data):
        if kind not in _TOLD_IN_BOXES:
            yield data[at:end]
        at = end


def _tiff(data: bytes) -> bytes:
    """Return a TIFF written anew, if it tells anything: its directories point all over the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
                tags = dict(getattr(image, "tag_v2", {}))
                if not _TIFF_TAGS & tags.keys() and getattr(image, "n_frames", 1) == 1:
                    return data
                given = {"icc_profile": image.info.get("icc_profile"), "dpi": image.info.get("dpi")}
                kept: dict[str, Any] = {name: value for name, value in given.items() if value}
                stream = io.BytesIO()
                # A copy has no tags, and is the right side up.
                image.copy().save(stream, "TIFF", compression="tiff_adobe_deflate", **kept)
        except UNREAD:
            return data
    return stream.getvalue()


def _avif(data: bytes) -> bytes:
    """Return an AVIF whose metadata say nothing: they lie in it among what is counted by place."""
    blank = bytearray(data)
    for kind, start, end in told(data):
        length = len(blank[start:end])
        if kind == b"Exif" and length >= len(_EMPTY_EXIF):
            blank[start : start + length] = _EMPTY_EXIF.ljust(length, b"\0")
        else:
            blank[start : start + length] = b" " * length
    return bytes(blank)


_READERS: tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    (re.compile(rb"\xff\xd8"), _joined(_jpeg)),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), _joined(_png)),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), _webp),
    (re.compile(rb"GIF8[79]a"), _joined(_gif)),
    (re.compile(rb".{4}jP  ", re.DOTALL), _joined(_jpeg_2000)),
    (re.compile(rb"II\*\0|MM\0\*"), _tiff),
    (re.compile(rb".{4}ftyp", re.DOTALL), _avif),
)
"""What the files of each format begin with, and what reads them."""

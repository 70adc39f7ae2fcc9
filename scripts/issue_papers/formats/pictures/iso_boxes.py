"""Reads files made of boxes (ISO base media file format, ISO/IEC 14496-12): AVIF and JPEG 2000."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEAD, _LARGE_HEAD = 8, 16
_VERSION = 4
"""Bytes of a full box that say its version and flags."""
_TOLD = frozenset({b"Exif", b"mime"})
"""Types of items that hold what a file tells besides its picture (HEIF, ISO/IEC 23008-12)."""
_NEWER_ITEM = 3
_WIDE_COUNT = 2


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """Yield the boxes in some bytes: the type of each, and where its content begins and ends.

    Args:
        data: A file.
        start: Where to begin.
        end: Where the last of them ends.

    Raises:
        struct.error: They aren't whole.
    """
    at, last = start, len(data) if end is None else end
    while at + _HEAD <= last:
        size, kind = struct.unpack(">I4s", data[at : at + _HEAD])
        inside = at + _HEAD
        if size == 1:
            (size,) = struct.unpack(">Q", data[at + _HEAD : at + _LARGE_HEAD])
            inside = at + _LARGE_HEAD
        stop = at + size if size else last
        if stop < inside:
            return
        yield kind, inside, stop
        at = stop


def told(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the metadata of a picture: the type of each, and where it begins and ends.

    Raises:
        struct.error: The file isn't whole.
    """
    for kind, start, end in boxes(data):
        if kind != b"meta":
            continue
        inside = {name: (a, b) for name, a, b in boxes(data, start + _VERSION, end)}
        if not {b"iinf", b"iloc"} <= inside.keys():
            return
        types = dict(_types(data, *inside[b"iinf"]))
        within = inside.get(b"idat", (0, 0))[0]
        for item, is_within, place, length in _places(data, inside[b"iloc"][0]):
            if types.get(item) in _TOLD:
                begin = place + (within if is_within else 0)
                yield types[item], begin, begin + length


def _types(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the type of each item (`iinf`)."""
    first = start + _VERSION + (2 if data[start] == 0 else 4)
    for kind, at, _ in boxes(data, first, end):
        if kind != b"infe" or data[at] < _WIDE_COUNT:
            continue
        wide = data[at] >= _NEWER_ITEM
        number, name = struct.unpack_from(">I2x4s" if wide else ">H2x4s", data, at + _VERSION)
        yield number, name


def _places(data: bytes, start: int) -> Iterator[tuple[int, bool, int, int]]:
    """Yield each item's number, whether it lies in `idat`, its place and its length (`iloc`)."""
    version, at = data[start], start + _VERSION
    sizes = data[at] >> 4, data[at] & 15, data[at + 1] >> 4, data[at + 1] & 15 if version else 0
    at += 2

    def read(size: int) -> int:
        nonlocal at
        if at + size > len(data):
            raise struct.error
        at += size
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(read(4 if version >= _WIDE_COUNT else 2)):
        number = read(4 if version >= _WIDE_COUNT else 2)
        is_within = bool(version) and read(2) & 15 == 1
        read(2)
        base = read(sizes[2])
        for _ in range(read(2)):
            read(sizes[3])
            place, length = read(sizes[0]), read(sizes[1])
            yield number, is_within, base + place, length

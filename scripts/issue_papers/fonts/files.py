"""Font files of a site's own: what they are, whether they can be used, and copies to set with.

A file is used in every format or in none, so it must be what all of them take: outlines that Typst
draws (it leaves the room of glyphs in CFF2 empty), and a licence that lets documents carry it. The
field `fsType` of the table OS/2 says the latter
(https://learn.microsoft.com/typography/opentype/spec/os2#fstype).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.fonts.family import REGULAR, Family, FontFile
from issue_papers.fonts.scripts import LATIN
from issue_papers.fonts.typefaces import ordered
from issue_papers.reporting.messages import Message, say

SUFFIXES = (".ttf", ".otf", ".woff2", ".woff")
_PACKED = (b"wOFF", b"wOF2")
"""How WOFF and WOFF2 begin."""

_RESTRICTED, _LESS_THAN_RESTRICTED = 0x0002, 0x000C
_NO_SUBSETS, _BITMAPS_ONLY = 0x0100, 0x0200
_SLANTED = 0x0001
"""Of `fsSelection`."""

_FAMILY_NAMES, _POSTSCRIPT_NAME = (1, 16, 21, 25), 6
_OUTLINES = frozenset({"glyf", "CFF "})
_FAR_FROM_REGULAR = 150


class UnusableFontError(ValueError):
    """A font that can't be used.

    Attributes:
        message: Why.
        hint: What can be.
    """

    def __init__(self, message: Message, hint: Message | str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


def family_of(name: str, files: Sequence[Path], script: str = LATIN) -> Family:
    """Return the typeface that some files are.

    Args:
        name: What it is to be called.
        files: Its files, in any order: regular, bold, italic …
        script: What it is used for.

    Raises:
        UnusableFontError: One of them can't be used, or they are no typeface.
    """
    found: dict[FontFile, Path] = {}
    called: dict[str, Path] = {}
    for path in files:
        font, own_name = _read(path)
        for other in found:
            if other.is_italic == font.is_italic and _overlap(other.weights, font.weights):
                message = say(
                    "{one} and {other} are the same weight of one typeface",
                    one=other.path.name,
                    other=path.name,
                )
                raise UnusableFontError(message, say("name the files that you want, as a list"))
        found[font] = path
        called.setdefault(own_name, path)
    shortest = min(called, key=len)
    for others_name, path in called.items():
        if not others_name.startswith(shortest):
            message = say(
                "{file} is of another typeface, {other}, than {name}",
                file=path.name,
                other=others_name,
                name=shortest,
            )
            hint = say("a typeface has a folder of its own, or a list of its files")
            raise UnusableFontError(message, hint)
    family = Family(name, script, ordered(found), is_own=True)
    if family.regular.is_italic or family.regular.distance(REGULAR) > _FAR_FROM_REGULAR:
        message = say("the typeface {name} has no regular face here", name=shortest)
        raise UnusableFontError(message, say("add its file, often called …-Regular"))
    return family


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _read(path: Path) -> tuple[FontFile, str]:
    """Return what a file is, and what its typeface calls itself.

    Raises:
        UnusableFontError: It can't be used.
    """
    kinds = ", ".join(SUFFIXES)
    if path.suffix.lower() not in SUFFIXES:
        message = say("{file} is no font: found {found}", file=path.name, found=path.suffix)
        raise UnusableFontError(message, say("expected one of {kinds}", kinds=kinds))
    try:
        with TTFont(io.BytesIO(path.read_bytes()), lazy=True) as font:
            _prove(path.name, font)
            weights = _weights(font)
            is_italic = bool(font["OS/2"].fsSelection & _SLANTED or font["post"].italicAngle)
            name = font["name"].getBestFamilyName() or path.stem
    except (OSError, TTLibError, AssertionError, KeyError, ValueError) as error:
        if isinstance(error, UnusableFontError):
            raise
        message = say("{file} is no font that can be read", file=path.name)
        raise UnusableFontError(message, say("expected one of {kinds}", kinds=kinds)) from error
    return FontFile(path, 0, is_italic, weights), str(name)


def _prove(name: str, font: TTFont) -> None:
    """Make sure that every format can hold a font.

    Raises:
        UnusableFontError: One can't.
    """
    if "CFF2" in font:
        message = say("{file} has outlines that PDFs can't be set in (CFF2)", file=name)
        hint = say("take its variable TrueType file (.ttf), or a file a weight")
        raise UnusableFontError(message, hint)
    if not _OUTLINES & set(font.keys()):
        message = say("{file} has no outlines: it draws with pictures alone", file=name)
        raise UnusableFontError(message, say("take a TrueType or OpenType file of text"))
    licence = font["OS/2"].fsType
    if licence & _RESTRICTED and not licence & _LESS_THAN_RESTRICTED:
        message = say("{file} forbids that documents carry it (fsType {bits})", file=name, bits=2)
    elif licence & _NO_SUBSETS:
        message = say("{file} forbids that it is cut down (fsType {bits})", file=name, bits=0x100)
    elif licence & _BITMAPS_ONLY:
        message = say(
            "{file} lets documents carry its pictures alone (fsType {bits})", file=name, bits=0x200
        )
    else:
        return
    hint = say("take a typeface with a free licence, such as the SIL Open Font License")
    raise UnusableFontError(message, hint)


def _weights(font: TTFont) -> tuple[int, int]:
    axes = font["fvar"].axes if "fvar" in font else ()
    for axis in axes:
        if axis.axisTag == "wght":
            return int(axis.minValue), int(axis.maxValue)
    weight = int(font["OS/2"].usWeightClass)
    return weight, weight


def copy_of(font: FontFile, family: str, cache: ContentCache) -> bytes:
    """Return a font as Typst reads it, under the name of its family.

    The PDFs that carry it call it by the PostScript name that it had, behind `Site-`: Typst has
    families of its own for some PostScript names.

    Args:
        font: One of a site's own.
        family: Its family's name.
        cache: Where copies that were made before are kept.
    """
    content = font.path.read_bytes()
    key = digest([generator(), "copy", family, content])
    return cache.value(key, ".font", lambda: _copied(content, family))


def _copied(content: bytes, family: str) -> bytes:
    with TTFont(io.BytesIO(content), recalcTimestamp=False) as font:
        names = font["name"]
        for record in list(names.names):
            if record.nameID == 1:
                record.string = family
            elif record.nameID in _FAMILY_NAMES:
                names.names.remove(record)
            elif record.nameID == _POSTSCRIPT_NAME:
                record.string = f"Site-{record.toUnicode()}"
        font.flavor = None
        file = io.BytesIO()
        font.save(file)
    return file.getvalue()


def unpacked(data: bytes) -> bytes:
    """Return a font as TrueType or OpenType, whichever of WOFF and WOFF2 it is packed in.

    Args:
        data: A font in any of these formats.

    Raises:
        fontTools.ttLib.TTLibError: It is none.
    """
    if not data.startswith(_PACKED):
        return data
    file = io.BytesIO()
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        font.flavor = None
        font.save(file)
    return file.getvalue()


def folder_files(folder: Path) -> Iterable[Path]:
    """Yield the fonts in a folder."""
    yield from (path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES)

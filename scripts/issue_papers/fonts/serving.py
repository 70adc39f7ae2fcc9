"""A site's own typefaces as its pages get them: cut by script, beside a stand-in until they come.

A file has what one `unicode-range` says, so that a browser fetches only what a page has letters of;
what a typeface lacks is in no range of it, and the next in the stack draws it. Fonts for Chinese,
Japanese and Korean are too big to be served: pages have the reader's own, as with the package's.

Until a font has come, a reader sees one of the system, made as wide and as high, so that no line
moves. Widths are averages over the letters of running text, as often as they occur in European
languages; those of the systems' fonts were measured once (`tests/tools/web_fonts.py`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont

from issue_papers.content_cache import ContentCache
from issue_papers.fonts.family import BOLD, REGULAR, SANS, SERIF, Family, FontFile, SiteTypefaces
from issue_papers.fonts.ranges import LATIN_PARTS, LETTERS, written
from issue_papers.fonts.scripts import LATIN
from issue_papers.fonts.subset import TEXT_SIZE, WEIGHTS, WIDTH, coverage, subset_font

_TOO_BIG = frozenset({"Hang", "Hani"})
_NEVER_CUT = frozenset({"Zyyy", "Zinh", "Zzzz"})
_NO = frozenset[str]()
_BESIDE = {"Cyrl": frozenset("\u0301")}
"""Marks that belong to no script, and are set on letters of one."""

_HEADING = 600
"""The weight that a reader's bold stands in for."""

_OFTEN = (
    "e1101 a774 n622 t608 o607 i602 s592 r521 l412 c370 d358 u298 p206 m202 b142 h138 f132 g110 "
    "v84 y73 q46 w45 x28 k20 j17 z12"
)
_SPACES = 1571

_SYSTEMS: Mapping[str, tuple[tuple[str, bool, tuple[str, ...], float], ...]] = {
    SERIF: (
        ("until then", False, ("Georgia", "Gelasio"), 0.4385),
        ("until then", True, ("Georgia Bold", "Georgia-Bold", "Gelasio Bold"), 0.5113),
        ("on Android", False, ("Noto Serif", "NotoSerif"), 0.4761),
        ("on Android", True, ("Noto Serif Bold", "NotoSerif-Bold"), 0.5070),
        ("on Linux", False, ("DejaVu Serif", "DejaVuSerif"), 0.5105),
        ("on Linux", True, ("DejaVu Serif Bold", "DejaVuSerif-Bold"), 0.5643),
    ),
    SANS: (
        ("until then", False, ("Arial", "ArialMT", "Arimo", "Liberation Sans"), 0.4430),
        ("until then", True, ("Arial Bold", "Arial-BoldMT", "Arimo Bold"), 0.4782),
        ("on Android", False, ("Roboto", "Roboto-Regular"), 0.4435),
        ("on Android", True, ("Roboto Bold", "Roboto-Bold"), 0.4494),
        ("on Linux", False, ("DejaVu Sans", "DejaVuSans"), 0.5055),
        ("on Linux", True, ("DejaVu Sans Bold", "DejaVuSans-Bold"), 0.5702),
    ),
}
"""By role: what a stand-in is called after the role, whether it is bold, the system's names for it,
and how wide its letters are, in ems."""


@dataclass(frozen=True)
class ServedFace:
    """One `@font-face` of a site's own typeface.

    Attributes:
        family: Its family in style sheets.
        style: CSS `font-style`.
        weight: CSS `font-weight`.
        file: The name of its file in the folder of fonts.
        range: CSS `unicode-range`.
    """

    family: str
    style: str
    weight: str
    file: str
    range: str


@dataclass(frozen=True)
class StandIn:
    """An `@font-face` of the reader's own system, until a font has come.

    Attributes:
        family: Its family in style sheets.
        weight: CSS `font-weight`.
        names: What systems call it.
        size: CSS `size-adjust`, in per cent.
        ascent: CSS `ascent-override`, in per cent.
        descent: CSS `descent-override`, in per cent.
        gap: CSS `line-gap-override`, in per cent.
    """

    family: str
    weight: str
    names: tuple[str, ...]
    size: str
    ascent: str
    descent: str
    gap: str


@dataclass(frozen=True)
class Served:
    """All that pages need of a site's own typefaces.

    Attributes:
        faces: What is served, those of letters last.
        stand_ins: What is seen until it has come.
        files: The files, by name.
    """

    faces: tuple[ServedFace, ...]
    stand_ins: tuple[StandIn, ...]
    files: Mapping[str, bytes]


def served(own: SiteTypefaces, cache: ContentCache) -> Served:
    """Cut a site's own typefaces for its pages.

    Args:
        own: What the site has chosen.
        cache: Where what was cut before is kept.
    """
    faces: list[ServedFace] = []
    letters: list[ServedFace] = []
    stand_ins: list[StandIn] = []
    files: dict[str, bytes] = {}
    for role, chain in own.roles:
        for family in chain:
            for face, chars, data in _cut(family, _parts(family, own.scripts), cache):
                faces.append(face)
                files[face.file] = data
                if _TOO_BIG.intersection(own.scripts) and family.script == LATIN:
                    letters += _letters(face, chars, role)
        if chain and {*"aeiou"} <= coverage(chain[0].regular.path):
            stand_ins += _stand_ins(role, chain[0], cache)
    return Served((*faces, *letters), tuple(stand_ins), files)


def _parts(family: Family, needed: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a family is cut into: the part's name, and its characters."""
    has = coverage(family.regular.path)
    if family.script == LATIN:
        yield from LATIN_PARTS.items()
    for script in needed:
        if script not in _TOO_BIG | _NEVER_CUT:
            chars = (char for char in has if script in scripts.script_extension(char))
            yield script.lower(), frozenset(chars) - LATIN_PARTS["latin"] | _BESIDE.get(script, _NO)


def _cut(
    family: Family, parts: Iterable[tuple[str, frozenset[str]]], cache: ContentCache
) -> Iterator[tuple[ServedFace, frozenset[str], bytes]]:
    """Yield each face of a family, with its characters and its file."""
    for part, wanted in parts:
        for font in family.shown(italic=True):
            style = "italic" if font.is_italic else "normal"
            is_bold = not font.is_italic and font != family.regular
            if chars := wanted & coverage(font.path):
                weights = ("wght", REGULAR) if font.is_italic else WEIGHTS
                axes = (weights, TEXT_SIZE, WIDTH)
                cut = subset_font(font.path, chars, family.name, axes, cache=cache)
                file = _file(family, part, "bold" if is_bold else style)
                face = ServedFace(family.name, style, _weight(font, family), file, written(chars))
                yield face, chars, cut.data


def _file(family: Family, part: str, style: str) -> str:
    return f"{family.name.lower().replace(' ', '-')}-{part}-{style}.woff2"


def _weight(font: FontFile, family: Family) -> str:
    """Return what of the weights that pages ask for a face is drawn in."""
    if font.is_italic or font == family.regular:
        lightest, boldest = font.weights
        is_range = boldest > REGULAR and lightest != boldest and not font.is_italic
        return f"{max(lightest, REGULAR)} {min(boldest, BOLD)}" if is_range else f"{REGULAR}"
    return f"{BOLD}"


def _letters(face: ServedFace, chars: frozenset[str], role: str) -> Iterator[ServedFace]:
    """Yield a face for text among ideographs, which has marks of its own."""
    if mine := chars & LETTERS:
        name = f"Own {role.title()} Letters"
        yield ServedFace(name, face.style, face.weight, face.file, written(mine))


def _stand_ins(role: str, family: Family, cache: ContentCache) -> Iterator[StandIn]:
    with TTFont(family.regular.path, lazy=True) as font:
        em, head = font["head"].unitsPerEm, font["hhea"]
        ascent, descent, gap = head.ascent, -head.descent, head.lineGap
    for name, is_bold, names, width in _SYSTEMS[role]:
        ratio = _width(family, _HEADING if is_bold else REGULAR, cache) / width
        yield StandIn(
            family=f"Own {role.title()} {name}",
            weight="550 1000" if is_bold else "1 549",
            names=names,
            size=f"{ratio:.1%}",
            ascent=f"{ascent / em / ratio:.1%}",
            descent=f"{descent / em / ratio:.1%}",
            gap=f"{gap / em / ratio:.1%}",
        )


def _width(family: Family, weight: int, cache: ContentCache) -> float:
    """Return how wide a family's letters are in a weight, in ems."""
    upright = [font for font in family.files if not font.is_italic]
    nearest = min(upright, key=lambda font: (font.distance(weight), font.weights))
    often = {each[0]: int(each[1:]) for each in _OFTEN.split()} | {" ": _SPACES}
    axes = (("wght", weight), TEXT_SIZE, WIDTH)
    cut = subset_font(nearest.path, often, "Measured", axes, cache=cache)
    with TTFont(io.BytesIO(cut.data)) as font:
        cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
        known = {letter: count for letter, count in often.items() if ord(letter) in cmap}
        total = sum(metrics[cmap[ord(letter)]][0] * count for letter, count in known.items())
        return float(total / sum(known.values()) / font["head"].unitsPerEm)

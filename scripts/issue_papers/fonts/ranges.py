"""Which characters of a font a file of it has, as style sheets say it: `unicode-range`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType


def characters_of(text: str) -> frozenset[str]:
    """Return characters that are given as `0041-005A 00E9`."""
    found: set[str] = set()
    for span in text.split():
        first, _, last = span.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)


def spans(chars: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last code point of each row of characters without a gap."""
    points = sorted(map(ord, chars))
    start = 0
    for at in range(1, len(points) + 1):
        if at == len(points) or points[at] != points[at - 1] + 1:
            yield points[start], points[at - 1]
            start = at


def written(chars: Iterable[str]) -> str:
    """Return characters as CSS has them in `unicode-range` (CSS Fonts 4, 4.5)."""
    return ", ".join(
        f"U+{first:04X}" if first == last else f"U+{first:04X}-{last:04X}"
        for first, last in spans(chars)
    )


LATIN_PARTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "latin": characters_of(
            "0000-00FF 0131 0152-0153 02BB-02BC 02C6 02DA 02DC 0304 0308 0329 2000-206F 20AC 2122 "
            "2191 2193 2212 2215 FEFF FFFD"
        ),
        "latin-ext": characters_of(
            "0100-02BA 02BD-02C5 02C7-02CC 02CE-02D7 02DD-02FF 0304 0308 0329 1D00-1DBF 1E00-1E9F "
            "1EF2-1EFF 2020 20A0-20AB 20AD-20C4 2113 2C60-2C7F A720-A7FF"
        ),
    }
)
"""What each file of a Latin typeface has; that of most texts first."""

LETTERS = characters_of(
    "0020-007E 00A0 00C0-00D6 00D8-00F6 00F8-00FF 0100-0151 0152-02AF 1E00-1EFF"
)
"""What of a Latin typeface is used among ideographs, whose marks have another width and place."""

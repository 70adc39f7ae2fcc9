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


_LATIN = characters_of(  # with a line's end, and the isolates that names stand in
    "0000-007E 00A0-00A1 00A7 00A9-00AB 00AD 00B0 00B6-00B7 00BA-00BB 00BF-00C4 00C7-00CF "
    "00D1-00D6 00D9-00DD 00DF-00E4 00E7-00EF 00F1-00F6 00F9-00FD 0152-0153 2000-200F 2010-2011 "
    "2013-2014 2018-201A 201C-201E 2020 2022 2026 202F 2060 2066-2069 20AC 2191 2193"
)

_LATIN_EXT = characters_of(
    "0100-0151 0154-017F 0218-021B 02C7 02C9-02CA 02D8-02D9 02DB 02DD 1E80-1E85 1E9E 1EF2-1EF3"
)

LATIN_PARTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "latin": _LATIN,
        "latin-more": characters_of(
            "0000-00FF 02BB-02BC 02C6 02DA 02DC 2000-206F 2122 2212 2215 FEFF FFFD"
        )
        - _LATIN,
        "latin-ext": _LATIN_EXT,
        "latin-rare": characters_of(
            "0180-0217 021C-02BA 02BD-02C5 02C8 02CB-02CC 02CE-02D7 02DE-02FF 0304 0308 0329 "
            "1D00-1DBF 1E00-1E7F 1E86-1E9D 1E9F 1EF4-1EFF 20A0-20AB 20AD-20C4 2113 2C60-2C7F "
            "A720-A7FF"
        ),
    }
)
"""What each file of a Latin typeface has; that of most texts first: the letters of most Western
European languages, with the marks, figures and spaces that such texts are set with. What few pages
have is apart: letters of the Nordic languages and signs (primes, fractions, superior figures,
currencies); the letters of Central European and Baltic languages, of Turkish, Maltese and Welsh;
those of all others and of phonetics."""

LETTERS = characters_of(
    "0020-007E 00A0 00C0-00D6 00D8-00F6 00F8-00FF 0100-0151 0152-02AF 1E00-1EFF"
)
"""What of a Latin typeface is used among ideographs, whose marks have another width and place."""

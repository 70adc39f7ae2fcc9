"""Sketches of texts: short enough for a line, and alike where the texts are alike.

A fingerprint says whether two texts are the same; a sketch says how far they are. It is a MinHash
with one permutation (Li, Owen, Zhang, “One permutation hashing”, NIPS 2012) of a text's runs of
four characters, which all scripts have, of which each bucket keeps four bits (Li and König, “b-bit
minwise hashing”, WWW 2010). It outlives versions of this program: what it is made of doesn't
change.
"""

from __future__ import annotations

from zlib import crc32

LENGTH = 24
"""How many characters a sketch has, one a bucket."""

EMPTY = "."
"""A bucket that no run of characters has fallen into."""

_RUN = 4
_CHANCE = 1 / 16
"""How often two buckets agree that have nothing to do with each other."""


def sketch(words: str) -> str:
    """Return the sketch of a text: 24 hexadecimal digits, or dots where it is too short for more.

    Args:
        words: The text without markup, in normal form.
    """
    text = words.casefold()
    least: dict[int, int] = {}
    for start in range(max(len(text) - _RUN + 1, 1)):
        value = crc32(text[start : start + _RUN].encode())
        bucket, rank = value % LENGTH, value // LENGTH
        if rank < least.get(bucket, rank + 1):
            least[bucket] = rank
    return "".join(f"{least[b] >> 5 & 15:x}" if b in least else EMPTY for b in range(LENGTH))


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, from 0 to 1, by their sketches."""
    pairs = [pair for pair in zip(one, other, strict=False) if pair != (EMPTY, EMPTY)]
    if not pairs:
        return 0.0
    same = sum(a == b for a, b in pairs) / len(pairs)
    return max(0.0, (same - _CHANCE) / (1 - _CHANCE))

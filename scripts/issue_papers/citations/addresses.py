"""Addresses in what a reference is written as: where they begin and end, and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from issue_papers.content.identifiers import doi_address, is_web_address

ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S*[^\s.,;)]")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/")


def own(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the addresses and the DOI of a work, any of which a style may write.

    They end where they end, if it be with a bracket or a full stop.
    """
    found = [str(record.get(name, "")) for name in ("URL", "DOI")]
    return tuple(address for address in found if address)


def parted(text: str, known: Iterable[str] = ()) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, and of each whether it is an address.

    Args:
        text: The text.
        known: Addresses and DOIs that may be in it.
    """
    resolver = f"(?:{_RESOLVER.pattern})?"
    exactly = [rf"{resolver}{re.escape(each)}(?![\w/])" for each in sorted(known, key=len)[::-1]]
    pattern = re.compile("|".join([*exactly, ADDRESS.pattern]))
    start = 0
    for match in pattern.finditer(text):
        yield text[start : match.start()], False
        yield match[0], True
        start = match.end()
    yield text[start:], False


def target(address: str) -> str:
    """Return where an address leads as it is written; nothing if nowhere."""
    bare = _RESOLVER.sub("", address)
    if bare.startswith("10."):
        return doi_address(bare)
    whole = f"https://{address}" if address.startswith("www.") else address
    return whole if is_web_address(whole) else ""

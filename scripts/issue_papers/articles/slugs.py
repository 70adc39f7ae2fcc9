"""Ids made of words, as Python-Markdown's extension `toc` makes those of headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markdown.extensions.toc import slugify

from issue_papers.articles.characters import UNSEEN

__all__ = ["Slugs", "right_id", "slugify"]

_NUMBERED = re.compile(r"(?P<base>.*)_(?P<number>[0-9]{1,9})", re.DOTALL)


def right_id(written: str) -> str:
    """Return the id that was meant: lower-case ASCII words joined by hyphens; empty without any."""
    return slugify(written.replace("_", "-").replace(".", "-"), "-").strip("-")


class Slugs:
    """Gives each heading of a text an id that nothing else there has: `why`, `why_1`, `why_2`.

    Args:
        taken: The ids that the page's text has.
        is_reserved: Whether an id is the page's own, around its text.
    """

    def __init__(self, taken: Iterable[str], is_reserved: Callable[[str], bool]) -> None:
        self._taken = {*taken}
        self._is_reserved = is_reserved
        self._given: dict[tuple[str, int], int] = {}

    def made(self, words: str) -> str:
        """Return an id for a heading that has none, with a number where that is taken; take it."""
        slug = slugify(words, "-")
        if self._is_reserved(slug):
            self._taken.add(slug)
        if slug and slug not in self._taken:
            self._taken.add(slug)
            return slug
        match = _NUMBERED.fullmatch(slug)
        base, first = (match["base"], int(match["number"])) if match else (slug, 0)
        number = self._given.get((base, first), first) + 1
        while f"{base}_{number}" in self._taken:
            number += 1
        self._given[base, first] = number  # all below it are taken
        self._taken.add(f"{base}_{number}")
        return f"{base}_{number}"


_GAP = rf"[ \t\xa0\u2000-\u200a\u202f{UNSEEN}]"  # spaces, and what nobody sees
_HEADING_ID = re.compile(
    rf"(?<!{_GAP}){_GAP}*\{{:?{_GAP}*#{_GAP}*(?P<rest>[\w:.-][^{{}}\n]*)\}}{_GAP}*$"
)


def with_id_apart(heading: str) -> str:
    """Return a heading's words with its id typed as it must be: ` { #why }`."""
    return _HEADING_ID.sub(
        lambda match: f" {{ #{re.sub(_GAP, ' ', match['rest']).strip()} }}", heading
    )

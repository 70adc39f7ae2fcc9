r"""Which characters a text may hold, whoever typed it, and whatever escape has made it.

The one list for all that contributors write: files as they are typed, values that YAML makes of
escapes (`"\0"`, `"\u202E"`), and texts in which a name stands for a character (`&#x202E;`). What
is refused can't be seen, and would break a format or let a text read otherwise than it is:

- controls, C0 and C1 (ISO/IEC 6429), but for the line's end and the tab;
- halves of characters (lone surrogates) and noncharacters (Unicode 16, 23.7);
- embeddings and overrides of direction (UAX #9, 2.1 and 2.2), and isolates that are left open or
  close nothing, whose effect would reach into what stands around the text (2.4);
- tags (U+E0000 to U+E007F), but for the three flags that are made of them (UTS #51, ED-14a).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from issue_papers.reporting.messages import Message, say

_LAST_OF_PLANES = "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff]|[\u202a-\u202e]|[\ufdd0-\ufdef]"
    f"|[{_LAST_OF_PLANES}]"
    "|(?P<flag>\U0001f3f4(?:\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067"
    "|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f))"
    "|[\U000e0000-\U000e007f]"
)
"""The flags of England, Scotland and Wales are matched so that nothing in them is."""

UNSEEN = "\u200b-\u200f\u2060\ufeff"
"""Signs without a width, as a class of regular expressions holds them: keyboards and programs leave
them behind."""
SPACES = "\xa0\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that Markdown and YAML take for none, as such a class holds them, too."""

_ISOLATES = re.compile("[\u2066-\u2069]")
_CLOSES = "\u2069"
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff]"
)
_LINE_ENDS = re.compile("[\t\n\u2028\u2029]")
_PLAIN_SPACES = "\n\t\u00a0\u202f"
_AROUND = 12


@dataclass(frozen=True)
class Breach:
    """A character that a text may not hold.

    Attributes:
        at: Where it is in the text.
        character: It.
        kind: `control`, `half`, `noncharacter`, `direction`, `isolate` or `tag`.
    """

    at: int
    character: str
    kind: str

    @property
    def code(self) -> str:
        """Its number as Unicode writes it, `U+202E`."""
        return f"U+{ord(self.character):04X}"


def breaches(text: str, *, isolates: bool = True) -> Iterator[Breach]:
    """Yield the characters that a text may not hold, in their order.

    Args:
        text: A value, or the text of one paragraph.
        isolates: Whether isolates must be balanced, as they must where a text ends.
    """
    if _is_clean(text):
        return
    found = [
        Breach(match.start(), match[0], _kind(match[0]))
        for match in _REFUSED.finditer(text)
        if not match["flag"]
    ]
    if isolates:
        found += _unbalanced(text)
    yield from sorted(found, key=lambda breach: breach.at)


def _is_clean(text: str) -> bool:
    """Whether a text has nothing of Unicode's category C, which isn't printable: most have not."""
    for sign in _PLAIN_SPACES:
        text = text.replace(sign, " ")
    return text.isprintable()


def told(breach: Breach, text: str) -> tuple[Message, Message]:
    """Say what is wrong with a text, and how to mend it.

    Args:
        breach: What it holds.
        text: The text.
    """
    message = say(
        "found {what} in “{text}”, expected a text without it",
        what=_WHAT[breach.kind](breach.code),
        text=shown(text, breach.at),
    )
    return message, _HINTS.get(breach.kind, _RETYPE)


def told_lines(text: str) -> tuple[Message, Message] | None:
    """Say of a text that must be one line that it isn't; nothing where it is."""
    match = _LINE_ENDS.search(text)
    if match is None:
        return None
    around = shown(text, match.start())
    if match[0] == "\t":
        message = say("found a tab in “{text}”, expected a space", text=around)
        return message, say("write a space in its place")
    message = say("found a line end in “{text}”, expected one line", text=around)
    return message, say("write it on one line: `>` after the key joins lines, `|` keeps them apart")


def replaced(text: str) -> str:
    """Return a text with U+FFFD in the place of each character that it may not hold.

    Lines end as files on Unix do; what ends them in some programs alone (U+2028) is a space.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_clean(text):
        return text
    text = text.replace("\u2028", " ").replace("\u2029", " ")
    return _REFUSED.sub(lambda match: match["flag"] or "\ufffd", text)


def shown(text: str, at: int) -> str:
    r"""Return what stands around a place in a text, with what can't be seen as escapes: `a\u202eb`.

    Args:
        text: The text.
        at: The place.
    """
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND + 1)
    inside = visible(text[start:end])
    return f"{'…' if start else ''}{inside}{'…' if end < len(text) else ''}"


def visible(text: str) -> str:
    """Return a text with escapes for what can't be seen, or may not be in one."""
    kept = _REFUSED.sub(lambda match: match["flag"] or _escape(match[0]), text)
    return _UNSEEN.sub(lambda match: _escape(match[0]), kept)


def _unbalanced(text: str) -> Iterator[Breach]:
    """Yield isolates that nothing closes, and what closes none."""
    opened: list[int] = []
    for match in _ISOLATES.finditer(text):
        if match[0] != _CLOSES:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            yield Breach(match.start(), match[0], "isolate")
    yield from (Breach(at, text[at], "isolate") for at in opened)


def _kind(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - Unicode's own numbers, here and below
        return "half"
    if 0x202A <= code <= 0x202E:  # noqa: PLR2004
        return "direction"
    if 0xE0000 <= code <= 0xE007F:  # noqa: PLR2004
        return "tag"
    return "control" if code <= 0x9F else "noncharacter"  # noqa: PLR2004


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


_RETYPE = say("delete what stands there and type it again")
_HINTS: Mapping[str, Message] = {
    "direction": say("delete it: pages set the direction of each name and each title themselves"),
    "isolate": say("delete it, or write both ends, U+2068 and U+2069, in the same text"),
}
_WHAT: Mapping[str, Callable[[str], Message]] = {
    "control": lambda code: say("the control character {code}", code=code),
    "half": lambda code: say("{code}, which is half of a character", code=code),
    "noncharacter": lambda code: say("{code}, which is no character", code=code),
    "direction": lambda code: say("{code}, which turns the direction of what follows", code=code),
    "isolate": lambda code: say("{code}, one end of an isolate without the other", code=code),
    "tag": lambda code: say("{code}, a tag that nobody sees", code=code),
}

"""Names of people and organisations, in the parts that citations sort and shorten them by.

The parts are those of the Citation Style Language 1.0.2: a family name with the particles that
belong to it (`non-dropping`: *van den* Berg) and those that don't (`dropping`: Goethe, Johann
Wolfgang *von*), given names, a suffix (Jr.); or a name as a whole, that of an organisation.

A name that is typed in one piece is taken apart by a rule that says so (`split`), never by cutting
a family name out of it: every word that was typed is in one of the parts, once.

https://docs.citationstyles.org/en/v1.0.2/specification.html#name
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PARTICLES = frozenset(
    [
        "af",
        "al",
        "da",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "delle",
        "dem",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "het",
        "la",
        "las",
        "le",
        "lo",
        "los",
        "op",
        "te",
        "ten",
        "ter",
        "'t",
        "t’",
        "van",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
"""What stands in lower case before a family name, and belongs to it."""

_BEGINNINGS = frozenset(["abu", "bin", "bint", "ben", "ibn", "umm", "ابن", "أبو", "بن", "بنت"])
"""What an Arabic or Hebrew name's last part may begin with, in capitals or not."""

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})

_OF_ORGANISATIONS = frozenset(
    ["&", "and", "for", "für", "of", "para", "per", "por", "pour", "the", "und"]
)
"""What stands in names of organisations and never in a person's."""

_ABBREVIATED = re.compile(r"\([A-Z][A-Z.&-]+\)$")
INITIAL = re.compile(r"[^\W\d_]\.")
"""One given name, shortened."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Kana, Han and Hangul: the family name comes first, and no space stands behind it."""

_MOST_SURE = 2
_SURE_UNSPACED = 3


@dataclass(frozen=True)
class Name:
    """A name in its parts.

    Attributes:
        family: The family name, or the only one that a person has; empty for a whole name.
        given: Given names.
        particle: What belongs to the family name and stands before it.
        dropping: What stands before the family name, and is left out where that stands alone.
        suffix: What stands behind the name.
        literal: A name without parts, as of an organisation.
        family_first: Whether the family name comes first where the name is printed.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False

    @property
    def printed(self) -> str:
        """The name as its own language prints it."""
        if self.literal:
            return self.literal
        particles = _joined(self.dropping, self.particle)
        family = _joined(particles, self.family)
        if not self.family_first:
            return _joined(self.given, family, self.suffix)
        is_unspaced = _UNSPACED.match(self.family) and _UNSPACED.match(self.given)
        whole = f"{family}{self.given}" if is_unspaced else _joined(family, self.given)
        return _joined(whole, self.suffix)

    @property
    def sorted_by(self) -> str:
        """The family name with the particles that belong to it."""
        return self.literal or _joined(self.particle, self.family)

    @property
    def last_first(self) -> str:
        """The name with the family name first, a comma after it: *van den Berg, Ludwig, Jr.*."""
        given = _joined(self.given, self.dropping)
        return ", ".join(part for part in (self.sorted_by, given, self.suffix) if part)

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON has it."""
        if self.literal:
            return {"literal": self.literal}
        parts = {
            "family": self.family,
            "given": self.given,
            "non-dropping-particle": self.particle,
            "dropping-particle": self.dropping,
            "suffix": self.suffix,
        }
        return {name: part for name, part in parts.items() if part}


def is_unspaced(part: str) -> bool:
    """Whether a part of a name is in a script that has no space between the parts."""
    return _UNSPACED.match(part) is not None


def of_csl(record: dict[str, str]) -> Name:
    """Return a name that CSL-JSON has."""
    return Name(
        family=record.get("family", ""),
        given=record.get("given", ""),
        particle=record.get("non-dropping-particle", ""),
        dropping=record.get("dropping-particle", ""),
        suffix=record.get("suffix", ""),
        literal=record.get("literal", ""),
    )


def split(text: str, family: str = "") -> Name:
    """Take a name apart that was typed in one piece.

    - With a comma, the family name is before it: `Berg, Ludwig`, and `King, Martin Luther, Jr.`.
    - With `of`, `for`, `and` and their like, or an abbreviation in parentheses behind it, it is an
      organisation's, and stays whole.
    - In Han, kana or Hangul, the family name comes first: up to the space, or one character.
    - Else it is the last word with the particles before it: Octavi *de la Varga*. What stands
      before is given; `Jr.` and its like behind are a suffix.
    - One word is all the name that a person has.

    Args:
        text: The name.
        family: The family name, where an editor has said which words are it.

    Returns:
        Its parts, which hold every word of it.
    """
    if family:
        return _around(text, family)
    if _is_inverted(text):
        last, given, *rest = (part.strip() for part in text.split(",", 2))
        particle, last = _particles(last.split())
        return Name(last, given, particle, suffix=rest[0] if rest else "")
    words = text.split()
    if is_of_organisation(text):
        return Name(literal=" ".join(words))
    if _UNSPACED.match(text):
        first = words[0] if len(words) > 1 else text[:1]
        given = " ".join(words[1:]) if len(words) > 1 else text[1:]
        return Name(first, given, family_first=True)
    suffix = ""
    if len(words) > 1 and words[-1].casefold() in SUFFIXES:
        suffix = words.pop()
        words[-1] = words[-1].rstrip(",")
    start = len(words) - 1
    if start and words[start - 1].casefold() in _BEGINNINGS:
        start -= 1
    particle, given = _before(words[:start])
    return Name(" ".join(words[start:]), given, particle, suffix=suffix)


def is_doubtful(text: str) -> bool:
    """Whether a name that was typed in one piece could be taken apart in more than one way."""
    if _is_inverted(text):
        return False
    words = text.split()
    if _UNSPACED.match(text):
        return len(words) == 1 and len(text) > _SURE_UNSPACED
    if is_of_organisation(text):
        return True
    name = split(text)
    if name.suffix:
        return False  # where names have one, the family name is the last word
    whole = [word for word in name.given.split() if not INITIAL.fullmatch(word)]
    return len([*whole, *name.family.split()]) > _MOST_SURE and (
        name.family.split()[0].casefold() not in _BEGINNINGS
    )


def is_of_organisation(text: str) -> bool:
    """Whether a name has words that no person's has, or its abbreviation behind it."""
    return any(word in _OF_ORGANISATIONS for word in text.split()) or bool(
        _ABBREVIATED.search(text)
    )


def _is_inverted(text: str) -> bool:
    """Whether a comma parts the family name from the given names, and not from a suffix."""
    _, comma, rest = text.partition(",")
    return bool(comma) and rest.strip().casefold() not in SUFFIXES


def _around(text: str, family: str) -> Name:
    """Take a name apart around its family name, which stands at its end or at its beginning."""
    words, wanted = text.split(), family.split()
    count = len(wanted)
    suffix = ""
    if words[-1].casefold() in SUFFIXES and words[-1] != wanted[-1]:
        suffix = words.pop()
        words[-1] = words[-1].rstrip(",")
    particle, own = _particles(wanted)
    if words[-count:] == wanted:
        particles, rest = _before(words[:-count])
        return Name(own, rest, _joined(particles, particle), suffix=suffix)
    if words[:count] == wanted:
        return Name(own, " ".join(words[count:]), particle, suffix=suffix, family_first=True)
    rest = text.removeprefix(family)  # what has no spaces between its names
    return Name(family, rest, family_first=True)


def _before(words: list[str]) -> tuple[str, str]:
    """Return the particles at the end of some words, and the words before them."""
    first = len(words)
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _particles(words: list[str]) -> tuple[str, str]:
    """Return the particles that a family name begins with, and the rest of it."""
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _joined(*parts: str) -> str:
    """Join what is there by spaces; none after an apostrophe or a hyphen."""
    made = ""
    for part in parts:
        if part:
            made += part if not made or made.endswith(("’", "'", "-")) else f" {part}"
    return made


def holds(text: str, family: str) -> bool:
    """Whether words are the beginning or the end of a name, as whole words where it has spaces."""
    words, wanted = text.split(), family.split()
    if words and words[-1].casefold() in SUFFIXES and words[-1] not in wanted:
        words = [*words[:-2], words[-2].rstrip(",")] if len(words) > 1 else words
    count = len(wanted)
    is_unspaced = len(words) == 1 and bool(_UNSPACED.match(text))
    return wanted in (words[-count:], words[:count]) or (is_unspaced and text.startswith(family))

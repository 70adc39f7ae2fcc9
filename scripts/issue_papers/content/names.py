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
        "’t",
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

_WORDS_OF_ORGANISATIONS = re.compile(
    r"\b(?:universi|minist(?:ry|ère|[eé]ri)|institut|associa[tçc]|asociaci|fo?unda[tçc]|fondation"
    r"|organi[sz]a[tçc]|federa[tçc]|fédération|kommission|commission|comisi[oó]n|comissão"
    r"|observator|laborator|secretar(?:iat|ía)|secrétariat|gesellschaft|stiftung|bundesamt"
    r"|(?:committee|comit[eé]|council|consejo|conseil|agenc[ey]|agencia|network|banque|programme"
    r"|department|departamento|département|ayuntamiento|consortium|consorcio)\b"
    r"|(?:world|development) bank\b|(?:african|european) union\b|united (?:cities|nations)\b"
    r"|naciones unidas|nações unidas|nations unies)|^UN |"
    r"\S[ ,](?:ltd|limited|inc|llc|llp|plc|gmbh|corp)\.?$",
    re.IGNORECASE,
)
"""What an organisation's name has, and a person's hasn't: words, a company's form."""

_ABBREVIATED = re.compile(r"\([A-Z][A-Z.&-]+\)$")
_ABBREVIATION = re.compile(r"[A-Z][A-Z&/-]+(?:-[A-Z]\w+)?")
"""One word of capitals: `UNESCO`, `UN-Habitat`."""

_COMMA = re.compile("[,\u060c\uff0c]")
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

    - With `of`, `for`, `and` and their like, `University`, `Ltd.` and theirs, or an abbreviation
      in parentheses behind it, it is an organisation's, and stays whole; so does an abbreviation.
    - With a comma, the family name is before it: `Berg, Ludwig`, and `King, Martin Luther, Jr.`.
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
    words = text.split()
    if is_of_organisation(text):
        return Name(literal=" ".join(words))
    if _is_inverted(text):
        return _inverted(text)
    if _UNSPACED.match(text):
        first = words[0] if len(words) > 1 else text[:1]
        given = " ".join(words[1:]) if len(words) > 1 else text[1:]
        return Name(first, given, family_first=True)
    suffix = ""
    if len(words) > 1 and words[-1].casefold() in SUFFIXES:
        suffix = words.pop()
        words[-1] = words[-1].rstrip(",")
    start = len(words) - 1
    if start and words[start - 1].casefold() in _BEGINNINGS and words[:start] != ["Ben"]:
        start -= 1
    particle, given = _before(words[:start])
    return Name(" ".join(words[start:]), given, particle, suffix=suffix)


def is_doubtful(text: str) -> bool:
    """Whether a name that was typed in one piece could be taken apart in more than one way."""
    if is_of_organisation(text):
        return True
    if _is_inverted(text):
        return False
    if _UNSPACED.match(text):
        return len(text.split()) == 1 and len(text) > _SURE_UNSPACED
    name = split(text)
    if name.suffix:
        return False  # where names have one, the family name is the last word
    whole = [word for word in name.given.split() if not INITIAL.fullmatch(word)]
    return len([*whole, *name.family.split()]) > _MOST_SURE and (
        name.family.split()[0].casefold() not in _BEGINNINGS
    )


def printed(text: str, parts: Name) -> str:
    """Return a name as it is printed that was typed in one piece: without a comma that turns it.

    Args:
        text: As it was typed.
        parts: Its parts.
    """
    is_turned = bool(parts.given) and _is_inverted(text)
    return parts.printed if is_turned else text


def is_of_organisation(text: str) -> bool:
    """Whether a name is an abbreviation, has one behind it, or words that no person's name has."""
    words = text.split()
    if any(word in _OF_ORGANISATIONS and not _is_between(words, n) for n, word in enumerate(words)):
        return True
    return bool(
        _ABBREVIATED.search(text)
        or _ABBREVIATION.fullmatch(text)
        or _WORDS_OF_ORGANISATIONS.search(" ".join(words))
    )


def _is_between(words: list[str], at: int) -> bool:
    """Whether `und` stands between particles, as in *von und zu*."""
    around = {words[at - 1], *words[at + 1 : at + 2]} if at else {""}
    return words[at] == "und" and around <= PARTICLES


def _is_inverted(text: str) -> bool:
    """Whether a comma parts the family name from the given names, and not from a suffix."""
    _, *rest = _COMMA.split(text, 1)
    return bool(rest) and rest[0].strip().casefold() not in SUFFIXES


def _inverted(text: str) -> Name:
    """Take a name apart whose family name stands before a comma, its suffix anywhere behind it."""
    last, given, *rest = (part.strip() for part in _COMMA.split(text, 2))
    suffix = rest[0] if rest else ""
    if given.casefold() in SUFFIXES:  # as BibTeX has it: King, Jr., Martin Luther
        suffix, given = given, suffix
    words = last.split()
    if len(words) > 1 and not suffix and words[-1].casefold() in SUFFIXES:
        suffix = words.pop()
    particle, last = _particles(words)
    is_first = is_unspaced(last) and is_unspaced(given)
    return Name(last, given, particle, suffix=suffix, family_first=is_first)


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
    while first > 1 and (words[first - 1] in PARTICLES or _is_between(words, first - 1)):
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _particles(words: list[str]) -> tuple[str, str]:
    """Return the particles that a family name begins with, and the rest of it."""
    count = 0
    while count < len(words) - 1 and (words[count] in PARTICLES or _is_between(words, count)):
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

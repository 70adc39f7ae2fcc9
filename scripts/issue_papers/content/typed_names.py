"""What people type as the name of one person: more than a name, in capitals, or several names.

None of it is mended: an editor is told how to write it.
"""

from __future__ import annotations

import re

from issue_papers.content.names import INITIAL, PARTICLES, SUFFIXES, is_of_organisation

_BEFORE = re.compile(
    r"^(?:(?:(?:Dr|Dra|Prof|Profa|Mr|Mrs|Ms|Mx|Sr|Sra|Srta|Dña|Ing|Arq|Lic|Rev|Eng|Arch|Hon|Mme|Mlle)\."
    r"|Dr|Mr|Mrs|Ms|Mme|Mlle|Prof|Professor|Professeure?|Profesora?|Doctora?|Sir|Dame|Lady|Doña"
    r"|By|Par|Por)\s+)+(?=\S)"
)
"""A title, or what says that an author follows."""

_BEHIND = re.compile(
    r" ?\([^()]*\)$"
    r"|,? (?:Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|MBA|LL\.?M)\.?$"
    r"|,? (?:et al|and others|y otros|et autres|u\.\s?a)\.?$"
    r"| ?<[^<>]*>$|,? [^\s@]+@\S+$"
)
"""A role, a place, a degree, those who aren't named, an address."""
_MARKS = " ,;*†‡§¶¹²³⁴⁵⁶⁷⁸⁹"
"""Marks of notes, and what parts a name from the next."""
_MOST_BEHIND = 9

_EMPLOYER = re.compile(
    r"(?<=\w\s)(?P<last>\S+),\s[^,]*(?:\bof\b|Universi|Institut|Minist|Council|Academ|Foundation).*$"
)
"""Where someone works, behind the whole name."""

_ENTRIES = re.compile(r" ?[;|•] ?| / ")
_CONJUNCTIONS = re.compile(r" (?:&|\+|and|y|e|et|und|en|och|og|ve) ")
_COMMA = re.compile(" ?, ?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_INITIALS_LAST = re.compile(r"(?P<family>[^\s,.]{2,})\s(?P<initials>(?:[^\W\d_]\.[ -]?)+)")
_MOST_WORDS = 4
_SHORTEST_IN_CAPITALS = 3


def undressed(text: str) -> str:
    """Return a name without what is typed around it: titles, roles, degrees, addresses, marks."""
    whole = bare = " ".join(text.split())
    for _ in range(_MOST_BEHIND):
        before = bare
        bare = _BEHIND.sub("", _EMPLOYER.sub(r"\g<last>", bare)).rstrip(_MARKS)
        if bare == before:
            break
    bare = _BEFORE.sub("", bare)
    return text if bare == whole or not bare else bare


def people(text: str) -> tuple[str, ...]:
    """Return the names that stand in a text instead of one; none, where it is one.

    An *and* parts two names of at least two words each, none of which is an organisation's:
    *Ortega y Gasset* is one. So do commas, where each is followed by initials: *Sow, A., Wei, L.*
    """
    whole = " ".join(text.split())
    entries = tuple(filter(None, _ENTRIES.split(whole)))
    if len(entries) > 1 and (";" in whole or all(" " in each for each in entries)):
        return entries
    joined = _CONJUNCTIONS.split(whole)
    names = tuple(name for each in joined for name in _COMMA.split(each) if name)
    if len(joined) > 1 and all(map(_is_whole, names)):
        return names
    turned = tuple(map(", ".join, zip(names[::2], names[1::2], strict=False)))
    is_list = len(turned) > 1 and len(names) == 2 * len(turned)
    are_initials = all(map(_INITIALS.fullmatch, names[1::2]))
    are_turned = joined == list(turned) and all(map(_is_named, names))
    return turned if is_list and (are_initials or are_turned) else ()


def in_a_list(text: str) -> tuple[str, ...]:
    """Return the names of a list in one line; none where each comma of it parts two."""
    family, _, given = text.partition(",")
    is_of_one = text.count(",") == 1 and (" " not in family.strip() or " " not in given.strip())
    is_of_one = is_of_one and not any(map(is_of_organisation, (family.strip(), given.strip())))
    return people(text) or ((" ".join(text.split()),) if is_of_one else ())


def _is_whole(name: str) -> bool:
    words = name.split()
    is_ended = words[-1] not in PARTICLES
    return 1 < len(words) <= _MOST_WORDS and is_ended and _is_named(name)


def _is_named(name: str) -> bool:
    """Whether words, or one, are in a person's name."""
    are_names = all(word[0].isupper() or word in PARTICLES for word in name.split())
    return are_names and not is_of_organisation(name)


def in_small_letters(text: str) -> tuple[str, str]:
    """Return a name of which words are in capitals as it is printed, and those words.

    In many countries a family name is typed so, wherever it stands: *SOW Ana*. It goes last here.

    Returns:
        The name, and its family name where only that is in capitals; both are empty for others.
    """
    words = text.replace(",", "").split()
    if len(words) == 1 or not any(map(_is_in_capitals, words)):
        return "", ""
    family = " ".join(_small(word) for word in words if _is_loud(word))
    given = " ".join(word for word in words if not _is_loud(word))
    return (f"{given} {family}", family) if given else (family, "")


def _is_loud(word: str) -> bool:
    return _is_in_capitals(word) or _is_loud_particle(word)


def _is_in_capitals(word: str) -> bool:
    is_short = len(word) < _SHORTEST_IN_CAPITALS or word.casefold() in SUFFIXES
    return word.isupper() and "." not in word and not is_short


def _is_loud_particle(word: str) -> bool:
    return word.isupper() and word.casefold() in PARTICLES


def _small(word: str) -> str:
    return word.casefold() if _is_loud_particle(word) else word.title()


def with_initials_first(text: str) -> str:
    """Return *Sow A.* as *A. Sow*; nothing for other names."""
    match = _INITIALS_LAST.fullmatch(text)
    return f"{match['initials'].strip()} {match['family']}" if match else ""


def family_meant(text: str) -> str:
    """Return the family name that a name of more words may end with: *Ortega y Gasset*.

    It is of two words, the first one of which may be no initial.
    """
    words = text.split()
    at = len(words) - 2
    while at > 1 and words[at] in PARTICLES | {"e", "i"}:
        at -= 1
    at = max(at, 0)
    if INITIAL.fullmatch(words[at]):
        at += 1
    return " ".join(words[at:])

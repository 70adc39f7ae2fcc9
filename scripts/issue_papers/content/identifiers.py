"""Identifiers that can be proved right or wrong: ORCID, ISBN, DOI, countries, web addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, StringConstraints

from issue_papers.reporting.messages import Message, say

_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s<>\"{}|\\^`]+")
_ROR = re.compile(r"(?:https://ror\.org/)?(0[0-9a-hjkmnp-tv-z]{6}[0-9]{2})")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_NO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
"""CLDR's territories of two letters that are no country: islands, unions, regions for tests."""
COUNTRIES: Mapping[str, str] = {
    code: str(name)
    for code, name in sorted(Locale("en").territories.items())
    if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES
}
"""English names of countries by code (ISO 3166-1, and XK for Kosovo)."""


_DIGITS_OF_ORCID = re.compile(r"(?<!\d)(\d{4})\W?(\d{4})\W?(\d{4})\W?(\d{3}[\dXx])(?!\d)")


def _meant(value: str) -> tuple[Message, ...]:
    """Say what is typed in the place of an identifier that was typed in another form."""
    return (say("write `{value}`", value=value),) if value else ()


def _check_orcid(value: str) -> str:
    """Refuse what is no ORCID iD (ISO 27729; check digit of ISO/IEC 7064, MOD 11-2)."""
    if not _ORCID.fullmatch(value):
        message = say("found “{value}”, expected an ORCID iD, as 0000-0002-1825-0097", value=value)
        groups = _DIGITS_OF_ORCID.search(value)
        raise ValueError(message, *_meant("-".join(groups.groups()).upper() if groups else ""))
    total = 0
    digits = value.replace("-", "")
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):  # noqa: PLR2004
        raise ValueError(wrong_digit(value))
    return value


def _check_ror(value: str) -> str:
    """Return a ROR id as its address; refuse what is none (ISO/IEC 7064, MOD 97-10).

    https://ror.readme.io/docs/identifier
    """
    found = _ROR.fullmatch(value)
    if not found:
        message = say(
            "found “{value}”, expected a ROR id, as https://ror.org/042nb2s44", value=value
        )
        inside = _ROR.search(value.lower())
        raise ValueError(message, *_meant(f"https://ror.org/{inside[1]}" if inside else ""))
    number = 0
    for letter in found[1][:-2]:
        number = number * len(_CROCKFORD) + _CROCKFORD.index(letter)
    if (98 - number * 100 % 97) % 97 != int(found[1][-2:]):
        raise ValueError(wrong_digit(value))
    return f"https://ror.org/{found[1]}"


def _check_isbn(value: str) -> str:
    """Refuse what is no ISBN (ISO 2108), of ten or thirteen digits, with or without hyphens."""
    is_right = is_isbn(value)
    if is_right is None:
        message = say("found “{value}”, expected an ISBN, as 978-0-306-40615-7", value=value)
        plain = re.sub(
            r"(?i)^isbn(?:-1[03])?\W*", "", re.sub("[\u2010-\u2015]", "-", value)
        ).strip()
        raise ValueError(message, *_meant(plain if is_isbn(plain) else ""))
    if not is_right:
        raise ValueError(wrong_digit(value))
    return value


def is_isbn(value: str) -> bool | None:
    """Whether an ISBN's check digit is right; nothing where it doesn't look like one."""
    digits = value.replace("-", "").replace(" ", "")
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10 == 0
    return _is_right(digits) if re.fullmatch(r"\d{9}[\dX]", digits) else None


def is_issn(value: str) -> bool | None:
    """Whether an ISSN's check digit is right (ISO 3297); nothing where it doesn't look like one."""
    digits = value.strip().upper().replace("-", "")
    return _is_right(digits) if re.fullmatch(r"\d{7}[\dX]", digits) else None


def _is_right(digits: str) -> bool:
    """Whether the last of some digits checks the others, each weighed by its place (modulo 11)."""
    numbers = [10 if d == "X" else int(d) for d in digits]
    return sum((len(numbers) - n) * number for n, number in enumerate(numbers)) % 11 == 0


def _check_doi(value: str) -> str:
    """Refuse what is no DOI (ISO 26324), or is one with its resolver's address."""
    if not _DOI.fullmatch(value):
        message = say(
            "found “{value}”, expected a DOI without an address before it, as 10.5281/zenodo.1",
            value=value,
        )
        raise ValueError(message, *_meant(doi_in(value)))
    return value


def doi_address(doi: str) -> str:
    """Return the address of what has a DOI, with what no address holds written as such."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-+!*'@,~$")


def doi_in(text: str) -> str:
    """Return the DOI that an address or a text holds; empty if there is none."""
    found = _DOI.search(unquote(text))
    return found[0] if found else ""


def is_web_address(text: str) -> bool:
    """Whether a text is the address of something on the web, with a host and a port that can be."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        return is_web and not re.search(r"\s", text)
    except ValueError:  # a bracket without its other, a port of letters
        return False


def _check_web(value: str) -> str:
    """Refuse what looks like an address and leads nowhere."""
    if not is_web_address(value):
        raise ValueError(say("`{target}` is no address", target=value))
    return value


def _check_country(value: str) -> str:
    """Refuse what is no country's code."""
    if value not in COUNTRIES:
        raise ValueError(
            say(
                "found “{value}”, expected a country's code of ISO 3166-1, as KR for South Korea",
                value=value,
            )
        )
    return value


def wrong_digit(value: str) -> Message:
    """Say of an identifier that one of its digits is wrong."""
    return say("found “{value}”, whose check digit is wrong: one of its digits is", value=value)


def _written(value: object) -> object:
    """Take a number that YAML read for what was meant as text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Orcid = Annotated[str, AfterValidator(_check_orcid)]
Ror = Annotated[str, AfterValidator(_check_ror)]
Isbn = Annotated[str, BeforeValidator(_written), AfterValidator(_check_isbn)]
Doi = Annotated[str, AfterValidator(_check_doi)]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
"""A language's BCP 47 tag."""
Web = Annotated[str, StringConstraints(pattern=r"^https?://\S+$"), AfterValidator(_check_web)]
"""An absolute web address."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(_check_country)]

"""What others call a thing: its address in a register that catalogues and search engines know.

An editor writes the register and the id, `wikidata:Q90`, or pastes the address of the register's
page on it; what is kept is the address that the register itself gives the thing. Any other web
address is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from issue_papers.content.identifiers import is_web_address
from issue_papers.content.records import OneOrMore
from issue_papers.reporting.messages import say


@dataclass(frozen=True)
class Register:
    """A register of things.

    Attributes:
        form: What its ids look like, as a regular expression.
        example: One of them.
        address: How it makes an address of one, with `{}` in the id's place.
        pages: How its pages' addresses begin, without the scheme, and what follows the id.
    """

    form: str
    example: str
    address: str
    pages: str


REGISTERS = {
    "wikidata": Register(
        r"Q[1-9]\d*",
        "wikidata:Q90",
        "http://www.wikidata.org/entity/{}",
        r"(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(?:Special:EntityData/)?{}",
    ),
    "geonames": Register(
        r"[1-9]\d*",
        "geonames:2988507",
        "https://sws.geonames.org/{}/",
        r"(?:www\.|sws\.)?geonames\.org/{}(?:/[^/]*)?",
    ),
    "eurovoc": Register(
        r"(?:\d+|c_[0-9a-f]+)",
        "eurovoc:5889",
        "http://eurovoc.europa.eu/{}",
        r"eurovoc\.europa\.eu/{}",
    ),
    "sdg": Register(
        r"(?:1[0-7]|[1-9])(?:\.(?:\d{1,2}|[a-d]))?",
        "sdg:11",
        "http://metadata.un.org/sdg/{}",
        r"(?:metadata\.un\.org/sdg/|sdgs\.un\.org/goals/goal){}",
    ),
}
"""Wikidata, GeoNames, EuroVoc (EU Vocabularies) and the UN's Sustainable Development Goals."""


def _checked(value: str) -> str:
    """Return the address of a thing; refuse what is none, and no id of a register."""
    name, colon, identifier = value.partition(":")
    register = REGISTERS.get(name.casefold())
    if colon and register:
        if not re.fullmatch(register.form, identifier.strip()):
            raise ValueError(
                say(
                    "found “{value}”, expected an id of that register, as {example}",
                    value=value,
                    example=register.example,
                )
            )
        return register.address.format(identifier.strip())
    if not is_web_address(value):
        raise ValueError(
            say(
                "found “{value}”, expected a register and an id, as {examples}, or a web address",
                value=value,
                examples=", ".join(each.example for each in REGISTERS.values()),
            )
        )
    return _of_page(value)


def _of_page(address: str) -> str:
    """Return the address of a thing, of which a register's page may be given."""
    for register in REGISTERS.values():
        pattern = "https?://" + register.pages.replace("{}", f"({register.form})") + "/?"
        if found := re.fullmatch(pattern, address):
            return register.address.format(found[1])
    return address


def checked(value: object) -> tuple[str, ...]:
    """Return the addresses of a thing, given as a text or a list of texts.

    Raises:
        ValueError: One is neither an address nor an id of a register that is known.
    """
    many = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return tuple(_checked(str(each)) for each in many)


SameAs = Annotated[tuple[Annotated[str, AfterValidator(_checked)], ...], OneOrMore()]
"""The addresses of a thing in registers: one or several."""

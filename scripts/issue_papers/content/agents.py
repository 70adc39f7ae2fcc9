"""Who made something: people and organisations, with their names in parts."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import model_validator

from issue_papers.content.identifiers import Orcid, Ror
from issue_papers.content.names import Name, holds, is_doubtful, printed, split
from issue_papers.content.records import Id, Line, Record, Text, explained
from issue_papers.content.same_as import SameAs
from issue_papers.reporting.messages import say


class Agent(Record):
    """A person (`name`, or `family` and `given`) or an organisation (`literal`)."""

    id: Annotated[Id, explained("Names the person or organisation in translations.", "arjona")]
    name: Annotated[
        Line | None,
        explained(
            "A person's name as it is printed. Its last word is taken for the family name, with "
            "`de`, `van` and their like before it; write `family` beside it, or `family` and "
            "`given` instead, where that is wrong.",
            "Paola Arjona",
        ),
    ] = None
    family: Annotated[
        Line | None, explained("The part of the name that it is sorted by.", "García Márquez")
    ] = None
    given: Annotated[
        Line | None, explained("The given names, where `name` isn't given.", "Gabriel")
    ] = None
    particle: Annotated[
        Line | None,
        explained("What stands before the family name and belongs to it.", "van den"),
    ] = None
    dropping_particle: Annotated[
        Line | None,
        explained(
            "What stands before the family name, and is left out where that stands alone.", "von"
        ),
    ] = None
    suffix: Annotated[Line | None, explained("What stands behind the name.", "Jr.")] = None
    order: Annotated[
        Literal["given-first", "family-first"] | None,
        explained(
            "Which name is printed first, as in Hungarian; Chinese, Japanese and Korean names in "
            "their own scripts begin with the family name.",
            "family-first",
        ),
    ] = None
    literal: Annotated[
        Line | None,
        explained(
            "The whole name of an organisation, which is never taken apart.",
            "Organisation for Economic Co-operation and Development",
        ),
    ] = None
    short: Annotated[Line | None, explained("An organisation's short name.", "OECD")] = None
    orcid: Annotated[Orcid | None, explained("A person's ORCID iD.", "0000-0002-1825-0097")] = None
    ror: Annotated[
        Ror | None, explained("An organisation's ROR id.", "https://ror.org/042nb2s44")
    ] = None
    role: Annotated[
        Text | None, explained("The person's role at the time.", "Technical Director")
    ] = None
    affiliation: Annotated[
        Line | None, explained("The person's organisation, in its own name.", "AL-LAs")
    ] = None
    same_as: Annotated[
        SameAs,
        explained(
            "What other registers call them: `wikidata:` with an id, or an address.",
            "wikidata:Q41550",
        ),
    ] = ()

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Agent:
        if bool(self.literal) + bool(self.name) + bool(self.family and not self.name) != 1:
            raise ValueError(
                say(
                    "expected either `name` or `family` and `given` for a person, or `literal` "
                    "for an organisation"
                )
            )
        key, other = self._misplaced()
        if key:
            raise ValueError(
                say("found `{key}`, which has no place beside `{other}`", key=key, other=other)
            )
        if self.name and self.family and not holds(self.name, self.family):
            raise ValueError(
                say(
                    "found the family name “{family}”, expected the first or the last words of "
                    "“{name}”",
                    family=self.family,
                    name=self.name,
                )
            )
        return self

    def _misplaced(self) -> tuple[str, str]:
        """Return a key that can't stand beside another, and that other; empty if all can."""
        parts = ("given", "particle", "dropping_particle", "suffix", "order")
        if self.literal:
            beside, keys = "literal", (*parts, "family", "orcid")
        else:
            beside = "name" if self.name else "family"
            keys = (*(parts if self.name else ()), "short", "ror")
        found = next((key for key in keys if getattr(self, key)), "")
        return found, beside

    @property
    def is_organisation(self) -> bool:
        """Whether it is an organisation."""
        return bool(self.parts.literal)

    @cached_property
    def parts(self) -> Name:
        """The name in its parts."""
        if self.literal:
            return Name(literal=self.literal)
        if self.name:
            return split(self.name, self.family or "")
        family = self.family or ""
        unspaced = split(family).family_first  # as its script has it
        return Name(
            family=family,
            given=self.given or "",
            particle=self.particle or "",
            dropping=self.dropping_particle or "",
            suffix=self.suffix or "",
            family_first=unspaced if self.order is None else self.order == "family-first",
        )

    @property
    def printed(self) -> str:
        """The name as it is printed: as it was typed, if in one piece and in its order."""
        return printed(self.name, self.parts) if self.name else self.parts.printed

    @property
    def identifier(self) -> str:
        """The address that identifies a person (ORCID) or an organisation (ROR); may be empty."""
        return f"https://orcid.org/{self.orcid}" if self.orcid else self.ror or ""

    @property
    def is_doubtful(self) -> bool:
        """Whether the name was typed in one piece that could be taken apart in several ways."""
        return bool(self.name) and not self.family and is_doubtful(self.name or "")

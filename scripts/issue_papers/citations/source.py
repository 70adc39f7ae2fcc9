"""References as citeproc-py 0.11 reads them, with all variables of CSL 1.0.2.

It knows the names and dates of CSL 1.0.1. Other people it takes for a text, and spells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any

from citeproc import CitationItem
from citeproc.source import Reference
from citeproc.source.json import CiteProcJSON

from issue_papers.citations.remembering import is_numeric
from issue_papers.content.csl_item import Item
from issue_papers.content.csl_model import Date, Name

_NO_VARIABLES = frozenset({"id", "type", "key", "custom", "categories"})
_OTHER_NAMES = {
    "shortTitle": "title-short",
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
}


def _fields(kind: Any) -> frozenset[str]:
    """Return CSL's names of the fields that hold one kind of value."""
    fields = Item.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.annotation == kind)


NAMES = _fields(tuple[Name, ...])
"""Variables that hold people and organisations."""
DATES = _fields(Date | None)
"""Variables that hold dates."""


@cache
def _field(variable: str) -> str:
    """Return what citeproc-py calls a variable of CSL."""
    return _OTHER_NAMES.get(variable, variable).replace("-", "_")


LEGAL = frozenset({"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"})
"""Types of works that have their year in their names."""


class Work(CitationItem):  # type: ignore[misc]
    """A work that is cited, looked up once."""

    @property
    def told(self) -> tuple[tuple[str, str], ...] | None:
        """What it tells of each variable, if what is said of it follows from that alone.

        A citation goes by its place in a text, too.
        """
        return None

    @property
    def number(self) -> int:
        """Its place among all works, for styles that sort by it: each is written alone."""
        return 1

    @property
    def position(self) -> str:
        """Where it stands among the citations of a text; see `forms.Position`."""
        return str(self.reference.get("citation_position", "first"))

    @property
    def is_legal(self) -> bool:
        """Whether it is a law or the like, which has its year in its name."""
        return self.reference.type in LEGAL

    @cached_property
    def reference(self) -> Any:
        """What is known of it."""
        return self.bibliography.source[self.key]

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """What conditions of styles ask of it: its type, which variables it has, what numbers."""
        found = self.reference
        numbers = (name for name, value in found.items() if is_numeric(str(value)))
        return found.type, frozenset(found), frozenset(numbers), "locator" in self


class ListedWork(Work):
    """A work as a bibliography's entry."""

    position = ""  # an entry is no citation

    @cached_property
    def told(self) -> tuple[tuple[str, str], ...] | None:
        """What it tells of each variable; nothing of a law, whose name is read with its year."""
        return None if self.is_legal else self.bibliography.source.told[self.key]


class Source(CiteProcJSON):  # type: ignore[misc]
    """References by their ids.

    Attributes:
        told: What each tells of its variables, by CSL's names, to be compared.
    """

    def __init__(
        self, records: Iterable[Mapping[str, Any]], whole: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Read CSL records.

        Args:
            records: As citeproc-py can read them.
            whole: As they are, by their ids.
        """
        super().__init__(())
        self.told = {
            key: tuple((_OTHER_NAMES.get(name, name), repr(value)) for name, value in each.items())
            for key, each in whole.items()
        }
        for record in records:
            found = {
                _field(key): self._read(key, value)
                for key, value in record.items()
                if key not in _NO_VARIABLES
            }
            # Its own constructor compares all names with those that it knows, to warn of others.
            reference = Reference.__new__(Reference)
            reference.key, reference.type = str(record["id"]).lower(), str(record["type"])
            reference.update((name, value) for name, value in found.items() if value)
            self.add(reference)

    def _read(self, key: str, value: Any) -> Any:
        if key in NAMES:
            return self.parse_names(value)
        if key in DATES:
            return self.parse_date(value)
        return value if key == "language" else self.parse_string(value)

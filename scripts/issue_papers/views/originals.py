"""The work that an edition is made after, as the readers of a language are told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from babel.lists import format_list

from issue_papers.citations import rich_text
from issue_papers.citations.forms import Run, to_text
from issue_papers.content.agents import Agent
from issue_papers.content.model import Reference
from issue_papers.content.names import Name, of_csl
from issue_papers.content.works import Original
from issue_papers.typography.rules import typeset
from issue_papers.views.readership import Readership


@dataclass(frozen=True)
class OriginalWork:
    """The work that an edition is made after, in a reader's language.

    Attributes:
        reference: What it is, as any style can cite it.
        runs: The same in a line: “Ines Duarte and Pol Ferrer, *Harbours*, Report 4 (Quay, 2020)”.
        authors: Who wrote it, with their roles then.
        names: Their names in a line: “Ines Duarte and Pol Ferrer”.
        foreword: Who signed its foreword; nobody where that isn't known.
        publisher_unit: The part of its publisher that published it; empty if unknown.
        licence: Its licence by SPDX's name; empty if unknown.
        note: What this edition has done with it; empty if nothing is said.
    """

    reference: Reference
    runs: tuple[Run, ...]
    authors: tuple[Agent, ...]
    names: str
    foreword: Agent | None = None
    publisher_unit: str = ""
    licence: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        """Its title, as plain text."""
        return rich_text.plain(self.reference.title)

    @property
    def creators(self) -> tuple[Name, ...]:
        """Who wrote it, be it said in its own record or in a `references.yml`."""
        return tuple(name_of(name.model_dump()) for name in self.reference.author)

    @property
    def text(self) -> str:
        """The work in a line, as plain text."""
        return to_text(self.runs)

    @property
    def year(self) -> str:
        """The year of its publication; empty if unknown."""
        parts = self.reference.issued.date_parts if self.reference.issued else ()
        return str(parts[0][0]) if parts else ""

    @property
    def issued(self) -> str:
        """The date of its publication in ISO 8601, as precisely as is known."""
        parts = self.reference.issued.date_parts if self.reference.issued else ()
        return "-".join(f"{int(part):02}" for part in parts[0]) if parts else ""


class Originals:
    """The works that editions are made after, as the readers of a language are told of them.

    Every page of an edition asks for the same one, and several times.

    Args:
        readers: The readers.
    """

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._works: dict[Original, OriginalWork] = {}

    def work(self, original: Original) -> OriginalWork:
        """Return what there is to tell of a work.

        Args:
            original: Its record, with its texts in the readers' language.
        """
        if original not in self._works:
            self._works[original] = _told(self._readers, original)
        return self._works[original]


def _told(readers: Readership, original: Original) -> OriginalWork:
    library, tag = readers.library, readers.language.tag
    reference = original.record(library.references, library.locales.source, tag)
    printed = [author.printed for author in original.authors] or [
        name_of(name.model_dump()).printed for name in reference.author
    ]
    names = str(format_list(printed, locale=readers.language.cldr))
    return OriginalWork(
        reference=reference,
        runs=tuple(_in_a_line(readers, reference, names)),
        authors=original.authors,
        names=names,
        foreword=original.foreword,
        publisher_unit=(original.publisher.unit if original.publisher else "") or "",
        licence=original.licence or "",
        note=original.note or "",
    )


def name_of(record: Mapping[str, Any]) -> Name:
    """Return a name of CSL in its parts."""
    return of_csl({key: value for key, value in record.items() if value})


def _title(reference: Reference, language: str) -> Iterator[Run]:
    """Yield a title in italics, with what else CSL allows in it."""
    looks = (
        (("i", *(style for style in run.styles if style != "i")), run.language, run.text)
        for run in rich_text.as_written(reference.title, reference.language, language)
    )
    for (styles, tongue), same in groupby(looks, key=lambda look: look[:2]):
        words = typeset("".join(text for *_, text in same), tongue or reference.language)
        yield Run(words, styles, tongue)


def _in_a_line(readers: Readership, reference: Reference, names: str) -> Iterator[Run]:
    t, language = readers.t, readers.language.tag
    comma = t("marks.comma")
    if names:
        yield Run(names + comma)
    yield from _title(reference, language)
    what = " ".join(part for part in (str(reference.genre), str(reference.number)) if part)
    if what:
        yield Run(comma + what)
    year = str(reference.issued.date_parts[0][0]) if reference.issued else ""
    where = comma.join(part for part in (str(reference.publisher), year) if part)
    if where:
        yield Run(t("marks.aside", text="", aside=where))

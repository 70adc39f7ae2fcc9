"""A case study: what was done in a city, with figures, sources and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from issue_papers.content.dates import PartialDate
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.model import KeyFigure, Period
from issue_papers.content.origins import Originated
from issue_papers.content.outline import BlockOutline
from issue_papers.content.page_type import Listing, PageType
from issue_papers.content.records import Id, Line, OneOrMore, ProseText, Record, closed, explained
from issue_papers.reporting.messages import say


class Update(Record):
    """What changed after the paper was written."""

    id: Annotated[Id, explained("Names the update in translations.", "postponed")]
    date: Annotated[PartialDate, explained("When it changed.", "2020-07")]
    text: Annotated[ProseText, explained("One or two sentences.", "The Games were put off.")]


class CaseStudy(Originated):
    """A case study: `case_studies/<case>/index.md`."""

    city: Annotated[
        tuple[Id, ...],
        Field(min_length=1),
        OneOrMore(),
        explained("An id from `cities.yml`, or several: `[buenos-aires, paris]`.", "seoul"),
    ]
    period: Annotated[
        Period | None,
        explained("When it ran; leave out what isn't known.", "{from: 2016, to: 2019}"),
    ] = None
    topics: Annotated[
        tuple[Id, ...],
        Field(min_length=1, json_schema_extra=closed("topics")),
        explained("At least one of the topics in `mkdocs.yml`.", "[governance, strategy]"),
    ]
    figures: Annotated[
        tuple[KeyFigure, ...], explained("Key figures; the box shows the first three.")
    ] = ()
    sources: Annotated[
        tuple[Line, ...],
        explained("Whom the paper credits for this case.", "[Ajuntament de Barcelona]"),
    ] = ()
    references: Annotated[
        tuple[Line, ...], explained("Ids from any `references.yml`.", "[arjona2020]")
    ] = ()
    updates: Annotated[
        tuple[Update, ...], explained("What changed after the paper was written.")
    ] = ()


def _references(meta: CaseStudy) -> tuple[str, ...]:
    return meta.references


def _paper(library: Library, entry: Entry) -> Entry | None:
    """Return the first publication with a case's box."""
    found = mentions(library).get(entry.slug, ())
    return library.whole(found[0].entry) if found else None


CASE_STUDY = PageType(
    name="case-study",
    model=CaseStudy,
    files="case_studies/*/index.md",
    title=say("Case study"),
    position=30,
    listing=Listing("case-studies/index.md", "gallery", is_in_menu=True),
    references=_references,
    is_in_editions=True,
    has_terms=True,
    has_lead=True,
    adds_places=False,
    own_parts=frozenset({"what-it-shows"}),
    discussed_in=_paper,
)


def cases(library: Library) -> Mapping[str, Entry[CaseStudy]]:
    """Return all case studies by slug."""
    return library.index(_cases)


def _cases(library: Library) -> Mapping[str, Entry[CaseStudy]]:
    return {case.slug: case for case in library.of(CASE_STUDY)}


@dataclass(frozen=True)
class Mention:
    """A place where a page puts another's box: the page and the box's id on it."""

    entry: Entry
    anchor: str


def boxes(document: Document) -> Iterator[BlockOutline]:
    """Yield the boxes of cases that stand in a text; each has its case's slug as its argument."""
    return (block for block in document.outline.blocks if block.role == "case")


def mentions(library: Library) -> Mapping[str, tuple[Mention, ...]]:
    """Return where each case's box stands, by the case's slug, in the papers' order."""
    return library.index(_mentions)


def _mentions(library: Library) -> Mapping[str, tuple[Mention, ...]]:
    found: dict[str, tuple[Mention, ...]] = {}
    for paper in library.publications:
        for page in (paper, *library.parts(paper)):
            for box in boxes(page.source):
                here = (Mention(page, box.anchor),)
                found[box.argument] = found.get(box.argument, ()) + here
    return found

"""A paper gathered for taking away: one article in one language, from which each format is made.

An edition has no links or ids of a web site left. Its parts are trees of `articles.nodes`, of which
these kinds alone are left to write:

- Ids are unique in the whole edition: those of a part begin with the part's id and two hyphens.
  The same goes for the names of footnotes.
- A `Link` or a `CitedWork` goes to `#<id>` inside the edition, or to an absolute URL; what would
  lead nowhere is a `Span`. A `Term` leads to the edition's glossary.
- A `Picture` is `map:<name>`, `drawing:<name>` or `image:<name>`, one of the edition's maps,
  drawings and images; none is a `Drawing` any more.
- There is no `Directive`: what it becomes stands in its place.
- Classes that the writer of a text gave are gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from issue_papers.articles.nodes import Block, Inline, Note, has_formulas
from issue_papers.content.locales import Language
from issue_papers.kinds.paper.shapes import PaperView
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.shapes import PersonView, person
from issue_papers.views.statements import Statement

SEPARATOR = "--"
"""Between a part's id and that of a place in it."""

MAP_SCHEME = "map:"
"""A picture's `source` of this scheme names one of an edition's maps."""

DRAWING_SCHEME = "drawing:"
"""A picture's `source` of this scheme names one of an edition's drawings, such as a chart."""

IMAGE_SCHEME = "image:"
"""A picture's `source` of this scheme names one of an edition's image files."""


class PartKind(StrEnum):
    """What a part of an edition is."""

    ABSTRACT = "abstract"
    SECTION = "section"
    CASE_STUDY = "case-study"
    DATA = "data"
    GLOSSARY = "glossary"
    CORRECTIONS = "corrections"


@dataclass(frozen=True)
class Part:
    """A chapter of an edition.

    Attributes:
        id: Unique in the edition, and the id of the part's title; safe as a file name.
        label: What stands above the title, in the edition's language: a case's place, say.
        number: A section's number; 0 for any other part.
        title: In `language`.
        summary: The standfirst, in `language`; empty if there is none.
        language: Tag of the language that the text is written in: the edition's, or the source's
            where the page isn't translated.
        direction: `ltr` or `rtl`: that language's.
        notices: What a reader must know before reading, in the edition's language: that the text
            isn't translated, or that parts of it are out of date.
        url: Absolute address of the published page; empty if the site's address isn't known.
        path: The file that the text was read from, relative to the project's root; lines of nodes
            are this file's.
        blocks: The text, without footnotes. Headings are of level 2 and below.
        notes: The footnotes that the text calls, in the order of their numbers, from 1.
    """

    id: str
    kind: PartKind
    title: str
    language: str
    direction: str
    label: str = ""
    number: int = 0
    summary: str = ""
    notices: tuple[str, ...] = ()
    url: str = ""
    path: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Edition:
    """A paper in one language, ready to be put into a format.

    Attributes:
        series: The site's name in this language.
        label: The number in the series as words: “Issue paper 9”.
        keywords: In the edition's language.
        imprint: Label and value of each line of the imprint, both in the edition's language;
            what isn't known is left out.
        how_to_cite: One sentence that cites the paper.
        provenance: Who translated the text and how far it can be trusted; empty in the source
            language.
        url: Absolute address of the paper's landing page; empty if unknown.
        downloads: Absolute address of the folder that its files are in; empty if unknown.
        date: The day that the edition bears, determined by the commit it is built from.
        maps: SVG document of each `map:<name>`, with colours of its own.
        images: File of each `image:<name>`.
        drawings: SVG document of each `drawing:<name>`, whose colours are tokens.
        statement: Whose words it is, in which edition, after what; nothing if nobody cites it.
        cover: The picture on its cover, which `paper.cover` tells of; none without one.
    """

    paper: PaperView
    language: Language
    t: Catalogue
    series: str
    label: str
    keywords: tuple[str, ...]
    imprint: tuple[tuple[str, str], ...]
    how_to_cite: tuple[Inline, ...]
    provenance: tuple[str, ...]
    url: str
    date: dt.date
    parts: tuple[Part, ...]
    maps: Mapping[str, str]
    images: Mapping[str, Path]
    cover: Path | None = None
    downloads: str = ""
    drawings: Mapping[str, str] = field(default_factory=dict)
    statement: Statement | None = None

    @property
    def name(self) -> str:
        """The stem of the edition's file names: `<paper>-<language>`."""
        return f"{self.paper.slug}-{self.language.tag}"

    @cached_property
    def has_formulas(self) -> bool:
        """Whether there is any formula in it."""
        return any(has_formulas((*part.blocks, *part.notes)) for part in self.parts)

    @cached_property
    def contributors(self) -> Mapping[str, tuple[PersonView, ...]]:
        """Who made it besides its authors, by role: those who translated it are among them."""
        said = self.statement.roles if self.statement else ()
        roles = {role: tuple(person(agent) for agent in agents) for role, agents in said}
        roles = roles or {credit.role: credit.people for credit in self.paper.credits}
        authors = {*self.paper.authors}
        others = {role: tuple(w for w in who if w not in authors) for role, who in roles.items()}
        return {role: people for role, people in others.items() if people}

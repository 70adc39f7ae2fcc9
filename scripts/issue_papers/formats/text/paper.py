"""An edition as one file of plain text, for mails, screen readers and braille displays.

It is UTF-8 with lines of at most 76 columns, but for words and addresses that are longer. Text that
runs from right to left is in logical order, as every program expects it.
"""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.formats.editions.edition import Edition, Part
from issue_papers.formats.text.columns import WIDTH, wrapped
from issue_papers.formats.text.running_text import RunningText
from issue_papers.formats.text.writer import Writer, headed, set_in
from issue_papers.layers import Layers
from issue_papers.theme import templates
from issue_papers.views import formats
from issue_papers.views.shapes import PersonView

TEMPLATE = "text/paper.txt"


@dataclass(frozen=True)
class PartText:
    """A part as lines.

    Attributes:
        part: The part.
        text: Its text.
        notes: Its footnotes; nothing if there are none.
        links: The addresses that it names; the same.
    """

    part: Part
    text: str
    notes: str
    links: str


def build(edition: Edition, theme: Layers) -> bytes:
    """Write an edition.

    Args:
        edition: What to write.
        theme: Folders with `editions/text/`, which has what stands around the parts.

    Returns:
        A text in UTF-8; every line ends with a line feed.
    """
    environment = templates(theme.below("editions"), escaped=("html", "xhtml", "opf"))
    template = environment.get_template(TEMPLATE)
    cite = RunningText(edition.t, edition.language.tag).inlines(edition.how_to_cite)
    text = template.render(
        edition=edition,
        paper=edition.paper,
        t=edition.t,
        parts=[_part(part, edition) for part in edition.parts],
        date=formats.partial_date(edition.date.isoformat(), edition.language),
        cite=cite,
        lines=_lines,
        authors=[_credit(author, edition) for author in edition.paper.authors],
        headed=_headed,
        rule=lambda sign: sign * WIDTH,
    )
    return text.strip("\n").encode() + b"\n"


def _part(part: Part, edition: Edition) -> PartText:
    writer = Writer(edition.t, part.language)
    text, notes = writer.text(part.blocks), writer.notes(part.notes)
    return PartText(part, "\n".join(text), "\n".join(notes), "\n".join(writer.links()))


def _credit(author: PersonView, edition: Edition) -> str:
    """Return an author with role and affiliation; what runs against the line is set apart."""
    facts = (author.name, author.role, author.affiliation)
    return edition.t("marks.comma").join(edition.t.apart(fact) for fact in facts if fact)


def _lines(text: str, hanging: int = 0, margin: int = 0) -> str:
    """Break a template's text into lines."""
    return "\n".join(set_in(wrapped(text, WIDTH - margin, hanging=hanging), margin))


def _headed(title: str, level: int) -> str:
    return "\n".join(headed(title, level))

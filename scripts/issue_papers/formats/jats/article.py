"""An edition as one article of JATS (ANSI/NISO Z39.96-2021, version 1.3, Journal Publishing).

What it is stands in its `front`, as the edition's statement has it; the abstract is there, too.
All other parts are sections of its `body`, each with the ids of its places, and the footnotes of
all parts are in its `back`. Pictures are where the site has them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from issue_papers.content_cache import ContentCache
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.formats.jats.running_text import name
from issue_papers.formats.jats.writer import Writer
from issue_papers.formats.markup.running_text import safe
from issue_papers.layers import Layers
from issue_papers.theme import templates

TEMPLATE = "jats/article.xml"

CONTRIBUTIONS = {
    "authors": "author",
    "adapters": "adapter",
    "editors": "editor",
    "translators": "translator",
    "reviewers": "reviewer",
    "illustrators": "illustrator",
}
"""`contrib-type` by role; who paid for it is in `funding-group`."""


@dataclass(frozen=True)
class PartText:
    """A part as JATS.

    Attributes:
        part: The part.
        id: Its id as XML allows one.
        content: What its section holds.
    """

    part: Part
    id: str
    content: Markup


@dataclass(frozen=True)
class Day:
    """A date in parts; empty where they aren't known."""

    iso: str
    year: str
    month: str = ""
    day: str = ""


def build(edition: Edition, theme: Layers, cache: ContentCache | None = None) -> bytes:
    """Write an edition.

    Args:
        edition: What to write.
        theme: Folders with `editions/jats/`.
        cache: Where compiled templates are kept.

    Returns:
        A well-formed document in UTF-8, in which each reference leads to a place.
    """
    picture = _pictures(edition)
    writers = [(part, Writer(part.language, picture)) for part in edition.parts]
    texts = [PartText(part, name(part.id), safe(w.section(part.blocks))) for part, w in writers]
    notes = "\n".join(filter(None, (writer.notes(part.notes) for part, writer in writers)))
    statement = edition.statement
    template = templates(theme.below("editions"), compiled=cache).get_template(TEMPLATE)
    written = template.render(
        edition=edition,
        paper=edition.paper,
        statement=statement,
        t=edition.t,
        abstract=[text for text in texts if text.part.kind is PartKind.ABSTRACT],
        parts=[text for text in texts if text.part.kind is not PartKind.ABSTRACT],
        notes=safe(notes),
        contributions=CONTRIBUTIONS,
        published=day(statement.issued if statement else "", edition.date),
    )
    return _linked(written)


def day(issued: str, made: dt.date) -> Day:
    """Return when an edition was published; where nobody says so, the day that it bears."""
    iso = issued or made.isoformat()
    return Day(iso, *iso.split("-"))


def _pictures(edition: Edition) -> Callable[[str], str]:
    """Return what says where a picture is, by its path in the site."""
    base = edition.url.removesuffix(edition.paper.link.url) if edition.url else ""
    return lambda path: base + path


def _linked(written: str) -> bytes:
    """Return a document without references to what isn't there, or in works, which have none."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(written.encode(), parser)
    ids = {str(element.get("id")) for element in root.iter() if element.get("id")}
    for link in root.iter("xref"):
        is_in_work = any(True for _ in link.iterancestors("mixed-citation"))
        if link.get("rid") not in ids or is_in_work:
            link.tag = "named-content"
            link.attrib.clear()
            link.set("content-type", "link")
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"

"""A paper as one HTML file that needs nothing else: opened from a disk, it asks for nothing.

It looks like the site because it wears the site's own style sheets, cut to what a single page has.
Styles, fonts, pictures and maps stand in the file, and a content security policy forbids all the
rest: there is no script, and no request can leave the machine, not even by mistake.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment
from lxml import html

from issue_papers.content_cache import ContentCache
from issue_papers.fonts.web import PageFonts, page_fonts
from issue_papers.formats.declaration import Report, unheard
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.formats.editions.held_pictures import tell_weight
from issue_papers.formats.editions.writing import EditionFragments, roles
from issue_papers.formats.markup.running_text import safe
from issue_papers.formats.single_page.writer import PageWriter
from issue_papers.formats.web import policy
from issue_papers.formats.web.style_sheets import shortened, tightened
from issue_papers.layers import Layers
from issue_papers.theme import templates
from issue_papers.views import formats

STYLE_SHEETS = (
    *("theme", "base", "prose", "writing", "paper", "cases", "figures", "chart", "print"),
)
"""Those of the site's style sheets that a single page needs, in the site's order."""

_TEMPLATES = "single-page"
"""The format's folder among the theme's editions."""

_ARROW_BACK = "↑"


@dataclass(frozen=True)
class PartPage:
    """A part, and its text ready for the page."""

    part: Part
    content: str


def build(
    edition: Edition,
    theme: Layers,
    cache: ContentCache | None = None,
    report: Report = unheard,
) -> bytes:
    """Make the single page.

    Args:
        edition: What it holds; it isn't changed.
        theme: Folders with `editions/`, `assets/stylesheets/` and `assets/fonts/`.
        cache: Where fonts that were cut, and pictures that were made smaller, before, and compiled
            templates, are kept.
        report: Is told if pictures make it heavy.

    Returns:
        An HTML document in UTF-8.

    Raises:
        ProblemsError: A picture can't be read.
    """
    environment = templates(theme.below("editions"), escaped=("html",), compiled=cache)
    fragments = EditionFragments(environment, _TEMPLATES)
    writer = PageWriter(fragments, roles(theme, _TEMPLATES), edition, cache)
    pages = [PartPage(p, safe(writer.article(p.blocks, p.notes))) for p in edition.parts]
    template = environment.get_template("single-page/page.html")
    shown: dict[str, object] = {
        "edition": edition,
        "paper": edition.paper,
        "language": edition.language,
        "t": edition.t,
        "pages": pages,
        "groups": tuple(_groups(edition)),
        "how_to_cite": safe(writer.inlines(edition.how_to_cite)),
        "date": formats.partial_date(edition.date.isoformat(), edition.language),
        "policy": "",
        "styles": "",
    }
    bare = str(html.document_fromstring(template.render(shown)).xpath("string()"))
    fonts = page_fonts(
        edition.language.tag,
        f"{bare}{_ARROW_BACK}",
        theme,
        cache,
        has_formulas=edition.has_formulas,
    )
    styles = _styles(environment, theme, fonts)
    checksum = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    shown |= {
        "policy": policy.of_one_file(f"'sha256-{checksum}'").in_page,
        "styles": safe(styles),
    }
    made = template.render(shown).encode()
    tell_weight(edition, writer.held, len(made), "HTML", report)
    return made


def _groups(edition: Edition) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Yield the parts as the contents show them: the case studies under a heading of their own."""
    cases = tuple(part for part in edition.parts if part.kind is PartKind.CASE_STUDY)
    lists = (PartKind.GLOSSARY, PartKind.CORRECTIONS)
    after = tuple(part for part in edition.parts if part.kind in lists)
    before = tuple(part for part in edition.parts if part not in (*cases, *after))
    for title, parts in (("", before), (edition.t("paper.cases"), cases), ("", after)):
        if parts:
            yield title, parts


def _styles(environment: Environment, theme: Layers, fonts: PageFonts) -> str:
    """Return all styles as one sheet, without comments and indentation."""
    sheets = [
        theme.path(f"assets/stylesheets/{name}.css").read_text(encoding="utf-8")
        for name in STYLE_SHEETS
    ]
    sheets.append(theme.path(f"editions/{_TEMPLATES}/page.css").read_text(encoding="utf-8"))
    short = tightened(shortened("\n".join(sheets)))
    own = environment.get_template(f"{_TEMPLATES}/fonts.css").render(fonts=fonts)
    return f"\n{short}\n{own.strip()}\n"

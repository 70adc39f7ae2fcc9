"""Editions for tests, gathered as a build does, without building a site; kept for a whole run."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from harness import SAMPLER, SITES, THEME, copy_scripts_site, copy_site, settings_of
from issue_papers.articles.nodes import (
    Block,
    Break,
    Citation,
    Code,
    CodeBlock,
    Embed,
    Figure,
    Node,
    NoteReference,
    Text,
    text_of,
)
from issue_papers.articles.rewriting import visit
from issue_papers.blocks import registry
from issue_papers.checks.rules import load_and_check
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.content.settings import Settings
from issue_papers.formats.editions.edition import Edition, Part
from issue_papers.formats.editions.gather import Sources, gather
from issue_papers.formats.editions.making import edition_date
from issue_papers.formats.editions.paging import Break as PageBreak
from issue_papers.formats.editions.paging import Pages
from issue_papers.formats.pdf import typesetting
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.kinds.paper.model import PAPER
from issue_papers.maps.atlas import Atlas
from issue_papers.printing.printer import Printer
from issue_papers.publishing import source_date
from issue_papers.reporting.problems import errors


@cache
def gathered(site: Path) -> dict[str, Edition]:
    """Return a site's editions by name, such as `harbours-fr`."""
    settings = settings_of(site)
    date = source_date(settings.root, settings.relative(settings.config_path))
    settings = replace(settings, date=edition_date(date))
    library, catalogues, problems = load_and_check(settings)
    assert not errors(problems)
    atlas = Atlas()
    views = {
        t: registry_of_kinds.views(library, catalogues, atlas, t) for t in settings.locales.tags
    }
    printer = Printer(views, registry.blocks())
    found = {}
    for tag, one in views.items():
        sources = Sources(
            views=one,
            printer=printer,
            find_image=lambda url: _file(settings, url),
            theme=THEME,
            series=settings.site.names[tag],
        )
        for paper in library.of(PAPER):
            if paper.has(tag):
                edition = gather(paper, sources)
                found[edition.name] = edition
    return found


def _file(settings: Settings, url: str) -> Path | None:
    """Return the file that MkDocs puts at a URL, for files that it copies."""
    folder, _, rest = url.partition("/")
    path = settings.cases_dir / rest if folder == CASES_PREFIX else settings.docs_dir / url
    return path if path.is_file() else None


def sampler_edition(language: str) -> Edition:
    """Return the sampler's paper in a language: `en`, `es` or `fr`."""
    return gathered(SAMPLER)[f"harbours-{language}"]


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def _folder() -> Path:
    """Make a folder that is there until the tests end."""
    _FOLDERS.append(tempfile.TemporaryDirectory(prefix="edition-site-"))
    return Path(_FOLDERS[-1].name)


@cache
def _copied(*overlays: str) -> Path:
    return copy_site(_folder() / "source", *(SITES / overlay for overlay in overlays))


def small_edition(language: str) -> Edition:
    """Return the small site's paper in a language: `en`, `fr` or `ar`."""
    return gathered(_copied())[f"water-{language}"]


@cache
def _scripts_site() -> Path:
    return copy_scripts_site(_folder() / "source")


def scripts_edition(language: str) -> Edition:
    """Return the paper of the site in three scripts, in a language: `en`, `ar` or `ko`."""
    return gathered(_scripts_site())[f"shade-{language}"]


def said(part: Part) -> str:
    """Return all that a part says, in the order in which it is read; each block on a line."""
    pieces = [part.title, "\n", part.summary]
    labels: dict[int, str] = {}  # of figures, before their captions
    for node, begins in visit((*part.blocks, *part.notes)):
        if isinstance(node, Block):
            pieces.append("\n")
        if isinstance(node, Figure) and (begins or not node.caption):
            labels.update({id(block): node.label for block in node.caption[:1]})
            pieces.append("" if begins else f"{node.label}\n")
        if begins:
            if label := labels.pop(id(node), ""):
                pieces.append(f"{label}\n")
            pieces.append(_own_words(node))
    return "".join(pieces)


def _own_words(node: Node) -> str:
    match node:
        case Text() | Code() | CodeBlock() | Break() | Citation():
            return text_of(node)
        case NoteReference(number=number):
            return str(number)
        case Embed(title=title, source=source):
            return title or source
        case _:
            return ""


@cache
def paged(name: str) -> tuple[Edition, bytes, Pages]:
    """Return an edition, such as `sampler-en`, with its PDF and the pages that this has."""
    site, _, language = name.partition("-")
    found = {"sampler": sampler_edition, "scripts": scripts_edition, "small": small_edition}
    edition = found[site](language)
    breaks: list[PageBreak] = []
    pdf = typesetting.build(edition, THEME, paginate=breaks.extend)
    return edition, pdf, Pages(f"{edition.name}.pdf", tuple(breaks))

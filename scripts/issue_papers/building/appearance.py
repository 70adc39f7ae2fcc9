"""How a site looks, and what stands at the foot of its pages, as mkdocs.yml says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from issue_papers.building.option_problems import option_problem
from issue_papers.formats.editions.writing import prove_roles
from issue_papers.layers import Layers
from issue_papers.look.faults import UnusableLookError
from issue_papers.look.footer import Footer, disclaimer_of, footer_of
from issue_papers.look.look import Look, contrast_faults, look_of
from issue_papers.look.tokens import place
from issue_papers.look.typefaces import without_styles
from issue_papers.reporting.faults import Fault
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError, Severity


@dataclass(frozen=True)
class Appearance:
    """What a site chooses of its look.

    Attributes:
        look: Its look, proved against its theme.
        footer: What its footer says.
        map_disclaimer: What the site says of its maps, by language tag; nothing where it says none.
        doubts: What may not be meant so.
    """

    look: Look
    footer: Footer
    map_disclaimer: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Problem, ...] = ()


def appearance(
    config: Path, docs_dir: Path, theme: Layers, tags: Sequence[str], options: Mapping[str, Any]
) -> Appearance:
    """Read the options `look`, `footer`, `contact`, `analytics` and `maps`.

    Args:
        config: mkdocs.yml.
        docs_dir: Where pictures are looked for.
        theme: The site's own theme over that of the package.
        tags: The site's languages, the source first.
        options: All options with their values.

    Raises:
        ProblemsError: Something of it can't be used, or a colour of it can't be read, or a file of
            tokens or of roles can't be used.
    """
    prove_roles(theme)
    faults: list[Fault] = []
    look, footer = Look(), Footer()
    try:
        look = look_of(options["look"], docs_dir, theme, tags)
    except UnusableLookError as error:
        faults += error.faults
    said = options["footer"], options["contact"], options["analytics"]
    try:
        footer = footer_of(*said, tags=tags, docs_dir=docs_dir)
    except UnusableLookError as error:
        faults += error.faults
    disclaimer: Mapping[str, str] = {}
    try:
        disclaimer = disclaimer_of(options["maps"], tags)
    except UnusableLookError as error:
        faults += error.faults
    problems = [option_problem(config, f.key, f.message, f.hint) for f in faults]
    problems += _unreadable(config, theme, look)
    if problems:
        raise ProblemsError(*problems)
    return Appearance(look, footer, disclaimer, tuple(_doubts(config, look)))


def _unreadable(config: Path, theme: Layers, look: Look) -> Iterator[Problem]:
    """Yield the colours that can't be read: where the site's tokens say so, or else its options."""
    root = config.parent
    for fault, pair in contrast_faults(look.tokens(theme, root)):
        places = (place(theme.folders[:-1], name, root) for name in (pair.above, pair.below))
        if found := next(filter(None, places), None):
            yield Problem(*found, fault.message, fault.hint)
        else:
            yield option_problem(config, fault.key, fault.message, fault.hint)


def _doubts(config: Path, look: Look) -> Iterator[Problem]:
    for option, style in without_styles(look.typefaces):
        message = say(
            "the typeface has no {style}: PDFs set such words like all others",
            style=say("bold face") if style == "bold" else say("italic face"),
        )
        hint = say("add its file, if there is one")
        yield replace(option_problem(config, option, message, hint), severity=Severity.NOTICE)

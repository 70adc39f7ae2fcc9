"""The typefaces of an edition: how its languages are set, and which characters can't be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from issue_papers.articles.nodes import Node, Picture, walk
from issue_papers.fonts.typefaces import (
    LATIN,
    Family,
    Typefaces,
    missing_font,
    script_of,
    without_font,
)
from issue_papers.formats import pictures
from issue_papers.formats.editions.edition import IMAGE_SCHEME, Edition
from issue_papers.formats.pdf.limits import unprintable
from issue_papers.reporting.problems import Problem

_CODE_FONTS = ("DejaVu Sans Mono",)
"""Comes with Typst."""
_SCALES = {"Arab": (1.14, 1.12, 1.16), "Hang": (0.93, 0.95, 1.12), "Hani": (0.93, 0.95, 1.12)}
"""By script: size of serif and of sans-serif beside Latin's, and of the pitch of lines."""
_LATIN_LETTERS = r"[\p{Latin}\p{Greek}\p{Cyrillic}]"
_LATIN_AND_DIGITS = r"[\p{Latin}\p{Greek}\p{Cyrillic}0-9°%‰€£$§©]"


def without_fonts(edition: Edition) -> Iterator[Problem]:
    """Yield the characters of the texts that no font here has, each where it stands."""
    tag = edition.language.tag
    drawn = words_of_pictures(edition)
    for part in edition.parts:
        nodes: tuple[Node, ...] = (*part.blocks, *part.notes)
        about = f"{part.title} {part.label} {part.summary}"
        found = [(1, without_font(tag, about))]
        found += [(node.line, frozenset(lost)) for node, lost in unprintable(nodes, tag)]
        found += [
            (node.line, without_font(tag, drawn[node.source]))
            for node in walk(nodes)
            if isinstance(node, Picture) and node.source in drawn
        ]
        for line, lost in found:
            if lost:
                yield Problem(part.path, max(line, 1), "text", *missing_font(lost))


def words_of_pictures(edition: Edition) -> Mapping[str, str]:
    """Return the text that each picture draws, by its source; that of maps is taken off."""
    found = ((name, pictures.words(path)) for name, path in sorted(edition.images.items()))
    return {IMAGE_SCHEME + name: words for name, words in found if words}


def voice(tag: str) -> dict[str, Any]:
    """Return what Typst is told about a language: ISO codes, script and how large it is set."""
    script = script_of(tag)
    lang, *rest = tag.replace("_", "-").split("-")
    region = next((part.upper() for part in rest if len(part) == 2), None)  # noqa: PLR2004
    scale, sans_scale, pitch = _SCALES.get(script, (1.0, 1.0, 1.0))
    return {
        "lang": lang.lower(),
        "region": region,
        "script": script,
        "scale": scale,
        "sans-scale": sans_scale,
        "pitch": pitch,
    }


def chains(typefaces: Typefaces, scripts: set[str]) -> dict[str, Any]:
    """Return the families of text in each script, and of code."""
    found = {script: _of_script(typefaces, script) for script in sorted({LATIN, *scripts})}
    code = [*_CODE_FONTS, *(family.name for family in typefaces.sans)]
    return {"fonts": found, "code-fonts": code}


def _of_script(typefaces: Typefaces, script: str) -> dict[str, list[Any]]:
    """Return the families of a script's serif and sans-serif text.

    Arabic is set in its serif throughout: where a font draws the dots of letters apart, as Noto
    Sans Arabic does, Typst 0.15 gives each its letter once more, and no word can be found again.
    """
    arabic = [family for family in typefaces.serif if family.script == "Arab"]
    others = [family for family in typefaces.sans if family.script != "Arab"]
    return {
        "serif": _chain(typefaces.serif, script),
        "sans": _chain((*arabic, *others), script),
    }


def _chain(known: tuple[Family, ...], script: str) -> list[Any]:
    """Put a script's own families first, but let Latin words be set in the Latin one."""
    own = [family.name for family in known if family.script == script]
    others = [family.name for family in known if family.script != script]
    latin = [family.name for family in known if family.script == LATIN]
    if script == LATIN or not own:
        return [*latin, *(name for name in (*own, *others) if name not in latin)]
    covers = _LATIN_LETTERS if script == "Arab" else _LATIN_AND_DIGITS
    return [*({"name": name, "covers": covers} for name in latin), *own, *others]

"""The typefaces of an edition: how its languages are set, and which characters can't be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from issue_papers.articles.nodes import (
    Citation,
    Code,
    CodeBlock,
    Embed,
    Figure,
    Formula,
    Picture,
    Text,
    text_of,
    walk,
)
from issue_papers.fonts.family import NONE_CHOSEN, Family, SiteTypefaces
from issue_papers.fonts.scripts import LATIN, script_of
from issue_papers.fonts.typefaces import Typefaces, lacking, unset
from issue_papers.formats import drawings
from issue_papers.formats.editions.edition import DRAWING_SCHEME, IMAGE_SCHEME, Edition, Part
from issue_papers.formats.pdf.runs import printable
from issue_papers.formats.pictures import reading
from issue_papers.reporting.problems import Problem

_CODE_FONTS = ("DejaVu Sans Mono",)
"""Comes with Typst."""
_SCALES = {"Arab": (1.14, 1.12, 1.16), "Hang": (0.93, 0.95, 1.12), "Hani": (0.93, 0.95, 1.12)}
"""By script: size of serif and of sans-serif beside Latin's, and of the pitch of lines."""
_LATIN_LETTERS = r"[\p{Latin}\p{Greek}\p{Cyrillic}]"
_LATIN_AND_DIGITS = r"[\p{Latin}\p{Greek}\p{Cyrillic}0-9°%‰€£$§©]"


def without_fonts(edition: Edition, own: SiteTypefaces = NONE_CHOSEN) -> Iterator[Problem]:
    """Yield the characters of the texts that no font here has, each where it stands.

    Args:
        edition: Whose texts.
        own: The typefaces that the site has chosen.
    """
    drawn = words_of_pictures(edition)
    texts = [(part.path, *text) for part in edition.parts for text in _texts(part, drawn)]
    every = {char for _, _, text in texts for char in printable(text)}
    for script, missing in unset(edition.language.tag, "".join(sorted(every)), own).items():
        lost: dict[tuple[str, int], set[str]] = {}
        for path, line, text in texts:
            if chars := set(missing.intersection(text)):
                lost.setdefault((path, max(line, 1)), set()).update(chars)
        for (path, line), chars in lost.items():
            yield Problem(path, line, "characters", *lacking(script, chars))


def _texts(part: Part, drawn: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield what a part prints, with lines; what stands in its metadata has none."""
    yield 0, f"{part.title} {part.label} {part.summary}"
    for node in walk((*part.blocks, *part.notes)):
        match node:
            case Text(text=text) | Code(text=text):
                yield node.line, text
            case CodeBlock(text=text, options=options):
                yield node.line, text + dict(options).get("title", "")
            case Formula(tree=tree):
                yield node.line, "".join(part.text for part in tree.walk() if part.tag == "mtext")
            case Embed(title=text) | Figure(label=text):
                yield node.line, text
            case Citation():
                yield node.line, text_of(node)
            case Picture(source=source, alt=alt):
                yield node.line, drawn.get(source, alt)
            case _:
                pass


def words_of_pictures(edition: Edition) -> Mapping[str, str]:
    """Return the text that each picture draws, by its source; that of maps is taken off."""
    found = ((name, reading.words(path)) for name, path in sorted(edition.images.items()))
    drawn = {DRAWING_SCHEME + name: drawings.words(svg) for name, svg in edition.drawings.items()}
    return drawn | {IMAGE_SCHEME + name: words for name, words in found if words}


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

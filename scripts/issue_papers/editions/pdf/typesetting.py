"""An edition as PDF, set by Typst from data alone.

The canonical HTML becomes nodes (`editions.pdf.tree`), these become JSON, and the template in
`overrides/editions/pdf/` draws what that says. No code of the template is made out of content, so
content can't run any. The compiler itself enforces PDF/UA-1 and PDF/A-2a.

What print adds to the words of the site (page numbers after links to another part, the address
behind a link whose words aren't the address, running heads, folios, big numerals) is marked as an
artifact: neither a screen reader nor a comparison of words meets it. Cover, imprint and contents
come before the first part and aren't artifacts.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import typst
from lxml import etree, html

from issue_papers.editions.pdf import licence as pdf_licence
from issue_papers.editions.pdf.nodes import Inline, dump
from issue_papers.editions.pdf.text import Voice, run, tidy
from issue_papers.editions.pdf.tree import Reader
from issue_papers.fonts.typefaces import LATIN, Family, Typefaces, families, script_of
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.views import formats

Paper = Literal["a4", "us-letter"]

_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_MAIN = "paper.typ"
_COVER = "cover.typ"
_DATA = "edition.json"
_CODE_FONTS = ("DejaVu Sans Mono",)
"""Comes with Typst."""
_SCALES = {"Arab": (1.14, 1.12, 1.16), "Hang": (0.93, 0.95, 1.12), "Hani": (0.93, 0.95, 1.12)}
"""By script: size of serif and of sans-serif beside Latin's, and of the pitch of lines."""
_LATIN_LETTERS = r"[\p{Latin}\p{Greek}\p{Cyrillic}]"
_LATIN_AND_DIGITS = r"[\p{Latin}\p{Greek}\p{Cyrillic}0-9°%‰€£$§©]"


def build(edition: Edition, theme_dir: Path, *, paper: str = "a4") -> bytes:
    """Set an edition.

    Args:
        edition: What to set.
        theme_dir: The folder with `editions/pdf/`.
        paper: `a4` or `us-letter`.

    Returns:
        A PDF/UA-1 and PDF/A-2a file; the same bytes for the same input.

    Raises:
        ProblemsError: It can't be set: an element, a picture or a character that there is no way
            of setting, or nesting that is too deep.
    """
    data, typefaces = _data(edition, paper)
    pdf = _compile(edition, theme_dir, data, typefaces)
    return pdf_licence.add(pdf, edition.paper.licence_name, edition.paper.licence_url)


def _compile(
    edition: Edition, theme_dir: Path, data: Mapping[str, Any], typefaces: Typefaces
) -> bytes:
    design = theme_dir / "editions"
    sources = {
        path.name: path.read_bytes()
        for path in (design / _COVER, *sorted((design / "pdf").glob("*.typ")))
    }
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        for name, path in edition.images.items():
            shutil.copyfile(path, Path(folder) / data["images"][name].lstrip("/"))
        files: Any = {"main": sources.pop(_MAIN), **sources, _DATA: dump(data).encode()}
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(path) for path in typefaces.folders()],
        )
        midnight = dt.datetime.combine(edition.date, dt.time(), tzinfo=dt.UTC)
        try:
            compiler = typst.Compiler(files, root=folder, font_paths=fonts)
            made: Any = compiler.compile(
                format="pdf", pdf_standards=_STANDARDS, timestamp=int(midnight.timestamp())
            )
        except typst.TypstError as error:
            raise _error(edition, error.message, " ".join(error.hints)) from error
    return bytes(made)


def _error(edition: Edition, message: str, hint: str) -> ProblemsError:
    said = say("it can't be set: {message}", message=message)
    return ProblemsError(Problem(f"{edition.name}.pdf", 1, "pdf", said, hint))


def _data(edition: Edition, paper: str) -> tuple[dict[str, Any], Typefaces]:
    """Return all that the template reads, and the typefaces for it."""
    reader = Reader(edition)
    parts = [_part(part, reader) for part in edition.parts]
    reader.finish()
    t, meta = edition.t, edition.paper
    corrections = [part for part in edition.parts if part.kind is PartKind.CORRECTIONS]
    data: dict[str, Any] = {
        "paper": paper,
        "lang": edition.language.tag,
        "dir": edition.language.direction,
        "language": edition.language.name,
        "title": meta.title,
        "subtitle": meta.subtitle,
        "series": edition.series,
        "label": edition.label,
        "number": meta.number,
        "authors": [who.name for who in meta.authors],
        "publisher": meta.publisher,
        "issued": meta.issued,
        "keywords": edition.keywords,
        "description": _description(edition),
        "date": (edition.date.year, edition.date.month, edition.date.day),
        "date-text": formats.partial_date(edition.date.isoformat(), edition.language),
        "imprint": [(name, _plain(value, edition)) for name, value in edition.imprint],
        "cite": _citation(edition, reader),
        "provenance": edition.provenance,
        "corrections": {"id": corrections[0].id, "title": corrections[0].title}
        if corrections
        else None,
        "words": {
            "case": t("case.label"),
            "cases": t("paper.cases"),
            "cite": t("edition.cite"),
            "contents": t("paper.contents"),
            "corrections": t("edition.corrections"),
            "date": t("edition.date"),
            "page": t("edition.page"),
            "translation": t("edition.translation"),
        },
        "parts": parts,
        "maps": {name: _without_text(svg) for name, svg in sorted(edition.maps.items())},
        "images": {
            name: f"/picture-{number}{path.suffix.lower()}"
            for number, (name, path) in enumerate(sorted(edition.images.items()))
        },
    }
    tags = {edition.language.tag, *reader.tags}
    data["voices"] = {tag: _voice(tag) for tag in sorted(tags)}
    typefaces = families(edition.language.tag, _text(data), path=f"{edition.name}.pdf")
    scripts = {LATIN, *(voice["script"] for voice in data["voices"].values())}
    data["fonts"] = {script: _chains(typefaces, script) for script in sorted(scripts)}
    data["code-fonts"] = [*_CODE_FONTS, *(family.name for family in typefaces.sans)]
    return data, typefaces


def _part(part: Part, reader: Reader) -> dict[str, Any]:
    reader.tags.add(part.language)
    body = reader.read(part)
    return {
        "id": part.id,
        "kind": str(part.kind),
        "label": part.label,
        "number": part.number,
        "title": part.title,
        "summary": part.summary,
        "lang": part.language,
        "dir": part.direction,
        "notices": part.notices,
        "body": body,
        "has-notes": bool(reader.notes),
    }


def _description(edition: Edition) -> str:
    meta = edition.paper
    licence = edition.t("marks.colon").join((edition.t("paper.licence"), meta.licence_name))
    return f"{meta.summary} {licence} {meta.licence_url}".strip()


def _plain(text: str, edition: Edition) -> list[Inline]:
    voice = Voice(edition.language.tag, edition.language.direction)
    return tidy([run(text, (), voice, voice)])


def _citation(edition: Edition, reader: Reader) -> list[Inline]:
    root = html.fragment_fromstring(edition.how_to_cite, create_parent="div")
    return reader.read_line(root, Voice(edition.language.tag, edition.language.direction))


def _without_text(svg: str) -> str:
    """Take the names off a map: at its size here nobody can read them, and the box says them."""
    root = etree.fromstring(svg.encode())
    for element in list(root.iter("{*}text")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return etree.tostring(root, encoding="unicode")


def _voice(tag: str) -> dict[str, Any]:
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


def _chains(typefaces: Typefaces, script: str) -> dict[str, list[Any]]:
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


def _text(data: Mapping[str, Any]) -> str:
    """Return every character that will be set, once."""
    return "".join(sorted(set().union(*_strings(data))))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in {"maps", "images", "fonts"}:
                yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
    elif hasattr(value, "__dict__"):
        yield from _strings(vars(value))

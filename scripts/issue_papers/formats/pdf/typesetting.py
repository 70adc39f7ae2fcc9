"""An edition as PDF, set by Typst from data alone.

The parts' nodes become data (`formats.pdf.data`), and the template in `overrides/editions/pdf/`
draws what that says. No code of the template is made out of content, so content can't run any. The
compiler itself enforces PDF/UA-1 and PDF/A-2a.

What print adds to the words of the site (page numbers after links to another part, the address
behind a link whose words aren't the address, running heads, folios, big numerals) is marked as an
artifact: neither a screen reader nor a comparison of words meets it. Cover, imprint and contents
come before the first part and aren't artifacts.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typst

from issue_papers.content_cache import ContentCache
from issue_papers.fonts.drawn import DrawnFonts, drawn_fonts
from issue_papers.fonts.family import SiteTypefaces
from issue_papers.fonts.scripts import script_of
from issue_papers.fonts.typefaces import Typefaces, families
from issue_papers.fonts.worn import worn
from issue_papers.formats import typst_memory
from issue_papers.formats.declaration import Paginate, Report, unheard
from issue_papers.formats.drawings import PRINT
from issue_papers.formats.drawings import words as words_of
from issue_papers.formats.editions.cover_photo import cover_photo
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.held_pictures import (
    HeldPicture,
    drawings,
    held_pictures,
    tell_weight,
)
from issue_papers.formats.editions.paging import (
    Ids,
    Spot,
    breaks,
    parted,
    with_ids,
    with_word_ids,
)
from issue_papers.formats.pdf import xmp
from issue_papers.formats.pdf.appendix import with_data
from issue_papers.formats.pdf.data import Data, edition_data
from issue_papers.formats.pdf.design import Design
from issue_papers.formats.pdf.diagnostics import Parts, Remark, locate
from issue_papers.formats.pdf.fonts import chains, without_fonts
from issue_papers.formats.pdf.limits import PICTURES, rooms
from issue_papers.formats.pdf.own_drawings import settable
from issue_papers.formats.svg import SVG
from issue_papers.layers import Layers
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError, Severity

_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_COVER = ("editions/cover.typ", "editions/cropped.typ")
_DATA = "edition.json"
_PARTS = "parts.json"
_PLACES = "places.json"
"""What the template reads. Typst remembers what was made of functions that read the same: where it
sets other parts of an edition, which is a file of its own therefore, or is asked for places, most
is known."""

PLAIN = Design()
_PANIC = "PanicException"
"""What a program in Rust dies of, which PyO3 (0.28) makes no `Exception`, and nobody can import."""


def build(  # noqa: PLR0913 - each is of another kind
    edition: Edition,
    theme: Layers,
    design: Design = PLAIN,
    report: Report = unheard,
    cache: ContentCache | None = None,
    *,
    paginate: Paginate | None = None,
    **more: str,
) -> bytes:
    """Set an edition.

    Args:
        edition: What to set.
        theme: Folders with `editions/pdf/`.
        design: How.
        report: Is told what the compiler warns of.
        cache: Where fonts that were cut, and pictures that were made smaller, before are kept.
        paginate: Is told where the pages begin, if somebody wants to know.
        **more: What else the template reads, by name.

    Returns:
        A PDF/UA-1 and PDF/A-2a file; the same bytes for the same input.

    Raises:
        ProblemsError: It can't be set: a picture that is none, or a character without a font.
    """
    own = worn(theme)
    if problems := [*without_fonts(edition, own)]:
        raise ProblemsError(*problems)
    fonts = _fonts(edition, own, cache)
    family = ", ".join(f"'{name}'" for name in fonts.names)
    drawn = drawings(edition, theme, PRINT, family=family)
    pictures = held_pictures(edition, PICTURES, rooms(edition), cache)
    held = {**{source: _settable(picture) for source, picture in pictures.items()}, **drawn}
    names = {source: f"picture-{n}{one.suffix}" for n, (source, one) in enumerate(held.items())}
    photo = cover_photo(edition.cover, edition.parts[0].path) if edition.cover else None
    marked, ids = with_ids(edition) if paginate else (edition, {})

    def data_of(edition: Edition) -> tuple[Data, Typefaces]:
        whole = with_data(edition) if design.has_data else edition
        data, typefaces = edition_data(whole, design, names, own, photo[0] if photo else "")
        return data | more, typefaces

    data, typefaces = data_of(marked)
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        for source, name in names.items():
            (Path(folder) / name).write_bytes(held[source].data)
        for name, font in fonts.files.items():
            (Path(folder) / name).write_bytes(font)
        if photo:
            (Path(folder) / photo[0]).write_bytes(photo[1])
        whole = with_data(edition) if design.has_data else edition
        typesetter = Typesetter(whole, theme, folder, typefaces, data, design.template)
        outcome = typesetter.compile(data["parts"])
        for remark in outcome.warnings:
            for problem in typesetter.problems(remark, Severity.WARNING):
                report(problem)
        if outcome.error:
            raise ProblemsError(*typesetter.problems(outcome.error, Severity.ERROR))
        if paginate:
            pages = typesetter.pages(data["parts"], ids)
            worded, words = with_word_ids(marked, parted(pages))
            pages |= typesetter.pages(data_of(worded)[0]["parts"], words)
            paginate(tuple(breaks(edition, pages)))
    typst_memory.forget()
    tell_weight(edition, pictures, len(outcome.pdf), "PDF", report)
    return xmp.add(outcome.pdf, _about(edition))


def _settable(picture: HeldPicture) -> HeldPicture:
    """Return a picture as the compiler knows how to set it."""
    is_drawn = picture.media_type == SVG
    return replace(picture, data=settable(picture.data)) if is_drawn else picture


def _fonts(edition: Edition, own: SiteTypefaces, cache: ContentCache | None) -> DrawnFonts:
    """Return what the words of drawings are set in."""
    if not edition.drawings:
        return DrawnFonts((), {})
    words = "".join(map(words_of, edition.drawings.values()))
    typefaces = families(edition.language.tag, words, own)
    script = script_of(edition.language.tag)
    listed = chains(typefaces, {script})["fonts"][script]["sans"]
    named = {family.name: family for family in (*typefaces.sans, *typefaces.serif)}
    order = [each if isinstance(each, str) else each["name"] for each in listed]
    return drawn_fonts((named[name] for name in order), words, cache)


def _about(edition: Edition) -> xmp.About:
    """Return what the PDF's metadata says of the edition."""
    paper, statement = edition.paper, edition.statement
    creators = tuple(author.name for author in paper.authors)
    others = dict.fromkeys(who.name for people in edition.contributors.values() for who in people)
    return xmp.About(
        licence=paper.licence_name,
        licence_url=paper.licence_url,
        creators=creators,
        contributors=tuple(name for name in others if name not in creators),
        publisher=paper.publisher,
        date=paper.issued_date,
        edition=str(statement.edition) if statement and statement.is_numbered else "",
        source=paper.original.text if paper.original else "",
    )


@dataclass(frozen=True)
class Outcome:
    """What came of setting something.

    Attributes:
        pdf: The file; empty where there is an error.
        error: Why there is none.
        warnings: What else was said.
    """

    pdf: bytes
    error: Remark | None = None
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Typesetter:
    """Sets one edition, or some of it.

    Attributes:
        edition: The edition.
        theme: Folders with `editions/pdf/`.
        folder: Where its pictures are, and the typefaces of its drawings.
        typefaces: What it is set in.
        data: What the template reads.
        template: The file that draws it.
    """

    edition: Edition
    theme: Layers
    folder: str
    typefaces: Typefaces
    data: Data
    template: str

    def compile(self, parts: Parts) -> Outcome:
        """Set the edition with these parts."""
        midnight = dt.datetime.combine(self.edition.date, dt.time(), tzinfo=dt.UTC)
        try:
            compiler = self._compiler(parts)
            made, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=_STANDARDS, timestamp=int(midnight.timestamp())
            )
        except typst.TypstError as error:
            return Outcome(b"", _remark(error))
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            return Outcome(b"", Remark(str(error), ""))  # its place is found like any error's
        content: Any = made
        return Outcome(bytes(content), None, tuple(dict.fromkeys(map(_remark, warnings))))

    def pages(self, parts: Parts, ids: Ids) -> dict[Spot, int]:
        """Return the pages of places, those that are on any, of an edition that can be set.

        Typst remembers what it has set, so that asking for the same parts costs little.

        Args:
            parts: The parts of the edition's data.
            ids: The places, each with its id there.
        """
        if not ids:
            return {}
        asked = self._compiler(parts, [*ids.values()])
        (found,) = json.loads(asked.query("<pages>", field="value"))
        return {spot: page for spot, page in zip(ids, found, strict=True) if page}

    def _compiler(self, parts: Parts, places: Sequence[str] = ()) -> typst.Compiler:
        about = {name: value for name, value in self.data.items() if name != "parts"}
        read = {_DATA: about, _PARTS: parts, _PLACES: places}
        data = {name: json.dumps(it, ensure_ascii=False).encode() for name, it in read.items()}
        files: Any = {**self._design(), **data}
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[self.folder, *map(str, self.typefaces.folders())],
        )
        return typst.Compiler(files, root=self.folder, font_paths=fonts)

    def _design(self) -> dict[str, bytes]:
        found = self.theme.files(*_COVER, "editions/pdf")
        files = {path.name: path.read_bytes() for path in found.values() if path.suffix == ".typ"}
        return {"main": files.pop(self.template), **files}

    def problems(self, remark: Remark, severity: Severity) -> Iterator[Problem]:
        """Yield a remark at each place of the editors' files that it is about."""

        def is_said(parts: Parts) -> bool:
            outcome = self.compile(parts)
            said = (outcome.error, *outcome.warnings)
            return any(one is not None and one.message == remark.message for one in said)

        message = say("it can't be set: {message}", message=remark.message)
        if severity is Severity.WARNING:
            message = say("it may not look as it should: {message}", message=remark.message)
        for place in locate(self.data["parts"], is_said):
            path = self.edition.parts[place.part].path
            yield Problem(path, max(place.line, 1), "pdf", message, remark.hint, severity)


def _remark(said: typst.TypstError | typst.TypstWarning) -> Remark:
    return Remark(said.message, " ".join(said.hints))

"""What formats can't hold, told where it is written: characters without a font, pictures, shapes.

A build would only meet them at its end, in a file that nobody has written. Which characters can be
set depends on the fonts of the machine that builds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from issue_papers.articles.nodes import Code, CodeBlock, Picture, Text
from issue_papers.checks.files import DRAWING, OF_DRAWINGS, is_refused
from issue_papers.checks.page import Page
from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.content.settings import Settings
from issue_papers.fonts import typefaces
from issue_papers.formats.pdf.limits import DEEPEST, headless, too_deep, too_wide
from issue_papers.formats.pdf.tables import MOST_COLUMNS
from issue_papers.formats.pictures import reading
from issue_papers.formats.web.picture_sets import LIGHTEST, PAGE
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "characters"
_ON_COVERS = frozenset({"title", "subtitle", "name", "publisher"})
_SURE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset(
    "\n\t\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac"
)
"""Characters that the fonts of our packages have: no font is opened for them."""

_Char: TypeAlias = tuple[int, str]
"""A character, and the line that it stands on."""

Places = Mapping[str, Sequence[tuple[str, int]]]
"""Where the characters of a language stand: file and line, each once."""


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield characters and pictures that some format can't hold."""
    yield from _characters(library, keeping)
    for entry in library.entries.values():
        for document in entry.documents():
            yield from _pictures(Page(library, entry, document))
        for finding in _of_shapes(library, entry):
            yield from keeping.of(finding)


def findings(library: Library, entry: Entry) -> Iterator[Finding[Problem] | Finding[_Char]]:
    """Yield what is to be found in a page's texts."""
    yield from _of_shapes(library, entry)
    yield from _of_characters(library, entry)


def _of_shapes(library: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    if _prints(library) and entry.kind.is_in_editions:
        for document in entry.documents():
            page = Page(library, entry, document)
            yield Finding("shapes", (document,), partial(_shapes, page))


def _of_characters(library: Library, entry: Entry) -> Iterator[Finding[_Char]]:
    settings = library.settings
    sets = {form.sets for form in settings.formats}
    is_set = "text" in sets and entry.kind.is_in_editions
    has_title = settings.social_cards or ("title" in sets and entry.kind.parts is not None)
    find = _of_document if is_set else _of_title
    for document in entry.documents() if is_set or has_title else ():
        found = partial(_rare, find, document)
        yield Finding(f"characters {find.__name__}", (document,), found)


def _prints(library: Library) -> bool:
    """Whether whole texts are set in fonts of this machine."""
    return any(form.sets == "text" for form in library.settings.formats)


# Characters


def _characters(library: Library, keeping: Keeping) -> Iterator[Problem]:
    places: dict[str, dict[str, list[tuple[str, int]]]] = {}
    for language, path, line, char in _unsure(library, keeping):
        places.setdefault(language, {}).setdefault(char, []).append((path, line))
    own = library.settings.look.typefaces
    for language, by_char in sorted(places.items()):
        for script, missing in typefaces.unset(language, "".join(by_char), own).items():
            yield from _lacking(script, missing, by_char)


def _lacking(script: str, missing: frozenset[str], by_char: Places) -> Iterator[Problem]:
    by_line: dict[tuple[str, int], set[str]] = {}
    for char in missing:
        for place in by_char[char]:
            by_line.setdefault(place, set()).add(char)
    for (path, line), chars in sorted(by_line.items()):
        yield Problem(path, line, KEY, *typefaces.lacking(script, chars))


def _unsure(library: Library, keeping: Keeping) -> Iterator[tuple[str, str, int, str]]:
    """Yield characters that are set in fonts of this machine, with language, file and line."""
    for entry in library.entries.values():
        for finding in _of_characters(library, entry):
            (document,) = finding.documents
            for line, char in keeping.of(finding):
                yield document.language, document.path, line, char
    if not _prints(library):
        return
    for key, reference in library.references.items():
        path, line = library.reference_places[key]
        for char in set(str(reference)) - _SURE:
            yield library.locales.source, path, line, char


def _rare(
    find: Callable[[Document], Iterator[tuple[int, str]]], document: Document
) -> Iterator[tuple[int, str]]:
    """Yield what our own fonts may lack of a document's characters, each once a line."""
    found = ((line, char) for line, text in find(document) for char in set(text) - _SURE)
    return iter(dict.fromkeys(sorted(found)))


def _of_document(document: Document) -> Iterator[tuple[int, str]]:
    for node in document.article.nodes:
        match node:
            case Text(text=text) | Code(text=text):
                yield from enumerate(text.split("\n"), node.line)
            case CodeBlock(text=text):
                start = node.line if node.is_indented else node.line + 1
                yield from enumerate(text.split("\n"), start)
            case Picture(alt=text):
                yield node.line, text
            case _:
                pass
    for path, text in _strings(document.yaml.value, ()):
        yield document.yaml.line(path), text


def _of_title(document: Document) -> Iterator[tuple[int, str]]:
    """Yield what covers and cards show."""
    for path, text in _strings(document.yaml.value, ()):
        if path[-1] in _ON_COVERS or path[0] == "charts":
            yield document.yaml.line(path), text


def _strings(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(item, (*path, str(key)))
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))


# Shapes


def _shapes(page: Page) -> Iterator[Problem]:
    """What a PDF has in another shape than the page, or less well."""
    nodes = (*page.article.blocks, *page.article.notes.values())
    for block in too_deep(nodes):
        message = say("this stands in too many lists, boxes or tables: a PDF has it as plain text")
        yield page.warning(
            block.line, "nesting", message, say("nest at most {count}", count=DEEPEST)
        )
    for table, count in too_wide(nodes):
        message = say("a table with {count} columns doesn't fit on a page", count=count)
        hint = say("have at most {count}, or make two tables of it", count=MOST_COLUMNS)
        yield page.warning(table.line, "table", message, hint)
    for table in headless(nodes):
        message = say("a table has no row of headings")
        hint = say("name its columns in the first row: a screen reader says them with each cell")
        yield page.warning(table.line, "table", message, hint)


# Pictures


def _pictures(page: Page) -> Iterator[Problem]:
    """What is wrong with the files of a page's pictures, at the line that shows them."""
    weights: dict[str, int] = {}
    for line, key in _shown(page):
        path = _path(page.library.settings, key)
        if is_refused(key, page.library.settings):
            continue  # it is told of its file
        if key in page.library.known and path.is_file():
            yield from _weight(page, line, weights, path)
            for fault in reading.faults(path, page.library.settings.limits.pixels):
                if fault.kind not in OF_DRAWINGS or path.suffix.lower() != DRAWING:
                    yield page.error(line, "image", fault.message, fault.hint)


def _weight(page: Page, line: int, weights: dict[str, int], path: Path) -> Iterator[Problem]:
    """A phone loads no more for a page's pictures than it should; each has a least weight."""
    is_told = sum(weights.values()) > PAGE
    if path.suffix.lower() != DRAWING:
        weights[str(path)] = min(LIGHTEST, path.stat().st_size)
    total = sum(weights.values())
    if total > PAGE and not is_told:
        message = say(
            "with this picture, the page has {count}, for which a phone loads up to {found} kB; "
            "expected at most {most} kB",
            count=len(weights),
            found=round(total / 1000),
            most=PAGE // 1000,
        )
        hint = say("leave some out, or put some on a page of their own")
        yield page.warning(line, "image", message, hint)


def _shown(page: Page) -> Iterator[tuple[int, str]]:
    entry: Entry = page.entry
    for picture in page.document.outline.pictures:
        try:
            parts = urlsplit(picture.source)
        except ValueError:
            continue
        if not parts.scheme and not parts.netloc and parts.path:
            yield picture.line, page.library.resolve(entry, unquote(parts.path)) or ""
    if page.document is entry.source:
        yaml = page.document.yaml
        for index, image in enumerate(entry.source.meta.images):
            if image.file:
                at = yaml.line(("images", index, "file"))
                yield at, page.library.resolve(entry, image.file) or ""


def _path(settings: Settings, key: str) -> Path:
    pure = PurePosixPath(key)
    if pure.parts[:1] == (CASES_PREFIX,) and not (settings.docs_dir / key).is_file():
        return settings.cases_dir.joinpath(*pure.parts[1:])
    return settings.docs_dir / key

"""Folders → library and problems. No text makes it raise: what is wrong is a problem.

Each step is a function of what the step before has found, and is kept by that: the names of all
files, a file's text, a page's versions. So a site that is read again is worked out again only where
it has changed, and all else is the very same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from issue_papers.articles.reader import Reader
from issue_papers.content import charted, data_files, drafts, ledger_files, termbase_file
from issue_papers.content.changes import NONE, Changes
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.listing import (
    Listing,
    PageFile,
    case_names,
    docs_names,
    list_files,
    source_files,
)
from issue_papers.content.memory import Memory
from issue_papers.content.page_files import File, Reading, accounted, reader_of
from issue_papers.content.page_type import PageType
from issue_papers.content.partly import sound_part
from issue_papers.content.read_before import ReadBefore
from issue_papers.content.settings import Settings
from issue_papers.content.validation import Place, validate
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError, folded

B = TypeVar("B", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class _Page:
    """A page in all its languages, as far as it can be made.

    Attributes:
        sound: What is sound of it.
        unsound: What has front matter that isn't what it must be.
        partly: Its source with what is sound of such front matter.
        orphans: Translations of nothing.
        problems: What is wrong with it.
    """

    sound: Entry | None = None
    unsound: Entry | None = None
    partly: Entry | None = None
    orphans: tuple[File, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, eq=False)
class _Making:
    """What documents are made with.

    Attributes:
        names: Ids of topics, audiences and cities by what people call them, by the key that
            lists them.
        reader: Reads their texts.
        types: What a page may be.
        source: The tag of the source language.
        shows_drafts: Whether pages and translations without a text are shown, too.
    """

    names: Mapping[str, Mapping[str, str]]
    reader: Reader
    types: tuple[PageType, ...]
    source: str
    shows_drafts: bool


def load(
    settings: Settings,
    types: Iterable[PageType],
    changes: Changes = NONE,
    memory: Memory | None = None,
    running: Executor | None = None,
) -> tuple[Library, list[Problem]]:
    """Read a site's content.

    Args:
        settings: Where it is, and in which languages.
        types: What a page may be: `kinds.registry.types()`.
        changes: What is to be read in the place of what is on the disk.
        memory: What was read before with the same settings and types.
        running: What else may read files, where nothing was read before.

    Returns:
        The library of all that could be read, and what was wrong with the rest.

    Raises:
        ProblemsError: The texts are of a site that has another source language.
    """
    memory = memory or Memory()
    docs, cases = docs_names(settings), case_names(settings)
    listing = memory.get(
        (list_files, docs, cases, *changes.names.items()),
        lambda: list_files(settings, docs, cases, changes),
    )
    reading = Reading(settings, changes, memory, running)
    parsed = reading.begun(listing.pages)
    cities = data_files.read_cities(settings, changes, memory)
    making = memory.get((_Making, cities), lambda: _making(settings, types, cities, memory))
    before = ReadBefore(settings, memory)
    ledgers = ledger_files.read(settings, listing.pages, memory, before)
    if ledgers.former:
        raise ProblemsError(ledger_files.changed_source(settings, ledgers.former))
    references = data_files.read_references(settings, docs, changes, memory, before)
    before.close()
    termbase, faults = termbase_file.load(settings, memory)
    files = [accounted(file, ledgers, memory) for file in reading.files(listing.pages, parsed)]
    pages = _pages(files, making, memory)
    problems = [*listing.problems, *cities.problems, *references.problems, *faults]
    problems += ledgers.problems
    problems += (problem for file in files for problem in file.problems)
    problems += (problem for page in pages.values() for problem in page.problems)
    problems += _orphans(settings, listing, files, pages)
    sound = {key: page.sound for key, page in pages.items() if page.sound}
    unwritten = _unwritten(sound)
    hidden = {} if making.shows_drafts else unwritten
    library = Library(
        settings=settings,
        types=making.types,
        entries={key: entry for key, entry in sound.items() if key not in hidden},
        drafts=unwritten,
        unsound={key: page.unsound for key, page in pages.items() if page.unsound},
        partly={key: page.partly for key, page in pages.items() if page.partly},
        cities=cities.cities,
        city_lines=cities.lines,
        references=references.references,
        bibliographies=references.bibliographies,
        reference_places=references.places,
        has_broken_references=references.is_broken,
        has_broken_cities=cities.is_broken,
        known=listing.known | {file.name.page if file.text else file.name.key for file in files},
        termbase=termbase,
        charted=_charted(settings, sound, docs, changes, memory),
    )
    return library, problems


def _charted(
    settings: Settings,
    pages: Mapping[str, Entry],
    docs: tuple[str, ...],
    changes: Changes,
    memory: Memory,
) -> Mapping[str, bytes]:
    """Read the files that charts are drawn from."""
    wanted = [
        (str(page.folder), charts)
        for page in pages.values()
        if (charts := getattr(page.source.meta, "charts", ()))
    ]
    if not wanted:
        return {}
    paths = {name: settings.docs_dir / name for name in docs}
    paths |= {key: path for path, key in source_files(settings).items()}
    return {
        key: changes.read(path, memory.read)
        for key, path in charted.files(wanted, paths)
        if path.stat().st_size <= charted.MOST_BYTES
    }


def _making(
    settings: Settings, types: Iterable[PageType], cities: data_files.Cities, memory: Memory
) -> _Making:
    return _Making(
        names=_names(settings, cities),
        reader=reader_of(settings, memory),
        types=tuple(types),
        source=settings.locales.source,
        shows_drafts=settings.visibility.shows_drafts,
    )


def _names(settings: Settings, cities: data_files.Cities) -> Mapping[str, Mapping[str, str]]:
    """Return the ids of topics, audiences and cities by what people call them."""
    by_city: dict[str, Mapping[str, str]] = {slug: {} for slug in cities.lines}
    by_city |= {slug: city.names for slug, city in cities.cities.items()}
    labels: dict[str, Mapping[str, Mapping[str, str]]] = {
        "topics": settings.topics,
        "audience": settings.audiences,
        "city": by_city,
        "participants": by_city,
    }
    return {
        key: {
            folded(label): slug
            for slug, by_language in labelled.items()
            for label in (slug, *by_language.values())
        }
        for key, labelled in labels.items()
    }


def type_of(key: str, types: Iterable[PageType]) -> PageType:
    """Tell what a page is from its key.

    Args:
        key: The page's key.
        types: What a page may be; the last of them is what all others are.
    """
    return next(kind for kind in types if kind.has(key))


def _pages(files: Iterable[File], making: _Making, memory: Memory) -> Mapping[str, _Page]:
    """Make pages of files, by their keys."""
    by_key: dict[str, list[File]] = {}
    for file in files:
        if file.text:
            by_key.setdefault(file.name.page, []).append(file)
    return {
        key: memory.get((_page, making, *versions), partial(_page, making, versions))
        for key, versions in by_key.items()
    }


def _page(making: _Making, files: Sequence[File]) -> _Page:
    """Make a page of its files."""
    problems: list[Problem] = []
    versions: dict[str, File] = {}
    for file in files:
        other = versions.setdefault(file.name.language, file)
        if other is not file:
            problems.append(_second(other.name, file.name))
    source = versions.pop(making.source, None)
    if source is None:
        return _Page(orphans=tuple(versions.values()), problems=tuple(problems))
    key = source.name.page
    kind = type_of(key, making.types)
    document = _document(source, kind.model, kind, making, problems)
    made = {
        language: _document(file, kind.translation, kind, making, problems)
        for language, file in versions.items()
    }
    sound = unsound = partly = None
    if document.is_sound:
        good = {language: each for language, each in made.items() if each.is_sound}
        waiting = {
            language: each
            for language, each in good.items()
            if not making.shows_drafts and drafts.is_draft(document, each)
        }
        good = {language: each for language, each in good.items() if language not in waiting}
        sound = Entry(key, kind, document, good, waiting)
        made = {language: each for language, each in made.items() if not each.is_sound}
    if document.faults:
        meta = sound_part(kind.model, document.yaml.value)
        partly = Entry(key, kind, replace(document, meta=meta), {})
    if made or not document.is_sound:
        unsound = Entry(key, kind, document, made)
    return _Page(sound, unsound, partly, problems=tuple(problems))


def _unwritten(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Return the pages that aren't written yet, by their keys.

    A page that consists of others is one only as long as all of them are.
    """
    found = {key: entry for key, entry in entries.items() if drafts.is_unwritten(entry)}
    parts: dict[str, list[str]] = {}
    for key, entry in entries.items():
        if entry.kind.whole:
            parts.setdefault(entry.beside("index.md"), []).append(key)
    return {
        key: entry
        for key, entry in found.items()
        if all(part in found for part in parts.get(key, ()) if entry.kind.parts)
    }


def _second(first: PageFile, second: PageFile) -> Problem:
    """Say of the longer name, which says its language, that the page is there without."""
    long, short = sorted((first.name, second.name), key=len, reverse=True)
    message = say("this is the same page in the same language as {path}", path=short)
    return Problem(long, 1, "file name", message, say("keep one of the two"))


def _orphans(
    settings: Settings, listing: Listing, files: Iterable[File], pages: Mapping[str, _Page]
) -> Iterator[Problem]:
    """Say of translations that their source isn't there; one that can't be read is told of."""
    source = settings.locales.source
    unreadable = {file.name.key for file in files if not file.text} | listing.misnamed
    for key, page in pages.items():
        if settings.locales.path(key, source) in unreadable:
            continue
        for file in page.orphans:
            missing = settings.locales.path(PurePosixPath(file.name.page).name, source)
            yield Problem(
                file.name.name,
                1,
                "file name",
                say("this is a translation of `{missing}`, which isn't there", missing=missing),
                say(
                    "add `{missing}` beside it, mend the file's name, or delete this file, too",
                    missing=missing,
                ),
            )


def _document(
    file: File,
    model: type[B],
    kind: PageType,
    making: _Making,
    problems: list[Problem],
) -> Document[B]:
    """Make a document of a file; one with front matter that can't be used has none."""
    assert file.text  # noqa: S101 - what can't be read is no version of a page
    meta, name, text = None, file.name, file.text
    keys: frozenset[str] = frozenset()
    if text.is_readable:
        place = Place(name.name, text.meta, names=making.names)
        meta, faults = validate(model, place, text.meta.value, kind.model)
        problems += faults
        keys = frozenset(fault.key for fault in faults)
    return Document(
        path=name.name,
        language=name.language,
        is_sound=meta is not None,
        meta=_nothing_of(model) if meta is None else meta,
        yaml=text.meta,
        body=text.body,
        body_line=text.body_line,
        reader=making.reader,
        account=file.account,
        faults=keys,
    )


def _nothing_of(model: type[B]) -> B:
    """Return metadata of a type in which everything is missing."""
    fields = model.model_fields.items()
    return model.model_construct(**{name: None for name, field in fields if field.is_required()})

"""Folders → library and problems. Content never makes it raise: what is wrong is a problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from issue_papers.articles.reader import Reader
from issue_papers.content import file_names, frontmatter, termbase_file
from issue_papers.content.changes import NONE, Changes
from issue_papers.content.frontmatter import SourceText, YamlData, type_name
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.locales import UnknownLanguageError, looks_like_language
from issue_papers.content.model import City, Reference
from issue_papers.content.page_type import CASES_PREFIX, PageType
from issue_papers.content.settings import Settings
from issue_papers.content.validation import Place, validate
from issue_papers.content_cache import ContentCache, Shelf, cache_folder, digest, generator
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, folded

B = TypeVar("B", bound=BaseModel)


@dataclass(frozen=True)
class _File:
    """A Markdown file that could be read, before it is known what it is."""

    path: str
    key: str
    language: str
    text: SourceText
    is_sound: bool


@dataclass(frozen=True)
class _Making:
    """What documents are made with.

    Attributes:
        names: Ids of topics, audiences and cities by what people call them, by the key that
            lists them.
        reader: Reads their texts.
        types: What a page may be.
    """

    names: Mapping[str, Mapping[str, str]]
    reader: Reader
    types: tuple[PageType, ...]


def load(
    settings: Settings, types: Iterable[PageType], changes: Changes = NONE
) -> tuple[Library, list[Problem]]:
    """Read a site's content.

    Args:
        settings: Where it is, and in which languages.
        types: What a page may be: `kinds.registry.types()`.
        changes: What is to be read in the place of what is on the disk.

    Returns:
        The library of all that could be read, and what was wrong with the rest.
    """
    problems: list[Problem] = []
    cache = ContentCache(cache_folder(settings.root))
    shelf = Shelf(cache, "front-matter", settings.root)
    files: list[_File] = []
    known: set[str] = set()
    unreadable: set[str] = set()  # known all the same: one fault shouldn't be told as two
    there = dict(changes.place(path, key) for path, key in _walk(settings))
    names = frozenset(there.values())
    problems += file_names.unspeakable(settings)
    problems += file_names.alike(settings, there)
    for path, key in there.items():
        if right := file_names.right_name(key, names, settings.locales):
            name = settings.relative(path)
            problems.append(file_names.misnamed(name, key, right, names, settings.locales))
            if right in names:
                continue  # it is told; what is there is read
            unreadable.add(right)
            known.add(_plain(settings, right))
            continue
        if path.suffix == ".md":
            file = _read(settings, path, key, changes, shelf, problems)
            if file:
                files.append(file)
                known.add(file.key)
                continue
            unreadable.add(key)
        known.add(key)
    shelf.close()
    reader = Reader(settings.markdown, cache)
    cities, city_lines = _cities(settings, changes, problems)
    making = _Making(_names(settings, cities), reader, tuple(types))
    entries, unsound = _entries(settings, files, unreadable, making, problems)
    references, bibliographies, reference_places, broken = _references(settings, changes, problems)
    termbase, faults = termbase_file.load(settings)
    problems += faults
    library = Library(
        settings=settings,
        types=making.types,
        entries=entries,
        unsound=unsound,
        cities=cities,
        city_lines=city_lines,
        references=references,
        bibliographies=bibliographies,
        reference_places=reference_places,
        has_broken_references=broken,
        known=frozenset(known),
        termbase=termbase,
    )
    return library, problems


def source_files(settings: Settings) -> Iterator[tuple[Path, str]]:
    """Yield every file of case_studies/ with its key, data files aside."""
    for path in _below(settings.cases_dir):
        if path.suffix not in {".yml", ".yaml"}:
            yield path, f"{CASES_PREFIX}/{path.relative_to(settings.cases_dir).as_posix()}"


def _walk(settings: Settings) -> Iterator[tuple[Path, str]]:
    for path in _below(settings.docs_dir):
        yield path, path.relative_to(settings.docs_dir).as_posix()
    yield from source_files(settings)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order; not hidden ones, nor what can't be named."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and file_names.can_be_named(path) and path.is_file():
            yield path


def _names(settings: Settings, cities: Mapping[str, City]) -> Mapping[str, Mapping[str, str]]:
    """Return the ids of topics, audiences and cities by what people call them."""
    labels = {
        "topics": settings.topics,
        "audience": settings.audiences,
        "city": {slug: city.names for slug, city in cities.items()},
    }
    return {
        key: {
            folded(label): slug
            for slug, by_language in labelled.items()
            for label in (slug, *by_language.values())
        }
        for key, labelled in labels.items()
    }


def _read(  # noqa: PLR0913, PLR0917 - a file, and what it is read with
    settings: Settings,
    path: Path,
    key: str,
    changes: Changes,
    shelf: Shelf,
    problems: list[Problem],
) -> _File | None:
    name = settings.relative(path)
    text, faults = frontmatter.decode(changes.read(path), name)
    if not faults and not text.strip():
        hint = say("write a title and a text, or delete the file")
        faults = [Problem(name, 1, "file", say("the file is empty"), hint)]
    if faults:
        problems += faults
        return None
    known = digest([generator(), name, text])
    source, faults = shelf.get(known, lambda: frontmatter.parse(text, name))
    problems += faults
    try:
        plain, language = settings.locales.split(key)
    except UnknownLanguageError as error:
        known = ", ".join(settings.locales.tags)
        suffix = error.suffix
        message = say(
            "the file name's suffix `.{suffix}` is no language of this site", suffix=suffix
        )
        if looks_like_language(suffix):
            advice = say("add it in mkdocs.yml below plugins: i18n: languages")
        else:
            advice = say("a file name has no other dots")
        hint = say("the languages are {known}; {advice}", known=known, advice=advice)
        problems.append(Problem(name, 1, "file name", message, hint))
        return None
    return _File(name, plain, language, source, source.is_readable)


def _plain(settings: Settings, key: str) -> str:
    """Return a key without its language, if it has one."""
    try:
        return settings.locales.split(key)[0]
    except UnknownLanguageError:
        return key


def type_of(key: str, types: Iterable[PageType]) -> PageType:
    """Tell what a page is from its key.

    Args:
        key: The page's key.
        types: What a page may be; the last of them is what all others are.
    """
    return next(kind for kind in types if kind.has(key))


def _entries(
    settings: Settings,
    files: list[_File],
    unreadable: set[str],
    making: _Making,
    problems: list[Problem],
) -> tuple[Mapping[str, Entry], Mapping[str, Entry]]:
    """Make pages of files.

    Returns:
        The sound ones by key, and those with front matter that isn't what it must be.
    """
    by_key: dict[str, dict[str, _File]] = {}
    for file in files:
        other = by_key.setdefault(file.key, {}).setdefault(file.language, file)
        if other is not file:
            problems.append(_second(other, file))
    entries: dict[str, Entry] = {}
    unsound: dict[str, Entry] = {}
    for key, versions in by_key.items():
        kind = type_of(key, making.types)
        source = versions.pop(settings.locales.source, None)
        if source is None:
            if settings.locales.path(key, settings.locales.source) not in unreadable:
                problems += [_orphan(settings, file) for file in versions.values()]
            continue
        document = _document(source, kind.model, kind, making, problems)
        made = {
            language: _document(file, kind.translation, kind, making, problems)
            for language, file in versions.items()
        }
        sound = {language: each for language, each in made.items() if each.is_sound}
        if document.is_sound:
            entries[key] = Entry(key, kind, document, sound)
            made = {language: each for language, each in made.items() if not each.is_sound}
        if made or not document.is_sound:
            unsound[key] = Entry(key, kind, document, made)
    return entries, unsound


def _second(first: _File, second: _File) -> Problem:
    """Say of the longer name, which says its language, that the page is there without."""
    long, short = sorted((first.path, second.path), key=len, reverse=True)
    message = say("this is the same page in the same language as {path}", path=short)
    return Problem(long, 1, "file name", message, say("keep one of the two"))


def _orphan(settings: Settings, file: _File) -> Problem:
    missing = settings.locales.path(PurePosixPath(file.key).name, settings.locales.source)
    return Problem(
        file.path,
        1,
        "file name",
        say("this is a translation of `{missing}`, which isn't there", missing=missing),
        say("add `{missing}` beside it, or mend the file's name", missing=missing),
    )


def _document(
    file: _File,
    model: type[B],
    kind: PageType,
    making: _Making,
    problems: list[Problem],
) -> Document[B]:
    """Make a document of a file; one with front matter that can't be used has none."""
    meta = None
    if file.is_sound:
        place = Place(file.path, file.text.meta, names=making.names)
        meta, faults = validate(model, place, file.text.meta.value, kind.model)
        problems += faults
    return Document(
        path=file.path,
        language=file.language,
        is_sound=meta is not None,
        meta=_nothing_of(model) if meta is None else meta,
        yaml=file.text.meta,
        body=file.text.body,
        body_line=file.text.body_line,
        reader=making.reader,
    )


def _nothing_of(model: type[B]) -> B:
    """Return metadata of a type in which everything is missing."""
    fields = model.model_fields.items()
    return model.model_construct(**{name: None for name, field in fields if field.is_required()})


def _data_file(path: Path, name: str, changes: Changes, problems: list[Problem]) -> YamlData | None:
    """Read a YAML file; nothing where there is none or it is broken."""
    if not path.is_file():
        return None
    text, faults = frontmatter.decode(changes.read(path), name)
    if faults:
        problems += faults
        return None
    data, faults = frontmatter.parse_yaml(text, name)
    problems += faults
    return None if faults else data


def _cities(
    settings: Settings, changes: Changes, problems: list[Problem]
) -> tuple[Mapping[str, City], Mapping[str, int]]:
    """Read cities.yml: the cities, and the line of each, be it sound or not."""
    path = settings.cases_dir / "cities.yml"
    name = settings.relative(path)
    data = _data_file(path, name, changes, problems)
    if data is None or data.value is None:
        return {}, {}
    if not isinstance(data.value, dict):
        found = type_name(data.value)
        message = say("found {found}, expected a city's id on each line", found=found)
        hint = say("write `seoul: {{country: KR, …}}`")
        problems.append(Problem(name, 1, "cities", message, hint))
        return {}, {}
    cities = {}
    for slug, value in data.value.items():
        city, faults = validate(City, Place(name, data, (str(slug),)), value)
        problems += faults
        if city is not None:
            cities[str(slug)] = city
    return cities, {str(slug): data.line((str(slug),)) for slug in data.value}


def _references(
    settings: Settings, changes: Changes, problems: list[Problem]
) -> tuple[
    Mapping[str, Reference],
    Mapping[str, tuple[str, ...]],
    Mapping[str, tuple[str, int]],
    bool,
]:
    """Read `docs/references.yml` and each paper's own; an id may stand only once on the site.

    Returns:
        The references; each paper's; the place of each, be it sound or not; and whether a file is
        so broken that nobody knows what it would hold.
    """
    references: dict[str, Reference] = {}
    first: dict[str, tuple[str, int]] = {}
    bibliographies: dict[str, tuple[str, ...]] = {}
    is_broken = False
    own = sorted(settings.docs_dir.glob("papers/*/references.yml"))
    for path in [settings.docs_dir / "references.yml", *own]:
        name = settings.relative(path)
        if not path.is_file():
            continue
        data = _data_file(path, name, changes, problems)
        if data is not None and data.value is None:
            data = YamlData([])
        if data is None or not isinstance(data.value, list):
            is_broken = True
            if data is not None:
                found = type_name(data.value)
                message = say("found {found}, expected a list of references", found=found)
                problems.append(Problem(name, 1, "references", message, say("write `- id: …`")))
            continue
        ids = []
        for index, value in enumerate(data.value):
            reference, faults = validate(Reference, Place(name, data, (index,)), value)
            problems += faults
            key = str(value.get("id", "")) if isinstance(value, dict) else ""
            line = data.line((index, "id"))
            ids.append(key)
            if reference is None:
                first.setdefault(key, (name, line))
                continue
            if key in references:
                message = say(
                    "the reference `{key}` stands twice: first at {first}",
                    key=key,
                    first=":".join(map(str, first[key])),
                )
                hint = say("keep one of the two")
                problems.append(Problem(name, line, f"{index}.id", message, hint))
                continue
            first[key] = name, line
            references[key] = reference
        if path.parent != settings.docs_dir:
            bibliographies[path.parent.name] = tuple(ids)
    return references, bibliographies, first, is_broken

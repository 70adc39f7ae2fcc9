"""Which files a site's content is in, and what their names say of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from issue_papers.content import file_names
from issue_papers.content.changes import Changes
from issue_papers.content.locales import UnknownLanguageError, looks_like_language
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.content.settings import Settings
from issue_papers.content.trust import is_readable
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

DATA = (".yml", ".yaml")
"""The suffixes of files of case_studies/ that are read and not published."""


@dataclass(frozen=True, eq=False)
class PageFile:
    """A page's file, as far as its name tells.

    Attributes:
        path: Where it is.
        name: The same, relative to the project's root.
        key: Its key, with its language.
        page: The key of the page that it is one version of.
        language: The tag of its language.
        fault: Why it is a version of none.
    """

    path: Path
    name: str
    key: str
    page: str
    language: str
    fault: Problem | None = None


@dataclass(frozen=True, eq=False)
class Listing:
    """The files of a site's content.

    Attributes:
        pages: Those that are read as pages.
        misnamed: The keys that files with wrong names should have.
        known: The keys of all others, and the pages' that have wrong names.
        problems: What is wrong with names.
    """

    pages: tuple[PageFile, ...]
    misnamed: frozenset[str]
    known: frozenset[str]
    problems: tuple[Problem, ...]


def docs_names(settings: Settings) -> tuple[str, ...]:
    """Return the files below docs_dir that the site shows, as `names_below` does."""
    visibility, locales = settings.visibility, settings.locales
    names = names_below(settings.docs_dir, with_hidden=visibility.walks_hidden)
    return tuple(name for name in names if visibility.shows(name, locales))


def case_names(settings: Settings) -> tuple[str, ...]:
    """Return the files below the folder of cases that the site shows, as `names_below` does."""
    visibility, locales = settings.visibility, settings.locales
    names = names_below(settings.cases_dir)
    return tuple(name for name in names if visibility.shows(f"{CASES_PREFIX}/{name}", locales))


def names_below(folder: Path, *, with_hidden: bool = False) -> tuple[str, ...]:
    """Return the files below a folder, relative to it and with forward slashes.

    They come in the order of their paths' parts; what folders behind links hold is left out, and so
    is whatever `trust` tells of.

    Args:
        folder: The folder.
        with_hidden: Whether those count that have a dot before their names, or are in such folders.
    """
    return tuple(_below(str(folder), "", folder.resolve(), with_hidden=with_hidden))


def _below(folder: str, start: str, top: Path, *, with_hidden: bool) -> Iterator[str]:
    try:
        found = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:  # it isn't there, or it has just been taken away
        return
    for each in found:
        if each.name.startswith(".") and not with_hidden:
            continue
        if each.is_dir(follow_symlinks=False):
            yield from _below(each.path, f"{start}{each.name}/", top, with_hidden=with_hidden)
        elif is_readable(each, top):
            yield start + each.name


def list_files(
    settings: Settings, docs: tuple[str, ...], cases: tuple[str, ...], changes: Changes
) -> Listing:
    """Say what the names of a site's files mean.

    Args:
        settings: Where they are, and the languages.
        docs: Those below docs_dir: `docs_names`.
        cases: Those below the folder of cases: `case_names`.
        changes: Which of them have other names.
    """
    there = dict(changes.place(path, key) for path, key in _named(settings, docs, cases))
    names = frozenset(there.values())
    problems = [*file_names.unspeakable(settings), *file_names.alike(settings, there)]
    problems += file_names.unportable(settings, there)
    pages: list[PageFile] = []
    known: set[str] = set()
    misnamed: set[str] = set()
    for path, key in there.items():
        if right := file_names.right_name(key, names, settings.locales):
            name = settings.relative(path)
            problems.append(file_names.misnamed(name, key, right, names, settings.locales))
            if right not in names:  # else it is told; what is there is read
                misnamed.add(right)
                known.add(_plain(settings, right))
        elif path.suffix == ".md":
            pages.append(_page(settings, path, key))
        else:
            known.add(key)
    return Listing(tuple(pages), frozenset(misnamed), frozenset(known), tuple(problems))


def source_files(settings: Settings) -> Mapping[Path, str]:
    """Return every file of case_studies/ with its key, data files aside."""
    return dict(_named(settings, (), case_names(settings)))


def _named(
    settings: Settings, docs: tuple[str, ...], cases: tuple[str, ...]
) -> Iterator[tuple[Path, str]]:
    """Yield each file whose name is text with its key."""
    for name in docs:
        path = settings.docs_dir / name
        if file_names.can_be_named(path):
            yield path, name
    for name in cases:
        path = settings.cases_dir / name
        if not name.endswith(DATA) and file_names.can_be_named(path):
            yield path, f"{CASES_PREFIX}/{name}"


def _plain(settings: Settings, key: str) -> str:
    """Return a key without its language, if it has one."""
    try:
        return settings.locales.split(key)[0]
    except UnknownLanguageError:
        return key


def _page(settings: Settings, path: Path, key: str) -> PageFile:
    name = settings.relative(path)
    try:
        page, language = settings.locales.split(key)
    except UnknownLanguageError as error:
        return PageFile(path, name, key, key, "", _unknown(settings, name, error.suffix))
    return PageFile(path, name, key, page, language)


def _unknown(settings: Settings, name: str, suffix: str) -> Problem:
    """Say of a file that its suffix is no language of the site."""
    message = say("the file name's suffix `.{suffix}` is no language of this site", suffix=suffix)
    if looks_like_language(suffix):
        advice = say("add it in mkdocs.yml below plugins: i18n: languages")
    else:
        advice = say("a file name has no other dots")
    known = ", ".join(settings.locales.tags)
    hint = say("the languages are {known}; {advice}", known=known, advice=advice)
    return Problem(name, 1, "file name", message, hint)

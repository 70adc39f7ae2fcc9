"""The file that a path was meant to lead to, if exactly one fits."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from issue_papers.content.library import CASES_PREFIX, Entry, Library
from issue_papers.content.locales import Locales, UnknownLanguageError


def meant(library: Library, entry: Entry, target: str) -> str:
    """Return the path that leads where a path was meant to, as the page would write it.

    Names in the wrong case or with accents stored in another way, addresses in the place of files
    (`.html`, from the site's root, absolute), forgotten `../` and paths on the disk are understood.

    Args:
        library: It says which files there are, and where the site is published.
        entry: The page.
        target: The path as it is written, without query and anchor.

    Returns:
        The path; empty where no file fits, or more than one.
    """
    for key in _readings(library, entry, target):
        found = {_page(each, library.locales) for each in _alike(library.known).get(_form(key), ())}
        if len(found) == 1:
            return relative(str(entry.folder), found.pop())
    name = _form(PurePosixPath(unquote(target)).name)
    if not PurePosixPath(name).suffix:
        return ""
    named = {_page(key, library.locales) for key in _by_name(library.known).get(name, ())}
    return (
        relative(str(entry.folder), named.pop()) if len(named) == 1 and name != "index.md" else ""
    )


def relative(folder: str, key: str) -> str:
    """Write a key as a path from a folder of the site."""
    return PurePosixPath(os.path.relpath(f"/{key}", f"/{folder}")).as_posix()


def _readings(library: Library, entry: Entry, target: str) -> Iterator[str]:
    """Yield the keys that a path may stand for, the most literal first."""
    path = unquote(target)
    site = library.settings.site_url
    if site and path.startswith((site, site.removeprefix("https:").removeprefix("http:"))):
        path = "/" + path.partition(site.partition("//")[2])[2]
    elif urlsplit(path).scheme:
        return
    base = urlsplit(site).path.strip("/")
    if path.startswith("/") and base and path.startswith(f"/{base}/"):
        yield from _files(path.removeprefix(f"/{base}/"), library.locales)
    if path.startswith("/"):
        yield from _files(path.lstrip("/"), library.locales)
        return
    for written in (path, f"../{path}"):  # an address is one folder deeper than its file
        key = library.resolve(entry, written)
        if key is not None:
            yield from _files(key, library.locales)
    bare = path.lstrip("./")
    for folder in (f"{CASES_PREFIX}/", ""):
        tail = bare.rpartition("case_studies/")[2] if folder else bare.removeprefix("docs/")
        yield from _files(f"{folder}{tail}", library.locales)


def _files(path: str, locales: Locales) -> Iterator[str]:
    """Yield a path as it is, and as the page whose address it may be."""
    for tag in ("", *(f"{tag}/" for tag in locales.tags if tag != locales.source)):
        if not path.startswith(tag):
            continue
        key = path.removeprefix(tag).rstrip("/")
        stem = key.removesuffix(".html").removesuffix(".htm")
        yield from dict.fromkeys((key, f"{stem}.md", f"{stem}/index.md".lstrip("/")))
        yield f"{stem.removesuffix('index').rstrip('/')}.md"


def _page(key: str, locales: Locales) -> str:
    """Return the key that links name a page by: without its language."""
    try:
        return locales.split(key)[0] if key.endswith(".md") else key
    except UnknownLanguageError:
        return key


def _form(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@cache
def _alike(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    return _grouped(known, by_name=False)


@cache
def _by_name(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    return _grouped(known, by_name=True)


def _grouped(known: Collection[str], *, by_name: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key in sorted(known):
        found.setdefault(_form(PurePosixPath(key).name if by_name else key), []).append(key)
    return {form: tuple(keys) for form, keys in found.items()}

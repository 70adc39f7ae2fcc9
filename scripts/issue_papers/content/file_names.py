"""Files whose names keep them from being read, or from being there for every reader."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from babel.core import get_global

from issue_papers.content.locales import Locales, is_language
from issue_papers.content.settings import Settings
from issue_papers.reporting.edits import Rename
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity

_ENDING = re.compile(
    r"(?P<name>.+)\.(?:md\.txt|(?!md$)(?i:md)|(?i:markdown|mdown|mkdn?|md\.txt))", re.DOTALL
)
"""A page's file whose name doesn't end as it should: MkDocs, or nobody, would read it."""

_LANGUAGE = re.compile(r"[-_. (](?P<tag>[A-Za-z]{2,3}(?:[-_]\w+)*)\)?\.md")
"""The end of a page's file whose name ends in what may be a language."""


def can_be_named(path: Path) -> bool:
    """Whether a file's name is text, so that pages and reports can hold it."""
    name = str(path)
    return name.isprintable() and not any("\ud800" <= sign <= "\udfff" for sign in name)


def unspeakable(settings: Settings) -> Iterator[Problem]:
    """Yield the files whose names aren't text: not UTF-8, or with control characters."""
    for folder in (settings.docs_dir, settings.cases_dir):
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if hidden or can_be_named(path) or not can_be_named(path.parent):
                continue
            shown = _shown(path.name)
            message = say("the name of the file “{name}” isn't readable text", name=shown)
            hint = say("give it a name of plain letters, digits and hyphens")
            where = f"{settings.relative(path.parent)}/{shown}"
            yield Problem(where, 1, "file name", message, hint)


def _shown(name: str) -> str:
    r"""Write a name with what is no text in it as `\xff`."""
    raw = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in raw)


def alike(settings: Settings, files: Iterable[Path]) -> Iterator[Problem]:
    """Yield files whose names differ from another's in what some systems don't tell apart."""
    first: dict[str, str] = {}
    for path in sorted(files):
        name = settings.relative(path)
        other = first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other is name:
            continue
        message = say("on Windows and macOS this file has the same name as {other}", other=other)
        hint = say("rename one of the two: the letters' case alone tells them apart")
        if name.casefold() != other.casefold():
            hint = say("rename one of the two: only the way in which accents are stored differs")
        yield Problem(name, 1, "file name", message, hint)


_RESERVED = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in "123456789¹²³"
}
"""Names that are devices on Windows, whatever follows a dot
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""

_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]')


def unportable(settings: Settings, files: Iterable[Path]) -> Iterator[Problem]:
    """Yield files, and folders above them, whose names Windows can't have.

    Whoever fetches the repository there doesn't get them, or gets nothing at all.
    """
    told: set[str] = set()
    for path in sorted(files):
        name = settings.relative(path)
        for part in PurePosixPath(name).parts:
            if part in told or not (message := _unportable(part)):
                continue
            told.add(part)
            hint = say("give it a name of plain letters, digits and hyphens")
            yield Problem(name, 1, "file name", message, hint, Severity.WARNING)


def _unportable(part: str) -> str:
    """Say why Windows can't have a name; nothing where it can."""
    stem = part.partition(".")[0].rstrip(" ")
    if stem.casefold() in _RESERVED:
        return say("Windows can't have a file of this name: `{name}` is reserved there", name=stem)
    if found := _NOT_ON_WINDOWS.search(part):
        return say("Windows can't have a file of this name: it holds `{sign}`", sign=found[0])
    if part[-1] in ". ":
        return say("Windows can't have a file of this name: it ends with a dot or a space")
    return ""


def right_name(key: str, names: Collection[str], locales: Locales) -> str:
    """Return the key that a page should have; nothing if there is nothing wrong with its own.

    Args:
        key: The page's key, or that of another file.
        names: The keys of all files.
        locales: The site's languages.
    """
    if match := _ENDING.fullmatch(key):
        return f"{match['name']}.md"
    for page, tag, is_sure in _languages(key, names):
        right = _with_language(page, tag, locales, is_sure=is_sure)
        if right not in {"", key} and (is_sure or right not in names):
            return right
    return _in_folder(key, names, locales)


def _languages(key: str, names: Collection[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield the pages that a file may be a translation of, with the language that it names.

    Yields:
        The page's key, the language, and whether the name is a page's in no other way.
    """
    for sign in re.finditer(r"[-_. (]", key):
        name, match = key[: sign.start()].rstrip(), _LANGUAGE.fullmatch(key, sign.start())
        if match and f"{name}.md" in names:
            tag = match["tag"]
            yield f"{name}.md", tag.replace("_", "-"), sign[0] != "-" or tag != tag.lower()


def _with_language(page: str, tag: str, locales: Locales, *, is_sure: bool) -> str:
    """Return the key of a page's translation into a language; nothing if it isn't one."""
    others = {each.lower(): each for each in locales.tags if each != locales.source}
    short = tag.lower().partition("-")[0]
    alias = _ALIASES.get(short, short)
    for known in (tag.lower(), alias):
        if known in others:
            return locales.path(page, others[known])
    is_known = is_sure and alias != locales.source and is_language(tag)
    return locales.path(page, tag) if is_known else ""


_ALIASES: Mapping[str, str] = get_global("language_aliases")
"""The short codes of languages that people know by three letters (CLDR)."""


def _in_folder(key: str, names: Collection[str], locales: Locales) -> str:
    """Return the key of a translation that stands in a folder of its language: `fr/about.md`."""
    parts = PurePosixPath(key).parts
    for index, part in enumerate(parts[:-1]):
        page = "/".join((*parts[:index], *parts[index + 1 :]))
        is_name = index == 1 and len(parts) == 3  # noqa: PLR2004 - papers/ar/index.md, a paper
        if part in locales.tags and part != locales.source and page in names and not is_name:
            right = locales.path(page, part)
            return "" if right in names else right
    return ""


def misnamed(path: str, key: str, right: str, names: Collection[str], locales: Locales) -> Problem:
    """Say how a page's file should be called.

    Args:
        path: The file.
        key: Its key.
        right: The key that it should have.
        names: The keys of all files.
        locales: The site's languages.
    """
    name = PurePosixPath(right).name
    place = PurePosixPath(path).with_name(name)
    if _ENDING.fullmatch(key):
        message = say("the file's name doesn't end in `.md`, so it is read as no page")
        hint = say("rename it to `{right}`", right=name)
        return Problem(path, 1, "file name", message, hint, fix=Rename(path, str(place)))
    page, _, tag = name.removesuffix(".md").rpartition(".")
    message = say(
        "this looks like a translation of `{page}.md`, but is read as a page of its own",
        page=page,
    )
    fix = None
    if right in names:
        message = say("this is the same page in the same language as {path}", path=str(place))
        hint = say("keep one of the two")
    elif tag not in locales.tags:
        hint = say(
            "rename it to `{right}`, and add `{tag}` in mkdocs.yml below plugins: i18n: languages",
            right=name,
            tag=tag,
        )
    elif PurePosixPath(right).parent != PurePosixPath(key).parent:
        hint = say("put it beside that page, as `{right}`", right=name)
    else:
        hint = say("rename it to `{right}`", right=name)
        fix = Rename(path, str(place))
    return Problem(path, 1, "file name", message, hint, fix=fix)

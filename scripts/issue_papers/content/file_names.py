"""Files whose names keep them from being read, or from being there for every reader."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from issue_papers.content.locales import Locales
from issue_papers.content.settings import Settings
from issue_papers.reporting.edits import Rename
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_ENDING = re.compile(
    r"(?P<name>.+)\.(?:md\.txt|(?!md$)(?i:md)|(?i:markdown|mdown|mkdn?|md\.txt))", re.DOTALL
)
"""A page's file whose name doesn't end as it should: MkDocs, or nobody, would read it."""

_LANGUAGE = re.compile(r"(?P<name>.+)(?P<sign>[-_. ])(?P<tag>[A-Za-z]{2,3}(?:[-_]\w+)*)\.md")
"""A page's file whose name ends in what may be a language."""


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


def right_name(key: str, names: Collection[str], locales: Locales) -> str:
    """Return the key that a page should have; nothing if there is nothing wrong with its own.

    Args:
        key: The page's key, or that of another file.
        names: The keys of all files.
        locales: The site's languages.
    """
    if match := _ENDING.fullmatch(key):
        return f"{match['name']}.md"
    match = _LANGUAGE.fullmatch(key)
    if match is None or f"{match['name']}.md" not in names:
        return ""
    tags = {tag.lower().replace("_", "-"): tag for tag in locales.tags if tag != locales.source}
    tag = tags.get(match["tag"].lower().replace("_", "-"), "")
    right = f"{match['name']}.{tag}.md"
    return right if tag and right != key and right not in names else ""


def misnamed(path: str, key: str, right: str) -> Problem:
    """Say how a page's file should be called.

    Args:
        path: The file.
        key: Its key.
        right: The key that it should have.
    """
    name = PurePosixPath(right).name
    hint = say("rename it to `{right}`", right=name)
    fix = Rename(path, str(PurePosixPath(path).with_name(name)))
    if _ENDING.fullmatch(key):
        message = say("the file's name doesn't end in `.md`, so it is read as no page")
    else:
        page = name.rpartition(".md")[0].rpartition(".")[0]
        message = say(
            "this looks like a translation of `{page}.md`, but is read as a page of its own",
            page=page,
        )
    return Problem(path, 1, "file name", message, hint, fix=fix)

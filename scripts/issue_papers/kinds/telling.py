"""How the rules of kinds say what is wrong: at a key, of an id, of a file's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from issue_papers.content.library import Document, Entry
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, closest


def at(document: Document, *path: str | int, message: str, hint: str = "") -> Problem:
    """Make a problem at a key of a document's front matter."""
    key = ".".join(map(str, path))
    return Problem(document.path, document.yaml.line(path), key, message, hint)


def unknown(
    entry: Entry,
    at: tuple[str | int, ...],
    ids: Iterable[str],
    known: Collection[str],
    told: Callable[[str], Message],
) -> Iterator[Problem]:
    """Yield each id that isn't known, at its own line or that of the key that holds it."""
    names = sorted(known)
    lines = entry.source.yaml
    for index, identifier in enumerate(ids):
        if identifier not in names:
            where = (*at, index) if (*at, index) in lines.lines else at
            yield Problem(
                entry.source.path,
                lines.line(where),
                ".".join(map(str, where)),
                told(identifier),
                closest(identifier, names),
            )


def stands_wrong(entry: Entry, right: str) -> Problem:
    """Say of a plain page that it is meant to be more."""
    message = say("the file stands where it is taken for a plain page")
    return Problem(entry.source.path, 1, "file", message, say("move it to `{right}`", right=right))

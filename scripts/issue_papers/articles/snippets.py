"""Files that texts include with `--8<--` (pymdownx.snippets), as far as a build may read them.

The extension does the work. Here is said which files a text names, so that a page is known by them,
too; that none is read but regular files inside the folders given, whatever links lead to; and which
aren't there, since the extension passes over those in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from issue_papers.content_cache import digest

EXTENSION = "pymdownx.snippets"

_MARK = re.compile(r"^[ \t]*-{1,}8<-{1,}(?:[ \t]+(?P<quote>[\"'])(?P<name>.+?)(?P=quote))?[ \t]*$")
_PART = re.compile(r"(?:(?::-?\d*){1,2}(?:,-?\d*(?::-?\d*)?)*|:[A-Za-z][\w-]*)$")
"""Which lines, or which section, of a file."""


def named(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line, counted from 0, of a text that names a file, and the name."""
    is_block = False
    for number, line in enumerate(text.split("\n")):
        match = _MARK.match(line)
        if match and match["name"]:
            yield number, _PART.sub("", match["name"].strip())
        elif match:
            is_block = not is_block
        elif is_block and line.strip():
            yield number, _PART.sub("", line.strip())


def find(name: str, folders: Iterable[Path]) -> Path | None:
    """Return the file that is meant by a name; nothing where there is none that may be read."""
    if name.startswith(";"):
        return None
    for folder in folders:
        path = folder / name
        inside = folder.resolve()
        if path.is_file() and path.resolve() == inside / name:
            return path
    return None


def is_commented(name: str) -> bool:
    """Whether a name is put out of use."""
    return name.startswith(";")


def folders_of(extensions: Mapping[str, Mapping[str, object]]) -> tuple[Path, ...]:
    """Return the folders that texts may include files from; none where they can't."""
    bases = extensions.get(EXTENSION, {}).get("base_path", ())
    given: Sequence[object] = bases if isinstance(bases, list | tuple) else (bases,)
    return tuple(Path(str(base)) for base in given)


def appended(extensions: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """Return the names of the files that every text ends with."""
    names = extensions.get(EXTENSION, {}).get("auto_append", ())
    return tuple(map(str, names)) if isinstance(names, list | tuple) else ()


def included(
    texts: Iterable[str], extensions: Mapping[str, Mapping[str, object]]
) -> dict[Path, str]:
    """Return the files that texts include, and those that these include, with their digests."""
    folders = folders_of(extensions)
    found: dict[Path, str] = {}
    ahead = [*appended(extensions), *(name for text in texts for _, name in named(text))]
    while ahead:
        path = find(ahead.pop(), folders)
        if path and path not in found:
            text = path.read_bytes().decode("utf-8", "replace")
            found[path] = digest([text])
            ahead += (name for _, name in named(text))
    return dict(sorted(found.items()))

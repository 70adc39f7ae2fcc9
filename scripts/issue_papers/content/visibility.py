"""Which files a site shows: `exclude_docs`, `draft_docs` and `not_in_nav` of mkdocs.yml.

They are patterns as `.gitignore` has them (https://git-scm.com/docs/gitignore), in the reading that
MkDocs gives them: the last one that fits counts, and a file may come back though its folder is out.
What programs leave beside a file is hidden as if it were named in `exclude_docs`.
A page whose source is hidden is hidden in all languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from issue_papers.content.locales import Locales, UnknownLanguageError

_ALWAYS_EXCLUDED = r"""
.*
/templates/
*~
~$*
\#*\#
*.bak
*.orig
*.rej
*.swp
*.tmp
[Tt]humbs.db
[Dd]esktop.ini
__MACOSX/
__pycache__/
@eaDir/
"""
"""What is left out where nobody says otherwise.

What MkDocs leaves out, and what editors' programs and systems leave beside a file: older texts,
locks, thumbnails.
"""
_LAST_SPACES = re.compile(r"(?<!\\)[ \t\r]+$")


@dataclass(frozen=True)
class Patterns:
    """Patterns of paths, one a line.

    Attributes:
        lines: As they are written.
    """

    lines: str = ""

    def fit(self, path: str) -> bool:
        """Whether a file is meant.

        Args:
            path: Its path below docs_dir, with forward slashes.
        """
        is_meant, weight = False, 0
        for pattern in self._patterns:
            match = pattern.expression.match(path)
            if match is None:
                continue
            # What names the file itself weighs more than what names a folder around it.
            own = 1 if match["inside"] else 2
            if own >= weight:
                is_meant, weight = not pattern.is_negated, own
        return is_meant

    @property
    def brings_back_hidden(self) -> bool:
        """Whether one of them names a file or folder with a dot before its name."""
        return any(p.is_negated and re.search(r"(^!|/)\\?\.", p.written) for p in self._patterns)

    @cached_property
    def _patterns(self) -> tuple[_Pattern, ...]:
        lines = (_LAST_SPACES.sub("", line) for line in self.lines.split("\n"))
        return tuple(_pattern(line) for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True)
class _Pattern:
    """One pattern.

    Attributes:
        written: As it is written.
        expression: Fits paths; its group `inside` is what follows the folder that is named.
    """

    written: str
    expression: re.Pattern[str]

    @property
    def is_negated(self) -> bool:
        """Whether it brings files back."""
        return self.written.startswith("!")


def _pattern(line: str) -> _Pattern:
    pattern = line.removeprefix("!")
    is_folder = pattern.endswith("/")
    pattern = pattern.rstrip("/") if is_folder else pattern
    start = "" if "/" in pattern else "(?:.+/)?"
    end = "(?P<inside>/.*)" if is_folder else "(?P<inside>/.*)?"
    middle = "".join(_expression(pattern.removeprefix("/")))
    return _Pattern(line, re.compile(f"{start}{middle}{end}\\Z"))


def _expression(pattern: str) -> Iterator[str]:
    """Yield the regular expression of a pattern, piece by piece."""
    at = 0
    while at < len(pattern):
        rest = pattern[at:]
        if rest.startswith("**/") and (at == 0 or pattern[at - 1] == "/"):
            yield "(?:.+/)?"
            at += 3
        elif rest == "**" and (at == 0 or pattern[at - 1] == "/"):
            yield ".+"
            at += 2
        elif rest[0] == "*":
            yield "[^/]*"
            at += 1
        elif rest[0] == "?":
            yield "[^/]"
            at += 1
        elif rest[0] == "[" and (found := re.match(r"\[(!|\^)?(\]?(?:\\.|[^\]\\])*)\]", rest)):
            inside = found[2].replace("[", r"\[")
            inside = rf"\{inside}" if inside.startswith("]") else inside
            yield f"[^/{inside}]" if found[1] else f"[{inside}]"
            at += found.end()
        elif rest[0] == "\\" and len(rest) > 1:
            yield re.escape(rest[1])
            at += 2
        else:
            yield re.escape(rest[0])
            at += 1


@dataclass(frozen=True)
class Visibility:
    """What of docs_dir is shown.

    Attributes:
        excluded: What is nowhere (`exclude_docs`).
        drafts: What only its editor sees, in a preview (`draft_docs`).
        unlisted: What is in no menu (`not_in_nav`).
        unbuilt: Tags of languages that there are texts in, and no site (`build: false`).
        shows_drafts: Whether this is a preview.
    """

    excluded: Patterns = field(default_factory=Patterns)
    drafts: Patterns = field(default_factory=Patterns)
    unlisted: Patterns = field(default_factory=Patterns)
    unbuilt: frozenset[str] = frozenset()
    shows_drafts: bool = False

    @property
    def walks_hidden(self) -> bool:
        """Whether files with a dot before their names, or in such a folder, may be shown."""
        return self.excluded.brings_back_hidden

    def shows(self, path: str, locales: Locales) -> bool:
        """Whether a file is a part of the site.

        Args:
            path: Its path below docs_dir, with forward slashes; a case's begins with
                `case-studies/`.
            locales: The site's languages.
        """
        if self.is_excluded(path, locales) or self._is_unbuilt(path):
            return False
        return self.shows_drafts or not self.is_draft(path, locales)

    def is_excluded(self, path: str, locales: Locales) -> bool:
        """Whether a file is nowhere on the site."""
        return any(self._excluded.fit(name) for name in _names(path, locales))

    def is_draft(self, path: str, locales: Locales) -> bool:
        """Whether only its editor sees a file."""
        return any(self.drafts.fit(name) for name in _names(path, locales))

    def lists(self, path: str, locales: Locales) -> bool:
        """Whether menus lead to a page."""
        return not any(self.unlisted.fit(name) for name in _names(path, locales))

    def _is_unbuilt(self, path: str) -> bool:
        if not (self.unbuilt and path.endswith(".md")):
            return False
        return PurePosixPath(path).stem.rpartition(".")[2] in self.unbuilt

    @cached_property
    def _excluded(self) -> Patterns:
        return Patterns(_ALWAYS_EXCLUDED + self.excluded.lines)


def _names(path: str, locales: Locales) -> tuple[str, ...]:
    """Return a file's path, and that of the text that it is a translation of."""
    try:
        key, _ = locales.split(path)
    except UnknownLanguageError:
        return (path,)
    return (path,) if key == path else (path, key)

"""A site as it is, and as it is once everything that is beyond doubt has been mended.

The check is asked what is wrong, and each fix what it would change; then both are asked again of
the site as it would be, until nothing changes any more: so a second run finds nothing to do. A file
in which a mend would bring out a fault that wasn't told before is left as it is.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from issue_papers.checks import rules
from issue_papers.checks.page import Page
from issue_papers.content import frontmatter
from issue_papers.content.changes import NONE, Changes
from issue_papers.content.library import Library
from issue_papers.content.settings import Settings
from issue_papers.fixes import characters, headings, links, spacing
from issue_papers.fixes.sheet import Sheet
from issue_papers.reporting.edits import Edit, Rename, apply, between, unified
from issue_papers.reporting.messages import Message
from issue_papers.reporting.problems import Problem, Severity

FIXES: tuple[Callable[[Sheet], Iterator[Edit]], ...] = (
    characters.fix,
    headings.fix,
    links.fix,
    spacing.fix,
)
"""What is looked for in every text; what is wrong with front matter and names, the check mends."""

_MOST = 10
"""How often a site is looked at; two or three times are enough."""

_UNRECORDED = "unrecorded"
"""Which source text was translated isn't known of a passage that has only now got its own id."""


@dataclass(frozen=True)
class Mending:
    """What mending changes.

    Attributes:
        settings: The site.
        before: The changed files' texts as they are, by path.
        after: The same as they should be, by the same paths.
        renames: The files that get another name.
        found: What is wrong with the site as it is, each with what mends it.
        left: What is wrong with the site as it would be.
    """

    settings: Settings
    before: Mapping[str, str]
    after: Mapping[str, str]
    renames: tuple[Rename, ...]
    found: tuple[Problem, ...]
    left: tuple[Problem, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The fewest edits that make of each file what it should be."""
        return tuple(
            edit
            for path, text in self.before.items()
            for edit in between(path, text, self.after[path])
        )

    def diff(self) -> str:
        """Write what changes as git does; `git apply` reads it before it is written."""
        names = {rename.path: rename.target for rename in self.renames}
        parts = []
        for path in sorted({*self.before, *names}):
            target = names.get(path, path)
            if target != path:
                parts.append(f"diff --git a/{path} b/{target}\nrename from {path}\n")
                parts.append(f"rename to {target}\n")
            if path in self.before:
                old = (self.settings.root / path).read_bytes()
                new = _encoded(self.after[path], old)
                parts.append(unified(path, old.decode(), new.decode(), target))
        return "".join(parts)

    def write(self) -> None:
        """Change the files."""
        root = self.settings.root
        for path, text in self.after.items():
            _write(root / path, text)
        for rename in self.renames:
            (root / rename.path).rename(root / rename.target)


def mend(settings: Settings) -> Mending:
    """Find out what mends a site; nothing is written."""
    library, _, found = rules.load_and_check(settings)
    refused: set[str] = set()
    while True:
        mending = _attempt(library, found, refused)
        changed = {*mending.before, *(rename.path for rename in mending.renames)}
        worse = _worse(mending)
        if not changed or not worse:
            return mending
        refused |= (worse & changed) or changed


def _attempt(library: Library, found: tuple[Problem, ...], refused: set[str]) -> Mending:
    """Mend what is beyond doubt in all files but some."""
    settings, left = library.settings, found
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    renames: dict[str, Rename] = {}
    changes = NONE
    for number in range(_MOST):
        if number:
            library, _, left = rules.load_and_check(settings, changes)
        origin = {rename.target: path for path, rename in renames.items()}
        texts = dict(_texts(library, changes))
        edits: dict[str, list[Edit]] = {}
        for edit in _edits(library, left, texts):
            edits.setdefault(edit.path, []).append(edit)
        is_same = True
        for path, of_file in sorted(edits.items()):
            old = origin.get(path, path)
            text = texts.get(path) or _text(settings, path, changes)
            new = apply(text, of_file)
            if old not in refused and new != text:
                before.setdefault(old, text)
                after[old], is_same = new, False
        for rename in _renames(left):
            if not {rename.path, origin.get(rename.path, rename.path)} & {*refused, *renames}:
                is_free = not (settings.root / rename.target).exists()
                if is_free or (settings.root / rename.target).samefile(settings.root / rename.path):
                    renames[rename.path], is_same = rename, False
        if is_same:
            break
        changes = _changes(settings, after, renames)
    kept = {path: text for path, text in after.items() if text != before[path]}
    before = {path: before[path] for path in kept}
    mending = Mending(settings, before, kept, tuple(renames.values()), found, left)
    return replace(mending, found=tuple(_with_fixes(mending)))


def _changes(
    settings: Settings, after: Mapping[str, str], renames: Mapping[str, Rename]
) -> Changes:
    names = {path: rename.target for path, rename in renames.items()}
    return Changes(
        texts={settings.root / names.get(path, path): text for path, text in after.items()},
        names={settings.root / path: settings.root / target for path, target in names.items()},
    )


def _texts(library: Library, changes: Changes) -> Iterator[tuple[str, str]]:
    for _, document in library.texts():
        yield document.path, _text(library.settings, document.path, changes)


def _text(settings: Settings, path: str, changes: Changes) -> str:
    return frontmatter.decode(changes.read(settings.root / path), path)[0]


def _edits(
    library: Library, problems: Iterable[Problem], texts: Mapping[str, str]
) -> Iterator[Edit]:
    """Yield what the check and the fixes would change; of one line, the check's comes first."""
    told = [problem.fix for problem in problems if isinstance(problem.fix, Edit)]
    yield from told
    lines = {(edit.path, edit.line) for edit in told}
    for entry, document in library.texts():
        sheet = Sheet(Page(library, entry, document), texts[document.path])
        for fix in FIXES:
            for edit in fix(sheet):
                if (edit.path, edit.line) not in lines:
                    lines.add((edit.path, edit.line))
                    yield edit


def _renames(problems: Iterable[Problem]) -> Iterator[Rename]:
    for problem in problems:
        if isinstance(problem.fix, Rename):
            yield problem.fix


def _worse(mending: Mending) -> set[str]:
    """Return the files, by their names on the disk, that something new is wrong with."""
    origin = {rename.target: rename.path for rename in mending.renames}
    known = Counter(_kinds(mending.found, {}))
    told = Counter(_kinds(mending.left, origin))
    return {kind[0] for kind in told - known}


def _kinds(
    problems: Iterable[Problem], origin: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield of each problem what stays the same when lines above it come or go."""
    for problem in problems:
        if problem.key == _UNRECORDED and problem.severity is Severity.WARNING:
            continue
        said = problem.message
        template = said.template if isinstance(said, Message) else said
        yield origin.get(problem.path, problem.path), problem.key, template


def _with_fixes(mending: Mending) -> Iterator[Problem]:
    """Yield what was found, each with what mends it, if it is among what is changed."""
    edits: dict[str, list[Edit]] = {}
    for edit in mending.edits:
        edits.setdefault(edit.path, []).append(edit)
    for problem in mending.found:
        if isinstance(problem.fix, Rename):
            fix: Edit | Rename | None = problem.fix if problem.fix in mending.renames else None
        else:
            of_file = edits.get(problem.path, ())
            fix = next((e for e in of_file if e.line <= problem.line <= max(e.last, e.line)), None)
        yield replace(problem, fix=fix)


def _write(path: Path, text: str) -> None:
    """Write a file's text, whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(_encoded(text, path.read_bytes()))
    new = Path(file.name)
    new.chmod(path.stat().st_mode)
    new.replace(path)


def _encoded(text: str, old: bytes) -> bytes:
    """Return a text with the byte-order mark and the line endings that its file has."""
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    is_windows = 2 * old.count(b"\r\n") > old.count(b"\n")
    return mark + text.replace("\n", "\r\n" if is_windows else "\n").encode("utf-8")

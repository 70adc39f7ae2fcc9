"""What a new version of the generator changes in a site, file by file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from issue_papers.starting.making import File
from issue_papers.starting.record import Record, digest, text_at

_HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\]", re.MULTILINE)


@dataclass(frozen=True)
class Touched:
    """A file that somebody has changed, and that the new version would write otherwise.

    Attributes:
        path: The file.
        diff: What the new version would change in it, as a unified diff.
    """

    path: str
    diff: str


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade comes to.

    Attributes:
        written: Files that are written anew, or for the first time.
        touched: Files that are left alone because somebody has changed them.
        gone: Files that were taken away by the site's owner, and stay away.
        dropped: Files that the new version has no more use for; they are left.
        overrides: The site's own templates whose originals have changed.
        files: The digests to remember.
    """

    written: tuple[File, ...]
    touched: tuple[Touched, ...]
    gone: tuple[str, ...]
    dropped: tuple[str, ...]
    overrides: tuple[str, ...]
    files: Mapping[str, str]


def upgrade(
    root: Path,
    record: Record,
    new: Iterable[File],
    own_theme: Iterable[str],
    theme: Mapping[str, str],
) -> Upgrade:
    """Work out what a new version changes; nothing is written.

    Args:
        root: The site's folder.
        record: What is remembered of the version before.
        new: The files as the new version makes them.
        own_theme: Paths of the files that the site lays over the theme's.
        theme: Digests of the new version's theme, by path.
    """
    written: list[File] = []
    touched: list[Touched] = []
    gone: list[str] = []
    files: dict[str, str] = {}
    for file in new:
        here, before = text_at(root / file.path), record.files.get(file.path)
        if file.is_generated:
            if here != file.text:
                written.append(file)
            continue
        made = digest(file.text)
        files[file.path] = made
        if here is None and before is None:
            written.append(file)
        elif here is None:
            gone.append(file.path)
        elif digest(here) == before:
            if made != before:
                written.append(file)
        elif made not in {before, digest(here)}:
            touched.append(Touched(file.path, _diff(file, here)))
    return Upgrade(
        written=tuple(written),
        touched=tuple(touched),
        gone=tuple(gone),
        dropped=tuple(
            path for path in record.files if path not in files and (root / path).exists()
        ),
        overrides=tuple(
            path for path in sorted(own_theme) if _has_changed(path, record.theme, theme)
        ),
        files=files,
    )


def _has_changed(path: str, before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return path in before and before[path] != now.get(path)


def _diff(file: File, here: str) -> str:
    lines = difflib.unified_diff(
        here.splitlines(), file.text.splitlines(), file.path, file.path, lineterm=""
    )
    return "\n".join(lines)


def news(changelog: str, before: str, now: str) -> str:
    """Return what a changelog says of the versions after one, up to another.

    Args:
        changelog: A changelog in the form of Keep a Changelog, the newest version first.
        before: The version that the site was made with.
        now: The version that is installed.
    """
    parts = list(_versions(changelog))
    wanted = [text for version, text in parts if _is_between(version, before, now)]
    return "\n\n".join(wanted)


def _versions(changelog: str) -> Iterator[tuple[str, str]]:
    found = [*_HEADING.finditer(changelog)]
    ends = [match.start() for match in found[1:]] + [len(changelog)]
    for match, end in zip(found, ends, strict=True):
        yield match["version"], changelog[match.start() : end].strip()


def _is_between(version: str, before: str, now: str) -> bool:
    try:
        return Version(before) < Version(version) <= Version(now)
    except InvalidVersion:
        return False  # “Unreleased”

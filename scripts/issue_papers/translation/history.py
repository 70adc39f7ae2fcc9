"""What a passage said when it was translated, looked up in git where there is a history.

Only for showing: no verdict depends on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from issue_papers import git
from issue_papers.content import frontmatter
from issue_papers.content.library import Document
from issue_papers.content.passages import Passage
from issue_papers.translation.state import Verdicts


def translated_from(
    root: Path, source: Document, passage: str, verdicts: Verdicts
) -> Passage | None:
    """Return a passage of a source as it was when it was translated.

    Args:
        root: The project's folder.
        source: The source as it is now.
        passage: The passage's id.
        verdicts: What the translation records of it.

    Returns:
        The passage; nothing where there is no git, no history, or no version that fits.
    """
    for text in _versions(root, source.path):
        parsed, _ = frontmatter.parse(text, source.path)
        try:
            meta = type(source.meta).model_validate(parsed.meta.value)
        except ValueError:
            continue
        old = replace(
            source,
            meta=meta,
            yaml=parsed.meta,
            body=parsed.body,
            body_line=parsed.body_line,
        )
        for found in old.passages:
            if found.id != passage:
                continue
            pieces = frozenset(p.words_hash for p in old.pieces if p.section == passage)
            if verdicts.was_made_from(passage, found, pieces):
                return found
    return None


def last_changes(root: Path) -> Mapping[str, dt.datetime]:
    """Return when the last commit that changed each file was made (UTC), by path below `root`.

    Nothing where the history isn't whole: in a shallow clone every file would seem to be as old as
    the clone.
    """
    if git.ask(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return {}
    commits = git.ask(root, "rev-list", "HEAD")
    wanted = ("--name-only", "--relative", "-z", "--no-renames", "--format=%x00%ct")
    log = git.ask(root, "diff-tree", "--stdin", "-r", "--root", *wanted, told=commits)
    changed: dict[str, dt.datetime] = {}
    moment = dt.datetime.min.replace(tzinfo=dt.UTC)
    for entry in log.decode("utf-8", "replace").split("\0"):
        stripped = entry.strip("\n")
        if stripped.isdigit():
            moment = dt.datetime.fromtimestamp(git.moment(stripped), tz=dt.UTC)
        elif stripped:
            changed.setdefault(stripped, moment)
    return changed


def _versions(root: Path, path: str) -> Iterator[str]:
    """Yield a file's committed versions, the newest first."""
    for commit in git.ask(root, "rev-list", "HEAD", "--", path).decode("ascii").split():
        content = git.ask(root, "cat-file", "blob", f"{commit}:./{path}")
        text, faults = frontmatter.decode(content, path)
        if text and not faults:
            yield text

"""`issue-papers check --fix`, and what a pull request can be offered in its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from issue_papers import git
from issue_papers.content.settings import Settings
from issue_papers.fixes.mending import Mending, mend
from issue_papers.reporting.edits import Edit
from issue_papers.reporting.messages import say, say_count, translate
from issue_papers.reporting.problems import Problem, errors
from issue_papers.translation.commenting import code

_HUNK = re.compile(r"@@ -\S+ \+(?P<line>\d+)(?:,(?P<count>\d+))? @@")
_MOST = 40
"""How many suggestions one review has; more are no help to anyone."""

MARK = "<!-- issue-papers -->"
"""How a comment begins by which a workflow knows its own again, to put another in its place."""


def summary(mending: Mending, language: str, *, is_written: bool) -> str:
    """Say how many files have been mended, or would be.

    Args:
        mending: What changes.
        language: The language to say it in.
        is_written: Whether it has been written.
    """
    several = len({*mending.before, *(rename.path for rename in mending.renames)})
    if not several:
        return translate(say("Nothing can be mended without a doubt."), language)
    if is_written:
        told = say_count(several, one="1 file mended.", other="{count} files mended.")
    else:
        told = say_count(
            several, one="1 file would be mended.", other="{count} files would be mended."
        )
    return translate(told, language)


def fix(
    settings: Settings,
    tell: Callable[[Sequence[Problem]], None],
    language: str,
    *,
    is_text: bool,
    dry_run: bool,
) -> int:
    """Mend a site, show what has been changed, and report what is left.

    Args:
        settings: The site.
        tell: Reports problems.
        language: The language to speak.
        is_text: Whether people read the report: then the diff stands before it.
        dry_run: Whether nothing is to be written.

    Returns:
        The exit status: 1 if an error is left.
    """
    mending = mend(settings)
    diff = mending.diff()
    if not dry_run:
        mending.write()
    if diff:
        click.echo(diff.encode("utf-8", "replace").decode(), nl=False, err=not is_text)
    click.echo(summary(mending, language, is_written=not dry_run), err=not is_text)
    tell(mending.left)
    return 1 if errors(mending.left) else 0


def review(mending: Mending, base: str, head: str, language: str) -> str:
    """Write a review with suggested changes, as GitHub's REST API takes it.

    See https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request. A
    suggestion can stand only at lines that the pull request shows, and only in files that the
    change to its base has left alone: of others, the annotations tell.

    Args:
        mending: What can be mended.
        base: The commit that the pull request is compared with.
        head: The last commit of the pull request itself.
        language: The language of what is said.
    """
    root = mending.settings.root
    shown = _shown(root, base, head)
    comments = [
        comment
        for edit in mending.edits
        if (comment := _comment(edit, mending, shown.get(edit.path, frozenset()), language))
    ]
    body = translate(say("What can be mended without a doubt is suggested below."), language)
    return json.dumps(
        {"event": "COMMENT", "body": body, "comments": comments[:_MOST]},
        ensure_ascii=False,
        indent=2,
    )


def _comment(
    edit: Edit, mending: Mending, shown: frozenset[int], language: str
) -> dict[str, Any] | None:
    """Return a comment with a suggestion; nothing where the pull request doesn't show its lines."""
    lines = mending.before[edit.path].split("\n")
    first, last, new = edit.line, edit.last, list(edit.lines)
    if last < first:  # a suggestion replaces a line, so the one that new ones precede is kept
        last = first
        new.append(lines[first - 1] if first <= len(lines) else "")
    if not set(range(first, last + 1)) <= shown:
        return None
    # What is said may hold words of whoever proposed the text.
    said = [code(translate(problem.message, language)) for problem in _about(edit, mending.found)]
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", "\n".join(new))), 3)
    body = "\n".join([MARK, *dict.fromkeys(said), f"{fence}suggestion", *new, fence])
    comment = {"path": edit.path, "side": "RIGHT", "line": last, "body": body}
    return comment if first == last else {**comment, "start_line": first, "start_side": "RIGHT"}


def _about(edit: Edit, found: Sequence[Problem]) -> Iterator[Problem]:
    return (problem for problem in found if problem.fix == edit)


def _shown(root: Path, base: str, head: str) -> Mapping[str, frozenset[int]]:
    """Return the lines that a pull request changes, by file, as its own last commit numbers them.

    What is checked out may be the merge with the base: a file in which that and the last commit
    differ has other lines there, and is left out.
    """
    plain = ("--no-color", "--no-ext-diff", "--no-textconv", "--relative")
    others = git.ask(root, "diff", "--name-only", "-z", *plain, git.commit(root, head))
    moved = set(others.decode("utf-8", "replace").split("\0"))
    diff = git.ask(root, "diff", "--unified=0", *plain, git.commit(root, base))
    shown: dict[str, set[int]] = {}
    path = ""
    for line in diff.decode("utf-8", "replace").split("\n"):
        if line.startswith("+++ "):
            path = line.removeprefix("+++ ").removeprefix("b/")
        elif match := _HUNK.match(line):
            start, count = int(match["line"]), int(match["count"] or 1)
            shown.setdefault(path, set()).update(range(start, start + count))
    return {path: frozenset(lines) for path, lines in shown.items() if path not in moved}

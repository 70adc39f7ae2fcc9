"""Rules for a paper's editions: each is explained, and none is newer than the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from issue_papers.content.library import Library
from issue_papers.content.model import Paper
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield what doesn't agree between a paper's edition and its changes."""
    for paper in library.papers:
        meta = cast("Paper", paper.source.meta)
        document = paper.source
        for index, change in enumerate(meta.changes):
            if change.edition > meta.edition:
                at = ("changes", index, "edition")
                yield Problem(
                    document.path,
                    document.yaml.line(at),
                    f"changes.{index}.edition",
                    say(
                        "found edition {found}, but the paper is in edition {edition}",
                        found=change.edition,
                        edition=meta.edition,
                    ),
                    say("write `edition: {found}` in the paper's metadata", found=change.edition),
                )
        explained = {change.edition for change in meta.changes}
        for number in range(2, meta.edition + 1):
            if number not in explained:
                yield Problem(
                    document.path,
                    document.yaml.line(("edition",)),
                    "edition",
                    say("nothing says what edition {number} changed", number=number),
                    say(
                        "add to `changes:` an item with `edition: {number}`, `date:` and `what:`",
                        number=number,
                    ),
                )

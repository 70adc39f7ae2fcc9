"""Attribute lists, `{ #id }` and `{ lang=fr }`, that a line break has cut in two.

Markdown takes such a list for text and prints it; an editor that wraps lines makes them unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.content.library import Document, Library
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_CUT = re.compile(r"""(?:(?<=[*_)\]`\w])|(?<=\s))\{:?\s*(?:[#.][\w-]|[\w-]+=)[^{}]*$""")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def check(library: Library) -> Iterator[Problem]:
    """Yield every attribute list that isn't closed on its line."""
    for _, document in library.texts():
        yield from _cut(document)


def _cut(document: Document) -> Iterator[Problem]:
    in_code = False
    for number, line in enumerate(document.body.splitlines(), document.body_line):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and (found := _CUT.search(line)):
            yield Problem(
                document.path,
                number,
                "attributes",
                say("`{found}` isn't closed on its line", found=found[0].strip()),
                say("put everything from `{{` to `}}` on one line"),
            )

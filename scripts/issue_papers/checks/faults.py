"""What the reader of texts couldn't read as it was meant: HTML that isn't closed, cells too many.

The rest of the text keeps its structure; here each fault gets its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from issue_papers.articles.article import Fault
from issue_papers.articles.html_elements import KNOWN
from issue_papers.blocks.registry import types
from issue_papers.checks.page import Page
from issue_papers.content.limits import raised
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem

_Said: TypeAlias = tuple[str, Message, Message]


def check(page: Page) -> Iterator[Problem]:
    """Yield the faults of a text that no other rule tells of."""
    for fault in page.article.faults:
        if words := _WORDS.get(fault.kind):
            if (
                fault.kind == "html-unclosed"
                and f"<<{fault.detail}" in page.typed(fault.line).lower()
            ):
                continue  # told as quotation marks
            tell = page.fault if fault.kind in _MAY_BE_OLDER else page.error
            yield tell(fault.line, *words(fault))


def _unclosed(fault: Fault) -> _Said:
    if fault.detail not in KNOWN:
        message = say("`{found}` is no element of HTML: it would vanish", found=fault.found)
        return "html", message, say("if it is text, write `\\{found}`", found=fault.found)
    message = say("`{found}` is never closed", found=fault.found)
    return "html", message, say("write `{end}` where it ends", end=f"</{fault.detail}>")


def _stray(fault: Fault) -> _Said:
    message = say("`{found}` closes nothing", found=fault.found)
    return "html", message, say("delete it, or write `{start}` before", start=f"<{fault.detail}>")


def _comment(_: Fault) -> _Said:
    message = say("the comment is never closed: nothing of what follows would be printed")
    return "html", message, say("write `-->` where it ends")


def _fence(fault: Fault) -> _Said:
    mark = fault.detail or fault.found
    message = say("the code that {mark} opens here is never closed", mark=mark)
    return "code", message, say("put a line with {mark} alone after it", mark=mark)


def _cells(fault: Fault) -> _Said:
    message = say(
        "the row has more cells than the table's first row, {columns}: the rest would be lost",
        columns=fault.detail,
    )
    return "table", message, say("take cells out; a `|` that is part of a text is written `\\|`")


def _deep(_: Fault) -> _Said:
    message = say("too much stands inside one another here: no format can hold it")
    return "text", message, say("write it in fewer levels")


def _long(fault: Fault) -> _Said:
    message = say(
        "this passage has {found} characters, expected at most {most}",
        found=fault.found,
        most=fault.detail,
    )
    hint = joined(", ", [say("make several of it"), raised("passage", int(fault.found))])
    return "limits", message, hint


def _block_line(fault: Fault) -> _Said:
    message = say("`{found}` is no line of a block", found=fault.found)
    hint = say("write `/// <name> | <id>` to open a block, and `///` alone to close it")
    name = fault.detail.lower()
    argument = _argument(fault.found, name)
    if not name and not fault.found.strip("/ \uff0f"):
        hint = say("write `{example}`", example="///")
    elif (known := types().get(name)) and (argument or not known.is_named):
        right = f"/// {name} | {argument}" if known.is_named else f"/// {name}"
        hint = say("write `{example}`", example=right)
        if right == fault.found:
            hint = say("type the line again: it holds a sign that only looks like a space")
    return "block", message, hint


def _argument(found: str, name: str) -> str:
    after = found.lower().partition(name)[2]
    words = [
        word
        for word in after.replace("|", " ").replace("\uff5c", " ").split()
        if word.strip("–—-:")
    ]
    return words[-1].strip(":") if words else ""


def _block_stray(_: Fault) -> _Said:
    message = say("found a closing `///` that closes no block")
    return "block", message, say("delete it, or add the line that opens the block")


def _extension(fault: Fault) -> _Said:
    message = say(
        "an extension of Markdown has left out what it made here: `{found}`", found=fault.found
    )
    return "markdown", message, say("write it in another way, or take the extension out")


def _snippet(fault: Fault) -> _Said:
    message = say("`{found}` isn't there: nothing is included here", found=fault.found)
    hint = say("name a file below the folders of `base_path`, which no link leads to")
    return "snippet", message, hint


_WORDS: Mapping[str, Callable[[Fault], _Said]] = {
    "html-unclosed": _unclosed,
    "html-stray": _stray,
    "comment-unclosed": _comment,
    "fence-unclosed": _fence,
    "cells-too-many": _cells,
    "too-deep": _deep,
    "passage-long": _long,
    "block-line": _block_line,
    "block-stray": _block_stray,
    "extension-lost": _extension,
    "snippet-missing": _snippet,
}
_MAY_BE_OLDER = frozenset({"html-unclosed", "html-stray", "cells-too-many", "extension-lost"})
"""Faults that a page written for MkDocs alone may have, and browsers mend."""

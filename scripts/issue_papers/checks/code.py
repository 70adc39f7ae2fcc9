"""Rules for code: what four spaces make of a paragraph, and what a fence says in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.checks.page import Page
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "code"
_OF_CODE = re.compile(
    r"[{}\\;=<>|$]|\w\(|^\s*(?:#|//|--|\$|>|/)|^\s*[\w.-]+:(?:\s|$)|\w/\w"
    r"|^\s*(?:pip|npm|git|cd|sudo) ",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 4
OPTIONS = ("title", "hl_lines")
"""What formats understand of a fence's options; on paper no line stands out."""
_SHOWN = ", ".join(f"`{name}`" for name in OPTIONS)


def check(page: Page) -> Iterator[Problem]:
    """Yield code that looks like a paragraph."""
    drawn = _drawn(page)
    for block in page.article.code:
        if block.language in drawn:
            message = say(
                "no drawing is made of `{language}`: its lines are shown", language=block.language
            )
            hint = say("draw it with that program, and show the SVG file as a picture")
            yield page.warning(block.line, KEY, message, hint)
        if block.is_indented and _is_prose(block.text):
            message = say("four spaces before a line make code of it: is it a paragraph?")
            hint = say("let it begin at the margin, or put ``` above and below it if it is code")
            yield page.warning(block.line, KEY, message, hint)
        for name, value in block.options:
            if name not in OPTIONS:
                message = say("`{found}` of a fence does nothing", found=f"{name}={value}")
                hint = say("take it out; known here: {shown}", shown=_SHOWN)
                yield page.warning(block.line, KEY, message, hint)


def _drawn(page: Page) -> frozenset[str]:
    """Return the languages that a site's extensions, or scripts, would make drawings of."""
    options = page.library.settings.markdown.extensions.get("pymdownx.superfences", {})
    fences = options.get("custom_fences")
    named = (fence.get("name", "") for fence in fences) if isinstance(fences, list) else ()
    return frozenset({"mermaid", *named})


def _is_prose(text: str) -> bool:
    words = _WORD.findall(text)
    is_spoken = len(words) >= _FEWEST_WORDS or text.rstrip().endswith((".", "!", "?", "…"))
    return bool(words) and is_spoken and not _OF_CODE.search(text)

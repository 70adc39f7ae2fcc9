"""Elements that HTML hasn't, or hasn't any more: of old editors, of Word, and words in `<…>`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.article import Fault
from issue_papers.checks.leftovers import Left, Weight, short
from issue_papers.checks.page import Page
from issue_papers.checks.runs import Run
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem
from issue_papers.typography.quotation import quotes

KEY = "html"
OBSOLETE = frozenset(
    {"font", "basefont", "big", "blink", "marquee", "nobr", "spacer", "multicol", "layer"}
    | {"center", "tt", "strike", "acronym", "noframes", "xmp", "listing", "plaintext", "bgsound"}
)
"""Elements of which the words are meant, and no more."""
_OF_WORD = re.compile(r"(?:o|v|w|m|x|wp|mc|st\d|ns\d):[a-z]\w*", re.IGNORECASE)
_TAG_OF_WORD = re.compile(
    r"<(?P<end>/?)(?P<tag>(?:o|v|w|m|x|wp|mc|st\d|ns\d):[A-Za-z]\w*)(?:[ /][^<>]*)?>"
)
_GUILLEMETS = re.compile(r"<<[ \xa0]?(?P<words>[^<>]*?)[ \xa0]?>>")


def quoted(words: str, language: str) -> str:
    """Return words in the quotation marks of a language, as they are typed: without spaces."""
    opening, closing = quotes(language)
    return f"{opening.strip()}{words}{closing.strip()}"


def is_left_over(tag: str) -> bool:
    """Whether nothing but the words of an element are meant: an old editor has made it."""
    return tag in OBSOLETE or bool(_OF_WORD.fullmatch(tag))


def unknown(page: Page, fault: Fault) -> Problem:
    """Say that HTML has no such element."""
    tag = fault.detail
    if is_left_over(tag):
        return page.fault(fault.line, KEY, *left_over(tag))
    found = _typed(page, fault)
    message = say("`{found}` is no element of HTML: it would vanish", found=found)
    return page.fault(
        fault.line, KEY, message, say("if it is text, write `\\{found}`", found=found)
    )


def left_over(tag: str) -> tuple[Message, Message]:
    """Say that an old editor's element is left over."""
    message = say("`<{tag}>` is left over from another program", tag=tag)
    return message, say("take out `<{tag}>` and `</{tag}>`, and leave the words", tag=tag)


def quotation(page: Page, fault: Fault) -> Problem | None:
    """Say that `<<words>>`, of which the inner signs make an element, are no quotation marks."""
    typed = page.typed(fault.line)
    if f"<<{fault.detail}" not in typed.lower().replace("<< ", "<<").replace("<<\xa0", "<<"):
        return None
    for match in _GUILLEMETS.finditer(typed):
        if match["words"].lower().startswith(fault.detail):
            message = say("found `{found}`, expected quotation marks", found=short(match[0]))
            right = quoted(match["words"], page.language)
            hint = say("write `{right}`", right=right)
            return page.fault(fault.line, "typography", message, hint)
    message = say("found `{found}`, expected quotation marks", found=f"<<{fault.detail}")
    hint = say("write `{right}`", right=quoted("…", page.language))
    return page.fault(fault.line, "typography", message, hint)


def of_word(page: Page, run: Run) -> Iterator[Left]:
    """Yield Word's elements: their names have a colon, which makes text of them, or addresses."""
    told = {fault.found for fault in page.article.faults if fault.kind == "address-refused"}
    for match in _TAG_OF_WORD.finditer(run.text):
        tag = match["tag"]
        if tag not in told:
            told.add(tag)
            yield Left(match.start(), *left_over(tag), KEY, Weight.ON_OURS)


def _typed(page: Page, fault: Fault) -> str:
    """Return an element's tag as it is typed, `<your city>`."""
    match = re.search(
        rf"<{re.escape(fault.detail)}(?![\w-])[^<>\n]*>", page.typed(fault.line), re.IGNORECASE
    )
    return match[0] if match else fault.found

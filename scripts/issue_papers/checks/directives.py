"""Rules for `///` blocks: each is known, closed and complete; what it names, the block checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from issue_papers.articles.nodes import Directive
from issue_papers.blocks.registry import blocks
from issue_papers.checks.page import Page
from issue_papers.content.library import Kind
from issue_papers.content.model import Section
from issue_papers.printing.declaration import CheckContext
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest

RECOMMENDATION = "recommendation"


def check(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with a text's blocks."""
    faulty = {fault.line for fault in page.article.faults if fault.kind == "block-line"}
    for directive in page.article.directives:
        if directive.line not in faulty:
            yield from _block(page, directive)
    if page.entry.kind is Kind.SECTION and page.document is page.entry.source:
        yield from _recommendations(page)


def _block(page: Page, directive: Directive) -> Iterator[Problem]:
    name, argument = directive.name, directive.argument
    block = blocks().get(name)
    if block is None:
        message = say("`{key}` is no block", key=name)
        yield page.error(directive.line, "block", message, closest(name, blocks()))
        return
    if not directive.is_closed:
        message = say("the block `/// {key}` isn't closed", key=name)
        hint = say("put a line with `///` alone after it")
        yield page.error(directive.line, name, message, hint)
        return
    if page.entry.kind not in block.kinds:
        message = say("`/// {key}` can't stand on this page", key=name)
        yield page.error(directive.line, name, message, say("say it in words, and link to it"))
        return
    yield from _options(page, directive, block.type.options, block.type.required)
    if block.type.is_named and not argument:
        message = say("the block doesn't say which: found `/// {key}`", key=name)
        yield page.error(directive.line, name, message, say("write `/// {key} | <id>`", key=name))
    elif not block.type.is_named and argument:
        message = say("found `{argument}` after `|`, expected nothing", argument=argument)
        yield page.error(directive.line, name, message, say("write `/// {key}`", key=name))
    else:
        yield from block.check(CheckContext(page.library, page.entry, page.document, directive))


def _options(
    page: Page, directive: Directive, known: frozenset[str], required: frozenset[str]
) -> Iterator[Problem]:
    at = directive.line + 1, directive.name
    given = {option for option, _ in directive.options}
    for option, _ in directive.options:
        if option in known:
            continue
        message = (
            say("`{option}` is no option of this block", option=option)
            if option
            else say("found indented text")
        )
        hint = say("the block has no options; write what it says as text, not indented")
        if known:
            hint = closest(option, known)
        yield page.error(*at, message, hint)
    for option in sorted(required - given):
        message = say("the option `{option}` is missing", option=option)
        hint = say("write `{option}: …` below the block's first line, four spaces in", option=option)
        yield page.error(directive.line, directive.name, message, hint)


def _recommendations(page: Page) -> Iterator[Problem]:
    """A section's recommendations each have their text there, once.

    What a translation lacks, its state says: adding one to the source must not fail for it.
    """
    blocks_here = [d for d in page.article.directives if d.name == RECOMMENDATION]
    faulty = {fault.line for fault in page.article.faults}
    for index, advice in enumerate(cast("Section", page.document.meta).recommendations):
        own = [d for d in blocks_here if d.argument == advice.id]
        if any(d.content or d.line in faulty for d in own):
            continue
        line = own[0].line if own else page.document.yaml.line(("recommendations", index))
        message = say("the recommendation `{id}` has no text in this file", id=advice.id)
        hint = say("write it between `/// recommendation | {id}` and `///`", id=advice.id)
        yield page.error(line, RECOMMENDATION, message, hint)

"""Says what is wrong with the blocks of a text: what all have in common, then what each says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from issue_papers.content.library import Document, Entry, Library
from issue_papers.printing.declaration import Block, CheckContext, PageContext
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, closest, listed

_MOST = 8


def check(
    library: Library, entry: Entry, document: Document, blocks: Mapping[str, Block[Any]]
) -> Iterator[Problem]:
    """Yield what is wrong with the blocks of a page in one language.

    Args:
        library: All content.
        entry: The page.
        document: Its file in that language.
        blocks: The blocks that there are, by name.
    """
    directives = document.article.directives
    for directive in directives:
        context = CheckContext(library, entry, document, directive)
        block = blocks.get(directive.name)
        if block is None:
            message = say("`{key}` is no block", key=directive.name)
            line = directive.line
            yield Problem(document.path, line, "block", message, closest(directive.name, blocks))
        else:
            yield from _directive(context, block)
    for name, block in blocks.items():
        own = tuple(directive for directive in directives if directive.name == name)
        yield from block.check_page(PageContext(library, entry, document, own))


def _directive(context: CheckContext, block: Block[Any]) -> Iterator[Problem]:
    """Yield what is wrong with one block."""
    name = block.type.name
    if not context.directive.is_closed:
        message = say("the block `/// {key}` isn't closed", key=name)
        yield context.problem(message, say("put a line with `///` alone after it"))
        return
    yield from _options(context, block)
    if block.type.is_named and not context.directive.argument:
        message = say("the block doesn't say which: found `/// {key}`", key=name)
        yield context.problem(message, say("write `/// {key} | <id>`", key=name))
    elif not block.type.is_named and context.directive.argument:
        argument = context.directive.argument
        message = say("found `{argument}` after `|`, expected nothing", argument=argument)
        yield context.problem(message, say("write `/// {key}`", key=name))
    elif not block.may_stand_on(context.entry.kind):
        message = say("`/// {key}` can't stand on this page", key=name)
        yield context.problem(message, _where(context.library, block))
    else:
        yield from block.check(context)


def _where(library: Library, block: Block[Any]) -> Message:
    """Say on which kinds of pages a block may stand."""
    folders = [kind.files for kind in library.types if block.may_stand_on(kind)]
    return say("it belongs in {files}", files=listed(folders, _MOST))


def _options(context: CheckContext, block: Block[Any]) -> Iterator[Problem]:
    """A block has the options that it must have, and no others."""
    known = block.type.options
    for option, value in context.directive.options:
        if option in known and not isinstance(value, (dict, list)) and value not in {None, ""}:
            continue
        if option in known:
            message = say("`{option}:` has no text", option=option)
            hint = say("write it on the same line: `{option}: …`", option=option)
        elif option:
            message = say("`{option}` is no option of this block", option=option)
            hint = say("the block has no options; write what it says as text, not indented")
            hint = closest(option, known) if known else hint
        else:
            message = say("found indented text")
            hint = say("the block has no options; write what it says as text, not indented")
            if known:
                hint = say("write options as `key: text`, and what the block says not indented")
        yield context.problem(message, hint, option=option)
    for option in sorted(block.type.required - context.options.keys()):
        message = say("the block lacks `{option}:`", option=option)
        hint = say("write `{option}: …` right below its first line, four spaces in", option=option)
        yield context.problem(message, hint)

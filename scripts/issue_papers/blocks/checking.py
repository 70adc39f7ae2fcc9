"""Says what is wrong with the blocks of a text: what all have in common, then what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from issue_papers.articles.slugs import right_id
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.records import ID_PATTERN
from issue_papers.printing.declaration import Block, CheckContext, PageContext
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, closest, folded, listed, nearest

_MOST = 8
_OTHER_WORDS: Mapping[str, frozenset[str]] = {
    "title": frozenset({"heading", "name", "titel", "titre", "titulo", "encabezado", "nom"}),
    "who": frozenset({"author", "auteur", "autor", "by", "name", "nom", "nombre", "quem"})
    | {"qui", "quien", "speaker"},
    "role": frozenset({"cargo", "fonction", "funcion", "funcao", "function", "position", "puesto"}),
    "source": frozenset({"fonte", "fuente", "from"}),
    "lang": frozenset({"idioma", "language", "langue", "lengua", "lingua"}),
    "numbered": frozenset({"number", "numbering", "numero", "numerote", "numerado", "numerada"}),
    "sort": frozenset({"order", "ordenar", "ordre", "sortable", "tri", "trier"}),
}
"""What else options are called, without accents and in the editors' languages."""


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
    misread = {fault.line for fault in document.article.faults if fault.kind == "block-line"}
    for directive in directives:
        context = CheckContext(library, entry, document, directive)
        block = blocks.get(directive.name)
        is_misread = directive.line in misread  # its first line has been told of
        if block is not None:
            yield from _options(context, block)
            yield from () if is_misread else _directive(context, block)
        elif not is_misread:
            message = say("`{key}` is no block", key=directive.name)
            line = directive.line
            yield Problem(document.path, line, "block", message, closest(directive.name, blocks))
    for name, block in blocks.items():
        own = tuple(directive for directive in directives if directive.name == name)
        for problem in block.check_page(PageContext(library, entry, document, own)):
            if problem.line not in misread:
                yield problem


def _directive(context: CheckContext, block: Block[Any]) -> Iterator[Problem]:
    """Yield what is wrong with one block, besides its options."""
    name = block.type.name
    argument = context.directive.argument
    if not context.directive.is_closed:
        message = say("the block `/// {key}` isn't closed", key=name)
        yield context.problem(message, say("put a line with `///` alone after it"))
        return
    if block.type.is_named and not argument:
        message = say("the block doesn't say which: found `/// {key}`", key=name)
        yield context.problem(message, say("write `/// {key} | <id>`", key=name))
    elif not block.type.is_named and argument:
        message = say("found `{argument}` after `|`, expected nothing", argument=argument)
        yield context.problem(message, say("write `/// {key}`", key=name))
    elif not block.may_stand_on(context.entry.kind):
        message = say("`/// {key}` can't stand on this page", key=name)
        yield context.problem(message, _where(context.library, block))
    else:
        if block.type.is_id:
            yield from _id(context)
        if context.directive.content or "" not in context.options:
            yield from block.check(context)  # the text isn't missing, but indented


def _id(context: CheckContext) -> Iterator[Problem]:
    """A block's id is written as a heading's is, and on any page without spaces."""
    name, found = context.directive.name, context.directive.argument
    message = say(
        "found the id `{found}`, expected lower-case ASCII words joined by hyphens", found=found
    )
    if any(character.isspace() for character in found):
        message = say("found the id `{found}`, expected one without spaces", found=found)
    elif not context.entry.kind.is_ours or re.fullmatch(ID_PATTERN, found):
        return
    hint = say("write lower-case ASCII words joined by hyphens, such as `water-prices`")
    if right := right_id(found):
        hint = say("write `{right}`", right=f"/// {name} | {right}")
    yield context.problem(message, hint)


def _where(library: Library, block: Block[Any]) -> Message:
    """Say on which kinds of pages a block may stand."""
    folders = [kind.files for kind in library.types if block.may_stand_on(kind)]
    return say("it belongs in {files}", files=listed(folders, _MOST))


def _options(context: CheckContext, block: Block[Any]) -> Iterator[Problem]:
    """A block has the options that it must have, and no others."""
    known = block.type.options
    missing = block.type.required - context.options.keys()
    for option, value in context.directive.options:
        if option in known and not isinstance(value, (dict, list)) and value not in {None, ""}:
            continue
        if option in known:
            message = say("`{option}:` has no text", option=option)
            hint = say("write it on the same line: `{option}: …`", option=option)
        elif option:
            message = say("`{option}` is no option of this block", option=option)
            hint = say("the block has no options; write what it says as text, not indented")
            if meant := _meant(option, known - context.options.keys()):
                missing -= {meant}
                hint = say("did you mean `{word}`?", word=meant)
            elif known:
                hint = closest(option, known)
        else:
            message = say("found indented text")
            hint = say("the block has no options; write what it says as text, not indented")
            if known:
                hint = say("write options as `key: text`, and what the block says not indented")
        yield context.problem(message, hint, option=option)
    for option in sorted(missing):
        message = say("the block lacks `{option}:`", option=option)
        yield context.problem(message, _lacking(context, block, option))


def _meant(option: str, known: AbstractSet[str]) -> str:
    """Return the option that was meant, be it in another language; empty where none is near."""
    words = (word for word, others in _OTHER_WORDS.items() if folded(option) in others)
    return next((word for word in words if word in known), "") or nearest(option, known)


def _lacking(context: CheckContext, block: Block[Any], option: str) -> Message:
    """Say where an option is to be written; a title may have been put in the place of the id."""
    argument = context.directive.argument
    if option == block.type.title and len(argument.split()) > 1:
        written = f"{option}: {argument}"
        return say("write `{line}` right below its first line, four spaces in", line=written)
    return say("write `{option}: …` right below its first line, four spaces in", option=option)

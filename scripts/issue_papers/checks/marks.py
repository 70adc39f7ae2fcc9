"""Marks that would be printed as they are: Markdown takes what it doesn't understand for text.

Blocks that stand in the wrong place or are written wrong, footnotes without a note and notes that
nothing refers to, and what needs an extension of Markdown that mkdocs.yml doesn't name. What a
comment takes away from a title is found here, too: that is printed nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.content.library import Document, Entry, Kind
from issue_papers.content.outline import FOREIGN_MARKS, OTHER_BLOCKS, OWN_BLOCKS, SourceBlock
from issue_papers.content.passages import passages
from issue_papers.content.settings import Settings
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, closest

_IN_EDITIONS = frozenset({Kind.PAPER, Kind.SECTION, Kind.CASE_STUDY})
_LANGUAGE_ALONE = re.compile(r"\s*[\w.+#-]*(?:\s+hl_lines=.*)?\s*|\s*\{.*\}\s*")


def check(settings: Settings, entry: Entry, document: Document) -> Iterator[Problem]:
    """Yield the marks of a text that its readers would see.

    Args:
        settings: They say which extensions of Markdown there are.
        entry: The page.
        document: Its text in one language.
    """
    for block in document.outline.blocks:
        if block.fault and not (entry.kind is Kind.PAGE and _is_theirs(block)):
            yield _faulty_block(document, block)
        elif block.name in OTHER_BLOCKS:
            extension = f"pymdownx.blocks.{OTHER_BLOCKS[block.name]}"
            yield from _foreign(
                settings, entry, document, f"/// {block.name}", extension, block.line
            )
    for mark, line in document.outline.foreign_marks:
        yield from _foreign(settings, entry, document, mark, FOREIGN_MARKS[mark], line)
    yield from _code(settings, document)
    yield from _footnotes(entry, document)
    yield from _comments(document)


def _is_theirs(block: SourceBlock) -> bool:
    """Whether a block is one of PyMdown's own, which may stand in lists and be indented."""
    return block.is_misplaced and block.name in OTHER_BLOCKS


def _faulty_block(document: Document, block: SourceBlock) -> Problem:
    found = block.fault
    if block.is_misplaced:
        message = say("`{found}` is indented, or in a list or a quotation", found=found)
        hint = say("let the block's lines begin with `///`, with nothing before it")
        return Problem(document.path, block.line, "block", message, hint)
    message = say("`{found}` is no line of a block", found=found)
    hint = say("write `/// <name> | <id>` to open a block, and `///` alone to close it")
    name = block.name.lower()
    right = f"/// {name} | {block.argument}" if OWN_BLOCKS.get(name) else f"/// {name}"
    if name in OWN_BLOCKS and (block.argument or not OWN_BLOCKS[name]):
        hint = say("write `{example}`", example=right)
        if right == found:
            hint = say("type the line again: it holds a sign that only looks like a space")
    return Problem(document.path, block.line, "block", message, hint)


def _foreign(  # noqa: PLR0913, PLR0917 - a mark, its extension and its place
    settings: Settings, entry: Entry, document: Document, mark: str, extension: str, line: int
) -> Iterator[Problem]:
    """A mark of an extension is on a page that may have it, and the site has the extension."""
    if entry.kind in _IN_EDITIONS:
        message = say("`{mark}` is for plain pages: papers and cases can't have it", mark=mark)
        hint = say("use one of our blocks, such as `/// key-message | <id>`, or a heading")
        yield Problem(document.path, line, "block", message, hint)
    elif extension not in settings.extensions:
        message = say("`{mark}` would be printed as it is", mark=mark)
        yield _missing_extension(document, extension, line, message)


def _missing_extension(document: Document, extension: str, line: int, message: str) -> Problem:
    hint = say(
        "add `{extension}` to `markdown_extensions:` in mkdocs.yml, or write it without",
        extension=extension,
    )
    return Problem(document.path, line, "markdown", message, hint, Severity.WARNING)


def _code(settings: Settings, document: Document) -> Iterator[Problem]:
    """Fenced code is closed, and begins with a language's name alone if SuperFences isn't there."""
    extension = "pymdownx.superfences"
    for fence in document.outline.fences:
        if not fence.is_closed:
            message = say("the code that {mark} opens here is never closed", mark=fence.mark)
            hint = say("put a line with {mark} alone after it", mark=fence.mark)
            yield Problem(document.path, fence.line, "code", message, hint)
        elif extension not in settings.extensions and not _LANGUAGE_ALONE.fullmatch(fence.info):
            message = say("the code's `{info}` would be printed as it is", info=fence.info.strip())
            yield _missing_extension(document, extension, fence.line, message)


def _footnotes(entry: Entry, document: Document) -> Iterator[Problem]:
    """Every footnote has its note, and every note is referred to."""
    notes = dict(reversed(document.outline.notes))
    references = {name for name, _ in document.outline.note_references}
    # An older page may have such marks for something else, as a regular expression.
    severity = Severity.WARNING if entry.kind is Kind.PAGE else Severity.ERROR
    for name, line in document.outline.note_references:
        if name not in notes:
            message = say("the footnote `[^{name}]` has no note", name=name)
            hint = say("write the note on a line of its own: `[^{name}]: …`", name=name)
            near = closest(name, notes.keys() - references)
            hint = near if near.startswith("did") else hint
            yield Problem(document.path, line, "footnote", message, hint, severity)
    for name, line in notes.items():
        if name not in references:
            message = say("nothing refers to the note `[^{name}]`", name=name)
            hint = say("write `[^{name}]` where the note belongs, or delete it", name=name)
            yield Problem(document.path, line, "footnote", message, hint, Severity.WARNING)


def _comments(document: Document) -> Iterator[Problem]:
    """A text in the front matter isn't cut off by a comment."""
    cut = {document.yaml.line(path): comment for path, comment in document.yaml.comments.items()}
    for passage in passages(document):
        if passage.is_meta and passage.line in cut:
            comment = cut[passage.line]
            message = say(
                "`{comment}` isn't published: YAML takes it for a comment", comment=comment
            )
            hint = say("put the whole text in quotation marks if it belongs to it")
            yield Problem(document.path, passage.line, passage.id, message, hint, Severity.WARNING)

"""Rules for headings: ours have an id each, one below the other, and are headings indeed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from issue_papers.articles.nodes import (
    Block,
    Break,
    Citation,
    Code,
    Group,
    Heading,
    Paragraph,
    Style,
    Styled,
    Text,
    text_of,
    walk,
)
from issue_papers.articles.slugs import Slugs, slugify
from issue_papers.checks.page import Page
from issue_papers.content.records import ID_PATTERN
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "heading"
_LAST_WITH_ID = 3
_LONGEST = 80
_ENDS_OF_SENTENCES = tuple(".!…\u3002\uff01\uff0e\u0964\u06d4\u0589\u1362\u17d4")
_CUT_ID = re.compile(r"\{:?\s*#\s*(?P<id>[\w-]+(?:\s+[\w-]+)+)\s*\}\s*$")
_INSIDE = re.compile(r"[ \t]*\{+:?[ \t]*#[ \t]*(?P<id>[\w-]+)(?P<rest>[^{}\n]*)\}+")
_ENDS_IN_LIST = re.compile(
    r"(?P<found>[{\uff5b]:?[ \t]*[#\uff03.]?[^{}\uff5b\uff5d]*[}\uff5d]?"
    r"|[\[(][ \t]*#[\w -]+[\])]|(?<=\s)#[a-z0-9-]+\}?)\s*$"
)


def check(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with a text's headings, and paragraphs that look like some."""
    above = 1
    top = _at_top(page.article.blocks)
    in_order = {id(block) for block in top if isinstance(block, Heading)}
    for heading in page.article.headings:
        if found := _ending(heading):
            yield from _printed_id(page, heading, found)
        elif inside := id_inside(heading):
            yield _misplaced_id(page, heading, inside)
        elif not _has_words(heading) and (page.is_ours or not _shows(heading)):
            message = say("the heading has no words")
            yield page.fault(heading.line, KEY, message, say("write them, or delete the line"))
        elif page.is_ours:
            yield from _ours(page, heading)
        if id(heading) not in in_order:
            continue
        if heading.level > above + 1:
            message = say(
                "a heading of level {above} is followed by one of level {level}",
                above=above,
                level=heading.level,
            )
            hint = say("write it with `{mark}`", mark="#" * (above + 1))
            yield page.fault(heading.line, KEY, message, hint)
        above = heading.level
    yield from _ids(page)
    for block in _at_top(page.article.blocks):
        if page.is_ours and isinstance(block, Paragraph):
            yield from _bold(page, block)


def _has_words(heading: Heading) -> bool:
    """Whether there is something to call it by, and not only a picture or a footnote's mark."""
    if any(category(sign)[0] in "LNPS" for sign in text_of(heading.content)):
        return True
    return any(isinstance(node, Citation) for node in walk(heading.content))


def _shows(heading: Heading) -> bool:
    return any(not isinstance(node, Text | Break) for node in heading.content)


def id_inside(heading: Heading) -> re.Match[str] | None:
    """Return the id of a heading that has words after it, and so is none."""
    if heading.has_own_id:
        return None
    texts = (node.text for node in heading.content if isinstance(node, Text))
    return next((match for text in texts if (match := _INSIDE.search(text))), None)


def _misplaced_id(page: Page, heading: Heading, inside: re.Match[str]) -> Problem:
    found, mark = inside[0].strip(), "#" * heading.level
    typed = page.typed(heading.line).lstrip(" >#")
    words = typed if inside[0] in typed else text_of(heading.content)
    words = " ".join(
        words.replace(inside[0], " " if words.startswith(inside[0]) else "", 1).split()
    )
    rest = " ".join(inside["rest"].split())
    right = slugify(inside["id"], "-") or _slug(words, heading.line)
    attributes = f"{{ #{right} {rest} }}" if rest else f"{{ #{right} }}"
    message = say(
        "`{found}` stands before the end of the heading: it would be printed", found=found
    )
    return page.fault(
        heading.line, KEY, message, say("write `{right}`", right=f"{mark} {words} {attributes}")
    )


def _ours(page: Page, heading: Heading) -> Iterator[Problem]:
    words = " ".join(text_of(heading.content).split())
    if heading.level == 1:
        message = say("found the heading “# {text}”; the title comes from `title:`", text=words)
        yield page.error(heading.line, KEY, message, say("begin with `##`"))
        return
    if heading.has_own_id or heading.level > _LAST_WITH_ID:
        return
    mark = "#" * heading.level
    typed = page.typed(heading.line).strip().strip("#").strip()
    shown = typed if any(isinstance(node, Code) for node in heading.content) else words
    right = f"{mark} {shown} {{ #{_made_id(page, heading)} }}"
    if _is_underlined(page, heading):
        message = say("“{text}” is a heading, because of the line of hyphens below it", text=words)
        hint = say("leave a line empty between the two, or write `{right}`", right=right)
        yield page.warning(heading.line, KEY, message, hint)
        return
    message = say("the heading “{text}” has no id", text=words)
    hint = say("write `{right}`", right=right)
    if page.document is not page.entry.source:
        hint = say("give it the id that it has in the source language: `{{ #… }}`")
    found = page.warning if page.document.is_adopted else page.error
    yield found(heading.line, KEY, message, hint)


def _slug(words: str, line: int) -> str:
    """Return an id made of words, or of their line where none is in ASCII."""
    return slugify(words, "-") or f"section-{line}"


def _made_id(page: Page, heading: Heading) -> str:
    """Return an id for a heading that has none of its own: no other's, and of ASCII alone."""
    headings = page.article.headings
    slugs = Slugs((each.id for each in headings if each.has_own_id), lambda _: False)
    for each in headings:
        if not each.has_own_id:
            made = slugs.made(text_of(each.content)).replace("_", "-")
            if each is heading:
                return made if made[:1].isalnum() else f"section{made}"
    return ""


def _is_underlined(page: Page, heading: Heading) -> bool:
    typed = page.typed(heading.line).lstrip(" >")
    return bool(typed) and not typed.startswith(("#", "<"))


def _ending(heading: Heading) -> str:
    """Return what a heading ends in, if it was meant for its id."""
    last = heading.content[-1] if heading.content else None
    if (heading.has_own_id and heading.id) or not isinstance(last, Text):
        return ""
    match = _ENDS_IN_LIST.search(last.text)
    found = match["found"].strip() if match else ""
    is_number = re.fullmatch(r"[\[(]\s*#\d+\s*[\])]", found)  # of an issue or a request
    return "" if is_number else found


def _printed_id(page: Page, heading: Heading, found: str) -> Iterator[Problem]:
    words = " ".join(text_of(heading.content).split()).removesuffix(found).strip()
    right = slugify(re.sub(r"^[^#\uff03]*[#\uff03]", "", found), "-") or _slug(words, heading.line)
    message = say("`{found}` would be printed in the heading", found=found)
    hint = say("write `{right}`", right=f"{'#' * heading.level} {words} {{ #{right} }}")
    yield page.fault(heading.line, KEY, message, hint)


def _ids(page: Page) -> Iterator[Problem]:
    """Ids of our headings are written as all our ids are."""
    if not page.is_ours:
        return
    for heading in page.article.headings:
        if heading.has_own_id and heading.id and not re.fullmatch(ID_PATTERN, heading.id):
            message = say(
                "found the id `{found}`, expected lower-case ASCII words joined by hyphens",
                found=heading.id,
            )
            hint = say(
                "write `{right}`",
                right=f"{{ #{_slug(heading.id.replace('_', '-'), heading.line)} }}",
            )
            yield page.error(heading.line, "id", message, hint)
        elif found := _CUT_ID.search(page.typed(heading.line)):
            right = _slug(found["id"], heading.line)
            message = say("the id ends at the space: found `{found}`", found=found[0].strip())
            hint = say("write `{right}`", right=f"{{ #{right} }}")
            yield page.error(heading.line, "id", message, hint)


def _at_top(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Group):
            yield from _at_top(block.content)
        else:
            yield block


def _bold(page: Page, paragraph: Paragraph) -> Iterator[Problem]:
    """A paragraph of bold words alone is a heading that no program knows of."""
    words = " ".join(text_of(paragraph.content).split())
    match paragraph.content:
        case (Styled(style=Style.STRONG | Style.BOLD),):
            pass
        case (Styled(style=Style.EMPHASIS, content=(Styled(style=Style.STRONG),)),):
            pass
        case _:
            return
    if len(words) > _LONGEST or words.endswith(_ENDS_OF_SENTENCES):
        return
    name = words.rstrip(":\uff1a")
    message = say("a paragraph of bold words alone: “{text}”", text=words)
    hint = say(
        "if it is a heading, write `{right}`",
        right=f"## {name} {{ #{_slug(name, paragraph.line)} }}",
    )
    yield page.warning(paragraph.line, KEY, message, hint)

"""Marks of Markdown that would be printed: it takes what it doesn't understand for text.

Each rule looks at running text as readers would see it. A mark that its writer has escaped is
meant, and isn't there any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html.entities import html5

from issue_papers.articles.nodes import Block, Cell, Code, Heading, Node, Text, children, runs
from issue_papers.checks.headings import id_inside
from issue_papers.checks.leftovers import Left, Rule, Weight, around, flat, short, told
from issue_papers.checks.page import Page
from issue_papers.checks.runs import OBJECT, Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_DOUBLED = re.compile(r"\*{2,}")
_ALONE = re.compile(r"(?<!\S)\*\*(?!\S)")
_FLANKING = re.compile(r"(?<!\w)\*\*(?=\w)|(?<=[^\W\d])\*\*(?!\w)")
_STARS = re.compile(r"(?<![\w*/])\*(?=[^\W\d_])")
_STAR_AFTER_WORD = re.compile(r"[^\W\d_]\*(?![\w*])")
_UNDERSCORES = re.compile(rf"(?<![^\s({OBJECT}«“\"'])_{{1,3}}(?=[^\W_])|(?<=[^\W_])_{{2,3}}(?!\w)")
_BACKTICK = re.compile(r"`+[^`\n]{0,24}")
_LATIN = "A-Za-zÀ-\u024f"
"""Scripts that put no spaces between words have code between letters, too."""
_CODE_IN_WORDS = re.compile(rf"[{_LATIN}]`[^`\s][^`]{{0,200}}?\s[^`]{{0,200}}[^`\s]`[{_LATIN}]")
_ATTRIBUTES = re.compile(
    r"\{:?[ \t]*(?:[#.][ \t]*[\w-]|(?:lang|dir|id|class|width|height)=)[^{}\n]*\}?"
)
_ID = re.compile(r"\{:?[ \t]*#[ \t]*(?P<id>[\w-]+)")
_ENTITY = re.compile(
    rf"[&{OBJECT}](?P<name>#\d{{1,7}};|#[xX][0-9a-fA-F]{{1,6}};|[a-zA-Z]\w{{1,31}};)"
)
_HASHES = re.compile(
    r"^(?P<hashes>#{2,6}(?![# \t])|\uff03{1,6})\s?(?P<words>[^\s#\uff03].*)$", re.MULTILINE
)
_COMMENT = re.compile(r"<!\s?--?|<--(?=\s*\w)")
_PAIRED = re.compile(
    r"~~(?=[^\W_])|(?<=[^\W_])~~|(?<![\w=])==(?=[^\W\d_])|(?<=[^\W\d_])==(?![\w=])"
)
_ENTITY_UNKNOWN = re.compile(r"&[a-z]{2,8};")
_SLASHES = re.compile(
    r"^[\u200b\u2060\ufeff]*(?:[/\uff0f\u2044\u2215][ \xa0]?){3,}(?![*/]).*$|^//[ \t]*$",
    re.MULTILINE,
)
_SIGNS = re.compile(rf"[*_~=`{{&<#\uff03/\uff0f\u2044\u2215{OBJECT}]")
"""The signs that all of these have one of."""


def check(page: Page) -> Iterator[Problem]:
    """Yield the marks of a text that its readers would see."""
    has_note_stars = any("*" in run.text and _STAR_AFTER_WORD.search(run.text) for run in page.runs)
    yield from told(page, (*_RULES, partial(_attributes, page)), _SIGNS)
    if _CODE_IN_WORDS.search(page.document.body):
        yield from _apostrophes(page)
    if not has_note_stars:  # *: what a word with a star after it refers to
        yield from told(page, (_asterisk,), _STARS)


def _asterisks(run: Run) -> Iterator[Left]:
    alone = _ALONE.findall(run.text)
    for match in _DOUBLED.finditer(run.text):
        if _is_meant(run.text, match.start(), match.end(), len(alone)):
            continue
        found = around(run.text, match.start(), match.end())
        message = say("the asterisks of `{found}` are left over", found=found)
        hint = say(
            "bold is `**words**`, with both marks in one paragraph and no space inside them; "
            "asterisks that are meant are written `\\*`"
        )
        yield Left(match.start(), message, hint)
        return


def _is_meant(text: str, start: int, end: int, alone: int) -> bool:
    """Whether asterisks are a power, a level of significance, a pattern, or hide a word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before.strip() and not after.strip():
        numbers = text[:start].rstrip()[-1:] + text[end:].lstrip()[:1]
        return alone < 2 or numbers.isdigit()  # noqa: PLR2004 - as marks they come in pairs
    is_level = before.isdigit() and not after.isalnum()
    is_hidden = before.isalnum() and after.isalnum() and not _FLANKING.search(text)
    return is_level or is_hidden or after == "/"


def _asterisk(run: Run) -> Iterator[Left]:
    if match := _STARS.search(run.text):
        found = around(run.text, match.start(), match.end())
        message = say("the asterisk of `{found}` is left over", found=found)
        hint = say("italics are `*words*`; an asterisk that is meant is written `\\*`")
        yield Left(match.start(), message, hint)


def _underscores(run: Run) -> Iterator[Left]:
    if match := _UNDERSCORES.search(run.text):
        found = around(run.text, match.start(), match.end())
        message = say("the underscores of `{found}` are left over", found=found)
        hint = say("italics are `_words_`; an underscore that is meant is written `\\_`")
        yield Left(match.start(), message, hint)


def _pairs(run: Run) -> Iterator[Left]:
    if match := _PAIRED.search(run.text):
        found = around(run.text, match.start(), match.end())
        message = say("the `{mark}` of `{found}` is left over", mark=match[0], found=found)
        hint = say("write it on both sides: `{mark}words{mark}`", mark=match[0])
        yield Left(match.start(), message, hint)


def _backticks(run: Run) -> Iterator[Left]:
    if match := _BACKTICK.search(run.text):
        message = say("a backtick is left over: {found}", found=match[0])
        yield Left(match.start(), message, say("code has as many backticks after it as before it"))


def _apostrophes(page: Page) -> Iterator[Problem]:
    """``d`abord l`eau``: two backticks that stand for apostrophes make code of what is between."""
    for block in page.article.nodes:
        for content in runs(block) if isinstance(block, Block) else ():
            for before, code, after in _rows_of_three(content):
                if not (isinstance(before, Text) and isinstance(after, Text)):
                    continue
                start = re.split(r"\s", before.text)[-1]
                end = re.split(r"\s", after.text, maxsplit=1)[0]
                typed = f"{start}`{code.text}`{end}"
                if _CODE_IN_WORDS.search(typed):
                    words = flat(code.text)
                    message = say("backticks in words make code of `{words}`", words=words)
                    hint = say("write apostrophes: `{right}`", right=short(typed.replace("`", "’")))
                    yield page.warning(code.line or block.line, "markdown", message, hint)


def _rows_of_three(content: tuple[Node, ...]) -> Iterator[tuple[Node, Code, Node]]:
    """Yield code with what stands on both sides of it, also in emphasis."""
    for before, code, after in zip(content, content[1:], content[2:], strict=False):
        if isinstance(code, Code):
            yield before, code, after
    for node in content:
        yield from _rows_of_three(tuple(children(node)))


def _attributes(page: Page, run: Run) -> Iterator[Left]:
    for match in _ATTRIBUTES.finditer(run.text):
        if isinstance(run.block, Heading) and (
            not run.text[match.end() :].strip() or id_inside(run.block)
        ):
            continue  # told as a heading that ends in it, or doesn't
        begin = run.text.rfind("\n", 0, match.start()) + 1
        if run.text[begin : begin + 2] in {"##", "\uff03\uff03"}:
            continue  # a heading that is none, which is told as such
        found = match[0].strip()
        if found.endswith("}"):
            message = say("`{found}` would be printed as it is", found=found)
            hint = say(
                "attributes stand at the end of a heading, as `## Why {{ #why }}`, or directly "
                "after a link, a picture or words in asterisks"
            )
            name = _ID.match(found)
            if name and run.text.strip() == found and _is_below_table(page, run):
                hint = say(
                    "put below the table: `/// table-caption`, `    attrs: {{id: {name}}}`, its "
                    "caption and `///`, a line each",
                    name=name["id"],
                )
            yield Left(match.start(), message, hint, "attributes", Weight.ON_OURS)
        else:
            message = say("`{found}` isn't closed on its line", found=found)
            hint = say("put everything from `{{` to `}}` on one line")
            yield Left(match.start(), message, hint, "attributes", Weight.ON_ANY)


def _is_below_table(page: Page, run: Run) -> bool:
    """Whether a text stands in the last row of a table, or right below one."""
    if isinstance(run.block, Cell):
        return True
    line = run.line_of(0) - 1
    while line > 0 and not page.typed(line).strip() and page.typed(line - 1):
        line -= 1
    return page.typed(line).lstrip().startswith("|")


def _entities(run: Run) -> Iterator[Left]:
    """`&amp;nbsp;`: a character's name whose first sign was given by name itself."""
    for match in _ENTITY.finditer(run.text):
        name = match["name"]
        is_mistyped = _ENTITY_UNKNOWN.fullmatch(match[0])
        if name.startswith("#") or name in html5 or is_mistyped:
            message = say("`{found}` would be printed as it is", found=f"&{name}")
            yield Left(match.start(), message, say("type the character itself"))


def _hashes(run: Run) -> Iterator[Left]:
    for match in _HASHES.finditer(run.text):
        mark = "#" * len(match["hashes"])
        found = short(match[0])
        message = say("`{found}` is no heading: it would be printed as it is", found=found)
        hint = say("write `{mark} {words}`, with a space", mark=mark, words=match["words"])
        yield Left(match.start(), message, hint, "heading", Weight.ON_OURS)


def _comments(run: Run) -> Iterator[Left]:
    for match in _COMMENT.finditer(run.text):
        message = say("the comment is never closed: nothing of what follows would be printed")
        hint = say("write `-->` where it ends")
        weight = Weight.ON_ANY
        if match[0] != "<!--":
            found = short(run.text[match.start() :].split("\n", 1)[0])
            message = say("`{found}` is no comment: it would be printed as it is", found=found)
            hint = say("write `<!-- words -->`")
            weight = Weight.ON_OURS
        yield Left(match.start(), message, hint, "html", weight)


def _slashes(run: Run) -> Iterator[Left]:
    for match in _SLASHES.finditer(run.text):
        message = say("`{found}` is no line of a block", found=short(match[0]))
        hint = say("write `/// <name> | <id>` to open a block, and `///` alone to close it")
        yield Left(match.start(), message, hint, "block", Weight.ON_OURS)


_RULES: tuple[Rule, ...] = (
    _asterisks,
    _underscores,
    _pairs,
    _backticks,
    _entities,
    _hashes,
    _comments,
    _slashes,
)

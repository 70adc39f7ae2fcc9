"""What our texts have besides CommonMark's and GitHub's blocks, as rules of markdown-it-py.

- PyMdown's blocks, `/// name | argument` … `///`, with YAML options indented below the first line;
- admonitions, details and tabs, whose content is indented by four: `!!!`, `???`, `===`;
- footnotes, `[^name]: …` (`note_syntax`), and abbreviations, `*[HTML]: …`;
- definition lists, by mdit-py-plugins.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from issue_papers.articles.block_lines import FAULTS, INDENT, is_code, line_of, tell
from issue_papers.articles.characters import UNSEEN
from issue_papers.articles.directive_syntax import directive_rule
from issue_papers.articles.note_syntax import note_rule
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.articles.unseen_signs import begins_seen, unseen_rule

DEEPEST = 60
"""Blocks within blocks, lists and their items counted each."""

_OTHER_SPACE = re.compile(r"#{1,6}[\xa0\u2000-\u200a\u202f\u205f\u3000]")
_HYPHENS = re.compile(rf"[\s{UNSEEN}]*\|[\s|:-]+")
_MARK = re.compile(
    r"(?:(?P<box>!!!)[ ]*(?P<kind>[\w-]+(?:[ ]+[\w-]+)*)?(?:[ ]+\"(?P<title>.*?)\")?"
    r"|(?P<details>\?{3}\+?)[ ]*(?P<of>[\w-]+(?:[ ]+[\w-]+)*)?(?:[ ]+\"(?P<summary>.*?)\")?"
    r"|(?P<tab>===)(?P<chosen>[!+]*)[ ]+\"(?P<label>.*?)\")[ ]*"
)
_ABBREVIATION = re.compile(r"\*\[(?P<short>[^\]\\]+)\][ ]?:[ ]*(?P<long>.*)")
_MOST_TERMS = 40
"""Terms that share a description: without a bound, each line would be read once for every other."""
_STARTS_BLOCK = re.compile(r"[-*+>#|`~/!?=<:]|\d{1,9}[.)] ")
_Rule = Callable[[StateBlock, int, int, bool], bool]
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_ENDS_PARAGRAPHS: RuleOptionsType = {"alt": ["paragraph", "reference"]}


def register(md: MarkdownIt, settings: MarkdownSettings) -> None:
    """Add the rules to a parser."""
    ruler = md.block.ruler
    deflist_plugin(md)
    ruler.at("deflist", _definitions(_rule_named(md, "deflist")), {"alt": ["paragraph"]})
    ruler.before("table", "unseen", unseen_rule, _ENDS)
    ruler.before("table", "directive", directive_rule(settings.blocks), _ENDS)
    ruler.before("table", "container", _container, _ENDS)
    ruler.before("reference", "note", note_rule, _ENDS_PARAGRAPHS)
    ruler.before("reference", "abbreviation", _abbreviation, _ENDS_PARAGRAPHS)
    ruler.before("table", "too_deep", _too_deep, {"alt": []})
    ruler.at("table", _with_all_cells(_rule_named(md, "table")), _ENDS_PARAGRAPHS)
    ruler.at("fence", _closed(_rule_named(md, "fence")), _ENDS)
    ruler.at("heading", _after_any_space(_rule_named(md, "heading")), _ENDS)


def _rule_named(md: MarkdownIt, name: str) -> _Rule:
    return next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == name)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Take what nests too deeply for plain text, before the parser drops it."""
    if silent or state.level < DEEPEST:
        return False
    state.env.setdefault(FAULTS, []).append(("too-deep", start, line_of(state, start)[:60], ""))
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()  # noqa: FBT003
    inline.map, inline.children = [start, end], []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def _definitions(rule: _Rule) -> _Rule:
    """Read definition lists as Python-Markdown does.

    The plugin takes `~ text` for a description, too, and knows one term alone for each.
    """

    def deflist(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if silent:
            return line_of(state, start).startswith(":") and rule(state, start, end, silent)
        last = _last_term(state, start, end)
        before = len(state.tokens)
        if last is None or not rule(state, last, end, silent):
            return False
        state.tokens[before].map = [start, state.line]
        further = [token for line in range(start, last) for token in _term(state, line)]
        state.tokens[before + 1 : before + 1] = further
        return True

    return deflist


def _last_term(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line right above a description, where only terms come before it."""
    for number in range(start, min(end, start + _MOST_TERMS)):
        if state.isEmpty(number) or _STARTS_BLOCK.match(line_of(state, number)):
            return None
        following = number + 1
        if following < end and state.isEmpty(following):
            following += 1
        if following < end and line_of(state, following).startswith(":"):
            return number
    return None


def _term(state: StateBlock, line: int) -> tuple[Token, Token, Token]:
    level = state.level + 1
    opening = Token("dt_open", "dt", 1, map=[line, line], level=level, block=True)
    inline = Token("inline", "", 0, map=[line, line], level=level + 1, children=[])
    inline.content = line_of(state, line).strip()
    return opening, inline, Token("dt_close", "dt", -1, level=level, block=True)


def _with_all_cells(rule: _Rule) -> _Rule:
    """Tell of cells that GitHub would drop, since the table's head has fewer."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if start + 1 < end and _HYPHENS.fullmatch(line_of(state, start + 1)):
            begins_seen(state, start + 1)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            columns = _cells(line_of(state, start))
            for number in range(start + 2, state.line):
                if _cells(line_of(state, number)) > columns:
                    tell(state, "cells-too-many", number, str(columns))
        return True

    return table


def _cells(line: str) -> int:
    cells = escapedSplit(line.strip())
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def _after_any_space(rule: _Rule) -> _Rule:
    """Read a heading whose hashes a no-break space follows, as keyboards type it unasked."""

    def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if match := _OTHER_SPACE.match(line_of(state, start)):
            at = state.bMarks[start] + state.tShift[start] + match.end() - 1
            state.src = f"{state.src[:at]} {state.src[at + 1 :]}"
        return rule(state, start, end, silent)

    return heading


def _closed(rule: _Rule) -> _Rule:
    """Tell of code whose fence is never closed."""

    def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if not rule(state, start, end, silent):
            return False
        if not silent:
            last = line_of(state, state.line - 1).strip()
            markup = state.tokens[-1].markup
            if state.line - start < 2 or not last.startswith(markup) or last.strip(markup[0]):  # noqa: PLR2004 - both fences
                tell(state, "fence-unclosed", start, markup)
        return True

    return fence


# `!!!`, `???`, `===`


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if is_code(state, start):
        return False
    text = line_of(state, start)
    match = _MARK.fullmatch(text) if text[:3] in {"!!!", "???", "==="} else None
    if match is None:
        return False
    if silent:
        return True
    indent = state.sCount[start] + INDENT
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= indent):
        last += 1
    opening = state.push("container_open", "", 1)
    opening.map, opening.markup = [start, last], text[:3]
    opening.meta = {
        "mark": text[:3],
        "kind": match["kind"] or match["of"] or "",
        "title": next((t for t in (match["title"], match["summary"], match["label"]) if t), ""),
        "has_title": any(t is not None for t in (match["title"], match["summary"], match["label"])),
        "is_open": bool(match["details"] and match["details"].endswith("+")),
        "chosen": match["chosen"] or "",
    }
    before = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "container", last, indent
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = before
    state.push("container_close", "", -1)
    state.line = last
    return True


# Abbreviations


def _abbreviation(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if is_code(state, start):
        return False
    match = _ABBREVIATION.fullmatch(line_of(state, start))
    if match is None:
        return False
    if not silent:
        token = state.push("abbreviation", "", 0)
        token.map, token.info = [start, start + 1], line_of(state, start)
        token.meta = {"short": match["short"].strip(), "long": match["long"].strip()}
        state.line = start + 1
    return True

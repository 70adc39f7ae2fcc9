"""What the reader of texts couldn't read as it was meant: HTML that isn't closed, cells too many.

The rest of the text keeps its structure; here each fault gets its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeAlias

from issue_papers.articles.article import Fault
from issue_papers.articles.characters import UNSEEN
from issue_papers.articles.directive_syntax import CLOSING
from issue_papers.articles.html_elements import KNOWN
from issue_papers.articles.slugs import right_id
from issue_papers.blocks.registry import types
from issue_papers.checks import unknown_elements
from issue_papers.checks.leftovers import short
from issue_papers.checks.page import Page
from issue_papers.content.limits import raised
from issue_papers.formulas.reading import LONGEST
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem, nearest

_UNSEEN = re.compile(f"[\u00ad{UNSEEN}]")
_Said: TypeAlias = tuple[str, Message, Message]
_COMMANDS = tuple(
    rf"\{name}"
    for name in (
        *("frac", "sqrt", "sum", "prod", "int", "lim", "text", "mathrm", "mathbf", "times", "cdot"),
        *("left", "right", "leq", "geq", "neq", "approx", "infty", "partial", "bar", "hat", "vec"),
        *("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "theta", "lambda", "mu"),
        *("pi", "rho", "sigma", "tau", "phi", "omega", "Delta", "Sigma", "Omega", "begin", "end"),
        *("overline", "underline", "operatorname", "binom", "pm", "quad", "ldots", "dots", "log"),
    )
)
"""What is meant where a command is misspelt."""


def check(page: Page) -> Iterator[Problem]:
    """Yield the faults of a text that no other rule tells of."""
    for fault in page.article.faults:
        if words := _WORDS.get(fault.kind):
            is_unknown = fault.detail not in KNOWN
            if fault.kind == "html-unclosed" and is_unknown:
                if not unknown_elements.quotation(page, fault):  # told where elements are
                    yield unknown_elements.unknown(page, fault)
                continue
            tell = page.fault if fault.kind in _MAY_BE_OLDER else page.error
            tell = page.warning if fault.kind in _LIGHT else tell
            yield tell(fault.line, *words(fault))


def _unclosed(fault: Fault) -> _Said:
    message = say("`{found}` is never closed", found=fault.found)
    return "html", message, say("write `{end}` where it ends", end=f"</{fault.detail}>")


def _stray(fault: Fault) -> _Said:
    message = say("`{found}` closes nothing", found=fault.found)
    hint = say("delete it, or write `{start}` before", start=f"<{fault.detail}>")
    return "html", message, say("take it out") if fault.detail not in KNOWN else hint


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


def _unseen(fault: Fault) -> _Said:
    message = say(
        "a sign that can't be seen, {code}, stands before `{mark}`",
        code=fault.detail,
        mark=fault.found,
    )
    return "characters", message, say("delete it, or delete the line and type it again")


def _unseen_quotation(fault: Fault) -> _Said:
    _, message, _ = _unseen(fault)
    mark = f"{fault.found[:-1]}\\{fault.found[-1]}"
    hint = say("delete it; where the mark is only a sign, write `{mark}`", mark=mark)
    return "characters", message, hint


def _note_line(fault: Fault) -> _Said:
    mark = fault.found
    message = say("`{found}` is no note: the colon stands right after the bracket", found=mark)
    return "footnote", message, say("write `{right}`", right=fault.detail)


def _note_spaced(fault: Fault) -> _Said:
    message = say("a note's name has no spaces: found `{found}`", found=fault.found)
    return "footnote", message, say("write `{right}`", right=fault.detail)


def _note_apart(_: Fault) -> _Said:
    message = say("this paragraph is no part of the note above: it isn't set in by four spaces")
    hint = say("begin its lines with four spaces, or with none if it belongs to the text")
    return "footnote", message, hint


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
    if fault.detail == CLOSING:
        return _block_end(fault)
    message = say("`{found}` is no line of a block", found=short(fault.found))
    hint = say("write `/// <name> | <id>` to open a block, and `///` alone to close it")
    name, _, argument = fault.detail.partition("|")
    known = types()
    name = name if name in known else nearest(name, known)
    if name:
        right = f"/// {name}"
        if known[name].is_named:
            is_clear = known[name].is_id or " " not in argument
            right = f"{right} | {(right_id(argument) if is_clear else '') or '<id>'}"
        hint = say("write `{example}`", example=right)
        if right == fault.found:
            hint = say("type the line again: it holds a sign that only looks like a space")
        elif right == _UNSEEN.sub("", fault.found):
            hint = say("type the line again: it holds a sign that can't be seen")
    return "block", message, hint


def _block_end(fault: Fault) -> _Said:
    words = fault.found.strip("/ \uff0f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
    if not words:
        message = say("`{found}` is no line of a block", found=fault.found)
        return "block", message, say("write `{example}`", example="///")
    message = say(
        "`{found}` doesn't close the block: more follows the slashes", found=short(fault.found)
    )
    hint = say("write `///` alone on the line")
    if " " in words:
        hint = say("write `///` alone on the line, and what follows it further down")
    return "block", message, hint


def _block_stray(_: Fault) -> _Said:
    message = say("found a closing `///` that closes no block")
    return "block", message, say("delete it, or add the line that opens the block")


def _option_place(fault: Fault) -> _Said:
    message = say("found the option `{found}` where none is read", found=short(fault.found))
    hint = say("write options right below the block's first line, four spaces in")
    return "block", message, hint


def _option_twice(fault: Fault) -> _Said:
    message = say("the block has `{option}:` twice", option=fault.detail)
    return "block", message, say("keep one of the two")


def _extension(fault: Fault) -> _Said:
    message = say(
        "an extension of Markdown has left out what it made here: `{found}`", found=fault.found
    )
    return "markdown", message, say("write it in another way, or take the extension out")


def _snippet(fault: Fault) -> _Said:
    message = say("`{found}` isn't there: nothing is included here", found=fault.found)
    hint = say("name a file below the folders of `base_path`, which no link leads to")
    return "snippet", message, hint


def _formula_long(fault: Fault) -> _Said:
    message = say(
        "the formula has {found} characters, expected at most {most}",
        found=fault.found,
        most=str(LONGEST),
    )
    return "formula", message, say("make several of it")


def _formula_deep(_: Fault) -> _Said:
    message = say("the formula can't be set: too much stands inside one another")
    return "formula", message, say("give a part of it a name of its own")


def _formula_refused(fault: Fault) -> _Said:
    message = say("a formula can't have `{found}`", found=fault.found)
    hint = say("write it without: no format could show it, or none but pages")
    if "color" in fault.found:
        hint = say("take it out: how pages look is for style sheets")
    elif fault.found in {r"\tag", r"\label"}:
        hint = say("put the formula in `/// equation | <id>`, which has a number")
    return "formula", message, hint


def _formula_unknown(fault: Fault) -> _Said:
    message = say(
        "the formula `{formula}` can't be set: found `{found}`",
        formula=short(fault.detail),
        found=fault.found,
    )
    hint = say("is a brace too many, or is it in the wrong place?")
    if fault.found.startswith("\\"):
        near = get_close_matches(fault.found, _COMMANDS, n=1, cutoff=0.6)
        hint = say("LaTeX as KaTeX knows it is understood: write it in other signs")
        hint = say("did you mean `{word}`?", word=near[0]) if near else hint
    elif fault.found == "&":
        hint = say("write `{example}` for the sign itself", example=r"\&")
    return "formula", message, hint


def _formula_open(fault: Fault) -> _Said:
    message = say(
        "the formula `{formula}` can't be set: it ends too early", formula=short(fault.detail)
    )
    hint = say("close each brace, `\\left` and `\\begin`, and write what commands ask for")
    return "formula", message, hint


_WORDS: Mapping[str, Callable[[Fault], _Said]] = {
    "html-unclosed": _unclosed,
    "html-stray": _stray,
    "comment-unclosed": _comment,
    "fence-unclosed": _fence,
    "cells-too-many": _cells,
    "sign-unseen": _unseen,
    "sign-unseen-quotation": _unseen_quotation,
    "note-line": _note_line,
    "note-spaced": _note_spaced,
    "note-apart": _note_apart,
    "too-deep": _deep,
    "passage-long": _long,
    "block-line": _block_line,
    "block-stray": _block_stray,
    "option-place": _option_place,
    "option-twice": _option_twice,
    "extension-lost": _extension,
    "snippet-missing": _snippet,
    "formula-long": _formula_long,
    "formula-deep": _formula_deep,
    "formula-refused": _formula_refused,
    "formula-unknown": _formula_unknown,
    "formula-open": _formula_open,
}
_MAY_BE_OLDER = frozenset(
    {"html-unclosed", "html-stray", "cells-too-many", "extension-lost", "sign-unseen"}
    | {"note-line", "note-spaced"}
)
"""Faults that a page written for MkDocs alone may have, and browsers mend."""
_LIGHT = frozenset({"note-apart", "sign-unseen-quotation"})
"""Faults that lose nothing."""

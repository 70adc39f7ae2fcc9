r"""Formulas between dollar signs, as rules of markdown-it-py: where GitHub shows one, and no price.

A formula in a line begins at a `$` that no letter, digit, backslash or other `$` stands before, and
no space behind; it ends at one that no space stands before, and no letter or digit behind. `US$ 5`
and `from $6 to $7` hold none (as with PyMdown's `smart_dollar`). Where GitHub would still take an
amount for one, `$5 (US$)`, it is a text here, and told. One in backticks, `` $`x`$ ``, is
no price, and letters may touch it, as they do in languages that write words without spaces or join
them to what follows. What stands by itself is between `$$`, on one line or several, or in a fence
`math`.

Source: "Writing mathematical expressions" in GitHub's documentation, and what its preview shows.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from issue_papers.articles.article import Fault
from issue_papers.articles.block_lines import is_code, line_of
from issue_papers.articles.nodes import Formula
from issue_papers.formulas import reading
from issue_papers.formulas.reading import FormulaError

_INLINE = re.compile(
    r"\$\$(?P<display>(?:[^$\\]|\\.)+?)\$\$(?!\$)"
    r"|\$`(?P<ticked>[^`$]+)`\$"
    r"|\$(?![\s$])(?P<inline>(?:[^$\\]|\\.)*?(?:[^\s$\\]|\\.))\$(?![\w$])",
    re.DOTALL,
)
_OF_FORMULAS = re.compile(r"[\\^_={}<>+*|]")
_AMOUNT = re.compile(
    r"\d[\d.,]*(?:[^\w$].*(?:[^\W\d_]{2}|\bو\b)|[^$]*[\u3041-\u3096\u4e00-\u9fff\uac00-\ud7a3])",
    re.DOTALL,
)
"""A number and then words, which are one letter in some languages."""
_WORDS = re.compile(r".*[^\W\d_]{2}\W.*[^\W\d_]{2}", re.DOTALL)
_FENCE = "math"


def register(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.block.ruler.before("table", "formula", _block, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("escape", "formula", _inline)


def is_amount(latex: str) -> bool:
    """Whether what stands between two dollar signs is an amount and words, and no formula."""
    if _OF_FORMULAS.search(latex):
        return False
    return bool(_AMOUNT.match(latex) or (" " in latex and _WORDS.match(latex)))


def read(token: Token, line: int) -> Formula | Fault:
    """Read a formula, or say why it can't be set.

    Args:
        token: What the rules made of it.
        line: Line of the file on which it begins.
    """
    latex, is_display = token.content, bool(token.meta["is_display"])
    try:
        tree = reading.read(latex, is_display=is_display)
    except FormulaError as error:
        before = token.markup[: token.markup.find(latex) + error.offset]
        written = " ".join(token.markup.split())
        return Fault(error.kind, line + before.count("\n"), error.found, written)
    return Formula(" ".join(latex.split()), tree, is_display)


def fenced(token: Token) -> Token | None:
    """Return the formula that a fence of code holds; nothing where it holds code."""
    if token.type != "fence" or token.info.strip() != _FENCE:
        return None
    latex = token.content.strip("\n")
    return _fill(Token("formula", "math", 0), latex, f"$$\n{latex}\n$$", is_display=True)


def _fill(token: Token, latex: str, markup: str, *, is_display: bool) -> Token:
    token.content, token.markup, token.meta = latex, markup, {"is_display": is_display}
    return token


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    src, pos = state.src, state.pos
    before = src[pos - 1] if pos else ""
    if src[pos] != "$" or before == "$":
        return False
    match = _INLINE.match(src, pos, state.posMax)
    if match is None or (before.isalnum() and not match["ticked"]):
        return False
    latex = match["display"] or match["ticked"] or match["inline"]
    if match["inline"] and is_amount(latex):
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        _fill(token, latex, match[0], is_display=bool(match["display"]))
    state.pos = match.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Read `$$` and the lines below it, up to one that ends with `$$`; none of them is empty."""
    if is_code(state, start) or not line_of(state, start).startswith("$$"):
        return False
    last = _last_line(state, start, end)
    if last < 0:
        return False
    written = state.getLines(start, last + 1, state.blkIndent, False).strip()  # noqa: FBT003
    latex = written[2:-2]
    if "$" in latex.replace("\\$", "") or not latex.strip():
        return False
    if not silent:
        opening = state.push("paragraph_open", "p", 1)
        opening.map = [start, last + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = written, [start, last + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """Return the line on which a formula by itself ends; -1 where none does."""
    for number in range(start, end):
        if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return -1
        text = line_of(state, number).rstrip()
        if text.endswith("$$") and (number > start or len(text) > len("$$$$")):
            return number
    return -1

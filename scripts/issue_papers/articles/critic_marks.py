"""Marks of an editor in running text (pymdownx.critic): `{++added++}`, `{--deleted--}`.

Also `{~~old~>new~~}`, `{==marked==}` and `{>>a remark<<}`. As the extension has it, `mode` says
whether changes are shown (`view`), taken (`accept`) or not (`reject`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

EXTENSION = "pymdownx.critic"

_MARKS = re.compile(
    r"\{(?:\+\+(?P<ins>.+?)\+\+|--(?P<del>.+?)--|==(?P<mark>.+?)==|>>(?P<small>.+?)<<"
    r"|~~(?P<old>.*?)~>(?P<new>.*?)~~)\}",
    re.DOTALL,
)
_LEFT_OUT = {"accept": {"del", "small"}, "reject": {"ins", "small"}}


def register(md: MarkdownIt, options: Mapping[str, object]) -> None:
    """Add the rule to a parser.

    Args:
        md: The parser.
        options: The extension's, as mkdocs.yml has them.
    """
    mode = str(options.get("mode", "view"))

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if state.src[state.pos] != "{":
            return False
        match = _MARKS.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
        if not silent:
            for tag, start, end in _pieces(match):
                if tag not in _LEFT_OUT.get(mode, ()):
                    _push(state, tag, start, end, is_shown=mode not in _LEFT_OUT)
        state.pos = match.end()
        return True

    md.inline.ruler.before("emphasis", "critic", rule)


def _pieces(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield what a mark consists of: an element of HTML, and where its words are."""
    names = {"old": "del", "new": "ins"}
    for name in ("ins", "del", "mark", "small", "old", "new"):
        if match[name] is not None:
            yield names.get(name, name), *match.span(name)


def _push(state: StateInline, tag: str, start: int, end: int, *, is_shown: bool) -> None:
    last = state.posMax
    if is_shown:
        state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    if is_shown:
        state.push(f"{tag}_close", tag, -1)
    state.posMax = last

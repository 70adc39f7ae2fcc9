"""What our running text has besides CommonMark's marks, as rules of markdown-it-py.

- Pandoc's citations, `[@key, p. 12]`, by `citation_syntax`;
- footnotes' marks, `[^name]`;
- `==marked==`, `~~struck~~`, `^^inserted^^`, `H~2~O`, `x^2^`;
- bare addresses, as GitHub's autolinks (GFM 0.29, section 6.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from issue_papers.articles import citation_syntax, emphasis_syntax
from issue_papers.articles.note_syntax import SPACED_NOTES

PAIRS = {
    "=": ("mark", re.compile(r"==(?=[^\s=])(.+?)(?<=[^\s=])==(?!=)", re.DOTALL)),
    "~": ("s", re.compile(r"~~(?=[^\s~])(.+?)(?<=[^\s~])~~(?!~)", re.DOTALL)),
    "^": ("ins", re.compile(r"\^\^(?=[^\s^])(.+?)(?<=[^\s^])\^\^(?!\^)", re.DOTALL)),
}
_SHORT = {
    "~": ("sub", re.compile(r"~([\w.,+\-\u2212()/*]{1,40})~(?!~)")),
    "^": ("sup", re.compile(r"\^([\w.,+\-\u2212()/*]{1,40})\^(?!\^)")),
}
_NOTE = re.compile(r"\[\^(?P<name>[^\[\]\s]+)\](?!\()")
_SPACED_NOTE = re.compile(r"\[\^(?P<name>[^\[\]]{1,60})\](?!\()")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z0-9-]*[A-Za-z0-9]"
)
_DOMAIN = re.compile(r"(?:https?://|www\.)[\w-]+(?:[.:][\w-]+)*", re.IGNORECASE)
_ENTITY_END = re.compile(r"&[A-Za-z0-9]{1,40};\Z")
_LONGEST_ENTITY = 42
_MAY_STAND_BEFORE = frozenset("*_~(\"'\u201c\u00ab\u2018[{,;:\u2013\u2014\u2026/|>=")
_ENDS_A_SENTENCE = frozenset(
    "?!.,:;*_~'\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u2026\u060c\u061b\u061f\u06d4\u0964"
    "\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)
"""Sources stand in lists, `https://a.org; https://b.org`; GitHub leaves that `;` in the address."""
_Rule = Callable[[StateInline, bool], bool]


def register(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    emphasis_syntax.register(md)
    md.inline.ruler.before("link", "note_reference", _note_reference)
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("emphasis", "pair", _pair)
    md.inline.ruler.before("text", "address", _address)
    md.inline.add_terminator_char("h")
    md.inline.add_terminator_char("w")
    md.inline.add_terminator_char("H")
    md.inline.add_terminator_char("W")


def _note_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    match = _NOTE.match(state.src, state.pos, state.posMax)
    spaced: Mapping[str, str] = state.env.get(SPACED_NOTES, {})
    if match is None and spaced:
        match = _SPACED_NOTE.match(state.src, state.pos, state.posMax)
        match = match if match and " ".join(match["name"].split()) in spaced else None
    if match is None or _begins_a_note(state, match.end()):
        return False
    if not silent:
        token = state.push("note_reference", "", 0)
        name = " ".join(match["name"].split())
        token.info, token.markup = spaced.get(name, name), match[0]
    state.pos = match.end()
    return True


def _begins_a_note(state: StateInline, end: int) -> bool:
    """Whether a mark stands at a line's start with a colon after it."""
    before = state.src[state.pos - 1] if state.pos else "\n"
    return before == "\n" and state.src.startswith(":", end)


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.src[state.pos] not in "[@" or "@" not in state.src:
        return False
    if state.pos and state.src[state.pos - 1] == "\\":
        return False
    found = state.env.get("citations")
    if found is None or found[0] is not state.src:
        clusters = {cluster.start: cluster for cluster in citation_syntax.find(state.src)}
        found = state.env["citations"] = (state.src, clusters)
    cluster = found[1].get(state.pos)
    if cluster is None or cluster.end > state.posMax:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"cluster": cluster}
        token.markup = state.src[cluster.start : cluster.end]
    state.pos = cluster.end
    return True


def _pair(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    character = state.src[state.pos]
    if character not in PAIRS:
        return False
    tag, pattern = PAIRS[character]
    match = _paired(state, character, pattern)
    width = 2
    if match is None and character in _SHORT:
        tag, pattern = _SHORT[character]
        match = pattern.match(state.src, state.pos, state.posMax)
        width = 1
    if match is None:
        return False
    if not silent:
        end = state.posMax
        opening = state.push(f"{tag}_open", tag, 1)
        opening.markup = character * width
        state.pos, state.posMax = match.span(1)
        state.md.inline.tokenize(state)
        closing = state.push(f"{tag}_close", tag, -1)
        closing.markup = character * width
        state.posMax = end
    state.pos = match.end()
    return True


def _paired(state: StateInline, sign: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match a pair of marks; where one found no other, none that follows it will."""
    src, pos, end = state.src, state.pos, state.posMax
    if not src.startswith(sign * 2, pos) or src[pos + 2 : pos + 3].isspace():
        return None
    alone = state.env.get(f"alone {sign}")
    if alone and alone[0] is src and alone[1] <= pos and alone[2] == end:
        return None
    match = pattern.match(src, pos, end)
    if match is None and src[pos + 2 : pos + 3] not in {"", sign}:
        state.env[f"alone {sign}"] = src, pos, end
    return match


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Read a bare address."""
    if state.linkLevel > 0 or state.src[state.pos] not in "hHwW":
        return False
    if state.pos and not _may_begin(state.src[state.pos - 1]):
        return False
    found = _like_address(state)
    if not found:
        return False
    written = trimmed(_within_brackets(found, state))
    domain = _DOMAIN.match(written)
    if domain is None or ("." not in written.partition("://")[2] + written.partition("www")[2]):
        return False
    if not silent:
        target = written if "://" in written else f"http://{written}"
        opening = state.push("link_open", "a", 1)
        opening.attrs, opening.info = {"href": state.md.normalizeLink(target)}, "bare"
        token = state.push("text", "", 0)
        token.content = written
        closing = state.push("link_close", "a", -1)
        closing.info = "bare"
    state.pos += len(written)
    return True


def _like_address(state: StateInline) -> str:
    """Return what begins as an address here; nothing where no dot is in it."""
    tried, end = state.env.get("no_address", ("", 0))
    if tried is state.src and state.pos < end:
        return ""  # it is a part of what has been none
    match = _ADDRESS.match(state.src, state.pos, state.posMax)
    if match and "." not in match[0]:
        state.env["no_address"] = state.src, match.end()
        return ""
    return match[0] if match else ""


def _within_brackets(address: str, state: StateInline) -> str:
    """End an address where a bracket closes that is open before it: it may be a link's words."""
    text, at, depth = state.env.get("depth", ("", 0, 0))
    if text is not state.src or at > state.pos:
        at = depth = 0
    depth += state.src.count("[", at, state.pos) - state.src.count("]", at, state.pos)
    state.env["depth"] = state.src, state.pos, depth
    if depth <= 0:
        return address
    inside = 0
    for at, sign in enumerate(address):
        inside += (sign == "[") - (sign == "]")
        if inside < 0:
            return address[:at]
    return address


def _may_begin(before: str) -> bool:
    return before.isspace() or before in _MAY_STAND_BEFORE


def trimmed(address: str) -> str:
    """Leave out what ends a sentence and no address, as GFM's extended autolink path validation."""
    end = len(address)
    counts = {sign: address.count(sign) for sign in "()[]"}
    while end:
        last = address[end - 1]
        opening = {")": "(", "]": "["}.get(last)
        entity = last == ";" and _ENTITY_END.search(address, max(0, end - _LONGEST_ENTITY), end)
        if entity:
            end = entity.start()
        elif last in _ENDS_A_SENTENCE:
            end -= 1
        elif opening and counts[last] > counts[opening]:
            counts[last] -= 1
            end -= 1
        else:
            break
    return address[:end]


def mail_addresses(text: str) -> list[tuple[int, int]]:
    """Return where bare e-mail addresses stand in a text."""
    return [match.span() for match in _MAIL.finditer(text)]


def alt_of(token: Token) -> str:
    """Return a picture's description without marks."""
    parts = token.children or ()
    return "".join(" " if part.type.endswith("break") else part.content for part in parts)


def needs_no_space(tokens: list[Token], index: int) -> bool:
    """Whether a line's end means nothing: what stands around it is of scripts without spaces."""
    above, below = range(index - 1, -1, -1), range(index + 1, len(tokens))  # no copies of them
    before = next((tokens[at].content for at in above if tokens[at].content), "")
    after = next((tokens[at].content for at in below if tokens[at].content), "")
    return bool(before and after and _NO_SPACE.match(before[-1]) and _NO_SPACE.match(after[0]))


_NO_SPACE = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3040-\u30ff\u3100-\u312f"
    "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
)
"""Scripts whose lines are joined without a space: CSS Text 4, segment break transformation rules,
and those that write no spaces between words."""

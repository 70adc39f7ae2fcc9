"""Citations that aren't read: works joined by a comma, brackets in a row, in a link's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.citation_syntax import KEYS
from issue_papers.articles.nodes import Citation, Link, Text, walk
from issue_papers.checks.leftovers import flat
from issue_papers.checks.page import Page
from issue_papers.checks.runs import OBJECT, Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "citation"
_GROUP = rf"\[[^\[\]@{OBJECT}]*@[^\[\]]*\]"
_GROUPS = re.compile(rf"(?P<before>{OBJECT}?)(?P<groups>(?:{_GROUP})+)(?P<after>{OBJECT}?)(?!\()")
_JOINTS = (
    r"(?:[\s,;&+/|\u060c\u061b\u3001\uff0c\uff1b]|\b(?:and|et|y|e|und|u|i|og|och|en|ja)\b|\bو)"
)
_AND = re.compile(r"[\s,،]و[ ـ]?@(?P<key>\w[\w:.-]*\w)")
_BETWEEN = re.compile(
    rf"(?P<after>.*?){_JOINTS}*"
    r"(?P<prefix>(?:(?:see(?: also)?|voir(?: aussi)?|véase(?: también)?|cf\.?|vgl\.|siehe)\s*)?)",
    re.IGNORECASE | re.DOTALL,
)
"""Between two works: what belongs to the first, what joins them, and what begins the next."""
_LONGEST = 200


def check(page: Page) -> Iterator[Problem]:
    """Yield citations of known works that readers would see as they are typed."""
    if not page.is_ours or "@" not in page.document.body:
        return
    told: set[tuple[int, str]] = set()
    for citation in page.article.citations:
        yield from _swallowed(page, citation)
    for link in page.article.links:
        yield from _link(page, link, told)
    for run in page.runs:
        if "@" in run.text:
            yield from _run(page, run, told)


def _swallowed(page: Page, citation: Citation) -> Iterator[Problem]:
    """A work that a word touches, as the Arabic “and” does, which is taken for a part of it."""
    if (match := _AND.search(citation.source)) and match["key"] in page.library.references:
        message = say("`{found}` cites nothing", found=flat(citation.source))
        hint = say("write `{right}`", right=f"[{_joined(citation.source[1:-1])}]")
        yield page.error(citation.line, KEY, message, hint)


def _link(page: Page, link: Link, told: set[tuple[int, str]]) -> Iterator[Problem]:
    """A work that is cited in a link's words: `[see @sow2019](start.md)`."""
    words = "".join(node.text for node in walk(link.content) if isinstance(node, Text))
    keys = [match[0] for match in KEYS.finditer(words) if _is_known(page, match)]
    if link.is_bare or not keys:
        return
    told |= {(link.line, key) for key in keys}
    plain = flat(KEYS.sub("", words)).strip(" ,;")
    citation = f"[{'; '.join(keys)}]"
    right = f"[{plain or 'words'}]({link.target}) {citation}"
    hint = say("write `{right}`", right=right)
    if not plain:
        hint = say("write `{citation}` alone, or `{right}`", citation=citation, right=right)
    message = say("`{found}` cites nothing", found=f"[{flat(words)}]({link.target})")
    yield page.error(link.line, KEY, message, hint)


def _run(page: Page, run: Run, told: set[tuple[int, str]]) -> Iterator[Problem]:
    covered = bytearray(len(run.text))
    for match in _GROUPS.finditer(run.text):
        problem = _groups(page, run, match)
        if problem:
            covered[match.start() : match.end()] = b"\1" * len(match[0])
            yield problem
    for match in KEYS.finditer(run.text):
        line = run.line_of(match.start())
        is_told = covered[match.start()] or line in page.in_html or (line, match[0]) in told
        if not is_told and match["minus"] and _is_known(page, match):
            message = say("`{found}` cites nothing", found=match[0])
            yield page.error(line, KEY, message, say("write `{right}`", right=f"[{match[0]}]"))


def _groups(page: Page, run: Run, match: re.Match[str]) -> Problem | None:
    """Say how works are joined, where one of those that stand together is known."""
    line = run.line_of(match.start())
    if line in page.in_html or not any(_is_known(page, key) for key in KEYS.finditer(match[0])):
        return None
    groups = [run.typed(*match.span(name)) for name in ("before", "groups", "after")]
    groups = [groups[0] * groups[0].endswith("]"), groups[1], groups[2] * groups[2].startswith("[")]
    found = "".join(groups)
    inside = re.sub(r"\]\s*\[", "; ", found)[1:-1]
    right = f"[{_joined(inside)}]"
    message = say("`{found}` cites nothing", found=flat(found))
    return page.error(line, KEY, message, say("write `{right}`", right=right))


def _joined(inside: str) -> str:
    """Return works as a citation joins them."""
    inside = _AND.sub("; @\\g<key>", inside)
    parts = []
    keys = [*KEYS.finditer(inside)]
    prefix = flat(inside[: keys[0].start()])
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        rest = inside[key.end() : following.start() if following else len(inside)]
        between = _BETWEEN.fullmatch(rest) if following and len(rest) < _LONGEST else None
        after = between["after"] if between else rest
        parts.append(flat(f"{prefix} {key[0]}{after}").rstrip(" ,;"))
        prefix = between["prefix"] if between else ""
    return "; ".join(parts)


def _is_known(page: Page, match: re.Match[str]) -> bool:
    return (match["braced"] or match["key"]) in page.library.references

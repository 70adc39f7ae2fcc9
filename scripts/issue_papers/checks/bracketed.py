"""Brackets left in a text: links, notes and citations that were typed wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from issue_papers.articles.nodes import Paragraph, Style, Styled, text_of
from issue_papers.checks.leftovers import flat
from issue_papers.checks.notes import without_note
from issue_papers.checks.page import Page
from issue_papers.checks.runs import OBJECT, Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_SPACE = re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]]+)\][ \t\xa0\n]{1,3}\((?P<target>[^()\s]+)\)")
_REVERSED = re.compile(r"(?P<bang>!?)\((?P<words>[^()]+)\) ?\[(?P<target>[^\[\]\s]+)\]")
_NO_LINK = re.compile(
    r"(?P<bang>!?)\[(?P<words>[^\[\]]*)\]"
    r"\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"
)
_UNCLOSED = re.compile(r"!?\[[^\[\]]+\]\((?P<target>[^()\s]+)(?![^()\n]*\))")
_UNDEFINED = re.compile(r"!?\[(?P<words>[^\[\]]*[^\W\d][^\[\]]*)\]\[(?P<name>[^\[\]]*)\]")
_DEFINITION = re.compile(r"\[(?P<name>[^\[\]]+)\]:.*")
_SIZE = re.compile(r"[ \t]=(?=[xX*]?\d)(?P<width>\d{1,4}%?)?[xX*]?(?P<height>\d{1,4}%?)?$")
_OF_ITS_OWN = re.compile(r"\s?\[[\^@][^\[\]]*\]")
"""Notes' marks and citations, which lead somewhere themselves."""
_LIKE_TARGET = re.compile(
    rf"(?:https?://|www\.|mailto:|#|\.{{1,2}}/)\S+|{OBJECT}|\S+/\S*"
    r"|\S+\.(?:md|html?|pdf|png|jpe?g|svg|gif|webp)(?:#\S*)?"
)
_NOTE_CALL = re.compile(r"\[\^(?P<name>[^\[\]\n]*)\]")
_INLINE_NOTE = re.compile(r"\^\[(?P<words>[^\[\]]+)\]")
_NOTE_TEXT = re.compile(
    r"^(?:\[(?P<name>\d{1,3}|\*|[a-z])\](?::[ \t]|[ \t])|(?P<raised>[¹²³⁰⁴-⁹]+)[ \t]?)(?=\S)",
    re.MULTILINE,
)
_CALL = re.compile(
    r"(?<=[^\s\[(])[ ]?\[(?P<name>\d{1,3}|\*|[a-z])\](?![\w(\[:])"
    r"|(?<=[\w.,;:!?”»\"')])(?P<raised>[¹²³⁰⁴-⁹]+)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_KEY = re.compile(rf"(?<![\w@{OBJECT}-])\w[\w:.-]*\w")
_DIGIT = re.compile(
    "[\\d\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070-\u2089\u2460-\u24ff\u2776-\u2792"
    "\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a]"
)
"""What `isdigit` calls one, and some more."""
_IN_CITE = re.compile(r"\\[a-z]*cite[^{}]*\{[^{}]*$")
_IN_BRACKETS = re.compile(r"\[(?P<inside>[^\[\]\n]+)\](?!\()|\((?P<within>[^()\n]+)\)")
_BESIDE_MARKS = re.compile(r"[ \t]*([#/]+)[ \t]*")
"""Spaces that slipped into an address, where no name has them."""
_SAFE = "/#?&=:%.@!$'*+,;~"
"""What stands in addresses as it is."""


def check(page: Page) -> Iterator[Problem]:
    """Yield what stands in brackets and was meant for more than words."""
    for run in page.runs:
        if "[" in run.text or "](" in run.text:
            yield from _links(page, run)
            yield from _notes(page, run)
    yield from _typed_notes(page)
    yield from _definitions(page)
    if page.is_ours and page.library.references:
        for run in page.runs:
            yield from _keys(page, run)


def _links(page: Page, run: Run) -> Iterator[Problem]:
    told = bytearray(len(run.text))
    for pattern, tell in _LINKS:
        for match in pattern.finditer(run.text):
            if told[match.start()] or _line(run, match) in page.in_html:
                continue
            problem = tell(page, run, match)
            if problem:
                told[match.start() : match.end()] = b"\1" * len(match[0])
                yield problem


def _apart(page: Page, run: Run, match: re.Match[str]) -> Problem | None:
    if not _LIKE_TARGET.fullmatch(match["target"]):
        return None
    right = f"{match['bang']}[{_typed(run, match, 'words')}]({_typed(run, match, 'target')})"
    message = say("a space between `]` and `(`: this is no link")
    return page.warning(_line(run, match), "link", message, say("write `{right}`", right=right))


def _reversed(page: Page, run: Run, match: re.Match[str]) -> Problem | None:
    if not _LIKE_TARGET.fullmatch(match["target"]):
        return None
    right = f"{match['bang']}[{_typed(run, match, 'words')}]({_typed(run, match, 'target')})"
    message = say("the brackets are the wrong way round: this is no link")
    return page.warning(_line(run, match), "link", message, say("write `{right}`", right=right))


def _no_link(page: Page, run: Run, match: re.Match[str]) -> Problem | None:
    """A link that isn't read as one: spaces in its address, mostly."""
    words, target = _typed(run, match, "words"), _typed(run, match, "target").strip()
    start = f"{match['bang']}[{words}]"
    size = _SIZE.search(target) if match["bang"] else None
    path, title = _without_title(target[: size.start()].rstrip() if size else target)
    path = _BESIDE_MARKS.sub(r"\1", path)
    hint = say("write `[words](address)`, with no space in the address")
    if size and path and OBJECT not in path:
        right = f"{start}({quote(path, safe=_SAFE)}{title}){_attributes(size)}"
        hint = say("write `{right}`", right=right)
    elif path.startswith("mailto:") and OBJECT not in path:
        hint = say("write `{right}`", right=f"{start}({''.join(path.split())})")
    elif path and OBJECT not in path:
        right = f"{start}({quote(path, safe=_SAFE)}{title})"
        hint = say("write `{right}`: an address has no spaces", right=right)
        if inside := _OF_ITS_OWN.findall(words):
            plain = flat(_OF_ITS_OWN.sub("", words)) or "words"
            target_typed = right.removeprefix(start)
            right = f"{match['bang']}[{plain}]{target_typed}{''.join(inside)}"
            hint = say("no link stands in the words of another: write `{right}`", right=right)
    message = say("`{found}` would be printed as it is", found=f"{start}({target})")
    key = "image" if match["bang"] else "link"
    return page.error(_line(run, match), key, message, hint)


def _attributes(size: re.Match[str]) -> str:
    """Return the size that a picture has in other programs, `=300x200`, as attributes."""
    value = size["width"] or size["height"]
    name = "width" if size["width"] else "height"
    return f"{{ {name}={value} }}"


def _typed(run: Run, match: re.Match[str], group: str) -> str:
    """Return a part of what was found as it is typed, on one line."""
    return flat(run.typed(*match.span(group)))


def _line(run: Run, match: re.Match[str]) -> int:
    return run.line_of(match.start())


def _without_title(target: str) -> tuple[str, str]:
    """Take a link's title off its address; it keeps the space before it."""
    found = re.fullmatch(r"(?P<path>.+?)[ ]+[\"'“”](?P<title>.*?)[\"'“”]", target)
    return (found["path"], f' "{found["title"]}"') if found else (target, "")


def _unclosed(page: Page, run: Run, match: re.Match[str]) -> Problem | None:
    message = say("the link to `{target}` is never closed", target=_typed(run, match, "target"))
    return page.fault(_line(run, match), "link", message, say("put `)` after the address"))


def _undefined(page: Page, run: Run, match: re.Match[str]) -> Problem | None:
    if not page.is_ours:
        return None
    if "@" in match["name"]:
        return None  # told as citations
    name = flat(match["name"] or match["words"])
    message = say("nothing says where `[{name}]` leads", name=name)
    hint = say("write the address in round brackets, `[words](address)`")
    return page.warning(_line(run, match), "link", message, hint)


_LINKS: tuple[tuple[re.Pattern[str], Callable[[Page, Run, re.Match[str]], Problem | None]], ...] = (
    (_SPACE, _apart),
    (_REVERSED, _reversed),
    (_NO_LINK, _no_link),
    (_UNCLOSED, _unclosed),
    (_UNDEFINED, _undefined),
)


def _definitions(page: Page) -> Iterator[Problem]:
    """Where links would lead, if there were any: a list of sources that nobody would see."""
    for fault in page.article.faults:
        if fault.kind == "definition-unused" and (
            match := _DEFINITION.search(page.typed(fault.line))
        ):
            found, name = flat(match[0]), match["name"]
            message = say("no link names `{found}`: readers wouldn't see it", found=found)
            hint = say(
                "write `\\{found}` if it is text, or `[words][{name}]` where it belongs",
                found=found,
                name=name,
            )
            yield page.warning(fault.line, "link", message, hint)


def _notes(page: Page, run: Run) -> Iterator[Problem]:
    """Footnotes' marks that are no marks."""
    for match in _NOTE_CALL.finditer(run.text):
        line = run.line_of(match.start())
        if line in page.in_html:
            continue
        if match["name"] and not re.search(r"\s", match["name"]):
            yield from without_note(page, match["name"], line)
            continue
        yield page.fault(line, "footnote", *_called("-".join(match["name"].split()), match[0]))
    for match in _INLINE_NOTE.finditer(run.text):
        yield page.warning(run.line_of(match.start()), "footnote", *_called("", match[0]))


def _called(name: str, found: str) -> tuple[str, str]:
    message = say("`{found}` would be printed as it is", found=flat(found))
    hint = say(
        "a note is called `[^{name}]`, and its text stands on a line of its own: `[^{name}]: …`",
        name=name or "1",
    )
    return message, hint


def _typed_notes(page: Page) -> Iterator[Problem]:
    """Notes numbered by hand: `A claim[1].` with a line `[1] The note.` further down."""
    raised_texts, raised_calls = _raised(page)
    texts = _first_lines(page, _NOTE_TEXT) | raised_texts
    if not texts:
        return
    calls = _first_lines(page, _CALL) | raised_calls
    for name in calls.keys() & texts.keys():
        plain = name.translate(_RAISED)
        shown = f"[{name}]" if name.isascii() else name
        message = say("`{found}` is no note that a reader can follow", found=shown)
        hint = say("write `[^{name}]`", name=plain)
        yield page.warning(calls[name], "footnote", message, hint)
        hint = say("write the note as `[^{name}]: …`", name=plain)
        yield page.warning(texts[name], "footnote", message, hint)


def _raised(page: Page) -> tuple[dict[str, int], dict[str, int]]:
    """Return the lines of raised numbers that begin a paragraph, and of those that don't."""
    texts: dict[str, int] = {}
    calls: dict[str, int] = {}
    for block in page.article.nodes:
        if isinstance(block, Paragraph):
            for node in block.content:
                if isinstance(node, Styled) and node.style is Style.SUPERSCRIPT:
                    number = text_of(node).strip()
                    if number.isdecimal():
                        found = texts if node is block.content[0] else calls
                        found.setdefault(number, node.line or block.line)
    return texts, calls


def _first_lines(page: Page, pattern: re.Pattern[str]) -> dict[str, int]:
    """Return on which line each number or letter that a pattern finds stands first."""
    first: dict[str, int] = {}
    for run in page.runs:
        for match in pattern.finditer(run.text):
            first.setdefault(match["name"] or match["raised"], run.line_of(match.start()))
    return first


def _keys(page: Page, run: Run) -> Iterator[Problem]:
    """A reference's id without the sign, or the bracket, that makes a citation of it."""
    known = page.library.references
    told: set[str] = set()
    for match in _IN_BRACKETS.finditer(run.text):
        inside = match["inside"] or match["within"]
        for word in _KEY.finditer(inside):
            key = word[0]
            has_digit = any(character.isdigit() for character in key)
            if key in known and (has_digit or (match["inside"] and key == inside)):
                message = say("`{found}` cites nothing", found=flat(match[0]))
                yield page.warning(run.line_of(match.start()), "citation", message, _meant(key))
                told.add(key)
                break
    for word in _KEY.finditer(run.text) if _DIGIT.search(run.text) else ():
        key = word[0].rstrip(".:")
        if key not in known or key in told or not any(char.isdigit() for char in key):
            continue
        if not _IN_CITE.search(run.text, 0, word.start()):  # a mark of another program is told
            message = say("`{found}` cites nothing", found=key)
            yield page.warning(run.line_of(word.start()), "citation", message, _meant(key))
            told.add(key)


def _meant(key: str) -> str:
    return say("was `[@{key}]` meant?", key=key)

"""Square brackets left in a text: links, notes and citations that were typed wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from issue_papers.checks.notes import without_note
from issue_papers.checks.page import Page
from issue_papers.checks.runs import OBJECT, Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_SPACE = re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]]+)\][ \n]\((?P<target>[^()\s]+)\)")
_REVERSED = re.compile(r"\((?P<words>[^()]+)\)\[(?P<target>[^\[\]\s]+)\]")
_NO_LINK = re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_UNCLOSED = re.compile(r"!?\[[^\[\]]+\]\((?P<target>[^()\s]+)(?![^()\n]*\))")
_UNDEFINED = re.compile(r"!?\[(?P<words>[^\[\]]*[^\W\d][^\[\]]*)\]\[(?P<name>[^\[\]]*)\]")
_LIKE_TARGET = re.compile(
    rf"(?:https?://|www\.|mailto:|#|\.{{1,2}}/)\S+|{OBJECT}|\S+/\S*|\S+\.(?:md|html?|pdf|png|jpe?g|svg|gif|webp)(?:#\S*)?"
)
_NOTE_CALL = re.compile(r"\[\^(?P<name>[^\[\]\n]*)\]")
_INLINE_NOTE = re.compile(r"\^\[(?P<words>[^\[\]]+)\]")
_NOTE_TEXT = re.compile(
    r"^(?:\[(?P<name>\d{1,3}|\*|[a-z])\](?::[ \t]|[ \t])|(?P<raised>[¹²³⁰⁴-⁹]+)[ \t]?)(?=\S)", re.MULTILINE
)
_CALL = re.compile(r"(?<=[^\s\[(])[ ]?\[(?P<name>\d{1,3}|\*|[a-z])\](?![\w(\[:])|(?<=[\w.,;:!?”»\"')])(?P<raised>[¹²³⁰⁴-⁹]+)")
_KEY = re.compile(r"(?<![\w@-])[\w][\w:.-]*\w")
_IN_BRACKETS = re.compile(r"\[(?P<inside>[^\[\]\n]+)\](?!\()|\((?P<within>[^()\n]+)\)")


def check(page: Page) -> Iterator[Problem]:
    """Yield what stands in brackets and was meant for more than words."""
    for run in page.runs:
        if "[" in run.text or "](" in run.text:
            yield from _links(page, run)
            yield from _notes(page, run)
    yield from _typed_notes(page)
    if page.is_ours and page.library.references:
        for run in page.runs:
            yield from _keys(page, run)


def _links(page: Page, run: Run) -> Iterator[Problem]:
    taken: list[range] = []

    def is_new(match: re.Match[str]) -> bool:
        if any(match.start() in span for span in taken) or _is_escaped(page, run, match.start()):
            return False
        taken.append(range(match.start(), match.end()))
        return True

    for match in _SPACE.finditer(run.text):
        if _LIKE_TARGET.fullmatch(match["target"]) and is_new(match):
            right = f"{match['bang']}[{_flat(match['words'])}]({_shown(match['target'])})"
            message = say("a space between `]` and `(`: this is no link")
            hint = say("write `{right}`", right=right)
            yield page.warning(run.line_of(match.start()), "link", message, hint)
    for match in _REVERSED.finditer(run.text):
        if _LIKE_TARGET.fullmatch(match["target"]) and is_new(match):
            right = f"[{_flat(match['words'])}]({_shown(match['target'])})"
            message = say("the brackets are the wrong way round: this is no link")
            hint = say("write `{right}`", right=right)
            yield page.warning(run.line_of(match.start()), "link", message, hint)
    for match in _NO_LINK.finditer(run.text):
        if is_new(match):
            yield _no_link(page, run, match)
    for match in _UNCLOSED.finditer(run.text):
        if is_new(match):
            message = say("the link to `{target}` is never closed", target=_shown(match["target"]))
            hint = say("put `)` after the address")
            yield page.fault(run.line_of(match.start()), "link", message, hint)
    for match in _UNDEFINED.finditer(run.text):
        if page.is_ours and is_new(match):
            name = match["name"] or match["words"]
            message = say("nothing says where `[{name}]` leads", name=_flat(name))
            hint = say("write the address in round brackets, `[words](address)`")
            yield page.warning(run.line_of(match.start()), "link", message, hint)


def _no_link(page: Page, run: Run, match: re.Match[str]) -> Problem:
    """A link that isn't read as one: spaces in its address, mostly."""
    target = match["target"].strip()
    key = "image" if match["bang"] else "link"
    shown = f"{match['bang']}[{_flat(match['words'])}]({_flat(target)})"
    path, quotes, title = _without_title(target)
    hint = say("write `[words](address)`, with no space in the address")
    if path and OBJECT not in path:
        right = f"{quote(path, safe=_SAFE)}{quotes}{title}{quotes[1:]}"
        hint = say(
            "write `{right}`: an address has no spaces",
            right=f"{match['bang']}[{_flat(match['words'])}]({right})",
        )
    message = say("`{found}` would be printed as it is", found=shown)
    return page.error(run.line_of(match.start()), key, message, hint)


_SAFE = "/#?&=:%.@!$'*+,;~"


def _without_title(target: str) -> tuple[str, str, str]:
    """Take a link's title off its address; quotes as they are typed, with the space before."""
    found = re.fullmatch(r"(?P<path>.+?)(?P<quote>[ ]+[\"'“”])(?P<title>.*?)[\"'“”]", target)
    if found is None:
        return target, "", ""
    return found["path"], ' "', found["title"]


def _is_escaped(page: Page, run: Run, start: int) -> bool:
    typed = page.typed(run.line_of(start))
    return "\\[" in typed or "\\]" in typed or "\\(" in typed


def _notes(page: Page, run: Run) -> Iterator[Problem]:
    """Footnotes' marks that are no marks."""
    for match in _NOTE_CALL.finditer(run.text):
        if _is_escaped(page, run, match.start()):
            continue
        if match["name"] and not re.search(r"\s", match["name"]):
            yield from without_note(page, match["name"], run.line_of(match.start()))
            continue
        name = "-".join(match["name"].split()) or "1"
        message = say("`{found}` would be printed as it is", found=_flat(match[0]))
        hint = say(
            "a note is called `[^{name}]`, and its text stands on a line of its own: `[^{name}]: …`",
            name=name,
        )
        yield page.fault(run.line_of(match.start()), "footnote", message, hint)
    for match in _INLINE_NOTE.finditer(run.text):
        message = say("`{found}` would be printed as it is", found=_flat(match[0]))
        hint = say(
            "a note is called `[^{name}]`, and its text stands on a line of its own: `[^{name}]: …`",
            name="1",
        )
        yield page.warning(run.line_of(match.start()), "footnote", message, hint)


def _typed_notes(page: Page) -> Iterator[Problem]:
    """Notes numbered by hand: `A claim[1].` with a line `[1] The note.` further down."""
    texts: dict[str, int] = {}
    calls: dict[str, int] = {}
    for run in page.runs:
        for match in _NOTE_TEXT.finditer(run.text):
            texts.setdefault(match["name"] or match["raised"], run.line_of(match.start()))
        for match in _CALL.finditer(run.text):
            line = run.line_of(match.start())
            if not (match["name"] and "\\[" in page.typed(line)):
                calls.setdefault(match["name"] or match["raised"], line)
    for name in calls.keys() & texts.keys():
        plain = name.translate(_RAISED)
        shown = f"[{name}]" if name.isascii() else name
        message = say("`{found}` is no note that a reader can follow", found=shown)
        hint = say("write `[^{name}]`", name=plain)
        yield page.warning(calls[name], "footnote", message, hint)
        hint = say("write the note as `[^{name}]: …`", name=plain)
        yield page.warning(texts[name], "footnote", message, hint)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _keys(page: Page, run: Run) -> Iterator[Problem]:
    """A reference's id in brackets without the sign that makes a citation of it."""
    known = page.library.references
    for match in _IN_BRACKETS.finditer(run.text):
        inside = match["inside"] or match["within"]
        for word in _KEY.finditer(inside):
            key = word[0]
            has_digit = any(character.isdigit() for character in key)
            if key in known and (has_digit or (match["inside"] and key == inside)):
                message = say("`{found}` cites nothing", found=_flat(match[0]))
                hint = say("was `[@{key}]` meant?", key=key)
                yield page.warning(run.line_of(match.start()), "citation", message, hint)
                break


def _flat(text: str) -> str:
    return " ".join(text.replace(OBJECT, "…").replace("`", "'").split())


def _shown(target: str) -> str:
    return target.replace(OBJECT, "…")

"""Marks that would be printed as they are: Markdown takes what it doesn't understand for text.

Each rule looks at running text as readers would see it, and yields what was left over in it. A mark
that its writer has escaped is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5

from issue_papers.articles.nodes import Heading
from issue_papers.checks.page import Page
from issue_papers.checks.runs import OBJECT, Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "markdown"


@dataclass(frozen=True)
class Left:
    """Something left over in a text.

    Attributes:
        start: Where in the text.
        mark: It, as it is printed.
        message: What is wrong with it.
        hint: How to write what was meant.
        is_grave: Whether it is an error on our pages, and no warning.
        is_error: Whether it is an error on any page.
        key: What it is about.
    """

    start: int
    mark: str
    message: str
    hint: str
    is_grave: bool = False
    is_error: bool = False
    key: str = KEY


_DOUBLED = re.compile(r"\*{2,}")
_STARS = re.compile(r"(?<![\w*/\\])\*(?=[^\W\d_])")
_STAR_AFTER_WORD = re.compile(r"[^\W\d_]\*(?![\w*])")
_UNDERSCORES = re.compile(rf"(?<![^\s({OBJECT}«“\"'])_{{1,3}}(?=[^\W_])|(?<=[^\W_])_{{2,3}}(?!\w)")
_BACKTICK = re.compile(r"`+[^`\n]{0,24}")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.][ \t]*[\w-]|(?:lang|dir|id|class|width|height)=)[^{}\n]*\}?")
_TEMPLATE = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", re.MULTILINE)
_EMOJI = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]+:(?![\w:/])")
_ENTITY = re.compile(rf"[&{OBJECT}](?P<name>#\d{{1,7}};|#[xX][0-9a-fA-F]{{1,6}};|[a-zA-Z]\w{{1,31}};)")
_GUILLEMETS = re.compile(r"<<[ \xa0]?(?P<words>[^<>\n]{1,80}?)[ \xa0]?>>")
_FORMULA = re.compile(
    r"\$\$[^$]+\$\$|\\[(\[].+?\\[)\]]|\\[a-zA-Z]+\{[^{}]*\}"
    r"|\$(?=[^$\n]*[\\^_=])[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)",
    re.DOTALL,
)
_IN_ESCAPED_BRACKETS = re.compile(r"(?<!\\)\\[(\[](?=[^`]*?[\\^_=+])[^`]+?(?<!\\)\\[)\]]")
_WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
_ALERT = re.compile(r"^\[!\w+\]", re.MULTILINE)
_HASHES = re.compile(
    r"^(?P<hashes>#{2,6}(?![# \t])|\uff03{1,6})\s?(?P<words>[^\s#\uff03].*)$", re.MULTILINE
)
_BOX = re.compile(r"^(?P<mark>!{3}|\?{3}\+?|={3}(?=[ \t]*\")|:{3,})[ \t]*(?P<kind>[\w-]*)", re.MULTILINE)
_COMMENT = re.compile("<!--")
_SLASHES = re.compile(
    r"^[\u200b\u2060\ufeff]*(?:[/\uff0f\u2044\u2215][ \xa0]?){3,}(?![*/]).*$|^//[ \t]*$", re.MULTILINE
)
_PIPES = re.compile(r"(?<!\\)\|")
_HYPHENS = re.compile(r"[\s|:\-\u2010-\u2015\u2212]+")


def check(page: Page) -> Iterator[Problem]:
    """Yield the marks of a text that its readers would see."""
    has_note_stars = any(_STAR_AFTER_WORD.search(run.text) for run in page.runs)
    told: set[tuple[int, str]] = set()
    for run in page.runs:
        if not run.text.strip():
            continue
        for rule in _RULES:
            if rule is _asterisk and has_note_stars:
                continue  # *: what a word with a star after it refers to
            for left in rule(run):
                line = run.line_of(left.start)
                what = line, str(left.message)
                if what in told or _is_escaped(page.typed(line), left.mark):
                    continue
                told.add(what)
                tell = page.warning
                if left.is_grave or left.is_error:
                    tell = page.error if left.is_error else page.fault
                yield tell(line, left.key, left.message, left.hint)
        if page.is_ours:
            yield from _escaped_formula(page, run)
            yield from _tables(page, run)


def _is_escaped(typed: str, mark: str) -> bool:
    return f"\\{mark[0]}" in typed


def _asterisks(run: Run) -> Iterator[Left]:
    for match in _DOUBLED.finditer(run.text):
        before, after = run.text[: match.start()][-1:], run.text[match.end() :][:1]
        is_alone = not before.strip() and not after.strip()
        is_probability = before.isdigit() and not after.isalnum()
        is_hidden_word = before.isalnum() and after.isalnum() and run.text.count("**") < 2  # noqa: PLR2004
        if is_alone or is_probability or is_hidden_word or after == "/":
            continue
        yield Left(
            match.start(),
            match[0],
            say("the asterisks of `{found}` are left over", found=_around(run.text, match)),
            say(
                "bold is `**words**`, with both marks in one paragraph and no space inside them; "
                "asterisks that are meant are written `\\*`"
            ),
        )
        return


def _asterisk(run: Run) -> Iterator[Left]:
    for match in _STARS.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("the asterisk of `{found}` is left over", found=_around(run.text, match)),
            say("italics are `*words*`; an asterisk that is meant is written `\\*`"),
        )
        return


def _underscores(run: Run) -> Iterator[Left]:
    for match in _UNDERSCORES.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("the underscores of `{found}` are left over", found=_around(run.text, match)),
            say("italics are `_words_`; an underscore that is meant is written `\\_`"),
        )
        return


def _backticks(run: Run) -> Iterator[Left]:
    for match in _BACKTICK.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("a backtick is left over: {found}", found=match[0]),
            say("code has as many backticks after it as before it"),
        )
        return


def _attributes(run: Run) -> Iterator[Left]:
    for match in _ATTRIBUTES.finditer(run.text):
        if isinstance(run.block, Heading) and not run.text[match.end() :].strip():
            continue  # told as a heading that ends in it
        begin = run.text.rfind("\n", 0, match.start()) + 1
        if run.text[begin : begin + 2] in {"##", "\uff03\uff03"}:
            continue  # a heading that is none, which is told as such
        found = match[0].strip()
        is_whole = found.endswith("}")
        if is_whole:
            message = say("`{found}` would be printed as it is", found=found)
            hint = say(
                "attributes stand at the end of a heading, as `## Why {{ #why }}`, or directly "
                "after a link, a picture or words in asterisks"
            )
        else:
            message = say("`{found}` isn't closed on its line", found=found)
            hint = say("put everything from `{{` to `}}` on one line")
        yield Left(match.start(), match[0], message, hint, True, not is_whole, "attributes")


def _templates(run: Run) -> Iterator[Left]:
    for match in _TEMPLATE.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("`{found}` would be printed as it is", found=_short(match[0])),
            say("texts have no templates: write what is to be read"),
        )


def _emoji(run: Run) -> Iterator[Left]:
    for match in _EMOJI.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("`{found}` would be printed as it is", found=match[0]),
            say("type the character itself, such as →, or write it in words"),
        )


def _entities(run: Run) -> Iterator[Left]:
    for match in _ENTITY.finditer(run.text):
        name = match["name"]
        if name[0] != "#" and name not in html5:
            continue
        yield Left(
            match.start(),
            "&",
            say("`{found}` would be printed as it is", found=f"&{name}"),
            say("type the character itself"),
        )


def _guillemets(run: Run) -> Iterator[Left]:
    for match in _GUILLEMETS.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("found `{found}`, expected quotation marks", found=match[0]),
            say("write «{words}»", words=match["words"]),
        )


def _formulas(run: Run) -> Iterator[Left]:
    for match in _FORMULA.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("the formula `{found}` would be printed as it is", found=_short(match[0])),
            say("write it in words and signs, as H~2~O or x^2^, or as a picture"),
        )
        return


def _wiki_links(run: Run) -> Iterator[Left]:
    for match in _WIKI_LINK.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("`{found}` is no link", found=match[0]),
            say("write `[words](path-of-the-file.md)`"),
            key="link",
        )


def _alerts(run: Run) -> Iterator[Left]:
    for match in _ALERT.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("`{found}` would be printed as it is", found=match[0]),
            say("write `> [!NOTE]`, TIP, IMPORTANT, WARNING or CAUTION, alone on its line"),
        )


def _hashes(run: Run) -> Iterator[Left]:
    for match in _HASHES.finditer(run.text):
        mark = "#" * len(match["hashes"])
        yield Left(
            match.start(),
            match[0],
            say("`{found}` is no heading: it would be printed as it is", found=_short(match[0])),
            say("write `{mark} {words}`, with a space", mark=mark, words=match["words"]),
            is_grave=True,
            key="heading",
        )


def _comments(run: Run) -> Iterator[Left]:
    for match in _COMMENT.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("the comment is never closed: nothing of what follows would be printed"),
            say("write `-->` where it ends"),
            is_error=True,
            key="html",
        )


def _slashes(run: Run) -> Iterator[Left]:
    for match in _SLASHES.finditer(run.text):
        yield Left(
            match.start(),
            match[0],
            say("`{found}` is no line of a block", found=_short(match[0])),
            say("write `/// <name> | <id>` to open a block, and `///` alone to close it"),
            is_grave=True,
            key="block",
        )


def _boxes(run: Run) -> Iterator[Left]:
    for match in _BOX.finditer(run.text):
        kind = match["kind"] or "note"
        yield Left(
            match.start(),
            match[0],
            say("`{found}` would be printed as it is", found=match[0].strip()),
            say("write `!!! {kind}`, and what the box says below it, four spaces in", kind=kind),
        )


def _tables(page: Page, run: Run) -> Iterator[Problem]:
    """Rows that no row of hyphens makes a table of."""
    rows = [(line, text.strip()) for line, text in run.lines() if _is_row(text.strip())]
    if not rows:
        return
    line, row = rows[0]
    is_alone = len(rows) == 1 and not (row.startswith("|") and row.endswith("|"))
    if is_alone or _is_escaped(page.typed(line), "|"):
        return
    hyphens = next((text for _, text in rows if _HYPHENS.fullmatch(text)), "")
    columns = _columns(row)
    right = f"| {' | '.join(['---'] * columns)} |"
    message = say("the row of hyphens is missing: the table would be printed as text")
    hint = say("put `{row}` below its first row", row=right)
    if hyphens:
        message = say("the row of hyphens doesn't fit: the table would be printed as text")
        hint = say("the first row has {columns} cells: write `{row}`", columns=columns, row=right)
    yield page.warning(line, "table", message, hint)


def _is_row(text: str) -> bool:
    pipes = len(_PIPES.findall(text))
    return pipes > 1 and text.startswith("|") or pipes > 0 and " | " in text


def _columns(row: str) -> int:
    return len(_PIPES.split(row.strip("| ")))


def _around(text: str, match: re.Match[str]) -> str:
    """Return a mark with the words beside it."""
    start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
    return _short(text[start : match.end() + 24].split("\n", 1)[0])


def _short(text: str) -> str:
    plain = " ".join(text.replace(OBJECT, "…").replace("`", "'").split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1].rstrip()}…"


def _escaped_formula(page: Page, run: Run) -> Iterator[Problem]:
    r"""`\(x^2\)`: Markdown takes the backslashes away, and prints what is between."""
    if OBJECT not in run.text:
        return
    for line, _ in run.lines():
        if match := _IN_ESCAPED_BRACKETS.search(page.typed(line)):
            message = say("the formula `{found}` would be printed as it is", found=_short(match[0]))
            hint = say("write it in words and signs, as H~2~O or x^2^, or as a picture")
            yield page.warning(line, KEY, message, hint)


_SHOWN = 40
_RULES: tuple[Callable[[Run], Iterator[Left]], ...] = (
    _asterisks,
    _asterisk,
    _underscores,
    _backticks,
    _attributes,
    _templates,
    _emoji,
    _entities,
    _guillemets,
    _formulas,
    _wiki_links,
    _alerts,
    _hashes,
    _comments,
    _slashes,
    _boxes,
)

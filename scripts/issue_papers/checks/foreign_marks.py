"""Marks of other programs than Markdown: templates, wikis, formulas, names of emoji.

Someone who comes from such a program types them, and readers would see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from issue_papers.articles.formula_syntax import is_amount
from issue_papers.checks.leftovers import Left, Rule, flat, short, told
from issue_papers.checks.page import Page
from issue_papers.checks.runs import OBJECT, Run
from issue_papers.checks.unknown_elements import of_word, quoted
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

_TEMPLATE = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", re.MULTILINE)
_EMOJI = re.compile(r"(?<![\w:/]):(?:[a-z][a-z0-9_+-]+|[+-]1):(?![\w:/])")
_GUILLEMETS = re.compile(r"<<[ \xa0]?(?P<words>[^<>\n]{1,80}?)[ \xa0]?>>")
_FORMULA = re.compile(
    r"\$\$[^$]+\$\$|\\(?![a-z]*cite)[a-zA-Z]+\{[^{}]*\}"
    r"|\$(?=[^$\n]*[\\^_=])[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)"
)
_DOLLARS = re.compile(r"(?<![\w$\\])\$(?=\S)(?P<words>[^$\n]{1,120})(?<=\S)\$(?![\w$])")
_CITE = re.compile(r"\\[a-z]*cite[a-z]*\*?(?:\[[^\[\]]*\])*\{(?P<key>[^{}]+)\}")
_WITHIN = r"(?:(?!(?<!\\)\\[(\[])[^`$]){1,2000}?"
_IN_BRACKETS = re.compile(
    rf"\\{{1,2}}(?:\((?P<words>{_WITHIN})\\{{1,2}}\)|\[(?P<alone>{_WITHIN})\\{{1,2}}\])"
)
"""As it is typed: Markdown takes the backslashes away."""
_ESCAPED = re.compile(r"\\[(\[]")
_OF_FORMULAS = re.compile(r"[\^_=+<>]|\\[a-zA-Z]")
_WIKI_LINK = re.compile(r"\[\[(?!_?(?i:toc)_?\]\])[^\[\]\n]+\]\]")
_ALERT = re.compile(r"^\[!\w+\]", re.MULTILINE)
_BOX = re.compile(
    r"^(?:!{2,4}(?=[ \t]*\w)|!{3}|\?{3}\+?|={3}(?=[ \t]+[\w\"]))[ \t]*(?P<kind>[\w-]*)",
    re.MULTILINE,
)
_CONTENTS = re.compile(
    r"^(?:\[\[?_?toc_?\]\]?|\{\{? ?toc ?\}?\}|\\(?:pagebreak|newpage|tableofcontents))\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNS = re.compile(r"[{$\\\[]|:[a-z+-]|!!|\?{3}|={3}")
"""What there is where any of the rules finds something."""
_ANGLES = re.compile(r"<<|</?[a-z]{1,2}\d?:")
_BRACES = re.compile(r"\{[{%]")
_COLONS = re.compile(":::")
_CONTAINER = re.compile(r"^:{3,}[ \t]*(?P<kind>[\w-]*)", re.MULTILINE)


def check(page: Page) -> Iterator[Problem]:
    """Yield marks of other programs that readers would see."""
    lines, escaped = _escaped_formulas(page)
    yield from escaped
    yield from told(page, (*_RULES, partial(_formulas, lines)), _SIGNS)
    yield from told(page, (partial(_guillemets, page.language), partial(of_word, page)), _ANGLES)
    if not page.library.settings.has_others:  # a plugin may fill in what stands in braces
        yield from told(page, (_templates,), _BRACES)
    if page.is_ours:
        # What reads a program's own comments on a plain page may have such marks, and use them.
        yield from told(page, (_containers,), _COLONS)


def _templates(run: Run) -> Iterator[Left]:
    for match in _TEMPLATE.finditer(run.text):
        message = say("`{found}` would be printed as it is", found=short(match[0]))
        hint = say("texts have no templates: write what is to be read")
        yield Left(match.start(), message, hint)


def _emoji(run: Run) -> Iterator[Left]:
    for match in _EMOJI.finditer(run.text):
        message = say("`{found}` would be printed as it is", found=match[0])
        hint = say("type the character itself, such as →, or write it in words")
        yield Left(match.start(), message, hint)


def _guillemets(language: str, run: Run) -> Iterator[Left]:
    for match in _GUILLEMETS.finditer(run.text):
        message = say("found `{found}`, expected quotation marks", found=short(match[0]))
        hint = say("write `{right}`", right=quoted(match["words"], language))
        yield Left(match.start(), message, hint, "typography")


def _formulas(told_on: frozenset[int], run: Run) -> Iterator[Left]:
    for match in _FORMULA.finditer(run.text):
        if run.line_of(match.start()) not in told_on:
            yield Left(match.start(), *_formula(match[0]))
            return


def _citations(run: Run) -> Iterator[Left]:
    for match in _CITE.finditer(run.text):
        message = say("`{found}` would be printed as it is", found=short(match[0]))
        hint = say("was `[@{key}]` meant?", key="; @".join(match["key"].replace(",", " ").split()))
        yield Left(match.start(), message, hint, "citation")


def _formula(found: str) -> tuple[Message, Message]:
    message = say("the formula `{found}` would be printed as it is", found=short(found))
    if found.startswith("$") and not found.startswith("$$"):
        return message, say("where letters touch it, write ``$`x^2`$``")
    return message, say("write it between dollar signs: `$x^2$`, or `$$ … $$` by itself")


def _escaped_formulas(page: Page) -> tuple[frozenset[int], tuple[Problem, ...]]:
    r"""Return `\(x^2\)`, of which Markdown leaves `(x^2)`, and on which lines it stands."""
    found: dict[tuple[int, str], Problem] = {}
    lines: set[int] = set()
    if not (page.is_ours and _ESCAPED.search(page.document.body)):
        return frozenset(), ()
    for run in page.runs:
        if OBJECT not in run.text and "\\" not in run.text:
            continue
        numbers = [line for line, _ in run.lines()]
        typed = "\n".join(map(page.typed, numbers))
        for match in _IN_BRACKETS.finditer(typed):
            line = numbers[0] + typed.count("\n", 0, match.start())
            if _OF_FORMULAS.search(match["words"] or match["alone"]):
                lines |= {*range(line, line + match[0].count("\n") + 1)}
                found[line, match[0]] = page.warning(line, "markdown", *_in_brackets(match))
    return frozenset(lines), tuple(found.values())


def _in_brackets(match: re.Match[str]) -> tuple[Message, Message]:
    message = say("the formula `{found}` would be printed as it is", found=short(match[0]))
    right = f"${flat(match['words'])}$" if match["words"] else f"$${flat(match['alone'])}$$"
    return message, say("write `{right}`", right=right)


def _amounts(run: Run) -> Iterator[Left]:
    """`$5 (US$)`, which is a text here, and a formula on GitHub."""
    for match in _DOLLARS.finditer(run.text):
        if is_amount(match["words"]):
            message = say("GitHub shows a formula in `{found}`", found=short(match[0]))
            hint = say("write `\\$` for each dollar sign that is only one")
            yield Left(match.start(), message, hint)


def _wiki_links(run: Run) -> Iterator[Left]:
    for match in _WIKI_LINK.finditer(run.text):
        if "@" in match[0]:
            continue  # told as a citation
        message = say("`{found}` is no link", found=short(match[0]))
        hint = say("write `[words](path-of-the-file.md)`")
        yield Left(match.start(), message, hint, "link")


def _contents(run: Run) -> Iterator[Left]:
    for match in _CONTENTS.finditer(run.text):
        message = say("`{found}` would be printed as it is", found=short(match[0]))
        hint = say("delete it: pages and editions have a table of contents of their own")
        yield Left(match.start(), message, hint)


def _alerts(run: Run) -> Iterator[Left]:
    for match in _ALERT.finditer(run.text):
        message = say("`{found}` would be printed as it is", found=match[0])
        hint = say("write `> [!NOTE]`, TIP, IMPORTANT, WARNING or CAUTION, alone on its line")
        yield Left(match.start(), message, hint)


def _boxes(run: Run) -> Iterator[Left]:
    for match in _BOX.finditer(run.text):
        yield _box(match)


def _containers(run: Run) -> Iterator[Left]:
    for match in _CONTAINER.finditer(run.text):
        yield _box(match)


def _box(match: re.Match[str]) -> Left:
    kind = match["kind"] or "note"
    message = say("`{found}` would be printed as it is", found=match[0].strip())
    hint = say("write `!!! {kind}`, and what the box says below it, four spaces in", kind=kind)
    return Left(match.start(), message, hint)


_RULES: tuple[Rule, ...] = (
    _emoji,
    _amounts,
    _citations,
    _wiki_links,
    _alerts,
    _contents,
    _boxes,
)

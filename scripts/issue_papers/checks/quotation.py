"""Quotation marks without a pair, paragraph by paragraph.

Only the marks in pairs of two strokes are looked at: a single one may be an apostrophe. Languages
pair them differently („…“, “…”, »…«), so what opens in one closes in another; a mark is told of
only if the paragraph has an odd number of its kind. A quotation of several paragraphs opens in each
and closes in the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.articles.nodes import Paragraph
from issue_papers.checks.page import Page
from issue_papers.checks.residues import is_garbled
from issue_papers.checks.runs import Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "typography"
_CURLED = re.compile("[“”„‟]")
_ANGLED = re.compile("[«»]")
_STRAIGHT = re.compile(r'"')
_MEASURE = re.compile(r"\d ?\"|[\u2032'’]\d+\"")
"""Inches and seconds: 5"."""
_IN_HEBREW_WORD = re.compile('(?<=[\u05d0-\u05ea])["“”„](?=[\u05d0-\u05ea])')
"""What shortens a word, as in דו"ח, or opens a quotation behind a prefix: only readers know."""
_OPENS = re.compile(r"\s*[“„«»\"‟]")


def check(page: Page) -> Iterator[Problem]:
    """Yield quotation marks that stand alone in their paragraph."""
    runs = [run for run in page.runs if isinstance(run.block, Paragraph)]
    for number, run in enumerate(runs):
        after = runs[number + 1].text if number + 1 < len(runs) else ""
        before = runs[number - 1].text if number else ""
        for pattern in (_CURLED, _ANGLED, _STRAIGHT):
            yield from _pairs(page, run, pattern, (before, after))


def _pairs(
    page: Page, run: Run, pattern: re.Pattern[str], around: tuple[str, str]
) -> Iterator[Problem]:
    if not _odd(run.text, pattern) or is_garbled(run.text):
        return
    if pattern is not _ANGLED and _IN_HEBREW_WORD.search(run.text):
        return
    without_measures = _MEASURE.sub(lambda match: "_" * len(match[0]), run.text)
    if not _odd(without_measures, pattern):
        return
    marks = [*pattern.finditer(without_measures)]
    if _OPENS.match(around[1]) or (_OPENS.match(run.text) and _odd(around[0], pattern)):
        return  # a quotation that goes on in the next paragraph, or comes from the one before
    alone = _alone(marks)
    message = say("the quotation mark {mark} has no pair in its paragraph", mark=alone[0])
    hint = say("put the other one where the quotation begins or ends")
    yield page.warning(run.line_of(alone.start()), KEY, message, hint)


def _odd(text: str, pattern: re.Pattern[str]) -> bool:
    return len(pattern.findall(text)) % 2 == 1


def _alone(marks: list[re.Match[str]]) -> re.Match[str]:
    """Return the mark that has no pair: the first that stands beside another of its like."""
    for first, second in zip(marks[::2], [*marks[1::2], None], strict=True):
        if second is None or (first[0] == second[0] and first[0] != '"'):
            return first
    return marks[-1]

"""The letters that tell works of one author and one year apart, as in 2007a.

Which letter a work has depends on the other works, and how it is written doesn't depend on the
letter. So a work is written once with a sign in the letter's place, whatever letter it is given.
"""

from __future__ import annotations

from dataclasses import replace

from issue_papers.citations.forms import CitedForm, Run
from issue_papers.content.model import Reference

_SIGN = "\ua727"
"""A letter that no style and hardly any title has (heng): a style gives it capitals as any other,
and what sets a text reads it as one."""


def written_as(reference: Reference, letter: str) -> str:
    """Return what a work is written with: the sign for its letter, unless its own words have it."""
    facts = reference.facts
    return _SIGN if letter and _SIGN not in facts and _SIGN.upper() not in facts else letter


def in_entry(runs: tuple[Run, ...], sign: str, letter: str) -> tuple[Run, ...]:
    """Put a work's letter where its entry in a bibliography was written with a sign."""
    if sign == letter:
        return runs
    return tuple(replace(run, text=_filled(run.text, letter)) for run in runs)


def in_citation(form: CitedForm, sign: str, letter: str) -> CitedForm:
    """Put a work's letter where texts cite it with a sign."""
    if sign == letter:
        return form
    return CitedForm(*(_filled(text, letter) for text in (form.author, form.rest, form.whole)))


def _filled(text: str, letter: str) -> str:
    return text.replace(_SIGN, letter).replace(_SIGN.upper(), letter.upper())

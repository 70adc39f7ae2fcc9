"""The numbers of works in styles that cite by numbers, as in [3], and of the notes that cite them.

Which number a work has depends on the other works and on where they are cited, and how it is
written doesn't depend on the number. So a work is written once with a sign in the number's place,
whatever number it is given.
"""

from __future__ import annotations

import re
from dataclasses import replace

from issue_papers.citations.forms import Run, to_text

VARIABLE = "citation-number"
"""What CSL calls the number."""
FIRST_NOTE = "first-reference-note-number"
"""What CSL calls the number of the note that cites a work first."""
_SIGNS = "\ua620\ua621\ua622\ua623\ua624"
"""Digits that hardly any title has (Vai): what sets a text reads them as digits."""


_CLOSING = r"[\]).:/-]*"
"""What styles put behind a number in their lists."""


def sign_for(facts: str) -> str:
    """Return the sign that a work is written with, which isn't among its own words.

    Args:
        facts: All that is said of the work.
    """
    return next((sign for sign in _SIGNS if sign not in facts), _SIGNS[-1])


def filled(text: str, sign: str, number: int) -> str:
    """Put a work's number where its citation was written with a sign."""
    return text.replace(sign, str(number))


def numbered(runs: tuple[Run, ...], sign: str, number: int) -> tuple[Run, ...]:
    """Put a number where runs were written with a sign."""
    return tuple(replace(run, text=filled(run.text, sign, number)) for run in runs)


def parted(runs: tuple[Run, ...], sign: str, number: int) -> tuple[str, tuple[Run, ...]]:
    """Return an entry's number as the style writes it, “[3]”, and the entry without it.

    Args:
        runs: The entry, written with a sign.
        sign: The sign.
        number: What it stands for. Where the style doesn't number its list, it is told as “3.”.
    """
    found = re.match(rf"\W*{sign}{_CLOSING}\s*", to_text(runs))
    written, left = (found[0].strip(), found.end()) if found else (f"{number}.", 0)
    rest = []
    for run in runs:
        if kept := run.text[left:]:
            rest.append(replace(run, text=filled(kept, sign, number)))
        left = max(left - len(run.text), 0)
    return filled(written, sign, number), tuple(rest)

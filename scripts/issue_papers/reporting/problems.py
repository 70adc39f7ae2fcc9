"""What is wrong with the content, said so that an editor who doesn't program can mend it.

A problem names the place (file, line, key), says what was found and what was expected, and how to
mend it. Problems are gathered over the whole tree and reported together, never one at a time.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from issue_papers.reporting.catalogues import SOURCE
from issue_papers.reporting.edits import Edit, Rename
from issue_papers.reporting.messages import Message, joined, say, say_count, translate


class Severity(StrEnum):
    """How much a problem weighs.

    An error stops the build, a warning is only reported, and a notice is no fault at all: what the
    site's owner has chosen, and others should know.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place.

    Attributes:
        path: File, relative to the project's root, with forward slashes.
        line: Line in that file, counted from 1.
        key: What the fault is about: a front-matter key such as `figures.0.value`, or a short name
            for a part of the text such as `link` or `block`.
        message: What was found and what was expected, in one sentence; made by `messages.say`.
        hint: How to mend it. Empty where the message says it all.
        severity: Error or warning.
        fix: What mends it, where that is beyond doubt.
    """

    path: str
    line: int
    key: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    fix: Edit | Rename | None = field(default=None, compare=False)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return only the problems that stop a build."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)


def as_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems that all stop a build, as a strict one wants them."""
    return tuple(
        replace(problem, severity=Severity.ERROR)
        for problem in problems
        if problem.severity is not Severity.NOTICE
    )


def describe(problem: Problem, language: str = SOURCE) -> str:
    """Write one problem as `path:line: key: message`, with its hint on a second line.

    Args:
        problem: The problem.
        language: The language to write it in.
    """
    mark = translate(_MARKS[problem.severity], language)
    message = translate(problem.message, language)
    text = f"{problem.path}:{problem.line}: {mark}{problem.key}: {message}"
    return f"{text}\n  {hint_line(problem, language)}" if problem.hint else text


_MARKS: Mapping[Severity, str] = {
    Severity.ERROR: "",
    Severity.WARNING: say("warning: "),
    Severity.NOTICE: say("notice: "),
}


def hint_line(problem: Problem, language: str = SOURCE) -> str:
    """Write a problem's hint as a line of its own."""
    return translate(say("hint: {hint}", hint=problem.hint), language)


def report(problems: Iterable[Problem], language: str = SOURCE) -> str:
    """Write all problems, sorted by place, with a closing line that counts them.

    Args:
        problems: The problems.
        language: The language to write them in.
    """
    ordered = sorted(set(problems))
    described = [describe(problem, language) for problem in ordered]
    return "\n".join([*described, translate(count(ordered), language)])


def verdict(problems: Iterable[Problem], language: str = SOURCE) -> str:
    """Say in a line why there is no site: the first error with its place, and how many more.

    Args:
        problems: The problems; one of them at least is an error.
        language: The language to say it in.
    """
    wrong = sorted(set(errors(problems)))
    problem, left = wrong[0], len(wrong) - 1
    message = translate(problem.message, language).partition("\n")[0]
    reason = f"{problem.path}:{problem.line}: {problem.key}: {message}"
    if left:
        told = say_count(
            left,
            one="no site was made: {reason} (and 1 more error)",
            other="no site was made: {reason} (and {count} more errors)",
            reason=reason,
        )
        return translate(told, language)
    return translate(say("no site was made: {reason}", reason=reason), language)


class ProblemsError(Exception):
    """Something can't be made from this content.

    Attributes:
        problems: What is wrong, each with its place.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(report(problems))

    def __reduce__(self) -> tuple[type[ProblemsError], tuple[Problem, ...]]:
        """Let it come back from another process with its problems."""
        return type(self), self.problems


def count(problems: Iterable[Problem]) -> Message:
    """Say how many errors and warnings there are."""
    found = set(problems)
    wrong = len(errors(found))
    doubtful = sum(problem.severity is Severity.WARNING for problem in found)
    counts = []
    if wrong:
        counts.append(say_count(wrong, one="1 error", other="{count} errors"))
    if doubtful:
        counts.append(say_count(doubtful, one="1 warning", other="{count} warnings"))
    return say("{counts} found.", counts=both(counts)) if counts else say("No problems found.")


def both(parts: Sequence[str]) -> Message:
    """Join the one or two things that there are to say."""
    if len(parts) < 2:  # noqa: PLR2004
        return joined("", parts)
    return say("{first} and {second}", first=parts[0], second=parts[1])


def listed(items: Sequence[str], most: int) -> Message:
    """Name some things as code, and say how many more there are."""
    shown = joined("", ["`", joined("`, `", items[:most]), "`"])
    left = len(items) - most
    if left <= 0:
        return shown
    return say_count(left, one="{shown} and 1 more", other="{shown} and {count} more", shown=shown)


def folded(text: str) -> str:
    """Return a text without capitals, accents and repeated spaces, to compare it with others."""
    taken_apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in taken_apart if not unicodedata.combining(c)).split())


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to a misspelt one; nothing if none is near."""
    form = folded(word)
    if len(form) > _LONG:
        return ""
    by_form = {folded(option): option for option in sorted(known, reverse=True)}
    forms = [*by_form]
    if len(forms) > _MANY:  # to compare each with each would take too long
        forms = [one for one in forms if one[:2] == form[:2]][:_MANY]
    matches = difflib.get_close_matches(form, forms, n=1, cutoff=0.6)
    return by_form[matches[0]] if matches else ""


_MANY, _LONG = 400, 200
"""So many words are compared letter by letter with a misspelt one, and one so long with none."""


def closest(word: str, known: Iterable[str]) -> Message:
    """Return a hint that names the known word nearest to a misspelt one, or lists what is known.

    Args:
        word: What the editor wrote.
        known: The words that would have been right.
    """
    options = sorted(known)
    if near := nearest(word, options):
        return say("did you mean `{word}`?", word=near)
    if not options:
        return say("none is defined yet")
    shown = ", ".join(f"`{option}`" for option in options[:12])
    more = " …" if len(options) > 12 else ""  # noqa: PLR2004
    return say("known here: {shown}", shown=f"{shown}{more}")

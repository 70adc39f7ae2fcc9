"""Problems in the forms that other programs read: JSON, GitHub and GitLab.

For people there is `problems.report`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from issue_papers.reporting import problems
from issue_papers.reporting.catalogues import SOURCE
from issue_papers.reporting.edits import Edit
from issue_papers.reporting.messages import say, translate
from issue_papers.reporting.problems import Problem, Severity

_ITEM_NUMBER = re.compile(r"\.\d+(?=\.|$)|^\d+\.")
"""The position in a list, as in `figures.0.value`."""


def as_json(found: Iterable[Problem], language: str = SOURCE) -> str:
    """Write problems as a list of objects with the fields of `Problem`, sorted by place.

    What mends one is an object with the fields of `Edit` or of `Rename`, or null.
    """
    return _dump(
        [
            {
                **asdict(problem),
                "message": translate(problem.message, language),
                "hint": translate(problem.hint, language),
            }
            for problem in sorted(set(found))
        ]
    )


def as_github(found: Iterable[Problem], language: str = SOURCE) -> str:
    """Write problems as workflow commands, which GitHub shows at the line they are about.

    The last line is the count, for the log. GitHub shows ten errors and ten warnings a step; the
    log has them all. See
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
    """
    ordered = sorted(set(found))
    commands = [
        f"::{problem.severity.value} file={_property(problem.path)},line={problem.line},"
        f"title={_property(problem.key)}::{_data(_sentences(problem, language))}"
        for problem in ordered
    ]
    return "\n".join([*commands, translate(problems.count(ordered), language)])


def as_gitlab(found: Iterable[Problem], language: str = SOURCE) -> str:
    """Write problems as a Code Quality report, which GitLab shows in the merge request.

    A fingerprint doesn't depend on the line, so that a problem stays the same one when lines above
    it come or go; nor on the language. See https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
    """
    seen: Counter[str] = Counter()
    issues = []
    for problem in sorted(set(found)):
        what = "\0".join((problem.path, _rule(problem), problem.message))
        seen[what] += 1
        fingerprint = hashlib.sha256(f"{what}\0{seen[what]}".encode()).hexdigest()
        issues.append(
            {
                "description": _sentences(problem, language),
                "check_name": _rule(problem),
                "fingerprint": fingerprint,
                "severity": _WEIGHTS[problem.severity],
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
        )
    return _dump(issues)


_WEIGHTS: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.NOTICE: "info",
}
"""GitLab's words."""

FORMATS: Mapping[str, Callable[[Iterable[Problem], str], str]] = {
    "text": problems.report,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
"""How problems can be written, by the name that `issue-papers check --format` takes.

Each takes the problems and a language.
"""


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _sentences(problem: Problem, language: str) -> str:
    said = [translate(problem.message, language)]
    if problem.hint:
        said.append(problems.hint_line(problem, language))
    if isinstance(problem.fix, Edit) and problem.fix.lines:
        said += [translate(say("as it should be:"), language), *problem.fix.lines]
    return "\n".join(said)


def _rule(problem: Problem) -> str:
    """Name what a problem is about without saying which item of a list it is."""
    return _ITEM_NUMBER.sub("", problem.key)


def _data(text: str) -> str:
    """Escape a workflow command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape the value of a workflow command's property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")

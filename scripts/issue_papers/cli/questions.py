"""What the commands of `issue-papers new` share: asking, checking what was answered, writing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from issue_papers.checks import fillers, pages, rules
from issue_papers.cli import scaffold
from issue_papers.cli.site import settings as site_settings
from issue_papers.content.library import Library
from issue_papers.content.settings import Settings
from issue_papers.kinds.scaffolding import Draft, Question, ScaffoldError, UnusableAnswerError
from issue_papers.reporting import problems
from issue_papers.reporting.messages import Message, environment_language, joined, local, say

YES = click.option("-y", "--yes", is_flag=True, help="Ask nothing: take what options don't say.")


class Answering:
    """Takes what options say, and asks for the rest where somebody can answer.

    Args:
        library: What there is.
        given: The options, by name.
        yes: Whether nothing is to be asked.
    """

    def __init__(
        self,
        library: Library,
        given: Mapping[str, str | tuple[str, ...] | None],
        *,
        yes: bool,
    ) -> None:
        self._library = library
        self._given = given
        self._can_ask = not yes and is_somebody_there()

    def ask(self, questions: Iterable[Question]) -> dict[str, str]:
        """Return the answers; the defaults where nobody can be asked.

        Raises:
            UnusableAnswerError: Nobody can be asked, and something has neither option nor default.
        """
        found: dict[str, str] = {}
        missing: dict[str, Message] = {}
        for question in questions:
            value = self._given.get(question.name)
            prompt = question.prompt
            if question.choices:
                choices = ", ".join(question.choices(self._library))
                prompt = say("{prompt}, of {choices}", prompt=prompt, choices=choices)
            if value is None:
                value = question.default(self._library, found)
                if self._can_ask:
                    value = click.prompt(local(prompt), default=value or None)
                elif not value and question.follows not in missing:
                    missing[question.name] = joined("", [f"--{question.name} (", prompt, ")"])
            found[question.name] = str(value).strip()
        if missing:
            options = joined(", ", missing.values())
            raise UnusableAnswerError(
                say("nobody can be asked here, so give {options}", options=options)
            )
        return found

    def tell(self, text: Message) -> None:
        """Say something to whoever is asked, if anybody is."""
        if self._can_ask:
            click.echo(local(text))

    def given(self, name: str) -> tuple[str, ...]:
        """Return what an option was given, as often as it was."""
        value = self._given.get(name)
        return value if isinstance(value, tuple) else (value,) if value else ()

    def is_answered(self) -> bool:
        """Whether somebody can be asked."""
        return self._can_ask


def is_somebody_there() -> bool:
    """Whether questions can be answered: the input is a terminal."""
    return sys.stdin.isatty()


def load(config_file: Path) -> Library:
    """Read the site, be it without faults or not: a new file has nothing to do with old ones."""
    return _read(config_file)[0].written


def name_of(settings: Settings, draft: Draft) -> str:
    """Return a draft's path relative to the project's root."""
    return settings.relative(draft.path)


@contextmanager
def failures_told() -> Iterator[None]:
    """Tell why something can't be made, as commands do."""
    try:
        yield
    except UnusableAnswerError as error:
        raise click.UsageError(local(error.message)) from error
    except ScaffoldError as error:
        raise click.ClickException(local(error.message)) from error


def _found(config_file: Path) -> tuple[problems.Problem, ...]:
    return _read(config_file)[1]


def _read(config_file: Path) -> tuple[Library, tuple[problems.Problem, ...]]:
    """Read a site with its drafts, and all that is wrong with them."""
    settings = site_settings(config_file)
    visibility = replace(settings.visibility, shows_drafts=True)
    library, _, found = rules.load_and_check(replace(settings, visibility=visibility))
    return library, found


def _without_line(problem: problems.Problem) -> tuple[str, str, str]:
    """Return what tells problems apart where lines have moved."""
    return problem.path, problem.key, problem.message


def finish(
    settings: Settings,
    config_file: Path,
    drafts: list[Draft],
    steps: list[Message],
) -> None:
    """Check the drafts, write them, and say what was written and what is to be done next.

    Raises:
        click.ClickException: They aren't right, or can't be written; nothing was.
    """
    language = environment_language()
    if faults := scaffold.problems(settings, drafts):
        raise _nothing_written(faults, language)
    old = {_without_line(problem) for problem in _found(config_file)}
    with failures_told():
        scaffold.write(drafts)
    try:
        new = [problem for problem in _found(config_file) if _without_line(problem) not in old]
    except BaseException:
        scaffold.undo(drafts)
        raise
    # A translation to be written can't be right yet.
    unfinished = {name_of(settings, draft) for draft in drafts if "." in draft.path.stem}
    faults = [problem for problem in problems.errors(new) if problem.path not in unfinished]
    if faults:
        scaffold.undo(drafts)
        raise _nothing_written(faults, language)
    for draft in drafts:
        file = name_of(settings, draft)
        is_new = draft.before is None
        click.echo(
            local(say("wrote {file}", file=file) if is_new else say("changed {file}", file=file))
        )
    # That a draft has no text is what its notice says.
    waiting = {problem.path for problem in new if problem.key == pages.DRAFT}
    told = [each for each in new if each.key != fillers.KEY or each.path not in waiting]
    if ours := [problem for problem in told if problem.path not in unfinished]:
        click.echo(problems.report(ours, language))
    click.echo(local(say("Next:")))
    for number, step in enumerate(steps, 1):
        click.echo(f"  {number}. {local(step)}")


def _nothing_written(
    faults: Iterable[problems.Problem], language: str
) -> click.exceptions.ClickException:
    told = problems.report(faults, language)
    return click.ClickException(local(say("nothing was written:\n{problems}", problems=told)))

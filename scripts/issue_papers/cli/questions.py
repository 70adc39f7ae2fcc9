"""What the commands of `issue-papers new` share: asking, checking what was answered, writing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from issue_papers.articles.slugs import slugify
from issue_papers.checks import rules
from issue_papers.cli import scaffold
from issue_papers.cli.site import settings as site_settings
from issue_papers.content.library import Library
from issue_papers.content.settings import Settings
from issue_papers.reporting import problems
from issue_papers.reporting.messages import environment_language, local

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
YES = click.option("-y", "--yes", is_flag=True, help="Ask nothing: take what options don't say.")


@dataclass(frozen=True)
class Question:
    """Something that a command needs to know.

    Attributes:
        name: The option, without `--`.
        prompt: How it is asked.
        default: What is proposed, from the answers so far; nothing if there is no good guess.
        follows: The question that the default is made from.
    """

    name: str
    prompt: str
    default: Callable[[Mapping[str, str]], str] = lambda _: ""
    follows: str = ""


def answers(
    questions: Iterable[Question], given: Mapping[str, str | None], *, yes: bool
) -> dict[str, str]:
    """Take what options say, and ask for the rest, or take the defaults where nobody can answer.

    Raises:
        click.UsageError: Nobody can be asked, and something has neither option nor default.
    """
    found: dict[str, str] = {}
    missing: dict[str, str] = {}
    can_ask = not yes and is_somebody_there()
    for question in questions:
        value = given.get(question.name)
        if value is None:
            value = question.default(found)
            if can_ask:
                value = click.prompt(question.prompt, default=value or None)
            elif not value and question.follows not in missing:
                missing[question.name] = f"--{question.name} ({question.prompt})"
        found[question.name] = str(value).strip()
    if missing:
        raise click.UsageError(f"nobody can be asked here, so give {', '.join(missing.values())}")
    return found


def is_somebody_there() -> bool:
    """Whether questions can be answered: the input is a terminal."""
    return sys.stdin.isatty()


def slug_of(key: str) -> Callable[[Mapping[str, str]], str]:
    """Return what proposes a slug made from another answer."""
    return lambda answers: slugify(answers.get(key, ""), "-")


def load(config_file: Path) -> Library:
    """Read the site, be it without faults or not: a new file has nothing to do with old ones."""
    return rules.load_and_check(site_settings(config_file))[0]


def sound_slug(slug: str) -> str:
    """Return a slug that can be one.

    Raises:
        click.UsageError: It can't.
    """
    if not _SLUG.fullmatch(slug):
        right = slugify(slug, "-").replace("_", "-")
        hint = f": write `{right}`" if _SLUG.fullmatch(right) else ""
        message = f"found `{slug}`, expected lower-case ASCII words joined by hyphens{hint}"
        raise click.UsageError(message)
    return slug


def example_language(library: Library) -> str:
    """Return a language for examples: the first that texts are translated into."""
    others = (tag for tag in library.locales.tags if tag != library.locales.source)
    return next(others, library.locales.source)


def name_of(settings: Settings, draft: scaffold.Draft) -> str:
    """Return a draft's path relative to the project's root."""
    return settings.relative(draft.path)


@contextmanager
def failures_told() -> Iterator[None]:
    """Tell why something can't be made, as commands do."""
    try:
        yield
    except scaffold.ScaffoldError as error:
        raise click.ClickException(local(error.args[0])) from error


def _found(config_file: Path) -> tuple[problems.Problem, ...]:
    return rules.load_and_check(site_settings(config_file))[2]


def _without_line(problem: problems.Problem) -> tuple[str, str, str]:
    """Return what tells problems apart where lines have moved."""
    return problem.path, problem.key, problem.message


def finish(
    settings: Settings,
    config_file: Path,
    drafts: list[scaffold.Draft],
    steps: list[str],
) -> None:
    """Check the drafts, write them, and say what was written and what is to be done next.

    Raises:
        click.ClickException: They aren't right, or can't be written; nothing was.
    """
    language = environment_language()
    if faults := scaffold.problems(settings, drafts):
        raise click.ClickException(f"nothing was written:\n{problems.report(faults, language)}")
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
        raise click.ClickException(f"nothing was written:\n{problems.report(faults, language)}")
    for draft in drafts:
        verb = "changed" if draft.before is not None else "wrote"
        click.echo(f"{verb} {name_of(settings, draft)}")
    if ours := [problem for problem in new if problem.path not in unfinished]:
        click.echo(problems.report(ours, language))
    click.echo("Next:")
    for number, step in enumerate(steps, 1):
        click.echo(f"  {number}. {step}")

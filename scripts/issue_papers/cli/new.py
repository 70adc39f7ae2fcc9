"""`issue-papers new …`: files to start from, which pass the check."""

from __future__ import annotations

from pathlib import Path

import click

from issue_papers.cli import scaffold
from issue_papers.cli.options import CONFIG_OPTION
from issue_papers.cli.questions import (
    YES,
    Answering,
    failures_told,
    finish,
    load,
    name_of,
)
from issue_papers.kinds import registry
from issue_papers.kinds.scaffolding import Scaffold
from issue_papers.reporting import problems
from issue_papers.reporting.messages import local, say


@click.group("new")
def new_group() -> None:
    """Make the files of a new page, or lay out the translation of one that is there.

    What options don't say is asked. Nothing that is there is overwritten.
    """


def _command(made: Scaffold) -> click.Command:
    """Return the command that begins a page of a kind."""

    @CONFIG_OPTION
    @YES
    def begin(config_file: Path, *, yes: bool, **given: str | tuple[str, ...] | None) -> None:
        library = load(config_file)
        named = {name.replace("_", "-"): value for name, value in given.items()}
        asking = Answering(library, named, yes=yes)
        with failures_told():
            found = asking.ask(made.questions)
            drafts = made.draft(library, found, asking)
        files = [name_of(library.settings, draft) for draft in drafts]
        finish(library.settings, config_file, drafts, made.steps(library, found, files))

    for option in reversed(made.options):
        kind = click.option(f"--{option.name}", multiple=option.is_multiple, help=option.help)
        begin = kind(begin)
    for question in reversed(made.questions):
        begin = click.option(f"--{question.name}", help=question.help or None)(begin)
    return click.command(made.command, help=made.help)(begin)


for _kind in registry.kinds():
    if _kind.scaffold:
        new_group.add_command(_command(_kind.scaffold))


@new_group.command("translation")
@CONFIG_OPTION
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("language")
def new_translation(config_file: Path, path: Path, language: str) -> None:
    """Lay out the translation of PATH, a source file, into LANGUAGE.

    Every heading, block and key is there with its id, and the source's text beside it. It is a
    draft, which isn't published, until some of its text is translated. Until `issue-papers sync`
    records the finished work, the check reports that it isn't recorded.
    """
    library = load(config_file)
    locales = library.locales
    others = [tag for tag in locales.tags if tag != locales.source]
    if language not in others:
        message = say(
            "`{language}` is no language that this site is translated into: {hint}",
            language=language,
            hint=problems.closest(language, others),
        )
        raise click.UsageError(local(message))
    full = path.resolve()
    entry = next(
        (e for e in library.entries.values() if library.settings.root / e.source.path == full),
        None,
    )
    if entry is None:
        message = say(
            "{path} isn't the source-language file of a page that can be read; "
            "`issue-papers check` says what is wrong",
            path=str(path),
        )
        raise click.UsageError(local(message))
    drafts = scaffold.translation(library, entry, language)
    file = name_of(library.settings, drafts[0])
    steps = [
        say(
            "translate {file}: each paragraph below its comment, then delete the comment", file=file
        ),
        say("see with `issue-papers check` what is still missing"),
        say("when it is right, record it: `issue-papers sync {file}`", file=file),
    ]
    finish(library.settings, config_file, drafts, steps)

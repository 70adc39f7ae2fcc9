"""`issue-papers xliff export` and `import`: texts for translators' programs, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from issue_papers.blocks import registry as blocks
from issue_papers.cli import choosing
from issue_papers.cli.options import CONFIG_OPTION
from issue_papers.cli.site import load_site
from issue_papers.content.library import Entry, Library
from issue_papers.installed import version
from issue_papers.interchange import xliff
from issue_papers.interchange.offering import offered
from issue_papers.interchange.taking import Asked, taken
from issue_papers.reporting.messages import environment_language, local, say, say_count
from issue_papers.reporting.problems import Problem, describe, errors


@click.group("xliff")
def xliff_group() -> None:
    """Send texts to translators' programs as XLIFF, and put what comes back into the files."""


def _options() -> Mapping[str, frozenset[str]]:
    return {name: kind.texts for name, kind in blocks.types().items()}


def _entries(library: Library, paths: tuple[Path, ...]) -> tuple[Entry, ...]:
    _, keys = choosing.chosen(library, paths)
    return tuple(entry for entry in choosing.as_read(library) if entry.key in keys)


@xliff_group.command("export")
@CONFIG_OPTION
@click.argument("tag", metavar="LANGUAGE")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.  [default: LANGUAGE.xlf]",
)
@click.option("--all", "all_", is_flag=True, help="Also what agrees with its source.")
def export_command(
    config_file: Path, tag: str, paths: tuple[Path, ...], output: Path | None, *, all_: bool
) -> None:
    """Write what is to be translated into LANGUAGE as XLIFF 1.2.

    PATHS are pages, or folders of them; without any, all pages. The file holds the passages that
    aren't translated, or whose source has changed since. Each paragraph is a unit of its own; ids,
    targets of links, citations and marks are protected.
    """
    library = load_site(config_file)
    choosing.language(library, tag)
    found = tuple(offered(_entries(library, paths), tag, _options(), all_=all_))
    if not found:
        click.echo(local(say("There is nothing to translate.")))
        return
    path = output or Path(f"{tag}.xlf")
    path.write_bytes(xliff.written(found, version("issue-papers")))
    count = sum(len(page.groups) for page in found)
    said = say_count(
        count,
        one="1 passage is in {path}.",
        other="{count} passages are in {path}.",
        path=str(path),
    )
    click.echo(local(said))


@xliff_group.command("import")
@CONFIG_OPTION
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--by", "translators", multiple=True, help="Who has translated it.")
@click.option("--machine", is_flag=True, help="A new translation was made by a machine.")
@click.option("--overwrite", is_flag=True, help="Also what was changed here since the export.")
def import_command(
    config_file: Path,
    files: tuple[Path, ...],
    translators: tuple[str, ...],
    *,
    machine: bool,
    overwrite: bool,
) -> None:
    """Put what was translated in XLIFF files into the site's files.

    A passage is taken whole or not at all. It isn't where its source, or its translation here, has
    changed since the export; what isn't taken is told, and ends the command with status 1. Nothing
    is recorded: `issue-papers check` and then `issue-papers sync` treat what is written as if it
    had been typed.
    """
    problems: list[Problem] = []
    pages: list[str] = []
    passages = 0
    for file in files:
        library = load_site(config_file)  # a file before may have changed it
        try:
            found = xliff.read(file.read_bytes())
        except xliff.UnreadableXliffError as error:
            message = say("it can't be read as XLIFF 1.2: {detail}", detail=str(error))
            problems.append(Problem(str(file), error.line, "xliff", message))
            continue
        status = "machine" if machine else "draft"
        asked = Asked(str(file), _options(), overwrite, status, translators)
        made = taken(library, found, asked)
        for path, text in made.files.items():
            path.write_bytes(text.encode())
            pages.append(library.settings.relative(path))
        passages += made.passages
        problems += made.problems
    for problem in problems:
        click.echo(describe(problem, environment_language()))
    for page in pages:
        click.echo(local(say("wrote {path}", path=page)))
    said = say_count(passages, one="1 passage is taken.", other="{count} passages are taken.")
    click.echo(local(said) if passages else local(say("Nothing is taken.")))
    if passages:
        click.echo(local(say("See with `issue-papers check` whether all is right, then `sync`.")))
    if errors(problems):
        raise click.exceptions.Exit(1)

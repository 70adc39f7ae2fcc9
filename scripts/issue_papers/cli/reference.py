"""`issue-papers reference`: keys, options and commands as pages, in every language of messages."""

from __future__ import annotations

from pathlib import Path

import click

from issue_papers.cli import reference_pages
from issue_papers.reporting.catalogues import LANGUAGES, SOURCE


@click.command("reference")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("manual/docs/reference"),
    show_default=True,
    help="The folder that the pages go into.",
)
@click.pass_context
def reference_command(context: click.Context, output: Path) -> None:
    """Write the reference of keys, options and commands as Markdown.

    It says what this version takes. Each page for editors is there in every language that
    messages are in.
    """
    output.mkdir(parents=True, exist_ok=True)
    for path, text in pages(context.find_root().command).items():
        (output / path).write_text(text, encoding="utf-8", newline="\n")
        click.echo((output / path).as_posix())


def pages(main: click.Command) -> dict[str, str]:
    """Return all pages of the reference by the names of their files."""
    return {
        f"{name}{'' if language == SOURCE else f'.{language}'}.md": reference_pages.page(
            name, main, language
        )
        for name in reference_pages.PAGES
        for language in ((SOURCE,) if name in reference_pages.IN_ENGLISH else LANGUAGES)
    }

"""`issue-papers review`: what a pull request does, in one summary."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from issue_papers import git
from issue_papers.checks import rules
from issue_papers.cli.options import CONFIG_OPTION
from issue_papers.cli.site import settings
from issue_papers.content.settings import Settings
from issue_papers.reporting.catalogues import LANGUAGES
from issue_papers.reporting.messages import local, say
from issue_papers.reporting.problems import ProblemsError, as_errors
from issue_papers.translation import commenting, review


@click.command("review")
@CONFIG_OPTION
@click.option("--base", required=True, help="The commit to compare with, as `origin/main`.")
@click.option(
    "--preview", default="", help="Where a preview is: an address, or a path below `site_url`."
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    help="The language to speak.  [default: that of the changed texts]",
)
def review_command(config_file: Path, base: str, preview: str, language: str | None) -> None:
    """Say in Markdown what the change since a commit does to pages and translations.

    It can be published as it is: what comes from the change itself is code in it. It ends with
    status 0 whatever it finds: a change may leave translations stale, and `check` is what judges
    mistakes.
    """
    head = settings(config_file)
    with tempfile.TemporaryDirectory() as folder:
        _unpack(head, base, Path(folder))
        old = settings(Path(folder) / config_file.name)
        before, _, old_problems = rules.load_and_check(old)
        after, _, new_problems = rules.load_and_check(head)
        found = review.review(before.written, after.written, old_problems, new_problems)
    spoken = language or commenting.language_of(found)
    said = commenting.comment(found, spoken, preview, head.site_url)
    click.echo(said.encode("utf-8", "replace").decode(), nl=False)


def _unpack(site: Settings, commit: str, folder: Path) -> None:
    """Write a commit's files into a folder.

    Raises:
        ProblemsError: git doesn't answer.
        click.ClickException: There is no such commit here.
    """
    if git.unpack(site.root, commit, folder):
        return
    if trouble := git.trouble(site.root, site.relative(site.config_path)):
        raise ProblemsError(*as_errors([trouble]))
    message = say(
        "git knows no commit `{commit}` here; in a shallow clone, fetch more of the history first",
        commit=commit,
    )
    raise click.ClickException(local(message))

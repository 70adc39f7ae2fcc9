"""`issue-papers upgrade`: what a new version changes in a site, and what it may write anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from issue_papers.cli import beginning
from issue_papers.cli.options import CONFIG_OPTION
from issue_papers.cli.site import settings as site_settings
from issue_papers.layers import package_theme
from issue_papers.reporting.messages import local, say
from issue_papers.starting.making import File
from issue_papers.starting.record import NAME, Record, UnusableRecordError
from issue_papers.starting.upgrading import Upgrade, news, upgrade


@click.command("upgrade")
@CONFIG_OPTION
@click.option("--dry-run", is_flag=True, help="Say it all, and write nothing.")
def upgrade_command(config_file: Path, *, dry_run: bool) -> None:
    """Say what the installed version changes, and write anew what nobody has touched.

    Run it after `pip install --upgrade issue-papers`. Texts and data are never written. Files that
    somebody has changed are named, with what the new version would change in them.
    """
    root = config_file.resolve().parent
    try:
        record = Record.read(root)
    except UnusableRecordError as error:
        raise click.ClickException(local(error.message)) from error
    version = beginning.installed_version()
    theme = beginning.theme_digests()
    found = upgrade(
        root,
        record,
        beginning.machinery_of(root, record.site),
        _own_theme(config_file),
        theme,
    )
    if told := news(beginning.changelog(), record.version, version):
        click.echo(told + "\n")
    if not dry_run:
        kept = replace(record, version=version, files=found.files, theme=theme)
        beginning.write(root, [*found.written, File(NAME, kept.text())])
    _tell(found, record.version, version, dry_run=dry_run)


def _own_theme(config_file: Path) -> list[str]:
    """Return the paths of the files that a site lays over the theme's."""
    own, *_ = site_settings(config_file).theme.folders
    if own == package_theme() or not own.is_dir():
        return []
    return [path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file()]


def _tell(found: Upgrade, before: str, now: str, *, dry_run: bool) -> None:
    for file in found.written:
        said = (
            say("would write {file}", file=file.path)
            if dry_run
            else say("wrote {file}", file=file.path)
        )
        click.echo(local(said))
    for touched in found.touched:
        message = say(
            "{path} was changed here, so it was left alone; the new version would have:",
            path=touched.path,
        )
        click.echo(f"{local(message)}\n{touched.diff}")
    for path in found.gone:
        click.echo(local(say("{path} was taken away here, and stays away", path=path)))
    for path in found.dropped:
        click.echo(local(say("{path} isn't needed any more; delete it if you like", path=path)))
    for path in found.overrides:
        message = say(
            "overrides/{path}: the theme's own has changed since; compare yours with it", path=path
        )
        click.echo(local(message))
    if before == now and not (found.written or found.touched or found.overrides):
        click.echo(local(say("Everything is as version {version} has it.", version=now)))
    else:
        message = say("From version {before} to {now}.", before=before, now=now)
        click.echo(local(message))

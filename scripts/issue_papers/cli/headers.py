"""`issue-papers headers`: what a server is to send with a site's files."""

from __future__ import annotations

from pathlib import Path

import click

from issue_papers.building import configuration
from issue_papers.building.given import settings_of
from issue_papers.cli.options import CONFIG_OPTION
from issue_papers.formats.web import headers
from issue_papers.reporting.messages import local, say


@click.command("headers")
@CONFIG_OPTION
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="The built site.")
@click.argument("server", type=click.Choice([*headers.SERVERS]))
def headers_command(config_file: Path, site_dir: Path | None, server: str) -> None:
    """Write what a server is to send with the built site, as that server is told it.

    The site has it for Netlify and Cloudflare Pages already, in its file `_headers`.
    """
    given = configuration.read(config_file)
    site = site_dir or given.site_dir
    if not site.is_dir():
        raise click.ClickException(
            local(
                say(
                    "there is no built site in {folder}; run `issue-papers build` first",
                    folder=site,
                )
            )
        )
    settings = settings_of(given)
    click.echo(headers.of_site(site, settings.site).written(server, settings.theme), nl=False)

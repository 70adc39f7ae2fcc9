"""`issue-papers urls`: keeps the list of published addresses."""

from __future__ import annotations

from pathlib import Path

import click

from issue_papers.building import configuration
from issue_papers.building.given import settings_of
from issue_papers.cli.options import CONFIG_OPTION
from issue_papers.content import addresses
from issue_papers.reporting.messages import local, say, say_count


@click.command("urls")
@CONFIG_OPTION
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="The built site.")
def urls_command(config_file: Path, site_dir: Path | None) -> None:
    """Add the addresses of the built site to the list of those published.

    From then on a build that would lose one of them fails until docs/redirects.yml says where it
    has moved. Run it when you publish.
    """
    config = configuration.read(config_file)
    site = site_dir or config.site_dir
    if not site.is_dir():
        raise click.ClickException(
            local(
                say(
                    "there is no built site in {folder}; run `issue-papers build` first",
                    folder=site,
                )
            )
        )
    chosen = settings_of(config)
    known, _ = addresses.load(chosen)
    new = addresses.write_published(chosen, known, site)
    for address in new:
        click.echo(f"/{address}")
    said = say_count(len(new), one="1 new address", other="{count} new addresses")
    click.echo(local(said), err=True)

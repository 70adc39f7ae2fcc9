"""What all commands share: reading mkdocs.yml, and the site that it describes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from issue_papers import mkdocs_files
from issue_papers.content import loader
from issue_papers.content.library import Library
from issue_papers.content.settings import Settings
from issue_papers.mkdocs_plugin import PLUGIN
from issue_papers.reporting import problems
from issue_papers.reporting.messages import environment_language, local, say

CONFIG_OPTION = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)


def configuration(config_file: Path, **overrides: Any) -> MkDocsConfig:
    """Read mkdocs.yml, or say what is wrong with it.

    Raises:
        click.ClickException: It can't be used.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        config = load_config(config_file=str(config_file), **given)
    except (ConfigurationError, Abort) as error:
        raise click.ClickException(f"{config_file}: {error}") from error
    if PLUGIN not in config.plugins:
        message = say("the plugin `{plugin}` isn't in `plugins:`", plugin=PLUGIN)
        raise click.ClickException(f"{config_file}: {local(message)}")
    return config


def settings(config_file: Path) -> Settings:
    """Read the generator's settings from mkdocs.yml.

    Raises:
        click.ClickException: It can't be used.
    """
    config = configuration(config_file)
    try:
        return mkdocs_files.settings_from(config, config.plugins[PLUGIN].config)
    except PluginError as error:
        raise click.ClickException(str(error)) from error


def load_site(config_file: Path) -> Library:
    """Load what can be read of a site, and say on standard error what can't."""
    library, found = loader.load(settings(config_file))
    for problem in found:
        click.echo(problems.describe(problem, environment_language()), err=True)
    return library

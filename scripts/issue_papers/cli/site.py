"""What all commands share: reading mkdocs.yml, and the site that it describes."""

from __future__ import annotations

import re
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
from issue_papers.mkdocs_endings import Listener
from issue_papers.mkdocs_plugin import PLUGIN
from issue_papers.reporting import problems
from issue_papers.reporting.messages import environment_language, joined, say
from issue_papers.reporting.problems import Problem

CONFIG_OPTION = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)


class UnusableConfigError(click.ClickException):
    """The site's configuration can't be used.

    Attributes:
        problems: What is wrong with it.
    """

    def __init__(self, *found: Problem) -> None:
        self.problems = found
        language = environment_language()
        super().__init__("\n".join(problems.describe(problem, language) for problem in found))


def configuration(config_file: Path, **overrides: Any) -> MkDocsConfig:
    """Read mkdocs.yml, or say what is wrong with it.

    Raises:
        UnusableConfigError: It can't be used.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    listener = Listener()
    listener.start()
    try:
        config = load_config(config_file=str(config_file), **given)
    except (ConfigurationError, Abort) as error:
        said = [record.getMessage() for record in listener.heard] or [str(error)]
        raise UnusableConfigError(*(_fault(config_file, text) for text in said)) from error
    finally:
        listener.stop()
    for record in listener.heard:
        click.echo(record.getMessage(), err=True)
    if PLUGIN not in config.plugins:
        message = say("the plugin `{plugin}` isn't in `plugins:`", plugin=PLUGIN)
        raise UnusableConfigError(Problem(str(config_file), 1, "plugins", message))
    return config


def _fault(config_file: Path, said: str) -> Problem:
    """Make a problem of what MkDocs says of its configuration, at the line that it is about."""
    words = joined("", [" ".join(said.split())])
    if at := re.search(r"\bline (\d+)", said):
        return Problem(str(config_file), int(at[1]), "yaml", words)
    named = re.match(r"Config value '([\w-]+)'", said)
    key, line = (named[1] if named else "mkdocs"), 1
    for number, text in enumerate(config_file.read_bytes().split(b"\n"), 1):
        if named and text.startswith(f"{key}:".encode()):
            line = number
    return Problem(str(config_file), line, key, words)


def settings(config_file: Path) -> Settings:
    """Read the generator's settings from mkdocs.yml.

    Raises:
        UnusableConfigError: It can't be used.
    """
    config = configuration(config_file)
    try:
        return mkdocs_files.settings_from(config, config.plugins[PLUGIN].config)
    except PluginError as error:
        fault = Problem(str(config_file), 1, "plugins", joined("", [str(error)]))
        raise UnusableConfigError(fault) from error


def load_site(config_file: Path) -> Library:
    """Load what can be read of a site, and say on standard error what can't."""
    library, found = loader.load(settings(config_file))
    for problem in found:
        click.echo(problems.describe(problem, environment_language()), err=True)
    return library

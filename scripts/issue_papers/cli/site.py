"""What all commands share: reading mkdocs.yml, and the site that it describes."""

from __future__ import annotations

from pathlib import Path

import click

from issue_papers.building import configuration
from issue_papers.building.given import settings_of
from issue_papers.content import loader, trust
from issue_papers.content.library import Library
from issue_papers.content.settings import Settings
from issue_papers.kinds import registry
from issue_papers.reporting import problems
from issue_papers.reporting.messages import environment_language


def settings(config_file: Path) -> Settings:
    """Read the generator's settings from mkdocs.yml.

    Raises:
        UnusableConfigError: It can't be used.
    """
    return settings_of(configuration.read(config_file))


def load_site(config_file: Path) -> Library:
    """Load what can be read of a site, and say on standard error what can't."""
    site = settings(config_file)
    library, found = loader.load(site, registry.types())
    for problem in (*trust.breaches(site), *found):
        click.echo(problems.describe(problem, environment_language()), err=True)
    return library

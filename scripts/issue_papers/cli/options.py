"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from issue_papers.cli.ending import CONFIG
from issue_papers.reporting import reports
from issue_papers.reporting.catalogues import LANGUAGES
from issue_papers.reporting.messages import environment_language

CONFIG_OPTION = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=CONFIG,
    show_default=True,
    help="The site's configuration.",
)
REVIEW = "github-review"
"""The form of `check` that suggests changes."""

FORMAT_OPTION = click.option(
    "--format",
    "form",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    show_default=True,
    help="For people; for other programs; for annotations in a pull or merge request.",
)
CHECK_FORMAT_OPTION = click.option(
    "--format",
    "form",
    type=click.Choice([*reports.FORMATS, REVIEW]),
    default="text",
    show_default=True,
    help="For people; for other programs; for annotations in a pull or merge request; or "
    "github-review, a review with suggested changes.",
)
LANGUAGE_OPTION = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=environment_language,
    help="The messages' language.  [default: the environment's]",
)

"""The command `issue-papers`: what editors run.

`check` and `build` read and check a site with the same function, so that what one says and what the
other says can't differ. A command's module is loaded when the command is asked for: nobody waits
for what makes PDFs to hear that a comma is missing.
"""

from __future__ import annotations

import importlib
import os
from typing import Any, cast

import click

from issue_papers.cli.ending import CONFIG, ended_well, ending_well, heed_streams, teller
from issue_papers.cli.speaking import speaking, spoken
from issue_papers.reporting.catalogues import SOURCE
from issue_papers.reporting.messages import environment_language

_COMMANDS = {
    "build": "build:build_command",
    "check": "check:check_command",
    "headers": "headers:headers_command",
    "init": "init:init_command",
    "new": "new:new_group",
    "reference": "reference:reference_command",
    "review": "review:review_command",
    "review-sheet": "desk:review_sheet_command",
    "reviewed": "desk:reviewed_command",
    "schema": "schema:schema_command",
    "serve": "serve:serve_command",
    "status": "translations:status_command",
    "sync": "translations:sync_command",
    "upgrade": "upgrade:upgrade_command",
    "urls": "urls:urls_command",
    "verify": "verify:verify_command",
    "xliff": "xliff:xliff_group",
}
"""Module of this package and name in it, by what the command is called."""


class _Commands(click.Group):
    """Commands that are loaded when they are asked for, and speak the environment's language."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command, as click does."""
        language = environment_language()
        heed_streams()
        with_traceback = bool(os.environ.get("ISSUE_PAPERS_TRACEBACK"))
        ending = ending_well(CONFIG, teller("text", language), with_traceback=with_traceback)
        with speaking(language), ending:  # a command's own ending knows more; it may not be there
            return super(_Commands, spoken(self, language)).main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """Return the commands' names."""
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, if there is one of that name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        with speaking(SOURCE):  # what stands in a module stays, whoever is spoken to next
            loaded = importlib.import_module(f"{__package__}.{module}")
        command = ended_well(cast("click.Command", getattr(loaded, name)))
        return spoken(command, environment_language())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="issue-papers")
def main() -> None:
    """Publish issue papers in many languages."""

"""The command `issue-papers`: what editors run.

`check` and `build` read and check a site with the same function, so that what one says and what the
other says can't differ. A command's module is loaded when the command is asked for: nobody waits
for what makes PDFs to hear that a comma is missing.
"""

from __future__ import annotations

import importlib
from typing import cast

import click

_COMMANDS = {
    "build": "build:build_command",
    "check": "check:check_command",
    "new": "new:new_group",
    "review": "review:review_command",
    "schema": "schema:schema_command",
    "serve": "serve:serve_command",
    "status": "translations:status_command",
    "sync": "translations:sync_command",
    "urls": "urls:urls_command",
}
"""Module of this package and name in it, by what the command is called."""


class _Commands(click.Group):
    """Commands that are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """Return the commands' names."""
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, if there is one of that name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        return cast(
            "click.Command", getattr(importlib.import_module(f"{__package__}.{module}"), name)
        )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="issue-papers")
def main() -> None:
    """Publish issue papers in many languages."""

"""`issue-papers serve`: the site while it is being written."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import click

from issue_papers.building.preview import Preview, Told
from issue_papers.building.preview_server import UnusableAddressError, serve
from issue_papers.cli.options import CONFIG_OPTION, LANGUAGE_OPTION
from issue_papers.reporting.messages import local, say


@click.command("serve")
@CONFIG_OPTION
@click.option(
    "-a",
    "--dev-addr",
    "address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help="Where the site is shown.",
)
@LANGUAGE_OPTION
def serve_command(config_file: Path, address: str, language: str) -> None:  # noqa: ARG001 - `ended_well` reads it
    """Show the site, and show it anew whenever a file is saved. Ctrl+C ends it."""
    host, _, port = address.rpartition(":")
    if not host or not (port.isascii() and port.isdecimal()):
        raise click.BadParameter(
            local(say("expected a host and a port, as 127.0.0.1:8000")), param_hint="--dev-addr"
        )
    preview = Preview(config_file, _Telling())
    try:
        serve(preview, host, int(port), ready=_ready)
    except KeyboardInterrupt:
        pass
    except UnusableAddressError as error:
        raise click.ClickException(local(error.message)) from error
    finally:
        preview.close()


def _ready(address: str) -> None:
    click.echo(local(say("the site is at {address}; Ctrl+C ends this", address=address)))


class _Telling:
    """Shows in the terminal what is wrong, when that has changed."""

    def __init__(self) -> None:
        self._told: Sequence[Told] = ()
        self._lock = threading.Lock()

    def __call__(self, problems: Sequence[Told]) -> None:
        with self._lock:
            if list(problems) == list(self._told):
                return
            self._told = problems
            for problem in problems:
                click.echo("{path}:{line}: {key}: {message}".format(**problem))
            if not problems:
                click.echo(local(say("No problems found.")))

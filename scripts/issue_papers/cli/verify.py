"""`issue-papers verify`: whether a published site is what its commit makes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from issue_papers.cli.options import CONFIG_OPTION, LANGUAGE_OPTION
from issue_papers.reporting.messages import Message, say, say_count, translate

_UNVERIFIED = 2


@click.command("verify")
@click.argument("address")
@CONFIG_OPTION
@LANGUAGE_OPTION
def verify_command(address: str, config_file: Path, language: str) -> None:
    """Make a published site again from its commit, and compare every file.

    ADDRESS is the site's root, as https://example.org/papers/. Nothing but its files is asked for.

    Ends with status 0 if all files are the same, 1 if some aren't, and 2 if that can't be found
    out.
    """
    sys.exit(_verified(address, config_file, language))


def _verified(address: str, config_file: Path, language: str) -> int:
    from issue_papers.verification import comparing, rebuilding  # noqa: PLC0415 - they load much
    from issue_papers.verification.published import (  # noqa: PLC0415
        Published,
        UnreachableError,
    )

    def tell(message: Message, *, err: bool = False) -> None:
        click.echo(translate(message, language), err=err)

    try:
        published = Published.at(address)
        said = comparing.published_info(published)
        with tempfile.TemporaryDirectory() as folder:
            site_dir, made = rebuilding.rebuilt(config_file, said, Path(folder))
            for name, theirs, ours in comparing.other_means(said, made):
                tell(
                    say(
                        "made with {name} {theirs}; here is {ours}",
                        name=name,
                        theirs=theirs,
                        ours=ours,
                    ),
                    err=True,
                )
            found = []
            for each in comparing.compare(published, said, site_dir, made):
                found.append(each)
                tell(each.message)
    except (UnreachableError, rebuilding.UnmadeError) as error:
        tell(error.message, err=True)
        return _UNVERIFIED
    total = say_count(len(made.files), one="1 file", other="{count} files")
    if found:
        tell(
            say(
                "{count} of {files} aren't what commit {commit} makes",
                count=len(found),
                files=total,
                commit=said.commit,
            )
        )
        return 1
    tell(say("{files} are what commit {commit} makes", files=total, commit=said.commit))
    return 0

"""A site made again from its commit, in a repository and with a cache of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from issue_papers import git
from issue_papers.building.buildinfo import BuildInfo
from issue_papers.content.addresses import BUILDINFO
from issue_papers.reporting.messages import Message, say

_NONE = b"true\n"


class UnmadeError(Exception):
    """A site can't be made from its commit here.

    Attributes:
        message: Why.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def demand_commit(root: Path, said: BuildInfo) -> str:
    """Return the commit that a site was made from, which is in this history.

    A commit that isn't in the history of what is checked out isn't built: whoever publishes the
    site doesn't choose what is run here.

    Args:
        root: A folder of the repository.
        said: What the site says of its making.

    Raises:
        UnmadeError: There is none, or not here.
    """
    if said.commit is None:
        raise UnmadeError(say("the site was made without git, and names no commit"))
    if said.is_modified:
        raise UnmadeError(
            say(
                "the site was made of files that weren't as commit {commit} has them",
                commit=said.commit,
            )
        )
    if not git.ask(root, "rev-parse", "--verify", "--quiet", "HEAD"):
        raise UnmadeError(say("git knows of no repository in {folder}", folder=str(root)))
    if not git.has_commit(root, said.commit):
        raise UnmadeError(
            say(
                "commit {commit} isn't in the history of what is checked out here: `git pull`",
                commit=said.commit,
            )
        )
    if git.ask(root, "rev-parse", "--is-shallow-repository") == _NONE:
        raise UnmadeError(
            say(
                "the history here has been cut off, and pages are dated by it: "
                "`git fetch --unshallow`"
            )
        )
    return said.commit


def rebuilt(config_file: Path, said: BuildInfo, folder: Path) -> tuple[Path, BuildInfo]:
    """Make a site again.

    Args:
        config_file: mkdocs.yml, as it is in the repository now.
        said: What the site says of its making; its commit is in this history.
        folder: An empty folder for all that it takes.

    Returns:
        Where it is, and what it says of its making.

    Raises:
        UnmadeError: It can't be made.
    """
    root = config_file.resolve().parent
    commit = demand_commit(root, said)
    source, site_dir = folder / "source", folder / "site"
    prefix = git.ask(root, "rev-parse", "--show-prefix").decode().rstrip("\n")
    if not git.check_out(root, commit, source):
        raise UnmadeError(say("git can't check out commit {commit}", commit=commit))
    config = source / prefix / config_file.name
    options = ["--earlier-editions"] if said.has_earlier_editions else []
    done = subprocess.run(  # noqa: S603 - our own command
        # -P: a file of the site's isn't taken for a module.
        [
            *(sys.executable, "-P", "-m", "issue_papers", "build"),
            *("-f", str(config), "-d", str(site_dir), *options),
        ],
        cwd=folder,
        env=os.environ
        | {"SOURCE_DATE_EPOCH": str(said.time), "ISSUE_PAPERS_CACHE": str(folder / "cache")},
        stdout=subprocess.DEVNULL,  # progress and problems are told on standard error
        check=False,
    )
    if done.returncode != 0:
        raise UnmadeError(say("commit {commit} can't be built here", commit=commit))
    made = BuildInfo.model_validate_json((site_dir / BUILDINFO).read_bytes())
    return site_dir, made

"""What a site says of its own making, so that anyone can make it again and compare every byte.

`buildinfo.json` is to a site what a .buildinfo file is to a Debian package (deb-buildinfo(5)): it
names the commit, what has made the site of it, and the SHA-256 of each file. It says nothing of the
machine, the user or the hour, and nothing is made from it: two builds of one commit have the same
one, and a build of another commit makes only this file anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal

from packaging.requirements import Requirement
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from issue_papers import git
from issue_papers.building.carrying import Carrying
from issue_papers.building.site import Site
from issue_papers.content.addresses import BUILDINFO
from issue_papers.content.settings import Settings
from issue_papers.content_cache import tree_digest
from issue_papers.installed import version
from issue_papers.layers import package_theme
from issue_papers.publishing import put

_DISTRIBUTION: Final = "issue-papers"
_CODE = frozenset({".py"})
_GIT = ".git"
_LONGEST_PATH = 1000
_MOST_FILES = 200_000


def _checked_path(path: str) -> str:
    """Refuse what isn't the path of a file below a site's root, as a URL has it."""
    if not path.isprintable() or "\\" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise ValueError(path)
    return path


_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Word = Annotated[str, StringConstraints(pattern=r"^[\w.+!-]{1,100}$")]
_SitePath = Annotated[
    str,
    StringConstraints(min_length=1, max_length=_LONGEST_PATH),
    AfterValidator(_checked_path),
]


class _Said(BaseModel):
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class Generator(_Said):
    """What has made a site.

    Attributes:
        name: Its name.
        version: Its version.
        digest: The SHA-256 of its code and its theme, the same in a checkout and in a wheel.
    """

    name: Literal["issue-papers"] = _DISTRIBUTION
    version: _Word
    digest: _Digest


class BuildInfo(_Said):
    """What a site says of its own making.

    Attributes:
        version: The version of this list of keys.
        generator: What has made it.
        packages: Versions of the distributions that the generator builds on, by name.
        commit: The commit that it was made from; nothing where there was none.
        is_modified: Whether its sources weren't as that commit has them.
        time: The time that it bears, in seconds since 1970 (UTC): SOURCE_DATE_EPOCH.
        has_earlier_editions: Whether earlier editions were made from their tags.
        files: The SHA-256 of each other file, by its path below the site's root.
    """

    version: Literal[1] = 1
    generator: Generator
    packages: Mapping[_Word, _Word]
    commit: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")] | None
    is_modified: bool
    time: Annotated[int, Field(ge=0, le=253_402_300_799)]
    has_earlier_editions: bool
    files: Annotated[Mapping[_SitePath, _Digest], Field(max_length=_MOST_FILES)]

    @classmethod
    def of(cls, site: Site, made: Carrying) -> BuildInfo:
        """Say it of a site.

        Args:
            site: What it was made of.
            made: The site, with all its files.
        """
        settings = site.settings
        commit = git.ask(settings.root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
        return cls(
            generator=generator(),
            packages=packages(),
            commit=commit or None,
            is_modified=bool(commit) and _is_modified(settings),
            time=int(site.content.stamp.timestamp()),
            has_earlier_editions=settings.site.has_earlier_editions,
            files=dict(digests(made.folder, made.digests())),
        )


def write(site: Site, made: Carrying) -> None:
    """Put it into a site that has all its other files."""
    text = BuildInfo.of(site, made).model_dump_json(indent=1)
    put(made.folder / BUILDINFO, f"{text}\n".encode())


def generator() -> Generator:
    """Return what this generator is."""
    package = Path(__file__).resolve().parent.parent
    code = tree_digest(package, suffixes=_CODE)
    whole = hashlib.sha256(f"{code} {tree_digest(package_theme())}".encode())
    return Generator(version=version(_DISTRIBUTION), digest=whole.hexdigest())


def packages() -> dict[str, str]:
    """Return the versions of what the generator builds on, as it is installed here."""
    needed = map(Requirement, metadata.requires(_DISTRIBUTION) or ())
    names = {each.name for each in needed if not each.marker or each.marker.evaluate()}
    return {name: version(name) for name in sorted(names)}


def digests(
    site_dir: Path, known: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, str]]:
    """Yield the path and the SHA-256 of each file of a site but this one, in order.

    Args:
        site_dir: The site.
        known: The digests of files that needn't be read for it, by path.
    """
    for path in sorted(_files(site_dir)):
        if path != BUILDINFO:
            found = known.get(path)
            yield path, found or hashlib.sha256((site_dir / path).read_bytes()).hexdigest()


def _files(site_dir: Path) -> Iterator[str]:
    """Yield the path of each file of a site."""
    top = str(site_dir)
    for parent, folders, names in os.walk(top):
        below = parent[len(top) :].strip(os.sep).replace(os.sep, "/")
        if not below:
            folders[:] = [name for name in folders if name != _GIT]
            names = [name for name in names if name != _GIT]  # noqa: PLW2901
        yield from (f"{below}/{name}" if below else name for name in names)


def _is_modified(settings: Settings) -> bool:
    """Whether a site's sources aren't as the last commit has them."""
    own = (settings.config_path, settings.docs_dir, settings.cases_dir, *settings.theme.folders)
    places = [place for place in own if place.exists() and place.is_relative_to(settings.root)]
    asked = ("status", "--porcelain", "--untracked-files=all", "--", *map(str, places))
    return bool(git.ask(settings.root, "--no-optional-locks", *asked))

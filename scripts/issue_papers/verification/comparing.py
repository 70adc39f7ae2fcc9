"""What a site's readers get, beside what its commit makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pydantic import ValidationError

from issue_papers.building.buildinfo import BuildInfo
from issue_papers.content.addresses import BUILDINFO
from issue_papers.reporting.messages import Message, say
from issue_papers.verification.published import Published, UnreachableError

_MOST_INFO = 64_000_000
_AT_ONCE = 8
_OF_THE_HOST = frozenset({".nojekyll", "CNAME", "_headers", "_redirects"})
"""Files that hosts read for themselves, and may not serve."""


class Difference(Enum):
    """How a file isn't as it should be."""

    OTHER = "other"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True)
class Found:
    """A file that isn't as it should be.

    Attributes:
        path: Its path below the site's root.
        difference: How.
    """

    path: str
    difference: Difference

    @property
    def message(self) -> Message:
        """The same in words."""
        match self.difference:
            case Difference.OTHER:
                return say("{path}: not what the commit makes", path=self.path)
            case Difference.MISSING:
                return say("{path}: isn't there", path=self.path)
            case Difference.EXTRA:
                return say(
                    "{path}: listed there, and the commit makes no such file", path=self.path
                )


def published_info(published: Published) -> BuildInfo:
    """Return what a published site says of its making.

    Raises:
        UnreachableError: It says nothing, or what can't be.
    """
    content = published.get(BUILDINFO, _MOST_INFO)
    url = published.url(BUILDINFO)
    if content is None:
        raise UnreachableError(
            say("there is no {url}: the site was made by an earlier version", url=url)
        )
    if len(content) > _MOST_INFO:
        raise UnreachableError(say("{url} is too long", url=url))
    try:
        return BuildInfo.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"][:2]))
        raise UnreachableError(
            say("{url} can't be used: {key}: {reason}", url=url, key=where, reason=first["msg"])
        ) from error


def compare(
    published: Published, said: BuildInfo, site_dir: Path, made: BuildInfo
) -> Iterator[Found]:
    """Yield the files in which a published site isn't what its commit makes, in order.

    Each file that the commit makes is asked for, whatever the site lists.

    Args:
        published: The site.
        said: What it says of its making.
        site_dir: What the commit makes.
        made: What that says of its making.

    Raises:
        UnreachableError: A file can't be read.
    """

    def found(path: str) -> Found | None:
        content = published.get(path, (site_dir / path).stat().st_size)
        if content is None:
            return None if path in _OF_THE_HOST else Found(path, Difference.MISSING)
        is_same = hashlib.sha256(content).hexdigest() == made.files[path]
        return None if is_same else Found(path, Difference.OTHER)

    with ThreadPoolExecutor(_AT_ONCE) as running:
        try:
            yield from (each for each in running.map(found, sorted(made.files)) if each)
        finally:
            running.shutdown(cancel_futures=True)
    for path in sorted(said.files.keys() - made.files.keys()):
        yield Found(path, Difference.EXTRA)


def other_means(said: BuildInfo, made: BuildInfo) -> Iterator[tuple[str, str, str]]:
    """Yield what a site was made with, and what is here in its place: name and both versions."""
    if said.generator != made.generator:
        theirs, ours = (
            f"{each.version} ({each.digest[:8]})" for each in (said.generator, made.generator)
        )
        yield said.generator.name, theirs, ours
    for name in sorted({*said.packages, *made.packages}):
        theirs, ours = said.packages.get(name, "–"), made.packages.get(name, "–")
        if theirs != ours:
            yield name, theirs, ours

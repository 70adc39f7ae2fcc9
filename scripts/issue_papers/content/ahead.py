"""Front matter and texts, read side by side by other processes while a library is made here.

Front matter comes first: pages are made of it. What is found out of the texts is left where
everybody looks for it, beside what was read of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from issue_papers.articles.reader import Reader
from issue_papers.content import frontmatter
from issue_papers.content.frontmatter import SourceText
from issue_papers.content.outline import kept
from issue_papers.reporting.problems import Problem
from issue_papers.sharing import share, shared
from issue_papers.work import Work

FEW = 8
"""So many files are read before another process would have begun."""
_MOST = 32
"""How many are given out at once."""

Parsed: TypeAlias = tuple[SourceText, list[Problem]]
"""A file taken apart, and what is wrong with its front matter."""

_Body: TypeAlias = tuple[str, int]
"""A text, and the line of its file on which it begins."""


@dataclass(frozen=True)
class Ahead:
    """Reads files side by side.

    Attributes:
        reader: Reads their texts.
        running: What runs the units; its workers are copied from this process when the first is
            given out.
    """

    reader: Reader
    running: Executor

    def parse(self, files: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, Parsed]]:
        """Begin to take files apart; return what comes of it, by the files' keys.

        Where a file was taken apart, its text is read from then on.

        Args:
            files: Their paths and what is in them, by keys.
        """
        name = share(self.reader)  # before the first worker is copied from this process
        texts = [*files.values()]
        parts = [texts[at : at + _MOST] for at in range(0, len(texts), _MOST)]
        jobs = [self.running.submit(Work("", "", parse, len(part)), part) for part in parts]
        return zip(files, self._parsed(jobs, name), strict=True)

    def _parsed(self, jobs: Iterable[Future[list[Parsed]]], name: str) -> Iterator[Parsed]:
        for job in jobs:
            parsed = job.result()
            bodies = [(source.body, source.body_line) for source, _ in parsed]
            self.running.submit(Work("", "", read, len(bodies)), name, bodies)
            yield from parsed


def parse(files: Sequence[tuple[str, str]]) -> list[Parsed]:
    """Take files apart.

    Args:
        files: Their paths, and what is in them.
    """
    return [frontmatter.parse(text, path) for path, text in files]


def read(reader: str, bodies: Sequence[_Body]) -> None:
    """Read texts, and keep what others want to know of them.

    Args:
        reader: The name that the reader is shared under.
        bodies: The texts.
    """
    reading: Reader = shared(reader)
    for body, line in bodies:
        kept(reading, body, line, partial(reading.read, body, line))

"""Kills builds at moments that chance decides, and looks at what is left; prints a table.

A build goes onto the site of another version of its sources, so that pages change, come and go. It
is ended by SIGKILL, alone or with its workers: at any moment, or at one of those in which it puts
the site in its place; there it waits to be killed, however busy the machine is. Then the site must
be whole, the old one or the new one; the next build must make the new one; and nothing may be left
beside it, in the cache, or running. Each round has a seed of its own, which makes the same choices
again (any moment itself is the system's).

    python tests/tools/kills.py --rounds 100
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from harness import SPOKEN, copy_site, pages_alone

BUILD = """
import contextlib, os, pathlib, shutil, sys, time
from issue_papers import exchange, staging
from issue_papers.cli.main import main

way, moment, count = sys.argv.pop(1), sys.argv.pop(1), int(sys.argv.pop(1))
left = {moment: count}
if moment == "while the old site goes":
    staging._SHELL = ""  # as on a system without one: there is no moment in another program


def at(name):
    if name in left:
        left[name] -= 1
        if left[name] < 1:
            print("here", flush=True)
            time.sleep(600)


@contextlib.contextmanager
def instead(owner, name, wrapped):
    was = getattr(owner, name)
    setattr(owner, name, lambda *given, **named: wrapped(was, *given, **named))
    yield
    setattr(owner, name, was)


def publish(was, self):
    at("before all is open to all")
    was(self)


def exchanged(was, new, old, aside):
    at("before a swap")
    with instead(pathlib.Path, "rename", renamed):
        found = was(new, old, aside)
    at("after a swap")
    return found


def renamed(was, self, target):
    found = was(self, target)
    at("between two steps")
    return found


def removed(was, folder, **given):
    with instead(os, "unlink", unlinked):
        was(folder, **given)


def unlinked(was, *given, **named):
    was(*given, **named)
    at("while the old site goes")


if way != "at once":
    exchange._swap = lambda: None
if way == "by its contents":
    staging._is_mount = lambda folder: True
with (
    instead(staging.Staging, "publish", publish),
    instead(staging, "exchange", exchanged),
    instead(shutil, "rmtree", removed),
):
    main()
"""
"""A build that waits at a moment, once it has come to it so many times, and says so."""

WAYS = ("at once", "in two steps", "by its contents")
"""How a site gets into its place: as Linux and macOS do it; elsewhere; where it is a mount."""

NEWS = "---\ntitle: More rain\ndate: 2026-05-05\nsummary: It rains.\n---\nMore of it.\n"
PATIENCE = 20.0
"""Seconds that workers have to see that they are alone."""


class Moment(Enum):
    """When a build is killed."""

    ANY = "at any moment"
    MADE = "before all is open to all"
    BEFORE = "before a swap"
    BETWEEN = "between two steps"
    AFTER = "after a swap"
    SWEEPING = "while the old site goes"

    def is_of(self, way: str) -> bool:
        """Whether a build comes to it that puts a site in its place this way."""
        return self is not Moment.BETWEEN or way != WAYS[0]


@dataclass(frozen=True)
class Outcome:
    """What a kill has left, and what the next build has made of it.

    Attributes:
        moment: When it was.
        with_workers: Whether its workers were killed with it.
        found: The site that was there then: `old`, `new`, or what else.
        is_right: Whether the next build made the right site.
        left: What was left over after that, and where.
    """

    moment: Moment
    with_workers: bool
    found: str
    is_right: bool
    left: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether all is as it must be."""
        return self.found in {"old", "new"} and self.is_right and not self.left


@dataclass
class Trial:
    """A site of two versions that is built and killed in a folder.

    Attributes:
        root: The folder.
        way: How the site gets into its place.
        is_lean: Whether the site is one without search and app.
        made: The digests of each version's files.
        seconds: How long a build takes.
    """

    root: Path
    way: str = WAYS[0]
    is_lean: bool = False
    made: dict[int, dict[str, str]] = field(default_factory=dict)
    seconds: float = 0

    def __post_init__(self) -> None:
        self.source = copy_site(self.root / "source")
        if self.is_lean:
            pages_alone(self.source)
        self.site = self.root / "place" / "site"
        self.temporary = self.root / "temporary"
        self.cache = self.root / "cache"
        for folder in (self.site.parent, self.temporary):
            folder.mkdir()
        for version in (0, 1, 0):
            self.write(version)
            begun = time.monotonic()
            self.start().communicate()
            self.seconds = time.monotonic() - begun
            self.made[version] = digests(self.site)
        assert self.made[0].keys() != self.made[1].keys()

    def write(self, version: int) -> None:
        """Let the sources be those of a version."""
        config = self.source / "mkdocs.yml"
        text = config.read_text(encoding="utf-8").replace("Smaller papers", "Small papers")
        if version:
            text = text.replace("Small papers", "Smaller papers")
        config.write_text(text, encoding="utf-8")
        news = self.source / "docs/news/more-rain.md"
        news.write_text(NEWS, encoding="utf-8") if version else news.unlink(missing_ok=True)

    def start(self, moment: Moment = Moment.ANY, count: int = 1) -> subprocess.Popen[str]:
        """Begin a build, in a group of processes of its own, that waits at a moment, if at all."""
        return subprocess.Popen(
            [
                *(sys.executable, "-c", BUILD, self.way, moment.value, str(count)),
                *("build", "-d", self.site, "--workers", "2"),
            ],
            cwd=self.source,
            env=os.environ
            | SPOKEN
            | {"ISSUE_PAPERS_CACHE": str(self.cache), "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def round(self, version: int, chance: random.Random, moment: Moment) -> Outcome:
        """Kill a build of a version onto the other one's site, and build it again."""
        self.write(version)
        with_workers = chance.random() < 0.5
        # A folder is swapped once; of contents each, and each file of the old site is taken away.
        often = moment is Moment.SWEEPING or (moment is not Moment.MADE and self.way == WAYS[2])
        build = self.start(moment, chance.randint(1, 6) if often else 1)
        if moment is Moment.ANY:
            time.sleep(chance.uniform(0, self.seconds))
        elif not self._waits(build):
            raise AssertionError(moment)
        if with_workers:
            os.killpg(build.pid, signal.SIGKILL)
        else:
            build.kill()
        build.communicate()
        running = list(self._running(build.pid))
        here = digests(self.site)
        known = {"old": self.made[1 - version], "new": self.made[version]}
        found = next((name for name, made in known.items() if made == here), "broken")
        for path in self._half_written():
            os.utime(path, (0, 0))  # an hour later, and more
        begun = time.monotonic()
        again = self.start()
        said = again.communicate()[0]
        running += self._running(again.pid)  # the site of before is deleted behind its back
        is_right = again.returncode == 0 and digests(self.site) == self.made[version]
        if not is_right:
            sys.stderr.write(said)
        if found == "old":  # it made all: that is how long it takes on a machine as busy as now
            self.seconds = time.monotonic() - begun
        return Outcome(moment, with_workers, found, is_right, (*running, *self._left()))

    @staticmethod
    def _waits(build: subprocess.Popen[str]) -> bool:
        """Read what a build says until it waits; false if it has ended instead."""
        assert build.stdout
        return any(line == "here\n" for line in build.stdout)

    def _running(self, group: int) -> Iterator[str]:
        """Wait until the processes of a group have ended; yield one that doesn't."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        yield "a process"
        os.killpg(group, signal.SIGKILL)

    def _left(self) -> Iterator[str]:
        """Yield what is where nothing should be."""
        inside = {path for path in self.site.iterdir() if path.name.startswith(".site-")}
        for path in ({*self.site.parent.iterdir()} - {self.site}) | inside:
            yield f"place/{path.name}"
        for path in self.temporary.iterdir():
            yield f"temporary/{path.name}"
        for path in self._half_written():
            yield f"cache/{path.name}"

    def _half_written(self) -> Iterator[Path]:
        """Yield what is in the cache and belongs to nobody."""
        yield from self.cache.glob("writing-*")


def digests(folder: Path) -> dict[str, str]:
    """Return a digest of each file in a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def outcomes(
    folder: Path, rounds: int, seed: int = 0, way: str = WAYS[0], *, is_lean: bool = False
) -> Iterator[Outcome]:
    """Kill some builds of a site in a folder, and yield what came of each.

    Half of them are killed at any moment, the others at those of publishing, in turn.
    """
    trial = Trial(folder, way, is_lean)
    others = [moment for moment in Moment if moment is not Moment.ANY and moment.is_of(way)]
    for number in range(rounds):
        moment = Moment.ANY if number % 2 else others[number // 2 % len(others)]
        chance = random.Random(seed + number)  # noqa: S311 - no secret
        yield trial.round((number + 1) % 2, chance, moment)


def table(found: list[Outcome]) -> str:
    """Write what came of all."""
    kinds: dict[tuple[str, str], list[Outcome]] = {}
    for each in found:
        whom = "with its workers" if each.with_workers else "alone"
        kinds.setdefault((each.moment.value, whom), []).append(each)
    lines = ["| killed | | times | old site | new site | broken | next build right | left over |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    for (moment, whom), those in [*sorted(kinds.items()), (("all", ""), found)]:
        sites = Counter(each.found for each in those)
        right = sum(each.is_right for each in those)
        left = sum(bool(each.left) for each in those)
        sums = (len(those), sites["old"], sites["new"], sites["broken"], right, left)
        lines.append(f"| {moment} | {whom} | {' | '.join(map(str, sums))} |")
    return "\n".join(lines)


def main() -> int:
    """Kill as many as asked for, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--way", choices=WAYS, default=WAYS[0])
    parser.add_argument("--lean", action="store_true", help="a site without search and app")
    options = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        rounds = outcomes(
            Path(folder), options.rounds, options.seed, options.way, is_lean=options.lean
        )
        for each in rounds:
            found.append(each)
            if not each.is_well:
                print(f"seed {options.seed + len(found) - 1}: {each}", file=sys.stderr, flush=True)
    print(table(found))
    return 0 if all(each.is_well for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())

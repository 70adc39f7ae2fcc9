"""A promise, tried on generated pages: what `check --fix` has mended, it leaves alone, and no worse.

Usage: python tests/property/fix_twice.py [--examples 300] [--seed 0] [--broken]

Pages go into one paper, some tens at a time, and are mended and written; mending them again must
change nothing, and the check must find nothing of a kind that it didn't find before. The same is
tried of each site of tests/sites/broken, if that is asked for.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(Path(__file__).resolve().parent)]

from check_and_build import Site, told
from harness import SITES, copy_site
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.content.settings import Settings
from issue_papers.fixes.mending import mend
from issue_papers.reporting.messages import Message
from issue_papers.reporting.problems import Problem, Severity

A_BATCH = 50


def try_pages(seeds: Sequence[int]) -> list[str]:
    """Mend pages twice.

    Returns:
        What was wrong: nothing, if the promise holds.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.fill(seeds)
        return try_site(settings(site.root / "mkdocs.yml"))


def try_site(site: Settings) -> list[str]:
    """Mend a site twice, and say what was wrong with that; the site is changed."""
    before = _checked(site)
    first = mend(site)
    first.write()
    after = _checked(site)
    origin = {rename.target: rename.path for rename in first.renames}
    new = Counter(_kinds(after, origin)) - Counter(_kinds(before, {}))
    again = mend(site)
    faults = [f"worse: {kind}" for kind in new]
    if diff := again.diff():
        faults.append(f"mended again:\n{diff}")
    return faults


def try_broken() -> Iterator[tuple[str, list[str]]]:
    """Mend each broken site twice; yield its name, and what was wrong."""
    for case in sorted((SITES / "broken").iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            site = copy_site(Path(folder) / "site", case)
            yield case.name, try_site(settings(site / "mkdocs.yml"))


def _checked(site: Settings) -> tuple[Problem, ...]:
    return rules.load_and_check(site)[2]


def _kinds(problems: Sequence[Problem], origin: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield what a problem is about, wherever in its file it stands now.

    That a translation of a passage isn't recorded is told once the passage has an id.
    """
    for problem in problems:
        said = problem.message
        template = said.template if isinstance(said, Message) else said
        is_record = problem.key == "unrecorded"
        if not (is_record and problem.severity is Severity.WARNING):
            yield origin.get(problem.path, problem.path), problem.key, template


def main() -> int:
    """Try as many pages as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--broken", action="store_true", help="try the broken sites as well")
    given = parser.parse_args()
    starts = range(given.seed, given.seed + given.examples, A_BATCH)
    tried = ((f"{s}–{s + A_BATCH - 1}", try_pages(range(s, s + A_BATCH))) for s in starts)
    failed = 0
    for name, faults in chain(tried, try_broken() if given.broken else ()):
        failed += told(f"{name}: {len(faults)} faults", faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

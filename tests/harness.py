"""What tests build on: the real commands, and copies of the fixture sites."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import pytest
from click.testing import CliRunner
from forking import Forks
from issue_papers.cli.main import main
from issue_papers.cli.site import settings as settings_of_file
from issue_papers.content.settings import Settings
from issue_papers.content_cache import site_cache
from issue_papers.formats import registry
from issue_papers.layers import Layers, package_theme
from issue_papers.look.dressing import dressed
from issue_papers.look.look import Look

ROOT = Path(__file__).resolve().parent.parent
THEME = dressed(Layers((package_theme(),)), Look(), site_cache(ROOT))
"""The theme of the package, as a site wears it that lays nothing over it."""

SITES = Path(__file__).resolve().parent / "sites"
SAMPLER = SITES / "sampler"
"""The fixture site that has one of each thing, in three languages, with all of its editions."""
CASES = ("busan", "cadiz", "dakar", "two-gates")
"""Its case studies."""
SAMPLER_DAY = "2026-11-21T12:00:00Z"
"""When it was last changed, as its own history says."""
SECTIONS = ("introduction", "works", "results", "recommendations", "bibliography")
"""The sections of its paper."""
COMMAND = Path(sys.executable).with_name("issue-papers")
MKDOCS = Path(sys.executable).with_name("mkdocs")
PROPERDOCS = Path(sys.executable).with_name("properdocs")

Run: TypeAlias = subprocess.CompletedProcess[str]
SPOKEN = {"LC_ALL": "C.UTF-8"}
"""Messages are in English, whatever the machine speaks."""


DAY = "1577836800"
"""The day of sites without a history, 1 January 2020, as SOURCE_DATE_EPOCH says it."""


def _dated(cwd: Path) -> dict[str, str]:
    """Say of which day a site without a history is: when its files were copied says nothing."""
    has_history = any((folder / ".git").exists() for folder in (cwd, *cwd.parents))
    if has_history or "SOURCE_DATE_EPOCH" in os.environ:
        return {}
    return {"SOURCE_DATE_EPOCH": DAY}


def run(*command: str | Path, cwd: Path, **environment: str) -> Run:
    """Run a command as a user does, with nothing of the test's own in its environment."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**_dated(cwd), **os.environ, **SPOKEN, "NO_MKDOCS_2_WARNING": "1", **environment},
    )


def invoke(*arguments: str | Path, cwd: Path, **environment: str) -> Run:
    """Run `issue-papers` in this process: what it says and does, without Python's start.

    For a command that is tested by what it says of a site, not as a process: a start and its
    imports take ten times as long as a check of the small site. `run` is for the rest.
    """
    given = [str(argument) for argument in arguments]
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(
            main, given, env=_dated(cwd) | SPOKEN | environment, catch_exceptions=False
        )
    return subprocess.CompletedProcess(given, done.exit_code, done.stdout, done.stderr)


FORKS = Forks()


def forked(*arguments: str | Path, cwd: Path, **environment: str) -> Run:
    """Run `issue-papers` in a process of its own that has imported it: it begins there.

    For a command that is tested by what it does with files, processes and signals, and not by how
    it starts. What Python reads when it starts (PYTHON…, LC_…) is for `run`.
    """
    own = environment.keys() - SPOKEN.keys()
    assert not [name for name in own if name.startswith(("PYTHON", "LC_", "LANG"))], environment
    given = [str(argument) for argument in arguments]
    whole = {
        **_dated(cwd),
        **os.environ,
        **SPOKEN,
        "NO_MKDOCS_2_WARNING": "1",
        **environment,
    }
    return subprocess.CompletedProcess(given, *FORKS.run(given, cwd, whole))


def copy_site(target: Path, *overlays: Path, has_theme: bool = True) -> Path:
    """Copy the small fixture site, and lay other folders over it.

    It has the theme's files as its own, for tests that change them; without, it wears that of the
    package: four hundred files needn't be copied and taken away again.
    """
    if has_theme:
        shutil.copytree(ROOT / "overrides", target / "overrides")
    else:
        (target / "overrides").mkdir(parents=True)
        (target / "overrides/.gitkeep").touch()  # clones have the folder, too
    for folder in (SITES / "small", *overlays):
        shutil.copytree(folder, target, dirs_exist_ok=True)
    for expected in target.glob("expected*.txt"):
        expected.unlink()
    return target


BESIDE_THE_PAGES = ("search", "social_cards", "app", *(f.option.name for f in registry.formats()))
"""What a build makes beside the pages; it takes longer than they do."""


def pages_alone(source: Path, *kept: str) -> Path:
    """Let a site be built without what stands beside its pages, but for what is kept; return it."""
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    names = [name for name in BESIDE_THE_PAGES if name not in kept]
    lean = "".join(f"      {name}: false\n" for name in names)
    given = tuple(f"      {name}:" for name in names)
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(given))
    config.write_text(text.replace("issue-papers:\n", f"issue-papers:\n{lean}"), encoding="utf-8")
    return source


def copy_whole(name: str, target: Path) -> Path:
    """Copy a fixture site that needs nothing of the small one, with the real theme."""
    shutil.copytree(ROOT / "overrides", target / "overrides")
    shutil.copytree(SITES / name, target, dirs_exist_ok=True)
    return target


def copy_sampler(target: Path) -> Path:
    """Copy the sampler, which wears the package's theme as an owner's site does.

    It has a history of one day: what a build says of time doesn't depend on this repository's.
    """
    shutil.copytree(SAMPLER, target)
    when = {f"GIT_{role}_DATE": SAMPLER_DAY for role in ("AUTHOR", "COMMITTER")}
    who = ("-c", "user.name=Sampler", "-c", "user.email=sampler@sampler.example")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "The sampler")):
        done = run("git", *who, *command, cwd=target, **when)
        assert done.returncode == 0, done.stderr
    return target


def copy_scripts_site(target: Path) -> Path:
    """Copy the fixture site in Latin, Arabic and Korean script, with the real theme."""
    return copy_whole("scripts", target)


def build(source: Path, site_dir: Path, *options: str, workers: int = 1) -> Path:
    """Build a site and return where it is; by one process, unless others wait for it."""
    count = ("--workers", str(workers))
    result = forked("build", "-d", site_dir, *count, *options, cwd=source)
    assert result.returncode == 0, result.stdout + result.stderr
    return site_dir


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of a run share."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def built_once(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], Path]) -> Path:
    """Make something in a folder that all processes of a run share; the second one waits."""
    shared = shared_folder(factory)
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        if not done.is_file():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            done.write_text(str(make(folder)), encoding="utf-8")
    return Path(done.read_text(encoding="utf-8"))


def asset(site_dir: Path, path: str) -> str:
    """Return where a file of the theme is in a built site: its name there holds a digest."""
    name = PurePosixPath(path)
    (found,) = (site_dir / name.parent).glob(f"{name.stem}.????????{name.suffix}")
    return found.relative_to(site_dir).as_posix()


def settings_of(source: Path) -> Settings:
    """Return what a site's mkdocs.yml says."""
    return settings_of_file(source / "mkdocs.yml")

"""The package as it is installed: a wheel has all that a site is made with."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from harness import ROOT, SITES, Run, pages_alone, run

START = """
import sys

sys.path = [
    place
    for place in sys.path
    if not place.startswith({checkout!r}) or "site-packages" in place
]
sys.argv = {arguments!r}
import issue_papers
from issue_papers.layers import package_theme

assert issue_papers.__file__.startswith({installed!r})
assert package_theme().is_relative_to({installed!r})
from {module} import {name}

{name}()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of the checkout, and install it into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    python = sys.executable
    for command in (
        [python, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        [
            *(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
            *("--no-compile", "--disable-pip-version-check", "--target", str(folder / "installed")),
            "issue-papers",
            *("--find-links", str(folder)),
        ],
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "installed"


def start(installed: Path, cwd: Path, module: str, name: str, *arguments: str) -> Run:
    """Run a command of the installed package, with no way to the checkout."""
    values = {"checkout": str(ROOT), "installed": str(installed), "module": module, "name": name}
    text = START.format(arguments=[name, *arguments], **values)
    return run(sys.executable, "-c", text, cwd=cwd, PYTHONPATH=str(installed))


def content(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.mark.site
def test_a_site_without_a_theme_of_its_own_is_built_from_the_wheel(
    installed: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    shutil.copytree(SITES / "small", source)
    config = pages_alone(source, "pdf") / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("pdf: false", "pdf: true")
    text = text.replace("name: material\n  custom_dir: overrides", "name: issue-papers")
    config.write_text(text.replace("extra_css:\n  - assets/stylesheets/site.css\n", ""), "utf-8")
    ours = start(installed, source, "issue_papers.cli.main", "main", "build", "-d", "../ours")
    assert ours.returncode == 0, ours.stdout + ours.stderr
    made = tmp_path / "ours"
    assert (made / "downloads/water-en.pdf").read_bytes().startswith(b"%PDF")
    assert [*(made / "assets/fonts").glob("papers-serif-latin-normal.*.woff2")]
    options = ("build", "--site-dir", "../theirs", "--quiet")
    theirs = start(installed, source, "mkdocs.__main__", "cli", *options)
    assert theirs.returncode == 0, theirs.stdout + theirs.stderr
    assert content(made) == content(tmp_path / "theirs")


def test_the_wheel_holds_the_theme_and_nothing_of_the_reference_site(installed: Path) -> None:
    theme = installed / "issue_papers/overrides"
    ours = {
        file.relative_to(ROOT / "overrides")
        for file in (ROOT / "overrides").rglob("*")
        if file.is_file()
    }
    assert {file.relative_to(theme) for file in theme.rglob("*") if file.is_file()} == ours
    assert {path.name for path in installed.iterdir()} == {
        "issue_papers",
        "bin",
        *(path.name for path in installed.glob("issue_papers-*.dist-info")),
    }

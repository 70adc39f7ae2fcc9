"""What an owner does with Python alone: install a wheel, begin a site, build it, upgrade with pip.

The package index is asked for what the package needs, in the versions of the lock file. The wheel
of the version before is made from the source archive, of which the version, a workflow and a
template of the theme are changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from harness import ROOT, Run, run

BEFORE = "0.0.9"
NOW = metadata.version("issue-papers")


@dataclass(frozen=True)
class Machine:
    """A machine that has Python and nothing else.

    Attributes:
        bin: The commands of its environment.
        wheels: The folder with the wheels of two versions.
        site: An empty folder, where the site is begun.
    """

    bin: Path
    wheels: Path
    site: Path

    def issue_papers(self, *arguments: str) -> Run:
        """Run a command in the site's folder, and expect that it succeeds."""
        done = run(str(self.bin / "issue-papers"), *arguments, cwd=self.site, PYTHONPATH="")
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def install(self, wheel: str, *options: str) -> None:
        """Install a version of the package with pip; Python compiles what is imported."""
        (file,) = self.wheels.glob(f"issue_papers-{wheel}-*.whl")
        pip = [str(self.bin / "python"), "-m", "pip", "install", "--quiet", "--no-compile"]
        _done([*pip, *options, str(file)], self.site)


def _done(command: list[str], folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Make an environment without packages, and the wheels of this version and the one before."""
    folder = tmp_path_factory.mktemp("machine")
    wheels = folder / "wheels"
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(wheels), "--target"]
    _done([*build, "wheel", "--target", "sdist"], ROOT)
    with tarfile.open(wheels / f"issue_papers-{NOW}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    before = folder / f"issue_papers-{NOW}"
    _changed(before / "pyproject.toml", f'version = "{NOW}"', f'version = "{BEFORE}"')
    workflow = before / "scripts/issue_papers/starting/templates/github/publish.yml"
    _changed(workflow, "\njobs:\n", "\n# As it was before.\njobs:\n")
    _changed(before / "overrides/paper.html", "{% extends", "{# As it was before. #}{% extends")
    _done([*build, "wheel"], before)
    _done([sys.executable, "-m", "venv", str(folder / "venv")], folder)
    site = folder / "site"
    site.mkdir()
    made = Machine(folder / "venv" / "bin", wheels, site)
    made.install(BEFORE, "--constraint", str(_constraints(folder)))
    return made


def _constraints(folder: Path) -> Path:
    """Write the lock file without its digests: pip would ask for the wheel's own otherwise."""
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+==[^\\\n]+", lock, re.MULTILINE)
    file = folder / "constraints.txt"
    file.write_text("\n".join(pins), encoding="utf-8")
    return file


@pytest.mark.site
def test_three_commands_make_a_site_that_pip_upgrades(machine: Machine) -> None:
    site = machine.site
    options = ("--name=Papers of Anywhere", "--languages=en,pt,ar", "--forge=github")
    machine.issue_papers("init", *options, "--address=https://anywhere.example/papers/")
    machine.issue_papers("build")
    for tag in ("en", "pt-BR", "ar"):
        made = {path.name for path in (site / "site/downloads").glob(f"*-{tag}.*")}
        assert made >= {f"first-paper-{tag}{suffix}" for suffix in (".pdf", ".epub", ".html")}
        assert f"first-paper-offline-{tag}.zip" in made
    for page in ("", "pt-BR/", "ar/"):
        for url in ("", "papers/first-paper/answer/", "case-studies/first-case/"):
            assert (site / "site" / page / url / "index.html").is_file()
    assert (site / "requirements.txt").read_text("utf-8") == f"issue-papers=={BEFORE}\n"
    assert machine.issue_papers("check").stdout == "No problems found.\n"
    assert machine.issue_papers("upgrade").stdout.startswith("Everything is as version ")

    own = site / "overrides/paper.html"
    own.parent.mkdir()
    own.write_text('{% extends "page.html" %}\n', encoding="utf-8")
    guide = site / "CONTRIBUTING.md"
    guide.write_text("Ours.\n", encoding="utf-8")
    machine.install(NOW, "--no-deps")
    said = machine.issue_papers("upgrade").stdout
    assert "wrote .github/workflows/publish.yml" in said
    assert "overrides/paper.html: the theme's own has changed since" in said
    published = (site / ".github/workflows/publish.yml").read_text("utf-8")
    assert "As it was before" not in published
    assert own.read_text("utf-8") == '{% extends "page.html" %}\n'
    assert guide.read_text("utf-8") == "Ours.\n"
    assert (site / "requirements.txt").read_text("utf-8") == f"issue-papers=={NOW}\n"
    own.unlink()
    assert machine.issue_papers("check").stdout == "No problems found.\n"

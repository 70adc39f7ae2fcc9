"""Whatever ends a command says why, as its last line; "ready" is said of a site that is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import MKDOCS, forked, pages_alone, run
from issue_papers.checks import rules, texts
from issue_papers.cli.main import main
from issue_papers.content.library import Document, Library
from issue_papers.reporting.unexpected import ISSUES, SOFTWARE_FAULT, being_read

WARNED = "docs/papers/water/start.md:17: mkdocs: Doc file 'papers/water/start.md' has 'Cairo fol"
HOOK = """import logging

def on_env(env, config, files):
    warning = "Doc file 'papers/water/start.md' has 'Cairo followed'"
    logging.getLogger("mkdocs.hooks.example").warning(warning)
"""


@pytest.fixture
def lone_site(small_site: Callable[..., Path]) -> Path:
    """Give the small site in one language, with something that MkDocs alone warns of."""
    site = pages_alone(small_site())
    for pattern in ("*.fr.md", "*.ar.md"):
        for page in site.rglob(pattern):
            page.unlink()
    config = site / "mkdocs.yml"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in lines if "locale: ar" not in line and "locale: fr" not in line]
    lines.append("hooks: [hook.py]\n")
    config.write_text(re.sub(", fr: [^,}]+", "", "".join(lines)), encoding="utf-8")
    cities = site / "case_studies" / "cities.yml"
    names = re.sub(", (fr|ar): [^,}]+", "", cities.read_text(encoding="utf-8"))
    cities.write_text(names, encoding="utf-8")
    (site / "hook.py").write_text(HOOK, encoding="utf-8")
    return site


def test_what_mkdocs_warns_of_is_the_reason_and_nothing_is_ready(lone_site: Path) -> None:
    result = run(MKDOCS, "build", "--strict", cwd=lone_site)
    said = (result.stderr + result.stdout).strip()
    assert result.returncode == 1
    assert said.splitlines()[-1].startswith(f"no site was made: {WARNED}")
    assert "ready" not in said
    assert "Traceback" not in said
    assert not (lone_site / "site").exists()
    assert not list(lone_site.glob(".site-*"))


def test_hooks_are_mkdocs_own_and_our_command_says_so(lone_site: Path) -> None:
    result = forked("build", cwd=lone_site)
    assert result.returncode == 0
    assert "warning: hooks: `hooks:` are MkDocs' and aren't run here" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("site is ready")


def _doubtful(site: Path) -> Path:
    """Put one thing into a site that is doubtful and no fault."""
    about = pages_alone(site) / "docs" / "about.md"
    text = about.read_text(encoding="utf-8")
    about.write_text(f"{text}\n\nWrite to us {{{{ soon }}}}.\n", encoding="utf-8")
    return site


def test_a_warning_is_told_and_the_site_is_ready(small_site: Callable[..., Path]) -> None:
    result = forked("build", "--format", "json", cwd=_doubtful(small_site()))
    assert result.returncode == 0
    assert "site is ready" in result.stderr
    (told,) = json.loads(result.stdout)
    assert (told["path"], told["severity"]) == ("docs/about.md", "warning")


def test_a_strict_build_annotates_warnings_as_errors(small_site: Callable[..., Path]) -> None:
    site = _doubtful(small_site())
    result = forked("build", "--strict", "--format", "github", cwd=site)
    assert result.returncode == 1
    *commands, last = result.stdout.splitlines()
    assert [command for command in commands if command.startswith("::error file=docs/about.md,")]
    assert last.startswith("1 error")
    assert not (site / "site").exists()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: material", "name: mattrial", "mkdocs.yml:5: theme.name: "),
        ("site_name: Small", "site_name: [Small", "mkdocs.yml:1: yaml: "),
        ("  - issue-papers:", "  - search:", "mkdocs.yml:"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_a_problem(
    old: str, new: str, expected: str, small_site: Callable[..., Path]
) -> None:
    site = small_site()
    config = site / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = forked("check", cwd=site)
    assert result.returncode == 1
    assert result.stdout.startswith(expected)
    result = forked("build", cwd=site)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith(f"no site was made: {expected}")


def _fail(library: Library, _: object) -> object:
    return [_read(entry.source) for entry in library.entries.values()]


def _read(document: Document) -> int:
    return {}[document.path]  # type: ignore[no-any-return, var-annotated]


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_unforeseen_fault_is_one_line_at_the_file_being_read(
    command: str, small_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "check", _fail)
    config = str(small_site() / "mkdocs.yml")
    result = CliRunner().invoke(main, [command, "-f", config, "--lang", "en"])
    assert result.exit_code == SOFTWARE_FAULT
    assert "docs/about.md:1: generator: the generator failed: KeyError" in (result.output)
    assert ISSUES in result.output
    assert "Traceback" not in result.output
    shown = CliRunner().invoke(main, [command, "-f", config, "--traceback"])
    assert shown.exit_code == SOFTWARE_FAULT
    assert "Traceback" in shown.output


def test_a_system_that_refuses_is_no_fault_of_the_generator(
    small_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/some/file")

    monkeypatch.setattr(rules, "load_and_check", refuse)
    config = str(small_site() / "mkdocs.yml")
    result = CliRunner().invoke(main, ["check", "-f", config, "--lang", "en"])
    assert result.exit_code == 1
    assert "this user may not read or write /some/file" in result.output


def test_nothing_is_named_where_no_file_was_being_read(tmp_path: Path) -> None:
    assert being_read(ValueError(), tmp_path) == ""

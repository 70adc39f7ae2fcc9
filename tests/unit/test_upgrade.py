"""`issue-papers upgrade`: what nobody has touched is renewed, the rest is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from harness import Run, invoke
from issue_papers.cli import beginning
from issue_papers.starting import making
from issue_papers.starting.making import File
from issue_papers.starting.record import NAME, Record
from issue_papers.starting.upgrading import news

CHANGELOG = """\
# Changelog

## [Unreleased]

- Not yet.

## [99.0.0] - 2030-01-01

### Changed

- Workflows check twice.

## [0.0.2] - 2020-01-01

- Long ago.
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a site with the version that is here."""
    folder = tmp_path_factory.mktemp("begun")
    options = ("--name=Papers", "--languages=en,fr", "--forge=github")
    assert invoke("init", "site", *options, cwd=folder).returncode == 0
    return folder / "site"


@pytest.fixture
def site(begun: Path, tmp_path: Path) -> Path:
    """Give a copy of it."""
    return shutil.copytree(begun, tmp_path / "site")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give a function that installs a version of the future: other workflows, another template."""

    def install() -> None:
        known = making.machinery

        def machinery(*arguments: object) -> list[File]:
            made = known(*arguments)  # type: ignore[arg-type]
            return [
                replace(file, text=file.text + "# new\n") if "workflows" in file.path else file
                for file in made
            ] + [File("NEW.md", "New.\n")]

        theme = beginning.theme_digests()
        monkeypatch.setattr(making, "machinery", machinery)
        monkeypatch.setattr(beginning, "installed_version", lambda: "99.0.0")
        monkeypatch.setattr(beginning, "changelog", lambda: CHANGELOG)
        monkeypatch.setattr(beginning, "theme_digests", lambda: {**theme, "page.html": "other"})

    return install


def upgrade(root: Path, *options: str) -> Run:
    return invoke("upgrade", *options, cwd=root)


def snapshot(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_with_the_same_version_there_is_nothing_to_do(site: Path) -> None:
    before = snapshot(site)
    result = upgrade(site)
    assert result.stdout.startswith("Everything is as version ")
    assert snapshot(site) == before


def test_what_nobody_has_touched_is_written_anew(site: Path, newer: Callable[[], None]) -> None:
    newer()
    before = snapshot(site)
    result = upgrade(site)
    assert result.returncode == 0, result.stderr
    after = snapshot(site)
    assert {path for path in after if after[path] != before.get(path)} == {
        ".github/workflows/check.yml",
        ".github/workflows/preview.yml",
        ".github/workflows/publish.yml",
        "NEW.md",
        "requirements.txt",
        NAME,
    }
    assert after["requirements.txt"] == b"issue-papers==99.0.0\n"
    assert "Workflows check twice." in result.stdout
    assert "Long ago." not in result.stdout
    assert "Not yet." not in result.stdout
    assert Record.read(site).version == "99.0.0"
    assert upgrade(site).stdout == "Everything is as version 99.0.0 has it.\n"


def test_what_somebody_has_touched_is_named_with_what_would_change(
    site: Path, newer: Callable[[], None]
) -> None:
    newer()
    check = site / ".github/workflows/check.yml"
    mine = check.read_text(encoding="utf-8").replace("Check", "Mine", 1)
    check.write_text(mine, encoding="utf-8")
    (site / ".github/workflows/preview.yml").unlink()
    guide = site / "CONTRIBUTING.md"
    guide.write_text("Ours.\n", encoding="utf-8")
    result = upgrade(site)
    assert check.read_text(encoding="utf-8") == mine
    assert ".github/workflows/check.yml was changed here, so it was left alone" in result.stdout
    assert "+# new\n" in result.stdout
    assert ".github/workflows/preview.yml was taken away here" in result.stdout
    assert "CONTRIBUTING.md" not in result.stdout  # the new version has the same
    assert guide.read_text(encoding="utf-8") == "Ours.\n"


def test_own_templates_whose_originals_have_changed_are_named(
    site: Path, newer: Callable[[], None]
) -> None:
    (site / "overrides").mkdir()
    for name in ("page.html", "paper.html"):
        (site / "overrides" / name).write_text("x", encoding="utf-8")
    newer()
    result = upgrade(site)
    assert "overrides/page.html: the theme's own has changed since" in result.stdout
    assert "overrides/paper.html" not in result.stdout
    assert (site / "overrides/page.html").read_text(encoding="utf-8") == "x"


def test_texts_and_topics_of_ones_own_are_left_and_schemas_follow(
    site: Path, newer: Callable[[], None]
) -> None:
    newer()
    config = site / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("        governance:", "        water: {en: Water}\n        governance:"),
        "utf-8",
    )
    paper = site / "docs/papers/first-paper/index.md"
    paper.write_text(paper.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    before = paper.read_bytes()
    result = upgrade(site)
    assert paper.read_bytes() == before
    assert "first-paper" not in result.stdout
    assert "wrote .vscode/schemas/case-study.json" in result.stdout
    assert '"water"' in (site / ".vscode/schemas/case-study.json").read_text(encoding="utf-8")


def test_other_line_endings_are_no_change(site: Path, newer: Callable[[], None]) -> None:
    newer()
    check = site / ".github/workflows/check.yml"
    check.write_bytes(check.read_bytes().replace(b"\n", b"\r\n"))
    assert "wrote .github/workflows/check.yml" in upgrade(site).stdout


def test_a_dry_run_says_it_and_writes_nothing(site: Path, newer: Callable[[], None]) -> None:
    newer()
    before = snapshot(site)
    assert "would write .github/workflows/check.yml" in upgrade(site, "--dry-run").stdout
    assert snapshot(site) == before


def test_a_site_that_init_didnt_begin_is_told(site: Path) -> None:
    (site / NAME).unlink()
    result = upgrade(site)
    assert result.returncode == 1
    assert "this site wasn't begun by `init`" in result.stderr
    (site / NAME).write_text("version: 1\n", encoding="utf-8")
    assert ".issue-papers.yml can't be used" in upgrade(site).stderr


def test_news_are_those_of_the_versions_between() -> None:
    assert news(CHANGELOG, "0.0.1", "0.1.0").startswith("## [0.0.2]")
    assert news(CHANGELOG, "0.0.2", "0.1.0") == ""
    assert "Not yet." not in news(CHANGELOG, "0.0.1", "100.0.0")

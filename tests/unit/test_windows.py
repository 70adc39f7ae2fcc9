"""What keeps the package working where there is no POSIX: names, line endings, processes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

import pytest
from harness import ROOT, settings_of
from issue_papers import exchange
from issue_papers.building import executors
from issue_papers.checks import rules
from issue_papers.content import file_names
from issue_papers.content.settings import Settings
from issue_papers.content_cache import ContentCache
from issue_papers.reporting.problems import Severity
from issue_papers.starting.making import File
from issue_papers.starting.record import digests, text_at

PACKAGE = ROOT / "scripts/issue_papers"
POSIX_MODULES = {"fcntl", "grp", "posix", "pwd", "resource", "termios", "tty"}
POSIX_NAMES = {"fork", "geteuid", "getuid", "uname", "mkfifo", "chown", "SIGKILL", "SIGHUP"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for module in sorted(PACKAGE.rglob("*.py")):
        name = module.relative_to(PACKAGE).as_posix()
        yield name, ast.parse(module.read_text(encoding="utf-8"))


def test_no_module_needs_what_only_posix_has() -> None:
    for name, tree in trees():
        guarded = {
            id(node)
            for attempt in ast.walk(tree)
            if isinstance(attempt, ast.Try | ast.If)
            for node in ast.walk(attempt)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", "")}
                assert not names & POSIX_MODULES or id(node) in guarded, name
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in {
                "os",
                "signal",
            }:
                assert node.attr not in POSIX_NAMES or id(node) in guarded, f"{name}: {node.attr}"


def test_what_is_written_has_line_feeds_on_every_system() -> None:
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "write_text":
                given = {keyword.arg for keyword in node.keywords}
                is_files = "encoding" in given or len(node.args) > 1
                assert not is_files or "newline" in given, f"{name}:{node.lineno}"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("con.md", "`con` is reserved"),
        ("aux/notes.md", "`aux` is reserved"),
        ("Nul.fr.md", "`Nul` is reserved"),
        ("com1.md", "`com1` is reserved"),
        ("why?.md", "it holds `?`"),
        ("a:b.md", "it holds `:`"),
        ("back\\slash.md", "it holds `\\`"),
        ("dot./x.md", "ends with a dot or a space"),
        ("console.md", ""),
        ("company.md", ""),
    ],
)
def test_names_that_windows_cant_have_are_warned_of(
    small_site: Callable[..., Path], name: str, told: str
) -> None:
    settings = settings_of(small_site())
    found = [*file_names.unportable(settings, [settings.docs_dir / name])]
    assert [problem.severity for problem in found] == ([Severity.WARNING] if told else [])
    assert all(told in problem.message for problem in found)


def test_the_check_tells_them(small_site: Callable[..., Path]) -> None:
    site = small_site()
    (site / "docs/aux.md").write_text("# Aux\n\nWords.\n", encoding="utf-8")
    _, _, problems = rules.load_and_check(settings_of(site))
    assert [(p.path, p.key) for p in problems if "reserved" in p.message] == [
        ("docs/aux.md", "file name")
    ]


def test_paths_in_reports_have_forward_slashes(small_site: Callable[..., Path]) -> None:
    settings = settings_of(small_site())
    root = PureWindowsPath("C:/site")
    windows = Settings(**{**vars(settings), "root": root})
    assert windows.relative(root / "docs" / "about.md") == "docs/about.md"  # type: ignore[arg-type]


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_processes_are_copied_on_linux_alone(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert executors.shares_memory(executors.Processes(2)) == (platform == "linux")


def test_a_kept_file_that_another_process_reads_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ContentCache(tmp_path)
    cache.put("key", ".x", b"content")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    cache.put("key", ".x", b"content")
    assert cache.find("key", ".x") == b"content"
    assert len([*tmp_path.glob("*.x")]) == 1
    cache.put("other", ".x", b"content")  # what can't be kept is made again
    assert cache.find("other", ".x") is None


def test_a_site_is_put_in_place_where_names_cant_be_swapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_swap", lambda: None)
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    left = exchange.exchange(tmp_path / "new", tmp_path / "old", tmp_path / "aside")
    assert [path.name for path in (tmp_path / "old").iterdir()] == ["new"]
    assert left == tmp_path / "aside"


def test_a_file_with_other_line_endings_has_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one\r\ntwo\r\n")
    text = text_at(tmp_path / "a") or ""
    assert digests([File("a", text)]) == digests([File("a", "one\ntwo\n")])

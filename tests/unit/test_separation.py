"""The tests of generator and publication are apart: what editors change fails no other test."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import ROOT
from separation import CONTENT, PublicationReadError

TESTS = ROOT / "tests"
BY_HAND = {TESTS / "benchmarks", TESTS / "tools"}
"""What measures and pictures the publication; no test."""
STARTED_HERE = {f"unit/test_{name}.py" for name in ("notice", "reference", "runner", "wheel")}
"""What starts a process in the repository: on its manual, its scripts, its package."""
MODULES = sorted(
    path
    for path in TESTS.rglob("*.py")
    if not BY_HAND & {*path.parents} and TESTS / "publication" not in path.parents
)


def uses(module: Path) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield each place where a module names the repository, with what it stands in."""
    for holder in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        for part in ast.iter_child_nodes(holder):
            if isinstance(part, ast.Name) and part.id == "ROOT":
                yield part, holder


@pytest.mark.parametrize("name", CONTENT)
def test_the_publication_cant_be_read_from_here(name: str) -> None:
    path = ROOT / name
    with pytest.raises(PublicationReadError, match="tests/sites/"):
        os.listdir(path) if path.is_dir() else path.read_text(encoding="utf-8")  # noqa: PTH208


def test_its_own_sites_can_be_read() -> None:
    assert (TESTS / "sites" / "sampler" / "docs" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_no_process_is_started_on_the_publication(module: Path) -> None:
    """A process isn't watched: none may run in the repository, nor be given its content."""
    is_free = module.relative_to(TESTS).as_posix() in STARTED_HERE
    for _, holder in uses(module):
        if isinstance(holder, ast.keyword) and holder.arg == "cwd":
            assert is_free, ast.unparse(holder)
        if isinstance(holder, ast.Call):
            called = ast.unparse(holder.func).rpartition(".")[2]
            assert called not in {"build", "run", "invoke"}, ast.unparse(holder)
        if isinstance(holder, ast.BinOp) and isinstance(holder.right, ast.Constant):
            first = str(holder.right.value).partition("/")[0]
            assert first not in CONTENT or module == Path(__file__), ast.unparse(holder)

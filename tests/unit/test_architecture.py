"""The design, held by tests: who may import whom, and what the package must not hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from harness import ROOT

PACKAGE = ROOT / "scripts" / "issue_papers"
MODULES = sorted(PACKAGE.rglob("*.py"))
DRIVERS = {"mkdocs_plugin", "mkdocs_files", "mkdocs_archive", "cli", "cli_site"}
"""The only modules that may know about MkDocs."""

LAYERS: dict[str, set[str]] = {
    "dates": {"messages"},
    "identifiers": {"messages"},
    "citation_syntax": set(),
    "records": {"dates"},
    "model": {"dates", "identifiers", "messages", "records"},
    "dated_model": {"dates", "messages", "model", "records"},
    "locales": set(),
    "messages": set(),
    "problems": {"messages"},
    "settings": {"locales"},
    "outline": set(),
    "font_subset": set(),
    "frontmatter": {"messages", "problems"},
    "termbase": {"model", "records"},
    "passages": {"library", "model", "records"},
    "library": {
        "model",
        "dated_model",
        "locales",
        "settings",
        "frontmatter",
        "outline",
        "termbase",
        "passages",
    }
    | {"citation_syntax", "records"},
    "validation": {"frontmatter", "messages", "problems"},
    "pdf_nodes": set(),
    "pdf_licence": set(),
    "pdf_text": {"edition_fonts", "pdf_nodes"},
    "loader": {"library", "frontmatter", "locales", "model", "problems", "settings"}
    | {"messages", "records", "validation"},
}
"""What each of the lower modules may import of ours; those above may import what is below."""


def imports(module: Path) -> set[str]:
    """Return the full names of what a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_only_the_drivers_import_mkdocs(module: Path) -> None:
    roots = {name.split(".")[0] for name in imports(module)}
    assert ("mkdocs" in roots or "mkdocs_static_i18n" in roots) <= (module.stem in DRIVERS)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_nothing_imports_upwards(module: Path) -> None:
    ours = {name.split(".")[1] for name in imports(module) if name.startswith("issue_papers.")}
    if module.stem in LAYERS:
        assert ours <= LAYERS[module.stem]
    if module.stem not in DRIVERS and not module.stem.startswith("cli_"):
        assert not ours & DRIVERS


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_stays_readable(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("script", sorted((ROOT / "scripts").rglob("*")), ids=lambda p: p.name)
def test_scripts_hold_no_markup(script: Path) -> None:
    """HTML belongs in overrides/; a docstring or a comment may name an element."""
    if not script.is_file() or script.suffix in {".json", ".pyc", ".md"}:
        return
    text = script.read_text(encoding="utf-8")
    if script.suffix == ".py":
        text = "\n".join(_strings(ast.parse(text)))
    assert not re.search(r"</[a-z][a-z0-9]*>|<(div|span|p|a|ul|li|h[1-6]|section)\b[^>]*>", text)


def _strings(tree: ast.Module) -> list[str]:
    """Return a module's string constants, docstrings aside."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]

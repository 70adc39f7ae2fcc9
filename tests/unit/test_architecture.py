"""The design, held by tests: who may import whom, and what the package must not hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from harness import ROOT

PACKAGE = ROOT / "scripts" / "issue_papers"
MODULES = sorted(PACKAGE.rglob("*.py"))
DRIVERS = {"mkdocs_plugin", "mkdocs_files", "mkdocs_endings"}
"""The only modules that may know about MkDocs."""

PARSERS = {"markdown", "markdown_it", "mdit_py_plugins", "pymdownx"}
"""The packages that read Markdown, or extend one that does."""

LAYERS = (
    "reporting",
    "git",
    "publishing",
    "exchange",
    "locks",
    "staging",
    "seals",
    "installed",
    "content_cache",
    "layers",
    "work",
    "sharing",
    "slotted",
    "yaml_loader",
    "theme",
    "fonts",
    "look",
    "formulas",
    "articles",
    "content",
    "theme_settings",
    "typography",
    "maps",
    "citations",
    "translation",
    "views",
    "kinds",
    "printing",
    "blocks",
    "formats",
    "checks",
    "fixes",
    "building",
    "verification",
    "starting",
    "desk",
    "interchange",
    "mkdocs_theme",
    "mkdocs_endings",
    "mkdocs_files",
    "mkdocs_plugin",
    "cli",
)
"""The package's own packages and modules: each may import itself and those above it, no other."""

INSIDE: dict[str, set[str]] = {
    "meant": set(),
    "dates": {"meant"},
    "identifiers": set(),
    "limits": set(),
    "locales": set(),
    "prose": set(),
    "word_ends": set(),
    "openings": set(),
    "packed": set(),
    "outline": {"openings"},
    "ahead": {"frontmatter", "outline"},
    "yaml_signs": set(),
    "yaml_faults": set(),
    "yaml_mends": {"yaml_signs"},
    "fences": {"yaml_mends"},
    "frontmatter": {"fences", "yaml_faults", "yaml_mends"},
    "records": {"dates", "names"},
    "csl_model": {"dates", "frontmatter", "identifiers", "meant", "records"},
    "described": {"identifiers", "records"},
    "csl_item": {"csl_model", "described", "identifiers", "records"},
    "same_as": {"identifiers", "records"},
    "charted": {"records"},
    "model": {"charted", "csl_item", "dates", "described", "identifiers", "records", "same_as"},
    "page_type": {"model", "records"},
    "navigation": set(),
    "visibility": {"locales"},
    "settings": {"limits", "locales", "navigation", "visibility"},
    "termbase": {"model", "records", "same_as", "word_ends"},
    "passages": {"frontmatter", "records"},
    "sketches": set(),
    "pieces": {"passages"},
    "ledger": {"passages", "sketches"},
    "naming": {"ledger", "passages", "pieces", "sketches"},
    "documents": {"frontmatter", "ledger", "model", "naming", "page_type", "passages"}
    | {"outline", "packed", "pieces", "prose", "records"},
    "csl_doubts": {"frontmatter", "identifiers", "names", "yaml_mends"},
    "partly": set(),
    "mappings": {"frontmatter", "meant", "names", "records", "yaml_mends"},
    "mistyped": {"mappings"},
    "validation": {
        "frontmatter",
        "identifiers",
        "mappings",
        "meant",
        "mistyped",
        "typed_names",
        "yaml_mends",
    },
    "drafts": {"documents"},
    "library": {"documents", "drafts", "locales", "model", "page_type", "settings", "termbase"},
    "file_names": {"locales", "settings"},
    "changes": set(),
    "memory": set(),
    "read_before": {"memory", "settings"},
    "trust": {"file_names", "limits", "settings"},
    "listing": {"changes", "file_names", "locales", "page_type", "settings", "trust"},
    "ledger_files": {"ledger", "listing", "memory", "read_before", "settings"},
    "page_files": {"ahead", "changes", "frontmatter", "ledger", "ledger_files", "listing"}
    | {"memory", "read_before", "settings"},
    "termbase_file": {"changes", "frontmatter", "memory", "settings", "termbase", "validation"},
    "data_files": {
        "csl_doubts",
        "changes",
        "frontmatter",
        "memory",
        "model",
        "read_before",
        "settings",
    }
    | {"validation"},
    "loader": {
        "partly",
        "changes",
        "charted",
        "data_files",
        "drafts",
        "ledger_files",
        "library",
        "listing",
        "memory",
        "model",
        "page_files",
        "page_type",
        "read_before",
        "settings",
        "termbase_file",
        "validation",
    },
}
"""What the nouns in `content` may import of their own package."""

CORE = ("content", "translation", "views", "printing", "checks", "cli", "mkdocs_files")
"""The parts that go through the declarations of kinds, and name none of them."""

WINGS = {folder.name for folder in (PACKAGE / "kinds").iterdir() if (folder / "kind.py").exists()}


def name_of(module: Path) -> str:
    """Return a module's name without the package's: `views.site`."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part not in {"__init__", "__main__"})


def ours(module: Path) -> set[str]:
    """Return what a module imports of the package, as names without it."""
    prefix = "issue_papers."
    return {name.removeprefix(prefix) for name in imports(module) if name.startswith(prefix)}


@cache
def tree(module: Path) -> ast.Module:
    """Return a module, parsed once for all tests."""
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def imports(module: Path) -> frozenset[str]:
    """Return the full names of what a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def roots(module: Path) -> set[str]:
    """Return the packages that a module imports from."""
    return {name.split(".")[0] for name in imports(module)}


def called(module: Path) -> set[str]:
    """Return the names of what a module calls."""
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
    }


def names(modules: Iterable[Path]) -> list[str]:
    return [name_of(module) for module in modules]


def test_texts_are_parsed_in_one_place() -> None:
    """Nothing but `articles` imports a parser of Markdown, or calls one that it was given."""
    others = [module for module in MODULES if name_of(module).split(".")[0] != "articles"]
    assert names(module for module in others if roots(module) & PARSERS) == []
    parsing = {"Markdown", "MarkdownIt", "markdown"}
    assert names(module for module in others if called(module) & parsing) == []


def test_only_the_drivers_import_mkdocs() -> None:
    drivers = (m for m in MODULES if roots(m) & {"mkdocs", "mkdocs_static_i18n"})
    assert set(names(drivers)) <= DRIVERS


GUIDE = ROOT / "manual" / "docs" / "developing" / "index.md"


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {name_of(module).split(".")[0] for module in MODULES} - {""}
    assert parts == set(LAYERS)
    guide = GUIDE.read_text(encoding="utf-8")
    assert not [part for part in LAYERS if f"`{part}/`" not in guide and f"`{part}`" not in guide]


def test_every_noun_is_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    nouns = {path.stem for path in (PACKAGE / "content").glob("*.py")} - {"__init__"}
    assert not [noun for noun in sorted(nouns) if f"`{noun}`" not in guide]


def test_nothing_imports_upwards() -> None:
    wrong: dict[str, set[str]] = {}
    for module in MODULES:
        layer, _, name = name_of(module).partition(".")
        used = {imported.split(".")[0] for imported in ours(module)}
        if layer:
            wrong[name_of(module)] = used - set(LAYERS[: LAYERS.index(layer) + 1])
        if layer == "content" and name in INSIDE:
            here = {i.split(".")[1] for i in ours(module) if i.startswith("content.")}
            wrong[name_of(module)] |= here - INSIDE[name]
    assert {name: used for name, used in wrong.items() if used} == {}


def test_the_core_names_no_kind() -> None:
    """What it must know of one, the kind's declaration says."""
    wrong: dict[str, set[str]] = {}
    for module in MODULES:
        used = [imported.split(".") for imported in ours(module)]
        named = {part for parts in used if parts[0] == "kinds" for part in parts[1:2]} & WINGS
        if named and name_of(module).startswith(CORE):
            wrong[name_of(module)] = named
    assert wrong == {}


def test_nothing_imports_in_a_circle() -> None:
    """Two modules that need each other's names are one, or lack a noun; for types alone, too."""
    known = {name_of(module) for module in MODULES}
    needs: dict[str, set[str]] = {}
    for module in MODULES:
        used = ours(module)
        named = {name for name in used if name in known}
        named |= {name.rpartition(".")[0] for name in used if name.rpartition(".")[0] in known}
        packages = {name_of(m) for m in MODULES if m.name == "__init__.py"}
        needs[name_of(module)] = {n for n in named if n not in packages or n in used} - {""}
        needs[name_of(module)] -= {name_of(module)}
    left = dict(needs)
    while free := {name for name, used in left.items() if not used & left.keys()}:
        left = {name: used for name, used in left.items() if name not in free}
    assert not {name: used & left.keys() for name, used in left.items()}


def test_a_module_stays_readable() -> None:
    lengths = {name_of(m): len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


UNTESTED = {".json", ".pyc", ".md"}
SCRIPTS = sorted(p for p in (ROOT / "scripts").rglob("*") if "__pycache__" not in p.parts)


MARKUP = re.compile(r"</[a-z][a-z0-9]*>|<(div|span|p|a|ul|li|h[1-6]|section)\b[^>]*>")


def test_scripts_hold_no_markup() -> None:
    """HTML belongs in overrides/; a docstring or a comment may name an element."""
    found: dict[str, str] = {}
    for script in SCRIPTS:
        if not script.is_file() or script.suffix in UNTESTED:
            continue
        python = script.suffix == ".py"
        text = "\n".join(_strings(tree(script))) if python else script.read_text(encoding="utf-8")
        if markup := MARKUP.search(text):
            found[script.name] = markup[0]
    assert found == {}


def _strings(module: ast.Module) -> list[str]:
    """Return a module's string constants, docstrings aside."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]

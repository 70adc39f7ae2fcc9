"""Templates escape whatever they write: what says otherwise stands here, with its reason."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from harness import ROOT
from issue_papers.formats.markdown.templates import environment as markdown_templates
from issue_papers.layers import Layers, package_theme
from issue_papers.theme import page_templates, templates

PACKAGE = ROOT / "scripts" / "issue_papers"
THEME = ROOT / "overrides"
SAFE_IN_TEMPLATES: Mapping[str, tuple[int, str]] = {
    "editions/macros.html": (
        4,
        "elements for characters that set names apart, around escaped text",
    ),
    "fragments/chart.html": (
        1,
        "a drawing made of lxml's elements and no attribute but those of shapes and words",
    ),
    "partials/metadata.html": (1, "JSON whose `<` and `&` are escapes (`views.linked_nodes`)"),
}
"""How often a template of the theme calls something safe, and why it is."""

MADE_SAFE: Mapping[str, str] = {
    "desk/files.py": "the theme's own style sheet, which the page's policy names by its digest",
    "formats/markdown/mirror.py": "nothing, where a text has no Markdown",
    "formats/markdown/templates.py": "Markdown, in which all words are escaped",
    "formats/markup/running_text.py": "what writers of nodes write, in which all words are escaped",
    "formats/web/pages.py": "the same",
    "formats/web/rendering.py": "the same; and icons of the theme",
    "mkdocs_plugin.py": "what our writer and other plugins of the owner's have made",
}
"""Modules that say of a text that it is markup, and why it is."""

NOT_ESCAPED: Mapping[str, str] = {
    "cli/reference_pages.py": "Markdown, of texts of our own",
    "cli/scaffold.py": "Markdown and YAML, whose values a filter writes",
    "kinds/scaffolding.py": "the same",
    "starting/making.py": "Markdown, YAML and shell, of the owner's own answers",
    "translation/commenting.py": "Markdown, in which what isn't ours is code",
}
"""Modules with templates in which nothing is escaped by itself, and why."""

_TEMPLATES = frozenset({".html", ".xhtml", ".xml", ".opf", ".svg", ".txt", ".md", ".js"})
_SAFE = re.compile(r"\|\s*safe\b")
_BY_HAND = re.compile(r"\|\s*(?:e|escape|forceescape)\b")
_UNQUOTED = re.compile(r"<[a-zA-Z][^<>{}\"]*(?:\"[^\"]*\"[^<>{}\"]*)*\s[\w-]+=\{\{")
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_SHOWN = re.compile(r"\{\{(?P<value>.*?)\}\}", re.DOTALL)


def sources(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the templates of a folder with their texts."""
    for path in sorted(folder.rglob("*")):
        is_template = path.suffix in _TEMPLATES and "assets" not in path.relative_to(folder).parts
        if is_template:
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def test_what_templates_call_safe_is_listed() -> None:
    found = Counter({name: len(_SAFE.findall(text)) for name, text in sources(THEME)})
    assert +found == {name: count for name, (count, _) in SAFE_IN_TEMPLATES.items()}


def test_nothing_is_escaped_by_hand() -> None:
    assert not [name for name, text in sources(THEME) if _BY_HAND.search(text)]


def test_values_of_attributes_stand_in_quotation_marks() -> None:
    assert not [name for name, text in sources(THEME) if _UNQUOTED.search(text)]


def test_what_scripts_are_given_is_json() -> None:
    """In a script neither entities nor quotation marks of HTML mean anything."""
    for name, text in sources(THEME):
        for script in _SCRIPT.finditer(text):
            values = [match["value"] for match in _SHOWN.finditer(script["text"])]
            bare = [v for v in values if not re.search(r"\|\s*(?:tojson|safe)\b", v)]
            assert [v for v in bare if '"," if not loop.last' not in v] == [], name


def calls(name: str) -> Iterator[str]:
    """Yield the modules of the package that call something of a name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield path.relative_to(PACKAGE).as_posix()


def test_what_is_said_to_be_markup_is_listed() -> None:
    assert set(calls("Markup")) == set(MADE_SAFE)


def test_where_nothing_is_escaped_is_listed() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "autoescape=False" in path.read_text(encoding="utf-8")
    }
    assert found == set(NOT_ESCAPED)


def test_every_environment_escapes() -> None:
    theme = Layers((package_theme(),))
    evil = "\"><script>alert('1')</script>"
    for environment in (templates(theme), page_templates(theme)):
        shown = environment.from_string("{{ evil }}").render(evil=evil)
        assert not set(shown) & set("<>\"'")
    told = markdown_templates(theme).from_string("{{ evil }}").render(evil="<b>[a](javascript:x)")
    assert "<" not in told
    assert "\\[a\\](" in told

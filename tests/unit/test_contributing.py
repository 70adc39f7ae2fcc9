"""The manual and the guides say what the code does: every block is there, every example is right.

What editors need is there in three languages, which say the same. What is made from the code is
tested where it is made: `test_reference`.
"""

from __future__ import annotations

import re
import typing
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from harness import ROOT, SITES
from issue_papers.blocks.registry import types
from issue_papers.content import frontmatter, loader
from issue_papers.content.model import City, Reference
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.content.records import Status, translation_of
from issue_papers.content.termbase import Term
from issue_papers.kinds import registry as registry_of_kinds
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel
from reading import read

MANUAL = ROOT / "manual" / "docs"
LANGUAGES = ("en", "es", "fr")
MADE = MANUAL / "reference"
EDITING = sorted((MANUAL / "editing").glob("*.md"))
OTHERS = (ROOT / "README.md", *sorted(ROOT.glob("CONTRIBUTING*.md")))
GUIDES = (
    *OTHERS,
    *(path for path in sorted(MANUAL.rglob("*.md")) if path.parent != MADE),
)
TASKS = tuple(path.stem for path in EDITING if "." not in path.stem)
TOKENS = {
    path: MarkdownIt("commonmark")
    .enable("table")
    .parse(frontmatter.parse(path.read_text(encoding="utf-8"), path.name)[0].body)
    for path in GUIDES
}
FENCES = [
    pytest.param(token, id=f"{path.relative_to(ROOT)}:{token.map[0] + 1}")
    for path, tokens in TOKENS.items()
    for token in tokens
    if token.type == "fence" and token.map
]
each_language = pytest.mark.parametrize("language", LANGUAGES)
MOST_LINES = 250


def editing(name: str, language: str) -> Path:
    """Return the page of a task in a language."""
    suffix = "" if language == "en" else f".{language}"
    return MANUAL / "editing" / f"{name}{suffix}.md"


def rows(path: Path) -> list[dict[str, list[str]]]:
    """Return a page's tables whose first column is code: its cells by that code."""
    found: list[dict[str, list[str]]] = []
    cells: list[Token] = []
    tokens = TOKENS[path]
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            found.append({})
        elif token.type == "tr_open":
            cells = []
        elif token.type == "td_open":
            cells.append(tokens[index + 1])
        elif token.type == "tr_close" and cells:
            for code in (c.content for c in cells[0].children or () if c.type == "code_inline"):
                found[-1][code] = [cell.content for cell in cells[1:]]
    return [table for table in found if table]


@each_language
def test_every_status_is_documented_with_what_the_site_says_of_it(language: str) -> None:
    statuses = typing.get_args(Status)
    said = catalogue(language)["provenance"]
    (table,) = (t for t in rows(editing("translate", language)) if set(t) == set(statuses))
    assert {status: cells[1] for status, cells in table.items()} == {
        status: said[status] for status in statuses
    }


@each_language
def test_the_edit_link_is_called_what_the_site_calls_it(language: str) -> None:
    text = editing("correct", language).read_text(encoding="utf-8")
    assert catalogue(language)["provenance"]["edit"] in re.findall(r"\*([^*\n]+)\*", text)


@cache
def catalogue(language: str) -> dict[str, dict[str, str]]:
    path = ROOT / "overrides" / "locales" / f"{language}.yml"
    found: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@each_language
def test_every_block_is_documented_and_shown(language: str) -> None:
    page = editing("blocks", language)
    assert set(types()) in [set(table) for table in rows(page)]
    examples = [t.content for t in TOKENS[page] if t.type == "fence" and t.info == "markdown"]
    shown = {block.name for text in examples for block in read(text).directives}
    assert shown == set(types())


@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_a_page_that_is_built_alike_in_every_language(task: str) -> None:
    english = shape(TOKENS[editing(task, "en")])
    for language in LANGUAGES:
        page = editing(task, language)
        assert len(page.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
        assert shape(TOKENS[page]) == english, page.name


@each_language
def test_the_entrance_leads_to_every_task(language: str) -> None:
    name = "CONTRIBUTING.md" if language == "en" else f"CONTRIBUTING.{language}.md"
    found = {t.partition("#")[0] for token in TOKENS[ROOT / name] for t in links(token)}
    tasks = {editing(task, language).relative_to(ROOT).as_posix() for task in TASKS}
    others = {path.name for path in OTHERS if path.name.startswith("CONTRIBUTING")} - {name}
    assert tasks | others <= found


def shape(tokens: list[Token]) -> list[str]:
    """Return what a page is made of."""
    kinds = {"heading_open", "table_open", "fence"}
    return [f"{t.type} {t.tag}{t.info}" for t in tokens if t.type in kinds]


def links(token: Token) -> list[str]:
    return [
        unquote(str(child.attrGet("href")))
        for child in token.children or ()
        if child.type == "link_open"
    ]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_links_and_pictures_in_the_repository_lead_somewhere(path: Path) -> None:
    """The manual's own are checked with it."""
    for token in TOKENS[path]:
        for target in links(token):
            file, _, anchor = target.partition("#")
            if ":" in file:
                continue
            assert (ROOT / file).exists(), target
            assert not anchor or f"{{ #{anchor} }}" in (ROOT / file).read_text(encoding="utf-8")
        for child in token.children or ():
            if child.type == "image":
                assert (ROOT / str(child.attrGet("src"))).is_file()
                assert child.content, "a picture needs a description"


@pytest.mark.parametrize("fence", [f for f in FENCES if f.values[0].info == "yaml"])
def test_every_example_of_yaml_is_right(fence: Token) -> None:
    data, problems = frontmatter.parse_yaml(fence.content, GUIDES[0].name)
    assert problems == []
    assert data.value
    assert faults(fence.content, data) == []


@pytest.mark.parametrize("fence", [f for f in FENCES if f.values[0].info == "markdown"])
def test_every_example_of_markdown_is_right(fence: Token) -> None:
    text, problems = frontmatter.parse(fence.content, GUIDES[0].name)
    assert problems == []
    if text.meta.value:
        assert faults(fence.content.split("\n", 1)[1], text.meta) == []
    for block in read(text.body).directives:
        assert block.is_closed
        assert bool(block.argument) == types()[block.name].is_named


@pytest.mark.parametrize("fence", [f for f in FENCES if f.values[0].info == "text"])
def test_every_report_is_one_that_the_check_gives(fence: Token) -> None:
    reports = [
        path.read_text(encoding="utf-8") for path in (SITES / "broken").glob("*/expected.txt")
    ]
    assert any(fence.content in report for report in reports)


def faults(text: str, data: frontmatter.YamlData) -> list[str]:
    """Check an example whose first line is a comment that names its file, as that file is."""
    first = text.split("\n", 1)[0]
    if not first.startswith("# "):
        return []
    path = PurePosixPath(first.removeprefix("# "))
    place = loader.Place(str(path), data)
    return [
        f"{problem.key}: {problem.message}"
        for model, value, source in parts(path, data.value)
        for problem in loader.validate(model, place, value, source)[1]
    ]


def parts(path: PurePosixPath, value: Any) -> list[tuple[type[BaseModel], object, Any]]:
    """Return what a file's values are checked against: type, value and, for a page, its source's.

    The source's type tells a fact repeated in a translation from a misspelt key.
    """
    match path.name:
        case "cities.yml":
            return [(City, city, None) for city in value.values()]
        case "glossary.yml":
            return [(Term, term, None) for terms in value.values() for term in terms.values()]
        case "references.yml":
            return [(Reference, reference, None) for reference in value]
    stem, _, language = path.stem.partition(".")
    key = str(path.with_name(f"{stem}.md")).removeprefix("docs/")
    key = key.replace("case_studies/", f"{CASES_PREFIX}/")
    source = loader.type_of(key, registry_of_kinds.types()).model
    return [(translation_of(source) if language else source, value, source)]

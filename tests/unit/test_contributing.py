"""The guides say what the code does: every key and block is there, and every example is right.

The contributors' guide is there in three languages, which say the same.
"""

from __future__ import annotations

import json
import re
import typing
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from harness import ROOT, SITES
from issue_papers.blocks.registry import types
from issue_papers.building.options import OPTIONS
from issue_papers.content import frontmatter, loader
from issue_papers.content.csl_item import Item
from issue_papers.content.model import City, PageMeta, Reference
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.content.records import Translation, is_translated, translation_of
from issue_papers.content.termbase import Term
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.kinds.brief.model import Brief
from issue_papers.kinds.case_study.model import CaseStudy
from issue_papers.kinds.event.model import Event
from issue_papers.kinds.news.model import NewsItem
from issue_papers.kinds.page.model import PlainPage
from issue_papers.kinds.paper.model import Paper
from issue_papers.kinds.section.model import Section
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from reading import read


@dataclass(frozen=True)
class Guide:
    """What the contributors' guide is called in one language, and the words in its tables."""

    language: str
    file: str
    headings: dict[str, str]
    """The English heading above a table → the one in this language, where it differs."""
    key: str
    block: str
    fact: str
    text: str
    required: str

    def heading(self, english: str) -> str:
        return self.headings.get(english, english)


GUIDES = (
    Guide("en", "CONTRIBUTING.md", {}, "key", "block", "fact", "text", "yes"),
    Guide(
        "es",
        "CONTRIBUTING.es.md",
        {
            "Every page": "Todas las páginas",
            "Paper": "Documento",
            "Section": "Sección",
            "Brief": "Informe breve",
            "Case study": "Estudio de caso",
            "Event": "Evento",
            "News": "Noticia",
            "Plain page": "Página corriente",
            "Blocks": "Bloques",
            "How far a translation can be trusted": "Hasta qué punto es fiable una traducción",
        },
        "clave",
        "bloque",
        "dato",
        "texto",
        "sí",
    ),
    Guide(
        "fr",
        "CONTRIBUTING.fr.md",
        {
            "Every page": "Toutes les pages",
            "Paper": "Document",
            "Brief": "Note de synthèse",
            "Case study": "Étude de cas",
            "Event": "Événement",
            "News": "Actualité",
            "Plain page": "Page ordinaire",
            "Blocks": "Blocs",
            "How far a translation can be trusted": "Quel crédit accorder à une traduction",
        },
        "clé",
        "bloc",
        "donnée",
        "texte",
        "oui",
    ),
)
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.language)
TRUST = "How far a translation can be trusted"

TOKENS = {
    name: MarkdownIt("commonmark").enable("table").parse((ROOT / name).read_text(encoding="utf-8"))
    for name in (*(guide.file for guide in GUIDES), "README.md")
}
FENCES = [
    pytest.param(token, id=f"{name}:{token.map[0] + 1}")
    for name, tokens in TOKENS.items()
    for token in tokens
    if token.type == "fence" and token.map
]
OWN_KEYS: dict[str, tuple[type[BaseModel], type[BaseModel] | None]] = {
    "Every page": (PageMeta, None),
    "Paper": (Paper, PageMeta),
    "Section": (Section, PageMeta),
    "Brief": (Brief, PageMeta),
    "Case study": (CaseStudy, PageMeta),
    "Event": (Event, PageMeta),
    "News": (NewsItem, PageMeta),
    "Plain page": (PlainPage, PageMeta),
    TRUST: (Translation, None),
    "cities.yml": (City, None),
    "references.yml": (Reference, Item),
    "glossary.yml": (Term, None),
}
"""The heading above each table of keys: the type it documents, and the type whose keys it omits."""

HOLDS_OTHERS = "—"


def tables(guide: Guide, heading: str) -> list[list[list[Token]]]:
    """Return the tables below a heading of the guide: rows of cells."""
    found: list[list[list[Token]]] = []
    below = ""
    tokens = TOKENS[guide.file]
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            below = tokens[index + 1].content
        elif below != guide.heading(heading):
            continue
        elif token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            found[-1][-1].append(tokens[index + 1])
    return found


def rows(guide: Guide, heading: str, first: str) -> dict[str, list[str]]:
    """Return the table whose first column is headed `first`: its cells by the code in the first."""
    (table,) = (table for table in tables(guide, heading) if table[0][0].content == first)
    found = {}
    for row in table[1:]:
        (code,) = (c.content for c in row[0].children or () if c.type == "code_inline")
        assert code not in found, f"`{code}` is twice in the table"
        found[code] = [cell.content for cell in row[1:]]
    return found


def records(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the front-matter types inside a field's type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from records(part)


def keys(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield a type's keys as editors write them, with those inside: `period`, `period.from`."""
    for name, field in model.model_fields.items():
        key = f"{above}{field.alias or name}"
        yield key, field
        for record in records(field.annotation):
            yield from keys(record, f"{key}.")


def kind(field: FieldInfo, guide: Guide) -> str:
    if any(records(field.annotation)):
        return HOLDS_OTHERS
    return guide.text if is_translated(field) else guide.fact


@each_guide
@pytest.mark.parametrize("heading", OWN_KEYS)
def test_every_key_is_documented_and_no_other(heading: str, guide: Guide) -> None:
    model, base = OWN_KEYS[heading]
    left_out = {f.alias or name for name, f in base.model_fields.items()} if base else set()
    expected = {
        key: (kind(field, guide), guide.required if field.is_required() else "")
        for key, field in keys(model)
        if key.split(".")[0] not in left_out
    }
    found = {key: (cells[0], cells[1]) for key, cells in rows(guide, heading, guide.key).items()}
    assert found == expected


def test_every_type_of_front_matter_has_a_table() -> None:
    documented = {model for model, _ in OWN_KEYS.values()}
    assert {kind.model for kind in registry_of_kinds.types()} <= documented


@each_guide
def test_every_status_is_documented_with_what_the_site_says_of_it(guide: Guide) -> None:
    statuses = typing.get_args(Translation.model_fields["status"].annotation)
    said = catalogue(guide.language)["provenance"]
    found = {status: cells[1] for status, cells in rows(guide, TRUST, "`status`").items()}
    assert found == {status: said[status] for status in statuses}


@each_guide
def test_the_edit_link_is_called_what_the_site_calls_it(guide: Guide) -> None:
    emphasised = re.findall(r"\*([^*\n]+)\*", (ROOT / guide.file).read_text(encoding="utf-8"))
    assert catalogue(guide.language)["provenance"]["edit"] in emphasised


def catalogue(language: str) -> dict[str, dict[str, str]]:
    path = ROOT / "overrides" / "locales" / f"{language}.yml"
    found: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@each_guide
def test_every_block_is_documented_and_shown(guide: Guide) -> None:
    assert set(rows(guide, "Blocks", guide.block)) == set(types())
    examples = (t.content for t in TOKENS[guide.file] if t.type == "fence" and t.info == "markdown")
    shown = {block.name for text in examples for block in read(text).directives}
    assert shown == set(types())


def test_every_option_is_documented_with_its_default() -> None:
    readme = Guide("en", "README.md", {}, "", "", "", "", "")
    found = {name: cells[0].strip("`") for name, cells in rows(readme, "Options", "option").items()}
    expected = {
        option.name: "" if option.default in ("", {}) else json.dumps(option.default).strip('"')
        for option in OPTIONS
    }
    assert found == expected


@each_guide
def test_the_guides_link_to_each_other_and_are_built_alike(guide: Guide) -> None:
    """The part for programmers is in English alone, and comes last."""
    tokens = TOKENS[guide.file]
    first = links(tokens[1])
    assert set(first) == {other.file for other in GUIDES} - {guide.file}
    assert shape(tokens) == shape(TOKENS[GUIDES[0].file])


def shape(tokens: list[Token]) -> list[str]:
    """Return what a guide is made of before its last part, which is for programmers."""
    last = max(i for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h2")
    kinds = {"heading_open", "table_open", "fence"}
    return [f"{t.type} {t.tag}{t.info}" for t in tokens[:last] if t.type in kinds]


def links(token: Token) -> list[str]:
    return [
        unquote(str(child.attrGet("href")))
        for child in token.children or ()
        if child.type == "link_open"
    ]


@pytest.mark.parametrize("name", TOKENS)
def test_links_and_pictures_in_the_repository_lead_somewhere(name: str) -> None:
    for token in TOKENS[name]:
        for target in links(token):
            path, _, anchor = target.partition("#")
            if ":" in path:
                continue
            assert (ROOT / path).exists(), target
            assert not anchor or anchor in anchors(path or name), target
        for child in token.children or ():
            if child.type == "image":
                assert (ROOT / str(child.attrGet("src"))).is_file()
                assert child.content, "a picture needs a description"


def anchors(name: str) -> set[str]:
    """Return the ids that GitHub gives to a file's headings."""
    tokens = TOKENS[name]
    headings = (tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open")
    return {github_slug(heading) for heading in headings}


def github_slug(heading: str) -> str:
    """Lower case; letters, digits, hyphens and underscores stay, spaces become hyphens."""
    kept = (c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


@pytest.mark.parametrize("fence", [f for f in FENCES if f.values[0].info == "yaml"])
def test_every_example_of_yaml_is_right(fence: Token) -> None:
    data, problems = frontmatter.parse_yaml(fence.content, GUIDES[0].file)
    assert problems == []
    assert data.value
    assert faults(fence.content, data) == []


@pytest.mark.parametrize("fence", [f for f in FENCES if f.values[0].info == "markdown"])
def test_every_example_of_markdown_is_right(fence: Token) -> None:
    text, problems = frontmatter.parse(fence.content, GUIDES[0].file)
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

"""JSON Schemas of what editors write, made from the models, so that an editor's tools know them.

They are JSON Schema draft 7, the one that the YAML language server knows. A schema holds what a
single file can tell: keys, types, closed lists. What needs other files, such as whether a city is
in cities.yml, is said by `issue-papers check`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import yaml
from pydantic import BaseModel, TypeAdapter

from issue_papers.content.identifiers import COUNTRIES
from issue_papers.content.library import Kind
from issue_papers.content.model import City, Reference
from issue_papers.content.records import Id, translation_of
from issue_papers.content.settings import Settings
from issue_papers.content.termbase import Term

Schema: TypeAlias = dict[str, Any]

FOLDER = "schemas"
"""Where the schemas stand in the folder of the editor's settings."""

_DATE: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {
            "type": "string",
            "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
        },
    ]
}
"""A year, month or day (ISO 8601). YAML reads a year as a number."""

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_DAY_ALONE: Schema = {"type": "string", "pattern": f"^{_DAY}$"}
_MOMENT: Schema = {
    "anyOf": [
        *_DATE["anyOf"],
        {"type": "string", "pattern": rf"^{_DAY}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"},
    ]
}
"""A date, or a day with a time. YAML 1.1 takes a moment with seconds for one; all others don't."""

_ONE_OR_MORE = frozenset(
    {
        ("Event", "paper"),
        ("NewsItem", "event"),
        ("NewsItem", "paper"),
        ("ProgrammeItem", "by"),
    }
)
"""The lists for which a single id may stand."""

_DATES = frozenset({"issued", "date", "from", "to"})
_CSL_DATES = frozenset(
    {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
)
_SPAN: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}/\d{4}(-\d{2}){0,2}$"}
_DATE_PARTS: Schema = {
    "type": "array",
    "minItems": 1,
    "maxItems": 2,
    "items": {
        "type": "array",
        "minItems": 1,
        "maxItems": 3,
        "items": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d{1,4}$"}]},
    },
}
"""One date or two of CSL-JSON: year, month and day."""

_DATED = ("events", "news")
"""Folders of docs/ whose pages, their lists aside, are of kinds of their own."""


def schemas(settings: Settings) -> dict[str, Schema]:
    """Return all schemas by file name.

    Args:
        settings: The site's settings: its topics and audiences are closed lists.
    """
    found: dict[str, Schema] = {}
    for kind in Kind:
        found[f"{kind}.json"] = _complete(kind.model, settings)
        found[f"{kind}.translation.json"] = _complete(translation_of(kind.model), settings)
    for name in ("page.json", "page.translation.json"):
        found[f"list-{name}"] = found[name]
    found["cities.json"] = _complete(dict[str, City], settings)
    found["references.json"] = _complete(list[Reference], settings)
    found["glossary.json"] = _complete(dict[Id, dict[str, Term]], settings)
    found["glossary.json"]["additionalProperties"] = False
    return found


def settings_json(settings: Settings, folder: str) -> Schema:
    """Return the settings that tell the YAML language server which schema a file has.

    A pattern's `*` also spans folders there, and a pattern that begins with `!` takes files away
    (yaml-language-server of September 2026 and later).

    Args:
        settings: The site's folders and languages.
        folder: Where the schemas are, relative to the project's root.
    """
    docs, cases = settings.relative(settings.docs_dir), settings.relative(settings.cases_dir)
    papers = f"{docs}/papers"
    tags = [tag for tag in settings.locales.tags if tag != settings.locales.source]
    not_translated = [f"!*.{tag}.md" for tag in tags]
    not_lists = [f"!*/index.{tag}.md" for tag in tags]
    not_dated = [f"!{docs}/{name}/*.md" for name in _DATED]

    def translated(pattern: str) -> list[str]:
        return [f"{pattern}.{tag}.md" for tag in tags]

    patterns: dict[str, list[str]] = {
        "paper.json": [f"{papers}/*/index.md"],
        "paper.translation.json": translated(f"{papers}/*/index"),
        "section.json": [f"{papers}/*/*.md", "!*/index.md", *not_translated],
        "section.translation.json": [
            *translated(f"{papers}/*/*"),
            *not_lists,
        ],
        "case-study.json": [f"{cases}/*/index.md"],
        "case-study.translation.json": translated(f"{cases}/*/index"),
        "event.json": [f"{docs}/events/*.md", "!*/index.md", *not_translated],
        "event.translation.json": [*translated(f"{docs}/events/*"), *not_lists],
        "news-item.json": [f"{docs}/news/*.md", "!*/index.md", *not_translated],
        "news-item.translation.json": [*translated(f"{docs}/news/*"), *not_lists],
        # What is taken away can't be given back: the lists of events and news stand for themselves.
        "list-page.json": [f"{docs}/{name}/index.md" for name in _DATED],
        "list-page.translation.json": [
            pattern for name in _DATED for pattern in translated(f"{docs}/{name}/index")
        ],
        "page.json": [
            f"{docs}/*.md",
            f"{cases}/index.md",
            f"!{papers}/*/*.md",
            *not_dated,
            *not_translated,
        ],
        "page.translation.json": [
            *translated(f"{docs}/*"),
            *translated(f"{cases}/index"),
            f"!{papers}/*/*.md",
            *not_dated,
        ],
        "cities.json": [f"{cases}/cities.yml"],
        "references.json": [f"{docs}/references.yml", f"{papers}/*/references.yml"],
        "glossary.json": [f"{docs}/glossary.yml"],
    }
    return {"yaml.schemas": {f"{folder}/{name}": found for name, found in patterns.items()}}


def as_text(schema: object) -> str:
    """Write a schema or settings as the file that is kept."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def missing_explanations(settings: Settings) -> list[str]:
    """Return the keys that no text explains, as `Type.key`."""
    missing = {
        f"{owner}.{key}"
        for schema in schemas(settings).values()
        for owner, part in _objects(schema)
        for key, value in part["properties"].items()
        if "description" not in value
    }
    return sorted(missing)


def _complete(model: Any, settings: Settings) -> Schema:
    """Turn pydantic's schema of a type into the one that editors get."""
    schema: Schema = TypeAdapter(model).json_schema(by_alias=True)
    schema = _draft_7(schema)
    for owner, part in _objects(schema):
        part.pop("title", None)
        if "description" in part:
            part["description"] = part["description"].split("\n\n")[0].replace("\n", " ")
        for key, value in part["properties"].items():
            part["properties"][key] = _property(owner, key, value, settings)
        if owner == "Image":
            part["dependencies"] = {"file": ["alt"]}  # a rule of text_checks
    _root_title(schema, model)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def _root_title(schema: Schema, model: Any) -> None:
    if isinstance(model, type) and issubclass(model, BaseModel):
        schema["title"] = model.__name__


def _draft_7(value: Any) -> Any:
    """Write what JSON Schema 2020-12 says in the words of draft 7."""
    if isinstance(value, list):
        return [_draft_7(item) for item in value]
    if not isinstance(value, dict):
        return value
    found: Schema = {}
    for key, item in value.items():
        if key == "$ref":
            found[key] = item.replace("#/$defs/", "#/definitions/")
        elif key == "prefixItems":
            found["items"] = _draft_7(item)
            found["additionalItems"] = False
        elif key == "$defs":
            found["definitions"] = _draft_7(item)
        elif key != "default":  # an editor's tools would type it
            found[key] = _draft_7(item)
    return found


def _objects(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield each type's part of a schema with the type's name."""
    if "properties" in schema:
        yield schema.get("title", ""), schema
    for name, part in schema.get("definitions", {}).items():
        if "properties" in part:
            yield name, part


def _property(owner: str, key: str, value: Schema, settings: Settings) -> Schema:
    """Complete the schema of a key: what it says, and what pydantic's validators ask for."""
    value = {name: part for name, part in value.items() if name != "title"}
    if owner == "NewsItem" and key in {"date", "updated"}:
        value = dict(_DAY_ALONE) if key == "date" else {"anyOf": [_DAY_ALONE, {"type": "null"}]}
    elif owner == "Event" and key in {"start", "end"}:
        value = dict(_MOMENT) if key == "start" else _or_nothing(_MOMENT)
    elif (owner, key) in _ONE_OR_MORE:
        value = {"anyOf": [value["items"], value]}
    elif (owner, key) == ("Event", "participants"):
        value["items"] = {"anyOf": [value["items"]["items"], value["items"]]}
    elif owner in {"Reference", "Date"}:
        value = _csl_property(key, value)
    elif key in _DATES:
        value = dict(_DATE) if not _may_be_null(value) else _or_nothing(_DATE)
    elif (owner, key) == ("CaseStudy", "city"):
        value["type"] = "array"
        value = {"anyOf": [value["items"], {**value, "minItems": value.pop("minLength", 1)}]}
    elif closed := _closed_list(owner, key, settings):
        value["items"] = {
            "enum": list(closed),
            "enumDescriptions": [
                labels.get(settings.locales.source, name) for name, labels in closed.items()
            ],
        }
    elif (owner, key) == ("City", "country"):
        value = {"enum": [*COUNTRIES], "enumDescriptions": [*COUNTRIES.values()]}
    explanation = _explanation(owner, key)
    return {"description": explanation, **value} if explanation else value


def _csl_property(key: str, value: Schema) -> Schema:
    """Complete the schema of a key of CSL: a date may be written as elsewhere on the site."""
    if key in _CSL_DATES:
        return {"anyOf": [*_DATE["anyOf"], _SPAN, value["anyOf"][0]]}
    return dict(_DATE_PARTS) if key == "date-parts" else value


def _closed_list(
    owner: str, key: str, settings: Settings
) -> Mapping[str, Mapping[str, str]] | None:
    """Return the ids, with labels, that mkdocs.yml allows a key; nothing where it names none."""
    lists = {
        ("CaseStudy", "topics"): settings.topics,
        ("Recommendation", "audience"): settings.audiences,
    }
    return lists.get((owner, key))


def _may_be_null(value: Schema) -> bool:
    return {"type": "null"} in value.get("anyOf", ())


def _or_nothing(value: Schema) -> Schema:
    return {"anyOf": [*value["anyOf"], {"type": "null"}]}


@cache
def _explanations() -> Mapping[str, Mapping[str, str]]:
    text = files("issue_papers").joinpath("data/keys.yml").read_text(encoding="utf-8")
    return {str(owner): keys for owner, keys in yaml.safe_load(text).items()}


def _explanation(owner: str, key: str) -> str:
    """Say what a key of a type is for; a translation's keys are those of its source."""
    known = _explanations()
    names = [owner, owner.removesuffix("Text"), owner.removesuffix("Translation")]
    if names[-1] in _PAGES:
        names.append("PageMeta")
    return next((known[name][key] for name in names if key in known.get(name, {})), "")


_PAGES = frozenset(kind.model.__name__ for kind in Kind)

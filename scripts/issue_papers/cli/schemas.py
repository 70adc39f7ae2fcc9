"""JSON Schemas of what editors write, made from the models, so that an editor's tools know them.

They are JSON Schema draft 7, the one that the YAML language server knows. A schema holds what a
single file can tell: keys, types, closed lists. What needs other files, such as whether a city is
in cities.yml, is said by `issue-papers check`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeAlias

import yaml
from pydantic import BaseModel, TypeAdapter

from issue_papers.content.dates import DATE_SCHEMA
from issue_papers.content.identifiers import COUNTRIES
from issue_papers.content.model import City, Reference
from issue_papers.content.page_type import DOCS
from issue_papers.content.records import CLOSED, Id
from issue_papers.content.settings import Settings
from issue_papers.content.termbase import Concept, Term
from issue_papers.kinds import registry
from issue_papers.reporting.catalogues import SOURCE, catalogue

Schema: TypeAlias = dict[str, Any]

FOLDER = "schemas"
"""Where the schemas stand in the folder of the editor's settings."""

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


def schemas(settings: Settings, language: str = SOURCE) -> dict[str, Schema]:
    """Return all schemas by file name.

    Args:
        settings: The site's settings: its topics and audiences are closed lists.
        language: The language in which keys are explained.
    """
    completing = partial(_complete, settings=settings, language=language)
    found: dict[str, Schema] = {}
    for kind in registry.types():
        found[f"{kind}.json"] = completing(kind.model)
        found[f"{kind}.translation.json"] = completing(kind.translation)
    for name in ("page.json", "page.translation.json"):
        found[f"list-{name}"] = found[name]
    found["cities.json"] = completing(dict[str, City])
    found["references.json"] = completing(list[Reference])
    found["glossary.json"] = _glossary(
        completing(dict[Id, dict[str, Term]]), completing(Concept)["properties"]
    )
    return found


def settings_json(settings: Settings, folder: str) -> Schema:
    """Return the settings that tell the YAML language server which schema a file has.

    A pattern's `*` also spans folders there, and a pattern that begins with `!` takes files away
    (yaml-language-server of September 2026 and later).

    Args:
        settings: The site's folders and languages.
        folder: Where the schemas are, relative to the project's root.
    """
    tags = [tag for tag in settings.locales.tags if tag != settings.locales.source]
    patterns: dict[str, list[str]] = {}
    for kind in registry.types():
        here = _here(settings, kind.files)
        if not kind.is_ours:
            patterns |= _lists(settings, tags)
            patterns |= _plain_pages(settings, tags)
        elif here.endswith("/*.md"):
            not_translated = [f"!*.{tag}.md" for tag in tags]
            not_lists = [f"!*/index.{tag}.md" for tag in tags]
            patterns[f"{kind}.json"] = [here, "!*/index.md", *not_translated]
            patterns[f"{kind}.translation.json"] = [*_translated(here, tags), *not_lists]
        else:
            patterns[f"{kind}.json"] = [here]
            patterns[f"{kind}.translation.json"] = _translated(here, tags)
    docs, cases = settings.relative(settings.docs_dir), settings.relative(settings.cases_dir)
    patterns["cities.json"] = [f"{cases}/cities.yml"]
    patterns["references.json"] = [f"{docs}/references.yml", f"{docs}/papers/*/references.yml"]
    patterns["glossary.json"] = [f"{docs}/glossary.yml"]
    return {"yaml.schemas": {f"{folder}/{name}": found for name, found in patterns.items()}}


def _here(settings: Settings, files: str) -> str:
    """Return where files stand in this site, from what guides call their place."""
    folder, _, rest = files.partition("/")
    root = settings.docs_dir if folder == DOCS else settings.cases_dir
    return f"{settings.relative(root)}/{rest}"


def _translated(files: str, tags: list[str]) -> list[str]:
    return [f"{files.removesuffix('.md')}.{tag}.md" for tag in tags]


def _lists(settings: Settings, tags: list[str]) -> dict[str, list[str]]:
    """Return the lists among the pages of a kind, which the kind's files would take away.

    What is taken away can't be given back, so they stand for themselves.
    """
    files = [kind.files for kind in registry.types() if kind.listing and kind.is_ours]
    lists = [_here(settings, name.replace("*.md", "index.md")) for name in files if "*.md" in name]
    translated = [pattern for name in lists for pattern in _translated(name, tags)]
    return {"list-page.json": lists, "list-page.translation.json": translated}


def _plain_pages(settings: Settings, tags: list[str]) -> dict[str, list[str]]:
    """Return the pages of no kind: all but those that stand in the folder of one."""
    docs, cases = settings.relative(settings.docs_dir), settings.relative(settings.cases_dir)
    folders = (
        PurePosixPath(_here(settings, k.files)).parent for k in registry.types() if k.is_ours
    )
    taken = [f"!{folder}/*.md" for folder in folders if not folder.is_relative_to(cases)]
    others = [*dict.fromkeys(taken)]
    every = [f"{docs}/*.md", f"{cases}/index.md"]
    return {
        "page.json": [*every, *others, *(f"!*.{tag}.md" for tag in tags)],
        "page.translation.json": [p for name in every for p in _translated(name, tags)] + others,
    }


def _glossary(terms: Schema, beside: Schema) -> Schema:
    """Return the schema of the terms by concept and language, with what stands beside them."""
    (concept,) = terms["patternProperties"].values()
    concept["properties"] = beside
    return {**terms, "additionalProperties": False}


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


def _complete(model: Any, settings: Settings, language: str) -> Schema:
    """Turn pydantic's schema of a type into the one that editors get."""
    schema: Schema = TypeAdapter(model).json_schema(by_alias=True)
    schema = _draft_7(schema)
    for owner, part in _objects(schema):
        part.pop("title", None)
        if "description" in part:
            part["description"] = part["description"].split("\n\n")[0].replace("\n", " ")
        for key, value in part["properties"].items():
            part["properties"][key] = _property(owner, key, value, settings, language)
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
        elif key == "anyOf":
            found[key] = [part for each in item for part in _alternatives(_draft_7(each))]
        elif key != "default":  # an editor's tools would type it
            found[key] = _draft_7(item)
    return found


def _alternatives(value: Schema) -> list[Schema]:
    """Return what a schema allows, each for itself: a choice within a choice is one."""
    return list(value["anyOf"]) if value.keys() == {"anyOf"} else [value]


def _objects(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield each type's part of a schema with the type's name."""
    if "properties" in schema:
        yield schema.get("title", ""), schema
    for name, part in schema.get("definitions", {}).items():
        if "properties" in part:
            yield name, part


def _property(owner: str, key: str, value: Schema, settings: Settings, language: str) -> Schema:
    """Complete the schema of a key: what it says, and what pydantic's validators ask for."""
    told = {"title", "description", "examples"}
    explanation = catalogue(language).gettext(text) if (text := value.get("description")) else ""
    examples = [_as_json(text) for text in value.get("examples", ())]
    value = {name: part for name, part in value.items() if name not in told}
    if owner in {"Reference", "Date"}:
        value = _csl_property(key, value)
    elif name := value.pop(CLOSED, ""):
        closed = _closed_list(name, settings)
        value["items"] = {
            "enum": list(closed),
            "enumDescriptions": [
                labels.get(settings.locales.source, name) for name, labels in closed.items()
            ],
        }
    elif (owner, key) == ("City", "country"):
        value = {"enum": [*COUNTRIES], "enumDescriptions": [*COUNTRIES.values()]}
    if examples:
        value["examples"] = examples
    return {"description": explanation, **value} if explanation else value


def _as_json(text: str) -> Any:
    """Return an example's value, written in YAML, as JSON has it: dates are texts there."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def _csl_property(key: str, value: Schema) -> Schema:
    """Complete the schema of a key of CSL: a date may be written as elsewhere on the site."""
    if key in _CSL_DATES:
        return {"anyOf": [*DATE_SCHEMA["anyOf"], _SPAN, value["anyOf"][0]]}
    return dict(_DATE_PARTS) if key == "date-parts" else value


def _closed_list(name: str, settings: Settings) -> Mapping[str, Mapping[str, str]]:
    """Return the ids, with labels, of a closed list of mkdocs.yml."""
    return {"topics": settings.topics, "audiences": settings.audiences}[name]

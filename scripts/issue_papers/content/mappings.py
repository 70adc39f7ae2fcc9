"""Mappings that are to stand in the place of what somebody wrote, as a line of YAML."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from issue_papers.articles.slugs import slugify
from issue_papers.content import meant, yaml_mends
from issue_papers.content.frontmatter import KeyPath
from issue_papers.content.names import is_of_organisation
from issue_papers.content.records import Shorthand

NAMING = ("name", "title", "label", "text", "caption")
"""The keys that a text alone may have meant, the likeliest first."""


def key_names(model: type[BaseModel]) -> set[str]:
    """Return the keys that a mapping may have, as they are written."""
    return {field.alias or name for name, field in model.model_fields.items()}


def pairs(model: type[BaseModel], value: str) -> str:
    """Write `from:2015`, which lacks the space after its colon, as the mapping that was meant."""
    key, colon, rest = value.partition(":")
    if not colon or key not in key_names(model):
        return ""
    return f"{{{key}: {yaml_mends.plain(rest.strip(), in_brackets=True)}}}"


def period(model: type[BaseModel], value: object) -> str:
    """Write `2016-2019`, `2016` and `[2016, 2019]` as the mapping that was meant."""
    parts = value if isinstance(value, list) else [value]
    ends = meant.period("-".join(map(str, parts)))
    if ends is None or not {"from", "to"} <= key_names(model):
        return ""
    return f"{{from: {ends[0]}, to: {ends[1]}}}" if ends[1] else f"{{from: {ends[0]}}}"


def example(model: type[BaseModel], value: str) -> str:
    """Write a text as the mapping that was to stand in its place; nothing if it isn't its name."""
    named = next((name for name in NAMING if name in model.model_fields), "")
    if not named:
        return ""
    if "literal" in model.model_fields and is_of_organisation(value):
        named = "literal"
    identifier = slugify(value, "-") or "…"
    values = {"id": identifier, named: yaml_mends.plain(value, in_brackets=True)}
    keys = [
        f"{field.alias or name}: {values.get(name, '…')}"
        for name, field in model.model_fields.items()
        if field.is_required() or name == named
    ]
    return f"{{{', '.join(keys)}}}"


def blank(model: type[BaseModel] | None) -> str:
    """Write what is to be filled in: the keys that a mapping must have, and what they may be."""
    if model is None:
        return "…"
    keys = [
        f"{field.alias or name}: {'|'.join(map(str, _choices(field.annotation))) or '…'}"
        for name, field in model.model_fields.items()
        if field.is_required()
    ]
    return f"{{{', '.join(keys)}}}" if keys else "…"


def _choices(annotation: object) -> tuple[object, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def by_id(model: type[BaseModel] | None, items: list[object]) -> str:
    """Write a list of the source as a translation has it; nothing where its items have no ids."""
    ids = [str(item["id"]) for item in items if isinstance(item, dict) and "id" in item]
    if model is None or not ids:
        return ""
    names = (*(name for name in NAMING if name in model.model_fields), *model.model_fields)
    first = names[0]
    return f"{{{', '.join(f'{each}: {{{first}: …}}' for each in ids)}}}"


def shorthand(model: type[BaseModel], path: KeyPath) -> Shorthand | None:
    """Return what may stand in the place of a key's list or keys, if anything may."""
    if not path or isinstance(path[-1], int):
        return None
    inside = model_at(model, path[:-1])
    fields = inside.model_fields.items() if inside else ()
    field = next(
        (f for n, f in fields if path[-1] == (f.alias or n)),
        None,
    )
    marks = field.metadata if field else ()
    return next((mark for mark in marks if isinstance(mark, Shorthand)), None)


def known_keys(model: type[BaseModel], path: KeyPath) -> set[str]:
    """Return the keys that are right at a place below a model."""
    for part in path:
        if isinstance(part, int):
            continue
        nested = _model_inside(_field(model, part))
        if nested is not None:
            model = nested
    return key_names(model)


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the type of what stands at a place below a model; nothing where it has no keys."""
    found: type[BaseModel] | None = model
    for part in path:
        if found is not None and not isinstance(part, int):
            found = _model_inside(_field(found, part))
    return found


def _field(model: type[BaseModel], key: str) -> Any:
    """Return the annotation of a model's key; nothing if it has no such key."""
    fields = model.model_fields.items()
    return next((f.annotation for name, f in fields if key == (f.alias or name)), None)


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_inside(part)) is not None:
            return found
    return None

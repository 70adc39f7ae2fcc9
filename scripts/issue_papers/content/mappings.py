"""Mappings that are to stand in the place of what somebody wrote, as a line of YAML."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from issue_papers.articles.slugs import slugify
from issue_papers.content import meant, yaml_mends

_NAMING = ("name", "title", "label", "text", "caption")
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
    named = next((name for name in _NAMING if name in model.model_fields), "")
    if not named:
        return ""
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
    names = (*(name for name in _NAMING if name in model.model_fields), *model.model_fields)
    first = names[0]
    return f"{{{', '.join(f'{each}: {{{first}: …}}' for each in ids)}}}"

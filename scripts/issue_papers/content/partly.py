"""Metadata of a page whose front matter isn't what it must be, as far as it is sound.

What it names is looked up all the same, so that mistakes that have nothing to do with each other
are told in one run. A value at fault keeps its place in its list: what is said of it again is left
out by whoever knows what has been said.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

B = TypeVar("B", bound=BaseModel)


def sound_part(model: type[B], value: object) -> B:
    """Return what is sound of a value, as a model that wasn't validated as a whole.

    Args:
        model: The type that the value should have.
        value: The value.

    Returns:
        The model; what is missing or of another form is empty: nothing, `""`, or no items.
    """
    given = value if isinstance(value, dict) else {}
    found = {
        name: _of_field(model, name, given[key]) if key in given else _absent(field)
        for name, field in model.model_fields.items()
        for key in (field.alias or name,)
    }
    return model.model_construct(**found)


def _of_field(model: type[BaseModel], name: str, value: object) -> Any:
    adapter, annotation = _adapter(model, name)
    try:
        return adapter.validate_python(value)
    except ValidationError:
        return _of_type(annotation, value)


@cache
def _adapter(model: type[BaseModel], name: str) -> tuple[TypeAdapter[Any], Any]:
    annotation = model.model_fields[name].rebuild_annotation()
    return TypeAdapter(annotation), annotation


def _of_type(annotation: Any, value: object) -> Any:
    """Return what is sound of a value that isn't of a type."""
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        items = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        inner = get_args(bare)[0]
        return tuple(_item(inner, item) for item in items)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return sound_part(bare, value)
    return str(value) if bare is str and value is not None else _nothing(bare)


def _item(annotation: Any, value: object) -> Any:
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return _of_type(annotation, value)


def _absent(field: FieldInfo) -> Any:
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    return _nothing(_bare(field.annotation))


def _nothing(bare: Any) -> Any:
    """Return what stands for nothing in a type."""
    origin = get_origin(bare)
    if bare is str or origin is tuple:
        return "" if bare is str else ()
    return {} if origin is not None and _is_mapping(origin) else None


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _bare(annotation: Any) -> Any:
    """Return a type without its rules, and of several the first."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = get_args(annotation)[0]
    return annotation

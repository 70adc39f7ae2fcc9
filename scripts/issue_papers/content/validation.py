"""Values against models: what doesn't fit, said in an editor's words and with lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from issue_papers.content.frontmatter import KeyPath, YamlData, dotted, type_name
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem, closest


@dataclass(frozen=True)
class Place:
    """Where in a YAML file a value stands."""

    path: str
    data: YamlData
    at: KeyPath = ()


def validate(
    model: type[BaseModel],
    place: Place,
    value: object,
    source_model: type[BaseModel] | None = None,
) -> tuple[BaseModel | None, list[Problem]]:
    """Check a value against a model and say what is wrong, with lines.

    Args:
        model: The type that the value should have.
        place: Where the value stands.
        value: The value.
        source_model: For a page: the type of its source, so that a fact repeated in a translation
            is told apart from a misspelt key.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        found = [_problem(detail, place, model, source_model or model) for detail in error.errors()]
        return None, list(dict.fromkeys(found))


def _problem(
    detail: ErrorDetails, place: Place, model: type[BaseModel], source_model: type[BaseModel]
) -> Problem:
    where = (*place.at, *_key_path(detail["loc"], place))
    told: tuple[str, str]
    if detail["type"] == "extra_forbidden":
        told = _unknown_key(where, place, model, source_model)
    else:
        told = _explain(detail, where)
    return Problem(place.path, place.data.line(where), dotted(where), *told)


def _unknown_key(
    where: KeyPath, place: Place, model: type[BaseModel], source_model: type[BaseModel]
) -> tuple[Message, Message]:
    """Say of a key that isn't expected whether it is a fact in a translation or misspelt."""
    name, above = str(where[-1]), where[len(place.at) : -1]
    if source_model is not model and name in _known_keys(source_model, above):
        return (
            say("`{name}` is a fact and stands in the source-language file alone", name=name),
            say("delete it here: a translation holds only what is translated"),
        )
    message = say("`{name}` is no key of this place", name=name)
    return message, closest(name, _known_keys(model, above))


def _explain(detail: ErrorDetails, where: KeyPath) -> tuple[str, str]:
    """Say what was found and what was expected."""
    value = detail.get("input")
    hint = ""
    match detail["type"]:
        case "missing":
            return say("the key is required and missing"), say("add `{key}: …`", key=where[-1])
        case "value_error":
            said = detail["ctx"]["error"].args[0]  # by a validator in `model`
            return said if isinstance(said, Message) else joined("", [said]), ""
        case "string_too_short":
            return say("found an empty text, expected words"), ""
        case "string_pattern_mismatch":
            pattern = str(detail["ctx"]["pattern"])
            expected = _PATTERNS.get(pattern, say("the form {pattern}", pattern=pattern))
        case "literal_error":
            expected = _one_of(str(detail["ctx"]["expected"]))
        case "less_than_equal":
            expected = say("a number of at most {bound}", bound=f"{detail['ctx']['le']:g}")
        case "greater_than_equal":
            expected = say("a number of at least {bound}", bound=f"{detail['ctx']['ge']:g}")
        case "tuple_type" if isinstance(value, str):
            expected = say("a list")
            hint = say("write `{key}: [{value}]`", key=where[-1], value=value)
        case kind:
            is_number = detail["loc"][-1] in _NO_KEYS
            fallback = joined("", [detail["msg"]])
            expected = say("a number") if is_number else _EXPECTED.get(kind, fallback)
    found = type_name(value)
    return say("found {found}, expected {expected}", found=found, expected=expected), hint


def _one_of(alternatives: str) -> Message:
    """Translate the `or` in what pydantic says is allowed: `'a', 'b' or 'c'`."""
    several, _, last = alternatives.rpartition(" or ")
    if not several:
        return joined("", [last])
    return say("{several} or {last}", several=several, last=last)


_EXPECTED = {
    "string_type": say("a text"),
    "int_type": say("a whole number"),
    "int_parsing": say("a whole number"),
    "float_type": say("a number"),
    "float_parsing": say("a number"),
    "tuple_type": say("a list"),
    "too_short": say("at least one item"),
    "too_long": say("fewer items"),
    "dict_type": say("keys with values"),
    "mapping_type": say("keys with values"),
    "model_type": say("keys with values"),
    "model_attributes_type": say("keys with values"),
}
_PATTERNS = {
    "^[a-z0-9]+(?:-[a-z0-9]+)*$": say("lower-case words joined by hyphens, as `sister-cities`"),
    "^[A-Z]{3}$": say("a currency's three letters (ISO 4217), as `USD`"),
    "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$": say("a language's tag (BCP 47), as `es` or `pt-BR`"),
    r"^https?://\S+$": say("a web address that begins with https://"),
    "^[A-Z]{2}$": say("a country's two letters (ISO 3166-1), as `KR`"),
}


def _key_path(location: tuple[int | str, ...], place: Place) -> KeyPath:
    """Drop from pydantic's location what is no key of the file, such as a union's member."""
    path: list[int | str] = []
    for index, part in enumerate(location):
        is_last = index == len(location) - 1
        if (*place.at, *path, part) in place.data.lines or (is_last and part not in _NO_KEYS):
            path.append(part)
    return tuple(path)


_NO_KEYS = frozenset({"int", "float", "str", "[key]"})


def _key_names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _known_keys(model: type[BaseModel], path: KeyPath) -> set[str]:
    """Return the keys that are right at a place below a model."""
    for part in path:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        nested = _model_inside(field.annotation) if field else None
        if nested is not None:
            model = nested
    return _key_names(model)


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_inside(part)) is not None:
            return found
    return None

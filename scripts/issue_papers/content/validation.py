"""Values against models: what doesn't fit, said in an editor's words and with lines."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from issue_papers.articles.slugs import slugify
from issue_papers.content import mappings, meant, mistyped, typed_names, yaml_mends
from issue_papers.content.frontmatter import KeyPath, YamlData, dotted, type_name
from issue_papers.content.identifiers import doi_in
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem, closest, folded

B = TypeVar("B", bound=BaseModel)

OWN = ""
"""In the place of a key that lists ids: those that the file itself gives its things."""


@dataclass(frozen=True)
class Place:
    """Where in a YAML file a value stands.

    Attributes:
        path: The file.
        data: All that is in it.
        at: The value's keys and positions.
        names: By the key that lists them (`topics`), ids by the names that people know their
            things by, `folded`: a topic's label.
    """

    path: str
    data: YamlData
    at: KeyPath = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def validate(
    model: type[B],
    place: Place,
    value: object,
    source_model: type[BaseModel] | None = None,
) -> tuple[B | None, list[Problem]]:
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
        details = error.errors()
        if not place.at and not place.data.lines:
            return None, [_without_keys(place, details)]
        misspelt = set(_misspelt(details, place, model))
        found = [
            _problem(detail, place, model, source_model or model)
            for detail in details
            if not _is_told_already(detail, misspelt)
        ]
        return None, list(dict.fromkeys(found))


def _without_keys(place: Place, details: list[ErrorDetails]) -> Problem:
    """Say of a file that begins with its text what is to stand before that."""
    keys = [str(detail["loc"][-1]) for detail in details if detail["type"] == "missing"]
    lines = ["---", *(f"{key}: …" for key in keys), "---"]
    message = say("the file doesn't begin with keys and values between two lines `---`")
    hint = say(
        "write above the text, each on a line of its own: {lines}",
        lines=", ".join(f"`{line}`" for line in lines),
    )
    return Problem(place.path, 1, "front matter", message, hint)


def _is_told_already(detail: ErrorDetails, misspelt: set[tuple[int | str, ...]]) -> bool:
    """Whether something is wrong because of something else that is told.

    A list counts as empty because of items that are wrong themselves, and a key is missing because
    it is misspelt.
    """
    is_empty = detail["type"] == "too_short" and bool(detail["input"])
    return is_empty or (detail["type"] == "missing" and detail["loc"] in misspelt)


def _misspelt(
    details: list[ErrorDetails], place: Place, model: type[BaseModel]
) -> Iterator[tuple[int | str, ...]]:
    """Yield the places of the keys that other keys were probably meant to be."""
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *above, name = detail["loc"]
            where = _key_path(tuple(above), place)
            if right := mistyped.nearest_word(str(name), mappings.known_keys(model, where)):
                yield (*above, right)


def _problem(
    detail: ErrorDetails, place: Place, model: type[BaseModel], source_model: type[BaseModel]
) -> Problem:
    where = (*place.at, *_key_path(detail["loc"], place))
    if where and isinstance(where[-1], int) and where not in place.data.lines:
        where = where[:-1]  # one value that stands for a list of one
    told: tuple[str, str]
    if detail["type"] == "extra_forbidden":
        told = _unknown_key(where, place, model, source_model)
    elif detail["type"] == "invalid_key":
        where = (*where[:-1], _written_key(where[:-1], detail["input"], place))
        told = _unknown_key(where, place, model, source_model)
    else:
        names = {**place.names, OWN: dict(mistyped.named(place.data.value))}
        below = where[len(place.at) :]
        told = _simplest(detail, where, model, below) or _explain(
            detail, where, mappings.model_at(model, below), names
        )
    return Problem(place.path, place.data.line(where), dotted(where), *told)


def _simplest(
    detail: ErrorDetails, where: KeyPath, model: type[BaseModel], below: KeyPath
) -> tuple[Message, Message | str] | None:
    """Say of a place that takes a plain value, too, that this one is meant."""
    short = mappings.shorthand(model, below)
    if short is None or detail["type"] not in _OF_MANY:
        return None
    value = detail.get("input")
    found, hint = type_name(value), short.hint(value)
    message = say("found {found}, expected {expected}", found=found, expected=short.expected)
    return message, say("write `{key}: {value}`", key=where[-1], value=hint) if hint else ""


def _unknown_key(
    where: KeyPath, place: Place, model: type[BaseModel], source_model: type[BaseModel]
) -> tuple[Message, Message]:
    """Say of a key that isn't expected whether it is a fact in a translation or misspelt."""
    name, above = str(where[-1]), where[len(place.at) : -1]
    if source_model is not model and name in mappings.known_keys(source_model, above):
        return (
            say("`{name}` is a fact and stands in the source-language file alone", name=name),
            say("delete it here: a translation holds only what is translated"),
        )
    known = mappings.known_keys(model, above)
    key, colon, value = name.partition(":")
    if colon and key in known:
        message = say("a space is missing after the colon")
        return message, say("write `{line}`", line=f"{key}: {value}")
    message = say("`{name}` is no key of this place", name=name)
    return message, _closest(name, known)


def _closest(name: str, known: set[str]) -> Message:
    """Say which word was probably meant, or which there are."""
    meant_word = mistyped.word(name, known)
    return say("did you mean `{word}`?", word=meant_word) if meant_word else closest(name, known)


def _written_key(above: KeyPath, value: object, place: Place) -> str:
    """Return a key that YAML read as a number or the like as it was written: `on`, `~`, `1`."""
    return place.data.written.get((above, value), str(value))


def _explain(
    detail: ErrorDetails,
    where: KeyPath,
    inside: type[BaseModel] | None,
    names: Mapping[str, Mapping[str, str]],
) -> tuple[str, str]:
    """Say what was found and what was expected.

    Args:
        detail: What pydantic says.
        where: The place.
        inside: The type of what should be there, or of its items, where it has keys.
        names: By key, ids by what their things are called.
    """
    value = detail.get("input")
    match detail["type"]:
        case "missing":
            line = f"{where[-1]}: {mappings.blank(inside)}"
            return say("the key is required and missing"), say("add `{line}`", line=line)
        case "value_error":
            said, *mends = detail["ctx"]["error"].args  # by a validator in `model`
            mend = mends[0] if mends else _open_end(where, value)
            return said if isinstance(said, Message) else joined("", [said]), mend
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
        case kind:
            is_number = bool(detail["loc"]) and detail["loc"][-1] in _NO_KEYS
            fallback = joined("", [detail["msg"]])
            expected = say("a number") if is_number else _EXPECTED.get(kind, fallback)
    found = type_name(value)
    hint = _mend(detail, where, inside, names)
    return say("found {found}, expected {expected}", found=found, expected=expected), hint


def _mend(  # noqa: C901, PLR0911, PLR0912 - a table, a row a kind of fault
    detail: ErrorDetails,
    where: KeyPath,
    inside: type[BaseModel] | None,
    names: Mapping[str, Mapping[str, str]],
) -> str:
    """Say how a value gets the form that it should have; nothing where that isn't known."""
    value = detail.get("input")
    match detail["type"], value:
        case "string_pattern_mismatch", str() if str(detail["ctx"]["pattern"]) == _ID:
            key = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
            several = mistyped.items(value)
            if len(several) > 1 and key != "id":
                found = _items(None, value, names.get(key, {}))
                return _list(where, found if isinstance(where[-1], str) else found[1:-1])
            return _identifier(value, names.get(key, {}), {} if key == "id" else names[OWN])
        case "string_pattern_mismatch", str() if str(detail["ctx"]["pattern"]) == _DOI:
            return say("write `{value}`", value=doi) if (doi := doi_in(value)) else ""
        case kind, str() if kind.startswith(("int_", "float_")) or _is_of_number(detail):
            return meant.number_hint(value, str(where[-1])) or ""
        case "literal_error", _:
            known = _words(str(detail["ctx"]["expected"]))
            is_long = len(known) > _MANY
            return _closest(str(value), {*known}) if is_long else ""
        case "string_type", bool() | int() | float() | dt.date():
            return say("put it in quotation marks")
        case (("dict_type" | "mapping_type"), list()) if texts := mappings.by_id(inside, value):
            line = f"{where[-1]}: {texts}"
            return say("a translation has its texts below the ids: `{line}`", line=line)
        case "tuple_type", dict() if line := mistyped.listed(inside, value):
            return _list(where, line)
        case "tuple_type", dict():
            return say("put a hyphen before each item, or square brackets around all of them")
        case "tuple_type", str():
            return _list(where, _items(inside, value, names.get(str(where[-1]), {})))
        case (("model_type" | "model_attributes_type"), str() | int() | list()) if inside:
            example = mappings.period(inside, value)
            if isinstance(value, str):
                example = (
                    mappings.pairs(inside, value) or example or mappings.example(inside, value)
                )
            if example and not isinstance(where[-1], int):
                example = f"{where[-1]}: {example}"
            return say("write `{example}`", example=example) if example else ""
        case _:
            return ""


def _list(where: KeyPath, items: str) -> Message | str:
    """Say how a list is written at a key, or within another list; nothing without its items."""
    if isinstance(where[-1], int):
        return say("write `{value}`", value=items) if items else ""
    return say("write `{key}: {value}`", key=where[-1], value=items) if items else ""


def _identifier(value: str, names: Mapping[str, str], own: Mapping[str, str]) -> Message | str:
    """Say which id was meant by what its thing is called; one made of that, if any is right.

    Args:
        value: What was written.
        names: The ids that there are, if that is known, by what their things are called.
        own: Ids that the same file gives its things, by what they are called.
    """
    near = difflib.get_close_matches(folded(value), names, n=1, cutoff=0.8)
    if near:
        return say("write `{value}`", value=names[near[0]])
    if found := own.get(folded(value)):
        return say("write `{value}`", value=found)
    right = slugify(mistyped.stem(value).replace("_", " "), "-")
    if names:
        return closest(right, sorted(set(names.values())))
    return say("write `{value}`", value=right) if right else ""


def _open_end(where: KeyPath, value: object) -> Message | str:
    """Say how a period goes on: by having no end."""
    if where[-1] == "to" and isinstance(value, str) and meant.goes_on(value):
        return say("delete `to`: a period without an end goes on")
    return ""


def _is_of_number(detail: ErrorDetails) -> bool:
    return bool(detail["loc"]) and detail["loc"][-1] in _NO_KEYS - {"str", "[key]"}


def _items(model: type[BaseModel] | None, value: str, names: Mapping[str, str]) -> str:
    """Write a text, or several with commas or bullets between them, as a list."""
    are_names = model is not None and "family" in model.model_fields
    items = (are_names and typed_names.in_a_list(value)) or mistyped.items(value)
    texts = [names.get(folded(text), text) for text in items]
    if model is None:
        written = [yaml_mends.plain(text, in_brackets=True) for text in texts]
    else:
        written = [mappings.example(model, text) for text in texts]
    return f"[{', '.join(written)}]" if written and all(written) else ""


_MANY = 12
_OF_MANY = frozenset({"tuple_type", "model_type", "model_attributes_type"})


def _one_of(alternatives: str) -> Message:
    """Translate the `or` in what pydantic says is allowed: `'a', 'b' or 'c'`."""
    if len(_words(alternatives)) > _MANY:
        return say("a word of a fixed list")
    several, _, last = alternatives.rpartition(" or ")
    if not several:
        return joined("", [last])
    return say("{several} or {last}", several=several, last=last)


def _words(alternatives: str) -> list[str]:
    return re.findall(r"'([^']+)'", alternatives)


_EXPECTED = {
    "string_type": say("a text"),
    "int_type": say("a whole number"),
    "int_parsing": say("a whole number"),
    "float_type": say("a number"),
    "float_parsing": say("a number"),
    "finite_number": say("a number"),
    "tuple_type": say("a list"),
    "too_short": say("at least one item"),
    "too_long": say("fewer items"),
    "dict_type": say("keys with values"),
    "mapping_type": say("keys with values"),
    "model_type": say("keys with values"),
    "model_attributes_type": say("keys with values"),
}
_DOI = r"^10\.\d{4,9}(?:\.\d+)*/\S+$"
_ID = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
_PATTERNS = {
    _ID: say("lower-case words joined by hyphens, as `sister-cities`"),
    "^[A-Z]{3}$": say("a currency's three letters (ISO 4217), as `USD`"),
    "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$": say("a language's tag (BCP 47), as `es` or `pt-BR`"),
    r"^https?://\S+$": say("a web address that begins with https://"),
    r"^[A-Za-z0-9][\w:.+-]*$": say("letters and digits without spaces, as `garzon2014`"),
    _DOI: say("a DOI without an address before it, as 10.1000/182"),
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


_NO_KEYS = frozenset({"int", "float", "constrained-float", "str", "[key]"})

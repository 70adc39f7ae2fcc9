"""References as CSL-YAML: what is right passes, comes out as CSL-JSON, and can be formatted."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from issue_papers.citations.forms import STYLE
from issue_papers.citations.references import References, Style
from issue_papers.content.csl_item import Item, ItemType
from issue_papers.content.csl_model import Date, Name
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from jsonschema import Draft7Validator
from pydantic import ValidationError

ENGLISH = Language("en", "English")
FIELDS = {field.alias or name: field for name, field in Item.model_fields.items()}


def reference(**given: Any) -> Reference:
    base = {"id": "a", "type": "book", "title": "A title", "language": "en"}
    return Reference.model_validate({**base, **given})


def value_for(key: str) -> Any:
    """Return a right value of a field."""
    special = {
        "URL": "https://example.org/",
        "DOI": "10.1000/182",
        "categories": ["cities"],
        "custom": {"own": [1, {"more": True}]},
    }
    if key in special:
        return special[key]
    kind = str(FIELDS[key].annotation)
    if Name.__name__ in kind:
        return [{"family": "Sow", "given": "Aminata"}, {"literal": "UN"}]
    return 2019 if Date.__name__ in kind else "Text 3"


def test_all_item_types_of_csl_are_known() -> None:
    assert len(get_args(ItemType)) == 45


@pytest.mark.parametrize("kind", get_args(ItemType))
def test_every_item_type_passes_with_every_field_and_is_formatted(kind: str) -> None:
    found = reference(type=kind, **{key: value_for(key) for key in FIELDS})
    (entry,) = References({"a": found}, Style(STYLE, ENGLISH)).bibliography
    assert "title" in entry.text.casefold() or "text 3" in entry.text.casefold()


def test_what_comes_out_is_what_was_written_and_no_more() -> None:
    written = {
        "author": [{"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}],
        "issued": {"date-parts": [[2019, 5], [2019, 8]], "circa": True},
        "archive_location": "Box 3",
        "container-title": "A journal",
        "shortTitle": "Title",
        "volume": 3,
    }
    found = reference(**written).model_dump()
    assert found == {
        "id": "a",
        "type": "book",
        "title": "A title",
        "language": "en",
        **written,
    }


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        (2019, [[2019]]),
        ("2019", [[2019]]),
        ("2019-07", [[2019, 7]]),
        (dt.date(2019, 7, 31), [[2019, 7, 31]]),
        ("2019-07-31", [[2019, 7, 31]]),
        ("2019-05/2019-08", [[2019, 5], [2019, 8]]),
        ({"raw": "2019-07"}, [[2019, 7]]),
        ({"date-parts": [["2019", "7"]]}, [[2019, 7]]),
        ({"date-parts": [[-350]]}, [[-350]]),
    ],
)
def test_a_date_may_be_written_as_elsewhere_on_the_site(
    written: object, parts: list[list[int]]
) -> None:
    assert reference(issued=written).model_dump()["issued"] == {"date-parts": parts}


@pytest.mark.parametrize(
    "date",
    [
        {"literal": "around the war"},
        {"date-parts": [[2019]], "season": 1},
        {"date-parts": [[2018, 12], [2019]], "circa": "ca."},
        {"date-parts": [[2019, 12, 31], [2020, 1, 1]]},
    ],
)
def test_every_kind_of_date_can_be_formatted(date: object) -> None:
    works = {"a": reference(issued=date)}
    (entry,) = References(works, Style(STYLE, ENGLISH)).bibliography
    assert "A Title" in entry.text


@pytest.mark.parametrize(
    "given",
    [
        {"author": "Smith"},
        {"author": ["Smith"]},
        {"author": None},
        {"author": [{}]},
        {"author": [{"given": "Ana"}]},
        {"issued": None},
        {"issued": True},
        {"issued": {}},
        {"issued": {"season": 1}},
        {"issued": "May 2019"},
        {"issued": {"raw": "May 2019"}},
        {"issued": {"date-parts": [2019]}},
        {"issued": {"date-parts": []}},
        {"issued": {"date-parts": [[0]]}},
        {"issued": {"date-parts": [["2019", "x"]]}},
        {"issued": {"date-parts": [[2019, 13, 45]]}},
        {"issued": {"date-parts": [[2019, 2, 30]]}},
        {"issued": {"date-parts": [[2019]], "season": "Spring"}},
        {"type": "buch"},
        {"publishr": "x"},
        {"language": "English"},
        {"URL": 3},
        {"URL": "example.org"},
        {"DOI": "https://doi.org/10.1000/182"},
        {"volume": float("nan")},
        {"volume": [3]},
        {"volume": True},
    ],
    ids=str,
)
def test_what_would_break_a_bibliography_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        reference(**given)


@pytest.mark.parametrize("key", FIELDS)
def test_a_key_with_nothing_behind_it_is_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        reference(**{key: None})


def test_the_fields_are_those_that_the_schema_shows() -> None:
    schema = Reference.model_json_schema(by_alias=True)
    Draft7Validator.check_schema({k: v for k, v in schema.items() if k != "$defs"})
    assert set(schema["properties"]) == {*FIELDS, "id", "type", "title", "language"}

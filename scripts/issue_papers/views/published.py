"""The records of which published data is made, and the JSON Schemas that are made of them.

A record is what a file says, and its schema what anyone may rely on in it: both come from here, so
that they can't differ. The words of a schema are English, as its keys are.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

from issue_papers.content.records import ID_PATTERN
from issue_papers.views.publications import Json, as_json

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Tag = TypeAliasType(
    "Tag",
    Annotated[
        str,
        Field(description="A language (BCP 47).", pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
    ],
)
Id = TypeAliasType("Id", Annotated[str, Field(pattern=ID_PATTERN)])
Day = TypeAliasType(
    "Day",
    Annotated[
        str,
        Field(
            description="ISO 8601, as precise as it is known.",
            pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        ),
    ],
)
Url = TypeAliasType("Url", Annotated[str, Field(json_schema_extra={"format": "uri-reference"})])
Words = Annotated[str, Field(min_length=1)]
Texts = TypeAliasType(
    "Texts",
    Annotated[
        dict[Tag, Words],
        Field(
            description=(
                "A text by language tag; a language into which it isn't translated isn't there."
            )
        ),
    ],
)
Urls = TypeAliasType(
    "Urls",
    Annotated[
        dict[Tag, Url],
        Field(
            description=(
                "Absolute URL by language tag; only languages into which the page is translated."
            ),
            min_length=1,
        ),
    ],
)


class Published(BaseModel):
    """What all records share: frozen, and no key that isn't theirs."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Licence(Published):
    """Under which terms texts may be used."""

    id: Annotated[str, Field(description="SPDX identifier.")]
    name: str
    url: Url | None


class DataDocument(Published):
    """What each file begins with."""

    schema_url: Annotated[
        Url, Field(alias="$schema", description="The address of this file's schema.")
    ]
    version: Annotated[
        str,
        Field(description="The number of the edition; of a site with several papers, the day."),
    ]
    modified: Annotated[Day, Field(description="The day of the last change.")]
    licences: Annotated[
        tuple[Licence, ...], Field(description="The licences of the texts, each once.")
    ]


def as_data(record: Published) -> Json:
    """Return a record as what is written to a file: keys in the order of its fields."""
    return record.model_dump(by_alias=True)


def json_schema(record: type[Published], url: str) -> str:
    """Return the schema of a file as the file to publish.

    Args:
        record: What the file holds.
        url: Absolute URL at which the schema stands, its `$id`.
    """
    made = record.model_json_schema(mode="serialization")
    definitions = made.pop("$defs", {})
    parts = {name: _plain(part) for name, part in sorted(definitions.items())}
    about = {"$schema": DRAFT, "$id": url, "title": made["title"]}
    return as_json({**about, **_plain(made), "$defs": parts})


def _plain(schema: Json) -> Json:
    """Leave out what pydantic says for itself: names made of keys, all but a text's first line."""
    plain: dict[str, Any] = {key: value for key, value in schema.items() if key != "title"}
    if "description" in plain:
        plain["description"] = plain["description"].split("\n\n")[0].replace("\n", " ")
    if "properties" in plain:
        plain["properties"] = {
            key: {name: value for name, value in each.items() if name != "title"}
            for key, each in plain["properties"].items()
        }
    return plain

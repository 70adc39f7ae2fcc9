"""The nouns: papers, sections, case studies, pages, cities and what they are made of.

Each type is the front matter of one kind of file, validated by pydantic and frozen. A field of type
`Text` is translated; every other field is a fact and lives in the source-language file alone.
`translation_of` derives from a type the type of its translations, so that the two can't drift.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_origin

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo

from issue_papers.dates import PartialDate
from issue_papers.messages import say


class _Translated:
    """Marks a field whose text differs from language to language."""


class _IfDifferent:
    """Marks translated text that may be left as it is."""


TRANSLATED = _Translated()
IF_DIFFERENT = _IfDifferent()
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Text = Annotated[Line, TRANSLATED]
Quoted = Annotated[Text, IF_DIFFERENT]
"""Text that a translation repeats only where it reads differently there."""
Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$"),
]


def _one_or_more(value: object) -> object:
    """Let a single id stand for a list of one."""
    return [value] if isinstance(value, str) else value


class Record(BaseModel):
    """What all front-matter types share: frozen, and no key that isn't theirs."""

    model_config = ConfigDict(frozen=True, extra="forbid")


R = TypeVar("R", bound=Record)


class Person(Record):
    """Someone who wrote or signed a paper."""

    id: Id
    name: Line
    role: Text | None = None
    affiliation: Line | None = None


class Publisher(Record):
    """Who published the original."""

    name: Line
    unit: Text | None = None


class Correction(Record):
    """One entry of the ledger: where this edition departs from a source, and why.

    In a translation only what reads differently there is given; `source_says` stays as it is where
    it quotes.
    """

    id: Id
    source: Quoted
    source_says: Quoted
    printed: Quoted
    reason: Text
    section: Id | None = None
    case: Id | None = None


class Image(Record):
    """A picture or a captioned table that `/// figure | id` puts into the text.

    `file` is relative to the page's folder. Without one the block's body is the figure.
    """

    id: Id
    caption: Text
    file: Line | None = None
    alt: Text | None = None
    credit: Line | None = None


class Recommendation(Record):
    """A recommendation's metadata; its text is the body of its block."""

    id: Id
    title: Text
    cases: tuple[Id, ...] = ()
    sections: tuple[Id, ...] = ()


class KeyFigure(Record):
    """A number worth showing, with what it counts.

    Attributes:
        value: The number, in units of one (ten million is 10000000).
        currency: ISO 4217 code where the number is an amount of money.
        unit: `percent` prints 22 as 22 %, `year` prints without digit grouping.
    """

    id: Id
    value: StrictInt | StrictFloat
    label: Text
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    unit: Literal["percent", "year"] | None = None


class Period(Record):
    """When something ran; only the ends that are known."""

    start: Annotated[PartialDate | None, Field(alias="from")] = None
    end: Annotated[PartialDate | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.start and self.end and self.start[:4] > self.end[:4]:
            raise ValueError(
                say(
                    "found a period from {start} to {end}, expected `from` before `to`",
                    start=self.start,
                    end=self.end,
                )
            )
        return self


class Update(Record):
    """What changed after the paper was written."""

    id: Id
    date: PartialDate
    text: Text


Feature = Literal[
    "headings",
    "ids",
    "blocks",
    "images",
    "footnotes",
    "citations",
    "links",
    "tables",
    "numbers",
    "lists",
    "paragraphs",
]
"""What a translation must have as its source has it, passage by passage."""


class Translation(Record):
    """Who made a translation, how far it can be trusted, and from which text it was made.

    `sections` is written by `issue-papers sync`: for each passage the fingerprints of the source it
    was translated from, and of the translation (see `translation_state`). `exempt` says of a
    passage what may differ from its source, and why (see `parity`).
    """

    status: Literal["machine", "draft", "reviewed"]
    translators: tuple[Line, ...] = ()
    reviewer: Line | None = None
    date: PartialDate | None = None
    sections: Mapping[str, str] = Field(default_factory=dict)
    exempt: Mapping[str, Mapping[Feature, Line]] = Field(default_factory=dict)


class PageMeta(Record):
    """What every page of ours has."""

    title: Text
    summary: Text
    images: tuple[Image, ...] = ()


class Paper(PageMeta):
    """A paper's landing page: `docs/papers/<paper>/index.md`."""

    number: Annotated[StrictInt, Field(ge=1)]
    subtitle: Text | None = None
    authors: Annotated[tuple[Person, ...], Field(min_length=1)]
    foreword: Person | None = None
    publisher: Publisher
    issued: PartialDate
    licence: Line
    sections: Annotated[tuple[Id, ...], Field(min_length=1)]
    corrections: tuple[Correction, ...] = ()


class Section(PageMeta):
    """A section of a paper: any sibling of its `index.md`."""

    recommendations: tuple[Recommendation, ...] = ()


class CaseStudy(PageMeta):
    """A case study: `case_studies/<case>/index.md`."""

    city: Annotated[tuple[Id, ...], BeforeValidator(_one_or_more), Field(min_length=1)]
    period: Period | None = None
    topics: Annotated[tuple[Id, ...], Field(min_length=1)]
    figures: tuple[KeyFigure, ...] = ()
    sources: tuple[Line, ...] = ()
    references: tuple[Line, ...] = ()
    updates: tuple[Update, ...] = ()


class PlainPage(PageMeta):
    """Any other page; every existing MkDocs page is one, whatever keys it has."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Text | None = None  # type: ignore[assignment]
    summary: Text | None = None  # type: ignore[assignment]
    template: Line | None = None
    menu: Literal["header", "footer"] | None = None


def _check_country(value: str) -> str:
    """Refuse what is no country's code, by CLDR's list of territories."""
    if value not in Locale("en").territories:
        raise ValueError(
            say(
                "found “{value}”, expected a country's code of ISO 3166-1, as KR for South Korea",
                value=value,
            )
        )
    return value


class City(Record):
    """An entry of `cities.yml`.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        coordinates: Latitude and longitude in degrees (WGS 84).
        names: Its name by language tag.
    """

    country: Annotated[
        str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(_check_country)
    ]
    coordinates: tuple[
        Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]
    ]
    names: Annotated[Mapping[str, Line], Field(min_length=1)]


class Reference(BaseModel):
    """A bibliography entry in CSL-YAML (Citation Style Language, input data schema 1.0.2).

    `language` must be set: without it CSL gives a title English capitals.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][\w:.+-]*$")]
    type: Line
    title: Line
    language: Line


def is_translated(field: FieldInfo) -> bool:
    """Whether a field holds text that differs by language."""
    return TRANSLATED in field.metadata or any(
        TRANSLATED in get_args(part)[1:] for part in _parts(field.annotation)
    )


def is_optional(field: FieldInfo) -> bool:
    """Whether a translation may leave a text as it is."""
    return IF_DIFFERENT in field.metadata


def _parts(annotation: Any) -> tuple[Any, ...]:
    """Return an annotation's alternatives: `Text | None` → `Text`, `None`."""
    return (annotation,) if get_origin(annotation) is Annotated else get_args(annotation)


def _nested(field: FieldInfo) -> tuple[type[Record], bool] | None:
    """Return the record type inside a field and whether the field holds many of them."""
    for part in (field.annotation, *get_args(field.annotation)):
        if isinstance(part, type) and issubclass(part, Record):
            return part, get_origin(field.annotation) is tuple
    return None


@cache
def translation_of(model: type[Record]) -> type[Record]:
    """Derive the type of a page's translations from the type of the page.

    Text stays text (required where the source requires it, at the top level only); a list of
    records with ids becomes a mapping from id to the record's texts; facts are gone. Every
    translation of a page of ours also has a `translation` block; on a plain page it is optional.
    """
    fields = _text_fields(model, top=True)
    free = model.model_config.get("extra") == "allow"
    fields["translation"] = (Translation | None, None) if free else (Translation, ...)
    config = ConfigDict(frozen=True, extra="allow" if free else "forbid")
    return cast(
        "type[Record]", create_model(f"{model.__name__}Translation", __config__=config, **fields)
    )


@cache
def _texts_of(model: type[Record]) -> type[BaseModel] | None:
    """Derive the type of a nested record's texts; nothing where it has none."""
    fields = _text_fields(model, top=False)
    if not fields:
        return None
    config = ConfigDict(frozen=True, extra="forbid")
    return create_model(f"{model.__name__}Text", __config__=config, **fields)


def _text_fields(model: type[Record], *, top: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if is_translated(field):
            required = top and field.is_required()
            fields[name] = (Line, ...) if required else (Line | None, None)
        elif nested := _nested(field):
            texts = _texts_of(nested[0])
            if texts is not None:
                kind = Mapping[str, texts] if nested[1] else texts  # type: ignore[valid-type]
                fields[name] = (kind | None, None)
    return fields


def localise(source: R, translation: BaseModel | None) -> R:
    """Return a page's metadata in another language: the facts with the translated texts.

    Args:
        source: The source-language metadata.
        translation: The translation's metadata, of type `translation_of(type(source))`; without
            one the source is returned as it is.
    """
    if translation is None:
        return source
    changes: dict[str, Any] = {}
    for name in type(translation).model_fields:
        here = getattr(source, name, None)
        there = getattr(translation, name)
        if there is None or here is None:
            continue
        if isinstance(here, tuple):
            changes[name] = tuple(localise(item, there.get(item.id)) for item in here)
        elif isinstance(here, Record):
            changes[name] = localise(here, there)
        else:
            changes[name] = there
    return source.model_copy(update=changes)

"""What front matter is made of: frozen records whose texts are translated and whose facts aren't.

A field of type `Text` is translated; every other field is a fact and lives in the source-language
file alone. `translation_of` derives from a type the type of its translations, so that the two can't
drift.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    StringConstraints,
    create_model,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from issue_papers.articles.characters import told_lines
from issue_papers.content.dates import PartialDate
from issue_papers.content.names import printed, split
from issue_papers.reporting.messages import Message, say


def explained(text: str, example: str = "") -> Any:
    """Say at a field what its key is for: schemas, the reference and editors' tools have it hence.

    Args:
        text: What it says, in English, written out where it is used; the catalogues of messages
            have it in other languages.
        example: A value as it is written in YAML.
    """
    return Field(description=text, examples=[example] if example else None)


class _Translated:
    """Marks a field whose text differs from language to language."""


class _IfDifferent:
    """Marks translated text that may be left as it is."""


TRANSLATED = _Translated()
IF_DIFFERENT = _IfDifferent()


def one_line(value: str) -> str:
    """Refuse a text of several lines."""
    if found := told_lines(value):
        raise ValueError(*found)
    return value


def _run_on(value: str) -> str:
    """Join a text's lines: as in a paragraph, a line's end is a space."""
    return _LINES.sub(" ", value)


_LINES = re.compile("(?<![ \t])[ \t]*[\t\n\u2028\u2029][ \t\n\u2028\u2029]*")
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_RUNS_ON = AfterValidator(_run_on)
Line = Annotated[_Words, AfterValidator(one_line)]
"""A text of one line: a name, a title, a caption. What no text may hold was refused when the YAML
was read (`characters`)."""
Prose = Annotated[_Words, _RUNS_ON]
"""A sentence or several, which may be typed in several lines."""
Text = Annotated[Line, TRANSLATED]
ProseText = Annotated[Prose, TRANSLATED]
Quoted = Annotated[Text, IF_DIFFERENT]
"""Text that a translation repeats only where it reads differently there."""
QuotedProse = Annotated[ProseText, IF_DIFFERENT]
ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""What ids look like: lower-case ASCII words joined by hyphens."""
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
CLOSED = "closedList"
"""The keyword of a schema that names a closed list of mkdocs.yml, until its ids are known."""


class Shorthand:
    """Marks a field that takes a plain value, too.

    Attributes:
        expected: What that is.
    """

    expected: Message

    def hint(self, value: object) -> str:
        """Write a value of another form as the plain one that was meant; empty if that isn't clear.

        Args:
            value: What was found.
        """
        del value
        return ""


class OneOrMore(Shorthand):
    """Lets a single id stand for a list of one; editors' tools are told of both."""

    expected = say("an id, or a list of ids in square brackets")

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Make a list of a text before it is validated."""
        return core_schema.no_info_before_validator_function(_one_or_more, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Say that either may be written."""
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


def closed(name: str) -> dict[str, JsonValue]:
    """Return what says that a list's ids are those that mkdocs.yml names.

    Args:
        name: The option that names them, `topics`: editors' tools offer its ids.
    """
    return {CLOSED: name}


class Record(BaseModel):
    """What all front-matter types share: frozen, and no key that isn't theirs.

    Its validator is built when something is validated: what is taken from the cache isn't.
    """

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


R = TypeVar("R", bound=Record)


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
    "words",
]
"""What a translation must have as its source has it, passage by passage; words it mustn't."""


Status: TypeAlias = Literal["machine", "draft", "reviewed"]
"""How far a translation can be trusted: who made it, and whether a person has reviewed it."""


class Translation(Record):
    """Who made a translation, how far it can be trusted, and from which text it was made.

    `sections` is what versions before the ledger recorded of each passage (see
    `translation.state`); `issue-papers sync` takes it away. `exempt` says of a
    passage what may differ from its source, and why (see `parity`).
    """

    status: Annotated[
        Status,
        explained(
            "`machine`: nobody has read it through. `draft`: a person wrote or corrected it. "
            "`reviewed`: a second person has compared it with the source.",
            "reviewed",
        ),
    ]
    translators: Annotated[
        tuple[Line, ...], explained("Who translated it, in a list.", "[Awa Diop]")
    ] = ()
    reviewer: Annotated[
        Line | None, explained("Who compared it with the source.", "Jean Martin")
    ] = None
    date: Annotated[PartialDate | None, explained("When it reached this status.", "2026-11-20")] = (
        None
    )
    fingerprint: Annotated[
        Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")] | None,
        explained(
            "Which text was reviewed: `issue-papers reviewed` writes it, and the check says when "
            "the text has changed since. There is nothing to type here.",
        ),
    ] = None
    adopted: Annotated[
        Line | None,
        explained(
            "Where an existing translation is from that is taken as it is. Where it differs from "
            "the source is listed, and is no mistake.",
            "the edition of the Ministry of Culture, 2024",
        ),
    ] = None
    sections: Annotated[
        Mapping[str, str],
        explained(
            "What earlier versions recorded here; `issue-papers sync` moves it into the ledger "
            "beside the texts. There is nothing to type here.",
        ),
    ] = Field(default_factory=dict)
    exempt: Annotated[
        Mapping[str, Mapping[Feature, Line]],
        explained(
            "What may differ from the source in a passage, and why.",
            "{what: {numbers: Spelled out.}}",
        ),
    ] = Field(default_factory=dict)

    @property
    def printed_translators(self) -> tuple[str, ...]:
        """The translators' names as they are printed, however they were typed."""
        return tuple(printed(name, split(name)) for name in self.translators)

    @property
    def printed_reviewer(self) -> str:
        """The reviewer's name as it is printed; empty if there was none."""
        return printed(self.reviewer, split(self.reviewer)) if self.reviewer else ""


def is_translated(field: FieldInfo) -> bool:
    """Whether a field holds text that differs by language."""
    return _has(field, TRANSLATED)


def _has(field: FieldInfo, mark: object) -> bool:
    """Whether a field, or one of its alternatives, is marked so."""
    return mark in field.metadata or any(
        mark in get_args(part)[1:] for part in _parts(field.annotation)
    )


def is_optional(field: FieldInfo) -> bool:
    """Whether a translation may leave a text as it is."""
    return IF_DIFFERENT in field.metadata


def _parts(annotation: Any) -> tuple[Any, ...]:
    """Return an annotation's alternatives: `Text | None` → `Text`, `None`."""
    return (annotation,) if get_origin(annotation) is Annotated else get_args(annotation)


def _nested(field: FieldInfo) -> tuple[type[Record], bool] | None:
    """Return the record type inside a field and whether the field holds many of them."""
    for found in (field.annotation, *get_args(field.annotation)):
        part = get_args(found)[0] if get_origin(found) is Annotated else found
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
    told = explained("Where this translation comes from, and how far it can be trusted.")
    fields["translation"] = (
        Annotated[Translation | None if free else Translation, told],
        None if free else ...,
    )
    name, extra = f"{model.__name__}Translation", "allow" if free else "forbid"
    return cast("type[Record]", _derived(name, model, extra, fields, translation_of))


@cache
def _texts_of(model: type[Record]) -> type[BaseModel] | None:
    """Derive the type of a nested record's texts; nothing where it has none."""
    fields = _text_fields(model, top=False)
    if not fields:
        return None
    return _derived(f"{model.__name__}Text", model, "forbid", fields, _texts_of)


def _derived(
    name: str,
    model: type[Record],
    extra: str,
    fields: Mapping[str, Any],
    derive: Callable[[type[Record]], type[BaseModel] | None],
) -> type[BaseModel]:
    """Make a type whose values can be pickled, though no module has it: by how it is derived."""

    def reduced(self: BaseModel) -> tuple[object, ...]:
        return _restored, (derive, model, self.__getstate__())

    config = ConfigDict(defer_build=True, frozen=True, extra=extra)  # type: ignore[typeddict-item]
    made = create_model(name, __config__=config, **fields)
    made.__reduce__ = reduced  # type: ignore[method-assign, assignment]
    return cast("type[BaseModel]", made)


def _restored(
    derive: Callable[[type[Record]], type[BaseModel]], model: type[Record], state: dict[Any, Any]
) -> BaseModel:
    kind = derive(model)
    value = kind.__new__(kind)
    value.__setstate__(state)
    return value


def _text_fields(model: type[Record], *, top: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        told = explained(field.description or "", *(field.examples or ()))
        if is_translated(field):
            text: Any = Prose if _has(field, _RUNS_ON) else Line
            if top and field.is_required():
                fields[name] = (Annotated[text, told], ...)
            else:
                fields[name] = (Annotated[text | None, told], None)
        elif nested := _nested(field):
            texts = _texts_of(nested[0])
            if texts is not None:
                kind = Mapping[str, texts] if nested[1] else texts  # type: ignore[valid-type]
                fields[name] = (Annotated[kind | None, told], None)
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
    return source.model_copy(update=changes) if changes else source

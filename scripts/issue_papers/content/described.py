"""What describes a work rather than being its name, and so differs by the reader's language.

A title stays as it is printed in every language; that a work is an unpublished thesis, at what sort
of meeting it was given, in which city it appeared, is said to each reader in their own. One text is
for all, and a mapping of languages to texts for each: `{en: Seminar, es: Seminario}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from issue_papers.content.identifiers import LanguageTag
from issue_papers.content.records import Line, Prose

Told: TypeAlias = str | Mapping[str, str]
"""One text for all languages, or one for each by its tag."""


class _ByLanguage:
    """Takes a text, or a text a language; what is wrong is told of the text that it is wrong of."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._texts = TypeAdapter(Annotated[Mapping[LanguageTag, text], Field(min_length=1)])

    def __get_pydantic_core_schema__(
        self, _source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate a mapping by its languages, and anything else as a text."""
        return core_schema.no_info_wrap_validator_function(
            self._validated,
            handler.generate_schema(self._text),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value if isinstance(value, str) else dict(value)
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Say that either may be written."""
        return {"anyOf": [handler(schema), self._texts.json_schema()]}

    def _validated(self, value: Any, as_text: core_schema.ValidatorFunctionWrapHandler) -> Told:
        if isinstance(value, Mapping):
            return self._texts.validate_python(value)
        found: str = as_text(value)
        return found


DescribedLine = Annotated[Told, _ByLanguage(Line)]
"""A description on one line."""
DescribedProse = Annotated[Told, _ByLanguage(Prose)]
"""A description of a sentence or several."""


def wider(tag: str) -> Iterator[str]:
    """Yield a language's tag and what is left of it from the right: `pt-BR`, `pt` (RFC 4647, 3.4).

    Args:
        tag: A tag of BCP 47.
    """
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def told_in(texts: Mapping[str, str], tag: str, source: str) -> str:
    """Return the text for the readers of a language.

    Args:
        texts: The texts by language; there is one at least.
        tag: The readers' language.
        source: The language that they get where theirs is missing; after it, the first given.
    """
    found = (texts[each] for wanted in (tag, source) for each in wider(wanted) if each in texts)
    return next(found, next(iter(texts.values())))

"""Typography of what isn't Markdown: the texts of metadata, and the interface's strings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from operator import is_
from typing import Any

from issue_papers.content.records import R, Record, is_translated
from issue_papers.typography.rules import typeset

_QUOTED = "source_says"
"""What a source says is shown as it stands there."""


def typeset_record(record: R, language: str) -> R:
    """Return a page's metadata, or a record inside it, with its texts set.

    Args:
        record: Metadata whose texts are in one language.
        language: That language's BCP 47 tag.
    """
    changes: dict[str, Any] = {}
    for name, is_text in _fields(type(record)):
        before = getattr(record, name)
        value = _typeset(before, language, is_text=is_text)
        if value is not before:
            changes[name] = value
    return record.model_copy(update=changes) if changes else record


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a type, each with whether it is a text that is set."""
    fields = model.model_fields.items()
    return tuple((name, name != _QUOTED and is_translated(field)) for name, field in fields)


def _typeset(value: Any, language: str, *, is_text: bool) -> Any:
    """Return the value of a field set: itself where there is nothing to set."""
    if isinstance(value, str):
        return typeset(value, language) if is_text else value
    if isinstance(value, Record):
        return typeset_record(value, language)
    if isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        items = [typeset_record(i, language) if isinstance(i, Record) else i for i in value]
        is_same = all(map(is_, items, value))
        return value if is_same else tuple(items)
    return value


def typeset_string(text: str | Mapping[str, str], language: str) -> str | Mapping[str, str]:
    """Return a string of the interface set: a text with `{placeholders}`, or its plural forms."""
    if isinstance(text, str):
        return typeset(text, language)
    return {category: typeset(form, language) for category, form in text.items()}

"""Typography of what isn't Markdown: the texts of metadata, and the interface's strings."""

from __future__ import annotations

from collections.abc import Mapping
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
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, Record):
            changes[name] = typeset_record(value, language)
        elif isinstance(value, tuple):
            changes[name] = tuple(
                typeset_record(item, language) if isinstance(item, Record) else item
                for item in value
            )
        elif isinstance(value, str) and is_translated(field) and name != _QUOTED:
            changes[name] = typeset(value, language)
    return record.model_copy(update=changes)


def typeset_string(text: str | Mapping[str, str], language: str) -> str | Mapping[str, str]:
    """Return a string of the interface set: a text with `{placeholders}`, or its plural forms."""
    if isinstance(text, str):
        return typeset(text, language)
    return {category: typeset(form, language) for category, form in text.items()}

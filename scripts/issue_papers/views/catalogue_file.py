"""A catalogue as it stands in its file: its texts, the line of each, and how it was translated.

A leaf of the file's tree is a text with `{placeholders}`, or a mapping from CLDR plural categories
(`one`, `many`, `other` …) to texts. One block is no text: `translation` says, as on a page, whether
a person has reviewed what the file holds. The catalogue that the texts were first written in has
none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from issue_papers.content import frontmatter
from issue_papers.content.frontmatter import YamlData
from issue_papers.content.locales import Language
from issue_papers.content.records import Record, Status
from issue_papers.content.validation import Place, validate
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

ORIGINAL = "en"
"""The language that the generator's texts are written in, and all its catalogues are made from."""

_TRANSLATION = "translation"
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

Strings: TypeAlias = Mapping[str, str | Mapping[str, str]]
"""Texts, or plural forms of one, by dotted key."""


class Provenance(Record):
    """How a catalogue was translated, in the words of a page's `translation` block."""

    status: Status


@dataclass(frozen=True)
class CatalogueFile:
    """What a catalogue's file holds.

    Attributes:
        language: The language that it is for.
        path: The file, relative to the project's root, for problems.
        strings: Its texts.
        provenance: How they were translated; nothing where the file doesn't say.
        data: All that is in it, with lines.
        below: The catalogue that this one lies over; it has the texts that this file hasn't.
    """

    language: Language
    path: str
    strings: Strings
    provenance: Provenance | None
    data: YamlData
    below: CatalogueFile | None = None

    def over(self, below: CatalogueFile) -> CatalogueFile:
        """Lay this catalogue over another of its language, text by text."""
        return replace(
            self,
            strings={**below.strings, **self.strings},
            provenance=self.provenance or below.provenance,
            below=below,
        )

    def line(self, key: str) -> int:
        """Return the line of a text, counted from 1, by its dotted key."""
        return self.data.line(tuple(key.split(".")))

    def problem(self, key: str, message: str, hint: str) -> Problem:
        """Say what is wrong with a text, at its line.

        Args:
            key: Its dotted key, with the plural category if it is about one form.
            message: What was found and expected.
            hint: How to mend it.
        """
        if self.below and tuple(key.split(".")) not in self.data.lines:
            return self.below.problem(key, message, hint)
        return Problem(self.path, self.line(key), key, message, hint)


def read(content: bytes, name: str, language: Language) -> tuple[CatalogueFile, list[Problem]]:
    """Read a catalogue.

    Args:
        content: The file's.
        name: Its path, for problems.
        language: The language that it is for.

    Returns:
        What it holds, and what can't be read of it.
    """
    text, problems = frontmatter.decode(content, name)
    data, faults = frontmatter.parse_yaml(text, name)
    problems += faults
    if not isinstance(data.value, dict | None):
        message = say("found no settings, expected keys with values")
        problems.append(Problem(name, 1, "yaml", message))
    tree = dict(data.value) if isinstance(data.value, dict) else {}
    provenance = None
    if _TRANSLATION in tree:
        place = Place(name, data, (_TRANSLATION,))
        provenance, faults = validate(Provenance, place, tree.pop(_TRANSLATION))
        problems += faults
    return CatalogueFile(language, name, dict(_flatten(tree, "")), provenance, data), problems


def _flatten(tree: Any, prefix: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    """Yield each text below a key; a key without a value has none."""
    if not isinstance(tree, dict):
        if tree is not None:
            yield prefix, str(tree)
    elif tree and set(tree) <= _PLURALS:
        forms = {str(form): str(text) for form, text in tree.items() if text is not None}
        yield prefix, forms
    else:
        for key, value in tree.items():
            yield from _flatten(value, f"{prefix}.{key}" if prefix else str(key))

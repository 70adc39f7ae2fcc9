"""Interface strings: one YAML catalogue a language, `overrides/locales/<tag>.yml`.

A catalogue is a tree of keys; a leaf is a text with `{placeholders}`, or a mapping from CLDR plural
categories (`one`, `many`, `other` …) to texts. The source language's catalogue says which keys
there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from markupsafe import escape

from issue_papers.content import frontmatter
from issue_papers.content.frontmatter import YamlData
from issue_papers.content.locales import Language
from issue_papers.content.memory import Memory
from issue_papers.content.settings import Settings
from issue_papers.content_cache import digest
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, listed
from issue_papers.typography.texts import typeset_string

_SHOWN = 8
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


class UnknownStringError(KeyError):
    """A template asks for a string that no catalogue has."""


Strings: TypeAlias = Mapping[str, str | Mapping[str, str]]
"""Texts, or plural forms of one, by dotted key."""


@dataclass(frozen=True)
class Catalogue:
    """A language's interface strings; they are set as the language is when they are asked for.

    Attributes:
        language: The language.
        own: Its strings.
        source: The source language's, which stand in for what it lacks.
        source_tag: That language's BCP 47 tag.
    """

    language: Language
    own: Strings
    source: Strings
    source_tag: str

    @cached_property
    def fingerprint(self) -> str:
        """Digest of all that it can say."""
        strings = (sorted(self.own.items()), sorted(self.source.items()))
        return digest([repr((self.language, self.source_tag, strings))])

    @cached_property
    def _set(self) -> dict[str, str | Mapping[str, str]]:
        return {}

    def _string(self, key: str) -> str | Mapping[str, str]:
        if key not in self._set:
            try:
                tag, text = self.language.tag, self.own[key]
            except KeyError:
                if key not in self.source:
                    raise UnknownStringError(key) from None
                tag, text = self.source_tag, self.source[key]
            self._set[key] = typeset_string(text, tag)
        return self._set[key]

    def __call__(self, key: str, /, count: float | None = None, **values: object) -> str:
        """Return a string with its placeholders filled.

        Args:
            key: Dotted key, such as `search.open`.
            count: Number that selects the plural form; also fills `{count}`.
            **values: What fills the other placeholders. If one of them is markup, so is what comes
                out, and all else is escaped.

        Raises:
            UnknownStringError: No catalogue has the key.
        """
        text = self._string(key)
        if not isinstance(text, str):
            category = self.language.cldr.plural_form(count or 0)
            text = text.get(category) or text["other"]
        if count is not None:
            values["count"] = count
        if any(hasattr(value, "__html__") for value in values.values()):
            return escape(text).format(**values)
        return text.format(**values) if values else text

    def section(self, name: str) -> dict[str, str | Mapping[str, str]]:
        """Return all strings below a key, by the rest of their keys."""
        start = f"{name}."
        keys = dict.fromkeys((*self.source, *self.own))
        return {key.removeprefix(start): self._string(key) for key in keys if key.startswith(start)}


def load(
    settings: Settings, memory: Memory | None = None
) -> tuple[Mapping[str, Catalogue], Sequence[Problem]]:
    """Read the catalogue of each language.

    Args:
        settings: Where they are, and the languages.
        memory: What was read before.

    Returns:
        Catalogues by language tag, gaps filled from the source language; and what is wrong: a
        catalogue that isn't there, keys that it lacks or has too many.
    """
    memory = memory or Memory()
    folder, tags = settings.catalogues_dir, settings.locales.tags
    files = {tag: file for tag in tags if (file := folder / f"{tag}.yml").is_file()}
    contents = {tag: memory.read(file) for tag, file in files.items()}
    return memory.get((load, *contents.items()), lambda: _read(settings, contents))


def _read(
    settings: Settings, contents: Mapping[str, bytes]
) -> tuple[Mapping[str, Catalogue], list[Problem]]:
    problems: list[Problem] = []
    flat: dict[str, dict[str, str | Mapping[str, str]]] = {}
    lines: dict[str, YamlData] = {}
    for language in settings.locales.languages:
        path = settings.catalogues_dir / f"{language.tag}.yml"
        name = settings.relative(path)
        if language.tag not in contents:
            problems.append(
                Problem(
                    name,
                    1,
                    "catalogue",
                    say(
                        "the interface strings of {name} ({tag}) are missing",
                        name=language.name,
                        tag=language.tag,
                    ),
                    say("put it back: the source language's says which texts there are")
                    if language.tag == settings.locales.source
                    else say(
                        "copy {source}.yml to {file} and translate it",
                        source=settings.locales.source,
                        file=path.name,
                    ),
                )
            )
            continue
        text, faults = frontmatter.decode(contents[language.tag], name)
        data, more = frontmatter.parse_yaml(text, name)
        problems += faults + more
        flat[language.tag] = dict(_flatten(data.value or {}, ""))
        lines[language.tag] = data
    source = flat.get(settings.locales.source, {})
    for tag, strings in flat.items():
        name = settings.relative(settings.catalogues_dir / f"{tag}.yml")
        problems += _differences(source, strings, lines[tag], name)
    catalogues = {
        language.tag: Catalogue(
            language, flat.get(language.tag, {}), source, settings.locales.source
        )
        for language in settings.locales.languages
    }
    return catalogues, problems


def _flatten(tree: Any, prefix: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    if isinstance(tree, dict) and not (tree and set(tree) <= _PLURALS):
        for key, value in tree.items():
            yield from _flatten(value, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(tree, dict):
        yield prefix, {str(category): str(text) for category, text in tree.items()}
    else:
        yield prefix, str(tree)


def _differences(
    source: Mapping[str, object], strings: Mapping[str, object], data: YamlData, name: str
) -> Iterator[Problem]:
    """Say once which strings a catalogue lacks, and which it has that no page uses."""
    if missing := sorted(source.keys() - strings.keys()):
        keys = listed(missing, _SHOWN)
        message = say("the interface's texts are incomplete: {keys} missing", keys=keys)
        yield Problem(
            name, 1, "catalogue", message, say("translate them from the source's catalogue")
        )
    for key in sorted(strings.keys() - source.keys()):
        line = data.line(tuple(key.split(".")))
        yield Problem(
            name, line, key, say("no page uses this text"), say("delete it, or mend its key")
        )

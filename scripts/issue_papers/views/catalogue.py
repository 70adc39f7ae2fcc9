"""Interface strings: one YAML catalogue a language, `locales/<tag>.yml` in the theme.

A site's own catalogue lies over the theme's key by key: it may hold a single text. The source
language's says which keys there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from markupsafe import escape

from issue_papers.content.locales import Language
from issue_papers.content.memory import Memory
from issue_papers.content.settings import Settings
from issue_papers.content_cache import digest, generator, site_cache
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.typography.directions import isolated_among
from issue_papers.typography.texts import typeset_string
from issue_papers.views import catalogue_file, catalogue_rules
from issue_papers.views.catalogue_file import ORIGINAL, CatalogueFile, Strings
from issue_papers.views.numerals import whole

_FOLDER = "locales"
"""The theme's folder of catalogues."""

_CATALOGUES = ".catalogues"


class UnknownStringError(KeyError):
    """A template asks for a string that no catalogue has."""


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

    @cached_property
    def _sections(self) -> dict[str, dict[str, str | Mapping[str, str]]]:
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
            **values: What fills the other placeholders; whole numbers are written as the language
                does. If one of them is markup, so is what comes out, and all else is escaped. A
                name that runs against the language is set apart: it can't turn what is around it.

        Raises:
            UnknownStringError: No catalogue has the key.
        """
        text = self._string(key)
        if not isinstance(text, str):
            category = self.language.cldr.plural_form(count or 0)
            text = text.get(category) or text["other"]
        if count is not None:
            values["count"] = count
        for name, value in values.items():
            if isinstance(value, int):
                values[name] = self.number(value)
            elif type(value) is str:  # markup sets itself apart
                values[name] = self.apart(value)
        if any(hasattr(value, "__html__") for value in values.values()):
            return escape(text).format(**values)
        return text.format(**values) if values else text

    def apart(self, name: str) -> str:
        """Return a name as it stands in a line of this language, which it can't turn round."""
        return isolated_among(name, self.language.direction)

    def own_text(self, key: str) -> str:
        """Return a string as it is written, if this language has it itself; else nothing."""
        text = self.own.get(key, "")
        return text if isinstance(text, str) else ""

    def number(self, value: int) -> str:
        """Write a whole number as the language does."""
        return whole(value, self.language)

    def section(self, name: str) -> dict[str, str | Mapping[str, str]]:
        """Return all strings below a key, by the rest of their keys."""
        if name not in self._sections:
            start = f"{name}."
            keys = dict.fromkeys((*self.source, *self.own))
            self._sections[name] = {
                key.removeprefix(start): self._string(key) for key in keys if key.startswith(start)
            }
        return self._sections[name]


_Layers: TypeAlias = Mapping[str, Sequence[tuple[Path, bytes]]]
"""By language tag, its catalogues with what is in them, the lowest first."""

_Read: TypeAlias = tuple[Mapping[str, Catalogue], Sequence[Problem]]


def load(settings: Settings, memory: Memory | None = None) -> _Read:
    """Read the catalogue of each language.

    Args:
        settings: Where they are, and the languages.
        memory: What was read before.

    Returns:
        Catalogues by language tag, gaps filled from the source language; and what is wrong: a
        catalogue that isn't there, and all that `catalogue_rules` tells.
    """
    memory = memory or Memory()
    tags = dict.fromkeys((*settings.locales.tags, ORIGINAL))
    folders = settings.theme.below(_FOLDER)
    contents = {
        tag: tuple((file, memory.read(file)) for file in folders.stacked(_name(tag)))
        for tag in tags
    }
    key = (load, settings.locales, *contents.items())
    return memory.get(key, lambda: _kept(settings, contents))


def _kept(settings: Settings, contents: _Layers) -> _Read:
    """Read catalogues, which takes as long as a check of a small site, or find them read."""
    texts: list[str | bytes] = [settings.relative(settings.theme.folders[0])]
    for tag, layers in contents.items():
        texts.append(tag)
        for path, content in layers:
            texts += [settings.relative(path), content]
    key = digest([generator(), repr(settings.locales), *texts])
    kept = site_cache(settings.root)
    return kept.value(key, _CATALOGUES, lambda: _read(settings, contents))


def _name(tag: str) -> str:
    return f"{tag}.yml"


def _read(settings: Settings, contents: _Layers) -> _Read:
    problems: list[Problem] = []
    files: list[CatalogueFile] = []
    locales = settings.locales
    for language in locales.languages:
        if layers := contents[language.tag]:
            file, faults = _laid(settings, layers, language)
            files.append(file)
            problems += faults
        else:
            problems.append(_absent(settings, language))
    originals = []
    if ORIGINAL not in locales.tags and (layers := contents[ORIGINAL]):
        # a site's own may be copies of it
        originals = [_laid(settings, layers, Language(ORIGINAL, ORIGINAL))[0]]
    problems += catalogue_rules.faults(files, locales.source, originals)
    own = dict(_own_places(settings, contents))
    problems = [replace(p, path=own[p.path], line=1) if p.path in own else p for p in problems]
    strings = {file.language.tag: file.strings for file in files}
    source = strings.get(locales.source, {})
    catalogues = {
        language.tag: Catalogue(language, strings.get(language.tag, {}), source, locales.source)
        for language in locales.languages
    }
    return catalogues, problems


def _laid(
    settings: Settings, layers: Sequence[tuple[Path, bytes]], language: Language
) -> tuple[CatalogueFile, list[Problem]]:
    """Read a language's catalogues, and lay each over those before it."""
    (laid, problems), *above = (
        catalogue_file.read(content, settings.relative(path), language) for path, content in layers
    )
    for file, faults in above:
        laid = file.over(laid)
        problems += faults
    return laid, problems


def _own_places(settings: Settings, contents: _Layers) -> Iterator[tuple[str, str]]:
    """Yield each catalogue of the package, and where a site mends it, which is in its own theme."""
    own, *below = settings.theme.folders
    for tag, layers in contents.items():
        for path, _ in layers if below else ():
            if not path.is_relative_to(own):
                place = own / _FOLDER / _name(tag)
                yield settings.relative(path), settings.relative(place)


def _absent(settings: Settings, language: Language) -> Problem:
    path = settings.theme.folders[0] / _FOLDER / _name(language.tag)
    known = ORIGINAL if language.tag == settings.locales.source else settings.locales.source
    there = settings.theme.below(_FOLDER)
    return Problem(
        settings.relative(path),
        1,
        "catalogue",
        say(
            "the interface strings of {name} ({tag}) are missing",
            name=language.name,
            tag=language.tag,
        ),
        say(
            "copy {source} to {file} and translate it",
            source=settings.relative(there.path(_name(known))),
            file=settings.relative(path),
        ),
    )

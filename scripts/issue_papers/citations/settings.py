"""The option `citations` of mkdocs.yml: which CSL style and locale each language has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from issue_papers.citations.collection import (
    UnusableStyleError,
    can_cite,
    csl_locales,
    has_bibliography,
    style_names,
)
from issue_papers.content.frontmatter import type_name
from issue_papers.content.settings import CitationSettings
from issue_papers.reporting.faults import Fault, UnusableError
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import closest, nearest

_OPTION = "citations"
_KNOWN = ("apa", "ieee", "vancouver", "nature")
_KEYS = ("style", "styles", "locales", "offered")


class UnusableSettingError(UnusableError):
    """Settings that can't be used."""


def citation_settings(given: Mapping[Any, Any], languages: Iterable[str]) -> CitationSettings:
    """Read and check the option.

    Args:
        given: The option as mkdocs.yml has it.
        languages: Tags of the site's languages.

    Raises:
        UnusableSettingError: A key, a language, a style or a locale isn't known.
    """
    reading = _Reading(given, tuple(languages), [])
    reading.know_keys()
    settings = CitationSettings(
        style=str(given.get("style", CitationSettings.style)),
        styles=reading.by_language("styles"),
        locales=reading.by_language("locales"),
        offered=reading.offered(),
    )
    for at, style in [("style", settings.style), *_named("styles", settings.styles)]:
        if not _can_cite(style):
            expected = say("a CSL style that cites by author and date, by numbers or in notes")
            known = [n for n in style_names() if "author-date" in n or n in _KNOWN]
            reading.refuse(at, style, expected, _near(style, known, style))
    for at, locale in _named("locales", settings.locales):
        if locale not in csl_locales():
            expected = say("a locale of CSL, as en-GB")
            tag = at.rpartition(".")[2]
            reading.refuse(at, locale, expected, _near(locale, csl_locales(), tag))
    if reading.faults:
        raise UnusableSettingError(*reading.faults)
    return settings


@dataclass(frozen=True)
class _Reading:
    """The option in the reading; what is wrong with it gathers in `faults`."""

    given: Mapping[Any, Any]
    tags: tuple[str, ...]
    faults: list[Fault]

    def refuse(self, at: str, found: object, expected: Message, hint: Message | str = "") -> None:
        """Note what was found in the place of something else."""
        message = say(
            "found {found}, expected {expected}", found=type_name(found), expected=expected
        )
        self.faults.append(Fault(f"{_OPTION}.{at}", message, hint))

    def know_keys(self) -> None:
        """Tell of keys that there aren't."""
        for key in map(str, self.given):
            if key not in _KEYS:
                message = say("`{key}` is no setting", key=key)
                self.faults.append(Fault(f"{_OPTION}.{key}", message, closest(key, _KEYS)))

    def offered(self) -> tuple[str, ...]:
        """Return the styles in which readers are told how to cite a page."""
        names = self.given.get("offered", CitationSettings.offered)
        if not isinstance(names, list | tuple) or not names:
            self.refuse("offered", names, say("a list of CSL styles, as [apa, ieee]"))
            return CitationSettings.offered
        for name in names:
            try:
                is_listing = has_bibliography(str(name))
            except UnusableStyleError:
                is_listing = False
            if not is_listing:
                expected = say("a CSL style with a list of references")
                self.refuse("offered", name, expected, closest(str(name), style_names()))
        return tuple(dict.fromkeys(map(str, names)))

    def by_language(self, key: str) -> dict[str, str]:
        """Return the names that a setting gives languages."""
        values = self.given.get(key) or {}
        if not isinstance(values, dict):
            self.refuse(key, values, say("a name for each language, as {{en: …}}"))
            return {}
        # MkDocs reads YAML 1.1, in which Norwegian's tag `no` is a truth value.
        named = {"no" if t is False else str(t): str(value) for t, value in values.items()}
        for tag in named:
            if tag not in self.tags:
                message = say("`{language}` is none of the site's languages", language=tag)
                hint = closest(tag, self.tags)
                self.faults.append(Fault(f"{_OPTION}.{key}.{tag}", message, hint))
        return named


def _near(word: str, known: Iterable[str], start: str) -> Message:
    """Name what is near to a word among all that is known, or else what begins in a way."""
    every = sorted(known)
    beginning = [name for name in every if name.startswith(f"{start}-")]
    return closest(word, every if nearest(word, every) else beginning or every)


def _can_cite(style: str) -> bool:
    with suppress(UnusableStyleError):
        return can_cite(style)
    return False


def _named(key: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"{key}.{tag}", value) for tag, value in sorted(values.items())]

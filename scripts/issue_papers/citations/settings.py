"""The option `citations` of mkdocs.yml: which CSL style and locale each language has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from issue_papers.citations.collection import (
    UnusableStyleError,
    cites_by_author,
    csl_locales,
    has_bibliography,
    style_names,
)
from issue_papers.content.settings import CitationSettings
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import closest

_WHERE = "plugins: issue-papers: citations"
_KEYS = ("style", "styles", "locales", "offered")


class UnusableSettingError(ValueError):
    """A setting that can't be used; its argument is the message that says why."""


def citation_settings(given: Mapping[Any, Any], languages: Iterable[str]) -> CitationSettings:
    """Read and check the option.

    Args:
        given: The option as mkdocs.yml has it.
        languages: Tags of the site's languages.

    Raises:
        UnusableSettingError: A key, a language, a style or a locale isn't known.
    """
    tags = list(languages)
    for key in given:
        if key not in _KEYS:
            message = say("{where}: `{key}` is no setting", where=_WHERE, key=key)
            raise _refuse(message, closest(str(key), _KEYS))
    settings = CitationSettings(
        style=str(given.get("style", CitationSettings.style)),
        styles=_by_language(given, "styles", tags),
        locales=_by_language(given, "locales", tags),
        offered=_offered(given),
    )
    for where, style in [("style", settings.style), *_named("styles", settings.styles)]:
        if not _cites_by_author(style):
            message = say(
                "{where}: found “{style}”, expected a CSL style that cites by author and date",
                where=f"{_WHERE}: {where}",
                style=style,
            )
            near = closest(style, (n for n in style_names() if "author-date" in n or n == "apa"))
            raise _refuse(message, near)
    for where, locale in _named("locales", settings.locales):
        if locale not in csl_locales():
            message = say(
                "{where}: found “{locale}”, expected a locale of CSL, as en-GB",
                where=f"{_WHERE}: {where}",
                locale=locale,
            )
            raise _refuse(message, closest(locale, csl_locales()))
    return settings


def _offered(given: Mapping[Any, Any]) -> tuple[str, ...]:
    names = given.get("offered", CitationSettings.offered)
    where = f"{_WHERE}: offered"
    if not isinstance(names, (list, tuple)) or not names:
        message = say("{where}: expected a list of CSL styles, as [apa, ieee]", where=where)
        raise UnusableSettingError(message)
    for name in names:
        try:
            is_listing = has_bibliography(str(name))
        except UnusableStyleError:
            is_listing = False
        if not is_listing:
            message = say(
                "{where}: found “{style}”, expected a CSL style with a list of references",
                where=where,
                style=name,
            )
            raise _refuse(message, closest(str(name), style_names()))
    return tuple(dict.fromkeys(map(str, names)))


def _cites_by_author(style: str) -> bool:
    with suppress(UnusableStyleError):
        return cites_by_author(style)
    return False


def _by_language(given: Mapping[Any, Any], key: str, tags: list[str]) -> dict[str, str]:
    values = given.get(key) or {}
    if not isinstance(values, dict):
        where = f"{_WHERE}: {key}"
        message = say("{where}: expected a name for each language, as {{en: …}}", where=where)
        raise UnusableSettingError(message)
    for tag in values:
        if tag not in tags:
            message = say(
                "{where}: `{tag}` is no language of this site", where=f"{_WHERE}: {key}", tag=tag
            )
            raise _refuse(message, closest(str(tag), tags))
    return {str(tag): str(value) for tag, value in values.items()}


def _named(key: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"{key}: {tag}", value) for tag, value in sorted(values.items())]


def _refuse(message: Message, hint: Message) -> UnusableSettingError:
    return UnusableSettingError(joined(": ", [message, hint]))

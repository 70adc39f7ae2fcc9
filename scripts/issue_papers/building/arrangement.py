"""What mkdocs.yml says of plain pages → which are shown, and how they are arranged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from issue_papers.building.config_files import ConfigDocument
from issue_papers.building.contract import I18N, plugin
from issue_papers.content.frontmatter import KeyPath
from issue_papers.content.navigation import Navigation, NavItem
from issue_papers.content.visibility import Patterns, Visibility
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_SILENT = frozenset({"info", "ignore"})


def arrangement(document: ConfigDocument) -> tuple[Navigation, tuple[Problem, ...]]:
    """Return how a configuration arranges plain pages, and what is wrong with that."""
    reading = _Reading(document)
    value = document.value
    validation = _mapping(value.get("validation"))
    levels = {**validation, **_mapping(validation.get("nav"))}
    at, options = plugin(value, I18N)
    languages = _mapping(options).get("languages") or ()
    own: dict[str, tuple[NavItem, ...]] = {}
    words: dict[str, Mapping[str, str]] = {}
    for index, language in enumerate(languages if isinstance(languages, list) else ()):
        tag = tag_of(_mapping(language).get("locale"))
        here = (*at, "languages", index)
        if nav := _mapping(language).get("nav"):
            own[tag] = reading.items(nav, (*here, "nav"))
        translated = _mapping(_mapping(language).get("nav_translations"))
        words[tag] = {str(title): str(word) for title, word in translated.items()}
    nav = value.get("nav")
    navigation = Navigation(
        items=None if nav is None else reading.items(nav, ("nav",)),
        own=own,
        words={tag: each for tag, each in words.items() if each},
        tells_omitted=levels.get("omitted_files") == "warn",
        tells_missing=levels.get("not_found", "warn") not in _SILENT,
    )
    return navigation, tuple(reading.problems)


def visibility_of(document: ConfigDocument) -> Visibility:
    """Return which files a configuration shows."""
    _, options = plugin(document.value, I18N)
    languages = _mapping(options).get("languages")
    return Visibility(
        excluded=Patterns(_text(document, "exclude_docs")),
        drafts=Patterns(_text(document, "draft_docs")),
        unlisted=Patterns(_text(document, "not_in_nav")),
        unbuilt=frozenset(
            tag_of(language.get("locale"))
            for language in (languages if isinstance(languages, list) else ())
            if isinstance(language, dict) and not language.get("build", True)
        ),
    )


def _text(document: ConfigDocument, key: str) -> str:
    value = document.value.get(key)
    return value if isinstance(value, str) else ""


def tag_of(locale: object) -> str:
    """Return a language's tag: MkDocs reads YAML 1.1, in which Norwegian's is a truth value."""
    return "no" if locale is False else str(locale)


@dataclass
class _Reading:
    document: ConfigDocument
    problems: list[Problem] = field(default_factory=list)

    def items(self, value: object, at: KeyPath) -> tuple[NavItem, ...]:
        """Read the items of a list."""
        if not isinstance(value, list):
            message = say("`{key}` must be a list", key="nav")
            hint = say("write `- Title: page.md`")
            self.problems.append(self.document.problem(at, message, hint))
            return ()
        return tuple(
            item for index, each in enumerate(value) for item in self._item(each, (*at, index))
        )

    def _item(self, value: object, at: KeyPath) -> Iterator[NavItem]:
        place = self.document.place(at)
        if isinstance(value, str):
            yield NavItem(target=value, place=place)
        elif isinstance(value, dict) and len(value) == 1:
            title, inside = next(iter(value.items()))
            below = (*at, str(title))
            if isinstance(inside, str):
                yield NavItem(str(title), inside, place=place)
            elif inside is not None:
                yield NavItem(str(title), items=self.items(inside, below), place=place)
        else:
            message = say("found no line of a menu")
            hint = say("write `- Title: page.md`")
            self.problems.append(self.document.problem(at, message, hint))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}

"""The contract about mkdocs.yml: every option of MkDocs, Material and mkdocs-static-i18n is in it.

Each is honoured, or refused in one line, or it has nothing to change here and is harmless. The
table (`building.contract_options`) is what the check goes by, and what the manual lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from issue_papers.building.config_files import ConfigDocument
from issue_papers.content.frontmatter import KeyPath
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, Severity, closest

I18N = "i18n"
PLUGIN = "issue-papers"


class Treatment(StrEnum):
    """What becomes of an option."""

    HONOURED = "honoured"
    REFUSED = "refused"
    HARMLESS = "harmless"


@dataclass(frozen=True)
class ConfigOption:
    """An option, and what becomes of it.

    Attributes:
        name: Its key.
        treatment: Whether it is honoured, refused or harmless.
        about: What it does here, or why nothing is missed without it; for the manual.
        since: The version of this generator that treats it so.
        refusal: What is said of a value that is refused.
        hint: What to do instead.
        accepted: Values of a refused option that ask for nothing else than what is done.
        is_fatal: Whether a refused value stops the build: the site would lack something, or stand
            elsewhere. If not, it would only look otherwise.
    """

    name: str
    treatment: Treatment
    about: str
    since: str = "0.1.0"
    refusal: Message | None = None
    hint: Message | None = None
    accepted: tuple[object, ...] = ()
    is_fatal: bool = False

    def refuses(self, value: object) -> bool:
        """Whether a value is refused."""
        if self.treatment is not Treatment.REFUSED or value is None:
            return False
        return not any(type(value) is type(other) and value == other for other in self.accepted)


def honoured(name: str, about: str) -> ConfigOption:
    """Return an option that is honoured."""
    return ConfigOption(name, Treatment.HONOURED, about)


def harmless(name: str, about: str) -> ConfigOption:
    """Return an option that has nothing to change here."""
    return ConfigOption(name, Treatment.HARMLESS, about)


@dataclass(frozen=True)
class OptionGroup:
    """Options that stand below one key.

    Attributes:
        name: The key, as the manual writes it: empty for the top of mkdocs.yml.
        options: They.
        find: Yields where in a configuration they stand, each with the mapping or the list there.
        is_closed: Whether a key that isn't among them is a mistake.
    """

    name: str
    options: tuple[ConfigOption, ...]
    find: Callable[[Mapping[str, Any]], Iterator[tuple[KeyPath, Any]]]
    is_closed: bool = True

    @property
    def names(self) -> frozenset[str]:
        """Their keys."""
        return frozenset(option.name for option in self.options)


def told(document: ConfigDocument, groups: tuple[OptionGroup, ...]) -> Iterator[Problem]:
    """Yield what a configuration asks for that isn't done, and keys that nobody knows."""
    for group in groups:
        known = {option.name: option for option in group.options}
        for at, found in group.find(document.value):
            for place, name, value in _items(at, found):
                if option := known.get(name):
                    if option.refuses(value):
                        yield _refusal(document, place, option, value)
                elif group.is_closed:
                    message = say("`{key}` is no setting", key=name)
                    hint = closest(name, known)
                    yield document.problem(place, message, hint, Severity.WARNING)


def _items(at: KeyPath, found: object) -> Iterator[tuple[KeyPath, str, object]]:
    """Yield each key with its value; an item of a list is a key that is `True`, or has options."""
    if isinstance(found, dict):
        yield from (((*at, str(key)), str(key), value) for key, value in found.items())
    elif isinstance(found, list):
        for index, item in enumerate(found):
            if isinstance(item, dict):
                yield from (((*at, index), str(key), value or {}) for key, value in item.items())
            else:
                yield (*at, index), str(item), {}


def _refusal(document: ConfigDocument, at: KeyPath, option: ConfigOption, value: object) -> Problem:
    severity = Severity.ERROR if option.is_fatal else Severity.WARNING
    message = option.refusal or say("`{key}` changes nothing here", key=option.name)
    hint = option.hint or say("delete it")
    if option.accepted and not isinstance(value, dict | list):
        expected = _written(option.accepted[0])
        hint = option.hint or say("write `{key}: {value}`", key=option.name, value=expected)
    return document.problem(at, message, hint, severity)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# Where options stand


def top(value: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Yield the top of a configuration."""
    yield (), value


def below(*keys: str) -> Callable[[Mapping[str, Any]], Iterator[tuple[KeyPath, Any]]]:
    """Return what finds the value of a key."""

    def find(value: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
        found: Any = value
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if found is not None:
            yield keys, found

    return find


def plugin(value: Mapping[str, Any], name: str) -> tuple[KeyPath, Any]:
    """Return where a plugin's options are, and they; nothing where it isn't there or has none."""
    given = value.get("plugins")
    if isinstance(given, dict):
        return ("plugins", name), given.get(name)
    for index, item in enumerate(given if isinstance(given, list) else ()):
        if item == name:
            return ("plugins", index), None
        if isinstance(item, dict) and name in item:
            return ("plugins", index, name), item[name]
    return ("plugins",), None


def of_i18n(value: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Yield the options of mkdocs-static-i18n."""
    at, options = plugin(value, I18N)
    if isinstance(options, dict):
        yield at, options


def of_languages(value: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Yield the options of each language."""
    for at, options in of_i18n(value):
        languages = options.get("languages")
        for index, language in enumerate(languages if isinstance(languages, list) else ()):
            if isinstance(language, dict):
                yield (*at, "languages", index), language

"""The values of the options of `issue-papers`: all that is wrong with them is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from issue_papers.building.appearance import Appearance, appearance
from issue_papers.building.markup_rules import RAW_HTML, TRUSTED
from issue_papers.building.option_problems import option_problem
from issue_papers.building.options import OPTIONS
from issue_papers.citations.settings import citation_settings
from issue_papers.content.frontmatter import type_name
from issue_papers.content.limits import Limits, limits_of
from issue_papers.content.same_as import checked
from issue_papers.content.settings import CitationSettings, FormatInfo
from issue_papers.content.time_zones import time_zones, zone
from issue_papers.formats import registry as formats
from issue_papers.formats.declaration import Option
from issue_papers.formats.web import policy
from issue_papers.layers import Layers
from issue_papers.look.footer import Footer
from issue_papers.look.look import Look
from issue_papers.reporting.faults import UnusableError
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, ProblemsError, Severity, closest

T = TypeVar("T")

_SAME_AS = "same_as"
"""What stands among the labels of a topic and is none."""
_TYPES: Mapping[type, Message] = {
    str: say("a text"),
    list: say("a list"),
    dict: say("keys with values"),
    bool: say("`true` or `false`"),
}
_TRUTHS = {"yes": "true", "true": "true", "on": "true", "no": "false", "false": "false"} | {
    "off": "false",
    "none": "false",
}
"""What people write in quotation marks, and YAML would read as a truth value without them."""


@dataclass(frozen=True)
class OptionValues:
    """What the options say, as far as it can be used.

    Attributes:
        plain: The values of those that are used as they are, by name.
        topics: Labels of topics: id → language tag → label.
        same_as: What registers call a topic: id → addresses.
        audiences: Labels of audiences, as those of topics.
        appearance: How the site looks.
        limits: How much files and texts may hold.
        timezone: The site's time zone.
        formats: What papers can be taken away in.
        citations: How references are written.
        policy: What is added to the Content Security Policy.
        allowed: Patterns of files that may be published.
        problems: What is wrong, and what others should know.
    """

    plain: Mapping[str, Any]
    topics: Mapping[str, Mapping[str, str]]
    same_as: Mapping[str, tuple[str, ...]]
    audiences: Mapping[str, Mapping[str, str]]
    appearance: Appearance
    limits: Limits
    timezone: str
    formats: tuple[FormatInfo, ...]
    citations: CitationSettings
    policy: Mapping[str, tuple[str, ...]]
    allowed: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Surroundings:
    """Where options stand, and what they are about.

    Attributes:
        config: mkdocs.yml.
        docs_dir: Where pictures are looked for.
        theme: The site's own theme over that of the package.
        tags: The site's languages, the source first.
        unbuilt: Languages that are switched off for now.
    """

    config: Path
    docs_dir: Path
    theme: Layers
    tags: tuple[str, ...]
    unbuilt: frozenset[str] = frozenset()


def values_of(given: Mapping[str, Any], around: Surroundings) -> OptionValues:
    """Read all options; those that can't be used are as if they weren't given."""
    reading = _Reading(around)
    plain = reading.typed(given)
    topics, same_as = reading.same_as(plain["topics"])
    look = reading.appearance(plain)
    reading.raw_html(plain["raw_html"])
    values = OptionValues(
        plain=plain,
        topics=reading.labels("topics", topics),
        same_as=same_as,
        audiences=reading.labels("audiences", plain["audiences"]),
        appearance=look,
        limits=reading.read(lambda: limits_of(plain["limits"]), Limits()),
        timezone=reading.timezone(plain["timezone"]),
        formats=reading.read(lambda: formats.wanted(plain), ()),
        citations=reading.read(
            lambda: citation_settings(plain["citations"], around.tags), CitationSettings()
        ),
        policy=reading.read(lambda: policy.additions(plain["content_policy"]), {}),
        allowed=tuple(reading.allowed(plain["allow"])),
        problems=(),
    )
    return replace(values, problems=(*look.doubts, *reading.problems))


@dataclass
class _Reading:
    """Options in the reading; what is wrong gathers in `problems`."""

    around: Surroundings
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self,
        option: str,
        message: Message,
        hint: Message | str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note what is wrong with an option, or what others should know of it."""
        found = option_problem(self.around.config, option, message, hint)
        self.problems.append(replace(found, severity=severity))

    def read(self, make: Callable[[], T], default: T) -> T:
        """Return what is made of an option; where it can't be used, note why."""
        try:
            return make()
        except UnusableError as error:
            for fault in error.faults:
                self.tell(fault.key, fault.message, fault.hint)
            return default

    def typed(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return all options with their values; one of another type has its default."""
        known = {option.name: option for option in OPTIONS}
        values = {name: option.default for name, option in known.items()}
        for name, value in given.items():
            if name not in known:
                message = say("`{key}` is no setting", key=str(name))
                self.tell(str(name), message, closest(str(name), known))
            elif value is not None and not isinstance(value, known[name].types):
                expected = _any_of(_TYPES[kind] for kind in known[name].types)
                found = type_name(value)
                message = say("found {found}, expected {expected}", found=found, expected=expected)
                self.tell(name, message, _as_written(known[name], value))
            elif value is not None:
                values[name] = value
        return values

    def raw_html(self, value: str) -> None:
        """Say that texts may have any HTML, so that who looks at a change knows it."""
        option = "raw_html"
        if value not in RAW_HTML:
            message = say("found `{found}`, expected {expected}", found=value, expected="`trusted`")
            self.tell(option, message, closest(value, RAW_HTML))
        elif value == TRUSTED:
            message = say("texts may have any HTML but programs: whoever writes one is trusted")
            hint = say("look at the HTML of a change before you accept it, or delete `raw_html`")
            self.tell(option, message, hint, Severity.NOTICE)

    def timezone(self, value: str) -> str:
        """Return a time zone."""
        try:
            return zone(value)
        except ValueError as error:
            self.tell("timezone", error.args[0], closest(value, time_zones()))
            return "UTC"

    def allowed(self, patterns: list[object]) -> Iterable[str]:
        """Yield patterns of files."""
        for index, pattern in enumerate(patterns):
            if isinstance(pattern, str):
                yield pattern.removeprefix("/")
            else:
                message = say("found {found}, expected a path", found=type_name(pattern))
                self.tell(f"allow.{index}", message)

    def appearance(self, options: Mapping[str, Any]) -> Appearance:
        """Return the look that a site chooses, and what its footer says."""
        around = self.around
        try:
            return appearance(around.config, around.docs_dir, around.theme, around.tags, options)
        except ProblemsError as error:
            self.problems += error.problems
            return Appearance(Look(), Footer())

    def same_as(
        self, value: Mapping[Any, Any]
    ) -> tuple[dict[Any, Any], dict[str, tuple[str, ...]]]:
        """Part what registers call topics from what languages do.

        Returns:
            The topics without it, and what registers call each that they know.
        """
        topics: dict[Any, Any] = {}
        found: dict[str, tuple[str, ...]] = {}
        for identifier, labels in value.items():
            topics[identifier] = labels
            if isinstance(labels, dict) and _SAME_AS in labels:
                topics[identifier] = {key: said for key, said in labels.items() if key != _SAME_AS}
                try:
                    found[str(identifier)] = checked(labels[_SAME_AS])
                except ValueError as error:
                    self.tell(f"topics.{identifier}.{_SAME_AS}", error.args[0])
        return topics, found

    def labels(self, option: str, value: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
        """Return the labels of a closed list by language: of each, in the source's at least."""
        return {
            str(identifier): self._label(f"{option}.{identifier}", labels)
            for identifier, labels in value.items()
        }

    def _label(self, at: str, given: object) -> dict[str, str]:
        source = self.around.tags[0]
        if not isinstance(given, dict):
            message = say(
                "found {found}, expected a label for each language", found=type_name(given)
            )
            label = given if isinstance(given, str) else "…"
            self.tell(at, message, say("write `{value}`", value=f"{{{source}: {label}}}"))
            return {}
        # MkDocs reads YAML 1.1, in which Norwegian's tag `no` is a truth value.
        labels = {"no" if k is False else str(k): str(v) for k, v in given.items() if v is not None}
        for tag in labels:
            if tag not in self.around.tags and tag not in self.around.unbuilt:
                message = say("`{language}` is none of the site's languages", language=tag)
                hint = closest(tag, self.around.tags)
                self.tell(f"{at}.{tag}", message, hint, Severity.WARNING)
        if source not in labels:
            message = say("the label in the source language is missing")
            self.tell(at, message, say("write `{tag}: …`", tag=source))
        return labels


def _any_of(names: Iterable[Message]) -> Message:
    """Name some types of which a value may have any."""
    first, *others = names
    for other in others:
        first = say("{first}, or {second}", first=first, second=other)
    return first


def _as_written(option: Option, value: object) -> Message | str:
    """Say how a value of an option is written."""
    if bool in option.types and isinstance(value, str):
        truth = _TRUTHS.get(value.casefold())
        return say("write `{key}: {value}`", key=option.name, value=truth) if truth else ""
    if bool in option.types:
        return ""
    return say("write something like `{key}: {example}`", key=option.name, example=option.example)

"""What a site's configuration says, whichever program has read it, and the settings made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from issue_papers.articles import snippets
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks import registry as blocks
from issue_papers.building.appearance import Appearance, appearance
from issue_papers.building.markup_rules import RAW_HTML, TRUSTED, rules_of
from issue_papers.building.option_problems import option_problem
from issue_papers.building.options import OPTIONS
from issue_papers.citations.settings import UnusableSettingError, citation_settings
from issue_papers.content.limits import Limits, UnusableLimitError, limits_of
from issue_papers.content.locales import Language, Locales
from issue_papers.content.navigation import Navigation
from issue_papers.content.same_as import checked
from issue_papers.content.settings import (
    CitationSettings,
    FormatInfo,
    Script,
    Settings,
    SiteSettings,
)
from issue_papers.content.time_zones import time_zones, zone
from issue_papers.content.visibility import Visibility
from issue_papers.fonts.scripts import sheets
from issue_papers.formats import registry as formats
from issue_papers.formats.declaration import UnusableOptionError
from issue_papers.formats.web import policy
from issue_papers.layers import Layers
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, ProblemsError, Severity, closest
from issue_papers.theme import FAVICON, STYLE_SHEET, template_names


class UnusableConfigError(ProblemsError):
    """The site's configuration can't be used."""


@dataclass(frozen=True)
class GivenLanguage:
    """A language of the site.

    Attributes:
        tag: BCP 47 tag.
        name: Its name in itself.
        is_source: Whether texts are written in it first.
        site_name: The site's name in it; empty if it is called as elsewhere.
        site_description: What search engines show of its home page; empty if that is the same.
        site_author: Who writes in it; empty if that is the same.
        copyright: What is said of rights in it; empty if that is the same as elsewhere.
    """

    tag: str
    name: str
    is_source: bool
    site_name: str = ""
    site_description: str = ""
    site_author: str = ""
    copyright: str = ""


def only_language(tag: str) -> GivenLanguage:
    """Return the language of a site that names none beside it; it is called as it calls itself."""
    cldr = Language(tag, tag).cldr
    is_known = cldr.language == tag.partition("-")[0]
    return GivenLanguage(tag, (is_known and cldr.get_display_name()) or tag, is_source=True)


@dataclass(frozen=True)
class Given:
    """A site's configuration; paths are absolute, keys are MkDocs'.

    Attributes:
        config_path: mkdocs.yml.
        theme: Templates, style sheets and words.
        edit_uri: The way from the repository to the sources; None where mkdocs.yml has none, so
            that the repository's host tells.
        navigation: How plain pages are arranged.
        visibility: Which files of docs_dir are shown.
        options: Those of the plugin `issue-papers`.
        extensions: Python-Markdown's extensions, with their options.
        is_strict: Whether warnings stop a build.
        config_files: mkdocs.yml, what it inherits from, and hooks.
        variables: The variables of the environment that they ask for.
        watched: What else a preview looks at.
        doubts: What may not be meant so.
        left_to_mkdocs: What MkDocs alone does, and texts would miss.
    """

    config_path: Path
    docs_dir: Path
    site_dir: Path
    theme: Layers
    favicon: str
    site_name: str
    site_url: str
    copyright: str
    repo_url: str
    edit_uri: str | None
    edit_uri_template: str
    style_sheets: tuple[str, ...]
    scripts: tuple[Script, ...]
    languages: tuple[GivenLanguage, ...]
    site_description: str = ""
    site_author: str = ""
    navigation: Navigation = field(default_factory=Navigation)
    visibility: Visibility = field(default_factory=Visibility)
    options: Mapping[str, Any] = field(default_factory=dict)
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    is_strict: bool = False
    config_files: tuple[Path, ...] = ()
    variables: tuple[str, ...] = ()
    watched: tuple[Path, ...] = ()
    doubts: tuple[Problem, ...] = ()
    left_to_mkdocs: tuple[Problem, ...] = ()

    def needs_no_mkdocs(self) -> None:
        """Make sure that nothing is missed where MkDocs isn't run.

        Raises:
            UnusableConfigError: Something would be.
        """
        if self.left_to_mkdocs:
            raise UnusableConfigError(*self.left_to_mkdocs)


def settings_of(given: Given) -> Settings:
    """Make the generator's settings of a configuration.

    Raises:
        UnusableConfigError: An option can't be used.
    """
    options = _options(given)
    tags = [language.tag for language in given.languages]
    root = given.config_path.parent
    labelled, same_as = _same_as(given, options["topics"])
    topics = _labels(given, "topics", labelled)
    audiences = _labels(given, "audiences", options["audiences"])
    chosen = _appearance(given, options)
    limits = _limits(given, options["limits"])
    return Settings(
        root=root,
        config_path=given.config_path,
        docs_dir=given.docs_dir,
        cases_dir=root / options["case_studies"],
        theme=given.theme,
        templates=template_names(given.theme),
        locales=Locales(
            source=next((each.tag for each in given.languages if each.is_source), tags[0]),
            languages=tuple(Language(each.tag, each.name) for each in given.languages),
        ),
        topics=topics,
        same_as=same_as,
        audiences=audiences,
        site_url=given.site_url,
        security_contact=options["security_contact"],
        timezone=_timezone(given, options["timezone"]),
        social_cards=options["social_cards"] and bool(given.site_url),
        formats=_formats(given, options),
        has_app=options["app"],
        citations=_citations(given, options["citations"], tags),
        look=chosen.look,
        markdown=MarkdownSettings(
            extensions={name: dict(given.extensions[name]) for name in given.extensions},
            blocks=blocks.types(),
            longest_passage=limits.passage,
            included=included(given.extensions, given.docs_dir, root / options["case_studies"]),
            markup=rules_of(given.theme, options["raw_html"]),
        ),
        visibility=given.visibility,
        allowed=_allowed(given, options["allow"]),
        has_others=bool(given.left_to_mkdocs),
        doubts=(*given.doubts, *chosen.doubts, *_trusted(given, options["raw_html"])),
        limits=limits,
        site=SiteSettings(
            names={each.tag: each.site_name or given.site_name for each in given.languages},
            copyrights={each.tag: each.copyright or given.copyright for each in given.languages},
            footer=chosen.footer,
            map_disclaimer=chosen.map_disclaimer,
            descriptions={
                each.tag: each.site_description or given.site_description
                for each in given.languages
            },
            authors={each.tag: each.site_author or given.site_author for each in given.languages},
            navigation=given.navigation,
            favicon=given.favicon or FAVICON,
            style_sheets=(*_style_sheets(given.style_sheets), *_fonts(given, tags)),
            scripts=given.scripts,
            repository=given.repo_url,
            policy=_policy(given, options["content_policy"]),
            has_search=options["search"],
            has_earlier_editions=options["earlier_editions"],
            has_editions_in_preview=options["editions_in_serve"],
        ),
    )


def _style_sheets(named: tuple[str, ...]) -> tuple[str, ...]:
    """Return what pages wear: the theme's sheet, if only before a site's own, and those named."""
    return named if STYLE_SHEET in named else (STYLE_SHEET, *named)


def _fonts(given: Given, tags: list[str]) -> Iterator[str]:
    """Yield the theme's style sheets of fonts for the languages' scripts."""
    yield from (sheet for sheet in sheets(tags) if given.theme.path(sheet).is_file())


def included(extensions: Mapping[str, Mapping[str, Any]], *folders: Path) -> Mapping[Path, str]:
    """Return the files that the texts in some folders include, each with a digest."""
    if snippets.EXTENSION not in extensions:
        return {}
    paths = (path for folder in folders for path in folder.rglob("*.md"))
    texts = (path.read_bytes().decode("utf-8", "replace") for path in paths if path.is_file())
    return snippets.included(texts, extensions)


def _options(given: Given) -> dict[str, Any]:
    """Return all options with their values.

    Raises:
        UnusableConfigError: There is no such option, or its value is of another type.
    """
    known = {option.name: option for option in OPTIONS}
    problems = []
    for name, value in given.options.items():
        if name not in known:
            message = say("`{key}` is no setting", key=name)
            problems.append(_problem(given, str(name), message, closest(str(name), known)))
        elif value is not None and not isinstance(value, known[name].types):
            expected = " | ".join(kind.__name__ for kind in known[name].types)
            found = type(value).__name__
            message = say("found {found}, expected {expected}", found=found, expected=expected)
            problems.append(_problem(given, name, message))
    if problems:
        raise UnusableConfigError(*problems)
    values = {name: option.default for name, option in known.items()}
    return values | {name: value for name, value in given.options.items() if value is not None}


def _trusted(given: Given, raw_html: str) -> Iterator[Problem]:
    """Say that texts may have any HTML, so that who looks at a change knows it.

    Raises:
        UnusableConfigError: `raw_html` is neither of the two words.
    """
    if raw_html not in RAW_HTML:
        message = say("found `{found}`, expected {expected}", found=raw_html, expected="`trusted`")
        raise UnusableConfigError(_problem(given, "raw_html", message, closest(raw_html, RAW_HTML)))
    if raw_html == TRUSTED:
        message = say("texts may have any HTML but programs: whoever writes one is trusted")
        hint = say("look at the HTML of a change before you accept it, or delete `raw_html`")
        found = _problem(given, "raw_html", message, hint)
        yield replace(found, severity=Severity.NOTICE)


def _problem(given: Given, option: str, message: Message, hint: str = "") -> Problem:
    """Make a problem at an option of `issue-papers`, where mkdocs.yml has it."""
    return option_problem(given.config_path, option, message, hint)


def _formats(given: Given, options: Mapping[str, Any]) -> tuple[FormatInfo, ...]:
    try:
        return formats.wanted(options)
    except UnusableOptionError as error:
        raise UnusableConfigError(_problem(given, "plugins", error.message)) from error


def _citations(given: Given, value: Mapping[Any, Any], tags: list[str]) -> CitationSettings:
    try:
        return citation_settings(value, tags)
    except UnusableSettingError as error:
        raise UnusableConfigError(_problem(given, "citations", error.args[0])) from error


def _limits(given: Given, value: Mapping[Any, Any]) -> Limits:
    try:
        return limits_of(value)
    except UnusableLimitError as error:
        raise UnusableConfigError(_problem(given, f"limits.{error.key}", error.message)) from error


def _timezone(given: Given, value: str) -> str:
    try:
        return zone(value)
    except ValueError as error:
        hint = closest(value, time_zones())
        raise UnusableConfigError(_problem(given, "timezone", error.args[0], hint)) from error


def _policy(given: Given, value: Mapping[object, object]) -> Mapping[str, tuple[str, ...]]:
    try:
        return policy.additions(value)
    except policy.UnusablePolicyError as error:
        problem = _problem(given, "content_policy", error.message, error.hint)
        raise UnusableConfigError(problem) from error


def _allowed(given: Given, patterns: list[object]) -> tuple[str, ...]:
    for pattern in patterns:
        if not isinstance(pattern, str):
            message = say("found {found}, expected a path", found=str(pattern))
            raise UnusableConfigError(_problem(given, "allow", message))
    return tuple(str(pattern).removeprefix("/") for pattern in patterns)


def _appearance(given: Given, options: Mapping[str, Any]) -> Appearance:
    """Return the look that a site chooses, and what its footer says.

    Raises:
        UnusableConfigError: Something of it can't be used.
    """
    tags = [each.tag for each in sorted(given.languages, key=lambda each: not each.is_source)]
    try:
        return appearance(given.config_path, given.docs_dir, given.theme, tags, options)
    except ProblemsError as error:
        raise UnusableConfigError(*error.problems) from error


def _same_as(
    given: Given, value: Mapping[Any, Any]
) -> tuple[dict[Any, Any], dict[str, tuple[str, ...]]]:
    """Part what registers call topics from what languages do.

    Returns:
        The topics without it, and what registers call each that they know.

    Raises:
        UnusableConfigError: It is neither an id of a register nor an address.
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
                where = f"plugins: issue-papers: topics: {identifier}: {_SAME_AS}"
                message = say("{where}: {error}", where=where, error=error.args[0])
                raise UnusableConfigError(_problem(given, "topics", message)) from error
    return topics, found


def _labels(given: Given, option: str, value: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
    """Return the labels of a closed list by language.

    Raises:
        UnusableConfigError: One of the list has no labels by language.
    """
    for identifier, labels in value.items():
        if not isinstance(labels, dict):
            where = f"plugins: issue-papers: {option}: {identifier}"
            message = say("{where}: expected a label for each language, as {{en: …}}", where=where)
            raise UnusableConfigError(_problem(given, option, message))
    # MkDocs reads YAML 1.1, in which Norwegian's tag `no` is a truth value.
    return {
        str(i): {"no" if k is False else str(k): str(v) for k, v in labels.items()}
        for i, labels in value.items()
    }


_SAME_AS = "same_as"
"""What stands among the labels of a topic and is none."""

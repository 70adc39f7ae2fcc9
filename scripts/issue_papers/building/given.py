"""What a site's configuration says, whichever program has read it, and the settings made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from issue_papers.articles import snippets
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks import registry as blocks
from issue_papers.building.markup_rules import rules_of
from issue_papers.building.option_values import OptionValues, Surroundings, values_of
from issue_papers.content.locales import Language, Locales
from issue_papers.content.navigation import Navigation
from issue_papers.content.settings import Script, Settings, SiteSettings
from issue_papers.content.visibility import Visibility
from issue_papers.fonts.scripts import sheets
from issue_papers.layers import Layers
from issue_papers.reporting.problems import Problem, ProblemsError, errors
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


def option_values(given: Given) -> OptionValues:
    """Return what the options of `issue-papers` say, and all that is wrong with them."""
    return values_of(
        given.options,
        Surroundings(
            given.config_path,
            given.docs_dir,
            given.theme,
            source_first(given.languages),
            given.visibility.unbuilt,
        ),
    )


def source_first(languages: Iterable[GivenLanguage]) -> tuple[str, ...]:
    """Return the tags of languages, that of the source first."""
    return tuple(each.tag for each in sorted(languages, key=lambda each: not each.is_source))


def settings_of(given: Given) -> Settings:
    """Make the generator's settings of a configuration.

    Raises:
        UnusableConfigError: An option can't be used.
    """
    values = option_values(given)
    if errors(values.problems):
        raise UnusableConfigError(*sorted({*given.doubts, *values.problems}))
    options, chosen = values.plain, values.appearance
    tags = [language.tag for language in given.languages]
    root = given.config_path.parent
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
        topics=values.topics,
        same_as=values.same_as,
        audiences=values.audiences,
        site_url=given.site_url,
        security_contact=options["security_contact"],
        timezone=values.timezone,
        social_cards=options["social_cards"] and bool(given.site_url),
        formats=values.formats,
        has_app=options["app"],
        citations=values.citations,
        look=chosen.look,
        markdown=MarkdownSettings(
            extensions={name: dict(given.extensions[name]) for name in given.extensions},
            blocks=blocks.types(),
            longest_passage=values.limits.passage,
            included=included(given.extensions, given.docs_dir, root / options["case_studies"]),
            markup=rules_of(given.theme, options["raw_html"]),
        ),
        visibility=given.visibility,
        allowed=values.allowed,
        has_others=bool(given.left_to_mkdocs),
        doubts=(*given.doubts, *values.problems),
        limits=values.limits,
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
            policy=values.policy,
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

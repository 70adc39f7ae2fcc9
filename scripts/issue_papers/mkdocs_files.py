"""A site as MkDocs knows it: its configuration, its files, its navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import AnchorLink, TableOfContents

from issue_papers.building.arrangement import arrangement, visibility_of
from issue_papers.building.config_files import ConfigDocument, read_document
from issue_papers.building.configuration import (
    LANGUAGE,
    OVERRIDES,
    contract_problems,
)
from issue_papers.building.contract import I18N
from issue_papers.building.extensions import extensions_of, is_relative, named_options
from issue_papers.building.given import Given, GivenLanguage, UnusableConfigError, only_language
from issue_papers.building.options import OPTIONS
from issue_papers.building.others import left_to_mkdocs, unheeded
from issue_papers.building.own_addresses import slashed, without_query
from issue_papers.building.site import Site
from issue_papers.building.worn_files import script
from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import UnknownLanguageError
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.content.settings import Settings
from issue_papers.layers import Layers
from issue_papers.printing.printed import ContentsEntry
from issue_papers.reporting.messages import local, say
from issue_papers.reporting.problems import Problem, errors
from issue_papers.views.navigation import Group
from issue_papers.views.navigation import contents as contents_of

_THEMES_FAVICON = "assets/images/favicon.png"
"""What Material names where mkdocs.yml has no icon."""

PluginConfig = type(
    "PluginConfig",
    (Config,),
    {option.name: c.Type(option.types, default=option.default) for option in OPTIONS},
)
"""The options of `issue-papers`, as MkDocs declares them."""


def given(config: MkDocsConfig, options: Mapping[str, Any]) -> Given:
    """Return what MkDocs has read of mkdocs.yml.

    Args:
        config: The configuration, validated.
        options: Our plugin's part of it.

    Raises:
        UnusableConfigError: It asks for what isn't done here.
    """
    if wrong := errors(contract_problems(Path(config.config_file_path))):
        raise UnusableConfigError(*wrong)
    if not config.use_directory_urls:
        message = say("issue-papers needs `use_directory_urls: true`")
        raise PluginError(local(message))
    path = Path(config.config_file_path).resolve()
    favicon = str(config.theme["favicon"] or "") if "favicon" in config.theme else ""
    document = read_document(path)
    docs_dir = Path(config.docs_dir).resolve()
    extensions, wrong = extensions_of(
        document, _extensions(config, document), path.parent, docs_dir
    )
    if wrong:
        raise UnusableConfigError(*wrong)
    navigation, _ = arrangement(document)
    return Given(
        config_path=path,
        docs_dir=docs_dir,
        site_dir=Path(config.site_dir),
        theme=Layers.over_theme(Path(config.theme.custom_dir or path.parent / OVERRIDES)),
        favicon="" if favicon == _THEMES_FAVICON else favicon,
        **_values(config),
        languages=tuple(_languages(config)),
        navigation=navigation,
        visibility=visibility_of(document),
        options=dict(options),
        extensions=extensions,
        doubts=(*contract_problems(path), *unheeded(document, path.parent)),
        left_to_mkdocs=left_to_mkdocs(document, path.parent),
    )


def changed(given: Given, config: MkDocsConfig) -> Given:
    """Return what other plugins and hooks have made of a configuration in `on_config`."""
    navigation = given.navigation
    document = read_document(given.config_path)
    if config.nav != document.value.get("nav"):
        navigation, _ = arrangement(replace(document, value={**document.value, "nav": config.nav}))
    return replace(given, navigation=navigation, **_values(config))


def _values(config: MkDocsConfig) -> dict[str, Any]:
    """Return what is as MkDocs has it, by the names that `Given` has for it."""
    return {
        "site_name": config.site_name,
        "site_url": slashed(without_query(config.site_url or "")),
        "site_description": config.site_description or "",
        "site_author": config.site_author or "",
        "copyright": config.copyright or "",
        "repo_url": config.repo_url or "",
        "edit_uri": config.edit_uri,
        "edit_uri_template": config.edit_uri_template or "",
        "style_sheets": tuple(map(str, config.extra_css)),
        "scripts": tuple(_script(item) for item in config.extra_javascript),
    }


def _languages(config: MkDocsConfig) -> Iterator[GivenLanguage]:
    """Yield the languages that mkdocs-static-i18n is configured for; without it, the theme's."""
    i18n: Any = config.plugins.get(I18N)
    if i18n is None:
        tag = config.theme.get("language")
        yield only_language(str(tag or LANGUAGE))
        return
    for language in i18n.config.languages:
        if language.build:
            yield GivenLanguage(
                tag=language.locale,
                name=language.name,
                is_source=language.default,
                site_name=language.site_name or "",
                site_description=language.site_description or "",
                site_author=language.site_author or "",
                copyright=language.copyright or "",
            )


def _extensions(config: MkDocsConfig, document: ConfigDocument) -> dict[str, dict[str, Any]]:
    """Return the extensions with their options; paths with `!relative` as they are written."""
    written = named_options(document.value.get("markdown_extensions"))
    found = {}
    for name in map(str, config.markdown_extensions):
        options = dict((config.mdx_configs or {}).get(name) or {})
        own = {key: value for key, value in written.get(name, {}).items() if is_relative(value)}
        found[name] = {**options, **own}
    return found


def _script(item: Any) -> Any:
    """Read an item of `extra_javascript`, which MkDocs has made an object of, or has not."""
    return script(item if isinstance(item, str) else dict(item))


def complete_files(
    files: Files, config: MkDocsConfig, site: Site, language: str
) -> dict[str, Entry]:
    """Make a language's files those that the site has, and no others of the theme's.

    Runs after mkdocs-static-i18n (1.3.1), which drops every file from outside docs_dir; the pages
    of cases, and those without a file, therefore carry the attributes that it would have set. What
    other plugins have generated stays.

    Returns:
        The library's entry of each page, by the file's `src_uri`.
    """
    library = site.library
    visibility, locales = library.settings.visibility, library.locales
    for file in list(files):
        is_page = file.is_documentation_page() and file.src_dir == config.docs_dir
        is_shown = is_page and visibility.shows(file.src_uri, locales)
        if not is_shown and not file.generated_by:
            files.remove(file)
    for path, source in site.files.items():
        files.append(_file(path, source, config, site.cleaned(source)))
    for key, entry in sorted(library.entries.items()):
        is_outside = key.startswith(f"{CASES_PREFIX}/") or not entry.is_written
        if is_outside and files.get_file_from_path(key) is None:
            pages = {tag: _page_file(entry, tag, config, library) for tag in library.locales.tags}
            files.append(pages[language])
            for tag, page in pages.items():
                page.alternates = pages  # type: ignore[attr-defined]
                page.locale_alternate_of = tag  # type: ignore[attr-defined]
    return _entries_by_uri(files, library)


def unread(files: Files, entries: Mapping[str, Entry], settings: Settings) -> list[Problem]:
    """Return that pages were made while the site is: nothing has read and checked them.

    Args:
        files: A language's files.
        entries: The library's entry of each page, by the file's `src_uri`.
        settings: The site's.
    """
    found = []
    for file in files.documentation_pages():
        if file.generated_by and file.src_uri not in entries:
            path, folder = settings.relative(settings.config_path), settings.docs_dir.name
            message = say(
                "`{plugin}` makes the page {file} while the site is built, so it isn't checked",
                plugin=file.generated_by,
                file=file.src_uri,
            )
            hint = say("have it written into {folder} before the build", folder=folder)
            found.append(Problem(path, 1, "plugins", message, hint))
    return found


def _file(path: str, source: Path, config: MkDocsConfig, clean: bytes | None) -> File:
    """Return a file that is published as it is, or what of it is."""
    file = File(
        path, src_dir=None, dest_dir=config.site_dir, use_directory_urls=True, dest_uri=path
    )
    file.abs_src_path = str(source)
    if clean is not None:
        file.content_bytes = clean
    file.norm_src_uri = path  # type: ignore[attr-defined]
    return file


def _entries_by_uri(files: Files, library: Library) -> dict[str, Entry]:
    found = {}
    for file in files.documentation_pages():
        try:
            key, _ = library.locales.split(file.src_uri)
        except UnknownLanguageError:
            continue
        if key in library.entries:
            found[file.src_uri] = library.entries[key]
    return found


def _page_file(entry: Entry, language: str, config: MkDocsConfig, library: Library) -> File:
    """Return the MkDocs file of a page that isn't in docs_dir as a language's readers get it."""
    document = entry.document(language)
    locales = library.locales
    file = File(
        locales.path(entry.key, document.language),
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=True,
        dest_uri=locales.url(entry.key, language) + "index.html",
    )
    if entry.is_written:
        file.abs_src_path = str(library.settings.root / document.path)
    else:
        file.content_string = document.body
    file.locale = document.language  # type: ignore[attr-defined]
    localised = document.language != locales.source
    file.localization = document.language if localised else None  # type: ignore[attr-defined]
    file.norm_src_uri = entry.key  # type: ignore[attr-defined]
    return file


def contents(entries: Iterable[ContentsEntry]) -> TableOfContents:
    """Return a page's contents as MkDocs has them, for other plugins."""
    return TableOfContents([_anchor(entry) for entry in entries])


def _anchor(entry: ContentsEntry) -> AnchorLink:
    link = AnchorLink(entry.title, entry.id, entry.level)
    link.children = [_anchor(child) for child in entry.children]
    return link


def navigation(library: Library, language: str) -> list[Any]:
    """Return the site's navigation in the form of MkDocs' `nav`."""
    return [_nav_item(item) for item in contents_of(library, language)]


def _nav_item(item: Group | str) -> Any:
    return item if isinstance(item, str) else {item.title: list(item.keys)}

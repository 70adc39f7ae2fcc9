"""The library's pages as MkDocs knows them: files, navigation, and the settings in mkdocs.yml."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, cast

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks import registry
from issue_papers.citations.settings import UnusableSettingError, citation_settings
from issue_papers.content.library import CASES_PREFIX, Entry, Kind, Library
from issue_papers.content.loader import source_files
from issue_papers.content.locales import Language, Locales, UnknownLanguageError
from issue_papers.content.model import Paper
from issue_papers.content.settings import (
    AppSettings,
    CitationSettings,
    FormatInfo,
    Settings,
)
from issue_papers.formats import registry as formats
from issue_papers.formats.declaration import UnusableOptionError
from issue_papers.printing.printed import ContentsEntry
from issue_papers.reporting.messages import local, say
from issue_papers.views.events import EVENTS, NEWS
from issue_papers.views.links import GALLERY, HOME

I18N = "i18n"
_NOT_PUBLISHED = ("editions/", "fragments/", "locales/", "machines/", "workers/")
_DATA_FILES = frozenset({"references.yml", "glossary.yml", "redirects.yml", "published-urls.txt"})


FormatOptions = type(
    "FormatOptions",
    (Config,),
    {
        form.option.name: c.Type(form.option.types, default=form.option.default)
        for form in formats.formats()
    },
)
"""An option for each format that papers can be taken away in."""


class PluginConfig(FormatOptions):  # type: ignore[misc, valid-type]
    """Options of `issue-papers` in mkdocs.yml, besides those of the formats.

    Attributes:
        case_studies: Folder of the case studies, relative to mkdocs.yml.
        topics: Topic id → language tag → label.
        audiences: Id of an audience of recommendations → language tag → label.
        citations: How references are written: `style`, `styles` and `locales` by language.
        search: Whether to build the search index.
        security_contact: A URI (`mailto:…`, `https://…`) for security.txt.
        social_cards: Whether to draw pictures for where links to pages are shared.
        earlier_editions: Whether to build earlier editions of papers from their git tags.
        app: Whether the site can be installed, and kept to read without a connection.
        editions_in_serve: Whether `serve` makes all these, too, which takes longer.
    """

    case_studies = c.Type(str, default="case_studies")
    topics = c.Type(dict, default={})
    audiences = c.Type(dict, default={})
    citations = c.Type(dict, default={})
    search = c.Type(bool, default=True)
    security_contact = c.Type(str, default="")
    social_cards = c.Type(bool, default=True)
    earlier_editions = c.Type(bool, default=False)
    app = c.Type(bool, default=True)
    editions_in_serve = c.Type(bool, default=False)


def settings_from(config: MkDocsConfig, options: PluginConfig) -> Settings:
    """Read the generator's settings out of MkDocs' configuration.

    Args:
        config: The configuration, validated.
        options: Our plugin's part of it.

    Raises:
        PluginError: mkdocs-static-i18n isn't configured, or not as this generator needs it.
    """
    i18n = config.plugins.get(I18N)
    if i18n is None:
        message = say(
            "issue-papers needs the plugin `i18n` (mkdocs-static-i18n) with its `languages:`"
        )
        raise PluginError(local(message))
    if not config.use_directory_urls:
        raise PluginError(local(say("issue-papers needs `use_directory_urls: true`")))
    languages = [language for language in i18n.config.languages if language.build]
    config_path = Path(config.config_file_path).resolve()
    theme_dir = Path(config.theme.custom_dir or config_path.parent / "overrides")
    return Settings(
        root=config_path.parent,
        config_path=config_path,
        docs_dir=Path(config.docs_dir).resolve(),
        cases_dir=config_path.parent / options.case_studies,
        catalogues_dir=theme_dir.resolve() / "locales",
        templates=frozenset(
            path.name for folder in config.theme.dirs for path in Path(folder).glob("*.html")
        ),
        locales=Locales(
            source=next(language.locale for language in languages if language.default),
            languages=tuple(Language(language.locale, language.name) for language in languages),
        ),
        topics=_labels("topics", options.topics),
        audiences=_labels("audiences", options.audiences),
        site_url=config.site_url or "",
        security_contact=options.security_contact,
        social_cards=options.social_cards and bool(config.site_url),
        formats=_formats(options),
        app=AppSettings(
            is_wanted=options.app,
            names={each.locale: each.site_name or config.site_name for each in languages},
        ),
        citations=_citations(options.citations, [language.locale for language in languages]),
        markdown=_markdown(config),
        unheard=tuple(_unheard(config)),
    )


def _unheard(config: MkDocsConfig) -> Iterator[str]:
    """Yield the plugins and hooks that change Markdown; Material's own do so for its own pages."""
    others = {**config.plugins, **cast("Mapping[str, object]", config.hooks)}
    for name, other in others.items():
        is_known = name in {I18N, "issue-papers"} or name.startswith("material/")
        changes = any(hasattr(other, f"on_page_{event}") for event in ("markdown", "read_source"))
        if changes and not is_known:
            yield name


def _markdown(config: MkDocsConfig) -> MarkdownSettings:
    """Return how texts are read: by the extensions that mkdocs.yml names, with their options."""
    options = config.mdx_configs or {}
    given: Iterable[object] = config.markdown_extensions
    names = [name for name in given if isinstance(name, str)]
    return MarkdownSettings(
        extensions={name: dict(options.get(name) or {}) for name in names},
        blocks=registry.types(),
    )


def _citations(given: Mapping[Any, Any], languages: list[str]) -> CitationSettings:
    """Return how references are written.

    Raises:
        PluginError: A style or a locale isn't there.
    """
    try:
        return citation_settings(given, languages)
    except UnusableSettingError as error:
        raise PluginError(local(error.args[0])) from error


def _formats(options: PluginConfig) -> tuple[FormatInfo, ...]:
    """Return what papers can be taken away in.

    Raises:
        PluginError: A format's option can't be used.
    """
    try:
        return formats.wanted(options)
    except UnusableOptionError as error:
        raise PluginError(local(error.message)) from error


def _labels(option: str, given: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
    """Return the labels of a closed list by language.

    Raises:
        PluginError: One of the list has no labels by language.
    """
    for identifier, labels in given.items():
        if not isinstance(labels, dict):
            where = f"plugins: issue-papers: {option}: {identifier}"
            message = say("{where}: expected a label for each language, as {{en: …}}", where=where)
            raise PluginError(local(message))
    # MkDocs reads YAML 1.1, in which Norwegian's tag `no` is a truth value.
    return {
        str(i): {"no" if k is False else str(k): str(v) for k, v in labels.items()}
        for i, labels in given.items()
    }


def complete_files(
    files: Files, config: MkDocsConfig, library: Library, language: str
) -> dict[str, Entry]:
    """Add the case studies to a language's files, and take away what isn't to be published.

    Runs after mkdocs-static-i18n (1.3.1), which drops every file from outside docs_dir; the case
    pages therefore carry the attributes that it would have set.

    Returns:
        The library's entry of each page, by the file's `src_uri`.
    """
    for file in list(files):
        unwanted = file.src_uri.startswith(_NOT_PUBLISHED) and file.src_dir != config.docs_dir
        if unwanted or PurePosixPath(file.src_uri).name in _DATA_FILES:
            files.remove(file)
    for path, key in source_files(library.settings):
        if path.suffix != ".md":
            files.append(_case_asset(path, key, config, library))
    for key, entry in sorted(library.entries.items()):
        if key.startswith(f"{CASES_PREFIX}/") and files.get_file_from_path(key) is None:
            pages = {tag: _case_page(entry, tag, config, library) for tag in library.locales.tags}
            files.append(pages[language])
            for tag, page in pages.items():
                page.alternates = pages  # type: ignore[attr-defined]
                page.locale_alternate_of = tag  # type: ignore[attr-defined]
    return _entries_by_uri(files, library)


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


def _case_page(entry: Entry, language: str, config: MkDocsConfig, library: Library) -> File:
    """Return the MkDocs file of a case page as a language's readers get it."""
    document = entry.document(language)
    locales = library.locales
    file = File(
        locales.path(entry.key, document.language),
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=True,
        dest_uri=locales.url(entry.key, language) + "index.html",
    )
    path = library.settings.root / document.path
    file.abs_src_path = str(path)
    file.edit_uri = _edit_uri(path, Path(config.docs_dir))
    file.locale = document.language  # type: ignore[attr-defined]
    localised = document.language != locales.source
    file.localization = document.language if localised else None  # type: ignore[attr-defined]
    file.norm_src_uri = entry.key  # type: ignore[attr-defined]
    return file


def _edit_uri(path: Path, docs_dir: Path) -> str:
    """Return a file's path from docs_dir, which is what `edit_uri` in mkdocs.yml leads to."""
    ups = "../" * (1 if path.is_relative_to(docs_dir.parent) else 0)
    return ups + path.relative_to(docs_dir.resolve().parent).as_posix()


def edit_urls(config: MkDocsConfig, library: Library) -> dict[str, str]:
    """Return where each file can be edited, by its path from the root, as MkDocs' pages say it.

    Nothing where mkdocs.yml names no repository.
    """
    docs_dir, found = Path(config.docs_dir).resolve(), {}
    for entry in library.entries.values():
        for document in (entry.source, *entry.translations.values()):
            path = library.settings.root / document.path
            file = File(document.path, src_dir=None, dest_dir="", use_directory_urls=True)
            is_doc = path.is_relative_to(docs_dir)
            file.edit_uri = (
                path.relative_to(docs_dir).as_posix() if is_doc else _edit_uri(path, docs_dir)
            )
            if url := Page(None, file, config).edit_url:
                found[document.path] = url
    return found


def _case_asset(path: Path, key: str, config: MkDocsConfig, library: Library) -> File:
    try:
        plain, _ = library.locales.split(key)
    except UnknownLanguageError:
        plain = key
    file = File(key, src_dir=None, dest_dir=config.site_dir, use_directory_urls=True, dest_uri=key)
    file.abs_src_path = str(path)
    file.norm_src_uri = plain  # type: ignore[attr-defined]
    return file


def contents(entries: Iterable[ContentsEntry]) -> TableOfContents:
    """Return a page's contents as MkDocs' templates have them: titles are HTML."""
    return TableOfContents([_anchor(entry) for entry in entries])


def _anchor(entry: ContentsEntry) -> AnchorLink:
    link = AnchorLink(html.escape(entry.title, quote=False), entry.id, entry.level)
    link.children = [_anchor(child) for child in entry.children]
    return link


def navigation(library: Library, language: str) -> list[Any]:
    """Return the site's navigation in the form of MkDocs' `nav`."""
    nav: list[Any] = [HOME] if HOME in library.entries else []
    for paper in library.papers:
        title = cast("Paper", paper.meta(language)).title
        nav.append({title: [paper.key, *(section.key for section in library.sections(paper))]})
    cases = [entry.key for entry in library.cases.values()]
    if GALLERY in library.entries:
        nav.append({library.entries[GALLERY].meta(language).title or "": [GALLERY, *sorted(cases)]})
    else:
        nav += sorted(cases)
    for key, entries in ((EVENTS, library.events), (NEWS, library.news)):
        pages = [entry.key for entry in entries.values()]
        page = library.entries.get(key)
        nav += [{page.meta(language).title or "": [key, *pages]}] if page else pages
    listed = {HOME, GALLERY, EVENTS, NEWS}
    rest = (e.key for e in library.of_kind(Kind.PAGE) if e.key not in listed)
    return [*nav, *rest]

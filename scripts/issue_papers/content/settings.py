"""What a site is built from: folders, languages and closed lists, as mkdocs.yml gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from issue_papers.articles.settings import MarkdownSettings
from issue_papers.content.limits import Limits
from issue_papers.content.locales import Locales
from issue_papers.content.navigation import Navigation
from issue_papers.content.visibility import Visibility
from issue_papers.layers import Layers
from issue_papers.look.footer import Footer
from issue_papers.look.look import Look
from issue_papers.reporting.problems import Problem


@dataclass(frozen=True)
class FormatInfo:
    """A format that papers can be taken away in, as far as pages and data need to know it.

    Attributes:
        name: What `downloads.formats` and `downloads.about` in the catalogues, and data, call it.
        suffix: That of its files, with the dot.
        media_type: IANA media type.
        infix: What stands in a file's name between the paper and the language; mostly nothing.
        opens_in_browser: Whether a browser shows it, so that a link to it needs no `download`.
        is_in_offline_copy: Whether the offline copy takes it along.
        is_beside_paper: Whether a second one stands in the folder of the paper's page, where
            Google Scholar looks for it (its inclusion guidelines, `citation_pdf_url`).
        is_whole_site: Whether it holds more than the paper, so that it is no version of that.
        is_extract: Whether it holds only some of the paper, so that it is no version either.
        is_for_repositories: Whether it is offered beside what repositories are told of a paper, and
            not to readers.
        options: What mkdocs.yml says of it besides that it is wanted, by key.
        sets: What of a paper is set in fonts of this machine, so that each of its characters must
            be in one: nothing, `title` or `text`.
    """

    name: str
    suffix: str
    media_type: str
    infix: str = ""
    opens_in_browser: bool = False
    is_in_offline_copy: bool = False
    is_beside_paper: bool = False
    is_whole_site: bool = False
    is_extract: bool = False
    is_for_repositories: bool = False
    options: tuple[tuple[str, str], ...] = ()
    sets: str = ""

    def file_name(self, paper: str, tag: str) -> str:
        """Return the name of its file of a paper in a language."""
        return "-".join(part for part in (paper, self.infix, tag) if part) + self.suffix


@dataclass(frozen=True)
class Script:
    """A script that mkdocs.yml adds to each page.

    Attributes:
        path: Its path in the site, or its address.
        type: Its media type, or `module`; empty for a classic script.
    """

    path: str
    type: str = ""
    is_async: bool = False
    is_deferred: bool = False


@dataclass(frozen=True)
class SiteSettings:
    """What all pages have around their text, and what is made beside them.

    Attributes:
        names: The site's name in each language, by tag.
        copyrights: What is said of rights where a page belongs to no paper, by language tag.
        footer: What the owner says at the foot of each page.
        map_disclaimer: What the owner says below each map, by language tag; nothing if nothing.
        descriptions: What search engines show of the home page where it has no summary, by tag.
        authors: Whom pages that belong to no paper name as their author, by tag.
        favicon: Path of the site's icon in the site.
        style_sheets: Paths of its style sheets in the site, or their addresses.
        scripts: Scripts besides the theme's own.
        repository: The address of the repository that its texts are in; empty if there is none.
        navigation: How plain pages are arranged.
        policy: What mkdocs.yml adds to the pages' Content Security Policy, sources by directive;
            None where pages have none, since the server of a preview writes scripts into them.
        has_search: Whether there is a search index.
        has_earlier_editions: Whether earlier editions of papers are built from their git tags.
        has_editions_in_preview: Whether a preview makes what papers can be taken away in, too.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    copyrights: Mapping[str, str] = field(default_factory=dict)
    footer: Footer = field(default_factory=Footer)
    map_disclaimer: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    favicon: str = ""
    style_sheets: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    repository: str = ""
    navigation: Navigation = field(default_factory=Navigation)
    policy: Mapping[str, tuple[str, ...]] | None = field(default_factory=dict)
    has_search: bool = True
    has_earlier_editions: bool = False
    has_editions_in_preview: bool = False


OFFERED_STYLES = (
    "apa",
    "chicago-author-date-17th-edition",
    "chicago-notes-bibliography-17th-edition",
    "modern-language-association",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "iso690-author-date-en",
    "associacao-brasileira-de-normas-tecnicas",
)
"""The styles that readers may choose where `mkdocs.yml` names none: those most asked for."""


@dataclass(frozen=True)
class CitationSettings:
    """How references are written: styles and locales of the Citation Style Language.

    Attributes:
        style: Name of the style for all languages that have none of their own.
        styles: Names of styles by language tag.
        locales: CSL locales by language tag; a language's own is taken where none is given.
        offered: Names of the styles in which readers are told how to cite a page; the first two
            stand on the page, the others where a reader asks for them.
    """

    style: str = "chicago-author-date-17th-edition"
    styles: Mapping[str, str] = field(default_factory=dict)
    locales: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = OFFERED_STYLES

    def style_of(self, tag: str) -> str:
        """Return the name of a language's style."""
        return self.styles.get(tag, self.style)


@dataclass(frozen=True)
class Settings:
    """The settings that the generator needs; paths are absolute.

    Attributes:
        root: The project's folder: paths in problems are relative to it.
        config_path: mkdocs.yml.
        docs_dir: Papers and pages.
        cases_dir: One folder a case, and cities.yml.
        theme: Templates, style sheets and words: the site's own over those of the package.
        templates: Names of the templates that a page may ask for.
        locales: The languages.
        topics: Closed list of topics: id → language tag → label.
        same_as: What registers call a topic: id → addresses.
        audiences: Closed list of whom recommendations are for: id → language tag → label.
        site_url: Absolute URL the site is published at, with a trailing slash; empty if unknown.
        security_contact: Where to report a security fault, a URI; empty if there is no such place.
        timezone: The zone of IANA's database by whose clocks days and times of the site are told.
        social_cards: Whether pages have pictures for where links to them are shared.
        formats: What papers can be taken away in, in the order in which that is offered.
        date: The build's day, determined by the commit: editions bear it.
        has_app: Whether the site is an app that can be installed and read without a connection.
        markdown: How texts are read.
        site: What all pages have around their text.
        look: What the site's look is to be.
        visibility: Which files of docs_dir are shown.
        allowed: Patterns of files beside texts that may run, or take a made file's place.
        has_others: Whether plugins or hooks of others change texts, which are read as they are
            written.
        doubts: What in mkdocs.yml may not be meant so.
        limits: How much files and texts may hold.
    """

    root: Path
    config_path: Path
    docs_dir: Path
    cases_dir: Path
    theme: Layers
    locales: Locales
    topics: Mapping[str, Mapping[str, str]]
    site_url: str = ""
    security_contact: str = ""
    timezone: str = "UTC"
    social_cards: bool = False
    audiences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    same_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: tuple[FormatInfo, ...] = ()
    date: dt.date = dt.date(2020, 1, 1)
    citations: CitationSettings = field(default_factory=CitationSettings)
    has_app: bool = False
    templates: frozenset[str] = frozenset()
    markdown: MarkdownSettings = field(default_factory=MarkdownSettings)
    site: SiteSettings = field(default_factory=SiteSettings)
    look: Look = field(default_factory=Look)
    visibility: Visibility = field(default_factory=Visibility)
    allowed: tuple[str, ...] = ()
    has_others: bool = False
    doubts: tuple[Problem, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def cities_file(self) -> Path:
        """The file of all cities."""
        return self.cases_dir / "cities.yml"

    def relative(self, path: Path) -> str:
        """Return a path relative to the project's root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

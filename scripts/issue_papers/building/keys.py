"""What a page or an edition is made from, as a digest: one that is known isn't made again.

There are two. The first is of what a page may be made from, which is known without any work: its
own texts; of all other pages what `facts` says, and how long some of them take to read. A paper's
landing page may read the texts of its parts, too, and a page with a template of its own those that
its view's parts say (`Part.reads`), or what these say of them, or all. The second is of what a page
is made from indeed: its view, its text, its template and the interface's words. A new title changes
the first digest of every page, and the second of those alone that show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from issue_papers.building.facts import FactsOfTexts
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content_cache import digest, generator
from issue_papers.fonts import places
from issue_papers.formats.web.assets import Assets
from issue_papers.formats.web.picture_sets import PictureSet
from issue_papers.formats.web.rendering import ArticleText
from issue_papers.formats.web.shown_pictures import of_page
from issue_papers.installed import named_versions
from issue_papers.kinds import registry as kinds
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.event.times import is_over
from issue_papers.kinds.paper.dates import edition_day
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.paper.views import discussed
from issue_papers.kinds.section.model import paper_of
from issue_papers.layers import Layers
from issue_papers.theme import ICONS
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.formats import minutes
from issue_papers.views.shapes import PageView

_LIBRARIES = (
    "babel",
    "citeproc-py",
    "jinja2",
    "markupsafe",
    "mkdocs-material",
    "pygments",
    "vl-convert-python",
)
"""Distributions that decide, besides our own code, how a page comes out."""


class Keys:
    """Names pages and editions by what they may be made from.

    Args:
        library: All content.
        theme: The folders of the theme.
        files: What is published as it is, by its path in the site.
        assets: The files that pages are drawn with.
        pictures: The pictures that pages show, by the path of what they are made of.
    """

    def __init__(
        self,
        library: Library,
        theme: Layers,
        files: Mapping[str, Path],
        assets: Assets,
        pictures: Mapping[str, PictureSet],
    ) -> None:
        self._pictures_in_widths = pictures
        self._theme = theme
        self._files = files
        self._assets = assets
        self._library = library
        self._facts = FactsOfTexts(library)
        self._told: dict[tuple[str, str], str] = {}
        self._read: dict[str, str] = {}
        self._sized: dict[str, str] = {}
        self._timed: dict[str, str] = {}

    def begin(self) -> None:
        """Work out what names have in common: a process copied from this one has it then."""
        _ = self.frame

    def page(self, entry: Entry, language: str) -> str:
        """Return the name of what a page may be made from, as the readers of a language get it."""
        told, drawn = self.told(entry, language), self._assets.fingerprint
        return digest(["page", told, drawn, self._sizes(entry)])

    def data(self, pages: Sequence[Entry]) -> str:
        """Return the name of what data may say of some pages, to the readers of all languages.

        A list of what texts hold is data of those texts: of the page that shows it, data says no
        more than of any other.
        """
        told = [self._said(entry, tag) for entry in pages for tag in self._library.locales.tags]
        return digest(["data", self._shared, *told, *map(self._sizes, pages)])

    @cached_property
    def frame(self) -> str:
        """Name of what all pages tell of themselves, and of what shows it, but for their texts."""
        days = [self._edition_days(paper) for paper in self._library.of(PAPER)]
        times = self._times(None)
        shown = (self._shared, self._facts.all, self._assets.fingerprint)
        return digest(["frame", *shown, times, *days])

    def told(self, entry: Entry, language: str) -> str:
        """Return the name of what a page may say, whatever it looks like."""
        if (entry.key, language) not in self._told:
            template = _template(entry)
            texts = self._texts(template) if template else self._texts_of_parts(entry)
            self._told[entry.key, language] = self._tells(entry, language, texts)
        return self._told[entry.key, language]

    def _said(self, entry: Entry, language: str) -> str:
        """Return the name of what is said of a page, whatever its template reads of others."""
        if _template(entry):
            return self._tells(entry, language, self._texts_of_parts(entry))
        return self.told(entry, language)

    def _tells(self, entry: Entry, language: str, texts: str) -> str:
        own = (entry.source, entry.document(language))
        paper = paper_of(self._library, entry)
        days = self._edition_days(paper) if paper else ""
        changed = str(self._library.changed.get(entry.document(language).path))
        facts = self._facts.all if _template(entry) else self._facts.shown_by(entry)
        told = (entry.key, language, texts, facts, days, changed, self._times(paper))
        parts = [self._shared, *told, *(_text(d) for d in own)]
        return digest(["told", *parts])

    def _times(self, paper: Entry[Paper] | None) -> str:
        """Return the name of how long texts take to read: those of a paper, or else of all pages.

        Each two-hundredth word changes it, and no page of a paper says it of another one.
        """
        key = paper.key if paper else ""
        if key not in self._timed:
            library = self._library
            entries = (paper, *library.parts(paper)) if paper else library.in_order
            words = (d.outline.words for entry in entries for d in entry.documents())
            self._timed[key] = repr([*map(minutes, words)])
        return self._timed[key]

    def _sizes(self, entry: Entry) -> str:
        """Return the name of the pictures that a page may show, as they are published."""
        if _template(entry) or entry.kind.parts is not None:
            return self._all_sizes
        if entry.key not in self._sized:
            paper = paper_of(self._library, entry)
            pages = (entry, paper) if paper else (entry,)
            shown = {path for page in pages for path in of_page(self._library, page)}
            sizes = [(path, self._pictures_in_widths.get(path)) for path in sorted(shown)]
            self._sized[entry.key] = digest([repr(sizes)])
        return self._sized[entry.key]

    @cached_property
    def _all_sizes(self) -> str:
        return digest([repr(sorted(self._pictures_in_widths.items()))])

    def edition(self, paper: Entry[Paper], language: str) -> str:
        """Return the name of what a paper's editions in one language may be made from."""
        pages = (paper, *self._library.parts(paper), *discussed(self._library, paper))
        texts = [_text(d) for page in pages for d in (page.source, page.document(language))]
        shown = (self._shared, self._facts.gathered(pages), self._pictures, self._fonts)
        parts = (paper.key, language, self._edition_days(paper))
        return digest(["edition", *shown, *parts, *texts])

    @cached_property
    def _fonts(self) -> str:
        """Digest of the state of the machine's fonts."""
        return digest(places.state())

    @cached_property
    def _pictures(self) -> str:
        """Digest of all pictures that texts may show."""
        theme = self._theme
        found = sorted(self._files.items())
        pictures = [(path, file) for path, file in found if not theme.hold(file)]
        parts: list[bytes | str] = []
        for path, file in pictures:
            parts += [path, file.read_bytes()]
        return digest(parts)

    def _edition_days(self, paper: Entry[Paper]) -> str:
        """Return the days of a paper's editions in all languages."""
        return repr([edition_day(self._library, paper, tag) for tag in self._library.locales.tags])

    def _texts(self, template: str) -> str:
        """Return the name of the texts that the page of a template may read."""
        if template not in self._read:
            read = [each for reads in kinds.reading(template) for each in reads(self._library)]
            found = {each.key: each for each in read if isinstance(each, Entry)}
            documents = (document for _, e in sorted(found.items()) for document in e.documents())
            said = (each for each in read if isinstance(each, str))
            self._read[template] = digest(["texts", *said, *map(_text, documents)])
        return self._read[template]

    def _texts_of_parts(self, entry: Entry) -> str:
        parts = self._library.parts(entry) if entry.kind.parts is not None else ()
        return digest(_text(document) for part in parts for document in part.documents())

    @cached_property
    def _shared(self) -> str:
        """Digest of what every page of the site may show."""
        return digest([*self._means(), self.settings, *self._data(), self._facts.everywhere])

    @cached_property
    def settings(self) -> str:
        """Digest of what mkdocs.yml decides of pages and editions."""
        return digest(self._settings())

    def _means(self) -> Iterator[str]:
        """Yield what decides, besides the content, how pages come out."""
        yield _program()
        yield self._theme.digest(suffixes=frozenset({".html", ".md", ".xml", ".yml"}))
        yield self._theme.digest("machines", suffixes=frozenset({".txt"}))
        yield self._theme.digest(ICONS)

    def _settings(self) -> Iterator[str]:
        settings = self._library.settings
        yield settings.markdown.digest()
        yield repr(
            (
                settings.locales,
                settings.topics,
                sorted(settings.same_as.items()),
                settings.audiences,
                settings.site_url,
                settings.security_contact,
                settings.timezone,
                settings.social_cards,
                settings.formats,
                settings.citations,
                settings.has_app,
                settings.site,
                settings.look,
                settings.visibility,
                sorted(settings.templates),
            )
        )

    def _data(self) -> Iterator[str]:
        """Yield what the data files say, and which files there are."""
        library = self._library
        yield repr(sorted(library.cities.items()))
        yield repr(sorted(library.references.items()))
        yield repr(sorted(library.bibliographies.items()))
        yield digest(part for key, data in sorted(library.charted.items()) for part in (key, data))
        yield repr(sorted(library.edit_urls.items()))
        yield repr(sorted(library.known))
        yield library.termbase.fingerprint
        yield repr([is_over(e.source.meta, library.settings.date) for e in library.of(EVENT)])


def _template(entry: Entry) -> str:
    """Return the template that a page asks for; nothing for one that its kind's draws."""
    return getattr(entry.source.meta, "template", None) or ""


def _text(document: Document) -> str:
    """Return a text, and what the ids of its passages follow from."""
    return f"{document.account.key}\n{document.body}"


@cache
def _program() -> str:
    return digest([generator(), *named_versions(_LIBRARIES)])


def exact_key(look: str, words: Catalogue, view: PageView, article: ArticleText) -> str:
    """Return the name of what a page is made from.

    Args:
        look: Digest of what draws it.
        words: The interface's words in the page's language.
        view: All that is told of the page.
        article: Its text.
    """
    parts = (_program(), look, words.fingerprint, repr(view), repr(article))
    return digest(["exact", *parts])

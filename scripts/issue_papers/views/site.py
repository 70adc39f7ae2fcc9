"""Library → views: one `Views` a language is all that can be shown to its readers.

It is put together from small objects, each with one job; what a kind of page brings stands in the
kind's own folder, and is reached by its class: `views.part(CaseViews)`. Templates never touch the
library. The shapes of what they see are in `views.shapes` and beside each kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TypeVar

from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import Language
from issue_papers.content.page_type import PageType
from issue_papers.content_cache import ContentCache
from issue_papers.maps.atlas import Atlas
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.cite_this import CiteThis
from issue_papers.views.data import Data
from issue_papers.views.data_origin import Origin, origin_of
from issue_papers.views.datasets import Dataset
from issue_papers.views.declaration import Part, Reads, Showing, every_text, no_text
from issue_papers.views.deposits import Deposits
from issue_papers.views.linked_data import Held, LinkedData
from issue_papers.views.linked_pages import catalogue_node, glossary_node
from issue_papers.views.links import HOME, Links
from issue_papers.views.metadata import Metadata
from issue_papers.views.origins import Origins
from issue_papers.views.pages import Pages
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import PageView, SitemapView
from issue_papers.views.social import Cards
from issue_papers.views.statements import Statements
from issue_papers.views.translations import Translations

V = TypeVar("V")

DRAWN: Mapping[str, Reads] = {"glossary": no_text, "translations": every_text, "data": no_text}
"""What the pages read that show no kind, by the name of their view (`Part.reads`)."""


class Views:
    """What is shown to the readers of one language.

    Args:
        library: What there is to show.
        catalogues: The interface's strings by language tag.
        atlas: The maps, shared by all languages.
        tag: The language.
        showings: How pages of each kind are shown.
        datasets: What is published as data.
        cache: Where what was written of references before is kept.

    Attributes:
        library: What there is to show.
        language: The language.
        t: The interface's strings in it.
        readers: Its readers: links, citations, terms and downloads as they see them.
        statements: Whose words pages are, and in which version of what.
        cite_this: How pages are cited.
        linked_data: What they are in schema.org's vocabulary.
        deposits: What repositories are told of publications.
        metadata: What a page's head says of it to reference managers.
        cards: What is shown where links to a page are shared.
        data: What is published as data.
        progress: How far each language keeps up.
        pages: The views of pages.
    """

    def __init__(  # noqa: PLR0913 - what a site consists of
        self,
        library: Library,
        catalogues: Mapping[str, Catalogue],
        atlas: Atlas,
        tag: str,
        *,
        showings: Mapping[PageType, Showing],
        datasets: Sequence[Dataset] = (),
        cache: ContentCache | None = None,
    ) -> None:
        self.library = library
        self.readers = readers = Readership(library, catalogues, atlas, tag, cache)
        self.language: Language = readers.language
        self.t = readers.t
        works = {kind: each.work for kind, each in showings.items() if each.work}
        self.statements = Statements(readers, works)
        self.cite_this = CiteThis(readers, self.statements)
        self.cards = Cards(readers, showings, self.statements)
        self.deposits = Deposits(readers, self.statements)
        self.data = Data(readers.links, datasets)
        self.linked_data = LinkedData(
            readers, showings, self.statements, self.cite_this, self.cards, self._held
        )
        self.metadata = Metadata(readers, self.statements, self.cite_this, self.linked_data)
        self.progress = Translations(readers.links)
        self.pages = Pages(readers, showings, self._shown)

    @cached_property
    def origin(self) -> Origin:
        """Who answers for what is published as data, in which version, under which licence."""
        return origin_of(self.library, self.statements)

    @property
    def links(self) -> Links:
        """Links and addresses as the language's readers see them."""
        return self.readers.links

    def part(self, make: Callable[[Readership], V]) -> V:
        """Return what a kind shows, made once: `views.part(CaseViews).case(slug)`."""
        return self.readers.part(make)

    def absolute(self, url: str) -> str:
        """Return a site-relative URL as an absolute one."""
        return self.links.absolute(url)

    def page(self, key: str) -> PageView:
        """Return what a page is; its frame, and what only its template needs, are left out.

        Raises:
            KeyError: The library has no such page.
        """
        return self.pages.page(self.library.entries[key])

    def complete_page(self, key: str) -> PageView:
        """Return the whole view of a page, from which its template makes it.

        Raises:
            KeyError: The library has no such page.
        """
        return self.pages.complete(self.library.entries[key])

    def error_page(self) -> PageView:
        """Return the view of 404.html: the home page's, as a page of its own kind."""
        home = self.page(HOME)
        header = tuple(replace(link, is_current=False) for link in home.header)
        title = self.t("error.title")
        page = replace(home, kind="error", title=title, summary="", alternates=(), header=header)
        return self.pages.framed(page)

    @property
    def addresses(self) -> list[tuple[str, ...]]:
        """Every page: its path from the language's home, its title, and the title's language.

        The last is missing where it is the readers' own.
        """
        home = self.library.locales.prefix(self.language.tag)
        links = [self.links.link(entry) for _, entry in sorted(self.library.entries.items())]
        return [
            (
                link.url.removeprefix(home),
                link.title,
                *((link.language,) if link.language != self.language.tag else ()),
            )
            for link in links
        ]

    def indexed_pages(self) -> int:
        """Return how many pages this language has of its own."""
        return sum(entry.has(self.language.tag) for entry in self.library.entries.values())

    @cached_property
    def sitemap(self) -> tuple[SitemapView, ...]:
        """Every page in every language that it is written in, for sitemap.xml."""
        return tuple(self._sitemap())

    def _sitemap(self) -> Iterator[SitemapView]:
        library, absolute = self.library, self.absolute
        for key, entry in sorted(library.entries.items()):
            languages = [v for v in self.links.languages(entry) if v.is_translated]
            alternates = tuple((v.tag, absolute(v.url)) for v in languages)
            x_default = absolute(library.locales.url(key, library.locales.source))
            for language, (_, url) in zip(languages, alternates, strict=True):
                moment = library.changed.get(entry.document(language.tag).path)
                last = moment.date().isoformat() if moment else ""
                yield SitemapView(url, alternates, x_default, last)

    @property
    def _held(self) -> Mapping[str, Held]:
        """What pages hold that show no kind, as linked data."""
        return {
            "glossary": lambda readers: glossary_node(readers, self.readers.terms.glossary),
            "data": lambda readers: catalogue_node(
                readers, self.data.datasets.values(), self.origin
            ),
        }

    @property
    def _shown(self) -> tuple[Part, ...]:
        """What the template of any page needs, besides what its kind declares."""
        return (
            Part("head", lambda _, entry: self.metadata.head(entry)),
            Part("linked_data", lambda _, entry: self.linked_data.page(entry)),
            Part("cite", lambda _, entry: self.cite_this.page(entry)),
            Part("deposits", lambda _, entry: self.deposits.files(entry)),
            Part("signposts", lambda _, entry: self.deposits.signposts(entry)),
            Part("social", lambda _, entry: self.cards.social(entry)),
            Part("origins", lambda readers, entry: readers.part(Origins).of(entry)),
            Part("works_cited", lambda readers, entry: readers.citations.cited(entry)),
            Part("glossary", partial(self._on, "glossary", lambda: self.readers.terms.glossary)),
            Part("translations", partial(self._on, "translations", lambda: self.progress.states)),
            Part("datasets", partial(self._on, "", lambda: self.data.datasets)),
        )

    def _on(self, template: str, make: Callable[[], object], _: Readership, entry: Entry) -> object:
        """Make a part of the page that a template draws, or of each that one of its own draws."""
        name = self.pages.page(entry).kind
        is_wanted = name == template if template else name != str(entry.kind)
        return make() if is_wanted else None

"""Pages that a site has without a file: lists of what it holds, and what it says of itself.

A kind says which pages show all of its own (`Kind.features`). One is there as soon as there is
something for it to show, unless a file has its address or its template. It is an entry of the
library like any other, whose documents have no path: so it is in menus, search, sitemap and the
mirror, in each language whose catalogue has its words, but there is nothing of it to edit or to
translate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from issue_papers.articles.reader import Reader
from issue_papers.content.frontmatter import YamlData
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.page_type import PageType
from issue_papers.views.catalogue import Catalogue

_WORDS = "pages"
"""The catalogues' section of these pages' words."""

Words: TypeAlias = Callable[[Library, Catalogue], str]
"""Returns a text of a page in the words of a catalogue."""


@dataclass(frozen=True)
class Feature:
    """A page that a site has as soon as there is something for it to show.

    Attributes:
        name: What its words are called in the catalogues, below `pages`: `title` and `summary`,
            which is its text, too, unless it has another.
        key: Its key.
        is_wanted: Whether there is something to show.
        menu: The menu that leads to it; the home page is in its menu anyway.
        template: What draws it, where its key doesn't say that.
        title: Makes its title, where that isn't in the catalogues.
        text: Makes its text, in Markdown.
    """

    name: str
    key: str
    is_wanted: Callable[[Library], bool]
    menu: Literal["header", "footer"] | None = "footer"
    template: str = ""
    title: Words | None = None
    text: Words | None = None


def listing(kind: PageType) -> Feature:
    """Return the page that lists all pages of a type which has one."""
    assert kind.listing  # noqa: S101 - who asks has declared it
    return Feature(
        name=kind.listing.name,
        key=kind.listing.key,
        is_wanted=lambda library: bool(library.of(kind)),
        menu="header",
    )


def complete(
    library: Library,
    catalogues: Mapping[str, Catalogue],
    features: Iterable[Feature],
    moved: Iterable[str] = (),
) -> Library:
    """Add to a library the pages that it should have and that have no file.

    Args:
        library: All content that has files.
        catalogues: The interface's words by language tag.
        features: Which pages there may be.
        moved: Addresses that lead elsewhere.
    """
    locales, source = library.locales, library.locales.source
    pages = (key for key in library.known if key.endswith(".md"))
    taken = {*moved, *(locales.url(key, source) for key in pages)}
    drawn = {getattr(entry.source.meta, "template", None) for entry in library.entries.values()}
    readers = (entry.source.reader for entry in library.entries.values())
    reader = next(readers, None) or Reader(library.settings.markdown)
    made: dict[str, Entry] = {}
    for feature in features:
        is_there = locales.url(feature.key, source) in taken or feature.template in drawn
        if is_there or not feature.is_wanted(library):
            continue
        documents = dict(_documents(library, catalogues, feature, reader))
        if source in documents:
            plain = library.types[-1]
            made[feature.key] = Entry(feature.key, plain, documents.pop(source), documents)
    if not made:
        return library
    return replace(
        library,
        entries={**library.entries, **made},
        known=library.known | {*made},
        unwritten=frozenset(made),
    )


def _documents(
    library: Library, catalogues: Mapping[str, Catalogue], feature: Feature, reader: Reader
) -> Iterator[tuple[str, Document[Any]]]:
    """Yield the page in each language that has words for it, by the language's tag."""
    plain, source = library.types[-1], library.locales.source
    for tag, t in catalogues.items():
        title = feature.title(library, t) if feature.title else t.own_text(_key(feature, "title"))
        if not title:
            continue
        summary = t.own_text(_key(feature, "summary"))
        facts = {"template": feature.template or None, "menu": feature.menu}
        meta: dict[str, Any] = {"title": title, "summary": summary or None}
        model = plain.model if tag == source else plain.translation
        meta |= facts if tag == source else {}
        yield (
            tag,
            Document(
                path="",
                language=tag,
                meta=model(**meta),
                yaml=YamlData(meta),
                body=feature.text(library, t) if feature.text else summary,
                body_line=1,
                reader=reader,
            ),
        )


def _key(feature: Feature, name: str) -> str:
    return f"{_WORDS}.{feature.name}.{name}"

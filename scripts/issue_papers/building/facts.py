"""What pages show of the texts of others, as digests: who shows nothing of an edit isn't looked at.

Of any page, all may show its metadata, its title, its summary, and the cases whose boxes it has.
What else there is to show of its text (headings, what has a number), and of a section's pictures,
charts, origin and translation, is shown by the pages of its paper, by those that link there, and by
those that belong to no paper: they put together what all say. Where something is cited is told in
all bibliographies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from issue_papers.articles.article import Article
from issue_papers.articles.nodes import Figure, Table, text_of
from issue_papers.content.citation_index import keys
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.outline import counted, on_site
from issue_papers.content_cache import digest
from issue_papers.kinds.case_study.model import boxes, cases

_OWN = frozenset({"images", "charts", "card", "origin", "because", "translation"})
"""What metadata of a section no page shows that has nothing to do with its paper."""


class FactsOfTexts:
    """What is shown elsewhere of all texts of a site.

    Args:
        library: All content.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._papers: dict[str, str] = {}
        self._pages: dict[str, str] = {}

    @cached_property
    def everywhere(self) -> str:
        """Name of what any page may show of any other."""
        return digest(
            repr((str(entry.kind), entry.key, document.language, *_everywhere(entry, document)))
            for entry in self._library.in_order
            for document in entry.documents()
        )

    @cached_property
    def all(self) -> str:
        """Name of all that is shown of texts elsewhere."""
        return _together(self._library.in_order)

    @cached_property
    def _cited(self) -> str:
        pages = self._library.in_order
        return digest(repr(keys(text)) for page in pages for text in page.documents())

    def shown_by(self, page: Entry) -> str:
        """Return the name of what a page may show of other texts, in any language."""
        if page.key not in self._pages:
            is_part = self._library.whole(page) is not None
            self._pages[page.key] = self.gathered((page,)) if is_part else self.all
        return self._pages[page.key]

    def gathered(self, pages: Sequence[Entry]) -> str:
        """Return the name of what the texts of some pages may show of others.

        A page that belongs to no paper may list others besides, which is no part of its text.
        """
        parts = [self._around(each) for page in pages for each in (page, *self._named_by(page))]
        if any(page.source.outline.lists_works for page in pages):
            parts.append(self._cited)
        return digest(parts)

    def _named_by(self, page: Entry) -> Iterator[Entry]:
        """Yield the pages that a page links to, and the cases whose boxes it has."""
        library, known = self._library, cases(self._library)
        for document in page.documents():
            for link in document.outline.links:
                key = library.resolve(page, on_site(link.target)[0]) or ""
                if key in library.entries:
                    yield library.entries[key]
            yield from (known[box.argument] for box in boxes(document) if box.argument in known)

    def _around(self, entry: Entry) -> str:
        """Return the name of what is shown of a page's texts, and of those of its paper, beside."""
        whole = self._library.whole(entry) or entry
        if whole.key not in self._papers:
            self._papers[whole.key] = _together((whole, *self._library.parts(whole)))
        return self._papers[whole.key]


def _everywhere(page: Entry, document: Document) -> tuple[object, ...]:
    """Return what any page may show of a text."""
    meta = document.yaml.value
    if page.kind.whole and isinstance(meta, Mapping):
        meta = {key: value for key, value in meta.items() if key not in _OWN}
    title = next((each.text for each in document.outline.headings if each.level == 1), "")
    shown = [(box.argument, box.anchor) for box in boxes(document)]
    return meta, document.summary, title, shown


def _together(pages: Iterable[Entry]) -> str:
    """Return the name of all that is shown of some pages' texts elsewhere."""
    return digest(
        repr((page.key, text.language, text.yaml.value, keys(text), _around(text)))
        for page in pages
        for text in page.documents()
    )


def _around(document: Document) -> str:
    """Return the name of what is shown of a text near it, besides its works and metadata."""
    key = digest(["around", document.body])
    return document.reader.found.get(key, lambda: digest([repr(_shown(document.article))]))


def _shown(article: Article) -> tuple[object, ...]:
    """Return what is shown of a text near it: headings, blocks, what is counted, captions."""
    blocks = article.directives
    return (
        [(heading.level, heading.id, text_of(heading.content)) for heading in article.headings],
        [(block.name, block.role, block.argument, block.anchor) for block in blocks],
        [(block.anchor, text_of(block.title)) for block in blocks if block.title],
        [*counted(article)],
        [text_of(t.caption) for t in article.nodes if isinstance(t, Table | Figure) and t.id],
    )

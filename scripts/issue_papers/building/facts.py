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
from typing import NamedTuple

from issue_papers.articles.article import Article
from issue_papers.articles.nodes import Figure, Table, text_of
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.outline import counted, on_site
from issue_papers.content_cache import digest
from issue_papers.kinds.case_study.model import cases

_OWN = frozenset({"images", "charts", "card", "origin", "because", "translation"})
"""What metadata of a section no page shows that has nothing to do with its paper."""


class Facts(NamedTuple):
    """What is shown of a text elsewhere, besides how long it takes to read.

    Attributes:
        everywhere: On any page.
        cited: In bibliographies.
        around: On the pages of its paper, on those that link there, and on those of no paper.
    """

    everywhere: str
    cited: str
    around: str


def facts(article: Article) -> Facts:
    """Return what is shown of a text elsewhere."""
    headings = [(each.level, each.id, text_of(each.content)) for each in article.headings]
    blocks = article.directives
    title = next((words for level, _, words in headings if level == 1), "")
    boxes = [(block.argument, block.anchor) for block in blocks if block.role == "case"]
    around = (
        headings,
        [(block.name, block.role, block.argument, block.anchor) for block in blocks],
        [(block.anchor, text_of(block.title)) for block in blocks if block.title],
        [*counted(article)],
        [text_of(t.caption) for t in article.nodes if isinstance(t, Table | Figure) and t.id],
    )
    cited = [[item.key for item in cluster.items] for cluster in article.clusters]
    return Facts(repr((title, boxes)), repr(cited), repr(around))


class FactsOfTexts:
    """What is shown elsewhere of all texts of a site.

    Args:
        library: All content.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._papers: dict[str, str] = {}

    @cached_property
    def everywhere(self) -> str:
        """Name of what any page may show of any other."""
        return digest(
            part
            for key, entry in sorted(self._library.entries.items())
            for document in entry.documents()
            for part in (f"{entry.kind} {key}", document.language, *_everywhere(entry, document))
        )

    @cached_property
    def all(self) -> str:
        """Name of all that is shown of texts elsewhere."""
        return _together(entry for _, entry in sorted(self._library.entries.items()))

    @cached_property
    def _cited(self) -> str:
        entries = sorted(self._library.entries.items())
        return digest(_of(text).cited for _, entry in entries for text in entry.documents())

    def shown_by(self, page: Entry) -> str:
        """Return the name of what a page may show of other texts."""
        return self.gathered((page,)) if self._library.whole(page) else self.all

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
        outlines = [document.outline for document in page.documents()]
        for link in (link for outline in outlines for link in outline.links):
            key = library.resolve(page, on_site(link.target)[0]) or ""
            if key in library.entries:
                yield library.entries[key]
        for block in (block for outline in outlines for block in outline.blocks):
            if block.role == "case" and block.argument in known:
                yield known[block.argument]

    def _around(self, entry: Entry) -> str:
        """Return the name of what is shown of a page's texts, and of those of its paper, beside."""
        whole = self._library.whole(entry) or entry
        if whole.key not in self._papers:
            self._papers[whole.key] = _together((whole, *self._library.parts(whole)))
        return self._papers[whole.key]


def _everywhere(entry: Entry, document: Document) -> Iterator[str]:
    meta = document.yaml.value
    if entry.kind.whole and isinstance(meta, Mapping):
        meta = {key: value for key, value in meta.items() if key not in _OWN}
    yield from (repr(meta), document.summary, _of(document).everywhere)


def _together(pages: Iterable[Entry]) -> str:
    return digest(
        part
        for page in pages
        for text in page.documents()
        for part in (page.key, text.language, repr(text.yaml.value), *_of(text))
    )


def _of(document: Document) -> Facts:
    key = digest(["elsewhere", document.body])

    def found() -> Facts:
        return Facts(*(digest([part]) for part in facts(document.article)))

    return document.reader.found.get(key, found)

"""Prints articles: resolves their placeholders and sets them, for the readers of one language.

Each step is a function of its own over frozen nodes; here is their order. Ids are made from words
as they are written, so before typography; terms are looked for in words as they are set. What the
blocks bring comes last: the views have set it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from issue_papers.articles.nodes import (
    Block as BlockNode,
)
from issue_papers.articles.nodes import (
    Citation,
    Directive,
    Link,
    Note,
    Paragraph,
    Text,
    walk,
)
from issue_papers.content.ledger import Line
from issue_papers.content.library import Document, Entry
from issue_papers.printing import (
    box_titles,
    citations,
    columns,
    expansion,
    formulas,
    headings,
    links,
    numbering,
    origins,
    passages,
    references,
    stale,
    terms,
)
from issue_papers.printing.declaration import Block
from issue_papers.printing.excerpts import EXCERPTED, Excerpt, excerpted, lifted
from issue_papers.printing.links import Addresses
from issue_papers.printing.printed import Printed
from issue_papers.printing.typesetting import typeset
from issue_papers.translation.progress import stale_passages
from issue_papers.views.around import Around
from issue_papers.views.origins import Origins
from issue_papers.views.site import Views

_HELD = 64
"""How many printed texts are held for pages that show parts of them: more than a paper has."""

T = TypeVar("T")
_Text = tuple[str, str, str, str]
"""A page, its text's language, its readers', and its body: another program may have put another
text in the place of the file's."""
_Lifted = dict[str, tuple[Excerpt, ...]]
_Set = tuple[tuple[BlockNode, ...], tuple[str, ...]]
"""A text that is set, and the concepts whose terms it marks."""
Keep = Callable[[str, Entry, str, Callable[[], _Lifted]], _Lifted]


def _holds(page: Entry, shown: str, argument: str) -> bool:
    """Whether the text of a block stands on a page, and isn't only pointed to from there."""
    blocks = page.source.outline.blocks
    return any(b.role == shown and b.argument == argument and b.has_content for b in blocks)


def _once(held: dict[_Text, T], key: _Text, make: Callable[[], T]) -> T:
    """Return what is held of a text, or make it in the place of what was made first."""
    if key not in held:
        while len(held) >= _HELD:
            del held[next(iter(held))]
        held[key] = make()
    return held[key]


class Printer:
    """Prints the pages of a site for the readers of each language.

    A page shows parts of others: what was printed last is held.

    Args:
        views: The views of each language, by tag.
        blocks: The blocks that texts may hold, by name: `blocks.registry.blocks()`.
        keep: Returns what was made before of a page in a language, by a name, or makes it.
    """

    def __init__(
        self,
        views: Mapping[str, Views],
        blocks: Mapping[str, Block[Any]],
        keep: Keep = lambda _name, _entry, _language, make: make(),
    ) -> None:
        self._views = views
        self._blocks = blocks
        self._keep = keep
        self._flows: dict[_Text, _Set] = {}
        self._printed: dict[_Text, Printed] = {}
        self._lifted: dict[_Text, _Lifted] = {}

    def printed(self, entry: Entry, language: str) -> Printed:
        """Return a page's text as the readers of a language get it.

        The text is the page's in that language, or else the source's; links lead to pages in the
        reader's language either way.
        """
        return self._of(entry, entry.document(language), language)

    def excerpts(self, entry: Entry, language: str, shown: str) -> tuple[Excerpt, ...]:
        """Return what a page's blocks of one kind hold, for use on another page.

        Args:
            entry: The page.
            language: Tag of the reader's language.
            shown: What such blocks show: see `DirectiveType.shows`.
        """
        return self._excerpts(entry, entry.document(language), language, shown)

    def messages(self, paper: Entry, language: str) -> tuple[Excerpt, ...]:
        """Return the key messages of a paper's sections, in their order."""
        library = self._views[language].library
        return tuple(
            excerpt
            for section in library.parts(paper)
            for excerpt in self.excerpts(section, language, "message")
        )

    def recommendation(self, paper: Entry, identifier: str, language: str) -> Excerpt:
        """Return a recommendation's text; in the source language where it isn't translated."""
        parts = self._views[language].library.parts(paper)
        section = next(part for part in parts if _holds(part, "recommendation", identifier))
        return next(
            excerpt
            for document in (section.document(language), section.source)
            for excerpt in self._excerpts(section, document, language, "recommendation")
            if excerpt.argument == identifier
        )

    def _excerpts(
        self, entry: Entry, document: Document, language: str, shown: str
    ) -> tuple[Excerpt, ...]:
        def lift() -> _Lifted:
            return self._lift(entry, document, language)

        def kept() -> _Lifted:
            return self._keep(f"excerpts {document.language}", entry, language, lift)

        key = entry.key, document.language, language, document.body
        return _once(self._lifted, key, kept).get(shown, ())

    def _lift(self, entry: Entry, document: Document, language: str) -> _Lifted:
        """Return what a page's blocks hold for other pages, by what they show."""
        flow, _ = self._set(entry, document, language)
        views = self._views[document.language]
        addresses = Addresses(views.library, entry, language)
        elsewhere = f"{addresses.page(entry.key)}#"
        found: dict[str, list[Excerpt]] = defaultdict(list)
        # What is beside them is let be: a chart takes longer to draw than a text to be set.
        parts = expansion.expanded(excerpted(flow), self._blocks, views, addresses)
        for node in walk(parts):
            if isinstance(node, Directive) and node.role in EXCERPTED and node.content:
                excerpt = Excerpt(
                    argument=node.argument,
                    content=lifted(node.content, lambda anchor: elsewhere + anchor),
                    language=document.language,
                    direction=views.language.direction,
                    key=entry.key,
                    anchor=node.anchor,
                )
                found[node.role].append(excerpt)
        return {shown: tuple(excerpts) for shown, excerpts in found.items()}

    def _of(self, entry: Entry, document: Document, language: str) -> Printed:
        key = entry.key, document.language, language, document.body
        return _once(self._printed, key, lambda: self._print(entry, document, language))

    def _print(self, entry: Entry, document: Document, language: str) -> Printed:
        flow, concepts = self._set(entry, document, language)
        views = self._views[document.language]
        addresses = Addresses(views.library, entry, language)
        flow = expansion.expanded(flow, self._blocks, views, addresses)
        return Printed(
            blocks=tuple(node for node in flow if not isinstance(node, Note)),
            notes=tuple(node for node in flow if isinstance(node, Note)),
            concepts=concepts,
            contents=headings.contents(flow, self._is_apart),
            apart=headings.apart(flow, self._is_apart),
            language=document.language,
            gone=tuple(passages.gone(self._gone(entry, document), views, addresses)),
        )

    def _set(self, entry: Entry, document: Document, language: str) -> _Set:
        """Return a text and its notes with all done but what its blocks bring, and its terms."""
        key = entry.key, document.language, language, document.body
        return _once(self._flows, key, lambda: self._flow(entry, document, language))

    def _flow(self, entry: Entry, document: Document, language: str) -> _Set:
        article = document.article
        views = self._views[document.language]
        addresses = Addresses(views.library, entry, language)
        blocks = passages.identified(article.blocks, entry.named(document.language))
        blocks, notes = citations.in_notes(blocks, article.notes, views, entry)
        flow = expansion.in_their_languages(numbering.footnotes(blocks, notes))
        flow = references.numbered(flow, entry, views)
        flow = links.resolved(
            citations.cited(flow, views, addresses), addresses, views.language.direction
        )
        own = views.library.index(Around).ids(entry)
        flow = headings.identified(box_titles.titled(flow, views.t), self._taken(flow), own.has)
        flow = typeset(numbering.tables(flow, self._is_captioned), document.language)
        flow = formulas.spoken(flow, document.language)
        flow = columns.aligned(flow, document.language)
        flow, concepts = self._marked(flow, views, addresses)
        flow = self._noticed(flow, entry, views)
        said = views.part(Origins).of(entry)
        return origins.told(flow, said, views.t("marks.stop"), addresses), concepts

    @staticmethod
    def _gone(entry: Entry, document: Document) -> Iterator[tuple[str, Line]]:
        """Yield what the source has no more; a translation may have it still."""
        there = {each.id for each in entry.named(document.language)}
        yield from (each for each in entry.names.gone if each[1].id not in there)

    @staticmethod
    def _taken(flow: tuple[BlockNode, ...]) -> Iterator[str]:
        """Yield the ids that a text and its blocks give."""
        for node in walk(flow):
            if node.id:
                yield node.id
            if isinstance(node, Directive) and node.anchor:
                yield node.anchor
            if isinstance(node, Citation):
                yield from (work.place for work in node.works)

    def _is_apart(self, name: str) -> bool:
        return name in self._blocks and self._blocks[name].type.is_apart

    def _is_captioned(self, name: str) -> bool:
        return name in self._blocks and self._blocks[name].type.is_captioned

    def _marked(
        self, flow: tuple[BlockNode, ...], views: Views, addresses: Addresses
    ) -> tuple[tuple[BlockNode, ...], tuple[str, ...]]:
        """Mark the terms of papers and cases, whose readers have the glossary beside them."""
        if not addresses.entry.kind.has_terms:
            return flow, ()
        glossary = views.readers.terms.glossary.link

        def target(concept: str) -> str:
            if glossary is None:
                return f"#definition-{concept}"
            return addresses.page(glossary.key, f"term-{concept}")

        lexicon = views.library.termbase.lexicon(views.language.tag)
        return terms.marked(flow, lexicon, target, views.library.settings.markdown.has_terms)

    def _noticed(
        self, flow: tuple[BlockNode, ...], entry: Entry, views: Views
    ) -> tuple[BlockNode, ...]:
        """Put notices after the headings of stale passages."""
        tag, source = views.language.tag, views.library.locales[views.library.locales.source]
        if tag not in entry.translations:
            return flow
        page = f"/{views.library.locales.url(entry.key, source.tag)}"

        def notice(passage: str) -> Paragraph:
            read = Text(views.t("stale.read", language=source.name), is_set=True)
            link = Link((read,), f"{page}#{passage}", hreflang=source.tag)
            words = Text(f"{views.t('stale.section')} ", is_set=True)
            return Paragraph((words, link), role="stale")

        return stale.noticed(flow, stale_passages(entry, tag), notice)

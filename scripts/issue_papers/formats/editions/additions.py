"""What the site's pages show around a text, as nodes: key messages, a case's facts, lists.

Every text here stands in the edition's language unless it says otherwise; what was written about a
case may be in another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from issue_papers.articles.nodes import (
    Block,
    Definition,
    DefinitionList,
    Figure,
    Group,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Node,
    Paragraph,
    Picture,
    Quoted,
    Span,
    Style,
    Styled,
    Time,
)
from issue_papers.articles.rewriting import rewrite
from issue_papers.formats.editions.edition import MAP_SCHEME
from issue_papers.kinds.case_study.shapes import CaseView, FigureView
from issue_papers.kinds.ledger import CorrectionView
from issue_papers.printing import origins
from issue_papers.printing.excerpts import Excerpt
from issue_papers.printing.words import credited, line, listed, words
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.origins import OriginsView
from issue_papers.views.shapes import ImageView, TermView
from issue_papers.views.site import Views

N = TypeVar("N", bound=Node)


@dataclass(frozen=True)
class Additions:
    """Makes nodes of the views of one language."""

    views: Views

    @property
    def t(self) -> Catalogue:
        """The language's interface strings."""
        return self.views.t

    def messages(self, messages: Sequence[Excerpt], said: OriginsView | None) -> tuple[Block, ...]:
        """Return the key messages that are gathered from a paper's sections.

        Args:
            messages: The messages.
            said: Where the paper's own page comes from; nothing where nothing says it.
        """
        own = (origins.label(said.label, f"/{said.url}" if said.url else ""),) if said else ()
        items = tuple(
            self._in(message.language, Item(_elsewhere(message.content, self._url(message.key))))
            for message in messages
        )
        title = Heading(2, (words(self.t("paper.messages")),), id="messages")
        found = Group((title, *own, List(items)), tag="section", role="messages")
        return (found,) if items else ()

    def case(
        self, case: CaseView, text: tuple[Block, ...], picture: ImageView | None = None
    ) -> tuple[Block, ...]:
        """Return a case study whole: its map, figures and facts, the text, and what came after.

        Args:
            case: The case.
            text: What was written about it, in the case's language.
            picture: What stands below its title.
        """
        facts = DefinitionList(tuple(self._facts(case)), role="facts")
        return (
            self._map(case),
            *self._map_disclaimer(case),
            *([self._own(self._lead(picture), case)] if picture else []),
            *_figures(case.figures),
            self._own(facts, case),
            *text,
            *self._updates(case),
            *self._references(case),
        )

    def glossary(self, terms: Sequence[TermView]) -> tuple[Block, ...]:
        """Return the terms, in the reader's alphabet."""
        items = tuple(self._term(term) for term in terms)
        return (DefinitionList(items, role="glossary"),) if items else ()

    def corrections(self, corrections: Sequence[CorrectionView]) -> tuple[Block, ...]:
        """Return where a paper departs from its sources, and why."""
        items = tuple(
            Item((DefinitionList(tuple(self._correction(one))),), id=f"correction-{one.id}")
            for one in corrections
        )
        ledger = List(items, is_ordered=True, is_tight=False, role="ledger")
        return (Paragraph((words(self.t("edition.corrections")),)), ledger) if items else ()

    def _url(self, key: str) -> str:
        return self.views.library.locales.url(key, self.views.language.tag)

    def _in(self, language: str, node: N) -> N:
        """Return a node that says its language, where that isn't the edition's."""
        if language == self.views.language.tag:
            return node
        return replace(node, lang=language, dir=self.views.library.locales[language].direction)

    def _own(self, node: N, case: CaseView) -> N:
        """Return what the edition says of a case; what was written may be in another language."""
        language = self.views.language
        if language.tag == case.language:
            return node
        return replace(node, lang=language.tag, dir=language.direction)

    def _map(self, case: CaseView) -> Block:
        alt = self.t("map.locator", place=case.place)
        return Paragraph((self._own(Picture(MAP_SCHEME + case.slug, alt), case),), role="map")

    def _map_disclaimer(self, case: CaseView) -> Iterator[Block]:
        settings = self.views.library.settings.site
        if said := settings.map_disclaimer.get(self.views.language.tag):
            yield self._own(Paragraph((words(said),), role="map-said"), case)

    def _lead(self, picture: ImageView) -> Figure:
        caption = line(*credited(picture.caption, picture.credit, self.t))
        return Figure((line(Picture(f"/{picture.address}", picture.alt)),), (caption,))

    def _facts(self, case: CaseView) -> Iterator[Definition]:
        yield _definition(self.t("case.place"), words(case.place))
        if case.period_dates:
            yield _definition(self.t("case.period"), words(self._period(*case.period)))
        label = self.t("case.topics", count=len(case.topics))
        yield _definition(label, *(words(topic) for _, topic in case.topics))
        if case.sources:
            label = self.t("case.sources", count=len(case.sources))
            yield _definition(label, *(_isolated(source) for source in case.sources))

    def _period(self, start: str, end: str) -> str:
        """Return a case's period in words, as far as it is known."""
        if start and end:
            return start if start == end else self.t("case.range", start=start, end=end)
        if start:
            return self.t("case.since", start=start)
        return self.t("case.until", end=end) if end else ""

    def _updates(self, case: CaseView) -> Iterator[Block]:
        if not case.updates:
            return
        items = tuple(
            replace(
                _definition("", words(update.text)),
                terms=(self._own(line(Time((words(update.date),), update.iso_date)), case),),
                id=f"update-{update.id}",
            )
            for update in case.updates
        )
        title = self._own(Heading(2, (words(self.t("case.updates")),), id="updates"), case)
        yield Group((title, DefinitionList(items)), tag="section", role="updates")

    def _references(self, case: CaseView) -> Iterator[Block]:
        if not case.references:
            return
        items = tuple(
            Item((line(*listed(one.number, one.runs)),), id=f"ref-{one.id}", dir="auto")
            for one in case.references
        )
        title = Heading(2, (words(self.t("case.references")),), id="references")
        references = Group((title, List(items, role="bibliography")), "section", role="references")
        yield self._own(references, case)

    def _term(self, term: TermView) -> Definition:
        name: list[Inline] = [Styled(Style.DEFINED, (words(term.term),))]
        if term.acronym:
            name.append(words(f" {self.t('glossary.acronym', acronym=term.acronym)}"))
        return Definition(
            terms=(self._in(term.language, line(*name, role="term", id=f"term-{term.id}")),),
            descriptions=(
                self._in(term.language, Group((line(words(term.definition)),), role="definition")),
            ),
        )

    def _correction(self, item: CorrectionView) -> Iterator[Definition]:
        t = self.t
        said = Quoted((words(item.source_says.text),))
        yield _definition(t("corrections.source_says"), self._in(item.source_says.language, said))
        for label, written, content in (
            ("corrections.printed", item.printed, _isolated(item.printed.text)),
            ("corrections.reason", item.reason, words(item.reason.text)),
            ("corrections.source", item.source, words(item.source.text)),
        ):
            found = _definition(t(label), content)
            (description,) = found.descriptions
            yield replace(found, descriptions=(self._in(written.language, description),))
        places = [link for link in (item.section, item.case) if link]
        if places:
            links = [self._in(p.language, Link((words(p.title),), f"/{p.url}")) for p in places]
            yield _definition(t("corrections.where"), *links)


def _isolated(text: str) -> Span:
    return Span((words(text),), is_isolated=True)


def _definition(term: str, *descriptions: Inline) -> Definition:
    return Definition(
        terms=(line(words(term)),),
        descriptions=tuple(Group((line(description),)) for description in descriptions),
    )


def _figures(figures: Sequence[FigureView]) -> Iterator[Block]:
    items = tuple(_definition(figure.label, words(figure.value)) for figure in figures)
    if items:
        yield DefinitionList(items, role="figures")


def _elsewhere(content: tuple[Block, ...], url: str) -> tuple[Block, ...]:
    """Return a page's content for another page: without ids, its links to itself leading back."""

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Link) and node.target.startswith("#"):
            node = replace(node, target=f"/{url}{node.target}")
        return (replace(node, id="", line=0),)

    return rewrite(content, change)

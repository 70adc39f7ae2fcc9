"""Pages as linked data: JSON-LD in the vocabulary of schema.org.

What a page is there, and what is said of its kind alone, the kinds declare (`Work`, `Showing`). A
page that nobody would cite is described in the languages that it is written in; a work that isn't
translated describes the source, whose address it gives. A version in a language is an example of
its edition, and that of the work; what an edition is made after is what it `isBasedOn`. Nothing is
said that the metadata doesn't say. A page's head names what the page cites and lists; what else is
known of that, the graph of the whole site has (`views.graph`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from issue_papers.content.library import Entry
from issue_papers.content.model import Correction
from issue_papers.content.page_type import PageType
from issue_papers.views import linked_pages as pages
from issue_papers.views.cite_this import CiteThis, Record
from issue_papers.views.declaration import Showing, Work
from issue_papers.views.linked_nodes import (
    Node,
    Things,
    agent_node,
    cited_node,
    identifiers,
    in_roles,
    in_script,
    item_list,
    of_type,
    organisation,
    original_node,
)
from issue_papers.views.links import HOME
from issue_papers.views.pages import template_of
from issue_papers.views.readership import Readership
from issue_papers.views.social import Cards
from issue_papers.views.statements import Statement, Statements

Held = Callable[[Readership], Node]
"""Returns what a page holds."""

_ILLUSTRATED = frozenset({"Article", "Event", "NewsArticle", "Report"})
"""The types whose pictures search engines ask for."""


class LinkedData:
    """Linked data for the readers of one language.

    Args:
        readers: The readers.
        showings: How pages of each kind are described.
        statements: What the pages are.
        cite_this: How they are cited.
        cards: The pictures that stand for them.
        held: What pages hold that show no kind, by the name of their view.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what is said of a page
        self,
        readers: Readership,
        showings: Mapping[PageType, Showing],
        statements: Statements,
        cite_this: CiteThis,
        cards: Cards,
        held: Mapping[str, Held],
    ) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._showings = showings
        self._statements = statements
        self._cite_this = cite_this
        self._cards = cards
        self._things = Things(readers.links)
        of_kinds = [each.held for each in showings.values()]
        self._held = {name: make for each in (held, *of_kinds) for name, make in each.items()}

    def page(self, entry: Entry) -> str:
        """Return a page's JSON-LD, safe inside a script element; empty where it is another's.

        It is empty, too, where nobody knows where the site will be: things are named by addresses.
        """
        things = self.things(entry) if self._library.settings.site_url else []
        return in_script(things) if things else ""

    def things(self, entry: Entry) -> list[Node]:
        """Return what a page is, and the way to it; nothing where it is another's."""
        main = self._main(entry)
        if main is None:
            return []
        if main["@type"] in _ILLUSTRATED and (card := self._cards.social(entry)):
            main = {**main, "image": card.image}
        work = self._showings[entry.kind].work
        above = work.trail(entry) if work else self._above(entry)
        return [main, pages.breadcrumb(self._readers, entry, above)]

    def _above(self, entry: Entry) -> tuple[str, ...]:
        return (entry.kind.listing.key,) if entry.kind.listing else ()

    def _main(self, entry: Entry) -> Node | None:
        showing, statement = self._showings[entry.kind], self._statements.of(entry)
        record = self._cite_this.record(entry)
        if showing.work and statement and record:
            return self._work_node(entry, showing.work, statement, record)
        if not entry.has(self._readers.language.tag):
            return None
        if showing.described:
            return showing.described(self._readers, entry)
        return self._page_of_site(entry)

    def _page_of_site(self, entry: Entry) -> Node:
        if entry.key == HOME:
            return pages.site_node(self._readers, entry)
        listing = self._library.listings.get(entry.key)
        kinds = [kind for kind in self._library.types if kind.listing and kind.listing == listing]
        name = template_of(self._library, entry).removesuffix(".html")
        if kinds:
            held = item_list(self._listed(page) for page in self._library.of(kinds[0]))
        elif name in self._held:
            held = self._held[name](self._readers)
        else:
            return pages.page_node(self._readers, entry, "WebPage")
        return {**pages.page_node(self._readers, entry, "CollectionPage"), "mainEntity": held}

    def _listed(self, entry: Entry) -> Node:
        """Return a page as a list of its kind names it."""
        showing = self._showings[entry.kind]
        if showing.work:
            found = of_type(showing.work.schema_type, self._links.address(entry))
        elif showing.described:
            described = showing.described(self._readers, entry)
            found = of_type(described["@type"], described["@id"])
        else:
            found = of_type("WebPage", self._links.address(entry))
        return {
            **found,
            "name": self._links.plain_meta(entry).title,
            "url": self._links.address(entry),
        }

    def _work_node(self, entry: Entry, work: Work, statement: Statement, record: Record) -> Node:
        references, things = self._library.references, self._things
        whole = self._statements.whole(entry)
        cited = (key for key in work.cited(self._readers, entry) if key in references)
        node: Node = {
            **of_type(work.schema_type, statement.url),
            "url": statement.url,
            "name": statement.title,
            "abstract": statement.summary,
            "inLanguage": statement.language,
            "isAccessibleForFree": True,
            "creativeWorkStatus": record.get("medium"),
            "translator": [agent_node(agent) for agent in statement.of("translators")],
            "keywords": list(self.keywords(entry)),
            "about": [*self._topics(entry)],
            "correction": [self._correction(c) for c in self._corrections(entry, whole)],
            "citation": [cited_node(references[key], things) for key in cited],
            **pages.other_languages(self._readers, entry, work.schema_type),
        }
        if work.schema_type in {"Article", "Report"}:
            node["headline"] = statement.title
        if statement.issued:
            node |= self._published(statement)
            node |= self._versions(work.schema_type, statement)
        if statement.issued and not statement.whole_url:
            node |= self._of_publication(statement)
        if entry.kind.whole:
            node |= {"position": statement.position}
        node |= work.linked_data(self._readers, entry)
        if statement.whole_url:
            part_of = of_type("Report", statement.whole_url)
            node["isPartOf"] = {**part_of, "version": str(statement.edition)}
        return node

    def _versions(self, kind: str, statement: Statement) -> Node:
        """Say of which edition of which work this is a version in one language."""
        of_work = of_type(kind, statement.work)
        if statement.whole_url:
            return {"exampleOfWork": of_work}
        return {
            "exampleOfWork": {
                **of_type(kind, statement.edition_url),
                "version": str(statement.edition),
                "datePublished": statement.issued,
                "exampleOfWork": of_work,
            }
        }

    def _of_publication(self, statement: Statement) -> Node:
        series = of_type("CreativeWorkSeries", self._things.series)
        return {
            "reportNumber": str(statement.number or ""),
            "identifier": identifiers(statement.doi, statement.isbn),
            "isPartOf": statement.series and {**series, "name": statement.series},
        }

    def _published(self, statement: Statement) -> Node:
        """Say who made and published an edition, when, and after which work."""
        others = [
            *(("adapter", agent_node(agent)) for agent in statement.of("adapters")),
            *(("reviewer", agent_node(agent)) for agent in statement.of("reviewers")),
            *(("illustrator", agent_node(agent)) for agent in statement.of("illustrators")),
        ]
        publisher = statement.publisher
        return {
            "author": [agent_node(author) for author in statement.creators],
            **in_roles([agent_node(editor) for editor in statement.of("editors")], others),
            "funder": [agent_node(funder) for funder in statement.of("funders")],
            "publisher": organisation(
                publisher,
                statement.publisher_unit,
                self._things.organisation(publisher),
                statement.publisher_same_as,
            ),
            "datePublished": statement.issued,
            "version": str(statement.edition),
            "isBasedOn": statement.original and original_node(statement.original, self._things),
            "license": statement.licence_url or None,
        }

    def keywords(self, entry: Entry) -> tuple[str, ...]:
        """Return the labels of the topics that a page is about, in the language of its text."""
        tag, source = self._links.text(entry).tag, self._library.locales.source
        topics = self._library.settings.topics
        found = (
            topics[topic].get(tag) or topics[topic].get(source) or topic
            for topic in self._topic_ids(entry)
        )
        return tuple(dict.fromkeys(found))

    def _topic_ids(self, entry: Entry) -> Iterable[str]:
        work, topics = self._showings[entry.kind].work, self._library.settings.topics
        found = work.topics(self._readers, entry) if work else ()
        return dict.fromkeys(topic for topic in found if topic in topics)

    def _topics(self, entry: Entry) -> Iterator[Node]:
        for topic in self._topic_ids(entry):
            yield of_type("DefinedTerm", self._things.topic(topic))

    def _corrections(self, entry: Entry, whole: Entry | None) -> Iterator[Correction]:
        work = self._showings[entry.kind].work
        for correction in (
            getattr(self._links.plain_meta(whole), "corrections", ()) if whole else ()
        ):
            if work and work.is_corrected(correction, entry):
                yield correction

    def _correction(self, correction: Correction) -> Node:
        ledger = self._links.page_with("corrections.html")
        node: Node = {"@type": "CorrectionComment", "text": correction.reason}
        if ledger:
            url = self._links.absolute(f"{ledger.url}#correction-{correction.id}")
            node |= {"@id": url, "url": url}
        return node

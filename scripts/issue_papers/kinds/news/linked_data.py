"""A piece of news as JSON-LD in the vocabulary of schema.org: https://schema.org/NewsArticle."""

from __future__ import annotations

from issue_papers.content.library import Entry, typed
from issue_papers.kinds.dated import papers
from issue_papers.kinds.event.model import EVENT
from issue_papers.kinds.news.model import NEWS
from issue_papers.views.linked_nodes import Node, Things, of_type
from issue_papers.views.linked_pages import page_node, publisher_nodes
from issue_papers.views.readership import Readership


def news_node(readers: Readership, entry: Entry) -> Node:
    """Describe a piece of news in the language that it is written in.

    Args:
        readers: The readers of that language.
        entry: Its page.
    """
    item = typed(entry, NEWS)
    if item is None:
        return {}
    links, library = readers.links, readers.library
    meta, things = links.plain_meta(item), Things(links)
    events = (library.find(EVENT, slug) for slug in meta.event)
    publisher = [*publisher_nodes(readers)]
    return {
        **page_node(readers, entry, "NewsArticle"),
        "headline": meta.title,
        "datePublished": meta.date,
        "dateModified": meta.updated or meta.date,
        "author": publisher,
        "publisher": publisher,
        "about": [
            *(of_type("Event", things.source(event.key)) for event in events if event),
            *(of_type("Report", links.address(p)) for p in papers(library, meta.paper)),
        ],
    }

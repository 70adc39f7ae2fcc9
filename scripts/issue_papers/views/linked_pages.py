"""Pages that nobody would cite as linked data: the site, lists, the glossary, data, plain pages.

Search engines ask for the site's name and address, and for whoever publishes it; for all others a
page is one of the site, in a language, and has a translation or is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from issue_papers.content.library import Entry
from issue_papers.views.data import DatasetView
from issue_papers.views.linked_nodes import Node, Things, agent_node, of_type, organisation
from issue_papers.views.links import HOME
from issue_papers.views.origin import Origin
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import GlossaryView


def page_node(readers: Readership, entry: Entry, kind: str) -> Node:
    """Return what every page of the site is.

    Args:
        readers: The readers of a language that the page is written in.
        entry: The page.
        kind: Its type in schema.org's vocabulary, a kind of creative work.
    """
    links, meta = readers.links, readers.links.plain_meta(entry)
    address = links.address(entry)
    return {
        **of_type(kind, address),
        "url": address,
        "name": meta.title or links.title(entry),
        "description": meta.summary,
        "inLanguage": links.text(entry).tag,
        "isPartOf": of_type("WebSite", Things(links).site),
        **other_languages(readers, entry, kind),
    }


def other_languages(readers: Readership, entry: Entry, kind: str) -> Node:
    """Say what a page is a translation of, or which translations it has."""
    links, locales = readers.links, readers.library.locales
    if links.text(entry).tag != locales.source:
        return {"translationOfWork": of_type(kind, Things(links).source(entry.key))}
    others = [tag for tag in locales.tags if tag != locales.source and entry.has(tag)]
    return {
        "workTranslation": [
            {**of_type(kind, links.absolute(locales.url(entry.key, tag))), "inLanguage": tag}
            for tag in others
        ]
    }


def breadcrumb(readers: Readership, entry: Entry, above: Iterable[str]) -> Node:
    """Return the way to a page from the home page.

    Args:
        readers: The readers.
        entry: The page.
        above: The keys of the pages between, the highest first.
    """
    links, entries = readers.links, readers.library.entries
    trail = [found for key in (HOME, *above) if (found := entries.get(key)) and found is not entry]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": links.plain_meta(page).title or links.title(page),
                "item": links.address(page),
            }
            for position, page in enumerate([*trail, entry], 1)
        ],
    }


def site_node(readers: Readership, entry: Entry) -> Node:
    """Return the site, as its home page in a language has it.

    Args:
        readers: The readers.
        entry: The home page.
    """
    links, library = readers.links, readers.library
    said, tag = library.settings.site.descriptions, readers.language.tag
    description = said.get(tag, "")
    if tag != library.locales.source and description == said.get(library.locales.source):
        description = ""  # in the source's language
    works = [found for kind in library.types if kind.parts for found in library.of(kind)]
    return {
        **of_type("WebSite", Things(links).site),
        "url": links.address(entry),
        "name": links.series,
        "description": description or links.plain_meta(entry).summary,
        "inLanguage": list(library.locales.tags),
        "publisher": [*publisher_nodes(readers)],
        "hasPart": [of_type("Report", links.address(work)) for work in works],
    }


def publisher_nodes(readers: Readership) -> Iterator[Node]:
    """Yield who publishes a site: whoever publishes what is on it, else whom mkdocs.yml names."""
    library, things = readers.library, Things(readers.links)
    found = (getattr(entry.source.meta, "publisher", None) for entry in library.publications)
    known = {each.name: tuple(each.same_as) for each in found if each}
    author = library.settings.site.authors.get(readers.language.tag, "")
    home = library.entries.get(HOME)
    for name, same_as in (known or {author or readers.links.series: ()}).items():
        node = organisation(name, "", things.organisation(name), same_as) or {}
        yield {**node, "url": readers.links.address(home) if home and len(known) < 2 else ""}  # noqa: PLR2004


def glossary_node(readers: Readership, glossary: GlossaryView) -> Node:
    """Return the termbase by its terms' names: what each means is told on the page itself."""
    things, termbase = Things(readers.links), readers.library.termbase
    terms = {term.id: termbase.lexicon(term.language).terms[term.id] for term in glossary.terms}
    return {
        **of_type("DefinedTermSet", things.glossary),
        "name": glossary.link and glossary.link.title,
        "hasDefinedTerm": [
            {
                **of_type("DefinedTerm", things.term(concept)),
                "name": term.term,
                "alternateName": term.acronym,
            }
            for concept, term in terms.items()
        ],
    }


def catalogue_node(readers: Readership, datasets: Iterable[DatasetView], origin: Origin) -> Node:
    """Return what is published as data: each set, and its files in all languages.

    Args:
        readers: The readers.
        datasets: What is published.
        origin: Who answers for it, in which version, under which licence.
    """
    page = readers.links.page_with("data.html")
    things, absolute = Things(readers.links), readers.links.absolute
    here = readers.language.tag
    url = absolute(page.url) if page else ""
    about: Node = {
        "creator": [agent_node(agent) for agent in origin.creators],
        "publisher": [
            organisation(name, identifier=things.organisation(name)) for name in origin.publishers
        ],
        "license": [licence.url for licence in origin.licences if licence.url],
        "version": origin.version,
        "dateModified": origin.modified,
    }
    found = []
    for dataset in datasets:
        files = [(here if dataset.others else "", file) for file in dataset.files]
        files += [(other.tag, file) for other, each in dataset.others for file in each]
        found.append(
            {
                **of_type("Dataset", things.dataset(dataset.id)),
                "name": dataset.title,
                "description": dataset.text,
                "url": f"{url}#data-{dataset.id}",
                "isAccessibleForFree": True,
                **about,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "contentUrl": absolute(file.url),
                        "encodingFormat": file.media_type,
                        "inLanguage": tag,
                    }
                    for tag, file in files
                ],
            }
        )
    catalogue = of_type("DataCatalog", things.catalogue)
    return {**catalogue, "name": page and page.title, "dataset": found}

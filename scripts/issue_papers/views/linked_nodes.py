"""Things in JSON-LD, in the vocabulary of schema.org: their ids, and what is said of them.

Each thing that several pages speak of has one address, its `@id`, in whatever language it is spoken
of: a work with a DOI has that of the DOI, a person their ORCID, an organisation its ROR; all else
has a place on the source language's pages. `Things` knows them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from issue_papers.citations.rich_text import plain
from issue_papers.content.agents import Agent
from issue_papers.content.identifiers import doi_address
from issue_papers.content.model import Reference
from issue_papers.content.names import Name
from issue_papers.views.links import HOME, Links
from issue_papers.views.originals import OriginalWork, name_of
from issue_papers.views.terms import GLOSSARY

Node = dict[str, Any]
"""A thing in JSON-LD."""

CONTEXT = "https://schema.org"

_TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "entry-encyclopedia": "Article",
    "legislation": "Legislation",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""Types of CSL as schema.org has them; any other is a creative work."""


class Things:
    """The addresses of things, as all languages give them.

    Args:
        links: The links of any language.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._library = links.library

    def source(self, key: str, anchor: str = "") -> str:
        """Return the absolute URL of a place on a page in the source language."""
        locales = self._library.locales
        url = self._links.absolute(locales.url(key, locales.source))
        return f"{url}#{anchor}" if anchor else url

    @property
    def site(self) -> str:
        """The site."""
        return self.source(HOME, "site")

    @property
    def series(self) -> str:
        """The series that its publications are in."""
        return self.source(HOME, "series")

    @property
    def glossary(self) -> str:
        """The termbase."""
        return self._page_with(GLOSSARY, "terms")

    @property
    def topics(self) -> str:
        """The list of topics."""
        return self.source(HOME, "topics")

    @property
    def catalogue(self) -> str:
        """All that is published as data."""
        return self._page_with("data.html", "catalogue")

    def dataset(self, name: str) -> str:
        """Return the id of published data."""
        return self._page_with("data.html", f"data-{name}")

    def term(self, concept: str) -> str:
        """Return the id of a term."""
        return self._page_with(GLOSSARY, f"term-{concept}")

    def topic(self, topic: str) -> str:
        """Return the id of a topic."""
        return self.source(HOME, f"topic-{topic}")

    def place(self, slug: str) -> str:
        """Return the id of a place of cities.yml."""
        return self.source(HOME, f"place-{slug}")

    def organisation(self, name: str) -> str:
        """Return the id of an organisation of which nothing is known but its name."""
        return self.source(HOME, f"organisation-{quote(name, safe='')}")

    def work(self, reference: Reference) -> str:
        """Return the id of a cited work: its DOI, else by its id in a `references.yml`."""
        doi = str(reference.DOI)
        return doi_address(doi) if doi else self.source(HOME, f"work-{reference.id}")

    def original(self, reference: Reference) -> str:
        """Return the id of the work that an edition is made after, where it has one."""
        if reference.DOI or reference.id in self._library.references:
            return self.work(reference)
        return str(reference.URL)

    def _page_with(self, template: str, anchor: str) -> str:
        page = self._links.page_with(template)
        return self.source(page.key if page else HOME, anchor)


def of_type(kind: str, identifier: str) -> Node:
    """Return what refers to a thing that is described elsewhere."""
    return {"@type": kind, "@id": identifier}


def item_list(items: Iterable[Node], name: str = "") -> Node:
    """Return things as a list, in their order."""
    listed = [
        {"@type": "ListItem", "position": position, "item": item}
        for position, item in enumerate(items, 1)
    ]
    return {
        "@type": "ItemList",
        "name": name,
        "numberOfItems": len(listed),
        "itemListElement": listed,
    }


def agent_node(agent: Agent) -> Node:
    """Return a person or an organisation, with what identifies them."""
    return {
        **named(agent.parts),
        "@id": agent.identifier,
        "name": agent.printed,
        "alternateName": agent.short,
        "affiliation": organisation(agent.affiliation or ""),
        "sameAs": [*agent.same_as],
    }


def in_roles(editors: Sequence[Node], others: Sequence[tuple[str, Node]] = ()) -> Node:
    """Return who edited a work, and who else contributed, each in a role.

    Of schema.org's vocabulary only a person is an `editor`; an organisation contributes as one.
    """
    as_others = [("editor", one) for one in editors if one["@type"] != "Person"]
    return {
        "editor": [one for one in editors if one["@type"] == "Person"],
        "contributor": [
            {"@type": "Role", "roleName": role, "contributor": one}
            for role, one in (*as_others, *others)
        ],
    }


def named(name: Name) -> Node:
    """Return a person or an organisation by name."""
    return {
        "@type": "Organization" if name.literal else "Person",
        "name": name.printed,
        "familyName": "" if name.literal else name.sorted_by,
        "givenName": " ".join(part for part in (name.given, name.dropping) if part),
        "honorificSuffix": name.suffix,
    }


def organisation(
    name: str, unit: str = "", identifier: str = "", same_as: Sequence[str] = ()
) -> Node | None:
    """Return an organisation with the part of it that is meant; nothing without a name."""
    if not name:
        return None
    department = unit and {"@type": "Organization", "name": unit}
    return {
        **of_type("Organization", identifier),
        "name": name,
        "department": department,
        "sameAs": [*same_as],
    }


def identifiers(doi: str, isbn: str) -> list[Node]:
    """Return what identifies a work, besides its addresses."""
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in (("DOI", doi), ("ISBN", isbn))
        if value
    ]


def original_node(original: OriginalWork, things: Things) -> Node:
    """Return the work that an edition is made after, with those who wrote and published it."""
    reference = original.reference
    url, doi = str(reference.URL), str(reference.DOI)
    authors = [agent_node(author) for author in original.authors]
    return {
        "@type": work_type(reference),
        "@id": things.original(reference),
        "name": original.title,
        "author": authors or [named(name_of(name.model_dump())) for name in reference.author],
        "datePublished": original.issued,
        "publisher": organisation(str(reference.publisher), original.publisher_unit),
        "identifier": identifiers(doi, str(reference.ISBN)),
        "inLanguage": reference.language,
        "url": url,
    }


def work_type(reference: Reference) -> str:
    """Return what a cited work is, as schema.org has it."""
    return _TYPES.get(str(reference.type), "CreativeWork")


def cited_node(reference: Reference, things: Things) -> Node:
    """Return a work that is cited, by name: what else is known of it, `reference_node` says."""
    return {**of_type(work_type(reference), things.work(reference)), "name": plain(reference.title)}


def reference_node(reference: Reference, things: Things) -> Node:
    """Return all that schema.org has words for of a work that is cited."""
    parts = reference.issued.date_parts if reference.issued else ()
    container = reference.container_title
    return {
        **cited_node(reference, things),
        "author": [named(name_of(name.model_dump())) for name in reference.author],
        **in_roles([named(name_of(name.model_dump())) for name in reference.editor]),
        "translator": [named(name_of(name.model_dump())) for name in reference.translator],
        "datePublished": "-".join(f"{int(part):02}" for part in parts[0]) if parts else "",
        "publisher": organisation(str(reference.publisher)),
        "isPartOf": container and {"@type": "CreativeWork", "name": plain(container)},
        "identifier": identifiers(str(reference.DOI), str(reference.ISBN)),
        "inLanguage": reference.language,
        "url": str(reference.URL),
    }


def in_languages(texts: Mapping[str, str]) -> list[Node]:
    """Return a text in several languages, by tag."""
    return [{"@value": text, "@language": tag} for tag, text in texts.items() if text]


def dense(value: Any) -> Any:
    """Return a node without what isn't known."""
    if isinstance(value, Mapping):
        known = {key: dense(item) for key, item in value.items()}
        return {key: item for key, item in known.items() if item not in (None, "", [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [dense(item) for item in value]
    return value


def in_script(nodes: Sequence[Node]) -> str:
    """Return things as JSON-LD that is safe inside a script element of HTML."""
    found = {"@context": CONTEXT, "@graph": [dense(node) for node in nodes]}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")

"""Who answers for a page's words, and which version of which work they are.

A `Statement` is the one value that everything said of a page's origin is taken from: citations in
words and as files, what a page's head tells reference managers and search engines, imprints, covers
and metadata of editions, mirrors, data. A work, its edition, its version in a language, a page of
it and a passage on that page have addresses of their own: `work`, `edition_url`, `whole_url`, `url`
and, below that, the passage's id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from issue_papers.content.agents import Agent
from issue_papers.content.library import Entry
from issue_papers.content.page_type import PageType
from issue_papers.content.works import CREATORS, ROLES
from issue_papers.typography.rules import NO_BREAK, typeset
from issue_papers.views.declaration import Publication, Roles, Work
from issue_papers.views.originals import OriginalWork
from issue_papers.views.readership import Readership

WORK = "#work"
"""Makes the id of a work, in all of its editions and languages, of its address in the source's."""


@dataclass(frozen=True)
class Statement:
    """What a page is: whose words, in which version, after what, where.

    Attributes:
        id: Its key in files for reference managers.
        kind: `report`, `chapter` or `document`, as CSL has it.
        title: With its subtitle.
        language: Tag of the language of its text.
        url: The address of this page in this language.
        summary: What it says, in a sentence.
        roles: Who made it in which role, as `content.works.ROLES`: whoever translated and reviewed
            this language's version, too.
        issued: When this edition was published, in ISO 8601; empty if unknown.
        edition: The edition's number; 0 where the page belongs to no publication.
        is_numbered: Whether a citation names the edition: a first one is seldom named.
        edition_url: The edition's permanent address.
        work: The id of the work in all its editions and languages.
        original: The work that the edition is made after; nothing for an original.
        status: `machine` or `draft`: how far a translation can't be trusted yet; else empty.
        source_title: What a translation is called in its source; empty for no translation.
        source_url: That source's address; the same.
        whole_title: The title of the publication that the page is a part of; empty if of none.
        whole_url: That publication's address.
        publisher_same_as: What registers call the publisher.
        series: The series that the publication is in.
        licence: The licence's name in SPDX's list; `licence_name` is what people call it.
        position: The page's place among the parts of the publication; 0 without one.
    """

    id: str
    kind: str
    title: str
    language: str
    url: str
    summary: str
    roles: Roles
    issued: str = ""
    edition: int = 0
    is_numbered: bool = False
    edition_url: str = ""
    work: str = ""
    publisher: str = ""
    publisher_unit: str = ""
    publisher_same_as: tuple[str, ...] = ()
    original: OriginalWork | None = None
    status: str = ""
    source_title: str = ""
    source_url: str = ""
    whole_title: str = ""
    whole_url: str = ""
    series: str = ""
    genre: str = ""
    number: int | None = None
    position: int = 0
    doi: str = ""
    isbn: str = ""
    licence: str = ""
    licence_name: str = ""
    licence_url: str = ""
    notice: str = ""

    def of(self, role: str) -> tuple[Agent, ...]:
        """Return who made it in a role, `adapters`."""
        return dict(self.roles).get(role, ())

    @property
    def creators(self) -> tuple[Agent, ...]:
        """Who answers for its words: the authors, else the adapters, else the editors."""
        return next((found for role in CREATORS if (found := self.of(role))), ())


class Statements:
    """What pages are, for the readers of one language.

    Args:
        readers: The readers.
        works: How pages of each kind are cited.
    """

    def __init__(self, readers: Readership, works: Mapping[PageType, Work]) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._works = works

    @cached_property
    def _made(self) -> dict[str, Statement]:
        return {}

    def of(self, entry: Entry) -> Statement | None:
        """Return what a page is; nothing for a page that nobody would cite."""
        if entry.kind not in self._works:
            return None
        if entry.key not in self._made:
            self._made[entry.key] = self._make(entry)
        return self._made[entry.key]

    def whole(self, entry: Entry) -> Entry | None:
        """Return the publication that a page is or belongs to."""
        work = self._works.get(entry.kind)
        return work.whole(self._readers, entry) if work else None

    def _publication(self, whole: Entry | None) -> Publication | None:
        make = self._works[whole.kind].publication if whole else None
        return make(self._readers, whole) if whole and make else None

    def _make(self, entry: Entry) -> Statement:
        tag, source = self._links.text(entry).tag, self._library.locales.source
        meta = self._links.plain_meta(entry)
        whole = self.whole(entry)
        parts = (_id(entry, whole), tag if tag != source else "")
        made = Statement(
            id="-".join(part for part in parts if part),
            kind="document",
            title=titled(meta, tag),
            language=tag,
            url=self._links.address(entry),
            summary=meta.summary or "",
            roles=(),
        )
        made = self._translated(made, entry, tag) if tag != source else made
        published = self._publication(whole)
        if whole is None or published is None:
            return made
        return self._published(made, entry, whole, published)

    def _published(
        self, made: Statement, entry: Entry, whole: Entry, published: Publication
    ) -> Statement:
        work, source = self._works[entry.kind], self._library.locales.source
        of_whole = self._library.locales.url(whole.key, source)
        roles = {role: (*published.of(role), *made.of(role)) for role in ROLES}
        made = replace(
            made,
            kind="report",
            roles=tuple((role, _once(agents)) for role, agents in roles.items() if agents),
            issued=published.issued,
            edition=published.edition,
            is_numbered=published.edition > 1 or published.original is not None,
            edition_url=self._links.absolute(published.edition_path),
            work=self._links.absolute(of_whole) + WORK,
            publisher=published.publisher,
            publisher_unit=published.publisher_unit,
            publisher_same_as=published.publisher_same_as,
            original=published.original,
            series=self._links.series,
            number=published.number,
            isbn=published.isbn,
            licence=published.licence,
            licence_name=published.licence_name,
            licence_url=published.licence_url,
            notice=published.notice,
        )
        if entry is whole:
            return replace(made, genre=self._readers.t(work.genre), doi=published.doi)
        return replace(
            made,
            kind="chapter",
            work=self._links.absolute(self._library.locales.url(entry.key, source)) + WORK,
            whole_title=titled(self._links.plain_meta(whole), self._links.text(whole).tag),
            whole_url=self._links.address(whole),
            position=work.position(self._readers, entry, whole),
        )

    def _translated(self, made: Statement, entry: Entry, tag: str) -> Statement:
        """Say whose translation it is, and where nobody has read it over, what it is."""
        locales = self._library.locales
        found = entry.translation(tag)
        translators = found.translators if found else ()
        reviewer = found.reviewer if found else None
        roles = (
            ("translators", tuple(_named(name) for name in translators)),
            ("reviewers", (_named(reviewer),) if reviewer else ()),
        )
        return replace(
            made,
            roles=roles,
            status=found.status if found and found.status != "reviewed" else "",
            source_title=titled(entry.source.meta, locales.source),
            source_url=self._links.absolute(locales.url(entry.key, locales.source)),
        )


def _named(name: str) -> Agent:
    return Agent(id="translation", name=name)


def _once(agents: tuple[Agent, ...]) -> tuple[Agent, ...]:
    return tuple({agent.printed: agent for agent in agents}.values())


def _id(entry: Entry, whole: Entry | None) -> str:
    if whole is None or whole is entry:
        return entry.slug
    return f"{whole.slug}-{entry.slug}"


def titled(meta: Any, language: str) -> str:
    """Return a title with its subtitle, between them its language's colon with plain spaces."""
    title, subtitle = str(meta.title), getattr(meta, "subtitle", None)
    if not subtitle:
        return title
    colon = typeset(": ", language, before=title, after=subtitle)
    return f"{title}{colon.replace(NO_BREAK, ' ')}{subtitle}"

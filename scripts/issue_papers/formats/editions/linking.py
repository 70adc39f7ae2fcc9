"""Takes pages' texts out of the web site: their ids, links and pictures become an edition's.

A pure transformation of nodes. All parts are linked together, since a link can be told to stay
inside the edition only when all its ids are known.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from issue_papers.articles.nodes import (
    Block,
    Citation,
    CitedWork,
    Directive,
    Drawing,
    Element,
    Embed,
    Group,
    Heading,
    Inline,
    Link,
    Node,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Span,
    Term,
    walk,
)
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.outline import on_site
from issue_papers.formats.editions.edition import (
    DRAWING_SCHEME,
    IMAGE_SCHEME,
    MAP_SCHEME,
    SEPARATOR,
    PartKind,
)
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_HIGHEST = 2
"""The level of the highest heading in a part: the part's title is above it."""

_NOT_IN_IDS = re.compile(r"[^\w.-]+")


N = TypeVar("N", bound=Node)


@dataclass(frozen=True)
class Draft:
    """A part's text as its page has it.

    Attributes:
        part: The part's id.
        url: Site-relative URL of the page, without leading slash.
        path: The file that the text was read from, relative to the project's root.
        blocks: The text, without footnotes.
        notes: The footnotes.
    """

    part: str
    url: str
    path: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Outside:
    """What an edition's text may refer to besides itself.

    Attributes:
        absolute: Makes a site-relative URL absolute; the result is empty if the site's own address
            isn't known.
        find_image: Finds the file of a picture by its site-relative URL without leading slash.
        concepts: Ids of the terms that the edition's glossary explains.
        maps: Names of the edition's maps.
    """

    absolute: Callable[[str], str]
    find_image: Callable[[str], Path | None]
    concepts: frozenset[str] = frozenset()
    maps: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Linked:
    """All parts, linked.

    Attributes:
        texts: The text and the footnotes of each part, by its id.
        images: What `image:` sources name.
        drawings: What `drawing:` sources name.
        problems: Pictures without a file.
    """

    texts: Mapping[str, tuple[tuple[Block, ...], tuple[Note, ...]]]
    images: Mapping[str, Path]
    drawings: Mapping[str, str]
    problems: tuple[Problem, ...]


def link(drafts: Sequence[Draft], outside: Outside) -> Linked:
    """Link the parts of one edition."""
    drafts = [
        replace(draft, blocks=_plain(draft.blocks), notes=_plain(draft.notes)) for draft in drafts
    ]
    parts = {draft.url: draft.part for draft in drafts}
    ids = frozenset(_ids(drafts))
    linkings = {draft.part: _Linking(draft, outside, parts, ids) for draft in drafts}
    texts = {part: linking.text() for part, linking in linkings.items()}
    images = dict(chain.from_iterable(linking.images.items() for linking in linkings.values()))
    drawings = dict(chain.from_iterable(each.drawings.items() for each in linkings.values()))
    problems = chain.from_iterable(linking.problems for linking in linkings.values())
    return Linked(texts, dict(sorted(images.items())), drawings, tuple(problems))


def _plain(nodes: tuple[N, ...]) -> tuple[N, ...]:
    """Return nodes in which all blocks of ours are what they become."""
    while (plain := rewrite(nodes, lambda block: block.plain, of=Directive)) is not nodes:
        nodes = plain
    return nodes


def _ids(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield every id of the edition."""
    for draft in drafts:
        yield draft.part
        for node in walk((*draft.blocks, *draft.notes)):
            if node.id:
                yield _place(draft.part, node.id)
            if isinstance(node, Citation):
                yield from (_place(draft.part, work.place) for work in node.works if work.place)


def _place(part: str, identifier: str) -> str:
    return f"{part}{SEPARATOR}{_NOT_IN_IDS.sub('-', identifier)}"


class _Linking:
    """One part on its way out of the site."""

    def __init__(
        self, draft: Draft, outside: Outside, parts: Mapping[str, str], ids: AbstractSet[str]
    ) -> None:
        self.draft = draft
        self.outside = outside
        self.parts = parts
        self.ids = ids
        self.given: set[str] = set()
        self.images: dict[str, Path] = {}
        self.drawings: dict[str, str] = {}
        self.problems: list[Problem] = []

    def text(self) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """Return the part's text and its footnotes."""
        blocks = rewrite(self.draft.blocks, self.change)
        return blocks, rewrite(self.draft.notes, self.change)

    def change(self, node: Node) -> tuple[Node, ...]:
        """Return what the edition has for a node."""
        if isinstance(node, Element):
            return node.content
        node = replace(node, id=self._id(node.id), classes=())
        match node:
            case Term():
                return self._term(node)
            case Picture():
                return self._picture(node)
            case Paragraph(content=(), id=""):
                return ()
            case _:
                return (self._changed(node),)

    def _changed(self, node: Node) -> Node:
        """Return a node that stays what it is, or text for a link that leads nowhere."""
        match node:
            case Link():
                return self._link(node)
            case Citation():
                return replace(node, works=tuple(self._work(work) for work in node.works))
            case NoteReference() | Note():
                return replace(node, name=_place(self.draft.part, node.name))
            case Heading():
                return replace(node, level=max(node.level, _HIGHEST))
            case Embed():
                return replace(node, source=self._target(node.source))
            case _:
                return replace(node, attributes=()) if isinstance(node, Group) else node

    def _id(self, identifier: str) -> str:
        """Return an id in the edition; where one is given twice, the first has it."""
        if not identifier:
            return ""
        place = _place(self.draft.part, identifier)
        if place in self.given:
            return ""
        self.given.add(place)
        return place

    def _link(self, node: Link) -> Inline:
        """Return a link into the edition or to the published site; else it is plain text."""
        if target := self._target(node.target):
            return replace(node, target=target)
        return Span(
            node.content, line=node.line, id=node.id, lang=node.lang, dir=node.dir, role=node.role
        )

    def _term(self, node: Term) -> tuple[Inline, ...]:
        """Lead a term's first use to the edition's glossary, or make it plain text."""
        if node.concept in self.outside.concepts:
            place = _place(PartKind.GLOSSARY, f"term-{node.concept}")
            return (replace(node, target=f"#{place}"),)
        if node.id or node.lang or node.dir:
            return (Span(node.content, line=node.line, id=node.id, lang=node.lang, dir=node.dir),)
        return node.content

    def _work(self, work: CitedWork) -> CitedWork:
        return replace(work, target=self._target(work.target), place=self._id(work.place))

    def _picture(self, node: Picture) -> tuple[Inline, ...]:
        if isinstance(node, Drawing):
            name = _place(self.draft.part, node.source.removeprefix(DRAWING_SCHEME))
            self.drawings[name] = node.drawn
            return (Picture(DRAWING_SCHEME + name, node.alt, line=node.line, role="drawing"),)
        if node.source.startswith(MAP_SCHEME):
            is_there = node.source.removeprefix(MAP_SCHEME) in self.outside.maps
            return (replace(node, role="map"),) if is_there else ()
        url = on_site(node.source)[0].lstrip("/")
        file = self.outside.find_image(url)
        if file is None:
            self.problems.append(_missing(self.draft.path, node))
            return ()
        self.images[url] = file
        return (replace(node, source=IMAGE_SCHEME + url),)

    def _target(self, written: str) -> str:
        """Return where a resolved link leads; nothing where that is nowhere."""
        try:
            split = urlsplit(written.strip())
        except ValueError:
            return ""
        if split.scheme or split.netloc:
            return written.strip() if split.scheme.lower() in _SAFE_SCHEMES else ""
        if not (split.path or split.fragment):
            return ""
        url = _page(split.path) if split.path else self.draft.url
        part, fragment = self.parts.get(url), unquote(split.fragment)
        if part and _place(part, fragment) in self.ids:
            return f"#{_place(part, fragment)}"
        if part and not fragment:
            return f"#{part}"
        address = self.outside.absolute(url)
        return f"{address}#{split.fragment}" if address and fragment else address


def _page(path: str) -> str:
    """Return the site-relative URL of a page, without leading slash."""
    page = posixpath.normpath(posixpath.join("/", unquote(path))).lstrip("/")
    return f"{page}/" if page and path.endswith("/") else page.removesuffix("index.html")


def _missing(path: str, node: Picture) -> Problem:
    return Problem(
        path,
        max(node.line, 1),
        "edition",
        say("the picture `{source}` can't be taken into an edition", source=node.source),
        say("put the file beside the page, and name it by its relative path"),
    )

"""Our Markdown blocks: `/// case-study | seoul`, `/// key-message | id` and their like.

A block's HTML comes from a fragment template, `overrides/fragments/<block>.html`. The fragment is
parsed and becomes part of Markdown's element tree, so that its headings enter the table of contents
and its links are resolved like any other. What the editor wrote inside the block takes the place of
the fragment's `<slot>`.

Checks have run before: a block that names nothing never gets here.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from lxml import html
from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from issue_papers.articles.citation_syntax import Cluster
from issue_papers.content.library import Entry, Kind
from issue_papers.content.outline import OWN_BLOCKS
from issue_papers.content.termbase import Lexicon
from issue_papers.markup import citations
from issue_papers.markup.accessible_tree import AFTER_ATTRIBUTES_BEFORE_TOC, AccessibleTree
from issue_papers.markup.defined_terms import AFTER_TOC, DefinedTerms
from issue_papers.markup.heading_links import LAST, HeadingLinks
from issue_papers.markup.stale_notices import AFTER_LINKS, StaleNotices
from issue_papers.theme import templates
from issue_papers.translation.state import stale_passages
from issue_papers.typography import markdown_step as typography
from issue_papers.views.site import Views


@dataclass(frozen=True)
class BlockPage:
    """The page that is being converted, with the views of the language it is written in."""

    views: Views
    entry: Entry

    @property
    def stale(self) -> frozenset[str]:
        """Ids of the passages of which the source has changed since they were translated."""
        tag = self.views.language.tag
        return stale_passages(self.entry, tag) if tag in self.entry.translations else frozenset()


class Fragments:
    """Renders the fragment templates of a theme folder."""

    def __init__(self, theme_dir: Path) -> None:
        self._environment = templates(theme_dir)

    def render(self, name: str, context: Mapping[str, Any]) -> ET.Element:
        """Render a fragment and parse it.

        Args:
            name: The block's name.
            context: What the template sees.

        Returns:
            The fragment's one top element, ready for Markdown's tree.
        """
        text = self._environment.get_template(f"fragments/{name}.html").render(context)
        return _element(html.fragment_fromstring(text.strip()))


def _element(source: html.HtmlElement) -> ET.Element:
    """Copy an lxml element; its text is marked as done, so that Markdown leaves it alone."""
    element = ET.Element(str(source.tag), {str(k): str(v) for k, v in source.attrib.items()})
    element.text = _text(source.text)
    for child in source.iterchildren("*"):
        copy = _element(child)
        copy.tail = _text(child.tail)
        element.append(copy)
    return element


def _text(text: str | None) -> str | None:
    return AtomicString(text) if text and text.strip() else text


def _own_block(name: str) -> type[Block]:
    """Make the block type of a name; they differ in their templates alone."""

    class OwnBlock(Block):  # type: ignore[misc]  # pymdown-extensions has no types
        """A block that a fragment template draws."""

        NAME = name
        ARGUMENT = OWN_BLOCKS[name]

        def on_create(self, parent: ET.Element) -> ET.Element:
            return ET.SubElement(parent, "div")

        def on_end(self, block: ET.Element) -> None:
            extension: IssuePapersBlocks = self.config["extension"]
            body = list(block)
            text = block.text
            fragment = extension.fragment(name, self.argument or "", has_body=bool(body or text))
            slot = next(((p, c) for p in fragment.iter() for c in p if c.tag == "slot"), None)
            if slot is not None:
                _replace(*slot, body)
            block.clear()
            block.tag = fragment.tag
            block.attrib.update(fragment.attrib)
            block.text = fragment.text
            block.extend(fragment)

    OwnBlock.__name__ = f"{name.title().replace('-', '')}Block"
    return OwnBlock


def _replace(parent: ET.Element, slot: ET.Element, body: list[ET.Element]) -> None:
    """Put the block's body where the fragment's slot is."""
    index = list(parent).index(slot)
    parent.remove(slot)
    for offset, child in enumerate(body):
        parent.insert(index + offset, child)


class IssuePapersBlocks(BlocksExtension):  # type: ignore[misc]  # the same
    """The Markdown extension that knows our blocks.

    `page` must be set to the page at hand before each conversion; after it, `concepts` are those
    that the page's text offers a definition of.
    """

    def __init__(self, fragments: Fragments) -> None:
        self.fragments = fragments
        self.page: BlockPage | None = None
        self.concepts: tuple[str, ...] = ()
        super().__init__()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register one block type for each name, and what follows them."""
        for name in OWN_BLOCKS:
            block_mgr.register(_own_block(name), {"extension": self})
        tree = AccessibleTree(md, self._table_region, self._footnote)
        md.treeprocessors.register(tree, "issue-papers", AFTER_ATTRIBUTES_BEFORE_TOC)
        citations.register(md, self._citation)
        typography.register(md, lambda: self._current.views.language.tag)
        notices = StaleNotices(md, lambda: self._current.stale, self._stale_notice)
        md.treeprocessors.register(notices, "issue-papers-stale", AFTER_LINKS)
        terms = DefinedTerms(md, self._lexicon, self._term, self._note_concepts)
        md.treeprocessors.register(terms, "issue-papers-terms", AFTER_TOC)
        links = HeadingLinks(md, self._heading_frame, self._heading_link)
        md.treeprocessors.register(links, "issue-papers-headings", LAST)

    def _lexicon(self) -> Lexicon | None:
        """Return the forms to mark on the page at hand; only papers and cases have them marked."""
        if self.page is None or self.page.entry.kind not in {Kind.SECTION, Kind.CASE_STUDY}:
            return None
        return self.page.views.library.termbase.lexicon(self.page.views.language.tag)

    def _term(self, concept: str, words: str) -> ET.Element:
        context = {
            "concept": concept,
            "words": words,
            "glossary": self._current.views.glossary.link,
            "href": functools.partial(_href, self._current.entry),
        }
        return self.fragments.render("term", context)

    def _citation(self, cluster: Cluster) -> ET.Element | None:
        if self.page is None:
            return None
        views, entry = self.page.views, self.page.entry
        citation = views.cluster(entry, cluster)
        if citation is None:
            return None
        href = functools.partial(_href, entry)
        return self.fragments.render("citation", {"citation": citation, "href": href})

    def _note_concepts(self, concepts: tuple[str, ...]) -> None:
        self.concepts = concepts

    @property
    def _current(self) -> BlockPage:
        """The page at hand.

        Raises:
            RuntimeError: None has been set.
        """
        if self.page is None:
            raise RuntimeError("no page is set")
        return self.page

    def _table_region(self, number: int) -> ET.Element:
        return self.fragments.render("table", {"t": self._current.views.t, "number": number})

    def _heading_frame(self) -> ET.Element:
        return self.fragments.render("heading", {})

    def _heading_link(self, heading: str) -> str:
        return self._current.views.t("heading.permalink", title=heading)

    def _footnote(self, kind: str, number: str) -> str:
        return self._current.views.t(f"footnote.{kind}").format(number)

    def _stale_notice(self, passage: str) -> ET.Element:
        views = self._current.views
        locales, key = views.library.locales, self._current.entry.key
        here, there = (locales.url(key, tag) for tag in (views.language.tag, locales.source))
        href = f"{posixpath.relpath(f'/{there}', f'/{here}')}/#{passage}"
        source = locales[locales.source]
        return self.fragments.render("stale", {"t": views.t, "href": href, "source": source})

    def fragment(self, name: str, argument: str, *, has_body: bool) -> ET.Element:
        """Render a block of the page at hand."""
        context = block_context(self._current, name, argument)
        return self.fragments.render(name, {**context, "has_body": has_body})


def block_context(page: BlockPage, name: str, argument: str) -> dict[str, Any]:
    """Return what a block's fragment sees.

    Every fragment sees `t` (the strings of the text's language), `id`, `lang` and `dir` where the
    box's text isn't in the page's language, and `href(key, anchor)`, which writes a link as editors
    do, relative to the page's file.
    """
    views, entry = page.views, page.entry
    context: dict[str, Any] = {
        "t": views.t,
        "id": argument,
        "page_language": views.language.tag,
        "href": lambda key, anchor="": _href(entry, key, anchor),
    }
    paper = views.library.paper_of(entry)
    match name:
        case "case-study":
            context["case"] = views.case(argument)
        case "recommendation" if paper:
            context["recommendation"] = views.recommendation(paper, argument, within=entry)
        case "figure":
            context["figure"] = views.image(entry, argument)
        case "bibliography" if paper:
            context["references"] = views.bibliography(paper)
    return context


def _href(entry: Entry, key: str, anchor: str) -> str:
    ups = "../" * (len(entry.folder.parts))
    return f"{ups}{key}#{anchor}" if anchor else f"{ups}{key}"

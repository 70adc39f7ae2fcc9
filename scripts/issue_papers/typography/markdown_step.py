r"""Typography as a step of Markdown's own: text nodes only, each in its own language.

Left as they are: code and what else is typed for machines, attributes, and what Markdown or a
fragment has marked as done (`AtomicString`), such as the text of `<https://…>`; the views have set
what fragments show. A sign stays as it was typed where it is written as an entity, `&#39;`, or, if
Markdown knows it as one of its own, after a backslash, `2016\-2019`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

from issue_papers.typography.rules import Piece, typeset, typeset_run

AFTER_THE_REST_BEFORE_TOC = 5.5
"""Markdown 3 runs toc at 5; it must take the headings as they are set."""

AFTER_TOC = 4.5

_AS_TYPED = frozenset({"code", "pre", "kbd", "samp", "var", "script", "style", "textarea"})
_NOT_TEXT = frozenset({"math", "svg"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "button", "cite", "data", "del", "dfn", "em", "i", "img"}
    | {"ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
    | (_AS_TYPED - {"pre", "script", "style"})
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STASHED = re.compile(r"(\x02[^\x03]*\x03)")
_RAW = re.compile(rf"<(/?)({'|'.join(sorted(_AS_TYPED | _NOT_TEXT))})\b", re.IGNORECASE)


@dataclass
class _Node:
    """A text node: an element's text or its tail."""

    element: ET.Element
    is_tail: bool
    language: str

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def put(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


@dataclass
class _Runs:
    """The runs of a tree: the text nodes that no block's border parts."""

    done: list[list[_Node]] = field(default_factory=list)
    current: list[_Node] = field(default_factory=list)

    def part(self) -> None:
        if self.current:
            self.done.append(self.current)
            self.current = []

    def collect(self, element: ET.Element, language: str) -> None:
        """Gather an element's text nodes, without its tail; no language means as typed."""
        tag = str(element.tag)
        inner = element.get("lang", language) if language else ""
        if tag in _AS_TYPED | _NOT_TEXT:
            inner = ""
        is_inline = tag in _INLINE
        if not is_inline:
            self.part()
        self.current.append(_Node(element, is_tail=False, language=inner))
        for child in element:
            self.collect(child, inner)
            self.current.append(_Node(child, is_tail=True, language=inner))
        if not is_inline:
            self.part()


class _Typesetter(Treeprocessor):
    """A step that needs to know the page's language.

    Args:
        md: The converter.
        language: Gives the BCP 47 tag of the page's language.
    """

    def __init__(self, md: Markdown, language: Callable[[], str]) -> None:
        super().__init__(md)
        self._language = language


class TypographyTree(_Typesetter):
    """Sets the text of a converted page."""

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        headings = [e for e in root.iter() if e.tag in _HEADINGS and not e.get("id")]
        slugs = [slugify("".join(e.itertext()), "-") for e in headings]
        runs = _Runs()
        runs.collect(root, self._language())
        for run in runs.done:
            self._set(run)
        _keep_slugs(root, headings, slugs)

    def _set(self, nodes: list[_Node]) -> None:
        pieces: list[Piece] = []
        counts = []
        raw_depth = 0
        for node in nodes:
            is_done = isinstance(node.text, AtomicString)
            parts = _STASHED.split(node.text)
            counts.append(len(parts))
            for part in parts:
                raw_depth = max(0, raw_depth + self._raw_code(part))
                is_stashed = _STASHED.fullmatch(part) is not None
                is_open = not (is_done or is_stashed or raw_depth)
                pieces.append(Piece(part, node.language if is_open else ""))
        texts = iter(typeset_run(pieces))
        for node, count in zip(nodes, counts, strict=True):
            text = "".join(next(texts) for _ in range(count))
            if text != node.text:
                node.put(text)

    def _raw_code(self, part: str) -> int:
        """Return 1 where a stashed HTML tag opens code, -1 where it closes it, else 0."""
        found = re.fullmatch(r"\x02wzxhzdk:(\d+)\x03", part)
        if not found:
            return 0
        tag = _RAW.match(str(self.md.htmlStash.rawHtmlBlocks[int(found[1])]))
        if not tag:
            return 0
        return -1 if tag[1] else 1


def _keep_slugs(root: ET.Element, headings: list[ET.Element], slugs: list[str]) -> None:
    """Give a heading without an id the one it would have had, where setting it changed that."""
    used = {identifier for e in root.iter() if (identifier := e.get("id"))}
    for heading, slug in zip(headings, slugs, strict=True):
        text = "".join(heading.itertext())
        if INLINE_PLACEHOLDER_PREFIX not in text and slugify(text, "-") != slug:
            heading.set("id", unique(slug, used))


class TypographyContents(_Typesetter):
    """Sets the table of contents, in which toc makes every space a normal one."""

    def run(self, root: ET.Element) -> None:  # noqa: ARG002 (Markdown's interface)
        """Change the converter's `toc_tokens` in place."""
        self._set(getattr(self.md, "toc_tokens", []))

    def _set(self, tokens: list[Any]) -> None:
        for token in tokens:
            name = html.unescape(token["name"])
            token["name"] = html.escape(typeset(name, self._language()), quote=False)
            self._set(token["children"])


class Typography(Extension):
    """The Markdown extension for texts that are converted by themselves, in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._tag = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the step."""
        register(md, lambda: self._tag)


def register(md: Markdown, language: Callable[[], str]) -> None:
    """Add the step to a converter."""
    tree, contents = TypographyTree(md, language), TypographyContents(md, language)
    md.treeprocessors.register(tree, "typography", AFTER_THE_REST_BEFORE_TOC)
    md.treeprocessors.register(contents, "typography-contents", AFTER_TOC)

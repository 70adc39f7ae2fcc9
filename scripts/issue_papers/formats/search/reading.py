"""A built page → the documents that it is found by.

A document is what an answer leads to: the beginning of a page, each part of it below a heading of
the second level, and whatever a template sets apart as an answer of its own: a recommendation, a
term of the glossary, the downloads. So an answer is small, however long the page is, and knows its
address: that of the nearest id at or before what was found.

A template says what there is to know about a page by attributes:

- `data-pagefind-body` marks what can be found, `data-pagefind-ignore` what of it can't;
- `data-search` on the same element says in JSON what kind of page it is, and which people, topics
  and places it is about (`overrides/partials/search-facts.html`);
- `data-search-kind` makes an element a document of its own, of that kind;
- `data-search-words` gives words that it is found by besides its text;
- `data-search-context` marks what a document is found by, but isn't shown: facts, numbers, names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from issue_papers.formats.search.folding import Piece, pieces
from issue_papers.views.downloads import SIZE_MARKS

MARK = "data-pagefind-body"
"""The attribute of what can be found: the article of a page in the reader's language."""

IGNORED = "data-pagefind-ignore"
FACTS, KIND, WORDS, CONTEXT = (
    "data-search",
    "data-search-kind",
    "data-search-words",
    "data-search-context",
)

TITLE, HEADING = 8.0, 6.0
"""How much words of titles count beside others: of a page's, and of a part's."""

_HEADINGS: Mapping[str, float] = {"h1": TITLE, "h2": HEADING, "dfn": HEADING, "h3": 4.0, "h4": 3.0}
_NAME_WEIGHT = 4.0
_CONTEXT_WEIGHT = 0.5
_NOT_TEXT = frozenset(
    (
        *("annotation", "audio", "button", "canvas", "form", "iframe", "input", "nav", "noscript"),
        *("object", "script", "select", "style", "svg", "template", "textarea", "video"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins"),
        *("kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub"),
        *("sup", "time", "u", "var", "wbr"),
        *("math", "mfrac", "mi", "mn", "mo", "mover", "mrow", "mspace", "msqrt", "msub", "msubsup"),
        *("msup", "mtext", "munder", "semantics"),
    )
)
_ENDS = tuple(".!?…:;,。！？؟۔।")
_BETWEEN = "\N{NO-BREAK SPACE}\N{MIDDLE DOT}"
"""What stands after a text that has no end, such as a cell of a table, before the next one."""


@dataclass(frozen=True)
class Run:
    """A stretch of a document's words that weigh the same, with a space between them.

    Attributes:
        shown: The words as they are written.
        words: The same as they are searched.
        weight: How much they count beside others.
    """

    shown: str
    words: str
    weight: float

    @classmethod
    def of(cls, found: Sequence[Piece], weight: float) -> Run:
        """Return some words as a run: there is no such space within one."""
        shown, words = (each.shown for each in found), (each.word for each in found)
        return cls(" ".join(shown), " ".join(words), weight)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each word as it is written, and as it is searched."""
        return zip(self.shown.split(" "), self.words.split(" "), strict=True)


@dataclass(frozen=True)
class Anchor:
    """A place in a document that has an address.

    Attributes:
        element: The name of its element.
        id: Its id; empty of a heading that has none.
        location: How many words of the document stand before it.
        text: Its text, of a heading; else none.
        words: How many words of the document are the heading's.
    """

    element: str
    id: str
    location: int
    text: str = ""
    words: int = 0

    def told(self) -> Mapping[str, Any]:
        """Return it as JSON can hold it: what it hasn't is left out."""
        told: dict[str, Any] = {"element": self.element}
        if self.id:
            told["id"] = self.id
        told["location"] = self.location
        if self.text:
            told["text"] = self.text
        if self.words:
            told["words"] = self.words
        return told


@dataclass
class Document:
    """What a search finds.

    Attributes:
        uri: Path of its page from the site's root, in POSIX form.
        kind: What it is.
        id: Where on the page it begins; empty for the beginning of the page.
        title: What it is called.
        facts: What else is known of it, as JSON can hold it.
        runs: What it says.
        hidden: What it is found by besides.
        anchors: The places in it that have an address, in their order.
    """

    uri: str
    kind: str
    id: str = ""
    title: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    hidden: list[Run] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    length: int = 0

    def said(self) -> Iterator[str]:
        """Yield all that there is to know of it, to be told from others by."""
        yield repr((self.uri, self.kind, self.id, self.title, self.facts, self.anchors))
        yield f"{len(self.runs)} {len(self.hidden)}"
        for run in (*self.runs, *self.hidden):
            yield f"{run.weight!r}"
            yield run.shown
            yield run.words


def documents(uri: str, content: bytes, language: str) -> list[Document]:
    """Read the documents of a page.

    Args:
        uri: Its path from the site's root, in POSIX form.
        content: Its HTML; what isn't marked in it isn't read.
        language: Its language's tag.

    Returns:
        The documents that say something, in the order of the page.
    """
    # The sizes of downloads are put into pages later: they are no words to be found.
    content = SIZE_MARKS.sub(b"", content)
    # Without a declared encoding, libxml2 takes pages without <meta charset> for Latin-1.
    # lxml's own elements do: those of lxml.html are looked up in Python, each one.
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
    found: list[Document] = []
    for article in [each for each in root.iter(etree.Element) if MARK in each.attrib]:
        found += _Reader(uri, language, article).read(_title(root))
    return found


def _title(root: etree._Element) -> str:
    title = next(root.iter("title"), None)
    return _text(title).partition(" | ")[0] if title is not None else ""


class _Reader:
    """Reads an article, element by element."""

    def __init__(self, uri: str, language: str, article: etree._Element) -> None:
        self._language = language
        self._article = article
        self._facts = json.loads(article.get(FACTS) or "{}")
        kind = self._facts.pop("kind", "page")
        self._words = self._facts.pop("words", "")
        self._head = self._now = Document(uri, kind, facts=self._facts)
        self._documents = [self._head]
        self._waiting: list[str] = []
        self._weight = 1.0

    def read(self, title: str) -> Iterator[Document]:
        head = self._head
        heading = next(self._article.iter("h1"), None)
        head.title = _text(heading) if heading is not None else title
        self._facts["title"] = head.title
        self._children(self._article)
        self._end()
        self._hide(head, " ".join(self._facts.get("people", ())), _NAME_WEIGHT)
        self._hide(head, self._words, 1.0)
        for document in self._documents:
            if document.runs:
                self._surround(document)
                yield document

    def _surround(self, document: Document) -> None:
        """Let a document be found by what it is part of, too."""
        names = [self._facts.get("parent", "")]
        if document is not self._head:
            names.append(self._head.title)
        names += [label for _, label in self._facts.get("topics", ())]
        self._hide(document, " ".join(self._facts.get("places", ())), _NAME_WEIGHT)
        self._hide(document, " ".join(names), _CONTEXT_WEIGHT)

    def _hide(self, document: Document, text: str, weight: float) -> None:
        if found := [*pieces(text, self._language)]:
            document.hidden.append(Run.of(found, weight))

    def _children(self, parent: etree._Element) -> None:
        self._waiting.append(parent.text or "")
        for child in parent:
            if isinstance(child.tag, str):
                self._element(child)
            self._waiting.append(child.tail or "")

    def _element(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if not _is_text(element):
            return
        if tag == "br":
            self._waiting.append(" ")
        elif tag == "sup" and next(element.iter("a"), None) is not None:
            return  # the number of a note
        elif CONTEXT in element.attrib:
            self._end()
            self._hide(self._now, _text(element), _CONTEXT_WEIGHT)
        elif KIND in element.attrib:
            self._apart(element)
        elif tag in _INLINE and tag not in _HEADINGS:
            self._children(element)
        else:
            self._block(element, tag)

    def _block(self, element: etree._Element, tag: str) -> None:
        self._end()
        anchor = element.get("id", "")
        if tag == "h2" and anchor and self._now.kind == self._head.kind:
            self._now = Document(self._head.uri, self._head.kind, anchor, facts=self._facts)
            self._documents.append(self._now)
        is_heading = tag in _HEADINGS
        text = _text(element) if is_heading else ""
        if is_heading and not self._now.title:
            self._now.title = text
        at, place = self._now.length, len(self._now.anchors)
        before, self._weight = self._weight, max(self._weight, _HEADINGS.get(tag, 1.0))
        self._children(element)
        self._end()
        self._weight = before
        if anchor or is_heading:
            words = self._now.length - at if is_heading else 0
            self._now.anchors.insert(place, Anchor(tag, anchor, at, text, words))

    def _apart(self, element: etree._Element) -> None:
        """Read a document of its own, and go on with the one that it stands in."""
        self._end()
        around, kind = self._now, element.get(KIND, "")
        anchor = next((each.get("id", "") for each in element.iter() if "id" in each.attrib), "")
        self._now = Document(self._head.uri, kind, anchor, facts=self._facts)
        self._documents.append(self._now)
        if "id" in element.attrib:
            self._now.anchors.append(Anchor(str(element.tag), anchor, 0))
        self._children(element)
        self._end()
        self._hide(self._now, element.get(WORDS, ""), 1.0)
        self._now = around

    def _end(self) -> None:
        """Put what was read since the last end into the document."""
        text, self._waiting = "".join(self._waiting), []
        found = [*pieces(text, self._language)]
        if not found:
            return
        if not found[-1].shown.endswith(_ENDS):
            found[-1] = Piece(found[-1].shown + _BETWEEN, found[-1].word)
        self._now.runs.append(Run.of(found, self._weight))
        self._now.length += len(found)


def _is_text(element: etree._Element) -> bool:
    """Whether what is in an element is text that readers look for."""
    if str(element.tag) in _NOT_TEXT or {IGNORED, "hidden"} & set(element.attrib):
        return False
    is_headerlink = "headerlink" in element.get("class", "").split()
    return not is_headerlink and element.get("aria-hidden") != "true"


def _text(element: etree._Element) -> str:
    """Return the words of an element, without what isn't its text, in a line."""
    parts: list[str] = []

    def walk(parent: etree._Element) -> None:
        parts.append(parent.text or "")
        for child in parent:
            if _is_text(child):
                if child.tag not in _INLINE:
                    parts.append(" ")
                walk(child)
            parts.append(child.tail or "")

    walk(element)
    return " ".join("".join(parts).split())

"""Tokens of markdown-it-py → the element tree that Python-Markdown's own steps work on.

Structure is what CommonMark and GitHub make of the text. HTML in the text becomes elements at once:
a tag that opens in one block may close in a later one of the same container, and what is never
closed is closed with its container and told as a fault, so that it can't swallow the page.

What no element of HTML stands for is an element of a name of its own, whose values are kept in
`objects`; each element knows the line it begins on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree as ET

from markdown.util import AtomicString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from issue_papers.articles import allowed_html, formula_syntax
from issue_papers.articles import html_elements as known
from issue_papers.articles.article import Fault
from issue_papers.articles.html_reading import HtmlReader
from issue_papers.articles.inline_syntax import alt_of, mail_addresses, needs_no_space
from issue_papers.articles.open_element import Frame
from issue_papers.articles.slugs import with_id_apart

LINE = "data-line"
OBJECT = "data-object"
PLAIN = "data-plain"

ASIDE = "template"
"""Element around what isn't read (`html_elements.DROPPED`)."""

TYPED = "typed-as-is"
"""Element around text of which the typography isn't to be touched."""

DEEPEST = 120
"""Elements within elements."""

_ALERT = re.compile(
    r"\[!(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.IGNORECASE
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_TASK = re.compile(r"\[(?P<mark>[ xX])\](?:[ \t]+|$)")


@dataclass
class TreeBuilder:
    """Builds the tree of one text.

    Attributes:
        first_line: Line of the file on which the text begins.
        longest_passage: Characters of running text that are read as such.
        root: The tree.
        objects: What elements can't hold, by the number in their attribute `OBJECT`.
        faults: What couldn't be read as it was meant.
        abbreviations: What short forms mean.
        rules: What of its HTML stays.
    """

    md: MarkdownIt
    env: dict[str, object]
    first_line: int
    longest_passage: int = 20_000
    root: ET.Element = field(default_factory=lambda: ET.Element("div"))
    objects: list[object] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    rules: allowed_html.MarkupRules = field(default_factory=allowed_html.MarkupRules)
    _open: list[Frame] = field(default_factory=list)
    _line: int = 0
    _beyond: int = 0

    def build(self, tokens: Iterable[Token]) -> ET.Element:
        """Build the tree of all tokens."""
        self._open = [Frame(self.root, is_raw=False, line=self.first_line)]
        for token in tokens:
            if token.map:
                self._line = self.first_line + token.map[0]
            self._token(token)
        self._close_raw(1)
        return self.root

    # Elements

    def open(
        self,
        tag: str,
        line: int,
        attributes: Mapping[str, str] = MappingProxyType({}),
        *,
        is_raw: bool = False,
    ) -> ET.Element:
        """Open an element."""
        element = ET.SubElement(self._open[-1].element, tag, {LINE: str(line), **attributes})
        self._open.append(Frame(element, is_raw, line))
        return element

    def close(self) -> None:
        """Close the innermost element that Markdown has opened, and what HTML opened within."""
        depth = len(self._open) - 1
        while self._open[depth].is_raw:
            depth -= 1
        self._close_raw(depth + 1)
        self._open.pop()

    def _close_raw(self, depth: int) -> None:
        for frame in self._open[depth:]:
            tag = frame.tag
            if tag not in known.MAY_STAY_OPEN:
                self.tell("html-unclosed", frame.line, f"<{tag}>", tag)
        del self._open[depth:]

    def tell(self, kind: str, line: int, found: str, detail: str = "") -> None:
        """Tell of a fault."""
        self.faults.append(Fault(kind, line, found, detail))

    def text(self, text: str, *, is_atomic: bool = False) -> None:
        """Add text behind all that the innermost element has."""
        element = self._open[-1].element
        kind = AtomicString if is_atomic else str
        if len(element):
            last = element[-1]
            last.tail = kind((last.tail or "") + text)
        else:
            element.text = kind((element.text or "") + text)

    def keep(self, value: object) -> dict[str, str]:
        """Keep a value; return the attribute that refers to it."""
        self.objects.append(value)
        return {OBJECT: str(len(self.objects) - 1)}

    # Blocks

    def _token(self, token: Token) -> None:
        kind = token.type
        if token.block and token.nesting >= 0 and kind not in {"inline", "html_block"}:
            self._close_before("p")
        if kind == "inline":
            self.inline(token)
        elif kind == "html_block":
            self.html(token.content, self._line, is_block=True)
        elif formula := formula_syntax.fenced(token):
            self.open("p", self._line)
            self._single(formula, self._line)
            self.close()
        elif kind in {"fence", "code_block"}:
            element = self.open("x-code", self._line, self.keep(token))
            element.text = AtomicString("")
            self.close()
        elif kind == "hr":
            self.open("hr", self._line)
            self.close()
        elif kind == "abbreviation":
            self.abbreviations[token.meta["short"]] = token.meta["long"]
        elif token.nesting > 0:
            self._opening(token)
        elif token.nesting < 0:
            self.close()

    def _opening(self, token: Token) -> None:
        line = self._line
        match token.type:
            case "directive_open" | "container_open" | "note_open":
                name = f"x-{token.type.removesuffix('_open')}"
                self.open(name, line, self.keep(token))
                if title := token.meta.get("title") or token.meta.get("argument"):
                    place = token.meta.get("title_line", line - self.first_line)
                    self._title(str(title), self.first_line + place)
            case "paragraph_open":
                self.open("p", line, {PLAIN: ""} if token.hidden else {})
            case "th_open" | "td_open":
                style = str(token.attrGet("style") or "").removeprefix("text-align:")
                self.open(token.tag, line, {"align": style} if style else {})
            case "ordered_list_open":
                start = token.attrGet("start")
                self.open("ol", line, {"start": str(1 if start is None else start)})
            case _:
                self.open(token.tag, line)

    def _title(self, text: str, line: int) -> None:
        self.open("x-title", line)
        number = line - self.first_line
        inline = Token("inline", "", 0, content=text, map=[number, number + 1], children=[])
        self.inline(inline)
        self.close()

    # Running text

    def inline(self, token: Token) -> None:
        """Read running text."""
        content, parent = token.content, self._open[-1].element
        if len(content) > self.longest_passage:
            self.tell("passage-long", self._line, str(len(content)), str(self.longest_passage))
            self.text(content, is_atomic=True)
            token.children = [Token("text", "", 0, content=content)]
            return
        before = self._open[-2].element if len(self._open) > 1 else parent
        if parent.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            content = with_id_apart(content)
        elif parent.tag == "p" and len(before) == 1:
            content = self._first_words(content, before)
        line = self._line + (token.content.count("\n") - content.count("\n"))
        token.children = []
        self.md.inline.parse(token.content, self.md, self.env, token.children)
        found = token.children
        if content != token.content:
            found = []
            self.md.inline.parse(content, self.md, self.env, found)
        depth = len(self._open)
        self._children(found, line)
        self._close_raw(depth)
        self._beyond = 0

    def _first_words(self, content: str, around: ET.Element) -> str:
        """Take off a mark that says what the item or the quotation around a text is."""
        if around.tag == "li" and (match := _TASK.match(content)):
            around.set("data-task", match["mark"].strip().lower())
            return content[match.end() :]
        if around.tag == "blockquote" and (match := _ALERT.match(content)):
            around.set("data-alert", match["kind"].lower())
            return content[match.end() :]
        return content

    def _children(self, tokens: list[Token], line: int) -> None:
        for index, token in enumerate(tokens):
            if token.nesting > 0:
                self._styled(token, line)
            elif token.nesting < 0:
                self._end_styled()
            elif token.type == "text":
                self._words(token.content, line)
            elif token.type == "softbreak":
                line += 1
                self._soft_break(tokens, index, line)
            else:
                line += self._single(token, line)

    def _single(self, token: Token, line: int) -> int:
        """Add what has no content of its own; return how many lines it takes."""
        match token.type:
            case "text_special":
                self._leaf(TYPED, line, token.content)
            case "hardbreak":
                self._leaf("br", line)
                self.text("\n")
                return 1
            case "code_inline":
                self._leaf("code", line, token.content)
            case "html_inline":
                self.html(token.content, line, is_block=False)
                return token.content.count("\n")
            case "image":
                attributes = {name: str(value) for name, value in token.attrs.items()}
                self._leaf("img", line, attributes={**attributes, "alt": alt_of(token)})
            case _:
                name = f"x-{token.type.replace('_', '-')}"
                self._leaf(name, line, attributes=self.keep(token))
                return token.markup.count("\n")
        return 0

    def _leaf(
        self, tag: str, line: int, text: str = "", attributes: Mapping[str, str] | None = None
    ) -> None:
        """Add an element that is closed at once."""
        element = self.open(tag, line, attributes or {})
        element.text = AtomicString(text) if text else None
        self._open.pop()

    def _styled(self, token: Token, line: int) -> None:
        if len(self._open) > DEEPEST:  # what is in it belongs to what is around it
            self._beyond += 1
            return
        attributes = {name: str(value) for name, value in token.attrs.items()}
        if token.info in {"auto", "bare"} or token.markup == "autolink":
            attributes["data-bare"] = ""
        self.open(token.tag if token.tag != "s" else "del", line, attributes)

    def _end_styled(self) -> None:
        """Close what a mark opened, and HTML within it that is still open."""
        if self._beyond:
            self._beyond -= 1
            return
        depth = len(self._open) - 1
        while depth and self._open[depth].is_raw:
            depth -= 1
        self._close_raw(depth + 1)
        self._open.pop()

    def _words(self, text: str, line: int) -> None:
        """Add text; mail addresses in it become links."""
        at = 0
        has_none = "@" not in text or any(frame.element.tag == "a" for frame in self._open)
        for start, end in [] if has_none else mail_addresses(text):
            self.text(text[at:start])
            target = f"mailto:{text[start:end]}"
            link = self.open("a", line, {"href": target, "data-bare": ""})
            link.text = AtomicString(text[start:end])
            self._open.pop()
            at = end
        if text[at:]:
            self.text(text[at:])

    def _soft_break(self, tokens: list[Token], index: int, line: int) -> None:
        """Add a line's end, which is a space but in scripts that put none between words."""
        if needs_no_space(tokens, index):
            self._leaf("x-joint", line)
        else:
            self.text("\n")

    # HTML

    def html(self, markup: str, line: int, *, is_block: bool) -> None:
        """Read HTML that stands in the text."""
        HtmlReader(self, line, is_block=is_block).read(markup)

    def start_tag(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """Open an element of the text's HTML."""
        if len(self._open) > DEEPEST:
            self.tell("too-deep", line, f"<{tag}>", tag)
            return
        if not any(frame.element.tag == ASIDE for frame in self._open):
            refusal = allowed_html.element_refused(tag, self.rules)
            attributes, refused = allowed_html.kept(tag, attributes, self.rules)
            for each in (refusal,) if refusal else refused if tag not in known.DROPPED else ():
                self.tell(each.kind, line, each.found, tag)
            if refusal:
                self._open_refused(tag, line)
                return
        self._close_before(tag)
        self.open(tag, line, attributes, is_raw=True)
        if tag in known.VOID:
            self._open.pop()

    def _close_before(self, tag: str) -> None:
        """Close what HTML lets stay open until another element begins."""
        closed = known.CLOSES.get(tag, ())
        while self._open[-1].is_raw and self._open[-1].element.tag in closed:
            self._open.pop()

    def _open_refused(self, tag: str, line: int) -> None:
        """Keep the words of an element that no text may have, but not of what isn't read."""
        inside = str(self._open[-1].element.tag)
        instead = "span" if inside in known.RUNNING_INSIDE else "div"
        is_read = tag not in known.DROPPED and tag not in allowed_html.DRAWN and tag != "iframe"
        self.open(instead if is_read else ASIDE, line, is_raw=True)
        self._open[-1].typed = tag
        if tag in known.VOID:
            self._open.pop()

    def end_tag(self, tag: str, line: int) -> None:
        """Close an element of the text's HTML."""
        depth = len(self._open) - 1
        while self._open[depth].is_raw and self._open[depth].tag != tag:
            depth -= 1
        if not self._open[depth].is_raw:
            if tag not in known.VOID and tag != "p":
                self.tell("html-stray", line, f"</{tag}>", tag)
            return
        self._close_raw(depth + 1)
        self._open.pop()

    def markdown(self, text: str, line: int) -> None:
        """Read Markdown inside an element of HTML that asks for it (`markdown`)."""
        plain = text.lstrip()
        start = line + text[: len(text) - len(plain)].count("\n")
        element = self._open[-1].element
        if element.tag in known.RUNNING_INSIDE or element.get("markdown") == "span":
            self._running(plain, start)
            return
        if plain.startswith("<"):  # by itself it would be a block, and no Markdown be read below it
            first, *more = _EMPTY_LINE.split(plain, maxsplit=1)
            self.open("p", start)
            self._running(first, start)
            self.close()
            for rest in more:
                before = plain.removesuffix(rest)
                self.markdown(rest, start + before.count("\n"))
            return
        tokens = self.md.parse(text, self.env)
        first, self.first_line = self.first_line, line
        for token in tokens:
            if token.map:
                self._line = self.first_line + token.map[0]
            self._token(token)
        self.first_line = first

    def _running(self, text: str, line: int) -> None:
        number = line - self.first_line
        self._line = line
        self.inline(Token("inline", "", 0, content=text.rstrip(), map=[number, number + 1]))

    def asks_for_markdown(self) -> bool:
        """Whether the innermost element asks for Markdown inside."""
        element = self._open[-1].element
        return self._open[-1].is_raw and element.get("markdown", "0") != "0"

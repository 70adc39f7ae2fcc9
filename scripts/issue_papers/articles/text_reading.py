"""Running text of the element tree → inline nodes, each with its line."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast
from xml.etree import ElementTree as ET

from markdown_it.token import Token

from issue_papers.articles import allowed_html, formula_syntax
from issue_papers.articles import html_elements as known
from issue_papers.articles.allowed_html import MarkupRules
from issue_papers.articles.article import Fault
from issue_papers.articles.directives import DirectiveType
from issue_papers.articles.nodes import (
    Abbreviation,
    Break,
    Citation,
    Code,
    Element,
    Embed,
    Inline,
    Link,
    NoteReference,
    Picture,
    Quoted,
    Span,
    Styled,
    Text,
    Time,
)
from issue_papers.articles.tree import LINE, OBJECT, TYPED

_CONTROL = re.compile(r"\x02[^\x02\x03]*\x03")
_CODE_LANGUAGE = re.compile(r"^(?:#!|:::)[\w+-]+[ \t]+(?=\S)")
_EMOJI_NAME = re.compile(r":[\w+-]+:")
_SIDES = frozenset({"left", "right"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})


def integer(value: str | None, otherwise: int) -> int:
    """Return a number that an attribute holds."""
    try:
        number = int(value or "")
    except ValueError:
        return otherwise
    return number if abs(number) <= _LARGEST else otherwise


_LARGEST = 999_999_999
"""CommonMark lets a list's first number have nine digits."""


def common(element: ET.Element) -> dict[str, Any]:
    """Return what all nodes have, from an element's attributes; what isn't valid is left out."""
    found: dict[str, Any] = {"line": integer(element.get(LINE), 0)}
    if identifier := element.get("id") or (element.get("name") if element.tag == "a" else ""):
        found["id"] = identifier
    language = element.get("lang", "")
    if _LANGUAGE.fullmatch(language):
        found["lang"] = language
    direction = element.get("dir", "").lower()
    if direction in _DIRECTIONS:
        found["dir"] = direction
    if names := element.get("class"):
        found["classes"] = tuple(names.split())
    return found


@dataclass
class TextReader:
    """Reads running text.

    Args:
        objects: What elements refer to by number.
        first_line: Line of the file on which the text begins.
        own_blocks: The site's `///` blocks, by name.
        abbreviations: What short forms mean.
        noted: Names of the footnotes that there are.
        stashed: Gives the HTML that an extension has put aside, by its number.
        faults: What is told of.
        rules: What of a text's HTML stays.
        has_code_languages: Whether code in a line may begin with its language, `#!python`.
    """

    objects: list[object]
    first_line: int
    own_blocks: Mapping[str, DirectiveType]
    abbreviations: Mapping[str, str]
    noted: frozenset[str]
    stashed: Callable[[int], str]
    faults: list[Fault]
    rules: MarkupRules = field(default_factory=MarkupRules)
    has_code_languages: bool = False
    line: int = field(default=0)

    def begin(self, element: ET.Element) -> None:
        """Go to where an element begins; one that an extension has made is where we are.

        What it says that no node holds is told, once.
        """
        if line := integer(element.get(LINE), 0):
            self.line = line
        else:
            element.set(LINE, str(self.line))
        tag = str(element.tag)
        for name in known.lost_attributes(element):
            self.faults.append(Fault("attribute-lost", self.line, name, tag))
            del element.attrib[name]
        for each in [*allowed_html.running(element.items(), self.rules)]:
            if each.attribute not in _JUDGED.get(tag, ()):
                self.faults.append(Fault(each.kind, self.line, each.found, tag))
                del element.attrib[each.attribute]
        if names := element.get("class"):
            parts = [name for name in names.split() if self.rules.is_part(name)]
            self.faults += (Fault("class-unknown", self.line, name, tag) for name in parts)
            element.set("class", " ".join(n for n in names.split() if n not in parts))

    def classes(self, attributes: Mapping[str, str], line: int) -> tuple[str, ...]:
        """Return the classes that a box may have; what else is typed of it is told."""
        right, refused = allowed_html.kept("div", attributes, self.rules)
        self.faults += (Fault(each.kind, line, each.found, "div") for each in refused)
        return tuple(right.get("class", "").split())

    def role(self, name: str, line: int) -> str:
        """Return what a box is called, which pages have as a class: a note, or what is typed."""
        if not self.rules.is_part(name):
            return name
        self.faults.append(Fault("class-unknown", line, name, "div"))
        return "note"

    def is_refused(self, element: ET.Element, address: str) -> bool:
        """Whether nothing may lead to an address; if so, that is told."""
        if not allowed_html.is_refused(address, self.rules):
            return False
        self.faults.append(Fault("address-refused", self.line, address, str(element.tag)))
        return True

    def words(self, text: str | None) -> Iterator[Inline]:
        """Yield text; an extension's leavings in it are read, too."""
        if not text:
            return
        for part in re.split(f"({_CONTROL.pattern})", text) if "\x02" in text else (text,):
            if _CONTROL.fullmatch(part):
                yield from self._restored(part[1:-1])
            elif part:
                yield from self._plain(part)
                self.line += part.count("\n")

    def _restored(self, mark: str) -> Iterator[Inline]:
        """Yield what one of Python-Markdown's marks stands for."""
        if mark == "amp":
            yield Text("&", line=self.line)
        elif mark.isdecimal():
            yield Text(chr(int(mark)), is_set=True, line=self.line)
        elif mark.startswith("wzxhzdk:"):
            markup = self.stashed(int(mark.removeprefix("wzxhzdk:")))
            text = html.unescape(re.sub(r"<[^>]*>", "", markup))
            if markup.lstrip().startswith("<svg"):
                yield from self._drawing(markup)
            elif text:
                yield Text(text, is_set=True, line=self.line)
        elif not mark.startswith("klzzwxh:"):
            self.faults.append(Fault("extension-lost", self.line, mark.partition(":")[0]))

    def _drawing(self, markup: str) -> Iterator[Inline]:
        """Yield an icon that an extension has put aside; one that can't be read is told."""
        try:
            root = ET.fromstring(markup)  # noqa: S314 - a file of Material's, or of the theme's
        except ET.ParseError:
            self.faults.append(Fault("extension-lost", self.line, "svg"))
            return
        yield self._drawn(root)

    def _drawn(self, element: ET.Element) -> Element:
        tag = str(element.tag).rpartition("}")[2]
        attributes = tuple((name, value) for name, value in element.items() if "}" not in name)
        content = tuple(self._drawn(child) for child in element)
        return Element(tag, attributes, content, line=self.line)

    def _plain(self, text: str) -> Iterator[Inline]:
        line, at = self.line, 0
        for match in self._short_forms.finditer(text) if self._short_forms else ():
            if match.start() > at:
                yield Text(text[at : match.start()], line=line + text.count("\n", 0, at))
            here = line + text.count("\n", 0, match.start())
            title = self.abbreviations[match[0]]
            if title:
                yield Abbreviation((Text(match[0], line=here),), title, line=here)
            else:
                yield Text(match[0], line=here)
            at = match.end()
        if at < len(text):
            yield Text(text[at:], line=line + text.count("\n", 0, at))

    @cached_property
    def _short_forms(self) -> re.Pattern[str] | None:
        if not self.abbreviations:
            return None
        forms = sorted(self.abbreviations, key=lambda form: (-len(form), form))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")

    def children(self, element: ET.Element) -> tuple[Inline, ...]:
        """Read what is in an element of running text."""
        found = [*self.words(element.text)]
        for child in element:
            found += self.inline(child)
            found += self.words(child.tail)
        return tuple(found)

    def inline(self, element: ET.Element) -> Iterator[Inline]:
        """Yield an element of running text."""
        self.begin(element)
        tag = str(element.tag)
        if tag in known.DROPPED:
            self.tell_dropped(element)
        elif tag == TYPED:
            yield Text(element.text or "", is_set=True, line=self.line)
        elif tag == "x-joint":
            pass
        elif tag in known.STYLES:
            yield self._styled(element)
        elif reader := _READERS.get(tag):
            yield reader(self, element)
        else:
            yield self._element(element)

    def _styled(self, element: ET.Element) -> Inline:
        attributes = known.other_attributes(element, _OF_STYLES)
        if attributes:
            return self._element(element)
        style = known.STYLES[str(element.tag)]
        return Styled(style, self.children(element), **common(element))

    def _element(self, element: ET.Element) -> Inline:
        self.tell_unknown(element)
        tag = str(element.tag)
        attributes = known.other_attributes(element, frozenset())
        if title := element.get("title"):
            attributes = (*attributes, ("title", title))
        return Element(tag, attributes, self.children(element), **common(element))

    def tell_dropped(self, element: ET.Element) -> None:
        """Tell of an element that would run something, or change the page around the text."""
        tag = str(element.tag)
        if tag in known.REFUSED:
            line = integer(element.get(LINE), self.line)
            self.faults.append(Fault("html-refused", line, f"<{tag}>", tag))

    def tell_unknown(self, element: ET.Element) -> None:
        """Tell of an element that HTML doesn't have."""
        tag = str(element.tag)
        if tag not in known.KNOWN and not tag.startswith("x-"):
            line = integer(element.get(LINE), self.line)
            self.faults.append(Fault("html-unknown", line, f"<{tag}>", tag))

    # One function a kind of element

    def line_break(self, element: ET.Element) -> Inline:
        """Read a line's end."""
        return Break(**common(element))

    def opportunity(self, element: ET.Element) -> Inline:
        """Read a place where a line may end."""
        return Text("\u200b", is_set=True, **common(element))

    def code(self, element: ET.Element) -> Inline:
        """Read code."""
        text = "".join(element.itertext())
        if self.has_code_languages:
            text = _CODE_LANGUAGE.sub("", text, count=1)
        return Code(text, **common(element))

    def span(self, element: ET.Element) -> Inline:
        """Read what has a language, an id or a class."""
        if known.other_attributes(element, frozenset()):
            return self._element(element)
        content = self.children(element)
        return Span(content, is_isolated=element.tag == "bdi", **common(element))

    def quoted(self, element: ET.Element) -> Inline:
        """Read a quotation in the text."""
        return Quoted(self.children(element), **common(element))

    def abbreviation(self, element: ET.Element) -> Inline:
        """Read a short form."""
        title = element.get("title", "")
        return Abbreviation(self.children(element), title, **common(element))

    def time(self, element: ET.Element) -> Inline:
        """Read a date."""
        moment = element.get("datetime", "")
        return Time(self.children(element), moment, **common(element))

    def link(self, element: ET.Element) -> Inline:
        """Read a link, or the place that links lead to."""
        content = self.children(element)
        target = element.get("href")
        if target is None or self.is_refused(element, target):
            return Span(content, **common(element))
        is_bare = element.get("data-bare") is not None
        if is_bare:
            content = tuple(replace(t, is_set=True) if isinstance(t, Text) else t for t in content)
        return Link(
            content,
            target,
            title=element.get("title") or "",
            label=element.get("aria-label") or "",
            is_bare=is_bare,
            **common(element),
        )

    def picture(self, element: ET.Element) -> Inline:
        """Read a picture."""
        width, height, align = (element.get(name) or "" for name in ("width", "height", "align"))
        if "://" in element.get("src", "") and _EMOJI_NAME.fullmatch(element.get("title") or ""):
            # An extension's picture of a character, on another host: the character says the same.
            return Text(element.get("alt") or "", is_set=True, **common(element) | {"classes": ()})
        if self.is_refused(element, element.get("src") or ""):
            return Text(element.get("alt") or "", **common(element))
        return Picture(
            element.get("src") or "",
            " ".join((element.get("alt") or "").split()),
            title=element.get("title") or "",
            width=known.size_of(width),
            height=known.size_of(height),
            align=align if align in _SIDES else "",
            has_alt="alt" in element.attrib,
            **common(element),
        )

    def embed(self, element: ET.Element) -> Inline:
        """Read a film or the like."""
        tag = str(element.tag)
        inside = next((c.get("src", "") for c in element.iter("source")), "")
        source = element.get("src") or inside
        title, width, height = (element.get(n) or "" for n in ("title", "width", "height"))
        if self.is_refused(element, source):
            return Text(title, **common(element))
        return Embed(tag, source, title, width, height, **common(element))

    def citation(self, element: ET.Element) -> Inline:
        """Read a citation."""
        token = cast("Token", self.objects[int(element.get(OBJECT, "0"))])
        cluster = replace(token.meta["cluster"], line=self.line)
        made = Citation(cluster, token.markup, **common(element))
        self.line += token.markup.count("\n")
        return made

    def formula(self, element: ET.Element) -> Inline:
        """Read a formula; one that can't be set stays as it was typed, and is told."""
        token = cast("Token", self.objects[int(element.get(OBJECT, "0"))])
        line, self.line = self.line, self.line + token.markup.count("\n")
        read = formula_syntax.read(token, line)
        if isinstance(read, Fault):
            self.faults.append(read)
            return Code(token.markup, **common(element))
        return replace(read, **common(element))

    def note_reference(self, element: ET.Element) -> Inline:
        """Read a footnote's mark; text, where there is no such note."""
        token = cast("Token", self.objects[int(element.get(OBJECT, "0"))])
        if token.info not in self.noted:
            self.faults.append(Fault("note-missing", self.line, token.markup, token.info))
            return Text(token.markup, **common(element))
        if token.info != token.markup[2:-1]:
            self.faults.append(Fault("note-spaced", self.line, token.markup, f"[^{token.info}]"))
        return NoteReference(token.info, **common(element))


_JUDGED: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    **dict.fromkeys(("img", "iframe", "video", "audio", "source"), frozenset({"src"})),
}
"""Addresses that are judged where they become nodes."""

_OF_STYLES = frozenset({"datetime", "cite"})
_READERS: Mapping[str, Callable[[TextReader, ET.Element], Inline]] = {
    "br": TextReader.line_break,
    "wbr": TextReader.opportunity,
    **dict.fromkeys(("code", "tt"), TextReader.code),
    **dict.fromkeys(("span", "bdi", "bdo", "picture"), TextReader.span),
    "q": TextReader.quoted,
    **dict.fromkeys(("abbr", "acronym"), TextReader.abbreviation),
    "time": TextReader.time,
    "a": TextReader.link,
    "img": TextReader.picture,
    **dict.fromkeys(("iframe", "video", "audio"), TextReader.embed),
    "x-citation": TextReader.citation,
    "x-formula": TextReader.formula,
    "x-note-reference": TextReader.note_reference,
}

"""A page's HTML as it goes into an edition: a closed set of elements, with no web site around it.

What a web page needs and paper doesn't (permanent links, buttons, scrolling regions) is taken away
by name. An element that isn't known stops the build, with its place in the editor's file: whatever
it holds would be lost in one format or another.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from issue_papers.formats.editions.edition import IMAGE_SCHEME, MAP_SCHEME
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError

ELEMENTS = frozenset(
    "div section aside p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption img "  # noqa: SIM905 - a word a line would be fifty lines
    "table caption thead tbody tfoot tr th td hr a em strong i b u s cite dfn abbr q sub sup small "
    "mark del ins code kbd samp var time span bdi bdo br wbr".split()
)
"""All that an edition's text is made of."""

_ALIASES = {
    "h1": "h2",
    "article": "section",
    "nav": "section",
    "header": "div",
    "footer": "div",
    "main": "div",
    "address": "div",
    "details": "div",
    "summary": "p",
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
}
"""Elements that mean the same as one of ours once nothing can be clicked."""

_DROPPED_CLASSES = frozenset({"headerlink", "footnote-backref", "ip-backlinks"})
_DROPPED_ELEMENTS = frozenset({"colgroup", "col", "slot", "template"})
"""They hold no text."""

_ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "th": frozenset({"colspan", "rowspan", "scope", "headers"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "abbr": frozenset({"title"}),
    "time": frozenset({"datetime"}),
}
_GLOBAL_ATTRIBUTES = frozenset({"id", "class", "lang", "dir", "role", "aria-label"})
_REFERRING_ATTRIBUTES = ("aria-labelledby", "headers")
_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NOT_IN_IDS = re.compile(r"[^\w.-]+")

SEPARATOR = "--"
"""Between a part's id and that of a place in it."""


@dataclass(frozen=True)
class Origin:
    """Where a part's HTML comes from.

    Attributes:
        part: The part's id.
        url: Site-relative URL of the page that the HTML was made for: its links are relative to it.
        path: The Markdown file, relative to the project's root.
        body: The file's Markdown, in which to look for the line of a fault.
        first_line: The line on which that begins.
    """

    part: str
    url: str
    path: str
    body: str
    first_line: int

    def problem(self, needle: str, message: str, hint: str) -> Problem:
        """Report a fault at the first line of the file that has a text, whatever its case."""
        lines = self.body.splitlines()
        found = (n for n, line in enumerate(lines) if needle.casefold() in line.casefold())
        return Problem(self.path, self.first_line + next(found, 0), "edition", message, hint)


@dataclass
class Canon:
    """Brings the parts of one edition into canonical form.

    First `take` each part, then `link` them all: a link can be told to stay inside the edition only
    when all its ids are known.

    Attributes:
        absolute: Makes a site-relative URL absolute; the result is empty if the site's own address
            isn't known.
        find_image: Finds the file of a picture by its site-relative URL.
        concepts: Ids of the terms that the edition's glossary explains.
        images: What `image:` sources name, as far as it was met.
    """

    absolute: Callable[[str], str]
    find_image: Callable[[str], Path | None]
    concepts: frozenset[str] = frozenset()
    glossary: str = "glossary"
    images: dict[str, Path] = field(default_factory=dict)
    _parts: dict[str, str] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def take(
        self, markup: str, origin: Origin, maps: Mapping[str, str] | None = None
    ) -> HtmlElement:
        """Turn a part's HTML into the canonical tree; its links are still those of the page.

        Args:
            markup: HTML of any kind, well-formed or not.
            origin: Where it comes from.
            maps: Description of the map of each case, by slug, for the boxes.

        Returns:
            A `<div>` around the content.

        Raises:
            ProblemsError: There is an element that editions don't know, or a picture without file.
        """
        parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True)
        text = _FORBIDDEN.sub("", markup)
        root = html.fragment_fromstring(text, create_parent="div", parser=parser)
        problems = [*self._reshape(root, origin, maps or {})]
        if problems:
            raise ProblemsError(*problems)
        self._parts[origin.url] = origin.part
        self._ids.add(origin.part)
        return root

    def _reshape(
        self, root: HtmlElement, origin: Origin, maps: Mapping[str, str]
    ) -> Iterator[Problem]:
        for element in [e for e in root.iter() if e is not root and _is_dropped(e)]:
            element.drop_tree()
        for frame in root.find_class("ip-heading"):  # around a heading and its link, now dropped
            frame.drop_tag()
        for element in list(root.iterdescendants()):
            classes = set(element.get("class", "").split())
            if "ip-term" in classes:
                self._term(element)
            if element.tag == "div" and "footnote" in classes:
                _footnotes(element)
            if alias := _ALIASES.get(element.tag):
                element.tag = alias
            if element.tag not in ELEMENTS:
                yield _unknown(element, origin)
                continue
            if element.tag == "img" and (problem := self._image(element, origin)):
                yield problem
            if element.tag == "aside" and "ip-case-box" in classes:
                _add_map(element, maps)
            self._attributes(element, origin.part)

    def _term(self, link: HtmlElement) -> None:
        """Lead a term's first use to the edition's glossary, or make it plain text."""
        concept = link.get("data-opens", "").removeprefix("definition-")
        if concept in self.concepts:
            link.set("href", f"#{self.glossary}{SEPARATOR}term-{concept}")
        else:
            link.tag = "span"
            del link.attrib["class"]

    def _image(self, image: HtmlElement, origin: Origin) -> Problem | None:
        source = image.get("src", "")
        if source.startswith((MAP_SCHEME, IMAGE_SCHEME)):
            return None
        url = _resolve(origin.url, source)
        file = self.find_image(url)
        if file is None:
            return origin.problem(
                posixpath.basename(source),
                say("the picture `{source}` can't be taken into an edition", source=source),
                say("put the file beside the page, and name it by its relative path"),
            )
        if not image.get("alt", "").strip() and image.getparent().tag != "figure":
            image.set("alt", "")
        self.images[url] = file
        image.set("src", IMAGE_SCHEME + url)
        return None

    def _attributes(self, element: HtmlElement, part: str) -> None:
        style = element.get("style", "")
        allowed = _GLOBAL_ATTRIBUTES | _ATTRIBUTES.get(element.tag, frozenset())
        allowed |= {"aria-labelledby"}
        for name in list(element.attrib):
            if name not in allowed:
                del element.attrib[name]
        if alignment := _ALIGNMENT.search(style):
            element.set("class", f"{element.get('class', '')} ip-{alignment[1]}".strip())
        if element.get("role") in {"region", "group", "note", "list"}:
            del element.attrib["role"]
        if identifier := element.get("id"):
            place = _identifier(part, identifier)
            element.set("id", place)
            if place in self._ids:
                del element.attrib["id"]
            self._ids.add(place)
        for name in _REFERRING_ATTRIBUTES:
            if value := element.get(name):
                element.set(name, " ".join(_identifier(part, one) for one in value.split()))

    def link(self, root: HtmlElement, origin: Origin) -> None:
        """Point a part's links into the edition, or to the published site.

        A link that leads nowhere once it has left the site becomes plain text.
        """
        for anchor in list(root.iter("a")):
            href = anchor.get("href")
            target = self._target(href, origin) if href is not None else ""
            if target:
                anchor.set("href", target)
            else:
                anchor.attrib.pop("href", None)
                anchor.tag = "span"
        for element in root.iter():
            wanted = element.get("aria-labelledby")
            if wanted and not set(wanted.split()) <= self._ids:
                del element.attrib["aria-labelledby"]

    def _target(self, href: str, origin: Origin) -> str:
        try:
            split = urlsplit(href.strip())
        except ValueError:
            return ""
        if split.scheme or split.netloc:
            return href.strip() if split.scheme.lower() in _SAFE_SCHEMES else ""
        if href.startswith(f"#{self.glossary}{SEPARATOR}"):
            return href
        url = _resolve(origin.url, split.path) if split.path else origin.url
        fragment = unquote(split.fragment)
        part = self._parts.get(url)
        if part:
            place = _identifier(part, fragment) if fragment else part
            if place in self._ids:
                return f"#{place}"
            if not fragment:
                return f"#{part}"
        address = self.absolute(url)
        return f"{address}#{split.fragment}" if address and split.fragment else address


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 can't hold."""


def _identifier(part: str, identifier: str) -> str:
    return f"{part}{SEPARATOR}{_NOT_IN_IDS.sub('-', identifier)}"


def _resolve(page: str, target: str) -> str:
    """Return a link's path relative to the site's root, without leading slash."""
    path = posixpath.normpath(posixpath.join("/" + page, unquote(target))).lstrip("/")
    is_folder = target.endswith("/") or posixpath.basename(target) in {"", ".", ".."}
    path = "" if path == "." else path
    return f"{path}/" if path and is_folder else path.removesuffix("index.html")


def _is_dropped(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _DROPPED_ELEMENTS:
        return True
    return bool(_DROPPED_CLASSES & set(element.get("class", "").split()))


def _footnotes(element: HtmlElement) -> None:
    element.tag = "section"
    element.set("class", "footnotes")
    for rule in element.findall("hr"):
        rule.drop_tree()


def _add_map(box: HtmlElement, maps: Mapping[str, str]) -> None:
    """Put a case's map at the top of its box."""
    headings = (h for h in box.iter("h2", "h3") if (h.get("id") or "").startswith("case-"))
    heading = next(headings, None)
    slug = heading.get("id", "").removeprefix("case-") if heading is not None else ""
    if slug in maps:
        box.insert(0, etree.Element("img", {"src": MAP_SCHEME + slug, "alt": maps[slug]}))
        box[0].set("class", "ip-map")


def _unknown(element: HtmlElement, origin: Origin) -> Problem:
    return origin.problem(
        f"<{element.tag}",
        say(
            "found the element `{element}`, which PDF and EPUB have no place for",
            element=str(element.tag),
        ),
        say("write it in Markdown, or with one of our blocks"),
    )

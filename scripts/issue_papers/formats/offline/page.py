"""A page of the site as it stands in an offline copy.

What is in the copy is linked to there, by paths that end in a file's name; whatever else the site
has is linked to where it is published, and is plain text where that isn't known. Nothing is fetched
from another server: pictures that would be become links. A template marks what is of no use in a
copy with the attribute `OMIT`.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import lxml.html
from lxml import etree
from lxml.etree import _Element

from issue_papers.formats.offline import scripts as offline_scripts
from issue_papers.formats.offline.layout import Layout, Target
from issue_papers.formats.offline.styles import copy_styles
from issue_papers.formats.web import policy

OMIT = "data-offline"
"""`data-offline="omit"`: what a copy doesn't have."""

_DROPPED_LINKS = frozenset(
    {
        *("alternate", "apple-touch-icon", "manifest", "search"),
        *("dns-prefetch", "modulepreload", "preconnect", "prefetch", "preload", "prerender"),
    }
)
"""`rel` of links that mean something to a server's visitors only."""

_LOADED_LINKS = frozenset({"icon", "mask-icon", "stylesheet"})
"""`rel` of links to files that the page needs."""

_LOADED = {
    "audio": ("src",),
    "embed": ("src",),
    "feimage": ("href", "xlink:href"),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Attributes that have a file loaded, by element."""

_FOLLOWED = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "form": ("action",),
    "blockquote": ("cite",),
    "q": ("cite",),
}
"""Attributes that lead somewhere when the reader wants it, by element."""

_PART_OF_ANOTHER = frozenset({"source", "track", "script", "input"})
"""Elements that leave nothing behind when what they load isn't there."""

_NOTICES = "data-notices"
"""Attribute of what stands last on every page, and holds notices."""

_SPACE = "\N{NO-BREAK SPACE}"
"""Kept, unlike a plain one, where the link is laid out as a row of boxes."""

_OF_A_LINK = ("href", "xlink:href", "hreflang", "rel", "download", "target", "type")

_LEFT_ALONE = re.compile(r"\s*(#|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
"""A link to a place on the same page, or one that says its scheme (RFC 3986, 3.1)."""

_MODEST = 1200
"""Pixels that a picture in a copy is wide at most."""

_CANDIDATE = re.compile(r"(?P<address>[^\s,]\S*[^\s,])(?P<size>(?:\s+[^\s,]+)*)\s*(?:,|$)")
"""An entry of `srcset` (HTML, 4.8.4.2.1)."""


@dataclass
class CopiedPage:
    """A page that has been copied.

    Attributes:
        content: The page.
        files: Site paths of the files that it needs or links to.
        modules: Site paths of the JavaScript modules that it runs.
    """

    content: bytes
    files: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)

    def __reduce__(self) -> tuple[Callable[..., CopiedPage], tuple[bytes, list[str], list[str]]]:
        """Say how it is made again; it is put away compressed."""
        packed = zlib.compress(self.content, level=1)
        return _unpacked, (packed, sorted(self.files), sorted(self.modules))


def _unpacked(packed: bytes, files: Iterable[str], modules: Iterable[str]) -> CopiedPage:
    return CopiedPage(zlib.decompress(packed), {*files}, {*modules})


@dataclass(frozen=True)
class Furniture:
    """What a copy adds to its pages.

    Attributes:
        notice: Makes the notice in the page's footer, in HTML, from the page's published address.
        elsewhere: Says of a link to another language that it leads out of the copy.
        language: The copy's language.
        direction: `ltr` or `rtl`: that language's.
    """

    notice: Callable[[str], str]
    elsewhere: str
    language: str
    direction: str

    def said(self, address: str) -> tuple[str, ...]:
        """Return what is added to the page with a published address."""
        return self.notice(address), self.elsewhere, self.language, self.direction


class PageCopier:
    """Copies one page.

    Args:
        page: Its site path.
        layout: The copy.
        furniture: What is added.
    """

    def __init__(self, page: str, layout: Layout, furniture: Furniture) -> None:
        self._page = page
        self._layout = layout
        self._furniture = furniture
        self._copied = CopiedPage(b"")

    def copy(self, content: bytes) -> CopiedPage:
        """Copy the page from its HTML in UTF-8."""
        # Elements of lxml.html are looked up in Python, each one of thousands.
        root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
        for element in _having(root, OMIT, "omit"):
            _drop(element)
        for picture in [*root.iter("picture")]:
            _in_one_size(picture)
        for element in list(root.iter(etree.Element)):
            self._element(element)
        self._scripts(root)
        self._search(root)
        self._furnish(root)
        self._copied.content = lxml.html.tostring(root, encoding="utf-8", doctype="<!doctype html>")
        return self._copied

    def _element(self, element: _Element) -> None:
        if style := element.get("style"):
            element.set("style", self._styles(style))
        if element.tag == "style" and element.text:
            element.text = self._styles(element.text)
        if element.tag == "link":
            self._link(element)
        for name in _FOLLOWED.get(element.tag, ()):
            if name in element.attrib:
                self._follow(element, name)
        loaded = () if _is_module(element) else _LOADED.get(element.tag, ())
        for name in loaded:
            if name in element.attrib and element.getparent() is not None:
                self._load(element, name)

    def _link(self, link: _Element) -> None:
        kinds = set(link.get("rel", "").lower().split())
        if kinds & _DROPPED_LINKS:
            _drop(link)
        elif kinds & _LOADED_LINKS:
            self._load(link, "href")
        elif "canonical" not in kinds:
            self._follow(link, "href")

    def _follow(self, element: _Element, name: str) -> None:
        """Lead a link to the copy, or to where its target is published."""
        reference = element.get(name, "")
        if _LEFT_ALONE.match(reference):
            return
        target = self._layout.target(self._page, reference)
        if target is None:
            return
        if self._layout.keeps(target):
            self._copied.files.add(target.file)
            element.set(name, self._layout.relative(self._page, target))
        elif target.address:
            element.set(name, target.address)
            if element.tag == "a" and "data-same-place" in element.attrib:
                self._say_elsewhere(element)
        elif element.tag == "a":
            self._make_text(element)
        elif element.tag == "link":
            _drop(element)
        else:
            del element.attrib[name]

    def _say_elsewhere(self, link: _Element) -> None:
        furniture = self._furniture
        note = etree.SubElement(link, "small", lang=furniture.language, dir=furniture.direction)
        note.text = f"({furniture.elsewhere})"
        before = note.getprevious()
        if before is None:
            link.text = f"{link.text or ''}{_SPACE}"
        else:
            before.tail = f"{before.tail or ''}{_SPACE}"

    @staticmethod
    def _make_text(link: _Element) -> None:
        link.tag = "g" if next(link.iterancestors("svg"), None) is not None else "span"
        for name in _OF_A_LINK:
            link.attrib.pop(name, "")

    def _load(self, element: _Element, name: str) -> None:
        """Have a file loaded from the copy; what isn't there is linked to."""
        if name == "srcset":
            self._load_candidates(element)
            return
        reference = element.get(name, "")
        target = None if reference.startswith("#") else self._layout.target(self._page, reference)
        if target is None:
            return
        if target.file and (element.tag != "iframe" or self._layout.keeps(target)):
            self._copied.files.add(target.file)
            element.set(name, self._layout.relative(self._page, target))
        elif name == "poster":
            del element.attrib[name]
        elif element.tag in _PART_OF_ANOTHER or element.tag == "link":
            _drop(element)
        else:
            self._refer(element, target)

    def _load_candidates(self, element: _Element) -> None:
        kept = []
        for match in _CANDIDATE.finditer(element.get("srcset", "")):
            target = self._layout.target(self._page, match["address"])
            if target and target.file:
                self._copied.files.add(target.file)
                kept.append(self._layout.relative(self._page, target) + match["size"])
            elif target is None:
                kept.append(match["address"] + match["size"])
        element.set("srcset", ", ".join(kept))
        if not kept:
            del element.attrib["srcset"]

    @staticmethod
    def _refer(element: _Element, target: Target) -> None:
        """Put a link in the place of what would be fetched."""
        text = element.get("alt") or element.get("title") or element.get("aria-label")
        tail, address = element.tail, target.address
        inside = next(element.iterancestors("a", "svg"), None)
        element.clear()
        element.tail = tail
        element.tag = "span" if inside is not None or not address else "a"
        element.text = text or address
        if element.tag == "a":
            element.set("href", address)

    def _styles(self, css: str) -> str:
        copied, needed = copy_styles(css, self._page, self._layout)
        self._copied.files |= needed
        return copied

    def _scripts(self, root: _Element) -> None:
        """Have the page's modules come from the script that holds them all."""
        holder = etree.Element("script", src=self._up() + offline_scripts.MODULES)
        wanted: list[str] = []
        for script in [each for each in root.iter("script") if _is_module(each)]:
            target = self._layout.target(self._page, script.get("src", ""))
            if target and target.file:
                if not wanted:
                    script.addprevious(holder)
                wanted.append(target.file)
            _drop(script)
        if wanted:
            holder.set("data-modules", " ".join(wanted))
            self._copied.modules |= {*wanted}

    def _search(self, root: _Element) -> None:
        """Tell the search where the copy's top is, and that it has one language."""
        for script in _having(root, "id", "search-config"):
            config = json.loads(script.text or "{}")
            config |= {"base": self._up(), "languages": []}
            script.text = json.dumps(config, ensure_ascii=False).replace("<", "\\u003c")

    def _furnish(self, root: _Element) -> None:
        for meta in _having(root, "http-equiv", "Content-Security-Policy"):
            meta.set("content", policy.Policy(policy.OFFLINE).in_page)
        text = self._furniture.notice(self._layout.published(self._page))
        notice = lxml.html.fragment_fromstring(text)
        for footer in root.iter(etree.Element):
            if _NOTICES in footer.attrib:
                footer.insert(0, notice)

    def _up(self) -> str:
        return offline_scripts.up(self._layout.copied(self._page)) + "/"


def _in_one_size(picture: _Element) -> None:
    """Leave of a picture the one file that is large enough for most screens."""
    image = next(picture.iter("img"), None)
    sources = [*picture.iter("source")]
    widths = {
        int(match["size"].strip()[:-1]): match["address"]
        for match in _CANDIDATE.finditer(sources[0].get("srcset", "") if sources else "")
        if match["size"].strip().endswith("w")
    }
    if image is None or not widths:
        return
    fitting = [width for width in widths if width <= _MODEST]
    image.set("src", widths[max(fitting) if fitting else min(widths)])
    for name in {"srcset", "sizes"} & {*image.attrib}:
        del image.attrib[name]
    for source in sources:
        _unwrap(source)  # for this parser, what comes after it is in it


def _unwrap(element: _Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at, tail, children = parent.index(element), element.tail or "", [*element]
    element.tail = f"{element.text or ''}{'' if children else tail}"
    if children:
        children[-1].tail = f"{children[-1].tail or ''}{tail}"
    for n, child in enumerate(children, start=1):
        parent.insert(at + n, child)
    _drop(element)


def _drop(element: _Element) -> None:
    """Take an element out of its tree, and leave what follows it there."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = f"{parent.text or ''}{element.tail or ''}" or None
    else:
        before.tail = f"{before.tail or ''}{element.tail or ''}" or None
    parent.remove(element)


def _having(root: _Element, name: str, value: str) -> list[_Element]:
    """Return the elements that have a value among those of an attribute."""
    return [e for e in root.iter(etree.Element) if value in e.get(name, "").split()]


def _is_module(element: _Element) -> bool:
    return bool(element.tag == "script" and element.get("type") == "module")

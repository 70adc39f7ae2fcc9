"""SVG pictures without what would run or be fetched: they are drawings, and nothing else.

A drawing may refer to its own parts (`#…`) and to pictures that are embedded in it (`data:`).
What HTML writes into it (`foreignObject`) is shown by browsers alone; where a `switch` has SVG for
all others, nothing is lost.

https://www.w3.org/TR/SVG2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

SVG = "image/svg+xml"

_SPACE = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_PROGRAMS = frozenset({"script", "handler", "listener"})
_ANIMATIONS = frozenset({"animate", "set", "animateTransform", "animateMotion"})
_TEXTS = frozenset({"text", "title", "desc"})
_EMBEDDED = re.compile(r"data:image/(png|jpeg|jpg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?(?!#|data:)([^)\"']*)[\"']?\s*\)", re.IGNORECASE)
_START = re.compile(rb"\s*<(\?xml|!--|!doctype\s+svg|svg\b|[\w-]+:svg\b)", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LONGEST = 60


@dataclass(frozen=True)
class Finding:
    """Something in an SVG that isn't drawn everywhere.

    Attributes:
        kind: `script`, `remote` or `foreign-text`.
        line: Its line.
        found: What stands there, or leads away.
    """

    kind: str
    line: int
    found: str


class UnreadableSvgError(ValueError):
    """A file isn't a well-formed SVG.

    Attributes:
        line: Where that shows.
    """

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__()


def is_svg(data: bytes) -> bool:
    """Whether a file is meant to be an SVG."""
    for mark in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return b"<" in data[:5]
    return _START.match(data[:1000]) is not None


def findings(data: bytes) -> tuple[Finding, ...]:
    """Return what `cleaned` takes out.

    Raises:
        UnreadableSvgError: It isn't well-formed, or no SVG.
    """
    return tuple(_clean(_parsed(data)))


def cleaned(data: bytes) -> bytes:
    """Return a drawing that draws, in UTF-8.

    Raises:
        UnreadableSvgError: It isn't well-formed, or no SVG.
    """
    root = _parsed(data)
    for _ in _clean(root):
        pass
    return etree.tostring(root, encoding="utf-8")


def words(data: bytes) -> str:
    """Return the text that is drawn.

    Raises:
        UnreadableSvgError: It isn't well-formed, or no SVG.
    """
    return " ".join(_text(text) for text in _parsed(data).iter(f"{_SPACE}text"))


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSvgError(max(error.lineno or 1, 1)) from error
    if root.tag != f"{_SPACE}svg":
        raise UnreadableSvgError(1)
    return root


def _clean(root: etree._Element) -> Iterator[Finding]:
    """Take out what isn't drawn everywhere, and yield it where that is a loss."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield from _clean_one(element)
        if element is root or element.getparent() is not None:
            stack += reversed(element)


def _clean_one(element: etree._Element) -> Iterator[Finding]:
    if not isinstance(cast("object", element.tag), str):  # a reference to an entity that is nowhere
        _remove(element)
        return
    name = etree.QName(element).localname
    if name in _PROGRAMS or _is_animated_link(element, name):
        yield _finding("script", element, f"<{name}>")
        _remove(element)
    elif name == "foreignObject" or not element.tag.startswith(_SPACE):
        yield from _foreign(element, name)
    else:
        yield from _attributes(element, name)
        if name == "style":
            yield from _style(element)


def _is_animated_link(element: etree._Element, name: str) -> bool:
    return name in _ANIMATIONS and element.get("attributeName", "").endswith("href")


def _foreign(element: etree._Element, name: str) -> Iterator[Finding]:
    """Take out what isn't SVG; editors' own notes (`sodipodi:namedview`) are no loss."""
    is_html = name == "foreignObject" or "xhtml" in element.tag
    text = " ".join(_text(element).split())
    if is_html and text and not _has_other(element):
        yield _finding("foreign-text", element, text)
    _remove(element)


def _has_other(element: etree._Element) -> bool:
    """Whether a `switch` has something else to draw in an element's stead."""
    parent = element.getparent()
    if parent is None or etree.QName(parent).localname != "switch":
        return False
    others = (etree.QName(child).localname for child in parent if child is not element)
    return any(name != "foreignObject" for name in others)


def _attributes(element: etree._Element, name: str) -> Iterator[Finding]:
    for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
        if etree.QName(key).localname.startswith("on"):
            yield _finding("script", element, f"{key}=…")
            del element.attrib[key]
        elif key in _HREFS:
            yield from _reference(element, name, key, value.strip())
        elif match := _URL.search(value):
            yield _finding("remote", element, match[1])
            del element.attrib[key]


def _reference(element: etree._Element, name: str, key: str, target: str) -> Iterator[Finding]:
    if not target or target.startswith("#") or _EMBEDDED.match(target):
        return
    if name == "a":
        if not _LINK.match(target):
            yield _finding("script" if ":" in target else "remote", element, target)
            del element.attrib[key]
        return
    yield _finding("remote", element, target)
    del element.attrib[key]


def _style(element: etree._Element) -> Iterator[Finding]:
    text = element.text or ""
    for match in (*_IMPORT.finditer(text), *_URL.finditer(_IMPORT.sub("", text))):
        yield _finding("remote", element, match[0])
    element.text = _URL.sub("none", _IMPORT.sub("", text))


def _finding(kind: str, element: etree._Element, found: str) -> Finding:
    short = found if len(found) <= _LONGEST else f"{found[: _LONGEST - 1]}…"
    return Finding(kind, cast("int | None", element.sourceline) or 1, short)


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _remove(element: etree._Element) -> None:
    """Take an element out, but leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)

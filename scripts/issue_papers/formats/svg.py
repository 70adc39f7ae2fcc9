"""SVG pictures without what would run or be fetched: they are drawings, and nothing else.

A drawing may refer to its own parts (`#…`) and to pictures that are embedded in it (`data:`).
What HTML writes into it (`foreignObject`) is shown by browsers alone; where a `switch` has SVG for
all others, nothing is lost.

https://www.w3.org/TR/SVG2/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from issue_papers.formats.svg_ids import name_ids

SVG = "image/svg+xml"

_SPACE = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_PROGRAMS = frozenset(
    {"script", "handler", "listener", "iframe", "object", "embed", "audio", "video", "canvas"}
)
"""What runs, or shows what runs; in SVG or, inside `foreignObject`, in HTML."""
_ANIMATIONS = frozenset({"animate", "set", "animateTransform", "animateMotion"})
_TEXTS = frozenset({"text", "title", "desc"})
_EMBEDDED = re.compile(r"data:image/(png|jpeg|jpg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
_URL = re.compile(
    r"(?:(?:src|image-set|image)\(|url\(\s*+[\"']?+(?!#|data:))"
    r"([^)\"']*+)[\"']?+[^)]*+(?:\)|\Z)",
    re.IGNORECASE,
)
"""An address that isn't of a part or embedded, or a function that may choose one of several.

The end closes what nothing has (CSS Syntax 3).
"""
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STYLE_SHEET = "xml-stylesheet"
_START = re.compile(rb"\s*<(\?xml|!--|!doctype\s+svg|svg\b|[\w-]+:svg\b)", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LONGEST = 60
_NOTHING = re.compile(r"-[\d.]|[+]?(?:0+\.?0*|\.0+)(?:%|[a-z]+)?\Z", re.IGNORECASE)
_OWN = 'xmlns="http://www.w3.org/2000/svg"'
_XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_NO_XLINK = "prefix xlink for"
_CUT = ("...", "…")
"""How draw.io ends what it has cut, as for programs that show no HTML."""


@dataclass(frozen=True)
class Finding:
    """Something in an SVG that isn't drawn everywhere.

    Attributes:
        kind: `script`, `remote`, `foreign-text` or `no-size`.
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
        lacks: What its first tag lacks, where that is all.
    """

    def __init__(self, line: int, lacks: str = "") -> None:
        self.line = line
        self.lacks = lacks
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
    root = _parsed(data)
    return (*_instructions(root), *_clean(root), *_sizes(root))


def published(data: bytes) -> bytes:
    """Return what a browser may be given of a drawing: it as it is, if nothing must be taken out.

    Raises:
        UnreadableSvgError: It isn't well-formed, or no SVG.
    """
    root = _parsed(data)
    has_more = root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data
    before = etree.tostring(root, encoding="utf-8")
    found = [*_instructions(root), *_clean(root)]
    after = etree.tostring(root, encoding="utf-8")
    return after if found or has_more or before != after else data


def cleaned(data: bytes) -> bytes:
    """Return a drawing that draws, in UTF-8, with ids as XML has them.

    Raises:
        UnreadableSvgError: It isn't well-formed, or no SVG.
    """
    root = _parsed(data)
    for _ in (*_instructions(root), *_clean(root)):
        pass
    name_ids(root)
    return etree.tostring(root, encoding="utf-8")


def words(data: bytes) -> str:
    """Return the text that is drawn.

    Raises:
        UnreadableSvgError: It isn't well-formed, or no SVG.
    """
    return " ".join(_text(text) for text in _parsed(data).iter(f"{_SPACE}text"))


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        lacks = _XLINK if _NO_XLINK in error.msg else ""
        raise UnreadableSvgError(max(error.lineno or 1, 1), lacks) from error
    if root.tag != f"{_SPACE}svg":
        raise UnreadableSvgError(1, _OWN if root.tag == "svg" else "")
    return root


def _sizes(root: etree._Element) -> Iterator[Finding]:
    """Yield a width or height with which nothing is drawn."""
    for name in ("width", "height"):
        if _NOTHING.match(value := root.get(name, "").strip()):
            yield _finding("no-size", root, f'{name}="{value}"')
            return


def _instructions(root: etree._Element) -> Iterator[Finding]:
    """Take out instructions to programs, and yield those that fetch a style sheet."""
    outside = (*root.itersiblings(preceding=True), *root.itersiblings())
    inside = [each for each in root.iter() if isinstance(each, etree._ProcessingInstruction)]  # noqa: SLF001 - lxml's only name
    for each in (*outside, *inside):
        if isinstance(each, etree._ProcessingInstruction) and each.target == _STYLE_SHEET:  # noqa: SLF001
            yield _finding("remote", each, f"<?{_STYLE_SHEET}")
    _take_out(inside)


def _clean(root: etree._Element) -> Iterator[Finding]:
    """Take out what isn't drawn everywhere, and yield it where that is a loss."""
    stack, gone = [root], []
    switches: dict[etree._Element, bool] = {}
    while stack:
        element = stack.pop()
        if not isinstance(cast("object", element.tag), str):  # an entity that is nowhere
            gone.append(element)
            continue
        name = etree.QName(element).localname
        if name in _PROGRAMS or _is_animated_link(element, name):
            yield _finding("script", element, f"<{name}>")
            gone.append(element)
        elif name == "foreignObject" or not element.tag.startswith(_SPACE):
            yield from _foreign(element, name, switches)
            gone.append(element)
        else:
            yield from _attributes(element, name)
            if name == "style":
                yield from _style(element)
            stack += reversed(element)
    _take_out(gone)


def _is_animated_link(element: etree._Element, name: str) -> bool:
    return name in _ANIMATIONS and element.get("attributeName", "").strip().endswith("href")


def _foreign(
    element: etree._Element, name: str, switches: dict[etree._Element, bool]
) -> Iterator[Finding]:
    """Yield what is lost with what isn't SVG; editors' own notes (`sodipodi:namedview`) aren't."""
    is_html = name == "foreignObject" or "xhtml" in element.tag
    for inner in element.iter():
        tag = cast("object", inner.tag)
        if isinstance(tag, str) and etree.QName(tag).localname.lower() in _PROGRAMS:
            yield _finding("script", inner, f"<{etree.QName(tag).localname}>")
            return
    text = " ".join(_text(element).split())
    if is_html and text and (not _has_other(element, switches) or _is_cut(element, text)):
        yield _finding("foreign-text", element, text)


def _has_other(element: etree._Element, switches: dict[etree._Element, bool]) -> bool:
    """Whether a `switch` has something else to draw than what isn't SVG; each is looked at once."""
    parent = element.getparent()
    if parent is None or etree.QName(parent).localname != "switch":
        return False
    if parent not in switches:
        tags = (child.tag for child in parent.iterchildren("*"))
        switches[parent] = any(
            tag.startswith(_SPACE) and etree.QName(tag).localname != "foreignObject" for tag in tags
        )
    return switches[parent]


def _is_cut(element: etree._Element, text: str) -> bool:
    """Whether what is drawn instead has but the beginning of a text."""
    for other in element.itersiblings(f"{_SPACE}text"):
        drawn = _text(other).strip()
        if drawn.endswith(_CUT) and text != drawn and text.startswith(drawn.rstrip(".…").strip()):
            return True
    return False


def _attributes(element: etree._Element, name: str) -> Iterator[Finding]:
    for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
        if etree.QName(key).localname.startswith("on"):
            yield _finding("script", element, f"{key}=…")
            del element.attrib[key]
        elif key in _HREFS:
            yield from _reference(element, name, key, value.strip())
        elif key == "ping":
            yield _finding("remote", element, f"{key}=…")
            del element.attrib[key]
        elif match := _URL.search(_unescaped(value)):
            yield _finding("remote", element, match[1])
            del element.attrib[key]


def _reference(element: etree._Element, name: str, key: str, target: str) -> Iterator[Finding]:
    is_embedded = name != "use" and _EMBEDDED.match(target)
    if not target or target.startswith("#") or is_embedded:
        return
    if name == "a":
        if not _LINK.match(target):
            yield _finding("script" if ":" in target else "remote", element, target)
            del element.attrib[key]
        return
    yield _finding("remote", element, target)
    del element.attrib[key]


def _style(element: etree._Element) -> Iterator[Finding]:
    text = _text(element)
    plain = _unescaped(text)
    found = (*_IMPORT.finditer(plain), *_URL.finditer(_IMPORT.sub("", plain)))
    for match in found:
        yield _finding("remote", element, match[0])
    for child in [*element]:
        element.remove(child)
    element.text = _URL.sub("none", _IMPORT.sub("", plain)) if found else text


def _unescaped(css: str) -> str:
    """Return CSS with the characters that its escapes stand for, and without comments."""
    if "\\" not in css and "/*" not in css:
        return css
    plain = _CSS_COMMENT.sub("", css)
    return _CSS_ESCAPE.sub(lambda match: match[2] or _character(int(match[1], 16)), plain)


def _character(code: int) -> str:
    is_one = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - Unicode's own
    return chr(code) if is_one else "\ufffd"


def _finding(kind: str, element: etree._Element, found: str) -> Finding:
    short = found if len(found) <= _LONGEST else f"{found[: _LONGEST - 1]}…"
    return Finding(kind, cast("int | None", element.sourceline) or 1, short)


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _take_out(gone: Iterable[etree._Element]) -> None:
    """Take elements out, but not the text behind each; what comes together is joined at once."""
    parents: dict[etree._Element, set[etree._Element]] = {}
    for element in gone:
        if (parent := element.getparent()) is not None:
            parents.setdefault(parent, set()).add(element)
    for parent, those in parents.items():
        before, texts = None, [parent.text or ""]
        for child in [*parent]:
            if child in those:
                texts.append(child.tail or "")
                parent.remove(child)
            else:
                _write_text(parent, before, texts)
                before, texts = child, [child.tail or ""]
        _write_text(parent, before, texts)


def _write_text(parent: etree._Element, before: etree._Element | None, texts: list[str]) -> None:
    """Write the text behind an element, or the first in its parent, if it isn't as it was."""
    if len(texts) == 1:
        return
    if before is None:
        parent.text = "".join(texts)
    else:
        before.tail = "".join(texts)

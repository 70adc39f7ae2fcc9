"""What elements and attributes of HTML mean here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from issue_papers.articles.nodes import Style

STYLES: Mapping[str, Style] = {
    "em": Style.EMPHASIS,
    "strong": Style.STRONG,
    "i": Style.ITALIC,
    "b": Style.BOLD,
    "s": Style.STRIKE,
    "strike": Style.STRIKE,
    "del": Style.DELETED,
    "ins": Style.INSERTED,
    "u": Style.UNDERLINE,
    "mark": Style.MARK,
    "sub": Style.SUBSCRIPT,
    "sup": Style.SUPERSCRIPT,
    "small": Style.SMALL,
    "cite": Style.TITLE,
    "dfn": Style.DEFINED,
    "var": Style.VARIABLE,
    "kbd": Style.KEYBOARD,
    "samp": Style.SAMPLE,
}
"""Elements that are a style of running text."""

RUNNING = frozenset(STYLES) | frozenset(
    {"a", "abbr", "acronym", "audio", "bdi", "bdo", "br", "code", "data", "iframe", "img", "q"}
    | {"span", "time", "tt", "video", "wbr", "typed-as-is", "x-joint"}
)
"""Elements of running text."""

RUNNING_INSIDE = RUNNING | frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend", "label"}
)
"""Elements that hold nothing but running text, also where they ask for Markdown (md_in_html)."""

OWN_BLOCKS = frozenset({"x-code", "x-directive", "x-container", "x-note"})
"""Elements of our own that stand by themselves."""

GROUPS = frozenset(
    {"div", "section", "article", "header", "footer", "main", "nav", "address", "hgroup", "center"}
)
"""Elements that only hold others together."""

ASTRAY = frozenset({"caption", "dd", "dt", "figcaption", "li", "summary", "td", "th"})
"""Parts of a list, a table, a figure or a box: what stands outside one is a group by itself."""

REFUSED = frozenset(
    {"script", "style", "base", "meta", "link", "object", "embed", "applet", "frame", "frameset"}
)
"""Elements that would run something, or change the page around the text."""

DROPPED = REFUSED | frozenset(
    {"template", "slot", "colgroup", "col", "head", "title", "noscript", "param", "source", "track"}
)
"""Elements that hold nothing to read."""

KNOWN = (
    RUNNING
    | GROUPS
    | frozenset(
        {"aside", "blockquote", "button", "canvas", "caption", "datalist", "dd", "details"}
        | {"dialog", "dir", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2"}
        | {"h3", "h4", "h5", "h6", "hr", "input", "label", "legend", "li", "map", "area", "menu"}
        | {"meter", "ol", "optgroup", "option", "output", "p", "picture", "pre", "progress", "rp"}
        | {"rt", "ruby", "select", "summary", "svg", "math", "table", "tbody", "td", "textarea"}
        | {"tfoot", "th", "thead", "tr", "ul"}
    )
)
"""Elements that HTML has."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
"""Elements that hold nothing."""

MAY_STAY_OPEN = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"})
"""Elements whose closing tags HTML lets writers leave out."""

_SIZE = re.compile(r"(\d{1,4}(?:\.\d{0,4})?)\s*(px|pt|em|rem|cm|mm|in|%)?")
_PIXELS: Mapping[str, float] = {
    "px": 1,
    "%": 1,
    "em": 16,
    "rem": 16,
    "pt": 96 / 72,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "in": 96,
}
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_BLOCKS = frozenset(
    {"aside", "blockquote", "details", "dir", "dl", "fieldset", "figcaption", "figure", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "menu", "ol", "p", "pre", "table", "ul"}
)
CLOSES: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"td", "th", "tr"}) | _PARTS),
    **dict.fromkeys(GROUPS | _BLOCKS, frozenset({"p"})),
}
"""What an element closes that is open."""

FORMS = frozenset("1aAiI")
SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})
ALIGNMENTS = frozenset({"left", "center", "right"})
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")
MOST_CELLS = 1000
"""What HTML lets `colspan` be."""

_UNDERSTOOD = frozenset(
    {"id", "name", "lang", "dir", "class", "title", "markdown", "align", "open", "data-line"}
    | {"data-object", "data-plain", "data-bare", "xml:lang"}
)

OF_LOOKS = frozenset(
    {"align", "valign", "style", "bgcolor", "border", "width", "height", "hidden"}
    | {"target", "rel", "download"}
)
"""Attributes that say how something looks or a link behaves; of others nobody misses anything."""
_READ: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("iframe", "video", "audio"), frozenset({"width", "height"})),
    "img": frozenset({"width", "height", "align"}),
    **dict.fromkeys(("td", "th"), frozenset({"align", "style"})),
}
_KEPT = frozenset(STYLES) | GROUPS | frozenset({"span", "bdi", "bdo"})
"""Elements whose other attributes their nodes keep."""


def size_of(written: str) -> str:
    """Return a width or height in pixels of CSS, or in hundredths; empty if it is neither.

    Args:
        written: `300`, `300px`, `50%`, `8.5cm`; HTML has pixels alone, but writers any of CSS.
    """
    found = _SIZE.fullmatch(written.strip().lower())
    if found is None or not (number := round(float(found[1]) * _PIXELS[found[2] or "px"])):
        return ""
    return f"{number}%" if found[2] == "%" else str(number)


def group_named(tag: str) -> str:
    """Return what a group is called: HTML has no `center` any more, and an EPUB can't."""
    return tag if tag in GROUPS and tag != "center" else "div"


def lost_attributes(element: ET.Element) -> tuple[str, ...]:
    """Return those of an element's attributes that somebody would miss: no node holds them.

    Which they are: how a page looks is the style sheets' to say, and where a link opens is the
    reader's. What only helps a browser (`loading`, `decoding`) isn't among them.
    """
    if element.attrib.keys().isdisjoint(OF_LOOKS):
        return ()
    tag = str(element.tag)
    is_kept = tag in _KEPT or tag not in KNOWN
    lost = frozenset({"align"}) if is_kept else OF_LOOKS - _READ.get(tag, frozenset())
    return tuple(name for name in element.attrib if name in lost)


def other_attributes(
    element: ET.Element, understood: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Return an element's attributes that no field of a node stands for.

    Args:
        element: The element.
        understood: What the node at hand has fields for, besides those that all have.
    """
    kept = _UNDERSTOOD | understood
    return tuple(
        (str(name), str(value or "")) for name, value in element.attrib.items() if name not in kept
    )

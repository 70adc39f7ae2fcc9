"""Which HTML contributors may write: the allow-list, and what becomes of all else.

A text comes from anybody who proposes a change. So nothing in it may run, load something from
elsewhere, send what a reader types, or look like a part of the page that it isn't. What is judged
is what a writer has typed (HTML, and attributes in braces), before it becomes nodes: what isn't on
the list is in no node, and so in no format. What extensions make themselves, which the owner has
chosen, isn't judged but for what would run in any case.

An owner who trusts all contributors writes `raw_html: trusted`; programs are refused even then.

https://html.spec.whatwg.org/multipage/indices.html
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from issue_papers.articles import html_elements as known

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What an address may begin with, if it isn't relative."""

ON_ALL = frozenset({"id", "class", "lang", "dir", "title", "translate", "markdown"}) | frozenset(
    {"aria-label", "aria-hidden"}
)
"""Attributes that each element may have."""

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "name"}),
    "img": frozenset({"src", "alt", "width", "height", "align"}),
    **dict.fromkeys(("video", "audio"), frozenset({"src", "width", "height"})),
    "source": frozenset({"src", "type"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    **dict.fromkeys(("td", "th"), frozenset({"align", "colspan", "rowspan", "scope", "style"})),
    "time": frozenset({"datetime"}),
    **dict.fromkeys(("ins", "del"), frozenset({"cite", "datetime"})),
    **dict.fromkeys(("q", "blockquote"), frozenset({"cite"})),
    "data": frozenset({"value"}),
    "details": frozenset({"open"}),
}
"""Attributes that one element may have besides; a cell's `style` may align it, and no more."""

ELEMENTS = (
    (known.RUNNING - {"iframe", "typed-as-is", "x-joint"})
    | (known.GROUPS - {"main"})
    | frozenset({"aside", "blockquote", "caption", "col", "colgroup", "dd", "details", "dir"})
    | frozenset({"dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
    | frozenset({"li", "menu", "ol", "p", "picture", "pre", "rp", "rt", "ruby", "source"})
    | frozenset({"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"})
)
"""Elements that a text may have."""

DRAWN = frozenset({"svg", "math"})
"""Elements that a browser draws from what is in them: nothing of it is text."""

_ADDRESSES = frozenset({"href", "src", "cite", "action", "formaction", "poster", "background"})
_RUNNING_SCHEMES = frozenset({"javascript", "vbscript", "data"})
_INTERNAL = frozenset(
    {"data-line", "data-object", "data-plain", "data-bare", "data-alert", "data-task"}
)
"""Attributes that say to the next step what the one before has found: no writer's."""

_UNMISSED = frozenset(
    {"loading", "decoding", "fetchpriority", "controls", "muted", "preload", "playsinline"}
    | {"cellpadding", "cellspacing", "span"}
)
"""Attributes that are left out without a word: they only help a browser, or all have them."""

_STANDS_ASIDE = known.DROPPED - known.REFUSED - {"colgroup", "col", "source", "param", "track"}
_ALIGNS = re.compile(r"\s*text-align:\s*(left|right|center)\s*;?\s*")
_MADE = re.compile(r"\s*(text-align:\s*(left|right|center)|width:\s*[\d.]+%)\s*;?\s*")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_LEADING = "".join(map(chr, range(0x21)))
_INSIDE = str.maketrans("", "", "\t\n\r")
_NO_ID = re.compile(r"\s")


@dataclass(frozen=True)
class MarkupRules:
    """What of a text's HTML stays.

    Attributes:
        classes: The classes that texts may have; any, where there are none.
        parts: What the names of the theme's own classes begin with: no text has such a one, unless
            `classes` names it.
        is_trusted: Whether the owner lets contributors write any HTML but programs.
    """

    classes: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    is_trusted: bool = False

    def has_class(self, name: str) -> bool:
        """Whether a text may have a class."""
        return self.is_trusted or not self.classes or name in self.classes

    def is_part(self, name: str) -> bool:
        """Whether a class is one of the theme's own, which no text may have."""
        is_own = bool(self.parts) and name.startswith(self.parts)
        return is_own and not self.has_class(name)


@dataclass(frozen=True)
class Refusal:
    """What isn't allowed: `kind` and `found` as in `Fault`, and the attribute, if it is one."""

    kind: str
    found: str
    attribute: str = ""


def scheme_of(address: str) -> str:
    """Return what an address begins with, in lower case; empty where it is relative.

    As browsers read it: without controls and spaces before it, and without tabs and line ends in
    it (https://url.spec.whatwg.org/#concept-basic-url-parser).
    """
    match = _SCHEME.match(address.lstrip(_LEADING).translate(_INSIDE).lower())
    return match[1] if match else ""


def is_refused(address: str, rules: MarkupRules) -> bool:
    """Whether nothing may lead to an address, or be loaded from it."""
    scheme = scheme_of(address)
    return scheme in _RUNNING_SCHEMES or bool(
        scheme and scheme not in SCHEMES and not rules.is_trusted
    )


def element_refused(tag: str, rules: MarkupRules) -> Refusal | None:
    """Return why a text may not have an element; what would run is told where it is left out."""
    if rules.is_trusted or tag in ELEMENTS or tag in known.DROPPED - _STANDS_ASIDE:
        return None
    kind = "html-refused" if tag in known.KNOWN | _STANDS_ASIDE else "html-unknown"
    return Refusal(kind, f"<{tag}>")


def kept(
    tag: str, attributes: Mapping[str, str], rules: MarkupRules
) -> tuple[dict[str, str], tuple[Refusal, ...]]:
    """Return the attributes that a writer may give an element, and why not the others.

    Addresses are judged where they become nodes, as those that no HTML has.

    Args:
        tag: The element.
        attributes: What is typed.
        rules: What stays.
    """
    found: dict[str, str] = {}
    refused: list[Refusal] = []
    for name, value in attributes.items():
        if name == "class":
            names = value.split()
            refused += (Refusal("class-unknown", n) for n in names if not rules.has_class(n))
            if right := [n for n in names if rules.has_class(n)]:
                found[name] = " ".join(right)
        elif refusal := _refused(tag, name, value, rules):
            refused += refusal
        elif name not in _INTERNAL and (rules.is_trusted or name not in _UNMISSED):
            found[name] = value
    return found, tuple(refused)


def _refused(tag: str, name: str, value: str, rules: MarkupRules) -> Collection[Refusal]:
    """Return why an element may not have an attribute."""
    if name.startswith("on"):
        return (Refusal("html-handler", name),)
    if rules.is_trusted or name in _INTERNAL | _UNMISSED:
        return ()
    if name == "style" and not (tag in {"td", "th"} and _ALIGNS.fullmatch(value)):
        return (Refusal("style-refused", name),)
    if name in {"id", "name"} and _NO_ID.search(value):
        return (Refusal("id-refused", value),)
    if name in ON_ALL or name in ATTRIBUTES.get(tag, ()):
        return ()
    is_of_looks = name in known.OF_LOOKS
    return (Refusal("attribute-lost" if is_of_looks else "attribute-refused", name),)


def running(attributes: Iterable[tuple[str, str]], rules: MarkupRules) -> Iterator[Refusal]:
    """Yield the attributes that nothing may have, not even what an extension has made.

    An extension may put into one what a writer has typed; of its own it sets a bar's width.
    """
    for name, value in attributes:
        lower = name.lower()
        if lower.startswith("on") or lower in {"srcdoc", "formaction"}:
            yield Refusal("html-handler", name, name)
        elif lower.rpartition(":")[2] in _ADDRESSES and scheme_of(value) in _RUNNING_SCHEMES:
            yield Refusal("address-refused", value, name)
        elif lower == "style" and not rules.is_trusted and not _MADE.fullmatch(value):
            yield Refusal("style-refused", name, name)

"""Attributes that a text has in braces, `{ #why .lead }`, judged as those of its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from issue_papers.articles.allowed_html import MarkupRules, kept
from issue_papers.articles.article import Fault
from issue_papers.articles.tree import LINE

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HASHES = re.compile(r"(?<=[^\s#])#+(?=[ ]+\{[^{}\n]*\}[ ]*$)")
_GUARD = "\ufdd0"
"""Stands in no text: it is no character."""


def guard_hashes(root: ET.Element) -> Iterator[ET.Element]:
    """Keep the hashes that belong to the last word of a heading, as in `## C# { #c }`.

    Python-Markdown takes them for closing marks, which a space comes before in CommonMark.

    Yields:
        The elements to be given to `unguard` when their attributes have been read.
    """
    for element in root.iter():
        if element.tag in _HEADINGS and "#" in (last := _last(element)):
            guarded = _HASHES.sub(lambda match: match[0] + _GUARD, last)
            if guarded != last:
                _end_in(element, guarded)
                yield element


def unguard(elements: Iterable[ET.Element]) -> None:
    """Take off what `guard_hashes` has put there."""
    for element in elements:
        _end_in(element, _last(element).replace(_GUARD, ""))


def _last(element: ET.Element) -> str:
    return (element[-1].tail if len(element) else element.text) or ""


def _end_in(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = text
    else:
        element.text = text


def judged(
    before: Iterable[tuple[ET.Element, Mapping[str, str]]], rules: MarkupRules
) -> Iterator[Fault]:
    """Yield what was refused of the attributes that elements have got; it is taken off them.

    Args:
        before: The elements in their order, each with the attributes that it had.
        rules: What stays.
    """
    line = 0
    for element, had in before:
        line = int(had.get(LINE) or line)
        given = {name: str(v or "") for name, v in element.items() if had.get(name) != v}
        if not given:
            continue
        classes = had.get("class", "")
        if "class" in given:
            given["class"] = given["class"].removeprefix(classes)
        tag = str(element.tag)
        right, refused = kept(tag, given, rules)
        if right.get("class") and classes:
            right["class"] = f"{classes} {right['class']}"
        element.attrib.clear()
        element.attrib.update({**had, **right})
        yield from (Fault(each.kind, line, each.found, tag) for each in refused)

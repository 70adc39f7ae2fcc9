"""Attributes that a text has in braces, `{ #why .lead }`, judged as those of its HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from issue_papers.articles.allowed_html import MarkupRules, kept
from issue_papers.articles.article import Fault
from issue_papers.articles.tree import LINE


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

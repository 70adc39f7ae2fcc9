"""A part of an edition as an XHTML document of an EPUB.

`epub:type` tells reading systems what a passage is (EPUB 3 Structural Semantics Vocabulary 1.1), as
for notes that pop up; `role` tells assistive technology the same (DPUB-ARIA 1.1), where HTML lets
the element have it. Both stand in `overrides/editions/epub/roles.yml` and in the fragments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from issue_papers.articles.nodes import Code, Heading, List
from issue_papers.formats.editions.edition import SEPARATOR, Edition, Part, PartKind
from issue_papers.formats.editions.writing import EditionWriter, Roles
from issue_papers.formats.markup.elements import Syntax
from issue_papers.formats.markup.fragments import Fragments

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold."""

_NOT_IN_URLS = re.compile(r'[\s"<>\\^`{|}]')
_LOWEST = 6

KIND_ROLES: Mapping[PartKind, tuple[str, str]] = {
    PartKind.ABSTRACT: ("abstract", "doc-abstract"),
    PartKind.SECTION: ("chapter", "doc-chapter"),
    PartKind.CASE_STUDY: ("chapter", "doc-chapter"),
    PartKind.GLOSSARY: ("glossary", "doc-glossary"),
    PartKind.CORRECTIONS: ("errata", "doc-errata"),
}
"""`epub:type` and role of a part."""

_BIBLIOGRAPHY = ("bibliography", "doc-bibliography")


def file_name(part: str) -> str:
    """Return the name of a part's document."""
    return f"{part}.xhtml"


def clean(text: str) -> str:
    """Leave out what XML 1.0 can't hold."""
    return _FORBIDDEN.sub("", text)


def is_bibliography(part: Part) -> bool:
    """Whether a section is a list of references and hardly more: no heading divides it."""
    if part.kind is not PartKind.SECTION:
        return False
    has_list = any(isinstance(b, List) and b.role == _BIBLIOGRAPHY[0] for b in part.blocks)
    return has_list and not any(isinstance(block, Heading) for block in part.blocks)


def roles_of(part: Part) -> tuple[str, str]:
    """Return `epub:type` and role of a part."""
    return _BIBLIOGRAPHY if is_bibliography(part) else KIND_ROLES[part.kind]


def document(markup: str) -> etree._Element:
    """Parse what a template has made; it is well-formed, as templates escape everything."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    return etree.fromstring(clean(markup).encode(), parser)


def serialised(root: etree._Element) -> bytes:
    """Return a document as a file in UTF-8."""
    text: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return text + b"\n"


class PartWriter(EditionWriter):
    """Writes the text of one part as XHTML.

    Args:
        fragments: The format's fragments.
        known: What the theme says of nodes.
        edition: What the part belongs to.
        part: The part.
        pictures: The file of each picture, by its source.
    """

    def __init__(
        self,
        fragments: Fragments,
        known: Roles,
        edition: Edition,
        part: Part,
        pictures: Mapping[str, str],
    ) -> None:
        super().__init__(fragments, known, edition, Syntax(is_xml=True))
        self._part = part
        self._parts = frozenset(one.id for one in edition.parts)
        self._pictures = pictures

    def href(self, target: str) -> str:
        """Return the address of a place in the publication, or one on the web."""
        if not target.startswith("#"):
            return _NOT_IN_URLS.sub(lambda m: f"%{ord(m[0]):02X}", target)
        part = target[1:].partition(SEPARATOR)[0]
        if part not in self._parts:
            return ""
        return target if part == self._part.id else f"{file_name(part)}{target}"

    def source(self, source: str) -> str:
        """Return the name of a picture's file."""
        return self._pictures.get(source, "")

    def write_code(self, node: Code) -> str:
        """Write text for a machine, which runs from left to right; style sheets may not say so."""
        return super().write_code(node if node.dir else replace(node, dir="ltr"))

    def write_heading(self, node: Heading) -> str:
        """Write a heading."""
        return super().write_heading(replace(node, level=min(node.level, _LOWEST)))

"""A part of an edition as an XHTML document of an EPUB: the canonical tree, in XML, with its roles.

`epub:type` tells reading systems what a passage is (EPUB 3 Structural Semantics Vocabulary 1.1), as
for notes that pop up; `role` tells assistive technology the same (DPUB-ARIA 1.1), where HTML lets
the element have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.views.catalogue import Catalogue

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"

_DEEPEST = 200
"""Levels of elements that are kept. Below, only text is: libxml2, which many reading systems parse
with, gives up at 256."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold."""

_NOT_IN_URLS = re.compile(r'[\s"<>\\^`{|}]')
_FOOTNOTES_BACK = "↩\ufe0e"

KIND_ROLES: Mapping[PartKind, tuple[str, str]] = {
    PartKind.ABSTRACT: ("abstract", "doc-abstract"),
    PartKind.SECTION: ("chapter", "doc-chapter"),
    PartKind.CASE_STUDY: ("chapter", "doc-chapter"),
    PartKind.GLOSSARY: ("glossary", "doc-glossary"),
    PartKind.CORRECTIONS: ("errata", "doc-errata"),
}
"""`epub:type` and role of a part."""

_BIBLIOGRAPHY = ("bibliography", "doc-bibliography")

_NUMBER = re.compile(r"-?\d{1,6}")
_SPAN = re.compile(r"[1-9]\d{0,2}")
_VALID: Mapping[str, re.Pattern[str]] = {
    "start": _NUMBER,
    "value": _NUMBER,
    "colspan": _SPAN,
    "rowspan": _SPAN,
    "type": re.compile("[1aAiI]"),
    "scope": re.compile("(row|col)(group)?"),
    "dir": re.compile("ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "datetime": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
}
"""What HTML lets these attributes hold; they are left out where they hold anything else."""


@dataclass(frozen=True)
class Places:
    """Where everything is in the publication.

    Attributes:
        ids: The file that each id of the edition is in.
        pictures: The file of each picture, by its `src` in the canonical tree.
    """

    ids: Mapping[str, str]
    pictures: Mapping[str, str]


def file_name(part: Part) -> str:
    """Return the name of a part's document."""
    return f"{part.id}.xhtml"


def clean(text: str) -> str:
    """Leave out what XML 1.0 can't hold."""
    return _FORBIDDEN.sub("", text)


def is_bibliography(part: Part) -> bool:
    """Whether a section is a list of references and hardly more: no heading divides it."""
    if part.kind is not PartKind.SECTION:
        return False
    has_list = any(has_class(child, "ip-bibliography") for child in part.body)
    return has_list and not any(True for _ in part.body.iter("h2"))


def roles(part: Part) -> tuple[str, str]:
    """Return `epub:type` and role of a part."""
    return _BIBLIOGRAPHY if is_bibliography(part) else KIND_ROLES[part.kind]


def has_class(element: etree._Element, name: str) -> bool:
    """Whether an element is of a class."""
    return name in (element.get("class") or "").split()


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


def fill(slot: etree._Element, part: Part, edition: Edition, places: Places) -> None:
    """Put a part's text into an element of a document, with its roles.

    Args:
        slot: A namespaced element, which keeps what it has.
        part: Its canonical tree isn't changed.
        edition: What the part belongs to.
        places: Where links and pictures lead.
    """
    body = _copied(part.body, slot)
    for element in list(body.iter()):
        _attributes(element)
        match etree.QName(element).localname:
            case "a":
                _link(element, part, places)
            case "img":
                _picture(element, places)
            case "aside":
                _box(element)
            case "div":
                _region(element)
            case "ol" | "ul" | "dl":
                _list(element)
            case "section":
                _section(element, edition.t)
            case _:
                pass
    if not len(slot) and not slot.text:
        slot.text = ""


def _copied(source: HtmlElement, target: etree._Element) -> etree._Element:
    """Copy what is in one element into another, in XHTML's namespace. Not recursive."""
    depth = 0
    current = target
    for event, element in etree.iterwalk(source, events=("start", "end")):
        if event == "start":
            depth += 1
            if element is source:
                _add_text(target, element.text)
            elif depth > _DEEPEST:
                _add_text(current, element.text)
            else:
                attributes = {name: clean(value) for name, value in element.attrib.items()}
                current = etree.SubElement(current, _tag(element.tag), attributes)
                _add_text(current, element.text)
            continue
        if element is not source:
            if depth <= _DEEPEST:
                current = _parent(current)
            _add_text(current, element.tail)
        depth -= 1
    return target


def _tag(name: str) -> str:
    return f"{{{XHTML}}}{name}"


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None, "only the root has none"  # noqa: S101 - for mypy
    return parent


def _add_text(element: etree._Element, text: str | None) -> None:
    """Put text behind all that an element has."""
    more = clean(text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + more
    else:
        element.text = (element.text or "") + more


def _attributes(element: etree._Element) -> None:
    """Keep what is valid, and say the language in XML's way too."""
    name = etree.QName(element).localname
    for attribute, pattern in _VALID.items():
        value = element.get(attribute)
        if value is not None and not pattern.fullmatch(value):
            del element.attrib[attribute]
    if name == "li" and element.getparent() is not None and _parent(element).tag != _tag("ol"):
        _drop(element, "value")
    if "reversed" in element.attrib:
        element.set("reversed", "reversed")
    if language := element.get("lang"):
        element.set(f"{{{XML}}}lang", language)
    has_name = "aria-label" in element.attrib or "aria-labelledby" in element.attrib
    if has_name and name in {"p", "span", "dl", "ul", "ol"} and "role" not in element.attrib:
        _drop(element, "aria-label", "aria-labelledby")  # nothing reads the name without a role


def _drop(element: etree._Element, *attributes: str) -> None:
    for attribute in attributes:
        if attribute in element.attrib:
            del element.attrib[attribute]


def _mean(element: etree._Element, meaning: str, role: str = "") -> None:
    element.set(f"{{{OPS}}}type", meaning)
    if role:
        element.set("role", role)


def _link(link: etree._Element, part: Part, places: Places) -> None:
    href = link.get("href", "")
    if not href.startswith("#"):
        if href:
            link.set("href", _NOT_IN_URLS.sub(lambda m: f"%{ord(m[0]):02X}", href))
        return
    identifier = href[1:]
    file = places.ids.get(identifier)
    if file is None:
        del link.attrib["href"]
        return
    link.set("href", href if file == file_name(part) else f"{file}{href}")
    if has_class(link, "footnote-ref"):
        _mean(link, "noteref", "doc-noteref")
    elif has_class(link, "ip-term"):
        _mean(link, "glossref", "doc-glossref")
    elif "--ref-" in identifier:
        _mean(link, "biblioref", "doc-biblioref")


def _picture(image: etree._Element, places: Places) -> None:
    image.set("src", places.pictures.get(image.get("src", ""), ""))
    image.set("alt", image.get("alt", ""))


def _box(box: etree._Element) -> None:
    """Say what an aside is. A recommendation isn't beside the point: it is a section."""
    if has_class(box, "ip-case-box"):
        box.set("role", "doc-example")
    elif has_class(box, "ip-recommendation"):
        box.tag = _tag("section")
        _drop(box, "aria-labelledby", "role")
    elif has_class(box, "ip-key-message"):
        box.set("role", "note")


def _region(element: etree._Element) -> None:
    """Let what may be too wide be scrolled by keyboard, under its name."""
    if has_class(element, "ip-scroll"):
        element.set("role", "region")
        element.set("tabindex", "0")
    elif "role" not in element.attrib:
        _drop(element, "aria-label", "aria-labelledby")


def _section(section: etree._Element, t: Catalogue) -> None:
    if has_class(section, "ip-references"):
        _references(section)
    elif has_class(section, "footnotes"):
        _notes(section, t)


def _list(element: etree._Element) -> None:
    if has_class(element, "ip-glossary"):
        _definitions(element)
    elif has_class(element, "ip-bibliography"):
        for item in element.findall(_tag("li")):
            if "dir" not in item.attrib:
                item.set("dir", "auto")  # each entry runs as its first word does


def _references(section: etree._Element) -> None:
    _mean(section, *_BIBLIOGRAPHY)
    heading = next(_headings(section), None)
    if heading is not None:
        section.set("aria-labelledby", heading.get("id", ""))


def _headings(section: etree._Element) -> Iterator[etree._Element]:
    for heading in section.iter(*(_tag(f"h{level}") for level in range(2, 7))):
        if heading.get("id"):
            yield heading


def _definitions(glossary: etree._Element) -> None:
    _mean(glossary, "glossary")
    for term in glossary.iter(_tag("dt")):
        _mean(term, "glossterm")
    for definition in glossary.iter(_tag("dd")):
        _mean(definition, "glossdef")


def _notes(notes: etree._Element, t: Catalogue) -> None:
    """Make each note one that can pop up, with a way back to where it is called."""
    _mean(notes, "footnotes")
    document_links = notes.getroottree().getroot().iter(_tag("a"))
    calls: dict[str, str] = {}
    for call in document_links:
        place = call.get("id") or _parent(call).get("id")
        if has_class(call, "footnote-ref") and place:
            calls.setdefault(call.get("href", "").rpartition("#")[2], place)
    for number, note in enumerate(notes.iter(_tag("li")), 1):
        identifier = note.get("id")
        if identifier is None:
            continue
        del note.attrib["id"]
        aside = etree.Element(_tag("aside"), {"id": identifier})
        _mean(aside, "footnote", "doc-footnote")
        aside.text, note.text = note.text, None
        aside.extend(list(note))
        note.append(aside)
        if place := calls.get(identifier):
            last = aside[-1] if len(aside) and aside[-1].tag == _tag("p") else aside
            _add_text(last, " ")
            back = etree.SubElement(last, _tag("a"), {"href": f"#{place}"})
            _mean(back, "backlink", "doc-backlink")
            back.set("class", "ip-back")
            back.set("aria-label", clean(t("footnote.back").format(number)))
            back.text = _FOOTNOTES_BACK

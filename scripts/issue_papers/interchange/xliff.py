"""XLIFF 1.2 (OASIS, 2008): the form that translators' programs read most.

A page is a `file`, a passage a `group`, a paragraph a `trans-unit`. What isn't to be changed stands
in `ph` elements. A group says in `extradata` which wording of the translation went out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from issue_papers.interchange.inline import parts

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_KNOWN = {"x": _NAMESPACE}
_NAMES: Any = {None: _NAMESPACE}


class UnreadableXliffError(ValueError):
    """It is no XLIFF 1.2 that can be read; says on which line, as far as that is known."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Pair:
    """A paragraph and its translation.

    Attributes:
        source: Markdown on one line.
        target: The same in the other language; nothing where there is none.
        line: The line of the file on which it stands.
        is_done: Whether somebody has said that nothing is left to do.
    """

    source: str
    target: str | None = None
    line: int = 1
    is_done: bool = False


@dataclass(frozen=True)
class Group:
    """A passage.

    Attributes:
        id: Its id.
        known: Fingerprint of the words of its translation that went out; empty for none.
        pairs: Its paragraphs.
        is_behind: Whether its source has changed since it was translated.
        note: What the translation says there, where it can't be told which paragraph is which.
    """

    id: str
    known: str
    pairs: tuple[Pair, ...]
    is_behind: bool = False
    note: str = ""

    @property
    def line(self) -> int:
        """The line of the file on which it begins."""
        return self.pairs[0].line if self.pairs else 1


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        path: The file of its source.
        source: Tag of the source's language.
        target: Tag of the translation's language.
        groups: Its passages.
        line: The line of the file on which it begins.
    """

    path: str
    source: str
    target: str
    groups: tuple[Group, ...] = field(default_factory=tuple)
    line: int = 1


def written(pages: Iterable[Page], version: str) -> bytes:
    """Return pages as a file.

    Args:
        pages: The pages.
        version: The generator's version.
    """
    root = etree.Element(f"{{{_NAMESPACE}}}xliff", nsmap=_NAMES, version="1.2")
    open_: list[tuple[etree._Element, etree._Element | None, Pair]] = []
    for page in pages:
        file = etree.SubElement(
            root,
            f"{{{_NAMESPACE}}}file",
            {
                "original": page.path,
                "source-language": page.source,
                "target-language": page.target,
                "datatype": "x-markdown",
                "tool-id": "issue-papers",
            },
        )
        header = etree.SubElement(file, f"{{{_NAMESPACE}}}header")
        tool = {"tool-id": "issue-papers", "tool-name": "issue-papers", "tool-version": version}
        etree.SubElement(header, f"{{{_NAMESPACE}}}tool", tool)
        body = etree.SubElement(file, f"{{{_NAMESPACE}}}body")
        open_ += [each for group in page.groups for each in _put(body, group)]
    etree.indent(root)  # before there are words, whose spaces are theirs
    for source, target, pair in open_:
        ids = _fill(source, pair.source, {})
        if target is not None and pair.target is not None:
            _fill(target, pair.target, ids)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _put(
    body: etree._Element, group: Group
) -> Iterator[tuple[etree._Element, etree._Element | None, Pair]]:
    """Put a passage into a page; yield where its paragraphs go, with these."""
    known = {"extradata": group.known} if group.known else {}
    element = etree.SubElement(body, f"{{{_NAMESPACE}}}group", {"id": group.id, **known})
    state = "needs-review-translation" if group.is_behind else "translated"
    for number, pair in enumerate(group.pairs):
        unit = etree.SubElement(
            element,
            f"{{{_NAMESPACE}}}trans-unit",
            {"id": f"{group.id}/{number}", f"{_XML}space": "preserve"},
        )
        source = etree.SubElement(unit, f"{{{_NAMESPACE}}}source")
        target = None
        if pair.target is not None:
            target = etree.SubElement(unit, f"{{{_NAMESPACE}}}target", state=state)
        if group.note and not number:
            etree.SubElement(unit, f"{{{_NAMESPACE}}}note").text = group.note
        yield source, target, pair


def _fill(
    element: etree._Element, text: str, known: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Put a text into an element, its codes with the ids that they have in the source."""
    ids: dict[str, list[str]] = {}
    left = {code: [*numbers] for code, numbers in known.items()}
    last: etree._Element | None = None
    count = sum(map(len, known.values()))
    for part in parts(text):
        if part.is_code:
            if left.get(part.text):
                number = left[part.text].pop(0)
            else:
                count += 1
                number = str(count)
            ids.setdefault(part.text, []).append(number)
            last = etree.SubElement(element, f"{{{_NAMESPACE}}}ph", id=number)
            last.text = part.text
        elif last is None:
            element.text = (element.text or "") + part.text
        else:
            last.tail = (last.tail or "") + part.text
    return ids


def read(content: bytes) -> tuple[Page, ...]:
    """Read a file.

    Raises:
        UnreadableXliffError: It can't be.
    """
    return _Reading(content).pages


@dataclass(frozen=True)
class _Reading:
    content: bytes

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(self.content, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableXliffError(error.msg or "", error.lineno or 1) from error
        if root.tag != f"{{{_NAMESPACE}}}xliff":
            raise UnreadableXliffError(str(root.tag), 1)
        return tuple(self._pages(root))

    def _pages(self, root: etree._Element) -> Iterator[Page]:
        for file in root.iterfind("x:file", _KNOWN):
            groups: dict[str, tuple[str, list[Pair]]] = {}
            for unit in file.iterfind(".//x:trans-unit", _KNOWN):
                name = unit.get("id", "").rpartition("/")[0]
                group = unit.getparent()
                known = group.get("extradata", "") if group is not None else ""
                groups.setdefault(name, (known, []))[1].append(_pair(unit))
            yield Page(
                file.get("original", ""),
                file.get("source-language", ""),
                file.get("target-language", ""),
                tuple(Group(name, known, tuple(pairs)) for name, (known, pairs) in groups.items()),
                _line(file),
            )


def _pair(unit: etree._Element) -> Pair:
    source, target = unit.find("x:source", _KNOWN), unit.find("x:target", _KNOWN)
    codes: dict[str, str] = {}
    words = "" if source is None else _text(source, codes)
    translated = None if target is None else _text(target, codes)
    state = "" if target is None else target.get("state", "")
    is_done = state in {"translated", "signed-off", "final"} or unit.get("approved") == "yes"
    return Pair(words, translated or None, _line(unit), is_done)


def _text(element: etree._Element, codes: dict[str, str]) -> str:
    """Return the Markdown in an element; a code that has lost its text is that of the source."""
    found = element.text or ""
    for child in element:
        number = child.get("id", "")
        tag: Any = child.tag  # a function for comments
        inside = _text(child, codes) if isinstance(tag, str) else ""
        is_code = isinstance(tag, str) and etree.QName(tag).localname in {"ph", "x"}
        if is_code and number:
            inside = inside or codes.get(number, "")
            codes.setdefault(number, inside)
        found += inside + (child.tail or "")
    return found


def _line(element: etree._Element) -> int:
    found: Any = element.sourceline
    return found or 1

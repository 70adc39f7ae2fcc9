"""Reading PDFs in tests: their words without what print adds, their structure, their glyphs."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from typing import Any

import pikepdf

Element = Any
"""A dictionary of the structure tree."""


def words(pdf: bytes) -> list[str]:
    """Return the words in reading order, without artifacts: running heads, folios, page numbers.

    Words broken at a line's end are whole again. Footnotes stand at the foot of their page.
    """
    return _read(pdf).replace("\u00ad\n", "").split()


def pages(pdf: bytes) -> list[str]:
    """Return what is to be read on each page, without artifacts."""
    return _read(pdf).split("\f")[:-1]


def _read(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            kept = list(_without_artifacts(pikepdf.parse_content_stream(page)))
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        stripped = io.BytesIO()
        document.save(stripped, static_id=True)
    read = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],
        input=stripped.getvalue(),
        capture_output=True,
        check=True,
    )
    return read.stdout.decode()


def _without_artifacts(instructions: Any) -> Iterator[Any]:
    """Leave out text between the marks of an artifact, and keep all that moves and colours."""
    marks: list[bool] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            marks.append(str(instruction.operands[0]) == "/Artifact")
        elif operator == "EMC":
            marks.pop()
        if not (any(marks) and operator in {"Tj", "TJ", "'", '"'}):
            yield instruction


def elements(document: pikepdf.Pdf) -> Iterator[tuple[str, Element]]:
    """Yield each element of the structure tree with its standard role, in reading order."""
    root = document.Root.StructTreeRoot
    roles = root.get("/RoleMap", pikepdf.Dictionary())

    def walk(node: Any) -> Iterator[tuple[str, Element]]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            role = str(node.S)
            role = str(roles.get(role, role)) if role in roles else role
            yield role.lstrip("/"), node
            yield from walk(node.get("/K", pikepdf.Array()))

    yield from walk(root.K)


def below(element: Element) -> Iterator[str]:
    """Yield the roles of what is below an element."""
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S).lstrip("/")
            yield from below(kid)


def fonts(document: pikepdf.Pdf) -> list[Any]:
    """Return the fonts of all pages and of the forms on them, each once."""
    found: dict[tuple[int, int], Any] = {}

    def take(resources: Any) -> None:
        for font in resources.get("/Font", {}).values():
            found[font.objgen] = font
        for form in resources.get("/XObject", {}).values():
            if form.get("/Resources") is not None:
                take(form.Resources)

    for page in document.pages:
        take(page.get("/Resources", pikepdf.Dictionary()))
    return list(found.values())


def shown_glyphs(document: pikepdf.Pdf) -> Iterator[int]:
    """Yield the glyph ids of all text that is shown; all fonts must be Type0 with Identity-H."""
    for page in document.pages:
        yield from _shown(page.get("/Resources", pikepdf.Dictionary()), page)


def _shown(resources: Any, stream: Any) -> Iterator[int]:
    for font in resources.get("/Font", {}).values():
        assert str(font.Subtype) == "/Type0", font.Subtype
        assert str(font.Encoding) == "/Identity-H", font.Encoding
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name in {"Tj", "TJ", "'", '"'}:
            texts = operands[-1] if name == "TJ" else [operands[-1]]
            for text in texts:
                if isinstance(text, pikepdf.String):
                    raw = bytes(text)
                    yield from (int.from_bytes(raw[n : n + 2]) for n in range(0, len(raw), 2))
        elif name == "Do":
            form = resources.XObject[str(operands[0])]
            if str(form.get("/Subtype")) == "/Form":
                yield from _shown(form.get("/Resources", resources), form)


def outline(document: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Return the bookmarks with their depth, from 1."""
    found: list[tuple[int, str]] = []
    with document.open_outline() as outlines:

        def walk(items: Any, depth: int) -> None:
            for item in items:
                found.append((depth, item.title))
                walk(item.children, depth + 1)

        walk(outlines.root, 1)
    return found

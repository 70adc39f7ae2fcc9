"""Says in a PDF's own metadata under which licence it may be used; Typst has no field for that.

XMP (ISO 16684-1) has: `dc:rights`, and `xmpRights:WebStatement` for its address. Both schemas are
among those that PDF/A-2 knows (ISO 19005-2, 6.6.2.3). The metadata is replaced as PDF foresees
changes, by an incremental update (ISO 32000-1, 7.5.6): what Typst wrote stays as it is.
"""

from __future__ import annotations

import re

from lxml import etree

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_XML = "http://www.w3.org/XML/1998/namespace"
_METADATA = re.compile(rb"/Metadata (\d+) 0 R")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_PREVIOUS = re.compile(rb"/Prev \d+")


class UnexpectedPdfError(ValueError):
    """A file isn't laid out as Typst lays it out, so that its metadata can't be found."""


def add(pdf: bytes, licence: str, url: str) -> bytes:
    """Return a PDF that names its licence.

    Args:
        pdf: A file as Typst 0.15 writes it: one cross-reference table, metadata not compressed.
        licence: Its name; without one, the file stays as it is.
        url: Its address, or nothing.

    Raises:
        UnexpectedPdfError: The file is laid out in another way.
    """
    if not licence:
        return pdf
    trailer = _TRAILER.search(pdf)
    metadata = _METADATA.search(pdf)
    if trailer is None or metadata is None or _PREVIOUS.search(trailer[1]):
        raise UnexpectedPdfError
    number = int(metadata[1])
    start = re.search(rb"(?<!\d)%d 0 obj\b" % number, pdf)
    if start is None:
        raise UnexpectedPdfError
    packet = _packet(pdf, start.end())
    changed = _with_rights(packet, licence, url)
    body = b"%d 0 obj\n<<\n/Type /Metadata\n/Subtype /XML\n/Length %d\n>>\nstream\n" % (
        number,
        len(changed),
    )
    position = len(pdf) + 1
    update = body + changed + b"\nendstream\nendobj\n"
    table = position + len(update)
    return b"".join(
        [
            pdf,
            b"\n",
            update,
            b"xref\n%d 1\n%010d 00000 n \n" % (number, position),
            b"trailer\n<<%b/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n"
            % (trailer[1], int(trailer[2]), table),
        ]
    )


def _packet(pdf: bytes, position: int) -> bytes:
    start = pdf.find(b"<?xpacket begin", position)
    end = pdf.find(b"endstream", position)
    if not 0 <= start < end:
        raise UnexpectedPdfError
    return pdf[start:end].rstrip(b"\r\n")


def _with_rights(packet: bytes, licence: str, url: str) -> bytes:
    root = etree.fromstring(packet)
    about = root.find(f".//{{{_RDF}}}Description")
    if about is None:
        raise UnexpectedPdfError
    rights = etree.SubElement(about, f"{{{_DC}}}rights")
    choice = etree.SubElement(rights, f"{{{_RDF}}}Alt")
    item = etree.SubElement(choice, f"{{{_RDF}}}li")
    item.set(f"{{{_XML}}}lang", "x-default")
    item.text = licence
    spaces = {"xmpRights": _RIGHTS}
    marked = etree.SubElement(about, f"{{{_RIGHTS}}}Marked", nsmap=spaces)
    marked.text = "True"
    if url:
        statement = etree.SubElement(about, f"{{{_RIGHTS}}}WebStatement", nsmap=spaces)
        statement.text = url
    first, last = packet.index(b"?>") + 2, packet.rindex(b"<?xpacket")
    return packet[:first] + etree.tostring(root, encoding="utf-8") + packet[last:]

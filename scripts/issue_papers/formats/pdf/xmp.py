"""Says in a PDF's own metadata what Typst has no field for: whose words it is, and the licence.

XMP (ISO 16684-1) has `dc:creator` with an item each, `dc:contributor`, `dc:publisher`, `dc:date`,
`dc:source` for the work that the edition is made after, `xmpMM:VersionID` for the edition, and for
the licence `dc:rights` and `xmpRights:WebStatement`. All schemas are among those that PDF/A-2 knows
(ISO 19005-2, 6.6.2.3). The metadata is replaced as PDF foresees
changes, by an incremental update (ISO 32000-1, 7.5.6): what Typst wrote stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://ns.adobe.com/xap/1.0/mm/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_XML = "http://www.w3.org/XML/1998/namespace"
_METADATA = re.compile(rb"/Metadata (\d+) 0 R")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_PREVIOUS = re.compile(rb"/Prev \d+")


class UnexpectedPdfError(ValueError):
    """A file isn't laid out as Typst lays it out, so that its metadata can't be found."""


@dataclass(frozen=True)
class About:
    """What a PDF's metadata says; what is empty isn't said.

    Attributes:
        licence: The licence's name.
        licence_url: Its address.
        creators: Who answers for the words.
        contributors: Who made it in other roles.
        publisher: Who publishes it.
        date: When the edition was published, in ISO 8601.
        edition: The edition's number.
        source: The work that it is made after.
    """

    licence: str = ""
    licence_url: str = ""
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    edition: str = ""
    source: str = ""


def add(pdf: bytes, said: About) -> bytes:
    """Return a PDF whose metadata says more.

    Args:
        pdf: A file as Typst 0.15 writes it: one cross-reference table, metadata not compressed.
        said: What it is to say; where that is nothing, the file stays as it is.

    Raises:
        UnexpectedPdfError: The file is laid out in another way.
    """
    if said == About():
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
    changed = _with(packet, said)
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


def _with(packet: bytes, said: About) -> bytes:
    root = etree.fromstring(packet)
    about = root.find(f".//{{{_RDF}}}Description")
    if about is None:
        raise UnexpectedPdfError
    _list(about, "creator", "Seq", said.creators)
    _list(about, "contributor", "Bag", said.contributors)
    _list(about, "publisher", "Bag", (said.publisher,))
    _list(about, "date", "Seq", (said.date,))
    if said.source:
        etree.SubElement(about, f"{{{_DC}}}source").text = said.source
    if said.edition:
        version = etree.SubElement(about, f"{{{_MEDIA}}}VersionID", nsmap={"xmpMM": _MEDIA})
        version.text = said.edition
    if said.licence:
        _rights(about, said.licence, said.licence_url)
    first, last = packet.index(b"?>") + 2, packet.rindex(b"<?xpacket")
    return packet[:first] + etree.tostring(root, encoding="utf-8") + packet[last:]


def _list(about: etree._Element, name: str, kind: str, values: tuple[str, ...]) -> None:
    """Say a list of Dublin Core in the place of what there is of it."""
    found = [value for value in values if value]
    if not found:
        return
    for old in about.getroottree().getroot().findall(f".//{{{_DC}}}{name}"):
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)
    items = etree.SubElement(etree.SubElement(about, f"{{{_DC}}}{name}"), f"{{{_RDF}}}{kind}")
    for value in found:
        etree.SubElement(items, f"{{{_RDF}}}li").text = value


def _rights(about: etree._Element, licence: str, url: str) -> None:
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

"""Who signs and publishes each output of a built site: all that there are, found by walking it.

`origins` asks single pages for all that they say; here every file is asked for two things, so that
an output nobody has thought of stands in no test's blind spot.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import rispy
import yaml
from icalendar import Calendar
from lxml import etree
from pybtex.database import parse_string

Signature = tuple[str, str, str]
"""The file, what it calls the one who signs, and the name."""

_DC = "{http://purl.org/dc/elements/1.1/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_METAS = re.compile(
    r"author|creator|publisher|citation_(author|publisher|editor|journal_title)"
    r"|dc(terms)?\.(creator|publisher|contributor|rightsholder)|article:(author|publisher)",
    re.IGNORECASE,
)
_SIGNED = ("author", "creator", "publisher", "editor", "copyrightHolder", "sourceOrganization")
_OTHERS = frozenset({"isBasedOn", "citation", "translationOfWork", "about", "mentions"})
"""What JSON-LD says of other works, and of what a page is about."""


def signatures(site: Path) -> Iterator[Signature]:
    """Yield who signs and who publishes, of each output of a site."""
    readers = {
        "index.html": _page,
        "index.md": _mirror,
        "cite.json": _csl,
        "cite.bib": _bibtex,
        "cite.ris": _ris,
        "feed.json": _json_feed,
        "feed.xml": _atom,
        "papers.json": _data,
        "case-studies.json": _data,
        "recommendations.json": _data,
    }
    suffixes = {".epub": _epub, ".pdf": _pdf, ".html": _page, ".ics": _calendar}
    for path in sorted(site.rglob("*")):
        read = readers.get(path.name) or suffixes.get(path.suffix)
        if path.is_file() and read:
            for field, name in read(path):
                yield path.relative_to(site).as_posix(), field, name


def _page(path: Path) -> Iterator[tuple[str, str]]:
    root = lxml.html.fromstring(path.read_bytes())
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or ""
        if _METAS.fullmatch(name):
            yield name, meta.get("content", "")
        if name == "og:image:alt":
            yield "card", meta.get("content", "")
    for script in root.cssselect("script[type='application/ld+json']"):
        yield from _linked(json.loads(script.text_content()))
    for style in root.cssselect(".ip-cite-this__text"):
        yield "citation", re.split(r"\(?\d{4}", style.text_content())[0]


def _linked(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for each in value:
            yield from _linked(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in _SIGNED:
                yield from ((f"JSON-LD {key}", name) for name in _names(each))
            if key not in _OTHERS:
                yield from _linked(each)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _names(each)
    elif isinstance(value, dict):
        yield str(value.get("name", ""))
    else:
        yield str(value)


def _mirror(path: Path) -> Iterator[tuple[str, str]]:
    front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    yield from (("mirror authors", name) for name in front.get("authors", []))
    yield "mirror cite", re.split(r"\(?\d{4}", str(front.get("cite", "")))[0]


def _csl(path: Path) -> Iterator[tuple[str, str]]:
    for record in json.loads(path.read_text(encoding="utf-8")):
        for field in ("author", "editor"):
            for name in record.get(field, []):
                yield f"CSL {field}", " ".join(map(str, name.values()))
        yield "CSL publisher", record.get("publisher", "")


def _bibtex(path: Path) -> Iterator[tuple[str, str]]:
    for entry in parse_string(path.read_text(encoding="utf-8"), "bibtex").entries.values():
        yield from (
            (f"BibTeX {role}", str(p)) for role, them in entry.persons.items() for p in them
        )
        yield "BibTeX publisher", entry.fields.get("publisher", "")
        yield "BibTeX institution", entry.fields.get("institution", "")


def _ris(path: Path) -> Iterator[tuple[str, str]]:
    for entry in rispy.loads(path.read_text(encoding="utf-8")):
        for field in ("authors", "first_authors", "secondary_authors"):
            yield from ((f"RIS {field}", name) for name in entry.get(field, []))
        yield "RIS publisher", entry.get("publisher", "")


def _json_feed(path: Path) -> Iterator[tuple[str, str]]:
    feed = json.loads(path.read_text(encoding="utf-8"))
    for each in (feed, *feed["items"]):
        yield from (("feed author", author["name"]) for author in each.get("authors", []))


def _atom(path: Path) -> Iterator[tuple[str, str]]:
    for name in etree.fromstring(path.read_bytes()).iter(f"{_ATOM}name", f"{_ATOM}rights"):
        yield "Atom", name.text or ""


def _data(path: Path) -> Iterator[tuple[str, str]]:
    for paper in json.loads(path.read_text(encoding="utf-8"))["papers"]:
        yield from (("data authors", name) for name in paper["authors"])
        yield "data publisher", paper["publisher"]


def _epub(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as epub:
        root = etree.fromstring(epub.read("EPUB/package.opf"))
    for field in ("creator", "publisher"):
        yield from ((f"EPUB {field}", each.text or "") for each in root.iter(_DC + field))


def _pdf(path: Path) -> Iterator[tuple[str, str]]:
    with pikepdf.open(path) as pdf:
        yield "PDF Author", str(pdf.docinfo.get("/Author", ""))
        with pdf.open_metadata() as xmp:
            for field in ("dc:creator", "dc:publisher"):
                found = xmp.get(field, [])
                yield from ((f"XMP {field}", str(each)) for each in found)


def _calendar(path: Path) -> Iterator[tuple[str, str]]:
    yield "calendar", str(Calendar.from_ical(path.read_text(encoding="utf-8")).get("prodid", ""))

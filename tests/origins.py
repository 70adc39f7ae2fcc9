"""What each output of a built site says of whose words a page is, and after which work."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import rispy
import yaml
from issue_papers.content.names import of_csl
from lxml import etree
from pybtex.database import Person, parse_string
from pybtex.database.input.bibtex import month_names
from sitefiles import page, text

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
MM = "{http://ns.adobe.com/xap/1.0/mm/}"


@dataclass(frozen=True)
class Origin:
    """What one output says; none of what it has no place for.

    Attributes:
        creators: Who answers for the words, as the output names them.
        edition: The edition's number.
        date: When the edition was published, in ISO 8601.
        original: Whatever it says of the work that the edition is made after.
    """

    creators: tuple[str, ...] | None
    edition: str | None
    date: str | None
    original: str | None


@dataclass(frozen=True)
class Expected:
    """What all outputs are to say, as far as they have a place for it.

    Attributes:
        creator: Who answers for the words.
        original: What is named of the work that the edition is made after.
        edition: The edition's number.
        date: When it was published.
    """

    creator: str
    original: tuple[str, ...]
    edition: str = "1"
    date: str = "2026-11"

    def differs(self, name: str, said: Origin) -> Iterator[str]:
        """Yield what an output, by its name, says otherwise."""
        if said.creators not in (None, (self.creator,)):
            yield f"{name}: {said.creators}"
        if said.edition not in (None, self.edition):
            yield f"{name}: edition {said.edition}"
        if said.date not in (None, self.date):
            yield f"{name}: {said.date}"
        if said.original is not None:
            yield from (f"{name}: {part}" for part in self.original if part not in said.original)


def origins(site: Path, prefix: str, url: str) -> Iterator[tuple[str, Origin]]:
    """Yield each output of a page by its name, and what it says."""
    there = site / prefix / url
    (record,) = json.loads((there / "cite.json").read_text(encoding="utf-8"))
    yield "CSL-JSON", _csl(record)
    yield "BibTeX", _bibtex((there / "cite.bib").read_text(encoding="utf-8"))
    yield "RIS", _ris((there / "cite.ris").read_text(encoding="utf-8"))
    here = page(site, prefix + url)
    metas = [(m.get("name"), m.get("content", "")) for m in here.cssselect("meta[name]")]
    yield "citation_*", _highwire(metas)
    yield "Dublin Core", _dublin_core(metas)
    (linked,) = here.cssselect("script[type='application/ld+json']")
    yield "JSON-LD", _linked(json.loads(linked.text_content())["@graph"][0])
    yield "mirror", _mirror((there / "index.md").read_text(encoding="utf-8"))
    for style in here.cssselect(".ip-cite-this__text"):
        said = text(style)
        creators = tuple(re.split(r"\. (?=\(?\d{4})", said)[:1])
        numbers = re.search(r"(\d+)(?:st|\.ª|re) (?:ed|éd)\.", said)
        yield "citation", Origin(creators, numbers[1] if numbers else None, None, said)


def origins_of_editions(site: Path, paper: str, language: str) -> Iterator[tuple[str, Origin]]:
    """Yield each file that a paper can be taken away as, and what it says."""
    stem = site / "downloads" / f"{paper}-{language}"
    with zipfile.ZipFile(f"{stem}.epub") as epub:
        yield "EPUB", _opf(etree.fromstring(epub.read("EPUB/package.opf")))
    with pikepdf.open(f"{stem}.pdf") as pdf:
        yield "PDF", _xmp(etree.fromstring(pdf.Root.Metadata.read_bytes()))
    html = etree.HTML(Path(f"{stem}.html").read_bytes())
    found = {m.get("name"): m.get("content") for m in html.iter("meta")}
    authors = tuple(m.get("content") for m in html.iter("meta") if m.get("name") == "author")
    edition = re.search(r"editions/(\d+)/$", found["dcterms.isVersionOf"])
    yield (
        "single page",
        Origin(
            authors,
            edition[1] if edition else "",
            found["dcterms.issued"],
            found["dcterms.source"],
        ),
    )
    plain = Path(f"{stem}.txt").read_text(encoding="utf-8").split("\n\n\n")[0]
    yield "plain text", Origin(None, None, None, " ".join(plain.split()))


def _date(parts: list[int]) -> str:
    return "-".join(f"{part:02}" for part in parts)


def _printed(names: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(of_csl(name).printed for name in names)


def _csl(record: Mapping[str, Any]) -> Origin:
    adapted = record["custom"]["adapted-from"]
    original = [*_printed(adapted["author"]), adapted["title"], adapted["publisher"]]
    original += map(str, adapted["issued"]["date-parts"][0])
    return Origin(
        _printed(record["author"]),
        record.get("edition"),
        _date(record["issued"]["date-parts"][0]),
        " ".join(original),
    )


def _bibtex(file: str) -> Origin:
    (entry,) = parse_string(file, "bibtex").entries.values()
    fields = entry.fields
    months = [name.casefold() for name in month_names.values()]
    month = months.index(fields["month"].casefold()) + 1
    return Origin(
        tuple(map(_bibtex_name, entry.persons["author"])),
        fields["edition"],
        f"{fields['year']}-{month:02}",
        fields["note"],
    )


def _bibtex_name(person: Person) -> str:
    parts = (*person.first_names, *person.prelast_names, *person.last_names)
    return " ".join(parts).strip("{}")


def _ris(file: str) -> Origin:
    (entry,) = rispy.loads(file)
    date = "-".join(part for part in entry["date"].split("/") if part)
    return Origin(tuple(entry["authors"]), entry["edition"], date, entry["original_publication"])


def _highwire(metas: list[tuple[str, str]]) -> Origin:
    (date,) = [value for name, value in metas if name == "citation_publication_date"]
    authors = tuple(value for name, value in metas if name == "citation_author")
    return Origin(authors, None, date.replace("/", "-"), None)


def _dublin_core(metas: list[tuple[str, str]]) -> Origin:
    found = dict(metas)
    edition = re.search(r"editions/(\d+)/$", found["DC.relation"])
    return Origin(
        tuple(value for name, value in metas if name == "DC.creator"),
        edition[1] if edition else "",
        found["DC.date"],
        " ".join(value for name, value in metas if name == "DC.source"),
    )


def _linked(work: Mapping[str, Any]) -> Origin:
    original = work["isBasedOn"]
    names = " ".join(author["name"] for author in original["author"])
    publisher = original["publisher"]["name"]
    return Origin(
        tuple(author["name"] for author in work["author"]),
        work["version"],
        work["datePublished"],
        f"{names} {original['name']} {original['datePublished']} {publisher}",
    )


def _mirror(file: str) -> Origin:
    front = yaml.safe_load(file.split("---\n")[1])
    return Origin(
        tuple(front["authors"]), str(front["edition"]), str(front["date"]), front["based_on"]
    )


def _opf(root: etree._Element) -> Origin:
    roles = {
        meta.get("refines", "").removeprefix("#"): meta.text
        for meta in root.iter(f"{OPF}meta")
        if meta.get("property") == "role"
    }
    before = [e.text or "" for e in root.iter(f"{DC}contributor") if roles[e.get("id")] == "ant"]
    (edition,) = [
        meta.text
        for meta in root.iter(f"{OPF}meta")
        if meta.get("property") == "schema:bookEdition"
    ]
    (date,) = [e.text for e in root.iter(f"{DC}date")]
    sources = [e.text or "" for e in root.iter(f"{DC}source")]
    creators = tuple(e.text or "" for e in root.iter(f"{DC}creator"))
    return Origin(creators, edition, date, " ".join([*before, *sources]))


def _xmp(root: etree._Element) -> Origin:
    def items(name: str) -> tuple[str, ...]:
        return tuple(li.text or "" for one in root.iter(DC + name) for li in one.iter(f"{RDF}li"))

    (version,) = [e.text for e in root.iter(f"{MM}VersionID")]
    (source,) = [e.text for e in root.iter(f"{DC}source")]
    (date,) = items("date")
    return Origin(items("creator"), version, date, source)

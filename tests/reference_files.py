"""BibTeX and RIS read back into CSL records, by pybtex and rispy and what their fields stand for.

BibTeX: https://tug.ctan.org/biblio/bibtex/base/btxdoc.pdf, with what biblatex adds. RIS: the tags
of Reference Manager and EndNote, as Zotero maps them to reports, chapters and web pages.
"""

from __future__ import annotations

import re
from typing import Any

import rispy
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person, parse_string

FIELDS = {
    "title": "title",
    "booktitle": "container-title",
    "series": "collection-title",
    "type": "genre",
    "edition": "edition",
    "isbn": "ISBN",
    "language": "language",
    "note": "note",
    "abstract": "abstract",
    "publisher": "publisher",
    "institution": "publisher",
}
"""What BibTeX's fields are in CSL; `origtitle` is printed by none of its standard styles."""
TAGS = {
    "title": "title",
    "secondary_title": "container-title",
    "tertiary_title": "collection-title",
    "publisher": "publisher",
    "type_of_work": "genre",
    "edition": "edition",
    "language": "language",
    "doi": "DOI",
    "abstract": "abstract",
}
"""What RIS's tags are in CSL, by rispy's names."""
COMMANDS = {
    "textbackslash{}": "\\",
    "textasciitilde{}": "~",
    "textasciicircum{}": "^",
    "textbraceleft{}": "{",
    "textbraceright{}": "}",
}


def from_tex(text: str) -> str:
    """Read a field as TeX would show it: pybtex knows few of its commands."""

    def shown(match: re.Match[str]) -> str:
        command = match["command"]
        return COMMANDS.get(command, command) if command else ""

    return re.sub(r"\\(?P<command>text\w+\{\}|.)|[{}]", shown, text)


def from_bibtex(text: str) -> dict[str, Any]:
    """Read a BibTeX file back into a record."""
    ((key, entry),) = parse_string(text, "bibtex").entries.items()
    fields = {name.lower(): value for name, value in entry.fields.items()}
    kind = {"techreport": "report", "incollection": "chapter"}.get(entry.type, "document")
    record: dict[str, Any] = {"id": key, "type": kind}
    record |= {
        theirs: from_tex(fields[field]) for field, theirs in FIELDS.items() if field in fields
    }
    number = "number" if kind == "report" else "collection-number"
    record |= {number: int(fields["number"])} if "number" in fields else {}
    for ours, theirs in (("URL", "url"), ("DOI", "doi")):
        record |= {ours: fields[theirs]} if theirs in fields else {}
    for role in ("author", "editor", "translator"):
        names = people(entry, role)
        record |= {role: names} if names else {}
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    if "year" in fields:
        month = months.index(fields["month"].lower()[:3]) + 1 if "month" in fields else 0
        parts = [int(fields["year"]), month, int(fields.get("day", 0))]
        record["issued"] = {"date-parts": [[part for part in parts if part]]}
    return record


def people(entry: Entry, role: str) -> list[dict[str, str]]:
    """Return whoever has a role; a name in one part is one that isn't taken apart."""
    found = []
    others = split_name_list(entry.fields.get(role, ""))
    for name in entry.persons.get(role) or [Person(other) for other in others]:
        family = from_tex(" ".join([*name.prelast_names, *name.last_names]))
        given = from_tex(" ".join([*name.first_names, *name.middle_names]))
        found.append({"family": family, "given": given} if given else {"literal": family})
    return found


def from_ris(text: str) -> dict[str, Any]:
    """Read a RIS file back into a record."""
    (entry,) = rispy.loads(text)
    kind = {"RPRT": "report", "CHAP": "chapter"}.get(entry["type_of_reference"], "document")
    record: dict[str, Any] = {"id": entry["id"], "type": kind}
    record |= {ours: entry[theirs] for theirs, ours in TAGS.items() if theirs in entry}
    for role, theirs in (
        ("author", "authors"),
        ("editor", "secondary_authors"),
        ("translator", "subsidiary_authors"),
    ):
        if theirs in entry:
            record[role] = [
                dict(zip(("family", "given"), parts, strict=True))
                if len(parts := name.split(", ", 1)) > 1
                else {"literal": name}
                for name in entry[theirs]
            ]
    if "issn" in entry:
        record["number" if kind == "report" else "ISBN"] = entry["issn"]
    if "date" in entry:
        parts = [int(part) for part in entry["date"].split("/") if part]
        record["issued"] = {"date-parts": [parts]}
    if "notes" in entry:
        record["note"] = " ".join(entry["notes"])
    record["URL"] = entry["urls"][0]
    return record

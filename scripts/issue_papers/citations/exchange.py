r"""A CSL record as the files that reference managers read: BibTeX, RIS, CSL-JSON.

BibTeX is written in UTF-8, with a backslash before the signs that TeX takes for its own; titles
stand in a second pair of braces, so that no style changes their capitals. RIS follows the tags that
Zotero's translator maps to reports, chapters and web pages. Editors are `A2`: `ED` is an older name
for it that not every reader knows, and Zotero makes authors of a report's. What HTML a title has
becomes TeX in the one and is left out in the other. RIS has no tag for the
number of the series that a chapter's book is in: `M1` is read as a number of volumes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from issue_papers.content.names import Name, of_csl

Record = Mapping[str, Any]

_BIBTEX_TYPES = {"report": "techreport", "chapter": "incollection"}
_BIBTEX_PUBLISHER = {"report": "institution"}
_BIBTEX_PEOPLE = (
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
)
_CAPITALS = frozenset({"booktitle", "origtitle"})
"""Fields that are in a second pair of braces, besides the title."""
_TITLES = _CAPITALS | {"series"}
_RIS_TYPES = {"report": "RPRT", "chapter": "CHAP"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",  # BibTeX counts a brace even behind a backslash
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_TEX_SIGN = re.compile("|".join(map(re.escape, _TEX)))
_SPACES = re.compile(r"[ \t\r\n]+")
_JOINED = ("-", "'", "’")
"""What ends a particle that is written together with the name."""
_MARKUP = re.compile(r"<(i|b|sup|sub|span)\b([^<>]*)>((?:(?!<\1\b).)*?)</\1>", re.IGNORECASE)
_MARKS = {
    "i": "textit",
    "b": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
    "span": "",
}
"""The HTML that CSL allows in a title, as TeX's commands."""
_UNSAFE_IN_URL = re.compile(r"[{}\\\s]")


def csl_json(record: Record) -> str:
    """Return a record as CSL-JSON: a list of one."""
    return json.dumps([record], ensure_ascii=False, indent=2) + "\n"


def bibtex(record: Record) -> str:
    """Return a record as a BibTeX entry."""
    kind = str(record["type"])
    key = re.sub(r"[^\w:.+/-]", "-", str(record["id"]), flags=re.ASCII)
    lines = [f"  {name} = {value}" for name, value in _bibtex_fields(record, kind)]
    return "@{}{{{},\n{}\n}}\n".format(_BIBTEX_TYPES.get(kind, "misc"), key, ",\n".join(lines))


def _bibtex_fields(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    year, month, day = _date(record)
    texts = {
        "booktitle": record.get("container-title"),
        _BIBTEX_PUBLISHER.get(kind, "publisher"): record.get("publisher"),
        "series": record.get("collection-title"),
        "type": record.get("genre"),
        "number": record.get("number") or record.get("collection-number"),
        "edition": record.get("edition"),
        "isbn": record.get("ISBN"),
        "language": record.get("language"),
        "origtitle": _custom(record, "translation-of").get("title"),
        "note": record.get("note"),
        "abstract": record.get("abstract"),
    }
    yield "title", f"{{{{{_tex_title(str(record['title']))}}}}}"
    for name, role in _BIBTEX_PEOPLE:
        if people := record.get(role):
            yield name, f"{{{_bibtex_names(people)}}}"
    yield from _bibtex_date(year, month, day)
    for name, value in texts.items():
        if value:
            text = _tex_title(str(value)) if name in _TITLES else _tex(str(value))
            yield name, f"{{{{{text}}}}}" if name in _CAPITALS else f"{{{text}}}"
    for name, value in (("doi", record.get("DOI")), ("url", record.get("URL"))):
        if value:
            safe = _UNSAFE_IN_URL.sub(lambda match: f"%{ord(match[0]):02X}", str(value))
            yield name, f"{{{safe}}}"


def _bibtex_date(year: int, month: int, day: int) -> Iterator[tuple[str, str]]:
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[month - 1]
    if day:
        yield "day", f"{{{day}}}"


def _bibtex_names(names: list[dict[str, str]]) -> str:
    return " and ".join(_bibtex_name(of_csl(name)) for name in names)


def _bibtex_name(name: Name) -> str:
    """Return a name as BibTeX parts it: `von Last, Jr, First`.

    It knows one kind of particle, in lower case and with a space behind it; another, as that of
    al-Sayyad, belongs to the last name.
    """
    particles = " ".join(part for part in (name.dropping, name.particle) if part)
    whole = name.literal or replace(name, particle=particles).sorted_by
    is_parted = bool(name.given or name.suffix)
    is_known = all(word[:1].islower() for word in particles.split())
    is_known = is_known and not particles.endswith(_JOINED)
    if name.literal or not is_known or (not is_parted and " " in whole):
        last = f"{{{_tex(whole)}}}"
    else:
        last = " ".join(part for part in (_tex(particles), _part(name.family)) if part)
    parts = (last, _part(name.suffix), _part(name.given))
    return ", ".join(part for part in parts if part)


def _part(name: str) -> str:
    """Return a part of a name; in braces where BibTeX would take it apart."""
    text = _tex(name)
    is_whole = re.search(r",|\band\b", text) or re.search(r"(?:^|\s)[^\W\d_A-Z]", name)
    return f"{{{text}}}" if is_whole else text


def _tex(text: str) -> str:
    return _escaped(_SPACES.sub(" ", text).strip())


def _escaped(text: str) -> str:
    return _TEX_SIGN.sub(lambda match: _TEX[match[0]], text)


def _tex_title(text: str) -> str:
    return _marked(_SPACES.sub(" ", text).strip())


def _marked(text: str) -> str:
    """Return a part of a title in TeX, with the italics and the like that it has."""
    if not (found := _MARKUP.search(text)):
        return _escaped(text)
    mark = "textsc" if "small-caps" in found[2] else _MARKS[found[1].lower()]
    inside = _marked(found[3])
    before, after = _escaped(text[: found.start()]), _marked(text[found.end() :])
    return before + (f"\\{mark}{{{inside}}}" if mark else inside) + after


def _plain(text: str) -> str:
    """Return a title without HTML."""
    while text != (plainer := _MARKUP.sub(r"\3", text)):
        text = plainer
    return text


def ris(record: Record) -> str:
    """Return a record in RIS, lines ended as the format wants them."""
    lines = [("TY", _RIS_TYPES.get(str(record["type"]), "ELEC")), *_ris_fields(record), ("ER", "")]
    return "".join(f"{tag}  - {_SPACES.sub(' ', str(value)).strip()}\r\n" for tag, value in lines)


def _ris_fields(record: Record) -> Iterator[tuple[str, str]]:
    kind = record["type"]
    yield "ID", str(record["id"])
    yield "TI", _plain(str(record["title"]))
    for tag, role in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        for name in record.get(role, ()):
            yield tag, of_csl(name).last_first
    year, month, day = _date(record)
    if year:
        yield "PY", str(year)
        yield (
            "DA",
            "/".join([str(year), *(f"{part:02}" if part else "" for part in (month, day)), ""]),
        )
    values = {
        "T2": _plain(str(record.get("container-title", ""))),
        "T3": _plain(str(record.get("collection-title", ""))),
        "PB": record.get("publisher"),
        "M3": record.get("genre"),
        "SN": record.get("number") if kind == "report" else record.get("ISBN"),
        "ET": record.get("edition"),
        "OP": _original_of(record),
        "DO": record.get("DOI"),
        "UR": record.get("URL"),
        "LA": record.get("language"),
        "AB": record.get("abstract"),
        "N1": record.get("note"),
    }
    for tag, value in values.items():
        if value:
            yield tag, str(value)


def _original_of(record: Record) -> str:
    """Return what a work is adapted from in a line: whose it is, when, its title, its publisher."""
    original = _custom(record, "adapted-from")
    names = "; ".join(of_csl(name).last_first for name in original.get("author", ()))
    date = _iso(original.get("issued"))
    parts = (names, f"({date})" if date else "", _plain(original.get("title", "")))
    said = " ".join(part for part in parts if part)
    publisher = original.get("publisher", "")
    return f"{said}. {publisher}" if publisher else said


def _custom(record: Record, name: str) -> Record:
    """Return what a record says besides CSL's variables of a work that it is made after."""
    found: Record = record.get("custom", {}).get(name, {})
    return found


def _iso(date: Mapping[str, Any] | None) -> str:
    parts = (date or {}).get("date-parts") or [[]]
    return "-".join(f"{int(part):02}" for part in parts[0])


def _date(record: Record) -> tuple[int, int, int]:
    parts = [*record.get("issued", {}).get("date-parts", [[]])[0], 0, 0, 0]
    return parts[0], parts[1], parts[2]

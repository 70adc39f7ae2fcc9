"""What we write of a table of works beside what citeproc-js writes of it, style by style.

citeproc-js gets the same styles and locales, already in the reader's language: what differs is what
the programs make of them. Of the texts only what readers would call different counts: not which
space, dash or apostrophe stands where, which `typography` decides behind either.

Asking citeproc-js for everything takes it a minute of processor time, so what it writes is kept in
`citeproc-js.json`, under a digest of all that it is asked. After a change of a style, a locale, a
work or its version, `python tests/judged/comparing.py` asks it again.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from issue_papers.articles.citation_syntax import CitedItem
from issue_papers.citations.collection import csl_locale, style_path
from issue_papers.citations.references import Style
from issue_papers.citations.style_files import in_language
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from judging import JUDGES, node
from lxml import etree, html

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar", "zh", "ja")
STYLES = ("apa", "chicago-author-date-17th-edition", "chicago-notes-bibliography-17th-edition")
ISO = {tag: f"iso690-author-date-{tag}" for tag in ("en", "es", "fr", "de")}
HERE = Path(__file__).resolve().parent
CSL = {"cs": "http://purl.org/net/xbiblio/csl"}
RECORD = HERE / "citeproc-js.json"
LOCATOR = {"label": "page", "locator": "12-14"}


@dataclass(frozen=True)
class Table:
    """A style in a reader's language."""

    style: str
    language: str


TABLES = tuple(
    Table(style, language)
    for language in LANGUAGES
    for style in (*STYLES, ISO.get(language, ISO["en"]))
)


@cache
def works() -> Mapping[str, Mapping[str, Any]]:
    """Return the works, as CSL records that our own model has read."""
    given = yaml.safe_load((HERE / "works.yml").read_text(encoding="utf-8"))
    read = (Reference.model_validate(work) for work in given)
    return {reference.id: reference.model_dump() for reference in read}


def ours(table: Table, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the entry and the citation that we write of each work."""
    style = Style(table.style, Language(table.language, table.language))
    item = CitedItem("", label=LOCATOR["label"], locator=LOCATOR["locator"])
    found = {}
    for key in ids:
        reference = Reference.model_validate(works()[key])
        entry = "".join(
            f"*{run.text}*" if "i" in run.styles else run.text for run in style.entry(reference)
        )
        found[key] = (compared(entry), compared(style.cite(reference, item).whole))
    return found


def theirs(tables: Sequence[Table]) -> dict[Table, dict[str, tuple[str, str]]]:
    """Return the entry and the citation that citeproc-js writes of each work, a table each."""
    said = json.loads(node(JUDGES / "citeproc.mjs", given=_job(tables), seconds=900))
    return {
        table: {
            key: (plain(each["entry"]), plain(each["citation"]).replace("*", ""))
            for key, each in found.items()
        }
        for table, found in zip(tables, said, strict=True)
    }


def asked(tables: Sequence[Table]) -> str:
    """Return a digest of what decides what citeproc-js writes: its version, what it gets."""
    return hashlib.sha256("\0".join([version(), _job(tables)]).encode()).hexdigest()


def version() -> str:
    """Return which citeproc-js it is, and how it is asked."""
    lock = json.loads((JUDGES / "package-lock.json").read_text(encoding="utf-8"))
    script = (JUDGES / "citeproc.mjs").read_text(encoding="utf-8")
    return f"{lock['packages']['node_modules/citeproc']['integrity']}\0{script}"


def _job(tables: Sequence[Table]) -> str:
    records = list(works().values())
    tables_given = [given(table) | {"works": records} for table in tables]
    return json.dumps({"locator": LOCATOR, "tables": tables_given})


def recorded() -> tuple[str, dict[Table, dict[str, tuple[str, str]]]]:
    """Return what citeproc-js has been asked, and what it has written."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    found: dict[Table, dict[str, Any]] = {table: {} for table in TABLES}
    for work, parts in record["works"].items():
        for number, texts in enumerate(parts):
            for text, names in texts.items():
                for name in names:
                    found[Table(*name.split(" "))].setdefault(work, ["", ""])[number] = text
    written = {t: {key: tuple(both) for key, both in works.items()} for t, works in found.items()}
    return record["asked"], written


def record() -> None:
    """Ask citeproc-js for everything, and keep what it writes."""
    kept: dict[str, Any] = {key: [{}, {}] for key in works()}
    for table, found in theirs(TABLES).items():
        for work, both in found.items():
            for number, text in enumerate(both):
                kept[work][number].setdefault(text, []).append(f"{table.style} {table.language}")
    record = {"asked": asked(TABLES), "works": kept}
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    RECORD.write_text(text, encoding="utf-8")


def given(table: Table) -> dict[str, Any]:
    """Return a style and its locale as one file each, the words of the style in the locale."""
    language = Language(table.language, table.language)
    locale = csl_locale(language)
    root = in_language(style_path(table.style), locale)
    whole = _merged([deepcopy(each) for each in root.locales], locale)
    for each in root.xpath("./cs:locale", namespaces=CSL):
        root.remove(each)
    layout = root.find("./cs:citation/cs:layout", CSL)
    for affix in ("prefix", "suffix"):  # citations.styles tells them apart
        layout.attrib.pop(affix, None)
    for each in root.xpath("./cs:citation | ./cs:bibliography", namespaces=CSL):
        for name in each.attrib:  # each entry and each citation is to stand for itself
            if name.startswith(("disambiguate", "subsequent-author", "givenname")):
                del each.attrib[name]
    style = etree.tostring(root, encoding="unicode")
    return {"style": style, "locale": whole, "language": locale}


def _merged(locales: list[Any], tag: str) -> str:
    """Return one locale that says what the first of several says of each thing."""
    root = etree.Element(f"{{{CSL['cs']}}}locale", nsmap={None: CSL["cs"]}, version="1.0")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", tag)
    options = etree.SubElement(root, f"{{{CSL['cs']}}}style-options")
    terms = etree.SubElement(root, f"{{{CSL['cs']}}}terms")
    known = set()
    for locale in locales:
        for each in locale.xpath("./cs:style-options", namespaces=CSL):
            for name, value in each.attrib.items():
                if name not in options.attrib:
                    options.set(name, value)
        for each in locale.xpath("./cs:date | ./cs:terms/cs:term", namespaces=CSL):
            names = ("name", "form", "gender-form", "match")
            key = (each.tag, *(each.get(name, "") for name in names))
            if key not in known:
                known.add(key)
                (root if each.tag.endswith("}date") else terms).append(each)
    return etree.tostring(root, encoding="unicode")


def plain(written: str) -> str:
    """Return the text of what citeproc-js has written as HTML."""
    root = html.fragment_fromstring(written.replace("\n", " "), create_parent="div")
    for each in root.iter("i"):
        each.text, each.tail = f"*{each.text or ''}", f"*{each.tail or ''}"
    for each in root.find_class("csl-left-margin"):  # the number in the list
        each.text = ""
    return compared(root.text_content())


def compared(text: str) -> str:
    """Return a text without what `typography` decides."""
    text = unicodedata.normalize("NFKC", text).replace("'", "\u2019")
    text = re.sub("[\u200e\u200f\u2060]", "", text)
    text = re.sub("[\u2010-\u2014]", "-", text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"\*\*|\*(?=\s*\*)", "", text)


if __name__ == "__main__":
    record()

"""What citeproc-js writes of a page's files for reference managers, beside the page's own citation.

Whoever takes a file home reads it with a program of their own: RIS by rispy, BibTeX by pybtex, both
back into CSL records (`reference_files`), CSL-JSON as it is; citeproc-js formats them. As with
`comparing`, what it writes of the sampler is kept under a digest of all that it is asked, and
`python tests/judged/exporting.py <the sampler, built>` asks it again.

`exports.yml` says where a file can't give what the page shows, and why: what is different there is
taken out of either text, and the rest must be the same.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from comparing import HERE, LOCATOR, Table, compared, given, plain, version
from judging import JUDGES, node
from reference_files import from_bibtex, from_ris
from sitefiles import page

RECORD = HERE / "exports.json"
STYLES = ("apa", "chicago-author-date-17th-edition", "nlm-citation-sequence")
PREFIXES = {"en": "", "es": "es/", "fr": "fr/"}
FORMATS: dict[str, Callable[[str], dict[str, Any]]] = {
    "cite.bib": from_bibtex,
    "cite.ris": from_ris,
    "cite.json": lambda text: dict(json.loads(text)[0]),
}
RULES: Sequence[Mapping[str, Any]] = yaml.safe_load((HERE / "exports.yml").read_text("utf-8"))


@dataclass(frozen=True)
class Exported:
    """One file of one page, in one style.

    Attributes:
        table: The style and the reader's language.
        page: The page's address.
        format: The file's name.
        record: What is read from it.
        shown: How the page shows itself cited in that style.
    """

    table: Table
    page: str
    format: str
    record: Mapping[str, Any]
    shown: str

    @property
    def name(self) -> str:
        """What it is called where something is told of it."""
        return f"{self.table.style} {self.table.language} {self.format} {self.page}"

    def differs(self, other: str) -> tuple[str, set[int]]:
        """Say how another citation differs, if it does, and which rules were of use."""
        mine, used = self.shown, set()
        for number, rule in enumerate(RULES):
            if not re.search(rule.get("tables", ""), f"{self.table.style} {self.table.language}"):
                continue
            if self.format not in rule.get("formats", [self.format]):
                continue
            put = rule.get("put", "")
            shorter = (self._without(rule, "ours", mine, put), re.sub(rule["theirs"], put, other))
            if shorter != (mine, other):
                used.add(number)
                mine, other = shorter
        return ("" if mine == other else f"{self.name}\n  we {mine}\n  js {other}"), used

    def _without(self, rule: Mapping[str, Any], key: str, text: str, put: str) -> str:
        series = re.escape(compared(str(self.record.get("collection-title", "\ufffe"))))
        return re.sub(rule[key].replace("SERIES", f"(?i:{series})"), put, text)


def exported(site: Path, pages: Iterable[str], styles: Iterable[str]) -> tuple[Exported, ...]:
    """Return the files of pages of a built site, in each language once a style."""
    found = []
    for address in pages:
        for tag, prefix in PREFIXES.items():
            at = prefix + address
            shown = _shown(site, at)
            for style in styles:
                for name, read in FORMATS.items():
                    record = read((site / at / name).read_text(encoding="utf-8"))
                    found.append(Exported(Table(style, tag), at, name, record, shown[style]))
    return tuple(found)


def _shown(site: Path, address: str) -> dict[str, str]:
    """Return a page's citations by style: what stands on it, and what its script shows there."""
    kept = json.loads((site / address / "cite-styles.json").read_text(encoding="utf-8"))
    shown = {style: compared("".join(run["text"] for run in runs)) for style, runs in kept.items()}
    (box,) = page(site, address).cssselect(".ip-cite-this")
    on_page = [compared(text.text_content()) for text in box.cssselect(".ip-cite-this__text")]
    assert on_page == [shown[style] for style in STYLES[:2]], address
    return shown


def asked(files: Sequence[Exported]) -> str:
    """Return a digest of what decides what citeproc-js writes."""
    return hashlib.sha256("\0".join([version(), _job(files)]).encode()).hexdigest()


def written(files: Sequence[Exported]) -> Iterator[str]:
    """Yield the entry that citeproc-js writes of each file."""
    said = json.loads(node(JUDGES / "citeproc.mjs", given=_job(files), seconds=300))
    found = dict(zip(_tables(files), said, strict=True))
    for file in files:
        yield plain(found[file.table][f"{file.format} {file.page}"]["entry"]).replace("*", "")


def _job(files: Sequence[Exported]) -> str:
    tables = [given(table) | {"works": works} for table, works in _tables(files).items()]
    return json.dumps({"locator": LOCATOR, "tables": tables})


def _tables(files: Sequence[Exported]) -> dict[Table, list[dict[str, Any]]]:
    tables: dict[Table, list[dict[str, Any]]] = {}
    for file in files:
        record = {**file.record, "id": f"{file.format} {file.page}"}
        tables.setdefault(file.table, []).append(record)
    return tables


SAMPLED = ("papers/harbours/", "papers/harbours/works/", "case-studies/dakar/")

if __name__ == "__main__":
    files = exported(Path(sys.argv[1]), SAMPLED, STYLES)
    texts = {file.name: text for file, text in zip(files, written(files), strict=True)}
    kept = json.dumps({"asked": asked(files), "written": texts}, ensure_ascii=False, indent=1)
    RECORD.write_text(kept + "\n", encoding="utf-8")

"""References as readers see them, formatted by the Citation Style Language.

The style and the reader's language decide the form; `references.yml` holds the facts as CSL-YAML.
citeproc-py formats (see `citations.styles` for what is mended); its marks of italics and the like
are single characters for private use, which become runs of text, each in its own language.

A title may hold what CSL allows of HTML, and name the language of a part of it:
`Background paper for the forum <span lang="es">…</span>`.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from string import ascii_lowercase
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator

from issue_papers.articles.citation_syntax import CitedItem
from issue_papers.citations import rich_text
from issue_papers.citations.forms import STYLE, CitedForm, FormattedReference, Run, to_text
from issue_papers.citations.rich_text import Marks
from issue_papers.citations.source import Source
from issue_papers.citations.styles import Sheet, single_date
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference

_NO_AUTHOR = "\ue000"
_KEPT = frozenset({"type", "language", "id"})
_TITLES = ("title", "container-title", "collection-title", "event-title", "original-title")


class Formatter:
    """Formats a set of references in one style and language.

    Attributes:
        opening: What stands before a citation in the text, as “(”.
        closing: What stands after it.
        delimiter: What stands between two works.
    """

    def __init__(
        self, references: Mapping[str, Reference], language: Language, sheet: Sheet
    ) -> None:
        """Take what there is to format.

        Args:
            references: The references, by id.
            language: The reader's language: words such as “in” and “ed.” are in it.
            sheet: The style in that language; several formatters may share it.
        """
        self._references = references
        self._language = language
        self._sheet = sheet
        self._keys = {key: f"r{number}" for number, key in enumerate(references)}
        self._records = {
            key: {**references[key].model_dump(), **(references[key].model_extra or {})}
            for key in references
        }
        self.opening, self.closing, self.delimiter = sheet.opening, sheet.closing, sheet.delimiter

    def bibliography(self) -> tuple[FormattedReference, ...]:
        """Return all entries in the style's order."""
        if not self._references:
            return ()
        with warnings.catch_warnings():
            # citeproc-py 0.11 warns of every CSL variable that it has no use for.
            warnings.simplefilter("ignore")
            rendered = self._rendered(self._suffixed)
            rendered.items = [CitationItem(self._keys[key]) for key in self._order]
            for item in rendered.items:
                item.citation = Citation([item], bibliography=None)
                item.citation.bibliography = rendered
            entries = [str(entry) for entry in rendered.bibliography()]
        return tuple(
            FormattedReference(
                id=key,
                runs=self._runs(text),
                language=self._references[key].language,
                url=str(self._records[key].get("URL", "")),
            )
            for key, text in zip(self._order, entries, strict=True)
        )

    def cite(self, item: CitedItem) -> CitedForm:
        """Return how the text cites one work."""
        whole = self._cited(item, self._keys[item.key])
        without = self._cited(item, f"{self._keys[item.key]}x")
        if not without.startswith(_NO_AUTHOR):
            return CitedForm(whole, whole, whole)
        tail = without.removeprefix(_NO_AUTHOR)
        author = whole.removesuffix(tail)
        return CitedForm(author, re.sub(r"^[\s,.:]+", "", tail), whole)

    def _cited(self, item: CitedItem, key: str) -> str:
        extra = {"locator": Locator(item.label, item.locator)} if item.locator else {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            citation = Citation([CitationItem(key, **extra)])
            rendered = self._for_citing
            rendered._cites = []  # noqa: SLF001 - each citation stands for itself
            # A style asks of a locator whether it is a number, and citeproc-py looks for it here.
            rendered.source[key]["locator"] = item.locator
            citation.bibliography = rendered
            text = str(rendered.cite(citation, lambda _: None))
        runs = self._runs(text)
        return to_text(runs)

    @cached_property
    def _for_citing(self) -> Any:
        """All references, and each once more with a sign in its author's place."""
        nobody = {
            f"{key}\0": {**record, "author": [{"literal": _NO_AUTHOR}]}
            for key, record in self._suffixed.items()
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rendered = self._rendered({**self._suffixed, **nobody})
            for key in self._keys.values():
                for each in (key, f"{key}x"):
                    rendered.register(Citation([CitationItem(each)]))
        return rendered

    @cached_property
    def _order(self) -> tuple[str, ...]:
        """Ids in the style's order, which citeproc-py takes from code points: “Á” after “Z”."""
        if len(self._keys) == 1:
            return tuple(self._keys)
        folded = {key: _folded(record) for key, record in self._records.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rendered = self._rendered(folded)
            for key in self._keys.values():
                rendered.register(Citation([CitationItem(key)]))
            rendered.sort()
        ids = {number: key for key, number in self._keys.items()}
        return tuple(ids[number] for number in rendered.keys)

    @cached_property
    def _suffixed(self) -> Mapping[str, Mapping[str, Any]]:
        """The records, those of one author and one year told apart by letters, as in 2007a."""
        same: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in self._order:
            record = self._records[key]
            names = record.get("author") or record.get("editor") or [{"literal": key}]
            year = record.get("issued", {}).get("date-parts", [[""]])[0][0]
            family = "|".join(str(n.get("family", n.get("literal", ""))) for n in names)
            same[family.casefold(), str(year)].append(key)
        records = dict(self._records)
        for keys in same.values():
            if len(keys) == 1:
                continue
            for key, letter in zip(keys, ascii_lowercase, strict=False):
                records[key] = {**records[key], "year-suffix": letter}
        return records

    def _rendered(self, records: Mapping[str, Mapping[str, Any]]) -> Any:
        plain, by_key = [], {}
        for name, record in records.items():
            key = self._keys[name.rstrip("\0")] + ("x" if name.endswith("\0") else "")
            by_key[key] = record
            plain.append({**self._marked(single_date(record)), "id": key})
        source = Source(plain)
        self._sheet.write_dates(by_key, source)
        return CitationStylesBibliography(self._sheet.style, source, Marks)

    def _marked(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Mark titles with the language that they are in."""
        marked = dict(record)
        for name in _TITLES:
            if name in record:
                language = str(record["language"]) if name in _TITLES[:2] else ""
                marked[name] = rich_text.mark(str(record[name]), language, self._language.tag)
        return marked

    def _runs(self, text: str) -> tuple[Run, ...]:
        inside = self._sheet.has_punctuation_in_quotes
        text = rich_text.punctuated(text, inside_quotes=inside)
        opens = self._sheet.month_that_opens
        text = opens.sub(lambda found: found[1] + found[2][0].upper() + found[2][1:], text)
        runs = rich_text.runs(text)
        return rich_text.typeset_runs(runs, self._language.tag)


def bibliography(
    references: Mapping[str, Reference],
    language: Language,
    style: str = STYLE,
    locale: str = "",
) -> tuple[FormattedReference, ...]:
    """Format references as a bibliography in the style's order.

    Args:
        references: What to format, by id.
        language: The reader's language: words such as “in” and “ed.” are in it.
        style: Name of a CSL style.
        locale: A CSL locale; that of the language where empty.
    """
    return Formatter(references, language, Sheet(style, language, locale)).bibliography()


def _folded(value: Any) -> Any:
    """Return a record with texts that sort as a dictionary does: without accents."""
    if isinstance(value, dict):
        return {key: v if key in _KEPT else _folded(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_folded(item) for item in value]
    if isinstance(value, str):
        letters = unicodedata.normalize("NFKD", value)
        return "".join(letter for letter in letters if not unicodedata.combining(letter))
    return value

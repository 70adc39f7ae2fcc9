"""One reference as readers see it, formatted by the Citation Style Language.

The style and the reader's language decide the form; `references.yml` holds the facts as CSL-YAML.
citeproc-py formats (see `citations.styles` for what is mended); its marks of italics and the like
are single characters for private use, which become runs of text, each in its own language. What a
reference looks like depends on no other but for the letter of its year (`citations.references`):
citeproc-py disambiguates by nothing else, and each entry and each citation stands for itself.

A title may hold what CSL allows of HTML, and name the language of a part of it:
`Background paper for the forum <span lang="es">…</span>`.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citeproc import Citation, CitationStylesBibliography, Locator

from issue_papers.citations import (
    addresses,
    filing,
    numbering,
    rich_text,
    standing_in,
    year_letters,
)
from issue_papers.citations.forms import CitedForm, Position, Run, SortKey, to_text
from issue_papers.citations.rich_text import Marks
from issue_papers.citations.source import DATES, LEGAL, NAMES, ListedWork, Source, Work
from issue_papers.citations.styles import Sheet, single_date
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference

_CLOSING = re.compile("^[\ue010-\ue032\\s]*[”’»“]+(?!\\w)")
"""The quotation marks behind a title."""
_WORK = "work"
"""citeproc-py's key of a reference."""
_NO_AUTHOR = "\ue000"
"""What stands in an author's place, or behind the title that does, to tell it from the rest."""
_MOST_KNOWN = 64
"""How many entries a style remembers for the works that are like them: those follow each other."""
_OPENING = ("title", "title-short")
_TITLES = ("title", "container-title", "collection-title", "event-title", "original-title")


class Formatter:
    """Formats references in one style and language, one by one.

    Args:
        sheet: The style in that language.
        language: The reader's language: words such as “in” and “ed.” are in it.
    """

    def __init__(self, sheet: Sheet, language: Language) -> None:
        self._sheet = sheet
        self._language = language

    def entry(self, reference: Reference, letter: str = "", number: str = "") -> tuple[Run, ...]:
        """Return a bibliography's entry.

        Args:
            reference: The reference.
            letter: What tells its year from another work's, as in “2007a”.
            number: What stands in the place of its number, if it has one.
        """
        with warnings.catch_warnings():
            # citeproc-py 0.11 warns of every CSL variable that it has no use for.
            warnings.simplefilter("ignore")
            text = self._entry(_record(reference, letter, number))
            text = year_letters.behind_first_year(text, letter)
            return self._runs(text, addresses.own(reference.record))

    def entry_of_many(self, reference: Reference) -> tuple[Run, ...]:
        """Return the same of one of many works that differ in little but their words."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            record = _record(reference)
            return self._runs(self._with_own_words(record) or self._entry(record))

    def _entry(self, record: Mapping[str, Any]) -> str:
        rendered = self._rendered({_WORK: record})
        rendered.items = [_item(rendered)]
        (entry,) = rendered.bibliography()
        return str(entry)

    def _with_own_words(self, record: Mapping[str, Any]) -> str:
        """Return an entry that is like another's but for its words; else nothing."""
        bare, names = standing_in.taken_out(record)
        if not names or record["type"] in LEGAL:  # what reads a law's name for its year
            return ""
        known, key = self._sheet.entries, repr({**bare, "id": ""})
        if key not in known:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            try:
                known[key] = self._entry(bare)
            except standing_in.CannotStandInError:
                known[key] = ""
        if not (entry := known[key]):
            return ""
        marked = self._marked({name: record[name] for name in (*names, "language")})
        return standing_in.filled(self._sheet.style.root, entry, marked)

    def cite(
        self, reference: Reference, label: str = "", locator: str = "", letter: str = ""
    ) -> CitedForm:
        """Return how the text cites a work.

        Args:
            reference: The reference.
            label: What the locator counts, a CSL term such as `page`.
            locator: The place in the work; empty for the whole.
            letter: What tells its year from another work's.
        """
        record = _record(reference, letter)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cited = self._cited(record, label, locator)
            whole = self._words(cited)
            for nameless in _nameless(record):
                without = self._cited(nameless, label, locator)
                before, sign, rest = without.partition(_NO_AUTHOR)
                is_told = self._words(before) or cited == f"{before}{rest}"
                if sign and (nameless["title"] != record["title"] or not is_told):
                    return self._parted(cited, _CLOSING.sub("", rest), whole)
        return CitedForm(whole, whole, whole)

    def number(self, reference: Reference, label: str, locator: str, number: str) -> str:
        """Return how the text cites a work in a style of numbers: “3, p. 12”.

        Args:
            reference: The reference.
            label: What the locator counts, a CSL term such as `page`.
            locator: The place in the work; empty for the whole.
            number: What stands in the place of its number.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._words(self._cited(_record(reference, number=number), label, locator))

    def note(
        self, reference: Reference, label: str, locator: str, position: Position, number: str
    ) -> tuple[Run, ...]:
        """Return how a note cites a work, in a style of notes.

        Args:
            reference: The reference.
            label: What the locator counts, a CSL term such as `page`.
            locator: The place in the work; empty for the whole.
            position: Where it stands among the citations of the text.
            number: What stands in the place of the number of the note that cites it first.
        """
        record = _record(reference) | {"citation-position": str(position)}
        if position is not Position.FIRST:
            record[numbering.FIRST_NOTE] = number
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = self._cited(record, label, locator).rstrip(" ,")
            return self._runs(text, addresses.own(reference.record))

    def _parted(self, cited: str, rest: str, whole: str) -> CitedForm:
        """Return a citation with what stands in it behind the author apart."""
        tail = self._words(rest)
        # A comma may have gone into the quotation marks that an author stands in.
        author = whole if whole.endswith(tail) else self._words(cited.removesuffix(rest))
        return CitedForm(author.removesuffix(tail), re.sub(r"^[\s,.:]+", "", tail), whole)

    def _cited(self, record: Mapping[str, Any], label: str, locator: str) -> str:
        """Return how a work is cited, as citeproc-py joins it."""
        rendered = self._rendered({_WORK: record})
        rendered.register(Citation([Work(_WORK)]))
        # A style asks of a locator if it is a number, and citeproc-py looks for it here.
        rendered.source[_WORK]["locator"] = locator
        given = {"locator": Locator(label, locator)} if locator else {}
        citation = Citation([Work(_WORK, **given)])
        citation.bibliography = rendered
        text = str(rendered.cite(citation, lambda _: None))
        return year_letters.behind_first_year(text, str(record.get("year-suffix", "")))

    def _words(self, text: str) -> str:
        return to_text(self._runs(text.rstrip(" ,")))

    def sort_key(self, reference: Reference) -> SortKey:
        """Return what the style sorts a reference by; see `filing`."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rendered = self._rendered({_WORK: filing.folded(_record(reference))})
            filing.count_years(_dates(rendered.source[_WORK]).values())
            item = _item(rendered)
            layout = self._sheet.style.root.bibliography.layout
            keys = layout.getparent().findall("cs:sort/cs:key", layout.nsmap)
            found = []
            for key in keys:
                (value,) = key.sort_keys([item], layout)
                is_descending = key.get("sort", "ascending").lower() == "descending"
                found.append((None if value is None else str(value).lower(), is_descending))
        return tuple(found)

    def _rendered(self, records: Mapping[str, Mapping[str, Any]]) -> Any:
        plain = [
            {**self._marked(single_date(record)), "id": key} for key, record in records.items()
        ]
        source = Source(plain, records)
        self._sheet.write_dates(records, source)
        for key, record in records.items():
            if "year-suffix" in record and self._sheet.has_implied_letters:
                year_letters.mark(_dates(source[key]))
        return CitationStylesBibliography(self._sheet.style, source, Marks)

    def _marked(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Mark titles with the language that they are in."""
        marked = dict(record)
        for name in _TITLES:
            if name in record and not standing_in.stands_in(record[name]):
                language = str(record["language"]) if name in _TITLES[:2] else ""
                marked[name] = rich_text.mark(str(record[name]), language, self._language.tag)
        return marked

    def _runs(self, text: str, own: Sequence[str] | None = None) -> tuple[Run, ...]:
        inside = self._sheet.has_punctuation_in_quotes
        text = rich_text.punctuated(text, inside_quotes=inside)
        opens = self._sheet.month_that_opens
        text = opens.sub(lambda found: found[1] + found[2][0].upper() + found[2][1:], text)
        runs = rich_text.upright(rich_text.runs(text))
        return rich_text.typeset_runs(runs, self._language.tag, own)


def _record(reference: Reference, letter: str = "", number: str = "") -> dict[str, Any]:
    """Return a reference as a CSL record, with what tells it from others."""
    told = {"year-suffix": letter, numbering.VARIABLE: number}
    return {**reference.record, **{name: value for name, value in told.items() if value}}


def _dates(found: Any) -> dict[str, Any]:
    """Return the dates of a reference as citeproc-py has it, by variable."""
    return {name: found.get(name.replace("-", "_"), {}) for name in DATES}


def _nameless(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return a record with a sign in its author's place, then in that of those who stand there."""
    others = NAMES & record.keys()
    if others or record["type"] not in LEGAL:
        nameless = {**record, "author": [{"literal": _NO_AUTHOR}]}
        yield nameless
        yield {key: value for key, value in nameless.items() if key not in others - {"author"}}
    # A law's year is left out if its title has it, so that stays.
    titles = {key: f"{record[key]}{_NO_AUTHOR}" for key in _OPENING if key in record}
    yield {**record, **titles}


def _item(rendered: Any) -> ListedWork:
    """Return the only work of a bibliography, as an entry of it."""
    item = ListedWork(_WORK)
    item.citation = Citation([item], bibliography=None)
    item.citation.bibliography = rendered
    return item

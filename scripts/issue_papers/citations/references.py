"""References in one style and language, each written once and kept.

How a reference is written is kept under a digest of the reference itself, so that a change of one
leaves the others as they are. What needs all of them is done here, from what each is sorted by: the
order of a bibliography, and which letters tell works of one author and year apart. citeproc is
loaded only if something has to be written that wasn't written before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, cached_property, cmp_to_key
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from issue_papers.citations import numbering, year_letters
from issue_papers.citations.collection import cites_by_number, cites_in_notes, style_path
from issue_papers.citations.forms import (
    STYLE,
    Affixes,
    Cite,
    CitedForm,
    FormattedReference,
    Run,
    SortKey,
)
from issue_papers.content.identifiers import doi_address
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.content_cache import ContentCache, Journal, digest, tree_digest
from issue_papers.installed import named_versions

if TYPE_CHECKING:
    from issue_papers.articles.citation_syntax import CitedItem
    from issue_papers.citations.formatting import Formatter
    from issue_papers.citations.styles import Sheet

T = TypeVar("T")
_TURN = RLock()
"""citeproc-py writes in its style what it is writing of, and warnings are silenced for all threads:
one thread at a time formats, since an executor may be one of threads.
"""
_LIBRARIES = ("babel", "citeproc-py", "lxml")
"""Distributions that decide, besides our own code and the style, how references are written."""


class Style:
    """A style of the Citation Style Language in a reader's language.

    Args:
        name: The style's name in the collection.
        language: The reader's language.
        locale: A CSL locale; that of the language where empty.
        cache: Where what was written before is kept.
    """

    def __init__(
        self, name: str, language: Language, locale: str = "", cache: ContentCache | None = None
    ) -> None:
        self.name = name
        self.language = language
        self.locale = locale
        self._cache = cache

    @cached_property
    def affixes(self) -> Affixes:
        """What is around the works of a citation in a text."""
        return self._kept(lambda: self._sheet.affixes, "affixes")

    @cached_property
    def has_notes(self) -> bool:
        """Whether it cites in notes."""
        return cites_in_notes(self.name)

    @cached_property
    def is_numeric(self) -> bool:
        """Whether it cites by the numbers that works have in its list."""
        return cites_by_number(self.name)

    def entry(self, reference: Reference, letter: str = "") -> tuple[Run, ...]:
        """Return a bibliography's entry; see `Formatter.entry`."""
        sign = year_letters.written_as(reference, letter)
        runs = self._kept(
            lambda: self._formatter.entry(reference, sign), "entry", reference.facts, sign
        )
        return year_letters.in_entry(runs, sign, letter)

    def numbered(self, reference: Reference, number: int) -> tuple[str, tuple[Run, ...]]:
        """Return a bibliography's entry in a style of numbers: its number, and the rest."""
        sign = numbering.sign_for(reference.facts)
        runs = self._kept(
            lambda: self._formatter.entry(reference, number=sign), "numbered", reference.facts
        )
        return numbering.parted(runs, sign, number)

    def cite(self, reference: Reference, item: CitedItem, letter: str = "") -> CitedForm:
        """Return how the text cites a work; see `Formatter.cite`."""
        return self._cite(reference, (item.label, item.locator), letter)

    def cite_by_number(self, reference: Reference, item: CitedItem, number: int) -> CitedForm:
        """Return how the text cites a work in a style of numbers."""
        sign, place = numbering.sign_for(reference.facts), (item.label, item.locator)
        written = self._kept(
            lambda: self._formatter.number(reference, *place, sign),
            "number",
            reference.facts,
            repr(place),
        )
        cited = numbering.filled(written, sign, number)
        return CitedForm(self.author(reference, item), cited, cited)

    def cite_in_note(self, reference: Reference, item: CitedItem, cite: Cite) -> tuple[Run, ...]:
        """Return how a note cites a work; see `Formatter.note`."""
        sign = numbering.sign_for(reference.facts)
        about = (item.label, item.locator, cite.position)
        runs = self._kept(
            lambda: self._formatter.note(reference, *about, sign),
            "note",
            reference.facts,
            repr([*map(str, about)]),
        )
        return numbering.numbered(runs, sign, cite.first_note)

    def author(self, reference: Reference, item: CitedItem) -> str:
        """Return how a sentence names the author of a work, in a style that cites otherwise.

        Such a style has no words for that: it is as the style has it that sites have unless told.
        """
        return self._naming.cite(reference, replace(item, label="", locator="")).author

    @cached_property
    def _naming(self) -> Style:
        return Style(STYLE, self.language, self.locale, self._cache)

    def known_by(self, reference: Reference) -> str:
        """Return how the text cites a work where no letter tells its year from another work's.

        Empty where no letter may: in a style of numbers, or one that tells works apart otherwise.
        """
        return self._cite(reference, ("", ""), "").whole if self._has_letters else ""

    @cached_property
    def _has_letters(self) -> bool:
        if self.is_numeric or self.has_notes:
            return False
        return self._kept(lambda: bool(self._sheet.has_letters), "letters")

    def _cite(self, reference: Reference, place: tuple[str, str], letter: str) -> CitedForm:
        sign = year_letters.written_as(reference, letter)
        form = self._kept(
            lambda: self._formatter.cite(reference, *place, sign),
            "cite",
            reference.facts,
            repr(place),
            sign,
        )
        return year_letters.in_citation(form, sign, letter)

    def sort_key(self, reference: Reference) -> SortKey:
        """Return what a reference is sorted by."""
        return self._kept(lambda: self._formatter.sort_key(reference), "sort", reference.facts)

    def _kept(self, make: Callable[[], T], *about: str) -> T:
        with _TURN:
            return self._journal.get(digest(about), make)

    @cached_property
    def _journal(self) -> Journal:
        return Journal(self._cache, f"citations-{self.fingerprint}" if self._cache else "")

    @cached_property
    def fingerprint(self) -> str:
        """Names what decides, besides a reference itself, how it is written."""
        style = style_path(self.name).read_bytes()
        return digest([_means(), style, self.language.tag, self.locale])

    def written(self, reference: Reference) -> tuple[Run, ...]:
        """Write the entry of one of many works, whether or not it has been written before."""
        with _TURN:
            return self._formatter.entry_of_many(reference)

    @property
    def _sheet(self) -> Sheet:
        from issue_papers.citations.styles import sheet  # noqa: PLC0415 - it loads citeproc

        return sheet(self.name, self.language, self.locale)

    @property
    def _formatter(self) -> Formatter:
        from issue_papers.citations.formatting import Formatter  # noqa: PLC0415 - it loads citeproc

        return Formatter(self._sheet, self.language)


class Styles:
    """Several styles, in which a work is always wanted together: what they write is kept as one.

    Args:
        styles: The styles.
        cache: Where what was written before is kept.
    """

    def __init__(self, styles: Sequence[Style], cache: ContentCache | None = None) -> None:
        self._styles = styles
        self._cache = cache

    def entries(self, reference: Reference) -> tuple[tuple[Run, ...], ...]:
        """Return a bibliography's entry of a work in each style, as if it were the only one."""
        return self._journal.get(
            digest([reference.facts]),
            lambda: tuple(style.written(reference) for style in self._styles),
        )

    @cached_property
    def _journal(self) -> Journal:
        if self._cache is None:
            return Journal(None, "")
        key = digest(style.fingerprint for style in self._styles)
        return Journal(self._cache, f"citations-{key}")


@cache
def _means() -> str:
    """Return a digest of what decides, besides a style, how references are written."""
    package = Path(__file__).parent
    words = package.parent / "data" / "citation_terms.yml"
    code = tree_digest(package, package.parent / "typography", words, suffixes=_CODE)
    return digest([code, *named_versions(_LIBRARIES)])


_CODE = frozenset({".py", ".yml"})


class References:
    """References as the readers of one language get them, each written when it is asked for.

    Args:
        references: The references, by id; works that a style holds for equal are in this order.
        style: How they are written.
    """

    def __init__(self, references: Mapping[str, Reference], style: Style) -> None:
        self._references = references
        self._style = style
        self._cited: dict[tuple[str, str, str], CitedForm] = {}
        self._written: dict[str, FormattedReference] = {}
        self._sort_keys: dict[str, SortKey] = {}

    def __getitem__(self, key: str) -> FormattedReference:
        """Return one as a bibliography has it.

        Raises:
            KeyError: There is none with this id.
        """
        if key not in self._written:
            reference, number = self._references[key], ""
            if self._style.is_numeric:
                number, runs = self._style.numbered(reference, self._numbers[key])
            else:
                runs = self._style.entry(reference, self._letters.get(key, ""))
            self._written[key] = FormattedReference(
                key, runs, reference.language, _address(reference), number
            )
        return self._written[key]

    @property
    def bibliography(self) -> tuple[FormattedReference, ...]:
        """All entries in the style's order."""
        return tuple(self[key] for key in self.in_order(self._references))

    def cite(self, item: CitedItem) -> CitedForm:
        """Return how a text cites one work."""
        place = (item.key, item.label, item.locator)
        if place not in self._cited:
            reference = self._references[item.key]
            if self._style.is_numeric:
                form = self._style.cite_by_number(reference, item, self._numbers[item.key])
            else:
                form = self._style.cite(reference, item, self._letters.get(item.key, ""))
            self._cited[place] = form
        return self._cited[place]

    def cite_in_note(self, item: CitedItem, cite: Cite) -> tuple[Run, ...]:
        """Return how a note cites one work, in a style of notes."""
        return self._style.cite_in_note(self._references[item.key], item, cite)

    def author(self, item: CitedItem) -> str:
        """Return how a sentence names the author of one work."""
        return self._style.author(self._references[item.key], item)

    @property
    def affixes(self) -> Affixes:
        """What is around the works of a citation in a text."""
        return self._style.affixes

    def number(self, key: str) -> int:
        """Return the number of a work in a style of numbers, from 1."""
        return self._numbers[key]

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Put ids in the style's order; those that it holds for equal as their files have them."""
        wanted = set(keys)
        found = [key for key in self._references if key in wanted]
        return sorted(found, key=self._sort_key) if len(found) > 1 else found

    def _sort_key(self, key: str) -> Any:
        if key not in self._sort_keys:
            self._sort_keys[key] = self._style.sort_key(self._references[key])
        return _COMPARED(self._sort_keys[key])

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {key: number for number, key in enumerate(self.in_order(self._references), 1)}

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        """The letters of works that the text cites alike, as in 2007a, by id."""
        same: dict[str, list[str]] = defaultdict(list)
        for key in year_letters.maybe_alike(self._references):
            if text := self._style.known_by(self._references[key]):
                same[text.casefold()].append(key)
        return {
            key: year_letters.letter(number)
            for keys in same.values()
            if len(keys) > 1
            for number, key in enumerate(self.in_order(keys))
        }


def _compare(left: SortKey, right: SortKey) -> int:
    """Say which of two references comes first, as CSL 1.0.2 has it: -1, 0 or 1."""
    for (one, is_descending), (other, _) in zip(left, right, strict=True):
        if one == other:
            continue
        if one is None or other is None:
            return 1 if one is None else -1
        numbers = one.isdecimal() and other.isdecimal()
        is_less = Decimal(one) < Decimal(other) if numbers else one < other
        return 1 if is_less == is_descending else -1
    return 0


_COMPARED = cmp_to_key(_compare)


def _address(reference: Reference) -> str:
    """Return where a work can be read: its own address, else its DOI's; empty without."""
    doi = str(reference.DOI)
    return str(reference.URL) or (doi_address(doi) if doi else "")

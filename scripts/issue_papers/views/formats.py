"""Numbers, dates and places as a language writes them, from CLDR (Babel), and their order."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    format_percent,
    get_currency_name,
)
from babel.units import format_unit

from issue_papers.content.library import Library
from issue_papers.content.locales import Language
from issue_papers.content.model import City, KeyFigure, Period
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.numerals import DEFAULT, decimal, in_digits

_COMPACT_FROM = 1_000_000
_COMPACT_STEP = 10_000
"""A number that is finer than this is written out: “2.4 million”, but 1,234,567."""
_ALL_DIGITS = 9
"""Digits after the point that a compact number may have: a figure is never rounded."""
_OF = {"ca": "de", "es": "de", "fr": "de", "gl": "de", "it": "di", "pt": "de", "ro": "de"}
_ELIDING = frozenset({"ca", "fr"})
_WORDS_A_MINUTE = 220
"""Reading speed for prose: between the 238 words a minute that Brysbaert (2019) found for English
and the slower figures for Spanish and French."""


def number(figure: KeyFigure, language: Language) -> str:
    """Write a key figure: `40`, `22 %`, `10 millones de dólares estadounidenses`, `1979`."""
    return in_digits(_number(figure, language), language)


def _number(figure: KeyFigure, language: Language) -> str:
    locale = language.cldr
    match figure.unit:
        case "year" if dt.MINYEAR <= figure.value <= dt.MAXYEAR:
            return partial_date(str(int(figure.value)), language)
        case "percent":
            return format_percent(
                figure.value / 100,
                locale=locale,
                decimal_quantization=False,
                numbering_system=DEFAULT,
            )
        case _:
            # Babel doesn't resolve CLDR's alias of "long" to "short", in Korean for one.
            form: Literal["long", "short"] = (
                "long" if "long" in locale.compact_decimal_formats else "short"
            )
            is_compact = abs(figure.value) >= _COMPACT_FROM and figure.value % _COMPACT_STEP == 0
            text = (
                format_compact_decimal(
                    figure.value,
                    format_type=form,
                    locale=locale,
                    fraction_digits=_ALL_DIGITS,
                    numbering_system=DEFAULT,
                )
                if is_compact
                else decimal(figure.value, locale)
            )
            if not figure.currency:
                return text
            name = get_currency_name(figure.currency, figure.value, locale=locale)
            return text + (_counted(name, locale) if is_compact else f" {name}")


def _counted(name: str, locale: Locale) -> str:
    """Return what millions count, with the preposition that Romance languages put before it."""
    preposition = _OF.get(locale.language, "")
    is_elided = locale.language in _ELIDING and name[:1].lower() in "aeiouhàâéèêëîïôœóíú"
    if is_elided:
        return f" {preposition[:1]}’{name}"
    return f" {preposition} {name}" if preposition else f" {name}"


def date_locale(language: Language) -> Locale:
    """Return the CLDR locale that dates are written by.

    CLDR takes English without a region for that of the United States. Papers that are read
    everywhere write the day before the month, as CLDR's English for the world does; a site that
    means another says so with its tag, as en-US.
    """
    return Locale.parse("en_001") if language.tag == "en" else language.cldr


def partial_date(value: str, language: Language) -> str:
    """Write a date of year, month or day precision: `2020`, `julio de 2020`, `3 avril 2020`.

    A year alone is CLDR's, too: `2020年`.
    """
    locale = date_locale(language)
    match [int(part) for part in value.split("-")]:
        case [year]:
            text = format_skeleton("y", dt.date(year, 1, 1), locale=locale)
        case [year, month]:
            text = format_skeleton("yMMMM", dt.date(year, month, 1), locale=locale)
        case [year, month, day]:
            text = format_date(dt.date(year, month, day), "long", locale=locale)
        case _:
            raise ValueError(value)
    return in_digits(str(text), language)


def period(value: Period, language: Language) -> tuple[str, str]:
    """Write a period's two ends; an end that isn't known is empty."""
    start, end = (partial_date(d, language) if d else "" for d in (value.start, value.end))
    return start, end


def city_name(city: City, slug: str, language: Language, source: str) -> str:
    """Return a city's name in a language, else in the source language, else its id."""
    base = language.tag.split("-")[0]
    names = city.names
    return names.get(language.tag) or names.get(base) or names.get(source) or slug


def country_name(city: City, language: Language) -> str:
    """Return the name of a city's country in a language."""
    return str(language.cldr.territories.get(city.country, city.country))


def places(library: Library, slugs: tuple[str, ...], words: Catalogue) -> str:
    """Write cities with their countries: `Buenos Aires (Argentina) and Paris (France)`.

    Args:
        library: What has the cities.
        slugs: Their ids.
        words: The reader's language, with its comma and its brackets.
    """
    language = words.language
    source = library.locales.source
    names = []
    for slug in slugs:
        city = library.cities[slug]
        name, country = city_name(city, slug, language, source), country_name(city, language)
        names.append(
            words("marks.aside", text=name, aside=country)
            if len(slugs) > 1
            else words("marks.comma").join((name, country))
        )
    return str(format_list(names, locale=language.cldr))


def minutes(words: int) -> int:
    """Return a reading time in whole minutes, at least one."""
    return max(1, round(words / _WORDS_A_MINUTE))


def size(count: int, language: Language) -> str:
    """Write a file's size: `340 kB`, `1,2 Mo`.

    Args:
        count: Bytes.
        language: The reader's language.
    """
    megabytes = count >= _MEGABYTE
    value = round(count / _MEGABYTE, 1) if megabytes else max(1, round(count / _KILOBYTE))
    unit = "digital-megabyte" if megabytes else "digital-kilobyte"
    text = format_unit(value, unit, "short", locale=language.cldr, numbering_system=DEFAULT)
    return in_digits(text, language)


_KILOBYTE = 1000
_MEGABYTE = 1_000_000


def collation_key(text: str) -> tuple[str, str]:
    """Sort without regard to case and accents, then with: near enough to CLDR's root collation."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)), text

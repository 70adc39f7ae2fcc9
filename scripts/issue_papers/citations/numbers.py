"""Ranges of pages and ordinal numbers, in the place of citeproc-py 0.11's.

It cuts the last page by the number of letters of the first (“3-0” for 3-30, “v-i” for v-vii), and
knows one ordinal a language: 2.º for an edition, which is feminine in Portuguese. These follow the
CSL specification 1.0.2, “Page Ranges” (appendix V) and “Ordinals”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from issue_papers.citations.collection import NAMESPACE

_CSL = {"cs": NAMESPACE}
_ABBREVIATED_FROM = 100


def last_page(first: str, last: str, form: str | None) -> str:
    """Return the last page of a range as a style shortens it.

    Args:
        first: The first page.
        last: The last page, in full or already shortened.
        form: CSL's `page-range-format`; nothing where a style leaves ranges as they are.
    """
    if form is None or not (first.isdecimal() and last.isdecimal()):
        return last
    if len(last) < len(first):
        last = first[: -len(last)] + last
    if form == "expanded" or len(first) != len(last) or int(last) <= int(first):
        return last
    if form.startswith("chicago"):
        return _chicago(first, last, is_15=form.endswith("15"))
    return _changed(first, last, at_least=2 if form == "minimal-two" else 1)


def _chicago(first: str, last: str, *, is_15: bool) -> str:
    number = int(first)
    if number < _ABBREVIATED_FROM or not number % 100:
        return last
    short = _changed(first, last, at_least=1 if number % 100 < 10 else 2)  # noqa: PLR2004
    is_mostly_new = is_15 and len(first) >= 4 and len(short) >= 3  # noqa: PLR2004
    return last if is_mostly_new else short


def _changed(first: str, last: str, *, at_least: int) -> str:
    same = next(n for n, (one, other) in enumerate(zip(first, last, strict=True)) if one != other)
    return last[min(same, max(0, len(last) - at_least)) :]


def ordinal(number: int, locales: Iterable[Any], variable: str) -> str:
    """Return a number as one of an order, in the gender of what it counts.

    Args:
        number: The number.
        locales: A style's locales, the reader's language first.
        variable: What is counted, such as `edition`.
    """
    found = list(locales)
    gender = next((g for each in found if (g := _gender(each, variable)) is not None), "")
    for locale in found:
        terms = locale.xpath("./cs:terms/cs:term[starts-with(@name, 'ordinal')]", namespaces=_CSL)
        if not terms:
            continue
        endings: dict[tuple[str, str], str] = {}
        for term in terms:
            key = (_applies(term, number), term.get("gender-form", ""))
            endings.setdefault(key, term.text or "")
        for rule in ("two", "one", "any"):
            for form in (gender, ""):
                if (rule, form) in endings:
                    ending = endings[rule, form]
                    # Hebrew's locale has the numbers themselves.
                    return str(number) if ending.isdecimal() else f"{number}{ending}"
        return str(number)
    return str(number)


def _gender(locale: Any, variable: str) -> str | None:
    path = "./cs:terms/cs:term[@name=$name and not(@form)]"
    terms = locale.xpath(path, name=variable, namespaces=_CSL)
    return terms[0].get("gender", "") if terms else None


def _applies(term: Any, number: int) -> str:
    """Return by how many of its digits an ending belongs to a number; nothing if it doesn't."""
    digits = re.fullmatch(r"ordinal-(\d\d)", term.get("name"))
    if digits is None:
        return "any" if term.get("name") == "ordinal" else ""
    counted, match = int(digits[1]), term.get("match", "")
    if match == "whole-number":
        return "two" if number == counted else ""
    if counted >= 10 or match == "last-two-digits":  # noqa: PLR2004
        return "two" if number % 100 == counted else ""
    return "one" if number % 10 == counted else ""

"""Dates as styles write them: CSL 1.0.2's `date` and its parts, where citeproc-py 0.11 falls short.

- A year isn't said twice, nor once more behind a law whose name has it, as “Ley 1454 de 2011”.
- A part that a style writes in its own way doesn't change the locale for all that follow.
- Between the parts stands what the locale has for such dates, and a month has the form that is
  asked for, be it of a span or with its day.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from citeproc import model
from citeproc.string import String

from issue_papers.citations.casing import Cased
from issue_papers.citations.remembering import Remembering
from issue_papers.citations.source import NAMES
from issue_papers.citations.variables import Variables, variables_of
from issue_papers.citations.written import Month
from issue_papers.citations.year_letters import BEHIND_YEAR

_YEAR = re.compile(r"\d{4}")
_TITLES = frozenset({"title", "title-short"})


class Date(Remembering, model.Date):  # type: ignore[misc]
    """Leaves out a year that has been said."""

    def process(self, item: Any, variable: str | None = None, **kwargs: Any) -> Any:
        """Return the date as the style writes it."""
        if self.is_locale_date():
            return super().process(item, variable, **kwargs)
        name = variable or self.get("variable")
        context = kwargs.get("context")
        variables = variables_of(self if context is None else context)
        text = super().process(item, variable, **kwargs) if variables.has(name) else None
        if not text or self._is_told(item, name, str(text), variables):
            return None
        variables.note(name)
        return text

    def parts(self, date: Any, show_parts: Any, context: Any = None) -> Any:
        """Return the parts that a style wants; a month that has its day leaves it out with it."""
        wanted = {part.get("name") for part in self.inner} & set(show_parts)
        month = date.get("month")
        if isinstance(month, Month) and month.is_day and not self.is_locale_date():
            names = [part.get("name") for part in self.inner]
            if "day" in names and names.index("day") < names.index("month"):
                date = copy(date)  # the style says itself how a day is written
                date["month"] = int(month)
        elif isinstance(month, Month) and "day" not in wanted:
            date = copy(date)
            date["month"] = month.alone
        return super().parts(date, show_parts, context)

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        """Return one date; between its parts stands what the locale has for such dates.

        Of a span over a year's end, both dates have their year.
        """
        month = date.get("month")
        wanted = {part.get("name") for part in self.inner} & set(show_parts)
        if isinstance(month, Month) and month.ends and {"year", "month"} <= wanted:
            *ends, dash = month.ends
            first, last = (self.render_single_date(end, show_parts, context) for end in ends)
            return String(f"{str(first).rstrip()}{dash}{last}")
        parts = self.parts(date, show_parts, None if context is self else context)
        around = context if self.is_locale_date() and "delimiter" not in self.attrib else self
        return around.join(parts) if parts else None

    @staticmethod
    def _is_told(item: Any, name: str, text: str, variables: Variables) -> bool:
        """Whether a year alone has stood in the entry, or stands in the name that opens it."""
        text = text.strip(BEHIND_YEAR)
        ends_date = any(
            each == name and not _YEAR.fullmatch(told) for each, told in variables.years
        )
        is_told = (name, text) in variables.years
        variables.years.add((name, text))
        if not _YEAR.fullmatch(text) or ends_date:
            return False
        names_law = item.is_legal and _TITLES & variables.said and not NAMES & variables.said
        if is_told or not names_law or "year_suffix" in item.reference:
            return is_told
        return re.search(rf"\b{text}\b", str(item.reference.get("title", ""))) is not None


class Date_Part(Cased, model.Date_Part):  # type: ignore[misc]  # noqa: N801 - the tag's name
    """Writes months that have words of their own, and leaves the locale as it was."""

    is_plain = False  # what a style says of it is said of it as long as it is written

    def render(self, *args: Any, **kwargs: Any) -> Any:
        """Return the part; citeproc-py keeps what a style says of it for good."""
        kept = dict(self.attrib)
        try:
            return super().render(*args, **kwargs)
        finally:
            self.attrib.clear()
            self.attrib.update(kept)

    def process(self, date: Any, context: Any = None) -> Any:
        """Return the part's words or number."""
        text = super().process(date, context)
        month = date.get("month")
        around = self.getparent() if len(self.getparent()) else context
        names = [part.get("name") for part in around]
        if not isinstance(month, Month) or "month" not in names:
            return text
        said = self._said_of("month", around, context)
        form = said.get("form", "long")
        if form.startswith("numeric"):
            affixes = (
                said.get("suffix", ""),
                self._said_of("day", around, context).get("suffix", ""),
            )
            return month.counted(self.get("name"), text, *affixes)
        opens_with_day = "day" in names and names.index("day") < names.index("month")
        words, holds_day = month.said(form, opens_with_day=opens_with_day)
        if self.get("name") == "month":
            return String(words)
        if self.get("name") == "day" and holds_day:
            return None
        return text

    @staticmethod
    def _said_of(name: str, around: Any, context: Any) -> dict[str, str]:
        """Return what a date says of one of its parts, and then a style of the date."""
        parts = [part for each in (around, context) if each is not None for part in each]
        wanted = [part.attrib for part in parts if part.get("name") == name]
        return {key: value for attributes in wanted for key, value in attributes.items()}

"""What a style is made of, where citeproc-py 0.11 falls short of the CSL specification (1.0.2).

- What `substitute` puts into an author's place isn't said again, be it named in a macro.
- A label stands beside its number only; citeproc-py writes “Edition.” where there is none.
- A group is empty if what it names in the branch taken is; citeproc-py counts the other branches.
- Roles and numbers with a hyphen in their name, as `collection-editor`, are found.
- A date's part that a style writes in its own way doesn't change the locale for all that follow.
- Capitals are those of `capitals`; a label's are English where the reader's language is.
- An entry that a style leaves out, as that of an interview, is written all the same: it is listed.
- Works are sorted by their words, without marks and quotation marks.
- A year isn't said twice, nor once more behind a law whose name has it, as “Ley 1454 de 2011”.

citeproc-py finds a tag's class by its parser, so these classes take the place of its own here and
nowhere else. Each is the library's of the same name unless it says otherwise.
"""

from __future__ import annotations

import re
from contextlib import suppress
from copy import copy
from decimal import Decimal
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String

from issue_papers.citations import capitals, numbers, quotation_marks
from issue_papers.citations.remembering import Choose, Remembering
from issue_papers.citations.variables import Variables
from issue_papers.citations.written import Month
from issue_papers.citations.written_names import Name

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST_ORDINAL = 9
_TITLES = frozenset({"title", "container-title", "part-title", "volume-title"})
_LEGAL = frozenset({"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"})
_UNSORTED = re.compile(r"[^\w\s,;:.-]+")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_SEVERAL = re.compile(r"\d[^\d.]+\d|\b[ivxlcdm]+\s*[-–,&]\s*[ivxlcdm]+\b", re.IGNORECASE)


def _variables(context: Any) -> Variables:
    found: Variables = context.get_layout().variables
    return found


class _Cased(Remembering):
    @property
    def capitals(self: Any) -> str:
        """How the style writes English titles: `apa` or nothing."""
        return str(self.get_root().get("capitals", ""))

    def case(self: Any, text: Any, language: str | None = None) -> Any:
        """Give a text the capitals that the style asks for."""
        if not text:
            return text
        match self.get("text-case"):
            case "title":
                longest = 3 if self.capitals == "apa" else None
                is_english = self.is_english(language)
                return capitals.headline(text, longest_small=longest) if is_english else text
            case "sentence":
                return capitals.sentence(text)
            case "capitalize-first":
                return capitals.capitalised(text)
            case _:
                return super().case(text, language)  # type: ignore[misc]

    def is_english(self: Any, language: str | None) -> bool:
        """Whether a text is in English: a work's own, or a word of the reader's language."""
        if language is None:
            root = self.get_root()
            language = root.get("default-locale") or root.get(LANGUAGE)
        return (language or "").lower().startswith("en")


class _Numbered:
    """What has numbers in it."""

    def _format_last_page(self: Any, first: str, last: str) -> str:
        form = self.get_root().get_option("page-range-format")
        return numbers.last_page(str(first), str(last), form)


class Text(_Numbered, _Cased, model.Text):  # type: ignore[misc]
    """Leaves out what has been said in an author's place."""

    def _variable(self, item: Any, context: Any) -> Any:
        name = self.get("variable")
        if name == "citation-number":
            return None  # an entry stands alone; who counts them puts the number to it
        if name in self.generated_variables:
            return super()._variable(item, context)
        variables = _variables(context)
        text = super()._variable(item, context) if variables.has(name) else None
        if name == "locator" and text and item.locator.label == "page":
            text = str(text).replace("–", self.get_single_term(name="page-range-delimiter") or "–")
        if text:
            variables.note(name)
        return text

    def quote(self, string: Any) -> Any:
        """Put a text into quotation marks where the style says so."""
        if self.get("quotes") != "true":
            return string
        terms = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        opening, closing, *inner = (self.get_single_term(name=name) for name in terms)
        levels = quotation_marks.levels((str(opening), str(closing)), tuple(map(str, inner)))
        return opening + quotation_marks.nested(string, levels) + closing

    def case(self, text: Any, language: str | None = None) -> Any:
        """Give a title that stands as it was written the capitals of APA's sentences."""
        if text and self.capitals == "apa" and self._is_plain_title():
            return capitals.sentence(text, opens_after_colon=self.is_english(language))
        return super().case(text, language)

    def _is_plain_title(self) -> bool:
        return "text-case" not in self.attrib and self.get("variable") in _TITLES


class Number(_Numbered, _Cased, model.Number):  # type: ignore[misc]
    """Finds numbers with a hyphen in their name."""

    def process(self, item: Any, context: Any = None, **_: Any) -> Any:
        """Return the number as the style writes it."""
        name = self.get("variable")
        variables = _variables(self if context is None else context)
        if not variables.has(name):
            return None
        if name == "locator":
            if not item.has_locator:
                raise VariableError
            return self._process(item.locator.identifier, item.locator.label)
        value = item.reference["page" if name == "page-first" else name.replace("-", "_")]
        variables.note(name)
        return self._process(value, name)

    def format_number(self, number: str) -> str:
        """Return one number; of an order in the gender of what it counts."""
        form = self.get("form", "numeric")
        is_short = number.isdecimal() and len(number) < _LONGEST_ORDINAL
        if form == "ordinal" and is_short:
            return numbers.ordinal(int(number), self.get_root().locales, self.get("variable"))
        return str(super().format_number(number))


class Label(_Cased, model.Label):  # type: ignore[misc]
    """Stands only where what it labels is there."""

    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the label: “Issue Paper No. 9”, but “Documento temático n.º 9”."""
        text = self.process(item, *args, **kwargs)
        follows = self.get("variable") == "number" and "genre" in item.reference
        if text and follows and not self.is_english(None):
            return self.wrap(self.format(self.strip_periods(text)))
        return self.markup(text)

    def process(
        self, item: Any, variable: Any = None, plural: Any = None, context: Any = None, **_: Any
    ) -> Any:
        """Return the label in singular or plural; nothing where the item has no such variable."""
        if variable is None:
            variable = self.get("variable")
            value = self._value(item, variable, context)
            if not value:
                return None
            plural = self._is_several(variable, value)
            if variable == "locator":
                variable = item.locator.label
        option = self.get("plural", "contextual")
        form = self.get("form", "long")
        is_plural = option == "always" or (option == "contextual" and bool(plural))
        term = self.get_plural_term if is_plural else self.get_single_term
        return term(name=variable, form=None if form == "long" else form)

    def _value(self, item: Any, variable: str, context: Any) -> str:
        if variable == "locator":
            return str(item.locator.identifier) if item.has_locator else ""
        if variable in _variables(self if context is None else context).suppressed:
            return ""
        name = "page" if variable == "page-first" else variable.replace("-", "_")
        return str(item.reference.get(name) or "")

    @staticmethod
    def _is_several(variable: str, value: str) -> bool:
        if variable.startswith("number-of") and value.strip().isdecimal():
            return Decimal(value) > 1  # of any length, which int() refuses
        return _SEVERAL.search(value) is not None


class Date(Remembering, model.Date):  # type: ignore[misc]
    """Leaves out a year that has been said."""

    def process(self, item: Any, variable: str | None = None, **kwargs: Any) -> Any:
        """Return the date as the style writes it."""
        if self.is_locale_date():
            return super().process(item, variable, **kwargs)
        name = variable or self.get("variable")
        context = kwargs.get("context")
        variables = _variables(self if context is None else context)
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
        """Return one date; between its parts stands what the locale has for such dates."""
        parts = self.parts(date, show_parts, None if context is self else context)
        around = context if self.is_locale_date() and "delimiter" not in self.attrib else self
        return around.join(parts) if parts else None

    @staticmethod
    def _is_told(item: Any, name: str, text: str, variables: Variables) -> bool:
        """Whether a year alone has stood in the entry, or stands in a law's name."""
        if not re.fullmatch(r"\d{4}", text):
            return False
        told = (name, text) in variables.years
        variables.years.add((name, text))
        title = str(item.reference.get("title", ""))
        return told or (
            item.reference.type in _LEGAL and re.search(rf"\b{text}\b", title) is not None
        )


class Date_Part(_Cased, model.Date_Part):  # type: ignore[misc]  # noqa: N801 - the tag's name
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


class Names(Remembering, model.Names):  # type: ignore[misc]
    """Finds all roles, and leaves out those that have stood in an author's place."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the names of all roles, or what stands for them."""
        context = self if context is None else context
        variables = _variables(context)
        variables.called += 1
        present = {
            role: names
            for role in self.get("variable").split()
            if role not in variables.suppressed
            and (names := item.reference.get(role.replace("-", "_")))
        }
        terms = dict(zip(present, present, strict=True))
        if present.keys() == {"editor", "translator"} and _same(*present.values()):
            variables.note("translator")
            terms = {"editor": "editortranslator"}
        output = []
        for role, term in terms.items():
            name = role.replace("-", "_")
            text = self.name.render(item, name, context=context, **kwargs)
            if self.label is not None:
                label = self.label.render(item, term, len(present[role]) > 1, **kwargs)
                if label is not None:
                    text = label + text if self.label is self[0] else text + label
            output.append(text)
            variables.note(role)
        if output:
            return self.join(output, self.get_parent_delimiter(context))
        substitute = self.substitute()
        if substitute is None:
            raise VariableError
        return substitute.render(item, context=context, **kwargs)


def _same(first: Any, second: Any) -> bool:
    return bool([dict(name) for name in first] == [dict(name) for name in second])


class Name_Part(_Cased, model.Name_Part):  # type: ignore[misc]  # noqa: N801 - the tag's name
    """Has the capitals of `capitals`."""


class Substitute(Remembering, model.Substitute):  # type: ignore[misc]
    """Remembers all that has stood in an author's place."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the first that there is."""
        variables = _variables(context)
        for child in self.inner:
            with variables.noted() as used, suppress(VariableError):
                text = child.render(item, context=context, **kwargs)
                if text:
                    variables.suppressed |= used
                    return text
        return None


class Group(Remembering, model.Group):  # type: ignore[misc]
    """Goes by the variables that it has in fact asked for."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return what is in it; nothing where it has asked for variables and none was there."""
        variables = _variables(self if context is None else context)
        called, written = variables.called, variables.written
        output = []
        for child in self.inner:
            more = {"delimiter": self.get("delimiter", "")} if isinstance(child, Choose) else {}
            with suppress(VariableError):
                text = child.render(item, context=context, **more, **kwargs)
                if text is not None:
                    output.append(text)
        if output and (variables.called == called or variables.written > written):
            variables.written += 1  # what is in it counts for the group around it
            return self.join(output)
        raise VariableError


class Key(Remembering, model.Key):  # type: ignore[misc]
    """Sorts by words alone: without marks, quotation marks and an English title's article."""

    def sort_keys(self, items: list[Any], context: Any) -> list[Any]:
        """Return what the items are sorted by."""
        keys = super().sort_keys(items, context)
        return [
            _sortable(key, str(item.reference.language)) if isinstance(key, (str, list)) else key
            for item, key in zip(items, keys, strict=True)
        ]


def _sortable(key: Any, language: str) -> String:
    text = _UNSORTED.sub("", str(key)).strip()
    return String(_ARTICLE.sub("", text) if language.startswith("en") else text)


class Layout(Remembering, model.Layout):  # type: ignore[misc]
    """Keeps what an entry has said, and writes each entry."""

    @property
    def repressed(self) -> dict[str, Any]:
        """What citeproc-py itself keeps; `variables` has it here."""
        return {}

    @repressed.setter
    def repressed(self, _: dict[str, Any]) -> None:
        self.variables = Variables()

    def render_bibliography(self, citation_items: list[Any]) -> list[Any]:
        """Return an entry for each item, also where the style has none for its type."""
        return [self.format(self.wrap(self._entry(item))) for item in citation_items]

    def _entry(self, item: Any) -> Any:
        for part in (self, *self.xpath_search("./cs:choose/cs:else[last()]")):
            self.repressed = {}
            text = part.render_children(item)
            if text:
                return text
        return item.reference["title"]


ELEMENTS = (
    *(Text, Number, Label, Date, Date_Part),
    *(Names, Name, Name_Part, Substitute, Group, Key, Layout),
)

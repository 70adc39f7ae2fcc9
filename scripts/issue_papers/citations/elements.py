"""What a style is made of, where citeproc-py 0.11 falls short of the CSL specification (1.0.2).

- What `substitute` puts into an author's place isn't said again, be it named in a macro.
- A label stands beside its number only; citeproc-py writes “Edition.” where there is none.
- A group is empty if what it names in the branch taken is; citeproc-py counts the other branches.
- Roles and numbers with a hyphen in their name, as `collection-editor`, are found.
- Capitals are those of `casing`, dates those of `dates`, names those of `written_names`.
- An entry that a style leaves out, as that of an interview, is written all the same: it is listed.
- Works are sorted by their words, without marks and quotation marks.

citeproc-py finds a tag's class by its parser, so these classes take the place of its own here and
nowhere else. Each is the library's of the same name unless it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from functools import cached_property
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String

from issue_papers.citations import capitals, numbering, numbers, quotation_marks, standing_in
from issue_papers.citations.casing import Cased
from issue_papers.citations.dates import Date, Date_Part
from issue_papers.citations.remembering import Choose, Remembering, said_once
from issue_papers.citations.variables import Variables, variables_of
from issue_papers.citations.written_names import Name

_LONGEST_ORDINAL = 9
_SIDES = ("open", "close")
_TITLES = frozenset({"title", "container-title", "part-title", "volume-title"})
_UNSORTED = re.compile(r"[^\w\s,;:.-]+")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_CODES = frozenset(
    {
        *("number", "section", "version", "collection-number"),
        *("part-number", "printing-number", "supplement-number"),
    }
)
"""Numbers that may be codes, in which a hyphen, a slash or a comma joins what is one."""
_SEVERAL_CODES = re.compile(r"\s*\d+[a-z]?(?:\s*(?:, |&|–)\s*\d+[a-z]?)+\s*")
_SEVERAL = re.compile(r"\d[^\d.]+\d|\b[ivxlcdm]+\s*[-–,&]\s*[ivxlcdm]+\b", re.IGNORECASE)


class _Numbered:
    """What has numbers in it."""

    def _format_last_page(self: Any, first: str, last: str) -> str:
        form = self.get_root().get_option("page-range-format")
        return numbers.last_page(str(first), str(last), form)


class Text(_Numbered, Cased, model.Text):  # type: ignore[misc]
    """Leaves out what has been said in an author's place."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the text."""
        if "macro" in self.attrib:
            return self._macro_text(item, context=context, **kwargs)
        return super().render(item, context=context, **kwargs)

    @said_once
    def _macro_text(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return what a macro says, which stands as it is where the style asks for no more."""
        if (macro := self._bare_macro) is None:
            return super().render(item, context=context, **kwargs)
        return macro.render(item, self if context is None else context) or None

    @cached_property
    def _bare_macro(self: Any) -> Any:
        return self.get_macro(self.get("macro")) if {*self.attrib} == {"macro"} else None

    def _variable(self, item: Any, context: Any) -> Any:
        name = self.get("variable")
        variables = variables_of(context)
        if name == numbering.VARIABLE:
            number = item.reference.get("citation_number")  # what stands alone has none
            if number:
                variables.note(name)
            return number
        if name in self.generated_variables:
            return super()._variable(item, context)
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
        if standing_in.stands_in(string) and quotation_marks.are_in(string):
            raise standing_in.CannotStandInError
        opening, closing = (self.get_single_term(name=f"{side}-quote") for side in _SIDES)
        first, last = (str(self.get_single_term(name=f"{side}-inner-quote")) for side in _SIDES)
        levels = quotation_marks.levels((str(opening), str(closing)), (first, last))
        return opening + quotation_marks.nested(string, levels) + closing

    def case(self, text: Any, language: str | None = None) -> Any:
        """Give a title that stands as it was written the capitals of APA's sentences.

        An original title is in another language than the work, which nobody names.
        """
        if self.get("variable") == "original-title":
            return text
        if text and self.capitals == "apa" and self._is_plain_title():
            if standing_in.stands_in(text):
                return standing_in.cased(self, text, language)
            return capitals.sentence(text, opens_after_colon=self.is_english(language))
        return super().case(text, language)

    def _is_plain_title(self) -> bool:
        return "text-case" not in self.attrib and self.get("variable") in _TITLES


class Number(_Numbered, Cased, model.Number):  # type: ignore[misc]
    """Finds numbers with a hyphen in their name."""

    def process(self, item: Any, context: Any = None, **_: Any) -> Any:
        """Return the number as the style writes it."""
        name = self.get("variable")
        variables = variables_of(self if context is None else context)
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
            return self._ordinal(int(number))
        return str(super().format_number(number))

    def _ordinal(self: Any, number: int) -> str:
        known: dict[int, str] = self.__dict__.setdefault("ordinals", {})
        if number not in known:
            known[number] = numbers.ordinal(number, self.get_root().locales, self.get("variable"))
        return known[number]


class Label(Cased, model.Label):  # type: ignore[misc]
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
        if variable in variables_of(self if context is None else context).suppressed:
            return ""
        name = "page" if variable == "page-first" else variable.replace("-", "_")
        return str(item.reference.get(name) or "")

    @staticmethod
    def _is_several(variable: str, value: str) -> bool:
        if variable.startswith("number-of") and value.strip().isdecimal():
            return Decimal(value) > 1  # of any length, which int() refuses
        if variable in _CODES:
            return _SEVERAL_CODES.fullmatch(value) is not None
        return _SEVERAL.search(value) is not None


class Names(Remembering, model.Names):  # type: ignore[misc]
    """Finds all roles, and leaves out those that have stood in an author's place."""

    @said_once
    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the names."""
        return super().render(item, context=context, **kwargs)

    def taken_for(self, item: Any, suppressed: frozenset[str]) -> tuple[Any, ...]:
        """Return the elements in it but what stands for names, where there are any."""
        roles = {*self.get("variable").split()} - suppressed
        has_names = any(item.reference.get(role.replace("-", "_")) for role in roles)
        found = super().taken_for(item, suppressed)
        return tuple(each for each in found if not (has_names and isinstance(each, Substitute)))

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the names of all roles, or what stands for them."""
        context = self if context is None else context
        variables = variables_of(context)
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


class Name_Part(Cased, model.Name_Part):  # type: ignore[misc]  # noqa: N801 - the tag's name
    """Has the capitals of `capitals`."""


class Substitute(Remembering, model.Substitute):  # type: ignore[misc]
    """Remembers all that has stood in an author's place."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the first that there is; a choice is what is in the branch taken."""
        variables = variables_of(context)
        for child in self._candidates(item, context):
            with variables.noted() as used, suppress(VariableError):
                text = child.render(item, context=context, **kwargs)
                if text:
                    variables.suppressed |= used
                    return text
        return None

    def _candidates(self, item: Any, context: Any) -> Iterator[Any]:
        for child in self.inner:
            yield from child.taken(item, context) if isinstance(child, Choose) else (child,)


class Group(Remembering, model.Group):  # type: ignore[misc]
    """Goes by the variables that it has in fact asked for."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return what is in it; nothing where it has asked for variables and none was there."""
        variables = variables_of(self if context is None else context)
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

"""Styles and locales of CSL as files, read as `elements` and mended before they are used.

- `names` in a place of another's get what they are to have from it, a form of a term that a locale
  lacks its longer form, and letters above the line, as in 2ᵉ, a mark: few fonts have them.
- Initials are said of each name by itself: citeproc-py 0.11 writes them where a style says
  `initialize="false"`.
- Interviews and letters are cited and listed as other works are.

What a style says in English only is said in the reader's language, too: the comma before “and”, the
ampersand, the spaces before French colons, and all that `data/citation_terms.yml` has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from citeproc import CitationStylesStyle
from lxml import etree

from issue_papers.citations.collection import NAMESPACE
from issue_papers.citations.elements import ELEMENTS
from issue_papers.citations.remembering import classes
from issue_papers.citations.rich_text import Marks

_SPACES_BEFORE = {"fr": {":": "\N{NO-BREAK SPACE}", ";": "\N{NARROW NO-BREAK SPACE}"}}
_LONGER = {"verb-short": "verb", "symbol": "short"}
_RAISED = re.compile("[ᵃᵇᵈᵉᵍᵐⁿᵒᵖʳˢᵗᵘᵛ]+")


def _parser() -> etree.XMLParser:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(NAMESPACE)
    namespace.update(classes(ELEMENTS))
    parser = etree.XMLParser(remove_comments=True, no_network=True)
    parser.set_element_class_lookup(lookup)
    return parser


class Style(CitationStylesStyle):  # type: ignore[misc]
    """A style and its locales, made of mended elements."""

    def __init__(self, path: Path, locale: str) -> None:
        """Read a style.

        Args:
            path: Its file.
            locale: A CSL locale.
        """
        parser = _parser()
        root: Any = etree.parse(path, parser).getroot()
        root.set("default-locale", locale)
        root.set_locale_list(locale, validate=False)
        for number, each in enumerate(root.locales):
            if each.getparent() is None:
                again: Any = etree.fromstring(etree.tostring(each), parser)
                again.style = root
                root.locales[number] = again
        language = locale.split("-", 1)[0]
        _mark_raised(root.locales)
        if language != "en":
            _complete_terms(*root.locales[-2:])
        _complete_names(root)
        _list_interviews(root)
        _set_initials(root)
        _localise(root, language)
        _add_terms(root, _own_words(language)["terms"])
        if path.stem.split("-", 1)[0] == "apa":
            root.set("capitals", "apa")
        self.root = root


def _complete_names(root: Any) -> None:
    """Give names their own `name`, and in an author's place also the label of those around them."""
    for names in root.xpath_search(".//cs:names[not(cs:name)]"):
        around = names.xpath_search("ancestor::cs:names[1]")
        if not around:
            names.insert(0, names.makeelement(f"{{{NAMESPACE}}}name"))
            continue
        inherited = around[0] if not len(names) else around[0].findall("cs:name", around[0].nsmap)
        copies = [deepcopy(each) for each in inherited if each.tag != f"{{{NAMESPACE}}}substitute"]
        names[:0] = copies


def _complete_terms(own: Any, english: Any) -> None:
    """Let a locale's own words come before English ones.

    A short form that a language hasn't is its long form; English endings, as in 2nd, aren't put to
    another language's numbers.
    """
    for term in english.xpath_search(".//cs:term[starts-with(@name, 'ordinal')]"):
        term.getparent().remove(term)
    terms = own.xpath_search(".//cs:term")
    forms = {(term.get("name"), term.get("form", "")): term for term in terms}
    for term in english.xpath_search(".//cs:term[@form]"):
        name, form = term.get("name"), term.get("form")
        longer = forms.get((name, _LONGER.get(form, "")), forms.get((name, "")))
        if (name, form) not in forms and longer is not None:
            copy = deepcopy(longer)
            copy.set("form", form)
            own.terms.append(copy)


def _mark_raised(locales: list[Any]) -> None:
    """Put marks around letters above the line."""
    for locale in locales:
        for text in locale.xpath_search(".//cs:term | .//cs:term/*"):
            text.text = _RAISED.sub(_lowered, text.text or "")


def _lowered(match: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", match[0])
    return "º" if letters == "o" else str(Marks.Superscript(letters))


@cache
def _own_words(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what is to be said otherwise than citeproc-py's locale or a style says it."""
    file = resources.files("issue_papers") / "data" / "citation_terms.yml"
    words = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {"terms": {}, "values": {}, **words.get(language, {})}


def _list_interviews(root: Any) -> None:
    """Treat interviews and letters as works that can be read: they are in the list, after all."""
    for condition in root.xpath_search(
        ".//*[contains(@variable, 'archive-place container-title')]"
    ):
        condition.set("variable", f"{condition.get('variable')} title")


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


def _localise(root: Any, language: str) -> None:
    """Take out of a style what is an English habit, and put in French spaces."""
    if language != "en":
        for name in root.xpath_search(".//cs:name"):
            name.set("delimiter-precedes-last", "never")
        for name in root.xpath_search(".//cs:name[@and='symbol']"):
            name.set("and", "text")
        _translate(root, _own_words(language)["values"])
    spaces = _SPACES_BEFORE.get(language, {})
    for element in root.iter() if spaces else ():
        for place in ("delimiter", "prefix", "suffix"):
            text = element.get(place, "")
            if text[:1] in spaces:
                element.set(place, f"{spaces[text[0]]}{text}")


def _translate(root: Any, values: Mapping[str, str]) -> None:
    """Say in the reader's language what a style says in English words of its own."""
    for text in root.xpath_search(
        ".//cs:group[.//cs:text[@value='presented']]//cs:text[@term='at']"
    ):
        if at := values.get("at"):
            del text.attrib["term"]
            text.set("value", at)
    accessed = ".//cs:text[following-sibling::*/descendant-or-self::cs:date[@variable='accessed']]"
    for text in root.xpath_search(f"{accessed}[ancestor::cs:group[1]/@delimiter=' ']"):
        if before_date := values.get(text.get("term", "")):
            del text.attrib["term"]
            text.set("value", before_date)
    for text in root.xpath_search(".//cs:text[@value]"):
        text.set("value", values.get(text.get("value"), text.get("value")))


def _add_terms(root: Any, terms: Mapping[str, str | list[str]]) -> None:
    """Put terms before those of the locale."""
    own = root.locales[0].terms
    if own is None:
        own = next(loc.terms for loc in root.locales if loc.terms is not None)
    for key, texts in terms.items():
        name, _, form = key.partition("/")
        term = own.makeelement(f"{{{NAMESPACE}}}term", {"name": name})
        if form:
            term.set("form", form)
        if isinstance(texts, str):
            term.text = texts
        else:
            for number, text in zip(("single", "multiple"), texts, strict=True):
                etree.SubElement(term, f"{{{NAMESPACE}}}{number}").text = text
        own.insert(0, term)

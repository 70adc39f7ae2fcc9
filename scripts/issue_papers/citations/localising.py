"""Styles and locales of CSL in a reader's language: what they say in English only.

The comma before “and”, the ampersand, the spaces before French colons, short forms of terms that a
locale lacks, and all that `data/citation_terms.yml` has. This is a matter of languages and not of
what formats by them: the elements may be of any engine. Interviews and letters are cited and listed
as other works are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from importlib import resources
from typing import Any

from lxml import etree

from issue_papers import yaml_loader
from issue_papers.citations.collection import NAMESPACE

_CSL = {"cs": NAMESPACE}
_SPACES_BEFORE = {"fr": {":": "\N{NO-BREAK SPACE}", ";": "\N{NARROW NO-BREAK SPACE}"}}
_UNSTOPPED = frozenset({"ar", "fa", "he", "ja", "ko", "th", "ur", "zh"})
"""Languages whose words for what is counted, as that for pages, have no full stop."""
_LONGER = {"verb-short": "verb", "symbol": "short"}


def localise(style: Any, locales: Sequence[Any], language: str) -> None:
    """Let a style and its locales say everything in a language.

    Args:
        style: The style's root element.
        locales: Its locales, those that come first where a term is looked for before the others;
            the last is English, the one before it that of the language.
        language: The language's subtag.
    """
    _list_interviews(style)
    _ask_for_days(style)
    _localise(style, language)
    _add_terms(locales, own_words(language)["terms"])
    _add_genders(locales, own_words(language))
    if language == "en":
        _complete_terms(locales, locales[-1])
    else:
        _complete_terms(locales[:-1], locales[-1])
        for term in _found(locales[-1], ".//cs:term[starts-with(@name, 'ordinal')]"):
            term.getparent().remove(term)  # endings, as in 2nd, aren't put to others' numbers


def _complete_terms(own: Sequence[Any], english: Any) -> None:
    """Let a language's own words come before English ones.

    A short form that a language hasn't is its long form, as CSL has it.

    Args:
        own: The locales of the language.
        english: The English locale.
    """
    forms: dict[tuple[str, str], Any] = {}
    # Endings, as in 2nd, have forms of their own: by gender.
    own_terms = "./cs:terms/cs:term[not(contains(@name, 'ordinal'))]"
    for term in (term for locale in own for term in _found(locale, own_terms)):
        forms.setdefault((term.get("name"), term.get("form", "")), term)
    english_terms = _found(english, ".//cs:term[@form]")
    wanted = {(term.get("name"), term.get("form")): None for term in english_terms}
    wanted |= {(name, "short"): None for name, form in forms if not form}
    wanted |= {(name, "verb-short"): None for name, form in forms if form == "verb"}
    for name, form in wanted:
        longer = forms.get((name, _LONGER.get(form, "")), forms.get((name, "")))
        if (name, form) not in forms and longer is not None:
            copy = deepcopy(longer)
            copy.set("form", form)
            _found(own[-1], "./cs:terms")[0].append(copy)


@cache
def own_words(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what is to be said otherwise than citeproc-py's locale or a style says it."""
    file = resources.files("issue_papers") / "data" / "citation_terms.yml"
    words = yaml_loader.read(file.read_text(encoding="utf-8"))[1]
    return {"terms": {}, "values": {}, "genders": {}, "ordinals": {}, **words.get(language, {})}


def _list_interviews(root: Any) -> None:
    """Treat interviews and letters as works that can be read: they are in the list, after all."""
    for condition in _found(root, ".//*[contains(@variable, 'archive-place container-title')]"):
        condition.set("variable", f"{condition.get('variable')} title")


def _ask_for_days(root: Any) -> None:
    """Say “retrieved … from” only of works whose day of access is known."""
    before = "[following-sibling::cs:group[1]/cs:date[@variable='accessed']]"
    for text in _found(root, f".//cs:text[@term='retrieved']{before}"):
        _where(text, "accessed").extend((text, text.getnext()))


def _localise(root: Any, language: str) -> None:
    """Take out of a style what is an English habit, and put in French spaces."""
    if language != "en":
        for name in _found(root, ".//cs:name"):
            name.set("delimiter-precedes-last", "never")
        for name in _found(root, ".//cs:name[@and='symbol']"):
            name.set("and", "text")
        _translate(root, own_words(language)["values"])
    stopped = ".//cs:label[@variable][starts-with(@suffix, '.')]"
    for label in _found(root, stopped) if language in _UNSTOPPED else ():
        label.set("suffix", label.get("suffix")[1:])
    if language == "de":  # which has its nouns with a capital wherever they stand
        for text in _found(root, ".//cs:text[@term and @text-case='lowercase']"):
            del text.attrib["text-case"]
    spaces = _SPACES_BEFORE.get(language, {})
    for element in root.iter() if spaces else ():
        for place in ("delimiter", "prefix", "suffix"):
            text = element.get(place, "")
            if text[:1] in spaces:
                after = " " if text == ":" else ""  # “3 : 101”
                element.set(place, f"{spaces[text[0]]}{text}{after}")


def _translate(root: Any, values: Mapping[str, str]) -> None:
    """Say in the reader's language what a style says in English words of its own."""
    for text in _found(root, ".//cs:group[.//cs:text[@value='presented']]//cs:text[@term='at']"):
        if at := values.get("at"):
            del text.attrib["term"]
            text.set("value", at)
    accessed = ".//cs:text[following-sibling::*/descendant-or-self::cs:date[@variable='accessed']]"
    for text in _found(root, f"{accessed}[ancestor::cs:group[1]/@delimiter=' ']"):
        if before_date := values.get(text.get("term", "")):
            del text.attrib["term"]
            text.set("value", before_date)
    if original := values.get("original-work-published"):
        _name_originals(root, original)
    for text in _found(root, ".//cs:text[@value]"):
        text.set("value", values.get(text.get("value"), text.get("value")))


def _name_originals(root: Any, words: str) -> None:
    """Say before an original title what a language says before a title, and not before a year."""
    title = "cs:text[@variable='original-title']"
    for text in _found(root, f".//cs:text[@value='as'][following-sibling::{title}]"):
        text.getparent().remove(text)
    around = f"[ancestor::cs:group[.//{title}]]"
    for text in _found(root, f".//cs:text[@term='original-work-published']{around}"):
        has_title = _where(text, "original-title")
        named = deepcopy(text)
        del named.attrib["term"]
        named.set("value", words)
        has_title.append(named)
        etree.SubElement(has_title.getparent(), f"{{{NAMESPACE}}}else").append(text)


def _where(text: Any, variable: str) -> Any:
    """Put a choice before an element, and return its branch for works that have a variable."""
    choose = text.makeelement(f"{{{NAMESPACE}}}choose")
    text.addprevious(choose)
    return etree.SubElement(choose, f"{{{NAMESPACE}}}if", {"variable": variable})


def _add_terms(locales: Sequence[Any], terms: Mapping[str, str | list[str]]) -> None:
    """Put terms before those of the locale."""
    own = next(terms for each in locales for terms in _found(each, "./cs:terms"))
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


def _add_genders(locales: Sequence[Any], words: Mapping[str, Any]) -> None:
    """Say of which gender a term is, and how ordinals of it end, where the locale doesn't."""
    for locale in locales[:-1]:
        for name, gender in words["genders"].items():
            for term in _found(locale, f"./cs:terms/cs:term[@name='{name}' and not(@form)]"):
                term.set("gender", gender)
        ordinals = _found(locale, "./cs:terms/cs:term[@name='ordinal']")
        known = {term.get("gender-form") for term in ordinals}
        for gender, ending in words["ordinals"].items() if ordinals else ():
            if gender not in known:
                given = {"name": "ordinal", "gender-form": gender}
                term = ordinals[0].makeelement(f"{{{NAMESPACE}}}term", given)
                term.text = ending
                ordinals[-1].addnext(term)


def _found(element: Any, path: str) -> list[Any]:
    return list(element.xpath(path, namespaces=_CSL))

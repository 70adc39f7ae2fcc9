"""Styles and locales of CSL as files, read as `elements` and mended before they are used.

- What they say in English only is said in the reader's language (`localising`).
- `names` in a place of another's get what they are to have from it, and letters above the line, as
  in 2ᵉ, a mark: few fonts have them.
"""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from pathlib import Path
from typing import Any

from citeproc import CitationStylesStyle
from lxml import etree

from issue_papers.citations.collection import NAMESPACE
from issue_papers.citations.elements import ELEMENTS
from issue_papers.citations.localising import localise
from issue_papers.citations.remembering import classes
from issue_papers.citations.rich_text import Marks

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
        root = in_language(path, locale)
        _mark_raised(root.locales)
        _complete_names(root)
        if path.stem.split("-", 1)[0] == "apa":
            root.set("capitals", "apa")
        self.root = root


def in_language(path: Path, locale: str) -> Any:
    """Return a style's root in a language, with its `locales`: as any engine may read them.

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
    localise(root, root.locales, locale.split("-", 1)[0])
    return root


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


def _mark_raised(locales: list[Any]) -> None:
    """Put marks around letters above the line."""
    for locale in locales:
        for text in locale.xpath_search(".//cs:term | .//cs:term/*"):
            text.text = _RAISED.sub(_lowered, text.text or "")


def _lowered(match: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", match[0])
    return "º" if letters == "o" else str(Marks.Superscript(letters))

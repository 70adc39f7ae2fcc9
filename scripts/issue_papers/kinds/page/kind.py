"""What the generator needs to know of plain pages, and of those that a whole site has."""

from __future__ import annotations

from collections.abc import Mapping

from issue_papers.content.library import Entry, Library
from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.feature_pages import Feature
from issue_papers.kinds.page.accessibility import statement
from issue_papers.kinds.page.model import PAGE
from issue_papers.kinds.page.term_uses import TermUses, TermUsesView, told_uses
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.declaration import Part, Showing
from issue_papers.views.links import HOME
from issue_papers.views.readership import Readership
from issue_papers.views.terms import GLOSSARY


def _always(_: Library) -> bool:
    return True


def _has_terms(library: Library) -> bool:
    return bool(library.termbase.concepts)


def _has_translations(library: Library) -> bool:
    return len(library.locales.tags) > 1


def _has_data(library: Library) -> bool:
    return any(entry.kind.is_ours for entry in library.entries.values())


def _site_name(library: Library, t: Catalogue) -> str:
    return library.settings.site.names[t.language.tag]


def _no_text(_: Library, __: Catalogue) -> str:
    return ""


def _term_uses(readers: Readership, _: Entry) -> Mapping[str, TermUsesView]:
    return readers.part(TermUses).all


KIND = Kind(
    type=PAGE,
    showing=Showing(pages={"glossary": (Part("term_uses", _term_uses, reads=told_uses),)}),
    features=(
        Feature("home", HOME, _always, menu=None, title=_site_name, text=_no_text),
        Feature("glossary", "glossary.md", _has_terms, template=GLOSSARY),
        Feature("translations", "translations.md", _has_translations, template="translations.html"),
        Feature("data", "data.md", _has_data, template="data.html"),
        Feature("accessibility", "accessibility.md", _always, text=statement),
    ),
)

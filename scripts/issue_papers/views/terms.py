"""The views of the termbase: the glossary, and the definitions that a page's text offers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from issue_papers.content.termbase import Term
from issue_papers.typography.rules import typeset
from issue_papers.views.formats import collation_key
from issue_papers.views.links import Links
from issue_papers.views.shapes import GlossaryView, TermNameView, TermView

GLOSSARY = "glossary.html"
"""The template of the page that shows all terms."""


class Terms:
    """Terms in one language."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._library = links.library

    @cached_property
    def glossary(self) -> GlossaryView:
        """All terms in the reader's alphabet, and the page that lists them, if there is one."""
        terms = self.of(list(self._library.termbase.concepts))
        return GlossaryView(
            link=self._links.page_with(GLOSSARY),
            terms=tuple(sorted(terms, key=lambda view: collation_key(view.term))),
        )

    def of(self, concepts: Sequence[str]) -> tuple[TermView, ...]:
        """Return the views of concepts, in their order."""
        return tuple(view for concept in concepts if (view := self._term(concept)))

    def _term(self, concept: str) -> TermView | None:
        """Return a concept in this language; in the source language where this one lacks it."""
        termbase = self._library.termbase
        tags = (self._links.language.tag, self._library.locales.source)
        found = ((tag, termbase.lexicon(tag).terms.get(concept)) for tag in tags)
        tag, term = next(((tag, term) for tag, term in found if term), ("", None))
        if term is None:
            return None
        others = (
            self._name(other.tag, there)
            for other in self._library.locales.languages
            if other.tag != tag and (there := termbase.lexicon(other.tag).terms.get(concept))
        )
        return TermView(
            id=concept,
            term=typeset(term.term, tag),
            acronym=term.acronym or "",
            expansion=typeset(term.expansion or "", tag),
            definition=typeset(term.definition, tag),
            language=tag,
            direction=self._library.locales[tag].direction,
            others=tuple(others),
        )

    def _name(self, tag: str, term: Term) -> TermNameView:
        language = self._library.locales[tag]
        return TermNameView(
            term=typeset(term.term, tag),
            acronym=term.acronym or "",
            language=language.tag,
            direction=language.direction,
            language_name=language.name,
        )

"""The readers of one language: what is shown to them is made with this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from issue_papers.content.library import Library
from issue_papers.content.locales import Language
from issue_papers.content_cache import ContentCache
from issue_papers.maps.atlas import Atlas
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.citations import Citations
from issue_papers.views.downloads import Downloads
from issue_papers.views.links import Links
from issue_papers.views.terms import Terms

V = TypeVar("V")


class Readership:
    """The readers of one language.

    Args:
        library: What is shown to them.
        catalogues: The interface's strings by language tag.
        atlas: The maps.
        tag: Their language.
        cache: Where what took long to make is kept.

    Attributes:
        library: What is shown to them.
        language: Their language.
        t: The interface's strings in it.
        atlas: The maps, shared by all languages.
        links: Links and addresses as they see them.
        cache: Where what took long to make is kept; nothing is kept without one.
        arrivals: That a page is there in a language, and how that is closed: in the words of each
            language that has some of its own, by tag.
    """

    def __init__(
        self,
        library: Library,
        catalogues: Mapping[str, Catalogue],
        atlas: Atlas,
        tag: str,
        cache: ContentCache | None = None,
    ) -> None:
        self.library = library
        self.language: Language = library.locales[tag]
        self.t = catalogues[tag]
        self.atlas = atlas
        self.links = Links(library, self.language, self.t)
        self.arrivals = {
            tag: (said, t("menu.close"))
            for tag, t in catalogues.items()
            if (said := t.own_text("languages.available"))
        }
        self.cache = cache

    @cached_property
    def citations(self) -> Citations:
        """References as their language writes them."""
        return Citations(self.links, self.cache)

    @cached_property
    def terms(self) -> Terms:
        """The glossary."""
        return Terms(self.links)

    @cached_property
    def downloads(self) -> Downloads:
        """What can be taken away."""
        return Downloads(self.links)

    @cached_property
    def _parts(self) -> dict[Callable[[Readership], Any], Any]:
        return {}

    def part(self, make: Callable[[Readership], V]) -> V:
        """Return what a kind shows to these readers, made once.

        Args:
            make: The class that it is an object of: `readers.part(CaseViews).case(slug)`.
        """
        if make not in self._parts:
            self._parts[make] = make(self)
        found: V = self._parts[make]
        return found

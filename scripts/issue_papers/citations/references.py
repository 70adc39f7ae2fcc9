"""References in one style and language, each written once and kept.

citeproc is loaded only if something has to be written that wasn't written before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from issue_papers.citations.collection import style_path
from issue_papers.citations.forms import CitedForm, FormattedReference
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.content_cache import ContentCache, digest, tree_digest

if TYPE_CHECKING:
    from issue_papers.articles.citation_syntax import CitedItem
    from issue_papers.citations.formatting import Formatter
    from issue_papers.citations.styles import Sheet

T = TypeVar("T")
_KEPT = ".cite"


class Style:
    """A style of the Citation Style Language in a reader's language.

    Args:
        name: The style's name in the collection.
        language: The reader's language.
        locale: A CSL locale; that of the language where empty.
        cache: Where what was written before is kept.
    """

    def __init__(
        self, name: str, language: Language, locale: str = "", cache: ContentCache | None = None
    ) -> None:
        self.name = name
        self.language = language
        self.locale = locale
        self.cache = cache

    @cached_property
    def sheet(self) -> Sheet:
        """The style, ready to format."""
        from issue_papers.citations.styles import Sheet  # noqa: PLC0415 - it loads citeproc

        return Sheet(self.name, self.language, self.locale)

    @cached_property
    def fingerprint(self) -> str:
        """Digest of what decides, besides the references, how they are written."""
        package = Path(__file__).parent
        code = tree_digest(
            package, package.parent / "typography", package.parent / "data" / "citation_terms.yml"
        )
        versions = [metadata.version(name) for name in ("babel", "citeproc-py")]
        style = style_path(self.name).read_bytes()
        return digest([code, *versions, style, self.language.tag, self.locale])


class References:
    """References as the readers of one language get them.

    Args:
        references: The references, by id.
        style: How they are written.
    """

    def __init__(self, references: Mapping[str, Reference], style: Style) -> None:
        self._references = references
        self._style = style
        self._cited: dict[str, CitedForm] = {}

    @cached_property
    def bibliography(self) -> tuple[FormattedReference, ...]:
        """All entries in the style's order."""
        return self._kept("bibliography", self._bibliography)

    def _bibliography(self) -> tuple[FormattedReference, ...]:
        return self._formatter.bibliography()

    def cite(self, item: CitedItem) -> CitedForm:
        """Return how a text cites one work."""
        about = repr((item.key, item.label, item.locator))
        if about not in self._cited:
            self._cited[about] = self._kept(about, lambda: self._formatter.cite(item))
        return self._cited[about]

    @cached_property
    def marks(self) -> tuple[str, str, str]:
        """What stands before a citation in a text, after it, and between two works."""

        def find() -> tuple[str, str, str]:
            sheet = self._style.sheet
            return sheet.opening, sheet.closing, sheet.delimiter

        return self._kept("marks", find)

    @cached_property
    def _formatter(self) -> Formatter:
        from issue_papers.citations.formatting import Formatter  # noqa: PLC0415 - it loads citeproc

        return Formatter(self._references, self._style.language, self._style.sheet)

    @cached_property
    def _name(self) -> str:
        return digest([self._style.fingerprint, repr(list(self._references.items()))])

    def _kept(self, about: str, make: Callable[[], T]) -> T:
        cache = self._style.cache
        if cache is None:
            return make()
        key = digest([self._name, about])
        return cache.value(key, _KEPT, make)

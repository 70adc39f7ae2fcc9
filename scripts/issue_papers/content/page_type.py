"""What a page may be, as far as content must know it: one `PageType` for each kind of page.

Kinds declare them (`kinds/<kind>/model.py`); here nothing names one. Two are equal if they have one
name, so that they stay what they are in another process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Generic

from typing_extensions import TypeVar

from issue_papers.content.model import PageMeta
from issue_papers.content.records import translation_of
from issue_papers.reporting.messages import Message

M_co = TypeVar("M_co", bound=PageMeta, default=PageMeta, covariant=True)

DOCS, CASES = "docs", "case_studies"
"""The folders that texts stand in, as guides and messages call them."""
CASES_PREFIX = "case-studies"
"""Where case_studies/ stands among the site's pages."""
_NAME = "*"
_FILE = "*.md"
_INDEX = "index.md"


@dataclass(frozen=True)
class Listing:
    """The page that lists all pages of a type.

    Attributes:
        key: Its key, `events/index.md`.
        name: What its view and its template are called, `events`.
        is_in_menu: Whether the header's menu leads to it, whatever it says itself.
    """

    key: str
    name: str
    is_in_menu: bool = False


@dataclass(frozen=True)
class PageType(Generic[M_co]):
    """What a page may be.

    Attributes:
        name: What templates, data and messages call it, `case-study`.
        model: The type of its front matter.
        files: Where its source files stand, `docs/papers/*/index.md`. A `*` is a name, `*.md` any
            file but `index.md`.
        title: What people call it.
        position: Where it stands among the others: the lowest comes first.
        is_ours: Whether it is written for this generator. One type isn't: any page of MkDocs is a
            page of it that no other type has.
        parts: Returns the slugs of the pages that it consists of, which stand beside it, from its
            metadata; nothing where it has no parts.
        whole: The type of the page that it is a part of.
        edition: Returns the number of its current edition, where each has an address that stays.
        order: Returns what pages of the type are arranged by; without it, their keys.
        is_latest_first: Whether the highest comes first.
        listing: The page that lists them.
        references: Returns the ids of the works that it names, where a page of the type lists what
            it rests on itself.
        is_in_editions: Whether it is a part of what papers can be taken away in.
        has_terms: Whether the terms in its texts are marked.
        has_lead: Whether a picture of its metadata that its text doesn't show stands above it.
        wants_text: Whether a page without a text is a fault.
        own_parts: Ids of the headings below which stands what the edition says itself, also where
            all else is after a source.
        discussed_in: Returns the publication that discusses a page, of a library; for a type whose
            pages are no parts of one.
        adds_places: Whether its template has places that links lead to, besides its text's.
    """

    name: str
    model: type[M_co] = field(compare=False)
    files: str = field(compare=False)
    title: Message = field(compare=False)
    position: int = field(compare=False)
    is_ours: bool = field(default=True, compare=False)
    parts: Callable[[M_co], tuple[str, ...]] | None = field(default=None, compare=False)
    whole: PageType[PageMeta] | None = field(default=None, compare=False)
    edition: Callable[[M_co], int] | None = field(default=None, compare=False)
    order: Callable[[M_co], Any] | None = field(default=None, compare=False)
    is_latest_first: bool = field(default=False, compare=False)
    listing: Listing | None = field(default=None, compare=False)
    references: Callable[[M_co], tuple[str, ...]] | None = field(default=None, compare=False)
    is_in_editions: bool = field(default=False, compare=False)
    has_terms: bool = field(default=False, compare=False)
    has_lead: bool = field(default=False, compare=False)
    wants_text: bool = field(default=True, compare=False)
    own_parts: frozenset[str] = field(default=frozenset(), compare=False)
    discussed_in: Callable[[Any, Any], Any] | None = field(default=None, compare=False)
    adds_places: bool = field(default=True, compare=False)

    def __str__(self) -> str:
        return self.name

    @property
    def translation(self) -> type[Any]:
        """The type of its translations' front matter."""
        return translation_of(self.model)

    @property
    def path(self) -> str:
        """The same as `files`, as the site sees it: `papers/*/index.md`."""
        root, _, rest = self.files.partition("/")
        return rest if root == DOCS else f"{CASES_PREFIX}/{rest}"

    def has(self, key: str) -> bool:
        """Whether the page with a key is of this type."""
        if not self.is_ours:
            return True
        pattern, parts = self.path.split("/"), key.split("/")
        return len(pattern) == len(parts) and all(map(_fits, pattern, parts))

    def key(self, slug: str) -> str:
        """Return the key that a page has, or would have, by its slug."""
        return self.path.replace(_NAME, slug, 1)

    def slugs(self, keys: frozenset[str]) -> list[str]:
        """Return the slugs of the pages of this type among keys, also of those that are broken."""
        return sorted(slug_of(key) for key in keys if self.has(key))


def slug_of(key: str) -> str:
    """Return the last part of a page's address, the same in every language."""
    path = PurePosixPath(key)
    return path.parent.name if path.name == _INDEX else path.stem


def _fits(pattern: str, part: str) -> bool:
    if pattern == _FILE:
        return part.endswith(".md") and part != _INDEX
    return pattern in {_NAME, part}

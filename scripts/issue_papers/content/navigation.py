"""How plain pages are arranged: `nav:` of mkdocs.yml, as it is written.

A language may have a `nav:` of its own, and words for the titles of the common one
(`nav_translations`, mkdocs-static-i18n). Without `nav:`, pages are arranged by their folders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NavItem:
    """A line of `nav:`.

    Attributes:
        title: What it is called; empty where the page says.
        target: The path of a page's file below docs_dir, or an address; empty for a group.
        items: What a group holds.
        place: The file and the line that it stands on, for problems.
    """

    title: str = ""
    target: str = ""
    items: tuple[NavItem, ...] = ()
    place: tuple[str, int] = field(default=("", 1), repr=False, compare=False)

    @property
    def is_address(self) -> bool:
        """Whether it leads elsewhere than to a page's file."""
        return "://" in self.target or self.target.startswith(("/", "#", "mailto:"))


@dataclass(frozen=True)
class Navigation:
    """How plain pages are arranged.

    Attributes:
        items: What `nav:` says; nothing where there is none.
        own: The same of languages that have their own, by tag.
        words: What titles are called in other languages: tag → title → words.
        tells_omitted: Whether a page that `nav:` doesn't name is told of.
        tells_missing: Whether a file that isn't there and is named is told of.
    """

    items: tuple[NavItem, ...] | None = None
    own: Mapping[str, tuple[NavItem, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tells_omitted: bool = False
    tells_missing: bool = True

    def of(self, tag: str) -> tuple[NavItem, ...] | None:
        """Return what is said for the readers of a language."""
        return self.own.get(tag, self.items)

    def word(self, title: str, tag: str) -> str:
        """Return what a title is called in a language."""
        return self.words.get(tag, {}).get(title, title)


def leaves(items: Iterable[NavItem]) -> Iterator[NavItem]:
    """Yield the items that lead somewhere, in their order."""
    for item in items:
        if item.target:
            yield item
        yield from leaves(item.items)

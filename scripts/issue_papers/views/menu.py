"""The menu of plain pages: `nav:` of mkdocs.yml, or the folders that they stand in, as in MkDocs.

Without `nav:` it holds the plain pages that nothing else leads to: no other menu, and no list. A
folder's own page comes first in it, then its pages by their names, then the folders in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import UnknownLanguageError
from issue_papers.content.navigation import NavItem
from issue_papers.views.links import HOME, Links
from issue_papers.views.shapes import MenuItem

_OWN_PAGES = ("index.md", "README.md")
"""The page of a folder itself."""

_LONG = 100
"""Links from which on a page has only its own part of the menu."""


class Menu:
    """The menu of plain pages, for the readers of one language.

    Args:
        links: Links as they see them.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._library = links.library

    @cached_property
    def items(self) -> tuple[MenuItem, ...]:
        """Its lines."""
        navigation = self._library.settings.site.navigation
        written = navigation.of(self._links.language.tag)
        return tuple(self._drawn(by_folders(self._library) if written is None else written))

    def around(self, key: str) -> tuple[MenuItem, ...]:
        """Return its lines as a page has them.

        A long menu would be most of every page: there a group that the page isn't in is one line,
        which leads to its first page.

        Args:
            key: The page's key.
        """
        if self._length <= _LONG:
            return self.items
        return tuple(_shortened(item, key) for item in self.items)

    @cached_property
    def _length(self) -> int:
        return sum(1 for _ in _links(self.items))

    @cached_property
    def order(self) -> Sequence[Entry]:
        """The pages that it leads to, in its order."""
        keys = dict.fromkeys(_keys(self.items))
        return [self._library.entries[key] for key in keys]

    def _drawn(self, items: Iterable[NavItem]) -> Iterator[MenuItem]:
        """Yield what is there of the items."""
        for item in items:
            if item.is_address:
                yield self._titled(item.title or item.target, item.target)
            elif item.target:
                if entry := page_of(self._library, item):
                    yield self._page(entry, item.title)
            elif inside := tuple(self._drawn(item.items)):
                yield self._titled(item.title, items=inside)

    def _titled(self, title: str, url: str = "", items: tuple[MenuItem, ...] = ()) -> MenuItem:
        language = self._links.language
        navigation = self._library.settings.site.navigation
        words = navigation.word(title, language.tag)
        is_own = words != title or language.tag in navigation.own
        shown = language if is_own else self._library.locales[self._library.locales.source]
        return MenuItem(words, url, shown.tag, shown.direction, items=items)

    def _page(self, entry: Entry, title: str) -> MenuItem:
        link = self._links.link(entry)
        if title:
            item = self._titled(title, link.url)
            is_foreign = item.language != self._links.language.tag
            # A title of the source's says less than that of a page which is translated.
            if not (is_foreign and entry.has(self._links.language.tag)):
                return MenuItem(item.title, link.url, item.language, item.direction, entry.key)
        return MenuItem(link.title, link.url, link.language, link.direction, entry.key)


def page_of(library: Library, item: NavItem) -> Entry | None:
    """Return the page that an item leads to; nothing where there is none."""
    try:
        key, _ = library.locales.split(item.target.removeprefix("./"))
    except UnknownLanguageError:
        return None
    return library.entries.get(key)


def by_folders(library: Library) -> tuple[NavItem, ...]:
    """Arrange the plain pages that nothing else leads to by their folders."""
    listed = {HOME, *library.listings}
    keys = [
        key
        for key, entry in library.entries.items()
        if not entry.kind.is_ours
        and key not in listed
        and not getattr(entry.source.meta, "menu", None)
        and library.settings.visibility.lists(key, library.locales)
    ]
    return tuple(_folder(sorted(keys), 0))


def _folder(keys: Sequence[str], depth: int) -> Iterator[NavItem]:
    """Yield what is in a folder; `depth` is how many folders it stands in."""
    here = [key for key in keys if key.count("/") == depth]
    own = [key for key in here if key.rpartition("/")[2] in _OWN_PAGES]
    yield from (NavItem(target=key) for key in (*own, *(key for key in here if key not in own)))
    folders = dict.fromkeys(key.split("/")[depth] for key in keys if key.count("/") > depth)
    for name in folders:
        inside = [key for key in keys if key.count("/") > depth and key.split("/")[depth] == name]
        yield NavItem(_folder_title(name), items=tuple(_folder(inside, depth + 1)))


def _folder_title(name: str) -> str:
    """Return what a folder is called (mkdocs 1.6, `dirname_to_title`)."""
    title = name.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title


def _shortened(item: MenuItem, key: str) -> MenuItem:
    if not item.items:
        return item
    if item.holds(key):
        return replace(item, items=tuple(_shortened(inside, key) for inside in item.items))
    return replace(item, url=next(_links(item.items)), items=())


def _links(items: Iterable[MenuItem]) -> Iterator[str]:
    """Yield the addresses that items lead to, in their order."""
    for item in items:
        if item.url:
            yield item.url
        yield from _links(item.items)


def _keys(items: Iterable[MenuItem]) -> Iterator[str]:
    for item in items:
        if item.key:
            yield item.key
        yield from _keys(item.items)

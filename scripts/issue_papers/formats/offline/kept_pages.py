"""The pages of an offline copy, each kept from build to build under all that it is made from.

How a page stands in a copy goes by itself, by what is added to it, and by what the site has where
it leads to. That is asked of the site while the page is copied; where the answers are the same
later, the page is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from issue_papers.content_cache import Shelf, digest, generator
from issue_papers.formats.offline.layout import Asked, Layout
from issue_papers.formats.offline.page import CopiedPage, Furniture, PageCopier
from issue_papers.installed import named_versions

_LIBRARIES = ("lxml",)


class Pages:
    """The pages of a copy.

    Args:
        layout: The copy.
        furniture: What is added to each.
        shelf: Where they are kept, if anywhere.
    """

    def __init__(self, layout: Layout, furniture: Furniture, shelf: Shelf | None = None) -> None:
        self._layout = layout
        self._furniture = furniture
        self._shelf = shelf
        self._means = digest([generator(), *named_versions(_LIBRARIES), layout.means])

    def copied(self, page: str) -> CopiedPage:
        """Return one as it stands in the copy.

        Args:
            page: Its site path.
        """
        content = (self._layout.site_dir / page).read_bytes()

        def copy(layout: Layout) -> CopiedPage:
            return PageCopier(page, layout, self._furniture).copy(content)

        if self._shelf is None:
            return copy(self._layout)
        added = self._furniture.said(self._layout.published(page))
        return self._kept(self._shelf, digest([self._means, *added, page, content]), copy)

    def _kept(self, shelf: Shelf, key: str, copy: Callable[[Layout], CopiedPage]) -> CopiedPage:
        if key in shelf:
            page, asked = cast("tuple[CopiedPage, Asked]", shelf[key])
            if self._layout.answers(asked):
                return page
        alone = replace(self._layout)  # knows no answers that others were given
        copied = copy(alone)
        shelf[key] = (copied, alone.asked)
        return copied

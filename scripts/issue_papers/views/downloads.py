"""What a paper can be taken away as: the downloads that its pages offer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from issue_papers.content.library import Entry
from issue_papers.content.settings import FormatInfo
from issue_papers.views import formats
from issue_papers.views.links import Links
from issue_papers.views.shapes import LanguageView

FOLDER = "downloads"
"""Where the files are, from the site's root."""


@dataclass(frozen=True)
class DownloadView:
    """A file to take away.

    Attributes:
        format: What is known of its format.
        url: Relative to the site's root.
        address: The same, absolute.
        size: A mark that is replaced by the size in words once the file is there.
    """

    format: FormatInfo
    url: str
    address: str
    size: str


@dataclass(frozen=True)
class DownloadsView:
    """All files of a paper in one language.

    Attributes:
        date: The day that they bear: in ISO 8601, and as the reader's language writes it.
    """

    language: LanguageView
    files: tuple[DownloadView, ...]
    date: tuple[str, str]


_MARK_START, _MARK_END = "\ue000", "\ue001"

SIZE_MARKS = re.compile(f"{_MARK_START}([\\w.-]+?){_MARK_END}".encode())
"""What stands for files' sizes in pages that are made before they are: in the group, which file."""


def size_mark(name: str) -> str:
    """Return what stands for a file's size until that is known."""
    return f"{_MARK_START}{name}{_MARK_END}"


def kept_name(paper: str, tag: str) -> str:
    """Return what names the size of what a reader's browser keeps of a paper.

    Args:
        paper: The paper's slug.
        tag: The reader's language.
    """
    return f"{paper}-kept-{tag}"


class Downloads:
    """Downloads in one language."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._library = links.library

    def of(self, paper: Entry, day: Callable[[str], dt.date]) -> tuple[DownloadsView, ...]:
        """Return a paper's downloads by language, the reader's first.

        A language that the paper isn't translated into has none.

        Args:
            paper: The paper.
            day: Returns the day that they bear in a language.
        """
        views = [view for view in self._links.languages(paper) if view.is_translated]
        views.sort(key=lambda view: not view.is_current)
        found = (
            DownloadsView(view, tuple(self._files(paper, view.tag)), self._date(day(view.tag)))
            for view in views
        )
        return tuple(view for view in found if view.files)

    def _date(self, day: dt.date) -> tuple[str, str]:
        iso = day.isoformat()
        return iso, formats.partial_date(iso, self._links.language)

    def beside(self, paper: Entry, tag: str) -> Mapping[str, str]:
        """Return which of a paper's downloads stand a second time, beside its landing page.

        Returns:
            The site-relative URL of each second one, by the file's name.
        """
        folder = self._library.locales.url(paper.key, tag)
        names = [
            form.file_name(paper.slug, tag)
            for form in self._library.settings.formats
            if form.is_beside_paper and paper.has(tag)
        ]
        return {name: folder + name for name in names}

    def _files(self, paper: Entry, tag: str) -> list[DownloadView]:
        return [
            DownloadView(form, url, self._links.absolute(url), size_mark(name))
            for form in self._library.settings.formats
            if (name := form.file_name(paper.slug, tag)) and (url := f"{FOLDER}/{name}")
        ]

"""What a paper can be taken away as: the downloads that its pages offer."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.content.library import Entry
from issue_papers.views import formats
from issue_papers.views.links import LinkViews
from issue_papers.views.shapes import LanguageView

FOLDER = "downloads"
"""Where the files are, from the site's root."""

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html",
    "zip": "application/zip",
}
"""IANA media type of each format, in the order in which they are offered."""


@dataclass(frozen=True)
class DownloadView:
    """A file to take away.

    Attributes:
        format: `pdf`, `epub`, `html` or `zip`.
        url: Relative to the site's root.
        media_type: IANA media type.
        size: A mark that is replaced by the size in words once the file is there.
    """

    format: str
    url: str
    media_type: str
    size: str


@dataclass(frozen=True)
class DownloadsView:
    """All files of a paper in one language."""

    language: LanguageView
    files: tuple[DownloadView, ...]


def size_mark(name: str) -> str:
    """Return what stands for a file's size until that is known."""
    return f"\ue000{name}\ue001"


class DownloadViews(LinkViews):
    """Downloads in one language."""

    @property
    def edition_date(self) -> tuple[str, str]:
        """The day that the editions bear: in ISO 8601, and as the language writes it."""
        day = self.library.settings.editions.date.isoformat()
        return day, formats.partial_date(day, self.language)

    def downloads(self, paper_key: str) -> tuple[DownloadsView, ...]:
        """Return a paper's downloads by language, the reader's first.

        A language that the paper isn't translated into has none.
        """
        entry = self.library.entries[paper_key]
        views = [view for view in self.languages(entry) if view.is_translated]
        views.sort(key=lambda view: not view.is_current)
        found = (DownloadsView(view, tuple(self._files(entry, view.tag))) for view in views)
        return tuple(view for view in found if view.files)

    def pdf_beside(self, paper: Entry, tag: str) -> str:
        """Return where a paper's PDF stands a second time: in the folder of its landing page.

        Google Scholar takes up a PDF only from there (its inclusion guidelines for webmasters,
        `citation_pdf_url`). Nothing where there is no PDF in the language.
        """
        if not self.library.settings.editions.pdf_paper or not paper.has(tag):
            return ""
        return self.library.locales.url(paper.key, tag) + file_name(paper.slug, tag, "pdf")

    def _files(self, paper: Entry, tag: str) -> list[DownloadView]:
        settings = self.library.settings.editions
        wanted = {
            "pdf": bool(settings.pdf_paper),
            "epub": settings.epub,
            "html": settings.single_page,
            "zip": settings.offline,
        }
        return [
            DownloadView(kind, f"{FOLDER}/{name}", media_type, size_mark(name))
            for kind, media_type in MEDIA_TYPES.items()
            if wanted[kind] and (name := file_name(paper.slug, tag, kind))
        ]


def file_name(paper: str, tag: str, kind: str) -> str:
    """Return the name of a download's file."""
    return f"{paper}-offline-{tag}.zip" if kind == "zip" else f"{paper}-{tag}.{kind}"

"""Rules for files that are published as they are: none may run in a reader's browser.

A drawing may be opened by itself, shown by no page, and then its programs run as the site's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from issue_papers.content.library import Library
from issue_papers.content.listing import docs_names, source_files
from issue_papers.formats import pictures
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "file"
DRAWING = ".svg"
RUN = frozenset(
    {".htm", ".html", ".shtml", ".xhtml", ".xht", ".mht", ".mhtml", ".xml", ".xsl", ".xslt"}
    | {".svgz", ".hta", ".swf"}
)
"""What browsers open as a page of the site, with the programs in it; of `.svgz` nothing is seen."""
OF_DRAWINGS = frozenset({"script", "remote", "unreadable"})
"""Faults of a drawing that are told of its file, and not of each page that shows it."""


def check(library: Library) -> Iterator[Problem]:
    """Yield files that would run, or fetch something, when they are opened."""
    settings = library.settings
    files = [settings.docs_dir / name for name in docs_names(settings)]
    for path in (*files, *source_files(settings)):
        suffix = PurePosixPath(path.name).suffix.lower()
        name = settings.relative(path)
        if suffix in RUN and not settings.markdown.markup.is_trusted:
            message = say("a browser would open `{name}` as a page, and run it", name=path.name)
            hint = say("write a page of Markdown instead, or publish it as a PDF or a picture")
            yield Problem(name, 1, KEY, message, hint)
        elif suffix == DRAWING:
            for fault in pictures.faults(path, is_drawing=True):
                if fault.kind in OF_DRAWINGS:
                    yield Problem(name, fault.line or 1, KEY, fault.message, fault.hint)

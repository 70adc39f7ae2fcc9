"""Lines of `nav:` that lead nowhere, and plain pages that no menu leads to."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Library
from issue_papers.content.navigation import NavItem, leaves
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.views.menu import by_folders, page_of


def check(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the menu of plain pages."""
    navigation = library.settings.site.navigation
    written = [*(navigation.items or ()), *(i for own in navigation.own.values() for i in own)]
    items = [item for item in leaves(written) if not item.is_address]
    if navigation.tells_missing:
        yield from (_missing(library, item) for item in items if not page_of(library, item))
    if navigation.items is not None and navigation.tells_omitted:
        named = {entry.key for item in items if (entry := page_of(library, item))}
        for item in leaves(by_folders(library)):
            if item.target not in named:
                yield _omitted(library, item.target)


def _missing(library: Library, item: NavItem) -> Problem:
    path, line = item.place
    message = say("there is no page `{path}`", path=item.target)
    hint = say("mend the path, which begins in {folder}, or delete the line", folder="docs_dir")
    if library.settings.visibility.is_draft(item.target, library.locales):
        hint = say("it is a draft: only a preview shows it")
    return Problem(path, line, "nav", message, hint, Severity.WARNING)


def _omitted(library: Library, key: str) -> Problem:
    path = library.entries[key].source.path
    message = say("no menu leads to this page")
    hint = say("name it below `nav:` of mkdocs.yml, or below `not_in_nav:`")
    return Problem(path, 1, "nav", message, hint, Severity.WARNING)

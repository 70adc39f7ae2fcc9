"""Rules for mkdocs.yml: what it brings to a text is what readers get of it."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Library
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity


def check(library: Library) -> Iterator[Problem]:
    """Yield the plugins that fill texts in, as macros do: nobody would read what they write."""
    settings = library.settings
    path = settings.relative(settings.config_path)
    for name in settings.unheard:
        message = say(
            "`{name}` changes the Markdown of pages, and nothing of that is printed: texts are "
            "read from their files",
            name=name,
        )
        hint = say("write in the texts what it would fill in, and take it out")
        yield Problem(path, 1, "plugins", message, hint, Severity.WARNING)

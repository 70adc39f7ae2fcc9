"""Plugins and hooks of others, which MkDocs alone runs: what is told of them elsewhere.

`issue-papers build` imports no MkDocs. A text that a plugin would have changed would come out as it
was before, so such a build is refused; `mkdocs build` makes the same site of the changed text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from issue_papers.building.config_files import ConfigDocument
from issue_papers.building.contract import plugin
from issue_papers.building.contract_plugins import PLUGINS
from issue_papers.building.extensions import named_options
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity

_CHANGES_TEXTS = frozenset(
    {"on_page_read_source", "on_page_markdown", "on_page_content", "on_post_page", "on_files"}
)
"""The events of MkDocs in which a text, or which texts there are, can be changed."""
_MENU = "on_nav"
"""The event in which MkDocs' menu can be changed, which pages don't show."""


def unrun(document: ConfigDocument, root: Path) -> Iterator[Problem]:
    """Yield what isn't run; where texts may miss it, that is an error.

    Args:
        document: The configuration.
        root: Its folder.
    """
    known = {option.name for option in PLUGINS}
    for name in sorted(named_options(document.value.get("plugins")).keys() - known):
        message = say("the plugin `{plugin}` is MkDocs' and isn't run here", plugin=name)
        hint = say("build with `mkdocs build`, which runs it")
        yield document.problem(plugin(document.value, name)[0], message, hint)
    hooks = document.value.get("hooks")
    if isinstance(hooks, list) and hooks:
        message = say("`hooks:` are MkDocs' and aren't run here")
        hint = say("build with `mkdocs build`, which runs them")
        changes = any(_changes_texts(root / str(hook)) for hook in hooks)
        severity = Severity.ERROR if changes else Severity.WARNING
        yield document.problem(("hooks",), message, hint, severity)


def left_to_mkdocs(document: ConfigDocument, root: Path) -> tuple[Problem, ...]:
    """Return what isn't run, and texts may miss."""
    found = unrun(document, root)
    return tuple(problem for problem in found if problem.severity is Severity.ERROR)


def unheeded(document: ConfigDocument, root: Path) -> Iterator[Problem]:
    """Yield what hooks change in vain where MkDocs runs them."""
    hooks = document.value.get("hooks")
    named = [_names(root / str(hook)) for hook in hooks] if isinstance(hooks, list) else []
    if any(_MENU in names for names in named if names is not None):
        message = say("what `{event}` of a hook changes isn't shown", event=_MENU)
        hint = say("write `nav:`: the menu is made of it, or of the folders")
        yield document.problem(("hooks",), message, hint, Severity.WARNING)


def _changes_texts(hook: Path) -> bool:
    """Whether a file of hooks has one that may change a text; one that can't be read may."""
    names = _names(hook)
    return names is None or bool(names & _CHANGES_TEXTS)


def _names(hook: Path) -> set[str] | None:
    """Return the names that a file of hooks has; nothing where it can't be read."""
    try:
        tree = ast.parse(hook.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None
    return {getattr(node, "name", "") or getattr(node, "id", "") for node in ast.walk(tree)}

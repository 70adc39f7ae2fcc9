"""References in style sheets: `url(…)` (CSS Values 4) and `@import` (CSS Cascade 5)."""

from __future__ import annotations

import re

from issue_papers.formats.offline.layout import Layout

NOTHING = "data:,"
"""What takes the place of a file that would be fetched from another server."""

_REFERENCE = re.compile(
    r"""url\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^'")\s]*))\s*\)"""
    r"""|(?P<imports>@import\s+)(?:"(?P<double2>[^"]*)"|'(?P<single2>[^']*)')""",
    re.IGNORECASE,
)


def copy_styles(css: str, source: str, layout: Layout) -> tuple[str, set[str]]:
    """Make a style sheet's references lead to the files of a copy.

    Args:
        css: The style sheet, or the value of a `style` attribute.
        source: Site path of the file that it stands in.
        layout: The copy.

    Returns:
        The style sheet, and the site paths of the files that it needs.
    """
    needed: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        reference = next(filter(None, match.group("double", "single", "bare")), None)
        reference = reference or next(filter(None, match.group("double2", "single2")), "")
        if reference.startswith("#"):
            return match.group()
        target = layout.target(source, reference)
        if target is None:
            return match.group()
        if target.file:
            needed.add(target.file)
        address = layout.relative(source, target) if target.file else NOTHING
        return f'{match["imports"] or ""}url("{address}")'

    return _REFERENCE.sub(replaced, css), needed

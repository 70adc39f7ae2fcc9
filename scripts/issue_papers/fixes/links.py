"""Links by address or by a path that leads nowhere: the path of the one file that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from issue_papers.checks.targets import Targets
from issue_papers.fixes.sheet import Sheet
from issue_papers.reporting.edits import Edit

_CODE = re.compile(r"((?<!`)(?:`[^`]+`|``.+?``)(?!`))")
"""Code within a line."""


def fix(sheet: Sheet) -> Iterator[Edit]:
    """Yield the lines of a text with its links and pictures leading where they were meant to."""
    page = sheet.page
    targets = Targets(page.library, page.entry)
    found = dict.fromkeys(
        [link.target for link in page.article.links]
        + [picture.source for picture in page.article.pictures]
    )
    rights = {target: _right(targets, target) for target in found}
    wrong = {target: right for target, right in rights.items() if right}
    for number in sheet.prose if wrong else ():
        line = sheet.line(number)
        new = "".join(
            part if part.startswith("`") else _mended(part, wrong)
            for part in _CODE.split(line)
            if part is not None
        )
        if new != line:
            yield sheet.edit(number, new)
    if page.document is page.entry.source:
        yield from _pictures(sheet, targets)


def _right(targets: Targets, target: str) -> str:
    try:
        right = targets.right(target)
    except ValueError:
        return ""
    return "" if right == target or ")" in right or "(" in right else right


def _mended(text: str, wrong: Mapping[str, str]) -> str:
    """Return a text with other targets in its links."""
    for target, right in wrong.items():
        text = _written(target).sub(rf"\g<1>{_literal(right)}", text)
    return text


def _written(target: str) -> re.Pattern[str]:
    """Return what a target looks like in a text: in `(…)`, or after `[name]:`."""
    typed = "|".join(re.escape(form) for form in {target, unquote(target)})
    return re.compile(
        rf"(\]\(\s*|^\s{{0,3}}\[[^\]]+\]:\s+)(?:<(?:{typed})>|(?:{typed}))(?=[\s)]|$)"
    )


def _literal(text: str) -> str:
    """Return a text that a replacement takes as it is."""
    return text.replace("\\", r"\\")


def _pictures(sheet: Sheet, targets: Targets) -> Iterator[Edit]:
    """Yield the lines of the front matter that name a picture, with the file that is there."""
    page = sheet.page
    for index, image in enumerate(page.entry.source.meta.images):
        if not image.file or page.library.resolve(page.entry, image.file) in page.library.known:
            continue
        right = unquote(targets.right(quote(image.file)))
        number = page.document.yaml.line(("images", index, "file"))
        line = sheet.line(number)
        if right and line.count(image.file) == 1:
            yield sheet.edit(number, line.replace(image.file, right))

"""Papers as plain text, for mails, screen readers and braille displays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import Format, Means, Option
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.text import paper  # noqa: PLC0415 - what writes is loaded when it writes

    return paper.build(edition, means.theme)


FORMAT = Format(
    info=FormatInfo(
        name="txt",
        suffix=".txt",
        media_type="text/plain",
        is_in_offline_copy=True,
    ),
    position=40,
    option=Option("text", about=say("Each paper as plain text, with lines of 76 columns.")),
    make=_make,
    libraries=("jinja2",),
)

"""Papers as EPUBs, for phones, tablets and e-readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import FONT_LIBRARIES, Format, Means, Option
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.epub import publication  # noqa: PLC0415 - what writes is loaded when it writes

    return publication.build(edition, means.theme, means.cache, means.report)


FORMAT = Format(
    info=FormatInfo(
        name="epub",
        suffix=".epub",
        media_type="application/epub+zip",
        is_in_offline_copy=True,
        sets="title",
    ),
    position=20,
    option=Option("epub", about=say("EPUBs.")),
    make=_make,
    libraries=(*FONT_LIBRARIES, "jinja2", "lxml", "pillow", "typst"),
    theme=("assets/fonts",),
)

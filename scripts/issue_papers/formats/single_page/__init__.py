"""An edition as one HTML file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import FONT_LIBRARIES, Format, Means, Option
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.single_page import page  # noqa: PLC0415 - what writes is loaded when it writes

    return page.build(edition, means.theme, means.cache, means.report)


FORMAT = Format(
    info=FormatInfo(name="html", suffix=".html", media_type="text/html", opens_in_browser=True),
    position=30,
    option=Option("single_page", about=say("Each paper as one HTML file.")),
    make=_make,
    libraries=(*FONT_LIBRARIES, "jinja2", "lxml", "pillow"),
    theme=("assets/fonts", "assets/stylesheets"),
)

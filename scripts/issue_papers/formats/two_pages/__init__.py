"""Papers in two pages, to hand out: what they say in short, what they recommend, where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import FONT_LIBRARIES, Format, Means, Option
from issue_papers.formats.pdf.design import read
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.two_pages import leaflet  # noqa: PLC0415 - what writes is loaded when it writes

    return leaflet.build(edition, means.theme, means.options["paper"], means.report, means.cache)


def _takes(edition: Edition) -> Edition:
    from issue_papers.formats.two_pages.extract import extract  # noqa: PLC0415 - as above

    return extract(edition)


FORMAT = Format(
    info=FormatInfo(
        name="two-pages",
        suffix=".pdf",
        media_type="application/pdf",
        infix="two-pages",
        is_extract=True,
        sets="text",
    ),
    position=14,
    option=Option(
        "two_pages",
        types=(bool, dict),
        default=False,
        read=lambda value: read("two_pages", value, "paper"),
        about=say(
            "Each paper in two pages, as a PDF to hand out: its summary, key messages and "
            "recommendations, and a QR code of its address."
        ),
        example="true",
    ),
    make=_make,
    takes=_takes,
    libraries=(*FONT_LIBRARIES, "pillow", "segno", "typst"),
)

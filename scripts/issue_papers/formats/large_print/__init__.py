"""Papers as PDFs in large print: letters of 18 points and more, in one column, without hyphens.

What is followed: the UK Association for Accessible Formats, *Creating clear print and large print
documents* (G003): 16 points at least, most often 18; sans-serif letters, ragged at their end; no
italics; headings, labels and notes as large as the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import FONT_LIBRARIES, Format, Means, Option
from issue_papers.formats.pdf.design import Design, read
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.pdf import typesetting  # noqa: PLC0415 - what writes is loaded when it writes

    design = Design.of(means.options, is_large=True)
    return typesetting.build(edition, means.theme, design, means.report, means.cache)


FORMAT = Format(
    info=FormatInfo(
        name="large-print",
        suffix=".pdf",
        media_type="application/pdf",
        infix="large-print",
        sets="text",
    ),
    position=12,
    option=Option(
        "large_print",
        types=(bool, dict),
        default=False,
        read=lambda value: read("large_print", value, "paper", "cover", "data"),
        about=say(
            "Each paper as a PDF in large print, with letters of 18 points; `paper`, `cover` and "
            "`data` as for `pdf`."
        ),
        example="true",
    ),
    make=_make,
    libraries=(*FONT_LIBRARIES, "pillow", "typst"),
)

"""Papers as accessible PDFs, set by Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import FONT_LIBRARIES, Format, Means, Option, Paging
from issue_papers.formats.pdf.design import Design, read
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.pdf import typesetting  # noqa: PLC0415 - what writes is loaded when it writes

    design = Design.of(means.options)
    return typesetting.build(
        edition, means.theme, design, means.report, means.cache, paginate=means.paginate
    )


FORMAT = Format(
    info=FormatInfo(
        name="pdf",
        suffix=".pdf",
        media_type="application/pdf",
        is_in_offline_copy=True,
        is_beside_paper=True,
        sets="text",
    ),
    position=10,
    option=Option(
        "pdf",
        types=(bool, dict),
        read=lambda value: read("pdf", value, "paper", "cover", "data"),
        about=say(
            "PDFs; `paper` is `a4` or `us-letter`, and A4 unless told; `cover: light` spares ink: "
            "letters on white; `data: none` leaves out the appendix with the data of charts."
        ),
        example="{paper: us-letter}",
    ),
    make=_make,
    pages=Paging.GIVES,
    libraries=(*FONT_LIBRARIES, "pillow", "typst"),
)

"""Papers as accessible PDFs, set by Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import (
    FONT_LIBRARIES,
    Format,
    Means,
    Option,
    Options,
    UnusableOptionError,
)
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition

SHEETS = ("a4", "us-letter")
"""Sizes of paper, by Typst's names; the first unless told."""


def _read(value: object) -> Options | None:
    if value is False:
        return None
    given = value if isinstance(value, dict) else {}
    sheet = given.get("paper", SHEETS[0])
    unknown = [*(given.keys() - {"paper"}), *({sheet} - {*SHEETS})]
    if unknown:
        raise UnusableOptionError(
            say(
                "found `{found}` in the option `pdf` of issue-papers, expected `paper:` with one "
                "of {papers}",
                found=unknown[0],
                papers=", ".join(f"`{name}`" for name in SHEETS),
            )
        )
    return {"paper": sheet}


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.pdf import typesetting  # noqa: PLC0415 - what writes is loaded when it writes

    sheet = means.options["paper"]
    return typesetting.build(edition, means.theme, sheet, means.report, means.cache)


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
        read=_read,
        about=say("PDFs; `paper` is `a4` or `us-letter`, and A4 unless told."),
        example="{paper: us-letter}",
    ),
    make=_make,
    libraries=(*FONT_LIBRARIES, "pillow", "typst"),
)

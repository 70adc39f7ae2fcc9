"""The site in one language, without other papers, to be read from a folder."""

from __future__ import annotations

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import Copied, Copying, Format, Option
from issue_papers.reporting.messages import say


def _copy(copying: Copying) -> Copied:
    from issue_papers.formats.offline import offline_copy  # noqa: PLC0415 - what writes is loaded when it writes

    return offline_copy.build(copying)


FORMAT = Format(
    info=FormatInfo(
        name="zip",
        suffix=".zip",
        media_type="application/zip",
        infix="offline",
        is_whole_site=True,
    ),
    position=50,
    option=Option("offline", about=say("Offline copies.")),
    copy=_copy,
)

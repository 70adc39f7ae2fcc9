"""Papers as JATS XML, for journals, repositories and archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import Format, Means, Option
from issue_papers.reporting.messages import say

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.jats import article  # noqa: PLC0415 - what writes is loaded when it writes

    return article.build(edition, means.theme, means.cache)


FORMAT = Format(
    info=FormatInfo(
        name="jats", suffix=".xml", media_type="application/xml", is_for_repositories=True
    ),
    position=60,
    option=Option("jats", about=say("Each paper as JATS 1.3 XML, for repositories and archives.")),
    make=_make,
    libraries=("jinja2", "lxml"),
)

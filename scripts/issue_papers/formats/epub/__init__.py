"""Papers as EPUBs, for phones, tablets and e-readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.content.frontmatter import type_name
from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import (
    FONT_LIBRARIES,
    Format,
    Means,
    Option,
    Options,
    Paging,
    UnusableOptionError,
)
from issue_papers.reporting.faults import Fault
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import closest

if TYPE_CHECKING:
    from issue_papers.formats.editions.edition import Edition


_BY = "certified_by"


def _read(value: object) -> Options | None:
    if value is False:
        return None
    given = value if isinstance(value, dict) else {}
    by = given.get(_BY, "")
    faults = [
        Fault(f"epub.{key}", say("`{key}` is no setting", key=str(key)), closest(str(key), [_BY]))
        for key in given
        if key != _BY
    ]
    if not isinstance(by, str):
        message = say("found {found}, expected a name", found=type_name(by))
        faults.append(Fault(f"epub.{_BY}", message))
    if faults:
        raise UnusableOptionError(*faults)
    return {_BY: by.strip()} if by.strip() else {}


def _make(edition: Edition, means: Means) -> bytes:
    from issue_papers.formats.epub import publication  # noqa: PLC0415 - what writes is loaded when it writes

    by = means.options.get(_BY, "")
    return publication.build(
        edition, means.theme, means.cache, means.report, certified_by=by, pages=means.pages
    )


FORMAT = Format(
    info=FormatInfo(
        name="epub",
        suffix=".epub",
        media_type="application/epub+zip",
        is_in_offline_copy=True,
        sets="title",
    ),
    position=20,
    option=Option(
        "epub",
        types=(bool, dict),
        read=_read,
        about=say(
            "EPUBs; `certified_by` names who has assessed that they conform to EPUB Accessibility "
            "1.1 and WCAG 2.2 AA, which they say then."
        ),
        example="{certified_by: Institute of Accessible Books}",
    ),
    make=_make,
    pages=Paging.TAKES,
    libraries=(*FONT_LIBRARIES, "jinja2", "lxml", "pillow", "typst"),
    theme=("assets/fonts",),
)

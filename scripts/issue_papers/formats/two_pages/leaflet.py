"""A paper's two pages, set by a template of their own.

That chooses how large, and whether recommendations have more than their titles, so that two pages
hold them.
"""

from __future__ import annotations

import io

import segno

from issue_papers.content_cache import ContentCache
from issue_papers.formats.declaration import Report
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.pdf import typesetting
from issue_papers.formats.pdf.design import Design
from issue_papers.layers import Layers


def build(
    edition: Edition, theme: Layers, paper: str, report: Report, cache: ContentCache | None = None
) -> bytes:
    """Set two pages.

    Args:
        edition: What of an edition they hold: see `extract`.
        theme: Folders with `editions/pdf/`.
        paper: `a4` or `us-letter`.
        report: Is told what the compiler warns of.
        cache: Where pictures that were made smaller before are kept.

    Raises:
        ProblemsError: It can't be set.
    """
    design = Design(paper=paper, template="two-pages.typ", has_data=False)
    return typesetting.build(edition, theme, design, report, cache, qr=code(edition.url))


def code(url: str) -> str:
    """Return an address as a QR code (ISO/IEC 18004), which is SVG; nothing without an address."""
    if not url:
        return ""
    made = io.BytesIO()
    segno.make(url, error="m", micro=False).save(made, kind="svg", xmldecl=False, border=0, scale=4)
    return made.getvalue().decode()

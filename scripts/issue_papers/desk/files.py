"""A review sheet as files: a page of HTML that needs nothing else, and a document for Word.

Both are templates of the theme (`overrides/desk/`), so that a site can have its own. DOCX is
written by such templates, too, and not by a library: a sheet is two tables and some lines, for
which WordprocessingML is shorter than the calls that would make it. python-docx (1.2, June 2025)
dates each file, and knows no paragraph that runs from right to left: it would have to be mended in
the very places that matter here. It reads the result back, in a test.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping

from markupsafe import Markup

from issue_papers.desk import words
from issue_papers.desk.sheet import Sheet
from issue_papers.formats.web import policy
from issue_papers.layers import Layers
from issue_papers.reporting.messages import translate
from issue_papers.theme import templates

_TEMPLATES = "desk"
"""The sheet's folder in the theme."""
_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": "docx/content-types.xml",
    "_rels/.rels": "docx/package-rels.xml",
    "word/document.xml": "docx/document.xml",
    "word/_rels/document.xml.rels": "docx/document-rels.xml",
    "word/styles.xml": "docx/styles.xml",
    "word/settings.xml": "docx/settings.xml",
    "docProps/core.xml": "docx/core.xml",
}
"""The parts of a document (ECMA-376, Part 2), and the templates that write them."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE_MODE = 0o100644


def as_html(sheet: Sheet, theme: Layers) -> bytes:
    """Write a sheet as a page.

    Args:
        sheet: The sheet.
        theme: The site's theme.

    Returns:
        An HTML document in UTF-8, without scripts, that asks for no other file.
    """
    styles = theme.path(f"{_TEMPLATES}/sheet.css").read_text(encoding="utf-8")
    checksum = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    shown = {
        **_shown(sheet),
        "styles": Markup(styles),  # noqa: S704 - the theme's own file
        "policy": policy.of_one_file(f"'sha256-{checksum}'").in_page,
    }
    return templates(theme.below(_TEMPLATES)).get_template("sheet.html").render(shown).encode()


def as_docx(sheet: Sheet, theme: Layers) -> bytes:
    """Write a sheet as a document (Office Open XML, ECMA-376), the same bytes for the same sheet.

    Args:
        sheet: The sheet.
        theme: The site's theme.
    """
    environment, shown = templates(theme.below(_TEMPLATES)), _shown(sheet)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, template in _PARTS.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.create_system = _UNIX
            info.external_attr = _FILE_MODE << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            text = environment.get_template(template).render(shown)
            archive.writestr(info, text.lstrip().encode())
    return file.getvalue()


def _shown(sheet: Sheet) -> dict[str, object]:
    return {
        "sheet": sheet,
        "words": words.labels(sheet.spoken),
        "doubts": lambda count: translate(words.doubts(count), sheet.spoken),
        "how": [translate(step, sheet.spoken) for step in words.HOW],
        "record": [translate(each, sheet.spoken) for each in words.RECORD],
    }

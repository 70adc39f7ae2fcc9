"""A paper as an EPUB 3 publication (EPUB 3.3, EPUB Accessibility 1.1).

One document a part, a navigation document, the cover as a picture, the maps as SVG, and as much of
the fonts as the text needs. The templates in `overrides/editions/epub/` hold the markup; what they
make is read as XML again and the parts' trees are put into it, so that a document is well-formed
whatever the text holds.

The container is the same, byte for byte, for the same edition: its files stand in a fixed order and
bear a fixed date.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from issue_papers.fonts.web import page_fonts
from issue_papers.formats.editions.cover import cover_picture
from issue_papers.formats.editions.edition import IMAGE_SCHEME, MAP_SCHEME, Edition, Part
from issue_papers.formats.epub.contents import (
    Item,
    accessibility,
    contents,
    identifier,
    landmarks,
    languages,
    picture_files,
)
from issue_papers.formats.epub.text import (
    XHTML,
    Places,
    clean,
    document,
    file_name,
    fill,
    roles,
    serialised,
)
from issue_papers.theme import templates
from issue_papers.views import formats

_MIMETYPE = b"application/epub+zip"
_FOLDER = "EPUB"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that ZIP can hold."""

_FILE_MODE = 0o100644
_UNIX = 3
_FURNITURE = ("cover.xhtml", "title.xhtml", "nav.xhtml")
_SLOT = "text"
"""Id of the element of a part's document that the text goes into."""

_FONTS_BESIDE = "↩"
"""What the documents show besides the edition's own text."""


def build(edition: Edition, theme_dir: Path) -> bytes:
    """Make the EPUB.

    Args:
        edition: What it holds; it isn't changed.
        theme_dir: The folder with `editions/`.

    Returns:
        An EPUB container.

    Raises:
        ProblemsError: A picture is of a kind that reading systems needn't show, or no font here has
            the characters of the cover.
    """
    return _Publication(edition, theme_dir).container()


class _Publication:
    """An EPUB in the making."""

    def __init__(self, edition: Edition, theme_dir: Path) -> None:
        self.edition = edition
        self.theme_dir = theme_dir
        self.pictures = picture_files(edition)
        self.places = Places(_ids(edition), self.pictures)
        self.environment = templates(theme_dir / "editions")
        self.context: dict[str, Any] = {
            "edition": edition,
            "paper": edition.paper,
            "language": edition.language,
            "t": edition.t,
            "date": formats.partial_date(edition.date.isoformat(), edition.language),
            "how_to_cite": Markup(edition.how_to_cite),  # noqa: S704 - our own bibliography's
        }

    def container(self) -> bytes:
        """Put all files together."""
        documents = self._documents()
        files: dict[str, bytes] = {}
        for name, root in documents.items():
            files[name] = serialised(root)
        files["cover.png"] = cover_picture(self.edition, self.theme_dir)
        files |= self._pictures()
        files |= self._styles("".join("".join(map(str, r.itertext())) for r in documents.values()))
        items = [Item(name, _PROPERTIES.get(name, "")) for name in files]
        package = self._xml(
            "package.opf",
            items=items,
            spine=[Item(name) for name in documents],
            identifier=identifier(self.edition),
            languages=languages(self.edition),
            access=accessibility(self.edition, items),
        )
        entries = {
            "META-INF/container.xml": etree.tostring(
                self._xml("container.xml", package=f"{_FOLDER}/package.opf"),
                encoding="utf-8",
                xml_declaration=True,
            ),
            f"{_FOLDER}/package.opf": etree.tostring(
                package, encoding="utf-8", xml_declaration=True
            ),
            **{f"{_FOLDER}/{name}": content for name, content in files.items()},
        }
        return _zipped(entries)

    def _documents(self) -> dict[str, etree._Element]:
        """Return the XHTML documents in reading order."""
        edition = self.edition
        documents = {
            "cover.xhtml": self._xml("cover.xhtml"),
            "title.xhtml": self._xml("title.xhtml"),
            "nav.xhtml": self._xml(
                "nav.xhtml", contents=contents(edition), landmarks=landmarks(edition)
            ),
        }
        for part in edition.parts:
            documents[file_name(part)] = self._part(part)
        return documents

    def _part(self, part: Part) -> etree._Element:
        meaning, role = roles(part)
        root = self._xml("part.xhtml", part=part, meaning=meaning, role=role, slot=_SLOT)
        (slot,) = (e for e in root.iter(f"{{{XHTML}}}div") if e.get("id") == _SLOT)
        del slot.attrib["id"]
        fill(slot, part, self.edition, self.places)
        return root

    def _xml(self, template: str, **context: Any) -> etree._Element:
        rendered = self.environment.get_template(f"epub/{template}")
        return document(rendered.render(**self.context, **context))

    def _pictures(self) -> Mapping[str, bytes]:
        found = {}
        for source, name in self.pictures.items():
            if source.startswith(MAP_SCHEME):
                text = clean(self.edition.maps[source.removeprefix(MAP_SCHEME)])
                found[name] = text.encode()
            else:
                path = self.edition.images[source.removeprefix(IMAGE_SCHEME)]
                found[name] = path.read_bytes()
        return found

    def _styles(self, text: str) -> Mapping[str, bytes]:
        """Return the style sheets, and the fonts that they name."""
        fonts = page_fonts(self.edition.language.tag, text + _FONTS_BESIDE)
        faces = [
            (face, f"fonts/{number}-{face.family.replace(' ', '-')}-{face.style}.woff2".lower())
            for number, face in enumerate(fonts.faces, 1)
        ]
        sheet = self.environment.get_template("epub/fonts.css").render(fonts=fonts, faces=faces)
        own = self.theme_dir / "editions" / "epub" / "epub.css"
        return {
            "fonts.css": sheet.encode(),
            "epub.css": own.read_bytes(),
            **{name: base64.b64decode(face.data) for face, name in faces},
        }


_PROPERTIES = {"nav.xhtml": "nav", "cover.png": "cover-image"}
"""Of the files that are more than a file, in the manifest's words."""


def _ids(edition: Edition) -> Mapping[str, str]:
    """Return the document that each id of the edition is in."""
    found = {}
    for part in edition.parts:
        found[part.id] = file_name(part)
        for element in part.body.iter():
            if identifier_ := element.get("id"):
                found[identifier_] = file_name(part)
    return found


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    """Write an OCF container (EPUB 3.3, 4.3): the media type first, as it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {"mimetype": _MIMETYPE, **entries}.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.create_system = _UNIX
            info.external_attr = _FILE_MODE << 16
            stored = name == "mimetype" or name.endswith((".woff2", ".png", ".jpg", ".jpeg"))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return file.getvalue()

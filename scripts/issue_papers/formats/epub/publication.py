"""A paper as an EPUB 3 publication (EPUB 3.3, EPUB Accessibility 1.1).

One document a part, a navigation document, the cover as a picture, the maps as SVG, and as much of
the fonts as the text needs. The templates in `overrides/editions/epub/` hold the markup; what they
make is read as XML again, so that a document is well-formed whatever the text holds.

The container is the same, byte for byte, for the same edition: its files stand in a fixed order and
bear a fixed date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from issue_papers.articles.nodes import Picture, walk
from issue_papers.content.names import Name
from issue_papers.content_cache import ContentCache
from issue_papers.fonts.web import page_fonts
from issue_papers.formats.declaration import Report, unheard
from issue_papers.formats.editions.cover import cover_picture
from issue_papers.formats.editions.edition import Edition, Part
from issue_papers.formats.editions.held_pictures import (
    HeldPicture,
    drawings,
    held_pictures,
    maps,
    tell_weight,
)
from issue_papers.formats.editions.paging import NO_PAGES, Pages, with_breaks
from issue_papers.formats.editions.writing import (
    EditionFragments,
    EditionWriter,
    roles,
    share_of,
)
from issue_papers.formats.epub.contents import (
    COVER,
    Item,
    accessibility,
    contents,
    identifier,
    landmarks,
    languages,
    page_list,
    page_source,
)
from issue_papers.formats.epub.text import (
    XHTML,
    PartWriter,
    document,
    file_name,
    roles_of,
    serialised,
)
from issue_papers.formats.markup.elements import Syntax
from issue_papers.formats.markup.running_text import safe
from issue_papers.formats.pictures.conversion import Room
from issue_papers.formats.pictures.reading import JPEG, PNG
from issue_papers.formats.svg import SVG
from issue_papers.formulas.mathml import NAMESPACE
from issue_papers.layers import Layers
from issue_papers.theme import templates
from issue_papers.views import formats
from issue_papers.views.originals import name_of
from issue_papers.views.shapes import PersonView

PICTURES = frozenset({"image/gif", "image/webp", JPEG, PNG, SVG})
"""Those of EPUB 3.3's core media types that are pictures."""

ROOM = Room(1600, 1600)
"""The most pixels of a picture: what large readers' screens show."""

_MIMETYPE = b"application/epub+zip"
_FOLDER = "EPUB"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that ZIP can hold."""

_FILE_MODE = 0o100644
_UNIX = 3
_TEMPLATES = "epub"
"""The format's folder among the theme's editions."""

_MEDIA_TYPES = {
    ".css": "text/css",
    ".jpg": JPEG,
    ".png": PNG,
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
}
"""Of the files that the publication has besides the text's pictures, by suffix."""

_RELATORS = {
    "authors": "aut",
    "adapters": "adp",
    "editors": "edt",
    "translators": "trl",
    "reviewers": "rev",
    "illustrators": "ill",
    "funders": "fnd",
}
"""MARC's codes of roles; `ant` are those who made what an edition is based on."""

_FONTS_BESIDE = "↩"
"""What the documents show besides the edition's own text."""


def build(  # noqa: PLR0913 - each is of another kind
    edition: Edition,
    theme: Layers,
    cache: ContentCache | None = None,
    report: Report = unheard,
    *,
    certified_by: str = "",
    pages: Pages = NO_PAGES,
) -> bytes:
    """Make the EPUB.

    Args:
        edition: What it holds; it isn't changed.
        theme: Folders with `editions/` and `assets/fonts/`.
        cache: Where fonts that were cut, and pictures that were made smaller, before, and compiled
            templates, are kept.
        report: Is told if pictures make it heavy.
        certified_by: Who has assessed that it can be read by everybody; empty where nobody has.
        pages: The pages of the same edition on paper, which it has marks and a list of.

    Returns:
        An EPUB container.

    Raises:
        ProblemsError: A picture can't be read, or no font here has the characters of the cover.
    """
    publication = _Publication(edition, theme, cache, certified_by, pages)
    made = publication.container()
    tell_weight(edition, publication.held, len(made), "EPUB", report)
    return made


class _Publication:
    """An EPUB in the making."""

    def __init__(
        self,
        edition: Edition,
        theme: Layers,
        cache: ContentCache | None = None,
        certified_by: str = "",
        pages: Pages = NO_PAGES,
    ) -> None:
        self.edition = edition
        self.pages = pages
        self.certified_by = certified_by
        self.theme = theme
        self.cache = cache
        drawn = drawings(edition, theme, ground="paper")
        self.held = held_pictures(edition, PICTURES, ROOM, cache)
        self.pictures = _named({**maps(edition), **drawn, **self.held})
        self.environment = templates(theme.below("editions"), compiled=cache)
        self.fragments = EditionFragments(self.environment, _TEMPLATES)
        self.roles = roles(theme, _TEMPLATES)
        self.cover = "cover.jpg" if edition.cover else "cover.png"
        self.context: dict[str, Any] = {
            "edition": edition,
            "paper": edition.paper,
            "language": edition.language,
            "t": edition.t,
            "date": formats.partial_date(edition.date.isoformat(), edition.language),
            "how_to_cite": self._inlines(edition),
            "cover": self.cover,
            "shares": sorted(_shares(edition)),
        }

    def _antecedents(self) -> list[Name]:
        """Return the names of those who wrote the work that the edition is made after."""
        original = self.edition.statement.original if self.edition.statement else None
        names = original.reference.author if original else ()
        return [name_of(name.model_dump()) for name in names]

    def _creators(self) -> list[tuple[PersonView, tuple[str, ...]]]:
        """Return who answers for the words, and what they have done.

        Reading systems name as authors those whose role is `aut`, and nobody where there is none:
        those who have adapted a work are the authors of what they made of it.
        """
        creators = []
        for author in self.edition.paper.authors:
            own = [c.role for c in self.edition.paper.credits if author in c.people]
            roles = ["authors", *own] if "adapters" in own else own
            creators.append((author, tuple(_RELATORS[role] for role in roles if role in _RELATORS)))
        return creators

    def container(self) -> bytes:
        """Put all files together."""
        documents = self._documents()
        files: dict[str, bytes] = {}
        for name, root in documents.items():
            files[name] = serialised(root)
        files[self.cover] = cover_picture(self.edition, self.theme, self.cache)
        files |= {name: picture.data for name, picture in self.pictures.values()}
        files |= self._styles("".join("".join(map(str, r.itertext())) for r in documents.values()))
        with_formulas = {name for name, root in documents.items() if _has_formulas(root)}
        items = [self._item(name, has_formulas=name in with_formulas) for name in files]
        package = self._xml(
            "package.opf",
            items=items,
            spine=[self._item(name) for name in documents],
            identifier=identifier(self.edition),
            relators=_RELATORS,
            creators=self._creators(),
            antecedents=self._antecedents(),
            languages=languages(self.edition),
            access=accessibility(
                self.edition,
                items,
                is_certified=bool(self.certified_by),
                has_pages=bool(self.pages.breaks),
            ),
            page_source=page_source(self.edition, self.pages),
            certified_by=self.certified_by,
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
                "nav.xhtml",
                contents=contents(edition),
                landmarks=landmarks(edition),
                pages=page_list(self.pages),
            ),
        }
        for part in edition.parts:
            documents[file_name(part.id)] = self._part(part)
        _unlink(documents)
        return documents

    def _item(self, name: str, *, has_formulas: bool = False) -> Item:
        types = {file: picture.media_type for file, picture in self.pictures.values()}
        media_type = types.get(name) or _MEDIA_TYPES[name[name.rindex(".") :]]
        return Item(name, media_type, "mathml" if has_formulas else _PROPERTIES.get(name, ""))

    def _part(self, part: Part) -> etree._Element:
        meaning, role = roles_of(part)
        opening, part = with_breaks(part, self.pages.breaks)
        files = {source: name for source, (name, _) in self.pictures.items()}
        writer = PartWriter(self.fragments, self.roles, self.edition, part, files)
        return self._xml(
            "part.xhtml",
            part=part,
            meaning=meaning,
            role=role,
            opening=safe(writer.blocks(opening)),
            content=safe(writer.article(part.blocks, part.notes)),
        )

    def _inlines(self, edition: Edition) -> str:
        """Return how the paper is cited, as markup."""
        writer = EditionWriter(self.fragments, self.roles, edition, Syntax(is_xml=True))
        return safe(writer.inlines(edition.how_to_cite))

    def _xml(self, template: str, **context: Any) -> etree._Element:
        rendered = self.environment.get_template(f"epub/{template}")
        return document(rendered.render(**self.context, **context))

    def _styles(self, text: str) -> Mapping[str, bytes]:
        """Return the style sheets, and the fonts that they name."""
        shown = text + _FONTS_BESIDE
        tag, has_formulas = self.edition.language.tag, self.edition.has_formulas
        fonts = page_fonts(tag, shown, self.theme, self.cache, has_formulas=has_formulas)
        faces = [
            (face, f"fonts/{number}-{face.family.replace(' ', '-')}-{face.style}.woff2".lower())
            for number, face in enumerate(fonts.faces, 1)
        ]
        sheet = self.environment.get_template("epub/fonts.css").render(fonts=fonts, faces=faces)
        own = self.theme.path("editions/epub/epub.css")
        shares, widths = self.context["shares"], self.environment.get_template("epub/pictures.css")
        return {
            "fonts.css": sheet.encode(),
            "epub.css": own.read_bytes(),
            **({"pictures.css": widths.render(shares=shares).encode()} if shares else {}),
            **{name: face.data for face, name in faces},
        }


_PROPERTIES = {"nav.xhtml": "nav", "cover.png": COVER, "cover.jpg": COVER}
"""Of the files that are more than a file, in the manifest's words."""


def _shares(edition: Edition) -> set[str]:
    """Return how much of a line pictures take, where the text says it."""
    nodes = (node for part in edition.parts for node in walk((*part.blocks, *part.notes)))
    found = {share_of(node.width) for node in nodes if isinstance(node, Picture)}
    return {share for share in found if share}


def _has_formulas(root: etree._Element) -> bool:
    return next(root.iter(f"{{{NAMESPACE}}}math"), None) is not None


def _named(pictures: Mapping[str, HeldPicture]) -> dict[str, tuple[str, HeldPicture]]:
    """Return a file name for each picture, by its source."""
    return {
        source: (f"pictures/{number:03}{picture.suffix}", picture)
        for number, (source, picture) in enumerate(pictures.items(), 1)
    }


def _unlink(documents: Mapping[str, etree._Element]) -> None:
    """Make text of links to places that no document has: some element may have lost its id."""
    there = {name: {e.get("id") for e in root.iter()} for name, root in documents.items()}
    for name, root in documents.items():
        for link in root.iter(f"{{{XHTML}}}a"):
            file, mark, place = link.get("href", "").partition("#")
            ids = there.get(file or name)
            if mark and ids is not None and place not in ids:
                del link.attrib["href"]


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

"""A paper as one HTML file that needs nothing else: opened from a disk, it asks for nothing.

It looks like the site because it wears the site's own style sheets, cut to what a single page has.
Styles, fonts, pictures and maps stand in the file, and a content security policy forbids all the
rest: there is no script, and no request can leave the machine, not even by mistake.
"""

from __future__ import annotations

import base64
import copy
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from lxml import etree, html
from lxml.html import HtmlElement
from markupsafe import Markup

from issue_papers.exporters.style_sheets import shortened
from issue_papers.fonts.web import PageFonts, page_fonts
from issue_papers.formats.editions.edition import IMAGE_SCHEME, MAP_SCHEME, Edition, Part, PartKind
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.theme import templates
from issue_papers.views import formats

STYLE_SHEETS = ("theme", "base", "prose", "paper", "cases", "print")
"""Those of the site's style sheets that a single page needs, in the site's order."""

_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_LEVELS = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}
"""The title of the paper is the page's h1, a part's title an h2: what is below moves down."""

_ARROW_BACK = "↑"


@dataclass(frozen=True)
class PartPage:
    """A part, and its text ready for the page."""

    part: Part
    content: Markup


def build(edition: Edition, theme_dir: Path) -> bytes:
    """Make the single page.

    Args:
        edition: What it holds; it isn't changed.
        theme_dir: The folder with `editions/` and `assets/stylesheets/`.

    Returns:
        An HTML document in UTF-8.

    Raises:
        ProblemsError: A picture is of a kind that browsers don't show.
    """
    environment = templates(theme_dir / "editions", escaped=("html",))
    pictures = _Pictures(edition)
    pages = [PartPage(part, _content(part, edition, pictures)) for part in edition.parts]
    template = environment.get_template("single-page.html")
    shown: dict[str, object] = {
        "edition": edition,
        "paper": edition.paper,
        "language": edition.language,
        "t": edition.t,
        "pages": pages,
        "groups": tuple(_groups(edition)),
        "how_to_cite": Markup(edition.how_to_cite),  # noqa: S704 - made by our own bibliography
        "date": formats.partial_date(edition.date.isoformat(), edition.language),
        "policy": "",
        "styles": "",
    }
    bare = str(html.document_fromstring(template.render(shown)).xpath("string()"))
    fonts = page_fonts(edition.language.tag, f"{bare}{_ARROW_BACK}")
    styles = _styles(environment, theme_dir, fonts)
    checksum = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    shown |= {
        "policy": f"default-src 'none'; style-src 'sha256-{checksum}'; font-src data:; "
        "img-src data:; base-uri 'none'; form-action 'none'",
        "styles": Markup(styles),  # noqa: S704 - a style sheet of the theme's
    }
    return template.render(shown).encode()


def _groups(edition: Edition) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Yield the parts as the contents show them: the case studies under a heading of their own."""
    cases = tuple(part for part in edition.parts if part.kind is PartKind.CASE_STUDY)
    lists = (PartKind.GLOSSARY, PartKind.CORRECTIONS)
    after = tuple(part for part in edition.parts if part.kind in lists)
    before = tuple(part for part in edition.parts if part not in (*cases, *after))
    for title, parts in (("", before), (edition.t("paper.cases"), cases), ("", after)):
        if parts:
            yield title, parts


def _styles(environment: Environment, theme_dir: Path, fonts: PageFonts) -> str:
    """Return all styles as one sheet, without comments and indentation."""
    folder = theme_dir / "assets" / "stylesheets"
    sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLE_SHEETS]
    sheets.append((theme_dir / "editions" / "single-page.css").read_text(encoding="utf-8"))
    short = shortened("\n".join(sheets))
    own = environment.get_template("single-page-fonts.css").render(fonts=fonts)
    return f"\n{short}\n{own.strip()}\n"


def _content(part: Part, edition: Edition, pictures: _Pictures) -> Markup:
    body = copy.deepcopy(part.body)
    body.set("class", "ip-prose")
    for heading in list(body.iter(*_LEVELS)):
        heading.tag = _LEVELS[heading.tag]
    _name_regions(body)
    _link_notes_back(body, edition)
    for image in list(body.iter("img")):
        pictures.put_in(image)
    text = html.tostring(body, encoding="unicode", with_tail=False)
    return Markup(text)  # noqa: S704 - the canonical tree, serialised


def _name_regions(body: HtmlElement) -> None:
    """Let what scrolls be reached by keyboard; nothing else without a role bears a name.

    Boxes are notes here: as landmarks, dozens of them with names alike would be no help to anyone.
    """
    for box in body.iter("aside"):
        box.set("role", "note")
    for element in body.iter("div", "span", "p"):
        if "ip-scroll" in element.get("class", "").split():
            element.set("role", "region")
            element.set("tabindex", "0")
        elif element.get("role") is None:
            element.attrib.pop("aria-label", None)
            element.attrib.pop("aria-labelledby", None)


def _link_notes_back(body: HtmlElement, edition: Edition) -> None:
    """End each footnote with links to the places in the text that refer to it."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for anchor in body.iter("a"):
        if "footnote-ref" not in anchor.get("class", "").split():
            continue
        anchor.set("role", "doc-noteref")
        mark = next((e for e in (anchor, *anchor.iterancestors("sup")) if e.get("id")), None)
        if mark is not None:
            places[anchor.get("href", "").removeprefix("#")].append(mark.get("id", ""))
    for notes in body.iter("section"):
        if "footnotes" not in notes.get("class", "").split():
            continue
        notes.set("role", "doc-endnotes")
        for number, note in enumerate(notes.iterfind("ol/li"), 1):
            last = next(iter(note.xpath("p[last()]")), note)
            for place in places[note.get("id", "")]:
                back = etree.SubElement(last, "a", {"class": "footnote-backref"})
                back.set("href", f"#{place}")
                back.set("role", "doc-backlink")
                back.set("aria-label", edition.t("footnote.back").format(number))
                back.set("lang", edition.language.tag)
                back.text = _ARROW_BACK


class _Pictures:
    """Puts an edition's pictures into its text; a map that is shown again isn't stored again."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.drawn: dict[str, str] = {}
        self.encoded: dict[str, str] = {}

    def put_in(self, image: HtmlElement) -> None:
        """Replace what a picture's address names by the picture itself."""
        source = image.get("src", "")
        if source.startswith(MAP_SCHEME):
            image.getparent().replace(image, self._map(source, image))
        else:
            name = source.removeprefix(IMAGE_SCHEME)
            image.set("src", self.encoded.setdefault(name, _data_url(self.edition.images, name)))

    def _map(self, source: str, image: HtmlElement) -> etree._Element:
        """Return a map as a drawing in the page, whose colours follow the reader's scheme."""
        document = self.edition.maps[source.removeprefix(MAP_SCHEME)]
        drawing = etree.fromstring(document.encode())
        identifier = self.drawn.get(document)
        picture = etree.Element("svg", {"class": "ip-map", "role": "img"})
        picture.set("viewBox", drawing.get("viewBox", ""))
        picture.set("aria-label", image.get("alt", ""))
        picture.tail = image.tail
        if identifier:  # of this case, or of another one in the same place
            etree.SubElement(picture, "use", {"href": f"#{identifier}"})
            return picture
        identifier = self.drawn[document] = f"map-{len(self.drawn) + 1}"
        group = etree.SubElement(picture, "g", {"id": identifier})
        for element in list(drawing):
            group.append(element)
        for element in group.iterdescendants():
            element.tag = etree.QName(element).localname
            element.tail = None
        etree.cleanup_namespaces(picture)
        return picture


def _data_url(images: Mapping[str, Path], name: str) -> str:
    path = images[name]
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise ProblemsError(
            Problem(
                str(path),
                1,
                "edition",
                say(
                    "browsers don't show pictures of the kind `{suffix}`: {name}",
                    suffix=path.suffix,
                    name=name,
                ),
                say("save it as SVG, PNG, JPEG or WebP"),
            )
        )
    return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"

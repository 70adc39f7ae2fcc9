"""Writes an article as the text of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from issue_papers.articles import nodes as n
from issue_papers.content.outline import on_site
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.markup.running_text import Given, safe
from issue_papers.formats.markup.writer import Writer
from issue_papers.formats.web.addresses import absolute, relative
from issue_papers.formats.web.code import highlighted
from issue_papers.formats.web.picture_sets import PictureSet
from issue_papers.views.catalogue import Catalogue

COLUMN = 720
"""How wide a line of text is on a desk, in pixels of CSS: 36 letters' widths of 20 (`measure`)."""

_WITHIN = "calc(100vw - 2rem)"
"""How wide a line is on a phone, which leaves `gap` at each side: no wider file is loaded."""

_OPENING = 3
"""Blocks of a text that a reader may see before scrolling."""
_NONE: Mapping[str, PictureSet] = MappingProxyType({})


@dataclass(frozen=True)
class WebPage:
    """The page that a text stands on.

    Attributes:
        url: Its URL, without leading slash: `fr/papers/water/`.
        t: The interface's strings in the language of the text.
        permalink: What the link to a heading shows; empty if headings have none.
        base: The site's absolute URL, if addresses are to be absolute, as in what leaves the site.
    """

    url: str
    t: Catalogue
    permalink: str = ""
    base: str = ""


class WebWriter(Writer):
    """Writes the text of one page.

    Args:
        fragments: The site's fragments.
        page: The page.
        pictures: The site's pictures in several widths, by their paths in the site.
    """

    def __init__(
        self, fragments: Fragments, page: WebPage, pictures: Mapping[str, PictureSet] = _NONE
    ) -> None:
        super().__init__(fragments)
        self._page = page
        self._context = {"t": page.t, "permalink": page.permalink, "picture": self._named}
        self._hrefs: dict[str, str] = {}
        self._pictures = pictures
        self._early: set[int] = set()
        self._is_early = False

    def article(self, blocks: tuple[n.Block, ...], notes: tuple[n.Note, ...] = ()) -> str:
        """Write a text with its footnotes; what it begins with may be seen at once."""
        self._early = {id(node) for node in n.walk(blocks[:_OPENING])}
        return super().article(blocks, notes)

    def href(self, target: str) -> str:
        """Return an address relative to the page, or an absolute one where that is wanted."""
        if target not in self._hrefs:
            page = self._page
            found = absolute(target, page.url, page.base) if page.base else ""
            self._hrefs[target] = found or relative(target, page.url)
        return self._hrefs[target]

    def source(self, source: str) -> str:
        """Return a picture's address relative to the page."""
        return self.href(source)

    def context(self) -> Mapping[str, object]:
        """Return what every fragment sees."""
        return self._context

    def look(self, style: str, attributes: Mapping[str, str], wanted: object) -> Given:
        """Return attributes: the policy of pages forbids styles in them."""
        del style
        return {**attributes} if wanted else {}

    def write_directive(self, node: n.Directive) -> str:
        """Write a `///` block, whose fragment may show a picture."""
        self._is_early = id(node) in self._early
        written = super().write_directive(node)
        self._is_early = False
        return written

    def _named(self, source: str, alt: str) -> Markup:
        """Return a picture that a fragment shows, by its resolved address."""
        return safe(self.write_picture(n.Picture(source, alt)))

    def write_picture(self, node: n.Picture) -> str:
        """Write a picture in several widths, where the site has it in those, and never larger."""
        path = on_site(node.source)[0].removeprefix("/")
        _, mark, end = node.source.partition("#")
        found = self._pictures.get(path)
        template = self.fragments.named("nodes/picture-sized") if found else None
        if found is None or template is None:
            return super().write_picture(node)
        shown = _shown(node, found)
        middle = found.plain[len(found.plain) // 2][0] if found.plain else path
        given = {name: value for name, value in self.attributes(node).items() if name != "class"}
        return self.render(
            template,
            node=node,
            found=found,
            address=self.href(f"/{middle}{mark}{end}"),
            attributes=safe(self.syntax.attributes(given)),
            classes=" ".join(node.classes),
            is_early=self._is_early or id(node) in self._early,
            **vars(shown),
        )

    def write_code_block(self, node: n.CodeBlock) -> str:
        """Write code, whose words are marked where its language is known."""
        markup = highlighted(node)
        if not markup:
            return super().write_code_block(node)
        return self.drawn(node, content=safe(markup), options=dict(node.options))


@dataclass(frozen=True)
class _Shown:
    """How large a picture is shown.

    Attributes:
        width: Its width, in pixels of CSS.
        height: Its height.
        share: How many hundredths of the line it takes; 0 if it isn't said in these.
        sizes: The width of its place on any screen, as HTML has it.
    """

    width: int
    height: int
    share: int
    sizes: str


def _shown(node: n.Picture, found: PictureSet) -> _Shown:
    """Return how large a picture is shown: as is asked for, but never larger than it is."""
    width, height = found.width, found.height
    if node.width.endswith("%"):
        share = min(float(node.width[:-1]), 100.0)
        if 0 < share < 100 and width > share / 100 * COLUMN:  # noqa: PLR2004 - hundredths
            part = round(share)
            sizes = f"(min-width: 48rem) {round(part / 100 * COLUMN)}px, {part}vw"
            return _Shown(width, height, part, sizes)
    elif node.width or (node.height and not node.height.endswith("%")):
        asked = float(node.width or float(node.height) * width / height)
        wide = max(1, min(round(asked), width))
        tall = round(wide * height / width)
        if node.width and node.height and not node.height.endswith("%"):
            tall = min(round(float(node.height)), height)
        return _Shown(wide, max(1, tall), 0, f"(max-width: {wide}px) {_WITHIN}, {wide}px")
    wide = min(width, COLUMN)
    return _Shown(width, height, 0, f"(max-width: {wide}px) {_WITHIN}, {wide}px")

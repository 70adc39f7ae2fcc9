"""What a language model, or whoever reads Markdown, is told of a site: `llms.txt`, `llms-full.txt`.

Both follow https://llmstxt.org: a title, a summary, what there is to know, and then nothing but
sections of links. `llms-full.txt` has the text of all those pages before them. A reader of the
format looks for `##` at the start of a line; so the texts are set in by a space, which Markdown
takes for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Template

from issue_papers import yaml_loader
from issue_papers.content.library import Entry
from issue_papers.formats.markdown import mirror
from issue_papers.kinds import registry
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.layers import Layers
from issue_papers.theme import templates
from issue_papers.views.links import HOME
from issue_papers.views.site import Views

NAME = "llms.txt"
FULL = "llms-full.txt"
_ATTRIBUTION = "\nattribution:"
"""Where its key begins: no line of a text begins so, since all below the first are set in."""
_BRACKETS = str.maketrans("[]", "()")
_SPACES = re.compile(r"\s+")
_NOTE = re.compile(r"^\[\^(?P<name>[^\]\s]+)\]: ", re.MULTILINE)
_MARK = re.compile(
    r"(?P<fence>`+)(?!`).*?(?<!`)(?P=fence)(?!`)|(?<!\\)\[\^(?P<name>[^\]\s]+)\]", re.DOTALL
)
"""The mark of a footnote, or code, in which nothing is one."""


@dataclass(frozen=True)
class Item:
    """A link of a section.

    Attributes:
        title: On one line and without brackets, which end a link's text.
        url: Absolute, without round brackets, which end its address.
        about: What is said of it; empty if nothing is.
    """

    title: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Section:
    """Links below a title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Text:
    """A page's text in `llms-full.txt`: as Markdown set in by a space, and whose it is."""

    content: str
    attribution: str


class Llms:
    """Both files in the languages of a site.

    Args:
        views: The views of each language.
        series: The site's name in each language.
        theme: Folders with `machines/`.
        site_dir: The built site.
    """

    def __init__(
        self, views: Mapping[str, Views], series: Mapping[str, str], theme: Layers, site_dir: Path
    ) -> None:
        self._views = views
        self._series = series
        self._site_dir = site_dir
        self._templates = templates(
            theme.below("machines"), escaped=("xml",), keep_trailing_newline=True
        )

    def listed(self, tag: str) -> bytes:
        """Return `llms.txt` of a language; nothing where the site has no home page.

        Args:
            tag: The language's tag.
        """
        return b"".join(self._text(self._views[tag], ()))

    def full(self, tag: str) -> Iterator[bytes]:
        """Yield the pieces of a language's `llms-full.txt`, once the pages' mirrors are there.

        Args:
            tag: The language's tag.
        """
        views = self._views[tag]
        files = [*self._files(views)]
        # One after the other: all texts of a large site are many megabytes.
        return self._text(views, map(_read, files) if files else ())

    def _text(self, views: Views, texts: Iterable[Text]) -> Iterator[bytes]:
        if HOME not in views.library.entries:
            return
        template: Template = self._templates.get_template(NAME)
        tag = views.language.tag
        pieces = template.generate(
            t=views.t,
            series=self._series[tag],
            home=views.page(HOME),
            papers=views.part(PaperViews).all,
            full=_item(views, "", views.library.locales.prefix(tag) + FULL).url,
            texts=texts,
            sections=[one for one in self._sections(views) if one.items],
        )
        for piece in pieces:
            yield piece.encode()

    def _sections(self, views: Views) -> Iterator[Section]:
        library, t = views.library, views.t
        for paper in views.part(PaperViews).all:
            label = t("paper.label", number=paper.number) + t("marks.colon")
            entry = library.entries[paper.link.key]
            items = self._pages(views, (entry, *library.parts(entry)))
            yield Section(_line(label + paper.title), tuple(items))
        for kind in library.types:
            if not (kind.parts or kind.whole):
                title = t(f"llms.{kind.name.replace('-', '_')}")
                yield Section(title, tuple(self._pages(views, self._alone(views, kind.name))))
        yield Section(t("llms.data"), tuple(self._data(views)))
        yield Section(t("llms.languages"), tuple(self._languages(views)))

    def _alone(self, views: Views, kind: str) -> Iterator[Entry]:
        """Yield the pages of a kind that this language really has, but for the home page."""
        for key, entry in sorted(views.library.entries.items()):
            if str(entry.kind) == kind and key != HOME and entry.has(views.language.tag):
                yield entry

    def _pages(self, views: Views, entries: Iterable[Entry]) -> Iterator[Item]:
        locales, tag = views.library.locales, views.language.tag
        for entry in entries:
            path = locales.url(entry.key, tag if entry.has(tag) else locales.source) + mirror.NAME
            about = views.links.meta(entry).summary or ""
            yield _item(views, views.links.link(entry).title, path, about)

    def _data(self, views: Views) -> Iterator[Item]:
        prefix = views.library.locales.prefix(views.language.tag)
        for dataset in registry.datasets():
            start = prefix if dataset.is_localised else ""
            for file in dataset.files:
                title = views.t(f"data.sets.{dataset.id}.title")
                yield _item(views, f"{title} ({file.label})", start + file.path)

    def _languages(self, views: Views) -> Iterator[Item]:
        for language in views.library.locales.languages:
            if language.tag != views.language.tag and language.tag in self._views:
                path = views.library.locales.prefix(language.tag) + NAME
                yield _item(views, language.name, path, self._series[language.tag])

    def _files(self, views: Views) -> Iterator[tuple[int, Path]]:
        """Yield the pages of a language as Markdown, each with a number that is its own."""
        library, tag = views.library, views.language.tag
        papers = [page for paper in library.publications for page in (paper, *library.parts(paper))]
        kinds = (k for k in library.types if not (k.parts or k.whole))
        alone = [page for kind in kinds for page in self._alone(views, kind.name)]
        for number, entry in enumerate((*papers, *alone), 1):
            file = self._site_dir / library.locales.url(entry.key, tag) / mirror.NAME
            if entry.has(tag) and file.is_file():
                yield number, file


def _read(page: tuple[int, Path]) -> Text:
    number, file = page
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    text = with_own_notes(body.strip(), str(number))
    lines = (f" {line}" if line else "" for line in text.split("\n"))
    return Text("\n".join(lines), _attribution(front))


def with_own_notes(text: str, page: str) -> str:
    """Return a page's Markdown with footnotes that no other page in the file has.

    Args:
        text: The text.
        page: What tells the page from the others.
    """
    known = {found["name"] for found in _NOTE.finditer(text)}
    if not known:
        return text

    def renamed(match: re.Match[str]) -> str:
        name = match["name"]
        return f"[^{page}-{name}]" if name in known else match[0]

    return _MARK.sub(renamed, text)


def _attribution(front: str) -> str:
    """Return whose a text is, as a mirror's front matter says; what comes before isn't read."""
    start = front.index(_ATTRIBUTION)
    return str(yaml_loader.read(front[start:])[1]["attribution"])


def _item(views: Views, title: str, path: str, about: str = "") -> Item:
    url = views.absolute(path).replace("(", "%28").replace(")", "%29")
    return Item(_line(title).translate(_BRACKETS), url, _line(about))


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()

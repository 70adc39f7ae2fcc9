"""The offline zip: a paper's site in one language, read from a folder without any server.

It is made of the finished site: every page of the language but the other papers', what these pages
need, an index of them for the search, and the editions it is given. It unpacks into one folder;
`index.html` in there is the language's home page. The same site gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape

from issue_papers.content.addresses import DOWNLOADS
from issue_papers.content.library import Entry
from issue_papers.content_cache import Shelf
from issue_papers.formats.declaration import Copied, Copying
from issue_papers.formats.offline import scripts
from issue_papers.formats.offline.kept_pages import Pages
from issue_papers.formats.offline.layout import Layout
from issue_papers.formats.offline.page import Furniture
from issue_papers.formats.offline.styles import copy_styles
from issue_papers.formats.search import index as search
from issue_papers.formats.search.lexicon import concepts
from issue_papers.theme import Templates
from issue_papers.views.site import Views

TEMPLATES = "editions/offline"
"""Where a copy's own files are in the theme's folder."""

_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell, on every file: when it was made is no part of a copy."""

_FILE = 0o100644 << 16
"""A regular file that everyone may read (`external_attr`, as Unix writes it)."""

_PACKED = frozenset(
    {
        *(".gz", ".zip", ".epub", ".pdf", ".woff", ".woff2"),
        *(".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"),
        *(".mp3", ".mp4", ".ogg", ".webm"),
    }
)
"""Formats that don't get smaller."""

_FONTS = frozenset({".otf", ".ttf", ".woff", ".woff2"})


def name(paper: Entry, language: str) -> str:
    """Return the name of a copy's folder: that of its zip, without the suffix."""
    return f"{paper.slug}-offline-{language}"


def build(copying: Copying) -> Copied:
    """Make the offline copy of a paper in one language.

    Pages of other papers stay behind.

    Args:
        copying: The finished site, and what it was made of.

    Returns:
        A zip, and what of the site is in it.

    Raises:
        SearchIndexError: The copy's pages couldn't be indexed.
    """
    site_dir, views, paper = copying.site_dir, copying.views, copying.paper
    environment = Templates(
        loader=FileSystemLoader(copying.theme.below(TEMPLATES).folders),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        keep_trailing_newline=True,
    )
    site_url = views.library.settings.site_url
    context = {"t": views.t, "paper": views.page(paper.key)["paper"], "site_url": site_url}
    editions = {f"{DOWNLOADS}{file}": content for file, content in copying.editions.items()}
    layout = _layout(site_dir, views, paper, editions)

    @cache  # a page's is asked for twice: to know the page by it, and to put it there
    def notice(address: str) -> str:
        return environment.get_template("notice.html").render(context, address=address).strip()

    furniture = Furniture(
        notice,
        views.t("offline.elsewhere"),
        views.language.tag,
        views.language.direction,
    )
    with _shelf(copying) as shelf:
        files: dict[str, bytes] = {}
        needed: set[str] = set()
        modules: set[str] = set()
        pages = Pages(layout, furniture, shelf)
        for page in layout.pages:
            result = pages.copied(page)
            files[layout.copied(page)] = result.content
            needed |= result.files
            modules |= result.modules
        library = views.library
        known = concepts(library.termbase, library.locales.tags)
        has_search = library.settings.site.has_search
        index = search.index_files(files, known, copying.cache, shelf) if has_search else {}
    others = _needed(needed, layout)
    files |= {layout.copied(path): content for path, content in others.items()}
    files |= {path: file.read_bytes() for path, file in editions.items()}

    in_place = scripts.replaced(copying.theme, copying.assets)
    texts = scripts.modules(modules, layout, in_place)
    if texts:
        files[scripts.MODULES] = _script(environment, "modules.js", modules=[*texts.items()])
    if index:
        packed = scripts.encoded(index)
        files[scripts.SEARCH] = _script(environment, "search-data.js", files=packed)
    files["README.txt"] = environment.get_template("README.txt").render(context).encode()
    read = frozenset({*layout.pages, *others, *texts.keys() - in_place.keys(), *editions})
    return Copied(_zip(name(paper, views.language.tag), files), read)


@contextmanager
def _shelf(copying: Copying) -> Iterator[Shelf | None]:
    """Give what is kept of the pages of a copy; what is asked for is there the next time."""
    if copying.cache is None:
        yield None
        return
    views = copying.views
    folder = name(copying.paper, views.language.tag)
    shelf = Shelf(copying.cache, folder, views.library.settings.root)
    yield shelf
    shelf.close()


def _layout(site_dir: Path, views: Views, paper: Entry, extra: Collection[str]) -> Layout:
    """Choose the pages of a copy: all of the language, but for other papers' and a server's own."""
    locales, tag = views.library.locales, views.language.tag
    own = locales.prefix(tag)
    languages = [locales.prefix(other) for other in locales.tags if other != tag]
    papers = [locales.url(p.key, tag) for p in views.library.publications if p.key != paper.key]
    elsewhere = tuple(prefix for prefix in (*languages, *papers) if prefix)
    # What else is HTML belongs to a server: error pages, redirects, earlier editions.
    known = (locales.url(key, tag) for key in views.library.entries)
    pages = sorted(f"{url}index.html" for url in known if not url.startswith(elsewhere))
    pages = [page for page in pages if (site_dir / page).is_file()]
    return Layout(
        site_dir, views.library.settings.site_url, dict.fromkeys(pages), own, elsewhere, extra
    )


def _needed(paths: Iterable[str], layout: Layout) -> dict[str, bytes]:
    """Return files by site path: those named, what style sheets need, and the fonts' licences."""
    found: dict[str, bytes] = {}
    waiting = sorted(set(paths).difference(layout.pages, layout.extra))
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        file = layout.site_dir / path
        found[path] = file.read_bytes()
        if file.suffix == ".css":
            text, more = copy_styles(file.read_text(encoding="utf-8"), path, layout)
            found[path] = text.encode()
            waiting += sorted(more)
        elif file.suffix in _FONTS:
            # Whoever passes a font on passes its licence on with it.
            licences = sorted(file.parent.glob("*.txt"))
            waiting += [licence.relative_to(layout.site_dir).as_posix() for licence in licences]
    return found


def _script(environment: Templates, template: str, **values: object) -> bytes:
    return environment.get_template(template).render(values).encode()


def _zip(folder: str, files: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in sorted(files.items()):
            info = zipfile.ZipInfo(f"{folder}/{path}", _MIDNIGHT)
            info.create_system = 3  # Unix, on whatever system
            info.external_attr = _FILE
            packed = PurePosixPath(path).suffix in _PACKED
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    return buffer.getvalue()

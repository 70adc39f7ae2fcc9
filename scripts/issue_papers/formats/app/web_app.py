"""The site as an app: web app manifests, and what the service worker knows of a build.

For each language there is a list of its files with hash and size, of its pages with what each
needs, and of the pages that belong to a paper. The lists are hashed into the version of the build,
which is written into the worker (`worker`): a browser takes that for a new one when, and only when,
a listed file has changed. Downloads and data aren't listed; they are left to the browser.

Manifests follow https://www.w3.org/TR/appmanifest/. The icons are drawn in
overrides/assets/images/icon*.svg; `look.dressing` makes PNG files of them.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html

from issue_papers.content.addresses import OFFLINE
from issue_papers.content.locales import Language
from issue_papers.formats.app import worker
from issue_papers.formats.editions.making import with_sizes
from issue_papers.formats.search import index as search
from issue_papers.formats.search.lexicon import FOLDER as LEXICON
from issue_papers.formats.search.parts import ENTRY
from issue_papers.formats.web import modules
from issue_papers.formats.web.assets import Assets
from issue_papers.kinds.paper.shapes import PaperView
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.layers import Layers
from issue_papers.publishing import put
from issue_papers.views.downloads import kept_name
from issue_papers.views.links import HOME
from issue_papers.views.site import Views

MANIFEST = "manifest.webmanifest"
FOLDER = "app"
_HASH_DIGITS = 24
"""96 bits: nobody forges files of one's own site, they only must not be mistaken."""

_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload"}
_CSS_REFERENCE = re.compile(r"""(?:url\(\s*|@import\s+)['"]?([^'")\s]+)""")


def write(  # noqa: PLR0913, PLR0917 - one for each thing that decides
    site_dir: Path,
    theme: Layers,
    views: Mapping[str, Views],
    names: Mapping[str, str],
    assets: Assets,
    colour: str,
) -> None:
    """Make a built site an app.

    Args:
        site_dir: The built site, its search index and its offline pages included.
        theme: Folders with `workers/`.
        views: The views of each language, by tag.
        names: The site's name in each language, by tag.
        assets: The files that its pages are drawn with.
        colour: That of its pages, as CSS has it.

    Raises:
        ProblemsError: A site's own module of the worker can't be joined with the others.
    """
    site = PublishedSite(site_dir)
    folder = site_dir / FOLDER
    folder.mkdir(exist_ok=True)
    languages, version = [], hashlib.sha256()
    for tag, view in views.items():
        prefix = view.library.locales.prefix(tag)
        listed = file_list(site, view)
        for paper in view.part(PaperViews).all:
            _tell_size(site, view, paper, listed)
        text = _json(listed)
        path = f"{FOLDER}/files-{tag}.json"
        (site_dir / path).write_text(text, encoding="utf-8", newline="\n")
        digest = site.fingerprint(path).hash
        version.update(f"{tag} {digest}\n".encode())
        languages.append({"tag": tag, "prefix": prefix, "list": path, "hash": digest})
        base = urlsplit(view.absolute("")).path
        entry = view.library.entries.get(HOME)
        description = (view.links.meta(entry).summary if entry else "") or ""
        own = manifest(
            view.language, names[tag], description, prefix=prefix, base=base, colour=colour
        )
        text = _json(own | {"icons": icons(assets, prefix)})
        (site_dir / prefix / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    edition = {"version": version.hexdigest()[:_HASH_DIGITS], "languages": languages}
    build = _json({"version": edition["version"]})
    (folder / "build.json").write_text(build, encoding="utf-8", newline="\n")
    worker.write(site_dir, theme, _json(edition))


def manifest(  # noqa: PLR0913 - one for each thing that decides
    language: Language, name: str, description: str, *, prefix: str, base: str, colour: str
) -> dict[str, Any]:
    """Return the web app manifest of a language.

    Args:
        language: The language.
        name: The site's name in it.
        description: What the site is, in it; empty if that isn't said.
        prefix: The language's URL prefix.
        base: The path of the site's root on its server; empty if unknown.
        colour: That of its pages, as CSS has it.

    Returns:
        The manifest's members, but for `icons`. Its addresses are relative to the manifest, except
        `id`, which must never change: it is left out where the site's address isn't known.
    """
    root = "../" * prefix.count("/")
    found: dict[str, Any] = {
        "name": name,
        "short_name": name,
        "description": description,
        "lang": language.tag,
        "dir": language.direction,
        "id": base + prefix,
        "start_url": "./",
        "scope": root or "./",
        # Readers go back, and copy addresses to cite them. Safari has no minimal-ui.
        "display": "standalone",
        "display_override": ["minimal-ui"],
        "theme_color": colour,
        "background_color": colour,
        "categories": ["books", "education", "government"],
    }
    unknown = {"id"} if not base else set()
    return {key: value for key, value in found.items() if value and key not in unknown}


def icons(assets: Assets, prefix: str) -> list[dict[str, str]]:
    """Return the icons that the manifest of a language names."""

    def icon(
        name: str, sizes: str, kind: str = "image/png", purpose: str = "any"
    ) -> dict[str, str]:
        src = "../" * prefix.count("/") + assets.name(f"assets/images/{name}")
        return {"src": src, "sizes": sizes, "type": kind, "purpose": purpose}

    return [
        icon("icon.svg", "any", "image/svg+xml"),
        icon("icon-192.png", "192x192"),
        icon("icon-512.png", "512x512"),
        icon("icon-maskable-512.png", "512x512", purpose="maskable"),
    ]


def file_list(site: PublishedSite, views: Views) -> dict[str, Any]:
    """Return what a language's readers can store: `List` in the worker says of what shape.

    Args:
        site: The built site.
        views: The views of the language.
    """
    tag = views.language.tag
    prefix = views.library.locales.prefix(tag)
    home, offline = prefix, prefix + OFFLINE
    pages: dict[str, dict[str, Any]] = {}
    assets: dict[tuple[str, ...], int] = {}
    titles = {**_titles(views), offline: (views.t("app.offline.title"), tag)}
    for path, (title, language) in titles.items():
        if not site.has(f"{path}index.html"):
            continue
        needed = site.closure(f"{path}index.html")
        pages[path] = {"title": title, "assets": assets.setdefault(needed, len(assets))}
        if language != tag:
            pages[path]["language"] = language
    index = site.search_files(tag)
    named = {*pages, *index, *(asset for needed in assets for asset in needed)}
    return {
        "files": {path: site.fingerprint(path).row for path in sorted(named)},
        "pages": pages,
        "assets": [list(needed) for needed in assets],
        "search": list(index),
        "papers": {
            paper.link.url: [url for url in belonging(views, paper) if url in pages]
            for paper in views.part(PaperViews).all
        },
        "home": home,
        "offline": offline,
    }


def _tell_size(site: PublishedSite, views: Views, paper: PaperView, listed: dict[str, Any]) -> None:
    """Put into a paper's landing page, and into the list, how much a browser keeps of the paper."""
    path = paper.link.url
    if path not in listed["pages"]:
        return
    sizes = {kept_name(paper.slug, views.language.tag): kept_bytes(listed, path)}
    site.put(path, with_sizes(site.read(path), sizes, views.language))
    listed["files"][path] = site.fingerprint(path).row


def kept_bytes(listed: Mapping[str, Any], paper: str) -> int:
    """Return how much the worker stores when a paper is kept: what it calls `belongings`.

    Args:
        listed: A language's list: see `file_list`.
        paper: URL of the paper's landing page.
    """
    pages = {listed["home"], listed["offline"], *listed["papers"][paper]} & listed["pages"].keys()
    assets = {a for page in pages for a in listed["assets"][listed["pages"][page]["assets"]]}
    return sum(listed["files"][path][1] for path in {*pages, *assets, *listed["search"]})


def _titles(views: Views) -> dict[str, tuple[str, str]]:
    """Return URL, title and language of every page, in the order of reading."""
    library = views.library
    papers = [e for paper in library.publications for e in (paper, *library.parts(paper))]
    cases = [entry for kind in library.types if kind.is_in_editions for entry in library.of(kind)]
    rest = [entry for _, entry in sorted(library.entries.items())]
    home = [library.entries[HOME]] if HOME in library.entries else []
    found = {}
    for entry in (*home, *papers, *cases, *rest):
        page = views.page(entry.key)
        found[page.language.url] = (page.title or entry.slug, page.text.tag)
    return found


def belonging(views: Views, paper: PaperView) -> tuple[str, ...]:
    """Return the URLs of what is kept with a paper: its pages, its cases, and the site's menus."""
    page = views.page(paper.link.key)
    links = (
        paper.link,
        *(section.link for section in paper.sections),
        *paper.cases,
        *page.header,
        *page.footer,
    )
    return tuple(dict.fromkeys(link.url for link in links))


@dataclass(frozen=True)
class Fingerprint:
    """What a published file holds: the beginning of its SHA-256, and its size in bytes."""

    hash: str
    bytes: int

    @property
    def row(self) -> tuple[str, int]:
        """Both, as the lists have them."""
        return self.hash, self.bytes


class PublishedSite:
    """The files of a built site: what each holds, and which others it needs.

    Paths are relative to the site's root; a page's may end with a slash instead of `index.html`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._fingerprints: dict[str, Fingerprint] = {}
        self._references: dict[str, tuple[str, ...]] = {}

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return self._file(path).is_file()

    def _file(self, path: str) -> Path:
        return self.folder / (f"{path}index.html" if path.endswith("/") or not path else path)

    def read(self, path: str) -> bytes:
        """Return what a file holds."""
        return self._file(path).read_bytes()

    def put(self, path: str, content: bytes) -> None:
        """Put something else into a file, which needs what it needed."""
        put(self._file(path), content)
        self._fingerprints.pop(path, None)

    def fingerprint(self, path: str) -> Fingerprint:
        """Return a digest of what a file holds."""
        if path not in self._fingerprints:
            content = self.read(path)
            digest = hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]
            self._fingerprints[path] = Fingerprint(digest, len(content))
        return self._fingerprints[path]

    def closure(self, path: str) -> tuple[str, ...]:
        """Return, sorted, all files that a page needs to be shown, and those that they need."""
        found: set[str] = set()
        open_ends = [path]
        while open_ends:
            for reference in self.references(open_ends.pop()):
                if reference not in found:
                    found.add(reference)
                    open_ends.append(reference)
        return tuple(sorted(found))

    def references(self, path: str) -> tuple[str, ...]:
        """Return the files of the site that a file needs and names itself."""
        if path not in self._references:
            folder = posixpath.dirname(path)
            resolved = (_resolve(folder, address) for address in self._addresses(path))
            found = {other for other in resolved if other and self.has(other)}
            self._references[path] = tuple(sorted(found))
        return self._references[path]

    def _addresses(self, path: str) -> Iterable[str]:
        match posixpath.splitext(path)[1]:
            case ".html":
                return _page_addresses(self.read(path))
            case ".css":
                return _CSS_REFERENCE.findall(self._file(path).read_text(encoding="utf-8"))
            case ".js":
                return modules.imports(self._file(path).read_text(encoding="utf-8"))
        return ()

    @cached_property
    def _search_languages(self) -> Mapping[str, Mapping[str, Any]]:
        if not (entry := self.folder / search.FOLDER / ENTRY).is_file():
            return {}
        found: Mapping[str, Mapping[str, Any]] = json.loads(entry.read_bytes())["languages"]
        return found

    def search_files(self, tag: str) -> tuple[str, ...]:
        """Return what the search loads in a language, the entry first; none if it has no index."""
        if (own := self._search_languages.get(tag.lower())) is None:
            return ()
        folder, language = self.folder / search.FOLDER, tag.lower()
        first = [ENTRY.name, f"wasm.{own['wasm'] or 'unknown'}.pagefind"]
        patterns = (
            f"pagefind.{language}_*.pf_meta",
            f"index/{language}_*.pf_index",
            f"fragment/{language}_*.pf_fragment",
            f"{LEXICON}/{language}_*.json",
        )
        chunks = [
            path.relative_to(folder).as_posix()
            for pattern in patterns
            for path in sorted(folder.glob(pattern))
        ]
        return tuple(f"{search.FOLDER}/{name}" for name in (*first, *chunks))


def _page_addresses(content: bytes) -> Iterator[str]:
    """Yield the addresses of what a browser loads to show a page."""
    root = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    for link in root.iter("link"):
        if _RELATIONS & set((link.get("rel") or "").lower().split()):
            yield link.get("href") or ""
    sized = {image for picture in root.iter("picture") for image in picture.iter("img")}
    whole = (element for element in root.iter("script", "img") if element not in sized)
    for element in whole:
        yield element.get("src") or ""
    # What keeps pages on a device shows WebP, and needs no other form of a picture.
    for element in (each for each in root.iter("img", "source") if each not in sized):
        for candidate in (element.get("srcset") or "").split(","):
            yield candidate.strip().split(" ")[0]
    for element in root.iter("image", "use"):
        yield element.get("href") or ""


def _resolve(folder: str, address: str) -> str | None:
    """Return an address as a path from the site's root; nothing for what isn't a file of it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return None if path.startswith("..") else path


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"

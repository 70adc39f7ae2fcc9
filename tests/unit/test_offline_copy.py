"""The offline zip: what is in it, where its links lead, and that it is always the same."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import io
import json
import posixpath
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from harness import SAMPLER, asset
from issue_papers.content_cache import ContentCache, Shelf
from issue_papers.formats.offline import scripts as offline_scripts
from issue_papers.formats.offline.kept_pages import Pages
from issue_papers.formats.offline.layout import Layout
from issue_papers.formats.offline.page import CopiedPage, Furniture, PageCopier
from issue_papers.formats.offline.styles import copy_styles
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.views.site import Views
from lxml.html import HtmlElement
from offline_copies import views, zipped

SAMPLER_URL = "https://sampler.example/issue-papers/"
SMALL = "https://small.example/base/"
LOADED = ("src", "srcset", "poster", "data", "xlink:href")
FETCHED = {"alternate", "apple-touch-icon", "manifest", "modulepreload", "preload", "search"}


@dataclasses.dataclass(frozen=True)
class Site:
    """A built site with the views it was made of."""

    folder: Path
    source: Path
    views: Mapping[str, Views]

    def copy(self, tag: str, *, views: Views | None = None) -> dict[str, bytes]:
        """Return the files of the first paper's copy."""
        return unzip(zipped(self.folder, views or self.views[tag], paper="water"))


@pytest.fixture(scope="module")
def two_papers(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the small site a second paper, and links to it and to a file on one of its pages."""
    source = small_built.with_name("source")
    site = shutil.copytree(small_built, tmp_path_factory.mktemp("two-papers") / "site")
    (site / "table.csv").write_text("a,b\n", encoding="utf-8")
    languages = {}
    for tag, one in views(source).items():
        base = site / one.library.locales.prefix(tag)
        shutil.copytree(base / "papers/water", base / "papers/air")
        about = base / "about/index.html"
        top = "../" * len(about.parent.relative_to(site).parts)
        more = (
            f'<a href="{top}table.csv">t</a> <a href="../papers/air/">a</a>'
            ' <a href="../papers/air/start/?a=b#why">air</a>'
            ' <a href="../papers/water/start/#why">w</a>'
        )
        text = about.read_text(encoding="utf-8")
        assert "Nobody." in text
        about.write_text(text.replace("Nobody.", f"Nobody. {more}"), encoding="utf-8")
        entries = one.library.entries
        second = dataclasses.replace(entries["papers/water/index.md"], key="papers/air/index.md")
        library = dataclasses.replace(one.library, entries={**entries, second.key: second})
        languages[tag] = registry_of_kinds.views(library, {tag: one.t}, one.readers.atlas, tag)
    return Site(site, source, languages)


@pytest.fixture(scope="module")
def sampler_copies(sampler_built: Path) -> Mapping[str, Mapping[str, bytes]]:
    """Make the copies of the sampler's paper; give their files by path below the folder."""
    return {tag: unzip(zipped(sampler_built, views(SAMPLER)[tag])) for tag in ("en", "es", "fr")}


def unzip(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def trees(files: Mapping[str, bytes]) -> dict[str, HtmlElement]:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return {
        path: lxml.html.document_fromstring(content, parser=parser)
        for path, content in files.items()
        if path.endswith(".html")
    }


def dead_ends(files: Mapping[str, bytes]) -> list[str]:
    """Return every reference in a copy's pages that leads nowhere in it, and isn't absolute."""
    pages = trees(files)
    ids = {path: set(tree.xpath("//@id")) for path, tree in pages.items()}
    found = []
    for path, tree in pages.items():
        for element in tree.iter():
            for name in ("href", "action", *LOADED):
                reference = element.get(name) if isinstance(element.tag, str) else None
                if reference is None or urlsplit(reference).scheme:
                    continue
                parts = urlsplit(reference)
                folder = posixpath.dirname(path)
                target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
                target = target if parts.path else path
                fragment = unquote(parts.fragment)
                if target not in files or (fragment and fragment not in ids[target]):
                    found.append(f"{path}: {name}={reference}")
    return found


@pytest.mark.site
@pytest.mark.parametrize("tag", ["en", "es", "fr"])
def test_every_link_in_a_copy_leads_to_a_file_and_a_place(
    sampler_copies: Mapping[str, Mapping[str, bytes]], tag: str
) -> None:
    assert len(trees(sampler_copies[tag])) > 20
    assert dead_ends(sampler_copies[tag]) == []


@pytest.mark.site
@pytest.mark.parametrize("tag", ["en", "es", "fr"])
def test_nothing_is_fetched_from_elsewhere(
    sampler_copies: Mapping[str, Mapping[str, bytes]], tag: str
) -> None:
    for path, tree in trees(sampler_copies[tag]).items():
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            assert not any(element.get(name, "").startswith(("http", "//")) for name in LOADED)
            if element.tag == "link":
                assert element.get("rel") not in FETCHED, path
                is_loaded = element.get("rel") in {"icon", "stylesheet"}
                assert not (is_loaded and urlsplit(element.get("href")).scheme), path
        assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content"), path
        assert tree.get("lang") == tag
    for path, content in sampler_copies[tag].items():
        if path.endswith(".css"):
            assert b"url(http" not in content.replace(b'"', b"")


@pytest.mark.site
def test_only_what_pages_use_is_in_a_copy(
    sampler_copies: Mapping[str, Mapping[str, bytes]],
) -> None:
    files = sampler_copies["es"]
    top = {path.split("/")[0] for path in files}
    assert {"README.txt", "index.html", "assets", "papers", "case-studies"} <= top
    assert not top & {"es", "fr", "404.html", "offline", "editions", "workers", "sitemap.xml"}
    assert {path for path in files if path.startswith("pagefind/")} == {"pagefind/data.js"}
    scripts = {re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in files if path.endswith(".js")}
    own = {f"assets/javascripts/{name}.js" for name in ("colours", "modules")}
    assert scripts == {*own, "pagefind/data.js"}
    downloads = {path for path in files if path.startswith("downloads/")}
    assert downloads == {f"downloads/harbours-es{end}" for end in (".epub", ".pdf")}
    fonts = {path for path in files if path.endswith(".woff2")}
    assert fonts
    assert {path for path in files if "-OFL." in path}, "fonts go with their licence"
    readme = files["README.txt"].decode()
    assert "Abra index.html" in readme
    assert f"{SAMPLER_URL}es/papers/harbours/" in readme


@pytest.mark.site
def test_other_languages_are_where_they_are_published(
    sampler_copies: Mapping[str, Mapping[str, bytes]],
) -> None:
    tree = trees(sampler_copies["fr"])["papers/harbours/works/index.html"]
    links = {a.get("hreflang"): a for a in tree.xpath("//*[@id='languages']//a")}
    assert links["fr"].get("href") == "index.html"
    assert links["es"].get("href") == f"{SAMPLER_URL}es/papers/harbours/works/"
    assert links["es"].xpath("small[@lang='fr']")
    assert not links["fr"].xpath("small[@lang]")
    (notice,) = tree.xpath("//*[@class='ip-footer__small']/p[1]/a/@href")
    assert notice == f"{SAMPLER_URL}fr/papers/harbours/works/"


@pytest.mark.site
def test_offers_the_editions_that_it_has(
    sampler_copies: Mapping[str, Mapping[str, bytes]],
) -> None:
    tree = trees(sampler_copies["es"])["papers/harbours/index.html"]
    offered = tree.xpath("//section[@aria-labelledby='downloads']//a/@href")
    own = "../../downloads/harbours-es"
    assert [link for link in offered if not link.startswith("https:")] == [
        f"{own}.pdf",
        f"{own}.epub",
    ]
    assert not [link for link in offered if "offline" in link]
    assert f"{SAMPLER_URL}downloads/harbours-fr.pdf" in offered


@pytest.mark.site
def test_modules_import_each_other_by_name(
    sampler_copies: Mapping[str, Mapping[str, bytes]], sampler_built: Path
) -> None:
    files = sampler_copies["en"]
    text = files[offline_scripts.MODULES].decode()
    line = next(line for line in text.splitlines() if line.startswith("  const modules = "))
    modules = dict(json.loads(line.removeprefix("  const modules = ").rstrip(";")))
    bundle, page = (
        asset(sampler_built, f"assets/javascripts/{name}.js") for name in ("search-bundle", "page")
    )
    assert f'import("{bundle}")' in modules[page]
    assert "issue-papers.search" in modules[bundle]
    assert not any('from "./' in each or 'import("./' in each for each in modules.values())
    for path, tree in trees(files).items():
        (holder,) = tree.xpath("//script[@data-modules]")
        assert holder.get("src").endswith(offline_scripts.MODULES), path
        assert {*holder.get("data-modules").split()} <= modules.keys()
        assert not tree.xpath("//script[@type='module']")
        assert not tree.xpath("//script[not(@src)][not(contains(@type, 'json'))]")


@pytest.mark.site
def test_a_copy_is_the_same_every_time(two_papers: Site, tmp_path: Path) -> None:
    moved = shutil.copytree(two_papers.folder, tmp_path / "elsewhere")
    first, second = (
        zipped(folder, two_papers.views["fr"], paper="water")
        for folder in (two_papers.folder, moved)
    )
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert all(name.startswith("water-offline-fr/") for name in names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}


@pytest.mark.site
@pytest.mark.parametrize("tag", ["ar", "fr", "en"])
def test_other_papers_stay_behind(two_papers: Site, tag: str) -> None:
    files = two_papers.copy(tag)
    assert "papers/water/start/index.html" in files
    assert not [path for path in files if path.startswith("papers/air/")]
    assert dead_ends(files) == []
    pages = trees(files)
    published = SMALL + ("" if tag == "en" else f"{tag}/") + "papers/air/"
    links = pages["about/index.html"].xpath("//article//a/@href")
    for link in (
        "../table.csv",
        "../papers/water/start/index.html#why",
        published,
        f"{published}start/?a=b#why",
    ):
        assert link in links
    assert pages["index.html"].get("dir") == ("rtl" if tag == "ar" else "ltr")
    script = files[offline_scripts.SEARCH].decode()
    index = json.loads(script.partition("] = ")[2].strip().removesuffix(";"))
    marked = {path for path, page in pages.items() if page.xpath("//*[@data-pagefind-body]")}
    contents = [content for name, content in index.items() if name.startswith("fragment/")]
    texts = (gzip.decompress(base64.b64decode(content)) for content in contents)
    found = {json.loads(text.removeprefix(b"pagefind_dcd"))["url"].strip("/") for text in texts}
    assert found == marked - {"index.html"}


@pytest.mark.site
def test_where_the_address_is_unknown_links_are_text(two_papers: Site) -> None:
    one = two_papers.views["fr"]
    settings = dataclasses.replace(one.library.settings, site_url="")
    library = dataclasses.replace(one.library, settings=settings)
    files = two_papers.copy(
        "fr", views=registry_of_kinds.views(library, {"fr": one.t}, one.readers.atlas, "fr")
    )
    assert dead_ends(files) == []
    about = trees(files)["about/index.html"]
    assert "air" in {span.text for span in about.xpath("//article//span")}
    assert SMALL not in files["README.txt"].decode()
    assert not about.xpath("//*[@class='ip-footer__small']/p[1]/a")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Give a site of two pages, of which the first is in the copy, and of what pages load."""
    for path in (
        "a/index.html",
        "b/index.html",
        "img/x y.png",
        "img/k.svg",
        "css/a.css",
        "js/m.js",
    ):
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.touch()
    return Layout(
        tmp_path, "https://site.example/base/", ["a/index.html"], extra=["downloads/p.pdf"]
    )


def copied(layout: Layout, body: str) -> HtmlElement:
    furniture = Furniture(lambda _: "<p>!</p>", "x", "en", "ltr")
    html = f"<!doctype html><meta charset='utf-8'><body>{body}</body>"
    result = PageCopier("a/index.html", layout, furniture).copy(html.encode())
    return lxml.html.document_fromstring(result.content).find("body")


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("#place", "#place"),
        ("", "index.html"),
        ("?topic=a&amp;topic=b#c", "index.html?topic=a&topic=b#c"),
        ("./", "index.html"),
        ("../a#x", "index.html#x"),
        ("/base/a/", "index.html"),
        ("../b/?q=1#x", "https://site.example/base/b/?q=1#x"),
        ("../gone/", "https://site.example/base/gone/"),
        ("../img/x%20y.png", "../img/x%20y.png"),
        ("../downloads/p.pdf", "../downloads/p.pdf"),
        ("../downloads/p.epub", "https://site.example/base/downloads/p.epub"),
        ("../../outside/", "https://site.example/outside/"),
        ("//other.example/x", "https://other.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("https://site.example/base/a/", "https://site.example/base/a/"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_a_link(layout: Layout, reference: str, expected: str) -> None:
    assert copied(layout, f"<a href='{reference}'>x</a>").find("a").get("href") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<img src='../img/x y.png' alt=''>", '<img src="../img/x%20y.png" alt="">'),
        ("<img src='data:,x' alt=''>", '<img src="data:,x" alt="">'),
        (
            "<img src='https://o.example/i.png' alt='An eye'>.",
            '<a href="https://o.example/i.png">An eye</a>.',
        ),
        (
            "<iframe src='//o.example/v' title='A film'></iframe>",
            '<a href="https://o.example/v">A film</a>',
        ),
        (
            "<img src='../img/k.svg' srcset='../img/k.svg 1x, https://o.example/2.png 2x' alt=''>",
            '<img src="../img/k.svg" srcset="../img/k.svg 1x" alt="">',
        ),
        (
            "<svg><use href='../img/k.svg#i'></use></svg>",
            '<svg><use href="../img/k.svg#i"></use></svg>',
        ),
        (
            "<p style='background: url(\"../img/k.svg\")'>x</p>",
            "<p style='background: url(\"../img/k.svg\")'>x</p>",
        ),
        ("<p data-offline='omit'>x</p>y", "y"),
        ("<script src='https://o.example/s.js'></script>y", "y"),
        ("<script type='module' src='https://o.example/s.js'></script>y", "y"),
        (
            "<script type='module' src='../js/m.js'></script>",
            '<script src="../assets/javascripts/modules.js" data-modules="js/m.js"></script>',
        ),
    ],
)
def test_what_a_page_loads(layout: Layout, body: str, expected: str) -> None:
    content = lxml.html.tostring(copied(layout, body), encoding="unicode")
    assert content.removeprefix("<body>").removesuffix("</body>") == expected


def test_a_languages_own_files_stand_at_the_top(tmp_path: Path) -> None:
    for path in ("fr/index.html", "fr/a.png", "a.png", "b.png", "fr/c.csv", "c.csv", "es/c.csv"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    site = Layout(tmp_path, "https://site.example/", ["fr/index.html"], "fr/", ("es/",))
    names = ("fr/index.html", "fr/a.png", "a.png", "b.png")
    assert [site.copied(name) for name in names] == ["index.html", "a.png", "source/a.png", "b.png"]
    kept = {}
    for name in ("c.csv", "../c.csv", "../es/c.csv", "../b.png"):
        target = site.target("fr/index.html", name)
        assert target
        kept[name] = site.keeps(target)
    assert kept == {"c.csv": True, "../c.csv": False, "../es/c.csv": False, "../b.png": True}


def test_style_sheets_lead_to_the_copys_files(layout: Layout) -> None:
    css = (
        '@import "b.css"; @import url(a.css); a { b: url( \'../img/x y.png\' ) url("data:,(\')") }'
        " c { d: url(https://o.example/e.png) url(#f) }"
    )
    text, needed = copy_styles(css, "css/a.css", layout)
    assert text == (
        '@import url("data:,"); @import url("a.css"); a { b: url("../img/x%20y.png")'
        ' url("data:,(\')") } c { d: url("data:,") url(#f) }'
    )
    assert needed == {"css/a.css", "img/x y.png"}


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ('import { a, b } from "./x.js";', 'import { a, b } from "js/x.js";'),
        (
            'import {\n  a,\n  b as c,\n} from "../lib/y.js";',
            'import {\n  a,\n  b as c,\n} from "lib/y.js";',
        ),
        ('export * from "./x.js";', 'export * from "js/x.js";'),
        ("import './x.js'", 'import "js/x.js"'),
        ('const text = "./x.js"; // import it', 'const text = "./x.js"; // import it'),
        ('const path = import("./x.js");', 'const path = import("js/x.js");'),
        ('import { a } from "library";', 'import { a } from "library";'),
    ],
)
def test_a_modules_imports(tmp_path: Path, module: str, expected: str) -> None:
    for path in ("js/x.js", "lib/y.js"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    text, _ = offline_scripts.with_names(module, "js/main.js", Layout(tmp_path, "", []))
    assert text == expected


def test_a_page_is_copied_anew_only_where_it_would_come_out_otherwise(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    whole = PageCopier.copy

    def copy(self: PageCopier, content: bytes) -> CopiedPage:
        copied.append(content.decode())
        return whole(self, content)

    monkeypatch.setattr(PageCopier, "copy", copy)
    said = ["<p>!</p>"]
    cache = ContentCache(tmp_path / "cache")

    def made(site: Layout = layout) -> tuple[str, set[str], int]:
        shelf = Shelf(cache, "copy", tmp_path)
        pages = Pages(
            dataclasses.replace(site), Furniture(lambda _: said[0], "x", "en", "ltr"), shelf
        )
        page = pages.copied("a/index.html")
        shelf.close()
        return page.content.decode(), page.files, len(copied)

    file = tmp_path / "a" / "index.html"
    file.write_text('<body><a href="../b/">b</a> <a href="c/">c</a><div data-notices></div></body>')
    first, files, count = made()
    assert count == 1
    assert made() == (first, files, 1)
    (tmp_path / "elsewhere.html").touch()
    assert made() == (first, files, 1)  # nothing of it leads there
    (tmp_path / "a" / "c").mkdir()
    (tmp_path / "a" / "c" / "index.html").touch()
    assert made()[2] == 2  # it leads there
    assert made()[2] == 2
    said[0] = "<p>?</p>"
    assert "?" in made()[0]
    assert made(dataclasses.replace(layout, pages=["a/index.html", "b/index.html"]))[2] == 4
    file.write_text(file.read_text() + "more")
    assert "more" in made()[0]

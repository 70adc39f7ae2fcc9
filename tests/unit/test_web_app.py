"""What the service worker and the browser are told of a built site."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from harness import ROOT, THEME
from issue_papers.content.locales import Language
from issue_papers.content_cache import ContentCache
from issue_papers.formats.app import favicon, web_app, worker
from issue_papers.formats.app.web_app import PublishedSite
from issue_papers.layers import Layers
from issue_papers.reporting.problems import ProblemsError
from issue_papers.views import formats
from PIL import Image

sys.path.insert(0, str(ROOT / "tests" / "tools"))


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def page(path: Path) -> Any:
    return lxml.html.document_fromstring(path.read_bytes())


@pytest.fixture
def site(tmp_path: Path) -> PublishedSite:
    """A page with what it needs, directly and by way of other files."""
    files = {
        "es/a/index.html": (
            '<link rel="stylesheet" href="../../css/a.css?v=1"><link rel="manifest" href="m">'
            '<link rel="alternate" href="../../paper.pdf"><script src="../../js/a.js"></script>'
            '<img src="one%20picture.png" srcset="small.png 1x, big.png 2x"><a href="../b/">b</a>'
            '<img src="https://elsewhere.example/x.png"><img src="gone.png">'
        ),
        "css/a.css": '@import "b.css"; @font-face { src: url("../fonts/f.woff2") }',
        "css/b.css": "a { background: url(data:image/png;base64,AAAA) } b { mask: url(#x) }",
        "js/a.js": 'import { x } from "./b.js";\nimport "./c.js";\nexport const y = "./no.js";\n',
        "js/b.js": 'import {\n  z,\n} from "./c.js";\n',
        "js/c.js": 'import "./a.js";\nconst late = () => import(`./${name}.js`);\n',
        "js/no.js": "",
        "fonts/f.woff2": "f",
        "es/a/one picture.png": "1",
        "es/a/small.png": "2",
        "es/a/big.png": "3",
        "paper.pdf": "4",
        "es/b/index.html": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return PublishedSite(tmp_path)


def test_a_page_needs_what_it_loads_and_what_that_loads(site: PublishedSite) -> None:
    assert site.closure("es/a/index.html") == (
        "css/a.css",
        "css/b.css",
        "es/a/big.png",
        "es/a/one picture.png",
        "es/a/small.png",
        "fonts/f.woff2",
        "js/a.js",
        "js/b.js",
        "js/c.js",
    )


def test_a_fingerprint_is_the_files_hash_and_size(site: PublishedSite) -> None:
    content = (site.folder / "es/b/index.html").read_bytes()
    assert site.fingerprint("es/b/") == site.fingerprint("es/b/index.html")
    assert site.fingerprint("es/b/").hash == hashlib.sha256(content).hexdigest()[:24]
    assert site.fingerprint("fonts/f.woff2").bytes == 1


def test_a_manifest_is_its_languages_and_covers_the_site() -> None:
    arabic = web_app.manifest(
        Language("ar", "العربية"),
        "أوراق",
        "",
        prefix="ar/",
        base="/issue-papers/",
        colour="#fbf8f2",
    )
    assert (arabic["lang"], arabic["dir"], arabic["name"]) == ("ar", "rtl", "أوراق")
    assert (arabic["start_url"], arabic["scope"]) == ("./", "../")
    assert arabic["id"] == "/issue-papers/ar/"
    assert "description" not in arabic
    assert arabic["theme_color"] == arabic["background_color"] == "#fbf8f2"
    source = web_app.manifest(
        Language("en", "English"), "Papers", "Why.", prefix="", base="", colour="#fbf8f2"
    )
    assert (source["start_url"], source["scope"]) == ("./", "./")
    assert source["description"] == "Why."
    assert "id" not in source


@pytest.mark.parametrize(("tag", "prefix"), [("en", ""), ("fr", "fr/"), ("ar", "ar/")])
def test_a_language_lists_what_its_readers_can_store(
    small_built: Path, tag: str, prefix: str
) -> None:
    found = read(small_built / f"app/files-{tag}.json")
    site = PublishedSite(small_built)

    for path, (digest, size) in found["files"].items():
        assert (digest, size) == site.fingerprint(path).row
    for path, entry in found["pages"].items():
        needed = {path, *found["assets"][entry["assets"]]}
        assert needed <= found["files"].keys()
    (landing, kept) = next(iter(found["papers"].items()))
    assert landing == f"{prefix}papers/water/"
    assert {f"{prefix}{path}" for path in ("", "papers/water/end/", "case-studies/dakar/")} <= {
        *kept
    }
    files = {path for path in found["files"] if not path.endswith("/")}
    assert not [path for path in files if path.startswith(("downloads/", "data/"))]
    assert {*found["search"]} <= found["files"].keys()
    assert found["search"][0] == "pagefind/pagefind-entry.json"


@pytest.mark.parametrize("language", [Language("en", "English"), Language("fr", "Français")])
def test_a_papers_page_says_how_much_is_kept_of_it(small_built: Path, language: Language) -> None:
    listed = read(small_built / f"app/files-{language.tag}.json")
    landing = next(iter(listed["papers"]))
    needed = {listed["home"], listed["offline"], *listed["papers"][landing]}
    files = {*needed, *listed["search"]}
    for path in needed:
        files |= {*listed["assets"][listed["pages"][path]["assets"]]}
    total = sum(PublishedSite(small_built).fingerprint(path).bytes for path in files)
    assert web_app.kept_bytes(listed, landing) == total
    (box,) = page(small_built / landing / "index.html").xpath("//*[@data-keep-offline]")
    # It is counted before it is put in, and takes place itself.
    assert box.get("data-size") in {formats.size(total + some, language) for some in (-99, 0, 99)}


def test_a_page_that_isnt_translated_says_its_language(small_built: Path) -> None:
    pages = read(small_built / "app/files-ar.json")["pages"]
    assert pages["ar/papers/water/start/"]["language"] == "en"
    assert "language" not in pages["ar/papers/water/end/"]


def test_the_worker_knows_its_build(small_built: Path) -> None:
    script = (small_built / "service-worker.js").read_text(encoding="utf-8")
    edition = json.loads(re.findall(r"^const EDITION = (.+);$", script, re.MULTILINE)[0])
    assert edition["version"] == read(small_built / "app/build.json")["version"]
    site = PublishedSite(small_built)
    for language in edition["languages"]:
        assert language["hash"] == site.fingerprint(language["list"]).hash
    assert [language["prefix"] for language in edition["languages"]] == ["ar/", "fr/", ""]
    assert not (small_built / "workers").exists()


@pytest.mark.parametrize("prefix", ["", "fr/", "ar/"])
def test_every_language_has_its_offline_page(small_built: Path, prefix: str) -> None:
    path = small_built / prefix / "offline/index.html"
    root = page(path)
    assert root.get("lang") == (prefix.strip("/") or "en")
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    for href in root.xpath("//link[@rel='stylesheet' or @rel='manifest']/@href"):
        assert (path.parent / href).resolve().is_file()
    assert "/offline/" not in (small_built / "sitemap.xml").read_text(encoding="utf-8")


def test_the_head_names_the_manifest_of_the_readers_language(small_built: Path) -> None:
    root = page(small_built / "ar/papers/water/end/index.html")
    assert root.xpath("//link[@rel='manifest']/@href") == ["../../../manifest.webmanifest"]
    schemes = root.xpath("//meta[@name='theme-color']/@media")
    assert schemes == ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]
    manifest = read(small_built / "ar/manifest.webmanifest")
    for icon in manifest["icons"]:
        assert (small_built / "ar" / icon["src"]).resolve().is_file()


def test_an_icon_is_there_for_whoever_asks_for_it_by_name(small_built: Path) -> None:
    with Image.open(small_built / "favicon.ico") as icon:
        assert icon.format == "ICO"
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
        icon.size = (16, 16)
        icon.load()
        assert icon.getpixel((0, 0))[3] == 0
        assert icon.getpixel((8, 8))[3] > 200


def test_the_icon_may_be_any_picture_of_the_sites_own(tmp_path: Path) -> None:
    cache, file = ContentCache(tmp_path), io.BytesIO()
    Image.new("RGB", (64, 32), "red").save(file, format="PNG")
    made = favicon.made("img/logo.png", file.getvalue(), cache)
    assert made
    with Image.open(io.BytesIO(made)) as icon:
        assert icon.size == (48, 48)
        assert [icon.getpixel((24, y)) for y in (2, 24)] == [(0, 0, 0, 0), (255, 0, 0, 255)]
    assert favicon.made("img/logo.ICO", b"as it is", cache) == b"as it is"
    for name in ("logo.png", "logo.svg"):
        assert favicon.made(name, b"broken", cache) is None


def test_a_site_that_is_no_app_publishes_a_farewell(tmp_path: Path) -> None:
    worker.write_farewell(tmp_path, THEME)
    assert "unregister" in (tmp_path / "service-worker.js").read_text(encoding="utf-8")


def test_a_sites_own_module_takes_the_place_of_one_of_the_workers(tmp_path: Path) -> None:
    own = tmp_path / "overrides/workers/lists.js"
    own.parent.mkdir(parents=True)
    theirs = THEME.path("workers/lists.js").read_text(encoding="utf-8")
    own.write_text(f"{theirs}console.log('our own');\n", encoding="utf-8")
    worker.write(tmp_path, Layers((own.parents[1], *THEME.folders)), '{"version":"v"}\n')
    script = (tmp_path / "service-worker.js").read_text(encoding="utf-8")
    assert script.count("our own") == 1
    assert script.count('const EDITION = {"version":"v"};\n') == 1
    assert "@param" not in script
    own.write_text("export default 1;\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"lists\.js:1: script: "):
        worker.write(tmp_path, Layers((own.parents[1], *THEME.folders)), "{}")

"""The Content Security Policy: in each page, in what servers send, and as mkdocs.yml extends it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import THEME, copy_sampler, invoke, settings_of
from issue_papers.checks.outputs import outputs
from issue_papers.checks.rules import load_and_check
from issue_papers.content.settings import Script, SiteSettings
from issue_papers.formats.app import favicon
from issue_papers.formats.web import headers, policy
from lxml import etree, html

BLOCKS_OF_DATA = {"application/json", "application/ld+json"}


def inline(page: Path) -> Iterator[str]:
    """Yield what stands in a page although its policy forbids it."""
    tree = html.document_fromstring(page.read_bytes())
    for element in tree.iter(etree.Element):
        is_data = element.get("type") in BLOCKS_OF_DATA
        if element.tag == "script" and not element.get("src") and not is_data:
            yield f"{page}: script {element.text}"
        if element.tag == "style" and page.parent.name != "downloads":
            yield f"{page}: style {element.text}"
        for name, value in element.items():
            if name == "style" or name.startswith("on") or "javascript:" in value.lower():
                yield f"{page}: {name}={value}"


def directives(page: Path) -> dict[str, str]:
    """Return the policy that a page carries, which must stand before all that it speaks of."""
    tree = html.document_fromstring(page.read_bytes())
    first = next(e for e in tree.find("head") if e.get("charset") is None)
    assert first.get("http-equiv") == "Content-Security-Policy", page
    parts = (each.split(" ", 1) for each in str(first.get("content")).split("; "))
    return dict(parts)


@pytest.mark.site
def test_nothing_of_a_page_stands_in_it(sampler_built: Path) -> None:
    pages = sorted(sampler_built.rglob("*.html"))
    assert len(pages) > 50
    assert [found for page in pages for found in inline(page)] == []
    for page in pages:
        said = directives(page)
        assert said["default-src"] == "'none'"
        assert "unsafe" not in " ".join(said.values()).replace("'wasm-unsafe-eval'", ""), page


@pytest.mark.site
def test_what_a_server_sends_allows_what_pages_allow(sampler_built: Path) -> None:
    said = (sampler_built / headers.FILE).read_text(encoding="utf-8")
    sent = re.search(r"Content-Security-Policy: (.+)", said)
    assert sent
    server = dict(each.split(" ", 1) for each in sent[1].split("; "))
    assert server.pop("frame-ancestors") == "'none'"
    for page in sampler_built.rglob("*.html"):
        for name, sources in directives(page).items():
            allowed = {*server.get(name, server["default-src"]).split()} - {policy.NONE}
            assert {*sources.split()} - {policy.NONE} <= allowed, (page, name)
    lasting = re.findall(r"^/(\S+)\*\n  Cache-Control: .*immutable$", said, re.MULTILINE)
    assert lasting == [
        "assets/fonts/",
        "assets/images/",
        "assets/javascripts/",
        "assets/stylesheets/",
    ]


@pytest.mark.site
def test_each_server_is_told_the_same(sampler_built: Path) -> None:
    asked = headers.of_site(sampler_built, SiteSettings())
    texts = {server: asked.written(server, THEME) for server in headers.SERVERS}
    for server, text in texts.items():
        for name, value in asked.always:
            assert name in text, server
            assert value in text, server
        assert all(folder in text for folder in asked.lasting), server


@pytest.mark.site
def test_a_folder_of_files_without_digests_is_asked_for_anew(tmp_path: Path) -> None:
    for name in ("a/x.0123abcd.css", "b/x.0123abcd.css", "b/logo.svg", "own.svg"):
        (tmp_path / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "assets" / name).touch()
    assert headers.of_site(tmp_path, SiteSettings()).lasting == ("assets/a/",)


def test_what_mkdocs_yml_names_may_be_loaded() -> None:
    site = SiteSettings(
        scripts=(Script("https://cdn.example/a.js"), Script("own.js")),
        style_sheets=("https://fonts.example/f.css", "own.css"),
        policy={
            "frame-src": ("https://film.example",),
            "frame-ancestors": ("https://city.example",),
        },
        has_search=False,
    )
    said = policy.of_pages(site)
    assert said.directives["script-src"] == ("'self'", "https://cdn.example")
    assert said.directives["style-src"] == ("'self'", "https://fonts.example")
    assert said.directives["frame-src"] == ("https://film.example",)
    assert "frame-ancestors https://city.example" in said.in_header
    assert "frame-ancestors" not in said.in_page
    assert policy.of_pages(SiteSettings(policy=None)).in_page == ""


@pytest.mark.parametrize(
    ("given", "is_usable"),
    [
        ({"script-src": ["https://stats.example"]}, True),
        ({"connect-src": "wss://live.example"}, True),
        ({"script-src": ["'sha256-gpWdnacdKMMFIl0sJh2R/ueSYlgBmmcAA4KWO25gY7g='"]}, True),
        ({"frame-src": ["https://*.film.example/embed/"]}, True),
        ({"script-src": ["'unsafe-inline'"]}, False),
        ({"script-src": ["'unsafe-eval'"]}, False),
        ({"script-src": ["*"]}, False),
        ({"script-src": ["https:"]}, False),
        ({"script-src": ["http://stats.example"]}, False),
        ({"script-src": ["https://a.example; default-src *"]}, False),
        ({"script-src": [3]}, False),
        ({"default-src": ["https://a.example"]}, False),
        ({"scripts": ["https://a.example"]}, False),
    ],
)
def test_what_may_be_added(given: dict[object, object], *, is_usable: bool) -> None:
    if is_usable:
        assert policy.additions(given)
    else:
        with pytest.raises(policy.UnusablePolicyError):
            policy.additions(given)


@pytest.mark.site
def test_all_that_a_build_makes_is_known(sampler_built: Path, tmp_path: Path) -> None:
    source = copy_sampler(tmp_path / "source")
    settings = settings_of(source)
    made = outputs(load_and_check(settings)[0])
    own = {
        favicon.NAME,  # which a site's own file may be
        *(f.relative_to(settings.docs_dir).as_posix() for f in settings.docs_dir.rglob("*.*")),
        *(
            f"case-studies/{f.relative_to(settings.cases_dir)}"
            for f in settings.cases_dir.rglob("*.*")
        ),
    }
    files = (
        f.relative_to(sampler_built).as_posix() for f in sampler_built.rglob("*") if f.is_file()
    )
    assert [
        path
        for path in sorted(files)
        if not made.takes_place(re.sub(r"\.[0-9a-f]{8}(\.\w+)$", r"\1", path)) and path not in own
    ] == []


MADE, HOST, PAGE, PROGRAM = "makes `", "site's host", "as a page", "doesn't name"
PLACES = {
    "assets/javascripts/search.js": MADE,
    "assets/Stylesheets/Site.css": MADE,
    "robots.txt": MADE,
    "es/llms.txt": MADE,
    "service-worker.js": MADE,
    "Manifest.WebManifest": MADE,
    "sitemap.xml": MADE,
    "index.html": MADE,
    "papers/harbours/cite.bib": MADE,
    "papers/harbours/works": MADE,
    "papers/harbours/harbours-en.pdf": MADE,
    "downloads/harbours-fr.epub": MADE,
    "pagefind/wasm.en.pagefind": MADE,
    "social/home.png": MADE,
    "app/files-en.json": MADE,
    "404.html/x.png": MADE,
    "data/papers.json": MADE,
    "_headers": MADE,
    "CNAME": HOST,
    "_redirects": HOST,
    "papers/harbours/web.config": HOST,
    "evil.html": PAGE,
    "evil.XHTML": PAGE,
    "evil.mjs": PROGRAM,
    "widgets/evil.js": PROGRAM,
    "widgets/evil.wasm": PROGRAM,
    "table.csv": "",
    "papers/harbours/photo.txt": "",
    "downloads/annex.pdf": "",
    "assets/logo.txt": "",
}


def _planted(folder: Path, place: str) -> None:
    file = folder / "docs" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x", encoding="utf-8")


def test_files_that_decide_for_the_site_are_errors(tmp_path: Path) -> None:
    source = copy_sampler(tmp_path / "site")
    for place in PLACES:
        _planted(source, place)
    said = invoke("check", cwd=source)
    lines = said.stdout + said.stderr
    found = {m[1]: m[0] for m in re.finditer(r"^.*docs/([^:\s]+):1.*$", lines, re.MULTILINE)}
    for place, expected in PLACES.items():
        if expected:
            assert expected in found.pop(place, "nothing"), (place, lines)
    assert found == {}


def test_the_owner_may_allow_them(tmp_path: Path) -> None:
    source = copy_sampler(tmp_path / "site")
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert "  - issue-papers:\n" in text
    option = "      allow: [CNAME, 'widgets/*', robots.txt]\n"
    config.write_text(
        text.replace("  - issue-papers:\n", f"  - issue-papers:\n{option}"), encoding="utf-8"
    )
    for place in ("CNAME", "widgets/a.js", "widgets/b.html", "robots.txt"):
        _planted(source, place)
    assert invoke("check", cwd=source).returncode == 0
    shutil.rmtree(source / "docs" / "widgets")

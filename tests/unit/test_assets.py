"""The files that pages are drawn with: names that hold what is in them, and lead to each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin

import lxml.html
import pytest
from harness import build, pages_alone
from issue_papers.formats.web.assets import Assets, named
from issue_papers.layers import Layers
from issue_papers.theme import TemplateDigests, page_templates

_BASE = "https://site.example/"
_MARKED = re.compile(r"assets/[\w/-]+\.([0-9a-f]{8})\.\w+")
_IN_CSS = re.compile(r"""url\(["']?([^"')#]+)|@import ["']([^"']+)""")
_IN_JS = re.compile(r"""^(?:import|export)\b.*["'](\.[^"']+)["'];$""", re.MULTILINE)
SITES = ["small_built", pytest.param("sampler_built", marks=pytest.mark.site)]


def made(tmp_path: Path, files: Mapping[str, str]) -> Assets:
    """Name some files."""
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return named({path: tmp_path / path for path in files}, files)


def mark(path: str) -> str:
    """Return the digest in a name."""
    return path.split(".")[-2]


def digest_of(content: bytes) -> str:
    """Return what a name holds of what is in a file."""
    return hashlib.sha256(content).hexdigest()[:8]


def test_a_name_holds_the_digest_of_what_is_published(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        {
            "assets/css/a.css": '@import "b.css";\np { background: url(../img/c.svg#x) }',
            "assets/css/b.css": "q { src: url('../img/c.svg?v=1'); mask: url(#own) }",
            "assets/img/c.svg": "<svg/>",
        },
    )
    assert {digest_of(content) for content in found.contents.values()} == {
        mark(name) for name in found.contents
    }
    picture = found.name("assets/img/c.svg").rpartition("/")[2]
    css = found.contents[found.name("assets/css/a.css")].decode()
    assert f"url(../img/{picture}#x)" in css
    assert f"url('../img/{picture}?v=1'); mask: url(#own)" in css
    assert "@import" not in css
    assert found.name("assets/none.css") == "assets/none.css"


def test_scripts_name_each_other(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        {
            "js/a.js": (
                'import { x } from "./b.js";\nimport "./c.js";\nexport * from "../d.js";\n'
                'const late = () => import("./c.js");\n'
                'const own = new URL("./b.js", import.meta.url);\n'
                'const other = new URL("../service-worker.js", import.meta.url);\n'
                'const text = "./b.js";\n'
            ),
            "js/b.js": "export const x = 1;\n",
            "js/c.js": "",
            "d.js": "",
        },
    )
    a, b, c, d = (
        found.name(path).rpartition("/")[2] for path in (*(f"js/{n}.js" for n in "abc"), "d.js")
    )
    assert found.contents[f"js/{a}"].decode() == (
        f'import {{ x }} from "./{b}";\nimport "./{c}";\nexport * from "../{d}";\n'
        f'const late = () => import("./{c}");\n'
        f'const own = new URL("./{b}", import.meta.url);\n'
        'const other = new URL("../service-worker.js", import.meta.url);\n'
        'const text = "./b.js";\n'
    )


def test_what_is_named_changes_the_names_of_those_who_name_it(tmp_path: Path) -> None:
    files = {
        "a.js": 'import "./b.js";\n',
        "b.js": 'import "./c.js";\n',
        "c.js": "",
        "d.js": "",
    }
    before = made(tmp_path, files).names
    after = made(tmp_path, {**files, "c.js": "changed();\n"}).names
    assert {path for path in files if before[path] != after[path]} == {"a.js", "b.js", "c.js"}


def test_scripts_may_import_each_other_in_a_circle(tmp_path: Path) -> None:
    files = {
        "a.js": 'import "./b.js";\nimport "./c.js";\na();\n',
        "b.js": 'import "./a.js";\nb();\n',
        "c.js": 'import "./c.js";\nc();\n',
    }
    before = made(tmp_path, files)
    a, b = before.names["a.js"], before.names["b.js"]
    assert mark(a) == mark(b) != mark(before.names["c.js"])
    assert a in before.contents[b].decode()
    after = made(tmp_path, {**files, "c.js": 'import "./c.js";\nchanged();\n'})
    assert not {*before.names.values()} & {*after.names.values()}


def test_a_template_is_known_by_the_names_of_the_files_that_it_leads_to(tmp_path: Path) -> None:
    """One that puts a path together may lead to whatever begins like that."""
    texts = {
        "one.html": "{{ 'assets/a.css' | url }}",
        "in.html": "{% include 'one.html' %}",
        "some.html": "{{ ('assets/js/' ~ name ~ '.js') | url }}",
        "none.html": "assets/a.css {{ 'a.css' }}",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = page_templates(Layers((tmp_path,)))
    environment.filters["url"] = str

    def digests(**changed: str) -> dict[str, str]:
        names = {"assets/a.css": "1", "assets/js/b.js": "2", "assets/js/c.js": "3"} | changed
        found = TemplateDigests(environment, Layers((tmp_path,)), names)
        return {name: found.of(name) for name in texts}

    def changed_by(path: str) -> set[str]:
        before, after = digests(), digests(**{path: "4"})
        return {name for name in texts if before[name] != after[name]}

    assert changed_by("assets/a.css") == {"one.html", "in.html"}
    assert changed_by("assets/js/c.js") == {"some.html"}


@pytest.mark.parametrize("name", SITES)
def test_every_file_of_the_theme_has_its_digest_in_its_name(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(name)
    files = [file for file in (site / "assets").rglob("*") if file.is_file()]
    assert files
    for file in files:
        found = _MARKED.fullmatch(file.relative_to(site).as_posix())
        assert found, file
        assert found[1] == digest_of(file.read_bytes()), file


def _references(path: str, content: bytes) -> set[str]:
    """Return what a file of a site names, whoever may ask for it."""
    text = content.decode()
    if path.endswith(".css"):
        return {found[1] or found[2] for found in _IN_CSS.finditer(text)}
    if path.endswith(".js"):
        return set(_IN_JS.findall(text))
    if path.endswith((".webmanifest", ".xml")):
        return set(re.findall(r"[\w:/.-]*assets/[\w/.-]+", text))
    root = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    own = [*root.xpath("//link[not(@rel='canonical')]/@href"), *root.xpath("//*/@src")]
    return {str(reference) for reference in own}


@pytest.mark.parametrize("name", SITES)
def test_whatever_is_named_is_there(name: str, request: pytest.FixtureRequest) -> None:
    """In pages, error pages, redirects, style sheets, scripts, manifests and the rest."""
    site: Path = request.getfixturevalue(name)
    base = re.search(r"<loc>(https?://[^<]*?/)</loc>", (site / "sitemap.xml").read_text())
    assert base
    suffixes = {".html", ".css", ".webmanifest", ".xml"}
    seen = set()
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        is_ours = file.suffix in suffixes or path.startswith("assets/javascripts/")
        if not is_ours or path.startswith(("downloads/", "pagefind/")):
            continue
        for reference in _references(path, file.read_bytes()):
            target = unquote(urljoin(_BASE + path, reference).partition("#")[0].partition("?")[0])
            where = target.rpartition("/assets/")[2]
            if "/assets/" in target:
                seen.add(where)
                assert (site / "assets" / where).is_file(), (path, reference)
    assert {Path(name).parts[0] for name in seen} == {
        "fonts",
        "images",
        "javascripts",
        "stylesheets",
    }


def test_a_sites_own_sheets_and_scripts_are_loaded_by_digest_and_keep_their_addresses(
    small_site: Callable[..., Path], tmp_path: Path
) -> None:
    source = pages_alone(small_site())
    (source / "docs/extra").mkdir()
    (source / "docs/extra/own.css").write_text("p { background: url(own.png) }", encoding="utf-8")
    (source / "docs/extra/own.png").write_bytes(b"")
    (source / "docs/extra/own.js").write_text("ours();\n", encoding="utf-8")
    config = source / "mkdocs.yml"
    sheets = "extra_css:\n  - extra/own.css\n  - https://elsewhere.example/x.css\n"
    text = config.read_text(encoding="utf-8").replace("extra_css:\n", sheets)
    config.write_text(text + "\nextra_javascript: [extra/own.js]\n", encoding="utf-8")
    site = build(source, tmp_path / "site")
    root = lxml.html.document_fromstring((site / "about/index.html").read_bytes())
    loaded = [*root.xpath("//link[@rel='stylesheet']/@href"), *root.xpath("//script/@src")]
    for name in ("own.css", "own.js"):
        stem, _, suffix = name.partition(".")
        content = (site / "extra" / name).read_bytes()
        assert f"../extra/{stem}.{digest_of(content)}.{suffix}" in loaded
        assert (site / "extra" / f"{stem}.{digest_of(content)}.{suffix}").read_bytes() == content
    assert "https://elsewhere.example/x.css" in loaded
    assert (site / "extra/own.png").is_file()

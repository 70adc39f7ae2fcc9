"""Pages that a site has without a file: when they are there, where, and what takes their place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import MKDOCS, SITES, THEME, build, invoke, pages_alone, run, settings_of
from issue_papers.checks.rules import load
from issue_papers.content.library import Library
from issue_papers.layers import package_theme
from issue_papers.views import catalogue
from lxml import html

GLOSSARY = "well:\n  en: {term: well, definition: A hole with water in it.}\n"
MADE = {
    "header": ("case-studies/index.md", "recommendations.md", "news/index.md", "events/index.md"),
    "footer": (
        *("accessibility.md", "corrections.md", "data.md", "glossary.md", "translations.md"),
    ),
}
NAMES = ("gallery", "recommendations", "news", "events")
REPOSITORY = "repo_url: https://forge.example/wells\nedit_uri: edit/main/docs/\n"


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def without_lists(target: Path) -> Path:
    """Copy the small site without its home page, its lists, and a theme of its own."""
    shutil.copytree(SITES / "small", target)
    for name in ("docs/index", "docs/events/index", "docs/news/index", "case_studies/index"):
        for file in target.glob(f"{name}*.md"):
            file.unlink()
    config = target / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  custom_dir: overrides\n", "")
    config.write_text(REPOSITORY + text, encoding="utf-8")
    return put(target, {"docs/glossary.yml": GLOSSARY})


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return without_lists(tmp_path / "source")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    return build(pages_alone(without_lists(folder / "source")), folder / "site")


def library_of(source: Path) -> Library:
    library, _, problems = load(settings_of(source))
    assert not problems
    return library


def made(source: Path) -> set[str]:
    library = library_of(source)
    return library.entries.keys() - library.written.entries.keys()


def page(site: Path, url: str) -> html.HtmlElement:
    return html.fromstring((site / url / "index.html").read_bytes())


def words(tag: str, built: Path) -> Callable[[str], str]:
    texts = catalogue.load(settings_of(built.parent / "source"))[0][tag]
    return lambda key: texts(f"pages.{key}")


@pytest.mark.site
@pytest.mark.parametrize(("tag", "prefix"), [("en", ""), ("fr", "fr/"), ("ar", "ar/")])
def test_they_are_in_the_menus_in_every_language(built: Path, tag: str, prefix: str) -> None:
    t = words(tag, built)
    home = page(built, prefix)
    header, footer = (
        [link.text_content().strip() for link in home.xpath(f"//{place}//nav[1]//li/a")]
        for place in ("header", "footer")
    )
    lists = [t(f"{name}.title") for name in NAMES]
    assert [text for text in header if text in lists] == lists
    names = [key.removesuffix(".md") for key in MADE["footer"]]
    assert footer[: len(names)] == [t(f"{name}.title") for name in names]
    for key in (key for keys in MADE.values() for key in keys):
        url = prefix + key.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
        tree = page(built, url)
        assert tree.get("lang") == tag
        (title,) = tree.xpath("//main//h1")
        assert title.text_content().strip() in {*header, *footer}
        assert {link.get("hreflang") for link in tree.xpath("//link[@hreflang]")} == {
            *("ar", "en", "fr", "x-default")
        }
        assert not tree.xpath("//footer//a[contains(@href, 'forge.example')]"), url


@pytest.mark.site
def test_the_home_page_presents_the_papers(built: Path) -> None:
    home = page(built, "")
    assert home.xpath("string(//main//h1)") == "Small papers"
    assert home.xpath("//main//h3/a/@href") == ["papers/water/"]
    assert page(built, "fr").xpath("//main//h3/a/@href") == ["papers/water/"]


@pytest.mark.site
def test_there_is_nothing_of_them_to_translate(built: Path) -> None:
    states = json.loads((built / "data/translations.json").read_text(encoding="utf-8"))["passages"]
    pages = {state["page"] for state in states}
    assert "papers/water/index.md" in pages
    assert not pages & {"index.md", *(key for keys in MADE.values() for key in keys)}


def test_a_file_takes_a_pages_place(source: Path) -> None:
    everything = {"index.md", *(key for keys in MADE.values() for key in keys)}
    assert made(source) == everything
    text = "---\ntitle: Ours\nsummary: Our own.\n---\n\nOur own words.\n"
    drawn = text.replace("title:", "template: glossary.html\ntitle:")
    files = {"docs/accessibility.md": text, "docs/data/index.md": text, "docs/words.md": drawn}
    put(source, files | {"case_studies/index.md": text})
    taken = {"accessibility.md", "data.md", "glossary.md", "case-studies/index.md"}
    assert made(source) == everything - taken


def test_an_address_that_leads_elsewhere_is_no_pages(source: Path) -> None:
    put(source, {"docs/redirects.yml": "data/: about/\n"})
    assert "data.md" not in made(source)
    assert "redirects" not in invoke("check", cwd=source).stdout


def test_a_broken_file_is_told_and_not_replaced(source: Path) -> None:
    put(source, {"docs/data.md": "---\ntitle: [\n---\n"})
    library, _, problems = load(settings_of(source))
    assert {problem.path for problem in problems} == {"docs/data.md"}
    assert "data.md" not in library.entries


def test_a_text_may_lead_to_them(source: Path) -> None:
    about = source / "docs/about.md"
    text = about.read_text(encoding="utf-8")
    about.write_text(f"{text}\nSee [the terms](glossary.md) and [the data](data.md).\n", "utf-8")
    told = invoke("check", cwd=source)
    assert "glossary" not in told.stdout
    assert "data.md" not in told.stdout


def test_every_language_has_words_for_them() -> None:
    shipped = sorted(THEME.below("locales").files())
    english = (package_theme() / "locales/en.yml").read_text(encoding="utf-8")
    lines = english[english.index("\npages:") :].count("\n")
    for name in shipped:
        text = (package_theme() / "locales" / name).read_text(encoding="utf-8")
        assert text[text.index("\npages:") :].count("\n") == lines, name


@pytest.mark.site
@pytest.mark.parametrize(
    "files",
    [
        {"mkdocs.yml": "site_name: Wells\nplugins: [issue-papers]\n", "docs/index.md": "# Hello\n"},
        {
            "mkdocs.yml": "site_name: Wells\ntheme: {name: material, language: pt-BR}\n"
            "plugins: [issue-papers]\n",
            "docs/.keep": "",
        },
    ],
    ids=["two lines and a page", "an empty folder in another language"],
)
def test_the_smallest_site_is_complete(tmp_path: Path, files: dict[str, str]) -> None:
    source = put(tmp_path / "source", files)
    checked = invoke("check", cwd=source)
    assert checked.stdout.strip() == "No problems found."
    ours = build(source, tmp_path / "ours")
    theirs = run(MKDOCS, "build", "--quiet", "--site-dir", tmp_path / "theirs", cwd=source)
    assert theirs.returncode == 0, theirs.stderr
    assert content(ours) == content(tmp_path / "theirs")
    found = {file.parent.name for file in ours.rglob("index.html")}
    assert found == {"ours", "accessibility", "offline"}
    home = page(ours, "")
    assert home.get("lang") == ("pt-BR" if "docs/.keep" in files else "en")
    assert home.xpath("string(//main//h1)") == ("Wells" if "docs/.keep" in files else "Hello")
    assert home.xpath("//link[@rel='stylesheet']")


def content(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

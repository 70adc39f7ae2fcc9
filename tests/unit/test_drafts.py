"""What was laid out and has no text yet is known to its editor, and to no reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from harness import build, forked, invoke
from issue_papers.checks import rules
from issue_papers.cli.site import load_site, settings

START = "docs/papers/water/start.md"
ARABIC = "docs/papers/water/start.ar.md"
KEY = "papers/water/start.md"


@pytest.fixture
def site(small_site: Callable[..., Path]) -> Path:
    root = small_site()
    assert invoke("new", "translation", START, "ar", cwd=root).returncode == 0
    return root


def write(root: Path, old: str, new: str) -> None:
    text = (root / ARABIC).read_text(encoding="utf-8")
    assert old in text
    (root / ARABIC).write_text(text.replace(old, new), encoding="utf-8")


def is_waiting(root: Path) -> bool:
    entry = load_site(root / "mkdocs.yml").entries[KEY]
    assert ("ar" in entry.drafts) is not entry.has("ar")
    return "ar" in entry.drafts


def test_a_site_is_built_as_if_it_were_not_there(site: Path, tmp_path: Path) -> None:
    """Not a file of it differs: pages, search, feeds, sitemap, data, downloads."""
    with_it = files(build(site, tmp_path / "with"))
    (site / ARABIC).unlink()
    assert files(build(site, tmp_path / "without")) == with_it


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_check_tells_it_in_a_line_that_fails_nothing(site: Path) -> None:
    report = invoke("check", "--format", "json", cwd=site)
    found = json.loads(report.stdout)
    assert [(p["path"], p["key"], p["severity"]) for p in found] == [(ARABIC, "draft", "notice")]
    assert report.returncode == 0


def test_the_status_counts_it_as_not_translated_and_names_it(site: Path) -> None:
    rows = json.loads(invoke("status", "--json", cwd=site).stdout)
    found = {r["state"] for r in rows if (r["page"], r["language"]) == (KEY, "ar")}
    assert found == {"untranslated"}
    said = " ".join(forked("status", cwd=site, COLUMNS="200").stdout.split())
    assert said.count(f"draft, not published: {ARABIC}") == 1
    assert "draft" not in invoke("status", "-l", "fr", cwd=site).stdout.replace("drafts", "")


def test_there_is_nothing_to_record_yet(site: Path) -> None:
    ledgers = {p: p.read_bytes() for p in site.rglob(".passages.*")}
    result = invoke("sync", ARABIC, cwd=site)
    assert result.returncode == 1
    assert "nothing to record before it is written" in result.stderr
    assert {p: p.read_bytes() for p in site.rglob(".passages.*")} == ledgers


@pytest.mark.parametrize(
    ("old", "new", "waits"),
    [
        ("title: The start", "title: البداية", True),
        ("{ #why }", "لماذا { #why }", True),
        ("-->\n", "-->\n\nجفت الآبار في القرى.\n", False),
    ],
    ids=["a title is no text", "a heading is no text", "a paragraph is one"],
)
def test_it_is_published_with_its_first_text(
    site: Path, old: str, new: str, *, waits: bool
) -> None:
    assert is_waiting(site)
    write(site, old, new)
    assert is_waiting(site) is waits


def test_a_footnote_that_nobody_has_written_is_no_text(small_site: Callable[..., Path]) -> None:
    """Its mark alone stands there: it isn't recorded, and counts as missing until it is written."""
    root = small_site()
    with (root / START).open("a", encoding="utf-8") as file:
        file.write("\nThe wells ran dry.[^wells]\n\n[^wells]: As the mayor says.\n")
    assert invoke("new", "translation", START, "ar", cwd=root).returncode == 0
    assert "[^wells]: <!-- As the mayor says. -->" in (root / ARABIC).read_text(encoding="utf-8")
    assert is_waiting(root)
    write(root, "-->\n", "-->\n\nجفت الآبار في القرى.\n")
    assert "fn:wells" not in invoke("sync", ARABIC, cwd=root).stdout
    found = json.loads(invoke("check", "--format", "json", cwd=root).stdout)
    assert "fn:wells" not in " ".join(p["message"] for p in found if p["key"] == "unrecorded")
    rows = json.loads(invoke("status", "--json", "-l", "ar", cwd=root).stdout)
    assert ("fn:wells", "missing") in {(r["section"], r["state"]) for r in rows if r["page"] == KEY}


def test_what_was_copied_over_whole_is_no_draft(site: Path) -> None:
    """It is there to be read, and the check tells that nobody has translated it."""
    body = (site / START).read_text(encoding="utf-8").split("---\n", 2)[2]
    head = (site / ARABIC).read_text(encoding="utf-8").split("---\n", 2)[1]
    (site / ARABIC).write_text(f"---\n{head}---\n<!-- from here -->\n{body}", encoding="utf-8")
    assert not is_waiting(site)


def test_its_editor_sees_it_in_a_preview(site: Path) -> None:
    ours = settings(site / "mkdocs.yml")
    preview = replace(ours, visibility=replace(ours.visibility, shows_drafts=True))
    library = rules.load(preview)[0]
    entry = library.entries[KEY]
    assert entry.has("ar")
    assert library.is_draft(entry, "ar")
    assert not library.is_draft(entry, "fr")
    assert not library.is_draft(entry, "en")


NEW = "docs/papers/water/middle.md"


@pytest.fixture
def begun(small_site: Callable[..., Path]) -> Path:
    """The site with a section as the command makes it."""
    root = small_site()
    asked = ("--paper", "water", "--slug", "middle", "--title", "The middle", "--summary", "Then.")
    made = invoke("new", "section", *asked, "--yes", cwd=root)
    assert made.returncode == 0, made.stderr
    return root


def notices(root: Path) -> list[tuple[str, str, str]]:
    found = json.loads(invoke("check", "--format", "json", cwd=root).stdout)
    return [(p["path"], p["key"], p["severity"]) for p in found]


def test_a_page_that_was_laid_out_is_not_published_and_named(begun: Path, tmp_path: Path) -> None:
    assert notices(begun) == [(NEW, "draft", "notice")]
    assert invoke("check", cwd=begun).returncode == 0
    assert f"draft, not published: {NEW}" in " ".join(
        invoke("status", cwd=begun).stdout.replace("\n", " ").split()
    )
    built = build(begun, tmp_path / "built")
    assert (built / "papers/water/start/index.html").exists()
    paths = [
        *built.rglob("*.html"),
        *built.rglob("*.json"),
        *built.rglob("*.md"),
        built / "sitemap.xml",
    ]
    assert not any("The middle" in path.read_text(encoding="utf-8") for path in paths)
    assert not (built / "papers/water/middle").exists()


def test_a_page_is_published_with_its_first_paragraph(begun: Path) -> None:
    file = begun / NEW
    file.write_text(file.read_text(encoding="utf-8") + "\nThen it rained.\n", encoding="utf-8")
    library = load_site(begun / "mkdocs.yml")
    assert (library.drafts, "papers/water/middle.md" in library.entries) == ({}, True)


def test_a_link_to_a_page_that_is_not_published_is_an_error(begun: Path) -> None:
    end = begun / "docs/papers/water/end.md"
    text = end.read_text(encoding="utf-8")
    end.write_text(f"{text}\nAs [told](middle.md#then).\n", encoding="utf-8")
    report = invoke("check", cwd=begun)
    assert report.returncode == 1
    assert "`middle.md#then` leads to a draft, which isn't published" in report.stdout
    assert report.stdout.count("middle.md#then") == 1


def test_there_is_nothing_to_record_of_a_page_either(begun: Path) -> None:
    assert "nothing to record" in invoke("sync", NEW, cwd=begun).stderr
    assert invoke("sync", cwd=begun).returncode == 0


def test_a_paper_is_there_as_soon_as_one_of_its_sections_is(
    small_site: Callable[..., Path],
) -> None:
    root = small_site()
    index = root / "docs/papers/water/index.md"
    front = index.read_text(encoding="utf-8").split("---\n")[1]
    index.write_text(f"---\n{front}---\n<!-- The abstract. -->\n", encoding="utf-8")
    assert load_site(root / "mkdocs.yml").drafts == {}
    for name in ("start", "end"):
        section = root / f"docs/papers/water/{name}.md"
        front = section.read_text(encoding="utf-8").split("---\n")[1]
        section.write_text(f"---\n{front}---\n<!-- Begin. -->\n", encoding="utf-8")
    keys = {f"papers/water/{name}.md" for name in ("index", "start", "end")}
    assert load_site(root / "mkdocs.yml").drafts.keys() == keys


def test_the_editor_of_a_page_sees_it_in_a_preview(begun: Path) -> None:
    ours = settings(begun / "mkdocs.yml")
    preview = replace(ours, visibility=replace(ours.visibility, shows_drafts=True))
    library = rules.load(preview)[0]
    entry = library.entries["papers/water/middle.md"]
    assert library.is_draft(entry, "en")
    assert library.is_draft(entry, "fr")
    assert not library.is_draft(library.entries[KEY], "en")


def test_what_a_draft_lacks_is_said_once_when_it_is_laid_out(
    small_site: Callable[..., Path],
) -> None:
    asked = ("--paper=water", "--slug=middle", "--title=The middle")
    said = invoke("new", "section", *asked, "--yes", cwd=small_site()).stdout
    assert "a draft that isn't published" in said
    assert "the page has no text" not in said


def test_a_new_page_is_about_a_paper_that_is_published(small_site: Callable[..., Path]) -> None:
    """One that was begun since isn't proposed, and where it is named, that is told of it."""
    root = small_site()
    made = invoke("new", "paper", "--title=Fire", "--author=A B", "--publisher=C", "-y", cwd=root)
    assert made.returncode == 0, made.stderr
    for slug, *named in (("first",), ("second", "--paper=fire")):
        news = invoke("new", "news", "--title=News", f"--slug={slug}", *named, "-y", cwd=root)
        assert news.returncode == 0, news.stderr
        page = root / "docs" / "news" / f"{slug}.md"
        page.write_text(page.read_text("utf-8").split("<!--")[0] + "It rained.\n", "utf-8")
    found = json.loads(invoke("check", "--format", "json", cwd=root).stdout)
    errors = [(each["path"], each["message"]) for each in found if each["severity"] == "error"]
    assert errors == [("docs/news/second.md", "the paper `fire` is a draft, which isn't published")]

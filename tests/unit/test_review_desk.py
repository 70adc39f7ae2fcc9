"""A reviewer's desk: the sheet as a page and as a document, and a review that is recorded."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml.ns import qn
from harness import copy_sampler, copy_site, invoke
from issue_papers.checks import rules
from issue_papers.cli.site import load_site, settings
from issue_papers.content import frontmatter
from issue_papers.content.yaml_edit import CannotEditError, set_values
from issue_papers.desk import files, lines
from issue_papers.desk.sheet import Asked, Sheet, sheet
from lxml import html

START = "docs/papers/water/start.fr.md"
SOURCE = "docs/papers/water/start.md"
REVIEWER = "Awa N'Diaye"


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


def made(site: Path, tag: str, spoken: str = "en") -> Sheet:
    """Return the sheet of a whole site in a language."""
    library, _, problems = rules.load_and_check(settings(site / "mkdocs.yml"))
    entries = [entry for entry in library.entries.values() if tag in entry.translations]
    return sheet(library, entries, Asked(tag, spoken, problems))


def theme(site: Path) -> Any:
    return settings(site / "mkdocs.yml").theme


@cache
def arabic(folder: Path) -> tuple[Sheet, bytes, bytes]:
    site = copy_site(folder / "arabic")
    found = made(site, "ar")
    return found, files.as_html(found, theme(site)), files.as_docx(found, theme(site))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sheet, bytes, bytes]:
    return arabic(tmp_path_factory.getbasetemp())


# The sheet


def test_a_passage_stands_beside_its_source_under_its_id(
    small: tuple[Sheet, bytes, bytes],
) -> None:
    (page,) = (page for page in small[0].pages if page.path.endswith("water/end.ar.md"))
    beside = {row.id: (lines.plain(row.source), lines.plain(row.target)) for row in page.rows}
    assert beside["title"] == ("The end", "النهاية")
    assert beside["advice"] == ("Advice", "نصائح")
    assert beside["recommendation-save-water"][1] == "أصلحوا الأنابيب."
    assert "///" not in str(beside)


def test_no_word_of_a_text_is_left_out(tmp_path: Path) -> None:
    site = copy_sampler(tmp_path / "sampler")
    library = load_site(site / "mkdocs.yml")
    pages = {page.path: page for page in made(site, "es").pages}
    checked = 0
    for entry in library.entries.values():
        if "es" not in entry.translations:
            continue
        rows = pages[entry.translations["es"].path].rows
        for document, side in (
            (entry.source, [row.source for row in rows]),
            (entry.translations["es"], [row.target for row in rows]),
        ):
            marked = "\n".join(lines.plain(part) for part in side)
            there = {*re.sub(r"\[[\w-]+\]", "", marked).split()}  # without notes' marks
            for stretch in document.stretches:
                words = stretch.text.split()
                assert not [word for word in words if word not in there], document.path
                checked += len(words)
    assert checked > 1_000


def test_the_page_and_the_document_say_the_same(small: tuple[Sheet, bytes, bytes]) -> None:
    page = html.document_fromstring(small[1])
    for gone in page.xpath("//*[@class='narrow']"):
        gone.drop_tree()
    in_page = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in page.xpath("//table[@class='passages']/tbody/tr")
    ]
    tables = docx.Document(io.BytesIO(small[2])).tables
    in_document = [
        [" ".join(cell.text.split()) for cell in row.cells]
        for table in tables
        if table.rows[0].cells[-1].text == "Remarks"
        for row in table.rows[1:]
    ]
    assert in_page == in_document
    assert len(in_page) == sum(len(each.rows) for each in small[0].pages) > 20


def test_each_language_runs_its_own_way(small: tuple[Sheet, bytes, bytes]) -> None:
    page = html.document_fromstring(small[1])
    cells = page.xpath("//table[@class='passages']/tbody/tr/td/p[@lang]")
    assert {(cell.get("lang"), cell.get("dir")) for cell in cells} == {("en", "ltr"), ("ar", "rtl")}
    assert page.get("lang") == "en"
    found: set[tuple[str, bool, bool]] = set()
    for paragraph in docx.Document(io.BytesIO(small[2])).element.body.iter(qn("w:p")):
        is_set = paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
        for run in paragraph.iter(qn("w:r")):
            language = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
            runs_back = run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
            if language is not None and paragraph.getparent().tag == qn("w:tc"):
                found.add((str(language.get(qn("w:val"))), is_set, runs_back))
    assert found == {("en", False, False), ("ar", True, True)}


def test_a_document_has_the_same_bytes_each_time(
    small: tuple[Sheet, bytes, bytes], tmp_path: Path
) -> None:
    site = copy_site(tmp_path / "again")
    assert files.as_docx(made(site, "ar"), theme(site)) == small[2]
    with zipfile.ZipFile(io.BytesIO(small[2])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_sheet_asks_for_no_other_file(small: tuple[Sheet, bytes, bytes]) -> None:
    page = html.document_fromstring(small[1])
    assert not page.xpath("//script | //link | //img | //@style")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy


def test_signs_of_markup_are_words(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "signs")
    edit(site, START, "Les puits se sont", "Les puits A < B & « C » se sont")
    found = made(site, "fr")
    assert "A < B & « C »" in html.document_fromstring(files.as_html(found, theme(site))).xpath(
        "string()"
    )
    texts = [
        cell.text
        for table in docx.Document(io.BytesIO(files.as_docx(found, theme(site)))).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert [text for text in texts if "A < B & « C »" in text]


def test_doubts_stand_where_they_are(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, SOURCE, "Wells ran dry", "Wells had run dry")
    edit(site, SOURCE, "caption: Who uses the water", "caption: Who uses water")
    edit(site, START, "1 234 villages", "1 235 villages")
    (page,) = (page for page in made(site, "fr").pages if page.path == START)
    doubts = {row.id: row.doubts for row in page.rows if row.doubts}
    (paragraph,) = (row.id for row in page.rows if "taris" in lines.plain(row.target))
    assert set(doubts) == {paragraph, "images.use.caption"}
    assert "The source has changed" in doubts[paragraph][0]
    assert page.open == 2


def test_what_the_check_finds_is_told_at_its_passage(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, START, "1 234 villages", "1 235 villages")
    (page,) = (page for page in made(site, "fr", "es").pages if page.path == START)
    (row,) = (row for row in page.rows if row.doubts)
    assert "1 235" in lines.plain(row.target)
    assert "falta" in row.doubts[0]  # in the language of whoever reviews


TERMS = """
well:
  en: {term: well, definition: A hole for water., allowed: [wells]}
  fr: {term: puits, definition: Un trou pour l’eau., forbidden: [forage]}
village:
  en: {term: village, definition: A place., allowed: [villages]}
  fr: {term: bourgade, definition: Un lieu.}
drought:
  en: {term: dry, definition: Without water.}
"""


def test_terms_of_the_source_have_their_required_form(small_site: Callable[..., Path]) -> None:
    site = small_site()
    (site / "docs" / "glossary.yml").write_text(TERMS, encoding="utf-8")
    (page,) = (page for page in made(site, "fr").pages if page.path == START)
    assert [(t.source, t.term, t.forbidden, t.is_found) for t in page.terms] == [
        ("well", "puits", ("forage",), True),
        ("dry", "", (), True),
        ("village", "bourgade", (), False),
    ]


def test_the_command_writes_both_and_follows_the_paper(small_site: Callable[..., Path]) -> None:
    site = small_site()
    done = invoke("review-sheet", "fr", "docs/papers", "-o", "out", "--lang", "fr", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (site / "out").iterdir()) == [
        "review-fr.docx",
        "review-fr.html",
    ]
    page = html.document_fromstring((site / "out" / "review-fr.html").read_bytes())
    paths = page.xpath("//article/p[1]/code/text()")
    assert [Path(path).name for path in paths] == ["index.fr.md", "start.fr.md", "end.fr.md"]
    assert page.xpath("string(//header/p)") == "Feuille de relecture"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("en",), "no language that this site is translated into"),
        (("ar", "docs/papers/water/start.md"), "translated into `ar`"),
    ],
)
def test_what_has_no_translation_has_no_sheet(
    arguments: tuple[str, ...], said: str, small_site: Callable[..., Path]
) -> None:
    done = invoke("review-sheet", *arguments, cwd=small_site())
    assert done.returncode != 0
    assert said in done.stderr


# The record


def test_a_review_is_recorded_and_seen(small_site: Callable[..., Path]) -> None:
    site = small_site()
    before = invoke("check", cwd=site).stdout
    day = ("--on", "2026-11-20")
    done = invoke("reviewed", "fr", START, "--by", REVIEWER, *day, cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    text = (site / START).read_text(encoding="utf-8")
    given = frontmatter.parse(text, START)[0].meta.value["translation"]
    assert (given["status"], given["reviewer"]) == ("reviewed", REVIEWER)
    assert f"reviewer: {REVIEWER}\n  date: 2026-11-20\n" in text
    assert invoke("check", cwd=site).stdout == before
    library = load_site(site / "mkdocs.yml")
    entry = library.entries["papers/water/start.md"]
    assert entry.translations["fr"].translation
    assert entry.translations["fr"].translation.reviewer == REVIEWER
    assert invoke("review-sheet", "fr", START, cwd=site).returncode == 0
    assert REVIEWER in (site / "review-fr.html").read_text(encoding="utf-8").replace("&#39;", "'")


def test_a_review_of_another_text_is_none(small_site: Callable[..., Path]) -> None:
    site = small_site()
    assert invoke("reviewed", "fr", START, "--by", REVIEWER, cwd=site).returncode == 0
    edit(site, START, "Dakar a agi la première", "Dakar a tout fait")
    said = invoke("check", cwd=site).stdout
    assert f"the text isn't the one any more that {REVIEWER} has reviewed" in said
    assert " error" not in said
    assert invoke("reviewed", "fr", START, "--by", REVIEWER, cwd=site).returncode == 0
    assert "has reviewed" not in invoke("check", cwd=site).stdout


def test_a_translator_reviews_nothing_of_their_own(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, START, "  status: machine", f"  status: draft\n  translators: [{REVIEWER}]")
    _refused(site, "--by", REVIEWER, said=f"{REVIEWER} has translated this")
    edit(site, START, "  status: draft", f"  status: reviewed\n  reviewer: {REVIEWER}")
    assert "expected two people" in invoke("check", cwd=site).stdout


def test_what_isnt_whole_isnt_reviewed(small_site: Callable[..., Path]) -> None:
    site = small_site()
    text = (site / START).read_text(encoding="utf-8")
    cut = text[: text.index("## Pourquoi")]
    (site / START).write_text(cut, encoding="utf-8")
    _refused(site, "--by", REVIEWER, said="isn't translated")


def test_a_source_that_has_changed_is_looked_at_first(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, SOURCE, "Wells ran dry", "Wells had run dry")
    _refused(site, "--by", REVIEWER, said="the source has changed since")
    done = invoke("reviewed", "fr", START, "--by", REVIEWER, "--accept", cwd=site)
    assert done.returncode == 0
    assert "stale" not in invoke("status", "--json", "-l", "fr", cwd=site).stdout


def test_all_pages_are_recorded_or_none(small_site: Callable[..., Path]) -> None:
    site = small_site()
    edit(site, SOURCE, "Wells ran dry", "Wells had run dry")
    _refused(site, "docs/papers/water/end.fr.md", "--by", REVIEWER, said="Nothing is recorded.")


def _refused(site: Path, *arguments: str, said: str) -> None:
    """Expect a review to be refused, and no byte to change."""
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    done = invoke("reviewed", "fr", START, *arguments, cwd=site)
    assert done.returncode == 1
    assert said in done.stdout
    kept = {path: path.read_bytes() for path in before if ".cache" not in path.parts}
    assert kept == {path: before[path] for path in kept}


def test_a_review_has_a_name(small_site: Callable[..., Path]) -> None:
    done = invoke("reviewed", "fr", START, "--by", "  ", cwd=small_site())
    assert done.returncode == 2
    assert "needs the name of a person" in done.stderr


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("t:\n  a: 1 # one\nx: 2\n", 't:\n  a: 1 # one\n  b: "it: is"\nx: 2\n'),
        ("t: {a: 1, b: old} # both\n", 't: {a: 1, b: "it: is"} # both\n'),
        ("t: {a: [1]}\n", 't: {a: [1], b: "it: is"}\n'),
        ("t:\r\n  b: old # was\r\n  a: 1\r\n", 't:\r\n  b: "it: is" # was\r\n  a: 1\r\n'),
        (
            "t:\n  a: 1\n  c:\n    - 2\n\nx: 3\n",
            't:\n  a: 1\n  b: "it: is"\n  c:\n    - 2\n\nx: 3\n',
        ),
        ("t:\n    c:\n    - 2\n", 't:\n    b: "it: is"\n    c:\n    - 2\n'),
    ],
)
def test_a_value_is_given_in_the_style_of_the_others(before: str, after: str) -> None:
    newline = "\r\n" if "\r\n" in before else "\n"
    frame = f"---{newline}{{}}---{newline}Text"
    done = set_values(frame.replace("{}", before), "t", {"b": "it: is"})
    assert done == frame.replace("{}", after)
    assert yaml.safe_load(after)["t"]["b"] == "it: is"


@pytest.mark.parametrize("text", ["no front matter", "---\nt: a\n---\n", "---\nt: {}\n---\n"])
def test_what_has_no_place_for_a_value_is_refused(text: str) -> None:
    with pytest.raises(CannotEditError):
        set_values(text, "t", {"b": "c"})

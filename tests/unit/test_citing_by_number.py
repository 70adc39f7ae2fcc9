"""Styles of numbers, as [3]: who gets which, and how a text, a list and other formats show them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harness import copy_site, invoke, pages_alone
from issue_papers.articles.citation_syntax import find
from issue_papers.citations.collection import cites_by_number, style_names
from issue_papers.citations.forms import Affixes
from issue_papers.citations.references import References, Style
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from lxml import html

WORKS = {
    "sow": {
        "type": "book",
        "title": "Wells of the Sahel",
        "author": [{"family": "Sow", "given": "Aminata"}],
        "issued": {"date-parts": [[2019]]},
        "publisher": "Small Press",
    },
    "ba": {
        "type": "article-journal",
        "title": "꘠ pipes",
        "author": [{"family": "Ba", "given": "Ali"}, {"family": "Diop", "given": "Awa"}],
        "issued": {"date-parts": [[2020]]},
        "container-title": "Water Journal",
        "volume": 3,
        "page": "12-19",
    },
}
COMMON = {"language": "en"}


def listed(style: str, tag: str = "en") -> References:
    works = {key: Reference(id=key, **COMMON, **work) for key, work in WORKS.items()}
    return References(works, Style(style, Language(tag, tag)))


def cited(references: References, text: str) -> str:
    return references.cite(find(text)[0].items[0]).whole.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("style", "text", "number", "affixes"),
    [
        ("ieee", "[1, p. 12]", "[1]", Affixes("", "", ", ", is_sorted=True)),
        ("nature", "1", "1.", Affixes("", "", ",", is_raised=True, is_sorted=True)),
        ("nlm-citation-sequence", "1", "1.", Affixes("(", ")", ",", is_sorted=True)),
        ("acm-sig-proceedings", "2", "[2]", Affixes("[", "]", ", ", is_sorted=True)),
        (
            "american-chemical-society",
            "1",
            "(1)",
            Affixes("", "", ",", is_raised=True, is_sorted=True),
        ),
    ],
)
def test_a_style_of_numbers_cites_by_them(
    style: str, text: str, number: str, affixes: Affixes
) -> None:
    references = listed(style)
    assert cited(references, "[@sow, p. 12]") == text
    assert references["sow"].number == number
    assert references["sow"].text.startswith(("A. Sow", "Sow, A.", "Sow A."))
    assert references.affixes == affixes


def test_a_title_may_hold_the_sign_of_a_number() -> None:
    references = listed("ieee")
    assert "꘠ pipes" in references["ba"].text
    assert (references["ba"].number, cited(references, "[@ba]")) == ("[2]", "[2]")


def test_a_sentence_names_the_author_in_the_reader_s_language() -> None:
    (item,) = find("@ba")[0].items
    assert listed("ieee").cite(item).author == "Ba and Diop"
    assert listed("ieee", "es").cite(item).author == "Ba y Diop"


@pytest.mark.parametrize("style", sorted(filter(cites_by_number, style_names()))[::40])
def test_every_style_of_numbers_can_be_a_site_s(style: str) -> None:
    references = listed(style)
    assert {re.sub(r"\D", "", references[key].number) for key in WORKS} == {"1", "2"}
    assert re.search(r"\d", cited(references, "[@ba]"))


def test_styles_that_say_so_but_cite_by_author_do() -> None:
    assert not cites_by_number("biostatistics")
    assert cited(listed("biostatistics"), "[@sow]") == "Sow 2019"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = pages_alone(copy_site(tmp_path / "site", has_theme=False))
    config = site / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("- issue-papers:\n", "- issue-papers:\n      citations: {style: ieee}\n", 1),
        "utf-8",
    )
    more = "- id: male\n  type: book\n  title: Pipes\n  author: [{family: Male}]\n  language: en\n"
    with (site / "docs/papers/water/references.yml").open("a", encoding="utf-8") as works:
        works.write(f"\n{more}")
    return site


def said(site: Path, page: str) -> str:
    (content,) = html.parse(site / "site" / page / "index.html").getroot().cssselect("main")
    return " ".join(content.text_content().split())


def test_numbers_follow_the_text_and_all_that_shows_them_follows_an_edit(site: Path) -> None:
    start, end = site / "docs/papers/water/start.md", site / "docs/papers/water/end.md"
    for file, text in (
        (start, "As @sow2019 [p. 3] says, in @sow2019's words."),
        (end, "Both [@male; @sow2019]."),
    ):
        file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")
    built = invoke("build", cwd=site)
    assert built.returncode == 0, built.stdout
    assert "As Sow [1, p. 3] says, in Sow’s [1] words." in said(site, "papers/water/start")
    assert "Both [1], [2]." in said(site, "papers/water/end")
    assert re.search(r"\[1\] A\. Sow.*\[2\] Male", said(site, "papers/water/end"))
    mirror = (site / "site/papers/water/end/index.md").read_text("utf-8")
    assert r"\[2\] Male, *Pipes*" in mirror

    start.write_text(start.read_text("utf-8").replace("As @sow2019", "First [@male]. As @sow2019"))
    built = invoke("build", cwd=site)
    assert built.returncode == 0, built.stdout
    assert "First [1]. As Sow [2, p. 3] says, in Sow’s [2] words." in said(
        site, "papers/water/start"
    )
    assert re.search(r"\[1\] Male.*\[2\] A\. Sow", said(site, "papers/water/end"))


def test_numbers_above_the_line_follow_their_word(site: Path) -> None:
    config, start = site / "mkdocs.yml", site / "docs/papers/water/start.md"
    config.write_text(config.read_text("utf-8").replace("style: ieee", "style: nature"), "utf-8")
    text = start.read_text("utf-8")
    start.write_text(f"{text}\nWells [@sow2019; @male]. @male says, and [see @sow2019].\n", "utf-8")
    built = invoke("build", cwd=site)
    assert built.returncode == 0, built.stdout
    page = html.parse(site / "site/papers/water/start/index.html").getroot()
    (line,) = (p for p in page.cssselect("main p") if p.text_content().startswith("Wells.1"))
    assert line.text_content() == "Wells.1,2 Male2 says, and see 1."
    assert [raised.text_content() for raised in line.cssselect("sup")] == ["1,2", "2", "see 1"]

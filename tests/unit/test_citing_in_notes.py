"""Styles of notes: each citation is a note, the first one in full, the next ones in short."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import copy_site, invoke, pages_alone
from issue_papers.articles.citation_syntax import CitedItem
from issue_papers.citations.collection import cites_in_notes, style_names
from issue_papers.citations.forms import Cite, Position, Run, to_text
from issue_papers.citations.references import References, Style
from issue_papers.citations.rich_text import within_quotes
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from lxml import html

CHICAGO = "chicago-notes-bibliography-17th-edition"
WORK = {
    "type": "book",
    "title": "Wells of the Sahel",
    "author": [{"family": "Sow", "given": "Aminata"}],
    "issued": {"date-parts": [[2019]]},
    "publisher": "Small Press",
    "language": "en",
}
LINE = (
    "Wells [@sow2019, p. 3], and @male [p. 5]; see [see @sow2019; @male]. Again [@male]."
    " Ibid [@male, p. 7]. Typed.[^cite-1] (@sow2019's wells [@male].)"
)
MORE = """
- id: male
  type: article-journal
  title: Pipes
  author: [{family: Male, given: Ann}]
  issued: {date-parts: [[2020]]}
  container-title: Water Journal
  volume: 3
  language: en
"""


def noted(style: str, cite: Cite, tag: str = "en") -> str:
    works = {"sow": Reference(id="sow", **WORK)}
    listed = References(works, Style(style, Language(tag, tag)))
    item = CitedItem("sow", label="page", locator="12")
    return to_text(listed.cite_in_note(item, cite)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("style", "position", "said"),
    [
        (CHICAGO, Position.FIRST, "Aminata Sow, Wells of the Sahel (Small Press, 2019), 12"),
        (CHICAGO, Position.SUBSEQUENT, "Sow, Wells of the Sahel, 12"),
        (CHICAGO, Position.IBID_WITH_LOCATOR, "Sow, 12"),
        ("oscola", Position.FIRST, "Aminata Sow, Wells of the Sahel (Small Press 2019) 12"),
        ("oscola", Position.SUBSEQUENT, "Sow (n 4) 12"),
        ("oscola", Position.IBID, "ibid"),
        ("oscola", Position.IBID_WITH_LOCATOR, "ibid 12"),
    ],
)
def test_a_note_says_what_its_position_asks_for(style: str, position: Position, said: str) -> None:
    assert noted(style, Cite(position, 4)) == said


@pytest.mark.parametrize(
    ("text", "behind", "said"),
    [
        ("Ndiaye, “Pipes”", ".", "Ndiaye, “Pipes.”"),
        ("Ndiaye, “Pipes”", ", who errs", "Ndiaye, “Pipes,” who errs"),
        ("Ndiaye, “Who Pays?”", ".", "Ndiaye, “Who Pays?”"),
        ("Ndiaye, “Pipes and ‘Pumps’”", ".", "Ndiaye, “Pipes and ‘Pumps.’”"),
        ("Ndiaye, “Pipes,” 4", ".", "Ndiaye, “Pipes,” 4."),
        ("Ndiaye, “Pipes”", "", "Ndiaye, “Pipes”"),
    ],
)
def test_what_ends_a_note_goes_into_quotation_marks(text: str, behind: str, said: str) -> None:
    runs, rest = within_quotes((Run("¶"), Run(text)), behind)
    assert f"{to_text(runs)}{rest}" == f"¶{said}"


@pytest.mark.parametrize("style", sorted(filter(cites_in_notes, style_names()))[::25])
def test_every_style_of_notes_can_be_a_site_s(style: str) -> None:
    assert all(noted(style, Cite(position, 1)) for position in Position)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = pages_alone(copy_site(tmp_path_factory.mktemp("notes") / "site", has_theme=False))
    config = site / "mkdocs.yml"
    styles = f"citations: {{style: oscola, styles: {{fr: {CHICAGO}}}}}"
    text = config.read_text("utf-8").replace(
        "- issue-papers:\n", f"- issue-papers:\n      {styles}\n"
    )
    config.write_text(text, "utf-8")
    for name, more in (
        ("references.yml", MORE),
        ("start.md", f"{LINE}\n\n[^cite-1]: As @sow2019 and [@male, p. 9] say."),
        ("start.fr.md", "Des puits [@sow2019, p. 3]."),
    ):
        with (site / "docs/papers/water" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{more}\n")
    for name, front, text in (
        ("new.md", "title: New\nsummary: A page.", "Dry [@sow2019, p. 12]."),
        (
            "new.ar.md",
            "title: جديد\nsummary: صفحة.\ntranslation: {status: machine}",
            "جاف [@sow2019, p. 12].",
        ),
    ):
        (site / "docs" / name).write_text(f"---\n{front}\n---\n\n{text}\n", "utf-8")
    assert invoke("check", cwd=site).returncode == 0
    built = invoke("build", cwd=site)
    assert built.returncode == 0, built.stdout
    return site / "site"


def test_citations_become_notes_that_are_counted_with_those_that_are_typed(site: Path) -> None:
    page = html.parse(site / "papers/water/start/index.html").getroot()
    (line,) = (p for p in page.cssselect("main p") if p.text_content().startswith("Wells,"))
    assert line.text_content() == "Wells,1 and Male;2 see.3 Again.4 Ibid.5 Typed.6 (Sow’s7 wells.8)"
    (line,) = html.parse(site / "fr/papers/water/start/index.html").xpath(
        "//p[contains(., 'Des p')]"
    )
    assert line.text_content() == "Des puits1."


def test_notes_name_a_work_in_full_once_and_lead_to_the_list_and_back(site: Path) -> None:
    mirror = (site / "papers/water/start/index.md").read_text("utf-8")
    notes = [line.partition(": ")[2] for line in mirror.splitlines() if line.startswith("[^")]
    there = "(https://small.example/base/papers/water/end/#ref-{})"
    sow, male = there.format("sow2019"), there.format("male")
    assert notes == [
        f"[Aminata Sow, *Wells of the Sahel* (Presses de Dakar 2019) 3]{sow}.",
        f"[Ann Male, “Pipes” (2020) 3 Water Journal 5]{male}.",
        f"See [Sow (n 1)]{sow}; [Male (n 2)]{male}.",
        f"[Male (n 2)]{male}.",
        f"[Ibid 7]{male}.",
        f"As [Sow (n 1)]{sow} and [Male (n 2) 9]{male} say.",
        f"[Sow (n 1)]{sow}.",
        f"[Male (n 2)]{male}.",
    ]
    ends = html.parse(site / "papers/water/end/index.html").getroot()
    start = html.parse(site / "papers/water/start/index.html").getroot()
    backs = [a.get("href") for a in ends.cssselect(".ip-backlinks a") if "/start/" in a.get("href")]
    assert len(backs) == 10
    assert all(start.get_element_by_id(back.partition("#")[2]) is not None for back in backs)


def test_a_work_that_runs_the_other_way_is_apart_from_the_text(site: Path) -> None:
    page = html.parse(site / "ar/new/index.html").getroot()
    (work,) = page.cssselect(".footnote .ip-citation bdi")
    assert work.text_content() == "Aminata Sow, Wells of the Sahel (Presses de Dakar 2019) 12"

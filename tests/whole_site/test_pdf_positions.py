"""PDFs as a designer would leave them: nothing overprints, runs out, or is left alone."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tools import positions

LARGE = 16  # points: what large print is at least, by UKAAF's guide
LANGUAGES = ("en", "es", "fr")


def pdfs(site: Path, infix: str = "") -> list[Path]:
    found = sorted((site / "downloads").glob(f"harbours-{infix}*.pdf"))
    assert len(found) >= len(LANGUAGES)
    return found


def test_no_text_is_where_it_should_not_be(sampler_built: Path) -> None:
    found = {file.name: positions.faults_of(file) for file in pdfs(sampler_built)}
    assert len(found) == 3 * len(LANGUAGES)
    assert {name: said for name, said in found.items() if said} == {}


def test_all_of_large_print_is_large(sampler_built: Path) -> None:
    for file in pdfs(sampler_built, "large-print-"):
        with pikepdf.open(file) as document:
            lines = positions.lines(document)
        sizes = [line.size for line in lines if line.page > 1 and line.roles[0] != "Artifact"]
        assert min(sizes) >= LARGE


def test_two_pages_are_two_at_most_and_say_where_the_paper_is(sampler_built: Path) -> None:
    for file in pdfs(sampler_built, "two-pages-"):
        with pikepdf.open(file) as document:
            assert len(document.pages) <= 2
            said = " ".join(line.text for line in positions.lines(document))
        assert "https://sampler.example/issue-papers/" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_in_the_contents_is_named_by_what_it_leads_to(
    sampler_built: Path, language: str
) -> None:
    with pikepdf.open(sampler_built / f"downloads/harbours-{language}.pdf") as document:
        names = [str(link.Contents) for link in document.pages[2].Annots]
        titles = [item.title for item in document.open_outline().root]
    assert names
    for name in names:
        assert any(name.startswith(title) for title in titles), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_not_parted_from_its_number(sampler_built: Path, language: str) -> None:
    with pikepdf.open(sampler_built / f"downloads/harbours-{language}.pdf") as document:
        ends = [line.text.rstrip() for line in positions.lines(document)]
    assert not [text for text in ends if text.endswith(("(p.", " p.", " pp.", " n.º"))]

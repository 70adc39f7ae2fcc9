"""Years take letters among the works of one list, as readers find them there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from harness import SITES, settings_of_file
from issue_papers.building.site import Content, Site
from issue_papers.views.citations import Citations

_SOW = {"author": [{"family": "Sow", "given": "Aminata"}], "type": "book", "language": "en"}
_FANS = """
Fans stir it [@wind].

## Sources { #sources }

/// bibliography
///
"""


def _works(*ids: str) -> str:
    each = {**_SOW, "issued": {"date-parts": [[2019]]}}
    works = [{"id": name, "title": f"The {name}", **each} for name in ids]
    return yaml.safe_dump(works, allow_unicode=True)


def _citations(root: Path, files: Mapping[str, str]) -> Citations:
    for name, text in files.items():
        with (root / "docs" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    site = Site(Content.load(None, settings_of_file(root / "mkdocs.yml")))
    return site.views["en"].readers.citations


def _list(citations: Citations, paper: str) -> list[str]:
    page = citations.links.library.entries[f"papers/{paper}/index.md"]
    return [each.text for each in citations.listed(page).bibliography]


def _letters(written: list[str]) -> list[str]:
    """Return what stands behind the year of each."""
    return sorted(text.partition("2019")[2][0] for text in written)


def test_another_papers_works_give_no_letter(small_site: Callable[..., Path]) -> None:
    root = small_site(SITES / "recommendations")
    files = {
        "papers/water/references.yml": _works("canal"),
        "papers/air/references.yml": _works("wind"),
        "papers/air/fans.md": _FANS,
    }
    citations = _citations(root, files)
    water, air = _list(citations, "water"), _list(citations, "air")
    assert _letters(water) == ["a", "b"]
    assert _letters(air) == ["."]


def test_a_work_two_papers_cite_has_the_letter_of_each_list(
    small_site: Callable[..., Path],
) -> None:
    root = small_site(SITES / "recommendations")
    files = {
        "references.yml": _works("wind"),
        "papers/water/end.md": "\nIt blows [@wind], and [@sow2019] digs.\n",
        "papers/air/fans.md": _FANS,
    }
    citations = _citations(root, files)
    assert _letters(_list(citations, "water")) == ["a", "b"]
    assert _letters(_list(citations, "air")) == ["."]

"""Which style sheets a text needs besides those of every page."""

from __future__ import annotations

import pytest
from issue_papers.articles import nodes as n
from issue_papers.formats.single_page.page import STYLE_SHEETS
from issue_papers.formats.web.text_sheets import text_sheets
from issue_papers.formulas.reading import read

FORMULA = n.Paragraph((n.Formula("x", read("x", is_display=False)),))
CHART = n.Directive("chart", plain=(n.Paragraph((n.Drawing("drawing:a", "A"),)),))
SHARE = n.Paragraph((n.Picture("image:a.png", "A", width="50%"),))


@pytest.mark.parametrize(
    ("block", "names"),
    [
        (n.Paragraph((n.Text("Words."), n.Picture("image:a.png", "A"))), []),
        (SHARE, ["figures"]),
        (n.Table((), ()), ["figures"]),
        (CHART, ["chart"]),
        (FORMULA, ["formulas"]),
        (n.Group((FORMULA, CHART, SHARE)), ["figures", "chart", "formulas"]),
    ],
)
def test_a_text_needs_the_sheets_of_what_is_in_it(block: n.Block, names: list[str]) -> None:
    assert text_sheets((block,)) == tuple(f"assets/stylesheets/{name}.css" for name in names)


def test_the_single_page_has_them_too() -> None:
    assert {"figures", "chart"} <= {*STYLE_SHEETS}

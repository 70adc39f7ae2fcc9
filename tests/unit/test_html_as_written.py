"""HTML as people write it: with closing tags left out, elements of old, and sizes in any unit."""

from __future__ import annotations

import pytest
from harness import SAMPLER, THEME, settings_of
from issue_papers.articles import nodes as n
from issue_papers.articles.reader import Reader
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks.registry import types
from issue_papers.building.markup_rules import rules_of
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.web.writer import WebPage, WebWriter
from issue_papers.theme import templates
from issue_papers.views import catalogue
from lxml import html
from made_editions import EXTENSIONS

READER = Reader(MarkdownSettings({e: {} for e in EXTENSIONS}, types(), markup=rules_of(THEME, "")))


def shown(text: str) -> html.HtmlElement:
    """Return what a page has for a text."""
    strings = catalogue.load(settings_of(SAMPLER))[0]["en"]
    writer = WebWriter(Fragments(templates(THEME), "fragments"), WebPage("p/", strings))
    written = writer.article(READER.read(text).blocks)
    return html.fragment_fromstring(written, create_parent=True)


@pytest.mark.parametrize(
    "text",
    [
        "<table>\n<tr><th>A<th>B\n<tr><td>1<td>2\n</table>",
        "<table><thead><tr><th>A<th>B<tbody><tr><td>1<td>2</table>",
        "<table><thead><tr><th>A</th><th>B</th><tbody><tr><td>1<td>2</tbody></table>",
    ],
)
def test_rows_and_their_cells_are_closed_by_the_next(text: str) -> None:
    article = READER.read(text)
    (table,) = article.blocks
    assert isinstance(table, n.Table)
    assert [[n.text_of(c.content) for c in row.cells] for row in (*table.head, *table.body)] == [
        ["A", "B"],
        ["1", "2"],
    ]
    assert len(table.head) == 1
    assert not article.faults


def test_a_table_in_a_cell_closes_nothing_around_it() -> None:
    article = READER.read("<table><tr><td>a<table><tr><td>b</table><td>c<tr><td>d</table>")
    (table,) = article.blocks
    assert isinstance(table, n.Table)
    assert [len(row.cells) for row in table.body] == [2, 1]


@pytest.mark.parametrize("start", ["<p>One", "<p>Zero\n<p>One", '<div class="a"></div>\n<p>One'])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two.[^a]\n\n[^a]: A note.", n.Paragraph),
        ("## Two", n.Heading),
        ("- Two", n.List),
        ("```\nTwo\n```", n.CodeBlock),
        ("| Two |\n| --- |\n| x |", n.Table),
        ("<ul><li>Two</ul>", n.List),
        ("<h2>Two</h2>", n.Heading),
    ],
)
def test_a_paragraph_ends_where_a_block_begins(start: str, text: str, kind: type) -> None:
    article = READER.read(f"{start}\n\n{text}\n")
    *_, one, two = article.blocks
    assert isinstance(one, n.Paragraph)
    assert n.text_of(one.content).strip() == "One"
    assert isinstance(two, kind)
    assert ("[^a]" in text) == ("a" in article.notes)


def test_what_html_has_no_more_is_a_group_like_any() -> None:
    (group,) = READER.read("<center>Words</center>").blocks
    assert isinstance(group, n.Group)
    assert group.tag == "div"


@pytest.mark.parametrize("attribute", ["", ' class="a"'])
def test_of_a_picture_in_several_forms_the_one_for_all_is_read(attribute: str) -> None:
    """A page shows it in forms of its own, and one choice can't stand in another."""
    forms = '<source srcset="b.webp" type="image/webp"><img src="b.png" alt="A lamp">'
    article = READER.read(f"<picture{attribute}>{forms}</picture>\n\nA <picture>{forms}</picture>")
    found = [node for node in n.walk(article.blocks) if isinstance(node, n.Picture)]
    assert [picture.source for picture in found] == ["b.png", "b.png"]
    assert not any(isinstance(node, n.Element) for node in n.walk(article.blocks))


@pytest.mark.parametrize(
    ("written", "width"),
    [
        ("300", "300"),
        ("300px", "300"),
        ("300 PX", "300"),
        ("50%", "50%"),
        ("33.3%", "33%"),
        ("2.54cm", "96"),
        ("72pt", "96"),
        ("20em", "320"),
        ("auto", ""),
        ("0", ""),
        ("100vw", ""),
        ("calc(100% - 1px)", ""),
    ],
)
def test_pictures_are_as_wide_as_is_written_in_whatever_unit(written: str, width: str) -> None:
    image, markdown = f'<img src="a.png" alt="A" width="{written}">', "![A](a.png)"
    for text in (image, f'{markdown}{{ width="{written}" }}'):
        nodes = n.walk(READER.read(text).blocks)
        assert [node.width for node in nodes if isinstance(node, n.Picture)] == [width]


@pytest.mark.parametrize("inside", ["<dt>Pump", "<dd>Lifts water."])
def test_a_term_has_a_description_and_a_description_a_term(inside: str) -> None:
    """An EPUB isn't valid where one stands without the other."""
    (listed,) = shown(f"<dl>{inside}</dl>")
    assert [part.tag for part in listed] == ["dt", "dd"]


def test_parts_that_stand_outside_what_they_are_of_stand_by_themselves() -> None:
    article = READER.read("<figcaption>One</figcaption>\n\n<li>Two</li>\n\n<td>Three</td>")
    assert [n.text_of((block,)) for block in article.blocks] == ["One", "Two", "Three"]
    assert all(isinstance(block, n.Group) and block.tag == "div" for block in article.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "<ul>Before <b>it</b>, too<li>One</li>between<li>Two</li>after</ul>",
        "<table>Before <b>it</b>, too<tr><td>One</td>between<td>Two</td></tr>after</table>",
        "<table><tbody>Before <b>it</b>, too<tr><td>One</td>between<td>Two</tbody>after</table>",
        "<dl>Before <b>it</b>, too<dt>One</dt>between<dd>Two</dd>after</dl>",
    ],
)
def test_no_text_between_items_rows_and_cells_is_lost(text: str) -> None:
    held = shown(text).iter("li", "td", "dt", "dd")
    parts = [" ".join(part.text_content().split()) for part in held]
    assert [part for part in parts if part] == ["Before it, too", "One", "between", "Two", "after"]

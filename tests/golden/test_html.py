"""Trees of nodes, and what a page has for them: each case is two files in tests/golden/html."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from harness import SAMPLER, THEME
from issue_papers.articles import nodes
from issue_papers.articles.nodes import Inline, Node, Note, Paragraph, Text
from issue_papers.content.locales import Language, Locales
from issue_papers.content.settings import Settings
from issue_papers.formats.markup.elements import Syntax
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.markup.writer import Writer
from issue_papers.formats.web.writer import WebPage, WebWriter
from issue_papers.theme import templates
from issue_papers.views import catalogue
from lxml import etree, html

CASES = sorted((Path(__file__).parent / "html").glob("*.tree"))
SETTINGS = Settings(
    root=SAMPLER,
    config_path=SAMPLER / "mkdocs.yml",
    docs_dir=SAMPLER / "docs",
    cases_dir=SAMPLER / "case_studies",
    theme=THEME,
    locales=Locales("en", (Language("en", "English"),)),
    topics={},
)
STRINGS = catalogue.load(SETTINGS)[0]["en"]
ENVIRONMENT = templates(THEME)


def tree(case: Path) -> tuple[Any, ...]:
    """Read a case's nodes."""
    names = {
        **vars(nodes),
        "p": lambda *content, **given: Paragraph(content, **given),
        "q": lambda *content: Paragraph(content, is_plain=True),
    }
    held = eval(f"({case.read_text(encoding='utf-8')})", names)  # noqa: S307 - our own files
    return tuple(typed(node) for node in held)


def typed(value: Any) -> Any:
    """Make texts of words in quotation marks, where nodes stand."""
    if not isinstance(value, Node):
        return Text(value) if isinstance(value, str) else value
    changed = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, tuple) and field.name not in {"classes", "options", "works"}:
            changed[field.name] = tuple(typed(item) for item in held)
    return replace(value, **changed)


def written(case: Path, writer: Writer) -> str:
    held = tree(case)
    notes = tuple(node for node in held if isinstance(node, Note))
    return writer.article(tuple(node for node in held if not isinstance(node, Note)), notes)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_tree_is_written_as_its_html(case: Path) -> None:
    page = WebPage("papers/water/start/", STRINGS, permalink="#")
    found = written(case, WebWriter(Fragments(ENVIRONMENT, "fragments"), page))
    expected = case.with_suffix(".html")
    assert found + "\n" == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("is_xml", [True, False])
def test_without_fragments_it_is_plain_and_loses_no_words(case: Path, *, is_xml: bool) -> None:
    writer = Writer(Fragments(ENVIRONMENT, "no-fragments"), Syntax(is_xml=is_xml))
    markup = f"<div>{written(case, writer)}</div>"
    root = etree.fromstring(markup) if is_xml else html.fragment_fromstring(markup)
    shown = "".join(str(root.xpath("string()")).split())
    for node in nodes.walk(tree(case)):
        if isinstance(node, Text):
            assert "".join(node.text.split()) in shown
    assert not root.xpath("//@class[not(contains('lead wide right inline', .))]")


def test_every_type_of_node_can_be_written() -> None:
    kinds = {
        kind
        for kind in vars(nodes).values()
        if isinstance(kind, type) and issubclass(kind, Node) and kind not in {Node, nodes.Block}
    } - {Inline, nodes.CitedWork, nodes.Tab, nodes.Note}
    for kind in kinds:
        name = "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__)
        assert hasattr(Writer, f"write{name}"), kind


def test_what_is_nested_too_deeply_keeps_its_words() -> None:
    block: nodes.Block = Paragraph((Text("words & more"),))
    for _ in range(1000):
        block = nodes.List((nodes.Item((block,)),))
    page = WebPage("", STRINGS)
    markup = WebWriter(Fragments(ENVIRONMENT, "fragments"), page).write(block)
    assert "words &amp; more" in markup
    assert 50 < markup.count("<ul>") == markup.count("</ul>")


def test_what_xml_cannot_hold_is_left_out() -> None:
    writer = Writer(Fragments(ENVIRONMENT, "no-fragments"), Syntax(is_xml=True))
    assert writer.write(Paragraph((Text("a\x00b\x0c"),), lang="fr")) == (
        '<p lang="fr" xml:lang="fr">ab</p>'
    )


def test_a_site_without_links_to_headings_keeps_its_headings() -> None:
    page = WebPage("", STRINGS)
    writer = WebWriter(Fragments(ENVIRONMENT, "fragments"), page)
    heading = nodes.Heading(2, (Text("A"),), id="a")
    assert writer.write(heading) == '<h2 id="a">A</h2>'

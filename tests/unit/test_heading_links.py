"""Links to headings: after them, and named by them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from issue_papers.markup.heading_links import LAST, HeadingLinks
from lxml import html
from lxml.html import HtmlElement
from markdown import Markdown


def converted(text: str, **toc: object) -> HtmlElement:
    md = Markdown(
        extensions=["toc", "footnotes", "attr_list"],
        extension_configs={"toc": {"permalink": "#", **toc}},
    )

    def frame() -> ET.Element:
        element = ET.Element("div", {"class": "frame"})
        ET.SubElement(element, "slot")
        return element

    links = HeadingLinks(md, frame, "To {}".format)
    md.treeprocessors.register(links, "links", LAST)
    return html.fragment_fromstring(md.convert(text), create_parent="div")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("## A *b* c { #x }", "To A b c"),
        ("## A & “b” <c> { #x }".replace("<c>", "`<c>`"), "To A & “b” <c>"),
        ("### A[^n] { #x }\n\n[^n]: Note.", "To A"),
        ("##### A { #x }", "To A"),
    ],
)
def test_the_link_follows_and_has_the_headings_name(heading: str, name: str) -> None:
    root = converted(f"Before.\n\n{heading}\n\nAfter.")
    (link,) = root.find_class("headerlink")
    assert link.get("aria-label") == name
    assert link.get("title") is None
    assert link.getparent().get("class") == "frame"
    assert link.getprevious().get("id") == "x"
    assert link.get("href") == "#x"
    assert root[0].text_content() == "Before."
    assert root[1] is link.getparent()


def test_the_title_keeps_no_link() -> None:
    root = converted("# A\n\nText.")
    assert [element.tag for element in root] == ["h1", "p"]
    assert not root.find_class("headerlink")


def test_a_site_without_links_to_headings_keeps_its_headings() -> None:
    root = converted("## A [b](c)\n\nText.", permalink=False)
    assert [element.tag for element in root] == ["h2", "p"]

"""A page as Markdown says the same as the page."""

from __future__ import annotations

import re

import markdown
import pytest
from issue_papers.exporters.markdown_mirror import mirror, text_of
from lxml import html

EXTENSIONS = ["attr_list", "def_list", "footnotes", "tables"]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def back(text: str) -> list[str]:
    """Return the words of a mirror as Markdown shows them, less the marks of footnotes."""
    body = text.split("---\n", 2)[2]
    shown = html.fragment_fromstring(markdown.markdown(body, extensions=EXTENSIONS), "div")
    marks = "//sup[a[@class='footnote-ref']] | //a[@class='footnote-backref']"
    for mark in shown.xpath(marks):
        mark.drop_tree()
    return words(shown.text_content())


def page(body: str) -> str:
    return f"<!doctype html><html><body><nav>N</nav><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A</h1><p>b <em>c</em> <strong>d</strong></p>",
        "<p>1. not a list, # not a heading, * not a star, [not](a link) \\ _x_ `y` | ~ ^</p>",
        "<ol><li><p>a</p><p>b</p></li><li><ul><li>c</li><li>d</li></ul></li></ol><p>e</p>",
        "<dl><dt>a</dt><dd>b</dd><dd><p>c</p><p>d</p></dd></dl>",
        "<aside><h2 id='x'>a</h2><p>b</p><ul><li>c</li></ul></aside>",
        (
            "<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tbody><tr><td>1</td>"
            "<td>2</td></tr></tbody></table>"
        ),
        (
            "<p>a<sup id='fnref:n'><a class='footnote-ref' href='#fn:n'>1</a></sup> b</p>"
            "<div class='footnote'><hr><ol><li id='fn:n'><p>c <a class='footnote-backref'>x</a></p>"
            "</li></ol></div>"
        ),
        "<p>\u0645\u0631\u062d\u0628 <b>\ud55c\uad6d</b> \u00ab x \u00bb 1\u202f000</p>",
        "<blockquote><p>a</p></blockquote><pre><code>b\n  c</code></pre>",
    ],
)
def test_it_converts_back_to_the_same_words(body: str) -> None:
    text = mirror(page(body), "https://example.org/a/", {"title": "T"})
    assert back(text) == words(text_of(page(body)))


def test_what_isnt_text_is_left_out() -> None:
    text = mirror(
        page("<p>a<script>b</script><svg><title>c</title></svg><button>d</button></p><p hidden>e"),
        "https://example.org/",
        {},
    )
    assert text.endswith("---\n\na\n")


def test_links_are_absolute_and_ids_stay() -> None:
    text = mirror(
        page("<h2 id='x'>A</h2><p><a href='../b/#c'>d</a></p>"), "https://example.org/a/", {}
    )
    assert "## A {#x}" in text
    assert "[d](https://example.org/b/#c)" in text


def test_front_matter_leaves_out_what_isnt_known() -> None:
    text = mirror(page("<p>a"), "https://example.org/", {"title": "Título: x", "cite": ""})
    assert text.startswith("---\ntitle: 'Título: x'\n---\n")

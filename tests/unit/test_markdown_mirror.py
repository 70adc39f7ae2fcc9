"""A page as Markdown says the same as the page."""

from __future__ import annotations

import re

import markdown
import pytest
from issue_papers.exporters.markdown_mirror import mirror, text_of
from lxml import html
from markdown_it import MarkdownIt

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


def test_a_term_is_a_word_and_a_headings_link_nothing() -> None:
    text = mirror(
        page(
            "<div class='ip-heading'><h2 id='x'>A</h2><a class='headerlink' href='#x'>#</a></div>"
            "<p>The <a class='ip-term' href='../glossary/#term-b'>b</a>, c.</p>"
        ),
        "https://example.org/a/",
        {},
    )
    assert text.endswith("---\n\n## A {#x}\n\nThe b, c.\n")


def test_links_are_absolute_and_ids_stay() -> None:
    text = mirror(
        page("<h2 id='x'>A</h2><p><a href='../b/#c'>d</a></p>"), "https://example.org/a/", {}
    )
    assert "## A {#x}" in text
    assert "[d](https://example.org/b/#c)" in text


def test_front_matter_leaves_out_what_isnt_known() -> None:
    text = mirror(page("<p>a"), "https://example.org/", {"title": "Título: x", "cite": ""})
    assert text.startswith("---\ntitle: 'Título: x'\n---\n")


def body(html_text: str, language: str = "en") -> str:
    """Return the mirror of an article's HTML without its front matter."""
    whole = page(html_text).replace("<html>", f'<html lang="{language}">')
    return mirror(whole, "https://example.org/a/", {"title": "T"}).split("---\n\n")[1].strip()


@pytest.mark.parametrize("tag", ["sup", "sub"])
def test_an_index_stays_one(tag: str) -> None:
    source = f"<p>10<{tag}>6</{tag}> and <code>x<{tag}>2</{tag}></code></p>"
    shown = html.fragment_fromstring(markdown.markdown(body(source)))
    assert [e.text for e in shown.iter(tag)] == ["6"]
    assert shown.text_content() == "106 and x2"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "He said “ja, *so*”."),
        ("es", "He said «ja, *so*»."),
        ("fr", "He said «\u202fja, *so*\u202f»."),
        ("sw", "He said “ja, *so*”."),
    ],
)
def test_a_quotation_has_the_marks_of_the_language_around(language: str, expected: str) -> None:
    assert body("<p>He said <q lang='de'>ja, <em>so</em></q>.</p>", language) == expected


def test_items_of_a_line_are_parted_and_prose_is_left_alone() -> None:
    assert body(
        "<p class='ip-lead__case'><span>Event</span> <time>3 April</time>\n<span>Held</span></p>"
    ) == ("Event · 3 April · Held")
    person = "<span class='ip-person'>A B</span> <span class='ip-person__role'>Mayor, X</span>"
    assert body(f"<ul><li>{person}</li></ul>") == "-   A B, Mayor, X"
    arabic = mirror(page(f"<p>{person}</p>"), "https://example.org/", {}, comma="، ")
    assert arabic.endswith("A B، Mayor, X\n")
    prose = "<div class='ip-prose'><p><span>a</span> <span>b</span></p></div>"
    assert body(prose) == "a b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Betancur. 2020. No. 9. (UTC+02:00) a - b + c # d = e > f : g", None),
        ("AT&T, a < b, snake_case, C#, 1 ) x", None),
        ("2020. What a year", "2020\\. What a year"),
        ("2020) What a year", "2020\\) What a year"),
        ("+ more", "\\+ more"),
        ("- less", "\\- less"),
        ("--- a rule", "\\--- a rule"),
        ("# one", "\\# one"),
        ("#one", "\\#one"),
        ("> said", "\\> said"),
        (": a definition", "&#58; a definition"),
        ("=== under", "&#61;== under"),
        ("a <b> &lt; *c* _d_ [e](f) `g` ~~h~~", "a &#60;b> &#38;lt; \\*c\\* \\_d\\_ \\[e\\](f)"),
    ],
)
def test_a_sign_is_escaped_where_markdown_needs_it_and_nowhere_else(
    text: str, expected: str | None
) -> None:
    """As Python-Markdown and a parser of CommonMark understand it."""
    paragraph = html.Element("p")
    paragraph.text = text
    source = body(html.tostring(paragraph, encoding="unicode"))
    assert source.startswith(expected or text)
    listed = body(f"<ul><li>{html.tostring(paragraph, encoding='unicode')}</li></ul>")
    for render in (
        lambda markup: markdown.markdown(markup, extensions=EXTENSIONS),
        MarkdownIt().enable(["table", "strikethrough"]).render,
    ):
        (shown,) = html.fragments_fromstring(render(source).strip())
        assert (shown.tag, shown.text_content(), len(shown)) == ("p", text, 0)
        (items,) = html.fragments_fromstring(render(listed).strip())
        assert items.text_content().strip() == text
        assert {e.tag for e in items.iter()} <= {"ul", "li", "p"}


def test_the_end_of_a_heading_stays() -> None:
    source = body("<h2 id='c'>1. Of C #</h2>")
    assert source == "## 1. Of C \\# {#c}"
    shown = html.fragment_fromstring(markdown.markdown(source, extensions=EXTENSIONS))
    assert (shown.tag, shown.text, shown.get("id")) == ("h2", "1. Of C #", "c")

"""From a page's HTML to the closed set of elements that editions are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from issue_papers.editions.canon import ELEMENTS, Canon, Origin
from issue_papers.reporting.problems import ProblemsError
from lxml import etree

PAGE = "papers/water/start/"


def canon() -> Canon:
    return Canon(
        absolute=lambda url: f"https://example.org/{url}",
        find_image=lambda url: Path("/x.png") if url == "papers/water/x.png" else None,
        concepts=frozenset({"basin"}),
    )


def origin(part: str = "section-start", url: str = PAGE, body: str = "") -> Origin:
    return Origin(part, url, "docs/papers/water/start.md", body, 10)


def one(markup: str, **parts: tuple[str, str]) -> str:
    """Return a part's canonical markup; `parts` are other parts: name=(url, markup)."""
    canonical = canon()
    here = canonical.take(markup, origin())
    for name, (url, text) in parts.items():
        canonical.take(text, origin(name, url))
    canonical.link(here, origin())
    return etree.tostring(here, encoding="unicode", method="html")[5:-6]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            '<h2 id="a">A<a class="headerlink" href="#a">#</a></h2>',
            '<h2 id="section-start--a">A</h2>',
        ),
        (
            '<div class="ip-heading"><h2 id="a">A</h2><a class="headerlink" href="#a">#</a></div>',
            '<h2 id="section-start--a">A</h2>',
        ),
        ('<p style="color:red" onclick="x()" data-x="1">A</p>', "<p>A</p>"),
        ('<td style="text-align: right;">1</td>', '<td class="ip-right">1</td>'),
        ("<details><summary>S</summary><p>T</p></details>", "<div><p>S</p><p>T</p></div>"),
        ('<p id="x:y">A</p>', '<p id="section-start--x-y">A</p>'),
        ('<p id="a">1</p><p id="a">2</p>', '<p id="section-start--a">1</p><p>2</p>'),
        ('<div role="region" tabindex="0"><p>A</p></div>', "<div><p>A</p></div>"),
        ("<p>a<!-- b -->c</p>", "<p>ac</p>"),
        ("<p>a\x00\x0bb", "<p>ab</p>"),
        ('<a class="ip-term" data-opens="definition-river" href="#x">r</a>', "<span>r</span>"),
        (
            '<a class="ip-term" data-opens="definition-basin" href="../glossary/#term-basin">b</a>',
            '<a class="ip-term" href="#glossary--term-basin">b</a>',
        ),
    ],
)
def test_what_only_a_web_page_needs_is_gone(markup: str, expected: str) -> None:
    assert one(markup) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#a", "#section-start--a"),
        ("../end/", "#section-end"),
        ("../end/#b", "#section-end--b"),
        ("../end/#gone", "https://example.org/papers/water/end/#gone"),
        ("../../../about/", "https://example.org/about/"),
        ("/about/", "https://example.org/about/"),
        ("https://a.example/?x=1&y", "https://a.example/?x=1&y"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_stays_inside_where_it_can(href: str, expected: str) -> None:
    made = one(
        f'<p id="a"><a href="{href}">x</a></p>',
        **{"section-end": ("papers/water/end/", '<p id="b">b</p>')},
    )
    assert f'href="{expected.replace("&", "&amp;")}"' in made


def test_a_link_that_isnt_one_is_text() -> None:
    assert one('<a href="javascript:alert(1)">x</a>') == "<span>x</span>"
    assert one('<a href="http://[broken">x</a>') == "<span>x</span>"


def test_an_unknown_element_stops_with_its_place() -> None:
    with pytest.raises(ProblemsError) as caught:
        canon().take("<p>a</p><video src=x></video>", origin(body="one\n\n<VIDEO src=x>\n"))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("docs/papers/water/start.md", 12)
    assert "`video`" in problem.message
    assert problem.hint


def test_a_picture_is_found_or_missed() -> None:
    canonical = canon()
    body = canonical.take('<img src="../x.png" alt="A well">', origin())
    assert body[0].get("src") == "image:papers/water/x.png"
    assert canonical.images == {"papers/water/x.png": Path("/x.png")}
    with pytest.raises(ProblemsError, match=r"gone\.png"):
        canon().take('<img src="../gone.png" alt="A well">', origin())


def test_a_box_gets_its_map() -> None:
    body = canon().take(
        '<aside class="ip-case-box"><h3 id="case-dakar">D</h3></aside>', origin(), {"dakar": "Map"}
    )
    assert dict(body[0][0].attrib) == {"src": "map:dakar", "alt": "Map", "class": "ip-map"}


def test_footnotes_are_a_section() -> None:
    made = one('<div class="footnote"><hr><ol><li id="fn:a"><p>n</p></li></ol></div>')
    assert made.startswith('<section class="footnotes"><ol><li id="section-start--fn-a">')


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<ul><li>", "</div>", "<table><tr><td>", "<a href='#x'>", "<b", "&amp;",
             "&#0;", "<!--", "<h2 id=a>", "\\", "#", "$", "@", "<em>", "]]>", "<q><i>"]
        ),
        st.text(max_size=20),
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(MARKUP)
@settings(max_examples=150, deadline=None)
def test_whatever_comes_in_is_canonical_or_refused(markup: str) -> None:
    canonical = canon()
    try:
        body = canonical.take(markup, origin())
    except ProblemsError:
        return
    canonical.link(body, origin())
    assert {element.tag for element in body.iter()} <= ELEMENTS
    etree.fromstring(etree.tostring(body))


def test_deep_nesting_loses_nothing() -> None:
    body = canon().take("<div>" * 500 + "end" + "</div>" * 500, origin())
    assert body.text_content() == "end"

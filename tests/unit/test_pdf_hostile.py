"""Whatever an article holds: a sound PDF with all its words, or a refusal, and never code."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pdf_reading
import pikepdf
import pytest
from editions import THEME, scripts_edition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issue_papers.editions.canon import Canon, Origin
from issue_papers.editions.pdf import typesetting
from issue_papers.formats.editions.edition import Edition
from issue_papers.reporting.problems import ProblemsError

EVERY = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MARKUP = "\\#$@*_`~<>[]{}()=\"'/-+^&%;:.,!?|"
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z", "C"))
NASTY = st.sampled_from(
    [
        '#panic("x")',
        '#read("/etc/passwd")',
        "$ x^2 $",
        "@cite",
        "<label>",
        "= Heading",
        "- item",
        "\\u{0}",
        "*/ /* // ",
        "`raw`",
        '"}]) #',
        "ظل shade ظل 52 °C",
        "\u202e\u2066\u200f\u200b\u00ad",
        "e\u0301\u0301\u0301",
        "word\u00a0word\u202f!",
        "👍🏽",
        "x" * 400,
    ]
)
SAFE = st.text(st.sampled_from("abc ÀÉñ 012" + MARKUP + "ظلم،"), min_size=1, max_size=30)
INLINE = ["em", "strong", "a", "code", "sub", "sup", "mark", "q", "bdi", "small", "span"]
BLOCKS = ["p", "h2", "h3", "h4", "h6", "ul", "ol", "dl", "li", "dt", "dd", "blockquote", "aside"]
BLOCKS += ["pre", "figure", "figcaption", "section", "div", "table", "thead", "tr", "td", "th"]
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' id="a"',
        ' class="ip-case-box"',
        ' class="ip-key-message"',
        ' class="ip-recommendation"',
        ' class="ip-bibliography"',
        ' class="ip-figures"',
        ' class="ip-ledger"',
        ' class="footnotes"',
        ' class="footnote-ref" href="#a"',
        ' href="#a"',
        ' href="https://a.example/#$@"',
        ' href="javascript:alert(1)"',
        ' lang="ar" dir="rtl"',
        ' lang="!" dir="auto"',
        ' colspan="3" rowspan="200"',
        ' start="-5" type="i" reversed',
    ]
)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give an element with anything in it, closed or not."""
    return st.builds(
        lambda tag, attributes, inside, is_closed: (
            f"<{tag}{attributes}>{''.join(inside)}{f'</{tag}>' if is_closed else ''}"
        ),
        st.sampled_from(INLINE + BLOCKS),
        ATTRIBUTES,
        st.lists(children, max_size=4),
        st.booleans(),
    )


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def articles(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give the HTML of an article around such texts."""
    return st.recursive(texts.map(escaped), element, max_leaves=25)


@cache
def frame() -> Edition:
    whole = scripts_edition("en")
    return replace(whole, parts=whole.parts[:1])


def build(markup: str) -> tuple[str, bytes]:
    """Return an article's words without spaces, and it as a PDF."""
    origin = Origin("abstract", "papers/x/", "docs/papers/x/index.md", "", 1)
    canon = Canon(absolute=lambda url: f"https://a.example/{url}", find_image=lambda _: None)
    body = canon.take(markup, origin)
    canon.link(body, origin)
    edition = frame()
    part = replace(edition.parts[0], body=body)
    made = typesetting.build(replace(edition, parts=(part,)), THEME)
    return "".join(body.text_content().split()), made


def check(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert 0 not in set(pdf_reading.shown_glyphs(document))


@EVERY
@given(articles(SAFE | NASTY | st.text(LETTERS, max_size=20)))
def test_anything_is_set_or_refused(markup: str) -> None:
    try:
        _, pdf = build(markup)
    except ProblemsError:
        return
    check(pdf)


@EVERY
@given(st.lists(SAFE, min_size=1, max_size=8))
def test_what_looks_like_code_is_printed(texts: list[str]) -> None:
    markup = "".join(f"<p>{escaped(text)}</p><ul><li>{escaped(text)}</li></ul>" for text in texts)
    _, pdf = build(markup)
    check(pdf)
    words = "".join(pdf_reading.words(pdf))
    for text in texts:
        latin = re.sub("[\u0600-\u06ff]+", " ", text)  # pdftotext puts those in another order
        for word in latin.split():
            assert all(char in words for char in word)
    for text in texts:
        if text.isascii():
            assert "".join(text.split()) in words


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "word " * 10_000 + "</p>",
        "<table><tr><th>a</th><th>b</th></tr>"
        + "<tr><td>x</td><td>y</td></tr>" * 1500
        + "</table>",
        "<div>" * 150 + "deep" + "</div>" * 150,
        "<p>" + "<em>" * 150 + "deep" + "</em>" * 150 + "</p>",
        "<ul><li>" * 8 + "deep" + "</li></ul>" * 8,
        "<p>" + "x" * 5_000 + "</p>",
        "<aside>" + "<p>x</p>" * 300 + "</aside>",
        "<p><b>unclosed <i>tags <p>in <ul><li>all <td>places <h2>here",
    ],
    ids=["long", "table", "divs", "ems", "lists", "unbroken", "box", "unclosed"],
)
def test_much_of_anything_is_set(markup: str) -> None:
    text, pdf = build(markup)
    check(pdf)
    found = re.sub("[•–\u200b]", "", "".join(pdf_reading.words(pdf)))
    assert text in found


@pytest.mark.parametrize("element", ["blockquote", "ul><li", "div", "em", "span", "aside", "table"])
def test_bottomless_nesting_is_refused(element: str) -> None:
    with pytest.raises(ProblemsError, match=r"too deeply|no row"):
        build(f"<{element}>" * 5000 + "x")


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    edition = frame()
    body = edition.parts[0].body.makeelement("div")
    body.append(body.makeelement("img", {"src": "image:broken", "alt": "broken"}))
    parts = (replace(edition.parts[0], body=body),)
    with pytest.raises(ProblemsError, match="can't be set"):
        typesetting.build(replace(edition, parts=parts, images={"broken": broken}), THEME)

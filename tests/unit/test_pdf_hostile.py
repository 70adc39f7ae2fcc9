"""Whatever an article holds: a sound PDF with all its words, or a refusal, and never code."""

from __future__ import annotations

import io
import re
from dataclasses import MISSING, Field, fields
from itertools import chain
from pathlib import Path
from typing import Any

import pdf_reading
import pikepdf
import pytest
from editions import THEME
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issue_papers.articles import nodes as n
from issue_papers.formats.pdf import typesetting
from issue_papers.formats.pdf.fonts import without_fonts
from issue_papers.formulas.reading import read
from issue_papers.reporting.problems import ProblemsError
from made_editions import PATH, edition_from, edition_of
from PIL import Image

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
        "\0\x07\ud800\uffff",
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
TEXTS = SAFE | NASTY | st.text(LETTERS, max_size=20)
TARGETS = ["", "#a", "#gone", "#", "https://a.example/#$@", "javascript:alert(1)", "mailto:a@b.c"]
TARGETS += ["https://a.example/" + "x" * 9000, "http://[", "image:a.png", "map:busan"]
ROLES = ["", "case-study", "key-message", "recommendation", "recommendation-reference", "note"]
ROLES += ["bibliography", "ledger", "figures", "facts", "glossary", "quotation", "label", "number"]
ROLES += ["place", "kind", "credit", "small-capitals", "stale", "audience", "more", "title", "map"]
BY_NAME = {
    "id": ["", "", "", "a", "b", "<x>", "note:a"],
    "lang": ["", "", "", "ar", "ko", "pt-BR", "!"],
    "dir": ["", "", "", "ltr", "rtl", "auto", "up"],
    "role": [*ROLES, "of-another-kind"],
    "target": TARGETS,
    "place": ["", "a", "c"],
    "name": ["a", "b", "c", "none"],
    "form": ["1", "a", "A", "i", "I", "X"],
    "align": ["", "left", "right", "center", "middle"],
    "width": ["", "900", "5%", "wide"],
    "height": ["", "", "3", "700%"],
}
"""What fields of these names hold; any other holds what its type allows."""
BY_TYPE = {
    "bool": [True, False],
    "bool | None": [None, True, False],
    "int": [-1, 0, 1, 2, 3, 500],
    "int | None": [None, -7, 3, 10**9],
    "Style": [*n.Style],
}
PARTS = {"Inline", "Block", "Item", "Definition", "Cell", "Row", "Tab", "Note", "Directive"}
TYPES = [kind for name, kind in vars(n).items() if isinstance(kind, type) and name not in PARTS]
INLINE = [kind for kind in TYPES if issubclass(kind, n.Inline)]
STANDING = [kind for kind in TYPES if issubclass(kind, n.Block)]
KINDS = {"Inline": INLINE, "Block": STANDING}


class Maker:
    """Makes nodes of every type, with anything in them.

    Args:
        draw: Gives what a strategy gives.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def several(self, kinds: list[type], depth: int) -> tuple[Any, ...]:
        """Make some nodes of some types."""
        count = self.draw(st.integers(0, 3)) if depth > 0 else 0
        return tuple(self.node(self.draw(st.sampled_from(kinds)), depth - 1) for _ in range(count))

    def node(self, kind: type, depth: int) -> Any:
        """Make a node of a type, or a cited work."""
        made = {field.name: self.value(kind, field, depth) for field in fields(kind)}
        if kind is n.Box and not made["title"] and not made["content"]:  # no text has one
            made["content"] = (n.Paragraph((n.Text("x"),)),)
        return kind(**{name: value for name, value in made.items() if value is not MISSING})

    def value(self, kind: type, field: Field[Any], depth: int) -> Any:
        """Give what a field holds."""
        known = BY_NAME.get(field.name) or BY_TYPE.get(str(field.type))
        held = re.fullmatch(r"tuple\[([A-Z]\w+), \.\.\.\]", str(field.type))
        if field.name == "tree":
            return read("x^2", is_display=False)
        if field.name == "source" and kind is n.Picture:
            return "image:a.png"
        if known or field.type == "str":
            return self.draw(st.sampled_from(known) if known else TEXTS)
        if held and held[1] in KINDS:
            return self.several(KINDS[held[1]], depth if held[1] == "Block" else min(depth, 3))
        if held:
            return self.several([getattr(n, held[1])], depth + 1)
        return MISSING if field.default is not MISSING else None


@st.composite
def articles(draw: st.DrawFn) -> tuple[tuple[n.Block, ...], tuple[n.Note, ...]]:
    """Give texts with footnotes."""
    maker = Maker(draw)
    notes = tuple(n.Note(name, maker.several(STANDING, 2)) for name in "abc")
    return maker.several(STANDING, 4), notes


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pictures") / "a.png"
    Image.new("RGB", (60, 40)).save(file)
    return file


def check(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert 0 not in set(pdf_reading.shown_glyphs(document))


@EVERY
@given(articles())
def test_anything_is_set_or_refused_for_want_of_a_font(
    picture: Path, article: tuple[tuple[n.Block, ...], tuple[n.Note, ...]]
) -> None:
    blocks, notes = article
    edition = edition_of(*blocks, images={"a.png": picture}, notes=notes)
    if lost := [*without_fonts(edition)]:
        with pytest.raises(ProblemsError) as caught:
            typesetting.build(edition, THEME)
        assert {*caught.value.problems} == {*lost}
    else:
        check(typesetting.build(edition, THEME))


@EVERY
@given(st.lists(SAFE, min_size=1, max_size=8))
def test_what_looks_like_code_is_printed(texts: list[str]) -> None:
    paragraphs = [n.Paragraph((n.Text(text),)) for text in texts]
    lists = [n.List((n.Item((paragraph,)),)) for paragraph in paragraphs]
    blocks = chain.from_iterable(zip(paragraphs, lists, strict=True))
    pdf = typesetting.build(edition_of(*blocks), THEME)
    check(pdf)
    words = "".join(pdf_reading.words(pdf))
    for text in texts:
        latin = re.sub("[\u0600-\u06ff]+", " ", text)  # pdftotext puts those in another order
        for word in latin.split():
            assert all(char in words for char in word)
    for text in texts:
        if text.isascii():
            assert "".join(text.split()) in words


def nested(depth: int, kind: str) -> n.Block:
    """Return a text that many blocks of a kind are around."""
    block: n.Block = n.Paragraph((n.Text("deep"),))
    for _ in range(depth):
        match kind:
            case "list":
                block = n.List((n.Item((block,)),))
            case "table":
                cell = n.Cell((block,), is_header=True)
                block = n.Table((n.Row((cell,)),), ())
            case "box":
                block = n.Box((block,), title=(n.Text("box"),))
            case "figure":
                block = n.Figure((block,))
            case "group":
                block = n.Group((block,))
            case "definition":
                block = n.DefinitionList((n.Definition((), (n.Group((block,)),)),))
            case _:
                block = n.Quote((block,))
    return block


def emphasised(depth: int) -> n.Block:
    line: n.Inline = n.Text("deep")
    for _ in range(depth):
        line = n.Styled(n.Style.EMPHASIS, (line,))
    return n.Paragraph((line,))


@pytest.mark.parametrize(
    "kind", ["quote", "list", "table", "box", "figure", "group", "definition", "emphasis"]
)
def test_what_is_nested_very_deep_is_set(kind: str) -> None:
    depth = 120  # more than texts are read with
    block = emphasised(depth) if kind == "emphasis" else nested(depth, kind)
    pdf = typesetting.build(edition_of(block), THEME)
    check(pdf)
    assert "deep" in pdf_reading.words(pdf)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "| a | b |\n|---|---|\n" + "| x | y |\n" * 1500,
        "x" * 5_000,
        "!!! note\n\n" + "    x\n\n" * 300,
        "".join(f"{'    ' * level}- deep\n" for level in range(40)),
        "<p><b>unclosed <i>tags <p>in <ul><li>all <td>places <h2>here",
    ],
    ids=["long", "table", "unbroken", "box", "lists", "unclosed"],
)
def test_much_of_anything_is_set(text: str) -> None:
    edition = edition_from(text)
    pdf = typesetting.build(edition, THEME)
    check(pdf)
    found = re.sub("[•–\u200b]", "", "".join(pdf_reading.words(pdf)))
    assert "".join(n.text_of(edition.parts[0].blocks).split()) in found


def test_a_picture_that_is_none_is_said_where_it_stands(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    edition = edition_from("Text.\n\n![What it shows](broken.png)\n", {"broken.png": broken})
    with pytest.raises(ProblemsError) as caught:
        typesetting.build(edition, THEME)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (PATH, 3)
    assert "broken.png" in problem.message

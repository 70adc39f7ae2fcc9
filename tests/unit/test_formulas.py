"""Formulas: what is one and what a price, what each becomes, and what can't be set.

`formulas.yml` is the table: a new formula is a new entry.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typst
import yaml
from harness import ROOT
from issue_papers.articles import nodes as n
from issue_papers.articles.reader import Reader
from issue_papers.formats.jats.writer import Writer as JatsWriter
from issue_papers.formats.pdf.formulas import instruction
from issue_papers.formulas import speech
from issue_papers.formulas.linear import linear
from issue_papers.formulas.reading import DEEPEST, LONGEST, FormulaError, read
from issue_papers.formulas.tree import ATTRIBUTES, ELEMENTS, LEAVES, Part
from lxml import etree

TABLE: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "formulas.yml").read_text(encoding="utf-8")
)
COMPARED = [formula for formula in TABLE if "tree" in formula]
READER = Reader()


def shown(part: Part) -> str:
    """Return a part as the table writes it."""
    if part.parts:
        return f"{part.tag}({' '.join(map(shown, part.parts))})"
    return part.tag if part.tag == "mspace" else f"{part.tag}[{part.text}]"


def formulas(text: str) -> list[str]:
    """Return the formulas that are read in a text."""
    return [node.source for node in READER.read(text).nodes if isinstance(node, n.Formula)]


def test_there_are_a_hundred_and_each_is_mathml_core() -> None:
    assert len(TABLE) >= 100
    for formula in TABLE:
        for is_display in (True, False):
            tree = read(formula["latex"], is_display=is_display)
            assert tree.parts, formula
            for part in tree.walk():
                count = ELEMENTS[part.tag]
                assert count < 0 or len(part.parts) == count, (formula, part)
                assert part.tag in LEAVES or not part.text
                assert {name for name, _ in part.attributes} <= ATTRIBUTES


@pytest.mark.parametrize("formula", COMPARED, ids=lambda formula: formula["latex"])
def test_what_a_formula_becomes(formula: dict[str, str]) -> None:
    tree = read(formula["latex"], is_display=True)
    assert shown(tree)[len("mrow(") : -1] == formula["tree"]
    assert linear(tree) == formula["linear"]
    for language in {"en", "es", "fr"} & formula.keys():
        assert speech.spoken(tree, language, formula["latex"]) == formula[language]


def test_it_is_read_out_in_the_words_of_its_language_or_as_typed() -> None:
    tree = read("x \\le 3", is_display=False)
    assert speech.spoken(tree, "fr-CA", "x \\le 3") == "x est inférieur ou égal à 3"
    assert speech.spoken(tree, "ar", "x \\le  3") == "x \\le 3"


def test_the_words_of_all_languages_say_the_same() -> None:
    file = ROOT / "scripts/issue_papers/formulas/speech.yml"
    said: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    kinds = {tag: {kind: set(words) for kind, words in each.items()} for tag, each in said.items()}
    assert {*kinds} == {"en", "es", "fr"}
    assert kinds["en"] == kinds["es"] == kinds["fr"]


def test_all_are_set_in_one_document_without_a_warning(tmp_path: Path) -> None:
    drawn = [
        instruction(read(formula["latex"], is_display=is_display))
        for formula in TABLE
        for is_display in (True, False)
    ]
    drawn.append(instruction(read(r"Q_{год} = \frac{سود}{a} + ۱۲", is_display=True)))
    (tmp_path / "drawn.json").write_text(json.dumps(drawn), encoding="utf-8")
    template = ROOT / "overrides/editions/pdf/formulas.typ"
    (tmp_path / "formulas.typ").write_bytes(template.read_bytes())
    (tmp_path / "main.typ").write_text(
        '#import "formulas.typ": drawn\n'
        '#set document(title: "All", date: datetime(year: 2020, month: 1, day: 1))\n'
        '#show math.equation: set text(font: "New Computer Modern Math", fallback: false)\n'
        '#let words = text.with(font: "DejaVu Sans Mono", fallback: false)\n'
        '#for it in json("drawn.json") {\n'
        '  math.equation(block: true, alt: "x", drawn(it, words))\n'
        "}\n",
        encoding="utf-8",
    )
    pdf, warnings = typst.compile_with_warnings(
        tmp_path / "main.typ", format="pdf", pdf_standards=["ua-1"]
    )
    assert not [warning.message for warning in warnings]
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\frac{سود}{هزینه}", ["سود", "هزینه"]),
        (r"Q_{год} + \mathrm{max}\,x", ["год"]),
        (r"\frac水火 = \sqrt{水量}", ["水", "火", "水量"]),
        (r"۱۲٪ + \operatorname{خطا}x", ["۱۲٪", "خطا"]),
        (r"\begin{matrix}水&火\\a&₹\end{matrix}", ["水", "火", "₹"]),
        (r"é + ế + Ω + \mathbb{R} + ℃ + \jmath", []),
    ],
)
def test_letters_of_other_scripts_are_words_that_join(latex: str, words: list[str]) -> None:
    tree = read(latex, is_display=True)
    assert [part.text for part in tree.walk() if part.tag == "mtext"] == words


@pytest.mark.parametrize(
    "text",
    [
        "It costs US$ 5 and $6.",
        "From $5 to $6, or $1,000-$2,000.",
        "It costs $5 (US$) here, and 5 pesos ($) are MX$.",
        "R$ 10 e R$ 20; 10$ and 20$.",
        "از $100 و €50 تا 100$ و بیش",
        "从 $100和200$ 到。",
        "A price$x$ and $x$y.",
        "Only \\$x$ and $ x $ here.",
        "`$x$` is typed so, and so is\n\n    $x$\n",
        "$$\n\nnothing\n$$",
    ],
)
def test_a_price_is_no_formula(text: str) -> None:
    assert formulas(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So $x$, ($y^2$) and **$z$**.", ["x", "y^2", "z"]),
        ("*a $x*y$ b*", ["x*y"]),
        ("$5$ or $a, b$, for \\$5 each", ["5", "a, b"]),
        ("Text\n$$\n- a\n= b\n$$\nmore", ["- a = b"]),
        ("> $$ a\n> + b $$", ["a + b"]),
        ("- item\n\n  $$\n  y\n  $$", ["y"]),
        ("| a |\n|---|\n| $x$ |", ["x"]),
        ("```math\nx\n```", ["x"]),
        ("So $`x`$ too.", ["x"]),
        ("است $5 س$ و $m و n$.", ["5 س", "m و n"]),
    ],
)
def test_what_is_a_formula(text: str, found: list[str]) -> None:
    assert formulas(text) == found


@pytest.mark.parametrize(
    ("latex", "kind", "found"),
    [
        (r"a + \foo{x}", "formula-unknown", r"\foo"),
        (r"\begin{foo}x\end{foo}", "formula-unknown", "foo"),
        (r"x}", "formula-unknown", "}"),
        (r"a + \frac{1}", "formula-open", ""),
        (r"\left( x", "formula-open", ""),
        (r"\newcommand{\a}{\a\a}\a", "formula-refused", r"\newcommand"),
        (r"\def\a{\a}\a", "formula-refused", r"\def"),
        (r"\href{javascript:alert(1)}{x}", "formula-unknown", r"\href"),
        (r"\textcolor{red}{x}", "formula-refused", r"\textcolor"),
        ("x" * (LONGEST + 1), "formula-long", str(LONGEST + 1)),
        (r"\sqrt{" * (DEEPEST + 2) + "x" + "}" * (DEEPEST + 2), "formula-deep", str(DEEPEST)),
        (" ", "formula-unknown", ""),
    ],
)
def test_what_cannot_be_set_is_told(latex: str, kind: str, found: str) -> None:
    with pytest.raises(FormulaError) as raised:
        read(latex, is_display=False)
    assert (raised.value.kind, raised.value.found) == (kind, found)


def test_jats_has_a_formula_as_mathml_and_as_it_was_typed() -> None:
    article = READER.read("So $x^2$ is.\n\n$$\n\\begin{aligned}a &= b\\end{aligned}\n$$")
    writer = JatsWriter("en", lambda path: path)
    names = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    root = etree.fromstring(f"<body {names}>{writer.section(article.blocks)}</body>")
    inside = root.find("p/inline-formula/alternatives")
    assert inside is not None
    assert [etree.QName(child).localname for child in inside] == ["math", "tex-math"]
    assert inside.findtext("tex-math") == "x^2"
    cells = root.xpath("//disp-formula//*[local-name()='mtd']/@columnalign")
    assert cells == ["right", "left"]


def test_lines_are_those_of_the_file() -> None:
    article = READER.read("A.\n\n$$\na\n+ \\bar\n$$\n\nSo\n$\\foo$.", 10)
    assert [(f.kind, f.line) for f in article.faults] == [
        ("formula-open", 15),
        ("formula-unknown", 18),
    ]

"""Every kind of node in a PDF: what a page shows on demand is shown, and nothing is lost."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pdf_reading
import pikepdf
import pytest
from editions import THEME
from issue_papers.articles import nodes as n
from issue_papers.formats.pdf import typesetting
from issue_papers.formats.pdf.tables import MOST_COLUMNS, grid
from issue_papers.reporting.problems import Problem
from made_editions import edition_from, edition_of
from PIL import Image
from tools import positions


def said(text: str) -> str:
    """Return the words of a text's PDF, from the part's title on."""
    return words_of(typesetting.build(edition_from(text), THEME))


def words_of(pdf: bytes) -> str:
    return " ".join(pdf_reading.words(pdf)).rpartition("Abstract")[2].strip()


def test_what_a_page_shows_on_demand_is_shown() -> None:
    text = '??? note "More"\n\n    Hidden.\n\n=== "One"\n\n    First.\n\n=== "Two"\n\n    Second.'
    assert said(text) == "More Hidden. One First. Two Second."


def test_what_another_program_shows_is_a_link_with_its_address() -> None:
    made = typesetting.build(
        edition_from('<iframe src="https://maps.example/lima" title="A map of Lima"></iframe>'),
        THEME,
    )
    assert words_of(made) == "A map of Lima"
    raw = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    assert "(https://maps.example/lima)" in raw.stdout.decode()


def test_tasks_are_ticked_or_not() -> None:
    assert said("- [x] Done\n- [ ] Open\n- Other") == "☑ Done ☐ Open • Other"
    assert said("1. [x] Done\n2. Other") == "1. ☑ Done 2. Other"


def test_lists_count_as_they_are_written() -> None:
    items = tuple(n.Item((n.Paragraph((n.Text(word),)),)) for word in ("a", "b"))
    backwards = n.List(items, is_ordered=True, start=2, is_reversed=True)
    letters = n.List(items, is_ordered=True, start=3, form="a")
    made = typesetting.build(edition_of(backwards, letters), THEME)
    assert words_of(made) == "2. a 1. b c. a d. b"


def test_a_note_in_a_note_follows_it() -> None:
    text = "Water.[^a] Salt.[^c]\n\n[^a]: See.[^b]\n[^b]: 2019.\n[^c]: Third."
    assert "".join(said(text).split()) == "Water.1Salt.31See.222019.3Third."


@pytest.mark.parametrize(
    "text",
    ["> ## Head[^a]\n>\n> Text.", "- ## Head[^a]\n\n    Text.", "!!! tip\n\n    - ### Head[^a]"],
)
def test_a_heading_that_cannot_be_one_keeps_its_notes(text: str) -> None:
    assert "See this." in said(f"{text}\n\n[^a]: See this.")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("`code`", "code"),
        ("The `code` file", "The code file"),
        ("https://pumps.example/x", "https://pumps.example/x"),
        ("Write to <me@pumps.example>", "Write to me@pumps.example"),
    ],
)
def test_bookmarks_say_the_code_and_the_addresses_of_headings(heading: str, title: str) -> None:
    made = typesetting.build(edition_from(f"## {heading} {{ #own }}\n\nText."), THEME)
    with pikepdf.open(io.BytesIO(made)) as document, document.open_outline() as outline:
        assert [item.title for part in outline.root for item in part.children] == [title]


def test_notes_that_call_each_other_are_set_once() -> None:
    assert said("A.[^a]\n\n[^a]: B.[^b]\n[^b]: C.[^a]") == "A.1 1B.2 2C.1"
    assert said("A.[^a] B.[^a]\n\n[^a]: C.[^a]") == "A.1 B.1 1C.1"


@pytest.mark.parametrize("role", ["key-message", "recommendation", "case-study", "unheard-of", ""])
def test_no_box_loses_its_label_title_or_text(role: str) -> None:
    box = n.Box(
        (n.Paragraph((n.Text("Text"),)),),
        title=(n.Text("Title"),),
        label=(n.Text("Label"),),
        role=role,
    )
    for block in (box, n.Quote((box,))):
        assert words_of(typesetting.build(edition_of(block), THEME)) == "Label Title Text"


def test_a_quotation_says_whose_it_is() -> None:
    quote = n.Quote((n.Paragraph((n.Text("We began with the pumps."),)),))
    caption = n.Paragraph((n.Text("Amina Sow"),), is_plain=True)
    made = typesetting.build(edition_of(n.Figure((quote,), (caption,), role="quotation")), THEME)
    assert words_of(made) == "We began with the pumps. Amina Sow"


def test_a_figure_that_shows_nothing_still_has_its_caption() -> None:
    caption = n.Paragraph((n.Text("What it would show"),), is_plain=True)
    for figure in (n.Figure((), (caption,), "Figure 1."), n.Figure((n.Paragraph(()),), ())):
        made = typesetting.build(edition_of(figure), THEME)
        assert words_of(made) in {"Figure 1. What it would show", ""}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "a.png"
    Image.new("RGB", (240, 160), "red").save(file)
    return file


def widths(pdf: bytes) -> list[float]:
    """Return how wide each picture is drawn, in points."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            scale = 1.0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm" and float(operands[0]) not in (0, 1):
                    scale = float(operands[0])
                elif str(operator) == "Do":
                    found.append(round(scale))
    return found


def test_a_picture_has_its_width_but_is_never_enlarged(picture: Path) -> None:
    images = {"a.png": picture}
    text = "![x](a.png)\n\n![x](a.png){ width=100 }\n\n![x](a.png){ width=50% }\n\n"
    text += "![x](a.png){ width=2000 }\n\nText ![x](a.png){ width=40 } text."
    made = typesetting.build(edition_from(text, images), THEME)
    assert widths(made) == [240, 75, 179, 240, 30]


def test_pictures_that_typst_cannot_read_are_converted(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 40), "red")
    images = {}
    for name, mode in {"a.tiff": "RGB", "b.jpg": "CMYK", "c.avif": "RGB", "d.bmp": "RGB"}.items():
        image.convert(mode).save(tmp_path / name)
        images[name] = tmp_path / name
    text = "\n\n".join(f"![x]({name})" for name in images)
    assert len(widths(typesetting.build(edition_from(text, images), THEME))) == len(images)


def numbers(columns: int, number: str) -> str:
    rows = [f"y{x}" for x in range(columns)], ["---"] * columns, [number] * columns
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@pytest.mark.parametrize(("columns", "number"), [(3, "12"), (14, "1,234,567"), (24, "2019")])
def test_no_number_of_a_table_stands_on_another(columns: int, number: str) -> None:
    made = typesetting.build(edition_from(numbers(columns, number)), THEME)
    assert words_of(made).split() == [*(f"y{x}" for x in range(columns)), *[number] * columns]


LONG = "https://wells.example/" + 90 * "aB"


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{LONG}\n```",
        f"```\n{'.'.join(['step()'] * 40)}\n```",
        f"- x\n\n    ```\n    {LONG}\n    ```",
        f"See {LONG} there.",
        f"| a | b |\n| --- | --- |\n| {LONG} | {LONG} |",
    ],
)
def test_endless_code_and_addresses_stay_on_the_page_and_are_copied_whole(text: str) -> None:
    made = typesetting.build(edition_from(text), THEME)
    assert list(map(str, positions.faults(made))) == []
    long = "step().step()" if "step" in text else LONG
    assert long in "".join(pdf_reading.words(made)).replace("\u200b", "")


def test_a_table_with_countless_columns_is_laid_out_flat() -> None:
    text = numbers(MOST_COLUMNS + 1, "1")
    assert said(text).split() == [
        *(f"y{x}" for x in range(MOST_COLUMNS + 1)),
        *["1"] * (MOST_COLUMNS + 1),
    ]


def cell(text: str = "x", columns: int = 1, rows: int = 1) -> n.Cell:
    return n.Cell((n.Paragraph((n.Text(text),), is_plain=True),), colspan=columns, rowspan=rows)


def test_cells_stand_where_html_puts_them() -> None:
    table = n.Table(
        (n.Row((cell(rows=2), cell(columns=2))), n.Row((cell(), cell()))),
        (n.Row((cell(rows=9), cell(), cell())), n.Row((cell(columns=2),))),
    )
    made = grid(table)
    assert [(slot.x, slot.y, slot.columns, slot.rows) for slot in made.slots] == [
        *((0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)),
        *((0, 2, 1, 2), (1, 2, 1, 1), (2, 2, 1, 1), (1, 3, 2, 1)),
    ]
    assert (made.columns, made.heads, made.rows) == (3, 2, 2)


def test_columns_that_spans_invent_are_left_out() -> None:
    made = grid(n.Table((), (n.Row((cell(columns=500),)), n.Row((cell(), cell(columns=0))))))
    assert made.columns == 2


def test_a_table_without_headings_is_set() -> None:
    text = "<table><tr><td>Lima</td><td>4</td></tr></table>"
    warnings: list[Problem] = []
    made = typesetting.build(edition_from(text), THEME, report=warnings.append)
    assert words_of(made) == "Lima 4"
    assert warnings == []

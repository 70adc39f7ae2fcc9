"""Tables in PDFs: as wide as they need to be, whole row by row, and never a text on another."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
from editions import THEME
from issue_papers.formats.pdf import typesetting
from made_editions import edition_from
from tools import positions
from tools.positions import Line
from wide_tables import LONG_ROWS, TEXT, WIDE, WIDE_COLUMNS, rows


@cache
def made(text: str) -> bytes:
    return typesetting.build(edition_from(text), THEME)


def read(text: str) -> list[Line]:
    with pikepdf.open(io.BytesIO(made(text))) as document:
        return positions.lines(document)


def cells(text: str) -> list[Line]:
    return [line for line in read(text) if {"TD", "TH"} & {*line.roles}]


def test_hard_tables_are_set_without_a_fault() -> None:
    assert list(map(str, positions.faults(made(TEXT)))) == []


def test_headings_are_repeated_and_rows_are_whole() -> None:
    pages = [line.page for line in read(TEXT) if "Column 3" in line.text]
    assert len(pages) == len({*pages}) > 1
    by_row: dict[float, set[int]] = {}
    for line in cells(TEXT):
        by_row.setdefault(line.block[0], set()).add(line.page)
    assert {len(found) for found in by_row.values()} == {1}
    numbers = {line.text.split()[-1] for line in cells(TEXT)}
    assert {str(9 * row) for row in range(1, LONG_ROWS + 1)} <= numbers


def test_letters_are_never_small_and_words_never_cut() -> None:
    assert min(round(line.size, 1) for line in cells(TEXT)) >= 8
    assert not [line for line in cells(TEXT) if line.text.rstrip().endswith(("-", "\u00ad"))]


def test_a_table_too_wide_for_the_sheet_has_it_turned() -> None:
    with pikepdf.open(io.BytesIO(made(TEXT))) as document:
        turned = {
            number
            for number, page in enumerate(document.pages, 1)
            if float(page.MediaBox[2]) > float(page.MediaBox[3])
        }
    found = read(TEXT)
    years = {line.page for line in found if line.text.startswith("Year 20")}
    assert years
    assert years <= turned
    noted = {line.page for line in found if line.text == "Athens"}
    assert not noted & turned


def test_a_heading_goes_along_onto_a_turned_page() -> None:
    text = f"{'A text. ' * 300}\n\n## Annex\n\n{WIDE}"
    assert positions.faults(made(text)) == []
    (heading,) = {line.page for line in read(text) if line.text == "Annex"}
    assert heading in {line.page for line in read(text) if line.text == "Year 2000"}


def test_text_comes_up_before_a_turned_page_and_leaves_no_page_half_empty() -> None:
    """As much of it as ends on the page, for two tables of a document."""
    following = "\n\n".join(f"Number {n} follows. {'And so on. ' * 12}" for n in range(1, 12))
    part = f"First of all. {'A text. ' * 300}\n\n## Annex\n\n{WIDE}\n\n{following}\n\n"
    text = f"{part}{part.replace('Annex', 'Second')}Number 12 has a note.[^a]\n\n[^a]: A note.\n"
    assert positions.faults(made(text)) == []
    found = read(text)
    pages = [line.page for line in found if line.text == "Year 2000"]
    assert len(pages) == 2
    for heading, turned in zip(("Annex", "Second"), pages, strict=True):
        (page,) = {line.page for line in found if line.text == heading}
        assert page == turned - 1
    numbers = [(line.text.split()[1], line.page) for line in found if line.text[:7] == "Number "]
    before = [number for number, page in numbers if page < pages[0]]
    assert before == [f"{n}" for n in range(1, len(before) + 1)]
    assert before


def test_a_table_too_wide_for_any_sheet_is_parted_with_its_first_column() -> None:
    text = "A text.\n\n" * 12 + rows(
        30, 4, lambda y, x: f"y{x}" if y == 0 else ("Lima" if x == 0 else f"{20190 + x}")
    )
    found = cells(text)
    assert positions.faults(made(text)) == []
    assert [line.text for line in found].count("y0") == 2
    assert [line.text for line in found].count("Lima") == 2 * 4
    assert {f"y{x}" for x in range(30)} == {line.text for line in found if line.text[0] == "y"}


NOTES = "\n\n[^a]: See this.\n[^b]: Second.\n"


def test_what_leads_somewhere_from_a_heading_is_repeated_as_plain_text() -> None:
    rows = "\n".join(f"| {row} | x | y |" for row in range(90))
    head = "| Town[^a] | [Source](https://towns.example/) | Year[^b] |\n| --- | --- | --- |\n"
    found = read(f"{head}{rows}\n\nAfter.[^a]{NOTES}")
    names = [line for line in found if "Source" in line.text]
    assert len(names) == len({line.page for line in names}) > 1
    assert sum("See this." in line.text for line in found) == 1
    with pikepdf.open(io.BytesIO(made(f"{head}{rows}{NOTES}"))) as document:
        targets = [
            str(annotation.A.URI)
            for page in document.pages
            for annotation in page.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation.A
        ]
    assert targets.count("https://towns.example/") == 1


def test_a_parted_table_repeats_its_first_column_without_its_notes() -> None:
    row = "| " + " | ".join(["1,234,567"] * 30) + " |\n"
    head = "| Town[^a] | " + " | ".join(f"Year {n}" for n in range(30)) + " |\n" + "| --- " * 31
    found = read(f"{head}|\n| Lima[^b] {row}\nAfter.[^b]{NOTES}")
    assert len([line for line in found if line.text.startswith("Lima")]) > 1
    assert sum("Second." in line.text for line in found) == 1


def test_short_columns_leave_their_room_to_long_ones() -> None:
    found = cells(f"| Level | What |\n|---|---|\n| Local | {'many words ' * 20} |")
    level, what = (next(line for line in found if line.text == name) for name in ("Level", "What"))
    assert what.left - level.left < 60
    assert len({line.left for line in cells(TEXT) if line.text[:7] == "Year 20"}) == WIDE_COLUMNS


def test_text_upon_text_is_found() -> None:
    """What Spanish readers got: a word as wide as its column ran through the next figure."""
    narrow = "#set page(width: 120pt, height: 120pt, margin: 10pt)\n"
    source = narrow + "#grid(columns: (40pt, 40pt), box[estadounidenses], [3])"
    found = positions.faults(_set(source), positions.Sheet(0, 0, 0, 0))
    assert [fault.what for fault in found] == ["overlap"]
    assert {found[0].line.text, str(found[0].other and found[0].other.text)} == {
        "estadounidenses",
        "3",
    }


def test_lines_that_run_out_or_are_left_alone_are_found() -> None:
    page = '#set page(width: 300pt, height: 100pt, margin: 20pt)\n#set text(lang: "en")\n'
    sheet = positions.Sheet(20, 20, 10, 10)
    wide = positions.faults(
        _set(f"{page}The cover. #pagebreak() #box(width: 400pt)[{'word ' * 18}]"), sheet
    )
    assert [fault.what for fault in wide] == ["outside"]
    stranded = positions.faults(
        _set(f"{page}#show heading: set block(sticky: false)\n#v(35pt)\n= Title\n{'word ' * 60}"),
        sheet,
    )
    assert "stranded" in {fault.what for fault in stranded}
    costs = "#set text(costs: (widow: 0%, orphan: 0%))\n"
    alone = positions.faults(_set(f"{page}{costs}#v(45pt)\n{'word ' * 60}"), sheet)
    assert "alone" in {fault.what for fault in alone}
    tall = page.replace("100pt", "400pt") + " #pagebreak() ".join("abcde")
    empty = positions.faults(_set(tall), sheet)
    assert {fault.what for fault in empty} == {"nearly empty"}


def _set(source: str) -> bytes:
    import typst  # noqa: PLC0415 - only what is hand-made asks for it

    titled = '#set document(title: "A", date: datetime(year: 2026, month: 1, day: 1))\n'
    content: bytes = typst.compile((titled + source).encode(), pdf_standards=["ua-1"])  # type: ignore[assignment]
    return content

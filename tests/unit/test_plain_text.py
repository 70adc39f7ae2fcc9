"""A paper as plain text: every word, in lines that fit, without any markup."""

from __future__ import annotations

import pytest
from editions import THEME, sampler_edition, scripts_edition, small_edition
from harness import SAMPLER, settings_of
from issue_papers.articles import nodes as n
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.text import paper
from issue_papers.formats.text.columns import WIDTH, padded, width, wrapped
from issue_papers.formats.text.writer import Writer
from issue_papers.views.catalogue import load
from page_words import words

T = load(settings_of(SAMPLER))[0]["en"]


def text(content: str) -> n.Text:
    return n.Text(content)


def para(*content: n.Inline | str, is_plain: bool = False) -> n.Paragraph:
    inlines = (text(part) if isinstance(part, str) else part for part in content)
    return n.Paragraph(tuple(inlines), is_plain=is_plain)


def item(*content: n.Block, **more: object) -> n.Item:
    return n.Item(content, **more)  # type: ignore[arg-type]


def cell(content: str, **more: object) -> n.Cell:
    return n.Cell((para(content, is_plain=True),), **more)  # type: ignore[arg-type]


def written(*blocks: n.Block, language: str = "en") -> str:
    return "\n".join(Writer(T, language).text(blocks))


@pytest.mark.parametrize(
    ("given", "expected"),
    [("abc", 3), ("日本", 4), ("e\u0301", 1), ("a\u200bb", 2), ("한국", 4), ("مرحبا", 5)],
)
def test_a_texts_width_is_what_it_takes_on_a_terminal(given: str, expected: int) -> None:
    assert width(given) == expected


def test_lines_end_between_words_and_never_inside_one() -> None:
    assert wrapped("aa bb cc", 5) == ["aa bb", "cc"]
    assert wrapped("a " + "b" * 90 + " c", 10) == ["a", "b" * 90, "c"]
    assert wrapped("10\u00a0km away", 5) == ["10\u00a0km", "away"]
    assert wrapped("aa bb cc dd", 7, hanging=2) == ["aa bb", "  cc dd"]
    assert wrapped("soft\u00adly long\u200bword", 9) == ["softly", "longword"]
    assert wrapped("long\u200bword", 5) == ["long", "word"]


def test_lines_end_between_ideographs_but_not_before_a_full_stop() -> None:
    assert wrapped("日本語の文章。", 8) == ["日本語の", "文章。"]
    assert wrapped("日本語の文。", 10) == ["日本語の", "文。"]
    assert wrapped("これは「水」です", 8) == ["これは", "「水」で", "す"]
    assert wrapped("한국어 문장이다", 8) == ["한국어", "문장이다"]
    assert all(width(line) <= WIDTH for line in wrapped("水" * 500))


def test_numbers_stand_at_the_right_and_words_at_the_left() -> None:
    assert [padded("ab", 5), padded("ab", 5, "right"), padded("ab", 5, "center")] == [
        "ab   ",
        "   ab",
        " ab  ",
    ]
    assert padded("日本", 5) == "日本 "


def test_styles_leave_their_words_and_indices_their_meaning() -> None:
    styled = [
        n.Styled(n.Style.STRONG, (text("very"),)),
        text(" 10"),
        n.Styled(n.Style.SUPERSCRIPT, (text("6"),)),
        text(" CO"),
        n.Styled(n.Style.SUBSCRIPT, (text("2"),)),
        text(" 1"),
        n.Styled(n.Style.SUPERSCRIPT, (text("er"),)),
        text(" x"),
        n.Styled(n.Style.SUPERSCRIPT, (text("a+b"),)),
        text(" "),
        n.Styled(n.Style.DELETED, (text("old"),)),
    ]
    assert written(para(*styled)) == "very 10⁶ CO₂ 1er x^(a+b) ~~old~~"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "He: “ja”."), ("es", "He: «ja»."), ("fr", "He: «\u202fja\u202f».")],
)
def test_a_quotation_has_the_marks_of_the_language_around(language: str, expected: str) -> None:
    quoted = n.Quoted((text("ja"),), lang="de")
    assert written(para("He: ", quoted, "."), language=language) == expected


def test_addresses_are_numbered_and_listed_once() -> None:
    writer = Writer(T, "en")
    links = [
        n.Link((text("one"),), "https://a.example/"),
        text(", "),
        n.Link((text("two"),), "https://b.example/"),
        text(", "),
        n.Link((text("one again"),), "https://a.example/"),
        text(", "),
        n.Link((text("here"),), "#section-x"),
        text(", "),
        n.Link((text("nowhere"),), ""),
        text(", "),
        n.Link((text("c.example"),), "https://c.example/", is_bare=True),
        text(", "),
        n.Link((text("d@e.example"),), "mailto:d@e.example"),
    ]
    assert writer.text([para(*links)]) == [
        "one [1], two [2], one again [1], here, nowhere, c.example, d@e.example",
    ]
    assert writer.links() == ["[1] https://a.example/", "[2] https://b.example/"]


def test_notes_are_numbered_as_in_the_text() -> None:
    writer = Writer(T, "en")
    called = para("a", n.NoteReference("x", 1), " b", n.NoteReference("y", 2, occurrence=2))
    assert writer.text([called]) == ["a[^1] b[^2]"]
    notes = (n.Note("x", (para("one"), para("more"))), n.Note("y", (para("two"),)))
    assert writer.notes(notes) == ["[^1] one", "", "     more", "[^2] two"]


def test_lists_have_their_numbers_and_nest() -> None:
    inner = n.List((item(para("b")), item(para("c"))))
    outer = n.List(
        (
            item(para("a", is_plain=True), inner),
            item(para("d"), number=10),
            item(para("e", is_plain=True), is_done=True),
        ),
        is_ordered=True,
        start=3,
    )
    assert written(outer).splitlines() == [
        "3.  a",
        "",
        "    - b",
        "    - c",
        "10. d",
        "11. [x] e",
    ]
    letters = n.List(tuple(item(para("a")) for _ in range(3)), is_ordered=True, form="I")
    assert [line.split(".")[0] for line in written(letters).splitlines()] == ["I", "II", "III"]
    down = n.List((item(para("x")), item(para("y"))), is_ordered=True, is_reversed=True)
    assert written(down) == "2. x\n1. y"


def test_loose_items_stand_apart_and_long_ones_hang() -> None:
    loose = n.List((item(para("a " * 50)), item(para("b"))), is_tight=False)
    lines = written(loose).splitlines()
    assert lines[1].startswith("  a a")
    assert lines[-2:] == ["", "- b"]


def table(*rows: tuple[str, ...], head: tuple[str, ...] = (), **more: object) -> n.Table:
    heads = (n.Row(tuple(cell(c, is_header=True) for c in head)),) if head else ()
    body = tuple(n.Row(tuple(cell(c, **more) for c in row)) for row in rows)
    return n.Table(heads, body)


def test_a_table_that_fits_is_set_in_columns() -> None:
    assert written(table(("Dakar", "3.1"), ("東京", "14"), head=("City", "Millions"))) == (
        "City   Millions\n-----  --------\nDakar  3.1\n東京   14"
    )
    assert written(table(("a", "1"), ("b", "22"), align="right")) == "a   1\nb  22"


def test_a_table_that_is_too_wide_is_told_row_by_row() -> None:
    long = "word " * 14
    wide = table(("Dakar", long, "x"), ("Lagos", "", "y"), head=("City", "What", ""))
    lines = written(wide).splitlines()
    assert lines[0] == "City: Dakar"
    assert lines[1].startswith("What: word word")
    assert lines[2:] == ["x", "", "City: Lagos", "y"]
    assert max(map(width, lines)) <= WIDTH


def test_cells_that_span_are_told_in_every_row_and_once_in_a_row() -> None:
    head = n.Row((cell("Who", is_header=True), cell("How much", is_header=True, colspan=2)))
    first = n.Row((cell("A", rowspan=2), cell("1"), cell("2")))
    second = n.Row((cell("both", colspan=2),))
    assert written(n.Table((head,), (first, second))).splitlines() == [
        "Who: A",
        "How much: 1",
        "How much: 2",
        "",
        "Who: A",
        "How much: both",
    ]


def test_a_cell_that_spans_is_told_with_the_first_and_the_last_of_its_columns() -> None:
    head = n.Row(tuple(cell(name, is_header=True) for name in ("Town", "2019", "2020", "2021")))
    rows = (
        n.Row((cell("The north", is_header=True, colspan=4),)),
        n.Row((cell("Dakar"), cell("no data", colspan=3))),
        n.Row((cell("Lagos"), cell("3"), cell("4", colspan=2))),
    )
    assert written(n.Table((head,), rows)).splitlines() == [
        "The north",
        "",
        "Town: Dakar",
        "2019 … 2021: no data",
        "",
        "Town: Lagos",
        "2019: 3",
        "2020 … 2021: 4",
    ]


def test_a_box_is_set_off_by_rules_and_its_label() -> None:
    box = n.Box(
        (para("Mend the pipes."),),
        title=(text("Do it"),),
        label=(text("Key message"),),
        role="key-message",
    )
    lines = written(box).splitlines()
    assert lines[0].startswith("-- Key message ---")
    assert lines[1:-1] == ["Do it", "", "Mend the pipes."]
    assert lines[-1] == "-" * WIDTH
    assert width(lines[0]) == WIDTH


def test_a_picture_is_its_description_and_an_ornament_nothing() -> None:
    shown = para(n.Picture("image:a", "A well."))
    figure = n.Figure((shown,), (para("Wells.", is_plain=True),), label="Figure 2")
    assert written(figure) == "[Picture: A well.]\n\nFigure 2 Wells."
    assert written(para(n.Picture("image:a", "")), para("b")) == "b"
    assert written(para(n.Picture("map:dakar", "Map: Dakar"))) == "[Map: Dakar]"


def test_a_way_on_that_leads_nowhere_on_paper_is_left_out() -> None:
    def more(target: str) -> n.Paragraph:
        return n.Paragraph((n.Link((text("Read it"),), target),), role="more")

    assert written(more("#case-dakar"), more(""), para("b")) == "b"
    assert written(more("https://a.example/")) == "Read it [1]"


def test_facts_stand_behind_their_names_and_definitions_below_them() -> None:
    def definition(term: str, *descriptions: str) -> n.Definition:
        groups = tuple(n.Group((para(d, is_plain=True),)) for d in descriptions)
        return n.Definition((para(term, is_plain=True),), groups)

    facts = (definition("Place", "Dakar"), definition("Topics", "Water", "Climate"))
    assert written(n.DefinitionList(facts, role="facts")) == (
        "Place: Dakar\nTopics: Water; Climate"
    )
    assert written(n.DefinitionList(facts)).splitlines()[:2] == ["Place", "    Dakar"]


def test_quotations_and_code_are_set_in_and_code_is_left_as_it_is() -> None:
    code = n.CodeBlock("a  b\n\n" + "c" * 90 + "\n")
    assert written(code).splitlines() == ["    a  b", "", "    " + "c" * 90]
    assert written(n.Quote((para("said"),))) == "    said"


def test_headings_are_underlined_by_their_rank() -> None:
    headings = [n.Heading(2, (text("水 A"),)), n.Heading(3, (text("B"),))]
    assert written(*headings) == "水 A\n----\n\nB\n~"


def test_citations_terms_and_films_are_words() -> None:
    work = n.CitedWork("Pons 2007", "zapata", "#ref", "cite-1", after=", 12")
    nodes = [
        n.Citation(None, "[@zapata]", (work,), "(see ", ")"),
        text(" "),
        n.Term((text("pipe"),), "pipe", "#glossary--term-pipe"),
        text(" "),
        n.Embed("video", "https://v.example/", "A film"),
        n.Break(),
        text("end"),
    ]
    assert written(para(*nodes)) == "(see Pons 2007, 12) pipe A film [1]\nend"


def test_details_and_tabs_show_all_that_they_hold() -> None:
    details = n.Details((para("b"),), (text("a"),))
    tabs = n.Tabs((n.Tab((para("d"),), (text("c"),)), n.Tab((para("f"),), (text("e"),))))
    assert written(details, tabs) == "a\n\n    b\n\nc\n\n    d\n\ne\n\n    f"


def test_what_is_deeper_than_anyone_writes_keeps_its_words() -> None:
    node: n.Block = para("end")
    for _ in range(2000):
        node = n.Quote((node,))
    assert written(node).strip() == "end"
    deep: n.Inline = text("end")
    for _ in range(2000):
        deep = n.Span((deep,))
    assert written(para(deep)) == "end"


def test_every_line_fits_but_for_words_that_dont() -> None:
    """In whatever a text is nested."""
    words = para("several words that go on and on " * 12)
    nested = n.Quote((n.List((item(n.Box((words,), label=(text("Note"),))), item(words))),))
    for line in written(nested, words).splitlines():
        assert width(line) <= WIDTH
        assert line == line.rstrip()


EDITIONS = {
    "small-fr": lambda: small_edition("fr"),
    "small-ar": lambda: small_edition("ar"),
    "scripts-ar": lambda: scripts_edition("ar"),
    "scripts-ko": lambda: scripts_edition("ko"),
    "sampler-en": lambda: sampler_edition("en"),
}


def lines_of(edition: Edition) -> list[str]:
    content = paper.build(edition, THEME)
    assert content.endswith(b"\n")
    return content.decode("utf-8").split("\n")


@pytest.mark.parametrize("name", EDITIONS)
def test_a_paper_has_every_word_in_its_order(name: str) -> None:
    edition = EDITIONS[name]()
    every = words("\n".join(lines_of(edition)))
    found = iter(every)
    for part in edition.parts:
        inside = {
            id(node) for table in n.walk(part.blocks) if is_apart(table) for node in n.walk(table)
        }
        told = [node for node in n.walk(part.blocks) if isinstance(node, n.Paragraph | n.Heading)]
        texts = [
            part.title,
            part.summary,
            *(n.text_of(node) for node in told if id(node) not in inside),
        ]
        wanted = words("\n".join(texts))
        assert [word for word in wanted if word not in found] == [], part.id
        cells = [node for node in n.walk(part.blocks) if isinstance(node, n.Cell)]
        assert {*words("\n".join(map(n.text_of, cells)))} <= {*every}, part.id


def is_apart(node: n.Node) -> bool:
    """Whether a node isn't told in its order: a table, row by row, or a way on, not at all."""
    return isinstance(node, n.Table) or node.role == "more"


@pytest.mark.parametrize("name", EDITIONS)
def test_a_papers_lines_fit_and_hold_no_markup(name: str) -> None:
    for line in lines_of(EDITIONS[name]()):
        assert width(line) <= WIDTH or " " not in line.strip().partition("] ")[2] or "://" in line
        assert line == line.rstrip()
        assert "\n\n\n\n" not in line
        assert not {"\u00ad", "\u200b", "\u2028"} & set(line)


def test_a_paper_begins_with_its_title_and_its_contents() -> None:
    edition = small_edition("fr")
    lines = lines_of(edition)
    assert lines[0] == f"{edition.series} · {edition.label}"
    assert lines[2:4] == [edition.paper.title, "=" * width(edition.paper.title)]
    start = lines.index(edition.t("paper.contents"))
    listed = "\n".join(lines[start : lines.index("=" * WIDTH)])
    assert all(part.title in listed for part in edition.parts)
    assert "1. " + edition.parts[1].title in listed


def test_text_that_runs_from_right_to_left_is_in_logical_order() -> None:
    edition = scripts_edition("ar")
    joined = " ".join(" ".join(lines_of(edition)).split())
    for part in edition.parts:
        assert part.title in joined

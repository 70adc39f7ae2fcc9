"""What a PDF can't hold is said at its line, and so is whatever the compiler says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from editions import THEME
from harness import MKDOCS, copy_site, pages_alone, run
from issue_papers.articles import nodes as n
from issue_papers.formats.pdf import typesetting
from issue_papers.formats.pdf.diagnostics import Location, locate
from issue_papers.formats.pdf.limits import DEEPEST, headless, too_deep, too_wide
from issue_papers.formats.pdf.tables import MOST_COLUMNS
from issue_papers.layers import Layers
from issue_papers.reporting.problems import Problem, ProblemsError, Severity
from made_editions import PATH, edition_from, text_blocks

UNPRINTABLE = "\U0001031f"  # Old Italic, which no machine has a font for


def test_lists_that_nest_too_deep() -> None:
    levels = [f"{'    ' * level}- level {level}" for level in range(DEEPEST + 2)]
    assert [*too_deep(text_blocks("\n".join(levels[:DEEPEST])))] == []
    (found,) = too_deep(text_blocks("\n".join(levels)))
    assert found.line == DEEPEST + 1


def test_tables_that_are_too_wide() -> None:
    for columns, count in ((MOST_COLUMNS, 0), (MOST_COLUMNS + 1, 1)):
        row = "| a " * columns + "|\n"
        blocks = text_blocks(f"Text.\n\n{row}{'|---' * columns}|\n{row}")
        found = [(table.line, width) for table, width in too_wide(blocks)]
        assert found == [(3, columns)] * count


def test_tables_without_headings() -> None:
    rows = "<tr><{0}>City</{0}></tr><tr><td>Lima</td></tr>"
    assert [*headless(text_blocks(f"<table>{rows.format('th')}</table>"))] == []
    (table,) = headless(text_blocks(f"<table>{rows.format('td')}</table>"))
    assert table.line == 1


def test_a_character_without_a_font_is_said_where_it_stands() -> None:
    text = f"One.\n\nTwo {UNPRINTABLE}.[^a]\n\n[^a]: A note {UNPRINTABLE}.\n"
    with pytest.raises(ProblemsError, match="Old Italic") as caught:
        typesetting.build(edition_from(text), THEME)
    assert [(p.path, p.line) for p in caught.value.problems] == [(PATH, 3), (PATH, 5)]


def test_so_is_one_in_a_picture(tmp_path: Path) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{UNPRINTABLE}</text></svg>',
        encoding="utf-8",
    )
    with pytest.raises(ProblemsError, match="Old Italic") as caught:
        typesetting.build(edition_from("One.\n\n![x](a.svg)", {"a.svg": drawing}), THEME)
    assert [(p.path, p.line) for p in caught.value.problems] == [(PATH, 3)]


@pytest.fixture
def theme(tmp_path: Path) -> Layers:
    """Return a theme that stumbles over two words."""
    return Layers((limping(tmp_path), *THEME.folders))


def limping(theme: Path) -> Path:
    """Let a theme stumble over two words; return it."""
    template = theme / "editions" / "pdf" / "text.typ"
    template.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(THEME.path("editions/pdf/text.typ"), template)
    start = "  let body = text(run.text)\n"
    text = template.read_text(encoding="utf-8")
    assert text.count(start) == 1
    stumble = """
      if run.text.contains("stumble") { panic("I fell over a run") }
      let body = text(run.text)
      if run.text.contains("limp") { body = text(font: "None Such", fallback: true, run.text) }
    """
    template.write_text(text.replace(start, stumble), encoding="utf-8")
    return theme


TEXT = """Some words.

- an item
- another, to {word}
- a third

## A heading

[A link](#there) and a note.[^a]

| Head |
|------|
| and {word} |

[^a]: A note, to {word}.
"""


def test_every_error_of_the_compiler_is_said_where_it_stands(theme: Layers) -> None:
    with pytest.raises(ProblemsError) as caught:
        typesetting.build(edition_from(TEXT.format(word="stumble")), theme)
    problems = caught.value.problems
    assert [(p.path, p.line, p.severity) for p in problems] == [
        *((PATH, line, Severity.ERROR) for line in (4, 9, 13)),
    ]
    assert all("I fell over a run" in problem.message for problem in problems)


def test_so_is_every_warning(theme: Layers) -> None:
    told: list[Problem] = []
    made = typesetting.build(edition_from(TEXT.format(word="limp")), theme, report=told.append)
    assert made.startswith(b"%PDF")
    assert [(p.path, p.line, p.severity) for p in told] == [
        *((PATH, line, Severity.WARNING) for line in (4, 9, 13)),
    ]
    assert all("none such" in problem.message for problem in told)


def test_a_build_that_finds_the_edition_made_says_the_same(tmp_path: Path) -> None:
    source = pages_alone(copy_site(tmp_path / "source"))
    limping(source / "overrides")
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("      pdf: false\n", "", 1)
    config.write_text(text.replace("pdf: false", "pdf: true"), encoding="utf-8")
    page = source / "docs/papers/water/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThey limp.\n", encoding="utf-8")
    said = []
    for _ in range(2):
        result = run(
            *(MKDOCS, "build", "-d", tmp_path / "site"),
            cwd=source,
            ISSUE_PAPERS_CACHE=str(tmp_path / "cache"),  # the first finds none
        )
        said.append([line for line in result.stderr.splitlines() if "none such" in line])
    assert len(said[0]) == 1
    assert "docs/papers/water/index.md:14: warning: pdf:" in said[0][0]
    assert said[1] == said[0]


def test_what_no_block_alone_is_to_blame_for_is_said_of_the_first_part() -> None:
    def both(parts: list[dict[str, Any]]) -> bool:
        return all(part["body"] for part in parts)

    block = {"kind": "paragraph", "ids": [], "line": 7, "content": []}
    parts = [{"id": name, "body": [block, block]} for name in "ab"]
    assert locate(parts, both) == (Location(),)
    assert locate(parts, lambda some: len(some[1]["body"]) == 2) == (Location(1, 7),)


def test_a_picture_that_needs_mending_stops_nothing(tmp_path: Path) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>alert(1)</script>'
        '<path d="M0 0h90v90z"/><image href="https://a.example/a.png"/></svg>',
        encoding="utf-8",
    )
    told: list[Problem] = []
    edition = edition_from("![x](a.svg)", {"a.svg": drawing})
    assert typesetting.build(edition, THEME, report=told.append).startswith(b"%PDF")
    assert told == []


def test_all_nodes_are_known_to_the_writer() -> None:
    """A new type of node must be thought of here: `match` would leave it out without a word."""
    known = {
        *(n.Text, n.Break, n.Styled, n.Span, n.Quoted, n.Abbreviation, n.Time, n.Code, n.Link),
        *(n.Picture, n.Drawing, n.Formula, n.Citation, n.NoteReference, n.Term, n.Embed, n.Element),
        *(n.Paragraph, n.Heading, n.Item, n.List, n.Definition, n.DefinitionList, n.Cell, n.Row),
        *(n.Table, n.Quote, n.CodeBlock, n.Rule, n.Figure, n.Box, n.Details, n.Tab, n.Tabs),
        *(n.Group, n.Directive, n.Note),
    }
    found = {
        kind
        for kind in vars(n).values()
        if isinstance(kind, type) and issubclass(kind, n.Node) and hasattr(kind, "__match_args__")
    }
    assert found - {n.Node, n.Inline, n.Block} == known

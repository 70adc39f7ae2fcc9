"""Whose a passage is: what pages, marks, blocks and kinds say of it, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from datafiles import load
from harness import SITES
from issue_papers.articles.nodes import Paragraph, text_of, walk
from issue_papers.blocks.registry import blocks
from issue_papers.content.library import Library
from issue_papers.content.origins import OURS, Origin, Place, parse, spans
from issue_papers.content.provenance import Provenance, provenance
from issue_papers.printing.printer import Printer
from issue_papers.views.origins import Origins
from reading import read

WORKS = "papers/harbours/works.md"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("ours", OURS),
        ("7", (Place(pages="7"),)),
        ("pp. 7–9", (Place(pages="7-9"),)),
        ("7-9, 12", (Place(pages="7-9, 12"),)),
        ("arjona2020", (Place(work="arjona2020"),)),
        ("arjona2020, p. 7", (Place(work="arjona2020", pages="7"),)),
        ("the seventh page", None),
    ],
)
def test_a_line_names_a_place(text: str, origin: Origin | None) -> None:
    assert parse(text) == origin


def test_pages_don_t_run_backwards() -> None:
    with pytest.raises(ValueError, match="9-7"):
        parse("9-7")
    assert spans("7-9, 12") == ((7, 9), (12, 12))


MARKED = """\
Lead.

/// key-message | one
Said.
///

## Part { #part }
<!-- ours -->

First.

### Within { #within }

Second.
<!-- origin: 12 -->

- an item
- another
  <!-- origin: roy2017, p. 3 -->

/// figure | levels

| a | b |
| - | - |
| 1 | 2 |

///
<!-- origin: 13 -->

## Next { #next }

Third.[^note]

[^note]: A note.
"""


PAGE: Origin = (Place(pages="4-6"),)


def of_text(text: str, origin: Origin | None = PAGE) -> Provenance:
    """Return whose the passages are of a text that stands in the place of the sampler's works."""
    library, _ = load(SITES / "sampler")
    entry = library.entries[WORKS]
    meta = entry.source.meta.model_copy(update={"origin": origin})
    source = replace(entry.source, body=text, meta=meta)
    changed = replace(entry, source=source, translations={})
    entries = {**library.entries, WORKS: changed}
    return provenance(replace(library, entries=entries), changed)


def by_words(text: str, found: Provenance) -> dict[str, Origin | None]:
    library, _ = load(SITES / "sampler")
    entry = library.entries[WORKS]
    source = replace(entry.source, body=text)
    named = replace(entry, source=source).names.named
    return {
        each.piece.words.split("///")[0].strip() or each.id: found.origins[each.id]
        for each in named
        if each.id in found.origins
    }


def test_what_is_nearest_decides() -> None:
    found = by_words(MARKED, of_text(MARKED))
    assert found["Lead."] == PAGE
    assert found["message-one"] == OURS
    assert found["First."] == OURS
    assert found["Second."] == (Place(pages="12"),)
    assert found["an item"] == OURS
    assert found["another"] == (Place(work="roy2017", pages="3"),)
    assert found["a b 1 2"] == (Place(pages="13"),)
    assert found["Third.[^note]"] == PAGE
    assert found["[^note]: A note."] == PAGE, "a note belongs to no part"


def test_readers_are_told_at_the_outermost() -> None:
    assert of_text(MARKED).told == ("part", "message-one")
    assert of_text(MARKED, OURS).told == ()


def test_nothing_is_known_where_nothing_is_said() -> None:
    plain = "Lead.\n\n/// key-message | one\nSaid.\n///\n"
    assert not of_text(plain, None).is_known
    assert of_text(plain, None).origins["message-one"] == OURS
    assert of_text(f"{plain}\n<!-- ours -->\n", None).is_known


def test_marks_that_mean_nothing_are_kept_for_the_check() -> None:
    found = of_text("<!-- ours -->\n\nLead.\n<!-- origin: far away -->\n<!-- origin: 9-7 -->\n")
    assert [mark.line for mark in found.lost] == [first_line()]
    assert [(mark.text, why is None) for mark, why in found.unread] == [
        ("far away", True),
        ("9-7", False),
    ]


def first_line() -> int:
    library, _ = load(SITES / "sampler")
    return library.entries[WORKS].source.body_line


def test_a_mark_is_no_part_of_the_text() -> None:
    marked = read("One.\n<!-- ours -->\n\n## Two { #two }\n<!-- origin: 7 -->\n\nThree.\n")
    plain = read("One.\n\n## Two { #two }\n\nThree.\n")
    assert [mark.text for mark in marked.origin_marks] == ["ours", "7"]
    assert [(t.words, t.form) for t in marked.traces] == [(t.words, t.form) for t in plain.traces]
    assert read("```\n<!-- ours -->\n```\n\nA <!-- ours --> word.\n").origin_marks == ()


def library_and_printer() -> tuple[Library, Printer]:
    library, views = load(SITES / "sampler")
    return library, Printer(views, blocks())


@pytest.mark.parametrize(
    ("language", "label", "line"),
    [
        ("en", "This edition’s reading", "After Duarte and Ferrer 2020, pp.\u00a04–6, 12."),
        ("es", "Lectura de esta edición", "A partir de Duarte y Ferrer 2020, pp.\u00a04–6, 12."),
        ("fr", "Lecture de cette édition", "D’après Duarte et Ferrer 2020, p.\u00a04–6, 12."),
    ],
)
def test_a_printed_text_says_it(language: str, label: str, line: str) -> None:
    library, printer = library_and_printer()
    printed = printer.printed(library.entries[WORKS], language)
    paragraphs = [n for n in walk(printed.blocks) if isinstance(n, Paragraph)]
    (last,) = [n for n in paragraphs if n.role == "origin"]
    assert printed.blocks[-1] is last
    assert text_of(last).startswith(line)
    assert label in text_of(last)
    # On the web the label is in the block, in other formats among its plain nodes.
    assert {text_of(n) for n in paragraphs if n.role == "own"} == {label}


def test_a_page_that_is_all_the_edition_s_own_says_so_once() -> None:
    library, printer = library_and_printer()
    printed = printer.printed(library.entries["papers/harbours/index.md"], "en")
    roles = [n.role for n in walk(printed.blocks) if isinstance(n, Paragraph) and n.role]
    assert roles == ["origin"]
    assert text_of(printed.blocks[-1]) == "This edition’s reading."


def test_works_other_than_the_original_are_named() -> None:
    library, views = load(SITES / "sampler")
    view = views["en"].part(Origins).of(library.entries["news/two-ports.md"])
    assert view
    assert view.after == "After Duarte and Ferrer 2020"
    assert view.own == ""
    assert view.url == "about/#licence"


def test_an_original_says_nothing_of_it(small_site: Callable[..., Path]) -> None:
    library, views = load(small_site())
    for entry in library.entries.values():
        assert views["en"].part(Origins).of(entry) is None, entry.key

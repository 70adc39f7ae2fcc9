from __future__ import annotations

import pytest
from issue_papers.content import outline

BODY = """\
Intro with [a link](a.md#x)
and ![a picture](p.png) on line two.

## Head *ing* { #head .cls }

```
/// case-study | in-code
[not a link](b.md)
```

/// case-study | seoul
///

//// recommendation | outer
    open: true

/// key-message | inner
Text with [ref][r].
///

////

[r]: c.md
<div id="raw"></div>
"""


def test_headings_links_and_ids_have_lines_of_the_file() -> None:
    found = outline.read(BODY, first_line=11)
    assert [(h.level, h.id, h.line) for h in found.headings] == [(2, "head", 14)]
    assert [(link.target, link.line, link.is_image) for link in found.links] == [
        ("a.md#x", 11, False),
        ("p.png", 12, True),
        ("c.md", 28, False),
    ]
    assert found.html_ids == (("raw", 34),)


def test_blocks_nest_and_code_is_left_alone() -> None:
    found = outline.read(BODY, first_line=1).blocks
    assert [(b.name, b.argument, b.line, b.end_line, b.is_closed) for b in found] == [
        ("case-study", "seoul", 11, 12, True),
        ("recommendation", "outer", 14, 21, True),
        ("key-message", "inner", 17, 19, True),
    ]
    assert found[1].options == (("open", True),)
    assert found[2].body == "Text with [ref][r]."


def test_an_unclosed_block_and_a_stray_close_are_told() -> None:
    found = outline.read("/// figure | a\n\ntext\n").blocks
    assert [(b.name, b.is_closed) for b in found] == [("figure", False)]
    found = outline.read("text\n\n///\n").blocks
    assert [(b.name, b.line) for b in found] == [("", 3)]


def test_words_leave_out_markup_and_targets() -> None:
    assert outline.read("One **two** [three](four.md) `five`.\n").words == 5


@pytest.mark.parametrize("before", ["  ", "    ", "- ", "> ", "1. ", "> - ", "\u200b"])
def test_a_block_that_does_not_begin_its_line_is_seen_and_faulty(before: str) -> None:
    (block,) = outline.read(f"{before}/// case-study | seoul\n{before}///\n").blocks
    assert (block.name, block.argument, block.line) == ("case-study", "seoul", 1)
    assert block.is_closed
    assert block.fault
    assert block.is_misplaced


@pytest.mark.parametrize(
    "line",
    [
        "/// case-study – seoul",
        "/// case-study seoul",
        "///\u00a0case-study | seoul",
        "/// case-study | seoul\u00a0",
        "\uff0f\uff0f\uff0f case-study | seoul",
    ],
)
def test_a_mistyped_opening_is_told_once_and_closed_by_its_close(line: str) -> None:
    (block,) = outline.read(f"Text.\n\n{line}\n///\n").blocks
    assert (block.name, block.argument, block.line) == ("case-study", "seoul", 3)
    assert block.fault
    assert not block.is_misplaced


def test_a_close_that_is_indented_is_faulty_though_it_closes() -> None:
    first, second = outline.read("/// case-study | seoul\n  ///\n").blocks
    assert (first.name, first.is_closed, first.fault) == ("case-study", True, "")
    assert (second.name, second.line, second.is_misplaced) == ("", 2, True)


def test_lines_of_a_block_in_code_are_no_blocks() -> None:
    assert outline.read("- a\n\n    ```\n    /// case-study | x\n    ```\n").blocks == ()


def test_a_note_of_one_word_or_address_is_no_link() -> None:
    found = outline.read(
        "One[^a] and two[^b].\n\n[^a]: Ibid.\n[^b]: https://a.org/b\n\n[r]: c.md\n"
    )
    assert found.links == ()
    assert found.notes == (("a", 3), ("b", 4))
    assert found.note_references == (("a", 1), ("b", 1))


def test_footnotes_in_code_and_comments_are_not_looked_for() -> None:
    body = "`[^0-9]` \\[^a] <!-- [^b] -->\n\n```\n[^c]\n[^d]: e\n```\n"
    found = outline.read(body)
    assert (found.notes, found.note_references) == ((), ())


def test_what_an_extension_indents_is_text() -> None:
    body = (
        '!!! note "A"\n    [one](a.md)\n\n    ??? more\n        ## Two { #two }\n\n'
        '=== "Tab"\n\n    ```\n    !!! code\n    ```\n\n'
        "[^n]: First.\n\n    [last](b.md)\n\nEnd.\n\n    [code](c.md)\n"
    )
    found = outline.read(body)
    assert [(link.target, link.line) for link in found.links] == [("a.md", 2), ("b.md", 15)]
    assert [(heading.id, heading.line) for heading in found.headings] == [("two", 5)]
    assert found.foreign_marks == (("!!!", 1), ("???", 4), ("===", 7))


def test_code_that_is_never_closed_is_told() -> None:
    body = "```py title='x'\na\n```\n\n> ~~~\n> b\n> ~~~\n\n````\n```\n"
    fences = outline.read(body).fences
    assert [(fence.mark, fence.line, fence.is_closed) for fence in fences] == [
        ("```", 1, True),
        ("~~~", 5, True),
        ("````", 9, False),
    ]

"""What an article says of itself: headings, links, ids, blocks, notes, and lines of the file."""

from __future__ import annotations

import pytest
from reading import read

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


def faults(text: str) -> list[tuple[str, int]]:
    return [(fault.kind, fault.line) for fault in read(text).faults]


def test_headings_links_and_ids_have_lines_of_the_file() -> None:
    found = read(BODY, first_line=11)
    assert [(h.level, h.own_id, h.line) for h in found.headings] == [(2, "head", 14)]
    assert [(link.target, link.line) for link in found.links] == [("a.md#x", 11), ("c.md", 28)]
    assert [(p.source, p.line) for p in found.pictures] == [("p.png", 12)]
    assert found.ids == (("head", 14), ("raw", 34))


def test_blocks_nest_and_code_is_left_alone() -> None:
    found = read(BODY).directives
    assert [(b.name, b.argument, b.line, b.end_line, b.is_closed) for b in found] == [
        ("case-study", "seoul", 11, 12, True),
        ("recommendation", "outer", 14, 21, True),
        ("key-message", "inner", 17, 19, True),
    ]
    assert found[1].options == (("open", True),)


def test_an_unclosed_block_and_a_stray_close_are_told() -> None:
    (block,) = read("/// figure | a\n\ntext\n").directives
    assert not block.is_closed
    assert faults("text\n\n///\n") == [("block-stray", 3)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One **two** [three](four.md) `five`.\n", 4),
        ("## One { #one }\n\nTwo\n\n- three\n- four\n\n| five | six |\n| - | - |\n", 6),
        ("Water.[^a]\n\n[^a]: Of all.\n", 3),
    ],
)
def test_words_leave_out_markup_and_targets(text: str, words: int) -> None:
    assert read(text).words == words


@pytest.mark.parametrize(
    "line",
    [
        "/// case-study – seoul",
        "/// case-study seoul",
        "///\u00a0case-study | seoul",
        "\u200b/// case-study | seoul",
        "\uff0f\uff0f\uff0f case-study | seoul",
    ],
)
def test_a_mistyped_opening_is_told_once_and_closed_by_its_close(line: str) -> None:
    text = f"Text.\n\n{line}\n///\n"
    (block,) = read(text).directives
    assert (block.name, block.argument, block.line, block.is_closed) == (
        "case-study",
        "seoul",
        3,
        True,
    )
    assert faults(text) == [("block-line", 3)]


def test_lines_of_a_block_in_code_are_no_blocks() -> None:
    assert read("- a\n\n    ```\n    /// case-study | x\n    ```\n").directives == ()


def test_a_note_of_one_word_or_address_is_a_note() -> None:
    found = read("One[^a] and two[^b].\n\n[^a]: Ibid.\n[^b]: https://a.org/b\n\n[r]: c.md\n")
    assert [(name, note.line) for name, note in found.notes.items()] == [("a", 3), ("b", 4)]
    assert [(r.name, r.line) for r in found.note_references] == [("a", 1), ("b", 1)]
    assert [(link.target, link.is_bare) for link in found.links] == [("https://a.org/b", True)]


def test_footnotes_in_code_and_comments_are_not_looked_for() -> None:
    found = read("`[^0-9]` \\[^a] <!-- [^b] -->\n\n```\n[^c]\n[^d]: e\n```\n")
    assert (found.notes, found.note_references, found.faults) == ({}, (), ())


def test_what_an_extension_indents_is_text() -> None:
    body = (
        '!!! note "A"\n    [one](a.md)\n\n    ??? more\n        ## Two { #two }\n\n'
        '=== "Tab"\n\n    ```\n    !!! code\n    ```\n\n'
        "[^n]: First.\n\n    [last](b.md)\n\nEnd.\n\n    [code](c.md)\n"
    )
    found = read(body)
    assert [(link.target, link.line) for link in found.links] == [("a.md", 2), ("b.md", 15)]
    assert [(heading.own_id, heading.line) for heading in found.headings] == [("two", 5)]


def test_code_that_is_never_closed_is_told() -> None:
    assert faults("```py title='x'\na\n```\n\n> ~~~\n> b\n> ~~~\n\n````\n```\n") == [
        ("fence-unclosed", 9)
    ]

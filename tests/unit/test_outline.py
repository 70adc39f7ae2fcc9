from __future__ import annotations

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

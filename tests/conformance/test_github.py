"""What is printed has the structure that GitHub's own program, cmark-gfm, gives the same text."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from issue_papers.articles.reader import Reader

from .structures import of_article, of_html

TEXTS = (Path(__file__).parent / "texts.md").read_text(encoding="utf-8").split("\n%%%\n")

LEAVES = {
    "paragraph": "Some *words* and `code`.",
    "two lines": "First line\nsecond line",
    "two paragraphs": "One.\n\nTwo.",
    "heading": "## A heading",
    "heading below a line": "Text\n### A heading",
    "underlined": "A heading\n---",
    "bullets": "- one\n- two",
    "bullets below a line": "Text:\n- one\n- two",
    "loose bullets": "- one\n\n- two",
    "numbers": "3. three\n4. four",
    "numbers below a line": "Text:\n1. one\n2. two",
    "nested by two": "- one\n  - two\n    - three",
    "nested by three": "1. one\n   - two\n2. three",
    "bullets after numbers": "1. one\n2. two\n- three",
    "fence": "```python\nx = 1\n\ny = 2\n```",
    "fence below a line": "Text\n```\ncode\n```",
    "table": "| a | b |\n| --- | :-: |\n| 1 | 2 |\n| 3 |",
    "table below a line": "Text:\n| a | b |\n| - | - |\n| x | y |",
    "quotation": "> quoted\n> more",
    "quotation below a line": "Text\n> quoted",
    "lazy quotation": "> quoted\nmore",
    "rule": "Text\n\n---\n\nmore",
    "tasks": "- [ ] open\n- [x] done",
    "hard breaks": "one  \ntwo\\\nthree",
    "struck": "~~gone~~ and kept",
    "addresses": "See www.example.org and https://example.org/x_(y).",
    "indented code": "Text\n\n    code\n",
}
NOT_IN_CONTAINERS = {"tasks"}
"""cmark-gfm takes tasks on the first line of a container for text, and those below for tasks."""

AROUND = {
    "item": "- {}",
    "numbered item": "1. {}",
    "second item": "- first\n- {}",
    "quotation": "> {}",
    "item in a quotation": "> - {}",
    "quotation in an item": "- > {}",
    "item in an item": "- a\n  - {}",
}


@cache
def reader() -> Reader:
    return Reader()


def agree(text: str) -> None:
    markup = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    assert of_article(reader().read(text)) == of_html(markup), text


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.strip().split("\n")[0][:40])
def test_a_text_is_read_as_github_reads_it(text: str) -> None:
    agree(text)


@pytest.mark.parametrize("leaf", LEAVES)
def test_every_construct_is_read_as_github_reads_it(leaf: str) -> None:
    agree(LEAVES[leaf])


@pytest.mark.parametrize(
    ("around", "leaf"), [*product(AROUND, sorted(LEAVES.keys() - NOT_IN_CONTAINERS))]
)
def test_every_construct_may_stand_in_another(around: str, leaf: str) -> None:
    agree(inside(AROUND[around], LEAVES[leaf]))


def test_constructs_may_follow_each_other_with_and_without_an_empty_line() -> None:
    for gap, (first, second) in product(("\n", "\n\n"), product(LEAVES.values(), repeat=2)):
        agree(f"{first}{gap}{second}")


def inside(frame: str, text: str) -> str:
    """Put a text into a container: its first line is marked, the others go on below it."""
    opening = frame.partition("{}")[0].split("\n")[-1]
    further = "".join(">" if c == ">" else " " for c in opening)
    first, *rest = text.split("\n")
    lines = [frame.format(first), *(f"{further}{line}".rstrip() for line in rest)]
    return "\n".join(lines)

"""Pandoc's citations, read out of Markdown."""

from __future__ import annotations

import pytest
from issue_papers.articles.citation_syntax import find
from reading import read

KEY, PREFIX, LABEL, LOCATOR, SUFFIX = range(5)


def items(text: str) -> list[tuple[str, str, str, str, str]]:
    return [
        (item.key, item.prefix, item.label, item.locator, item.suffix)
        for cluster in find(text)
        for item in cluster.items
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@zapata2007]", [("zapata2007", "", "", "", "")]),
        ("[@zapata2007, p. 12]", [("zapata2007", "", "page", "12", "")]),
        ("[@a, 33]", [("a", "", "page", "33", "")]),
        ("[@a, pp. 3-5, 8 and passim]", [("a", "", "page", "3-5, 8", "and passim")]),
        ("[@a, págs. 3-5]", [("a", "", "page", "3-5", "")]),
        ("[@a, S. 3-5]", [("a", "", "page", "3-5", "")]),
        ("[@a S. 12]", [("a", "", "page", "12", "")]),
        ("[@a, Abb. 2]", [("a", "", "figure", "2", "")]),
        ("[@a, chap. IV]", [("a", "", "chapter", "IV", "")]),
        ("[@a, § 4]", [("a", "", "section", "4", "")]),
        ("[@a, {sec. IV}, plus]", [("a", "", "section", "IV", ", plus")]),
        ("[@a, in print]", [("a", "", "", "", ", in print")]),
        ("[@a; my emphasis]", [("a", "", "", "", "; my emphasis")]),
        ("[see @a; also @b, p. 3]", [("a", "see", "", "", ""), ("b", "also", "page", "3", "")]),
        ("[see *also* @a]", [("a", "see also", "", "", "")]),
        ("[@{http://x.org/y}, p. 3]", [("http://x.org/y", "", "page", "3", "")]),
        ("[@Zürich-2007:b]", [("Zürich-2007:b", "", "", "", "")]),
        ("[@a;]", [("a", "", "", "", "")]),
        ("[@a؛ @b\uff1b@c]", [(key, "", "", "", "") for key in "abc"]),
        ("[@a، ص 12]", [("a", "", "", "", ", ص 12")]),
        ("[@a\uff0c第12頁]", [("a", "", "", "", ", 第12頁")]),
        ("[@a, v. 3]", [("a", "", "", "", ", v. 3")]),
        ("[@a, v]", [("a", "", "page", "v", "")]),
        ("[@a, 00:12:30]", [("a", "", "", "", ", 00:12:30")]),
        ("[@a, 12: so]", [("a", "", "page", "12", ": so")]),
        ("As follows [@a]: this", [("a", "", "", "", "")]),
        ("@a [p. 3]: this", [("a", "", "page", "3", "")]),
        ("[@a، 12، 14]", [("a", "", "page", "12، 14", "")]),
        ("@a says", [("a", "", "", "", "")]),
        ("(@a.)", [("a", "", "", "", "")]),
        ("@a’s idea", [("a", "", "", "", "")]),
        ("@a [p. 3] says", [("a", "", "page", "3", "")]),
        ("@a\n[p. 3] says", [("a", "", "page", "3", "")]),
        ("@a [a note](x.md)", [("a", "", "", "", "")]),
        ("[^1]: @a", [("a", "", "", "", "")]),
    ],
)
def test_a_citation_is_read(text: str, expected: list[tuple[str, ...]]) -> None:
    assert items(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mail me@example.org",
        "<me@example.org>",
        r"\@Metropolis and [\@a]",
        "`@code` and ``[@a] ` @b``",
        "[@a](https://example.org)",
        "[write to @a](https://example.org)",
        "![@a](picture.png)",
        "https://example.org/@a",
        '<span title="@a">x</span>',
        "<!-- [@a] -->",
        "an @ alone, and a key@",
        "![x](y.png){ data-handle=@a }",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert find(text) == ()


def test_the_author_is_in_the_sentence_or_left_out() -> None:
    (narrative,) = find("@a")
    (bracketed,) = find("[-@a; @b]")
    assert narrative.is_narrative
    assert not bracketed.is_narrative
    assert [item.is_author_suppressed for item in bracketed.items] == [True, False]


def test_a_citation_knows_its_extent() -> None:
    text = "So [see @a; @b], and @c [p. 3]."
    assert [text[c.start : c.end] for c in find(text)] == ["[see @a; @b]", "@c [p. 3]"]


def test_a_colon_behind_a_citation_makes_no_definition_of_it() -> None:
    (citation,) = read("As found [@a, p. 3]: so.\n\n[@b]: https://example.org/\n", 1).citations
    assert citation.source == "[@a, p. 3]"


def test_lines_are_lines_of_the_file() -> None:
    body = (
        "One.\n\n- two\n  [@a]\n\nThree.\n\n    @code\n\n[^n]: Note,\n    @b.\n\n```\n@code\n```\n"
    )
    assert [(c.source, c.line) for c in read(body, 10).citations] == [("[@a]", 13), ("@b", 20)]

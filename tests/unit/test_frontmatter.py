from __future__ import annotations

import datetime as dt

import pytest
from issue_papers.content import frontmatter


def test_keys_have_the_lines_of_the_file() -> None:
    text = "---\ntitle: A\nfigures:\n  - {id: x, value: 1}\n  - id: y\n    value: 2\n---\nBody\n"
    source, problems = frontmatter.parse(text, "p.md")
    assert problems == []
    assert source.meta.line(("title",)) == 2
    assert source.meta.line(("figures", 0, "value")) == 4
    assert source.meta.line(("figures", 1, "value")) == 6
    assert source.meta.line(("figures", 1, "missing")) == 5
    assert (source.body, source.body_line) == ("Body\n", 8)


def test_a_file_without_front_matter_is_all_body() -> None:
    source, problems = frontmatter.parse("# Title\n\n---\n\nText\n", "p.md")
    assert problems == []
    assert source.meta.value == {}
    assert (source.body, source.body_line) == ("# Title\n\n---\n\nText\n", 1)


def test_a_dash_line_in_the_body_does_not_end_the_front_matter_twice() -> None:
    source, _ = frontmatter.parse("---\na: 1\n---\none\n---\ntwo\n", "p.md")
    assert source.meta.value == {"a": 1}
    assert source.body == "one\n---\ntwo\n"


def test_bytes_become_text_without_mark_and_with_plain_line_ends() -> None:
    text, problems = frontmatter.decode(b"\xef\xbb\xbfa\r\nb\rc", "p.md")
    assert (text, problems) == ("a\nb\nc", [])


def test_a_nested_duplicate_key_is_found_with_both_lines() -> None:
    _, problems = frontmatter.parse_yaml("a:\n  b: 1\n  c: 2\n  b: 3\n", "p.yml")
    assert [(p.line, p.key) for p in problems] == [(4, "a.b")]
    assert "line 2 and on line 4" in problems[0].message


def test_only_true_and_false_are_truth_values() -> None:
    """Norway's code and Norwegian's tag are no, to YAML 1.1, and so are on and off."""
    text = "country: NO\nnames: {no: Oslo}\nlanguages: [no, y, on]\nmenu: true\n"
    data, problems = frontmatter.parse_yaml(text, "cities.yml")
    assert problems == []
    assert data.value == {
        "country": "NO",
        "names": {"no": "Oslo"},
        "languages": ["no", "y", "on"],
        "menu": True,
    }


def test_numbers_and_dates_are_what_they_look_like() -> None:
    text = "zero: 010\nclock: 1:30\nday: 2022-02-30\nsound: 2022-02-28\nbig: 1_000\n"
    data, problems = frontmatter.parse_yaml(text, "p.yml")
    assert problems == []
    assert data.value == {
        "zero": 10,
        "clock": "1:30",
        "day": "2022-02-30",
        "sound": dt.date(2022, 2, 28),
        "big": 1000,
    }


def test_a_comment_after_a_text_is_noted_with_its_key() -> None:
    text = "title: Ranked #1\nquoted: 'Ranked #1'\nlist: [a] # b\nplace: x # y\n"
    data, _ = frontmatter.parse_yaml(text, "p.yml")
    assert data.comments == {("title",): "#1", ("place",): "# y"}


@pytest.mark.parametrize("first", ["—-", "----", " ---", "\ufeff---", "\n---", "–––"])
def test_front_matter_that_is_not_recognised_is_one_fault(first: str) -> None:
    _, problems = frontmatter.parse(f"{first}\ntitle: A\n---\nBody\n", "p.md")
    assert [problem.key for problem in problems] == ["front matter"]


def test_a_rule_at_the_start_of_a_text_is_no_front_matter() -> None:
    assert frontmatter.parse("----\n\nBody: that.\n", "p.md")[1] == []
    assert frontmatter.parse("\nBody: that.\n", "p.md")[1] == []


def test_an_underlined_heading_is_no_conflict() -> None:
    assert frontmatter.decode(b"Heading\n=======\n\n>>>>>> quoted\n", "p.md")[1] == []


def test_each_line_with_forbidden_characters_is_said_once() -> None:
    _, problems = frontmatter.decode(b"a\x0bb\x0cc\nd\n\x07", "p.md")
    assert [problem.line for problem in problems] == [1, 3]

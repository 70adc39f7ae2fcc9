from __future__ import annotations

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

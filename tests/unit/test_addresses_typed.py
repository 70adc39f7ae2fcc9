"""Bare addresses, where they end; and how addresses on the web are mistyped."""

from __future__ import annotations

import pytest
from issue_papers.articles.inline_syntax import trimmed
from issue_papers.checks.unknown_elements import quoted
from issue_papers.checks.web_addresses import mistyped, unquoted


@pytest.mark.parametrize("end", [";", "»;", "”;", "،", "؛", "。", "、", ");", ".”", "؟", "。」"])
def test_what_ends_a_sentence_ends_no_address(end: str) -> None:
    assert trimmed(f"https://x.example/c?x=1{end}") == "https://x.example/c?x=1"


@pytest.mark.parametrize("path", ["a_(b)", "?q=[1]", "a;b", "a/", "#b=1"])
def test_an_address_ends_as_it_is_typed(path: str) -> None:
    assert trimmed(f"https://x.example/{path}") == f"https://x.example/{path}"


@pytest.mark.parametrize("target", ["“a.md”", '"a.md"', "« a.md »", "‘a.md’", "„a.md“"])
def test_quotation_marks_around_a_target(target: str) -> None:
    assert unquoted(target) == "a.md"


@pytest.mark.parametrize("target", ["a.md", "l’eau.md", "“a b”.md", "“two words”", ""])
def test_a_target_without_quotation_marks_around_it(target: str) -> None:
    assert not unquoted(target)


@pytest.mark.parametrize("start", ["https:/", "https//", "https;//", "https:", "https:///"])
def test_a_mistyped_beginning(start: str) -> None:
    assert mistyped(f"{start}x.example/a") == "https://x.example/a"


@pytest.mark.parametrize("target", ["https/notes.md", "https.md", "httpd:x.example", "start.md"])
def test_a_path_is_no_mistyped_address(target: str) -> None:
    assert not mistyped(target)


def test_words_stand_in_their_languages_marks() -> None:
    languages = ("en", "fr", "de", "ar", "xx")
    assert [quoted("a", each) for each in languages] == ["“a”", "«a»", "„a“", "«a»", "“a”"]

"""What is worked out of texts is held for those that were opened last, and comes out the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import pytest
from issue_papers.articles import opened as module
from issue_papers.articles.opened import Opened, opened
from issue_papers.articles.reader import Reader
from issue_papers.content.outline import outline


@dataclass
class _Text:
    held: Opened
    times: list[str] = field(default_factory=list)

    @opened
    def words(self) -> int:
        """What is worked out."""
        self.times.append("words")
        return len(self.times)


def test_a_value_is_held_until_others_have_been_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    made = partial(_Text, Opened())
    first, second, third = made(), made(), made()
    assert [first.words, first.words, second.words] == [1, 1, 1]
    assert third.words == 1
    assert [len(each.times) for each in (first, second, third)] == [1, 1, 1]
    assert first.words == 2, "it was let go, and is worked out again"
    assert third.words == 1
    assert second.words == 2


def test_an_outline_has_what_others_ask_of_a_text() -> None:
    text = (
        "## One {: #one }\n\nCited [@a, p. 7; @b].\n\n![x](pictures/a.png)\n\n"
        "/// key-message | two\nWords.\n///\n\n## Two"
    )
    seen = outline(Reader().read(text, 5))
    assert [(h.level, h.line, h.own_id, h.text) for h in seen.headings] == [
        (2, 5, "one", "One"),
        (2, 15, "", "Two"),
    ]
    assert [(line, item.key, item.locator) for line, item in seen.cited] == [
        (7, "a", "7"),
        (7, "b", ""),
    ]
    assert [(p.line, p.source, p.alt) for p in seen.pictures] == [(9, "pictures/a.png", "x")]
    assert not seen.lists_works

"""Words that have changed: what counts as a word, and which passages of a paper read otherwise."""

from __future__ import annotations

import pytest
from issue_papers.building.edition_changes import Texts, compared
from issue_papers.translation.word_diff import Change, tokens, word_diff

KEPT, REMOVED, ADDED = Change.KEPT, Change.REMOVED, Change.ADDED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It’s 1,500 km.", ["It’s ", "1,500 ", "km", "."]),
        ("a well-known U.S. case", ["a ", "well", "-", "known ", "U.S", ". ", "case"]),
        ("l’été, déjà", ["l’été", ", ", "déjà"]),
        ("e\u0301te\u0301 नदी", ["e\u0301te\u0301 ", "नदी"]),
        ("城市的水", ["城", "市", "的", "水"]),
        ("น้ำใส", ["น้ำ", "ใ", "ส"]),
        ("مياه المدينة", ["مياه ", "المدينة"]),
    ],
)
def test_words_end_where_their_script_ends_them(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        (
            "Rivers run dry.",
            "Rivers dry up.",
            [(KEPT, "Rivers "), (REMOVED, "run "), (KEPT, "dry "), (ADDED, "up"), (KEPT, ".")],
        ),
        ("Rivers dry", "Rivers, dry", [(KEPT, "Rivers"), (ADDED, ", "), (KEPT, "dry")]),
        ("城市缺水", "城市有水", [(KEPT, "城市"), (REMOVED, "缺"), (ADDED, "有"), (KEPT, "水")]),
        ("one, two", "three, four", [(REMOVED, "one, two"), (ADDED, "three, four")]),
        ("", "new", [(ADDED, "new")]),
        ("old", "", [(REMOVED, "old")]),
    ],
)
def test_runs_of_words_are_told_in_order(
    old: str, new: str, runs: list[tuple[Change, str]]
) -> None:
    found = list(word_diff(old, new))
    assert found == runs
    assert "".join(w for c, w in found if c is not REMOVED).split() == new.split()
    kept = "".join(w for c, w in found if c is not ADDED)
    assert "".join(kept.split()) == "".join(old.split())


THEN: Texts = {
    "en": {
        "a.md": {"p-same": "Same.", "p-word": "Old word.", "p-gone": "Gone.", "p-moved": "Moved."},
        "b.md": {"p-b": "B."},
    },
    "es": {"a.md": {"p-word": "Palabra."}},
}
NOW: Texts = {
    "en": {
        "a.md": {"p-same": "Same.", "p-word": "New word.", "p-new": "New."},
        "b.md": {"p-b": "B.", "p-moved": "Moved."},
    },
    "es": {"a.md": {"p-word": "Palabra."}, "b.md": {"p-b": "B, en español."}},
    "fr": {"a.md": {"p-word": "Mot."}},
}


def test_passages_are_compared_by_their_ids() -> None:
    changes = compared(THEN, NOW, "en", "en")
    assert changes is not None
    word, new, gone = changes["a.md"]
    assert word.told == [("-", "Old "), ("+", "New "), ("", "word.")]
    assert not word.is_new
    assert not word.is_gone
    assert (new.id, new.is_new, new.is_gone) == ("p-new", True, False)
    assert (gone.id, gone.is_new, gone.is_gone) == ("p-gone", False, True)
    assert "b.md" not in changes  # what has only moved says what it said


def test_a_page_that_was_translated_since_says_nothing_new() -> None:
    assert compared(THEN, NOW, "es", "en") == {}
    assert compared(THEN, NOW, "fr", "en") is None

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issue_papers.content.passages import Passage
from reading import read

WORD = st.text(
    st.characters(categories=("L", "Nd"), exclude_characters="ªº"), min_size=1, max_size=9
)
PARAGRAPH = st.lists(WORD, min_size=1, max_size=40).map(" ".join)
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=4)


def passage(text: str) -> Passage:
    return Passage("x", text, 1, body_traces=read(text).traces)


def hashes(text: str) -> tuple[str, str]:
    return passage(text).words_hash, passage(text).form_hash


@given(TEXT, st.integers(12, 120))
def test_wrapping_changes_nothing(paragraphs: list[str], width: int) -> None:
    plain = "\n\n".join(paragraphs)
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(p, width, break_long_words=False)) for p in paragraphs
    )
    assert hashes(wrapped) == hashes(plain)


@given(TEXT)
def test_composition_and_line_ends_change_nothing(paragraphs: list[str]) -> None:
    plain = unicodedata.normalize("NFC", "\n\n".join(paragraphs))
    assert hashes(unicodedata.normalize("NFD", plain)) == hashes(plain)
    assert hashes(plain.replace("\n", "\r\n")) == hashes(plain)
    assert hashes(f"{plain}\n\n<!-- a note\nto nobody -->") == hashes(plain)


@given(TEXT, st.data())
def test_any_other_letter_or_digit_changes_it(paragraphs: list[str], data: st.DataObject) -> None:
    plain = unicodedata.normalize("NFC", "\n\n".join(paragraphs))
    letters = [i for i, character in enumerate(plain) if character.isalnum()]
    index = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from("aZ9é").filter(lambda c: c != plain[index]))
    changed = plain[:index] + other + plain[index + 1 :]
    if unicodedata.normalize("NFC", changed) != plain:
        assert passage(changed).words_hash != passage(plain).words_hash


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("See [the map](a.md#x).", "See [the map](b.md#y)."),
        ("A *bold* claim.", "A **bold** claim."),
        ("## Why { #why }\n\nText", "## Why { #why .wide }\n\nText"),
        ("*Cadre*{ lang=fr } is a word.", "*Cadre* is a word."),
    ],
)
def test_markup_and_targets_are_form_not_words(before: str, after: str) -> None:
    assert passage(before).words_hash == passage(after).words_hash
    assert passage(before).form_hash != passage(after).form_hash


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It has 40 members.", "It has 14 members."),
        ("- one\n- two", "- one\n- too"),
        ("| a | b |\n| - | - |\n| c | d |", "| a | b |\n| - | - |\n| c | e |"),
        ("/// case-study | seoul\n///", "/// case-study | dakar\n///"),
        ("![A well](w.png)", "![A pump](w.png)"),
        ("```\ncode\n```", "```\ncodes\n```"),
    ],
)
def test_what_a_reader_reads_is_words(before: str, after: str) -> None:
    assert passage(before).words_hash != passage(after).words_hash


def test_a_note_that_is_one_word_or_an_address_counts() -> None:
    """CommonMark alone takes it for a link's definition, with no words."""
    assert hashes("[^a]: https://a.org/1") != hashes("[^a]: https://a.org/2")
    assert passage("[^a]: Ibid.").words == "[^a]: Ibid."

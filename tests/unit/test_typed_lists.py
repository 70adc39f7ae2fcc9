"""Lines that look like items of a list, and aren't; see `tests/sites/broken/lists-as-pasted`."""

from __future__ import annotations

import pytest
from issue_papers.articles.typed_lists import first_apart, first_item


@pytest.mark.parametrize(
    "text",
    [
        "—Hola —dijo.",
        "– a single line",
        "— Bonjour.\nElle sortit.",
        "The city\n– the largest –\nhas wells.",
        "A – B\n– C",
        "Paris • London\n• Rome",
        "• • •",
        "a. m. is\nno",
        "a) one",
        "(1) one",
        "vi) one",
        "e.g. this\nf.e. that",
        "i.e. this\nii",
        "C. Jones\nD. Smith",
        "I. Newton\nJ. Locke",
        "USA. It\nUSB. It",
        "in\n2019. Then\n2020. Then",
        "in\n1990. A year\n2. Then",
        "-5 degrees\n-3 degrees",
        "1.5 million\n2.5 million",
        "1.000 euros\n2.000 euros",
        "50-year plans\n51-year plans",
        "1.º uno\n2.º dos",
        "(see above)\n(see below)",
        "5 rue Bleue\n75001 Paris",
        "*Source: the town",
    ],
)
def test_other_lines_are_no_items(text: str) -> None:
    assert first_item(text) is None


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("— Bonjour.", "— Bonsoir."),
        ("–Hola.", "–Adiós."),
        ("-Hola.", "-Adiós."),
        ("(1) Whereas it rains,", "(2) whereas it pours,"),
        ("a) El derecho al agua.", "b) El derecho a la vida."),
        ("1.one", "5.two"),
    ],
)
def test_paragraphs_of_their_own_are_no_items(paragraphs: tuple[str, str]) -> None:
    assert first_apart(*paragraphs) is None


def test_lines_of_a_list_count_on() -> None:
    assert first_item("one\n1.1. sub") is None
    assert first_item("one\n1.1. sub", 1) is not None
    assert first_item("one\n1.1. sub\n1.2. sub") is not None

"""Values as people type them, and what they are told to type."""

from __future__ import annotations

import pytest
from issue_papers.content import meant

PERCENT = ", and the sign as `unit: percent`"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1,5 %", f"write `value: 1.5`{PERCENT}"),
        ("22 percent", f"write `value: 22`{PERCENT}"),
        ("22 por ciento", f"write `value: 22`{PERCENT}"),
        ("\u0662\u0662\u066a", f"write `value: 22`{PERCENT}"),
        ("12.345,67", "write `12345.67`"),
        ("1'234'567", "write `1234567`"),
        ("\u0665\u0660", "write `50`"),
        ("1.500 km", "write `1500` or `1.500`, whichever is meant"),
        ("100 km", "write `100`, and “km” in the label"),
        ("~ 500", "write `500`, and “~” in the label"),
        ("environ 500", "write `500`, and “environ” in the label"),
        ("3 million", "write `3000000`"),
        ("1,5 millones de pesos", "write `1500000`, and “pesos” in the label"),
        ("2.5 milliards €", "write `value: 2500000000`, and the money as `currency: EUR`"),
        ("3 billion", "write `3000000000` or `3000000000000`, whichever is meant"),
        ("€ 500", "write `value: 500`, and the money as `currency: EUR`"),
        ("500 KES", "write `value: 500`, and the money as `currency: KES`"),
        ("20-30", None),
        ("many", None),
        ("12, 13", None),
    ],
)
def test_a_number(typed: str, hint: str | None) -> None:
    said = meant.number_hint(typed, "value")
    assert (said and str(said)) == hint


def test_a_number_of_another_key_is_a_number_alone() -> None:
    assert str(meant.number_hint("20 min", "minutes")) == "write `20`"


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2016–2019", ("2016", "2019")),
        ("2016-19", ("2016", "2019")),
        ("2016/17", ("2016", "2017")),
        ("2016 hasta 2019", ("2016", "2019")),
        ("2016", ("2016", "2016")),
        ("2016-05", ("2016-05", "2016-05")),
        ("since 2016", ("2016", "")),
        ("depuis 2016-05", ("2016-05", "")),
        ("2016–", ("2016", "")),
        ("2016 – present", ("2016", "")),
        ("2019-2016", None),
        ("the nineties", None),
    ],
)
def test_a_period(typed: str, period: tuple[str, str] | None) -> None:
    assert meant.period(typed) == period

"""The point of a picture that stays in sight where it is cropped, as people write it."""

from __future__ import annotations

from issue_papers.reporting.messages import say


def point(value: object) -> tuple[float, float]:
    """Return how far a point is from a picture's left and from its top, in per cent.

    Args:
        value: What was written.

    Raises:
        ValueError: It is no list of two percentages; the message says what it is.
    """
    if isinstance(value, list | tuple):
        numbers = value if all(map(_is_number, value)) else ()
        if len(numbers) == 2 and all(0 <= each <= 100 for each in numbers):  # noqa: PLR2004
            return numbers[0], numbers[1]
        found: object = f"[{', '.join(map(str, numbers))}]" if numbers else say("a list")
    else:
        text = str(value)
        is_short = text.isprintable() and len(text) < 60  # noqa: PLR2004
        found = say("“{value}”", value=text) if is_short else say("a long text")
    raise ValueError(
        say(
            "found {found}, expected two numbers from 0 to 100, as [60, 30]: how far the point is "
            "from the picture's left and from its top",
            found=found,
        )
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

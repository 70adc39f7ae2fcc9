"""What Typst remembers of what it has set, and how it is made to forget it.

Typst keeps what its functions have made, so that what is set again with a small change takes
little time. In a process that sets one edition after the other that is of no use, and grows by a
hundred megabytes with each. The compiler lets go of what it hasn't needed for ten compilations
(Typst 0.15): as many of nothing are soon done.
"""

from __future__ import annotations

import typst

_REMEMBERED = 10
"""For how many compilations Typst remembers what it doesn't need."""


def forget() -> None:
    """Have Typst forget what it has set in this process, but for the fonts that it has read."""
    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(_REMEMBERED + 1):
        typst.compile(b"", font_paths=none, format="svg")

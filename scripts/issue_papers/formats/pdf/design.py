"""How a paper is set: on which paper, how large, with how much ink, and by which template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from issue_papers.formats.declaration import Options, UnusableOptionError
from issue_papers.reporting.messages import say

SHEETS = ("a4", "us-letter")
"""Sizes of paper, by Typst's names; the first unless told."""
COVERS = ("full", "light")
"""Covers: in colour, or letters on white; the first unless told."""
DATA = ("appendix", "none")
"""Where the data of charts stands; the first unless told."""
_VALUES: Mapping[str, tuple[str, ...]] = {"paper": SHEETS, "cover": COVERS, "data": DATA}


@dataclass(frozen=True)
class Design:
    """How a paper is set.

    Attributes:
        paper: `a4` or `us-letter`.
        cover: `full` or `light`.
        is_large: Whether it is large print.
        template: The file in `editions/pdf/` that draws it.
        has_data: Whether the data of its charts is an appendix.
    """

    paper: str = SHEETS[0]
    cover: str = COVERS[0]
    is_large: bool = False
    template: str = "paper.typ"
    has_data: bool = True

    @classmethod
    def of(cls, options: Options, *, is_large: bool = False) -> Design:
        """Return what an option has chosen."""
        has_data = options["data"] == DATA[0]
        return cls(options["paper"], options["cover"], is_large, has_data=has_data)


def read(option: str, value: object, *keys: str) -> Options | None:
    """Read the value of an option that says how a paper is set.

    Args:
        option: Its name.
        value: Its value: whether it is wanted, or a mapping.
        keys: What the mapping may have.

    Returns:
        What is chosen, by key; nothing if the format isn't wanted.

    Raises:
        UnusableOptionError: The mapping has something else.
    """
    if value is False:
        return None
    given = value if isinstance(value, dict) else {}
    for key, chosen in given.items():
        if key not in keys or chosen not in _VALUES[key]:
            names = _VALUES[key] if key in keys else _VALUES[keys[0]]
            raise UnusableOptionError(
                say(
                    "found `{found}` in the option `{option}` of issue-papers, expected `{key}:` "
                    "with one of {values}",
                    found=chosen if key in keys else key,
                    option=option,
                    key=key if key in keys else keys[0],
                    values=", ".join(f"`{name}`" for name in names),
                )
            )
    return {key: given.get(key, _VALUES[key][0]) for key in keys}

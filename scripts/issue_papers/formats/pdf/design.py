"""How a paper is set: on which paper, how large, with how much ink, and by which template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from issue_papers.content.frontmatter import type_name
from issue_papers.formats.declaration import Options, UnusableOptionError
from issue_papers.reporting.faults import Fault
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import closest, listed, nearest

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
    faults = []
    for key, chosen in given.items():
        at = f"{option}.{key}"
        if key not in keys:
            faults.append(
                Fault(at, say("`{key}` is no setting", key=str(key)), closest(str(key), keys))
            )
        elif chosen not in _VALUES[key]:
            message = say(
                "found {found}, expected {expected}",
                found=type_name(chosen),
                expected=say("one of {values}", values=listed(_VALUES[key], len(_VALUES[key]))),
            )
            near = nearest(str(chosen), _VALUES[key])
            faults.append(Fault(at, message, say("write `{value}`", value=near) if near else ""))
    if faults:
        raise UnusableOptionError(*faults)
    return {key: given.get(key, _VALUES[key][0]) for key in keys}

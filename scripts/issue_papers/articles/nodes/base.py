"""What all nodes have."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.slotted import Slotted


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Slotted):
    """What all nodes have.

    Attributes:
        line: Line of the file on which the node begins; 0 where it comes from no file.
        id: The place that links lead to, unique on its page; empty if there is none.
        lang: BCP 47 tag, where the node's language isn't that of what is around it.
        dir: `ltr`, `rtl` or `auto`, where the writer of the text says so.
        role: What the node is for, in the field's words: `label`, `bibliography`, `facts` …
        classes: Class names that the writer of the text gave it, `{ .lead }`. Only the web's theme
            may have a meaning for them.
    """

    line: int = 0
    id: str = ""
    lang: str = ""
    dir: str = ""
    role: str = ""
    classes: tuple[str, ...] = ()


class Inline(Node):
    """A node of running text."""

    __slots__ = ()


class Block(Node):
    """A node that stands by itself."""

    __slots__ = ()

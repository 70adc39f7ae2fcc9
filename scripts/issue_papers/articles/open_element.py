"""An element of the tree that is being built, before its end is met."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET


@dataclass
class Frame:
    """An element that is open; `is_raw` if the text's own HTML opened it, `typed` as what."""

    element: ET.Element
    is_raw: bool
    line: int
    typed: str = ""

    @property
    def tag(self) -> str:
        """The element's name, as it is typed where HTML has opened it."""
        return self.typed or str(self.element.tag)

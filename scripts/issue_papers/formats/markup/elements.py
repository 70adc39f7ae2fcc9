"""Elements of HTML as text: the one place that knows where angle brackets and quotation marks go.

What is written is HTML and, if asked for, well-formed XML as well (the XHTML syntax of HTML).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Attributes: TypeAlias = Mapping[str, "str | int | bool | None"]
"""Values by name. `True` means that the attribute is there, `False` and `None` that it isn't."""

VOID = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})
"""Elements that hold nothing and have no end."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold."""


def escaped(text: str) -> str:
    """Return words as they stand between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True)
class Syntax:
    """How elements are written.

    Attributes:
        is_xml: Whether the result has to be well-formed XML.
    """

    is_xml: bool = False

    def text(self, text: str) -> str:
        """Return words as they stand between tags."""
        return escaped(_NOT_IN_XML.sub("", text) if self.is_xml else text)

    def attributes(self, given: Attributes) -> str:
        """Return attributes as they stand in a tag, each with a space before it."""
        parts = []
        for name, value in given.items():
            if value is None or value is False:
                continue
            written = self._value(name if value is True else value)
            parts.append(f' {name}="{written}"' if value is not True or self.is_xml else f" {name}")
            if self.is_xml and name == "lang":
                parts.append(f' xml:lang="{written}"')
        return "".join(parts)

    def _value(self, value: str | int) -> str:
        return self.text(str(value)).replace('"', "&quot;")

    def element(self, tag: str, content: str = "", attributes: Attributes | None = None) -> str:
        """Return an element.

        Args:
            tag: Its name.
            content: What it holds, as markup.
            attributes: What its tag holds besides.
        """
        inside = self.attributes(attributes) if attributes else ""
        if tag in VOID:
            return f"<{tag}{inside}/>" if self.is_xml else f"<{tag}{inside}>"
        return f"<{tag}{inside}>{content}</{tag}>"

"""A formula as MathML Core: for pages, EPUB and JATS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from issue_papers.formulas.tree import Part

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

ElementWriter = Callable[[str, str, Mapping[str, str]], str]
"""Writes an element: its name, what it holds as markup, its attributes."""


def written(
    part: Part, element: ElementWriter, text: Callable[[str], str], attributes: Mapping[str, str]
) -> str:
    """Write a formula.

    Args:
        part: The formula, an `mrow`.
        element: Writes an element.
        text: Escapes what a leaf says.
        attributes: Those of `<math>`: `display`, `alttext` …
    """

    def write(inner: Part) -> str:
        content = "".join(map(write, inner.parts)) or text(inner.text)
        return element(inner.tag, content, dict(inner.attributes))

    return element("math", "".join(map(write, part.parts)), attributes)

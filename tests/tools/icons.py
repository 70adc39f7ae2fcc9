"""Renders the app's icons again, from their drawings in overrides/assets/images/icon*.svg.

Run it by hand after a change of a drawing, and look at what it made:

    .venv/bin/python tests/tools/icons.py

Typst draws them, so that every machine makes the same files.
"""

from __future__ import annotations

import json
from pathlib import Path

import typst

IMAGES = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "images"
ICONS = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "icon-maskable-192.png": ("icon-maskable.svg", 192),
    "icon-maskable-512.png": ("icon-maskable.svg", 512),
}
"""File → the drawing it is made from, and its width and height in pixels."""


def render(drawing: str, size: int) -> bytes:
    """Return a drawing as PNG."""
    source = (
        f"#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: none)\n"
        f"#image({json.dumps(drawing)}, width: 100%)\n"
    )
    main = IMAGES / ".icon.typ"
    main.write_text(source, encoding="utf-8")
    try:
        made = typst.compile(str(main), root=str(IMAGES), format="png", ppi=72)
    finally:
        main.unlink()
    assert isinstance(made, bytes)
    return made


def main() -> None:
    """Write all icons."""
    for name, (drawing, size) in ICONS.items():
        (IMAGES / name).write_bytes(render(drawing, size))


if __name__ == "__main__":
    main()

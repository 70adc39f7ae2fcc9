"""Draws the app's icons as pictures, in a process of its own.

Typst draws them, so that every machine makes the same files. It starts threads, and a process that
has some must not be copied, as a build does to get its workers: whoever needs icons before that has
them drawn by another process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ICONS = (
    ("icon-192.png", "icon.svg", 192),
    ("icon-512.png", "icon.svg", 512),
    ("icon-maskable-192.png", "icon-maskable.svg", 192),
    ("icon-maskable-512.png", "icon-maskable.svg", 512),
)
"""The app's icons, each with the drawing that it is made from, and its width in pixels."""


def draw_apart(folder: Path, icons: Iterable[tuple[str, str, int]] = ICONS) -> None:
    """Draw the icons of a folder of pictures, in another process.

    Args:
        folder: Where the drawings are; those that aren't there are passed over.
        icons: What to make of which, as `ICONS`.

    Raises:
        subprocess.CalledProcessError: One can't be drawn.
    """
    command = [sys.executable, "-m", __name__, str(folder), json.dumps([*icons])]
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    # Where this was begun may not be there any more, and Python wants to be somewhere.
    subprocess.run(command, check=True, cwd=folder, env={**os.environ, **paths})  # noqa: S603 - ours


def draw(folder: Path, icons: Iterable[tuple[str, str, int]]) -> None:
    """Draw the icons of a folder of pictures, in this process."""
    import typst  # noqa: PLC0415 - only in the process that draws

    for name, drawing, size in icons:
        source = folder / drawing
        if source.is_file():
            page = (
                f"#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: none)\n"
                f"#image({json.dumps(drawing)}, width: 100%)\n"
            )
            files: Any = {"main": page.encode(), drawing: source.read_bytes()}
            made: Any = typst.compile(files, format="png", ppi=72.0)
            (folder / name).write_bytes(made)


if __name__ == "__main__":
    draw(Path(sys.argv[1]), json.loads(sys.argv[2]))

"""The site's icon as `favicon.ico`, for whoever asks for it without reading a page.

Browsers ask for it where a file has no page that names another, as a PDF or a feed; so do feed
readers, and lists of bookmarks. It has three sizes, each as PNG: those of tabs, of menus, and of
shortcuts.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.look.icons import draw_apart

NAME = "favicon.ico"
"""Its path in the site; a file of the site's own there stays as it is."""

SIZES = (16, 32, 48)
"""Width and height in pixels."""


def made(icon: str, content: bytes, cache: ContentCache) -> bytes | None:
    """Return the file; nothing where the icon can't be drawn.

    Args:
        icon: The icon's file name, which says what kind of picture it is.
        content: What is in it.
        cache: Where what was drawn before is kept.
    """
    suffix = PurePosixPath(icon).suffix.lower()
    if suffix == ".ico":
        return content
    key = digest([generator(), suffix, content])
    return cache.value(key, ".favicon", lambda: _drawn(suffix, content))


def _drawn(suffix: str, content: bytes) -> bytes | None:
    try:
        pictures = _from_drawing(content) if suffix == ".svg" else _from_picture(content)
    except (OSError, ValueError, subprocess.CalledProcessError, Image.DecompressionBombError):
        return None
    *others, largest = pictures
    file = io.BytesIO()
    sizes = [picture.size for picture in pictures]
    largest.save(file, format="ICO", sizes=sizes, append_images=others)
    return file.getvalue()


def _from_drawing(content: bytes) -> list[Image.Image]:
    with tempfile.TemporaryDirectory(prefix="icons-") as name:
        folder = Path(name)
        (folder / "icon.svg").write_bytes(content)
        draw_apart(folder, [(f"{size}.png", "icon.svg", size) for size in SIZES])
        return [Image.open(folder / f"{size}.png").convert("RGBA") for size in SIZES]


def _from_picture(content: bytes) -> list[Image.Image]:
    with Image.open(io.BytesIO(content)) as picture:
        whole = picture.convert("RGBA")
    return [ImageOps.pad(whole, (size, size), color=(0, 0, 0, 0)) for size in SIZES]

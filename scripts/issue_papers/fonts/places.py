"""Where machines keep fonts: editions in some scripts are set with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_PLACES = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    *("/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)


def state() -> Iterator[str]:
    """Yield each folder of fonts with the time when a font came or went."""
    for place in _PLACES:
        yield from (
            f"{path} {path.stat().st_mtime_ns}" for path in _folders(Path(place).expanduser())
        )


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield folder
        for path in sorted(folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                yield from _folders(path)

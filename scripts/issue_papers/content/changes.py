"""A site as it would be: what is read in the place of what is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class Changes:
    """Texts and names that differ from those on the disk.

    Attributes:
        texts: What is in files, by their paths, new ones if they have other names here.
        names: Other paths of files, by those that they have on the disk; their folder is the same.
    """

    texts: Mapping[Path, str] = field(default_factory=dict)
    names: Mapping[Path, Path] = field(default_factory=dict)

    def read(self, path: Path, disk: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
        """Return a file's bytes.

        Args:
            path: The file.
            disk: Reads what is on the disk.
        """
        if path in self.texts:
            return self.texts[path].encode("utf-8", "surrogatepass")
        known = {new: old for old, new in self.names.items()}
        return disk(known.get(path, path))

    def place(self, path: Path, key: str) -> tuple[Path, str]:
        """Return the path and the key that a file on the disk has here."""
        new = self.names.get(path)
        return (new, str(PurePosixPath(key).with_name(new.name))) if new else (path, key)


NONE = Changes()
"""The site as it is."""

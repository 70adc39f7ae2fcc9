"""Seals on what is kept, by which a build knows that it has been kept by this user's generator.

What is kept is read back as values of Python, and reading those can run anything. A site's folder
is where strangers propose changes; so a file there is believed only if it bears a mark that takes a
secret to make (a keyed BLAKE2 of its name and content, RFC 7693), and a damaged or half-written one
has another mark.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import platformdirs

KEY = "seal.key"
"""The file of a secret."""

_SIZE = 32


@dataclass(frozen=True)
class Seal:
    """Marks contents, and knows its marks again.

    Attributes:
        secret: What it takes to make a mark.
    """

    secret: bytes = field(repr=False)

    def mark(self, name: str, content: bytes) -> bytes:
        """Return the mark that a content has under a name: 32 bytes."""
        total = hashlib.blake2b(key=self.secret, digest_size=_SIZE)
        total.update(name.encode())
        total.update(b"\0")
        total.update(content)
        return total.digest()

    def close(self, name: str, content: bytes) -> bytes:
        """Return a content with its mark before it."""
        return self.mark(name, content) + content

    def open(self, name: str, sealed: bytes) -> bytes | None:
        """Return a content that has been sealed under this name; none if it hasn't."""
        mark, content = sealed[:_SIZE], sealed[_SIZE:]
        return content if hmac.compare_digest(mark, self.mark(name, content)) else None


def seal_of(folder: Path, root: Path) -> Seal:
    """Return the seal of a folder of kept things.

    Its secret is kept where no change to the site can reach: in the folder itself if that is
    outside of the site (as one that a CI service keeps from run to run should be), and otherwise
    with what programs remember for this user.

    Args:
        folder: Where things are kept.
        root: The site's folder.
    """
    inside = folder.resolve().is_relative_to(root.resolve())
    return _seal(platformdirs.user_state_path("issue-papers") if inside else folder)


@cache
def _seal(place: Path) -> Seal:
    file = place / KEY
    secret = _read(file)
    if secret is None:
        secret = secrets.token_bytes(_SIZE)
        # Where it can't be kept, what this process keeps is of no use to the next one.
        with suppress(OSError):
            secret = _kept(file, secret)
    return Seal(secret)


def _read(file: Path) -> bytes | None:
    try:
        # What isn't a file has no secret: a pipe would be waited for without end.
        secret = file.read_bytes() if file.is_file() else b""
    except OSError:
        return None
    return secret if len(secret) == _SIZE else None


def _kept(file: Path, secret: bytes) -> bytes:
    """Keep a secret, unless another process has just kept its own; return which one it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)  # for this user's eyes only
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(secret)
        if file.exists() and _read(file) is None:
            file.unlink()  # it is damaged
        with suppress(FileExistsError):
            os.link(name, file)  # never in the place of one that is there
    finally:
        Path(name).unlink()
    return _read(file) or secret

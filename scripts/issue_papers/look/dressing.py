"""The theme as a site wears it: what of it asks for tokens, with their values, and the app's icons.

Templates, style sheets and drawings of a theme name tokens (`look.tokens`). Here those files are
made anew, with the tokens' values, in a folder that lies over the theme: whatever reads a file of
the theme then finds it finished, and its digest changes when, and only when, it does. The folder
is kept in the cache under a name that holds a digest of all that it is made from.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from issue_papers.content_cache import digest, generator
from issue_papers.layers import Layers
from issue_papers.look.icons import draw_apart
from issue_papers.look.look import Look
from issue_papers.look.tokens import Tokens, UnknownTokenError
from issue_papers.publishing import put
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError, closest

FOLDER = "looks"
"""Where they are kept in the cache."""

_SUFFIXES = frozenset({".css", ".html", ".svg", ".typ"})
_ASKS = (b"token(", b"tokens(")
_IMAGES = "assets/images"


def dressed(theme: Layers, look: Look, cache: Path, root: Path | None = None) -> Layers:
    """Return a theme with a folder over it that has what the site's tokens make of it.

    Args:
        theme: The theme, and what the site lays over it.
        look: What the site's look is to be.
        cache: Where folders that were made before are kept.
        root: The site's folder, to which paths in problems are relative.

    Raises:
        ProblemsError: A file of tokens can't be used, or the theme asks for a token that there
            isn't.
    """
    tokens = look.tokens(theme, root)
    asking = dict(_asking(theme))
    made_of = (part for name, (_, content) in asking.items() for part in (name, content))
    folder = cache / FOLDER / digest([_version(), repr(tokens), *made_of])[:24]
    if not folder.is_dir():
        _make(folder, asking, tokens, root)
    return Layers((folder, *theme.folders))


def _version() -> str:
    return generator()


def _asking(theme: Layers) -> Iterator[tuple[str, tuple[Path, bytes]]]:
    """Yield the files that ask for tokens, by their paths in the theme, with what they hold."""
    for name, file in theme.files().items():
        if file.suffix in _SUFFIXES:
            content = file.read_bytes()
            if any(mark in content for mark in _ASKS):
                yield name, (file, content)


def _make(
    folder: Path, asking: Mapping[str, tuple[Path, bytes]], tokens: Tokens, root: Path | None
) -> None:
    """Make a folder aside and put it in its place: it is there whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        for name, (file, content) in asking.items():
            put(aside / name, _filled(file, content, tokens, root))
        draw_apart(aside / _IMAGES)
        aside.chmod(0o755)
        aside.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another build has made it meanwhile
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _filled(file: Path, content: bytes, tokens: Tokens, root: Path | None) -> bytes:
    text = content.decode("utf-8")
    try:
        return tokens.put_into(text).encode()
    except UnknownTokenError as error:
        name = str(error.args[0])
        line = next((n for n, row in enumerate(text.split("\n"), 1) if f"({name}" in row), 1)
        is_inside = root is not None and file.is_relative_to(root)
        path = file.relative_to(root).as_posix() if root and is_inside else str(file)
        known = [token for group in tokens.groups.values() for token in group]
        message = say("`{key}` is no token", key=name)
        raise ProblemsError(Problem(path, line, "tokens", message, closest(name, known))) from error

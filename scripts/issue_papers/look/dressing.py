"""The theme as a site wears it: what asks for tokens, with their values; its icons; its typefaces.

Templates, style sheets and drawings of a theme name tokens (`look.tokens`). Here those files are
made anew, with the tokens' values, in a folder that lies over the theme: whatever reads a file of
the theme then finds it finished, and its digest changes when, and only when, it does. The folder
is kept in the cache under a name that holds a digest of what is in it.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import cache as once
from pathlib import Path

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.layers import Layers
from issue_papers.look.font_sheets import font_files
from issue_papers.look.icons import ICONS, draw_apart
from issue_papers.look.look import Look
from issue_papers.look.tokens import Tokens, UnknownTokenError
from issue_papers.publishing import put
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError, closest

FOLDER = "looks"
"""Where they are kept in the cache."""

_KEPT_DAYS = 30
_SUFFIXES = frozenset({".css", ".html", ".svg", ".typ"})
_ASKS = (b"token(", b"tokens(")
IMAGES = "assets/images"


def dressed(theme: Layers, look: Look, cache: ContentCache, root: Path | None = None) -> Layers:
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
    files = {name: _filled(*asking, tokens, root) for name, asking in _asking(theme)}
    files |= _icons(files, cache)
    files |= font_files(look.typefaces, theme, cache)
    made_of = (part for pair in sorted(files.items()) for part in pair)
    name = digest(made_of)[:24]
    try:
        folder = _kept(cache.folder / FOLDER / name, files)
    except OSError:  # nothing can be kept there: it is made for as long as this process lasts
        folder = _kept(Path(_elsewhere().name) / name, files)
    return Layers((folder, *theme.folders))


def state(files: Mapping[str, Path]) -> tuple[tuple[str, int, int], ...]:
    """Return what tells whether files have changed: their names, sizes and times (ns)."""
    found = ((name, file.stat()) for name, file in files.items())
    return tuple((name, each.st_size, each.st_mtime_ns) for name, each in found)


def _kept(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Return a folder that has these files.

    Raises:
        OSError: They can't be written there.
    """
    # A change to a site may bring a folder of that name along: only what is in it is believed.
    if not _holds(folder, files):
        _make(folder, files)
        _prune(folder)
    return folder


@once
def _elsewhere() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that goes when this process ends."""
    return tempfile.TemporaryDirectory(prefix="issue-papers-")


def _icons(files: Mapping[str, bytes], cache: ContentCache) -> dict[str, bytes]:
    """Return the icons that belong to a theme's drawings, by their paths in it."""
    drawings = {drawing: files.get(f"{IMAGES}/{drawing}", b"") for _, drawing, _ in ICONS}
    key = digest([generator(), *(part for pair in sorted(drawings.items()) for part in pair)])
    drawn = cache.value(key, ".icons", lambda: _drawn(drawings))
    return {f"{IMAGES}/{name}": picture for name, picture in drawn.items()}


def _drawn(drawings: Mapping[str, bytes]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="icons-") as folder:
        for name, drawing in drawings.items():
            if drawing:
                (Path(folder) / name).write_bytes(drawing)
        draw_apart(Path(folder))
        return {path.name: path.read_bytes() for path in sorted(Path(folder).glob("*.png"))}


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder has these files, and no others."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    if {name for name, path in there.items() if not path.is_dir()} != files.keys():
        return False
    if any(path.is_symlink() or not (path.is_dir() or path.is_file()) for path in there.values()):
        return False
    return all(there[name].read_bytes() == content for name, content in files.items())


def _asking(theme: Layers) -> Iterator[tuple[str, tuple[Path, bytes]]]:
    """Yield the files that ask for tokens, by their paths in the theme, with what they hold."""
    for name, file in theme.files().items():
        if file.suffix in _SUFFIXES:
            content = file.read_bytes()
            if any(mark in content for mark in _ASKS):
                yield name, (file, content)


def _make(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder aside and put it in its place: it is there whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        for name, content in files.items():
            put(aside / name, content)
        aside.chmod(0o755)
        _remove(folder)
        aside.rename(folder)
    except OSError:
        if not _holds(folder, files):  # else another build has made it meanwhile
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _prune(worn: Path) -> None:
    """Remove folders that were made long ago: one that is still worn is soon made again."""
    limit = time.time() - _KEPT_DAYS * 86_400
    for folder in worn.parent.iterdir():
        with contextlib.suppress(OSError):
            if folder != worn and folder.stat().st_mtime < limit:
                _remove(folder)


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.is_dir():
        shutil.rmtree(folder)


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

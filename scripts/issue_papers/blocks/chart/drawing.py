"""Has Vega-Lite drawn, in a process of its own that is kept as long as this one.

A process that was copied from another begins one of its own: what came with the copy answers only
the original.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SECONDS = 20.0
"""No chart takes a tenth of that; one that does is hindering a build."""

_LARGEST = 3_000_000
_ENGINE = Path(__file__).with_name("engine.py")


class DrawingError(ValueError):
    """Vega-Lite can't draw something; its argument is what it says of that."""


class _Engine:
    """A process that draws."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.fonts: set[str] = set()
        environment = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "HOME"}}
        self.process = subprocess.Popen(  # noqa: S603 - our own script, with no argument of others
            [sys.executable, "-I", str(_ENGINE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def ask(self, question: Mapping[str, Any], fonts: Sequence[str]) -> Mapping[str, str]:
        """Have something drawn; fonts are folders that it may not know yet.

        Raises:
            DrawingError: It took too long, or the process has died of it.
        """
        new = [folder for folder in fonts if folder not in self.fonts]
        self.fonts.update(new)
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin  # noqa: S101 - both are pipes
        assert stdout  # noqa: S101
        try:
            stdin.write(json.dumps({**question, "fonts": new}).encode() + b"\n")
            stdin.flush()
        except OSError as error:
            raise DrawingError("it stopped") from error
        answer = b""
        while not answer.endswith(b"\n"):
            ready, _, _ = select.select([stdout], [], [], SECONDS)
            chunk = os.read(stdout.fileno(), 1 << 16) if ready else b""
            answer += chunk
            if not chunk or len(answer) > _LARGEST:
                raise DrawingError(
                    "it takes too long, or is too large" if chunk or not ready else "it stopped"
                )
        found: Mapping[str, str] = json.loads(answer)
        return found

    def end(self) -> None:
        """End the process."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()


_engines: dict[int, _Engine] = {}
"""That of this process, by its number: it serves as the library that it hides would, which is
loaded once, and nothing that is drawn depends on what was drawn before."""


def svg(
    spec: Mapping[str, Any], fonts: Sequence[Path], numbers: Mapping[str, Any] | None = None
) -> str:
    """Have a specification drawn.

    Args:
        spec: Vega-Lite 6 with all of its data, as JSON has it; it asks for nothing.
        fonts: Folders with the typefaces that texts are measured in.
        numbers: How d3-format writes numbers, as its locales say.

    Returns:
        An SVG document, the same for the same input.

    Raises:
        DrawingError: It can't be drawn.
    """
    engine = _engines.get(os.getpid())
    if engine is None:
        engine = _engines[os.getpid()] = _Engine()
        atexit.register(engine.end)
    try:
        answer = engine.ask({"spec": spec, "numbers": numbers}, [str(path) for path in fonts])
    except DrawingError:
        engine.end()
        del _engines[os.getpid()]
        raise
    if "svg" not in answer:
        raise DrawingError(_first_line(answer["error"]))
    return answer["svg"]


def _first_line(error: str) -> str:
    """Return what a message of Vega's says first; the rest is where in its own code."""
    lines = [line.strip() for line in error.splitlines() if line.strip()]
    told = next((line for line in lines if line.startswith(("Error:", "TypeError:"))), "")
    return (told or (lines[0] if lines else "")).removeprefix("Error: ")[:200]

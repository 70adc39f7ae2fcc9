"""Has Vega-Lite drawn, by a process that all processes of a build have in common.

Where it is asked is decided before a worker is copied from this process, so that all know it; who
asks first begins it. A worker that knows nothing of this process has one of its own.
"""

from __future__ import annotations

import atexit
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

SECONDS = 20.0
"""No chart takes a tenth of that; one that does is hindering a build."""

_TURN = 600.0
"""So long others may have something drawn before it is one's turn."""
_START = 20.0
_ATTEMPTS = 3
_PAUSE = 0.02
_LARGEST = 3_000_000
_ENGINE = Path(__file__).with_name("engine.py")
_NAME = f"papers-{secrets.token_hex(6)}"
"""Of the folder that the address is in: nobody else can have made it."""

_BUILD = os.getpid()
"""The process whose copies have that name, too: the engine is theirs as long as it is there."""

_begun: dict[int, subprocess.Popen[bytes]] = {}
"""The engine that this process has begun, by this process' number: one that is copied from it
doesn't end it. Nothing that is drawn depends on what was drawn before."""


class DrawingError(ValueError):
    """Vega-Lite can't draw something; its argument is what it says of that."""


class _GoneError(Exception):
    """The engine is there no longer, through no fault of what was to be drawn."""


def svg(
    spec: Mapping[str, Any],
    fonts: Sequence[Path] = (),
    numbers: Mapping[str, Any] | None = None,
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
    asked = {"spec": spec, "fonts": [str(path) for path in fonts], "numbers": numbers}
    question = json.dumps(asked).encode()
    for _ in range(_ATTEMPTS):
        with suppress(_GoneError):
            answer: Mapping[str, str] = json.loads(_answer(question))
            if "svg" not in answer:
                raise DrawingError(_first_line(answer["error"]))
            return answer["svg"]
    raise DrawingError("it stopped")


def _answer(question: bytes) -> bytes:
    """Ask the engine, and return what it answers.

    Raises:
        DrawingError: It took too long, or the engine has died of it.
    """
    with _connected() as line:
        try:
            if not line.poll(_TURN):
                raise _GoneError
            engine = int(line.recv_bytes())
        except (OSError, EOFError) as error:  # what another had drawn has ended it
            raise _GoneError from error
        try:
            line.send_bytes(question)
            if line.poll(SECONDS):
                return line.recv_bytes(_LARGEST)
        except EOFError as error:
            raise DrawingError("it stopped") from error
        except OSError as error:
            raise DrawingError("it stopped, or is too large") from error
        with suppress(OSError):
            os.kill(engine, getattr(signal, "SIGKILL", signal.SIGTERM))  # Windows has one
    raise DrawingError("it takes too long")


def _address() -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\{_NAME}"
    return str(Path(tempfile.gettempdir(), _NAME, "s"))


def _connected() -> Connection:
    """Return a line to the engine, which is begun if there is none.

    Raises:
        DrawingError: It can't be begun.
    """
    address = _address()
    until = time.monotonic() + _START
    while time.monotonic() < until:
        is_left = False
        try:
            return Client(address)
        except ConnectionRefusedError:
            is_left = True
        except OSError:
            pass
        if not _is_running():
            if is_left:  # by one that was ended
                Path(address).unlink(missing_ok=True)
            _begin(address)
        time.sleep(_PAUSE)
    raise DrawingError("it can't be begun")


def _is_running() -> bool:
    engine = _begun.get(os.getpid())
    return engine is not None and engine.poll() is None


def _begin(address: str) -> None:
    """Begin an engine; another process may have done so by now, to which it leaves the address."""
    if os.getpid() not in _begun:
        atexit.register(end)
    if sys.platform != "win32":
        Path(address).parent.mkdir(mode=0o700, exist_ok=True)
    environment = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "HOME"}}
    _begun[os.getpid()] = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-I", str(_ENGINE), address, str(_BUILD)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def end() -> None:
    """End the engine that this process has begun, if it is running."""
    if _is_running():
        _begun[os.getpid()].kill()
        _begun[os.getpid()].wait()
        if sys.platform != "win32":
            shutil.rmtree(Path(_address()).parent, ignore_errors=True)


def _first_line(error: str) -> str:
    """Return what a message of Vega's says first; the rest is where in its own code."""
    lines = [line.strip() for line in error.splitlines() if line.strip()]
    told = next((line for line in lines if line.startswith(("Error:", "TypeError:"))), "")
    return (told or (lines[0] if lines else "")).removeprefix("Error: ")[:200]

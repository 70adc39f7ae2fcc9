"""Draws Vega-Lite for other processes, each of which asks at an address: JSON in, JSON out.

vl-convert runs V8, whose threads don't survive a fork, and what contributors write must not keep a
build: so it has a process of its own, which imports nothing of ours, ends with the build, and can
be ended when it takes too long. The worker that has begun it may end before: others ask it then. V8
takes half a second to start, so all processes of a build have one engine: whoever is second at the
address leaves it to the first. It reads no file and asks for no address of the web.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import threading
import time
from multiprocessing.connection import Listener

_WATCH = 1.0
_MOST_WAITING = 64


def _end_with(parent: int, build: int, address: str) -> None:
    while os.getppid() == parent or (build != parent and _is_there(build)):
        time.sleep(_WATCH)
    shutil.rmtree(os.path.dirname(address), ignore_errors=True)  # noqa: PTH120 - no import for it
    os._exit(0)


def _is_there(process: int) -> bool:
    if sys.platform == "win32":  # there, asking so would end it, and no worker is a copy
        return False
    with contextlib.suppress(OSError):
        os.kill(process, 0)
        return True
    return False


def _drawn(question: bytes, known: set[str]) -> bytes:
    """Draw something, and return the SVG or what is wrong with it."""
    import vl_convert  # noqa: PLC0415 - 80 MB, and only this process needs it

    asked = json.loads(question)
    for folder in set(asked["fonts"]) - known:
        vl_convert.register_font_directory(folder)
        known.add(folder)
    try:
        svg = vl_convert.vegalite_to_svg(
            asked["spec"],
            vl_version="6.4",
            show_warnings=False,
            allowed_base_urls=[],
            format_locale=asked["numbers"],
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return json.dumps({"error": str(error)}).encode()
    return json.dumps({"svg": svg}).encode()


def main(address: str, build: int) -> None:
    """Answer until there is nobody left who asks.

    Args:
        address: Where: a socket's path, or on Windows a pipe's name.
        build: The process whose copies ask, too.
    """
    try:
        listener = Listener(address, backlog=_MOST_WAITING)
    except OSError:  # another is there already
        return
    watched = (os.getppid(), build, address)
    threading.Thread(target=_end_with, args=watched, daemon=True).start()
    known: set[str] = set()
    while True:
        with contextlib.suppress(EOFError, OSError), listener.accept() as line:
            line.send_bytes(b"%d" % os.getpid())  # whose turn it is may end it
            line.send_bytes(_drawn(line.recv_bytes(), known))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

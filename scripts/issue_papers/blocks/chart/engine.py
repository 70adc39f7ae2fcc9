"""Draws Vega-Lite for another process: a line of JSON in, a line of JSON out.

vl-convert runs V8, whose threads don't survive a fork, and what contributors write must not keep a
build: so it has a process of its own, which imports nothing of ours, ends with its parent, and can
be ended when it takes too long. It reads no file and asks for no address.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time

_WATCH = 1.0


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(0)


def main() -> None:
    """Answer until there is nothing more to draw."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    import vl_convert  # noqa: PLC0415 - 80 MB, and only this process needs it

    for line in sys.stdin:
        asked = json.loads(line)
        for folder in asked.get("fonts", ()):
            vl_convert.register_font_directory(folder)
        try:
            svg = vl_convert.vegalite_to_svg(
                asked["spec"],
                vl_version="6.4",
                show_warnings=False,
                allowed_base_urls=[],
                format_locale=asked.get("numbers"),
            )
            answer = {"svg": svg}
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

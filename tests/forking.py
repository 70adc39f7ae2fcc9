"""Processes of `issue-papers` that begin where its imports end.

To start Python and to import the package takes longer than what most tests ask a command for. So
one process does that once, and for each command makes a copy of itself (`fork`), which has the
command's own environment, folder and output, and ends as any process does. What Python reads when
it starts (PYTHONHASHSEED, the locale) is the first one's: a test of that wants a process of its
own from the start.

Started as a program, this is that process; its argument is the socket that tells of commands.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_LOADED = ("issue_papers.building.build", "issue_papers.building.finishing")
"""What commands import besides what is imported with them."""

_SIZE = struct.Struct("!q")


class Forks:
    """A process that makes copies of itself, started when it is asked for the first time.

    It ends when whoever asks has ended.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def _started(self) -> socket.socket:
        if self._socket is None:
            self._socket, theirs = socket.socketpair()
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
            theirs.close()
        return self._socket

    def run(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]
    ) -> tuple[int, str, str]:
        """Run `issue-papers` and wait for its end.

        Args:
            arguments: What stands behind the command's name.
            cwd: The folder that it runs in.
            environment: All of its variables.

        Returns:
            What it has ended with, as `subprocess` says it; what it wrote to stdout and stderr.

        Raises:
            EOFError: The process that makes copies has ended.
        """
        asked = json.dumps([list(arguments), str(cwd), dict(environment)]).encode()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, self._lock:
            to = self._started()
            socket.send_fds(to, [_SIZE.pack(len(asked))], [out.fileno(), err.fileno()])
            to.sendall(asked)
            (status,) = _SIZE.unpack(_read(to, _SIZE.size))
            written = []
            for file in (out, err):
                file.seek(0)
                text = file.read().decode("utf-8")
                written.append(text.replace("\r\n", "\n").replace("\r", "\n"))
        return os.waitstatus_to_exitcode(status), written[0], written[1]


def _read(from_: socket.socket, size: int) -> bytes:
    """Read so many bytes.

    Raises:
        EOFError: There are fewer.
    """
    found = b""
    while len(found) < size:
        part = from_.recv(size - len(found))
        if not part:
            raise EOFError
        found += part
    return found


def _serve(asking: socket.socket) -> list[str]:
    """Make a copy of this process for each command; return in it, with the command's arguments.

    Raises:
        SystemExit: In the first process, when nobody is there to ask.
    """
    while True:
        head, files, _, _ = socket.recv_fds(asking, _SIZE.size, 2)
        if not head:
            sys.exit()
        try:
            head += _read(asking, _SIZE.size - len(head))
            arguments, folder, environment = json.loads(_read(asking, *_SIZE.unpack(head)))
        except EOFError:
            sys.exit()
        if pid := os.fork():
            for file in files:
                os.close(file)
            status = os.waitpid(pid, 0)[1]
            try:
                asking.sendall(_SIZE.pack(status))
            except OSError:
                sys.exit()
            continue
        asking.close()
        for file, stream in zip(files, (1, 2), strict=True):
            os.dup2(file, stream)
            os.close(file)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        return list(arguments)


def _main() -> None:
    """Import what commands are made of, and be each that is asked for."""
    from issue_papers.blocks import registry  # noqa: PLC0415 - not for those who only ask
    from issue_papers.cli import main  # noqa: PLC0415
    from issue_papers.content_cache import generator  # noqa: PLC0415

    for place in main._COMMANDS.values():
        importlib.import_module(f"issue_papers.cli.{place.partition(':')[0]}")
    for name in _LOADED:
        importlib.import_module(name)
    registry.blocks()
    generator()
    assert threading.active_count() == 1  # others wouldn't be in a copy
    gc.collect()
    gc.freeze()  # what all copies share isn't looked at, and so not copied
    sys.path[0] = str(Path(sys.executable).parent)  # as where the command's own script begins
    arguments = _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.argv = ["issue-papers", *arguments]
    sys.exit(main.main())


if __name__ == "__main__":
    _main()

"""Pagefind's service mode: page after page goes in, the files of an index come out."""

from __future__ import annotations

import base64
import itertools
import json
import subprocess
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from io import BufferedReader, BufferedWriter
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any, Self, cast

from issue_papers.reporting.messages import Message, say

_AHEAD = 32_000
"""Bytes of requests that are sent before the first of them is answered: no more than a pipe holds,
so that nobody who writes waits for somebody who writes."""


class SearchIndexError(Exception):
    """The search index could not be built, or doesn't hold the pages it should."""


@dataclass(frozen=True)
class MarkedPage:
    """A page as Pagefind is given it.

    Attributes:
        uri: Its path, in POSIX form.
        html: The page.
    """

    uri: str
    html: str


class Pagefind:
    """A running Pagefind service: one request, one answer, in order.

    Speaks the protocol of Pagefind's own wrappers: base64 of a JSON message, then a comma. The
    Python wrapper itself waits a tenth of a second for each answer, minutes on a large site. Here,
    the next pages are written while it reads one.
    """

    def __init__(self) -> None:
        from pagefind.service import get_executable  # noqa: PLC0415 - it loads asyncio

        executable = get_executable()
        if executable is None:
            raise SearchIndexError(
                say(
                    "The search engine Pagefind isn't installed.\n"
                    "Hint: install the project again, or: pip install 'pagefind[extended]'"
                )
            )
        self._messages = itertools.count(1)
        self._heard = b""
        self._process = subprocess.Popen(  # noqa: S603 (Pagefind's own wrapper named it)
            [executable, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._stdin = cast("BufferedWriter", self._process.stdin)
        self._stdout = cast("BufferedReader", self._process.stdout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def index(self, pages: Iterable[MarkedPage]) -> dict[PurePosixPath, bytes]:
        """Index the pages in their order, and give the files of the index by their paths in it."""
        created = self._ask(say("start an index"), type="NewIndex", config={})
        number = created["index_id"]
        waiting: deque[tuple[Message, int]] = deque()
        for page in pages:
            aim = say("read {uri}", uri=page.uri)
            given = {"file_path": page.uri, "file_contents": page.html}
            request = self._request(type="AddFile", index_id=number, **given)
            while waiting and sum(size for _, size in waiting) + len(request) > _AHEAD:
                self._answer(waiting.popleft()[0])
            self._send(aim, request)
            waiting.append((aim, len(request)))
        for aim, _ in waiting:
            self._answer(aim)
        answer = self._ask(say("finish the index"), type="GetFiles", index_id=number)
        return {
            PurePosixPath(file["path"]): base64.b64decode(file["content"])
            for file in answer["files"]
        }

    def _ask(self, aim: Message, **payload: Any) -> dict[str, Any]:
        self._send(aim, self._request(**payload))
        return self._answer(aim)

    def _request(self, **payload: Any) -> bytes:
        request = {"message_id": next(self._messages), "payload": payload}
        return base64.b64encode(json.dumps(request).encode()) + b","

    def _send(self, aim: Message, request: bytes) -> None:
        try:
            self._stdin.write(request)
            self._stdin.flush()
        except OSError as error:
            raise _stopped(aim) from error

    def _answer(self, aim: Message) -> dict[str, Any]:
        """Return the next answer."""
        try:
            answer = self._next()["payload"]
            reason = answer["message"] if answer["type"] == "Error" else None
        except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
            raise _stopped(aim) from error
        if reason is not None:
            raise SearchIndexError(say("Pagefind couldn't {aim}: {reason}", aim=aim, reason=reason))
        return dict(answer)

    def _next(self) -> dict[str, Any]:
        chunks = [self._heard]
        while b"," not in chunks[-1]:
            chunk = self._stdout.read1()
            if not chunk:
                raise EOFError
            chunks.append(chunk)
        answer, _, rest = b"".join(chunks).partition(b",")
        self._heard = rest
        return dict(json.loads(base64.b64decode(answer)))


def _stopped(aim: Message) -> SearchIndexError:
    return SearchIndexError(say("Pagefind stopped while it was to {aim}.", aim=aim))

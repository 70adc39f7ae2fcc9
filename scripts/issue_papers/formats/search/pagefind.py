"""Pagefind's service mode: page after page goes in, the files of an index come out."""

from __future__ import annotations

import base64
import itertools
import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from io import BufferedReader, BufferedWriter
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any, Self, cast

from issue_papers.reporting.messages import Message, say


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
    Python wrapper itself waits a tenth of a second for each answer, minutes on a large site.
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
        for page in pages:
            self._ask(
                say("read {uri}", uri=page.uri),
                type="AddFile",
                index_id=number,
                file_path=page.uri,
                file_contents=page.html,
            )
        answer = self._ask(say("finish the index"), type="GetFiles", index_id=number)
        return {
            PurePosixPath(file["path"]): base64.b64decode(file["content"])
            for file in answer["files"]
        }

    def _ask(self, aim: Message, **payload: Any) -> dict[str, Any]:
        request = {"message_id": next(self._messages), "payload": payload}
        try:
            answer = self._exchange(base64.b64encode(json.dumps(request).encode()))["payload"]
            reason = answer["message"] if answer["type"] == "Error" else None
        except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
            message = say("Pagefind stopped while it was to {aim}.", aim=aim)
            raise SearchIndexError(message) from error
        if reason is not None:
            raise SearchIndexError(say("Pagefind couldn't {aim}: {reason}", aim=aim, reason=reason))
        return dict(answer)

    def _exchange(self, request: bytes) -> dict[str, Any]:
        self._stdin.write(request + b",")
        self._stdin.flush()
        answer = bytearray()
        while not answer.endswith(b","):
            chunk = self._stdout.read1()
            if not chunk:
                raise EOFError
            answer += chunk
        return dict(json.loads(base64.b64decode(answer[:-1])))

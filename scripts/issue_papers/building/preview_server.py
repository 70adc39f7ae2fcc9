"""Serves a preview on this machine: pages as they are now, and word of every change.

The server is that of Python's `wsgiref` (PEP 3333), with a thread for each request. A page that is
looked at asks for the next change and waits for the answer; it is told in time where something is
wrong, and comes again if nothing has happened.
"""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from issue_papers.building.preview import Preview, State
from issue_papers.theme import templates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CHANGES = ".preview/changes"
"""The address at which a page waits for the next change, below the site's own."""

_PATIENCE = 25.0
"""Seconds that a page waits for an answer; less than what browsers and proxies give it."""
_PAUSE = 0.05
"""Seconds of quiet after a change: an editor saves in several steps."""
_LULL = 0.6
"""Seconds after which what takes longer begins, if nothing else was saved: pages come first."""
_TEMPORARY = ("~", ".swp", ".swx", ".tmp")


class _Server(ThreadingMixIn, WSGIServer):
    """Answers each request in a thread of its own."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request: problems are what the terminal is for."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


class PreviewApp:
    """The preview as a WSGI application (PEP 3333).

    Args:
        preview: The site.
    """

    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    @property
    def base(self) -> str:
        """The path that the site stands below, as it will where it is published: `/papers/`."""
        path = urlsplit(self._preview.state.site.settings.site_url).path or "/"
        return path if path.endswith("/") else f"{path}/"

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        base = self.base
        if not address.startswith(base):
            start("302 Found", [("Location", base)])
            return []
        path = address.removeprefix(base)
        if path == CHANGES:
            return self._changes(environ, start)
        found = self._preview.answer(path)
        if found is None:
            folder = self._preview.answer(f"{path}/") if path else None
            if folder and folder[1] == "index.html":
                start("302 Found", [("Location", f"{address}/")])
                return []
            status, content, name = "404 Not Found", self._preview.missing(path), "404.html"
        else:
            status, (content, name) = "200 OK", found
        if name.endswith(".html"):
            content = self._watched(content)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        start(status, [("Content-Type", kind), ("Cache-Control", "no-store")])
        return [content]

    def _changes(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Wait for what is new, and tell it."""
        known = parse_qs(environ.get("QUERY_STRING", "")).get("after", ["0"])[0]
        state = self._preview.after(int(known) if known.isdigit() else 0, _PATIENCE)
        start("200 OK", [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
        return [json.dumps(_told(state)).encode()]

    def _watched(self, page: bytes) -> bytes:
        """Put into a page what watches for changes and shows what is wrong."""
        state = self._preview.state
        folder = state.site.theme_dir / "preview"
        about = {**_told(state), "changes": f"{self.base}{CHANGES}"}
        part = templates(folder).get_template("watch.html").render(about=about)
        before, body, after = page.rpartition(b"</body>")
        return before + part.encode() + body + after if body else page


def _told(state: State) -> dict[str, object]:
    """Return what a page is told: the site that it is of, and what is wrong now."""
    return {"number": state.number, "page": state.since, "problems": state.problems}


class _Saved(FileSystemEventHandler):
    """Calls a function once after files have been saved, when it has become quiet."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something has changed."""
        if event.event_type in {"opened", "closed_no_write"} or event.is_directory:
            return
        if str(event.src_path).endswith(_TEMPORARY):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(_PAUSE, self._call)
        self._timer.daemon = True
        self._timer.start()


def serve(preview: Preview, host: str, port: int, *, ready: Callable[[str], None]) -> None:
    """Serve a preview until it is interrupted.

    Args:
        preview: The site.
        host: The name or the number of the interface.
        port: The port; any that is free for 0.
        ready: Is told the address once it can be asked for.
    """
    app = PreviewApp(preview)
    server = make_server(host, port, app, server_class=_Server, handler_class=_Quiet)
    behind = threading.Event()
    ended = threading.Event()

    def update() -> None:
        preview.update()
        behind.set()

    def finish() -> None:
        while not ended.is_set():
            if behind.wait(1):
                behind.clear()
                if not behind.wait(_LULL):
                    preview.finish()

    observer = Observer()
    watched = _Saved(update)
    for folder in _watched_folders(preview):
        observer.schedule(watched, str(folder), recursive=True)
    observer.schedule(watched, str(preview.given.config_path), recursive=False)
    observer.start()
    worker = threading.Thread(target=finish, daemon=True)
    worker.start()
    behind.set()
    ready(f"http://{host}:{server.server_port}{app.base}")
    try:
        server.serve_forever()
    finally:
        ended.set()
        observer.stop()
        server.server_close()


def _watched_folders(preview: Preview) -> list[Path]:
    settings = preview.state.site.settings
    folders = (settings.docs_dir, settings.cases_dir, preview.state.site.theme_dir)
    return [folder for folder in folders if folder.is_dir()]

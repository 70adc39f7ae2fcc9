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
from dataclasses import replace
from errno import EADDRINUSE
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from issue_papers.building.preview import Preview, State, told
from issue_papers.building.saving import Places, Saving
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.unexpected import unexpected
from issue_papers.theme import templates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_FOLDER = ".preview/"
CHANGES = f"{_FOLDER}changes"
"""The address at which a page waits for the next change, below the site's own."""

_WATCHING = {f"{_FOLDER}watch.{kind}": f"watch.{kind}" for kind in ("js", "css")}
"""What watches for changes and shows what is wrong: files, since no page may hold a script."""
_PATIENCE = 25.0
"""Seconds that a page waits for an answer; less than what browsers and proxies give it."""
_LULL = 0.6
"""Seconds after which what takes longer begins, if nothing else was saved: pages come first."""


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

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        state = self._preview.state  # what is asked for is all made from one
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        base = base_of(state)
        if not address.startswith(base):
            start("302 Found", [("Location", base)])
            return []
        path = address.removeprefix(base)
        if path == CHANGES:
            return self._changes(environ, start)
        if path in _WATCHING:
            return _own(path, state, start)
        try:
            found = self._preview.answer(state.site, path)
            is_folder = not path or path.endswith("/")
            if found is None and not is_folder and self._preview.is_page(state.site, f"{path}/"):
                start("302 Found", [("Location", f"{address}/")])
                return []
            status = "404 Not Found" if found is None else "200 OK"
            content, name = found or (self._preview.missing(state.site, path), "404.html")
        except Exception as error:  # noqa: BLE001 - a template may be in the making
            status, content, name = "500 Internal Server Error", _failed(state, error), "500.html"
        if name.endswith(".html") and not status.startswith("500"):
            content = _watched(content, state)
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


def base_of(state: State) -> str:
    """Return the path that a site stands below, as it will where it is published: `/papers/`."""
    path = urlsplit(state.site.settings.site_url).path or "/"
    return path if path.endswith("/") else f"{path}/"


def _watched(page: bytes, state: State) -> bytes:
    """Put into a page what watches for changes and shows what is wrong."""
    part = _drawn("watch.html", state)
    before, body, after = page.rpartition(b"</body>")
    return before + part.encode() + body + after if body else page


def _own(path: str, state: State, start: StartResponse) -> Iterable[bytes]:
    """Answer with a file of the preview's own."""
    kind = f"{mimetypes.guess_type(path)[0]}; charset=utf-8"
    start("200 OK", [("Content-Type", kind), ("Cache-Control", "no-store")])
    return [state.site.theme.below("preview").path(_WATCHING[path]).read_bytes()]


def _failed(state: State, error: Exception) -> bytes:
    """Return what stands in for a page that can't be drawn now."""
    settings = state.site.settings
    fault = unexpected(error, settings.root, settings.config_path.name)
    known = replace(state, problems=(*state.problems, *told((fault,))))
    language = settings.locales[settings.locales.source]
    name = settings.site.names[language.tag]
    return _drawn("failed.html", known, language=language, name=name).encode()


def _drawn(template: str, state: State, **values: object) -> str:
    about = {**_told(state), "changes": f"{base_of(state)}{CHANGES}"}
    folder = templates(state.site.theme.below("preview"))
    return folder.get_template(template).render(about=about, base=base_of(state), **values)


def _told(state: State) -> dict[str, object]:
    """Return what a page is told: the site that it is of, and what is wrong now."""
    return {"number": state.number, "page": state.since, "problems": state.problems}


class UnusableAddressError(Exception):
    """A preview can't be served at an address.

    Attributes:
        message: Why.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def _begun(app: PreviewApp, host: str, port: int) -> WSGIServer:
    """Return a server that listens at an address.

    Raises:
        UnusableAddressError: It can't.
    """
    address = f"{host}:{port}"
    try:
        return make_server(host, port, app, server_class=_Server, handler_class=_Quiet)
    except OverflowError as error:
        message = say("there is no port {port}: they end with 65535", port=port)
        raise UnusableAddressError(message) from error
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = say(
            "the site can't be shown at {address}: {reason}", address=address, reason=reason
        )
        if getattr(error, "errno", None) == EADDRINUSE:
            message = say(
                "another program is at {address}; end it, or name another address, as "
                "`--dev-addr {host}:{port}`",
                address=address,
                host=host,
                port=port + 1,
            )
        raise UnusableAddressError(message) from error


def serve(preview: Preview, host: str, port: int, *, ready: Callable[[str], None]) -> None:
    """Serve a preview until it is interrupted.

    Args:
        preview: The site.
        host: The name or the number of the interface.
        port: The port; any that is free for 0.
        ready: Is told the address once it can be asked for.

    Raises:
        UnusableAddressError: It can't be served there.
    """
    server = _begun(PreviewApp(preview), host, port)
    behind = threading.Event()
    ended = threading.Event()

    def update() -> Places:
        places = preview.update()
        behind.set()
        return places

    def finish() -> None:
        while not ended.is_set():
            if behind.wait(1):
                behind.clear()
                if not behind.wait(_LULL):
                    preview.finish()

    saving = Saving(update)
    saving.start(preview.places)
    threading.Thread(target=finish, daemon=True).start()
    behind.set()
    ready(f"http://{host}:{server.server_port}{base_of(preview.state)}")
    try:
        server.serve_forever()
    finally:
        ended.set()
        saving.end()
        server.server_close()

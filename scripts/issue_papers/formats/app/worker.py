"""The service worker, as a build publishes it at its site's root.

Its modules (overrides/workers/, from service-worker.js on) are a few hundred plain lines rather
than Workbox. What it must do is what Workbox has no recipe for: keep whole editions apart by the
hashes of their files, copy unchanged files from one to the next, store a paper on request and all
or nothing. Of Workbox there would remain its router and a build step with Node.

Not all browsers take modules for a worker, and each would be a request of its own: they are joined.
"""

from __future__ import annotations

import re
from pathlib import Path

from issue_papers.formats.web.modules import joined
from issue_papers.layers import Layers

WORKER = "service-worker.js"

_FOLDER = "workers"
_EDITION = re.compile(r"^const EDITION = .*;$", re.MULTILINE)
"""The line that the build fills in."""


def write(site_dir: Path, theme: Layers, edition: str) -> None:
    """Publish the worker of an edition.

    Args:
        site_dir: The built site.
        theme: Folders with `workers/`.
        edition: What the worker knows of it, as JSON: `EDITION` in its modules says of what shape.

    Raises:
        ProblemsError: A site's own module can't be joined with the others.
    """
    text = joined(f"{_FOLDER}/{WORKER}", theme.files(_FOLDER))
    filled = _EDITION.sub(lambda _: f"const EDITION = {edition.strip()};", text, count=1)
    (site_dir / WORKER).write_text(filled, encoding="utf-8", newline="\n")


def write_farewell(site_dir: Path, theme: Layers) -> None:
    """Publish, for a site that is no app, a worker that takes away those of earlier builds."""
    (site_dir / WORKER).write_bytes(theme.path(f"{_FOLDER}/farewell.js").read_bytes())

"""What servers are to send with a site: `_headers`, as Netlify and Cloudflare Pages read it.

The policy of the pages, what a page can't say of itself (who may show it in a frame, that types are
meant), and how long a browser may keep what. For servers that read no such file,
`issue-papers headers` writes the same, from the same list.

Where several rules match, those hosts send the values of all of them: no two rules set one header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from issue_papers.content.settings import SiteSettings
from issue_papers.formats.web import policy
from issue_papers.formats.web.assets import FOLDER
from issue_papers.layers import Layers
from issue_papers.theme import templates
from issue_papers.views.downloads import FOLDER as DOWNLOADS

FILE = "_headers"
"""Its path in the site."""

SERVERS: Mapping[str, str] = {"netlify": FILE, "nginx": "nginx.conf", "apache": "apache.conf"}
"""The templates, in the theme's folder `servers/`, by the server that reads what they make."""

LASTING = "public, max-age=31536000, immutable"
"""For files whose names change with their content (RFC 8246)."""
ASKED_ANEW = "no-cache"
"""For all others; it is what hosts of static sites do by themselves."""

_DIGEST = re.compile(r"\.[0-9a-f]{8}\.\w+$")
_STYLES = re.compile(rb"style-src (?:'|&#39;)(sha256-[A-Za-z0-9+/=]+)(?:'|&#39;)")
_BEGINNING = 4096
"""Bytes of a page in which its policy stands."""


@dataclass(frozen=True)
class Headers:
    """What is sent with a site's files.

    Attributes:
        always: With each of them, names and values.
        lasting: The folders whose files never change under their names, each with a slash.
    """

    always: tuple[tuple[str, str], ...]
    lasting: tuple[str, ...]

    def written(self, server: str, theme: Layers) -> str:
        """Return them as a server reads them.

        Args:
            server: One of `SERVERS`.
            theme: Folders with `servers/`.
        """
        environment = templates(
            theme.below("servers"), escaped=("xml",), keep_trailing_newline=True
        )
        template = environment.get_template(SERVERS[server])
        return template.render(headers=self, kept=LASTING, anew=ASKED_ANEW)


def of_site(site_dir: Path, site: SiteSettings) -> Headers:
    """Return what is to be sent with a built site.

    Args:
        site_dir: The site, with its editions.
        site: What its pages have around their text.
    """
    sent = policy.of_server(site, sorted(set(_styles(site_dir))))
    return Headers(
        (
            ("Content-Security-Policy", sent.in_header),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ),
        tuple(_lasting(site_dir / FOLDER)),
    )


def _styles(site_dir: Path) -> Iterator[str]:
    """Yield the sources of the styles that papers as one file hold."""
    files = (*site_dir.glob(f"{DOWNLOADS}/*.html"), *site_dir.rglob("editions/*/index.html"))
    for file in files:
        with file.open("rb") as page:
            if found := _STYLES.search(page.read(_BEGINNING)):
                yield f"'{found[1].decode()}'"


def _lasting(assets: Path) -> Iterator[str]:
    """Yield the folders in which all files have a digest in their names."""
    for folder in sorted(path for path in assets.glob("*") if path.is_dir()):
        if _all_named(path.name for path in folder.rglob("*") if path.is_file()):
            yield f"{FOLDER}{folder.name}/"


def _all_named(names: Iterable[str]) -> bool:
    return all(_DIGEST.search(name) for name in names)

"""What a page of the site may run, load and be shown in: its Content Security Policy.

Each page carries the policy (Content Security Policy Level 3, https://www.w3.org/TR/CSP3/), so that
it holds on any server, from the first script on. A server that can be told sends it as well, with
what a page can't say of itself (`formats/web/headers.py`). Where both speak, both hold.

Nothing of a page stands in the page: its scripts and styles are files of the site. Data in a page,
such as JSON-LD, is no script, and no policy looks at it (HTML, "prepare the script element": a
block of data ends there before CSP is asked). Style sheets hold their small drawings as `data:`:
a mask that takes a text's colour can't be loaded from a folder, as an offline copy would have to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from issue_papers.content.settings import SiteSettings
from issue_papers.reporting.faults import Fault, UnusableError
from issue_papers.reporting.messages import say

NONE = "'none'"
_SELF = "'self'"
_DATA = "data:"
_FRAME_ANCESTORS = "frame-ancestors"

_PAGES: Mapping[str, tuple[str, ...]] = {
    "default-src": (NONE,),
    "script-src": (_SELF,),
    "style-src": (_SELF,),
    "img-src": (_SELF, _DATA),
    "font-src": (_SELF,),
    "connect-src": (_SELF,),
    "media-src": (_SELF,),
    "frame-src": (NONE,),
    "object-src": (NONE,),
    "worker-src": (_SELF,),
    "manifest-src": (_SELF,),
    "base-uri": (NONE,),
    "form-action": (NONE,),
    _FRAME_ANCESTORS: (NONE,),
}
"""Directives and their sources, in the order in which they are written."""

_ENGINE = "'wasm-unsafe-eval'"
"""WebAssembly, which the search runs in: of all that is called unsafe the one that runs no text."""

_SINGLE_FILE = {"font-src": (_DATA,)}
"""What papers as one file have besides, which are served with the same headers."""

ONE_FILE: Mapping[str, tuple[str, ...]] = {
    "default-src": (NONE,),
    "style-src": (),
    "font-src": (_DATA,),
    "img-src": (_DATA,),
    "base-uri": (NONE,),
    "form-action": (NONE,),
}
"""A paper as one file: no script, nothing from elsewhere; its styles by their digest."""

OFFLINE: Mapping[str, tuple[str, ...]] = {
    "default-src": (NONE,),
    "script-src": (_SELF, "file:", "blob:", _ENGINE),
    "style-src": (_SELF, "file:"),
    "img-src": (_SELF, "file:", _DATA),
    "font-src": (_SELF, "file:"),
    "media-src": (_SELF, "file:"),
    "base-uri": (NONE,),
    "form-action": (NONE,),
}
"""An offline copy: nothing is fetched, whatever a script of the site does.

A page opened from a folder has an origin of its own, which `'self'` need not match: `file:` does.
Modules can't be loaded from there, so a script makes them in the page, which `blob:` allows; only a
script that runs already can do that.
"""

_DIRECTIVES = frozenset({*_PAGES, "script-src-elem", "style-src-elem"}) - {"default-src"}
"""What mkdocs.yml may extend."""

_SOURCE = re.compile(
    r"https://(\*\.)?[\w.-]+(:\d+)?(/[^\s;,'\"]*)?|wss://[\w.-]+(:\d+)?|blob:|data:"
    r"|'self'|'sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2}'"
)
"""A source that doesn't undo the policy (CSP3, 2.3.1): hosts by https, and digests."""


class UnusablePolicyError(UnusableError):
    """What mkdocs.yml adds to the policy can't be added."""


@dataclass(frozen=True)
class Policy:
    """A Content Security Policy.

    Attributes:
        directives: Sources by directive, in the order in which they are written.
    """

    directives: Mapping[str, tuple[str, ...]]

    def extended(self, more: Mapping[str, Iterable[str]]) -> Policy:
        """Return the policy with more sources; `'none'` gives way to them."""
        directives = dict(self.directives)
        for name, sources in more.items():
            known = tuple(each for each in directives.get(name, ()) if each != NONE)
            directives[name] = tuple(dict.fromkeys((*known, *sources))) or (NONE,)
        return Policy(directives)

    @property
    def in_page(self) -> str:
        """It as a page carries it, where browsers pass over what only a server may say."""
        return _written({k: v for k, v in self.directives.items() if k != _FRAME_ANCESTORS})

    @property
    def in_header(self) -> str:
        """It as a server sends it."""
        return _written(self.directives)


def of_pages(site: SiteSettings) -> Policy:
    """Return the policy of a site's pages; an empty one where they have none.

    Args:
        site: What the pages have around their text: style sheets and scripts that mkdocs.yml names
            on other hosts may be loaded from there.
    """
    if site.policy is None:
        return Policy({})
    policy = Policy(_PAGES)
    if site.has_search:
        policy = policy.extended({"script-src": (_ENGINE,)})
    hosts = {
        "script-src": _hosts(script.path for script in site.scripts),
        "style-src": _hosts(site.style_sheets),
    }
    return policy.extended(hosts).extended(site.policy)


def of_server(site: SiteSettings, digests: Iterable[str]) -> Policy:
    """Return the policy that a server may send with all that it has of a site.

    Args:
        site: What the pages have around their text.
        digests: Sources for the styles that papers as one file hold.
    """
    return of_pages(site).extended({**_SINGLE_FILE, "style-src": tuple(digests)})


def of_one_file(digest: str) -> Policy:
    """Return the policy of a paper as one file.

    Args:
        digest: The source for its styles.
    """
    return Policy(ONE_FILE).extended({"style-src": (digest,)})


def additions(value: Mapping[object, object]) -> Mapping[str, tuple[str, ...]]:
    """Return what mkdocs.yml adds to the policy.

    Args:
        value: A source or a list of them by directive.

    Raises:
        UnusablePolicyError: One of them isn't one, or would undo the policy.
    """
    found: dict[str, tuple[str, ...]] = {}
    faults = []
    for name, given in value.items():
        key = f"content_policy.{name}"
        if name not in _DIRECTIVES:
            message = say("`{directive}` can't be extended", directive=str(name))
            hint = say("expected one of {known}", known=", ".join(sorted(_DIRECTIVES)))
            faults.append(Fault(key, message, hint))
            continue
        sources = []
        for source in given if isinstance(given, list) else [given]:
            if isinstance(source, str) and _SOURCE.fullmatch(source):
                sources.append(source)
                continue
            message = say(
                "the source `{source}` can't be added to `{directive}`",
                source=str(source),
                directive=str(name),
            )
            hint = say(
                "write a host, as `https://stats.example.org`, or the digest of what "
                "stands in a page, as the browser's console prints it"
            )
            faults.append(Fault(key, message, hint))
        found[str(name)] = tuple(sources)
    if faults:
        raise UnusablePolicyError(*faults)
    return found


def _hosts(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the origins of addresses on other hosts."""
    split = (urlsplit(address) for address in addresses if "://" in address)
    return tuple(dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in split))


def _written(directives: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())

"""Addresses of the site as its pages have them, and as other places do."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

_KEPT = "%/:=&?~#+!$,;'@()*[]"
"""What an address may hold as it is; `%` is there because an address may be encoded already."""


def relative(target: str, page: str) -> str:
    """Return a resolved address as it is written on a page, so that a copy anywhere works.

    Args:
        target: See `Link.target`: `/papers/water/#why`, `#why`, or an absolute address.
        page: The page's own URL, without leading slash: `papers/water/start/`.
    """
    if not target.startswith("/") or target.startswith("//"):
        return target
    end = min((i for i in (target.find("?"), target.find("#")) if i >= 0), default=len(target))
    path, rest = target[:end], target[end:]
    if path == f"/{page}" and rest.startswith("#"):
        return rest
    return _way(page, path) + rest


@lru_cache(maxsize=1024)
def _way(page: str, path: str) -> str:
    """Return the way from a page's folder to a path of the site, which a page leads to often."""
    start, end = ([part for part in each.split("/") if part] for each in (page, path))
    common = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        common += 1
    found = "/".join((*[".."] * (len(start) - common), *end[common:])) or "."
    folder = "/" if path.endswith("/") else ""
    return quote(f"{found}{folder}", safe=_KEPT)


def absolute(target: str, page: str, base: str) -> str:
    """Return a resolved address as it is written outside the site.

    Args:
        target: The same.
        page: The page's own URL, without leading slash.
        base: The site's absolute URL, with a slash at its end.
    """
    if target.startswith("#"):
        return f"{base}{page}{target}"
    if not target.startswith("/") or target.startswith("//"):
        return target
    return base + quote(target[1:], safe=_KEPT)

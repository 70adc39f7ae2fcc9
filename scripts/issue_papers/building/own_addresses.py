"""Addresses that mkdocs.yml gives: of the site, and of its repository."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from issue_papers.content.identifiers import is_web_address


def without_query(url: str) -> str:
    """Return the address of a site as browsers write it: host in lower case, path alone."""
    if not is_web_address(url):
        return url
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()
    return urlunsplit((scheme, host, parts.path, "", ""))


def surplus(url: str) -> str:
    """Return the sign of what has no place in a site's address: a query, a place, a password."""
    return next((sign for sign in "?#" if sign in url), "@" if is_private(url) else "")


def slashed(url: str) -> str:
    """Return an address with a slash at its end; nothing of none."""
    return url if not url or url.endswith("/") else f"{url}/"


def is_private(url: str) -> bool:
    """Whether an address names who opens it: `https://name:password@host/`."""
    return is_web_address(url) and "@" in urlsplit(url).netloc


def anonymous(url: str) -> str:
    """Return an address without the name and the password of who opens it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

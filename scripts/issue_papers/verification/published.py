"""A site as its readers get it: GETs of one host, each of a bounded size, and nothing else.

What the host answers decides neither what else is asked for nor how much is read: a redirect leads
nowhere but to the same host, and nothing is read that is longer than what is expected.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cached_property
from typing import IO
from urllib.parse import quote, urlsplit

from issue_papers.building.own_addresses import is_private
from issue_papers.content.identifiers import is_web_address
from issue_papers.installed import version
from issue_papers.reporting.messages import Message, say

_INDEX = "index.html"
_SECONDS = 30.0
_TRIES = 3
_REDIRECTS = 5
_NOT_FOUND = (404, 410)


class UnreachableError(Exception):
    """A site can't be read.

    Attributes:
        message: Why.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Published:
    """A site on the web.

    Attributes:
        address: Its root, with a slash at its end.
    """

    address: str

    @classmethod
    def at(cls, address: str) -> Published:
        """Return the site at an address.

        Raises:
            UnreachableError: It is no address, or has a name and a password in it.
        """
        if not is_web_address(address) or "?" in address or "#" in address:
            message = say(
                "{key}: found `{text}`, expected an address like `https://example.org/papers/`",
                key="ADDRESS",
                text=address,
            )
            raise UnreachableError(message)
        if is_private(address):
            raise UnreachableError(say("an address with a name or a password in it isn't asked"))
        return cls(address.rstrip("/") + "/")

    def url(self, path: str) -> str:
        """Return the address of a file; that of a folder for its `index.html`, as links have it."""
        shown = path.removesuffix(_INDEX) if path.rpartition("/")[2] == _INDEX else path
        return self.address + quote(shown)

    def get(self, path: str, most: int) -> bytes | None:
        """Return what a file holds, and no more than a byte above what is asked for.

        Args:
            path: Its path below the site's root.
            most: How many bytes are expected at most.

        Returns:
            The bytes; nothing where there is no such file.

        Raises:
            UnreachableError: The host doesn't answer, or leads elsewhere.
        """
        url = self.url(path)
        for tried in range(1, _TRIES + 1):
            try:
                return self._read(url, most)
            except urllib.error.HTTPError as error:
                error.close()
                if error.code in _NOT_FOUND:
                    return None
                if error.code < http.client.INTERNAL_SERVER_ERROR or tried == _TRIES:
                    raise _refused(url, f"HTTP {error.code}") from error
            except (OSError, http.client.HTTPException) as error:
                if tried == _TRIES:
                    reason = getattr(error, "reason", None) or error
                    raise _refused(url, str(reason)) from error
        return None

    def _read(self, url: str, most: int) -> bytes:
        request = urllib.request.Request(url, headers=self._headers)  # noqa: S310 - checked in `at`
        with self._opener.open(request, timeout=_SECONDS) as answer:
            content: bytes = answer.read(most + 1)
            return content

    @property
    def _headers(self) -> dict[str, str]:
        return {
            "User-Agent": f"issue-papers/{version('issue-papers')}",
            "Accept-Encoding": "identity",
        }

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        return urllib.request.build_opener(_SameHost)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect on the same host, and no other."""

    max_redirections = _REDIRECTS

    def redirect_request(  # noqa: PLR0913, PLR0917 - urllib's interface
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return what is asked next."""
        asked, leads = urlsplit(req.full_url), urlsplit(newurl)
        if (leads.scheme, leads.netloc) != (asked.scheme, asked.netloc):
            raise UnreachableError(
                say("{url} leads to another host: {other}", url=req.full_url, other=newurl)
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _refused(url: str, reason: str) -> UnreachableError:
    return UnreachableError(say("{url} can't be read: {reason}", url=url, reason=reason))

"""Addresses on the web as people paste and type them, and how they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qs

from issue_papers.articles.allowed_html import SCHEMES
from issue_papers.articles.characters import visible
from issue_papers.checks.page import Page
from issue_papers.content.outline import LinkOutline
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

KEY = "link"
_QUOTATION = "\"'“”„‟‘’«»\u201a\u2039\u203a"
_MISTYPED = re.compile(
    r"(?P<scheme>https?)(?::/?|[;,.]/{1,2}|/{2}|:\\{1,2}|:/{3,})(?P<rest>[\w-]+(?:\.[\w-]+)+.*)",
    re.IGNORECASE,
)
_BLANKS = re.compile("[\u00a0\u00ad\u2000-\u200b\u200e\u200f\u202f\u205f\u2060\u3000\ufeff]+")
_ELSEWHERE = re.compile(r"google\.|safelinks\.|facebook\.", re.IGNORECASE)
_DETOURS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), "/url", ("q", "url")),
    (re.compile(r"(?:[a-z0-9-]+\.)*safelinks\.protection\.outlook\.com"), "", ("url",)),
    (re.compile(r"lm?\.facebook\.com"), "/l.php", ("u",)),
)
"""Hosts, the beginning of the path, and the parameter that says where it leads in the end."""


def unquoted(target: str) -> str:
    """Return what stands between the quotation marks around a target; empty without any."""
    plain = target.strip()
    inside = plain.strip(f"{_QUOTATION} \u00a0\u202f")
    return inside if plain[:1] in {*_QUOTATION} and not re.search(r"\s", inside) else ""


def mistyped(target: str) -> str:
    """Return an address whose beginning is mistyped, `http:/x.org`, as it was meant; else empty."""
    match = _MISTYPED.fullmatch(target)
    return f"{match['scheme'].lower()}://{match['rest']}" if match else ""


def is_address(target: str) -> bool:
    """Whether a target begins as an address does."""
    return target.partition(":")[0].lower() in SCHEMES and ":" in target


def with_blanks(link: LinkOutline) -> tuple[Message, Message] | None:
    """Say that an address has spaces of a kind that can't be seen, which browsers would ask for."""
    if not _BLANKS.search(link.target):
        return None
    right = _BLANKS.sub("", link.target)
    if not is_address(right):
        return None
    message = say("`{target}` has a sign in it that nobody sees", target=visible(link.target))
    return message, say("delete it: write `{right}`", right=right)


def no_address(link: LinkOutline) -> tuple[Message, Message]:
    """Say that what begins as an address is none."""
    message = say("`{target}` is no address", target=link.target)
    if right := mistyped(link.target):
        return message, say("write `{right}`", right=right)
    return message, say("addresses begin with `https://`")


def detour(page: Page, link: LinkOutline, parts: SplitResult) -> Iterator[Problem]:
    """An address of a search engine or a mail program, which counts who follows it."""
    if not _ELSEWHERE.search(parts.netloc):
        return
    host = (parts.hostname or "").lower()
    for hosts, path, names in _DETOURS:
        if hosts.fullmatch(host) and parts.path.startswith(path):
            values = parse_qs(parts.query)
            found = next((values[name][0] for name in names if name in values), "")
            if is_address(found):
                message = say("the link leads there by way of `{host}`", host=host)
                hint = say("write `{right}`", right=found)
                yield page.warning(link.line, KEY, message, hint)

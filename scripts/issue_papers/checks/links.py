"""Rules for links: each leads somewhere, by the path of a file, and says where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from issue_papers.checks.anchors import AnchorIndex, passages
from issue_papers.checks.page import Page
from issue_papers.checks.targets import Targets
from issue_papers.checks.web_addresses import detour, no_address, with_blanks
from issue_papers.content.library import Entry
from issue_papers.content.outline import LinkOutline
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest
from issue_papers.views.numbers import leads_to

KEY = "link"
_WITH_BACKSLASH = re.compile(r"\]\((?P<target>[^()\s]*\\[^()\s]*)\)")
PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".tif", ".tiff", ".bmp"}
)
"""What names of pictures end in."""

_WEB = frozenset({"http", "https"})
_PREVIEWS = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "::1"})  # noqa: S104 - nothing listens


def check(page: Page, index: AnchorIndex, targets: Targets) -> Iterator[Problem]:
    """Yield what is wrong with a text's links.

    Args:
        page: The text.
        index: The places on all pages.
        targets: What there is to lead to.
    """
    for link in page.document.outline.links:
        yield from _words(page, link)
        if said := with_blanks(link):
            yield page.error(link.line, KEY, *said)
            continue
        try:
            parts = urlsplit(link.target)
        except ValueError:
            message = say("`{target}` is no address", target=link.target)
            yield page.error(link.line, KEY, message, say("copy it anew from the browser"))
            continue
        yield from _one(page, index, targets, link, parts)


def _words(page: Page, link: LinkOutline) -> Iterator[Problem]:
    is_empty = not link.words.strip() and not link.has_picture and not link.label
    if is_empty and link.target and not leads_to(page.library, page.entry, link.target):
        message = say("the link to `{target}` has no words", target=link.target)
        hint = say("write what is there: `[words]({target})`", target=link.target)
        yield page.fault(link.line, KEY, message, hint)


def _one(
    page: Page, index: AnchorIndex, targets: Targets, link: LinkOutline, parts: SplitResult
) -> Iterator[Problem]:
    if link.target.strip() in {"", "#"}:
        if link.target or not link.id:  # an id alone is a place, and no link
            words = " ".join(link.words.split())
            message = say("the link “{words}” leads nowhere", words=words)
            yield page.fault(link.line, KEY, message, say("write `[words](address)`"))
    elif parts.scheme or parts.netloc:
        yield from _absolute(page, targets, link, parts)
    elif link.target.startswith("/"):
        yield from _from_root(page, targets, link, parts)
    elif not link.target.startswith("{"):
        yield from _relative(page, index, targets, link, parts)


def _absolute(
    page: Page, targets: Targets, link: LinkOutline, parts: SplitResult
) -> Iterator[Problem]:
    scheme = parts.scheme.lower()
    at = link.line, KEY
    if scheme in _WEB and not parts.netloc:
        yield page.error(*at, *no_address(link))
    elif not scheme:
        message = say("`{target}` is no address", target=link.target)
        yield page.fault(*at, message, say("write `{right}`", right=f"https:{link.target}"))
    elif _is_own(page, parts):
        yield from _own(page, targets, link, parts)
    elif parts.hostname in _PREVIEWS:
        yield from _previewed(page, targets, link, parts)
    else:
        yield from detour(page, link, parts)


def _is_own(page: Page, parts: SplitResult) -> bool:
    site = urlsplit(page.library.settings.site_url)
    base = site.path.rstrip("/")
    is_below = parts.path == base or parts.path.startswith(f"{base}/")
    return bool(site.netloc) and parts.netloc.lower() == site.netloc.lower() and is_below


def _own(page: Page, targets: Targets, link: LinkOutline, parts: SplitResult) -> Iterator[Problem]:
    """An address of the site itself: it wouldn't follow the page into an edition or a preview."""
    key = targets.by_url(parts.path)
    if key is not None:
        right = targets.relative(key, parts.fragment)
        message = say("`{target}` is the address of a page of this site", target=link.target)
        yield page.warning(link.line, KEY, message, say("write `{right}`", right=right))
    elif parts.scheme == "http" and page.library.settings.site_url.startswith("https:"):
        message = say("`{target}` leads to this site without `https`", target=link.target)
        right = link.target.replace("http:", "https:", 1)
        yield page.warning(link.line, KEY, message, say("write `{right}`", right=right))


def _previewed(
    page: Page, targets: Targets, link: LinkOutline, parts: SplitResult
) -> Iterator[Problem]:
    """A page's address in a preview; one that is printed as it is may be what a text is about."""
    key = targets.by_url(parts.path)
    if key is not None and link.words.strip() != link.target:
        right = targets.relative(key, parts.fragment)
        message = say("`{target}` leads to a preview on your own computer", target=link.target)
        yield page.warning(link.line, KEY, message, say("write `{right}`", right=right))


def _from_root(
    page: Page, targets: Targets, link: LinkOutline, parts: SplitResult
) -> Iterator[Problem]:
    message = say("`{target}` begins with a slash: it may lead out of the site", target=link.target)
    key = targets.by_url(parts.path)
    hint = say("use the path of the page's file, as seen from this one")
    if key is not None:
        hint = say("write `{right}`", right=targets.relative(key, parts.fragment))
    yield page.error(link.line, KEY, message, hint)


def _relative(
    page: Page, index: AnchorIndex, targets: Targets, link: LinkOutline, parts: SplitResult
) -> Iterator[Problem]:
    if not parts.path:
        if parts.fragment:
            yield from _anchor(page, index, page.entry, link, unquote(parts.fragment))
        return
    library = page.library
    key = library.resolve(page.entry, unquote(parts.path))
    if key is None or key not in library.known:
        message, hint = targets.mended(_as_typed(page, link))
        yield page.error(link.line, KEY, message, hint)
        return
    if library.is_hidden(key):
        message = say("`{target}` leads to a draft, which isn't published", target=link.target)
        hint = say("write its first paragraph, or take the link away")
        yield page.error(link.line, KEY, message, hint)
    target = library.entries.get(key)
    if target and parts.fragment:
        yield from _anchor(page, index, target, link, unquote(parts.fragment))
    if page.is_ours and PurePosixPath(key).suffix.lower() in PICTURES:
        yield from _to_picture(page, link)


def _as_typed(page: Page, link: LinkOutline) -> str:
    """Return a link's target with the backslashes that Markdown took for escapes."""
    for match in _WITH_BACKSLASH.finditer(page.typed(link.line)):
        if re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", match["target"]) == link.target:
            return match["target"]
    return link.target


def _to_picture(page: Page, link: LinkOutline) -> Iterator[Problem]:
    if link.has_picture:
        return
    words = " ".join(link.words.split())
    message = say("a link to a picture; was `!` forgotten?")
    right = f"![{words}]({link.target})"
    hint = say("to show it, write `{right}`, with what it shows in the brackets", right=right)
    yield page.warning(link.line, KEY, message, hint)


def _anchor(
    page: Page, index: AnchorIndex, target: Entry, link: LinkOutline, anchor: str
) -> Iterator[Problem]:
    """An anchor is on the page that this reader will see: in the link's own language."""
    if anchor.startswith(("fn:", "fnref:", "__")):
        return
    known = index.of(target, page.document.language)
    if anchor not in known:
        document = target.document(page.document.language)
        if anchor in passages(target, document):
            return
        path = document.path
        message = say(
            "`{target}`: {page} has no `#{anchor}`", target=link.target, page=path, anchor=anchor
        )
        if document.is_adopted and anchor in index.of(target, target.source.language):
            # It is taken as it is, and stops no other page: the link leads to the page's top.
            hint = say("if that is in {page}, write `{{ #{id} }}` after it", page=path, id=anchor)
            yield page.warning(link.line, KEY, message, hint)
            return
        yield page.error(link.line, KEY, message, closest(anchor, known))

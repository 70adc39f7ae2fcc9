"""The feeds of one language, of news and of corrections, written beside its pages.

Nothing that isn't translated stands in a language's files: who subscribes wants to read.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import urljoin

from issue_papers.content.library import Entry
from issue_papers.formats.feeds import feed as feeds
from issue_papers.formats.feeds.feed import Feed, FeedItem
from issue_papers.formats.markup.standalone import StandaloneWriter
from issue_papers.kinds import registry
from issue_papers.kinds.declaration import FeedEntry, Subscription
from issue_papers.printing.printer import Printer
from issue_papers.publishing import put
from issue_papers.typography.directions import isolated_among
from issue_papers.views.links import HOME
from issue_papers.views.site import Views


def write(views: Views, printer: Printer, site_name: str, site_dir: Path) -> None:
    """Write a language's feeds, where a kind of page has something to subscribe to.

    Args:
        views: The language's views.
        printer: Prints the texts.
        site_name: The site's name in this language.
        site_dir: The folder that the site is built in.
    """
    theme = views.library.settings.theme
    for kind in registry.kinds():
        found = kind.feed(views.readers) if kind.feed else None
        if found is None:
            continue
        feed = _feed(views, printer, site_name, found)
        first, *others = found.files
        atom = feeds.atom(feed, found.files, views.absolute, theme)
        put(site_dir / first.url, atom.encode())
        for other in others:
            put(site_dir / other.url, feeds.json_feed(feed, views.absolute(other.url)).encode())


def _feed(views: Views, printer: Printer, site_name: str, found: Subscription) -> Feed:
    language, page = views.language, found.page
    home = page.url if page else views.library.locales.url(HOME, language.tag)
    meta = views.links.meta(views.library.entries[page.key]) if page else None
    return Feed(
        title=_title(site_name, page.title, language.direction) if page else site_name,
        description=(meta.summary or "") if meta else "",
        author=site_name,
        language=language.tag,
        direction=language.direction,
        home=views.absolute(home),
        zone=views.library.settings.timezone,
        items=[
            _item(views, entry, printer) if found.has_texts else _place(views, entry)
            for entry in found.entries
            if entry.language == language.tag
        ],
    )


def _title(site_name: str, page: str, direction: str) -> str:
    names = (isolated_among(name, direction) for name in (site_name, page))
    return " – ".join(names)


def _item(views: Views, news: FeedEntry, printer: Printer) -> FeedItem:
    url = views.absolute(news.link.url)
    entry = views.library.entries[news.link.key]
    languages = views.links.languages(entry)
    return FeedItem(
        news=news,
        url=url,
        content=_content(views, printer, entry, url),
        alternates=tuple(
            (other.tag, views.absolute(other.url))
            for other in languages
            if other.is_translated and other.tag != news.language
        ),
    )


def _place(views: Views, news: FeedEntry) -> FeedItem:
    """Return what tells of a place on a page; its summary is all there is of it."""
    return FeedItem(news=news, url=views.absolute(news.link.url), content="", alternates=())


def _content(views: Views, printer: Printer, entry: Entry, url: str) -> str:
    """Write a text as HTML that is read away from its page."""
    printed = printer.printed(entry, views.language.tag)
    return StandaloneWriter(partial(_absolute, views, url)).article(printed.blocks, printed.notes)


def _absolute(views: Views, url: str, target: str) -> str:
    """Return the absolute address of a resolved target on a page."""
    is_on_site = target.startswith("/")
    return views.absolute(target.removeprefix("/")) if is_on_site else urljoin(url, target)

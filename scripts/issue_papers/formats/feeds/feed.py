"""News as feeds: Atom (RFC 4287) and JSON Feed 1.1, with the full text and absolute links."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from issue_papers.content.time_zones import noon
from issue_papers.kinds.declaration import FeedEntry
from issue_papers.layers import Layers
from issue_papers.theme import templates
from issue_papers.views.shapes import FileView


@dataclass(frozen=True)
class FeedItem:
    """A piece of news in a feed.

    Attributes:
        news: Its view, in the feed's language.
        url: Its absolute URL, which is its id, too.
        content: Its text as HTML; empty where its summary is all.
        alternates: Language tag and absolute URL of its translations.
    """

    news: FeedEntry
    url: str
    content: str
    alternates: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Feed:
    """A language's news, the latest first.

    Attributes:
        title: What readers see in their list of feeds.
        description: What it is about; may be empty.
        author: Who publishes it: the site's name.
        language: The language of all items.
        direction: `ltr` or `rtl`.
        home: Absolute URL of the page that lists the news.
        zone: The time zone of the site.
        items: At least one.
    """

    title: str
    description: str
    author: str
    language: str
    direction: str
    home: str
    zone: str
    items: Sequence[FeedItem]

    @property
    def updated(self) -> str:
        """When it was last changed."""
        return self.at(max(item.news.iso_updated for item in self.items))

    def at(self, day: str) -> str:
        """Return when something is told of a day of the site's."""
        return noon(day, self.zone)


def atom(
    feed: Feed, files: Sequence[FileView], absolute: Callable[[str], str], theme: Layers
) -> str:
    """Write a feed as Atom.

    Args:
        feed: The feed.
        files: The feeds of its language, this one first.
        absolute: Makes a site-relative URL absolute.
        theme: The folders of the theme, which has the template `fragments/feed.xml`.
    """
    environment = templates(theme, keep_trailing_newline=True)
    template = environment.get_template("fragments/feed.xml")
    return template.render(feed=feed, url=absolute(files[0].url))


def json_feed(feed: Feed, address: str) -> str:
    """Write a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

    Args:
        feed: The feed.
        address: Its own absolute URL.
    """
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(feed, item) for item in feed.items],
    }
    return json.dumps(_present(found), ensure_ascii=False, indent=1) + "\n"


def _json_item(feed: Feed, item: FeedItem) -> dict[str, Any]:
    return _present(
        {
            "id": item.url,
            "url": item.url,
            "title": item.news.title,
            "summary": item.news.summary,
            "content_html": item.content,
            "date_published": feed.at(item.news.iso_date),
            "date_modified": feed.at(item.news.iso_updated),
            "language": item.news.language,
        }
    )


def _present(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if item != ""}

"""What programs look for at a site: `llms.txt`, `robots.txt` and others.

`llms.txt` follows https://llmstxt.org, OpenSearch its version 1.1, `security.txt` RFC 9116,
`robots.txt` RFC 9309.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from issue_papers.content.library import Entry
from issue_papers.formats.markdown import mirror
from issue_papers.kinds import registry
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.layers import Layers
from issue_papers.publishing import put
from issue_papers.theme import templates
from issue_papers.views.links import HOME
from issue_papers.views.shapes import Link
from issue_papers.views.site import Views

_LONGEST_SHORT_NAME = 16
"""As OpenSearch 1.1 says."""
_VALID_DAYS = 360
"""RFC 9116 asks that security.txt expire in less than a year."""


class MachineFiles:
    """Writes the files of one site.

    Args:
        views: The views of each language.
        series: The site's name in each language.
        icon: The path of the theme's icon in the site.
        theme: Folders with `machines/`.
        site_dir: The built site.
    """

    def __init__(
        self,
        views: Mapping[str, Views],
        series: Mapping[str, str],
        icon: str,
        theme: Layers,
        site_dir: Path,
    ) -> None:
        self.views = views
        self.series = series
        self.icon = icon
        self.site_dir = site_dir
        self._templates = templates(
            theme.below("machines"), escaped=("xml",), keep_trailing_newline=True
        )

    def write(self, contact: str, date: dt.date) -> None:
        """Write all of them.

        Args:
            contact: Where to report a security fault, a URI; without one there is no security.txt.
            date: The build's day.
        """
        library = next(iter(self.views.values())).library
        has_address = bool(library.settings.site_url)  # what machines are led to is absolute
        for tag, views in self.views.items():
            prefix = library.locales.prefix(tag)
            if HOME not in library.entries:
                continue
            home = views.page(HOME)
            context = {
                "home": home,
                "papers": views.part(PaperViews).all,
                "absolute": views.absolute,
                "t": views.t,
                "series": self.series[tag],
            }
            if has_address:
                self._put(
                    f"{prefix}opensearch.xml",
                    "opensearch.xml",
                    own=views.absolute(f"{prefix}opensearch.xml"),
                    icon=views.absolute(self.icon),
                    short_name=short_name(self.series[tag]),
                    **context,
                )
            self._put(
                f"{prefix}llms.txt",
                "llms.txt",
                groups=list(self._groups(views)),
                data=list(self._data(views)),
                item=self._item(views),
                **context,
            )
        absolute = self.views[library.locales.source].absolute
        self._put("robots.txt", "robots.txt", absolute=absolute, has_address=has_address)
        if contact:
            day = date + dt.timedelta(days=_VALID_DAYS)
            self._put(
                ".well-known/security.txt",
                "security.txt",
                absolute=absolute,
                contact=contact,
                expires=f"{day.isoformat()}T00:00:00Z",
                languages=list(self.views),
            )

    def _put(self, path: str, template: str, **context: object) -> None:
        self._write(path, self._templates.get_template(template).render(context))

    def _write(self, path: str, text: str) -> None:
        put(self.site_dir / path, text.encode())

    def _item(self, views: Views) -> Callable[[Link, str], str]:
        """Return what writes a link to a page's Markdown as a line of a list."""

        def write(link: Link, summary: str) -> str:
            url = views.absolute(link.url.partition("#")[0] + mirror.NAME)
            return f"- [{link.title}]({url}): {summary}" if summary else f"- [{link.title}]({url})"

        return write

    def _groups(self, views: Views) -> Iterator[tuple[str, list[tuple[Link, str]]]]:
        """Yield what else there is, besides papers: title, and pages with their summaries."""
        library, t = views.library, views.t
        for kind in library.types:
            if not (kind.parts or kind.whole):
                pages = sorted(library.of(kind), key=lambda entry: entry.key)
                entries = [entry for entry in pages if entry.key != HOME]
                yield t(f"llms.{kind.name.replace('-', '_')}"), list(self._links(views, entries))

    def _links(self, views: Views, entries: Iterable[Entry]) -> Iterator[tuple[Link, str]]:
        tag = views.language.tag
        for entry in entries:
            if entry.has(tag):
                yield views.links.link(entry), views.links.meta(entry).summary or ""

    def _data(self, views: Views) -> Iterator[tuple[str, str]]:
        prefix = views.library.locales.prefix(views.language.tag)
        for dataset in registry.datasets():
            start = prefix if dataset.is_localised else ""
            for file in dataset.files:
                title = views.t(f"data.sets.{dataset.id}.title")
                yield f"{title} ({file.label})", views.absolute(start + file.path)


def short_name(name: str) -> str:
    """Cut a site's name to what OpenSearch allows, after a whole word where there is one."""
    words = textwrap.shorten(name, _LONGEST_SHORT_NAME, placeholder="")
    return words or name[:_LONGEST_SHORT_NAME]

"""What programs look for at a site: `opensearch.xml`, `robots.txt`, `security.txt`.

OpenSearch follows its version 1.1, `security.txt` RFC 9116, `robots.txt` RFC 9309.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping
from pathlib import Path

from issue_papers.layers import Layers
from issue_papers.publishing import put
from issue_papers.theme import templates
from issue_papers.views.links import HOME
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
            if has_address and HOME in library.entries:
                self._put(
                    f"{prefix}opensearch.xml",
                    "opensearch.xml",
                    own=views.absolute(f"{prefix}opensearch.xml"),
                    icon=views.absolute(self.icon),
                    short_name=short_name(self.series[tag]),
                    home=views.page(HOME),
                    absolute=views.absolute,
                    t=views.t,
                    series=self.series[tag],
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


def short_name(name: str) -> str:
    """Cut a site's name to what OpenSearch allows, after a whole word where there is one."""
    words = textwrap.shorten(name, _LONGEST_SHORT_NAME, placeholder="")
    return words or name[:_LONGEST_SHORT_NAME]

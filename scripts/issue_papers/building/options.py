"""The options of `issue-papers` in mkdocs.yml, besides those that formats declare."""

from __future__ import annotations

from issue_papers.formats import registry
from issue_papers.formats.declaration import Option

OWN = (
    # The folder of the case studies, relative to mkdocs.yml.
    Option("case_studies", (str,), "case_studies"),
    # Topic id → language tag → label.
    Option("topics", (dict,), {}),
    # Id of an audience of recommendations → language tag → label.
    Option("audiences", (dict,), {}),
    # How the site looks: `accent`, `second`, `logo`, `cover`.
    Option("look", (dict,), {}),
    # What stands at the foot of each page: `text`, `links`, `logos`.
    Option("footer", (dict,), {}),
    # Where to write to: an address of e-mail, or a URI.
    Option("contact", (str,), ""),
    # There are none, and there is nothing else to choose.
    Option("analytics", (str, bool, dict), "none"),
    # How references are written: `style`, `styles` and `locales` by language.
    Option("citations", (dict,), {}),
    # Whether to build the search index.
    Option("search"),
    # A URI (`mailto:…`, `https://…`) for security.txt.
    Option("security_contact", (str,), ""),
    # Whether to draw pictures for where links to pages are shared.
    Option("social_cards"),
    # Whether to build earlier editions of papers from their git tags.
    Option("earlier_editions", default=False),
    # Whether the site can be installed, and kept to read without a connection.
    Option("app"),
    # Whether a preview makes all these, too, which takes longer.
    Option("editions_in_serve", default=False),
)

OPTIONS = (*OWN, *(form.option for form in registry.formats()))
"""All of them."""

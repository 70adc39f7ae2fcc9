"""Where readers write to, with what the site knows of the page filled in: no account is needed.

A mail has a subject and a text to complete (RFC 6068). A form gets the same as a query, which it
may fill its fields with: `about` (`mistake`, `accessibility`, `permission`), `page`, `edition`,
`language`. contact.js adds the passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from issue_papers.views.catalogue import Catalogue

MISTAKE, ACCESSIBILITY, PERMISSION = "mistake", "accessibility", "permission"
_MAIL = "mailto"
_FORMS = ("http", "https")


@dataclass(frozen=True)
class ContactView:
    """Addresses to write to about a page.

    Attributes:
        mistake: To report a mistake.
        accessibility: To tell what keeps one from reading.
        permission: To ask for the use of a text.
        passage: What stands in a mail before the passage; empty where nothing can be filled in.
    """

    mistake: str
    accessibility: str
    permission: str
    passage: str


@dataclass(frozen=True)
class About:
    """What is known of a page.

    Attributes:
        title: Its title.
        url: Its address, absolute; empty where it isn't known.
        edition: The number of its publication's edition; empty where it has none.
    """

    title: str
    url: str
    edition: str


def contact_of(address: str, page: About, t: Catalogue) -> ContactView:
    """Return the addresses for a page.

    Args:
        address: Where to write to, a URI.
        page: What is known of the page.
        t: The words of the reader's language.
    """
    is_mail = urlsplit(address).scheme == _MAIL
    return ContactView(
        mistake=_address(address, MISTAKE, page, t),
        accessibility=_address(address, ACCESSIBILITY, page, t),
        permission=_address(address, PERMISSION, page, t),
        passage=t("contact.passage") + t("marks.colon") if is_mail else "",
    )


def _address(address: str, about: str, page: About, t: Catalogue) -> str:
    parts = urlsplit(address)
    if parts.scheme == _MAIL:
        subject = t(f"contact.{about}") + t("marks.colon") + page.title
        query = f"subject={quote(subject)}&body={quote(_text(about, page, t))}"
    elif parts.scheme in _FORMS:
        told = {
            "about": about,
            "page": page.url,
            "edition": page.edition,
            "language": t.language.tag,
        }
        query = urlencode({name: value for name, value in told.items() if value})
    else:
        return address
    return parts._replace(query="&".join(filter(None, (parts.query, query)))).geturl()


def _text(about: str, page: About, t: Catalogue) -> str:
    """Return the text of a mail that is to be completed; lines end as RFC 6068 asks."""
    known = {
        "page": page.url,
        "passage": "",
        "edition": page.edition,
        "language": t.language.name,
    }
    lines = [
        (t(f"contact.{name}") + t("marks.colon") + value).rstrip()
        for name, value in known.items()
        if value or name == "passage"
    ]
    asked = [t("contact.say"), "", ""] if about == MISTAKE else ["", ""]
    return "\r\n".join([*asked, *lines, ""])

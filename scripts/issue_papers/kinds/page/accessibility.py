"""What a site says of who can use it, where its owner says nothing.

It tells what the generator sees to, that nobody here has tested the site, and where to write to if
something can't be read (EN 301 549, 12.2; Directive (EU) 2016/2102, article 7(1)(b)). A claim to
conform with WCAG is its owner's to make, in a page of its own (`accessibility.md`).
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from issue_papers.content.library import Library
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.contact import About, contact_of


def statement(library: Library, t: Catalogue) -> str:
    """Return the statement in the words of a catalogue, with where to write if that is known."""
    site = library.settings.site

    def words(name: str) -> str:
        return t.own_text(f"pages.accessibility.{name}")

    texts = [words("summary"), words("made")]
    texts += [f"## {words('status_title')} {{ #status }}", words("untested")]
    texts += [f"## {words('feedback_title')} {{ #feedback }}", words("report")]
    if site.footer.contact:
        texts += [words("write"), _link(site.footer.contact, t)]
    elif site.repository:
        texts.append(f"<{site.repository}>")
    return "\n\n".join(texts)


def _link(address: str, t: Catalogue) -> str:
    """Return a link to where readers write to, in Markdown."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return f"[{parts.path}]({address}?subject={quote(t('contact.accessibility'))})"
    return f"[{address}]({contact_of(address, About('', '', ''), t).accessibility})"

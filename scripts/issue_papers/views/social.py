"""What a page says of itself where links to it are shared: Open Graph, and the text of its card."""

from __future__ import annotations

from dataclasses import dataclass

from babel.core import get_global

from issue_papers.content.library import Entry, Kind
from issue_papers.views.cases import CaseViews
from issue_papers.views.papers import PaperViews

FOLDER = "social"


@dataclass(frozen=True)
class Card:
    """The text of a page's picture.

    Attributes:
        kind: The page's kind, which decides the colours.
        label: What kind of page it is, in a word or two.
        about: What stands beside it.
        title: The page's.
        foot: The site's name.
        number: A paper's number; empty elsewhere.
        lang: BCP 47 tag of all this.
        dir: `ltr` or `rtl`.
    """

    kind: str
    label: str
    about: str
    title: str
    foot: str
    number: str
    lang: str
    dir: str


@dataclass(frozen=True)
class SocialView:
    """What a page's head says to networks.

    Attributes:
        image: Absolute URL of the card.
        alt: What is on it, in the page's language.
        locale: The language as Open Graph writes it, `es_ES`.
        others: The same of the page's other languages.
    """

    image: str
    alt: str
    locale: str
    others: tuple[str, ...]


class SocialViews(CaseViews, PaperViews):
    """Cards in one language."""

    def social(self, key: str) -> SocialView | None:
        """Return what a page's head says; nothing for a page that isn't in this language."""
        entry = self.library.entries.get(key)
        tag = self.language.tag
        if entry is None or not entry.has(tag) or not self.library.settings.social_cards:
            return None
        card = self._card(entry, "")
        return SocialView(
            image=self.absolute(self._path(entry)),
            alt=self.t("marks.colon").join(filter(None, (card.label, card.about, card.title))),
            locale=_open_graph(tag),
            others=tuple(
                _open_graph(other.tag)
                for other in self.library.locales.languages
                if other.tag != tag and entry.has(other.tag)
            ),
        )

    def cards(self, series: str) -> dict[str, Card]:
        """Return the cards of all pages in this language, by their paths in the site.

        Args:
            series: The site's name in this language.
        """
        if not self.library.settings.social_cards:
            return {}
        entries = (e for _, e in sorted(self.library.entries.items()) if e.has(self.language.tag))
        return {self._path(entry): self._card(entry, series) for entry in entries}

    def _path(self, entry: Entry) -> str:
        url = self.library.locales.url(entry.key, self.library.locales.source)
        name = url.strip("/").replace("/", "-") or "home"
        return f"{FOLDER}/{self.language.tag}/{name}.png"

    def _card(self, entry: Entry, series: str) -> Card:
        label, about, number = series, "", ""
        paper = self.library.paper_of(entry)
        if paper:
            view = self.paper(paper)
            label = self.t("paper.label", number=view.number)
            about = view.title if entry.kind is Kind.SECTION else ""
            number = str(view.number)
        elif entry.kind is Kind.CASE_STUDY:
            label, about = self.t("case.label"), self.case(entry.slug).place
        return Card(
            kind=str(entry.kind),
            label=label,
            about=about,
            title=self.link(entry).title,
            foot="" if label == series else series,
            number=number,
            lang=self.language.tag,
            dir=self.language.direction,
        )


def _open_graph(tag: str) -> str:
    """Write a language as Open Graph does, with the territory that CLDR thinks likely: `es_ES`."""
    locale = tag.replace("-", "_")
    likely = str(get_global("likely_subtags").get(locale, locale))
    language, territory = tag.partition("-")[0], likely.rpartition("_")[2]
    return f"{language}_{territory}"

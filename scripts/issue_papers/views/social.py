"""What a page says of itself where links to it are shared: Open Graph, and the text of its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from babel.core import get_global

from issue_papers.content.charted import Chart
from issue_papers.content.library import Entry
from issue_papers.content.page_type import PageType
from issue_papers.content.time_zones import at
from issue_papers.views.declaration import Showing
from issue_papers.views.readership import Readership
from issue_papers.views.statements import Statements

FOLDER = "social"
_DAY = len("2020-04-03")


@dataclass(frozen=True)
class CardChart:
    """A chart on a page's picture.

    Attributes:
        title: What it says.
        notes: What stands below it in small print: where its data is from, and what the site says
            of boundaries.
        drawn: An SVG document, whose colours are tokens.
    """

    title: str
    notes: tuple[str, ...]
    drawn: str = ""


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
        picture: Path in the site of the picture beside it; empty without one.
        focal: The point of the picture that stays in sight, in per cent from its left and top.
        chart: The chart in the place of a picture.
    """

    kind: str
    label: str
    about: str
    title: str
    foot: str
    number: str
    lang: str
    dir: str
    picture: str = ""
    focal: tuple[float, float] | None = None
    chart: CardChart | None = None


@dataclass(frozen=True)
class SocialView:
    """What a page's head says to networks.

    Attributes:
        image: Absolute URL of the card.
        alt: What is on it, in the page's language.
        locale: The language as Open Graph writes it, `es_ES`.
        others: The same of the page's other languages.
        published: The day on which what it says was published (ISO 8601); empty if only a month or
            a year is known, which the vocabulary has no form for.
        modified: When its text was last changed, by the site's clocks; empty if the history
            isn't there.
    """

    image: str
    alt: str
    locale: str
    others: tuple[str, ...]
    published: str
    modified: str


class Cards:
    """Cards for the readers of one language.

    Args:
        readers: The readers.
        showings: What cards say of pages of each kind; others bear the series' name.
        statements: What the pages are.
    """

    def __init__(
        self, readers: Readership, showings: Mapping[PageType, Showing], statements: Statements
    ) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._showings = showings
        self._statements = statements

    def social(self, entry: Entry) -> SocialView | None:
        """Return what a page's head says; nothing for a page that isn't in this language."""
        tag = self._readers.language.tag
        if not entry.has(tag) or not self._library.settings.social_cards:
            return None
        card, t = self._card(entry, ""), self._readers.t
        published, modified = self._days(entry)
        alt = t("marks.colon").join(filter(None, (card.label, card.about, card.title)))
        if chart := self._chart(entry):
            alt = t("marks.sentence").join((f"{alt}{t('marks.stop')}", chart.description))
        return SocialView(
            image=self._links.absolute(self._path(entry)),
            alt=alt,
            locale=_open_graph(tag),
            others=tuple(
                _open_graph(other.tag)
                for other in self._library.locales.languages
                if other.tag != tag and entry.has(other.tag)
            ),
            published=published,
            modified=modified,
        )

    def _days(self, entry: Entry) -> tuple[str, str]:
        """Return when a page was published and changed, as far as the day is known."""
        days = self._showings[entry.kind].days if entry.kind in self._showings else None
        if days:
            return days(self._readers, entry)
        statement = self._statements.of(entry)
        changed = self._library.changed.get(entry.document(self._readers.language.tag).path)
        return (
            statement.issued if statement and len(statement.issued) == _DAY else "",
            at(changed, self._library.settings.timezone) if changed else "",
        )

    def all(self, series: str, draw: Callable[[Entry, str], str]) -> dict[str, Card]:
        """Return the cards of all pages in this language, by their paths in the site.

        Args:
            series: The site's name in this language.
            draw: Returns a chart of a page by its id, as an SVG document.
        """
        if not self._library.settings.social_cards:
            return {}
        tag = self._readers.language.tag
        entries = (entry for _, entry in sorted(self._library.entries.items()) if entry.has(tag))
        return {self._path(entry): self._drawn(entry, series, draw) for entry in entries}

    def _drawn(self, entry: Entry, series: str, draw: Callable[[Entry, str], str]) -> Card:
        """Return a card with the chart that it shows, if it shows one."""
        card, chart = self._card(entry, series), self._chart(entry)
        if chart is None:
            return card
        said = self._library.settings.site.map_disclaimer
        source = self._readers.t("figure.credit", credit=chart.source)
        boundaries = said.get(self._readers.language.tag, "") if chart.type == "map" else ""
        shown = CardChart(
            title=chart.title,
            notes=tuple(filter(None, (source, boundaries))),
            drawn=draw(entry, chart.id),
        )
        return replace(card, picture="", focal=None, chart=shown)

    def _chart(self, entry: Entry) -> Chart | None:
        """Return the chart that a page's card shows."""
        meta = self._links.meta(entry)
        return next((chart for chart in meta.charts if chart.id == meta.card), None)

    def _path(self, entry: Entry) -> str:
        url = self._library.locales.url(entry.key, self._library.locales.source)
        name = url.strip("/").replace("/", "-") or "home"
        return f"{FOLDER}/{self._readers.language.tag}/{name}.png"

    def _card(self, entry: Entry, series: str) -> Card:
        showing, language = self._showings.get(entry.kind), self._readers.language
        work = showing.work if showing else None
        card = work.card if work else showing.card if showing else None
        said = card(self._readers, entry) if card else None
        label, about, number = said or (series, "", "")
        picture = work.picture(self._readers, entry) if work else None
        return Card(
            kind=str(entry.kind),
            label=label,
            about=about,
            title=self._links.link(entry).title,
            foot="" if label == series else series,
            number=number,
            lang=language.tag,
            dir=language.direction,
            picture=picture.file if picture else "",
            focal=picture.focal if picture else None,
        )


def _open_graph(tag: str) -> str:
    """Write a language as Open Graph does, with the territory that CLDR thinks likely: `es_ES`."""
    locale = tag.replace("-", "_")
    likely = str(get_global("likely_subtags").get(locale, locale))
    language, territory = tag.partition("-")[0], likely.rpartition("_")[2]
    return f"{language}_{territory}"

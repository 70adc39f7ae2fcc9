"""What templates see of a chart."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.blocks.chart.finishing import Drawn


@dataclass(frozen=True)
class TableView:
    """The data behind a chart.

    Attributes:
        headings: What the columns are called, each with whether it holds numbers.
        rows: The cells of each row, set in the language.
    """

    headings: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ChartView:
    """A chart in its text's language.

    Attributes:
        id: Its place on the page.
        position: Its number in the paper.
        title: What it shows.
        subtitle: What is counted, where and when; empty where nothing is said.
        description: What one who can't see it should know.
        note: What one must know to read it right; empty where nothing is said.
        source: Where the data is from.
        disclaimer: What the site says of its maps, if it is one; else empty.
        wide: As it is drawn beside a text as wide as it is meant to be.
        narrow: As it is drawn on a phone.
        table: The data.
        file: Where the CSV is, as a resolved `Link.target`.
        size: How large that is, in words.
    """

    id: str
    position: int
    title: str
    subtitle: str
    description: str
    note: str
    source: str
    disclaimer: str
    wide: Drawn
    narrow: Drawn
    table: TableView
    file: str
    size: str

"""Charts as front matter declares them, and the files beside the page that they are drawn from.

What is drawn, from which columns, is a fact and stands in the source alone; what is said of it is
text and is translated, passage by passage, like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from issue_papers.content.records import Id, Line, ProseText, Record, Text, explained

MOST_BYTES = 400_000
"""The largest file that a chart is drawn from."""

ChartType: TypeAlias = Literal[
    "bar", "column", "area", "line", "slope", "scatter", "dot", "map", "vega-lite"
]
"""How numbers are shown; `stacked` and `panels` make more of some."""

Order: TypeAlias = Literal["ascending", "descending"]


class ChartLabel(Record):
    """What a column's heading, or a word in its cells, is called for readers."""

    id: Annotated[
        Id,
        explained(
            "A column's heading or a word of the file, in lower case with hyphens.", "growth-rate"
        ),
    ]
    label: Annotated[Text, explained("What readers see in its place.", "Growth a year")]


class Chart(Record):
    """A chart that `/// chart | id` puts into the text, drawn from a CSV file beside the page."""

    id: Annotated[Id, explained("What the block `chart` names.", "growth-of-cities")]
    type: Annotated[
        ChartType,
        explained(
            "`bar` (lying), `column` (standing), `line`, `area`, `slope`, `scatter`, `dot`, `map`, "
            "or `vega-lite` for a drawing of your own.",
            "line",
        ),
    ]
    data: Annotated[Line, explained("The CSV file, relative to the page's folder.", "growth.csv")]
    title: Annotated[Text, explained("What the chart says, in a line.", "Porto Azul grew")]
    description: Annotated[
        ProseText,
        explained(
            "What a reader who can't see the chart should know. Each number in it must be in the "
            "data, or follow from it as a sum, a difference, a mean, a share or a count.",
            "From 2000 to 2020 Porto Azul grew from 1.2 to 2.4.",
        ),
    ]
    source: Annotated[Text, explained("Where the data is from.", "United Nations, 2024")]
    x: Annotated[
        Line | None,
        explained("The column of what is compared: names or times; of a scatter, numbers.", "year"),
    ] = None
    y: Annotated[Line | None, explained("The column of the numbers.", "people")] = None
    series: Annotated[
        Line | None,
        explained("The column that tells lines, colours or parts of a bar apart.", "city"),
    ] = None
    panels: Annotated[
        Line | None,
        explained("The column that gives each of its words a small chart of its own.", "region"),
    ] = None
    place: Annotated[
        Line | None,
        explained(
            "On a map, the column of countries (two letters, ISO 3166-1) or of ids of "
            "`cities.yml`.",
            "country",
        ),
    ] = None
    spec: Annotated[
        Line | None,
        explained(
            "With `type: vega-lite`, the Vega-Lite file beside the page; it names no data of its "
            "own.",
            "growth.vl.json",
        ),
    ] = None
    stacked: Annotated[
        bool, explained("Whether the series of a bar or column stand on each other.", "true")
    ] = False
    percent: Annotated[bool, explained("Whether the numbers are percentages.", "true")] = False
    years: Annotated[bool, explained("Whether the numbers are years.", "true")] = False
    sort: Annotated[
        Order | None,
        explained(
            "By the numbers, `ascending` or `descending`; without it, as the file has it.",
            "descending",
        ),
    ] = None
    subtitle: Annotated[
        Text | None, explained("What is counted, where and when.", "Inhabitants, 2000 to 2020")
    ] = None
    unit: Annotated[
        Text | None, explained("What the numbers count; it stands at their axis.", "million people")
    ] = None
    note: Annotated[
        ProseText | None, explained("What one must know to read it right.", "2020 is estimated.")
    ] = None
    labels: Annotated[
        tuple[ChartLabel, ...],
        explained("What columns, and words in cells, are called for readers."),
    ] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it is drawn from, relative to the page's folder."""
        return (self.data, *((self.spec,) if self.spec else ()))


def files(
    pages: Iterable[tuple[str, tuple[Chart, ...]]],
    paths: Mapping[str, Path],
) -> Iterator[tuple[str, Path]]:
    """Yield the files that charts are drawn from, by their keys.

    Args:
        pages: The folder of each page, with its charts.
        paths: Where each file is that is published, by its key.
    """
    for folder, charts in pages:
        for chart in charts:
            for name in chart.files:
                key = within(folder, name)
                if key in paths:
                    yield key, paths[key]


def within(folder: str, name: str) -> str:
    """Return the key of a file that a page names; empty where that leads out of the site."""
    parts = [part for part in folder.split("/") if part not in {"", "."}]
    for part in name.split("/"):
        if part == ".." and not parts:
            return ""
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)

"""A chart: drawn from a CSV file beside the page, as `charts:` in its front matter says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.blocks.chart.charts import Charts
from issue_papers.blocks.chart.checking import check, check_page
from issue_papers.blocks.chart.document import document
from issue_papers.blocks.chart.shapes import ChartView, TableView
from issue_papers.content.charted import Chart
from issue_papers.content.library import Entry
from issue_papers.printing.declaration import Block, Context
from issue_papers.printing.words import labelled, line, stopped, words

if TYPE_CHECKING:
    from issue_papers.views.site import Views

_ON_CARD = 528, 430
"""About the room that a chart has on a card, in pixels."""


def view(context: Context) -> ChartView:
    """Return what the template sees."""
    charts = context.views.part(Charts)
    file = context.addresses.file(_declared(context).data)
    return charts.view(context.entry, context.argument, context.id, file)


def _declared(context: Context) -> Chart:
    declared = context.entry.source.meta.charts
    return next(chart for chart in declared if chart.id == context.argument)


def on_card(views: Views, entry: Entry, identifier: str) -> str:
    """Return a chart for a page's card, as it can be drawn larger there."""
    chart = views.part(Charts).view(entry, identifier, "chart", "")
    room, height = _ON_CARD
    drawn = max(
        (chart.narrow, chart.wide), key=lambda each: min(room / each.width, height / each.height)
    )
    return document(drawn, views.language.direction)


def plain(
    chart: ChartView, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a figure, with all that is said of it, and the data behind it."""
    t = context.t
    drawing = nodes.Drawing(
        f"drawing:{chart.id}",
        chart.description,
        drawn=document(chart.wide, context.views.language.direction),
    )
    title = (nodes.Styled(nodes.Style.STRONG, (words(stopped(chart.title, t)),)),)
    note = t("chart.note", note=chart.note) if chart.note else ""
    ended = stopped(note, t), stopped(chart.disclaimer, t)
    parts = (stopped(chart.subtitle, t), chart.description, *ended)
    said = (words(t("marks.sentence").join(filter(None, parts))),)
    between = words(t("marks.sentence") or " ")
    source = labelled(t("figure.credit", credit=chart.source), "credit")
    figure = nodes.Figure(
        (line(drawing), *content),
        caption=(line(*title, between, *said, between, source),),
        label=t("chart.label", number=chart.position),
        id=chart.id,
        role="chart",
    )
    file = nodes.Link((words(t("chart.download", size=chart.size)),), chart.file)
    shown = (_table(chart.table), line(file))
    data = nodes.Details(shown, (words(t("chart.data")),), role="data", id=f"{chart.id}-data")
    return (figure, data)


def _table(table: TableView) -> nodes.Table:
    def cell(text: str, *, is_number: bool, is_header: bool = False) -> nodes.Cell:
        align = "right" if is_number else ""
        scope = "col" if is_header else ""
        return nodes.Cell((line(words(text)),), is_header=is_header, align=align, scope=scope)

    numeric = [is_number for _, is_number in table.headings]
    head = tuple(cell(h, is_number=n, is_header=True) for h, n in table.headings)
    return nodes.Table(
        head=(nodes.Row(head),),
        body=tuple(
            nodes.Row(tuple(cell(c, is_number=n) for c, n in zip(row, numeric, strict=True)))
            for row in table.rows
        ),
    )


BLOCK = Block(
    type=DirectiveType("chart", prefix="chart", shows="chart", is_captioned=True, series="chart"),
    view=view,
    plain=plain,
    check=check,
    check_page=check_page,
    on_card=on_card,
)

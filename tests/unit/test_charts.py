"""Charts: what is drawn is what the CSV file says, in every kind, size and direction."""

from __future__ import annotations

import io
import json
import math
import multiprocessing
import os
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from harness import copy_whole, settings_of_file
from issue_papers.blocks.chart import drawing, on_card, own
from issue_papers.blocks.chart.charts import Charts
from issue_papers.blocks.chart.claims import unfounded
from issue_papers.blocks.chart.finishing import Drawn
from issue_papers.blocks.chart.ground import NARROW
from issue_papers.blocks.chart.plan import moment, plan
from issue_papers.blocks.chart.scales import scale, spread, years
from issue_papers.blocks.chart.shapes import ChartView
from issue_papers.blocks.chart.sheet import number, read
from issue_papers.building.site import Content, Site
from issue_papers.content.charted import Chart, within
from issue_papers.content.library import Entry
from issue_papers.formats.cards.social_cards import draw
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.editions.gather import gather
from issue_papers.formats.epub import publication
from issue_papers.formats.jats import article
from issue_papers.formats.pdf import typesetting
from issue_papers.formats.single_page import page
from issue_papers.formats.text import paper
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.registry import views as views_of
from issue_papers.layers import package_theme
from issue_papers.look.colours import Colour
from issue_papers.look.tokens import read as read_tokens
from issue_papers.maps import regions as ready
from issue_papers.views.readership import Readership
from lxml import etree
from pdf_reading import words as pdf_words
from PIL import Image
from tools import regions

PAGE = "papers/harbours/kinds.md"
Geometry = Callable[[etree._Element], float]
_RECT = re.compile(r"M([\d.-]+),([\d.-]+)h([\d.-]+)v([\d.-]+)h-?[\d.]+Z")
_PLACE = re.compile(r"translate\(([\d.-]+),([\d.-]+)\)")


@pytest.fixture(scope="module")
def library_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    source = copy_whole("charts", tmp_path_factory.mktemp("charts"))
    return Site(Content.load(None, settings_of_file(source / "mkdocs.yml")))


@pytest.fixture(scope="module")
def drawn(library_site: Site) -> Mapping[tuple[str, str], ChartView]:
    """All charts in English and Arabic."""
    entry = library_site.library.entries[PAGE]
    found = {}
    for tag in ("en", "ar"):
        charts = Charts(library_site.views[tag].readers)
        for chart in entry.source.meta.charts:
            found[chart.id, tag] = charts.view(entry, chart.id, f"chart-{chart.id}", "/x.csv")
    return found


def fresh(site: Site, tag: str) -> Charts:
    """Return charts of which none was drawn before."""
    known = site.views[tag].readers
    return Charts(Readership(site.library, site.catalogues, known.atlas, tag))


def kinds(site: Site) -> tuple[Entry, tuple[Chart, ...]]:
    entry = site.library.entries[PAGE]
    return entry, entry.source.meta.charts


def marks(drawn: Drawn) -> dict[int, etree._Element]:
    """Return the marks of a drawing by the rows that they show."""
    return marks_of(etree.fromstring(drawn.content))


def marks_of(root: etree._Element) -> dict[int, etree._Element]:
    """Return the marks within something by the rows that they show."""
    found: dict[int, etree._Element] = {}
    for mark in root.iter():
        if row := mark.get("data-row"):
            assert int(row) not in found, row
            found[int(row)] = mark
    return found


def rectangle(mark: etree._Element) -> tuple[float, ...]:
    match = _RECT.fullmatch(mark.get("d", ""))
    assert match, mark.get("d")
    return tuple(float(part) for part in match.groups())


def lying(mark: etree._Element) -> float:
    return abs(rectangle(mark)[2])


def standing(mark: etree._Element) -> float:
    return abs(rectangle(mark)[3])


def across(mark: etree._Element) -> float:
    match = _PLACE.match(mark.get("transform", ""))
    assert match
    return float(match[1])


def up(mark: etree._Element) -> float:
    match = _PLACE.match(mark.get("transform", ""))
    assert match
    return float(match[2])


def area(mark: etree._Element) -> float:
    radius = re.search(r"[Aa]([\d.]+),", mark.get("d", ""))
    assert radius
    return float(radius[1]) ** 2 * math.pi


def middle_of(circle: etree._Element) -> tuple[float, float]:
    found = re.match(r"M([\d.]+),([\d.]+)a([\d.]+),", circle.get("d", ""))
    assert found
    left, y, radius = map(float, found.groups())
    return left + radius, y


PROPORTIONAL: dict[str, Geometry] = {
    "bars": lying,
    "stacked": lying,
    "grouped": standing,
    "columns": standing,
    "cities": area,
}
"""What is as large as the number is."""
LINEAR: dict[str, Geometry] = {
    "lines": up,
    "slopes": up,
    "scattered": up,
    "dots": across,
}
"""What is as far along as the number is."""


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_every_row_is_drawn_as_large_as_its_number(
    library_site: Site, drawn: Mapping[tuple[str, str], ChartView], tag: str, size: str
) -> None:
    entry, charts = kinds(library_site)
    for chart in charts:
        shown = plan(chart, fresh(library_site, "en").sheet(entry, chart))
        found = marks(getattr(drawn[chart.id, tag], size))
        values = {point.row: point.y for point in shown.points}
        if chart.type == "vega-lite":
            continue
        assert found.keys() == values.keys(), chart.id
        if measure := PROPORTIONAL.get(chart.id):
            if measure is standing and len({standing(mark) for mark in found.values()}) == 1:
                measure = lying  # they had no room to stand
            lengths = {row: measure(found[row]) for row in values}
            ratio = sum(lengths.values()) / sum(values.values())
            for row, value in values.items():
                assert lengths[row] == pytest.approx(value * ratio, abs=1.2, rel=0.06), chart.id
        elif measure := LINEAR.get(chart.id):
            rows = sorted(values, key=values.__getitem__)
            low, high = rows[0], rows[-1]
            slope = (measure(found[high]) - measure(found[low])) / (values[high] - values[low])
            for row, value in values.items():
                expected = measure(found[low]) + (value - values[low]) * slope
                assert measure(found[row]) == pytest.approx(expected, abs=0.35), chart.id


def vertices(path: str) -> set[tuple[float, float]]:
    """Return the points of a path of lines, be it by places or by steps."""
    found: set[tuple[float, float]] = set()
    x = y = 0.0
    for command, numbers in re.findall(r"([MLlZz])([^MLlZz]*)", path):
        values = [float(each) for each in re.findall(r"-?\d*\.?\d+", numbers)]
        for across_, up_ in zip(values[::2], values[1::2], strict=True):
            is_step = command == "l"
            x, y = (x + across_, y + up_) if is_step else (across_, up_)
            found.add((round(x, 1), round(y, 1)))
    return found


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_areas_stand_on_each_other(
    library_site: Site, drawn: Mapping[tuple[str, str], ChartView], tag: str, size: str
) -> None:
    entry, charts = kinds(library_site)
    (chart,) = (each for each in charts if each.id == "areas")
    shown = plan(chart, fresh(library_site, "en").sheet(entry, chart))
    drawing_ = getattr(drawn["areas", tag], size)
    found = marks(drawing_)
    first, second = [point for point in shown.points if point.series == 0][:2]
    slope = (up(found[second.row]) - up(found[first.row])) / (second.y - first.y)
    ground = up(found[first.row]) - slope * first.y
    corners = [
        vertices(path.get("d", ""))
        for path in etree.fromstring(drawing_.content).iter("path")
        if path.get("stroke") == "var(--ip-paper)" and path.get("fill") != "none"
    ]
    assert len(corners) == len(shown.series)
    below: dict[float, float] = {}
    for point in sorted(shown.points, key=lambda each: each.series):
        low = below.get(point.at, 0.0)
        below[point.at] = high = low + point.y
        mark = found[point.row]
        assert up(mark) == pytest.approx(ground + slope * high, abs=0.35)
        edges = [y for x, y in corners[point.series] if abs(x - across(mark)) < 0.2]
        expected = [ground + slope * high, ground + slope * low]
        assert sorted(edges) == pytest.approx(expected, abs=0.35)


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_countries_have_the_shades_of_their_numbers(
    library_site: Site, drawn: Mapping[tuple[str, str], ChartView], tag: str, size: str
) -> None:
    entry, charts = kinds(library_site)
    (chart,) = (each for each in charts if each.id == "countries")
    shown = plan(chart, fresh(library_site, "en").sheet(entry, chart))
    drawing_ = getattr(drawn["countries", tag], size)
    root = etree.fromstring(drawing_.content)
    fills = [str(rect.get("fill")) for rect in root.iter("rect")]
    said = [re.findall(r"\d+", str(text.text)) for text in root.iter("text")]
    classes = [(int(one[0]), int(one[1])) for one in said if len(one) == 2]
    assert classes == [(0, 50), (50, 100), (100, 150)]
    legend = dict(zip(fills, classes, strict=False))
    assert len(legend) == len(classes)
    world = ready.regions(drawing_.width)
    for row, mark in marks(drawing_).items():
        point = shown.points[row]
        low, high = legend[str(mark.get("fill"))]
        assert low <= point.y < high or point.y == high == classes[-1][1], point
        if point.x in {"SG", "MT", "GP"}:  # too small to be seen, or without an outline
            assert "a" in mark.get("d", ""), point
            assert mark.get("stroke") == "var(--ip-ink-soft)"
            assert math.dist(middle_of(mark), world.middle(point.x) or ()) < 0.1
            assert area(mark) > 20 > world.area(point.x) * 4
            continue
        ring = {(round(x, 1), round(y, 1)) for each in world.country(point.x) for x, y in each}
        assert vertices(mark.get("d", "")) == ring, point


def test_outlines_are_ready_as_natural_earth_has_them() -> None:
    ready = json.loads(regions.FILE.read_text(encoding="utf-8"))[str(NARROW.width)]
    assert ready == regions.drawn(NARROW.width), "run tests/tools/regions.py"


def test_what_runs_from_right_to_left_is_mirrored(
    drawn: Mapping[tuple[str, str], ChartView],
) -> None:
    for chart, first, last in (("lines", 0, 12), ("slopes", 0, 3), ("scattered", 3, 0)):
        there, here = (marks(drawn[chart, tag].wide) for tag in ("en", "ar"))
        assert across(there[first]) < across(there[last])
        assert across(here[first]) > across(here[last])
    there, here = (marks(drawn["bars", tag].wide) for tag in ("en", "ar"))
    assert rectangle(there[0])[0] == 0
    ends = [sum(rectangle(mark)[:3:2]) for mark in here.values()]
    assert max(ends) - min(ends) < 0.2, "all bars begin at the right"
    there, here = (marks(drawn["countries", tag].wide) for tag in ("en", "ar"))
    assert there[0].get("d") == here[0].get("d"), "a map is never mirrored"


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("kind", ["line", "area", "column", "bar", "dot"])
def test_panels_have_their_axes_in_common(library_site: Site, kind: str, tag: str) -> None:
    _, charts = kinds(library_site)
    chart = next(each for each in charts if each.id == "panels")
    charts_ = fresh(library_site, tag)
    sheet = read(
        "x",
        b"""harbour,year,use,ships
busan,2000,a,300
busan,2010,a,500
busan,2020,a,2900
busan,2010,b,100
cadiz,2010,a,500
cadiz,2015,a,100
dakar,1990,a,300
dakar,2010,a,500
dakar,1990,b,40
valparaiso,2010,a,500
""",
    )
    told = chart.model_copy(
        update={"type": kind, "series": "use", "stacked": kind in {"bar", "column"}}
    )
    drawings = charts_._draw(told, sheet, b"", "x")
    size = dict(zip(drawings, (560, 340), strict=True))
    rows = {"busan": {0, 1, 2, 3}, "cadiz": {4, 5}, "dakar": {6, 7, 8}, "valparaiso": {9}}
    for drawn in drawings:
        root = etree.fromstring(drawn.content)
        panels = root.xpath(".//g[text[@font-weight = '600']]")
        shown = [{int(row) for row in panel.xpath(".//@data-row")} for panel in panels]
        assert shown == list(rows.values())
        places = [(across(panel), up(panel)) for panel in panels]
        assert len(set(places)) == len(rows)
        assert 0 <= min(x for x, _ in places) <= max(x for x, _ in places) < size[drawn]
        in_line = [x for x, y in places if y == places[0][1]]
        assert in_line == sorted(in_line, reverse=tag == "ar")
        assert max(y for _, y in places) + 100 < drawn.height
        axes = [
            panel.xpath(".//text[not(@font-weight)]/text()[not(starts-with(., 'x'))]")
            for panel in panels
        ]
        assert all(axis == axes[0] for axis in axes), "all say the same at their axes"
        said = {int(n) for each in axes[0] if (n := re.sub(r"\D", "", str(each))).isdecimal()}
        assert {0, 1000, 2000, 3000} <= said, "at each line"
        five_hundred = [
            marks_of(panel)[row] for panel, row in zip(panels, (1, 4, 7, 9), strict=True)
        ]
        drawn_as = {(mark.get("d"), mark.get("transform")) for mark in five_hundred}
        assert len(drawn_as) == 1, "the same number in the same year is at the same place"
        assert not root.xpath(".//*[@of]")


def test_words_and_numbers_are_the_language_s(
    library_site: Site, drawn: Mapping[tuple[str, str], ChartView]
) -> None:
    assert "Oil and gas" in words(drawn["bars", "en"].wide)
    assert "النفط والغاز" in words(drawn["bars", "ar"].wide)
    assert "بوسان" in words(drawn["lines", "ar"].narrow), "cities have names"
    entry, _ = kinds(library_site)
    french = fresh(library_site, "fr").view(entry, "lines", "x", "/x.csv")
    assert "3\u202f000" in words(french.wide)
    assert french.table.headings == (("Année", True), ("Port", False), ("Navires", True))
    assert french.table.rows[2] == ("2000", "Cadix", "650,5")
    assert "3000" in words(fresh(library_site, "es").view(entry, "lines", "x", "/x.csv").wide)
    countries = fresh(library_site, "es").view(entry, "countries", "x", "/x.csv").table
    assert countries.rows[0] == ("Corea del Sur", "31")
    share = fresh(library_site, "fr").view(entry, "stacked", "x", "/x.csv").table.rows[0]
    assert share == ("Busan", "Commerce", "62\u00a0%")


def words(drawn: Drawn) -> list[str]:
    return [str(text) for text in etree.fromstring(drawn.content).itertext() if str(text).strip()]


def test_a_drawing_is_nothing_but_shapes_and_words(
    drawn: Mapping[tuple[str, str], ChartView],
) -> None:
    allowed = {"g", "path", "text", "tspan", "line", "rect", "circle", "defs", "pattern"}
    for (chart, _), view in drawn.items():
        for one in (view.wide, view.narrow):
            root = etree.fromstring(one.content)
            assert {str(element.tag) for element in root.iter()} <= allowed, chart
            names = {str(name) for element in root.iter() for name in element.attrib}
            assert not names & {"style", "class", "href", "role", "onclick", "font-family"}
            assert len(one.content) < 130_000
            assert "#fe00" not in one.content, "a colour that stands for another was left"


def test_names_of_two_lines_are_centred_on_their_bars(library_site: Site) -> None:
    entry, charts = kinds(library_site)
    chart = next(each for each in charts if each.id == "bars")
    long = {"fish": "Fish and all else that lives in the sea and is landed here"}
    labels = tuple(
        label.model_copy(update={"label": long.get(label.id, label.label)})
        for label in chart.labels
    )
    sheet = fresh(library_site, "en").sheet(entry, chart)
    told = chart.model_copy(update={"labels": labels})
    made, _ = fresh(library_site, "en")._draw(told, sheet, b"", "x")
    root = etree.fromstring(made.content)
    (name,) = (text for text in root.iter("text") if "".join(text.itertext()).startswith("Fish"))
    lines = [*name.iter("tspan")]
    assert len(lines) > 1
    middle = up(name) + (len(lines) - 1) * 13 * 1.2 / 2
    _, top, _, height = rectangle(marks(made)[2])
    assert middle == pytest.approx(top + height / 2, abs=5)


def test_series_are_told_apart_without_colour(
    drawn: Mapping[tuple[str, str], ChartView],
) -> None:
    fills = {mark.get("fill") for mark in marks(drawn["stacked", "en"].wide).values()}
    assert len(fills) == 3
    assert sum(str(fill).startswith("url(#") for fill in fills) == 2, "all but one are hatched"
    shapes = {mark.get("d") for mark in marks(drawn["lines", "en"].wide).values()}
    assert len(shapes) == 3
    dashes = re.findall(r'stroke-dasharray="([^"]*)"', drawn["lines", "en"].wide.content)
    assert len(set(dashes)) == 3


def test_the_same_is_drawn_by_another_process(
    library_site: Site, drawn: Mapping[tuple[str, str], ChartView]
) -> None:
    drawing.end()
    entry, _ = kinds(library_site)
    for chart in ("lines", "panels", "own"):
        again = fresh(library_site, "en").view(entry, chart, f"chart-{chart}", "/x.csv")
        assert again == drawn[chart, "en"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker is copied")
def test_workers_have_one_engine_in_common() -> None:
    spec = {"mark": "bar", "data": {"values": [{}]}}
    here = drawing.svg(spec)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        assert pool.submit(_drawn_elsewhere, spec).result() == (here, False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker is copied")
def test_an_engine_outlives_the_worker_that_has_begun_it() -> None:
    spec = {"mark": "bar", "data": {"values": [{}]}}
    drawing.end()
    context = multiprocessing.get_context("fork")
    engines = []
    for _ in range(2):
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            engines.append(pool.submit(_begun_elsewhere, spec).result())
        time.sleep(1.5)  # longer than it takes to hear that a process is gone
    assert engines == [True, False]


def _begun_elsewhere(spec: Mapping[str, Any]) -> bool:
    drawing.svg(spec)
    return os.getpid() in drawing._begun


def _drawn_elsewhere(spec: Mapping[str, Any]) -> tuple[str, bool]:
    return drawing.svg(spec), os.getpid() in drawing._begun


def test_nothing_is_drawn_twice(
    library_site: Site,
    drawn: Mapping[tuple[str, str], ChartView],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "svg", lambda *_: pytest.fail("it was drawn before"))
    entry, charts = kinds(library_site)
    again = Charts(library_site.views["en"].readers)
    for chart in charts:
        view = again.view(entry, chart.id, f"chart-{chart.id}", "/x.csv")
        assert view == drawn[chart.id, "en"]


# Cards


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_card_shows_the_chart_that_the_page_names(
    library_site: Site, drawn: Mapping[tuple[str, str], ChartView], tag: str
) -> None:
    library, readers = library_site.library, library_site.views[tag].readers
    entry, _ = kinds(library_site)
    source = replace(entry.source, meta=entry.source.meta.model_copy(update={"card": "areas"}))
    named = replace(entry, source=source)
    settings = replace(library.settings, social_cards=True)
    library = replace(library, settings=settings, entries={**library.entries, PAGE: named})
    views = views_of(library, library_site.catalogues, readers.atlas, tag, readers.cache)
    found = views.cards.all("Harbours", partial(on_card, views))
    (shown,) = (card for card in found.values() if card.chart)
    assert shown.chart is not None
    chart = drawn["areas", tag]
    assert shown.chart.title == chart.title
    assert chart.source in shown.chart.notes[0]
    assert etree.fromstring(shown.chart.drawn).get("width") == str(NARROW.width)
    social = views.cards.social(named)
    assert social is not None
    assert chart.description in social.alt
    (card,) = draw([shown], library_site.theme)
    tokens = read_tokens([package_theme()])
    paper, colour = (Colour.read(tokens.value(name)) for name in ("paper", "chart-a"))
    with Image.open(io.BytesIO(card)) as opened:
        picture = opened.convert("RGB")
    side = (600, 1200) if shown.dir == "ltr" else (0, 600)
    seen = {at: _seen(picture.crop((*at, 630)), colour) for at in ((0, 0, 600), (600, 0, 1200))}
    assert {at[0] for at, count in seen.items() if count > 10_000} == {side[0]}
    assert _seen(picture.crop((side[0], 0, side[1], 630)), paper) > 100_000


def _seen(picture: Image.Image, colour: Colour) -> int:
    """Return how many pixels have a colour, or nearly so."""
    wanted = (colour.red, colour.green, colour.blue)
    return sum(
        count
        for count, found in picture.getcolors(1 << 24) or []
        if isinstance(found, tuple)
        and all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))
    )


# Editions


@pytest.fixture(scope="module")
def edition(library_site: Site) -> Callable[[str], Edition]:
    def gathered(tag: str) -> Edition:
        (entry,) = library_site.library.of(PAPER)
        return gather(entry, library_site.sources(tag))

    return gathered


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_pdf_has_the_words_of_charts(
    library_site: Site, edition: Callable[[str], Edition], tag: str
) -> None:
    pdf = typesetting.build(edition(tag), library_site.theme)
    _, charts = kinds(library_site)
    said = library_site.views[tag].links.meta(library_site.library.entries[PAGE]).charts
    found = {_squeezed(word) for word in pdf_words(pdf)}
    read = _squeezed("".join(pdf_words(pdf)))
    for chart in said:
        told = {
            _squeezed(word) for text in (chart.title, chart.description) for word in text.split()
        }
        split = len(told - found - {""}) / len(told)
        assert split < (0.4 if tag == "ar" else 0.01), chart.id  # pdftotext parts Arabic ligatures
    if tag == "en":
        contents, title, appendix = read.rpartition("Dataofthecharts")
        assert title in contents
        for chart in said:
            assert _squeezed(chart.title) in appendix
        for cell in ("Containers5,200,000", "2015Busan2,300", "SouthAfrica8"):
            assert _squeezed(cell) in appendix
        for label in ("Oil and gas", "5,200,000", "Valparaíso 720", "Depth in metres", "Dakar"):
            assert _squeezed(label) in read
    with pikepdf.open(io.BytesIO(pdf)) as document:
        told = [str(each) for each in _alternatives(document.Root.StructTreeRoot)]
    assert len(told) == len(charts)
    assert [_squeezed(each) for each in told] == [_squeezed(c.description) for c in said]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u202a-\u202f\u2066-\u2069\u200b-\u200f.,،:؛]", "", text)


def _alternatives(element: Any) -> Iterator[Any]:
    """Yield what the pictures of a PDF say to who can't see them."""
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from _alternatives(each)
    elif isinstance(element, pikepdf.Dictionary):
        if "/Alt" in element:
            yield element.Alt
        if "/K" in element:
            yield from _alternatives(element.K)


def test_every_other_edition_has_charts_with_their_data(
    library_site: Site, edition: Callable[[str], Edition]
) -> None:
    made, theme = edition("en"), library_site.theme
    entry, _ = kinds(library_site)
    charts = library_site.views["en"].links.meta(entry).charts
    with zipfile.ZipFile(io.BytesIO(publication.build(made, theme))) as epub:
        names = [name for name in epub.namelist() if name.endswith(".svg")]
        assert len(names) == len(charts)
        for name in names:
            svg = epub.read(name).decode()
            assert "var(" not in svg
            assert etree.fromstring(svg.encode()).get("viewBox")
        text = "".join(epub.read(n).decode() for n in epub.namelist() if n.endswith(".xhtml"))
    single = page.build(made, theme, library_site.cache).decode()
    assert single.count("var(--ip-chart-a)") > len(charts)
    jats = article.build(made, theme)
    figures = etree.fromstring(jats).findall(".//fig")
    assert [figure.findtext("alt-text") for figure in figures] == [c.description for c in charts]
    plain = paper.build(made, theme).decode()
    mirror = library_site.mirrors["en"].page(
        library_site.library.entries[PAGE], library_site.views["en"].complete_page(PAGE)
    )
    for written in (text, single, jats.decode(), plain, mirror):
        flat = " ".join(re.sub(r"<[^>]+>|[|*\u2500-\u257f]", " ", written).split())
        for chart in charts:
            assert " ".join(chart.description.split()) in flat
        assert "Vehicles" in flat
        assert "900,000" in flat


# CSV


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (b"", 1, "the file is empty"),
        (b"a,b\n", 1, "found headings and no rows"),
        (b"a;b\n1;2\n", 1, "found semicolons between the cells"),
        (b"a\tb\n1\t2\n", 1, "found tabs between the cells"),
        (b"a,b\n1,2\n3\n", 3, "found 1 cells, expected 2"),
        (b"a,b\n1,2\n\n1,2,3\n", 4, "found 3 cells, expected 2"),
        (b"a,,b\n1,2,3\n", 1, "a column has no heading"),
        (b"a,A\n1,2\n", 1, "two columns have one heading"),
        (b'a,b\n"x,1\n', 2, "found a quotation mark that isn't closed"),
        (b"a,b\n1,\xe9\n", 2, "found a character that isn't UTF-8"),
    ],
)
def test_a_csv_file_is_read_strictly(text: bytes, line: int, told: str) -> None:
    (problem, *_) = read("docs/x.csv", text).problems
    assert (problem.line, problem.path) == (line, "docs/x.csv")
    assert told in problem.message


def test_a_csv_file_is_read() -> None:
    sheet = read("x.csv", b'\xef\xbb\xbfCity name,people\r\n"A, b",1.5\r\n\r\n"c ""d""", 2\r\n')
    assert sheet.columns == ("City name", "people")
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (2, ("A, b", "1.5")),
        (4, ('c "d"', "2")),
    ]
    assert sheet.column("city-name") == sheet.column("City name") == 0
    assert sheet.column("nothing") is None
    assert [number(cell) for cell in ("1.5", "-2e3", "1,5", "", "1e999", "NaN")] == [
        *(1.5, -2000.0, None, None, None, None),
    ]


def test_names_of_files_stay_in_the_site() -> None:
    assert within("papers/a", "x.csv") == "papers/a/x.csv"
    assert within("papers/a", "../b/./x.csv") == "papers/b/x.csv"
    assert within("papers", "../../x.csv") == ""


# Scales


def test_scales_are_round_and_hold_all_numbers() -> None:
    assert scale(400, 2300, 5, from_zero=False).ticks == (0, 1000, 2000, 3000)
    assert scale(90, 110, 5, from_zero=False).ticks == (90, 95, 100, 105, 110)
    assert scale(0.1, 0.3, 4, from_zero=True).ticks == (0, 0.1, 0.2, 0.3)
    assert scale(-3, 5, 5, from_zero=True).ticks == (-4, -2, 0, 2, 4, 6)
    assert scale(0, 0, 5, from_zero=True).high > 0
    assert years(1979, 2019, 6) == (1980, 1990, 2000, 2010)
    assert moment("2020-07") == 2020.5


def test_labels_move_apart_and_stay_in_order() -> None:
    placed = spread([10, 11, 12, 90], 10, 0, 100)
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(placed))
    assert placed[3] == 90
    assert all(0 <= place <= 100 for place in spread([99, 99, 99], 20, 0, 100))
    assert len(spread([5] * 30, 20, 0, 100)) == 30


# What is said


def _of(**facts: object) -> Chart:
    said = {"id": "x", "data": "x.csv", "title": "t", "description": "d", "source": "s"}
    return Chart.model_validate({"type": "line", **said, **facts})


def test_numbers_that_follow_from_the_data_are_known() -> None:
    sheet = read("x.csv", b"year,city,people\n2000,a,1.2\n2010,a,1.8\n2000,b,3\n2010,b,6\n")
    shown = plan(_of(x="year", y="people", series="city"), sheet)
    sound = (
        "From 2000 to 2010 a grew from 1.2 to 1.8 million, by 50%, and b doubled to 6. "
        "Both had 7.8 together, 3.6 more than 10 years before; 2 cities, 4 rows. "
        "b had 77% in 2010."
    )
    assert [*unfounded(sound, "en", shown)] == []
    assert [*unfounded("Es waren 1,8 und 6.", "de", shown)] == []
    assert [*unfounded("In 2005 it was 9.4, and 43 in all.", "en", shown)] == ["2005", "9.4", "43"]


# Own drawings


@pytest.mark.parametrize(
    "spec",
    [
        {"data": {"url": "https://elsewhere.example/x.csv"}},
        {"mark": "bar", "encoding": {"href": {"field": "x"}}},
        {"mark": {"type": "image"}, "encoding": {}},
        {"params": [{"name": "x", "expr": "1"}]},
        {"transform": [{"calculate": "1", "as": "x"}]},
        {"transform": [{"filter": "datum.x > 1"}]},
        {"layer": [{"data": {"sequence": {"start": 0, "stop": 1e9}}}]},
        {"encoding": {"x": {"axis": {"labelExpr": "datum.label"}}}},
        {"encoding": {"x": {"scale": {"domain": {"signal": "x"}}}}},
        {"config": {"locale": {}}},
    ],
)
def test_an_own_drawing_is_nothing_but_a_drawing(spec: object) -> None:
    assert [*own.faults(spec)]


def test_an_own_drawing_may_filter_by_values() -> None:
    spec = {"mark": "bar", "transform": [{"filter": {"field": "x", "gt": 1}}]}
    assert [*own.faults(spec)] == []


def nested(depth: int) -> Iterator[object]:
    value: object = {}
    for _ in range(depth):
        value = {"layer": [value]}
    yield value


def test_an_own_drawing_is_not_endless() -> None:
    assert [*own.faults(next(nested(500)))]


def test_what_is_drawn_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nSECRET\n")
    spec = {"mark": "text", "encoding": {"text": {"field": "word"}}}
    assert "SECRET" not in drawing.svg({**spec, "data": {"url": secret.as_uri()}})
    with pytest.raises(drawing.DrawingError, match="not allowed"):
        drawing.svg({**spec, "data": {"url": str(secret)}})


def test_what_cannot_be_drawn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(drawing.DrawingError, match="TypeError"):
        drawing.svg({"mark": "nothing"})
    monkeypatch.setattr(drawing, "SECONDS", 0.0)
    with pytest.raises(drawing.DrawingError, match="too long"):
        drawing.svg({"mark": "bar", "data": {"values": [{}]}})
    monkeypatch.undo()
    assert "<svg" in drawing.svg({"mark": "bar", "data": {"values": [{}]}})

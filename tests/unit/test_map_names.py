"""Names on maps: none over another, over a mark or out of the map, in any script."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from itertools import combinations

import pytest
from babel import Locale
from babel.core import get_global
from issue_papers.fonts.family import NONE_CHOSEN
from issue_papers.fonts.letters import letters
from issue_papers.maps.clipping import Box, Point, clip_line
from issue_papers.maps.naming import Lettering, Name, named
from issue_papers.maps.outlines import Coordinates, WorldMap, world
from issue_papers.maps.plates import Plate, plate
from issue_papers.maps.topojson import topology
from issue_papers.maps.world_regions import EUROPE, WORLD, region_of
from issue_papers.views import plates as views

EUROPEAN: dict[str, tuple[str, float, float]] = {
    name: (country, latitude, longitude)
    for name, country, latitude, longitude in [
        ("Amsterdam", "NL", 52.37, 4.90),
        ("Antwerp", "BE", 51.22, 4.40),
        ("Athens", "GR", 37.98, 23.73),
        ("Barcelona Metropolitan Area", "ES", 41.38, 2.08),
        ("Barcelona", "ES", 41.39, 2.17),
        ("Berlin", "DE", 52.52, 13.41),
        ("Bern", "CH", 46.95, 7.45),
        ("Bilbao", "ES", 43.26, -2.93),
        ("Bologna", "IT", 44.49, 11.34),
        ("Bordeaux", "FR", 44.84, -0.58),
        ("Bratislava", "SK", 48.15, 17.11),
        ("Brussels-Capital Region", "BE", 50.85, 4.35),
        ("Bucharest", "RO", 44.43, 26.10),
        ("Budapest", "HU", 47.50, 19.04),
        ("Cologne", "DE", 50.94, 6.96),
        ("Copenhagen", "DK", 55.68, 12.57),
        ("Dublin", "IE", 53.35, -6.26),
        ("Düsseldorf", "DE", 51.23, 6.78),
        ("Florence", "IT", 43.77, 11.26),
        ("Frankfurt am Main", "DE", 50.11, 8.68),
        ("Geneva", "CH", 46.20, 6.14),
        ("Ghent", "BE", 51.05, 3.72),
        ("Greater Manchester", "GB", 53.50, -2.31),
        ("Hamburg", "DE", 53.55, 9.99),
        ("Helsinki", "FI", 60.17, 24.94),
        ("Lille", "FR", 50.63, 3.06),
        ("Lisbon", "PT", 38.72, -9.14),
        ("London", "GB", 51.51, -0.13),
        ("Lyon", "FR", 45.76, 4.84),
        ("Madrid", "ES", 40.42, -3.70),
        ("Marseille", "FR", 43.30, 5.37),
        ("Milan", "IT", 45.46, 9.19),
        ("Paris", "FR", 48.86, 2.35),
        ("Prague", "CZ", 50.08, 14.44),
        ("Rome", "IT", 41.90, 12.50),
        ("Rotterdam", "NL", 51.92, 4.48),
        ("Stockholm", "SE", 59.33, 18.07),
        ("The Hague", "NL", 52.08, 4.31),
        ("Vienna", "AT", 48.21, 16.37),
        ("Warsaw", "PL", 52.23, 21.01),
    ]
}
"""Forty cities, half of them within a few hours by train of each other."""

NAMES = {
    "en": list(EUROPEAN),
    "ar": ["القاهرة الكبرى", "بيروت", "عمّان", "الدار البيضاء الكبرى"] * 10,
    "ja": ["東京", "大阪市", "横浜", "さいたま市"] * 10,
}


def lettering(tag: str, names: list[str], sizes: views.Sizes) -> Lettering:
    known = letters(tag, "".join(names), NONE_CHOSEN)
    return Lettering(sizes.letters, sizes.radius, lambda name: views._lines(known, sizes, name))


def assert_apart(
    found: Mapping[str, Name], marks: Mapping[str, Point], box: Box, radius: float
) -> None:
    """Nothing covers anything, and each name is by its own mark or has a line to it."""
    for one, other in combinations(found, 2):
        a, b = found[one].box, found[other].box
        assert a.right <= b.left or b.right <= a.left or a.top <= b.bottom or b.top <= a.bottom, (
            one,
            other,
        )
    for each, name in found.items():
        own = name.box
        assert box.left <= own.left < own.right <= box.right, each
        assert box.bottom <= own.bottom < own.top <= box.top, each
        for mark, (x, y) in marks.items():
            dx = max(own.left - x, 0, x - own.right)
            dy = max(own.bottom - y, 0, y - own.top)
            far = math.hypot(dx, dy)
            assert far >= radius, (each, mark)
            if mark == each and not name.leader:
                assert far < radius * 2
        if name.leader:
            assert abs(math.dist(name.leader[0], marks[each]) - radius) < 0.2
            for other in found:
                assert other == each or not clip_line(name.leader, found[other].box), (each, other)


@cache
def drawings() -> tuple[tuple[Plate | WorldMap, views.Sizes], ...]:
    """Return the forty on a map of Europe and on one of the world."""
    places: dict[str, Coordinates] = {
        city: (latitude, longitude) for city, (_, latitude, longitude) in EUROPEAN.items()
    }
    countries = tuple(sorted({country for country, _, _ in EUROPEAN.values()}))
    return (plate(places, countries), views.PLATE), (world(places), views.WORLD)


@pytest.mark.parametrize("tag", NAMES)
def test_forty_names_leave_each_other_room(tag: str) -> None:
    names = dict(zip(EUROPEAN, NAMES[tag], strict=True))
    for drawn, sizes in drawings():
        _, _, width, height = drawn.view_box
        box = Box(3, 3, width - 3, height - 3)
        marks = {point.id: (point.x, point.y) for point in drawn.points}
        set_in = lettering(tag, NAMES[tag], sizes)
        found = named(marks, names, box=box, lettering=set_in)
        assert found == named(marks, names, box=box, lettering=set_in)
        assert_apart(found, marks, box, sizes.radius)
        assert len(found) >= 12, "a map without names says nothing"
        assert list(found) == [mark for mark in marks if mark in found]


def test_a_name_in_the_open_stands_beside_its_mark() -> None:
    set_in = lettering("en", ["Dakar"], views.PLATE)
    found = named({"d": (100, 100)}, {"d": "Dakar"}, box=Box(0, 0, 320, 260), lettering=set_in)
    assert found["d"].leader is None
    assert found["d"].box.left == pytest.approx(100 + 8.5 + 3)
    east = named({"d": (300, 100)}, {"d": "Dakar"}, box=Box(0, 0, 320, 260), lettering=set_in)
    assert east["d"].box.right == pytest.approx(300 - 8.5 - 3)


def test_a_name_keeps_off_lines_and_has_none_where_nothing_is_free() -> None:
    set_in = lettering("en", ["Dakar"], views.PLATE)
    box = Box(0, 0, 320, 260)
    line = ((120.0, 0.0), (120.0, 260.0))
    found = named({"d": (100, 100)}, {"d": "Dakar"}, box=box, lettering=set_in, taken=[line])
    assert found["d"].box.right < 100
    small = Box(90, 90, 110, 110)
    assert not named({"d": (100, 100)}, {"d": "Dakar"}, box=small, lettering=set_in)


def test_a_long_name_has_two_lines() -> None:
    set_in = lettering("en", ["Barcelona Metropolitan Area"], views.PLATE)
    lines, width = set_in.lines("Barcelona Metropolitan Area")
    assert len(lines) == 2
    assert width <= views.PLATE.longest


def test_marks_of_a_plate_are_targets_on_a_phone() -> None:
    """24 pixels each, where 320 units are 288 pixels."""
    points = drawings()[0][0].points
    least = min(math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(points, 2))
    assert least * 288 / 320 >= 24


def test_each_country_that_is_drawn_is_in_a_part_of_the_world() -> None:
    assert region_of("ES") == EUROPE
    assert region_of("AQ") == WORLD
    numbers = {each.id for each in topology("countries-50m").objects["countries"] if each.id}
    territories = Locale("en").territories

    aliases = get_global("territory_aliases")
    codes = {code for number in numbers for code in aliases.get(number, ()) if len(code) == 2}
    assert len(codes) > 200
    without = {code for code in codes if region_of(code) == WORLD}
    assert without <= {"AQ"}
    for code in ("002", "009", "019", "142", "150"):
        assert code in territories


def test_parts_have_names_in_every_language_of_the_interface() -> None:
    for tag in ("ar", "ca", "fa", "he", "hi", "ja", "ko", "sw", "zh-Hans"):
        language = Locale.parse(tag.replace("-", "_"))
        assert {"002", "019", "142", "150", "009"} <= set(language.territories), tag

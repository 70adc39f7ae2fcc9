"""Maps: projections, TopoJSON, clipping, places, sizes."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest
from issue_papers.maps.clipping import Box, bounds, clip_line, clip_ring, path_data, simplify
from issue_papers.maps.outlines import (
    Coordinates,
    LocatorMap,
    UnknownTerritoryError,
    locator,
    territory,
    world,
)
from issue_papers.maps.projection import Equirectangular, equal_earth, shortest_arc, wrap
from issue_papers.maps.spreading import _crowded, spread
from issue_papers.maps.topojson import decode, stitch, topology, unwrap

SEOUL = (37.5665, 126.9780)
BARCELONA = (41.3874, 2.1686)
BUENOS_AIRES = (-34.6037, -58.3816)
PARIS = (48.8566, 2.3522)
SUVA = (-18.1248, 178.4501)
APIA = (-13.8333, -171.75)

PLACES: dict[str, tuple[list[Coordinates], list[str]]] = {
    "seoul": ([SEOUL], ["KR"]),
    "medellin": ([(6.2442, -75.5812)], ["CO"]),
    "dakar": ([(14.7167, -17.4677)], ["SN"]),
    "montreal": ([(45.5019, -73.5674)], ["CA"]),
    "mexico-city": ([(19.4326, -99.1332)], ["MX"]),
    "barcelona": ([BARCELONA], ["ES"]),
    "cordoba": ([(-31.4201, -64.1888)], ["AR"]),
    "buenos-aires-paris": ([BUENOS_AIRES, PARIS], ["AR", "FR"]),
    "copenhagen": ([(55.6761, 12.5683)], ["DK"]),
    "guangzhou": ([(23.1291, 113.2644)], ["CN"]),
    "suva-apia": ([SUVA, APIA], ["FJ", "WS"]),
    "svalbard": ([(78.22, 15.65)], ["NO"]),
}

SQUARE = Box(0, 0, 10, 10)

# Two unit squares side by side: arc 0 is what they share, arcs 1 and 2 the rest of each.
SQUARES = {
    "transform": {"scale": [0.5, 0.25], "translate": [100, 10]},
    "arcs": [
        [[2, 0], [0, 4]],
        [[2, 4], [-2, 0], [0, -4], [2, 0]],
        [[2, 0], [2, 0], [0, 4], [-2, 0]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "001", "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[2, ~0]]], "properties": {"name": "East"}},
                {"type": None, "properties": {}},
            ],
        }
    },
}


def rings(path: str) -> list[list[tuple[float, float]]]:
    """Read back what `path_data` wrote, as absolute points."""
    read = []
    for start, steps in re.findall(r"M([^l]+)l([^zM]+)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", f"{start} {steps}")]
        x = y = 0.0
        ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        read.append(ring)
    return read


def covers(path: str, point: tuple[float, float]) -> bool:
    """Tell whether a point is inside, by the even-odd rule."""
    x, y = point
    crossings = 0
    for ring in rings(path):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


def on_map(drawn: LocatorMap, query: Coordinates, places: list[Coordinates]) -> tuple[float, float]:
    """Project a position onto a map that was drawn around some places."""
    _, _, width, height = drawn.view_box
    projection = Equirectangular.around(
        [(longitude, latitude) for latitude, longitude in places],
        width=width,
        height=height,
        span=24,
        margin=0.12,
    )
    return projection((wrap(query[1], projection.centre[0]), query[0]))


class TestProjection:
    @pytest.mark.parametrize(
        ("position", "expected", "tolerance"),
        [
            ((0, 0), (0, 0), 1e-12),
            ((122, 47), (1.55, 0.89), 0.005),  # the example in PROJ's manual
            # PROJ's tests on WGS 84, divided by the radius of the globe of equal area
            ((180, 0), (17243959.06 / 6371007.1809, 0), 1e-8),
            ((-180, 90), (-10216474.79 / 6371007.1809, 8392927.6 / 6371007.1809), 1e-8),
            ((180, -90), (10216474.79 / 6371007.1809, -8392927.6 / 6371007.1809), 1e-8),
        ],
    )
    def test_equal_earth_gives_published_values(
        self, position: tuple[float, float], expected: tuple[float, float], tolerance: float
    ) -> None:
        assert equal_earth(*position) == pytest.approx(expected, abs=tolerance)

    def test_equal_earth_keeps_areas(self) -> None:
        def area(latitude: float) -> float:
            height = equal_earth(0, latitude + 0.01)[1] - equal_earth(0, latitude)[1]
            return equal_earth(1, latitude + 0.005)[0] * height / math.cos(math.radians(latitude))

        assert area(60) == pytest.approx(area(0), rel=1e-3)

    def test_equirectangular_is_centred_and_true_to_shape(self) -> None:
        projection = Equirectangular.around([(10, 60)], width=480, height=320, span=24, margin=0.1)
        assert projection((10, 60)) == (240, 160)
        assert projection((10, 72))[1] == pytest.approx(0)
        east, north = projection((12, 60)), projection((10, 61))
        assert east[0] - 240 == pytest.approx(160 - north[1])

    @pytest.mark.parametrize(
        ("longitudes", "expected"),
        [
            ([5.0], (5.0, 0.0)),
            ([5.0, 5.0], (5.0, 0.0)),
            ([-58.0, 2.0], (-58.0, 60.0)),
            ([178.0, -172.0], (178.0, 10.0)),
            ([127.0, -58.0, 2.0], (-58.0, 185.0)),
        ],
    )
    def test_shortest_arc(self, longitudes: list[float], expected: tuple[float, float]) -> None:
        assert shortest_arc(longitudes) == expected
        assert shortest_arc(longitudes[::-1]) == expected


class TestTopology:
    def test_decode_undoes_deltas_and_quantisation(self) -> None:
        squares = decode(SQUARES)
        assert list(squares.arcs[0]) == [(101, 10), (101, 11)]
        assert list(squares.arcs[1]) == [(101, 11), (100, 11), (100, 10), (101, 10)]

    def test_outlines_keep_codes_names_and_rings(self) -> None:
        west, east, nothing = decode(SQUARES).objects["countries"]
        assert (west.id, west.name, west.rings) == ("001", "West", ((0, 1),))
        assert (east.id, east.name, east.rings) == ("", "East", ((2, ~0),))
        assert nothing.rings == ()

    def test_stitch_reverses_arcs_and_joins_them_once(self) -> None:
        squares = decode(SQUARES)
        ring = stitch((2, ~0), squares.arcs.__getitem__)
        assert ring == [(101, 10), (102, 10), (102, 11), (101, 11), (101, 10)]

    def test_a_border_is_what_two_share(self) -> None:
        assert decode(SQUARES).shared_arcs("countries") == (0,)

    def test_unwrap_goes_on_past_the_antimeridian(self) -> None:
        ring = [(179.0, 0.0), (-179.0, 0.0), (-179.0, 1.0), (179.0, 1.0), (179.0, 0.0)]
        assert unwrap(ring) == [(179, 0), (181, 0), (181, 1), (179, 1), (179, 0)]

    def test_unwrap_closes_a_ring_around_a_pole(self) -> None:
        ring = [(-120.0, -70.0), (0.0, -70.0), (120.0, -70.0), (-120.0, -70.0)]
        assert unwrap(ring)[-3:] == [(240, -90), (-120, -90), (-120, -70)]

    def test_vendored_files_have_what_maps_need(self) -> None:
        assert {"countries", "land"} <= set(topology("countries-50m").objects)
        assert "land" in topology("land-110m").objects

    @pytest.mark.parametrize(
        ("code", "name"), [("KR", "South Korea"), ("FR", "France"), ("XK", "Kosovo")]
    )
    def test_territories_are_found_by_letters(self, code: str, name: str) -> None:
        assert name in [outline.name for outline in territory(topology("countries-50m"), code)]

    def test_letters_lead_to_numbers(self) -> None:
        outlines = topology("countries-50m")
        found = {
            outline.id
            for code in ("AR", "CA", "CN", "CO", "DK", "ES", "MX", "SN")
            for outline in territory(outlines, code)
        }
        assert found == {"032", "124", "156", "170", "208", "724", "484", "686"}

    def test_a_territory_without_an_outline_is_no_error(self) -> None:
        assert territory(topology("countries-50m"), "TV") == ()

    @pytest.mark.parametrize("code", ["QQ", "kr", "KOR", "410", "001", ""])
    def test_an_unknown_code_says_what_was_expected(self, code: str) -> None:
        with pytest.raises(UnknownTerritoryError, match=f"found the country code “{code}”"):
            locator([SEOUL], code)


class TestClipping:
    def test_a_ring_inside_stays_whole(self) -> None:
        ring = [(1.0, 1.0), (9.0, 1.0), (5.0, 9.0)]
        assert clip_ring(ring, SQUARE) == ring

    def test_a_ring_outside_vanishes(self) -> None:
        assert clip_ring([(11.0, 1.0), (19.0, 1.0), (15.0, 9.0)], SQUARE) == []
        assert clip_ring([], SQUARE) == []

    def test_a_ring_around_the_box_becomes_the_box(self) -> None:
        ring = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
        assert set(clip_ring(ring, SQUARE)) == {(0, 0), (10, 0), (10, 10), (0, 10)}

    def test_a_ring_across_an_edge_is_cut_there(self) -> None:
        ring = [(5.0, 2.0), (15.0, 2.0), (15.0, 8.0), (5.0, 8.0)]
        assert set(clip_ring(ring, SQUARE)) == {(5, 2), (10, 2), (10, 8), (5, 8)}

    def test_a_line_is_cut_into_the_pieces_inside(self) -> None:
        line = [(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (8.0, 15.0), (8.0, 5.0)]
        assert clip_line(line, SQUARE) == [
            [(0, 5), (5, 5), (5, 10)],
            [(8, 10), (8, 5)],
        ]

    def test_a_line_outside_leaves_nothing(self) -> None:
        assert clip_line([(-5.0, 5.0), (5.0, 25.0)], SQUARE) == []
        assert clip_line([(-5.0, 12.0), (15.0, 12.0)], SQUARE) == []

    def test_simplify_keeps_ends_and_corners(self) -> None:
        line = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (5.0, 0.2), (5.0, 9.0)]
        assert simplify(line, 0.5) == [0, 3, 4]
        assert simplify(line, 0.01) == [0, 1, 2, 3, 4]
        assert simplify([(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0)], 0.5) == [0, 3]
        assert simplify(line[:2], 100) == [0, 1]

    def test_path_data_is_relative_and_short(self) -> None:
        triangle = [(1.0, 2.0), (3.25, 2.0), (3.2, 0.5), (1.0, 2.0)]
        assert path_data([triangle], closed=True) == "M1 2l2.2 0 0-1.5z"
        assert path_data([triangle[:2]], closed=False) == "M1 2l2.2 0"

    def test_path_data_does_not_drift(self) -> None:
        line = [(index * 0.04, 0.0) for index in range(1000)]
        ((*_, (end, _)),) = rings(path_data([line], closed=False))
        assert end == pytest.approx(40.0, abs=0.05)

    def test_path_data_leaves_out_what_rounds_to_nothing(self) -> None:
        speck = [(1.0, 1.0), (1.01, 1.0), (1.0, 1.01)]
        assert path_data([speck], closed=True) == ""
        assert path_data([speck], closed=False) == ""


class TestWorld:
    def test_size_and_view_box(self) -> None:
        drawn = world({})
        assert drawn.view_box[:3] == (0, 0, 960)
        assert 400 < drawn.view_box[3] < 440
        assert 10_000 < len(drawn.land) < 45_000
        assert len(drawn.graticule) < 5_000

    def test_land_is_where_it_should_be(self) -> None:
        cities = {
            "moscow": (55.75, 37.6),
            "brasilia": (-15.8, -47.9),
            "nairobi": (-1.3, 36.8),
            "alice-springs": (-23.7, 133.9),
            "chicago": (41.5, -89.0),
            "east-of-the-antimeridian": (67.0, -175.5),
        }
        seas = {"atlantic": (30.0, -45.0), "pacific": (0.0, -140.0), "caspian": (41.5, 51.0)}
        drawn = world(cities | seas)
        dry = {
            point.id for point in drawn.points if covers(drawn.land, (point.true_x, point.true_y))
        }
        assert dry == set(cities)

    def test_antarctica_is_left_out(self) -> None:
        drawn = world({})
        assert all(min(y for _, y in ring) < drawn.view_box[3] for ring in rings(drawn.land))

    def test_land_stays_within_the_width(self) -> None:
        box = bounds(point for ring in rings(world({}).land) for point in ring)
        assert box.left >= -0.1
        assert box.right <= 960.1

    def test_a_lone_place_stays_where_it_is(self) -> None:
        (seoul, paris) = world({"seoul": SEOUL, "paris": PARIS}).points
        assert (seoul.id, paris.id) == ("seoul", "paris")
        assert not seoul.nudged
        assert (seoul.x, seoul.y) == (seoul.true_x, seoul.true_y)

    def test_places_that_coincide_are_moved_apart(self) -> None:
        places = {"a": BARCELONA, "b": BARCELONA, "c": BARCELONA, "d": BARCELONA, "paris": PARIS}
        drawn = world(places)
        for one, other in combinations(drawn.points, 2):
            assert math.dist((one.x, one.y), (other.x, other.y)) >= 24
        cases = [point for point in drawn.points if point.id != "paris"]
        assert all(point.nudged for point in cases)
        assert len({(point.true_x, point.true_y) for point in cases}) == 1
        assert all(
            math.dist((point.x, point.y), (point.true_x, point.true_y)) < 40
            for point in drawn.points
        )

    def test_nudging_does_not_depend_on_the_order(self) -> None:
        places = {"a": BARCELONA, "b": BARCELONA, "c": PARIS, "d": (41.5, 2.3)}
        backwards = dict(reversed(places.items()))
        assert set(world(places).points) == set(world(backwards).points)

    def test_points_are_kept_in_the_view(self) -> None:
        drawn = world({"mcmurdo": (-77.85, 166.67), "suva": SUVA, "apia": APIA})
        _, _, width, height = drawn.view_box
        for point in drawn.points:
            assert 12 <= point.x <= width - 12
            assert 12 <= point.y <= height - 12

    def test_spread_in_a_corner_stays_in_the_box(self) -> None:
        placed = spread(dict.fromkeys("abcdef", (0.0, 0.0)), 24, Box(0, 0, 100, 100))
        for one, other in combinations(placed.values(), 2):
            assert math.dist(one, other) >= 24
        assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in placed.values())

    def test_pairs_that_are_too_close_are_found_wherever_they_stand(self) -> None:
        names = [f"{n:03}" for n in range(300)]
        placed = {
            name: ((n * 37) % 211 - 9.5, (n * 53) % 197 - 9.5) for n, name in enumerate(names)
        }
        close = [
            (one, other)
            for one, other in combinations(names, 2)
            if math.dist(placed[one], placed[other]) < 24
        ]
        assert len(close) > 100
        assert _crowded(names, placed, 24) == close

    def test_spread_gives_up_where_there_is_no_room(self) -> None:
        placed = spread({"a": (1.0, 1.0), "b": (1.0, 1.0)}, 24, Box(0, 0, 5, 5))
        assert all(0 <= x <= 5 and 0 <= y <= 5 for x, y in placed.values())


class TestLocator:
    @pytest.mark.parametrize("name", PLACES)
    def test_places_are_in_view_and_paths_are_small(self, name: str) -> None:
        places, countries = PLACES[name]
        drawn = locator(places, countries)
        assert drawn.view_box == (0, 0, 480, 320)
        assert len(drawn.points) == len(places)
        for x, y in drawn.points:
            assert 0.1 * 480 <= x <= 0.9 * 480
            assert 0.1 * 320 <= y <= 0.9 * 320
        assert drawn.country
        for path in (drawn.land, drawn.country, drawn.borders):
            assert len(path) < 10_000

    @pytest.mark.parametrize("name", PLACES)
    def test_nothing_is_drawn_far_outside(self, name: str) -> None:
        drawn = locator(*PLACES[name])
        for path in (drawn.land, drawn.country, drawn.borders):
            for ring in rings(path):
                box = bounds(ring)
                assert min(box.left, box.bottom) >= -8.1
                assert box.right <= 488.1
                assert box.top <= 328.1

    def test_the_country_is_highlighted_and_nothing_else(self) -> None:
        drawn = locator([BARCELONA], "ES")
        madrid, lyon = (
            on_map(drawn, place, [BARCELONA]) for place in ((40.4, -3.7), (45.76, 4.84))
        )
        sea = on_map(drawn, (40.0, 7.0), [BARCELONA])
        assert [covers(drawn.country, place) for place in (madrid, lyon, sea)] == [
            True,
            False,
            False,
        ]
        assert [covers(drawn.land, place) for place in (madrid, lyon, sea)] == [True, True, False]

    def test_a_country_inside_another_is_a_hole(self) -> None:
        maseru = (-29.6, 28.2)
        drawn = locator([maseru], "ZA")
        assert not covers(drawn.country, drawn.points[0])
        assert covers(drawn.land, drawn.points[0])

    def test_a_window_without_any_coast_is_all_land(self) -> None:
        novosibirsk = (55.0, 83.0)
        assert covers(locator([novosibirsk], "RU").land, (240, 160))

    def test_borders_leave_out_coasts(self) -> None:
        assert locator([(64.15, -21.94)], "IS").land
        assert locator([SUVA], "FJ").borders == ""

    def test_two_places_far_apart_are_both_on_land(self) -> None:
        drawn = locator([BUENOS_AIRES, (47.0, 2.4)], ["AR", "FR"])
        assert drawn.points[0][0] < drawn.points[1][0]
        assert drawn.points[0][1] > drawn.points[1][1]
        assert covers(drawn.country, drawn.points[1])

    def test_the_antimeridian_is_no_edge(self) -> None:
        drawn = locator([SUVA, APIA], ["FJ", "WS"])
        (suva, _), (apia, _) = drawn.points
        assert suva < 240 < apia
        chukotka = locator([(67.0, 179.0)], "RU")
        for longitude in (175.0, 179.9, -179.9, -176.0):
            place = on_map(chukotka, (67.5, longitude), [(67.0, 179.0)])
            assert covers(chukotka.country, place), longitude

    def test_a_place_on_either_side_gives_the_same_map(self) -> None:
        assert locator([(0.0, 180.0)], "KI") == locator([(0.0, -180.0)], "KI")

    def test_size_can_be_chosen(self) -> None:
        drawn = locator([SEOUL], "KR", width=300, height=300)
        assert drawn.view_box == (0, 0, 300, 300)
        assert drawn.points == ((150.0, 150.0),)

    def test_the_same_input_gives_the_same_map(self) -> None:
        assert locator([SEOUL], "KR") == locator([SEOUL], ["KR"])

"""Maps with marks and names, in the reader's language: of the world, and of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from issue_papers.content_cache import generator
from issue_papers.fonts.family import SiteTypefaces
from issue_papers.fonts.letters import Letters, letters
from issue_papers.maps.clipping import Box
from issue_papers.maps.naming import Lettering, Name, named
from issue_papers.maps.outlines import LocatorMap, MapPoint, ViewBox, WorldMap
from issue_papers.maps.plates import Plate
from issue_papers.maps.world_regions import region_of
from issue_papers.views import formats
from issue_papers.views.readership import Readership
from issue_papers.views.shapes import Link

_WIDER = 1.1
"""Names are set bolder than they are measured, and in a reader's typeface until ours is there."""

_MARGIN = 3.0


@dataclass(frozen=True)
class Sizes:
    """How a map is lettered, in user units.

    Attributes:
        radius: Of a mark.
        letters: Of names.
        longest: How wide a line of a name may be before it is broken.
    """

    radius: float
    letters: float
    longest: float


WORLD = Sizes(radius=9.0, letters=15.0, longest=170.0)
PLATE = Sizes(radius=8.5, letters=12.0, longest=105.0)
LOCATOR = Sizes(radius=14.0, letters=19.0, longest=220.0)


@dataclass(frozen=True)
class Spot:
    """Something that has a mark on a map.

    Attributes:
        id: Tells it from all others on the map.
        city: The id of its city in `cities.yml`.
        link: What the mark leads to, if to anything.
        subject: What it is a mark of, as the page calls it: the slug of a case.
    """

    id: str
    city: str
    link: Link | None = None
    subject: str = ""


@dataclass(frozen=True)
class MarkView:
    """A mark on a map, in its user units.

    Attributes:
        place: The name of its city, in the reader's language.
        name: Where that stands on the map; none where it has no room.
        number: What stands in its place then, from 1; else 0.
    """

    spot: Spot
    place: str
    point: MapPoint
    name: Name | None
    number: int


@dataclass(frozen=True)
class PlateView:
    """A map with marks and names.

    Attributes:
        region: M49 code of the part of the world; empty for all of it.
        title: That part's name, in the reader's language.
        letters: The size of its names, in user units.
        country: Of a part, path data of the countries that marks are in.
        borders: Of a part, path data of the lines between countries.
        graticule: Of all of it, path data of meridians and parallels.
    """

    region: str
    title: str
    view_box: ViewBox
    land: str
    letters: float
    marks: tuple[MarkView, ...]
    country: str = ""
    borders: str = ""
    graticule: str = ""

    @property
    def numbered(self) -> tuple[MarkView, ...]:
        """The marks whose names stand below the map, by their numbers."""
        return tuple(sorted((m for m in self.marks if m.number), key=lambda mark: mark.number))


class Plates:
    """Maps for the readers of one language."""

    def __init__(self, readers: Readership) -> None:
        self._readers = readers
        self._cities = readers.library.cities

    def world(self, spots: Sequence[Spot]) -> PlateView:
        """Return the world with some marks."""
        drawn = self._readers.atlas.world(self._coordinates(spots))
        return replace(self._view(drawn, "", spots, WORLD), graticule=drawn.graticule)

    def regions(self, spots: Iterable[Spot]) -> tuple[PlateView, ...]:
        """Return the parts of the world that have some marks, in the order of their names."""
        parts: dict[str, list[Spot]] = {}
        for spot in spots:
            parts.setdefault(region_of(self._cities[spot.city].country), []).append(spot)
        plates = [self._region(region, found) for region, found in parts.items()]
        return tuple(
            sorted(plates, key=lambda plate: (formats.collation_key(plate.title), plate.region))
        )

    def _region(self, region: str, spots: Sequence[Spot]) -> PlateView:
        """Return a part of the world with some marks."""
        countries = sorted({self._cities[spot.city].country for spot in spots})
        drawn = self._readers.atlas.plate(self._coordinates(spots), tuple(countries))
        view = self._view(drawn, region, spots, PLATE)
        return replace(view, country=drawn.country, borders=drawn.borders)

    def around(self, drawn: LocatorMap, cities: Sequence[str]) -> tuple[Name | None, ...]:
        """Return where the names of a case's cities go on its map.

        Args:
            drawn: The map.
            cities: Ids of the cities, as the map's points go.
        """
        points = {
            city: MapPoint(city, *xy, *xy) for city, xy in zip(cities, drawn.points, strict=True)
        }
        names = {city: self.name(city) for city in points}
        _, _, width, height = drawn.view_box
        found = self._named(tuple(points.values()), names, (width, height), LOCATOR)
        return tuple(found.get(city) for city in cities)

    def name(self, city: str) -> str:
        """Return the name of a city."""
        source = self._readers.library.locales.source
        return formats.city_name(self._cities[city], city, self._readers.language, source)

    def _coordinates(self, spots: Iterable[Spot]) -> dict[str, tuple[float, float]]:
        """Return where marks go, in an order that is the same in all languages."""
        in_order = sorted(spots, key=lambda spot: spot.id)
        return {spot.id: self._cities[spot.city].coordinates for spot in in_order}

    def _view(
        self, drawn: WorldMap | Plate, region: str, spots: Sequence[Spot], sizes: Sizes
    ) -> PlateView:
        names = {spot.id: self.name(spot.city) for spot in spots}
        _, _, width, height = drawn.view_box
        points = {point.id: point for point in drawn.points}
        found = self._named(tuple(points[spot.id] for spot in spots), names, (width, height), sizes)
        unnamed = [spot.id for spot in spots if spot.id not in found]
        in_order = sorted(unnamed, key=lambda each: (formats.collation_key(names[each]), each))
        numbers = {each: number for number, each in enumerate(in_order, 1)}
        territories = self._readers.language.cldr.territories
        return PlateView(
            region=region,
            title=str(territories.get(region, region)) if region else "",
            view_box=drawn.view_box,
            land=drawn.land,
            letters=sizes.letters,
            marks=tuple(
                MarkView(
                    spot,
                    names[spot.id],
                    points[spot.id],
                    found.get(spot.id),
                    numbers.get(spot.id, 0),
                )
                for spot in spots
            ),
        )

    def _named(
        self,
        points: tuple[MapPoint, ...],
        names: Mapping[str, str],
        size: tuple[int, int],
        sizes: Sizes,
    ) -> Mapping[str, Name]:
        """Place names, once for all builds that have the same ones."""
        language = self._readers.language.tag
        about = repr((generator(), points, names, size, sizes, language, self._typefaces))
        place = partial(self._placed, points, names, size, sizes)
        found: Mapping[str, Name] = self._readers.atlas.names(about, place)
        return found

    def _placed(
        self,
        points: tuple[MapPoint, ...],
        names: Mapping[str, str],
        size: tuple[int, int],
        sizes: Sizes,
    ) -> dict[str, Name]:
        known = letters(self._readers.language.tag, "".join(names.values()), self._typefaces)
        return named(
            {point.id: (point.x, point.y) for point in points},
            names,
            box=Box(_MARGIN, _MARGIN, size[0] - _MARGIN, size[1] - _MARGIN),
            lettering=Lettering(sizes.letters, sizes.radius, partial(_lines, known, sizes)),
            taken=[((p.x, p.y), (p.true_x, p.true_y)) for p in points if p.nudged],
        )

    @property
    def _typefaces(self) -> SiteTypefaces:
        return self._readers.library.settings.look.typefaces


def _lines(known: Letters, sizes: Sizes, name: str) -> tuple[tuple[str, ...], float]:
    """Break a name into lines, and measure the widest in user units."""
    lines = known.lines(name, sizes.letters, sizes.longest / _WIDER)
    return lines, max(known.width(line, sizes.letters) for line in lines) * _WIDER

"""Rules for case studies and the cities that they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from issue_papers.content.identifiers import COUNTRIES
from issue_papers.content.library import Library
from issue_papers.content.model import City
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.kinds.telling import (
    at,
    stands_wrong,
    twice,
    unknown_references,
    unknown_topics,
)
from issue_papers.maps.regions import regions
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, closest

_POLE = 90
_WIDTH = 560
"""A width that the world with countries is ready in."""


def cities(library: Library) -> Iterator[Problem]:
    """The file is there if a case needs it, and each city has a name in the source language."""
    file = library.settings.cities_file
    path = library.settings.relative(file)
    if library.of(CASE_STUDY) and not file.is_file():
        message = say("the file is missing, so the cases' cities aren't known")
        yield Problem(path, 1, "cities", message, say("add it: `seoul: {{country: KR, …}}`"))
    source = library.locales.source
    for slug, city in library.cities.items():
        if source not in city.names:
            message = say("the name in the source language ({source}) is missing", source=source)
            line = library.city_lines[slug]
            yield Problem(
                path, line, f"{slug}.names", message, say("add `{source}: …`", source=source)
            )
        yield from _swapped(path, library.city_lines[slug], slug, city)
        for tag in city.names.keys() - set(library.locales.tags):
            message = say("`{tag}` is no language of this site", tag=tag)
            hint = closest(tag, library.locales.tags)
            line, key = library.city_lines[slug], f"{slug}.names.{tag}"
            yield Problem(path, line, key, message, hint, Severity.WARNING)


def _swapped(path: str, line: int, slug: str, city: City) -> Iterator[Problem]:
    """Yield that a latitude and a longitude stand in each other's place."""
    latitude, longitude = city.coordinates
    world = regions(_WIDTH)
    if abs(longitude) > _POLE or world.holds(city.country, (latitude, longitude)) is not False:
        return
    if world.holds(city.country, (longitude, latitude)):
        message = say(
            "[{latitude}, {longitude}] isn't in {country}, and the other way round it is",
            latitude=latitude,
            longitude=longitude,
            country=COUNTRIES[city.country],
        )
        hint = say("write `coordinates: [{first}, {second}]`", first=longitude, second=latitude)
        yield Problem(path, line, f"{slug}.coordinates", message, hint, Severity.WARNING)


def ids(library: Library) -> Iterator[Problem]:
    """A case's city, topics and references are known."""
    for entry in library.partly_of(CASE_STUDY):
        document = entry.source
        case = document.meta
        for key, named in (
            ("city", case.city),
            ("topics", case.topics),
            ("references", case.references),
        ):
            yield from twice(document, key, named)
        for index, city in enumerate(case.city):
            if not library.is_city(city):
                where = ("city", index) if ("city", index) in document.yaml.lines else ("city",)
                message = say("the city `{city}` isn't in cities.yml", city=city)
                yield at(document, *where, message=message, hint=closest(city, library.city_lines))
        yield from unknown_topics(library, document, case.topics)
        yield from unknown_references(library, document, case.references)


def places(library: Library) -> Iterator[Problem]:
    """A case stands in a folder of its own, not where it is taken for a plain page."""
    folder = library.settings.relative(library.settings.cases_dir)
    for entry in library.entries.values():
        place, *rest = PurePosixPath(entry.key).parts
        is_case = rest != ["index.md"] if len(rest) == 1 else entry.key.endswith("/index.md")
        if entry.kind.is_ours or place != CASES_PREFIX or not is_case:
            continue
        # Where the page is there already, the two have one address, and that is said.
        if not library.is_there(CASE_STUDY, entry.slug):
            yield stands_wrong(entry, f"{folder}/{entry.slug}/index.md")

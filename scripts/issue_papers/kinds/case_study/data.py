"""Case studies as data, in all languages at once: JSON, GeoJSON (RFC 7946) and CSV.

A text is a mapping from language tags to what is written in that language; a language into which
it isn't translated isn't there. Names of countries come from CLDR in every language of the site.
The JSON file's form is that of `data/case-studies.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from issue_papers.content.library import Entry, Library
from issue_papers.content.model import City, KeyFigure
from issue_papers.kinds.case_study.model import CASE_STUDY, CaseStudy, mentions
from issue_papers.kinds.paper.data import licence, notices
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.paper.views import PaperViews
from issue_papers.kinds.section.recommendations import RecommendationViews
from issue_papers.views import formats
from issue_papers.views.datasets import (
    FOLDER,
    DataFile,
    Dataset,
    DataSources,
    json_file,
    schema_file,
)
from issue_papers.views.datasets import csv_file as csv_data_file
from issue_papers.views.publications import AllReaders, Json, as_json, texts, urls
from issue_papers.views.spreadsheet import Cell, joined, to_csv

NAME = "case-studies"


def document(library: Library, readers: AllReaders, schema_url: str) -> Json:
    """Return all case studies as one JSON object, sorted by id.

    Args:
        library: What there is.
        readers: The readers of each language.
        schema_url: Absolute URL of the schema.
    """
    papers = readers[library.locales.source].part(PaperViews)
    described = [
        {
            "id": entry.slug,
            "number": papers.paper(entry).number,
            "title": texts(entry, "title"),
            "authors": [author.name for author in papers.paper(entry).authors],
            "publisher": papers.paper(entry).publisher,
            "issued": papers.paper(entry).issued_date,
            "licence": licence(papers.paper(entry)),
            "url": urls(readers, entry),
        }
        for entry in library.of(PAPER)
    ]
    return {
        "$schema": schema_url,
        "source_language": library.locales.source,
        "languages": list(readers),
        "notice": notices(readers),
        "papers": described,
        "cases": [_case(library, readers, entry) for entry in library.of(CASE_STUDY)],
    }


def _case(library: Library, readers: AllReaders, entry: Entry[CaseStudy]) -> Json:
    meta = entry.source.meta
    period = meta.period
    boxes = mentions(library).get(entry.slug, ())
    source = readers[library.locales.source]
    references = {tag: each.citations.references for tag, each in readers.items()}
    return {
        "id": entry.slug,
        "url": urls(readers, entry),
        "title": texts(entry, "title"),
        "summary": texts(entry, "summary"),
        "places": [_place(readers, slug, library.cities[slug]) for slug in meta.city],
        "period": {"from": period.start, "to": period.end} if period else None,
        "topics": [
            {"id": topic, "label": _labels(readers, library.settings.topics[topic])}
            for topic in meta.topics
        ],
        "figures": [_figure(readers, entry, figure) for figure in meta.figures],
        "credited_sources": list(meta.sources),
        "references": [
            {
                "id": key,
                "citation": {t: " ".join(r[key].text.split()) for t, r in references.items()},
                "url": source.citations.references[key].url or None,
            }
            for key in meta.references
        ],
        "updates": [
            {"id": u.id, "date": u.date, "text": texts(entry, "updates", u.id, "text")}
            for u in meta.updates
        ],
        "mentions": [
            {
                "paper": paper.slug,
                "section": mention.entry.slug if mention.entry is not paper else None,
                "url": {
                    t: f"{u}#{mention.anchor}" for t, u in urls(readers, mention.entry).items()
                },
            }
            for mention in boxes
            if (paper := library.whole(mention.entry))
        ],
        "recommendations": [
            view.key for view in source.part(RecommendationViews).supported_by(entry.key)
        ],
    }


def _labels(readers: AllReaders, labels: Mapping[str, str]) -> dict[str, str]:
    """Keep the labels of the site's languages, in the switcher's order."""
    return {tag: labels[tag] for tag in readers if tag in labels}


def _place(readers: AllReaders, slug: str, city: City) -> Json:
    latitude, longitude = city.coordinates
    return {
        "id": slug,
        "name": _labels(readers, city.names),
        "country": {
            "code": city.country,
            "name": {tag: formats.country_name(city, r.language) for tag, r in readers.items()},
        },
        "latitude": latitude,
        "longitude": longitude,
    }


def _figure(readers: AllReaders, entry: Entry, figure: KeyFigure) -> Json:
    return {
        "id": figure.id,
        "value": figure.value,
        "unit": figure.unit,
        "currency": figure.currency,
        "formatted": {tag: formats.number(figure, r.language) for tag, r in readers.items()},
        "label": texts(entry, "figures", figure.id, "label"),
    }


def geojson(data: Json) -> Json:
    """Return case studies as a feature collection.

    A case in one city is a Point, one in several a MultiPoint; a position is longitude, latitude.

    Args:
        data: What `document` returns.
    """
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": case["id"],
                "geometry": _geometry(case["places"]),
                "properties": {key: value for key, value in case.items() if key != "id"},
            }
            for case in data["cases"]
        ],
        # Members of our own, which RFC 7946 (6.1) allows beside its own.
        "source_language": data["source_language"],
        "languages": data["languages"],
        "notice": data["notice"],
        "papers": data["papers"],
    }


def _geometry(places: list[Json]) -> Json:
    positions = [[place["longitude"], place["latitude"]] for place in places]
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "MultiPoint", "coordinates": positions}


def csv_file(data: Json) -> str:
    """Return case studies as a table: a row a case; texts have a column for each language.

    Several values in a cell have `; ` between them; a case's places, country codes and points go in
    the same order. `wkt` holds well-known text (OGC 06-103r4), which geographic software reads.

    Args:
        data: What `document` returns.
    """
    rows = [_row(case, data["languages"]) for case in data["cases"]]
    return to_csv(header(data["languages"]), rows)


def header(languages: list[str]) -> list[str]:
    """Return the names of the CSV file's columns; only those with a language depend on the site."""
    by_language = ("title", "summary", "url", "places", "countries", "topics", "figures", "updates")
    return [
        *("id", "place_ids", "country_codes", "latitude", "longitude", "wkt", "from", "to"),
        *("topic_ids", "figure_values", "credited_sources", "references", "recommendations"),
        *(f"{name}_{tag}" for tag in languages for name in by_language),
    ]


def _row(case: Json, languages: list[str]) -> dict[str, Cell]:
    places, period = case["places"], case["period"] or {}
    row: dict[str, Cell] = {
        "id": case["id"],
        "place_ids": joined(place["id"] for place in places),
        "country_codes": joined(place["country"]["code"] for place in places),
        **_position(places),
        "from": period.get("from"),
        "to": period.get("to"),
        "topic_ids": joined(topic["id"] for topic in case["topics"]),
        "figure_values": joined(
            f"{figure['id']}={figure['value']}{_unit(figure)}" for figure in case["figures"]
        ),
        "credited_sources": joined(case["credited_sources"]),
        "references": joined(reference["id"] for reference in case["references"]),
        "recommendations": joined(case["recommendations"]),
    }
    for tag in languages:
        row |= {f"{name}_{tag}": value for name, value in _texts(case, tag).items()}
    return row


def _texts(case: Json, tag: str) -> dict[str, Cell]:
    """Return the cells of one language."""
    figures = (f for f in case["figures"] if tag in f["label"])
    return {
        "title": case["title"].get(tag),
        "summary": case["summary"].get(tag),
        "url": case["url"].get(tag),
        "places": joined(p["name"][tag] for p in case["places"] if tag in p["name"]),
        "countries": joined(p["country"]["name"][tag] for p in case["places"]),
        "topics": joined(t["label"][tag] for t in case["topics"] if tag in t["label"]),
        "figures": joined(f"{f['label'][tag]}: {f['formatted'][tag]}" for f in figures),
        "updates": joined(
            f"{u['date']}: {u['text'][tag]}" for u in case["updates"] if tag in u["text"]
        ),
    }


def _position(places: list[Json]) -> dict[str, Cell]:
    """Return the cells that say where: as WKT always, as two numbers for a case in one place."""
    points = [f"{place['longitude']} {place['latitude']}" for place in places]
    if len(points) > 1:
        return {"wkt": f"MULTIPOINT ({', '.join(f'({point})' for point in points)})"}
    (place,) = places
    numbers = {name: place[name] for name in ("latitude", "longitude")}
    return {**numbers, "wkt": f"POINT ({points[0]})"}


def _unit(figure: Json) -> str:
    named = figure["currency"] or figure["unit"]
    return f" {named}" if named else ""


def _write(sources: DataSources) -> Iterator[tuple[str, str]]:
    schema_url = sources.source.links.absolute(schema_file(NAME).path)
    cases = document(sources.library, sources.readers, schema_url)
    yield f"{FOLDER}/{NAME}.json", as_json(cases)
    yield f"{FOLDER}/{NAME}.geojson", as_json(geojson(cases))
    yield f"{FOLDER}/{NAME}.csv", csv_file(cases)


DATASET = Dataset(
    NAME,
    position=20,
    write=_write,
    files=(
        json_file(NAME),
        DataFile(f"{FOLDER}/{NAME}.geojson", "GeoJSON", "application/geo+json"),
        csv_data_file(NAME),
    ),
    schema=schema_file(NAME),
)

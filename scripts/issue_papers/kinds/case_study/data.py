"""Case studies as data, in all languages at once: JSON, GeoJSON (RFC 7946) and CSV.

A text is a mapping from language tags to what is written in that language; a language into which
it isn't translated isn't there. Names of countries come from CLDR in every language of the site.
The JSON file's form is that of `published`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from issue_papers.content import model
from issue_papers.content.library import Entry, Library
from issue_papers.kinds.case_study.model import CASE_STUDY, CaseStudy, mentions
from issue_papers.kinds.case_study.published import (
    CaseFeature,
    CaseRecord,
    CasesCollection,
    CasesDocument,
    City,
    Country,
    Figure,
    Mention,
    MultiPoint,
    Point,
    Source,
    Span,
    Topic,
    Update,
)
from issue_papers.kinds.paper.data import cited_records, notices, passages
from issue_papers.kinds.section.recommendations import RecommendationViews
from issue_papers.views import formats
from issue_papers.views.datasets import (
    FOLDER,
    Column,
    DataFile,
    Dataset,
    DataSources,
    json_file,
    schema_of,
)
from issue_papers.views.datasets import csv_file as csv_data_file
from issue_papers.views.publications import AllReaders, Json, texts, urls, with_records, written
from issue_papers.views.published import as_data
from issue_papers.views.spreadsheet import SEPARATOR, Cell, joined, to_csv

NAME = "case-studies"
_MAP = f"{NAME}.geojson"


@dataclass(frozen=True)
class _Written:
    """A case as it stands in each file.

    Attributes:
        record: In the file of JSON.
        feature: On the map.
        row: In the table.
    """

    record: str
    feature: str
    row: dict[str, Cell]

    @classmethod
    def of(cls, case: CaseRecord, languages: Iterable[str]) -> _Written:
        """Write a case.

        A case in one city is a Point, one in several a MultiPoint; a position is longitude,
        latitude.
        """
        feature = CaseFeature(id=case.id, geometry=_geometry(case.places), properties=case)
        return cls(written(as_data(case)), written(as_data(feature)), _row(case, languages))


def _case(library: Library, readers: AllReaders, entry: Entry[CaseStudy]) -> CaseRecord:
    meta = entry.source.meta
    period = meta.period
    source = readers[library.locales.source]
    topics = library.settings.topics
    return CaseRecord(
        id=entry.slug,
        url=urls(readers, entry),
        title=texts(entry, "title"),
        summary=texts(entry, "summary"),
        places=tuple(_place(readers, slug, library.cities[slug]) for slug in meta.city),
        period=Span(start=period.start, end=period.end) if period else None,
        topics=tuple(Topic(id=t, label=_labels(readers, topics[t])) for t in meta.topics),
        figures=tuple(_figure(readers, entry, figure) for figure in meta.figures),
        credited_sources=tuple(meta.sources),
        references=tuple(_reference(readers, entry, key) for key in meta.references),
        updates=tuple(
            Update(id=u.id, date=u.date, text=texts(entry, "updates", u.id, "text"))
            for u in meta.updates
        ),
        mentions=tuple(_mentions(library, readers, entry)),
        recommendations=tuple(
            view.key for view in source.part(RecommendationViews).supported_by(entry.key)
        ),
        passages=passages(library, entry),
    )


def _reference(readers: AllReaders, entry: Entry[CaseStudy], key: str) -> Source:
    references = {tag: each.citations.listed(entry)[key] for tag, each in readers.items()}
    in_source = references[entry.source.language]
    return Source(
        id=key,
        citation={tag: " ".join(each.text.split()) for tag, each in references.items()},
        url=in_source.url or None,
    )


def _mentions(library: Library, readers: AllReaders, entry: Entry[CaseStudy]) -> Iterator[Mention]:
    for mention in mentions(library).get(entry.slug, ()):
        paper = library.whole(mention.entry)
        if paper:
            addresses = urls(readers, mention.entry)
            yield Mention(
                paper=paper.slug,
                section=mention.entry.slug if mention.entry is not paper else None,
                url={tag: f"{url}#{mention.anchor}" for tag, url in addresses.items()},
            )


def _labels(readers: AllReaders, labels: Mapping[str, str]) -> dict[str, str]:
    """Keep the labels of the site's languages, in the switcher's order."""
    return {tag: labels[tag] for tag in readers if tag in labels}


def _place(readers: AllReaders, slug: str, city: model.City) -> City:
    latitude, longitude = city.coordinates
    names = {tag: formats.country_name(city, each.language) for tag, each in readers.items()}
    return City(
        id=slug,
        name=_labels(readers, city.names),
        country=Country(code=city.country, name=names),
        latitude=latitude,
        longitude=longitude,
    )


def _figure(readers: AllReaders, entry: Entry, figure: model.KeyFigure) -> Figure:
    return Figure(
        id=figure.id,
        value=figure.value,
        unit=figure.unit,
        currency=figure.currency,
        formatted={tag: formats.number(figure, r.language) for tag, r in readers.items()},
        label=texts(entry, "figures", figure.id, "label"),
    )


def _geometry(places: Sequence[City]) -> Point | MultiPoint:
    positions = tuple((place.longitude, place.latitude) for place in places)
    if len(positions) == 1:
        return Point(coordinates=positions[0])
    return MultiPoint(coordinates=positions)


_COLUMNS = (
    Column("id", "The case's id, which stays."),
    Column("place_ids", "Ids of its places.", separator=SEPARATOR),
    Column(
        "country_codes",
        "Countries of its places, in their order (ISO 3166-1).",
        separator=SEPARATOR,
    ),
    Column("latitude", "Degrees (WGS 84), of a case in one place.", "number"),
    Column("longitude", "Degrees (WGS 84), of a case in one place.", "number"),
    Column("wkt", "Its place or places as well-known text: longitude, latitude."),
    Column("from", "When it began, as precisely as is known (ISO 8601)."),
    Column("to", "When it ended, as precisely as is known (ISO 8601)."),
    Column("topic_ids", "Ids of its topics.", separator=SEPARATOR),
    Column("figure_values", "Key figures: id, number, unit or currency.", separator=SEPARATOR),
    Column("credited_sources", "Whom the paper credits for it.", separator=SEPARATOR),
    Column("references", "Ids of the works that it cites.", separator=SEPARATOR),
    Column("recommendations", "Recommendations that it bears on.", separator=SEPARATOR),
)
_OF_LANGUAGE = (
    Column("title", "Its title."),
    Column("summary", "What it says, in a sentence or two."),
    Column("url", "The address of its page.", "uri"),
    Column("places", "Names of its places.", separator=SEPARATOR),
    Column("countries", "Names of their countries.", separator=SEPARATOR),
    Column("topics", "Names of its topics.", separator=SEPARATOR),
    Column("figures", "Key figures with what they count.", separator=SEPARATOR),
    Column("updates", "What changed later, with its date.", separator=SEPARATOR),
)
"""The columns that each language has, with its tag behind their names."""


def columns(library: Library) -> tuple[Column, ...]:
    """Return the CSV file's columns; only those with a language depend on the site."""
    return (*_COLUMNS, *(c for tag in library.locales.tags for c in _columns_of(tag)))


def _columns_of(tag: str) -> Iterator[Column]:
    for column in _OF_LANGUAGE:
        language = "" if column.kind == "uri" else tag
        yield replace(column, name=f"{column.name}_{tag}", language=language)


def header(languages: Iterable[str]) -> list[str]:
    """Return the names of the CSV file's columns."""
    found = (*_COLUMNS, *(c for tag in languages for c in _columns_of(tag)))
    return [column.name for column in found]


def _row(case: CaseRecord, languages: Iterable[str]) -> dict[str, Cell]:
    """Return a case's row of the table; texts have a column for each language.

    Several values in a cell have `; ` between them; a case's places, country codes and points go in
    the same order. `wkt` holds well-known text (OGC 06-103r4), which geographic software reads.
    """
    row: dict[str, Cell] = {
        "id": case.id,
        "place_ids": joined(place.id for place in case.places),
        "country_codes": joined(place.country.code for place in case.places),
        **_position(case.places),
        "from": case.period.start if case.period else None,
        "to": case.period.end if case.period else None,
        "topic_ids": joined(topic.id for topic in case.topics),
        "figure_values": joined(f"{f.id}={f.value}{_unit(f)}" for f in case.figures),
        "credited_sources": joined(case.credited_sources),
        "references": joined(reference.id for reference in case.references),
        "recommendations": joined(case.recommendations),
    }
    for tag in languages:
        row |= {f"{name}_{tag}": value for name, value in _texts(case, tag).items()}
    return row


def _texts(case: CaseRecord, tag: str) -> dict[str, Cell]:
    """Return the cells of one language."""
    figures = (f for f in case.figures if tag in f.label)
    return {
        "title": case.title.get(tag),
        "summary": case.summary.get(tag),
        "url": case.url.get(tag),
        "places": joined(p.name[tag] for p in case.places if tag in p.name),
        "countries": joined(p.country.name[tag] for p in case.places),
        "topics": joined(t.label[tag] for t in case.topics if tag in t.label),
        "figures": joined(f"{f.label[tag]}: {f.formatted[tag]}" for f in figures),
        "updates": joined(f"{u.date}: {u.text[tag]}" for u in case.updates if tag in u.text),
    }


def _position(places: Sequence[City]) -> dict[str, Cell]:
    """Return the cells that say where: as WKT always, as two numbers for a case in one place."""
    points = [f"{place.longitude} {place.latitude}" for place in places]
    if len(points) > 1:
        return {"wkt": f"MULTIPOINT ({', '.join(f'({point})' for point in points)})"}
    (place,) = places
    return {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "wkt": f"POINT ({points[0]})",
    }


def _unit(figure: Figure) -> str:
    named = figure.currency or figure.unit
    return f" {named}" if named else ""


def _write(sources: DataSources) -> Iterator[tuple[str, bytes]]:
    readers, library = sources.readers, sources.library
    about: Json = {
        "source_language": library.locales.source,
        "languages": tuple(readers),
        "notice": notices(readers),
        "papers": (),
    }
    papers, cases = [*cited_records(sources)], [*_cases(sources)]
    document = as_data(CasesDocument(**sources.head(NAME), **about, cases=()))
    records = [case.record for case in cases]
    yield f"{FOLDER}/{NAME}.json", with_records(document, papers=papers, cases=records)
    collection = as_data(CasesCollection(**sources.head(_MAP), **about, features=()))
    features = [case.feature for case in cases]
    yield f"{FOLDER}/{_MAP}", with_records(collection, papers=papers, features=features)
    table = to_csv(header(readers), [case.row for case in cases])
    yield f"{FOLDER}/{NAME}.csv", table.encode()


def _cases(sources: DataSources) -> Iterator[_Written]:
    """Yield the cases, sorted by id, each written for the files."""
    library, readers = sources.library, sources.readers

    def make(entry: Entry[CaseStudy]) -> _Written:
        return _Written.of(_case(library, readers, entry), readers)

    for entry in library.of(CASE_STUDY):
        yield sources.keep(NAME, (entry,), partial(make, entry))


DATASET = Dataset(
    NAME,
    position=20,
    write=_write,
    files=(
        json_file(NAME),
        DataFile(f"{FOLDER}/{_MAP}", "GeoJSON", "application/geo+json"),
        csv_data_file(NAME),
    ),
    schemas=(
        schema_of(NAME, CasesDocument),
        schema_of(_MAP, CasesCollection, "JSON Schema (GeoJSON)"),
    ),
    columns=columns,
)

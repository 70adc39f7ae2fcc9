"""What the site publishes as data: which files, in which formats, where.

The page with the template `data.html` lists them in this order. A new one is an entry of `DATASETS`
and its title and description in every catalogue, `data.sets.<id>.title` and `data.sets.<id>.text`.
"""

from __future__ import annotations

from dataclasses import dataclass

FOLDER = "data"


@dataclass(frozen=True)
class DataFile:
    """A published file.

    Attributes:
        path: Where it is, relative to the site, or to a language's part of it.
        label: The format's name, the same in every language.
        media_type: Its media type (IANA).
    """

    path: str
    label: str
    media_type: str


@dataclass(frozen=True)
class Dataset:
    """Files that say the same in several formats.

    Attributes:
        id: What the catalogues know it by.
        files: The formats, the most complete first.
        is_localised: Whether each language has files of its own.
        schema: The JSON Schema of the JSON file, which is the same for all languages.
    """

    id: str
    files: tuple[DataFile, ...]
    is_localised: bool = False
    schema: DataFile | None = None


def _json(name: str) -> DataFile:
    return DataFile(f"{FOLDER}/{name}.json", "JSON", "application/json")


def _csv(name: str) -> DataFile:
    return DataFile(f"{FOLDER}/{name}.csv", "CSV", "text/csv")


def _schema(name: str) -> DataFile:
    path = f"{FOLDER}/{name}.schema.json"
    return DataFile(path, "JSON Schema", "application/schema+json")


PAPERS = "papers"
CASE_STUDIES = "case-studies"
RECOMMENDATIONS = "recommendations"
TRANSLATIONS = "translations"

DATASETS = (
    Dataset(PAPERS, (_json(PAPERS),), schema=_schema(PAPERS)),
    Dataset(
        CASE_STUDIES,
        (
            _json(CASE_STUDIES),
            DataFile(f"{FOLDER}/{CASE_STUDIES}.geojson", "GeoJSON", "application/geo+json"),
            _csv(CASE_STUDIES),
        ),
        schema=_schema(CASE_STUDIES),
    ),
    Dataset(
        RECOMMENDATIONS,
        (_json(RECOMMENDATIONS), _csv(RECOMMENDATIONS)),
        is_localised=True,
        schema=_schema(RECOMMENDATIONS),
    ),
    Dataset(TRANSLATIONS, (_json(TRANSLATIONS),)),
)

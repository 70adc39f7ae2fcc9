"""What published data says of itself: a data package (Frictionless), and CSV on the Web (W3C).

`datapackage.json` at the site's root lists every file with its size and digest, and says of tables
what each column holds (Data Package 2.0, https://datapackage.org). Beside each table stands the
same as CSVW has it, found by the table's own address (https://www.w3.org/TR/tabular-data-model/).
Both name the licences, the version and the date.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from issue_papers.content.agents import Agent
from issue_papers.views.datasets import (
    PACKAGE,
    Column,
    DataFile,
    Dataset,
    DataSources,
    described_by,
    schema_path,
)
from issue_papers.views.publications import Json, as_json

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_CSVW = "http://www.w3.org/ns/csvw"
_FORMATS = {"uri": {"type": "string", "format": "uri"}}
_DATATYPES = {"uri": "anyURI"}


def described(
    sources: DataSources, datasets: Sequence[Dataset], measures: Mapping[str, Json]
) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file that describes others.

    Args:
        sources: What the data is made from.
        datasets: What is published.
        measures: What `measured` says of each file of it, by path.
    """
    for dataset, tag, path, file in _files(sources, datasets):
        if dataset.columns and _is_table(file):
            table = _csv_on_the_web(sources, dataset, tag, path, dataset.columns(sources.library))
            yield described_by(path), as_json(table)
    yield PACKAGE.files[0].path, as_json(_package(sources, datasets, measures))


def _files(
    sources: DataSources, datasets: Iterable[Dataset]
) -> Iterator[tuple[Dataset, str, str, DataFile]]:
    """Yield each file's set, language (empty for all), path and kind."""
    locales = sources.library.locales
    for dataset in datasets:
        for tag in locales.tags if dataset.is_localised else ("",):
            prefix = locales.prefix(tag) if tag else ""
            for file in dataset.files if dataset is not PACKAGE else ():
                yield dataset, tag, prefix + file.path, file


def _is_table(file: DataFile) -> bool:
    return file.media_type == "text/csv"


def _package(
    sources: DataSources, datasets: Sequence[Dataset], measures: Mapping[str, Json]
) -> Json:
    settings, origin = sources.library.settings, sources.origin
    source = sources.library.locales.source
    title, site = settings.site.names.get(source, ""), settings.site_url
    about: Json = {
        "$schema": PROFILE,
        "name": _name(title) or _name(urlsplit(site).netloc) or "data",
        "title": title,
        "description": settings.site.descriptions.get(source, ""),
        "homepage": site,
        "version": origin.version,
        "created": f"{origin.modified}T00:00:00Z",
        "contributors": [*_contributors(sources)],
        "licenses": _licences(sources),
    }
    resources = [
        _resource(sources, dataset, tag, path, file) | measures[path]
        for dataset, tag, path, file in _files(sources, datasets)
    ]
    return {key: value for key, value in about.items() if value} | {"resources": resources}


def _resource(sources: DataSources, dataset: Dataset, tag: str, path: str, file: DataFile) -> Json:
    suffix, t = PurePosixPath(path).suffix.removeprefix("."), sources.source.t
    found: Json = {
        "name": "-".join(part for part in (dataset.id, suffix, tag.casefold()) if part),
        "path": path,
        "title": t(f"data.sets.{dataset.id}.title"),
        "description": t(f"data.sets.{dataset.id}.text"),
        "format": suffix,
        "mediatype": file.media_type,
        "encoding": "utf-8",
    }
    own = schema_path(PurePosixPath(path).name.removesuffix(".json"))
    if any(schema.file.path == own for schema in dataset.schemas):
        found["jsonSchema"] = own
    if dataset.columns and _is_table(file):
        columns = dataset.columns(sources.library)
        found["type"] = "table"
        found["schema"] = {
            "fields": [_field(column) for column in columns],
            "primaryKey": [columns[0].name],
        }
    return found


def _field(column: Column) -> Json:
    # Version 2.0 of the profile doesn't know the lists that its specification has.
    several = f" Several are parted by `{column.separator}`." if column.separator else ""
    kind = _FORMATS.get(column.kind, {"type": column.kind})
    return {"name": column.name, "description": column.about + several, **kind}


def measured(content: bytes) -> Json:
    """Return what a package says of a file: how long it is, and a digest of it."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _contributors(sources: DataSources) -> Iterator[Json]:
    for agent in sources.origin.creators:
        yield {"title": agent.printed, **_identified(agent), "roles": ["creator"]}
    for name in sources.origin.publishers:
        yield {"title": name, "roles": ["publisher"]}


def _identified(agent: Agent) -> Json:
    parts = {
        "path": agent.identifier,
        "givenName": agent.parts.given,
        "familyName": "" if agent.is_organisation else agent.parts.sorted_by,
        "organization": agent.affiliation,
    }
    return {key: value for key, value in parts.items() if value}


def _licences(sources: DataSources) -> list[Json]:
    return [
        {
            "name": licence.id,
            "title": licence.name,
            **({"path": licence.url} if licence.url else {}),
        }
        for licence in sources.origin.licences
    ]


def _name(text: str) -> str:
    """Return a text as a package's name: lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def _csv_on_the_web(
    sources: DataSources, dataset: Dataset, tag: str, path: str, columns: Sequence[Column]
) -> Json:
    """Return what describes a table (Metadata Vocabulary for Tabular Data)."""
    origin = sources.origin
    t = (sources.readers[tag] if tag else sources.source).t
    licences = [{"@id": licence.url} for licence in origin.licences if licence.url]
    return {
        "@context": [_CSVW, {"@language": "en"}],
        "@type": "Table",
        "url": PurePosixPath(path).name,
        "dc:title": {"@value": t(f"data.sets.{dataset.id}.title"), "@language": t.language.tag},
        "dc:creator": [agent.printed for agent in origin.creators],
        "dc:publisher": [*origin.publishers],
        "dc:license": licences,
        "dc:modified": {"@value": origin.modified, "@type": "xsd:date"},
        "schema:version": origin.version,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(column) for column in columns],
            "primaryKey": _variable(columns[0].name),
        },
    }


def _column(column: Column) -> Json:
    found: Json = {
        "name": _variable(column.name),
        "titles": column.name,
        "dc:description": column.about,
        "datatype": _DATATYPES.get(column.kind, column.kind),
    }
    if column.separator:
        found["separator"] = column.separator
    if column.language:
        found["lang"] = column.language
    return found


def _variable(name: str) -> str:
    """Return a column's name as one that an address may be made with (RFC 6570, varname)."""
    return name.replace("-", "_")

"""What a build publishes below /data/: every file that is named, and no address that is dead."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from harness import SAMPLER_DAY
from issue_papers.kinds import registry
from issue_papers.views.datasets import PACKAGE, described_by
from jsonschema import Draft7Validator, Draft202012Validator
from sitefiles import page, text

PREFIXES = ("", "es/", "fr/")
BASE = "/issue-papers/"
SITE = f"https://sampler.example{BASE}"
HERE = Path(__file__).parent


def _address(value: str) -> None:
    assert value.startswith(SITE)


DATATYPES = {"string": str, "integer": int, "number": float, "anyURI": _address}
"""Reads a value of each of XML Schema's types that tables have."""


def addresses(value: Any) -> Iterator[str]:
    """Yield the addresses on the site that data names, wherever in it."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
    elif isinstance(value, str) and value.startswith("https://sampler.example"):
        yield value


def files() -> Iterator[str]:
    for dataset in registry.datasets():
        for file in dataset.files:
            yield from (f"{p}{file.path}" for p in (PREFIXES if dataset.is_localised else ("",)))
        yield from (schema.file.path for schema in dataset.schemas)


def tables() -> Iterator[str]:
    for dataset in registry.datasets():
        for file in dataset.files if dataset.columns else ():
            if file.media_type == "text/csv":
                yield from (
                    f"{p}{file.path}" for p in (PREFIXES if dataset.is_localised else ("",))
                )


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(files()))
def test_every_file_is_there_and_its_addresses_lead_somewhere(
    sampler_built: Path, path: str
) -> None:
    file = sampler_built / path
    assert file.stat().st_size > 100
    if file.suffix not in {".json", ".geojson"}:
        return
    for address in sorted(set(addresses(json.loads(file.read_text(encoding="utf-8"))))):
        parts = urlsplit(address)
        url = parts.path.removeprefix(BASE)
        if parts.path.endswith("/"):
            ids = page(sampler_built, url).xpath("//@id")
            assert not parts.fragment or parts.fragment in ids, address
        else:
            assert (sampler_built / url).is_file(), address


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_page_of_all_data_links_to_every_file(sampler_built: Path, prefix: str) -> None:
    links = page(sampler_built, f"{prefix}data/").cssselect(".ip-data a")
    folder = sampler_built / prefix / "data"
    found = {(folder / str(link.get("href"))).resolve() for link in links}
    assert found == {(sampler_built / path).resolve() for path in files()}


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("url", ["data/", "case-studies/", "recommendations/"])
def test_links_to_files_say_what_is_in_them(sampler_built: Path, prefix: str, url: str) -> None:
    """Heard alone, as a list of links: the format first, as it is seen, then what and in what."""
    links = page(sampler_built, prefix + url).cssselect(".ip-data dd a, .ip-data-links a[type]")
    names = [text(link) for link in links]
    assert names
    assert len(set(names)) == len(names)
    for link, name in zip(links, names, strict=True):
        assert link.text.strip()
        assert name.startswith(link.text.strip())
        assert all(len(text(hidden)) > len(": ") for hidden in link.xpath("./span"))


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("url", ["data/", "translations/"])
def test_contents_name_the_headings_of_the_template(
    sampler_built: Path, prefix: str, url: str
) -> None:
    tree = page(sampler_built, prefix + url)
    headings = [f"#{h.get('id')}" for h in tree.cssselect(".ip-article h2")]
    assert [a.get("href") for a in tree.cssselect("#page-contents a")] == headings
    (button,) = tree.cssselect(".ip-article .ip-toc-button button")
    assert button.get("popovertarget") == "page-contents"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_sections_cases_and_recommendations_point_at_each_other(
    sampler_built: Path, prefix: str
) -> None:
    path = sampler_built / prefix / "data" / "recommendations.json"
    for item in json.loads(path.read_text(encoding="utf-8"))["recommendations"]:
        own = item["id"].replace("/", "-")
        (entry,) = page(sampler_built, f"{prefix}recommendations/").cssselect(f"#{own}")
        said = {
            str(link.get("href")).rstrip("/").split("/")[-1] for link in entry.cssselect("dd a")
        }
        for other in (*item["sections"], *item["cases"]):
            assert other["id"] in said
            url = urlsplit(other["url"]).path.removeprefix(BASE)
            links = page(sampler_built, url).cssselect(".ip-supports li a")
            anchor = f"#recommendation-{item['id'].split('/')[1]}"
            assert any(str(link.get("href")).endswith(anchor) for link in links), url


# What the files say of themselves


@pytest.mark.parametrize("path", sorted(p for p in files() if p.endswith("json")))
def test_every_json_file_keeps_to_its_schema_and_says_what_it_is(
    sampler_built: Path, path: str
) -> None:
    if path == PACKAGE.files[0].path or path.endswith(".schema.json"):
        return
    data = read(sampler_built / path)
    schema = read(sampler_built / data["$schema"].removeprefix(SITE))
    Draft202012Validator.check_schema(schema)
    assert [*Draft202012Validator(schema).iter_errors(data)] == []
    assert (data["version"], data["modified"]) == ("1", SAMPLER_DAY[:10])
    assert [licence["id"] for licence in data["licences"]] == ["CC-BY-NC-SA-4.0"]


def test_what_is_missing_in_the_states_of_translations_is_found(sampler_built: Path) -> None:
    data = read(sampler_built / "data/translations.json")
    del data["passages"][0]["state"]
    schema = read(sampler_built / "data/translations.schema.json")
    assert not Draft202012Validator(schema).is_valid(data)


def test_the_data_package_names_every_file_as_it_is(sampler_built: Path) -> None:
    package = read(sampler_built / "datapackage.json")
    profile = Draft7Validator(read(HERE / "schemas" / "datapackage-2.0.json"))
    assert [error.message for error in profile.iter_errors(package)] == []
    assert not profile.is_valid({**package, "licenses": [{"title": "Free"}]})
    assert (package["version"], package["created"][:10]) == ("1", SAMPLER_DAY[:10])
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-NC-SA-4.0"]
    named = {resource["path"]: resource for resource in package["resources"]}
    assert named.keys() == {p for p in files() if not p.endswith((".schema.json", "package.json"))}
    assert len({resource["name"] for resource in package["resources"]}) == len(named)
    for path, resource in named.items():
        content = (sampler_built / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.mark.parametrize("path", sorted(tables()))
def test_each_table_is_described_column_by_column(sampler_built: Path, path: str) -> None:
    file = sampler_built / path
    header, *rows = csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))
    table = read(sampler_built / described_by(path))
    assert table["url"] == file.name
    assert table["dc:license"] == [{"@id": "https://creativecommons.org/licenses/by-nc-sa/4.0/"}]
    assert table["dc:modified"]["@value"] == SAMPLER_DAY[:10]
    columns = table["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == header
    names = [column["name"] for column in columns]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_]*", name) for name in names)
    assert all(column["dc:description"] for column in columns)
    (key,) = [names.index(table["tableSchema"]["primaryKey"])]
    assert len({row[key] for row in rows}) == len(rows) > 0
    for row in rows:
        for cell, column in zip(row, columns, strict=True):
            values = cell.split(column["separator"]) if "separator" in column else [cell]
            for value in filter(None, values):
                DATATYPES[column["datatype"]](value)
    fields = next(
        r for r in read(sampler_built / "datapackage.json")["resources"] if r["path"] == path
    )
    assert [field["name"] for field in fields["schema"]["fields"]] == header

"""Case studies as data: complete, in every language, and in the forms that they claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from datafiles import made, published, read_csv, read_json
from harness import CASES, SAMPLER, SITES, copy_site
from jsonschema import Draft202012Validator

JSON = "data/case-studies.json"
GEOJSON = "data/case-studies.geojson"
CSV = "data/case-studies.csv"
SCHEMA = "data/case-studies.schema.json"


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy a site with gaps in its translations and a case in two cities."""
    return copy_site(tmp_path_factory.mktemp("gaps") / "source", SITES / "recommendations")


def case(root: Path, identifier: str) -> dict[str, Any]:
    return next(c for c in read_json(root, JSON)["cases"] if c["id"] == identifier)


def faults(root: Path) -> list[str]:
    schema = read_json(root, SCHEMA)
    Draft202012Validator.check_schema(schema)
    return [
        error.message for error in Draft202012Validator(schema).iter_errors(read_json(root, JSON))
    ]


def test_the_file_keeps_to_its_schema(gaps: Path) -> None:
    assert faults(SAMPLER) == []
    assert faults(gaps) == []
    assert read_json(SAMPLER, JSON)["$schema"] == read_json(SAMPLER, SCHEMA)["$id"]


@pytest.mark.parametrize("key", ["id", "places", "figures", "title"])
def test_the_schema_misses_what_is_missing(key: str) -> None:
    changed = read_json(SAMPLER, JSON)
    del changed["cases"][0][key]
    assert not Draft202012Validator(read_json(SAMPLER, SCHEMA)).is_valid(changed)


def test_every_object_of_the_schema_is_closed() -> None:
    def objects(part: Any) -> Any:
        if isinstance(part, dict):
            if "properties" in part:
                yield part
            for inner in part.values():
                yield from objects(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from objects(inner)

    for name in (SCHEMA, "data/recommendations.schema.json"):
        for part in objects(read_json(SAMPLER, name)):
            assert part["additionalProperties"] is False
            assert set(part["required"]) == set(part["properties"])


def test_a_case_has_all_its_metadata_in_all_languages() -> None:
    busan = case(SAMPLER, "busan")
    assert len(read_json(SAMPLER, JSON)["cases"]) == len(CASES)
    for texts in (busan["title"], busan["summary"], busan["url"], busan["topics"][0]["label"]):
        assert set(texts) == {"en", "es", "fr"}
    (place,) = busan["places"]
    assert (place["country"]["code"], place["latitude"], place["longitude"]) == (
        "KR",
        35.1796,
        129.0756,
    )
    assert place["name"] == {"en": "Busan", "es": "Busan", "fr": "Busan"}
    (cadiz,) = case(SAMPLER, "cadiz")["places"]
    assert cadiz["name"] == {"en": "Cádiz", "es": "Cádiz", "fr": "Cadix"}
    assert place["country"]["name"]["fr"] == "Corée du Sud"
    budget = next(figure for figure in busan["figures"] if figure["id"] == "budget")
    assert (budget["value"], budget["currency"], budget["unit"]) == (10_000_000, "USD", None)
    assert budget["label"]["es"] == "presupuesto"
    assert "10" in budget["formatted"]["es"]
    assert budget["formatted"]["es"] != budget["formatted"]["en"]
    assert busan["url"]["es"].endswith("/es/case-studies/busan/")
    assert busan["references"][0]["id"] == "report4"
    assert "Duarte" in busan["references"][0]["citation"]["fr"]
    assert busan["recommendations"] == ["harbours/share-pilots"]
    assert busan["mentions"][0]["url"]["en"].endswith("#case-busan")
    update = case(SAMPLER, "dakar")["updates"][0]
    assert update["date"] == "2020-07"
    assert set(update["text"]) == {"en", "es", "fr"}
    assert case(SAMPLER, "cadiz")["period"] == {"from": "2016", "to": "2019"}


def test_a_text_that_is_not_translated_is_not_there(gaps: Path) -> None:
    assert set(case(gaps, "cairo")["title"]) == {"en", "ar"}
    assert set(case(gaps, "delta")["url"]) == {"en"}
    assert set(case(gaps, "dakar")["figures"][0]["label"]) == {"en", "fr"}
    assert case(gaps, "cairo")["topics"][1]["label"] == {"en": "Climate"}


def test_it_says_what_to_cite_and_under_which_licence() -> None:
    (paper,) = read_json(SAMPLER, JSON)["papers"]
    assert paper["authors"] == ["Harbour Desk"]
    assert paper["licence"]["id"] == "CC-BY-NC-SA-4.0"
    assert paper["licence"]["url"].startswith("https://creativecommons.org/")
    assert paper["issued"] == "2026-11"
    assert paper["original"]["authors"] == ["Ines Duarte", "Pol Ferrer"]
    assert paper["original"]["issued"] == "2020"
    assert set(read_json(SAMPLER, JSON)["notice"]) == {"en", "es", "fr"}


def test_geojson_is_longitude_first_and_several_cities_are_a_multipoint(gaps: Path) -> None:
    """RFC 7946, 3.1.1: longitude, then latitude."""
    features = {f["id"]: f for f in read_json(SAMPLER, GEOJSON)["features"]}
    assert features["busan"]["geometry"] == {"type": "Point", "coordinates": [129.0756, 35.1796]}
    assert features["two-gates"]["geometry"] == {
        "type": "MultiPoint",
        "coordinates": [[11.9746, 57.7089], [10.2039, 56.1629]],
    }
    delta = next(f for f in read_json(gaps, GEOJSON)["features"] if f["id"] == "delta")
    assert delta["geometry"]["type"] == "MultiPoint"


@pytest.mark.parametrize("site", ["sampler", "gaps"])
def test_geojson_is_a_feature_collection(site: str, gaps: Path) -> None:
    root = SAMPLER if site == "sampler" else gaps
    collection = read_json(root, GEOJSON)
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert not {"geometry", "properties", "coordinates"} & set(collection)
    for feature in collection["features"]:
        assert {"type", "id", "geometry", "properties"} == set(feature)
        assert feature["type"] == "Feature"
        positions = feature["geometry"]["coordinates"]
        for longitude, latitude in (
            [positions] if feature["geometry"]["type"] == "Point" else positions
        ):
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
        assert feature["properties"]["title"] == case(root, feature["id"])["title"]


def test_the_table_says_the_same(gaps: Path) -> None:
    rows = {row["id"]: row for row in read_csv(SAMPLER, CSV)}
    assert len(rows) == len(CASES)
    busan = rows["busan"]
    assert busan["title_es"] == case(SAMPLER, "busan")["title"]["es"]
    assert (busan["country_codes"], busan["countries_fr"]) == ("KR", "Corée du Sud")
    assert (float(busan["latitude"]), float(busan["longitude"])) == (35.1796, 129.0756)
    assert busan["figure_values"] == "twins=14; budget=10000000 USD"
    assert busan["figures_en"].startswith("twins of Busan: 14; budget: 10")
    assert float(rows["cadiz"]["longitude"]) == -6.2886, "a number needs no apostrophe"
    gates = rows["two-gates"]
    assert gates["wkt"] == "MULTIPOINT ((11.9746 57.7089), (10.2039 56.1629))"
    assert gates["latitude"] == ""
    assert {row["id"]: row for row in read_csv(gaps, CSV)}["delta"]["title_fr"] == ""


def test_the_table_is_for_spreadsheets(gaps: Path) -> None:
    text = published(gaps)[CSV]
    assert text.startswith("\ufeffid,place_ids,country_codes,latitude,longitude,wkt,from,to,")
    assert text.count("\r\n") == 4
    assert "\n" not in text.replace("\r\n", "")
    delta = next(row for row in read_csv(gaps, CSV) if row["id"] == "delta")
    assert delta["credited_sources"] == "'@delta"


def test_the_files_are_the_same_each_time() -> None:
    assert made(SAMPLER) == published(SAMPLER)

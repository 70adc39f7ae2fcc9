"""Recommendations as views and as data: whom they are for, what they rest on, honest languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from datafiles import load, published, read_csv, read_json, texts
from harness import SAMPLER, SITES, copy_site, forked
from issue_papers.kinds.section.data import COLUMNS
from issue_papers.kinds.section.recommendations import RecommendationViews
from issue_papers.views.spreadsheet import to_csv
from jsonschema import Draft202012Validator

SCHEMA = "data/recommendations.schema.json"
PREFIXES = {"en": "", "es": "es/", "fr": "fr/"}


@pytest.fixture(scope="module")
def two_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy a site with two papers, one of them translated in part."""
    return copy_site(tmp_path_factory.mktemp("two") / "source", SITES / "recommendations")


def recommendations(root: Path, prefix: str = "") -> dict[str, dict[str, Any]]:
    found = read_json(root, f"{prefix}data/recommendations.json")["recommendations"]
    return {item["id"]: item for item in found}


@pytest.mark.parametrize("prefix", ["", "fr/", "ar/"])
def test_the_files_keep_to_their_schema(two_papers: Path, prefix: str) -> None:
    schema = read_json(two_papers, SCHEMA)
    Draft202012Validator.check_schema(schema)
    document = read_json(two_papers, f"{prefix}data/recommendations.json")
    assert [e.message for e in Draft202012Validator(schema).iter_errors(document)] == []
    assert document["$schema"] == schema["$id"]


@pytest.mark.parametrize("language", PREFIXES)
def test_all_are_complete_in_each_language(language: str) -> None:
    found = recommendations(SAMPLER, PREFIXES[language])
    document = read_json(SAMPLER, f"{PREFIXES[language]}data/recommendations.json")
    assert Draft202012Validator(read_json(SAMPLER, SCHEMA)).is_valid(document)
    assert list(found) == list(recommendations(SAMPLER))
    assert [item["number"] for item in found.values()] == list(range(1, 6))
    for item in found.values():
        assert item["title_language"] == item["text_language"] == language
        assert len(item["text"].split()) > 8
        assert item["audience"]
        assert all(audience["language"] == language for audience in item["audience"])
        assert item["sections"]
        assert item["url"].endswith(f"#recommendation-{item['id'].split('/')[1]}")
        assert f"/issue-papers/{PREFIXES[language]}papers/" in item["url"]
    assert sum(bool(item["cases"]) for item in found.values()) == 4
    (paper,) = document["papers"]
    assert paper["language"] == language
    assert paper["licence"]["id"] == "CC-BY-NC-SA-4.0"


def test_every_audience_of_the_site_has_something_to_do() -> None:
    library, _ = load(SAMPLER)
    used = {a["id"] for item in recommendations(SAMPLER).values() for a in item["audience"]}
    assert used == set(library.settings.audiences)
    for labels in library.settings.audiences.values():
        assert set(labels) == set(PREFIXES)


def test_what_is_not_translated_says_so(two_papers: Path) -> None:
    found = recommendations(two_papers, "fr/")
    trees, rain = found["air/plant-trees"], found["air/save-water"]
    assert (trees["title"], trees["title_language"], trees["text_language"]) == (
        "=Plant trees",
        "en",
        "en",
    )
    assert (rain["title"], rain["title_language"], rain["text_language"]) == (
        "Arroser les arbres\u00a0: souvent",
        "fr",
        "fr",
    )
    assert rain["text"] == "Employez l’eau de pluie."
    assert [(a["label"], a["language"]) for a in trees["audience"]] == [
        ("Maires", "fr"),
        ("Engineers", "en"),
    ]
    assert [case["language"] for case in trees["cases"]] == ["en", "en"]
    arabic = recommendations(two_papers, "ar/")["water/save-water"]
    assert (arabic["title_language"], arabic["text_language"]) == ("ar", "ar")


def test_ids_are_the_site_s_own_when_papers_use_the_same(two_papers: Path) -> None:
    assert list(recommendations(two_papers)) == [
        "air/plant-trees",
        "air/save-water",
        "water/save-water",
    ]


def test_links_in_a_text_lead_somewhere_from_anywhere(two_papers: Path) -> None:
    base = "https://small.example/base/fr/papers"
    text = recommendations(two_papers, "fr/")["air/plant-trees"]["html"]
    assert f'href="{base}/water/end/#advice"' in text
    assert f'href="{base}/air/fans/#advice"' in text
    assert 'href="https://trees.example/"' in text
    assert recommendations(two_papers)["air/plant-trees"]["text"].splitlines() == [
        "Plant them early, as the other paper and the first part say.",
        "Oaks",
        "Limes, see elsewhere",
    ]
    _, views = load(two_papers)
    written = texts(views)
    here = written.recommendation("air/plant-trees", "fr", "fr/recommendations/").html
    assert 'href="../papers/water/end/#advice"' in here
    home = written.recommendation("air/plant-trees", "fr", "").html
    assert 'href="fr/papers/water/end/#advice"' in home


def test_what_supports_a_recommendation_knows_it(two_papers: Path) -> None:
    for root in (SAMPLER, two_papers):
        library, views = load(root)
        view = views[library.locales.source].part(RecommendationViews)
        for item in view.all.values():
            for link in (*item.sections, *item.cases):
                assert item in view.supported_by(link.key)
        for key in library.entries:
            for item in view.supported_by(key):
                assert key in {link.key for link in (*item.sections, *item.cases)}


def test_the_table_says_the_same_under_the_same_names(two_papers: Path) -> None:
    for root in (SAMPLER, two_papers):
        for prefix in ("", "fr/"):
            text = published(root)[f"{prefix}data/recommendations.csv"]
            assert text.startswith("\ufeff" + ",".join(column.name for column in COLUMNS) + "\r\n")
            rows = read_csv(root, f"{prefix}data/recommendations.csv")
            items = recommendations(root, prefix).values()
            assert [row["id"] for row in rows] == [item["id"] for item in items]
            for row, item in zip(rows, items, strict=True):
                assert row["text"] == item["text"]
                assert row["title"].removeprefix("'") == item["title"]
                assert row["audience"] == "; ".join(a["id"] for a in item["audience"])
    trees, *_ = read_csv(two_papers, "data/recommendations.csv")
    assert trees["title"] == "'=Plant trees"
    assert trees["licence"] == "CC0-1.0"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])  # noqa: RUF001
def test_a_text_is_no_formula(start: str) -> None:
    written = to_csv(["a"], [{"a": f"{start}1+1"}])
    assert f"'{start}1+1" in written


def test_numbers_and_ordinary_texts_stay_as_they_are() -> None:
    written = to_csv(["a", "b", "c"], [{"a": -1.5, "b": 'say "yes", now', "c": None}, {"b": "a=b"}])
    assert written == '\ufeffa,b,c\r\n-1.5,"say ""yes"", now",\r\n,a=b,\r\n'
    with pytest.raises(ValueError, match="d"):
        to_csv(["a"], [{"d": 1}])


def test_audiences_need_labels(tmp_path: Path) -> None:
    root = copy_site(tmp_path / "site")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("{en: Mayors, fr: Maires}", "Mayors"), encoding="utf-8")
    result = forked("build", cwd=root)
    assert result.returncode == 1
    said = result.stdout + result.stderr
    assert "audiences.mayors: found “Mayors”, expected a label for each language" in said

"""Each output tells the edition's own passages from those that are after the original."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pdf_reading import words
from sitefiles import page, text

WORKS = "papers/harbours/works/"
SAID = {
    "": ("This edition’s reading", "After Duarte and Ferrer 2020, pp. 4–6, 12."),
    "es/": ("Lectura de esta edición", "A partir de Duarte y Ferrer 2020, pp. 4–6, 12."),
    "fr/": ("Lecture de cette édition", "D’après Duarte et Ferrer 2020, p. 4–6, 12."),
}


@pytest.mark.parametrize("prefix", SAID)
def test_a_page_says_it_where_it_is_and_below(sampler_built: Path, prefix: str) -> None:
    label, line = SAID[prefix]
    here = page(sampler_built, prefix + WORKS)
    labels = here.cssselect(".ip-prose .ip-own")
    assert [text(each) for each in labels] == [label, label]
    assert labels[0].getparent().get("id") == "message-at-home-and-away"
    assert all(each.cssselect("a[href$='about/#licence']") for each in labels)
    (below,) = here.cssselect(".ip-prose .ip-origin")
    assert text(below).startswith(line)
    case = page(sampler_built, f"{prefix}case-studies/dakar/")
    (own,) = case.cssselect(".ip-own")
    heading = own.getprevious().cssselect("h2")[0]
    assert heading.get("id") == "what-it-shows"
    advice = page(sampler_built, f"{prefix}papers/harbours/recommendations/")
    assert len(advice.cssselect(".ip-recommendation > .ip-own")) == 5
    landing = page(sampler_built, f"{prefix}papers/harbours/")
    assert len(landing.cssselect(".ip-paper__messages > .ip-own")) == 1


def test_what_is_quoted_says_it(sampler_built: Path) -> None:
    here = page(sampler_built, WORKS)
    said = {text(each): each.get("data-origin").split() for each in here.cssselect("[data-origin]")}
    assert list(said) == [
        "After Duarte and Ferrer 2020, pp. 4–6",
        "This edition’s reading",
        "After Duarte and Ferrer 2020, p. 12",
    ]
    named = [identifier for ids in said.values() for identifier in ids]
    there = {each.get("id") for each in here.cssselect(".ip-prose [id^='p-']")}
    assert there <= set(named)
    assert len(named) == len(set(named))


@pytest.mark.parametrize("prefix", SAID)
def test_so_do_mirror_and_what_is_taken_away(sampler_built: Path, prefix: str) -> None:
    label, line = SAID[prefix]
    language = prefix.strip("/") or "en"
    mirror = (sampler_built / prefix / WORKS / "index.md").read_text(encoding="utf-8")
    assert f"[{label}](" in mirror
    unparted = line.replace("p. ", "p.\u00a0")
    assert unparted in mirror
    stem = sampler_built / "downloads" / f"harbours-{language}"
    plain = " ".join(Path(f"{stem}.txt").read_text(encoding="utf-8").split())
    single = Path(f"{stem}.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(f"{stem}.epub") as epub:
        parts = [epub.read(name).decode() for name in epub.namelist() if name.endswith("xhtml")]
    assert line in plain
    for found in (single, "".join(parts)):
        assert label in found
        assert unparted in found
    pdf = " ".join(words(Path(f"{stem}.pdf").read_bytes()))
    assert label in pdf
    assert line in pdf


def test_the_data_say_it(sampler_built: Path) -> None:
    papers = json.loads((sampler_built / "data/papers.json").read_text(encoding="utf-8"))
    schema = json.loads((sampler_built / "data/papers.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(papers)
    works = papers["papers"][0]["sections"][1]["passages"]
    own = [each["id"] for each in works if each["is_own"]]
    assert "message-at-home-and-away" in own
    assert [each["places"] for each in works if each["id"] not in own].count(
        [{"work": None, "pages": "12"}]
    ) == 1
    cases = json.loads((sampler_built / "data/case-studies.json").read_text(encoding="utf-8"))
    for case in cases["cases"]:
        assert {each["is_own"] for each in case["passages"]} == {True, False}


def test_the_search_doesn_t_find_it(sampler_built: Path) -> None:
    for url in (WORKS, "case-studies/dakar/"):
        for each in page(sampler_built, url).cssselect(".ip-own, .ip-origin"):
            assert each.get("data-pagefind-ignore") == "all"

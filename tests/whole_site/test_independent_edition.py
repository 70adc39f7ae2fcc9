"""An edition that others than the publisher made says so wherever its text goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from editions import sampler_edition
from sitefiles import page, text

PAPER = "papers/harbours/"
SAID = {
    "": ("Based on", "published by the Quay Institute in 2020", "This is an independent edition."),
    "es/": (
        "Basado en",
        "publicado por el Quay Institute en 2020",
        "Esta es una edición independiente.",
    ),
    "fr/": ("D’après", "publié par le Quay Institute en 2020", "Cette édition est indépendante."),
}


@pytest.mark.parametrize("prefix", SAID)
def test_the_site_says_it(sampler_built: Path, prefix: str) -> None:
    label, source, notice = SAID[prefix]
    landing = page(sampler_built, prefix + PAPER)
    (imprint,) = landing.cssselect("dl.ip-imprint")
    assert label in text(imprint)
    assert source in text(imprint)
    for url in (prefix + PAPER, f"{prefix}case-studies/busan/", f"{prefix}about/"):
        (footer,) = page(sampler_built, url).cssselect("footer.ip-footer")
        assert notice in text(footer)


@pytest.mark.parametrize("prefix", SAID)
@pytest.mark.parametrize("url", [PAPER, f"{PAPER}works/", "case-studies/busan/"])
def test_citations_say_it(sampler_built: Path, prefix: str, url: str) -> None:
    _, source, notice = SAID[prefix]
    (record,) = json.loads((sampler_built / prefix / url / "cite.json").read_text())
    assert source in record["note"]
    assert notice in record["note"]
    (linked,) = page(sampler_built, prefix + url).cssselect("script[type='application/ld+json']")
    work, *_ = json.loads(linked.text_content())["@graph"]
    assert source in work["isBasedOn"]["name"]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_editions_say_it_in_their_imprint(language: str) -> None:
    label, source, notice = SAID["" if language == "en" else f"{language}/"]
    said = dict(sampler_edition(language).imprint)[label]
    assert source in said
    assert notice in said


def test_data_says_it(sampler_built: Path) -> None:
    data = json.loads((sampler_built / "data/papers.json").read_text(encoding="utf-8"))
    assert all(data["notice"].values())
    assert all("2020" in said for said in data["papers"][0]["based_on"].values())


def test_an_original_says_nothing_of_the_kind(small_built: Path) -> None:
    assert "independent" not in text(page(small_built, "papers/water/"))
    data = json.loads((small_built / "data/papers.json").read_text(encoding="utf-8"))
    assert not any(data["notice"].values())

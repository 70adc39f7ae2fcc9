"""An edition after another work says whose words it is, wherever its text goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from editions import sampler_edition
from origins import Expected, origins, origins_of_editions
from sitefiles import page, text

PAPER = "papers/harbours/"
PAGES = (PAPER, f"{PAPER}works/", "case-studies/busan/")
SAID = {
    "": ("Based on", "It is told here in other words.", "This is an independent edition."),
    "es/": (
        "Basado en",
        "Se cuenta aquí con otras palabras.",
        "Esta es una edición independiente.",
    ),
    "fr/": (
        "D’après",
        "Il est raconté ici en d’autres termes.",
        "Cette édition est indépendante.",
    ),
}
ORIGINAL = ("Duarte", "Ferrer", "Cities and their harbours", "2020", "Quay Institute")
EXPECTED = Expected("Harbour Desk", ORIGINAL)


@pytest.mark.parametrize("prefix", SAID)
@pytest.mark.parametrize("url", PAGES)
def test_all_that_a_page_says_of_its_origin_agrees(
    sampler_built: Path, prefix: str, url: str
) -> None:
    found = list(origins(sampler_built, prefix, url))
    assert len(found) == 9
    assert [fault for name, said in found for fault in EXPECTED.differs(name, said)] == []
    assert sum(said.edition is not None for _, said in found) == 8


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_all_that_is_taken_away_says_the_same(sampler_built: Path, language: str) -> None:
    found = list(origins_of_editions(sampler_built, "harbours", language))
    assert [fault for name, said in found for fault in EXPECTED.differs(name, said)] == []
    assert [name for name, _ in found] == ["EPUB", "PDF", "single page", "plain text"]


@pytest.mark.parametrize("prefix", SAID)
def test_the_site_says_it(sampler_built: Path, prefix: str) -> None:
    label, note, notice = SAID[prefix]
    landing = page(sampler_built, prefix + PAPER)
    (imprint,) = landing.cssselect("dl.ip-imprint")
    for part in (label, note, *ORIGINAL):
        assert part in text(imprint)
    byline = [text(line) for line in landing.cssselect(".ip-cover__authors li")]
    assert "Harbour Desk" in byline[0]
    assert "Ferrer" in byline[1]
    for url in (prefix + PAPER, f"{prefix}case-studies/busan/", f"{prefix}about/"):
        (footer,) = page(sampler_built, url).cssselect("footer.ip-footer")
        assert notice in text(footer)


@pytest.mark.parametrize("prefix", SAID)
@pytest.mark.parametrize("url", PAGES)
def test_citations_say_it(sampler_built: Path, prefix: str, url: str) -> None:
    _, note, notice = SAID[prefix]
    (record,) = json.loads((sampler_built / prefix / url / "cite.json").read_text())
    assert note in record["note"]
    assert notice in record["note"]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_editions_say_it_in_their_imprint(language: str) -> None:
    label, note, notice = SAID["" if language == "en" else f"{language}/"]
    said = dict(sampler_edition(language).imprint)[label]
    assert note in said
    assert notice in said
    assert sampler_edition(language).paper.byline[0].endswith("Harbour Desk")


def test_each_version_leads_to_its_edition_and_its_work(sampler_built: Path) -> None:
    base = "https://sampler.example/issue-papers/"
    for prefix in SAID:
        (linked,) = page(sampler_built, prefix + PAPER).cssselect(
            "script[type='application/ld+json']"
        )
        work = json.loads(linked.text_content())["@graph"][0]
        edition = work["exampleOfWork"]
        assert work["@id"] == f"{base}{prefix}{PAPER}"
        assert edition["@id"] == f"{base}{PAPER}editions/1/"
        assert edition["exampleOfWork"]["@id"] == f"{base}{PAPER}#work"
        assert (sampler_built / PAPER / "editions/1/index.html").is_file()


def test_roles_stand_apart(sampler_built: Path) -> None:
    (linked,) = page(sampler_built, PAPER).cssselect("script[type='application/ld+json']")
    work = json.loads(linked.text_content())["@graph"][0]
    assert [one["name"] for one in work["editor"]] == ["Lena Brandt"]
    assert [one["roleName"] for one in work["contributor"]] == ["adapter"]
    assert [one["@type"] for one in work["author"]] == ["Organization"]
    (record,) = json.loads((sampler_built / PAPER / "cite.json").read_text())
    assert record["editor"] == [{"family": "Brandt", "given": "Lena"}]


def test_data_says_it(sampler_built: Path) -> None:
    data = json.loads((sampler_built / "data/papers.json").read_text(encoding="utf-8"))
    assert all(data["notice"].values())
    (paper,) = data["papers"]
    assert all("2020" in said for said in paper["based_on"].values())
    assert len(paper["based_on"]) == 3
    assert paper["authors"] == ["Harbour Desk"]
    assert paper["original"]["authors"] == ["Ines Duarte", "Pol Ferrer"]
    assert paper["roles"] == {"adapters": ["Harbour Desk"], "editors": ["Lena Brandt"]}


def test_llms_names_the_adapter_and_the_original(sampler_built: Path) -> None:
    said = (sampler_built / "llms.txt").read_text(encoding="utf-8")
    for part in ("Harbour Desk", "Edition 1", *ORIGINAL):
        assert part in said


def test_an_original_says_nothing_of_the_kind(small_built: Path) -> None:
    assert "independent" not in text(page(small_built, "papers/water/"))
    data = json.loads((small_built / "data/papers.json").read_text(encoding="utf-8"))
    assert not any(data["notice"].values())
    assert data["papers"][0]["original"] is None
    (record,) = json.loads((small_built / "papers/water/cite.json").read_text())
    assert {key for key in record if key.startswith("original") or key == "edition"} == set()
    assert record["author"] == [{"family": "Ndiaye", "given": "Fatou"}]
    (linked,) = page(small_built, "papers/water/").cssselect("script[type='application/ld+json']")
    work = json.loads(linked.text_content())["@graph"][0]
    assert "isBasedOn" not in work
    assert "contributor" not in work

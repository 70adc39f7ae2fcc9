"""Addresses in bibliographies: they lead where they say, in every format that can lead anywhere."""

from __future__ import annotations

import pytest
from issue_papers.citations.addresses import own, parted, target
from issue_papers.citations.references import References, Style
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.printing.words import reference as nodes

WORK = {"id": "one", "type": "report", "title": "Water", "language": "en"}


def links(style: str, tag: str = "en", **facts: str) -> list[tuple[str, str]]:
    """Return what leads on in an entry, with where to."""
    work = Reference.model_validate({**WORK, **facts})
    runs = References({"one": work}, Style(style, Language(tag, "")))["one"].runs
    return [(run.text, run.target) for run in runs if run.target]


@pytest.mark.parametrize("style", ["apa", "chicago-author-date-17th-edition"])
@pytest.mark.parametrize("tag", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/report.pdf",
        "https://example.org/wiki/Water_(city)",
        "https://example.org/a,b;c.",
        "http://example.org:8080/?a=1&b=2#c",
    ],
)
def test_a_work_s_own_address_leads_to_it_whole(style: str, tag: str, address: str) -> None:
    assert links(style, tag, URL=address) == [(address, address)]


@pytest.mark.parametrize("style", ["apa", "nature", "ieee", "chicago-author-date-17th-edition"])
@pytest.mark.parametrize(
    "doi", ["10.1000/182", "10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0.CO;2-(a)"]
)
def test_a_doi_leads_to_its_resolver(style: str, doi: str) -> None:
    journal = {"type": "article-journal", "container-title": "Cities", "volume": "3"}
    found = links(style, DOI=doi, **journal)
    assert [said.removeprefix("https://doi.org/") for said, _ in found] in ([doi], [])
    for _, leads_to in found:
        assert leads_to.startswith("https://doi.org/10.")
        assert not {"<", ">", " "} & {*leads_to}


def test_what_is_no_address_leads_nowhere() -> None:
    assert not [piece for piece, is_address in parted("See 10.5 and www, https://") if is_address]
    assert target("https://[") == ""
    assert target("www.example.org") == "https://www.example.org"
    assert own({"title": "Water"}) == ()


def test_an_address_of_another_that_begins_alike_stays_whole() -> None:
    found = [*parted("https://a.org/b and https://a.org.", ["https://a.org"])]
    assert [piece for piece, is_address in found if is_address] == [
        "https://a.org/b",
        "https://a.org",
    ]


def test_editions_lead_there_without_the_address_behind_it() -> None:
    work = Reference.model_validate({**WORK, "URL": "https://example.org/a"})
    runs = References({"one": work}, Style("apa", Language("en", "")))["one"].runs
    (link,) = [node for node in nodes(runs) if node.__class__.__name__ == "Link"]
    assert (link.target, link.is_bare) == ("https://example.org/a", True)  # type: ignore[attr-defined]

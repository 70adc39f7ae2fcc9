"""What others call a thing: ids of registers, and addresses of their pages."""

from __future__ import annotations

import pytest
from issue_papers.content.agents import Agent
from issue_papers.content.model import City
from issue_papers.content.same_as import REGISTERS, SameAs, checked
from issue_papers.content.works import Publisher
from pydantic import TypeAdapter, ValidationError

ADAPTER = TypeAdapter(SameAs)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("wikidata:Q90", "http://www.wikidata.org/entity/Q90"),
        ("Wikidata: Q90", "http://www.wikidata.org/entity/Q90"),
        ("https://www.wikidata.org/wiki/Q90", "http://www.wikidata.org/entity/Q90"),
        ("http://www.wikidata.org/entity/Q90", "http://www.wikidata.org/entity/Q90"),
        ("geonames:2988507", "https://sws.geonames.org/2988507/"),
        ("https://www.geonames.org/2988507/paris.html", "https://sws.geonames.org/2988507/"),
        ("https://sws.geonames.org/2988507/", "https://sws.geonames.org/2988507/"),
        ("eurovoc:5889", "http://eurovoc.europa.eu/5889"),
        ("eurovoc:c_04ae3ba8", "http://eurovoc.europa.eu/c_04ae3ba8"),
        ("sdg:11", "http://metadata.un.org/sdg/11"),
        ("sdg:11.5", "http://metadata.un.org/sdg/11.5"),
        ("sdg:11.a", "http://metadata.un.org/sdg/11.a"),
        ("https://sdgs.un.org/goals/goal11", "http://metadata.un.org/sdg/11"),
        ("https://viaf.org/viaf/158405310", "https://viaf.org/viaf/158405310"),
    ],
)
def test_an_id_or_a_page_becomes_the_register_s_own_address(given: str, expected: str) -> None:
    assert ADAPTER.validate_python(given) == (expected,)
    assert checked([given]) == (expected,)


@pytest.mark.parametrize(
    "wrong",
    [
        *("wikidata:90", "wikidata:L90", "geonames:Paris", "sdg:18", "sdg:0", "sdg:11.e"),
        *("eurovoc:water", "Q90", "ftp://example.org/1", "https://", "https://a b.org"),
    ],
)
def test_what_is_no_id_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match=r"expected"):
        ADAPTER.validate_python([wrong])


def test_each_register_s_example_is_one_of_its_ids() -> None:
    assert [checked(register.example) for register in REGISTERS.values()]


def test_who_and_what_may_have_it() -> None:
    same = {"same_as": ["wikidata:Q1", "https://example.org/1"]}
    expected = ("http://www.wikidata.org/entity/Q1", "https://example.org/1")
    assert Agent.model_validate({"id": "oecd", "literal": "OECD", **same}).same_as == expected
    assert Publisher.model_validate({"name": "Quay", **same}).same_as == expected
    city = {"country": "SN", "coordinates": [14.7, -17.4], "names": {"en": "Dakar"}}
    assert City.model_validate({**city, **same}).same_as == expected

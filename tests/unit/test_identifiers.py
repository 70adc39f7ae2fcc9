"""ORCID, ISBN and DOI: their forms and check digits."""

from __future__ import annotations

import pytest
from issue_papers.content.identifiers import COUNTRIES, Country, Doi, Isbn, Orcid, Ror
from pydantic import TypeAdapter, ValidationError


@pytest.mark.parametrize("value", ["0000-0002-1825-0097", "0000-0002-1694-233X"])
def test_a_right_orcid_is_taken(value: str) -> None:
    assert TypeAdapter(Orcid).validate_python(value) == value


@pytest.mark.parametrize(
    "value", ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "080442957X", 9780306406157]
)
def test_a_right_isbn_is_taken(value: object) -> None:
    assert TypeAdapter(Isbn).validate_python(value) == str(value)


@pytest.mark.parametrize("value", ["10.5281/zenodo.1234", "10.1000.10/123_4(5)"])
def test_a_right_doi_is_taken(value: str) -> None:
    assert TypeAdapter(Doi).validate_python(value) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Orcid, "0000-0002-1825-0098"),
        (Orcid, "0000000218250097"),
        (Orcid, "https://orcid.org/0000-0002-1825-0097"),
        (Isbn, "978-0-306-40615-8"),
        (Isbn, "0-306-40615-3"),
        (Isbn, "978-0-306"),
        (Isbn, True),
        (Doi, "https://doi.org/10.5281/zenodo.1"),
        (Doi, "11.5281/zenodo.1"),
        (Doi, "10.5281/a b"),
        (Country, "ZZ"),
        (Country, "EU"),
        (Country, "kr"),
    ],
)
def test_a_wrong_one_is_refused(kind: object, value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_every_country_of_iso_3166_is_known() -> None:
    """There are 249, and Kosovo, which has a code for the time being."""
    assert len(COUNTRIES) == 250
    assert {"KR", "TW", "PS", "XK", "AX"} <= COUNTRIES.keys()


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (Orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (Orcid, "0000000218250097", "0000-0002-1825-0097"),
        (Orcid, "ORCID: 0000-0002-1694-233x", "0000-0002-1694-233X"),
        (Ror, "ror.org/042nb2s44", "https://ror.org/042nb2s44"),
        (Ror, "https://ror.org/042NB2S44/", "https://ror.org/042nb2s44"),
        (Isbn, "ISBN 978-0-306-40615-7", "978-0-306-40615-7"),
        (Isbn, "978–0–306–40615–7", "978-0-306-40615-7"),
        (Doi, "https://doi.org/10.5281/zenodo.1", "10.5281/zenodo.1"),
        (Doi, "doi:10.1000/ABC(1)2", "10.1000/ABC(1)2"),
        (Doi, "http://dx.doi.org/10.1000%2F182", "10.1000/182"),
    ],
)
def test_another_form_of_an_identifier_is_given_back_as_it_is_typed(
    kind: object, typed: str, meant: str
) -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(kind).validate_python(typed)
    _, hint = raised.value.errors()[0]["ctx"]["error"].args
    assert hint == f"write `{meant}`"

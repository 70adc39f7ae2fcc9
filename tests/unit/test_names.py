"""Names, in all that says them: a table of what people and organisations are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pybtex.database
import pytest
import rispy
import yaml
from issue_papers.citations.exchange import bibtex, csl_json, ris
from issue_papers.content.agents import Agent
from issue_papers.content.identifiers import Ror
from issue_papers.content.names import Name, of_csl
from issue_papers.content.typed_names import (
    family_meant,
    in_a_list,
    in_small_letters,
    people,
    undressed,
    with_initials_first,
)
from issue_papers.views.linked_nodes import agent_node, dense, in_roles
from issue_papers.views.metadata import last_first
from issue_papers.views.shapes import person
from linked_data import faults
from pydantic import TypeAdapter, ValidationError

Case = Mapping[str, Any]
CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("names.yml").read_text("utf-8"))
RECORD = {"id": "x", "type": "report", "title": "A title", "language": "en"}


def agent(case: Case) -> Agent:
    """Return who is meant by a case, as front matter has them."""
    given = case.get("parts") or {"name": case["name"]}
    family = {"family": case["family_key"]} if "family_key" in case else {}
    return Agent.model_validate({"id": "who", **given, **family})


def named(case: Case) -> str:
    return str(case.get("name") or case["parts"])


@pytest.mark.parametrize(
    "name",
    [
        "José Ortega y Gasset",
        "Santiago Ramón y Cajal",
        "Simon & Schuster",
        "(Dakar)",
        "Malcolm X",
        "W. E. B. Du Bois",
        "Amr Diab",
        "JR Smith",
        "Jürgen Habermas III",
        "King, Martin Luther, Jr.",
        "Mao Zedong",
        "毛泽东",
        "فاطمة بن علي",
        "Ngũgĩ wa Thiong’o",
    ],
)
def test_a_name_is_taken_as_it_is_typed(name: str) -> None:
    assert people(name) == ()
    assert undressed(name) == name
    assert in_small_letters(name) == ("", "")
    assert with_initials_first(name) == ""


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("DE LA CRUZ Ana", ("Ana de la Cruz", "de la Cruz")),
        ("Ana NDIAYE-SOW", ("Ana Ndiaye-Sow", "Ndiaye-Sow")),
        ("O’NEIL, Sean", ("Sean O’Neil", "O’Neil")),
        ("ANA SOW", ("Ana Sow", "")),
    ],
)
def test_capitals_say_which_name_is_the_family_s(typed: str, right: tuple[str, str]) -> None:
    assert in_small_letters(typed) == right


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ana Sow, Li Wei and Awa Ba", ("Ana Sow", "Li Wei", "Awa Ba")),
        ("Ana Ruiz y Luis Gómez", ("Ana Ruiz", "Luis Gómez")),
        ("Sow, Ana; Wei, Li", ("Sow, Ana", "Wei, Li")),
        ("Sow, Ana; UNESCO", ("Sow, Ana", "UNESCO")),
        ("Sow, Ana and Wei, Li", ("Sow, Ana", "Wei, Li")),
        ("Sow, A., Wei, L.", ("Sow, A.", "Wei, L.")),
        ("Department of Water and Urban Works", ()),
        ("Ministry of Housing, Communities and Local Government", ()),
        ("Bill and Melinda Gates", ()),
        ("João Costa e Silva", ()),
        ("Karl von und zu Guttenberg", ()),
        ("King, Martin Luther, Jr.", ()),
    ],
)
def test_several_people_are_named_one_by_one(typed: str, names: tuple[str, ...]) -> None:
    assert people(typed) == names


def test_a_comma_within_a_name_ends_none() -> None:
    assert in_a_list("García Márquez, Gabriel") == ("García Márquez, Gabriel",)
    assert in_a_list("Sow, Ana; Wei, Li") == ("Sow, Ana", "Wei, Li")
    assert not in_a_list("Ana Sow, Li Wei")
    assert not in_a_list("UN-Habitat, UCLG")


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("Gabriel García Márquez", "García Márquez"),
        ("José Ortega y Gasset", "Ortega y Gasset"),
        ("Ludwig Mies van der Rohe", "Mies van der Rohe"),
        ("John R. R. Tolkien", "Tolkien"),
        ("Sow", "Sow"),
    ],
)
def test_a_double_family_name_is_proposed_whole(typed: str, family: str) -> None:
    assert family_meant(typed) == family


@pytest.fixture(params=CASES, ids=named)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def test_a_name_has_its_parts(case: Case) -> None:
    who = agent(case)
    keys = ("family", "given", "particle", "dropping", "suffix", "literal")
    assert {key: getattr(who.parts, key) for key in keys} == {k: case.get(k, "") for k in keys}
    assert who.is_doubtful == case.get("doubt", False)
    assert who.printed == case.get("printed", case.get("name", case.get("literal")))
    assert of_csl(who.parts.csl).last_first == who.parts.last_first


def test_no_name_is_ever_cut(case: Case) -> None:
    """Every word that was typed is in every output, once."""
    who = agent(case)
    typed = str(
        case.get("name")
        or " ".join(str(v) for k, v in case["parts"].items() if k not in {"short", "order"})
    )
    letters = sorted(typed.replace(" ", "").replace(",", "").replace("،", ""))
    record = {**RECORD, "author": [who.parts.csl]}
    outputs = {
        "printed": who.printed,
        "filed": person(who).sorted,
        "CSL": " ".join(json.loads(csl_json(record))[0]["author"][0].values()),
        "RIS": rispy.loads(ris(record))[0]["authors"][0],
        "citation_author": last_first(who.parts),
        "BibTeX": str(_from_bibtex(bibtex(record))),
    }
    for name, output in outputs.items():
        spaces = str.maketrans("", "", " ,\N{NO-BREAK SPACE}{}")
        assert sorted(output.translate(spaces)) == letters, name


def _from_bibtex(text: str) -> pybtex.database.Person:
    (entry,) = pybtex.database.parse_string(text, "bibtex").entries.values()
    (found,) = entry.persons["author"]
    return found


def test_catalogues_file_a_name_by_its_family_name(case: Case) -> None:
    who = agent(case)
    filed = case.get("last", case.get("literal"))
    record = {**RECORD, "author": [who.parts.csl]}
    assert who.parts.last_first == person(who).sorted == filed
    assert rispy.loads(ris(record))[0]["authors"] == [filed]
    assert last_first(who.parts).replace("\N{NO-BREAK SPACE}", " ") == filed


def test_bibtex_reads_the_same_parts(case: Case) -> None:
    who = agent(case)
    found = _from_bibtex(bibtex({**RECORD, "author": [who.parts.csl]}))
    read = [
        [*found.prelast_names, *found.last_names],
        found.lineage_names,
        [*found.first_names, *found.middle_names],
    ]
    family, suffix, given = (" ".join(part).replace("{", "").replace("}", "") for part in read)
    parts = who.parts
    if parts.literal:
        assert (family, suffix, given) == (parts.literal, "", "")
    else:
        whole = Name(
            parts.family, particle=" ".join(filter(None, (parts.dropping, parts.particle)))
        )
        assert family.replace(" ", "") == whole.sorted_by.replace(" ", "")
        assert (suffix, given) == (parts.suffix, parts.given)


def test_linked_data_tells_people_from_organisations(case: Case) -> None:
    who = agent(case)
    node = agent_node(who)
    assert node["@type"] == ("Organization" if case.get("literal") else "Person")
    assert node["name"] == who.printed
    assert node.get("alternateName") == case.get("parts", {}).get("short")
    if not case.get("literal"):
        assert node["familyName"] == who.parts.sorted_by
        assert who.parts.given in str(node["givenName"])


def test_an_organisation_that_edits_contributes_as_editor() -> None:
    person = agent_node(Agent(id="okoye", name="Ada Okoye"))
    network = agent_node(Agent(id="network", literal="City network"))
    found = in_roles([person, network], [("reviewer", person)])
    assert found["editor"] == [person]
    assert [(c["roleName"], c["contributor"]) for c in found["contributor"]] == [
        ("editor", network),
        ("reviewer", person),
    ]
    work = {"@type": "Report", **found}
    assert not [*faults(dense(work))]
    assert [*faults({"@type": "Report", "editor": [dense(network)]})]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Ada Okoye", "literal": "ONU"},
        {"name": "Ada Okoye", "given": "Ada"},
        {"name": "Ada Okoye", "family": "koye"},
        {"name": "Lina Li", "family": "Lin"},
        {"literal": "ONU", "orcid": "0000-0002-1825-0097"},
        {"family": "Okoye", "ror": "https://ror.org/042nb2s44"},
        {"given": "Ada"},
        {},
    ],
    ids=str,
)
def test_what_contradicts_itself_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Agent.model_validate({"id": "who", **wrong})


def test_ror_ids_are_proved_by_their_digits() -> None:
    ror = TypeAdapter(Ror)
    assert ror.validate_python("042nb2s44") == "https://ror.org/042nb2s44"
    for wrong in ("https://ror.org/042nb2s45", "142nb2s44", "https://ror.org/", "MIT"):
        with pytest.raises(ValidationError):
            ror.validate_python(wrong)

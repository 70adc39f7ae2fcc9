"""The publication as a graph: what it says is schema.org's, and answers questions about it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import yaml
from datafiles import published
from harness import ROOT
from linked_data import answers, faults, parsed
from rdflib import Graph

SITE = "https://issue-papers.github.io/issue-papers/"
QUESTIONS = yaml.safe_load(
    (Path(__file__).parent / "graph-questions.yml").read_text(encoding="utf-8")
)


@cache
def graph() -> Graph:
    return parsed(published(ROOT)["data/graph.jsonld"])


def test_all_is_said_in_the_vocabulary_of_schema_org() -> None:
    assert not [*faults(json.loads(published(ROOT)["data/graph.jsonld"])["@graph"])]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_graph_answers(question: str) -> None:
    asked = QUESTIONS[question]
    assert answers(graph(), asked["ask"], SITE) == {tuple(row) for row in asked["rows"]}

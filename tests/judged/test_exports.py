"""What is taken home is what the page shows, by whatever reads the file and formats it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from exporting import RECORD, RULES, SAMPLED, STYLES, Exported, asked, exported, written


@pytest.fixture(scope="module")
def files(sampler_built: Path) -> tuple[Exported, ...]:
    return exported(sampler_built, SAMPLED, STYLES)


@pytest.fixture(scope="module")
def judged(files: tuple[Exported, ...]) -> Mapping[str, str]:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    assert record["asked"] == asked(files), "ask again: python tests/judged/exporting.py <sampler>"
    found: Mapping[str, str] = record["written"]
    return found


def test_what_is_taken_home_is_what_the_page_shows(
    files: tuple[Exported, ...], judged: Mapping[str, str]
) -> None:
    assert len(files) == 3 * 3 * 3 * 3
    found = [file.differs(judged[file.name]) for file in files]
    unknown = [text for text, _ in found if text]
    assert not unknown, f"{len(unknown)}\n" + "\n".join(unknown)
    used = set().union(*(numbers for _, numbers in found))
    idle = [rule["why"] for number, rule in enumerate(RULES) if number not in used]
    assert not idle, "exports.yml tells of what is none any more"


def test_what_is_recorded_is_what_citeproc_js_writes(
    files: tuple[Exported, ...], judged: Mapping[str, str]
) -> None:
    some = [file for file in files if file.table.style == STYLES[1] and file.table.language == "fr"]
    assert [*written(some)] == [judged[file.name] for file in some]
    assert len(some) == 9


def test_what_no_style_has_a_place_for_stands_in_every_file(files: tuple[Exported, ...]) -> None:
    for file in files:
        for part in ("Duarte", "Ferrer", "2020", "Quay Institute", "Cities and their harbours"):
            assert part in file.record["note"], file.name


def test_each_difference_says_who_is_right_and_why() -> None:
    for rule in RULES:
        assert rule["right"] in {"we", "citeproc-js", "either", "neither"}
        assert len(rule["why"].split()) > 4

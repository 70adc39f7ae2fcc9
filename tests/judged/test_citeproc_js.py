"""Citations and references beside those of citeproc-js; each difference has its reason.

`works.yml` is what is written, `differences.yml` says where the two programs differ, who is right
and why: what is different there is taken out of either text, and the rest must be the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from comparing import HERE, TABLES, Table, asked, ours, recorded, theirs, works


@cache
def rules() -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = yaml.safe_load((HERE / "differences.yml").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def judged() -> Mapping[Table, Any]:
    asked_then, written = recorded()
    assert asked_then == asked(TABLES), "ask again: python tests/judged/comparing.py"
    return written


def test_what_is_recorded_is_what_citeproc_js_writes(judged: Mapping[Table, Any]) -> None:
    table = Table("iso690-author-date-fr", "fr")
    assert theirs([table])[table] == judged[table]


def without_known(table: Table, work: str, mine: str, other: str) -> tuple[str, str, set[int]]:
    used = set()
    for number, rule in enumerate(rules()):
        if work not in rule.get("works", [work]):
            continue
        if not re.search(rule.get("tables", ""), f"{table.style} {table.language}"):
            continue
        shorter = (
            re.sub(rule.get("ours", "(?!)"), rule.get("put", ""), mine),
            re.sub(rule.get("theirs", "(?!)"), rule.get("put", ""), other),
        )
        if shorter != (mine, other):
            used.add(number)
            mine, other = shorter
    return mine, other, used


def differences(judged: Mapping[Table, Any]) -> Iterator[tuple[str, str, str, set[int]]]:
    for table in TABLES:
        written = ours(table, works())
        for work, texts in written.items():
            for mine, other in zip(texts, judged[table][work], strict=True):
                if mine != other:
                    shorter, shorter_other, used = without_known(table, work, mine, other)
                    told = f"{table.style} {table.language} {work}\n  we {mine}\n  js {other}"
                    is_known = shorter == shorter_other
                    yield told, shorter, "" if is_known else shorter_other, used


def test_we_write_what_citeproc_js_writes_or_say_why_not(judged: Mapping[Table, Any]) -> None:
    unknown, used = [], Counter[int]()
    for told, mine, other, rules_used in differences(judged):
        if other:
            unknown.append(f"{told}\n  of which\n  we {mine}\n  js {other}")
        else:
            used.update(rules_used)
    assert not unknown, f"{len(unknown)}\n" + "\n".join(unknown[:400])
    idle = [rule["why"] for number, rule in enumerate(rules()) if number not in used]
    assert not idle, "differences.yml tells of what is none any more"


def test_each_difference_says_who_is_right_and_why() -> None:
    for rule in rules():
        assert rule["right"] in {"we", "citeproc-js", "either", "neither"}
        assert len(rule["why"].split()) > 4

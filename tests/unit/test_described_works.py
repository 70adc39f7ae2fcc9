"""What describes a work is told to each reader in their language; its title stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from issue_papers.citations.references import References, Style
from issue_papers.content.described import told_in, wider
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from jsonschema import Draft7Validator

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "references" / "described.yml"
CASES = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))


def reference(**given: Any) -> Reference:
    base = {"id": "a", "type": "thesis", "title": "Ports", "language": "fr"}
    return Reference.model_validate({**base, **given})


@pytest.mark.parametrize("style", CASES["entries"])
@pytest.mark.parametrize("tag", ["en", "es", "fr", "de"])
def test_a_work_is_described_in_the_readers_language(tag: str, style: str) -> None:
    works = (Reference.model_validate(each).told_in(tag, "en") for each in CASES["works"])
    found = References({work.id: work for work in works}, Style(style, Language(tag, tag)))
    assert [entry.text for entry in found.bibliography] == CASES["entries"][style][tag]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"en": "Thesis", "pt": "Tese", "pt-BR": "Tese de mestrado"}, "Tese de mestrado"),
        ({"en": "Thesis", "pt": "Tese"}, "Tese"),
        ({"fr": "Thèse", "en": "Thesis"}, "Thesis"),
        ({"fr": "Thèse", "es": "Tesis"}, "Thèse"),
    ],
)
def test_the_nearest_language_is_taken(texts: Mapping[str, str], expected: str) -> None:
    assert told_in(texts, "pt-BR", "en") == expected


def test_a_tag_is_widened_from_the_right() -> None:
    assert [*wider("zh-Hant-TW")] == ["zh-Hant-TW", "zh-Hant", "zh"]


def test_what_is_told_is_plain_csl() -> None:
    found = reference(genre={"en": "Thesis", "fr": "Thèse"}, custom={"own": {"en": "stays"}})
    assert found.by_language == {"genre": {"en": "Thesis", "fr": "Thèse"}}
    assert "Thesis" in found.facts
    told = found.told_in("fr", "en")
    assert told.model_dump()["genre"] == "Thèse"
    assert told.model_dump()["custom"] == {"own": {"en": "stays"}}
    assert not told.by_language
    assert told.told_in("en", "en") is told
    assert found.facts != told.facts


def test_editors_tools_know_both_forms() -> None:
    judge = Draft7Validator(Reference.model_json_schema())
    base = {"id": "a", "type": "thesis", "title": "Ports", "language": "fr"}
    assert judge.is_valid({**base, "genre": "Thesis"})
    assert judge.is_valid({**base, "event-place": {"en": "Mexico City", "fr": "Mexico"}})
    assert not judge.is_valid({**base, "genre": {}})
    assert not judge.is_valid({**base, "title-short": {"en": "Ports"}})

from __future__ import annotations

import pytest
from issue_papers.content.records import localise, translation_of
from issue_papers.kinds.case_study.model import CaseStudy
from issue_papers.kinds.page.model import PlainPage
from issue_papers.kinds.paper.model import Paper
from issue_papers.kinds.section.model import Section
from pydantic import ValidationError

CASE = {
    "title": "T",
    "summary": "S",
    "city": "dakar",
    "topics": ["water"],
    "figures": [{"id": "a", "value": 1, "label": "one"}, {"id": "b", "value": 2, "label": "two"}],
}


def test_one_city_may_stand_without_brackets() -> None:
    assert CaseStudy.model_validate(CASE).city == ("dakar",)


def test_a_translation_has_the_texts_and_nothing_else() -> None:
    fields = translation_of(CaseStudy).model_fields
    texts = {"title", "summary", "images", "charts", "figures", "updates"}
    assert set(fields) == texts | {"translation"}
    assert fields["title"].is_required()
    assert not fields["figures"].is_required()


@pytest.mark.parametrize("model", [Paper, Section, CaseStudy])
def test_our_translations_say_where_they_come_from(model: type) -> None:
    assert translation_of(model).model_fields["translation"].is_required()
    assert not translation_of(PlainPage).model_fields["translation"].is_required()


def test_localising_keeps_facts_and_falls_back_text_by_text() -> None:
    source = CaseStudy.model_validate(CASE)
    translation = translation_of(CaseStudy).model_validate(
        {
            "title": "Titre",
            "summary": "Résumé",
            "figures": {"b": {"label": "deux"}},
            "translation": {"status": "machine"},
        }
    )
    localised = localise(source, translation)
    assert localised.title == "Titre"
    assert [(f.id, f.value, f.label) for f in localised.figures] == [
        ("a", 1, "one"),
        ("b", 2, "deux"),
    ]
    assert source.title == "T"


@pytest.mark.parametrize(
    ("written", "kept"), [(2020, "2020"), ("2020-07", "2020-07"), ("2020-07-31", "2020-07-31")]
)
def test_dates_are_as_precise_as_they_are_known(written: object, kept: str) -> None:
    case = CaseStudy.model_validate({**CASE, "period": {"from": written}})
    assert case.period
    assert case.period.start == kept


@pytest.mark.parametrize("written", ["July 2020", "2020-13", "2020-02-30", 20200, True])
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        CaseStudy.model_validate({**CASE, "period": {"from": written}})

"""Typography: cases by language, and what holds for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issue_papers.checks.typography import unopened
from issue_papers.content.prose import stretches
from issue_papers.kinds.case_study.model import CaseStudy
from issue_papers.typography.rules import Piece, typeset, typeset_run
from issue_papers.typography.texts import typeset_record, typeset_string
from reading import read

SHOWN = str.maketrans({"\u00a0": "~", "\u202f": "|", "\u2066": "<", "\u2069": ">"})
"""How no-break spaces and the ends of isolates are written in this file."""

CASES = {
    "he": [
        ('-5 °C עד +40 °C. 50 ק"מ', '<-5~°C> עד <+40~°C>. 50 ק"מ'),
        ("ש-30% ב-2015-2019, 3-4 (\u221212.5%)", "ש-30% ב-2015-2019, 3-4 (<\u221212.5%>)"),
        ("טל +972-3-1234567, 2024-03-15", "טל <+972-3-1234567>, 2024-03-15"),
        ("\u200e-5, 1-2 + 3, x -y, 25 °Celsius", "\u200e-5, 1-2 + 3, x -y, 25 °Celsius"),
    ],
    "fa": [
        (
            "تا \u2212\u06f5\u066b\u06f5٪ و ±3 و 40°C",
            "تا <\u2212\u06f5\u066b\u06f5>٪ و <±3> و <40°C>",
        )
    ],
    "az-Arab": [("-5", "<-5>")],
    "el": [("-5 °C ... 30 %", "-5 °C ... 30 %")],
    "fr": [
        ("Quoi ? Oui ! Bien ; or : non", "Quoi|? Oui|! Bien|; or~: non"),
        ("Quoi? Oui! Bien; or: non", "Quoi|? Oui|! Bien|; or~: non"),
        ("Vraiment ?!", "Vraiment|?!"),
        ("Vraiment?!", "Vraiment|?!"),
        ("l'AIGL n'est qu'un outil", "l’AIGL n’est qu’un outil"),
        ('La "marque", dit-on', "La «~marque~», dit-on"),
        ("La « marque » et la «marque»", "La «~marque~» et la «~marque~»"),
        ("22 %, 10 millions, 10 000 km", "22~%, 10~millions, 10|000~km"),
        ("en 2019 300 villes", "en 2019 300 villes"),
        ("le 1er mai, le 3 avril 2020, n° 9, p. 12", "le 1er~mai, le 3~avril 2020, n°~9, p.~12"),
        ("la loi n° 2014-58 et la loi 92-125", "la loi n°~2014-58 et la loi 92-125"),
        ("à 10:30, https://a.example/?b=c;d", "à 10:30, https://a.example/?b=c;d"),
        ("Attendez...", "Attendez…"),
    ],
    "fr-CA": [("Quoi ? Oui! Or : non", "Quoi|? Oui! Or~: non"), ('"mot"', "«~mot~»")],
    "fr-CH": [("Quoi? Or : non", "Quoi|? Or|: non"), ('"mot"', "«|mot|»")],
    "es": [
        ('La "marca" de la ciudad', "La «marca» de la ciudad"),
        ("de 'segundo' nivel, d'Ivoire", "de ‘segundo’ nivel, d’Ivoire"),
        ("un 22 %, 10 millones de dólares", "un 22~%, 10~millones de dólares"),
        ("3 de abril, 10 de ellas, 40 personas", "3~de abril, 10 de ellas, 40 personas"),
        ("Plan Metropolitano 2016-2019", "Plan Metropolitano 2016–2019"),
    ],
    "en": [
        ("Seoul's and the cities' own", "Seoul’s and the cities’ own"),
        ('The "brand", they say. ("So.")', "The “brand”, they say. (“So.”)"),
        ("'Don't', she said, in the '90s", "‘Don’t’, she said, in the ’90s"),
        ('a 5\' 10" door and a lone " sign', 'a 5\' 10" door and a lone " sign'),
        ("$10 million, 10 million USD, 40 people", "$10~million, 10~million USD, 40 people"),
        ("2016-2019, pp. 10-15, 2016-19, 8-12", "2016–2019, pp.~10–15, 2016–19, 8–12"),
        ("2020-07-31, 2020-07, COVID-19, 555-1234", "2020-07-31, 2020-07, COVID-19, 555-1234"),
        ("+34 93-316, ISO 3166-1, DP-2016-2019", "+34 93-316, ISO 3166-1, DP-2016-2019"),
        ("ISBN 978-84-09, #10-15, a/10-15, 50-50", "ISBN 978-84-09, #10-15, a/10-15, 50-50"),
        ("me@a-1-2.example and www.a.example/1-2", "me@a-1-2.example and www.a.example/1-2"),
    ],
    "pt-BR": [("22 % em 2016-2019, d'água...", "22~% em 2016–2019, d'água…")],
    "ar": [('"22 %" 2016-2019...', '"22 %" 2016-2019...')],
    "zh-Hant": [("10 % 2016-2019", "10 % 2016-2019")],
    "xx": [("'22 %'", "'22 %'")],
}


@pytest.mark.parametrize(
    ("language", "plain", "expected"),
    [(language, *case) for language, cases in CASES.items() for case in cases],
)
def test_sets_a_text_as_its_language_does(language: str, plain: str, expected: str) -> None:
    found = typeset(plain, language)
    assert found.translate(SHOWN) == expected
    assert typeset(found, language) == found


def test_looks_at_the_neighbours_and_changes_only_the_text() -> None:
    assert typeset('"', "fr", before="mot ", after='mot"') == "«\u00a0"
    assert typeset(" !", "fr", before="mot") == "\u202f!"
    assert typeset("'", "en", before="city", after="s") == "’"


def test_each_piece_of_a_run_has_its_own_rules() -> None:
    run = [
        Piece("l'idée du ", "fr"),
        Piece("city's", "en"),
        Piece(" ' ", ""),
        Piece("? Oui !", "fr"),
    ]
    assert [text.translate(SHOWN) for text in typeset_run(run)] == [
        "l’idée du ",
        "city’s",
        " ' ",
        "? Oui|!",
    ]


# Any text

LANGUAGES = st.sampled_from(["en", "es", "fr", "fr-CA", "fr-CH", "pt", "ar", "zh-Hant"])
SIGNS = "'\"’“”‘«»;:!?¿¡.,…-–—()[]%€$§/@#"
WORDS = st.sampled_from(
    [
        *("10", "000", "2016", "2019", "5", "1er", "n°", "l", "s", "mot", "million", "km", "USD"),
        *("mai", "de", "https://a.example/?b", "...", "\u00a0", "\u202f", " ", " ", "\n", *SIGNS),
    ]
)
TEXTS = st.lists(WORDS, max_size=14).map("".join) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(SIGNS + " 0129\n")
)


@given(TEXTS, LANGUAGES)
def test_setting_twice_is_setting_once(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(TEXTS, LANGUAGES)
def test_letters_and_digits_stay(text: str, language: str) -> None:
    def kept(value: str) -> str:
        return "".join(c for c in value if c.isalnum())

    assert kept(typeset(text, language)) == kept(text)


def plain(text: str) -> str:
    """Return a text as it may have been typed, without any space."""
    for set_, typed in (("[’‘]", "'"), ("[“”«»]", '"'), ("–", "-"), ("…", "..."), (r"\s", "")):
        text = re.sub(set_, typed, text)
    return text


@given(TEXTS, LANGUAGES)
def test_the_typed_text_can_be_had_back(text: str, language: str) -> None:
    assert plain(typeset(text, language)) == plain(text)


@given(TEXTS, LANGUAGES)
def test_normal_spaces_are_only_made_no_break(text: str, language: str) -> None:
    assert typeset(text, language).count("\n") == text.count("\n")
    assert typeset(text, language).count(" ") <= text.count(" ")


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["fr", "en", ""])), max_size=6))
def test_a_piece_without_language_stays(parts: list[tuple[str, str]]) -> None:
    pieces = [Piece(text, language) for text, language in parts]
    for piece, found in zip(pieces, typeset_run(pieces), strict=True):
        assert piece.language or found == piece.text


# Metadata and interface


def test_texts_of_metadata_are_set_and_facts_stay() -> None:
    case = CaseStudy.model_validate(
        {
            "title": "L'idée : un plan",
            "summary": "22 %",
            "city": "x-y",
            "topics": ["a"],
            "sources": ["l'a : 2016-2019"],
            "figures": [{"id": "a", "value": 1, "label": "l'eau"}],
        }
    )
    found = typeset_record(case, "fr")
    assert (found.title, found.summary) == ("L’idée\u00a0: un plan", "22\u00a0%")
    assert found.figures[0].label == "l’eau"
    assert found.sources == case.sources
    assert typeset_record(found, "fr") == found


def test_interface_strings_keep_their_placeholders() -> None:
    assert typeset_string("Rien pour « {query} »", "fr") == "Rien pour «\u00a0{query}\u00a0»"
    forms = {"one": "{count} page d'un", "other": "x"}
    assert typeset_string(forms, "fr") == {"one": "{count} page d’un", "other": "x"}


# The opening signs of Spanish


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("¿Qué se gana? Pero ¿qué? ¡Vaya! ¡¿Cómo?! ¡Qué haces?", ""),
        ("Qué se gana? Sí.", "?"),
        ("¿Qué se gana? Qué más? Y basta!", "?!"),
        ("¿Qué se gana\n\ny qué se pierde?", "?"),
        ("Nadie (?) lo sabe (!)", ""),
        ("`a?b` [x](y?z=1) https://a.example/?b <https://a.example/?b> *Yahoo!*{ lang=en }", ""),
        ("<!-- Qué? -->", ""),
    ],
)
def test_finds_the_signs_that_nothing_opens(text: str, signs: str) -> None:
    found = [sign for said in stretches(read(text)) for _, sign, _ in unopened(said)]
    assert "".join(found) == signs

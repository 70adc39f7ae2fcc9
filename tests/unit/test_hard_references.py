"""Faults that references have had: each kind by one work, as its style and language write it."""

from __future__ import annotations

from typing import Any

import pytest
from issue_papers.articles.citation_syntax import CitedItem
from issue_papers.citations.numbers import last_page
from issue_papers.citations.quotation_marks import levels, nested
from issue_papers.citations.references import References, Style
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference

CHICAGO = "chicago-author-date-17th-edition"
NOTES = "chicago-notes-bibliography-17th-edition"
BOOK = {"type": "book", "publisher": "Quay", "issued": {"date-parts": [[2006]]}}
ARTICLE = {"type": "article-journal", "container-title": "Cities", "issued": BOOK["issued"]}


def entry(style: str, reader: str, **facts: Any) -> str:
    given = {"id": "x", "title": "Wells", "language": "en", **facts}
    reference = Reference.model_validate({k.replace("_", "-"): v for k, v in given.items()})
    text = "".join(run.text for run in Style(style, Language(reader, reader)).entry(reference))
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def name(family: str, given: str, **parts: str) -> dict[str, str]:
    return {"family": family, "given": given, **{k.replace("_", "-"): v for k, v in parts.items()}}


@pytest.mark.parametrize(
    ("reader", "title", "expected"),
    [
        ("en", "The “right to the ‘city’” now", "“The ‘Right to the “City”’ Now.”"),
        ("es", "The “right to the ‘city’” now", "«The “Right to the ‘City’” Now»."),
        ("fr", "The “right to the ‘city’” now", "« The “Right to the ‘City’” Now »."),
        (
            "de",
            "The “right to the ‘city’” now",
            "„The \N{SINGLE LOW-9 QUOTATION MARK}Right to the „City“‘ Now“.",
        ),
        ("en", "What the mayor’s ‘plan’ isn’t", "“What the Mayor’s ‘Plan’ Isn’t.”"),
    ],
)
def test_quotation_marks_inside_others_are_those_of_the_second_level(
    reader: str, title: str, expected: str
) -> None:
    said = entry(CHICAGO, reader, **ARTICLE, title=title, author=[name("Sow", "Ana")])
    assert expected in said


def test_french_quotation_marks_inside_english_ones_leave_their_spaces() -> None:
    marks = levels(("“", "”"), ("‘", "’"))
    assert nested("Le «\N{NO-BREAK SPACE}droit\N{NO-BREAK SPACE}»", marks) == "Le ‘droit’"


@pytest.mark.parametrize("style", ["apa", CHICAGO, "harvard-cite-them-right"])
def test_an_arabic_name_is_neither_cut_nor_stopped(style: str) -> None:
    said = entry(style, "en", **BOOK, author=[name("خلدون", "ابن")])
    assert said.startswith("خلدون, ابن")
    assert ",." not in said


@pytest.mark.parametrize(
    ("family", "given", "expected"),
    [("王", "伟", "王伟"), ("佐藤", "雪", "佐藤雪"), ("김", "민준", "김민준")],
)
@pytest.mark.parametrize("style", ["apa", CHICAGO, NOTES])
def test_a_name_in_han_kana_or_hangul_has_no_comma(
    style: str, family: str, given: str, expected: str
) -> None:
    assert entry(style, "en", **BOOK, author=[name(family, given)]).startswith(f"{expected}. ")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "van den Berg, L., & Humboldt, C. von. (2006)"),
        (CHICAGO, "Berg, Ludwig van den, and Clara von Humboldt. 2006"),
        ("associacao-brasileira-de-normas-tecnicas", "VAN DEN BERG, Ludwig; HUMBOLDT, Clara von."),
    ],
)
def test_particles_stand_where_the_style_has_them(style: str, expected: str) -> None:
    authors = [
        name("Berg", "Ludwig", non_dropping_particle="van den"),
        name("Humboldt", "Clara", dropping_particle="von"),
    ]
    assert entry(style, "en", **BOOK, author=authors).startswith(expected)


def test_particles_behind_initials_have_no_full_stop() -> None:
    said = entry("apa", "en", **BOOK, author=[name("Silva", "João da"), name("Roe", "Ann")])
    assert said.startswith("Silva, J. da, & Roe, A.")


def test_two_organisations_stand_without_a_comma() -> None:
    said = entry("apa", "en", **BOOK, author=[{"literal": "UN-Habitat"}, {"literal": "UCLG"}])
    assert said.startswith("UN-Habitat & UCLG. (2006)")


@pytest.mark.parametrize(
    ("reader", "two", "many"),
    [
        ("ko", "Sow와/과 Kim", "Sow 기타"),
        ("ja", "SowとKim", "Sowほか"),
        ("zh", "Sow和Kim", "Sow等"),
    ],
)
def test_korean_has_a_space_behind_and_and_before_others(reader: str, two: str, many: str) -> None:
    names = [{"family": family} for family in ("Sow", "Kim", "Roe", "Lee")]
    for authors, said in ((names[:2], two), (names, many)):
        work = Reference.model_validate(
            {"id": "x", "title": "Wells", "language": "en", **BOOK, "author": authors}
        )
        style = Style(CHICAGO, Language(reader, reader))
        assert style.cite(work, CitedItem("x")).author == said


def test_pages_in_roman_numerals_are_several() -> None:
    facts = {**BOOK, "type": "chapter", "container_title": "Tides", "page": "v-vii"}
    assert "(pp. v–vii)" in entry("apa", "en", **facts)
    assert "pp. v–vii" in entry("modern-language-association", "en", **facts)


@pytest.mark.parametrize(
    ("first", "last", "form", "expected"),
    [
        ("3", "30", "minimal-two", "30"),
        ("v", "vii", "minimal-two", "vii"),
        ("101", "108", "chicago", "8"),
        ("321", "328", "chicago", "28"),
        ("1100", "1113", "chicago", "1113"),
        ("1234", "40", "expanded", "1240"),
        ("71", "72", "chicago", "72"),
        ("42", "45", "minimal", "5"),
        ("S10", "S19", "minimal", "S19"),
        ("12", "45", None, "45"),
    ],
)
def test_the_last_page_is_shortened_by_its_number(
    first: str, last: str, form: str | None, expected: str
) -> None:
    assert last_page(first, last, form) == expected


def test_french_has_spaces_around_the_colon_before_pages() -> None:
    said = entry(NOTES, "fr", **ARTICLE, volume="3", page="101-118", author=[name("Roy", "Luc")])
    assert "3 (2006) : 101" in said
    cited = Style(NOTES, Language("fr", "fr")).cite(
        Reference.model_validate(
            {"id": "x", "title": "W", "language": "fr", "volume": "3", **BOOK}
        ),
        CitedItem("x", label="page", locator="101"),
    )
    assert "3 : 101" in cited.whole.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("pt", "2ª ed."),
        ("pt-PT", "2.ª ed."),
        ("es", "2.ª ed."),
        ("fr", "2e éd."),
        ("en", "2nd ed."),
        ("de", "2. Aufl."),
    ],
)
def test_an_edition_has_the_gender_of_the_word(reader: str, expected: str) -> None:
    said = entry(CHICAGO, reader, **BOOK, edition="2", author=[name("Costa", "Rui")])
    assert expected in said


@pytest.mark.parametrize(
    ("style", "reader", "issued", "expected"),
    [
        ("modern-language-association", "en", [[2015, 5], [2015, 8]], "May–Aug. 2015"),
        ("iso690-author-date-en", "en", [[2016, 9, 28], [2016, 10, 1]], "28 September–1 October"),
        (CHICAGO, "ja", [[2015, 5], [2015, 8]], "5–8月"),
        ("nlm-citation-sequence", "en", [[2018, 2, 3]], "2018 Feb 3"),
    ],
)
def test_dates_are_written_as_their_style_asks(
    style: str, reader: str, issued: list[list[int]], expected: str
) -> None:
    facts = {**ARTICLE, "type": "article-magazine", "issued": {"date-parts": issued}}
    assert expected in entry(style, reader, **facts, author=[name("Roe", "Ann")])


@pytest.mark.parametrize(
    ("style", "names", "expected"),
    [
        (CHICAGO, [name("Hall", "P.G."), name("Pfeiffer", "U")], "Hall, P. G., and U. Pfeiffer."),
        (
            NOTES,
            [name("Hall", "Jean P."), name("Roe", "Chr. F.")],
            "Hall, Jean P., and Chr. F. Roe.",
        ),
        (CHICAGO, [name("Roe", "A.-M."), name("Sow", "Jean-Luc")], "Roe, A.-M., and Jean-Luc Sow."),
        ("apa", [name("Roe", "A.-M."), name("Chen", "Y.-C.")], "Roe, A.-M., & Chen, Y.-C. ("),
        ("harvard-cite-them-right", [name("Roe", "A.-M.")], "Roe, A.-M. ("),
        ("nlm-citation-sequence", [name("Roe", "A.-M.")], "Roe AM. "),
        ("apa", [name("Sayyad", "Nezar", non_dropping_particle="al-")], "al-Sayyad, N. ("),
    ],
)
def test_initials_and_particles_have_their_stops_and_hyphens(
    style: str, names: list[dict[str, str]], expected: str
) -> None:
    assert entry(style, "en", **BOOK, author=names).startswith(expected)


@pytest.mark.parametrize(
    ("style", "more", "expected"),
    [
        (CHICAGO, {"comma-suffix": True}, "King, Martin, Jr., and Henry Gates, Jr. "),
        (CHICAGO, {}, "King, Martin, Jr., and Henry Gates Jr. "),
        ("nlm-citation-sequence", {}, "King M Jr, Gates H Jr. "),
        (NOTES, {"suffix": "V"}, "King, Martin, V, and Henry Gates V. "),
    ],
)
def test_a_suffix_stands_as_the_reference_and_the_style_have_it(
    style: str, more: dict[str, Any], expected: str
) -> None:
    names = [{**name("King", "Martin", suffix="Jr."), **more} for _ in range(2)]
    names[1] |= {"family": "Gates", "given": "Henry"}
    assert entry(style, "en", **BOOK, author=names).startswith(expected)


def in_order(style: str, *facts: dict[str, Any]) -> list[str]:
    works = {
        str(number): Reference.model_validate(
            {**BOOK, "language": "en", "title": f"Wells {number}", **each, "id": str(number)}
        )
        for number, each in enumerate(facts)
    }
    return References(works, Style(style, Language("en", "en"))).in_order(works)


@pytest.mark.parametrize("style", [CHICAGO, "apa", "iso690-author-date-en"])
def test_letters_of_their_own_file_as_those_they_are_like(style: str) -> None:
    names = ("Zeno", "Østergaard", "Łódź", "Mill", "Oak", "Æsop", "Ba", "Đuro", "Dy")
    order = in_order(style, *({"author": [name(each, "Al")]} for each in names))
    filed = [names[int(key)] for key in order]
    assert filed == ["Æsop", "Ba", "Đuro", "Dy", "Łódź", "Mill", "Oak", "Østergaard", "Zeno"]


@pytest.mark.parametrize(
    "style", [CHICAGO, "apa", "harvard-cite-them-right", "iso690-author-date-en"]
)
def test_years_file_as_numbers_also_before_christ_and_of_spans(style: str) -> None:
    years = ([[1998]], [[-50]], [[98]], [[1998], [2001]], [[2005]], [[-300]])
    facts = ({"author": [name("Ley", "Jo")], "issued": {"date-parts": each}} for each in years)
    assert in_order(style, *facts) == ["5", "1", "2", "0", "3", "4"]


@pytest.mark.parametrize(
    ("reader", "expected"), [("en", "p. 5"), ("zh", "页 5"), ("ja", "ページ 5"), ("ar", "ص 5")]
)
def test_a_word_that_isnt_cut_has_no_full_stop(reader: str, expected: str) -> None:
    facts = {**BOOK, "id": "x", "title": "Wells", "language": "en", "author": [name("Sow", "Ana")]}
    style = Style("iso690-author-date-en", Language(reader, reader))
    cited = style.cite(Reference.model_validate(facts), CitedItem("x", label="page", locator="5"))
    assert cited.whole.replace("\N{NO-BREAK SPACE}", " ").endswith(expected)

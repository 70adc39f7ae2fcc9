"""More faults that references have had: each kind by one work, as its style writes it."""

from __future__ import annotations

from typing import Any

import pytest
from issue_papers.articles.citation_syntax import CitedItem
from issue_papers.citations.capitals import headline
from issue_papers.citations.references import Style
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference

CHICAGO = "chicago-author-date-17th-edition"
MLA = "modern-language-association"
HARVARD = "harvard-cite-them-right"
ABNT = "associacao-brasileira-de-normas-tecnicas"
ISO = "iso690-author-date-en"
ISO_FRENCH = "iso690-author-date-fr"


def dated(*parts: list[int]) -> dict[str, Any]:
    return {"date-parts": list(parts)}


def person(family: str, given: str) -> list[dict[str, str]]:
    return [{"family": family, "given": given}]


ROE = person("Roe", "A.")
BOOK = {"type": "book", "title": "Collected fragments", "publisher": "Quay"} | {
    "issued": dated([1999])
}
ARTICLE = {"type": "article-journal", "container-title": "Cities", "issued": dated([2020])}
LAW = {
    "type": "legislation",
    "language": "pt",
    "title": "Lei nº 10.257, de 10 de julho de 2001",
    "issued": dated([2001, 7, 11]),
}
OF_BRAZIL = {**LAW, "author": [{"literal": "Brasil"}]}
FILM = {
    "type": "motion_picture",
    "title": "Urbanized",
    "medium": "DVD",
    "issued": dated([2011]),
} | {
    "director": person("Hustwit", "G."),
    "publisher": "Swiss Dots",
}
UNSIGNED = {"type": "article-magazine", "title": "El agua falta", "language": "es"} | {
    "container-title": "El País",
    "issued": dated([2024]),
}
REVIEW = {**ARTICLE, "type": "review-book", "title": "Slums now", "author": ROE} | {
    "reviewed-title": "Planet of slums",
    "reviewed-author": person("Davis", "Mike"),
}
PODCAST = {"type": "song", "title": "Holdout", "host": person("Mars", "Roman")} | {
    "issued": dated([2020]),
    "genre": "podcast",
}
UNDATED = {"type": "webpage", "title": "Wells", "author": ROE, "URL": "https://u.org/b"}
CHAPTER = {**ARTICLE, "type": "chapter", "title": "Critique", "author": ROE}


def reference(facts: dict[str, Any]) -> Reference:
    return Reference.model_validate({"id": "x", "language": "en", **facts})


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def entry(style: str, reader: str, facts: dict[str, Any]) -> str:
    runs = Style(style, Language(reader, reader)).entry(reference(facts))
    return plain("".join(run.text for run in runs)).strip()


def cited(style: str, reader: str, facts: dict[str, Any], page: str = "") -> tuple[str, str, str]:
    item = CitedItem("x", label="page" if page else "", locator=page)
    form = Style(style, Language(reader, reader)).cite(reference(facts), item)
    return plain(form.author), plain(form.rest), plain(form.whole)


@pytest.mark.parametrize(
    ("style", "facts", "expected"),
    [
        (
            CHICAGO,
            {"editor": person("Eiland", "H."), "translator": ROE},
            "Eiland, H., ed. 1999. Collected Fragments. Translated by A. Roe. Quay.",
        ),
        (
            CHICAGO,
            {
                "editor": person("Eiland", "H."),
                "collection-editor": ROE,
                "collection-title": "Urban series",
            },
            "Eiland, H., ed. 1999. Collected Fragments. Urban Series, edited by A. Roe. Quay.",
        ),
        (
            "apa",
            {"type": "event", "chair": person("Eiland", "H."), "organizer": ROE},
            "Eiland, H. (Chair). (1999). Collected fragments (A. Roe, Organizer). Quay.",
        ),
    ],
)
def test_one_role_stands_in_an_authors_place(
    style: str, facts: dict[str, Any], expected: str
) -> None:
    assert entry(style, "en", BOOK | facts) == expected
    assert cited(style, "en", BOOK | facts)[0] == "Eiland"


@pytest.mark.parametrize(("style", "reader"), [(ISO, "en"), (ISO_FRENCH, "fr")])
def test_what_has_a_line_of_its_own_is_parted_from_what_it_follows(style: str, reader: str) -> None:
    facts = UNDATED | {
        "abstract": "Long text.",
        "note": "Also in French",
        "archive": "Town archive",
    }
    said = entry(style, reader, facts)
    assert said.endswith("https://u.org/b Town archive. Long text. Also in French")


@pytest.mark.parametrize(
    ("style", "reader", "facts", "expected"),
    [
        (HARVARD, "en", OF_BRAZIL, "Brasil (2001) Lei nº 10.257, de 10 de julho de 2001."),
        (
            ABNT,
            "pt",
            {**OF_BRAZIL, "container-title": "Diário"},
            "BRASIL. Lei nº 10.257, de 10 de julho de 2001. Diário, 11 jul. 2001.",
        ),
        (ISO, "en", LAW, "Lei nº 10.257, de 10 de julho de 2001. 11 July 2001."),
        (CHICAGO, "en", LAW, "Lei nº 10.257, de 10 de julho de 2001."),
        ("apa", "en", OF_BRAZIL, "Lei nº 10.257, de 10 de julho de 2001."),
    ],
)
def test_a_law_has_its_year_once(
    style: str, reader: str, facts: dict[str, Any], expected: str
) -> None:
    assert entry(style, reader, facts) == expected


@pytest.mark.parametrize(
    ("style", "reader", "facts", "expected"),
    [
        (HARVARD, "en", OF_BRAZIL, ("Brasil", "2001", "Brasil, 2001")),
        (ABNT, "pt", OF_BRAZIL, ("Brasil", "2001", "Brasil, 2001")),
        (CHICAGO, "en", LAW, (LAW["title"], "", LAW["title"])),
        ("apa", "en", LAW, (LAW["title"], "", LAW["title"])),
        ("apa", "en", UNSIGNED, ("“El agua falta”", "2024", "“El agua falta,” 2024")),
        (ISO_FRENCH, "fr", FILM, ("Hustwit", "2011", "Hustwit 2011")),
    ],
)
def test_a_citation_has_its_year_once(
    style: str, reader: str, facts: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    assert cited(style, reader, facts) == expected


def test_no_comma_is_left_where_a_year_was_struck_out() -> None:
    assert entry(ISO, "en", FILM).endswith("[DVD]. Swiss Dots.")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Brown v. Board of Education", "Brown v. Board of Education"),
        ("cities vs. the state", "Cities vs. the State"),
        ("arXiv and openDemocracy on macOS", "arXiv and openDemocracy on macOS"),
        ("Proc. of summit", "Proc. of Summit"),
        ("Int. J. of cities", "Int. J. of Cities"),
        ("Water. the reader", "Water. The Reader"),
        ("urban–rural links in rich/poor towns", "Urban–Rural Links in Rich/Poor Towns"),
        ("rich and/or poor", "Rich and/or Poor"),
    ],
)
def test_capitals_of_headlines(written: str, expected: str) -> None:
    assert str(headline(written)) == expected


@pytest.mark.parametrize(
    ("style", "reader", "expected"),
    [
        (CHICAGO, "en", "Originally published as Critique de la vie quotidienne."),
        (CHICAGO, "es", "Obra original publicada como Critique de la vie quotidienne."),
        ("apa", "es", "(Obra original publicada como Critique de la vie quotidienne, 1947)"),
        ("apa", "fr", "(Édition originale : Critique de la vie quotidienne, 1947)"),
        ("apa", "de", "(Originalausgabe: Critique de la vie quotidienne, 1947)"),
        ("apa", "pt", "(Obra original publicada como Critique de la vie quotidienne, 1947)"),
        (MLA, "es", "Obra original publicada como Critique de la vie quotidienne."),
    ],
)
def test_an_original_title_is_named_in_the_readers_language_and_stands_as_it_is(
    style: str, reader: str, expected: str
) -> None:
    facts = {"original-title": "Critique de la vie quotidienne", "original-date": dated([1947])}
    assert entry(style, reader, CHAPTER | facts).endswith(expected)


def test_an_original_year_is_named_as_the_locale_has_it() -> None:
    said = entry("apa", "es", CHAPTER | {"original-date": dated([1947])})
    assert said.endswith("(Obra original publicada en 1947)")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"type": "legislation", "number": "A/RES/70/1"}, "Pub. L. No. A/RES/70/1"),
        ({"type": "legislation", "number": "2021/1119"}, "Pub. L. No. 2021/1119"),
        ({"type": "legislation", "number": "12, 14"}, "Pub. L. Nos. 12, 14"),
        ({"type": "patent", "number": "US 5,123,456 A"}, "Patent No. US 5,123,456 A"),
    ],
)
def test_a_code_is_one_number(facts: dict[str, Any], expected: str) -> None:
    assert expected in entry("apa", "en", BOOK | facts)


@pytest.mark.parametrize(
    ("style", "reader", "facts", "expected"),
    [
        ("apa", "en", REVIEW, "[Review of the book Planet of slums, by M. Davis]"),
        ("apa", "es", REVIEW, "[Reseña de libro Planet of slums, por M. Davis]"),
        ("apa", "de", REVIEW, "[Rezension von Buch Planet of slums, von M. Davis]"),
        ("apa", "ar", REVIEW, "بقلم M. Davis]"),
        (CHICAGO, "en", PODCAST, "Mars, Roman, host. 2020."),
        (CHICAGO, "es", PODCAST, "Mars, Roman, presentador. 2020."),
        ("apa", "en", UNDATED, "Wells. https://u.org/b"),
        ("apa", "es", UNDATED, "Wells. https://u.org/b"),
        (
            "apa",
            "en",
            UNDATED | {"accessed": dated([2020, 1, 2])},
            "Retrieved January 2, 2020, from https://u.org/b",
        ),
        ("apa", "es", CHAPTER | {"page": "xii-xv"}, "(pp. xii–xv)"),
    ],
)
def test_terms_have_the_form_that_is_there(
    style: str, reader: str, facts: dict[str, Any], expected: str
) -> None:
    assert expected in entry(style, reader, facts)


@pytest.mark.parametrize(
    ("style", "reader", "issued", "expected"),
    [
        (CHICAGO, "en", [[-335], [-323]], "335–323 BC"),
        (CHICAGO, "en", [[-27], [14]], "27 BC–14 AD"),
        (CHICAGO, "es", [[-350]], "350 a. C."),
        (CHICAGO, "fr", [[-350]], "350 av. J.-C."),
        (MLA, "en", [[2014, 9], [2015, 2]], "Sept. 2014–Feb. 2015"),
        (CHICAGO, "en", [[2014, 9], [2015, 2]], "September 2014–February 2015"),
        (CHICAGO, "en", [[2019, 12, 30], [2020, 1, 2]], "December 30, 2019–January 2, 2020"),
        (MLA, "es", [[2014, 9], [2015, 2]], "septiembre de 2014 – febrero de 2015"),
        (MLA, "fr", [[2019, 12, 30], [2020, 1, 2]], "30 décembre 2019 – 2 janvier 2020"),
        (MLA, "de", [[2019, 12, 30], [2020, 1, 2]], "30. Dezember 2019 – 2. Januar 2020"),
        (MLA, "en", [[2014, 3, 1], [2014, 3, 15]], "1–15 Mar. 2014"),
        (ISO, "en", [[2014, 3, 1], [2014, 3, 15]], "1–15 March 2014"),
        (HARVARD, "en", [[2014, 3, 1], [2014, 3, 15]], "1–15 March"),
    ],
)
def test_spans_of_dates(style: str, reader: str, issued: list[list[int]], expected: str) -> None:
    facts = {**ARTICLE, "type": "article-magazine", "title": "Wells", "issued": dated(*issued)}
    assert expected in entry(style, reader, facts | {"author": ROE})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Housing for the workers’", "“Housing for the Workers’.”"),
        ("On the ‘mayor’s plan’", "“On the ‘Mayor’s Plan.’”"),
        ("And then…, etc.", "“And Then…, Etc.”"),
        ("都市とは何か\uff1f", "“都市とは何か\uff1f” Cities"),
        ("العربية؟", "“العربية؟” Cities"),
    ],
)
def test_marks_that_meet(title: str, expected: str) -> None:
    assert expected in entry(CHICAGO, "en", ARTICLE | {"title": title, "author": ROE})


def test_marks_that_meet_outside_titles() -> None:
    said = entry(CHICAGO, "en", BOOK | {"title": "How resilient?", "publisher-place": "Rome"})
    assert "?:" not in said
    poet = [{"family": "Annunzio", "given": "Gabriele", "dropping-particle": "d’"}]
    assert entry(CHICAGO, "en", BOOK | {"author": poet}).startswith("Annunzio, Gabriele d’. 1999")
    assert ",," not in entry(ABNT, "pt", {**BOOK, "author": ROE, "publisher-place": "Rome"})


def test_small_capitals_may_be_written_as_csl_has_them() -> None:
    title = 'Rome, 300 <span style="font-variant:small-caps;">bc</span>'
    runs = Style("apa", Language("en", "en")).entry(reference(BOOK | {"title": title}))
    assert ("bc", ("i", "sc")) in {(run.text, tuple(sorted(run.styles))) for run in runs}

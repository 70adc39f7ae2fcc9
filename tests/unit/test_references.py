"""The bibliography's entries, as three languages write them, and what citeproc-py gets wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from harness import ROOT
from issue_papers.checks import rules
from issue_papers.citations.formatting import STYLE, Formatter, bibliography
from issue_papers.citations.settings import UnusableSettingError, citation_settings
from issue_papers.citations.styles import Sheet, csl_locale
from issue_papers.cli.site import settings
from issue_papers.content.citation_syntax import find
from issue_papers.content.library import Library
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "references"


@cache
def library() -> Library:
    return rules.load_and_check(settings(ROOT / "mkdocs.yml"))[0]


def entries(language: str, style: str = "chicago-author-date-17th-edition") -> list[str]:
    found = bibliography(library().references, Language(language, language), style)
    return [entry.html for entry in found]


@pytest.mark.parametrize("style", ["chicago-author-date-17th-edition", "apa"])
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_entry_is_written_rightly(language: str, style: str) -> None:
    golden = GOLDEN / f"{style}.{language}.txt"
    assert entries(language, style) == golden.read_text(encoding="utf-8").splitlines()


def formatted(references: Mapping[str, Reference], tag: str) -> Formatter:
    language = Language(tag, tag)
    return Formatter(references, language, Sheet(STYLE, language))


def reference(**facts: object) -> Reference:
    given = {"id": "x", "type": "book", "title": "A title", "language": "en", **facts}
    return Reference.model_validate({key.replace("_", "-"): value for key, value in given.items()})


def written(language: str = "en", style: str = "apa", **facts: object) -> str:
    (entry,) = bibliography({"x": reference(**facts)}, Language(language, language), style)
    return entry.text


@pytest.mark.parametrize(
    ("parts", "language", "expected"),
    [
        ([[2018, 9, 26], [2018, 9, 27]], "en", "(2018, September 26–27)"),
        ([[2018, 9, 26], [2018, 9, 27]], "es", "(2018, 26–27 de septiembre)"),
        ([[2018, 9, 26], [2018, 9, 27]], "fr", "(2018, 26–27 septembre)"),
        ([[2018, 9, 26]], "es", "(2018, 26 de septiembre)"),
        ([[2018, 9, 30], [2018, 10, 2]], "en", "(2018, September 30–October 2)"),
        ([[2018, 5], [2018, 8]], "en", "(2018, May–August)"),
        ([[2018], [2020]], "en", "(2018–2020)"),
        ([[2018, 12], [2019, 1]], "en", "(2018–2019, December–January)"),
    ],
)
def test_date_ranges_are_written_out(parts: list[list[int]], language: str, expected: str) -> None:
    text = written(language, type="speech", issued={"date-parts": parts}, author=[PERSON])
    assert expected in text.replace("\N{NO-BREAK SPACE}", " ")


PERSON = {"family": "Sow", "given": "Aminata"}


def test_an_accent_doesnt_change_the_order() -> None:
    works = {
        key: reference(id=key, author=[{"family": name, "given": "A."}])
        for key, name in (("z", "Zapata"), ("a", "Álvarez"), ("B", "Borges"))
    }
    order = [entry.id for entry in bibliography(works, Language("es", "Español"))]
    assert order == ["a", "B", "z"]


def test_works_of_one_year_are_told_apart() -> None:
    works = {
        key: reference(id=key, title=title, author=[PERSON], issued={"date-parts": [[2019]]})
        for key, title in (("first", "Wells"), ("second", "Rain"))
    }
    formatter = formatted(works, "en")
    cited = {key: formatter.cite(find(f"[@{key}]")[0].items[0]).whole for key in works}
    assert cited == {"first": "Sow 2019b", "second": "Sow 2019a"}
    assert [entry.text[:18] for entry in formatter.bibliography()] == [
        "Sow, Aminata. 2019",
        "Sow, Aminata. 2019",
    ]
    assert "2019a. Rain" in formatter.bibliography()[0].text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("[@zapata2007, pp. 12-14]", "en", "Zapata Garesché 2007, 12–14"),
        ("[@zapata2007, chap. 3]", "es", "Zapata Garesché 2007, cap. 3"),
        ("[@fernandez2019]", "es", "Fernández de Losada, Garcia-Chueca y Álvarez 2019"),
        ("[@fernandez2019]", "fr", "Fernández de Losada, Garcia-Chueca et Álvarez 2019"),
        ("[@allas-booklets]", "fr", "AL-LAs, s. d."),
    ],
)
def test_a_text_cites_by_author_and_date(text: str, language: str, expected: str) -> None:
    formatter = formatted(library().references, language)
    whole = formatter.cite(find(text)[0].items[0]).whole
    assert whole.replace("\N{NO-BREAK SPACE}", " ") == expected


def test_the_author_can_be_taken_out() -> None:
    formatter = formatted(library().references, "en")
    form = formatter.cite(find("[@zapata2007, p. 12]")[0].items[0])
    assert (form.author, form.rest) == ("Zapata Garesché", "2007, 12")


def test_a_work_without_an_author_is_cited_by_its_title() -> None:
    works = {"x": reference(title="On wells", issued={"date-parts": [[2019]]})}
    form = formatted(works, "en").cite(find("[@x]")[0].items[0])
    assert form.whole == "On Wells 2019"


def test_signs_that_html_uses_are_text() -> None:
    (entry,) = bibliography(
        {"x": reference(title="Wells & <b>rain</b> < 3", language="es")}, Language("es", "Español")
    )
    assert entry.html.startswith("<i>Wells &amp; <b>rain</b> &lt; 3</i>") or (
        "Wells &amp; " in entry.html and "&lt; 3" in entry.html
    )
    assert entry.text.startswith("Wells & rain < 3")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en-US"),
        ("es", "es-ES"),
        ("fr", "fr-FR"),
        ("pt-BR", "pt-BR"),
        ("ar", "ar"),
        ("da", "da-DK"),
        ("zh-Hant", "zh-TW"),
        ("qu", "en-US"),
    ],
)
def test_each_language_has_its_locale(tag: str, locale: str) -> None:
    assert csl_locale(Language(tag, tag)) == locale


def test_settings_are_by_language() -> None:
    found = citation_settings({"style": "apa", "styles": {"fr": "chicago-author-date-fr"}}, ["fr"])
    assert (found.style_of("fr"), found.style_of("es")) == ("chicago-author-date-fr", "apa")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"stile": "apa"}, "`stile` is no setting: did you mean `style`?"),
        ({"style": "chicago-author-dat"}, "did you mean `chicago-author-date`?"),
        ({"style": "ieee"}, "expected a CSL style that cites by author and date"),
        ({"styles": "apa"}, "expected a name for each language"),
        ({"styles": {"de": "apa"}}, "`de` is no language of this site"),
        ({"locales": {"es": "es-XX"}}, "found “es-XX”, expected a locale of CSL"),
    ],
)
def test_a_wrong_setting_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(UnusableSettingError) as refusal:
        citation_settings(given, ["en", "es"])
    assert said in str(refusal.value.args[0])

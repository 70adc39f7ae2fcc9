"""The bibliography's entries, as three languages write them, and what citeproc-py gets wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from harness import THEME
from issue_papers.articles.citation_syntax import find
from issue_papers.citations import capitals
from issue_papers.citations.collection import csl_locale
from issue_papers.citations.formatting import Formatter
from issue_papers.citations.forms import STYLE, FormattedReference
from issue_papers.citations.references import References, Style
from issue_papers.citations.settings import UnusableSettingError, citation_settings
from issue_papers.content.csl_item import Item, ItemType
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.content_cache import ContentCache
from issue_papers.theme import templates
from lxml import html

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "references"


@cache
def written_works() -> Mapping[str, Reference]:
    return works_of("works.yml")


def entries(language: str, style: str = STYLE) -> list[str]:
    found = formatted(written_works(), language, style).bibliography
    return [shown(entry) for entry in found]


def shown(entry: FormattedReference) -> str:
    """Return an entry as pages have it, with no more escaped than must be."""
    macros = templates(THEME).get_template("partials/reference.html").module
    root = html.fragment_fromstring(str(vars(macros)["reference"](entry.runs)), "div")
    text = str(html.tostring(root, encoding="unicode"))
    return text.removeprefix("<div>").removesuffix("</div>")


STYLES = pytest.mark.parametrize("style", [STYLE, "apa"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "es", "fr"])


@STYLES
@LANGUAGES
def test_every_entry_is_written_rightly(language: str, style: str) -> None:
    golden = GOLDEN / f"{style}.{language}.txt"
    assert entries(language, style) == golden.read_text(encoding="utf-8").splitlines()


@cache
def kinds() -> Mapping[str, Reference]:
    return works_of("kinds.yml")


def works_of(name: str) -> Mapping[str, Reference]:
    works = yaml.safe_load((GOLDEN / name).read_text(encoding="utf-8"))
    return {work["id"]: Reference.model_validate(work) for work in works}


@STYLES
@LANGUAGES
def test_every_common_kind_of_work_is_written_rightly(language: str, style: str) -> None:
    golden = GOLDEN / f"kinds.{style}.{language}.txt"
    formatter = formatted(kinds(), language, style)
    lines = []
    for entry in formatter.bibliography:
        lines += [f"{entry.id}: {shown(entry)}", f"  ({cited(formatter, entry.id)})"]
    assert lines == golden.read_text(encoding="utf-8").splitlines()


def test_threads_that_write_at_once_write_the_same() -> None:
    expected = {key: each.runs for key in kinds() for each in [formatted(kinds(), "en")[key]]}
    style = Style(STYLE, Language("en", "en"))

    def written(_: int) -> dict[str, object]:
        references = References(kinds(), style)
        return {key: references[key].runs for key in kinds()}

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(written, range(3))) == [expected] * 3


def formatted(references: Mapping[str, Reference], tag: str, style: str = STYLE) -> References:
    return References(references, Style(style, Language(tag, tag)))


def cited(formatter: References, key: str) -> str:
    return formatter.cite(find(f"[@{key}]")[0].items[0]).whole


def full() -> dict[str, object]:
    """Something in every variable that an editor may fill in, told apart by its name."""
    values: dict[str, object] = {}
    for name, field in Item.model_fields.items():
        kind, key = str(field.annotation), field.alias or name
        if "Name" in kind:
            values[key] = [{"family": f"Name{name.replace('_', '')}", "given": "Jo"}]
        elif "Date" in kind:
            values[key] = {"date-parts": [[2017, 6, 19]]}
        elif "int" in kind:
            values[key] = 7
        elif kind == "<class 'str'>":
            values[key] = f"Text{name.replace('_', '')}"
    generated = ("citation-number", "citation-label", "first-reference-note-number", "year-suffix")
    for key in (*generated, "locator", "title-short", "shortTitle", "categories"):
        values.pop(key, None)
    return {**values, "URL": "https://example.org/x", "DOI": "10.1000/182"}


STRAY = re.compile(r"[,;:]\.(?!\w)|\(\)|\[\]|\S  |,,|\.\.|\( |\s\)|“”|[\ue000-\uf8ff]")
LABELS = re.compile(
    r"\b(?:edition|édition|edición|volume|number|presented|(?<!Publicación )en línea)\b",
    re.IGNORECASE,
)


@STYLES
@LANGUAGES
def test_every_type_of_csl_can_be_written(language: str, style: str) -> None:
    bare = {"language": "en", "issued": {"date-parts": [[2015]]}, "publisher": "City of Dakar"}
    works = {}
    for kind in get_args(ItemType):
        key = kind.replace("_", "-")
        works[key] = reference(id=key, type=kind, **{**bare, "title": f"Zebra {key} lane"})
        facts = {"id": f"full-{key}", "type": kind, "title": f"Okapi {key} lane", "language": "en"}
        works[f"full-{key}"] = Reference.model_validate({**full(), **facts})
    formatter = formatted(works, language, style)
    listed = formatter.bibliography
    assert {entry.id for entry in listed} == works.keys()
    for entry in listed:
        text, kind = entry.text, entry.id
        assert text, kind
        assert cited(formatter, kind), kind
        assert not STRAY.search(text), (kind, text)
        assert text.lower().count(f"{kind.removeprefix('full-')} lane") == 1, (kind, text)
        if not kind.startswith("full-"):
            assert text.count("2015") <= 1, (kind, text)
            assert not LABELS.search(text), (kind, text)


def test_a_season_is_written_in_each_language() -> None:
    facts = {"type": "article-journal", "author": [PERSON], "container_title": "Journal"}
    said = {
        tag: written(tag, STYLE, **facts, issued={"date-parts": [[2021]], "season": 1})
        for tag in ("en", "es", "fr")
    }
    assert "Spring 2021" in said["en"]
    assert "rimavera de 2021" in said["es"]
    assert "rintemps 2021" in said["fr"]


def test_an_edition_is_counted_once_where_a_locale_has_the_numbers_themselves() -> None:
    text = written("he", type="book", edition="2", author=[PERSON], publisher="City")
    assert "22" not in text
    assert "2" in text


def test_the_first_of_a_month_has_its_own_form_in_french() -> None:
    text = written("fr", type="speech", issued={"date-parts": [[2018, 9, 1]]}, author=[PERSON])
    assert "(2018, 1er\N{NO-BREAK SPACE}septembre)" in text.replace(
        " ", "\N{NO-BREAK SPACE}"
    ).replace(",\N{NO-BREAK SPACE}", ", ")


@pytest.mark.parametrize(
    ("language", "genre", "expected"),
    [
        ("en", "Issue Paper", "Issue Paper No. 9"),
        ("es", "Documento temático", "Documento temático n.º 9"),
        ("fr", "Document thématique", "Document thématique nº 9"),
    ],
)
@STYLES
def test_a_number_behind_its_series_has_no_capital(
    language: str, genre: str, expected: str, style: str
) -> None:
    text = written(language, style, type="report", genre=genre, number=9, language=language)
    assert expected in text.replace("\N{NO-BREAK SPACE}", " ").replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )


@LANGUAGES
@STYLES
def test_no_letter_asks_for_another_font(language: str, style: str) -> None:
    """A character beyond Latin-1 and the usual punctuation costs every reader 42 kB."""
    formatters = [formatted(works, language, style) for works in (written_works(), kinds())]
    found = {
        sign
        for formatter in formatters
        for entry in formatter.bibliography
        for sign in entry.text + cited(formatter, entry.id)
    }
    usual = set("–—‘’“”…Œœ€") | {"\N{NARROW NO-BREAK SPACE}"}
    assert not {unicodedata.name(sign, sign) for sign in found - usual if ord(sign) > 0xFF}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a cross-cutting approach", "A Cross-Cutting Approach"),
        ("voice before the G20", "Voice before the G20"),
        ("goals around the table", "Goals around the Table"),
        ("what the city is up to", "What the City Is up To"),
        ("water: the city and its pre-war wells", "Water: The City and Its Pre-war Wells"),
        ("UCLG, iOS and McDonald in Aix-en-Provence", "UCLG, iOS and McDonald in Aix-en-Provence"),
        ("read it at example.org or www.un.org", "Read It at example.org or www.un.org"),
        ("who governs? the mayor", "Who Governs? The Mayor"),
    ],
)
def test_headlines_have_english_capitals(given: str, expected: str) -> None:
    assert str(capitals.headline(given)) == expected


def test_apa_writes_small_words_of_four_letters_with_a_capital() -> None:
    assert str(capitals.headline("cities from within", longest_small=3)) == "Cities From Within"


def test_a_subtitle_begins_with_a_capital_in_apa() -> None:
    assert "C40 in Copenhagen: Thirty cities" in written(title="C40 in Copenhagen: thirty cities")
    assert "La red: ciudades" in written(title="La red: ciudades", language="es")


def test_works_without_author_are_sorted_by_their_first_word() -> None:
    works = {
        "zoo": reference(id="zoo", author=[{"literal": "Zoo"}]),
        "report": reference(id="report", title="A report"),
        "red": reference(id="red", title="«La red»", language="es"),
        "abel": reference(id="abel", author=[{"literal": "Abel"}]),
    }
    order = [entry.id for entry in formatted(works, "fr", "apa").bibliography]
    assert order == ["abel", "red", "report", "zoo"]


def reference(**facts: object) -> Reference:
    given = {"id": "x", "type": "book", "title": "A title", "language": "en", **facts}
    return Reference.model_validate({key.replace("_", "-"): value for key, value in given.items()})


def written(reader: str = "en", style: str = "apa", **facts: object) -> str:
    (entry,) = formatted({"x": reference(**facts)}, reader, style).bibliography
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
    order = [entry.id for entry in formatted(works, "es").bibliography]
    assert order == ["a", "B", "z"]


def test_works_of_one_year_are_told_apart() -> None:
    works = {
        key: reference(id=key, title=title, author=[PERSON], issued={"date-parts": [[2019]]})
        for key, title in (("first", "Wells"), ("second", "Rain"))
    }
    formatter = formatted(works, "en")
    cited = {key: formatter.cite(find(f"[@{key}]")[0].items[0]).whole for key in works}
    assert cited == {"first": "Sow 2019b", "second": "Sow 2019a"}
    assert [entry.text[:18] for entry in formatter.bibliography] == [
        "Sow, Aminata. 2019",
        "Sow, Aminata. 2019",
    ]
    assert "2019a. Rain" in formatter.bibliography[0].text


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
    formatter = formatted(written_works(), language)
    whole = formatter.cite(find(text)[0].items[0]).whole
    assert whole.replace("\N{NO-BREAK SPACE}", " ") == expected


def test_what_was_written_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    for name in ("entry", "cite", "sort_key"):
        real = getattr(Formatter, name)

        def noted(*given: Any, name: str = name, real: Any = real) -> Any:
            made.append(f"{name} {given[1].id}")
            return real(*given)

        monkeypatch.setattr(Formatter, name, noted)

    kept = ContentCache(tmp_path)

    def write(works: Mapping[str, Reference]) -> tuple[list[str], str]:
        made.clear()
        english = Language("en", "English")
        found = References(works, Style(STYLE, english, cache=kept))
        return [entry.text for entry in found.bibliography], cited(found, "b")

    works = {key: reference(id=key, title=f"On {key}", author=[PERSON]) for key in "abc"}
    first = write(works)
    assert len(made) == 10  # each is cited without a letter first: they are cited alike
    assert write(works) == first
    assert made == []
    works["c"] = reference(id="c", title="On nothing", author=[PERSON])
    texts, _ = write(works)
    assert made == ["sort_key c", "cite c", "entry c"]
    assert texts == [entry.text for entry in formatted(works, "en").bibliography]


def test_the_author_can_be_taken_out() -> None:
    formatter = formatted(written_works(), "en")
    form = formatter.cite(find("[@zapata2007, p. 12]")[0].items[0])
    assert (form.author, form.rest) == ("Zapata Garesché", "2007, 12")


def test_a_work_without_an_author_is_cited_by_its_title() -> None:
    works = {"x": reference(title="On wells", issued={"date-parts": [[2019]]})}
    form = formatted(works, "en").cite(find("[@x]")[0].items[0])
    assert form.whole == "On Wells 2019"


def test_signs_that_html_uses_are_text() -> None:
    works = {"x": reference(title="Wells & <b>rain</b> < 3", language="es")}
    (entry,) = formatted(works, "es").bibliography
    assert "Wells &amp; " in shown(entry)
    assert "&lt; 3" in shown(entry)
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
        ({"stile": "apa"}, "`stile` is no setting, did you mean `style`?"),
        ({"style": "chicago-author-dat"}, "did you mean `chicago-author-date`?"),
        (
            {"style": "din-1505-2-alphanumeric"},
            "expected a CSL style that cites by author and date",
        ),
        ({"styles": "apa"}, "expected a name for each language"),
        ({"styles": {"de": "apa"}}, "`de` is none of the site's languages"),
        ({"locales": {"es": "es-XX"}}, "found “es-XX”, expected a locale of CSL"),
    ],
)
def test_a_wrong_setting_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(UnusableSettingError) as refusal:
        citation_settings(given, ["en", "es"])
    (fault,) = refusal.value.faults
    assert said in f"{fault.message}, {fault.hint}"


def test_a_work_can_be_read_at_its_address_or_else_at_its_doi() -> None:
    common = {"type": "book", "title": "Wells", "language": "en"}
    sici = "10.1002/(SICI)1097(199808)17:15<1661::AID-SIM968>3.0.CO;2-2"
    works = {
        "both": {"URL": "https://example.org/x", "DOI": "10.1000/182"},
        "doi": {"DOI": "10.1000/a#b"},
        "sici": {"DOI": sici},
        "none": {},
    }
    made = {key: Reference(id=key, **common, **more) for key, more in works.items()}
    assert {key: formatted(made, "en")[key].url for key in made} == {
        "both": "https://example.org/x",
        "doi": "https://doi.org/10.1000/a%23b",
        "sici": f"https://doi.org/{sici}".replace("<", "%3C").replace(">", "%3E"),
        "none": "",
    }

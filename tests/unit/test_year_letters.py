"""The letter behind a year is put into what is written once for all letters."""

from __future__ import annotations

from pathlib import Path
from string import ascii_lowercase

import pytest
from issue_papers.articles.citation_syntax import CitedItem, find
from issue_papers.citations import year_letters
from issue_papers.citations.formatting import Formatter
from issue_papers.citations.forms import STYLE, CitedForm, Run, to_text
from issue_papers.citations.references import References, Style
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.content_cache import ContentCache

WORK = {
    "type": "book",
    "title": "Water for all",
    "language": "en",
    "author": [{"family": "Sow", "given": "Aminata"}],
    "issued": {"date-parts": [[2019]]},
    "publisher": "City of Dakar",
}
SPACED = "em-normandie-business-school-harvard-francais"
"""A style with a space between year and letter."""


def works(count: int, **more: object) -> dict[str, Reference]:
    return {
        f"sow-{number}": Reference.model_validate({**WORK, **more, "id": f"sow-{number}"})
        for number in range(count)
    }


def cited(references: References, key: str) -> CitedForm:
    return references.cite(find(f"[@{key}, p. 12]")[0].items[0])


@pytest.mark.parametrize(
    "style", [STYLE, "apa", "chicago-notes-bibliography-17th-edition", "din-1505-2"]
)
@pytest.mark.parametrize("language", ["en", "es", "fr", "de"])
def test_it_is_written_as_if_it_had_been_known(language: str, style: str) -> None:
    written = Style(style, Language(language, language))
    formatter = written._formatter
    (work,) = works(1).values()
    item = find("[@sow-0, p. 12]")[0].items[0]
    for letter in ("", "a", "g", "z"):
        assert written.entry(work, letter) == formatter.entry(work, letter)
        assert written.cite(work, item, letter) == formatter.cite(work, "page", "12", letter)


def test_works_that_are_told_apart_by_it_are_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def entry(self: Formatter, reference: Reference, letter: str = "") -> tuple[Run, ...]:
        asked.append(letter)
        return whole(self, reference, letter)

    whole = Formatter.entry
    monkeypatch.setattr(Formatter, "entry", entry)
    style = Style(STYLE, Language("en", "en"), cache=ContentCache(tmp_path))
    references = References(works(26), style)
    texts = [each.text for each in references.bibliography]
    assert all(f"2019{one}" in text for one, text in zip(ascii_lowercase, texts, strict=True))
    assert len({*texts}) == 26
    assert len(asked) == 1


def test_a_title_keeps_the_letter_that_is_a_sign_elsewhere() -> None:
    references = References(works(2, title="The letter ꜧ"), Style(STYLE, Language("en", "en")))
    first, second = references.bibliography
    assert "2019a" in first.text
    assert "2019b" in second.text
    assert all("letter ꜧ" in each.text.lower() for each in (first, second))


def test_it_is_no_unit_of_what_a_year_counts() -> None:
    references = References(works(7), Style(SPACED, Language("fr", "fr")))
    spaces = {cited(references, key).whole.partition("2019")[2][:1] for key in works(7)}
    assert len(spaces) == 1
    assert to_text(references["sow-6"].runs).count("2019") == 1


ISO, ABNT = "iso690-author-date-en", "associacao-brasileira-de-normas-tecnicas"
HARVARD, NOTES = "harvard-cite-them-right", "chicago-notes-bibliography-17th-edition"
LEY = {"author": [{"family": "Ley", "given": "Jo"}], "issued": {"date-parts": [[2005]]}}
PAPER = {"type": "article-newspaper", "container-title": "El Universal"}
PAGE = {"type": "webpage", "container-title": "UN-Habitat"}
FILM = {"type": "motion_picture", "director": [{"family": "Ray", "given": "Ana"}]}
YEAR = {"issued": {"date-parts": [[2024, 3, 4]]}}


def family(*names: str) -> list[dict[str, str]]:
    return [{"family": name, "given": "A."} for name in names]


def all_cited(style: str, *facts: dict[str, object]) -> list[str]:
    named = {f"w{number}": {"type": "book", **each} for number, each in enumerate(facts)}
    read = {
        key: Reference.model_validate({"language": "en", "title": f"On {key}", **each, "id": key})
        for key, each in named.items()
    }
    references = References(read, Style(style, Language("en", "en")))
    return [references.cite(CitedItem(key)).whole for key in read]


@pytest.mark.parametrize(
    ("style", "facts", "expected"),
    [
        (STYLE, [{**PAPER, **YEAR}] * 2, ["El Universal 2024a", "El Universal 2024b"]),
        (STYLE, [PAGE] * 2, ["UN-Habitat, n.d.-a", "UN-Habitat, n.d.-b"]),
        (STYLE, [{**FILM, **YEAR}] * 2, ["Ray 2024a", "Ray 2024b"]),
        ("apa", [{**FILM, **YEAR}] * 2, ["Ray, 2024a", "Ray, 2024b"]),
        (ISO, [LEY] * 2, ["Ley 2005a", "Ley 2005b"]),
        (ABNT, [LEY] * 2, ["Ley, 2005a", "Ley, 2005b"]),
    ],
)
def test_works_that_are_cited_alike_have_letters(
    style: str, facts: list[dict[str, object]], expected: list[str]
) -> None:
    assert all_cited(style, *facts) == expected


@pytest.mark.parametrize("style", ["apa", STYLE, HARVARD, ABNT])
def test_works_that_et_al_makes_alike_have_letters(style: str) -> None:
    first, second = family("Smith", "Roe", "Fox", "Zed"), family("Smith", "Poe", "Fox", "Zed")
    cited = all_cited(style, {**LEY, "author": first}, {**LEY, "author": second})
    assert {each.rpartition("2005")[2] for each in cited} == {"a", "b"}


def test_a_particle_makes_no_other_author() -> None:
    whole = [{"family": "van Vliet", "given": "Jo"}]
    parted = [{"family": "Vliet", "non-dropping-particle": "van", "given": "Jo"}]
    cited = all_cited("apa", {**LEY, "author": whole}, {**LEY, "author": parted})
    assert cited == ["van Vliet, 2005a", "van Vliet, 2005b"]


@pytest.mark.parametrize("style", ["apa", STYLE, ISO])
def test_works_that_are_cited_otherwise_have_none(style: str) -> None:
    bare = {"author": LEY["author"]}
    dates = ({"date-parts": [[2005], [2006]]}, {"date-parts": [[2005]]}, {"literal": "spring 1999"})
    cited = all_cited(style, bare, *({**bare, "issued": date} for date in dates))
    assert not any(each.endswith(("a", "b")) for each in cited)


def test_what_is_in_press_is_no_undated_work() -> None:
    bare = {"author": LEY["author"]}
    assert all_cited("apa", bare, {**bare, "status": "in press"}) == ["Ley, n.d.", "Ley, in press"]


@pytest.mark.parametrize("style", [NOTES, "nature", "modern-language-association"])
def test_a_style_that_has_no_letters_is_given_none(style: str) -> None:
    references = References(works(2), Style(style, Language("en", "en")))
    assert not any("2019a" in each.text for each in references.bibliography)


@pytest.mark.parametrize("style", [ISO, ABNT])
def test_without_a_place_of_its_own_it_is_behind_the_first_year(style: str) -> None:
    more = {"accessed": {"date-parts": [[2020, 5, 4]]}, "URL": "https://example.org/"}
    references = References(works(2, **more), Style(style, Language("en", "en")))
    first, second = (each.text for each in references.bibliography)
    assert ("2019a" in first, "2019b" in second) == (True, True)
    assert "2020a" not in first
    assert "2020b" not in second


def test_after_z_comes_aa() -> None:
    references = References(works(28), Style(STYLE, Language("en", "en")))
    assert [each.text for each in references.bibliography][-1].count("2019ab") == 1
    assert [year_letters.letter(number) for number in (0, 25, 26, 701, 702)] == [
        *("a", "z", "aa", "zz", "aaa"),
    ]

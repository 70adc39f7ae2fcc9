"""The letter behind a year is put into what is written once for all letters."""

from __future__ import annotations

from pathlib import Path
from string import ascii_lowercase

import pytest
from issue_papers.articles.citation_syntax import find
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

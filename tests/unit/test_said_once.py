"""What a style has said of one work it says of another only if that tells the same."""

from __future__ import annotations

from typing import Any

import pytest
from issue_papers.citations.collection import style_in
from issue_papers.citations.formatting import Formatter
from issue_papers.citations.source import ListedWork
from issue_papers.citations.styles import Sheet
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.content.settings import OFFERED_STYLES

_ENGLISH = Language("en", "English")
_NAME = [{"family": "Diop", "given": "Awa"}]
_WORK: dict[str, Any] = {
    "id": "one",
    "title": "Cities in the world",
    "author": [{"family": "Fernández", "given": "Ana"}, {"literal": "City of Dakar"}],
    "issued": {"date-parts": [[2020, 11]]},
    "language": "en",
    "publisher": "Metropolis",
    "URL": "https://example.org/one",
}
_TYPES = ("report", "chapter", "article-journal", "document", "legislation")
_CHANGES: dict[str, Any] = {
    "title": "Other cities: 2020",
    "title-short": "Cities",
    "author": _NAME,
    "editor": _NAME,
    "translator": _NAME,
    "container-title": "A whole",
    "container-title-short": "Whole",
    "collection-title": "Papers",
    "collection-number": "9",
    "collection-editor": _NAME,
    "issued": {"date-parts": [[2020], [2021]]},
    "accessed": {"date-parts": [[2026, 1, 2]]},
    "original-date": {"date-parts": [[1999]]},
    "event-title": "A forum",
    "genre": "Issue paper",
    "number": "12",
    "edition": "2",
    "volume": "3",
    "issue": "4",
    "page": "12-19",
    "publisher": "Another",
    "publisher-place": "Dakar",
    "medium": "machine translation",
    "language": "fr",
    "DOI": "10.5555/12345678",
    "ISBN": "9780306406157",
    "URL": "https://example.org/two",
}


def _references() -> list[Reference]:
    """Return works of several types that differ from each other in one variable each."""
    found = [{**_WORK, "type": kind} for kind in _TYPES]
    found += [{**each, name: value} for each in found for name, value in _CHANGES.items()]
    optional = _WORK.keys() - {"id", "title", "language"}
    found += [
        {key: value for key, value in each.items() if key != name}
        for each in found[: len(_TYPES)]
        for name in sorted(optional)
    ]
    return [Reference.model_validate(each) for each in found]


@pytest.mark.parametrize("style", OFFERED_STYLES)
def test_works_that_differ_in_one_variable_are_written_as_each_alone(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = _references()
    sheet = Sheet(style_in(style, _ENGLISH), _ENGLISH)
    together = [Formatter(sheet, _ENGLISH).entry(each) for each in references]
    again = [Formatter(sheet, _ENGLISH).entry(each) for each in reversed(references)]
    monkeypatch.setattr(ListedWork, "told", None)  # nothing that was said is said again
    alone = [Formatter(sheet, _ENGLISH).entry(each) for each in references]
    assert together == alone
    assert again[::-1] == alone

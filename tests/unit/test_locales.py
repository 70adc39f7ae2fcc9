from __future__ import annotations

import pytest
from issue_papers.content.locales import Language, Locales, UnknownLanguageError

LOCALES = Locales("en", tuple(Language(tag, tag) for tag in ("ar", "zh-Hant", "pt-BR", "en")))


@pytest.mark.parametrize("tag", LOCALES.tags)
@pytest.mark.parametrize("key", ["index.md", "papers/x/means.md", "case-studies/y/index.md"])
def test_path_and_key_are_each_others_inverse(key: str, tag: str) -> None:
    assert LOCALES.split(LOCALES.path(key, tag)) == (key, tag)


@pytest.mark.parametrize(
    ("key", "tag", "url"),
    [
        ("index.md", "en", ""),
        ("index.md", "ar", "ar/"),
        ("papers/x/index.md", "en", "papers/x/"),
        ("papers/x/means.md", "pt-BR", "pt-BR/papers/x/means/"),
    ],
)
def test_urls(key: str, tag: str, url: str) -> None:
    assert LOCALES.url(key, tag) == url


def test_an_unknown_suffix_is_an_error() -> None:
    with pytest.raises(UnknownLanguageError):
        LOCALES.split("a.fr.md")


def test_direction_comes_from_cldr() -> None:
    assert [LOCALES[tag].direction for tag in LOCALES.tags] == ["rtl", "ltr", "ltr", "ltr"]

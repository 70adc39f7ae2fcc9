"""The search index over small hand-made sites."""

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from issue_papers.formats.search import pagefind
from issue_papers.formats.search.index import JOINT, Indexing, SearchIndex
from issue_papers.formats.search.pagefind import SearchIndexError

PAGE = """<!doctype html>
<html lang="{lang}"><head><title>{title} | Site</title>
<meta data-pagefind-filter="kind[content]" data-pagefind-meta="kind[content]" content="{kind}">
<meta data-pagefind-filter="topic[content]" content="{topic}"></head>
<body><nav>Navigation</nav><article{mark}><h1>{title}</h1>
<p>{text}</p><h2 id="why">Why<a class="headerlink" href="#why">¶</a></h2><p>Because.</p>
<p data-pagefind-ignore>Unwanted</p></article></body></html>
"""


@pytest.fixture
def write_page(tmp_path: Path) -> Callable[..., None]:
    def write(
        uri: str, lang: str, *, site: str = "site", marked: bool = True, text: str = ""
    ) -> None:
        path = tmp_path / site / uri / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            PAGE.format(
                lang=lang,
                title=f"Title of {uri}",
                kind=("case", "paper", "section", "page")[len(uri) % 4],
                topic=("climate", "housing", "sport")[sum(uri.encode()) % 3],
                mark=" data-pagefind-body" if marked else "",
                text=text or f"Text number {uri}",
            ),
            encoding="utf-8",
        )

    return write


def build_index(site_dir: Path, *, expected: Mapping[str, int]) -> SearchIndex:
    return Indexing(site_dir).write(expected)


def fragments(index: SearchIndex) -> list[dict[str, object]]:
    """What the index knows of each page."""
    texts = [
        gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        for path in (index.folder / "fragment").iterdir()
    ]
    return sorted((json.loads(text) for text in texts), key=lambda page: page["url"])


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_each_language_has_its_own_index(tmp_path: Path, write_page: Callable[..., None]) -> None:
    write_page("a", "en")
    write_page("b", "en")
    write_page("pt-BR/a", "pt-BR")
    write_page("zh-Hant/a", "zh-Hant", text="首爾的國際合作")

    index = build_index(tmp_path / "site", expected={"en": 2, "pt-BR": 1, "zh-Hant": 1, "ca": 0})

    assert index.pages == {"en": 2, "pt-BR": 1, "zh-Hant": 1, "ca": 0}
    entry = json.loads((index.folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(entry["languages"]) == ["en", "pt-br", "zh-hant"]


def test_only_what_the_dialog_loads_is_written(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", "es")
    stale = tmp_path / "site/pagefind/fragment/old.pf_fragment"
    stale.parent.mkdir(parents=True)
    stale.touch()

    index = build_index(tmp_path / "site", expected={"es": 1})

    names = {path.relative_to(index.folder).as_posix() for path in index.folder.rglob("*.*")}
    assert {"pagefind.js", "pagefind-entry.json", "wasm.es.pagefind"} <= names
    assert {Path(name).suffix for name in names} == {
        ".js",
        ".json",
        ".pagefind",
        ".pf_meta",
        ".pf_index",
        ".pf_fragment",
    }
    assert len(names) == 6


def test_the_same_pages_give_the_same_bytes(
    tmp_path: Path, write_page: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = dict.fromkeys(("en", "es", "fr", "de"), 12)
    for lang in expected:
        for number in range(12):
            write_page(f"{lang}/page-{number}", lang)

    first = contents(build_index(tmp_path / "site", expected=expected).folder)
    again = contents(build_index(tmp_path / "site", expected=expected).folder)
    monkeypatch.setattr(Path, "rglob", lambda *args, rglob=Path.rglob: reversed([*rglob(*args)]))
    listed_otherwise = contents(build_index(tmp_path / "site", expected=expected).folder)

    assert len(first) > 48
    assert first == again == listed_otherwise


def test_what_is_on_the_page_but_not_its_text_is_left_out(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("cases/seoul", "en")

    (page,) = fragments(build_index(tmp_path / "site", expected={"en": 1}))

    assert page["url"] == "/cases/seoul/"
    assert page["content"] == "Title of cases/seoul. Text number cases/seoul. Why. Because."
    assert page["anchors"] == [{"element": "h2", "id": "why", "text": "Why", "location": 6}]
    assert page["filters"] == {}
    assert page["meta"] == {"kind": "page", "title": "Title of cases/seoul"}


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_elided_words_are_words(
    tmp_path: Path, write_page: Callable[..., None], apostrophe: str
) -> None:
    write_page("fr", "fr", text=f"Pour l{apostrophe}hébergement <b>d{apostrophe}abord</b> ’60")

    index = build_index(tmp_path / "site", expected={"fr": 1})

    (page,) = fragments(index)
    assert f"l{apostrophe}{JOINT}hébergement d{apostrophe}{JOINT}abord ’60" in str(page["content"])
    words = b"".join(gzip.decompress(path.read_bytes()) for path in index.folder.glob("index/*"))
    assert b"heberg" in words
    assert b"lheberg" not in words


def test_the_site_itself_is_left_as_it_is(tmp_path: Path, write_page: Callable[..., None]) -> None:
    write_page("fr", "fr", text="l’hébergement")
    before = contents(tmp_path / "site")

    build_index(tmp_path / "site", expected={"fr": 1})

    after = contents(tmp_path / "site")
    assert {name: after[name] for name in before} == before


def test_pages_are_read_as_utf8_without_saying_so(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("es", "es", text="Medellín")

    (page,) = fragments(build_index(tmp_path / "site", expected={"es": 1}))

    assert "Medellín" in str(page["content"])


def test_a_site_where_nothing_is_marked_has_an_empty_index(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("es", "es", marked=False)

    index = build_index(tmp_path / "site", expected={"es": 0})

    assert index.pages == {"es": 0}
    assert not list(index.folder.glob("fragment/*"))


def test_a_wrong_number_of_pages_is_reported_for_every_language(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", "en")
    write_page("es/a", "es")
    write_page("es/b", "es")
    write_page("fr/a", "fr", marked=False)

    with pytest.raises(SearchIndexError) as caught:
        build_index(tmp_path / "site", expected={"en": 1, "es": 1, "fr": 1})

    assert str(caught.value) == (
        "The search index doesn't match the pages of the site.\n"
        "es: 1 page should be found by the search, but the index has 2:\n"
        "    es/a/index.html\n"
        "    es/b/index.html\n"
        "fr: 1 page should be found by the search, but the index has 0: none\n"
        "Hint: a page is found when its article has data-pagefind-body. A translated page needs "
        "it; a page shown in the source language because its translation is missing must not "
        "have it."
    )
    assert not (tmp_path / "site/pagefind").exists()


def test_a_language_nobody_expects_is_reported(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", "en")

    with pytest.raises(SearchIndexError, match="en: 0 pages should be found"):
        build_index(tmp_path / "site", expected={})


def test_a_page_without_a_language_is_reported(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", "")

    with pytest.raises(SearchIndexError, match=r"a/index\.html: .* doesn't say its language"):
        build_index(tmp_path / "site", expected={"en": 1})


def test_a_missing_pagefind_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "get_executable", lambda: None)

    with pytest.raises(SearchIndexError, match="pip install"):
        build_index(tmp_path, expected={})


def test_a_pagefind_that_stops_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_page: Callable[..., None]
) -> None:
    write_page("a", "en")
    monkeypatch.setattr(pagefind, "get_executable", lambda: Path("/bin/true"))

    with pytest.raises(SearchIndexError, match="Pagefind stopped while it was to start an index"):
        build_index(tmp_path / "site", expected={"en": 1})

"""The search index over small hand-made sites."""

import gzip
import json
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from types import MappingProxyType

import cbor2
import pytest
from issue_papers.building.carrying import Carrying
from issue_papers.building.executors import InThisProcess
from issue_papers.building.watching import Watched
from issue_papers.content.termbase import Term, Termbase
from issue_papers.content_cache import ContentCache
from issue_papers.formats.search import folding, index, lexicon, parts, postings, shares, writing
from issue_papers.formats.search.folding import JOINT
from issue_papers.formats.search.indexing import Indexing, SearchIndex
from issue_papers.formats.search.making import Kept
from issue_papers.formats.search.pagefind import Pagefind, SearchIndexError
from issue_papers.formats.search.reading import MARK, Document, documents
from issue_papers.views.downloads import size_mark

PAGE = """<!doctype html>
<html lang="{lang}"><head><title>{title} | Site</title></head>
<body><nav>Navigation</nav>
<article{mark} data-search='{{"kind": "{kind}", "topics": [["t", "{topic}"]]}}'>
<h1>{title}</h1>
<p>{text}</p><h2 id="why">Why<a class="headerlink" href="#why">¶</a></h2><p id="p-1">Because.</p>
<aside data-search-kind="recommendation"><h3 id="do-it">Do it</h3><p>Now.</p></aside>
<p data-search-context>ISBN 123</p>
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
                kind="paper",
                topic=("climate", "housing", "sport")[sum(uri.encode()) % 3],
                mark=" data-pagefind-body" if marked else "",
                text=text or f"Text number {uri}",
            ),
            encoding="utf-8",
        )

    return write


def build_index(
    site_dir: Path,
    *,
    expected: Mapping[str, int],
    running: Executor | None = None,
    kept: Kept | None = None,
    digests: Mapping[str, str] = MappingProxyType({}),
) -> SearchIndex:
    indexing = Indexing(site_dir, None, running, kept, digests)
    return indexing.put_together(expected).write()


def fragments(index: SearchIndex) -> list[dict[str, object]]:
    """What the index knows of each page."""
    texts = [
        gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        for path in (index.folder / "fragment").iterdir()
    ]
    return sorted((json.loads(text) for text in texts), key=lambda page: page["content"])


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
    assert {"pagefind-entry.json", "wasm.es.pagefind"} <= names
    assert {Path(name).suffix for name in names} == {
        ".json",
        ".pagefind",
        ".pf_meta",
        ".pf_index",
        ".pf_fragment",
    }
    assert stale.name not in {Path(name).name for name in names}
    assert len([name for name in names if name.endswith(".pf_fragment")]) == 3


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


def test_a_page_is_found_by_its_parts(tmp_path: Path, write_page: Callable[..., None]) -> None:
    write_page("cases/seoul", "en", text="Łódź–Tromsø, 1815–1919")

    recommendation, head, why = fragments(build_index(tmp_path / "site", expected={"en": 1}))

    assert {each["url"] for each in (head, why, recommendation)} == {"/cases/seoul/"}
    assert head["content"] == (
        f"Title of cases/{JOINT} seoul\xa0· Łódź–{JOINT} Tromsø, 1815–{JOINT} 1919\xa0·"
    )
    assert why["content"] == "Why\xa0· Because."
    assert why["anchors"] == [
        {"element": "h2", "id": "why", "location": 0, "text": "Why", "words": 1},
        {"element": "p", "id": "p-1", "location": 1},
    ]
    assert recommendation["content"] == "Do it\xa0· Now."
    assert recommendation["anchors"][0]["id"] == "do-it"  # type: ignore[index]
    assert recommendation["meta"]["kind"] == "recommendation"  # type: ignore[index]
    assert why["meta"]["page"] == "Title of cases/seoul"  # type: ignore[index]


def test_names_of_fragments_say_kind_and_page(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    for uri in ("a", "b"):
        write_page(uri, "en")

    index = build_index(tmp_path / "site", expected={"en": 2})

    stems = sorted(path.stem for path in (index.folder / "fragment").iterdir())
    assert [(stem[:8], stem.partition("-")[2]) for stem in stems] == [
        ("en_p0000", "0"),
        ("en_p0000", "1"),
        ("en_p0001", "0"),
        ("en_p0001", "1"),
        ("en_r0000", "2"),
        ("en_r0001", "2"),
    ]
    digests = {stem[4:13] for stem in stems}
    assert {digest[-5:] for digest in digests} == {stems[0][8:13]}, "so many pages share one"


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "ja", "th", "ar", "pl"])
def test_positions_are_those_of_the_words_shown(
    lang: str, tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", lang, text="Well-known: 首爾的國際合作。 l’eau – U.S.A. 1 234 567")
    tag = lang.lower()
    (path,) = (tmp_path / "site").rglob("*.html")
    head, *_ = documents("a/index.html", path.read_bytes(), tag)
    words = [word for run in (*head.runs, *head.hidden) for _, word in run.pairs()]

    with Pagefind() as service:
        files = service.index([parts._page(tag, 0, head)])

    (fragment,) = (content for name, content in files.items() if name.suffix == ".pf_fragment")
    content = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))["content"]
    seen = content.replace("\u200b", "").split()
    assert [each.rstrip(".") for each in seen][: len(words)] == words


def test_what_isnt_shown_is_found(tmp_path: Path, write_page: Callable[..., None]) -> None:
    write_page("a", "en")

    index = build_index(tmp_path / "site", expected={"en": 1})

    words = b"".join(gzip.decompress(path.read_bytes()) for path in index.folder.glob("index/*"))
    assert b"isbn" in words
    assert b"unwant" not in words
    assert not any("ISBN" in str(page["content"]) for page in fragments(index))


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("l’hébergement d'abord ’60", "fr", "l hebergement d abord 60"),
        ("don’t Busan's", "en", "dont busans"),
        ("organized neighbour colours programmes", "en", "organised neighbor colors program"),
        ("organisé", "fr", "organise"),
        ("İstanbul'da ılık", "tr", "istanbul da ilik"),
        ("Straße Þórr œuvre Ørsted łódź", "de", "strasse thorr oeuvre orsted lodz"),
        ("كتاب كِتَابًا بــيــت ١٢٣", "ar", "کتاب کتابا بیت 123"),
        ("کتاب‌ها می‌شود", "fa", "کتاب ها می شود"),
        ("国际合作", "zh-hans", "国 际 合 作"),
        ("ﾄﾛﾑｿ ｶﾞ ｔｅｘｔ", "ja", "ト ロ ム ソ ガ text"),
        ("1\u202f234\u202f567 and 1,234,567 but 1 234", "en", "1234567 and 1234567 but 1 234"),
        ("12,345 U.S.A. co\u00adoperation", "en", "12345 usa cooperation"),
        (
            "12,34,567 1,200.50 U.N and A.B.Smith 3.11.2019",
            "en",
            "1234567 1200 50 un and ab smith 3 11 2019",
        ),
        ("l’UE, d'or et qu’il lʼeau aujourd’hui", "fr", "l ue d or et quil l eau aujourd hui"),
        ("2º 2.º 1ª nº 5, n.º 5, n° 5 EE. UU.", "es", "2 2 1 n 5 n 5 n 5 ee uu"),
        ("المياه والمياه مياه بالمدينة للمدن والد", "ar", "میاه میاه میاه مدینه مدن والد"),
        ("пʼять п’ять п'ять ґанок", "uk", "п ять п ять п ять ганок"),
        ("Hawaiʻi Hawai'i Kaʿba Qurʾan Kazanʹ", "en", "hawaii hawaii kaba quran kazan"),
        ('צה"ל צה״ל ג\'ורג\' "שלום" עולם', "he", "צהל צהל גורג שלום עולם"),
        ("ɗan ƙasa ƴan", "ha", "dan kasa yan"),
        ("Қазақстан өнер", "kk", "казакстан онер"),
        ("— … ·", "en", ""),
    ],
)
def test_words_are_folded(text: str, language: str, words: str) -> None:
    assert folding.words(text, language) == words.split()


def test_terms_lead_to_those_of_the_language() -> None:
    termbase = Termbase(
        "glossary.yml",
        {
            "iro": {
                "en": Term(term="international office", acronym="IRO", definition="An office."),
                "es": Term(
                    term="oficina internacional",
                    acronym="ORI",
                    definition="Una oficina.",
                    forbidden=("oficina exterior",),
                ),
            }
        },
    )
    known = lexicon.concepts(termbase, ("en", "es"))["en"]

    first, files = lexicon.files("en", (), known)

    made = {path.as_posix(): json.loads(content) for path, content in files.items()}
    forms = {form: meant for _, name in made[first]["forms"] for form, meant in made[name].items()}
    assert forms["iro"] == [["", ["international office"]]]
    assert forms["internationaloffice"] == [["", ["IRO"]]]
    assert forms["ori"] == [["es", ["international office", "IRO"]]]
    assert forms["oficinaexterior"] == [["es", ["international office", "IRO"]]]


def test_words_are_kept_in_small_files(tmp_path: Path, write_page: Callable[..., None]) -> None:
    text = " ".join(f"word{chr(97 + i // 26 % 26)}{chr(97 + i % 26)}{'x' * 30}" for i in range(600))
    write_page("a", "en", text=text)

    index = build_index(tmp_path / "site", expected={"en": 1})

    sizes = [path.stat().st_size for path in (index.folder / "lexicon").iterdir()]
    assert len(sizes) > 3
    assert max(sizes) < 1.2 * lexicon.LIMIT
    chunks = list((index.folder / "index").iterdir())
    assert len(chunks) > 2
    assert max(len(gzip.decompress(path.read_bytes())) for path in chunks) < 13_000


def test_what_every_search_loads_grows_little(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    for number in range(60):
        write_page(f"{number:02}", "en", text=" ".join(["word"] * (7 * number + number % 5)))

    index = build_index(tmp_path / "site", expected={"en": 60})

    (meta,) = index.folder.glob("*.pf_meta")
    documents = len(list((index.folder / "fragment").iterdir()))
    assert documents == 180
    # What every search loads is a byte or two for each document.
    assert meta.stat().st_size < 2.5 * documents
    (found,) = json.loads((index.folder / parts.ENTRY).read_bytes())["languages"].values()
    assert meta.stem == f"pagefind.{found['hash']}"
    known = json.loads(gzip.decompress(meta.read_bytes()).removeprefix(b"pagefind_dcd"))
    assert len(known["kinds"]) == len(known["lengths"]) == documents
    assert sum(letter.isupper() for letter in known["kinds"]) == 60
    assert len(known["digests"]) == 4


def test_a_word_of_every_page_is_in_a_file_of_its_own() -> None:
    words = {"a": 100, "b": 9_000, "c": 100}
    given = [writing._Word(word, b"x" * size) for word, size in words.items()]
    assert [*writing._cut(given)] == [[each] for each in given]


def test_what_is_listed_in_cbor_is_what_cbor2_would_list() -> None:
    for count in (0, 1, 23, 24, 255, 256, 70_000):
        listed = postings.listed(*([cbor2.dumps(["a", 1])] * count))
        assert listed == cbor2.dumps([["a", 1]] * count)


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

    found = fragments(build_index(tmp_path / "site", expected={"es": 1}))

    assert any("Medellín" in str(page["content"]) for page in found)


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
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)

    with pytest.raises(SearchIndexError, match="pip install"):
        build_index(tmp_path, expected={})


def test_a_pagefind_that_stops_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_page: Callable[..., None]
) -> None:
    write_page("a", "en")
    monkeypatch.setattr("pagefind.service.get_executable", lambda: Path("/bin/true"))

    with pytest.raises(SearchIndexError, match="Pagefind stopped while it was to start an index"):
        build_index(tmp_path / "site", expected={"en": 1})


def test_only_pages_that_say_something_else_are_read_again(
    tmp_path: Path, write_page: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for uri in ("a", "b", "c"):
        write_page(uri, "en")
    site, kept = tmp_path / "site", Kept(ContentCache(tmp_path / "cache"), tmp_path)
    read: list[str] = []

    def reading(uri: str, content: bytes, tag: str) -> list[Document]:
        read.append(uri)
        return documents(uri, content, tag)

    monkeypatch.setattr(index, "documents", reading)
    build_index(site, expected={"en": 3}, kept=kept)
    assert len(read) == 3
    write_page("b", "en", text="Another text")
    again = build_index(site, expected={"en": 3}, kept=kept)
    assert read[3:] == ["b/index.html"]
    made = contents(again.folder)
    assert made == contents(build_index(site, expected={"en": 3}).folder)


@pytest.mark.parametrize("running", [None, InThisProcess()], ids=["alone", "executor"])
@pytest.mark.parametrize("spoiled", ["share", "share-name", "search-files", "search-head", "shelf"])
def test_what_is_spoiled_of_an_index_is_made_again(
    spoiled: str,
    running: Executor | None,
    tmp_path: Path,
    write_page: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shares, "_PAGES", 2)
    for uri in ("a", "b", "c"):
        write_page(uri, "en")
    site, kept = tmp_path / "site", Kept(ContentCache(tmp_path / "cache"), tmp_path)
    made = contents(build_index(site, expected={"en": 3}).folder)
    again = build_index(site, expected={"en": 3}, running=running, kept=kept)
    assert contents(again.folder) == made
    there = [*kept.cache.folder.glob(f"*.{spoiled}")]
    assert there
    for path in there:
        path.write_bytes(b"spoiled")
    again = build_index(site, expected={"en": 3}, running=running, kept=kept)
    assert contents(again.folder) == made


@pytest.mark.parametrize("said", ["../../evil", "a/b", "", "en&#9;", "x" * 36])
def test_a_language_that_is_none_names_no_file(
    said: str, tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", said)
    site, kept = tmp_path / "site", Kept(ContentCache(tmp_path / "cache"), tmp_path)
    with pytest.raises(SearchIndexError, match="doesn't say its language"):
        build_index(site, expected={"en": 1}, kept=kept)
    assert {path.name for path in tmp_path.iterdir()} <= {"site", "cache"}


def test_pages_are_counted_before_any_is_indexed(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", "en")
    kept = Kept(ContentCache(tmp_path / "cache"), tmp_path)
    indexing = Indexing(tmp_path / "site", kept=kept)
    with pytest.raises(SearchIndexError, match="doesn't match the pages"):
        indexing.put_together({"en": 2})
    assert not [*kept.cache.folder.glob("*.share")]


def test_an_index_is_made_where_nothing_can_be_kept(
    tmp_path: Path, write_page: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(shares, "_PAGES", 2)
    monkeypatch.setattr(ContentCache, "_write", full)
    for uri in ("a", "b", "c"):
        write_page(uri, "en")
    site, kept = tmp_path / "site", Kept(ContentCache(tmp_path / "cache"), tmp_path)
    made = contents(build_index(site, expected={"en": 3}).folder)
    again = build_index(site, expected={"en": 3}, running=InThisProcess(), kept=kept)
    assert contents(again.folder) == made


def test_an_index_that_is_carried_over_stays_in_use(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", "en")
    site, kept = tmp_path / "site", Kept(ContentCache(tmp_path / "cache"), tmp_path)
    build_index(site, expected={"en": 1}, kept=kept)
    for path in kept.cache.folder.iterdir():
        os.utime(path, (0, 0))
    build_index(site, expected={"en": 1}, kept=kept)
    kept.cache.prune()
    there = {path.suffix for path in kept.cache.folder.iterdir()}
    assert {".share", ".share-name", ".search-files", ".search-head"} <= there


def test_only_the_share_of_an_edited_page_is_made_again(
    tmp_path: Path, write_page: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "_PAGES", 2)
    for uri in ("a", "b", "c", "d", "e"):
        write_page(uri, "en")
        write_page(f"fr/{uri}", "fr")
    site, kept = tmp_path / "site", Kept(ContentCache(tmp_path / "cache"), tmp_path)
    build_index(site, expected={"en": 5, "fr": 5}, running=InThisProcess(), kept=kept)
    write_page("c", "en", text="Another text")
    watched = Watched(InThisProcess())
    build_index(site, expected={"en": 5, "fr": 5}, running=watched, kept=kept)
    assert [span.name for span in watched.spans] == ["en 2", "en"]


def test_an_index_that_is_the_same_is_carried_over(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    cache = ContentCache(tmp_path / "cache")
    published, kept = tmp_path / "published", Kept(cache, tmp_path)

    def publish() -> tuple[dict[str, bytes], dict[str, int]]:
        shutil.rmtree(tmp_path / "site", ignore_errors=True)
        write_page("a", "en", text=text)
        write_page("fr/a", "fr")
        into = Carrying(tmp_path / "site", published, cache)
        Indexing(tmp_path / "site", kept=kept).put_together({"en": 1, "fr": 1}).write(into)
        shutil.rmtree(published, ignore_errors=True)
        (tmp_path / "site").rename(published)
        into.close()
        there = [path for path in (published / "pagefind").rglob("*") if path.is_file()]
        numbers = {str(path.relative_to(published)): path.stat().st_ino for path in there}
        return contents(published / "pagefind"), numbers

    text = "A text"
    made, before = publish()
    assert publish() == (made, before)
    text = "Another text"
    _, after = publish()
    same = {path for path, number in before.items() if after.get(path) == number}
    assert {path for path in before if "/fr_" in path} <= same
    assert not {path for path in same if "/en_" in path and "lexicon" not in path}


def test_a_page_that_is_known_by_its_digest_is_not_looked_at(
    tmp_path: Path, write_page: Callable[..., None]
) -> None:
    write_page("a", "en")
    site, kept = tmp_path / "site", Kept(ContentCache(tmp_path / "cache"), tmp_path)
    known = {"a/index.html": "digest"}
    made = contents(build_index(site, expected={"en": 1}, kept=kept, digests=known).folder)
    (site / "a/index.html").write_text("unreadable", encoding="utf-8")
    again = build_index(site, expected={"en": 1}, kept=kept, digests=known)
    assert contents(again.folder) == made
    with pytest.raises(SearchIndexError):
        build_index(site, expected={"en": 1}, kept=kept, digests={"a/index.html": "other"})


def test_the_sizes_of_downloads_are_not_searched() -> None:
    said = PAGE.format(lang="en", title="T", kind="k", topic="t", mark=f" {MARK}", text="PDF, {}")
    pages = [said.replace("{}", size).encode() for size in ("", size_mark("paper-offline-en.zip"))]
    first, second = (documents("a/index.html", page, "en") for page in pages)
    assert first == second

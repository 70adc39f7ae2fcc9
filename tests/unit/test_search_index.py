"""The index as our loader has it: what it finds, and what a first search costs on a large site."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import cbor2
import pytest
from harness import ROOT
from issue_papers.content_cache import ContentCache
from issue_papers.formats.search import lexicon, parts, postings, shares, writing
from issue_papers.formats.search.index import index_pages
from issue_papers.formats.search.lexicon import Concept
from issue_papers.formats.search.pagefind import Pagefind, SearchIndexError
from issue_papers.formats.search.postings import Word
from issue_papers.formats.search.reading import documents
from issue_papers.formats.search.shares import Share
from judging import node

JUDGE = ROOT / "tests/judges/pagefind.mjs"

TEXTS = {
    "en": "Harbours and cities twinned. City networks meet; networking cities, a networked city.",
    "ar": "المدن والموانئ. مدينة ساحلية في شبكة المدن",
    "zh-hant": "首爾的國際合作。城市網絡 city 2019",
    "th": "เมืองท่าและเครือข่ายเมือง",
}

PAGES, DOCUMENTS = 3_300, 6
"""A large site: its pages in a language, and the documents of each, as dense texts have them."""
FIRST_SEARCH = 150_000
"""Bytes of everything that a first search loads."""


def _page(tag: str, number: int) -> bytes:
    text = " ".join([TEXTS[tag]] * (1 + number % 5)) + f" {number}"
    return f"""<!doctype html><html lang="{tag}"><body><article data-pagefind-body>
      <h1>{TEXTS[tag][:12]}</h1><p>{text}</p><h2 id="a">{number} B</h2><p>{text[20:]}</p>
      </article></body></html>""".encode()


@pytest.mark.parametrize("tag", TEXTS)
def test_what_is_found_is_what_pagefinds_own_script_finds(tag: str, tmp_path: Path) -> None:
    pages = [(f"{number:02}/index.html", _page(tag, number)) for number in range(20)]
    read = [each for uri, content in pages for each in documents(uri, content, tag)]
    made = index_pages(tag, pages, ())
    with Pagefind() as service:
        theirs = service.index(parts._page(tag, *each) for each in enumerate(read))

    there = Share.of(tag, (documents(uri, content, tag) for uri, content in pages)).pages
    names = writing._names(there, [*writing._digests(there)])
    numbers = {f"{tag}_{name}": number for number, name in enumerate(names)}
    for path, content in theirs.items():
        if path.suffix == ".pf_fragment":
            url = json.loads(parts.unpacked(content))["url"]
            numbers[path.stem] = int(url.strip("/").removesuffix(".html"))
        # Node takes a script for what its name says.
        name = path.with_suffix(".mjs") if path.suffix == ".js" else path
        _write(tmp_path / "theirs" / name, content)
    for path, content in (*made.files.items(), *made.head.engine.items()):
        _write(tmp_path / "ours" / path, content)
    _write(tmp_path / "ours/pagefind-entry.json", json.dumps(made.head.entry).encode())
    _write(tmp_path / "numbers.json", json.dumps(numbers).encode())

    words = [word for run in (*read[0].runs, *read[1].runs) for _, word in run.pairs()]
    phrases = [f'"{" ".join(pair)}"' for pair in itertools.pairwise(words)]
    queries = [*dict.fromkeys([*words, *phrases, *(word[:4] for word in words), *words[::-1]])]
    asked = [*queries, "xyzzy", '"xyzzy 1"', " ".join(words[:3])]
    said = node(JUDGE, tmp_path, tag, given=json.dumps(asked))
    assert int(said) > 0.5 * len(queries)


@pytest.mark.parametrize("tag", TEXTS)
def test_an_index_is_the_same_however_many_pages_are_indexed_at_once(
    tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [(f"{number:02}/index.html", _page(tag, number)) for number in range(20)]
    without = _page(tag, 20).replace(b"h2", b"h4").replace(b"h1", b"h5")
    pages.append(("20/index.html", without))  # which has no title and no heading
    whole = index_pages(tag, pages, ())
    for size in (3, 20):
        monkeypatch.setattr(shares, "_PAGES", size)
        assert index_pages(tag, pages, ()) == whole
    cache = ContentCache(tmp_path)
    assert index_pages(tag, pages, (), cache) == whole
    pages[9] = (pages[9][0], _page(tag, 99))
    edited = index_pages(tag, pages, (), cache)
    assert edited == index_pages(tag, pages, ())
    assert edited != whole
    assert len([*tmp_path.glob("*.share")]) == 3


def test_a_first_search_costs_little_on_a_site_of_any_size() -> None:
    chance = random.Random(1)  # noqa: S311 - the same each time
    kinds = ("S" + "s" * (DOCUMENTS - 1)) * (PAGES - 300) + "Cccbbb" * 300
    lengths = [int(chance.lognormvariate(4.3, 0.8)) for _ in kinds]
    digests = [writing._name(str(number)) for number in range(PAGES // writing._TOGETHER + 1)]
    words = sorted(f"{chance.randrange(26**4):x}" for _ in range(1_200))
    table = writing._table(kinds, lengths, digests, "en_abcde", [*itertools.pairwise(words)])
    first = len(parts.packed(shares.as_json(table)))

    common = ["citi", [[1, _places(chance), []] for _ in kinds], []]
    word = len(parts.packed(cbor2.dumps([[writing._kept(common)]])))

    with Pagefind() as service:
        engines = service.index([parts.MarkedPage("a.html", _page("en", 1).decode())])
    engine = max(len(each) for path, each in engines.items() if path.suffix == ".pagefind")
    scripts = ROOT / "overrides/assets/javascripts"
    dialog = gzip.compress(b"".join(path.read_bytes() for path in scripts.glob("search-*.js")))
    # A passage is some 1.7 kB where texts are dense: ten are shown at first.
    costs = {
        "engine": engine,
        "first file": first,
        "two words": 2 * word,
        "words like them": 3 * lexicon.LIMIT // 4,
        "passages": 10 * 1_700,
        "scripts": len(dialog) * 2 // 3,
    }
    assert sum(costs.values()) < FIRST_SEARCH, costs


def _places(chance: random.Random) -> list[int]:
    return [-25, *(chance.randrange(1, 120) for _ in range(1 + int(chance.expovariate(0.7))))]


def test_a_word_of_nearly_all_documents_is_kept_of_those_that_it_says_most_of() -> None:
    said_often = [3, [-25, *[7] * 40], []]
    in_the_title = [2, [-193, 0], [0]]
    others = [[1, [-25, 300 + number % 7], []] for number in range(6_000)]
    word = ["citi", [*others[:3_000], said_often, *others[3_000:], in_the_title], []]

    text, kept, marks = writing._kept(word)

    assert (text, marks) == ("citi", [])
    assert len(cbor2.dumps(kept)) <= writing._WORD_BYTES + 16
    assert 500 < len(kept) < 4_000
    numbers = {number for number, *_ in _counted(kept)}
    known = {number: rest for number, *rest in _counted(word[1])}
    assert numbers < set(known)
    assert all(known[number] == rest for number, *rest in _counted(kept))
    assert {3_003, 6_005} <= numbers
    assert writing._kept(["citi", others[:500], []]) == ["citi", others[:500], []]
    marker = [lexicon.marker("place", "Seoul"), word[1], []]
    assert writing._kept(marker) is marker


def _counted(found: list[list[object]]) -> list[tuple[int, object, object]]:
    numbers = itertools.accumulate(step for step, *_ in found)  # type: ignore[misc]
    return [(number, *rest) for number, (_, *rest) in zip(numbers, found, strict=True)]  # type: ignore[misc]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


SAID = """<html lang="en"><title>t</title>
  <article data-pagefind-body data-search='{"kind": "page"}'>
  <h1>City</h1><p>Words <span data-search-context>facts</span></p><h2 id="a">Part</h2><p>More</p>
  </article></html>"""


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("Words", "Wörds"),
        ("Words", "(Words"),
        ("City", "Cities"),
        ("facts", "numbers"),
        ('id="a"', 'id="b"'),
        ("h2", "h3"),
        ('"page"', '"news"'),
        ('"page"', '"page", "people": ["Ann"]'),
        ("<p>More</p>", "<p id='c'>More</p>"),
    ],
)
def test_an_index_is_made_again_when_a_reader_would_find_another(
    was: str, becomes: str, tmp_path: Path
) -> None:
    cache = ContentCache(tmp_path)
    before = index_pages("en", [("a.html", SAID.encode())], (), cache)
    text = SAID.replace(was, becomes)
    after = index_pages("en", [("a.html", text.encode())], (), cache)
    assert after == index_pages("en", [("a.html", text.encode())], ())
    assert after != before
    assert len([*tmp_path.glob("*.search")]) == 2


def test_an_index_is_kept_while_its_readers_find_the_same(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    page, other = SAID.encode(), SAID.replace("<p>More", "<p data-origin='x'>More").encode()
    concepts = (Concept(("city",), (("", "town"),)),)
    made = index_pages("en", [("a.html", page)], concepts, cache)
    assert index_pages("en", [("a.html", other)], concepts, cache) == made
    assert len([*tmp_path.glob("*.search")]) == 1
    index_pages("en", [("b.html", page)], concepts, cache)
    index_pages("en", [("a.html", page)], (), cache)
    index_pages("en", [("a.html", page)], concepts, cache, in_folder=True)
    index_pages("en", [("a.html", page), ("b.html", b"<html lang='en'>")], concepts, cache)
    assert len([*tmp_path.glob("*.search")]) == 5


@pytest.mark.parametrize("value", [0, 1, 23, 24, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32])
def test_cbor_begins_as_its_library_has_it(value: int) -> None:
    assert postings._begun(postings._NUMBER, value) == cbor2.dumps(value)
    if value < 70_000:
        begun = postings._begun(postings._LIST, value)
        assert begun + b"\0" * value == cbor2.dumps([0] * value)


def test_it_is_told_if_pagefind_lists_words_otherwise() -> None:
    for word in (["a", [[0, [1]]], []], ["a", [[0, [1], []]]], ["a", [(0, [1], {}, [])], []]):
        with pytest.raises(ValueError):  # noqa: PT011 - which of them doesn't matter
            Word.of(word)
        chunk = parts.packed(cbor2.dumps([[word]]))
        with pytest.raises(SearchIndexError, match="another way"):
            [*parts._words([chunk])]


@pytest.mark.parametrize("left", [0, 3])
def test_documents_that_pagefind_leaves_out_are_missed(
    left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Pagefind.index

    def incomplete(
        service: Pagefind, pages: Iterable[parts.MarkedPage]
    ) -> dict[PurePosixPath, bytes]:
        return index(service, itertools.islice(pages, left))

    monkeypatch.setattr(Pagefind, "index", incomplete)
    with pytest.raises(SearchIndexError, match="into another order"):
        index_pages("en", [(f"{number}.html", _page("en", number)) for number in range(2)], ())

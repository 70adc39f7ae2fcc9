"""A build that keeps what it knows gives the same bytes as one that knows nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness import COMMAND, DAY, copy_site, forked, pages_alone, run
from issue_papers.building import configuration
from issue_papers.building.beside import list_of_pages
from issue_papers.building.carrying import Carrying
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import settings_of
from issue_papers.building.pages import COMPANIONS, Beside, Pages
from issue_papers.building.preview import Preview
from issue_papers.building.site import DATA, Content, Site
from issue_papers.building.units import PAGE, Companions, Page
from issue_papers.formats.repositories import files as repositories
from issue_papers.kinds.registry import datasets
from PIL import Image

Edit = Callable[[Path], None]


def _in(name: str, old: str, new: str) -> Edit:
    def edit(site: Path) -> None:
        file = site / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old} in {name}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _added(name: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")

    return edit


def _removed(name: str) -> Edit:
    return lambda site: (site / name).unlink()


def _appended(name: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        file = site / name
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    return edit


WATER = "docs/papers/water/index.md"
START = "docs/papers/water/start.md"
END = "docs/papers/water/end.md"
END_IN_FRENCH = "docs/papers/water/end.fr.md"
PIPES = "case_studies/dakar/index.md"
GLOSSARY = """\
well:
  en: {term: well, definition: A hole with water., allowed: [wells]}
  fr: {term: puits, definition: Un trou avec de l’eau.}
aqueduct:
  en: {term: aqueduct, definition: A bridge for water.}
"""
RAIN = """\
---
number: 2
title: Rain for all
summary: How cities catch the rain.
authors: [{id: sow, name: Aminata Sow}]
publisher: {name: Small Press}
issued: 2022-05
licence: CC-BY-4.0
sections: [roof]
---
Rain is free.
"""
ROOF = """\
---
title: The roof
summary: Where the rain falls.
---
Rain is caught on roofs [@sow2019], see [](../water/start.md#box-pumps) and
[why wells ran dry](../water/start.md#why).

/// case-study | dakar
///

/// bibliography
///
"""
ROOF_IN_FRENCH = """\
---
title: Le toit
summary: Où tombe la pluie.
translation: {status: machine}
---
La pluie tombe sur les toits [@sow2019], voir [](../water/start.md#box-pumps).

/// case-study | dakar
///

/// bibliography
///
"""
PUMPS = """\
/// box | pumps
    title: Pumps
    numbered: true
They lift water.
///
"""
EDITS: Mapping[str, Edit] = {
    "a word": _appended(START, "Another word."),
    "words that take a minute": _appended(START, "Another word. " * 300),
    "a term where it was": _appended(START, "A well."),
    "a term where it wasn't": _appended(START, "An aqueduct."),
    "a definition": _in("docs/glossary.yml", "A hole with water", "A deep hole with water"),
    "a form of a term": _in("docs/glossary.yml", "[wells]", "[wells, pipes]"),
    "a heading": _appended(START, "## More { #more }\n\nText."),
    "a number before": _in(
        START,
        "## Why",
        "/// box | wells\n    title: Wells\n    numbered: true\nDry.\n///\n\n## Why",
    ),
    "a citation": _appended(START, "So it was [@sow2019]."),
    "a citation on a plain page": _appended("docs/about.md", "So it was [@sow2019]."),
    "a case's box gone": _in(START, "/// case-study | dakar\n///\n", ""),
    "a link to a case": _appended(
        "docs/papers/rain/roof.md", "[Pipes](../../case-studies/dakar/)."
    ),
    "a key message": _appended(START, "/// key-message | new-message\nRain is money.\n///"),
    "a recommendation": _in(END, "Mend the pipes.", "Mend all the pipes."),
    "a recommendation in a translation": _in(END_IN_FRENCH, "Réparez les", "Réparez toutes les"),
    "a note": _appended(START, "Noted.[^new]\n\n[^new]: A note."),
    "a word in a translation": _appended("docs/papers/water/start.fr.md", "Encore un mot."),
    "a word on a plain page": _appended("docs/about.md", "One more word."),
    "a new page": _added("docs/new.md", "---\ntitle: New\nsummary: A page.\n---\n\nNew text.\n"),
    "a page in the menu": _added(
        "docs/menu.md", "---\ntitle: In the menu\nsummary: S.\nmenu: header\n---\n\nText.\n"
    ),
    "a page gone": _removed("docs/papers/water/start.fr.md"),
    "a template": _appended("overrides/partials/footer.html", "<!-- changed -->"),
    "how lists for programs are written": _appended("overrides/machines/llms.txt", "Changed."),
    "a fragment": _appended("overrides/fragments/key-message.html", "<!-- changed -->"),
    "a word of the interface": _in("overrides/locales/en.yml", "Skip to the text", "To the text"),
    "a topic's label": _in("mkdocs.yml", "Mayors", "City heads"),
    "the site's name": _in("mkdocs.yml", "site_name: Small papers", "site_name: Little papers"),
    "a style sheet": _appended("overrides/assets/stylesheets/base.css", "b { color: red }"),
    "a comment in a style sheet": _appended("overrides/assets/stylesheets/base.css", "/* new */"),
    "a style sheet of one kind": _appended("overrides/assets/stylesheets/events.css", "/* new */"),
    "a script": _appended("overrides/assets/javascripts/reading-place.js", "// changed"),
    "a script of one kind": _appended("overrides/assets/javascripts/gallery.js", "// changed"),
    "a typeface's licence": _appended("overrides/assets/fonts/source-serif-4-OFL.txt", "changed"),
    "the site's icon": _appended("overrides/assets/images/favicon.svg", "<!-- changed -->"),
    "a heading's words": _in(START, "## Why {", "## Why so {"),
    "a heading's id": _in(PIPES, "{ #pipes }", "{ #leaks }"),
    "a caption": _in(START, "caption: Who uses the water", "caption: Who needs the water"),
    "a caption in a translation": _in(
        "docs/papers/water/start.fr.md", "caption: Qui consomme l", "caption: Qui utilise l"
    ),
    "a section's title": _in(START, "title: The start", "title: The beginning"),
    "a section's summary": _in(START, "Why water matters.", "Why water counts."),
    "a paper's title": _in(WATER, "title: Water for all", "title: Water for each"),
    "a paper's date": _in(WATER, "issued: 2021-03", "issued: 2021-04"),
    "a paper's licence": _in(WATER, "licence: CC-BY-4.0", "licence: CC-BY-SA-4.0"),
    "an author": _in(WATER, "role: Engineer", "role: Hydrologist"),
    "another order": _in(WATER, "[start, end]", "[end, start]"),
    "a correction": _in(WATER, "reason: A slip.", "reason: A slip of the pen."),
    "a reference": _in("docs/papers/water/references.yml", "Wells of the", "The wells of the"),
    "a case's title": _in(PIPES, "Dakar mends its pipes", "Dakar has mended its pipes"),
    "a case's word": _in(PIPES, "They leaked.", "They all leaked."),
    "a case's figure": _in(PIPES, "value: 20", "value: 25"),
    "a case's topic": _in(PIPES, "topics: [water]", "topics: [water, climate]"),
    "a case's news": _in(PIPES, "The project won a prize.", "The project has won a prize."),
    "a city's name": _in("case_studies/cities.yml", "fr: Le Caire", "fr: Caire"),
    "a city's place": _in("case_studies/cities.yml", "31.2357", "32.2357"),
    "an event's place": _in("docs/events/pumps.md", "place: Town hall", "place: The old mill"),
    "an event's word": _in("docs/events/pumps.md", "Bring a spanner.", "Bring two spanners."),
    "a new piece of news": _added(
        "docs/news/flood.md", "---\ntitle: Flood\nsummary: S.\ndate: 2021-05-01\n---\n\nText.\n"
    ),
    "news gone": _removed("docs/news/rain.md"),
    "a translation's record": _in(
        "docs/papers/water/start.fr.md", "status: machine", "status: draft"
    ),
    "a picture": _added("docs/papers/water/well.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "an icon": _added("overrides/.icons/material/close.svg", "<svg><!-- changed --></svg>"),
    "an extension": _in("mkdocs.yml", "  - tables", "  - tables\n  - def_list"),
    "an address": _in("mkdocs.yml", "small.example/base", "small.example/water"),
    "a template of one kind": _appended("overrides/event.html", "{# changed #}"),
}

MORE = {
    "a word of the interface": 44,
    "words that take a minute": 4,
    "a template of one kind": 6,
    "a page gone": 2,
    "a section's title": 4,
    "a section's summary": 6,
    "a paper's title": 12,
    "a paper's licence": 6,
    "a paper's date": 3,
    "an author": 8,
    "another order": 6,
    "a reference": 6,
    "a case's title": 4,
    "a case's box gone": 12,
    "a style sheet of one kind": 3,
    "a case's topic": 3,
    "a case's news": 4,
    "a case's figure": 3,
    "a city's name": 3,
    "a city's place": 12,
    "an event's place": 8,
    "a new piece of news": 3,
    "news gone": 3,
}
"""How many more pages are drawn than come out otherwise: their view says what they don't show."""


@dataclass(frozen=True)
class Made:
    """The pages of a site, what stands beside each, its data, and how many were drawn."""

    pages: dict[str, bytes]
    data: dict[str, bytes | str]
    beside: dict[Page, Companions]
    drawn: int


class _Held(Carrying):
    """A site that is made, held and not written: to write its files takes longer than to make some.

    Attributes:
        files: Its files, by path.
    """

    def __init__(self) -> None:
        super().__init__(Path())
        self.files: dict[str, bytes] = {}

    def put(self, group: str, name: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Hold files."""
        del group, name
        self.files |= files


def _written(pages: Pages) -> dict[str, bytes]:
    held = _Held()
    pages.begin_citing()
    pages.write(held)
    return {path: content for path, content in held.files.items() if path.endswith(".html")}


def _pages(site: Site) -> Made:
    """Make a site's pages with what its cache knows."""
    beside = Beside(site)
    pages = Pages(site, beside, InThisProcess())
    made = _written(pages)
    tags, entries = site.library.locales.tags, site.library.entries
    known = {(key, tag): beside.known((key, tag)) for key in entries for tag in tags}
    beside.close()
    data: dict[str, bytes | str] = {}
    for dataset in datasets():
        data |= dataset.write(site.data_sources)
    for views in site.views.values():
        data |= repositories.files(views, site.theme, site.keep)
    data |= {f"{tag} llms.txt": list_of_pages(site, tag, Path()) for tag in site.views}
    return Made(made, data, {page: files for page, files in known.items() if files}, pages.drawn)


@contextmanager
def _knowing(cache: Path) -> Iterator[None]:
    """Let a site be made with what a cache knows, and always on the same day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISSUE_PAPERS_CACHE", str(cache))
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        yield


def _made(source: Path, cache: Path) -> Made:
    """Read a site and make its pages with what a cache knows."""
    with _knowing(cache):
        given = configuration.read(source / "mkdocs.yml")
        return _pages(Site(Content.glance(given, settings_of(given))))  # soundness has its tests


@dataclass(frozen=True)
class Known:
    """A site whose pages have been made once: its folder, with what that has made known."""

    folder: Path
    pages: Mapping[str, bytes]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """Make the pages of a site once, and keep what that has made known."""
    folder = tmp_path_factory.mktemp("known")
    copy_site(folder / "source")
    docs = folder / "source" / "docs"
    (docs / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (docs / "papers" / "rain").mkdir()
    (docs / "papers" / "rain" / "index.md").write_text(RAIN, encoding="utf-8")
    (docs / "papers" / "rain" / "roof.md").write_text(ROOF, encoding="utf-8")
    (docs / "papers" / "rain" / "roof.fr.md").write_text(ROOF_IN_FRENCH, encoding="utf-8")
    _appended(START, PUMPS)(folder / "source")
    return Known(folder, _made(folder / "source", folder / "cache").pages)


@dataclass(frozen=True)
class Edited:
    """A site that is edited over and over, and looked at in between.

    Attributes:
        pristine: The folder of the site and of what builds have made known, as they were.
        folder: The same as they are.
        preview: What has read the site again after each edit.
    """

    pristine: Path
    folder: Path
    preview: Preview

    @property
    def source(self) -> Path:
        """The site."""
        return self.folder / "source"

    def restore(self) -> None:
        """Undo all edits, and forget the pages that were made for them.

        What has read the site learns of it with the next edit, as of two saves at once.
        """
        before, now = _files(self.pristine), _files(self.folder)
        for file in now - before:
            if file.parts[0] == "source" or file.suffix == PAGE:
                (self.folder / file).unlink()
        for file in before:
            original, copy = self.pristine / file, self.folder / file
            if file not in now or copy.stat().st_mtime_ns != original.stat().st_mtime_ns:
                shutil.copy2(original, copy)

    def shown(self) -> Made:
        """Make the pages as the preview has them, from what it knew and what has changed."""
        with _knowing(self.folder / "cache"):
            self.preview.update()
            return _pages(self.preview.state.site)

    def clean(self) -> Made:
        """Make the pages with all that takes long but with no page, and from no memory."""
        return _clean(self.source, self.folder / "bare")


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def edited(known: Known, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    """Look at a site that builds know already."""
    folder = _copy(known.folder, tmp_path_factory.mktemp("edited") / "site")
    shutil.copytree(folder / "cache", folder / "bare")
    with _knowing(folder / "cache"):
        preview = Preview(folder / "source" / "mkdocs.yml", lambda _: None)
    yield Edited(known.folder, folder, preview)
    preview.close()


def _copy(known: Path, target: Path) -> Path:
    shutil.copytree(known, target)
    return target


def _clean(source: Path, cache: Path) -> Made:
    """Make a site's pages with all that takes long but with no page, and nothing that follows."""
    for suffix in (PAGE, COMPANIONS, DATA):
        for file in cache.glob(f"*{suffix}"):
            file.unlink()
    return _made(source, cache)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_what_a_clean_build_gives(name: str, known: Known, edited: Edited) -> None:
    """A preview that has seen the site before and other edits of it shows what a new one shows.

    The edit before is undone in the same save. And no page is drawn that comes out as it was.
    """
    edited.restore()
    EDITS[name](edited.source)
    made = edited.shown()
    changed = [url for url, page in made.pages.items() if known.pages.get(url) != page]
    assert made.drawn - len(changed) == MORE.get(name, 0), changed
    clean = edited.clean()
    assert sorted(made.pages) == sorted(clean.pages)
    assert [url for url, page in made.pages.items() if page != clean.pages[url]] == []
    assert [page for page, files in made.beside.items() if files != clean.beside[page]] == []
    assert [path for path, text in made.data.items() if text != clean.data[path]] == []


@pytest.mark.parametrize("name", ["a template", "a form of a term", "a city's name", "an author"])
def test_an_edit_undone_gives_what_there_was(name: str, known: Known, edited: Edited) -> None:
    edited.restore()
    EDITS[name](edited.source)
    assert edited.shown().pages != known.pages
    edited.restore()
    undone = edited.shown()
    assert undone.pages == known.pages
    assert undone.drawn == 0


@pytest.mark.parametrize("seed", range(2))
def test_any_series_of_edits_gives_what_a_clean_build_gives(
    seed: int, known: Known, tmp_path: Path
) -> None:
    folder = _copy(known.folder, tmp_path / "folder")
    order = sorted(EDITS)
    random.Random(seed).shuffle(order)  # noqa: S311 - the same series each time
    for name in [each for each in order if each not in {"a page gone", "news gone"}][:6]:
        EDITS[name](folder / "source")
        _made(folder / "source", folder / "cache")
    made = _made(folder / "source", folder / "cache")
    assert made.drawn == 0
    clean = _clean(folder / "source", folder / "cache")
    assert made.pages == clean.pages
    assert made.beside == clean.beside
    assert made.data == clean.data


def test_a_page_is_the_same_when_what_was_told_of_others_is_gone(
    known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("issue_papers.building.site.ROOM", 5)
    monkeypatch.setattr("issue_papers.building.site.resident", lambda: 0)
    folder = _copy(known.folder, tmp_path / "folder")
    made = _clean(folder / "source", folder / "cache")
    assert made.drawn == len(made.pages)
    assert made.pages == known.pages


def test_a_word_is_drawn_where_it_is_shown(known: Known, tmp_path: Path) -> None:
    folder = _copy(known.folder, tmp_path / "folder")
    EDITS["a case's word"](folder / "source")
    made = _made(folder / "source", folder / "cache")
    # Its page in each language (in two of them it isn't translated), and the lists that say what
    # is left to translate.
    assert made.drawn == 6


def test_what_a_text_includes_is_looked_through_for_terms(known: Known, tmp_path: Path) -> None:
    folder = _copy(known.folder, tmp_path / "folder")
    source, cache = folder / "source", folder / "cache"
    snippets = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [snippets]}"
    _in("mkdocs.yml", "markdown_extensions:", snippets)(source)
    _appended(END, '--8<-- "a.md"')(source)
    _added("snippets/a.md", "Nothing.\n")(source)
    _made(source, cache)
    _added("snippets/a.md", "An aqueduct.\n")(source)
    made, clean = _made(source, cache), _made(source, tmp_path / "fresh")
    assert "term-aqueduct" in made.pages["papers/water/end/index.html"].decode()
    assert made.pages == clean.pages
    assert made.beside == clean.beside


def _photo(site: Path, width: int) -> None:
    """Put a picture beside a section, of another width than the last."""
    noise = random.Random(width).randbytes(width * 400)  # noqa: S311 - too much to stay as it is
    Image.frombytes("L", (width, 400), noise).save(site / "docs/papers/water/well.png")


def test_a_replaced_picture_is_looked_for_only_where_it_may_be_shown(
    known: Known, tmp_path: Path
) -> None:
    folder = _copy(known.folder, tmp_path / "folder")
    source, cache = folder / "source", folder / "cache"
    _photo(source, 700)
    _appended(START, "![A well](well.png)")(source)
    before, asked_before = _made(source, cache), _asked(source, cache)
    _photo(source, 900)
    asked = _asked(source, cache)
    made = _made(source, cache)
    section = {("papers/water/start.md", tag) for tag in ("en", "fr", "ar")}
    again = {page for page, key in asked.items() if key != asked_before[page]}
    # Besides the section, those that put together what others say.
    assert section < again, sorted(again)
    assert len(again) < len(asked) / 2, again
    changed = {url for url, page in made.pages.items() if page != before.pages[url]}
    # In French the section has a text of its own, without the picture.
    assert changed == {f"{tag}papers/water/start/index.html" for tag in ("", "ar/")}
    assert made.drawn == len(changed)
    assert made.pages == _clean(source, cache).pages


def _asked(source: Path, cache: Path) -> dict[Page, str]:
    """Return the name of what each page of a site may be made from."""
    with _knowing(cache):
        given = configuration.read(source / "mkdocs.yml")
        site = Site(Content.glance(given, settings_of(given)))
        tags, entries = site.library.locales.tags, site.library.entries
        return {(k, tag): site.keys.page(e, tag) for k, e in entries.items() for tag in tags}


@pytest.fixture(scope="module")
def asked_before(known: Known) -> Mapping[Page, str]:
    """Name what each page of the site may be made from."""
    return _asked(known.folder / "source", known.folder / "cache")


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("a word", {"water/index", "water/start"}),
        ("words that take a minute", {"water/index", "water/start", "water/end"}),
        ("a heading", {"water/index", "water/start", "water/end", "rain/roof"}),
        ("a number before", {"water/index", "water/start", "water/end", "rain/roof"}),
        ("a citation", {"water/index", "water/start", "water/end", "rain/roof"}),
        ("a caption", {"water/index", "water/start", "water/end", "rain/roof"}),
        ("a caption in a translation", {"water/index", "water/start", "water/end", "rain/roof"}),
        ("a translation's record", {"water/index", "water/start", "water/end", "rain/roof"}),
        ("a heading's id", {"water/start", "rain/roof"}),
        ("a citation on a plain page", {"water/end", "rain/roof"}),
    ],
)
def test_what_texts_have_is_asked_for_by_papers_that_may_show_it(
    name: str, pages: set[str], asked_before: Mapping[Page, str], edited: Edited
) -> None:
    edited.restore()
    EDITS[name](edited.source)
    asked = _asked(edited.source, edited.folder / "cache")
    again = {key for (key, tag), name in asked.items() if name != asked_before[key, tag]}
    assert {key for key in again if key.startswith("papers/")} == {f"papers/{p}.md" for p in pages}


def _content(site: Path) -> dict[str, bytes]:
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def _build(source: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """Build a site with a cache of its own, and return its files."""
    result = run(COMMAND, "build", *options, cwd=source, **environment)
    assert result.returncode == 0, result.stderr
    return _content(source / "site")


def _with(folder: Path) -> str:
    """Return the path on which Python looks for modules, with a folder before it."""
    return os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))


def test_processes_and_none_give_the_same_bytes(tmp_path: Path) -> None:
    source = pages_alone(copy_site(tmp_path / "source"))
    (tmp_path / "chosen.py").write_text(
        "import multiprocessing\n"
        "from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor\n\n\n"
        "def spawned():\n"
        "    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context('spawn'))\n\n\n"
        "def threads():\n"
        "    return ThreadPoolExecutor(3)\n\n\n"
        "def dask():\n"
        "    from dask.distributed import Client\n\n"
        "    client = Client(n_workers=2, threads_per_worker=1, dashboard_address=None)\n"
        "    return client.get_executor()\n",
        encoding="utf-8",
    )
    one: dict[str, bytes] = {}
    for number, options in enumerate(
        (
            ("--workers", "1"),
            ("--workers", "2"),
            ("--executor", "chosen:spawned"),
            ("--executor", "chosen:threads"),
            ("--executor", "chosen:dask"),
        )
    ):
        cache = str(tmp_path / f"cache-{number}")
        files = _build(source, *options, ISSUE_PAPERS_CACHE=cache, PYTHONPATH=_with(tmp_path))
        one = one or files
        assert [path for path in one if files.get(path) != one[path]] == [], options


def test_a_worker_that_is_ended_is_one_error_and_nothing_is_published(tmp_path: Path) -> None:
    source = pages_alone(copy_site(tmp_path / "source"))
    (source / "site").mkdir()
    (source / "site" / "index.html").write_text("published before", encoding="utf-8")
    (tmp_path / "deadly.py").write_text(
        "import os\nfrom concurrent.futures import ProcessPoolExecutor\n\n\n"
        "def executor():\n"
        "    return ProcessPoolExecutor(1, initializer=os._exit, initargs=(9,))\n",
        encoding="utf-8",
    )
    deadly = ("build", "--executor", "deadly:executor")
    cache = str(tmp_path / "cache")  # a worker has something to do
    result = run(COMMAND, *deadly, cwd=source, ISSUE_PAPERS_CACHE=cache, PYTHONPATH=_with(tmp_path))
    assert result.returncode == 1
    said = "mkdocs.yml:1: system: a worker of this build was ended from outside"
    assert result.stderr.splitlines()[-1] == f"no site was made: {said}"
    assert _content(source / "site") == {"index.html": b"published before"}
    assert not list(source.glob(".site-*"))
    result = forked("build", "--executor", "nowhere:executor", cwd=source)
    assert result.returncode == 2
    assert "there is no executor `nowhere:executor`" in " ".join(result.stderr.split())

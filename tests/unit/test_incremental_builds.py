"""A build that keeps what it knows gives the same bytes as one that knows nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness import COMMAND, copy_site, pages_alone, run
from issue_papers.building import configuration
from issue_papers.building.build import Pages
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site

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


START = "docs/papers/water/start.md"
EDITS: Mapping[str, Edit] = {
    "a word": _appended(START, "Another word."),
    "a heading": _appended(START, "## More { #more }\n\nText."),
    "a key message": _appended(START, "/// key-message | new-message\nRain is money.\n///"),
    "a note": _appended(START, "Noted.[^new]\n\n[^new]: A note."),
    "a word in a translation": _appended("docs/papers/water/start.fr.md", "Encore un mot."),
    "a word on a plain page": _appended("docs/about.md", "One more word."),
    "a new page": _added("docs/new.md", "---\ntitle: New\nsummary: A page.\n---\n\nNew text.\n"),
    "a page in the menu": _added(
        "docs/menu.md", "---\ntitle: In the menu\nsummary: S.\nmenu: header\n---\n\nText.\n"
    ),
    "a page gone": _removed("docs/papers/water/start.fr.md"),
    "a template": _appended("overrides/partials/footer.html", "<!-- changed -->"),
    "a fragment": _appended("overrides/fragments/key-message.html", "<!-- changed -->"),
    "a word of the interface": _in("overrides/locales/en.yml", "Skip to the text", "To the text"),
    "a topic's label": _in("mkdocs.yml", "Mayors", "City heads"),
    "the site's name": _in("mkdocs.yml", "site_name: Small papers", "site_name: Little papers"),
    "a style sheet": _appended("overrides/assets/stylesheets/base.css", "/* changed */"),
}


@dataclass(frozen=True)
class Made:
    """The pages of a site, and how many of them were rendered."""

    pages: dict[str, bytes]
    rendered: int


def _made(source: Path, cache: Path) -> Made:
    """Make a site's pages with what a cache knows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISSUE_PAPERS_CACHE", str(cache))
        patch.setenv("SOURCE_DATE_EPOCH", "1750000000")
        given = configuration.read(source / "mkdocs.yml")
        site = Site(Content.load(given, settings_of(given)))
        pages = Pages(site, InThisProcess())
        return Made(dict(pages), len(pages.missing))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the pages of a site once, and keep what that has made known."""
    folder = tmp_path_factory.mktemp("known")
    copy_site(folder / "source")
    _made(folder / "source", folder / "cache")
    return folder


def _copy(known: Path, target: Path) -> Path:
    shutil.copytree(known, target)
    return target


def _clean(source: Path, cache: Path) -> Made:
    """Make a site's pages with all that takes long but with no page."""
    for page in cache.glob("*.page"):
        page.unlink()
    return _made(source, cache)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_gives_what_a_clean_build_gives(edit: Edit, known: Path, tmp_path: Path) -> None:
    folder = _copy(known, tmp_path / "folder")
    edit(folder / "source")
    made = _made(folder / "source", folder / "cache")
    clean = _clean(folder / "source", folder / "cache")
    assert sorted(made.pages) == sorted(clean.pages)
    assert [name for name, page in made.pages.items() if page != clean.pages[name]] == []


@pytest.mark.parametrize("seed", range(2))
def test_any_series_of_edits_gives_what_a_clean_build_gives(
    seed: int, known: Path, tmp_path: Path
) -> None:
    folder = _copy(known, tmp_path / "folder")
    order = sorted(EDITS)
    random.Random(seed).shuffle(order)  # noqa: S311 - the same series each time
    for name in [each for each in order if each != "a page gone"][:4]:
        EDITS[name](folder / "source")
        _made(folder / "source", folder / "cache")
    made = _made(folder / "source", folder / "cache")
    assert made.rendered == 0
    assert made.pages == _clean(folder / "source", folder / "cache").pages


def test_nothing_is_made_where_nothing_has_changed(known: Path, tmp_path: Path) -> None:
    folder = _copy(known, tmp_path / "folder")
    _made(folder / "source", folder / "cache")  # paths are a part of what is known
    assert _made(folder / "source", folder / "cache").rendered == 0


def test_a_word_makes_its_page_and_those_that_put_texts_together(
    known: Path, tmp_path: Path
) -> None:
    folder = _copy(known, tmp_path / "folder")
    _made(folder / "source", folder / "cache")
    EDITS["a word on a plain page"](folder / "source")
    made = _made(folder / "source", folder / "cache")
    assert 0 < made.rendered < len(made.pages) / 2


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
        "    return ThreadPoolExecutor(3)\n",
        encoding="utf-8",
    )
    one: dict[str, bytes] = {}
    for number, options in enumerate(
        (
            ("--workers", "1"),
            ("--workers", "2"),
            ("--executor", "chosen:spawned"),
            ("--executor", "chosen:threads"),
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
    said = "mkdocs.yml:1: workers: a worker of this build was ended from outside"
    assert result.stderr.splitlines()[-1] == f"no site was made: {said}"
    assert _content(source / "site") == {"index.html": b"published before"}
    assert not list(source.glob(".site-*"))
    result = run(COMMAND, "build", "--executor", "nowhere:executor", cwd=source)
    assert result.returncode == 2
    assert "there is no executor `nowhere:executor`" in " ".join(result.stderr.split())

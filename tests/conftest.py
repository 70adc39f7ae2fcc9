"""Fixtures that all tests share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import ROOT, build, built_once, copy_sampler, copy_site, shared_folder
from separation import Separation
from strained import strained

pytest_plugins = ["browsing"]


@pytest.fixture
def small_site(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that copies the small site, with overlays, into a fresh folder.

    It wears the package's theme, unless a test wants files of the theme to change.
    """

    def make(*overlays: Path, has_theme: bool = False) -> Path:
        return copy_site(tmp_path / "site-source", *overlays, has_theme=has_theme)

    return make


@pytest.fixture(scope="session", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let all sites of a run share what took long to make: their texts are mostly the same.

    It is empty when a run begins. A test of what a cache does, or of what is made without one,
    sets one of its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        shared = shared_folder(tmp_path_factory)
        patch.setenv("ISSUE_PAPERS_CACHE", str(shared / "cache"))
        patch.setenv("XDG_STATE_HOME", str(shared / "state"))  # nothing is left with the user
        yield


@pytest.fixture(scope="session", autouse=True)
def not_large() -> Iterator[None]:
    """Let no site that is made in a test's process take that process for its own size.

    A build lets go what it has told of texts once its process is large; that of the tests is from
    its beginning, and would have every site told twice.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("issue_papers.building.site.resident", lambda: 0)
        yield


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site once: left to right and right to left, with gaps, source last."""

    def make(folder: Path) -> Path:
        return build(copy_site(folder / "source"), folder / "site")

    return built_once("small", tmp_path_factory, make)


@pytest.fixture(scope="session")
def sampler_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sampler once, with all that a build makes."""

    def make(folder: Path) -> Path:
        return build(copy_sampler(folder / "source"), folder / "site", workers=2)

    return built_once("sampler", tmp_path_factory, make)


@pytest.fixture(scope="session")
def strained_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of what is hard to set once, with its charts, photographs and editions."""

    def make(folder: Path) -> Path:
        return build(strained(folder / "source"), folder / "site", workers=2)

    return built_once("strained", tmp_path_factory, make)


LONGEST = (
    "unit/test_incremental_builds.py",
    "browser/test_accessibility.py",
    "browser/test_strained.py",
    "unit/test_fresh_machine.py",
    "golden/test_broken_sites.py",
    "whole_site/test_determinism.py",
    "whole_site/test_epub_check.py",
    "unit/test_kills.py",
    "browser/test_app.py",
    "browser/test_search_answers.py",
    "unit/test_damaged_caches.py",
    "publication/test_site.py",
    "browser/test_epub_accessibility.py",
    "unit/test_preview.py",
    "browser/test_glossary.py",
    "unit/test_faults.py",
    "whole_site/test_languages.py",
    "browser/test_quoting.py",
    "unit/test_drafts.py",
    "unit/test_own_typefaces.py",
    "publication/test_accessible_pages.py",
    "unit/test_pdf_limits.py",
    "unit/test_standing.py",
    "unit/test_translation_state.py",
    "unit/test_pdf_hostile.py",
    "unit/test_references.py",
    "browser/test_enlarged_text.py",
    "judged/test_citeproc_js.py",
    "browser/test_display.py",
    "browser/test_right_to_left.py",
    "unit/test_messages.py",
    "unit/test_scaffold.py",
    "unit/test_interface_words.py",
    "unit/test_verification.py",
    "whole_site/test_pictures_everywhere.py",
    "browser/test_search_dialog.py",
    "unit/test_ledger.py",
    "unit/test_incremental_editions.py",
    "browser/test_hostile_pages.py",
    "browser/test_offline_reading.py",
    "browser/test_reading.py",
    "browser/test_recommendations.py",
    "unit/test_feature_pages.py",
    "unit/test_schemas.py",
    "unit/test_addresses.py",
    "unit/test_endings.py",
)
"""The files whose tests take longest begin first: else one is left when all others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take longest begin first, in the same order in every process."""
    tests = Path(__file__).parent
    turns = {tests / name: turn for turn, name in enumerate(LONGEST)}
    assert not [path for path in turns if not path.is_file()], "LONGEST names files that are gone"
    items.sort(key=lambda item: turns.get(item.path, len(turns)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever changes what comes out write the expected files anew, to read them as a diff."""
    parser.addoption("--update-golden", action="store_true", help="write expected files anew")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests of the generator away from the publication's content."""
    separation = Separation(ROOT)
    sys.addaudithook(separation.hear)
    config.pluginmanager.register(separation)

"""A sample of tests/fuzz: whatever the input, the check answers, and what is mended is sound."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from harness import ROOT
from hypothesis import HealthCheck, example, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from issue_papers.building import configuration
from issue_papers.building.given import UnusableConfigError
from issue_papers.content.settings import Settings
from issue_papers.fixes.mending import Mending, mend
from issue_papers.reporting.messages import Message
from issue_papers.reporting.problems import Problem

sys.path.insert(0, str(ROOT / "tests" / "fuzz"))

from converters import CONVERTERS
from fuzz_converters import fault_of, text_for
from fuzz_inputs import given, prepared, problem_of

FOUND = (30, 156)
"""Inputs that once raised something."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the small site, to put inputs into."""
    return prepared(tmp_path_factory.mktemp("fuzz"))


def test_no_input_of_a_sample_raises_anything(site: Settings) -> None:
    for seed in (*FOUND, *range(1000, 1030)):
        assert problem_of(site, seed) == "", seed


@pytest.mark.parametrize("name", CONVERTERS)
def test_no_converter_raises_but_what_it_declares(name: str) -> None:
    for seed in range(12):
        text = text_for(name, seed)
        assert fault_of(name, text) == "", (seed, text)


ONCE_RAISED = {
    "numbers and dates": (f"{'9' * 5000} million", f"5{'%' * 3000}"),
    "quantities": (f"1euro{'9' * 70}s", f"{'9' * 5000}½", f"{'9' * 5000} million"),
    "records": ("- " * 2000, "[" * 2000),
    "words": (f"a: 0x{'f' * 9000}\n",),
    "references": (
        f"- {{id: a, type: book, title: T, number-of-pages: '{'9' * 5000}'}}\n",
        f"- {{id: a, type: book, title: T, volume: '{'9' * 5000}'}}\n",
    ),
    "answers": ("http://[::1", "http://x:port/", "http://[x]/"),
    "pages": ('---\n"a: [": y\n1: x\n---\nA.', "---\n2020-13-45: y\n1: x\n---\nA."),
    "glossary": ("nal " * 300, "a b " * 400 + "c"),
    "tokens": (
        "[" * 2000,
        "contrast: 5\n",
        "contrast: {text-small: {ink: [paper]}}\n",
        "contrast: {text: [ink], control: {ink: paper, nothing: [paper], focus: [[], none]}}\n",
    ),
    "mkdocs.yml": (
        "site_name: X\nsite_url: http://[::1\ntheme: {name: material}\n",
        "site_name: X\nrepo_url: '//'\ntheme: {name: material}\n",
        "site_name: X\ntheme: {name: [material]}\n",
        "site_name: X\nextra_css: 5\nextra_javascript: true\nwatch: 1\ntheme: {name: material}\n",
        "site_name: X\nplugins: [{issue-papers: {null: 1, 5: 2}}]\ntheme: {name: material}\n",
        f"site_name: X\ndocs_dir: {'9' * 400}\ntheme: {{name: material}}\n",
        f"site_name: X\ntheme: {{name: material, custom_dir: {'9' * 400}}}\n",
        "site_name: !ENV []\ntheme: {name: material}\n",
        "site_name: X\nplugins: [{i18n: {languages: [{locale: [], name: X, default: true}]}}]\n",
    ),
}
"""Texts that once raised something, by the converter that got them."""


@pytest.mark.parametrize("name", ONCE_RAISED)
def test_what_once_raised_something_raises_nothing(name: str) -> None:
    for text in ONCE_RAISED[name]:
        assert fault_of(name, text) == "", text


def test_an_address_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    for key in ("site_url", "repo_url"):
        config.write_text(f"site_name: X\n{key}: http://[::1\ntheme: {{name: material}}\n")
        with pytest.raises(UnusableConfigError, match=f"mkdocs.yml:2: {key}: .* is no address"):
            configuration.read(config)


@drawn(st.integers(0, 10**6))
@example(30)
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_mended_has_no_new_problem_and_is_mended_once(site: Settings, seed: int) -> None:
    with given(seed, site.root):
        mending = mend(site)
        assert not counted(mending.left, names(mending)) - counted(mending.found, {})
        kept = {path: (site.root / path).read_bytes() for path in mending.after}
        try:
            for path, text in mending.after.items():
                (site.root / path).write_text(text, encoding="utf-8")
            assert mend(site).after == {}
        finally:
            for path, data in kept.items():
                (site.root / path).write_bytes(data)


def names(mending: Mending) -> dict[str, str]:
    return {rename.target: rename.path for rename in mending.renames}


def counted(problems: tuple[Problem, ...], was: dict[str, str]) -> Counter[tuple[str, str, str]]:
    """Count problems by file, key and kind, apart from new ids that nobody has recorded yet."""
    return Counter(
        (
            was.get(each.path, each.path),
            each.key,
            each.message.template if isinstance(each.message, Message) else each.message,
        )
        for each in problems
        if each.key != "unrecorded"
    )


def test_the_guard_of_this_folder_is_its_own(tmp_path: Path) -> None:
    site = prepared(tmp_path)
    before = {path: path.read_bytes() for path in site.docs_dir.rglob("*.md")}
    with given(7, site.root):
        pass
    assert {path: path.read_bytes() for path in site.docs_dir.rglob("*.md")} == before

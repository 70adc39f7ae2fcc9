"""How much there may be of something: each limit is an error at its place, and an option."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from harness import copy_site, settings_of
from issue_papers.articles.reader import Reader
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.articles.slugs import Slugs
from issue_papers.checks import rules
from issue_papers.content import frontmatter
from issue_papers.content.limits import NAMES, Limits, UnusableLimitError, limits_of
from issue_papers.content.settings import Settings
from issue_papers.reporting.problems import Problem, ProblemsError

PAGE = "docs/about.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the small site."""
    return settings_of(copy_site(tmp_path_factory.mktemp("limits") / "site"))


@pytest.fixture
def about(site: Settings) -> Iterator[Path]:
    """Give a page of it, which is as it was afterwards."""
    page = site.root / PAGE
    before = page.read_bytes()
    yield page
    page.write_bytes(before)


def found(site: Settings, **limits: int) -> list[Problem]:
    """Return what the check says of limits, where they are these."""
    allowed = replace(site.limits, **limits)
    markdown = replace(site.markdown, longest_passage=allowed.passage)
    try:
        told = rules.load_and_check(replace(site, limits=allowed, markdown=markdown))[2]
    except ProblemsError as error:
        told = error.problems
    return [problem for problem in told if "limits:" in problem.hint]


TEXTS = {
    "passage": ("short\n\nlong words\n", 9, 3, "has 10 characters, expected at most 9"),
    "headings": ("## A { #a }\n\n## B { #b }\n", 1, 3, "has 2 headings, expected at most 1"),
    "cells": ("|a|b|\n|-|-|\n|c|d|\n", 3, 3, "has 4 table cells, expected at most 3"),
    "links": ("[a](about.md)\n\n[b](about.md)\n", 1, 3, "has 2 links and pictures"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_limits(name: str, site: Settings, about: Path) -> None:
    text, most, line, sentence = TEXTS[name]
    head = "---\ntitle: A\nsummary: B\n---\n"
    about.write_text(head + text, encoding="utf-8")
    (problem,) = (each for each in found(site, **{name: most}) if each.path == PAGE)
    assert (problem.line, problem.key) == (head.count("\n") + line, "limits")
    assert sentence in problem.message
    assert f"`limits: {{{name}: " in problem.hint


@pytest.mark.parametrize(
    ("name", "file"),
    [("text", "a.md"), ("data", "a.csv"), ("picture", "a.PNG"), ("file", "a.zip")],
)
def test_a_file_has_limits(name: str, file: str, site: Settings) -> None:
    path = site.docs_dir / file
    path.write_bytes(b"x" * 5001)
    try:
        (problem,) = (each for each in found(site, **{name: 5000}) if each.path == f"docs/{file}")
    finally:
        path.unlink()
    assert problem.message == "the file has 5001 bytes, expected at most 5000"
    assert "make it smaller" in problem.hint


def test_limits_are_read() -> None:
    assert limits_of({}) == Limits()
    assert limits_of(dict.fromkeys(NAMES, 7)) == Limits(*([7] * len(NAMES)))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"picturs": 1}, "`picturs` is no limit"),
        ({"text": 0}, "expected a whole number from 1 on"),
        ({"text": True}, "expected a whole number from 1 on"),
        ({"text": "1 MB"}, "found `1 MB`"),
        ({"text": 10**5000}, ""),
        ({"pixels": 200_000_000}, "expected at most 178000000"),
    ],
)
def test_what_is_no_limit_is_told(given: dict[object, object], sentence: str) -> None:
    if not sentence:
        assert limits_of(given).text == given["text"]
        return
    with pytest.raises(UnusableLimitError) as caught:
        limits_of(given)
    assert sentence in caught.value.faults[0].message


# YAML that is more than it seems

ENDLESS = {
    "aliases": "".join(
        f"k{n}: &a{n} [{', '.join(['x' if not n else f'*a{n - 1}'] * 9)}]\n" for n in range(12)
    ),
    "merged keys": "k: &a0 {x: 1}\n"
    + "".join(f"k{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)),
    "a long text": f"k: &a {'x' * 100_000}\nl: [{', '.join(['*a'] * 5000)}]\n",
    "itself": "k: &a [*a]\n",
    "brackets": "k: " + "[" * 5000,
    "braces": "{" * 20_000 + "}" * 20_000,
    "dashes": "- " * 20_000,
    "questions": "? " * 20_000,
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_yaml_ends(kind: str) -> None:
    _, (problem, *_) = frontmatter.parse_yaml(ENDLESS[kind], "a.yml")
    assert problem.message == "found lists or keys nested without end"


def test_few_aliases_are_fine() -> None:
    read, problems = frontmatter.parse_yaml("a: &a [x, y]\nb: *a\n", "a.yml")
    assert not problems
    assert read.value["b"] == ["x", "y"]


# What must take no longer than there is more of it

HOSTILE: dict[str, Callable[[int], str]] = {
    repr(unit): lambda n, unit=unit: (unit * (n // len(unit) + 1))[:n]  # type: ignore[misc]
    for unit in (
        *("[^", "[^a", "<!--", "<!-- a", "http://", "http://a ", "www.a", "~~a ", "==a ", "^^a "),
        *("a\n", "## a {#", "## a\n", "*a", "**a ", "{a=", "@a {#a=", "[@a] ", "<b a", "<![CDATA["),
        *("](", "![a](", "|a|\n", "/// a\n", "- ", "> ", "`a", "&a", "(http://a.b", "a_1\n\n"),
    )
} | {
    "stars": lambda n: "*" * (n // 2) + "x" + "*" * (n // 2),
    "an address's end": lambda n: "http://a.b" + ")" * n,
    "entities": lambda n: "http://a.b" + "&amp;" * (n // 5),
}
_NOTICED = 0.25
_SLACK = 11.0


@pytest.mark.parametrize("pattern", HOSTILE)
def test_reading_grows_with_the_text(pattern: str) -> None:
    """Four times as much takes four times as long; sixteen times would be quadratic.

    Processor time, the best of three, and only where there is enough of it to be compared.
    """
    reader = Reader(MarkdownSettings(longest_passage=10**9))

    def seconds(length: int) -> float:
        text = HOSTILE[pattern](length)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            reader.read(text)
            frontmatter.parse(*frontmatter.decode(text.encode(), "a.md")[:1], "a.md")
            best = min(best, time.process_time() - start)
            if best < _NOTICED:
                break
        return best

    long = seconds(6_000)
    assert long < _NOTICED or long < _SLACK * seconds(1_500)


def test_ids_are_made_in_one_go() -> None:
    slugs = Slugs({"a_2"}, lambda identifier: identifier == "top")
    made = [slugs.made(words) for words in ("a", "a", "a", "a_1", "", "top", "a_5", "a_5", "a")]
    assert made == ["a", "a_1", "a_3", "a_4", "_1", "top_1", "a_5", "a_6", "a_7"]
    assert len({slugs.made("a") for _ in range(20_000)}) == 20_000

"""What `exclude_docs`, `draft_docs` and `not_in_nav` hide: what they hide from MkDocs."""

from __future__ import annotations

import pytest
from issue_papers.content.locales import Language, Locales
from issue_papers.content.visibility import Patterns, Visibility
from pathspec.gitignore import GitIgnoreSpec

LOCALES = Locales("en", (Language("en", "English"), Language("es", "Español")))
PATHS = (
    "about.md",
    "a/about.md",
    "a/b/about.md",
    "a/b/c.md",
    "drafts/x.md",
    "a/drafts/x.md",
    "drafts.md",
    ".well-known/x.md",
    "a/.x.md",
    "x.draft.md",
    "a[1].md",
    "a1.md",
    "ab.md",
    "a b.md",
    "#x.md",
    "!x.md",
    "templates/x.md",
)
PATTERNS = (
    "about.md",
    "/about.md",
    "a/about.md",
    "drafts/",
    "/drafts/",
    "drafts",
    "*.draft.md",
    "**/about.md",
    "a/**",
    "a/**/about.md",
    "a/*",
    "a/*\n!a/about.md",
    "a/\n!a/b/c.md",
    "*.md\n!about.md\n",
    ".*\n!.well-known/",
    ".*",
    "a?.md",
    "a[0-9].md",
    "a[!0-9].md",
    r"a\[1\].md",
    "a b.md   ",
    "# a comment\n\nabout.md",
    r"\#x.md",
    r"\!x.md",
    "!about.md",
    "drafts/\n!drafts/x.md",
    "!drafts/x.md\ndrafts/",
    "**",
    "*/about.md",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_mean_what_they_mean_to_mkdocs(pattern: str) -> None:
    judge = GitIgnoreSpec.from_lines(pattern.splitlines())
    patterns = Patterns(pattern)
    found = {path: patterns.fit(path) for path in PATHS}
    assert found == {path: judge.match_file(path) for path in PATHS}


def test_a_translation_is_hidden_with_its_source_and_can_be_hidden_alone() -> None:
    visibility = Visibility(excluded=Patterns("/about.md\nb.es.md"))
    shown = ("about.md", "about.es.md", "b.md", "b.es.md")
    assert [name for name in shown if visibility.shows(name, LOCALES)] == ["b.md"]


def test_mkdocs_own_exclusions_hold() -> None:
    visibility = Visibility()
    assert not visibility.shows("templates/x.md", LOCALES)
    assert not visibility.shows(".hidden/x.md", LOCALES)
    again = Visibility(excluded=Patterns("!.well-known/"))
    assert again.shows(".well-known/x.txt", LOCALES)
    assert again.walks_hidden


LEFT_BEHIND = (
    "about.md~",
    "about.md.bak",
    "a/data.csv.orig",
    "a/data.csv.rej",
    "a/about.md.swp",
    "a/~$paper.docx",
    "a/~WRL0001.tmp",
    "#about.md#",
    "Thumbs.db",
    "a/thumbs.db",
    "a/desktop.ini",
    "__MACOSX/a/map.png",
    "a/__pycache__/x.pyc",
    "a/@eaDir/map.png",
    "case-studies/cairo/Thumbs.db",
)
NEARLY = ("a/~map.png", "#1.csv", "a/thumbs.png", "a/bak.csv", "a/original.csv", "tmp/a.csv")


def test_what_programs_leave_beside_a_file_is_hidden_unless_it_is_asked_for() -> None:
    visibility = Visibility()
    assert [name for name in LEFT_BEHIND if visibility.shows(name, LOCALES)] == []
    assert [name for name in NEARLY if not visibility.shows(name, LOCALES)] == []
    assert Visibility(excluded=Patterns("!data.csv.orig")).shows("a/data.csv.orig", LOCALES)


def test_a_draft_is_shown_in_a_preview_alone() -> None:
    drafts = Patterns("*.draft.md")
    assert not Visibility(drafts=drafts).shows("a.draft.md", LOCALES)
    preview = Visibility(drafts=drafts, shows_drafts=True)
    assert preview.shows("a.draft.md", LOCALES)
    assert preview.is_draft("a.draft.md", LOCALES)

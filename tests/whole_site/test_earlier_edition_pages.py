"""A paper's earlier editions stay where they were, and can be built again from their tags."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import forked, run

WHO = {f"GIT_{role}_{field}": "x@y.example" for role in ("AUTHOR", "COMMITTER") for field in ("NAME", "EMAIL")}  # fmt: skip  # noqa: E501


def git(source: Path, *arguments: str) -> None:
    result = run("git", *arguments, cwd=source, **WHO)
    assert result.returncode == 0, result.stderr


@pytest.mark.site
def test_an_earlier_edition_is_there_and_says_so(small_site: Callable[..., Path]) -> None:
    source = small_site()
    (source / ".gitignore").write_text("site\n.cache\n", encoding="utf-8")
    git(source, "init", "-q")
    git(source, "add", "-A")
    git(source, "commit", "-qm", "First edition")
    git(source, "tag", "water-1")
    paper = source / "docs" / "papers" / "water" / "index.md"
    changes = (
        "edition: 2\nchanges:\n"
        "  - {id: first, edition: 1, date: 2021-03, what: The first edition., tag: water-1}\n"
        "  - {id: more, edition: 2, date: 2022-05, what: More about rivers., why: They dried up.}\n"
    )
    text = paper.read_text(encoding="utf-8")
    text = text.replace("licence:", f"{changes}licence:").replace(
        "Water is shared", "Rivers dry up"
    )
    paper.write_text(text, encoding="utf-8")

    assert forked("build", cwd=source).returncode == 0
    site = source / "site"
    landing = (site / "papers" / "water" / "index.html").read_text(encoding="utf-8")
    assert 'id="edition-1"' in landing
    assert "They dried up." in landing
    first = site / "papers" / "water" / "editions" / "1" / "index.html"
    assert "data-since" not in landing
    assert not (site / "papers" / "water" / "since.json").exists()
    assert 'content="0; url=../../#edition-1"' in first.read_text(encoding="utf-8")
    second = first.parent.parent / "2" / "index.html"
    assert 'href="https://small.example/base/papers/water/"' in second.read_text(encoding="utf-8")

    built = forked("build", "--earlier-editions", cwd=source)
    assert built.returncode == 0, built.stderr
    old = first.read_text(encoding="utf-8")
    assert "Water is shared" in old
    assert "Rivers dry up" not in old
    assert "You are reading edition 1." in old
    assert 'href="https://small.example/base/papers/water/editions/1/"' in old
    arabic = site / "ar" / "papers" / "water" / "editions" / "1" / "index.html"
    assert 'dir="rtl"' in arabic.read_text(encoding="utf-8")

    landing = (site / "papers" / "water" / "index.html").read_text(encoding="utf-8")
    assert 'data-since="since.json"' in landing
    assert 'href="editions/1/changes/"' in landing
    assert '"edition":1' in (site / "papers" / "water" / "since.json").read_text(encoding="utf-8")
    changes = (first.parent / "changes" / "index.html").read_text(encoding="utf-8")
    assert "What has changed since edition 1" in changes
    assert "<del>" in changes

    git(source, "tag", "-d", "water-1")
    failed = forked("build", "--earlier-editions", cwd=source)
    assert failed.returncode == 1
    assert "there is no git tag `water-1`" in failed.stdout + failed.stderr

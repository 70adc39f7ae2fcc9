"""A site that stands as its sources have it isn't built again, and isn't checked again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import Run, copy_site, forked, pages_alone
from issue_papers.building import configuration
from issue_papers.building.given import settings_of
from issue_papers.building.standing import Reading

TEXT = "docs/about.md"
STANDS = "site is ready: nothing has changed"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = pages_alone(copy_site(tmp_path / "source"))
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    named = text.replace("site_name: Small papers", "site_name: !ENV [NAME_OF_IT, Small papers]")
    config.write_text(f"{named}\nINHERIT: base.yml\n", encoding="utf-8")
    (source / "base.yml").write_text("copyright: Small Press\n", encoding="utf-8")
    return source


def built(site: Path, *options: str, **environment: str) -> Run:
    cache = str(site.parent / "cache")
    result = forked("build", *options, cwd=site, ISSUE_PAPERS_CACHE=cache, **environment)
    assert result.returncode == 0, result.stderr
    return result


def state(site: Path) -> dict[str, tuple[int, bytes]]:
    files = [path for path in sorted((site / "site").rglob("*")) if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def _appended(name: str) -> Callable[[Path], None]:
    def append(site: Path) -> None:
        file = site / name
        file.write_text(f"{file.read_text(encoding='utf-8')}\n", encoding="utf-8")

    return append


CHANGES: dict[str, Callable[[Path], None]] = {
    "a text": _appended(TEXT),
    "a file that wasn't there": lambda site: (site / "docs/new.csv").write_bytes(b"1"),
    "a file gone": lambda site: (site / "docs/news/rain.md").unlink(),
    "a template": _appended("overrides/main.html"),
    "the configuration": _appended("mkdocs.yml"),
    "what it inherits": _appended("base.yml"),
}


def test_nothing_is_touched_where_nothing_has_changed(site: Path) -> None:
    built(site)
    before = state(site)
    result = built(site)
    assert result.stderr.splitlines()[-1] == STANDS
    assert state(site) == before
    # With other options it is another site, and so it is if a variable that it asks for changes.
    assert STANDS not in built(site, "--strict").stderr
    assert STANDS not in built(site, NAME_OF_IT="Little papers").stderr
    assert "Little papers" in (site / "site/index.html").read_text(encoding="utf-8")


def test_whatever_changes_is_seen(site: Path) -> None:
    given = configuration.read(site / "mkdocs.yml")
    reading = Reading.of(given, settings_of(given))
    for name, change in CHANGES.items():
        assert reading.again() == reading
        change(site)
        changed = reading.again()
        assert changed != reading, name
        reading = changed


def test_a_page_that_is_gone_is_built_again(site: Path) -> None:
    built(site)
    page = site / "site/about/index.html"
    content = page.read_bytes()
    page.unlink()
    assert STANDS not in built(site).stderr
    assert page.read_bytes() == content


def test_what_was_found_is_told_again(site: Path) -> None:
    text = site / TEXT
    content = text.read_text(encoding="utf-8")
    text.write_text(f"{content}\nLorem ipsum dolor sit amet.\n", encoding="utf-8")
    cache = str(site.parent / "cache")
    first = forked("check", cwd=site, ISSUE_PAPERS_CACHE=cache)
    again = forked("check", cwd=site, ISSUE_PAPERS_CACHE=cache)
    spanish = forked("check", "--lang", "es", cwd=site, ISSUE_PAPERS_CACHE=cache)
    assert f"{TEXT}:" in first.stdout
    assert (first.stdout, first.returncode) == (again.stdout, again.returncode)
    assert "advertencia" in spanish.stdout
    told = [line for line in built(site).stderr.splitlines() if TEXT in line]
    assert told
    assert [line for line in built(site).stderr.splitlines() if TEXT in line] == told
    text.write_text(content, encoding="utf-8")
    assert TEXT not in forked("check", cwd=site, ISSUE_PAPERS_CACHE=cache).stdout

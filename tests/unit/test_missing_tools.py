"""Programs that aren't there, or break: one sentence, exit status 1, and the site as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import typst
from editions import THEME
from harness import COMMAND, copy_site, invoke, pages_alone, run
from issue_papers.articles import nodes as n
from issue_papers.formats.pdf import typesetting
from issue_papers.formats.search import index
from issue_papers.formats.search.pagefind import SearchIndexError
from issue_papers.reporting.problems import ProblemsError
from made_editions import edition_of

PAGE = f'<html lang="en"><body><main {index.MARK}>Wells</main></body></html>'.encode()

PAGEFINDS = {
    "ends at once": "exit 3",
    "is killed": "kill -9 $$",
    "talks nonsense": "read -r -n 20 asked; echo nonsense,; cat",
    "answers nothing": "read -r -n 20 asked; printf e30=,; cat",
    "answers no mapping": "read -r -n 20 asked; printf W10=,; cat",
}
"""What the engine does instead of an index."""


def put(patch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Let a script be the search engine."""
    path = folder / "pagefind"
    path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    patch.setattr("pagefind.service.get_executable", lambda: str(path))


@pytest.mark.parametrize("kind", PAGEFINDS)
def test_a_search_engine_that_breaks(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, tmp_path, PAGEFINDS[kind])
    with pytest.raises(SearchIndexError, match="Pagefind stopped while it was to start an index"):
        index.index_pages("en", [("a.html", PAGE)], ())


def test_a_search_engine_that_isnt_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(SearchIndexError, match="Pagefind isn't installed"):
        index.index_pages("en", [("a.html", PAGE)], ())


class PanicException(BaseException):
    """What isn't an `Exception`, so that nobody takes it for one."""


def panic(*_: object, **__: object) -> None:
    """Die of what a compiler in Rust dies of."""
    raise PanicException("attempt to subtract with overflow")


def test_a_typesetter_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "Compiler", panic)
    with pytest.raises(ProblemsError, match="it can't be set: attempt to subtract with overflow"):
        typesetting.build(edition_of(n.Paragraph((n.Text("A"),), line=7)), THEME)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [("pdf", "can't be loaded: import of typst"), ("search", "Pagefind stopped while it was to")],
)
def test_a_build_says_it_and_leaves_the_site(
    made: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = pages_alone(copy_site(tmp_path / "site"), made)
    config = site / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(f"{made}: false", f"{made}: true")
    config.write_text(text, encoding="utf-8")
    public = site / "site"
    public.mkdir()
    (public / "index.html").write_text("old", encoding="utf-8")
    cache = str(tmp_path / "cache")  # where nothing is known, all has to be made
    if made == "pdf":
        (tmp_path / "typst.py").write_text("raise ImportError('import of typst')", encoding="utf-8")
        path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
        ended = run(
            *(COMMAND, "build", "--workers", "1"),
            cwd=site,
            ISSUE_PAPERS_CACHE=cache,
            PYTHONPATH=path,
        )
    else:
        put(monkeypatch, tmp_path, "exit 3")
        ended = invoke("build", "--workers", "1", cwd=site, ISSUE_PAPERS_CACHE=cache)
    told = ended.stdout + ended.stderr
    assert ended.returncode == 1, told
    assert sentence in told
    assert "Traceback" not in told
    assert (public / "index.html").read_text(encoding="utf-8") == "old"
    assert not [path for path in site.iterdir() if path.name.startswith(".site-")]

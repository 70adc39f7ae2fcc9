"""A build shows how far it is, says what has taken longest, and writes a trace."""

from __future__ import annotations

import io
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from issue_papers.building import watching
from issue_papers.building.executors import InThisProcess, shares_memory
from issue_papers.building.watching import Span, Terminal, Watched, stage, summary
from issue_papers.work import Work


class Screen(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


def double(number: int) -> int:
    return 2 * number


def broken() -> None:
    raise LookupError("nothing")


def test_what_is_done_comes_back_and_is_noted() -> None:
    with Watched(ThreadPoolExecutor(2)) as running:
        jobs = [running.submit(Work("pages", f"{n}/", double), n) for n in range(5)]
        assert [job.result() for job in jobs] == [0, 2, 4, 6, 8]
        failed = running.submit(broken)
        with pytest.raises(LookupError, match="nothing"):
            failed.result()
    assert sorted(span.name for span in running.spans) == [f"{n}/" for n in range(5)]
    assert {span.kind for span in running.spans} == {"pages"}


def test_who_watches_changes_nothing() -> None:
    assert shares_memory(Watched(InThisProcess()))
    assert not shares_memory(Watched(ThreadPoolExecutor(1)))
    with stage(InThisProcess(), "pages"):
        pass


def test_the_slowest_are_single_things() -> None:
    running = Watched(InThisProcess())
    names = [("pages", "a/", 1.0), ("pages", "", 9.0), ("editions", "b.pdf", 2.0)]
    running.spans += [Span(kind, name, 0, seconds, 1) for kind, name, seconds in names]
    with running.stage("check"):
        pass
    assert summary(running.slowest()) == "slowest: b.pdf (2.0 s), a/ (1.0 s)"


def test_a_trace_has_a_bar_for_each(tmp_path: Path) -> None:
    running = Watched(InThisProcess())
    with running.stage("check"):
        running.submit(Work("search", "en", double), 1)
    running.write_trace(tmp_path / "trace.json")
    events = json.loads((tmp_path / "trace.json").read_text(encoding="utf-8"))["traceEvents"]
    assert [(e["cat"], e["name"], e["ph"]) for e in events] == [
        ("stage", "check", "X"),
        ("search", "en", "X"),
    ]
    assert all(e["dur"] >= 0 and e["ts"] >= 0 for e in events)


def test_a_terminal_shows_how_far_it_is_below_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PATIENCE", -1.0)
    screen = Screen()
    terminal = Terminal(screen)
    log = logging.Logger("build")  # noqa: LOG001 - of this test alone
    log.addHandler(terminal)
    running = Watched(InThisProcess(), terminal.show)
    running.submit(Work("pages", "", double, 24), 1)
    log.warning("Editions …")
    running.submit(Work("editions", "a.pdf", double), 1)
    terminal.end()
    shown = screen.getvalue().replace("\r\x1b[K", "|")
    assert shown == ("pages 24/24|Editions …\npages 24/24|pages 24/24 · editions 1/1|")


def test_without_a_terminal_there_are_plain_lines() -> None:
    stream = io.StringIO()
    terminal = Terminal(stream)
    terminal.show("pages 1/2")
    terminal.emit(logging.LogRecord("build", logging.INFO, "", 1, "Search …", None, None))
    terminal.end()
    assert stream.getvalue() == "Search …\n"

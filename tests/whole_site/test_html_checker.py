"""What the Nu Html Checker (https://validator.github.io/validator/) says of every page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from harness import ROOT

JAR = ROOT / "tests/judges/node_modules/vnu-jar/build/dist/vnu.jar"
BEHIND = (
    # Papers as one file have their styles in them, which are newer than the checker's CSS.
    "CSS: ",
)
"""What it doesn't know yet."""
_FAST = ("-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a program that runs for seconds: half the time."""
FAULTY = "<!doctype html><html lang=en><title>A</title><p autocomplete=off>"


@pytest.mark.site
def test_no_page_has_an_error(sampler_built: Path, strained_built: Path, tmp_path: Path) -> None:
    """Formulas, charts and drawings in three scripts are in the second site's papers."""
    faulty = tmp_path / "faulty.html"
    faulty.write_text(FAULTY, encoding="utf-8")
    command = ("java", *_FAST, "-jar", str(JAR), "--errors-only", "--skip-non-html")
    done = subprocess.run(
        [
            *command,
            "--format",
            "json",
            *map(str, (sampler_built, *strained_built.glob("**/harbours"), faulty)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [
        (message["url"].rpartition("/site/")[2], message.get("lastLine"), message["message"])
        for message in json.loads(done.stderr)["messages"]
        if not any(known in message["message"] for known in BEHIND)
    ]
    assert [url for url, *_ in told if url.endswith(faulty.name)]  # it does look
    assert [each for each in told if not each[0].endswith(faulty.name)] == []

"""What others have made and we carry along is in NOTICE, with its licence and that one's text."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from harness import ROOT

NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
SHIPPED = ("overrides", "scripts")
WRITTEN = frozenset({".css", ".html", ".js", ".md", ".po", ".py", ".typ", ".yml"})
WRITTEN |= frozenset({".conf", ".opf", ".sh", ".svg", ".txt", ".typed", ".xhtml", ".xml", ""})
"""What people write. All else that is shipped was made by somebody, and is named or listed here."""

OURS = frozenset({"case-studies.schema.json", "papers.schema.json", "recommendations.schema.json"})
OURS |= frozenset({"extensions.json", "tasks.json"})
MARKED = re.compile(
    r"©|\bcopyright\W+(?:\(c\)|\d{4})|\(c\) \d{4}|SPDX-License|@license", re.IGNORECASE
)
"""What a text bears that has been taken over."""

SPEAK_OF_IT = {
    "scripts/issue_papers/fonts/cutting.py": "writes fonts' own notices",
    "scripts/issue_papers/formats/pdf/fonts.py": "writes fonts' own notices",
}
TEXTS = {"OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1", "ISC": "Permission to use, copy, modify"}
TEXTS |= {"CC-BY-SA-3.0": "Creative Commons Attribution-ShareAlike 3.0"}
TEXTS |= {"Unlicense": "free and unencumbered software released into the public domain"}
TEXTS |= {"MIT": "Permission is hereby granted, free of charge"}


def entries() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield each thing that NOTICE names, with what it says of it."""
    part = NOTICE.split("2. What a built site")[0].split("=====\n", 1)[1]
    for block in filter(str.strip, re.split(r"\n(?=\S)", part)):
        name, *lines = block.strip().splitlines()
        said: dict[str, list[str]] = {}
        key = ""
        for line in lines:
            match = re.fullmatch(r"  (?:(\w+): +|           )?(.+?)", line)
            if match:
                key = match[1] or key
                said.setdefault(key, []).append(match[2].strip())
        if said:
            yield name, said


ENTRIES = dict(entries())


def tracked(*folders: str) -> list[str]:
    found = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [path for path in found.stdout.split("\0") if path and (ROOT / path).is_file()]


def named(path: str) -> list[str]:
    """Return what NOTICE says a file belongs to."""
    return [
        name
        for name, said in ENTRIES.items()
        if any(fnmatch(path, pattern) for pattern in (*said["files"], *said["text"]))
    ]


def test_it_names_all_that_is_shipped_and_that_nobody_here_wrote() -> None:
    assert len(ENTRIES) == 12
    files = tracked(*SHIPPED)
    assert len(files) > 700
    for path in files:
        file = ROOT / path
        is_written = file.suffix in WRITTEN or file.name in OURS
        if is_written and path not in SPEAK_OF_IT:
            is_written = not MARKED.search(file.read_text(encoding="utf-8"))
        assert is_written or len(named(path)) == 1, path


@pytest.mark.parametrize("name", ENTRIES)
def test_each_has_files_and_its_licence_with_its_text(name: str) -> None:
    said = ENTRIES[name]
    assert said.keys() == {"files", "copyright", "licence", "text", "changes"}
    for pattern in said["files"]:
        assert [*ROOT.glob(pattern)], pattern
    (licence,), (text,) = said["licence"], said["text"]
    beside = " ".join((ROOT / text).read_text(encoding="utf-8").replace("> ", "").split())
    below = NOTICE.split("3. The licences' texts")[1]
    for where in (beside, " ".join(below.split())):
        assert TEXTS[licence] in where
    for line in said["copyright"]:
        assert " ".join(line.split()) in beside


def test_fonts_themselves_say_whose_they_are() -> None:
    fonts = [path for path in tracked("overrides") if path.endswith(".woff2")]
    assert len(fonts) > 15
    for path in fonts:
        with TTFont(ROOT / path, lazy=True) as font:
            owner = font["name"].getDebugName(0)
            assert "Open Font License" in font["name"].getDebugName(13)
        (name,) = named(path)
        assert ENTRIES[name]["copyright"][0].rstrip(".") in owner.replace("\n", " "), path


def test_the_text_of_the_font_licence_is_whole_and_unchanged() -> None:
    start = "SIL OPEN FONT LICENSE Version 1.1"
    below = NOTICE.split("3. The licences' texts")[1].split("\n\nISC\n")[0]
    wanted = " ".join(below[below.index(start) :].split())
    for name, said in ENTRIES.items():
        if said["licence"] == ["OFL-1.1"]:
            text = (ROOT / said["text"][0]).read_text(encoding="utf-8")
            assert " ".join(text[text.index(start) :].split()) == wanted, name


def distributions(folder: Path) -> dict[str, bytes]:
    """Build wheel and source distribution into a folder, and return them."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_wheel_and_source_distribution_bring_it_along(tmp_path: Path) -> None:
    made = distributions(tmp_path)
    assert made == distributions(tmp_path / "again")  # as two releases of one commit are
    (wheel,), (source,) = tmp_path.glob("*.whl"), tmp_path.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/licenses/NOTICE")]
        assert archive.read(name).decode() == NOTICE
        (metadata,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        assert "License-File: NOTICE" in archive.read(metadata).decode()
        for said in ENTRIES.values():
            if said["text"][0].startswith("tests/"):
                continue  # which no wheel has
            path = said["text"][0].replace("overrides/", "issue_papers/overrides/", 1)
            assert path.removeprefix("scripts/") in archive.namelist()
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"NOTICE", "LICENSE", *(said["text"][0] for said in ENTRIES.values())} <= names

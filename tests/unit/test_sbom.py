"""The lists of materials of a release: valid, complete, with licences, the same each time."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from harness import ROOT

sys.path.insert(0, str(ROOT / "tests" / "tools"))

import sbom

HOURS = ("serialNumber", "timestamp")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the lists of a wheel that has but its metadata, twice."""
    folder = tmp_path_factory.mktemp("sbom")
    wheel = folder / "issue_papers-0.1.0-py3-none-any.whl"
    about = metadata.distribution("issue-papers").read_text("METADATA")
    assert about
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(zipfile.ZipInfo("issue_papers-0.1.0.dist-info/METADATA"), about)
    for name in ("once", "twice"):
        (folder / name).mkdir()
        assert sbom.main([str(wheel), "--to", str(folder / name)]) == 0
    return folder


def read(folder: Path, kind: str) -> dict[str, Any]:
    (file,) = (folder / "once").glob(f"{kind}*.cdx.json")
    tree: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return tree


@pytest.mark.parametrize("kind", ["issue_papers", "requirements"])
def test_each_is_valid_and_the_same_each_time(kind: str, folder: Path) -> None:
    (once,) = (folder / "once").glob(f"{kind}*")
    text = once.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == (folder / "twice" / once.name).read_text(encoding="utf-8")
    assert not [name for name in HOURS if name in text]
    broken = text.replace('"application"', '"spoon"')
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_that_of_the_lock_has_each_package_with_hashes_and_a_licence(folder: Path) -> None:
    tree = read(folder, "requirements")
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = {(each["name"], each["version"]) for each in tree["components"]}
    assert found == {(pin.name, pin.version) for pin in sbom.pins(lock)}
    assert len(found) == sum("==" in line and line[0].isalpha() for line in lock.splitlines())
    listed = {
        digest["content"]
        for each in tree["components"]
        for reference in each["externalReferences"]
        for digest in reference["hashes"]
    }
    assert len(listed) == lock.count("--hash=sha256:")
    assert all(each["licenses"] for each in tree["components"])
    needed = {each["ref"]: each.get("dependsOn", []) for each in tree["dependencies"]}
    assert any(ref.startswith("pkg:pypi/mkdocs@") for ref in needed["issue-papers"])
    (mkdocs,) = (ref for ref in needed if ref.startswith("pkg:pypi/mkdocs@"))
    assert any(ref.startswith("pkg:pypi/jinja2@") for ref in needed[mkdocs])


def test_that_of_the_wheel_has_its_digest_what_it_needs_and_what_it_holds(folder: Path) -> None:
    tree = read(folder, "issue_papers")
    (wheel,) = folder.glob("*.whl")
    whole = tree["metadata"]["component"]
    assert whole["hashes"] == [
        {"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}
    ]
    assert whole["licenses"] == [{"license": {"id": "MIT"}}]
    names = {each["name"] for each in tree["components"]}
    assert names >= {
        "babel",
        "typst",
        "Amiri",
        "Source Serif 4",
        "Natural Earth, as world-atlas 2.0.2",
    }
    assert "pytest" not in names
    assert len([each for each in tree["components"] if "copyright" in each]) == 11
    assert all(each["licenses"] for each in tree["components"])

"""Writes lists of materials (SBOM) in CycloneDX 1.6: of a wheel, and of what it is installed with.

    .venv/bin/python tests/tools/sbom.py dist/issue_papers-0.1.0-py3-none-any.whl --to dist

The wheel's list has what others have made and the wheel holds (NOTICE), and what it needs; that of
the lock file has each locked package with its hashes, its licence and what it needs in turn. Both
bear neither a number nor an hour of their own: the same wheel and lock give the same bytes.
Licences come from the packages as they are installed: run it where the lock file's are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
NAME = "issue-papers"
CLASSIFIED = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""SPDX's names of the licences that packages only classify themselves by, or name in full."""

_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_MARKER = re.compile(r"^\s*;\s*(?P<marker>[^\\\n]+?)\s*\\?$", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """A package in a lock file.

    Attributes:
        name: Its name, normalised.
        version: Its version.
        marker: Where it is installed; everywhere if empty.
        hashes: The SHA-256 of each of its files.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def url(self) -> PackageURL:
        """Its package URL."""
        return PackageURL("pypi", name=self.name, version=self.version)


def pins(lock: str) -> Iterator[Pin]:
    """Yield the packages of a lock file, in order."""
    for found in _PIN.finditer(lock):
        marker = _MARKER.search(found["rest"].partition("\n")[0])
        yield Pin(
            canonicalize_name(found["name"]),
            found["version"],
            marker["marker"] if marker else "",
            tuple(sorted(_HASH.findall(found["rest"]))),
        )


def licence_of(about: Message) -> str:
    """Return a package's licence as SPDX has it.

    Raises:
        LookupError: It says none that is known.
    """
    if expression := about.get("License-Expression"):
        return expression
    classified = (line.rpartition(":: ")[2] for line in about.get_all("Classifier") or ())
    found = {CLASSIFIED[name] for name in classified if name in CLASSIFIED}
    if found:
        return " AND ".join(sorted(found))
    said = about.get("License") or ""
    try:
        return canonicalize_license_expression(CLASSIFIED.get(said, said))
    except InvalidLicenseExpression as error:
        raise LookupError(f"{about['Name']} has no licence that is known") from error


def component(pin: Pin) -> Component:
    """Return a locked package."""
    about = metadata.metadata(pin.name)
    files = [HashType(alg=HashAlgorithm.SHA_256, content=each) for each in pin.hashes]
    marker = [Property(name="python:marker", value=pin.marker)] if pin.marker else []
    return Component(
        type=ComponentType.LIBRARY,
        name=pin.name,
        version=pin.version,
        bom_ref=str(pin.url),
        purl=pin.url,
        licenses=[LicenseFactory().make_from_string(licence_of(about))],
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION, url=XsUri(str(pin.url)), hashes=[each]
            )
            for each in files
        ],
        properties=marker,
    )


def vendored(notice: str) -> Iterator[Component]:
    """Yield what others have made and the package holds: the first part of NOTICE."""
    part = notice.partition("\n1. ")[2].partition("\n2. ")[0]
    for block in part.split("\n\n"):
        name, _, said = block.strip().partition("\n")
        licence = re.search(r"^  licence: +(\S+)$", said, re.MULTILINE)
        owner = re.search(r"^  copyright: (.+)$", said, re.MULTILINE)
        if licence and owner:
            yield Component(
                type=ComponentType.DATA if "data/" in said else ComponentType.FILE,
                name=name,
                bom_ref=f"vendored:{name}",
                licenses=[LicenseFactory().make_from_string(licence[1])],
                copyright=owner[1],
                scope=ComponentScope.REQUIRED,
            )


def required(about: Message) -> Iterator[Component]:
    """Yield what a wheel needs, without a version: pip chooses one."""
    for requirement in map(Requirement, about.get_all("Requires-Dist") or ()):
        if requirement.marker and "extra" in str(requirement.marker):
            continue
        name = canonicalize_name(requirement.name)
        url = PackageURL("pypi", name=name)
        yield Component(
            type=ComponentType.LIBRARY,
            name=name,
            bom_ref=str(url),
            purl=url,
            licenses=[LicenseFactory().make_from_string(licence_of(metadata.metadata(name)))],
            properties=[Property(name="python:requirement", value=str(requirement))],
        )


def of_wheel(wheel: Path, notice: str) -> Bom:
    """Return the list of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        about = Parser().parsestr(archive.read(name).decode())
    url = PackageURL("pypi", name=NAME, version=about["Version"])
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    whole = Component(
        type=ComponentType.APPLICATION,
        name=NAME,
        version=about["Version"],
        bom_ref=str(url),
        purl=url,
        licenses=[LicenseFactory().make_from_string(licence_of(about))],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
    parts = [*vendored(notice), *required(about)]
    bom = Bom(components=parts)
    bom.metadata.component = whole
    bom.register_dependency(whole, parts)
    return bom


def of_lock(lock: str) -> Bom:
    """Return the list of a lock file."""
    parts = [(pin, component(pin)) for pin in pins(lock)]
    whole = Component(
        type=ComponentType.APPLICATION,
        name=NAME,
        version=metadata.version(NAME),
        bom_ref=NAME,
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    bom = Bom(components=[part for _, part in parts])
    bom.metadata.component = whole
    by_name: dict[str, list[Component]] = {}
    for pin, part in parts:
        by_name.setdefault(pin.name, []).append(part)
    bom.register_dependency(whole, needed_by(NAME, by_name))
    for pin, part in parts:
        bom.register_dependency(part, needed_by(pin.name, by_name))
    return bom


def needed_by(name: str, known: Mapping[str, list[Component]]) -> Iterable[Component]:
    """Return those of some packages that one needs, with whatever extras it asks for."""
    needed = map(Requirement, metadata.requires(name) or ())
    names = {canonicalize_name(each.name) for each in needed}
    return [part for each in sorted(names & known.keys()) for part in known[each]]


def written(bom: Bom) -> str:
    """Return a list as JSON, without a number and an hour of its own."""
    tree = json.loads(JsonV1Dot6(bom).output_as_string())
    tree.pop("serialNumber", None)
    tree["metadata"].pop("timestamp", None)
    return json.dumps(tree, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write both lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements.txt")
    parser.add_argument("--notice", type=Path, default=ROOT / "NOTICE")
    parser.add_argument("--to", type=Path, default=Path(), help="the folder for both")
    options = parser.parse_args(arguments)
    lists = {
        f"{options.wheel.stem}.cdx.json": of_wheel(
            options.wheel, options.notice.read_text("utf-8")
        ),
        "requirements.cdx.json": of_lock(options.lock.read_text("utf-8")),
    }
    for name, bom in lists.items():
        (options.to / name).write_text(written(bom), encoding="utf-8")
        print(options.to / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())

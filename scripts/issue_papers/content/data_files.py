"""`cities.yml` and `references.yml` → records and problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from issue_papers.content import csl_doubts, frontmatter
from issue_papers.content.changes import Changes
from issue_papers.content.frontmatter import YamlData, type_name
from issue_papers.content.memory import Memory
from issue_papers.content.model import City, Reference
from issue_papers.content.read_before import ReadBefore
from issue_papers.content.settings import Settings
from issue_papers.content.validation import Place, validate
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

REFERENCES = "references.yml"
_OWN = re.compile(rf"papers/[^/]+/{re.escape(REFERENCES)}")
"""The references of a paper, below docs_dir."""


@dataclass(frozen=True, eq=False)
class Cities:
    """What cities.yml holds.

    Attributes:
        cities: The cities by id.
        lines: The line of each, be it sound or not.
        problems: What is wrong with it.
        is_broken: Whether nobody knows what it would hold: it is too broken, or isn't there, which
            is said.
    """

    cities: Mapping[str, City] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_broken: bool = False


@dataclass(frozen=True, eq=False)
class References:
    """What all files of references hold.

    Attributes:
        references: The references by id.
        bibliographies: The ids of each paper's own, in file order, by the paper's slug.
        places: File and line of each, be it sound or not.
        is_broken: Whether a file is so broken that nobody knows what it would hold.
        problems: What is wrong with them.
    """

    references: Mapping[str, Reference]
    bibliographies: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, int]]
    is_broken: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Item:
    """An item of a references.yml: its id, its lines, and what it is if it is sound."""

    key: str
    line: int
    reference: Reference | None


@dataclass(frozen=True, eq=False)
class _File:
    """A references.yml; `paper` is the slug of the paper whose own it is."""

    name: str
    paper: str
    items: tuple[_Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_broken: bool = False


def read_cities(settings: Settings, changes: Changes, memory: Memory) -> Cities:
    """Read cities.yml, if it is there."""
    path = settings.cities_file
    if not path.is_file():
        return Cities(is_broken=True)
    name, content = settings.relative(path), changes.read(path, memory.read)
    return memory.get((read_cities, content), lambda: _cities(name, content))


def _cities(name: str, content: bytes) -> Cities:
    data, problems = _data(name, content)
    if data is None or data.value is None:
        return Cities(problems=tuple(problems), is_broken=data is None)
    if not isinstance(data.value, dict):
        found = type_name(data.value)
        message = say("found {found}, expected a city's id on each line", found=found)
        hint = say("write `seoul: {{country: KR, …}}`")
        fault = Problem(name, 1, "cities", message, hint)
        return Cities(problems=(*problems, fault), is_broken=True)
    cities = {}
    for slug, value in data.value.items():
        city, faults = validate(City, Place(name, data, (str(slug),)), value)
        problems += faults
        if city is not None:
            cities[str(slug)] = city
    lines = {str(slug): data.line((str(slug),)) for slug in data.value}
    return Cities(cities, lines, tuple(problems))


def read_references(
    settings: Settings, docs: Iterable[str], changes: Changes, memory: Memory, before: ReadBefore
) -> References:
    """Read `docs/references.yml` and each paper's own; an id may stand only once on the site.

    Args:
        settings: Where they are.
        docs: The files below docs_dir: `listing.docs_names`.
        changes: What is to be read in the place of what is on the disk.
        memory: What was read before.
        before: The same, in earlier runs too.
    """
    own = [name for name in docs if _OWN.fullmatch(name)]
    common = [REFERENCES] if (settings.docs_dir / REFERENCES).is_file() else []
    files = []
    for path in (settings.docs_dir / name for name in (*common, *own)):
        paper = "" if path.parent == settings.docs_dir else path.parent.name
        content = changes.read(path, memory.read)
        files.append(_read(settings.relative(path), paper, content, before))
    return memory.get((read_references, *files), lambda: _gathered(files))


def _read(name: str, paper: str, content: bytes, before: ReadBefore) -> _File:
    return before.get(("references", name, paper), content, lambda: _file(name, paper, content))


def _file(name: str, paper: str, content: bytes) -> _File:
    data, problems = _data(name, content)
    if data is None:
        return _File(name, paper, problems=tuple(problems), is_broken=True)
    if data.value is None:
        return _File(name, paper, problems=tuple(problems))
    if not isinstance(data.value, list):
        found = type_name(data.value)
        message = say("found {found}, expected a list of references", found=found)
        fault = Problem(name, 1, "references", message, say("write `- id: …`"))
        return _File(name, paper, problems=(*problems, fault), is_broken=True)
    items = []
    for index, value in enumerate(data.value):
        reference, faults = validate(Reference, Place(name, data, (index,)), value)
        problems += faults
        problems += csl_doubts.doubts(name, data, index, value)
        key = str(value.get("id", "")) if isinstance(value, dict) else ""
        items.append(_Item(key, data.line((index, "id")), reference))
    return _File(name, paper, tuple(items), tuple(problems))


def _gathered(files: Iterable[_File]) -> References:
    references: dict[str, Reference] = {}
    first: dict[str, tuple[str, int]] = {}
    problems: list[Problem] = []
    for file in files:
        problems += file.problems
        for index, item in enumerate(file.items):
            if item.reference is None:
                first.setdefault(item.key, (file.name, item.line))
            elif item.key in references:
                message = say(
                    "the reference `{key}` stands twice: first at {first}",
                    key=item.key,
                    first=":".join(map(str, first[item.key])),
                )
                hint = say("keep one of the two")
                problems.append(Problem(file.name, item.line, f"{index}.id", message, hint))
            else:
                first[item.key] = file.name, item.line
                references[item.key] = item.reference
    return References(
        references=references,
        bibliographies={
            file.paper: tuple(item.key for item in file.items)
            for file in files
            if file.paper and not file.is_broken
        },
        places=first,
        is_broken=any(file.is_broken for file in files),
        problems=tuple(problems),
    )


def _data(name: str, content: bytes) -> tuple[YamlData | None, list[Problem]]:
    """Read a YAML file; nothing where it is broken."""
    text, faults = frontmatter.decode(content, name)
    if faults:
        return None, faults
    data, faults = frontmatter.parse_yaml(text, name)
    return (None if faults else data), faults

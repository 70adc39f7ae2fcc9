"""The schemas agree with the models: they take what is right, and refuse what is wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import COMMAND, ROOT, SITES, invoke, run
from issue_papers.cli import schemas
from issue_papers.cli.site import settings
from issue_papers.content import frontmatter
from jsonschema import Draft7Validator

SETTINGS = settings(ROOT / "mkdocs.yml")
BROKEN = {
    "audience-in-translation": ["docs/papers/water/end.fr.md"],
    "audience-no-list": ["docs/papers/water/end.md"],
    "calendar": ["case_studies/dakar/index.md"],
    "city-broken": ["case_studies/cities.yml"],
    "country-unknown": ["case_studies/cities.yml"],
    "event-forms": ["docs/events/a.md"],
    "event-times": ["docs/events/e.md"],
    "fact-in-translation": ["case_studies/dakar/index.fr.md"],
    "glossary-broken": ["docs/glossary.yml"],
    "image-without-description": ["docs/papers/water/start.md"],
    "missing-key": ["case_studies/dakar/index.fr.md", "case_studies/dakar/index.md"],
    "news-date": ["docs/news/a.md"],
    "parity-exempt": ["docs/papers/water/end.fr.md"],
    "reference-broken": ["docs/references.yml"],
    "references-fields": ["docs/papers/water/references.yml"],
    "several-at-once": ["case_studies/dakar/index.fr.md", "case_studies/dakar/index.md"],
    "slug-not-kebab": ["docs/papers/water/index.md"],
    "unknown-audience": ["docs/papers/water/end.md"],
    "unknown-key": ["case_studies/dakar/index.md"],
    "unknown-topic": ["case_studies/dakar/index.md"],
    "wrong-type": ["case_studies/dakar/index.md", "docs/papers/water/index.md"],
}
"""The fixtures whose fault one file alone shows, with the files that hold it."""


def plain(value: Any) -> Any:
    """Turn YAML's dates into text: JSON has none, and neither has YAML 1.2, which editors use."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def data(path: Path) -> Any:
    """Read a file's data, or its front matter, as an editor's tools do."""
    text, _ = frontmatter.decode(path.read_bytes(), path.name)
    if path.suffix == ".yml":
        return plain(yaml.safe_load(text))
    source, _ = frontmatter.parse(text, path.name)
    return plain(source.meta.value)


def matches(patterns: list[str], path: str) -> bool:
    """Match a path as yaml-language-server does: `*` is anything, `!` takes away."""

    def regex(pattern: str) -> re.Pattern[str]:
        return re.compile(re.escape(pattern).replace(r"\*", ".*") + "$")

    taken = any(regex(p).search(path) for p in patterns if not p.startswith("!"))
    return taken and not any(regex(p[1:]).search(path) for p in patterns if p.startswith("!"))


class Tools:
    """What an editor's tools make of a folder's settings and schemas."""

    def __init__(self, root: Path) -> None:
        text = (root / ".vscode" / "settings.json").read_text(encoding="utf-8")
        self.associations: dict[str, list[str]] = json.loads(text)["yaml.schemas"]
        self.root = root

    def names(self, path: str) -> list[str]:
        return [n for n, patterns in self.associations.items() if matches(patterns, f"/x/{path}")]

    def faults(self, path: str) -> list[str]:
        """Return what the schema of a file finds wrong with it."""
        (name,) = self.names(path)
        schema = json.loads((self.root / name).read_text(encoding="utf-8"))
        return [e.message for e in Draft7Validator(schema).iter_errors(data(self.root / path))]


def content(root: Path) -> Iterator[str]:
    for folder in ("docs", "case_studies"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".md", ".yml"}:
                yield path.relative_to(root).as_posix()


@pytest.fixture
def small_tools(small_site: Callable[..., Path]) -> Callable[..., Tools]:
    """Give a function that makes the schemas of the small site, with overlays."""

    def make(*overlays: Path) -> Tools:
        root = small_site(*overlays)
        result = invoke("schema", cwd=root)
        assert (result.returncode, result.stderr) == (0, "")
        return Tools(root)

    return make


def test_the_committed_files_are_up_to_date() -> None:
    """If this fails, run `issue-papers schema` and commit what it writes."""
    folder = ROOT / ".vscode"
    expected = {n: schemas.as_text(s) for n, s in schemas.schemas(SETTINGS).items()}
    found = {p.name: p.read_text(encoding="utf-8") for p in (folder / "schemas").iterdir()}
    assert found == expected
    ours = schemas.settings_json(SETTINGS, ".vscode/schemas")["yaml.schemas"]
    assert (
        json.loads((folder / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"] == ours
    )


@pytest.mark.parametrize("name", list(schemas.schemas(SETTINGS)))
def test_a_schema_is_sound(name: str) -> None:
    schema = schemas.schemas(SETTINGS)[name]
    Draft7Validator.check_schema(schema)
    assert "$defs" not in json.dumps(schema)


def test_every_key_explains_itself() -> None:
    """A new key says at its field what it is for: `explained`."""
    assert schemas.missing_explanations(SETTINGS) == []


@pytest.mark.parametrize("path", list(content(ROOT)))
def test_every_file_of_the_reference_site_is_right(path: str) -> None:
    assert Tools(ROOT).faults(path) == []


def test_every_file_of_the_small_site_is_right(small_tools: Callable[..., Tools]) -> None:
    tools = small_tools()
    assert {path: tools.faults(path) for path in content(tools.root)} == {
        path: [] for path in content(tools.root)
    }


@pytest.mark.parametrize("case", list(BROKEN))
def test_a_fault_that_one_file_shows_is_found(case: str, small_tools: Callable[..., Tools]) -> None:
    tools = small_tools(SITES / "broken" / case)
    found = {path for path in content(tools.root) if tools.faults(path)}
    assert found == set(BROKEN[case])


def test_topics_are_a_closed_list_with_labels() -> None:
    topics = schemas.schemas(SETTINGS)["case-study.json"]["properties"]["topics"]["items"]
    assert topics["enum"] == list(SETTINGS.topics)
    assert "Governance" in topics["enumDescriptions"]


def test_what_an_editor_has_set_is_kept(small_site: Callable[..., Path]) -> None:
    root = small_site()
    folder = root / ".vscode"
    folder.mkdir()
    (folder / "settings.json").write_text(
        '{"editor.tabSize": 2, "yaml.schemas": {"x.json": "x.yml"}}', encoding="utf-8"
    )
    (folder / "tasks.json").write_text("{}", encoding="utf-8")
    assert invoke("schema", cwd=root).returncode == 0
    found = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert found["editor.tabSize"] == 2
    assert found["yaml.schemas"]["x.json"] == "x.yml"
    assert found["yaml.schemas"][".vscode/schemas/cities.json"] == ["case_studies/cities.yml"]
    assert (folder / "tasks.json").read_text(encoding="utf-8") == "{}"


def test_settings_with_comments_are_left_alone(small_site: Callable[..., Path]) -> None:
    root = small_site()
    (root / ".vscode").mkdir()
    file = root / ".vscode" / "settings.json"
    file.write_text("// mine\n{}", encoding="utf-8")
    result = run(COMMAND, "schema", cwd=root)
    assert result.returncode == 1
    assert "isn't plain JSON" in result.stderr
    assert '"yaml.schemas"' in result.stderr
    assert file.read_text(encoding="utf-8") == "// mine\n{}"


def test_the_task_finds_place_and_weight_in_a_report() -> None:
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))
    (pattern,) = tasks["tasks"][0]["problemMatcher"]["pattern"]
    report = (SITES / "broken" / "several-at-once" / "expected.txt").read_text(encoding="utf-8")
    found = [m for line in report.splitlines() if (m := re.match(pattern["regexp"], line))]
    lines = [line for line in report.splitlines() if ".md:" in line and not line.startswith(" ")]
    assert [f"{m[1]}:{m[2]}" for m in found] == [":".join(x.split(":")[:2]) for x in lines]
    warned = re.match(pattern["regexp"], "docs/a.md:1: warning: title: long")
    assert warned
    assert warned[3] == "warning"

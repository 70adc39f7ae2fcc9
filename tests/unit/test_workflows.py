"""What runs on forges: sound by the forges' own schemas, each action by its commit, few rights."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from harness import ROOT

OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEMPLATES = sorted((ROOT / "scripts/issue_papers/starting/templates/github").glob("*.yml"))
BY_COMMIT = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
USES = re.compile(r"uses: (\S+)(?: # (v\d+\.\d+\.\d+))?$", re.MULTILINE)


def schema(name: str) -> dict[str, Any]:
    """Return a schema that check-jsonschema brings along."""
    folder = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def faults(path: Path, name: str) -> list[str]:
    # GitHub reads YAML 1.2, in which `on` is a word.
    tree = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - plain texts
    given = {"on": tree.pop("on"), **tree} if "on" in tree else tree
    typed = json.loads(json.dumps(given), parse_constant=str)
    found = jsonschema.Draft7Validator(schema(name)).iter_errors(_typed(typed))
    return [f"{'.'.join(map(str, each.path))}: {each.message[:200]}" for each in found]


def _typed(value: Any) -> Any:
    """Give plain texts the types that YAML 1.2 gives them."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    if value == "":  # nothing after a colon
        return None
    if value in {"true", "false"}:
        return value == "true"
    return int(value) if re.fullmatch(r"\d+", value) else value


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_each_workflow_is_one(path: Path) -> None:
    assert faults(path, "github-workflows") == []


def test_a_broken_workflow_is_told_apart(tmp_path: Path) -> None:
    broken = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    (tmp_path / "x.yml").write_text(broken.replace("runs-on:", "runs-at:", 1), encoding="utf-8")
    assert faults(tmp_path / "x.yml", "github-workflows")


def test_the_settings_of_dependabot_are_some() -> None:
    assert faults(ROOT / ".github" / "dependabot.yml", "dependabot") == []


@pytest.mark.parametrize(
    "path", [*OURS, *TEMPLATES], ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_each_action_is_named_by_commit_and_version(path: Path) -> None:
    used = USES.findall(path.read_text(encoding="utf-8"))
    assert used
    for action, version in used:
        assert BY_COMMIT.fullmatch(action), action
        assert version, action


def test_the_same_action_is_the_same_everywhere() -> None:
    found: dict[str, set[str]] = {}
    for path in [*OURS, *TEMPLATES]:
        for action, _ in USES.findall(path.read_text(encoding="utf-8")):
            name, _, commit = action.partition("@")
            found.setdefault(name, set()).add(commit)
    assert {name: len(commits) for name, commits in found.items() if len(commits) > 1} == {}


def jobs(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(tree["permissions"]) <= {"contents", "pull-requests"}
    assert tree["permissions"]["contents"] == "read"
    yield from tree["jobs"].items()


def test_what_may_publish_runs_nothing_of_the_repository() -> None:
    for name, job in jobs(ROOT / ".github/workflows/release.yml"):
        actions = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
        if "permissions" in job:
            assert "actions/checkout" not in actions, name
            assert not [s for s in job["steps"] if "./" in s.get("run", "")], name
        else:
            assert "actions/checkout" in actions


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_step_is_made_of_what_a_stranger_writes(path: Path) -> None:
    for _, job in jobs(path):
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_the_release_is_of_its_tag_and_bears_its_lists() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    steps = dict(jobs(ROOT / ".github/workflows/release.yml"))
    assert [*steps] == ["test", "build", "attest", "pypi", "release"]
    assert steps["attest"]["needs"] == ["test", "build"]
    assert "./scripts/release dist" in text
    assert "secrets." not in text
    assert "dist/*.cdx.json" in text

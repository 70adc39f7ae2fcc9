"""The schemas agree with the models: they take what is right, and refuse what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from editor_tools import Tools, content
from harness import SAMPLER, SITES, copy_sampler, forked, invoke
from issue_papers.cli import schemas
from issue_papers.cli.site import settings
from issue_papers.reporting.catalogues import LANGUAGES
from issue_papers.reporting.messages import say, translate
from jsonschema import Draft7Validator

SETTINGS = settings(SAMPLER / "mkdocs.yml")
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
    "missing-key": ["case_studies/dakar/index.md"],
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


@pytest.fixture(scope="module")
def sampler_tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """Make the schemas of the sampler."""
    root = copy_sampler(tmp_path_factory.mktemp("schemas") / "source")
    assert invoke("schema", cwd=root).returncode == 0
    return Tools(root)


@pytest.fixture
def small_tools(small_site: Callable[..., Path]) -> Callable[..., Tools]:
    """Give a function that makes the schemas of the small site, with overlays."""

    def make(*overlays: Path) -> Tools:
        root = small_site(*overlays)
        result = invoke("schema", cwd=root)
        assert (result.returncode, result.stderr) == (0, "")
        return Tools(root)

    return make


@pytest.mark.parametrize("name", list(schemas.schemas(SETTINGS)))
def test_a_schema_is_sound(name: str) -> None:
    schema = schemas.schemas(SETTINGS)[name]
    Draft7Validator.check_schema(schema)
    assert "$defs" not in json.dumps(schema)


def test_every_key_explains_itself() -> None:
    """A new key says at its field what it is for: `explained`."""
    assert schemas.missing_explanations(SETTINGS) == []


@pytest.mark.parametrize("path", list(content(SAMPLER)))
def test_every_file_of_the_sampler_is_right(sampler_tools: Tools, path: str) -> None:
    assert sampler_tools.faults(path) == []


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
    assert "Water" in topics["enumDescriptions"]


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_tasks_are_called_as_the_messages_language_has_it(
    small_site: Callable[..., Path], language: str
) -> None:
    root = small_site()
    assert invoke("schema", "--lang", language, cwd=root).returncode == 0
    (task,) = json.loads((root / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    assert task["label"] == translate(say("Check the texts"), language)


def test_settings_with_comments_are_left_alone(small_site: Callable[..., Path]) -> None:
    root = small_site()
    (root / ".vscode").mkdir()
    file = root / ".vscode" / "settings.json"
    file.write_text("// mine\n{}", encoding="utf-8")
    result = forked("schema", cwd=root)
    assert result.returncode == 1
    assert "isn't plain JSON" in result.stderr
    assert '"yaml.schemas"' in result.stderr
    assert file.read_text(encoding="utf-8") == "// mine\n{}"

"""Kinds of pages: what they declare is all that the rest needs, and their views are complete."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import pytest
from datafiles import load
from harness import SAMPLER, SITES, THEME, copy_site
from issue_papers.blocks import registry as blocks
from issue_papers.checks.rules import load_and_check
from issue_papers.cli.site import settings
from issue_papers.content.library import Library
from issue_papers.content.page_type import PageType
from issue_papers.formats.web.assets import Assets
from issue_papers.formats.web.pages import PageTexts
from issue_papers.formats.web.rendering import ArticleText, PageRenderer
from issue_papers.kinds import registry
from issue_papers.kinds.brief.model import BRIEF
from issue_papers.kinds.brief.views import BriefView, BriefViews
from issue_papers.printing.printer import Printer
from issue_papers.reporting.problems import ProblemsError, errors, report
from issue_papers.views.navigation import Group, contents
from issue_papers.views.shapes import PageView
from issue_papers.views.site import Views
from jinja2 import StrictUndefined
from pydantic import BaseModel

Loaded = tuple[Library, dict[str, Views]]


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("briefs") / "site", SITES / "briefs")


@pytest.fixture(scope="module")
def loaded(briefs: Path) -> Loaded:
    return load(briefs)


@dataclass(frozen=True)
class Shown:
    """The complete pages of a site in one language, by key."""

    library: Library
    views: Views
    pages: Mapping[str, PageView]


@pytest.fixture(scope="module", params=["briefs", "sampler"])
def shown(request: pytest.FixtureRequest, loaded: Loaded) -> Shown:
    library, views = loaded if request.param == "briefs" else load(SAMPLER)
    french = views["fr"]
    return Shown(library, french, {key: french.complete_page(key) for key in library.entries})


def test_every_page_has_one_type() -> None:
    types = registry.types()
    assert [kind.name for kind in types if not kind.is_ours] == [types[-1].name]
    for kind in types[:-1]:
        key = kind.key("taps").replace("*.md", "end.md")
        assert [other for other in types[:-1] if other.has(key)] == [kind]
        assert not kind.has("about.md")
    assert all(not kind.has("events/index.md") for kind in types[:-1])


def test_types_stay_what_they_are_elsewhere(loaded: Loaded) -> None:
    library, _ = loaded
    elsewhere: Library = pickle.loads(pickle.dumps(library))  # noqa: S301 - our own
    for kind in library.types:
        here = [entry.key for entry in library.of(kind)]
        assert [entry.key for entry in elsewhere.of(kind)] == here


def test_a_brief_is_a_page_of_its_own_kind(loaded: Loaded) -> None:
    library, views = loaded
    assert [entry.slug for entry in library.of(BRIEF)] == ["meters", "taps"]
    page = views["fr"].page("briefs/meters.md")
    brief = page.of(BriefView)
    assert brief
    assert (page.kind, page.title, brief.number) == ("brief", "Les compteurs d’eau", 2)
    assert brief.date == "21 novembre 2026"
    assert [author.role for author in brief.authors] == ["Ingénieure"]
    assert brief.topics == (("water", "Eau"),)
    assert [work.id for work in brief.references] == ["sow2019"]
    assert page.next
    assert page.next.key == "briefs/taps.md"
    assert [brief.title for brief in views["en"].part(BriefViews).all] == [
        "Water meters",
        "Taps in the street",
    ]


def test_a_brief_is_cited_as_a_report(loaded: Loaded) -> None:
    library, views = loaded
    record = views["en"].cite_this.record(library.entries["briefs/meters.md"])
    assert record
    assert (record["type"], record["number"], record["genre"]) == ("report", 2, "Brief")
    assert record["author"] == [{"family": "Okoye", "given": "Ada"}]


def test_a_brief_is_listed(loaded: Loaded) -> None:
    library, views = loaded
    groups = [item for item in contents(library, "en") if isinstance(item, Group)]
    (group,) = (group for group in groups if "briefs/taps.md" in group.keys)
    assert group == Group("Briefs", ("briefs/index.md", "briefs/meters.md", "briefs/taps.md"))
    listed = views["en"].complete_page("briefs/index.md")
    assert [brief.title for brief in listed["briefs"]] == ["Water meters", "Taps in the street"]  # type: ignore[attr-defined]


def told(source: Path) -> str:
    _, _, problems = load_and_check(settings(source / "mkdocs.yml"))
    return report(errors(problems), "en")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("number: 2", "number: 0"), "meters.md:2: number: "),
        (("topics: [water]", "topics: [wter]"), "`wter` is none of the site's topics"),
        (("references: [sow2019]", "references: [sow2018]"), "did you mean `sow2019`?"),
        (("date: 2026-11-21", "date: soon"), "expected a date"),
    ],
)
def test_what_is_wrong_with_a_brief_is_told(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    source = copy_site(tmp_path / "site", SITES / "briefs")
    file = source / "docs/briefs/meters.md"
    file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert said in told(source)


def test_two_briefs_have_two_numbers(tmp_path: Path) -> None:
    source = copy_site(tmp_path / "site", SITES / "briefs")
    file = source / "docs/briefs/taps.md"
    text = file.read_text(encoding="utf-8").replace("title:", "number: 2\ntitle:", 1)
    file.write_text(text, encoding="utf-8")
    assert "docs/briefs/meters.md:2: number: the number 2 is already that of" in told(source)


# Complete views


def test_a_complete_page_can_be_sent(shown: Shown) -> None:
    for key, page in shown.pages.items():
        assert pickle.loads(pickle.dumps(page)) == page, key  # noqa: S301 - our own


def test_a_complete_page_holds_values_alone(shown: Shown) -> None:
    """Nothing in it can be asked for more: no view, no library, no function."""
    for key, page in shown.pages.items():
        _hold_values(page, key)


def _hold_values(value: object, where: str) -> None:
    if is_dataclass(value) and not isinstance(value, type):
        assert value.__dataclass_params__.frozen, where  # type: ignore[attr-defined]
        for field in fields(value):
            _hold_values(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            _hold_values(item, f"{where}[{name}]")
    elif isinstance(value, tuple | list):
        for item in value:
            _hold_values(item, where)
    elif isinstance(value, BaseModel):
        assert value.model_config["frozen"], where
    else:
        assert value is None or isinstance(value, str | int | float | bool | PageType), where


def test_a_template_sees_the_page_and_nothing_else(shown: Shown) -> None:
    """One that reaches for what isn't there fails, so all of them say what they need."""
    printer = Printer({"fr": shown.views}, blocks.blocks())
    texts = PageTexts({"fr": shown.views}, printer, THEME)
    renderer = PageRenderer({"fr": shown.views}, texts, Assets())
    for page in shown.pages.values():
        given = renderer.context(page, ArticleText(), page.language.url)
        assert given.keys() == {"view", "article", "t", "page_url", "policy", "root", "base"}
    assert renderer.environment.undefined is StrictUndefined
    with pytest.raises(ProblemsError, match="UndefinedError: 'site' is undefined"):
        renderer.environment.from_string("{{ site.papers }}").render(given)


def test_every_page_can_be_asked_for_every_part(shown: Shown) -> None:
    assert len({frozenset(page.parts) for page in shown.pages.values()}) == 1


def test_a_part_that_no_page_has_is_told(loaded: Loaded) -> None:
    page: PageView = loaded[1]["en"].complete_page("index.md")
    assert page["brief"] is None
    with pytest.raises(KeyError):
        page["breif"]

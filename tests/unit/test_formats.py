"""A format is one folder: whatever lists formats finds it, and it says all that is needed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from harness import ROOT, copy_site, settings_of
from issue_papers import formats as package
from issue_papers.checks.rules import load_and_check
from issue_papers.content.settings import FormatInfo, Settings
from issue_papers.formats import registry
from issue_papers.formats.declaration import Format, UnusableOptionError
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.kinds.paper import data as paper_data
from issue_papers.kinds.paper.kind import downloads_of
from issue_papers.kinds.paper.model import PAPER
from issue_papers.maps.atlas import Atlas
from issue_papers.views.site import Views

CATALOGUES = sorted((ROOT / "overrides" / "locales").glob("*.yml"))
FORMATS = registry.formats()

DUMMY = """
from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import Format, Option

FORMAT = Format(
    info=FormatInfo(name="runes", suffix=".runes", media_type="text/x-runes"),
    position=15,
    option=Option("runes"),
    make=lambda edition, theme, options: b"runes",
)
"""


def views_of(settings: Settings) -> dict[str, Views]:
    library, catalogues, _ = load_and_check(settings)
    atlas = Atlas()
    return {
        tag: registry_of_kinds.views(library, catalogues, atlas, tag)
        for tag in settings.locales.tags
    }


def form_id(form: Format) -> str:
    return form.info.name


@cache
def words_of(catalogue: Path) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, dict[str, str]]]
    read = yaml.safe_load(catalogue.read_text(encoding="utf-8"))
    return read["downloads"]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMATS, ids=form_id)
def test_a_format_has_its_words_in_every_language(form: Format, catalogue: Path) -> None:
    words = words_of(catalogue)
    assert words["formats"][form.info.name]
    assert words["about"][form.info.name]


def test_the_words_are_those_of_formats_that_there_are() -> None:
    names = {form.info.name for form in FORMATS}
    for catalogue in CATALOGUES:
        words = words_of(catalogue)
        assert set(words["formats"]) == set(words["about"]) == names


@pytest.mark.parametrize("form", FORMATS, ids=form_id)
def test_a_formats_option_is_documented(form: Format) -> None:
    """With its default, in the table of options."""
    page = ROOT / "manual" / "docs" / "reference" / "options.md"
    rows = page.read_text(encoding="utf-8").splitlines()
    default = str(form.option.default).lower()
    assert [row for row in rows if row.startswith(f"| `{form.option.name}` | `{default}` |")]


@pytest.mark.parametrize("form", FORMATS, ids=form_id)
@pytest.mark.parametrize("guide", ["editions.md", "editions.es.md", "editions.fr.md"])
def test_editors_are_told_of_its_files(form: Format, guide: str) -> None:
    page = ROOT / "manual" / "docs" / "editing" / guide
    rows = page.read_text(encoding="utf-8").splitlines()
    infix = f"-{form.info.infix}" if form.info.infix else ""
    wanted = f">{infix}-<"
    assert [r for r in rows if r.startswith("| `<") and wanted in r and f"{form.info.suffix}`" in r]


def test_names_options_and_positions_are_their_own() -> None:
    for values in (
        [form.info.name for form in FORMATS],
        [form.info.infix + form.info.suffix for form in FORMATS],
        [form.option.name for form in FORMATS],
        [form.position for form in FORMATS],
    ):
        assert len(values) == len(set(values))
    assert [form.position for form in FORMATS] == sorted(form.position for form in FORMATS)
    assert all(bool(form.make) != bool(form.copy) for form in FORMATS)


def test_options_say_what_is_wanted() -> None:
    off = {form.option.name: False for form in FORMATS}
    assert registry.wanted(off) == ()
    unasked = [form.info.name for form in FORMATS if form.option.default]
    assert [info.name for info in registry.wanted({})] == unasked
    (pdf,) = registry.wanted(
        {**off, "pdf": {"paper": "us-letter", "cover": "light", "data": "none"}}
    )
    assert dict(pdf.options) == {"paper": "us-letter", "cover": "light", "data": "none"}
    (plain,) = registry.wanted({**off, "pdf": True})
    assert dict(plain.options) == {"paper": "a4", "cover": "full", "data": "appendix"}
    (two,) = registry.wanted({**off, "two_pages": True})
    assert dict(two.options) == {"paper": "a4"}


@pytest.mark.parametrize("value", [{"paper": "a5"}, {"size": "a4"}, {"cover": "none"}])
def test_an_option_that_cant_be_used_is_refused(value: object) -> None:
    with pytest.raises(UnusableOptionError) as refusal:
        registry.wanted({"pdf": value})
    (fault,) = refusal.value.faults
    assert fault.key.startswith("pdf.")


def test_a_file_is_named_by_paper_and_language() -> None:
    info = FormatInfo("zip", ".zip", "application/zip")
    assert info.file_name("water", "pt-BR") == "water-pt-BR.zip"
    assert replace(info, infix="offline").file_name("water", "ar") == "water-offline-ar.zip"


def test_a_format_that_is_dropped_in_is_offered_and_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any other change, it is among the downloads and in the data."""
    folder = tmp_path / "more" / "runes"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(DUMMY, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder.parent)])
    names = [form.info.name for form in registry.formats()]
    assert names.index("runes") == names.index("epub") - 1
    assert len(names) == len(FORMATS) + 1

    source = copy_site(tmp_path / "site")
    settings = settings_of(source)
    asked = {form.option.name: True for form in FORMATS} | {"epub": False}
    settings = replace(settings, formats=registry.wanted(asked))
    views = views_of(settings)
    (english, *_) = downloads_of(
        views["en"].readers, views["en"].library.entries["papers/water/index.md"]
    )
    offered = [file.format.name for file in english.files]
    assert offered == [name for name in names if name != "epub"]
    assert "downloads/water-en.runes" in [file.url for file in english.files]
    library = views["en"].library
    (paper,) = library.of(PAPER)
    found = paper_data.record(library, {t: v.readers for t, v in views.items()}, paper)
    rows = [row for row in found.downloads if row.format == "runes"]
    assert [row.language for row in rows] == [t for t in views if paper.has(t)]
    assert {row.type for row in rows} == {"text/x-runes"}

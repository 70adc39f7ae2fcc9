"""The reference is made from the code: it is up to date, and the manual that holds it is right."""

from __future__ import annotations

import pytest
from harness import ROOT, invoke
from issue_papers.building.options import OPTIONS
from issue_papers.cli import reference_pages
from issue_papers.cli.main import main
from issue_papers.cli.reference import pages
from issue_papers.kinds import registry

MANUAL = ROOT / "manual"
WRITTEN = pages(main)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_pages_of_the_reference_are_up_to_date(name: str) -> None:
    """If this fails, run tests/tools/catalogues.py and commit what it writes."""
    path = MANUAL / "docs" / "reference" / name
    assert path.read_text(encoding="utf-8") == WRITTEN[name]


def test_the_reference_has_no_other_pages() -> None:
    assert {path.name for path in (MANUAL / "docs" / "reference").glob("[!.]*")} == set(WRITTEN)


def test_every_kind_of_page_has_a_table_and_every_key_says_what_it_is_for() -> None:
    tables = {table.id: table for table in reference_pages.tables()}
    assert {kind.name for kind in registry.types()} <= set(tables)
    for table in tables.values():
        assert all(key.about for key in table.keys), table.id
        if table.files or table.id == "every-page":
            assert table.keys, table.id


def test_every_option_says_what_it_does() -> None:
    assert [option.name for option in OPTIONS if not option.about] == []


def test_the_manual_has_no_mistake() -> None:
    told = invoke("check", "-f", MANUAL / "mkdocs.yml", cwd=ROOT)
    assert (told.stdout, told.stderr, told.returncode) == ("No problems found.\n", "", 0)

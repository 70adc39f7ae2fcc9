"""Names of a references.yml in one piece: a person's are doubted, an organisation's are whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import copy_site, invoke

WORK = """
- id: piece
  type: book
  title: Pipes
  author: [{{literal: "{name}"}}]
  issued: {{date-parts: [[2020]]}}
  language: en
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("pieces") / "site", has_theme=False)


def said(site: Path, *names: str) -> str:
    path = site / "docs/papers/water/references.yml"
    works = (WORK.format(name=name).replace("piece", f"p{n}") for n, name in enumerate(names))
    path.write_text("".join(works), "utf-8")
    return invoke("check", cwd=site).stdout


def test_a_person_s_is_to_be_given_in_parts(site: Path) -> None:
    names = ("Sow, Aminata", "SOW, A.", "Humboldt, Alexander von")
    told = said(site, *names)
    assert all(f"found “{name}” in one piece" in told for name in names)


def test_an_organisation_s_may_have_a_comma(site: Path) -> None:
    told = said(
        site,
        "ONU-Hábitat, Oficina regional",
        "Metropolis, Secretariat",
        "Barcelona, City Council",
        "United Nations Children’s Fund, Joint Monitoring Programme",
    )
    assert "in one piece" not in told

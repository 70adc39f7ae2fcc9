"""Whom the editions of a translation name: those who translated it, too, as names are printed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from editions import THEME, gathered
from harness import copy_site, settings_of
from issue_papers.checks.rules import load_and_check
from issue_papers.citations.exchange import ris
from issue_papers.content.works import Original
from issue_papers.formats.epub.publication import build
from issue_papers.formats.jats.article import build as jats
from issue_papers.formats.pdf.typesetting import _about
from issue_papers.kinds.registry import views
from issue_papers.maps.atlas import Atlas
from issue_papers.views.originals import Originals
from lxml import etree

DC = "{http://purl.org/dc/elements/1.1/}"


def test_an_edition_names_its_translators_as_they_are_printed(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site", has_theme=False)
    page = site / "docs/papers/water/index.fr.md"
    translators = 'translators: [Jeanne d’Arc, "Lévi-Strauss, Claude", Institut de traduction]'
    text = page.read_text("utf-8").replace(
        "status: machine", f'status: reviewed\n  {translators}\n  reviewer: "Weil, Simone"'
    )
    page.write_text(text, "utf-8")
    source = site / "docs/papers/water/index.md"
    author = "authors: [{id: alembert, family: Alembert, given: Jean, particle: d’}, "
    source.write_text(source.read_text("utf-8").replace("authors: [", author), "utf-8")
    edition = gathered(site)["water-fr"]
    people = ["Jeanne d’Arc", "Claude Lévi-Strauss", "Institut de traduction", "Simone Weil"]

    package = zipfile.ZipFile(io.BytesIO(build(edition, THEME))).read("EPUB/package.opf")
    assert [e.text for e in etree.fromstring(package).iter(f"{DC}contributor")] == people
    assert list(_about(edition).contributors) == people
    assert any(", ".join(people[:3]) in line for line in edition.provenance)
    article = etree.fromstring(jats(edition, THEME))
    assert [e.text for e in article.iter("surname")][:1] == ["d’Alembert"]
    assert [e.text for e in article.iter("collab")] == ["Institut de traduction"]


def test_an_edition_in_the_source_language_has_no_translators(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site", has_theme=False)
    assert gathered(site)["water-en"].contributors == {}


def test_the_title_of_an_original_has_no_markup_where_it_is_plain_text(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site", has_theme=False)
    references = site / "docs/papers/water/references.yml"
    title = "Wells of <i>Acacia</i> & <span lang='wo'>teen</span>"
    text = references.read_text("utf-8").replace("title: Wells of the Sahel", f'title: "{title}"')
    references.write_text(text, "utf-8")
    library, catalogues, _ = load_and_check(settings_of(site))
    readers = views(library, catalogues, Atlas(), "en").readers
    original = Originals(readers).work(Original(reference="sow2019"))
    assert original.title == "Wells of Acacia & teen"
    assert original.text == "Aminata Sow, Wells of Acacia & teen (Presses de Dakar, 2019)"
    titles = [(run.text, run.styles, run.language) for run in original.runs if run.styles]
    assert titles == [("Wells of Acacia & ", ("i",), ""), ("teen", ("i",), "wo")]
    assert [name.last_first for name in original.creators] == ["Sow, Aminata"]
    record = {"id": "x", "type": "report", "title": "Wells"}
    made_after = {"custom": {"adapted-from": original.reference.model_dump()}}
    assert "OP  - Sow, Aminata (2019) Wells of Acacia & teen. Presses" in ris(record | made_after)

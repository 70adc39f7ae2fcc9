"""Nothing that leaves this repository is signed, or published, by those of the original."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pdf_reading import words
from signatures import Signature, signatures

OF_THE_ORIGINAL = ("Arjona", "Betancur", "Varga", "Metropolis", "AL-LAs")
ADAPTER = "Issue-papers contributors"
PUBLISHER = "Issue papers"


@pytest.fixture(scope="module")
def signed(published: Path) -> list[Signature]:
    return list(signatures(published))


def test_nobody_of_the_original_signs_anything(signed: list[Signature]) -> None:
    wrong = [s for s in signed if any(name in s[2] for name in OF_THE_ORIGINAL)]
    assert [s for s in wrong if s[1] != "card"] == []
    # A card says what its page is called and about, and a title may name whom it is about.
    assert not any("Arjona" in s[2] or "Betancur" in s[2] for s in wrong)


def test_every_kind_of_output_is_signed_by_the_edition(signed: list[Signature]) -> None:
    fields = Counter(field for _, field, name in signed if ADAPTER in name or PUBLISHER in name)
    for field in (
        *("citation_author", "DC.creator", "JSON-LD author", "JSON-LD publisher", "citation"),
        *("mirror authors", "mirror cite", "CSL author", "CSL publisher", "BibTeX author"),
        *("RIS authors", "RIS publisher", "feed author", "Atom", "data authors", "data publisher"),
        *("EPUB creator", "EPUB publisher", "PDF Author", "XMP dc:creator"),
    ):
        assert fields[field] >= 1, field
    assert fields["citation"] >= 3 * 2 * (1 + 9 + 12)


def test_each_page_that_is_cited_says_whose_its_passages_are(published: Path) -> None:
    for file in published.rglob("cite.json"):
        here = (file.parent / "index.html").read_text(encoding="utf-8")
        assert 'class="ip-origin"' in here, file


@pytest.mark.parametrize(
    ("language", "independent"),
    [
        ("en", "independent edition"),
        ("es", "edición independiente"),
        ("fr", "édition indépendante"),
    ],
)
def test_cover_and_imprint_of_the_pdf_say_it(
    published: Path, language: str, independent: str
) -> None:
    pdf = published / "downloads" / f"internationalisation-{language}.pdf"
    told = " ".join(words(pdf.read_bytes())[:900]).casefold()
    assert ADAPTER.casefold() in told
    assert independent in told
    assert told.index(ADAPTER.casefold()) < told.index("betancur")

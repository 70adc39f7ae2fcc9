"""What some format can't have as it was written is in each of them all the same, in its own way."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pdf_reading
import pytest
from harness import build, copy_site
from lxml import html
from lxml.html import HtmlElement
from PIL import Image

PAGE = """---
title: Odd things
summary: What not every format has.
---
A claim.[^a]

<iframe src="https://v.example/1" title="A film of the pumps"></iframe>

<video src="https://v.example/2.mp4" controls></video>

<img src="plain.png" alt="A white spot" width="60">

<table>
<tr><th>City</th><th>Wells</th></tr>
<tr><td>Dakar</td><td>31</td></tr>
</table>

```python title="wells.py"
wells = 31
```

The price $p$ follows from [equation #](#equation-price), as [](#box-pumps) says.

/// equation | price
$$
p = \\frac{C}{V}
$$
///

/// box | pumps
    title: How pumps are *paid*
    numbered: true
- A pump costs $5 to $6.

| Pump | Price |
| --- | --- |
| Old | 5 |
///

??? note "Asked for"
    What is shown on demand.

=== "Wells"
    Of wells.

=== "Pumps"
    Of pumps.

> [!WARNING]
> As GitHub has it.

/// list-of | boxes
///

[^a]: As was said.[^b]
[^b]: In a note within a note.
"""
FORMATS = ("pdf", "epub", "single_page", "text")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with all editions of a paper that holds the odd things."""
    folder = tmp_path_factory.mktemp("odd")
    source = copy_site(folder / "source")
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for name in FORMATS:
        text = text.replace(f"{name}: false", f"{name}: true")
    options = "issue-papers:\n      search: false\n      raw_html: trusted\n"
    config.write_text(text.replace("issue-papers:\n", options, 1))
    paper = source / "docs/papers/water"
    Image.new("RGB", (80, 80), "white").save(paper / "plain.png")
    (paper / "odd.md").write_text(PAGE, encoding="utf-8")
    index = paper / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("[start, end]", "[start, end, odd]"), encoding="utf-8")
    return build(source, folder / "site")


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, HtmlElement]:
    """Return the text in those formats that are HTML, by their names."""
    with zipfile.ZipFile(site / "downloads/water-en.epub") as epub:
        books = [epub.read(name) for name in epub.namelist() if name.endswith(".xhtml")]
    (book,) = [book for book in books if b"A film of the pumps" in book]
    page = (site / "papers/water/odd/index.html").read_bytes()
    single = (site / "downloads/water-en.html").read_bytes()
    parsed = {"web": page, "single page": single, "EPUB": book}
    return {name: html.fromstring(data) for name, data in parsed.items()}


@pytest.fixture(scope="module")
def texts(site: Path) -> Mapping[str, str]:
    """Return the words in those formats that are read as such, by their names."""
    pdf = " ".join(pdf_reading.words((site / "downloads/water-en.pdf").read_bytes()))
    mirror = (site / "papers/water/odd/index.md").read_text(encoding="utf-8")
    plain = (site / "downloads/water-en.txt").read_text(encoding="utf-8")
    return {"PDF": pdf, "Markdown": mirror, "text": " ".join(plain.split())}


def test_a_film_is_a_link_that_says_what_it_shows(
    pages: Mapping[str, HtmlElement], texts: Mapping[str, str]
) -> None:
    assert pages["web"].cssselect('iframe[title="A film of the pumps"]')
    for name in ("single page", "EPUB"):
        (link,) = pages[name].cssselect('a[href="https://v.example/1"]')
        assert link.text_content() == "A film of the pumps", name
        assert not pages[name].cssselect("iframe, video"), name
        assert pages[name].cssselect('a[href="https://v.example/2.mp4"]'), name
    for name, text in texts.items():
        assert "A film of the pumps" in text, name
        assert "v.example/2.mp4" in text, name


def test_a_note_in_a_note_is_set(
    pages: Mapping[str, HtmlElement], texts: Mapping[str, str]
) -> None:
    for name, page in pages.items():
        assert "In a note within a note." in page.text_content(), name
    for name, text in texts.items():
        assert "As was said." in text, name
        assert "In a note within a note." in text, name


def test_a_picture_of_html_is_one_of_markdown(
    pages: Mapping[str, HtmlElement], texts: Mapping[str, str], site: Path
) -> None:
    for name, page in pages.items():
        (picture,) = page.cssselect('img[alt="A white spot"]')
        assert picture.get("width") == "60", name
    assert "![A white spot](" in texts["Markdown"]
    assert "A white spot" in texts["text"]
    with pdf_reading.pikepdf.open(site / "downloads/water-en.pdf") as pdf:
        alts = [str(o.get("/Alt", "")) for o in pdf.objects if _is_dictionary(o)]
    assert "A white spot" in alts


def _is_dictionary(value: object) -> bool:
    return isinstance(value, pdf_reading.pikepdf.Dictionary)


def test_a_table_of_html_is_one_of_markdown(
    pages: Mapping[str, HtmlElement], texts: Mapping[str, str]
) -> None:
    (table,) = pages["web"].xpath("//article//table[contains(., 'Dakar')]")
    around = table.getparent()
    assert (around.get("tabindex"), around.get("role")) == ("0", "region")
    assert [cell.text_content() for cell in table.cssselect("thead th")] == ["City", "Wells"]
    assert [cell.text_content() for cell in table.cssselect("tbody td")] == ["Dakar", "31"]
    for name in ("single page", "EPUB"):
        assert "Dakar" in [cell.text_content() for cell in pages[name].cssselect("td")], name
    assert "| City | Wells |\n| --- | --- |\n| Dakar | 31 |" in texts["Markdown"]
    for name in ("PDF", "text"):
        assert "Dakar 31" in " ".join(texts[name].replace("|", " ").split()), name


def test_code_has_its_title(pages: Mapping[str, HtmlElement], texts: Mapping[str, str]) -> None:
    for name, page in pages.items():
        assert "wells.py" in page.text_content(), name
    for name, text in texts.items():
        assert "wells.py" in text, name


def test_a_box_has_its_number_its_title_and_what_is_in_it(
    pages: Mapping[str, HtmlElement], texts: Mapping[str, str]
) -> None:
    for name, page in pages.items():
        (box,) = page.xpath("//aside[.//table][contains(., 'How pumps are paid')]")
        (label,) = page.xpath(f"//*[@id='{box.get('aria-labelledby')}']")
        assert "How pumps are paid" in label.text_content(), name
        assert "Box 1" in box.text_content(), name
        assert box.xpath(".//em[text()='paid']"), name
        assert "A pump costs $5 to $6." in box.text_content(), name
        (entry,) = page.xpath("//li/a[contains(., 'Box 1: How pumps are paid')]")
        assert entry.get("href").endswith(box.get("id")), name
    for name, text in texts.items():
        words = " ".join(text.replace("*", "").replace("> ", "").split())
        assert "Box 1" in words, name
        assert "How pumps are paid" in words, name
        assert "$5 to $6" in words.replace("\\", ""), name


def test_a_formula_is_mathml_set_or_written_in_a_line(
    pages: Mapping[str, HtmlElement], texts: Mapping[str, str], site: Path
) -> None:
    for name, page in pages.items():
        (by_itself,) = page.xpath("//math[@display='block']")
        assert by_itself.get("alttext") == "p equals C over V", name
        assert by_itself.xpath(".//mfrac/mi/text()") == ["C", "V"], name
        (equation,) = page.xpath("//*[.//math[@display='block']][contains(@id, 'equation-price')]")
        assert "(1)" in equation.text_content(), name
        (link,) = page.xpath("//a[contains(., 'equation')][contains(., '1')]")
        assert link.get("href").endswith(equation.get("id")), name
    assert "$$p = \\frac{C}{V}$$" in texts["Markdown"]
    assert "p = C/V (1)" in texts["text"]
    with pdf_reading.pikepdf.open(site / "downloads/water-en.pdf") as pdf:
        alts = {str(o.get("/Alt", "")) for o in pdf.objects if _is_dictionary(o)}
    assert {"p", "p equals C over V"} <= alts
    with zipfile.ZipFile(site / "downloads/water-en.epub") as epub:
        package = html.fromstring(epub.read("EPUB/package.opf"))
        names = epub.namelist()
    assert len(package.xpath("//item[@properties='mathml']")) == 1
    assert any(name.endswith("papers-math-normal.woff2") for name in names)


def test_what_a_page_shows_on_demand_is_shown_on_paper(
    pages: Mapping[str, HtmlElement], texts: Mapping[str, str]
) -> None:
    for name, page in pages.items():
        (shown,) = page.xpath("//p[.='What is shown on demand.']")
        assert "Asked for" in shown.getparent().text_content(), name
        assert (shown.getparent().tag == "details") == (name == "web"), name
        assert "As GitHub has it." in page.text_content(), name
        for title in ("Wells", "Pumps"):
            assert page.xpath(f"//label[.='{title}'] | //p[.='{title}']"), name
    for name, text in texts.items():
        for said in ("Asked for", "What is shown on demand.", "Of wells.", "Of pumps."):
            assert said in text, name

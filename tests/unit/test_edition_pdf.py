"""PDFs of real editions: tagged, complete, with every glyph, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdf_reading
import pikepdf
import pytest
from datafiles import load
from editions import THEME, sampler_edition, scripts_edition, small_edition
from harness import SAMPLER, run
from issue_papers.articles import nodes as n
from issue_papers.content.locales import Language
from issue_papers.fonts.scripts import script_of
from issue_papers.fonts.typefaces import families
from issue_papers.formats.editions.edition import Edition, Part, PartKind
from issue_papers.formats.pdf import typesetting, xmp
from issue_papers.formats.pdf.design import Design
from issue_papers.formats.pdf.runs import Link, Run, tidy
from issue_papers.formats.pdf.xmp import About
from issue_papers.reporting.problems import ProblemsError
from lxml import html
from made_editions import edition_from, edition_of, text_blocks
from tools import positions

EDITIONS = ["sampler-es", "scripts-en", "scripts-ar", "scripts-ko"]
NOT_IN_WORDS = re.compile("[\\s\u00ad\u200b\u202a-\u202e\u2066-\u2069]+")

REORDERED = re.compile(r"[“(]?[\u0600-\u06ff]+[”),.]*")


@cache
def edition(name: str) -> Edition:
    site, _, language = name.partition("-")
    return sampler_edition(language) if site == "sampler" else scripts_edition(language)


@cache
def pdf(name: str, paper: str = "a4") -> bytes:
    return typesetting.build(edition(name), THEME, Design(paper=paper))


def opened(name: str, paper: str = "a4") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(name, paper)))


def run_together(text: str) -> str:
    return NOT_IN_WORDS.sub("", text)


@pytest.mark.parametrize("name", EDITIONS)
def test_qpdf_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    file = tmp_path / "edition.pdf"
    file.write_bytes(pdf(name))
    result = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("name", EDITIONS)
def test_the_file_says_what_it_is(name: str) -> None:
    about = edition(name)
    with opened(name) as document:
        assert document.Root.MarkInfo.Marked is True
        assert document.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(document.Root.Lang).split("-")[0] == about.language.tag
        right_to_left = about.language.direction == "rtl"
        assert (str(document.Root.ViewerPreferences.Direction) == "/R2L") == right_to_left
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == about.paper.title
            assert metadata["dc:rights"] == about.paper.licence_name
            assert metadata["xmpRights:WebStatement"] == about.paper.licence_url
            assert metadata["xmp:CreateDate"].startswith(about.date.isoformat())
            assert metadata.pdfa_status == "2A"
            assert metadata["pdfuaid:part"] == "1"
            for author in about.paper.authors:
                assert author.name in str(metadata["dc:creator"])
            for keyword in about.keywords:
                assert keyword in metadata["pdf:Keywords"]


@pytest.mark.parametrize("name", EDITIONS)
def test_everything_is_tagged(name: str) -> None:
    with opened(name) as document:
        found = list(pdf_reading.elements(document))
    roles = [role for role, _ in found]
    levels = [int(role[1]) for role in roles if re.fullmatch("H[1-6]", role)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == len(edition(name).parts) + 1  # and the contents
    figures = [element for role, element in found if role == "Figure"]
    assert figures
    assert all(str(element.get("/Alt", "")).strip() for element in figures)
    tables = [element for role, element in found if role == "Table"]
    assert tables
    assert all("TH" in set(pdf_reading.below(element)) for element in tables)
    assert {"Note", "TOC", "TOCI", "L", "Link", "Title"} - {"Title"} <= set(roles)


@pytest.mark.parametrize("name", EDITIONS)
def test_bookmarks_lead_to_each_part(name: str) -> None:
    with opened(name) as document:
        titles = [title for depth, title in pdf_reading.outline(document) if depth == 1]
    assert titles == [part.title for part in edition(name).parts]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_glyph_is_there_and_every_font_embedded(name: str) -> None:
    with opened(name) as document:
        for font in pdf_reading.fonts(document):
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "/ToUnicode" in font
        shown = list(pdf_reading.shown_glyphs(document))
    assert len(shown) > 1000
    assert 0 not in shown


@pytest.mark.parametrize(
    "name", ["sampler-en", "sampler-es", "sampler-fr", "scripts-en", "scripts-ko"]
)
def test_all_words_are_there_in_order(name: str) -> None:
    """Arabic is left out: pdftotext puts its words and the marks around them in another order."""
    about = edition(name)
    found = REORDERED.sub("", run_together(" ".join(pdf_reading.words(pdf(name)))))
    expected = [part_words(part) for part in about.parts]
    notes = [note for _, own in expected for note in own]
    for note in notes:
        assert found.count(note) == 1, note
        found = re.sub(rf"\d{{1,2}}{re.escape(note)}", "", found, count=1)
    position = found.index(run_together(about.parts[0].title) + expected[0][0][1])
    between = []
    for words, _ in expected:
        for word in words:
            start = found.find(word, position)
            assert start >= 0, (word, found[position : position + 200])
            between.append(found[position:start])
            position = start + len(word)
    furniture = re.compile(r"(\d{1,3}\.|[•–☑☐«»“”]+|\.)?")  # list markers, quotation marks
    assert [gap for gap in between if not furniture.fullmatch(gap)] == []
    assert found[position:] == ""


def part_words(part: Part) -> tuple[list[str], list[str]]:
    """Return the words of a part as they are read, and its footnotes, each run together."""
    notes = [run_together(read_out(note.content)) for note in part.notes]
    text = f"{part.label} {part.title} {part.summary} {' '.join(part.notices)} "
    words = REORDERED.sub("", text + read_out(part.blocks)).replace("\u200b", "").split()
    return words, [REORDERED.sub("", note) for note in notes]


def read_out(nodes: tuple[n.Node, ...]) -> str:
    """Return the words of nodes; what is a block, or in quotation marks, stands by itself."""
    found = []
    for node in nodes:
        apart = " " if isinstance(node, n.Block | n.Break | n.Quoted) else ""
        if isinstance(node, n.Figure):
            held = f"{read_out(node.content)} {node.label} {read_out(node.caption)}"
        elif isinstance(node, n.NoteReference):
            held = str(node.number)
        elif isinstance(node, n.Text | n.Code | n.CodeBlock | n.Citation):
            held = n.text_of(node)
        else:
            held = read_out(tuple(n.children(node)))
        found.append(f"{apart}{held}{apart}")
    return "".join(found)


def test_a_case_box_is_read_from_its_label_to_its_link() -> None:
    words = " ".join(pdf_reading.words(pdf("scripts-en")))
    box = words[words.index("Case study Busan") :]
    order = [
        "Busan shades its bus stops",
        "Folding roofs",
        "stops with a roof 120",
        "Read the case",
    ]
    positions = [box.index(text) for text in order]
    assert positions == sorted(positions)


def test_a_right_to_left_paper_stands_at_the_right() -> None:
    with opened("scripts-ar") as document:
        operators = pikepdf.parse_content_stream(document.pages[4])
        shifts = [float(o[4]) for o, name in operators if str(name) == "cm"]
        width = float(document.pages[4].MediaBox[2])
    assert sum(x > width / 2 for x in shifts) > sum(x < width / 4 for x in shifts)


def test_names_and_addresses_keep_their_order_among_right_to_left_text() -> None:
    imprint = dict(edition("scripts-ar").imprint)
    assert imprint["المؤلفون"] == (
        "\u2068Anna Meyer\u2069، مخططة حضرية، \u2068Park Press\u2069؛ "
        "\u2068Salma Haddad\u2069، مهندسة معمارية"
    )
    lines = raw_text(pdf("scripts-ar")).splitlines()
    assert {"Anna Meyer", "Park Press", "Salma Haddad"} <= set(lines)
    assert "https://scripts.example/ar/papers/shade/" in lines  # no stroke jumped before it
    assert "Meyer, Anna. 2019. Trees and Streets. Park Press." in lines
    assert "summer." in lines


def raw_text(made: bytes) -> str:
    """Return a PDF's text as it is drawn; each run of one direction has a line of its own."""
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=made, capture_output=True, check=True
    )
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", read.stdout.decode())


def test_an_entry_runs_as_its_work_does() -> None:
    entries = [
        (item.dir, [node.dir for node in n.walk(item) if isinstance(node, n.Span)])
        for part in edition("scripts-ar").parts
        if part.kind is PartKind.SECTION
        for found in n.walk(part.blocks)
        if isinstance(found, n.List) and found.role == "bibliography"
        for item in found.items
    ]
    assert entries == [("auto", ["ltr"]), ("auto", []), ("auto", ["ltr", "ltr"])]


def test_names_of_the_papers_own_direction_are_left_as_they_are() -> None:
    for language in ("en", "ko"):
        assert not re.search("[\u2066-\u2069]", repr(edition(f"scripts-{language}").imprint))


@pytest.mark.parametrize("name", EDITIONS)
def test_no_text_is_where_it_should_not_be(name: str) -> None:
    found = positions.faults(pdf(name), is_rtl=name.endswith("-ar"))
    assert list(map(str, found)) == []


def test_addresses_and_numbers_keep_their_order_in_right_to_left_text() -> None:
    number = "[+966 11 123 4567](tel:+966111234567)"
    text = f"انظر https://shade.example/plan/2024 ثم عد.\n\nهاتف {number} غدا."  # noqa: RUF001
    made = typesetting.build(edition_from(text, language="ar"), THEME)
    with pikepdf.open(io.BytesIO(made)) as document:
        lines = [line for line in positions.lines(document) if line.page == 4]
    spans = [
        span for line in sorted(lines, key=lambda one: one.base) for span in sorted(line.spans)
    ]
    said = "".join(text for _, _, text in spans)
    assert "https://shade.example/plan/2024" in said
    assert "+966 11 123 4567" in said
    # What print adds stands after it: to its left.
    (added,) = (left for left, _, text in spans if "111234567" in text)
    own = min(left for left, _, text in spans if "567" in text and "111234567" not in text)
    assert added < own


def test_numbers_of_pages_notes_and_items_are_in_the_digits_of_the_language() -> None:
    text = "متن.[^a]\n\n7. یک\n8. دو\n\n[^a]: پانوشت."
    for language, digits in (("fa", "۴۷۸"), ("ar", "478")):
        edition = replace(edition_from(text, language="ar"), language=Language(language, "Own"))
        made = typesetting.build(edition, THEME)
        (page,) = [page for page in raw_text(made).split("\f") if "پانوشت" in page]
        said = re.sub(r"[^\d]", "", page)
        assert set(digits) <= set(said), said
        assert said.isascii() == (language == "ar")


def test_a_short_figure_stays_with_its_caption() -> None:
    made = typesetting.build(small_edition("ar"), THEME)
    pages = raw_text(made).split("\f")
    (page,) = [page for page in pages if "Who uses the water" in page]
    assert "Farms" in page


def test_a_long_figure_begins_with_its_caption() -> None:
    rows = "\n".join(f"| Row {number} | {number} |" for number in range(90))
    (table,) = text_blocks(f"| Who | Share |\n|---|---|\n{rows}")
    figure = n.Figure((table,), (n.Paragraph((n.Text("Who uses what"),), is_plain=True),))
    for before in range(24, 44, 2):  # wherever the table begins on its page
        filler = [n.Paragraph((n.Text("Line."),))] * before
        made = typesetting.build(edition_of(*filler, figure), THEME)
        (page,) = [page for page in raw_text(made).split("\f") if "Who uses what" in page]
        assert "Row 0" in page
        assert "Row 89" not in page


def test_a_recommendations_title_stands_where_its_text_does() -> None:
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf("scripts-en"), capture_output=True, check=True
    )
    left = {
        str(word.text): float(word.get("xmin"))
        for word in html.document_fromstring(boxes.stdout).iter("word")
    }
    assert abs(left["Map"] - left["Walk"]) < 0.7  # a letter's own side bearing, but no space


def test_dates_are_written_as_on_the_site() -> None:
    about = replace(edition("scripts-en"), date=dt.date(2026, 11, 21))
    assert "21 November 2026" in raw_text(typesetting.build(about, THEME))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_paper_sizes(paper: str, size: tuple[int, int]) -> None:
    with opened("scripts-en", paper) as document:
        boxes = {tuple(round(float(n)) for n in page.MediaBox[2:]) for page in document.pages}
    assert boxes == {size}


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert typesetting.build(edition("scripts-ar"), THEME) == pdf("scripts-ar")


def test_links_inside_lead_inside() -> None:
    with opened("scripts-en") as document:
        links = [
            link
            for page in document.pages
            for link in page.get("/Annots", [])
            if str(link.Subtype) == "/Link"
        ]
        assert set(addresses(document)) == {
            "https://creativecommons.org/licenses/by/4.0/",
            "https://scripts.example/papers/shade/",
            "https://shade.example/ko/summer",
        }
        assert sum("/Dest" in link or "/D" in link.get("/A", {}) for link in links) > 10


def addresses(document: pikepdf.Pdf) -> Iterator[str]:
    for page in document.pages:
        for link in page.get("/Annots", []):
            if "/URI" in link.get("/A", {}):
                yield bytes(link.A.URI).decode()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_links_to_the_site_lead_to_its_pages(language: str) -> None:
    about = edition(f"sampler-{language}")
    site = about.url.rpartition("papers/")[0].removesuffix(f"{language}/")
    library, views = load(SAMPLER)
    pages = {views[language].links.url(entry) for entry in library.entries.values()}
    with opened(f"sampler-{language}") as document:
        found = set(addresses(document))
    assert about.url in found
    assert all(url.isascii() and "%E2%80%8B" not in url for url in found)
    own = {url.partition("#")[0].removeprefix(site) for url in found if url.startswith(site)}
    assert own
    assert own <= pages


LONG = "https://a.example/" + "of-many-words/" * 8 + "end"


@pytest.mark.parametrize("text", ["See {}.", "({})", "see:{}", "\u2066{}\u2069", "{}"])
def test_a_long_address_is_linked_and_copied_as_it_is(text: str) -> None:
    (link,) = [item for item in tidy([Run(text.format(LONG))]) if isinstance(item, Link)]
    assert (link.target, link.content) == (LONG, [Run(LONG)])


def test_an_address_that_says_where_it_may_break_leads_where_it_should() -> None:
    (link,) = tidy([Run(LONG.replace("/of", "/\u200bof"))])
    assert isinstance(link, Link)
    assert link.target == LONG


def test_an_address_breaks_where_nobody_misreads_it() -> None:
    """Never behind its scheme, and no hyphen is repeated, as Spanish does with its own."""
    address = "https://issue-papers.example.org/issue-papers/about/#what-this-edition-adds"
    lengths = [(words, letters) for words in range(3, 9) for letters in range(4)]
    text = "\n\n".join(f"{'palabra ' * n}{'y ' * m}{address}" for n, m in lengths)
    english = edition_from(text)
    (part,) = english.parts
    spanish = replace(english, parts=(replace(part, language="es"),))
    made = typesetting.build(spanish, THEME)
    with pikepdf.open(io.BytesIO(made)) as document:
        said = [line.text.strip() for line in positions.lines(document) if line.page > 3]
    ends = {one[-1] for one in said}
    assert {"-", "/"} <= ends
    assert [one for one in said if one.endswith((":", ":/", "//")) or one.startswith("-")] == []


def test_what_follows_in_an_entry_hangs() -> None:
    entry = n.Item((n.Paragraph((n.Text("Meyer, Anna. 2019. " + "Trees and Streets. " * 8),)),))
    made = typesetting.build(edition_of(n.List((entry,), role="bibliography")), THEME)
    with pikepdf.open(io.BytesIO(made)) as document:
        found = positions.lines(document)
    first, *others = [line for line in found if line.page > 3 and "Streets" in line.text]
    assert others
    assert all(line.left > first.left + 10 for line in others)


def test_a_long_address_stays_on_the_page() -> None:
    made = typesetting.build(edition_from(f"See {LONG}, and {'x' * 200}."), THEME)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True
    )
    words = list(html.document_fromstring(boxes.stdout).iter("word"))
    long = [word for word in words if re.search("xxx|many-words", word.text)]
    assert len(long) > 4
    assert all(float(word.get("xmax")) < 595 - 75 for word in long)
    assert LONG in raw_text(made).replace("\n", "")


def test_print_adds_pages_and_addresses_as_artifacts() -> None:
    made = typesetting.build(edition_from("An [outside link](https://a.example/b)."), THEME)
    raw = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    assert "(https://a.example/b)" in raw.stdout.decode()
    assert "https://a.example/b" not in " ".join(pdf_reading.words(made)).split("Abstract")[-1]


def test_the_licence_is_only_added_to_what_typst_writes() -> None:
    with pytest.raises(xmp.UnexpectedPdfError):
        xmp.add(b"%PDF-1.7\n%%EOF\n", About(licence="CC BY 4.0"))
    assert xmp.add(b"anything", About()) == b"anything"


def test_typefaces_follow_the_scripts() -> None:
    assert [family.name for family in families("fr", "Été").serif] == ["Source Serif 4"]
    assert families("ar", "ظل shade").serif[0].name == "Amiri"
    assert families("ko", "그늘").serif[0].is_installed
    assert families("en", "a\u00a0\u202fb\u2011\u2066c\u2069").sans[0].name == "Source Sans 3"
    with pytest.raises(ProblemsError, match="Old Italic"):
        families("en", "\U00010300\U0001031f")


def test_scripts_of_languages() -> None:
    tags = ["en", "pt-BR", "ar", "fa", "ko", "ja", "zh-Hant", "ru", "not-a-language"]
    assert [script_of(tag) for tag in tags] == [
        *("Latn", "Latn", "Arab", "Arab", "Hang", "Hani", "Hani", "Cyrl", "Latn"),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_was_set_is_forgotten(tmp_path: Path) -> None:
    # Texts that differ, so that nothing of one is of use for the next.
    program = """
import sys
from pathlib import Path
from editions import THEME
from issue_papers.formats.pdf import typesetting
from made_editions import edition_from

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

sizes = []
for n in range(6):
    words = ((f"word{n}x{m}x{k}" for m in range(60)) for k in range(300))
    typesetting.build(edition_from("\\n\\n".join(map(" ".join, words))), THEME)
    sizes.append(held())
print(sizes[-1] - sizes[1])
"""
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = run(sys.executable, "-c", program, cwd=tmp_path, **paths)
    assert said.returncode == 0, said.stderr
    assert int(said.stdout) < 100_000_000  # a fifth of a gigabyte where it is remembered

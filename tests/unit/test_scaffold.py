"""What `issue-papers new` makes passes the check, and disturbs nothing that is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from harness import SAMPLER, Run, build, forked, invoke, pages_alone
from issue_papers.articles.article import Article
from issue_papers.articles.nodes import text_of
from issue_papers.checks.rules import load_and_check
from issue_papers.cli import questions, scaffold
from issue_papers.cli.main import main
from issue_papers.cli.site import settings
from issue_papers.content import frontmatter
from issue_papers.content.yaml_edit import CannotEditError, insert_item
from reading import read

SITE = ("docs", "case_studies")
PAPER = {
    "title": "Fire: how cities burn",
    "summary": "It's [hot], # they say.",
    "author": "Ada Lovelace",
    "section-summary": "Where fire is.",
}
CASE = {
    "title": "Accra's taps",
    "summary": "Who turns them.",
    "slug": "taps",
    "city": "accra",
    "topics": "water, climate",
}
CITY = {"country": "GH", "coordinates": "5.6037, -0.1870", "name": "en=Accra"}


def new(root: Path, what: str, *arguments: str, **options: str) -> Run:
    given = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    return invoke("new", what, *arguments, *given, cwd=root)


def texts(root: Path) -> dict[str, bytes]:
    files = (p for folder in SITE for p in (root / folder).rglob("*") if p.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def problems(root: Path) -> list[str]:
    """Return what the check says, but for pages that wait for the text that their editor writes."""
    found = json.loads(invoke("check", "--format", "json", cwd=root).stdout)
    return [problem["message"] for problem in found if problem["message"] != WAITS]


WAITS = "a draft that isn't published: its text isn't written yet"


@pytest.fixture
def site(small_site: Callable[..., Path]) -> Iterator[Path]:
    """Give the small site, which has no problems before and must have none after."""
    root = small_site()
    yield root
    assert problems(root) == []


def test_a_paper_comes_with_its_first_section(site: Path) -> None:
    before = texts(site)
    result = new(site, "paper", **PAPER)
    assert (result.returncode, result.stderr) == (0, "")
    folder = "docs/papers/fire-how-cities-burn"
    after = texts(site)
    assert after.keys() - before.keys() == {f"{folder}/index.md", f"{folder}/introduction.md"}
    assert all(after[name] == text for name, text in before.items())
    meta = frontmatter.parse((site / folder / "index.md").read_text(encoding="utf-8"), "")[0].meta
    assert meta.value["number"] == 2
    assert meta.value["title"] == PAPER["title"]
    assert meta.value["summary"] == PAPER["summary"]
    assert meta.value["authors"] == [{"id": "lovelace", "name": "Ada Lovelace"}]
    assert meta.value["sections"] == ["introduction"]
    assert f"wrote {folder}/index.md\n" in result.stdout
    assert "Next:\n  1. write the abstract" in result.stdout


def test_a_section_is_listed_before_the_bibliography(site: Path) -> None:
    before = texts(site)
    result = new(site, "section", paper="water", title="The middle", summary="Between.")
    assert (result.returncode, result.stderr) == (0, "")
    after = texts(site)
    index = "docs/papers/water/index.md"
    assert after[index] == before[index].replace(b"[start, end]", b"[start, the-middle, end]")
    assert after.keys() - before.keys() == {"docs/papers/water/the-middle.md"}


def test_a_case_in_a_new_city_adds_the_city(site: Path) -> None:
    before = texts(site)
    result = new(site, "case-study", **CASE, **CITY)
    assert (result.returncode, result.stderr) == (0, "")
    after = texts(site)
    line = b"accra: {country: GH, coordinates: [5.6037, -0.1870], names: {en: Accra}}\n"
    cities = "case_studies/cities.yml"
    assert after[cities] == before[cities] + line
    meta = frontmatter.parse(after["case_studies/taps/index.md"].decode(), "")[0].meta
    assert meta.value["topics"] == ["water", "climate"]
    assert "/// case-study | taps" in result.stdout


def test_a_case_in_a_known_city_leaves_cities_alone(site: Path) -> None:
    before = texts(site)
    assert new(site, "case-study", **{**CASE, "city": "cairo"}).returncode == 0
    after = texts(site)
    assert after.keys() - before.keys() == {"case_studies/taps/index.md"}
    assert all(after[name] == text for name, text in before.items())


def test_what_is_made_can_be_built(small_site: Callable[..., Path], tmp_path: Path) -> None:
    root = pages_alone(small_site())
    assert new(root, "paper", **PAPER).returncode == 0
    assert new(root, "case-study", **CASE, **CITY).returncode == 0
    for name in texts(root):
        if name.endswith(("introduction.md", "taps/index.md")):
            text = (root / name).read_text(encoding="utf-8")
            (root / name).write_text(f"{text}\nIt is written.\n", encoding="utf-8")
    built = build(root, tmp_path / "built")
    assert (built / "papers/fire-how-cities-burn/index.html").is_file()
    assert (built / "papers/fire-how-cities-burn/introduction/index.html").is_file()
    assert (built / "case-studies/taps/index.html").is_file()


@pytest.mark.parametrize(
    ("what", "options", "said"),
    [
        ("paper", {}, "give --title (Title), --author ("),
        ("section", {"paper": "water"}, "give --title (Title)"),
        ("section", {"paper": "watr", "title": "A", "summary": "A"}, "did you mean `water`?"),
        (
            "section",
            {"paper": "water", "title": "A", "summary": "A", "after": "strat"},
            "did you mean `start`?",
        ),
        ("case-study", CASE, "give --country (Country, two letters as KR), --coordinates ("),
        ("case-study", {**CASE, "topics": "watr"}, "did you mean `water`?"),
        ("case-study", {**CASE, "slug": "The Taps"}, "write `the-taps`"),
        ("case-study", {**CASE, **CITY, "country": "XX"}, "expected a country's code"),
        ("case-study", {**CASE, **CITY, "coordinates": "north"}, "expected two numbers"),
        ("case-study", {**CASE, **CITY, "coordinates": "300, 2"}, "a number of at most 90"),
        ("case-study", {**CASE, **CITY, "name": "pt=Acra"}, "`pt` is no language of this site"),
        ("paper", {**PAPER, "number": "one"}, "expected a whole number"),
        ("paper", {**PAPER, "number": "1"}, "1 is already that of docs/papers/water/index.md"),
        ("paper", {**PAPER, "number": "1", "issued": "1999"}, "docs/papers/fire-how-cities-burn"),
        ("paper", {**PAPER, "slug": "water"}, "is there already; nothing was written"),
        ("case-study", {**CASE, "city": "cairo", "slug": "dakar"}, "is there already"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    what: str, options: dict[str, str], said: str, site: Path
) -> None:
    before = texts(site)
    result = new(site, what, **options)
    assert result.returncode != 0
    assert said in result.stderr
    assert texts(site) == before


def test_questions_are_asked(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    monkeypatch.setattr(questions, "is_somebody_there", lambda: True)
    answers = ["Accra's taps", "", "Who turns them.", "accra", "water", "GH", "5.6, -0.2"]
    names = ["Accra", "أكرا", ""]
    result = CliRunner().invoke(main, ["new", "case-study"], "\n".join([*answers, *names, ""]))
    assert result.exit_code == 0, result.output
    assert "Slug [accras-taps]:" in result.output
    assert "`accra` isn't in cities.yml yet." in result.output
    cities = yaml.safe_load((site / "case_studies" / "cities.yml").read_text(encoding="utf-8"))
    assert cities["accra"]["names"] == {"en": "Accra", "ar": "أكرا", "fr": "Accra"}


# Translations


def translated(root: Path, source: str, language: str) -> str:
    result = new(root, "translation", source, language)
    assert (result.returncode, result.stderr) == (0, "")
    path = Path(source).with_suffix(f".{language}.md")
    assert f"wrote {path}\n" in result.stdout
    assert f"issue-papers sync {path}" in result.stdout
    return (root / path).read_text(encoding="utf-8")


def test_a_translation_has_every_id_block_and_key(small_site: Callable[..., Path]) -> None:
    root = small_site()
    source = "docs/papers/water/start.md"
    text = translated(root, source, "ar")
    original = frontmatter.parse((root / source).read_text(encoding="utf-8"), "")[0]
    made = frontmatter.parse(text, "")[0]
    article = read(made.body)
    assert [h.own_id for h in article.headings] == ["why"]
    assert blocks(article) == blocks(read(original.body))
    assert made.meta.value == {
        "title": "The start",
        "summary": "Why water matters.",
        "translation": {"status": "draft"},
    }
    assert "# images:\n#   use:\n#     caption: Who uses the water\n" in text
    assert "<!--\nWells ran dry in 1,234 villages. Dakar acted first.\n-->" in text


def blocks(article: Article) -> list[tuple[str, str, str]]:
    return [(b.name, b.argument, text_of(b.content)) for b in article.directives]


def test_a_translation_is_reported_only_for_what_is_to_be_done(
    small_site: Callable[..., Path],
) -> None:
    root = small_site()
    translated(root, "docs/papers/water/start.md", "ar")
    report = invoke("check", "--format", "json", cwd=root)
    found = yaml.safe_load(report.stdout)
    assert [(p["path"], p["key"], p["severity"]) for p in found] == [
        ("docs/papers/water/start.ar.md", "draft", "notice")
    ]
    path = root / "docs" / "papers" / "water" / "start.ar.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("-->\n", "-->\n\nجفت الآبار.\n", 2), encoding="utf-8")
    report = invoke("check", "--format", "json", cwd=root)
    found = yaml.safe_load(report.stdout)
    assert {problem["path"] for problem in found} == {"docs/papers/water/start.ar.md"}
    assert "unrecorded" in {problem["key"] for problem in found}
    errors = {problem["key"] for problem in found if problem["severity"] == "error"}
    assert errors <= {"unrecorded", "links", "numbers"}


def test_the_commented_keys_are_right_once_uncommented(small_site: Callable[..., Path]) -> None:
    root = small_site()
    path = root / "case_studies" / "cairo" / "index.fr.md"
    text = translated(root, "case_studies/cairo/index.md", "fr")
    head, body = text.split("translation:\n", 1)
    lines = [line.removeprefix("# ") for line in head.splitlines() if ":" in line]
    path.write_text("\n".join(["---", *lines, "translation:"]) + f"\n{body}", encoding="utf-8")
    assert frontmatter.parse(path.read_text(encoding="utf-8"), "")[1] == []


@pytest.mark.parametrize(
    ("source", "language", "said"),
    [
        ("docs/papers/water/start.md", "fr", "is there already; nothing was written"),
        (
            "docs/papers/water/start.md",
            "en",
            "`en` is no language that this site is translated into",
        ),
        ("docs/papers/water/start.fr.md", "ar", "isn't the source-language file of a page"),
    ],
)
def test_a_translation_that_cannot_be_made_is_refused(
    source: str, language: str, said: str, site: Path
) -> None:
    before = texts(site)
    result = new(site, "translation", source, language)
    assert result.returncode != 0
    assert said in result.stderr
    assert texts(site) == before


def test_every_page_of_a_site_can_be_laid_out() -> None:
    """Nothing of the source's prose is left outside comments, headings and blocks."""
    library = load_and_check(settings(SAMPLER / "mkdocs.yml"))[0]
    for entry in (each for each in library.entries.values() if each.source.path):
        (draft,) = scaffold.translation(library, entry, "es")
        text, problems = frontmatter.parse(draft.text, "")
        assert problems == []
        body = re.sub(r"<!--.*?-->", lambda m: "\n" * m[0].count("\n"), text.body, flags=re.DOTALL)
        made, source = read(body), entry.source.article
        assert [h.own_id for h in made.headings] == [h.own_id for h in source.headings]
        assert [(b.name, b.argument) for b in made.directives] == [
            (b.name, b.argument) for b in source.directives
        ]
        kept = {heading.line for heading in made.headings}
        kept |= {n for block in made.directives for n in range(block.line, block.end_line + 1)}
        rest = [line for n, line in enumerate(body.splitlines(), 1) if n not in kept]
        assert all(re.fullmatch(r"(\[\^[^\]]+\]:)?\s*", line) for line in rest)


# Lists in front matter


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x: 1 # one\nlist: [a, b]\n", "x: 1 # one\nlist: [a, new, b]\n"),
        ("list: [a,\n  b,   # two\n  c]\n", "list: [a, new,\n  b,   # two\n  c]\n"),
        ("list:\n- a\n- b\ny: 2\n", "list:\n- a\n- new\n- b\ny: 2\n"),
        ("list:\n    - a  # one\n\n    - b\n", "list:\n    - a  # one\n    - new\n\n    - b\n"),
        ("list:\r\n  - 'a'\r\n  - b\r\n", "list:\r\n  - 'a'\r\n  - new\r\n  - b\r\n"),
        ("list: [a]\n", "list: [a, new]\n"),
        ("list:\n  - a\n", "list:\n  - a\n  - new\n"),
    ],
)
def test_an_item_is_added_in_the_list_s_own_style(before: str, after: str) -> None:
    newline = "\r\n" if "\r\n" in before else "\n"
    frame = f"---{newline}{{}}---{newline}Text with list: [a]{newline}"
    assert insert_item(frame.format(before), "list", "new", "a") == frame.format(after)


def test_a_slug_that_yaml_takes_for_something_else_is_quoted() -> None:
    assert insert_item("---\nlist: [a]\n---\n", "list", "2030", "a") == (
        '---\nlist: [a, "2030"]\n---\n'
    )


@pytest.mark.parametrize(
    "text", ["no front matter", "---\nlist: a\n---\n", "---\nlist: [b]\n---\n"]
)
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(CannotEditError):
        insert_item(text, "list", "new", "a")


def test_an_event_and_news_pass_the_check(small_site: Callable[..., Path]) -> None:
    site = small_site()
    made = forked(
        *("new", "event", "--title", "Taps", "--summary", "A talk.", "--yes"),
        *("--start", "2020-04-03T16:30", "--end", "2020-04-03T17:30", "--zone", "Africa/Dakar"),
        cwd=site,
    )
    assert made.returncode == 0, made.stderr
    assert "wrote docs/events/taps.md" in made.stdout
    text = (site / "docs" / "events" / "taps.md").read_text(encoding="utf-8")
    meta = frontmatter.parse(text, "")[0].meta.value
    assert (meta["start"], meta["zone"]) == ("2020-04-03T16:30", "Africa/Dakar")
    assert (meta["attendance"], meta["languages"], meta["paper"]) == ("online", ["en"], ["water"])
    made = invoke(
        *("new", "news", "--title", "A prize", "--summary", "For taps.", "--yes"),
        *("--date", "2022-05-02", "--event", "taps"),
        cwd=site,
    )
    assert "wrote docs/news/a-prize.md" in made.stdout
    text = (site / "docs" / "news" / "a-prize.md").read_text(encoding="utf-8")
    assert frontmatter.parse(text, "")[0].meta.value["event"] == ["taps"]
    assert problems(site) == []


def test_an_event_that_ends_before_it_begins_is_refused(small_site: Callable[..., Path]) -> None:
    site = small_site()
    made = invoke(
        *("new", "event", "--title", "Taps", "--summary", "A talk.", "--yes"),
        *("--start", "2020-04-03T17:30", "--end", "2020-04-03T16:30", "--zone", "Africa/Dakar"),
        cwd=site,
    )
    assert made.returncode == 2
    assert "isn't after the start" in made.stderr
    assert not (site / "docs" / "events" / "taps.md").exists()


def test_pages_are_begun_in_one_language_in_any_script(tmp_path: Path) -> None:
    """A title without Latin letters makes no slug, and nothing is translated."""
    assert invoke("init", "site", "--languages=ar", "--yes", cwd=tmp_path).returncode == 0
    root = tmp_path / "site"
    asked = {"title": "ورقة", "slug": "second", "author": "لينا", "publisher": "م"}
    made = new(root, "paper", "-y", **asked, section_title="مقدّمة")
    assert made.returncode == 0, made.stderr
    assert (root / "docs/papers/second/introduction.md").is_file()
    made = new(root, "section", "-y", paper="first-paper", title="قسم", slug="part")
    assert "write the text in docs/papers/first-paper/part.md" in made.stdout
    assert "new translation" not in made.stdout

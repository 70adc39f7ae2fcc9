"""What stands for a summary that nobody has written: the text's first paragraph."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import build, invoke
from issue_papers.articles.reader import Reader
from issue_papers.cli.site import load_site
from issue_papers.content.openings import opening, shortened
from lxml import html

START = "docs/papers/water/start"
KEY = "papers/water/start.md"
FIRST = "Wells ran dry in 1,234 villages. Dakar acted first."
FRENCH = "Les puits se sont taris dans 1 234 villages. Dakar a agi la première."


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("## Head { #head }\n\nOne *thing*, and `two`.\n\nMore.", "One thing, and two."),
        (
            "> Quoted.\n\n- item\n\nA [link](x.md) of\ntwo lines.[^1]\n\n[^1]: Note.",
            "A link of two lines.",
        ),
        ("/// key-message | a\nThe message.\n///\n\nThe text.", "The text."),
        ("![Alt](a.png)\n\nThen words.", "Then words."),
        ("As found [@metropolis2020, p. 3].", "As found."),
        ("Comme trouvé [@a] ; puis rien.", "Comme trouvé ; puis rien."),
        ("One is so. As @a says, it rains. It pours.", "One is so."),
        ("As @a [p. 3] says, it rains. It pours.\n\nThe next [@b].", "The next."),
        ("@a’s wells ran dry.\n\n- item", "’s wells ran dry."),
        ("## Head { #head }\n\n- item", ""),
    ],
)
def test_the_first_paragraph_is_one_of_the_text_itself(body: str, first: str) -> None:
    assert opening(Reader().read(body, 1)) == first


LONG = "word " * 20


@pytest.mark.parametrize(
    ("text", "room", "short"),
    [
        ("Short. And this.", 300, "Short. And this."),
        ("One is here. Two is here. Three.", 26, "One is here. Two is here."),
        ("One “is here.” Two is there.", 20, "One “is here.”"),
        ("Version 1.2 has no end in it, and goes on.", 20, "Version 1.2 has no…"),
        ("First, second, third and fourth", 15, "First, second…"),
        (
            "水は命である。都市は水を分け合う。それは続く。",
            18,
            "水は命である。都市は水を分け合う。",
        ),
        ("الماء حياة. والمدن تتقاسمه؟ نعم.", 28, "الماء حياة. والمدن تتقاسمه؟"),
        ("पानी जीवन है। शहर उसे बाँटते हैं।", 16, "पानी जीवन है।"),
    ],
)
def test_it_is_shortened_by_sentences_and_never_within_a_word(
    text: str, room: int, short: str
) -> None:
    assert shortened(text, room) == short
    assert len(short) <= room


@pytest.fixture
def site(small_site: Callable[..., Path]) -> Path:
    """The site with a section that has no summary, in either language."""
    root = small_site()
    for name, summary in (
        ("start.md", "Why water matters."),
        ("start.fr.md", "Pourquoi l’eau compte."),
    ):
        edit(root / "docs/papers/water" / name, f"summary: {summary}\n", "")
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def states(root: Path) -> dict[str, str]:
    rows = json.loads(invoke("status", "--json", "-l", "fr", cwd=root).stdout)
    return {row["section"]: row["state"] for row in rows if row["page"] == KEY}


def test_it_is_no_passage_of_the_front_matter(site: Path) -> None:
    assert invoke("check", cwd=site).returncode == 0
    assert "summary" not in states(site)
    entry = load_site(site / "mkdocs.yml").entries[KEY]
    assert "summary" not in {p.id for d in entry.documents() for p in d.passages}


def test_each_language_has_its_own(site: Path) -> None:
    entry = load_site(site / "mkdocs.yml").entries[KEY]
    assert [entry.meta(tag).summary for tag in ("en", "fr")] == [FIRST, FRENCH]
    assert entry.meta("ar").summary == FIRST  # it isn't translated: the source is shown


def test_a_translation_without_one_has_its_own_and_lacks_the_sources(site: Path) -> None:
    edit(site / f"{START}.md", "title: The start\n", "title: The start\nsummary: Why it matters.\n")
    entry = load_site(site / "mkdocs.yml").entries[KEY]
    assert [entry.meta(tag).summary for tag in ("en", "fr")] == ["Why it matters.", FRENCH]
    assert states(site)["summary"] == "missing"
    assert invoke("check", cwd=site).returncode == 0


def test_a_page_that_says_nothing_of_itself_is_an_error(site: Path) -> None:
    path = site / f"{START}.fr.md"
    edit(path, "Les puits se sont taris dans 1 234 villages. Dakar a agi la première.\n", "")
    edit(
        path, "Le Caire a suivi, comme le raconte [son cas](../../case-studies/cairo/index.md).", ""
    )
    found = json.loads(invoke("check", "--format", "json", cwd=site).stdout)
    told = [(p["path"], p["key"], p["severity"]) for p in found if p["key"] == "summary"]
    assert told == [(f"{START}.fr.md", "summary", "error")]


def test_it_is_shown_where_a_page_is_told_of_and_not_twice_on_it(
    site: Path, tmp_path: Path
) -> None:
    built = build(site, tmp_path / "built")
    page = html.parse(built / "fr/papers/water/start/index.html")
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert plain(description) == FRENCH
    assert page.xpath("//*[contains(@class, 'ip-standfirst')]") == []
    assert plain(page.xpath("string(//article)")).count(FRENCH) == 1
    paper = html.parse(built / "fr/papers/water/index.html")
    assert plain(paper.xpath("string(//*[contains(@class, 'ip-sections')])")).count(FRENCH) == 1
    other = html.parse(built / "fr/papers/water/end/index.html")
    assert len(other.xpath("//*[contains(@class, 'ip-standfirst')]")) == 1
    mirror = plain((built / "papers/water/start/index.md").read_text(encoding="utf-8"))
    assert mirror.partition("# The start")[2].count("Wells ran dry") == 1
    data = json.loads((built / "data/papers.json").read_text(encoding="utf-8"))
    assert FIRST in json.dumps(data, ensure_ascii=False)


def plain(text: str) -> str:
    """Return a text without the spaces that typesetting puts in."""
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_what_is_begun_needs_no_summary(small_site: Callable[..., Path]) -> None:
    root = small_site()
    made = invoke("new", "section", "--paper=water", "--title=Middle", "--yes", cwd=root)
    assert made.returncode == 0, made.stderr
    path = root / "docs/papers/water/middle.md"
    assert "summary" not in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8") + "\nThen it rained.\n", encoding="utf-8")
    assert invoke("check", cwd=root).returncode == 0
    event = invoke("new", "event", "--title=Talk", "--yes", cwd=root)
    assert event.returncode == 2
    assert "--summary" in event.stderr

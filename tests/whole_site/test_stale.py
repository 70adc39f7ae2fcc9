"""Readers are told where a translation has fallen behind, and machines, too."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path

import pytest
from harness import SITES, build, copy_site
from sitefiles import article, page, text

URL = "fr/case-studies/dakar/"


@pytest.fixture(scope="module")
def stale_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site after one passage of a source was edited."""
    folder = tmp_path_factory.mktemp("stale")
    source = copy_site(folder / "source", SITES / "broken" / "source-edited")
    return build(source, folder / "site")


def test_the_passage_says_so_with_a_link_to_the_same_place(stale_built: Path) -> None:
    notice = article(stale_built, URL).cssselect(".ip-stale")[0]
    passage = notice.getprevious()
    assert passage.tag == "p"
    assert text(passage) == "Elles fuyaient."
    link = notice.cssselect("a")[0]
    place = passage.get("id")
    assert link.get("href") == f"../../../case-studies/dakar/#{place}"
    assert article(stale_built, "case-studies/dakar/").cssselect(f"#{place}")
    assert link.get("hreflang") == "en"
    assert len(article(stale_built, URL).cssselect(".ip-stale")) == 1


def test_the_page_sums_up(stale_built: Path) -> None:
    notice = page(stale_built, URL).cssselect(".ip-notice--stale")
    assert len(notice) == 1
    assert "1" in text(notice[0])
    for url in ("fr/papers/water/", "case-studies/dakar/", "ar/case-studies/cairo/"):
        assert not page(stale_built, url).cssselect(".ip-stale, .ip-notice--stale")


def test_provenance_is_in_the_metadata(stale_built: Path) -> None:
    tree = page(stale_built, "fr/")
    found = {m.get("name"): m.get("content") for m in tree.cssselect("meta[name^=translation]")}
    assert found == {
        "translation-status": "reviewed",
        "translation-reviewer": "Awa Diop",
        "translation-date": "2021-03-04",
    }


def test_the_same_is_there_as_data(stale_built: Path) -> None:
    rows = json.loads((stale_built / "data" / "translations.json").read_text(encoding="utf-8"))[
        "passages"
    ]
    stale = [row for row in rows if row["state"] == "stale"]
    assert [(r["page"], r["language"], r["section"]) for r in stale] == [
        ("case-studies/dakar/index.md", "fr", "pipes")
    ]
    assert stale[0]["words"] > 0


def test_a_site_lists_its_languages(sampler_built: Path) -> None:
    for prefix in ("", "es/", "fr/"):
        body = article(sampler_built, f"{prefix}translations/")
        headings = [h.get("id") for h in body.cssselect("h2")]
        assert headings == ["language-es", "language-fr"]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_pages_that_nobody_has_reviewed_are_listed_with_a_way_to_mend_them(
    sampler_built: Path, language: str
) -> None:
    rows = json.loads((sampler_built / "data" / "translations.json").read_text(encoding="utf-8"))[
        "passages"
    ]
    reviews = {row["page"]: row["review"] for row in rows if row["language"] == language}
    waiting = [page for page, review in reviews.items() if review in {"machine", "draft"}]
    (section,) = article(sampler_built, "translations/").xpath(
        f".//section[@aria-labelledby='language-{language}']"
    )
    listed = section.cssselect(".ip-states__pages li")
    assert len(listed) == len(waiting)
    said = "Nothing is left to do in this language." in text(section)
    assert said == (not waiting and "current" in {row["state"] for row in rows})
    for item in listed:
        to_page, edit = item.cssselect("a")
        url = posixpath.normpath(f"translations/{to_page.get('href')}") + "/"
        own = page(sampler_built, url).cssselect(".ip-edit a")
        assert edit.get("href") == own[0].get("href")
        assert f".{language}.md" in edit.get("href")
        assert text(edit).endswith(text(to_page))

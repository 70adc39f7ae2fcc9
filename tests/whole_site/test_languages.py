"""Languages, honestly: a site with gaps, read right to left, its source language listed last."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from harness import SITES, build, copy_sampler, pages_alone
from lxml import etree
from sitefiles import article, page, text

SITE = "https://small.example/base/"


def test_a_page_without_translation_is_shown_honestly(small_built: Path) -> None:
    url = "ar/papers/water/start/"
    tree = page(small_built, url)
    assert (tree.get("lang"), tree.get("dir") or tree.body.get("dir")) == ("ar", "rtl")
    body = article(small_built, url)
    own = body if body.get("lang") else body.cssselect("[lang=en]")[0]
    assert (own.get("lang"), own.get("dir")) == ("en", "ltr")
    assert "Water that is shared" in text(body)
    notice = tree.cssselect(".ip-notice")
    assert len(notice) == 1
    assert notice[0].cssselect("a[hreflang=en]")[0].get("href").endswith("/papers/water/start/")
    canonical = tree.cssselect("link[rel=canonical]")
    assert [c.get("href") for c in canonical] == [f"{SITE}papers/water/start/"]
    assert not tree.cssselect("[data-pagefind-body]")


def test_a_fallback_is_in_no_hreflang_no_sitemap_and_no_index(small_built: Path) -> None:
    tree = page(small_built, "ar/papers/water/start/")
    assert not tree.cssselect("link[rel=alternate][hreflang]")
    for url in ("papers/water/start/", "fr/papers/water/start/"):
        links = page(small_built, url).cssselect("link[rel=alternate][hreflang]")
        found = {link.get("hreflang"): link.get("href") for link in links}
        assert found == {
            "fr": f"{SITE}fr/papers/water/start/",
            "en": f"{SITE}papers/water/start/",
            "x-default": f"{SITE}papers/water/start/",
        }
    sitemap = (small_built / "sitemap.xml").read_text(encoding="utf-8")
    assert "/ar/papers/water/end/" in sitemap
    assert "/ar/papers/water/start/" not in sitemap
    entry = json.loads((small_built / "pagefind" / "pagefind-entry.json").read_text())
    counts = {tag: index["page_count"] for tag, index in entry["languages"].items()}
    assert counts == {"en": 19, "fr": 12, "ar": 10}


def test_a_case_page_follows_the_same_rules(small_built: Path) -> None:
    tree = page(small_built, "fr/case-studies/cairo/")
    assert tree.get("lang") == "fr"
    assert len(tree.cssselect(".ip-notice")) == 1
    assert tree.cssselect("link[rel=canonical]")[0].get("href") == f"{SITE}case-studies/cairo/"
    arabic = page(small_built, "ar/case-studies/cairo/")
    assert arabic.cssselect("h1")[0].text_content().strip() == "القاهرة تحصي آبارها"
    assert not arabic.cssselect(".ip-notice:not(.ip-notice--translation)")


def test_a_box_of_an_untranslated_case_says_its_language(small_built: Path) -> None:
    cards = page(small_built, "fr/case-studies/").cssselect("a[href$='cairo/']")
    assert cards
    link = next(card for card in cards if "Cairo counts" in card.text_content())
    langs = [link.get("lang"), *(e.get("lang") for e in link.iterancestors())]
    assert next(lang for lang in langs if lang) == "en"


def test_the_default_language_stands_at_the_root_wherever_it_is_listed(small_built: Path) -> None:
    assert page(small_built, "").get("lang") == "en"
    error = etree.parse(small_built / "404.html", etree.HTMLParser()).getroot()
    assert error.get("lang") == "en"
    for tag in ("ar", "fr"):
        error = etree.parse(small_built / tag / "404.html", etree.HTMLParser()).getroot()
        assert error.get("lang") == tag


def test_the_error_page_at_the_root_speaks_to_all_readers(small_built: Path) -> None:
    root = etree.parse(small_built / "404.html", etree.HTMLParser()).getroot()
    sections = root.cssselect("section.ip-error")
    homes = [section.xpath(".//p[not(@hidden)]/a/@href")[0] for section in sections]
    assert [section.get("lang") for section in sections] == [None, "ar", "fr"]
    assert [section.get("dir") for section in sections] == [None, "rtl", "ltr"]
    paths = [urlsplit(urljoin("https://a.example/", home)).path for home in homes]
    assert [path.removeprefix(paths[0]) for path in paths] == ["", "ar/", "fr/"]
    own = etree.parse(small_built / "fr" / "404.html", etree.HTMLParser()).getroot()
    assert len(own.xpath("//h1")) == 1


def test_the_switcher_follows_the_order_of_mkdocs_yml(small_built: Path) -> None:
    switch = page(small_built, "papers/water/").cssselect("#languages a[hreflang]")
    assert [link.get("hreflang") for link in switch][:3] == ["ar", "fr", "en"]


def test_any_existing_mkdocs_page_is_a_page(small_built: Path) -> None:
    body = article(small_built, "about/")
    assert [h.text_content().rstrip("#") for h in body.cssselect("h1")] == ["About"]
    assert "An existing MkDocs page" in text(body)


def test_provenance_is_said(small_built: Path) -> None:
    said = text(article(small_built, "fr/"))
    assert "Awa Diop" in said
    assert "4 mars 2021" in said


def test_who_reads_what_no_person_has_reviewed_knows_it_before_the_first_paragraph(
    small_built: Path,
) -> None:
    article_ = page(small_built, "fr/papers/water/start/").cssselect("article")[0]
    words = article_.text_content()
    (notice,) = article_.cssselect(".ip-notice--translation")
    said = "Cette traduction a été produite automatiquement"
    assert said in notice.text_content()
    assert words.index(said) < words.index(article_.cssselect(".ip-prose p")[0].text_content())
    assert notice.cssselect("a[hreflang=en]")
    assert not page(small_built, "papers/water/start/").cssselect(".ip-notice--translation")


def test_who_has_reviewed_a_translation_is_said_before_the_first_paragraph(
    sampler_built: Path,
) -> None:
    tree = page(sampler_built, "fr/papers/harbours/introduction/")
    (line,) = tree.cssselect("article .ip-reviewed")
    assert text(line) == "Relecture : Maja Lindqvist. Date : 21 novembre 2026."
    (article_,) = tree.cssselect("article")
    words = article_.text_content()
    first = article_.cssselect(".ip-prose p")[0].text_content()
    assert words.index("Maja Lindqvist") < words.index(first)
    (given,) = tree.cssselect("meta[name=translation-reviewer]")
    assert given.get("content") == "Maja Lindqvist"
    source = page(sampler_built, "papers/harbours/introduction/")
    assert not source.cssselect(".ip-reviewed")


@pytest.mark.parametrize("key", ["docs/papers/water/end", "case_studies/dakar/index"])
def test_deleting_a_translation_still_builds(
    key: str, small_site: Callable[..., Path], tmp_path: Path
) -> None:
    source = small_site()
    (source / f"{key}.fr.md").unlink()
    built = build(source, tmp_path / "built")
    url = key.replace("docs/", "").replace("case_studies", "case-studies").replace("/index", "")
    tree = page(built, f"fr/{url}/")
    assert len(tree.cssselect(".ip-notice")) == 1
    assert not tree.cssselect("[data-pagefind-body]")


def test_a_fourth_language_takes_a_line_of_mkdocs_yml(tmp_path: Path) -> None:
    source = pages_alone(copy_sampler(tmp_path / "source"))
    config = source / "mkdocs.yml"
    lines = config.read_text(encoding="utf-8").splitlines()
    last = max(n for n, line in enumerate(lines) if re.match(r"\s+- \{locale: ", line))
    lines.insert(last + 1, "        - {locale: pt-BR, name: Português}")
    config.write_text("\n".join(lines), encoding="utf-8")
    built = build(source, tmp_path / "built")
    tree = page(built, "pt-BR/case-studies/busan/")
    assert tree.get("lang") == "pt-BR"
    (notice,) = tree.cssselect(".ip-notice")
    assert "ainda não foi traduzida para o português" in notice.text_content()
    assert (built / "pt-BR" / "404.html").is_file()
    sitemap = (built / "sitemap.xml").read_text(encoding="utf-8")
    assert "/pt-BR/papers/" not in sitemap
    assert "/pt-BR/case-studies/busan/" not in sitemap


def test_a_second_paper_is_files_alone(tmp_path: Path, sampler_built: Path) -> None:
    source = pages_alone(copy_sampler(tmp_path / "source"), "search")
    small = SITES / "small"
    shutil.copytree(small / "docs" / "papers" / "water", source / "docs" / "papers" / "water")
    for path in (source / "docs" / "papers" / "water").glob("*.ar.md"):
        path.unlink()
    case = source / "case_studies" / "cairo"
    case.mkdir()
    case.joinpath("index.md").write_text(
        (small / "case_studies" / "cairo" / "index.md")
        .read_text(encoding="utf-8")
        .replace("[water, climate]", "[water]")
    )
    cities = source / "case_studies" / "cities.yml"
    city = {"country": "EG", "coordinates": [30.0444, 31.2357], "names": {"en": "Cairo"}}
    with cities.open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump({"cairo": city}))
    built = build(source, tmp_path / "built")
    home = page(built, "").cssselect("main a[href$='papers/water/']")
    assert home
    assert page(built, "case-studies/").cssselect("main a[href$='cairo/']")
    sidebar = page(built, "papers/water/start/").cssselect("nav a[href$='end/']")
    assert sidebar
    entry = json.loads((built / "pagefind" / "pagefind-entry.json").read_text())
    before = json.loads((sampler_built / "pagefind" / "pagefind-entry.json").read_text())
    added = 3 + 1  # a landing page, two sections, a case
    counts = [e["languages"]["en"]["page_count"] for e in (before, entry)]
    assert counts[1] == counts[0] + added

"""Addresses that were published are never lost unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import forked, pages_alone
from issue_papers.content.addresses import Addresses
from issue_papers.content.locales import Language, Locales
from issue_papers.content.moves import followed

LOCALES = Locales("en", (Language("en", "English"), Language("pt-BR", "Português")))


def test_a_renamed_section_stops_the_build_until_it_is_said_where_it_went(
    small_site: Callable[..., Path],
) -> None:
    source = pages_alone(small_site())
    assert forked("build", cwd=source).returncode == 0
    listed = forked("urls", cwd=source)
    assert listed.returncode == 0, listed.stderr
    assert "/fr/papers/water/end/\n" in listed.stdout
    assert forked("urls", cwd=source).stdout == ""

    paper = source / "docs" / "papers" / "water"
    for file in sorted(paper.glob("end*.md")):
        file.rename(paper / file.name.replace("end", "ending"))
    texts = (*(source / "docs").rglob("*.md"), *(source / "case_studies").rglob("*.md"))
    for file in sorted(texts):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("end.md", "ending.md").replace("start, end", "start, ending"),
            encoding="utf-8",
        )
    before = (source / "site" / "papers" / "water" / "end" / "index.html").read_bytes()
    failed = forked("build", cwd=source)
    assert failed.returncode == 1
    assert "docs/published-urls.txt" in failed.stderr + failed.stdout
    assert "did you mean `papers/water/ending/`?" in failed.stderr + failed.stdout
    assert (source / "site" / "papers" / "water" / "end" / "index.html").read_bytes() == before

    redirects = source / "docs" / "redirects.yml"
    (source / "docs" / "rain.csv").write_text("month,rain\n1,20\n", encoding="utf-8")
    lines = (
        "papers/water/end/: papers/water/ending/#advice",
        "before.html: about/",
        "before/index.html: about/index.html",
        "table/: rain.csv",
        "old/rain.csv: rain.csv",
    )
    redirects.write_text("\n".join(lines), encoding="utf-8")
    mended = forked("build", cwd=source)
    assert mended.returncode == 0, mended.stderr
    for prefix in ("", "fr/", "ar/"):
        page = source / "site" / prefix / "papers" / "water" / "end" / "index.html"
        text = page.read_text(encoding="utf-8")
        canonical = f"https://small.example/base/{prefix}papers/water/ending/"
        assert f'<link rel="canonical" href="{canonical}">' in text
        assert 'content="0; url=../ending/#advice"' in text
    ways = {"before.html": "about/", "before/index.html": "../about/"}
    ways |= {"fr/before.html": "about/", "table/index.html": "../rain.csv"}
    ways["fr/table/index.html"] = "../../rain.csv"
    for page, way in ways.items():
        text = (source / "site" / page).read_text(encoding="utf-8")
        assert f'content="0; url={way}"' in text, page
    assert (source / "site" / "old" / "rain.csv").read_bytes().startswith(b"month")
    assert not (source / "site" / "redirects.yml").exists()
    assert not (source / "site" / "published-urls.txt").exists()


def test_a_lost_file_stops_the_build(small_site: Callable[..., Path]) -> None:
    source = pages_alone(small_site())
    listed = source / "docs" / "published-urls.txt"
    listed.write_text("/data/old.json\n/data/gone.json\n", encoding="utf-8")
    redirects = source / "docs" / "redirects.yml"
    redirects.write_text("data/old.json: data/translations.json\n", encoding="utf-8")
    failed = forked("build", cwd=source)
    assert failed.returncode == 1
    assert "docs/published-urls.txt:2: address: /data/gone.json" in failed.stdout + failed.stderr
    assert "data/old.json" not in failed.stdout + failed.stderr
    assert not (source / "site").exists()


@pytest.mark.parametrize(
    ("moved", "address", "now"),
    [
        ({"papers/rivers/": "papers/water/"}, "papers/rivers/start/", "papers/water/start/"),
        ({"papers/rivers/": "papers/water/"}, "pt-BR/papers/rivers/", None),  # has its own line
        (
            {"papers/rivers/": "papers/water/"},
            "pt-BR/papers/rivers/start/",
            "pt-BR/papers/water/start/",
        ),
        ({"papers/rivers/": "papers/water/"}, "papers/rivers/gone/", None),
        ({"papers/rivers/": "papers/water/"}, "papers/rivers/rivers-en.pdf", None),
        (
            {"papers/rivers/": "papers/water/"},
            "downloads/rivers-offline-pt-BR.zip",
            "downloads/water-offline-pt-BR.zip",
        ),
        ({"papers/rivers/": "papers/water/#start"}, "papers/rivers/start/", None),
        ({"papers/rivers/": "https://rivers.example/"}, "papers/rivers/start/", None),
        ({"papers/": "texts/", "papers/rivers/": "papers/water/"}, "papers/x/", "texts/x/"),
        ({"fr/": ""}, "fr/papers/water/start/", "papers/water/start/"),
        ({"fr/": ""}, "downloads/water-fr.pdf", "downloads/water-en.pdf"),
        ({"fr/": "pt-BR/"}, "fr/", None),
        ({"fr/": "pt-BR/"}, "downloads/water-fr.pdf", "downloads/water-pt-BR.pdf"),
    ],
)
def test_what_was_below_a_folder_moves_along(
    moved: dict[str, str], address: str, now: str | None
) -> None:
    there = {"", "papers/water/start/", "pt-BR/papers/water/start/", "texts/x/"}
    there |= {f"downloads/water{form}" for form in ("-offline-pt-BR.zip", "-en.pdf", "-pt-BR.pdf")}
    known = Addresses({address: 1}, moved)
    assert followed(known, LOCALES, there.__contains__).below.get(address) == now


def test_one_line_is_enough_for_a_paper_and_one_for_a_language(
    small_site: Callable[..., Path],
) -> None:
    source = pages_alone(small_site())
    docs = source / "docs"
    published = [
        f"/{prefix}{path}"
        for prefix in ("", "fr/", "es/")
        for path in ("", "papers/rivers/", "papers/rivers/start/", "papers/rivers/editions/1/")
    ]
    published += ["/downloads/rivers-fr.html", "/es/papers/rivers/datacite.xml"]
    (docs / "published-urls.txt").write_text("\n".join(published), encoding="utf-8")
    failed = forked("check", cwd=source)
    assert failed.stdout.count("were published, and nothing would be there") == 2
    assert "/papers/rivers/ and 2 addresses below it" in failed.stdout
    assert "did you mean `papers/water/`?" in failed.stdout
    assert "/es/ and 3 addresses below it" in failed.stdout
    (docs / "redirects.yml").write_text("papers/rivers/: papers/water/\nes/: /\n", encoding="utf-8")
    config = source / "mkdocs.yml"
    made = config.read_text(encoding="utf-8").replace("single_page: false", "single_page: true")
    config.write_text(made, encoding="utf-8")
    assert forked("build", cwd=source).returncode == 0
    site = source / "site"
    way = {"es/papers/rivers/start/": "../../../../papers/water/start/", "es/": "../"}
    way["fr/papers/rivers/start/"] = "../../water/start/"
    for page, target in way.items():
        text = (site / page / "index.html").read_text(encoding="utf-8")
        assert f'content="0; url={target}"' in text, page
    page = (site / "downloads" / "rivers-fr.html").read_text(encoding="utf-8")
    assert 'content="0; url=water-fr.html"' in page
    moved = site / "es" / "papers" / "rivers" / "datacite.xml"
    assert moved.read_bytes() == (site / "papers" / "water" / "datacite.xml").read_bytes()

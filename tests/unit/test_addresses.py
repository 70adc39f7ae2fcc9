"""Addresses that were published are never lost unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from harness import forked, pages_alone


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

"""Sites of any size for benchmarks: this site's own paper many times over, without an error."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from harness import ROOT, pages_alone

PAPER = "docs/papers/internationalisation"
OWN_PAGES = 38
"""Pages of this site in one language."""
PAPER_PAGES = 10
"""Those of its paper: what a copy adds, in each language."""
LANGUAGES = 3
_CORRECTIONS = re.compile(r"^corrections:\n(?: .*\n)+|^    corrections\..*\n", re.MULTILINE)


def papers_for(pages: int) -> int:
    """Return how many copies of the paper make a site of about so many pages, languages counted."""
    return max(0, round((pages / LANGUAGES - OWN_PAGES) / PAPER_PAGES))


def make_site(folder: Path, copies: int, *, lean: bool) -> Path:
    """Copy this site, and its paper some times more under other names.

    Args:
        folder: Where it goes.
        copies: How many copies of the paper there are besides it.
        lean: Whether what stands beside the pages is left out, but for their search: editions,
            cards, app.
    """
    for name in ("docs", "case_studies", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "docs" / "published-urls.txt").unlink()  # nothing of a copy was ever published
    for number in range(1, copies + 1):
        _copy_paper(folder, number)
    return pages_alone(folder, "search") if lean else folder


def _copy_paper(folder: Path, number: int) -> None:
    copy = folder / "docs" / "papers" / f"paper-{number}"
    shutil.copytree(folder / PAPER, copy)
    references = copy / "references.yml"
    text = references.read_text(encoding="utf-8")
    ids = re.findall(r"^- id: (\S+)$", text, flags=re.MULTILINE)
    text = re.sub(r"^- id: (\S+)$", rf"- id: \1-{number}", text, flags=re.MULTILINE)
    references.write_text(text, encoding="utf-8")
    one = "|".join(map(re.escape, ids))
    cited = re.compile(rf"@({one})(?![\w-])") if ids else None
    explained = re.compile(rf"^(  |because: {{)({one})(?=: )", re.MULTILINE)  # why each is cited
    for page in copy.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        if page.name == "index.md":
            text = re.sub(r"^number: \d+$", f"number: {100 + number}", text, flags=re.MULTILINE)
        text = _CORRECTIONS.sub("", text)  # a correction's id is the whole site's
        if cited:
            text = cited.sub(rf"@\1-{number}", text)
            text = explained.sub(rf"\1\2-{number}", text)
        page.write_text(text, encoding="utf-8")


def plain_site(folder: Path, source: Path) -> Path:
    """Make the baseline: the same texts for plain Material with static-i18n.

    Args:
        folder: Where it goes.
        source: A site of `make_site`.
    """
    shutil.copytree(source / "docs", folder / "docs")
    shutil.copytree(source / "case_studies", folder / "docs" / "case-studies")
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        text = "\n".join(line for line in text.split("\n") if not line.startswith("template: "))
        page.write_text(text, encoding="utf-8")
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config["theme"] = {"name": "material", "font": False}
    config["plugins"] = ["search", *(p for p in config["plugins"] if "i18n" in p)]
    config.pop("extra_css", None)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return folder


_HUGO = {
    "baseof": '<!doctype html><html lang="{{ .Site.Language.Lang }}"><title>{{ .Title }}</title>'
    "<nav>{{ range .Site.RegularPages }}"
    '<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</nav>'
    '<main>{{ block "main" . }}{{ end }}</main>',
    "single": '{{ define "main" }}{{ .TableOfContents }}{{ .Content }}{{ end }}',
    "list": '{{ define "main" }}{{ .TableOfContents }}{{ .Content }}{{ end }}',
}
"""Layouts with what pages of plain Material have, too: a menu of the site, and one of the page."""


def hugo_site(folder: Path, plain: Path) -> Path:
    """Make the same texts for Hugo, which calls the page of a folder `_index.md`.

    Args:
        folder: Where it goes.
        plain: A site of `plain_site`.
    """
    shutil.copytree(plain / "docs", folder / "content")
    for page in [*(folder / "content").rglob("index*.md")]:
        page.rename(page.with_name(f"_{page.name}"))
    for name, text in _HUGO.items():
        layout = folder / "layouts" / "_default" / f"{name}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(text, encoding="utf-8")
    config = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    (i18n,) = (plugin["i18n"] for plugin in config["plugins"] if "i18n" in plugin)
    languages = {each["locale"]: {"label": each["name"]} for each in i18n["languages"]}
    settings = {"title": config["site_name"], "languages": languages}
    (folder / "hugo.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder

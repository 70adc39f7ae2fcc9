"""A site of more than a hundred pages, as people write them for MkDocs and Material.

It is made of `tests/sites/material/features.yml`: each page holds some of what such pages hold. All
of them are found from the home page by menus alone, and what is typed is on the page, or is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from harness import ROOT, SITES, forked
from lxml import html
from PIL import Image

MATERIAL = SITES / "material"
ICON = b"an icon of the site's own"
FEATURES: Mapping[str, Any] = yaml.safe_load((MATERIAL / "features.yml").read_text("utf-8"))
FOLDERS = ("setup", "reference", "guides/deep")
PAGES = len(FOLDERS) * len(FEATURES)


@dataclass(frozen=True)
class Built:
    """The site, and what was told of it."""

    folder: Path
    told: tuple[Mapping[str, Any], ...]

    def page(self, url: str) -> html.HtmlElement:
        """Return a page by its address in the site."""
        text = (self.folder / url / "index.html").read_text("utf-8")
        return html.document_fromstring(text)


def written(source: Path) -> Iterator[tuple[str, str]]:
    """Yield each page that is written: its path, and the feature that it is about."""
    names = list(FEATURES)
    for depth, folder in enumerate(FOLDERS):
        below = source / "docs" / folder
        below.mkdir(parents=True)
        (below / "index.md").write_text(f"# All of {folder}\n\nText.\n", "utf-8")
        for number, name in enumerate(names):
            beside = names[(number + depth * 7) % len(names)]
            texts = [FEATURES[each]["text"] for each in dict.fromkeys((name, beside))]
            up = "../" * folder.count("/")
            body = "\n\nBetween.\n\n".join(texts).replace("../", f"{up}../")
            page = below / f"{name}.md"
            page.write_text(f"# About {name}\n\n{body}\n", "utf-8")
            yield f"{folder}/{name}", name


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site once."""
    source = tmp_path_factory.mktemp("material") / "source"
    copytree(ROOT / "overrides", source / "overrides")
    (source / "mkdocs.yml").write_bytes((MATERIAL / "mkdocs.yml").read_bytes())
    assert len(list(written(source))) == PAGES
    (source / "docs" / "index.md").write_text("# Wells\n\nAll about wells.\n", "utf-8")
    Image.new("RGB", (30, 20)).save(source / "docs" / "wells.png")
    (source / "docs" / "favicon.ico").write_bytes(ICON)
    (source / "includes").mkdir()
    (source / "includes" / "part.md").write_text("A **shared** part.\n", "utf-8")
    (source / "includes" / "abbreviations.md").write_text("*[UN]: United Nations\n", "utf-8")
    result = forked("build", "--format", "json", cwd=source)
    assert result.returncode == 0, result.stderr
    return Built(source / "site", tuple(json.loads(result.stdout)))


def test_an_icon_of_the_sites_own_stays(built: Built) -> None:
    assert (built.folder / "favicon.ico").read_bytes() == ICON


NEXT = "//a[@rel='next']/@href"


def links(page: html.HtmlElement, url: str) -> Iterator[str]:
    """Yield where the menus of a page lead to, as addresses in the site."""
    for target in page.xpath("//nav//a/@href"):
        yield urljoin(f"https://wells.example/{url}", target).removeprefix("https://wells.example/")


def test_every_page_is_found_from_the_menu(built: Built) -> None:
    found, ahead = set(), [""]
    while ahead:
        url = ahead.pop().partition("#")[0]
        if url not in found and (built.folder / url / "index.html").is_file():
            found.add(url)
            ahead += links(built.page(url), url)
    there = {
        page.parent.relative_to(built.folder).as_posix().removeprefix(".")
        for page in built.folder.rglob("index.html")
    }
    assert {f"{url}/" if url else "" for url in there} == found
    assert len(found) > PAGES >= 100


def test_pages_lead_to_the_next_in_the_order_of_the_menu(built: Built) -> None:
    url, seen = menu(built, "")[0], []
    while url:
        seen.append(url)
        lines = menu(built, url)
        onward = [urljoin(f"https://x/{url}", to) for to in built.page(url).xpath(NEXT)]
        following = onward[0].removeprefix("https://x/") if onward else ""
        after = lines[lines.index(url) + 1 :]
        assert following == (after[0] if after else "")
        url = following
    assert len(set(seen)) == len(seen) >= PAGES


def menu(built: Built, url: str) -> list[str]:
    """Return where a page's menu leads to: a group that it isn't in, to its first page."""
    found = built.page(url).xpath("//*[@id='site-menu']//*[contains(@class, 'ip-pages')]//a/@href")
    return [urljoin(f"https://x/{url}", to).removeprefix("https://x/") for to in found]


def test_the_group_of_a_page_is_open_and_the_page_marked(built: Built) -> None:
    page = built.page("guides/deep/keys/")
    current = page.xpath("//*[@id='site-menu']//a[@aria-current='page']")
    assert [link.text for link in current] == ["About keys"]
    groups = page.xpath("//*[@id='site-menu']//details[@open]/summary/text()")
    assert [group.strip() for group in groups] == ["Guides", "Deep"]


@pytest.mark.parametrize("name", FEATURES)
def test_what_is_typed_is_on_the_page(name: str, built: Built) -> None:
    feature = FEATURES[name]
    for folder in FOLDERS:
        page = built.page(f"{folder}/{name}/")
        (prose,) = page.xpath("//main//div[@class='ip-prose']")
        assert prose.xpath(f".{feature['finds']}"), html.tostring(prose, encoding="unicode")


def test_what_is_lost_is_told_at_its_line_and_nothing_else(built: Built) -> None:
    kinds = {name: feature["told"] for name, feature in FEATURES.items() if "told" in feature}
    told: dict[str, set[str]] = {}
    for problem in built.told:
        assert problem["severity"] == "warning"
        assert problem["line"] > 2
        told.setdefault(problem["path"], set()).add(problem["key"])
    about = {
        path.removeprefix("docs/setup/").removesuffix(".md"): keys
        for path, keys in told.items()
        if path.startswith("docs/setup/")
    }
    assert about == {name: {kind} for name, kind in kinds.items()}


def test_nothing_is_left_of_what_extensions_put_aside(built: Built) -> None:
    for page in built.folder.rglob("index.html"):
        text = page.read_text("utf-8")
        assert not [mark for mark in ("wzxhzdk", "klzzwxh", "\x02", "data-markup") if mark in text]

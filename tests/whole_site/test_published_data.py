"""What a build publishes below /data/: every file that is named, and no address that is dead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from issue_papers.kinds import registry
from sitefiles import page, text

PREFIXES = ("", "es/", "fr/")
BASE = "/issue-papers/"


def addresses(value: Any) -> Iterator[str]:
    """Yield the addresses on the site that data names, wherever in it."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
    elif isinstance(value, str) and value.startswith("https://sampler.example"):
        yield value


def files() -> Iterator[str]:
    for dataset in registry.datasets():
        for file in dataset.files:
            yield from (f"{p}{file.path}" for p in (PREFIXES if dataset.is_localised else ("",)))
        if dataset.schema:
            yield dataset.schema.file.path


@pytest.mark.parametrize("path", sorted(files()))
def test_every_file_is_there_and_its_addresses_lead_somewhere(
    sampler_built: Path, path: str
) -> None:
    file = sampler_built / path
    assert file.stat().st_size > 100
    if file.suffix not in {".json", ".geojson"}:
        return
    for address in sorted(set(addresses(json.loads(file.read_text(encoding="utf-8"))))):
        parts = urlsplit(address)
        url = parts.path.removeprefix(BASE)
        if parts.path.endswith("/"):
            ids = page(sampler_built, url).xpath("//@id")
            assert not parts.fragment or parts.fragment in ids, address
        else:
            assert (sampler_built / url).is_file(), address


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_page_of_all_data_links_to_every_file(sampler_built: Path, prefix: str) -> None:
    links = page(sampler_built, f"{prefix}data/").cssselect(".ip-data a")
    folder = sampler_built / prefix / "data"
    found = {(folder / str(link.get("href"))).resolve() for link in links}
    assert found == {(sampler_built / path).resolve() for path in files()}


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("url", ["data/", "case-studies/", "recommendations/"])
def test_links_to_files_say_what_is_in_them(sampler_built: Path, prefix: str, url: str) -> None:
    """Heard alone, as a list of links: the format first, as it is seen, then what and in what."""
    links = page(sampler_built, prefix + url).cssselect(".ip-data dd a, .ip-data-links a[type]")
    names = [text(link) for link in links]
    assert names
    assert len(set(names)) == len(names)
    for link, name in zip(links, names, strict=True):
        assert link.text.strip()
        assert name.startswith(link.text.strip())
        assert all(len(text(hidden)) > len(": ") for hidden in link.xpath("./span"))


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("url", ["data/", "translations/"])
def test_contents_name_the_headings_of_the_template(
    sampler_built: Path, prefix: str, url: str
) -> None:
    tree = page(sampler_built, prefix + url)
    headings = [f"#{h.get('id')}" for h in tree.cssselect(".ip-article h2")]
    assert [a.get("href") for a in tree.cssselect("#page-contents a")] == headings
    (button,) = tree.cssselect(".ip-article .ip-toc-button button")
    assert button.get("popovertarget") == "page-contents"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_sections_cases_and_recommendations_point_at_each_other(
    sampler_built: Path, prefix: str
) -> None:
    path = sampler_built / prefix / "data" / "recommendations.json"
    for item in json.loads(path.read_text(encoding="utf-8"))["recommendations"]:
        own = item["id"].replace("/", "-")
        (entry,) = page(sampler_built, f"{prefix}recommendations/").cssselect(f"#{own}")
        said = {
            str(link.get("href")).rstrip("/").split("/")[-1] for link in entry.cssselect("dd a")
        }
        for other in (*item["sections"], *item["cases"]):
            assert other["id"] in said
            url = urlsplit(other["url"]).path.removeprefix(BASE)
            links = page(sampler_built, url).cssselect(".ip-supports li a")
            anchor = f"#recommendation-{item['id'].split('/')[1]}"
            assert any(str(link.get("href")).endswith(anchor) for link in links), url

"""What holds for every page of any built site; each function returns what doesn't hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import etree
from sitefiles import article, internal_links, page, pages

_LOADS = "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src"
_SAYS = (
    "canonical alternate collection license schema.DC cite-as describedby item type author linkset"
)
_HINTS = f"//link[not(contains(' {_SAYS} ', concat(' ', @rel, ' ')))]/@href"
"""Links of a page's head that browsers follow by themselves; the others say something of it."""
_SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def dead_links(site: Path, base: str) -> list[tuple[str, str]]:
    """Return links to nowhere, each with its page.

    Args:
        site: The built site.
        base: The path of its address, such as `issue-papers/`, which the page of an error names.
    """
    ids = {url: {str(i) for i in page(site, url).xpath("//@id")} for url in pages(site)}
    dead = []
    for url in ids:
        for path, fragment in internal_links(site, url):
            target = path.removeprefix(base)
            if target in ids:
                if fragment and fragment not in ids[target] and not fragment.startswith("__"):
                    dead.append((url, f"{path}#{fragment}"))
            elif not (site / target).is_file():
                dead.append((url, path))
    return dead


def repeated_ids(site: Path) -> list[str]:
    """Return the pages on which an id stands twice."""
    found = ((url, page(site, url).xpath("//@id")) for url in pages(site))
    return [url for url, ids in found if len(ids) != len(set(ids))]


def ids_of_their_own(site: Path, urls: Iterable[str], prefixes: Mapping[str, str]) -> list[str]:
    """Return pages whose ids aren't the same in every language.

    Args:
        site: The built site.
        urls: Pages that are translated into every language, without the language's prefix.
        prefixes: What stands before them, by language tag.
    """

    def ids(url: str) -> list[str]:
        return [str(element.get("id")) for element in article(site, url).xpath(".//*[@id]")]

    return [url for url in urls if len({tuple(ids(p + url)) for p in prefixes.values()}) > 1]


def faulty_headings(site: Path) -> list[tuple[str, list[int]]]:
    """Return pages without one title, or on which a level of headings is left out."""
    faulty = []
    for url in pages(site):
        headings = page(site, url).cssselect("main h1, main h2, main h3, main h4")
        levels = [int(heading.tag[1]) for heading in headings]
        if levels.count(1) != 1 or any(b - a > 1 for a, b in pairwise(levels)):
            faulty.append((url, levels))
    return faulty


def faulty_alternates(site: Path, urls: Iterable[str], prefixes: Mapping[str, str]) -> list[str]:
    """Return pages that don't name all their translations and themselves, as `ids_of_their_own`."""
    faulty = []
    for url in urls:
        sets = set()
        for prefix in prefixes.values():
            tree = page(site, prefix + url)
            links = tree.cssselect("link[rel=alternate][hreflang]")
            sets.add(tuple(sorted((link.get("hreflang"), link.get("href")) for link in links)))
            (canonical,) = tree.cssselect("link[rel=canonical]")
            if not canonical.get("href").endswith(f"/{prefix}{url}"):
                faulty.append(prefix + url)
        (found,) = sets if len(sets) == 1 else ((),)
        if [tag for tag, _ in found] != [*sorted(prefixes), "x-default"]:
            faulty.append(url)
        if not all(href.startswith("https://") for _, href in found):
            faulty.append(url)
    return faulty


def sitemap(site: Path) -> list[str]:
    """Return the addresses of a sitemap, all of which have alternates with a default."""
    tree = etree.parse(site / "sitemap.xml")
    for entry in tree.xpath("//s:url", namespaces=_SITEMAP):
        assert entry.xpath("x:link[@hreflang='x-default']", namespaces=_SITEMAP)
    return [str(address) for address in tree.xpath("//s:loc/text()", namespaces=_SITEMAP)]


def foreign_requests(site: Path) -> list[tuple[str, str]]:
    """Return what a browser would load from another host by itself; links may lead there."""
    found = []
    for url in pages(site):
        targets = page(site, url).xpath(f"{_LOADS} | {_HINTS}")
        found += [(url, str(target)) for target in targets if _is_foreign(target)]
    for sheet in site.rglob("*.css"):
        remote = re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^\"')]+", sheet.read_text())
        found += [(sheet.relative_to(site).as_posix(), target) for target in remote]
    return found


def _is_foreign(target: str) -> bool:
    """Tell whether a target is on another host; a `data:` address is on none."""
    return urlsplit(urljoin("https://own.example/", target)).netloc not in {"own.example", ""}


def missing_icons(site: Path) -> list[Path]:
    """Return pages that don't name an icon that is there: browsers would ask the host for one."""
    missing = []
    for path in site.rglob("*.html"):
        (icon,) = etree.HTML(path.read_bytes()).findall(".//link[@rel='icon']")
        address = icon.get("href")
        # The page of an error is shown at any address: what it names starts at the root.
        if not address.startswith(("data:", "/")) and not (path.parent / address).is_file():
            missing.append(path)
    return missing


def sources_published(site: Path) -> set[str]:
    """Return the names of files that a build reads and must not publish."""
    names = {path.name for path in site.rglob("*")}
    return names & {"references.yml", "cities.yml", "locales", "fragments"}

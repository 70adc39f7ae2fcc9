"""Tables of queries, asked of a built site through the search's own modules, all in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from harness import ROOT
from playwright.sync_api import Page, Route

_ASK = """async ([base, modules, language, queries, others]) => {
  const { Bundle } = await import(`${modules}search-bundle.js`);
  const { Engine } = await import(`${modules}search-engine.js`);
  const { shownOf } = await import(`${modules}search-drawing.js`);
  const asked = new Engine(new URL(base), new Bundle(new URL(base)));
  const found = {};
  for (const query of queries) {
    const { answers, isShort, isWhole, unknown } = await asked.search(language, query);
    const shown = await Promise.all(answers.slice(0, 3).map(shownOf));
    const offered = [];
    if (!isShort && !isWhole) {
      for (const other of others) if (await asked.knows(other, query)) offered.push(other);
    }
    const addresses = shown.map(({ url, passages }) => [url, ...passages.map((each) => each.url)]);
    found[query] = {
      addresses: addresses.map((each) => each.map((url) => new URL(url, base).href)),
      isShort, offered, nearest: unknown.flatMap(({ near }) => near.slice(0, 1)),
    };
  }
  return found;
}"""
_SHORT, _NOTHING, _ONLY, _NEAREST, _AMONG = "short", "nothing", "only ", "nearest ", "~ "


@dataclass(frozen=True)
class Asked:
    """A query of a table, and what it is to find."""

    language: str
    query: str
    expected: str


def table(path: Path) -> list[Asked]:
    """Read a table: by language the queries, and what each is to find."""
    languages = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Asked(language, str(query), expected)
        for language, queries in languages.items()
        for query, expected in queries.items()
    ]


def modules(page: Page, site: str) -> str:
    """Give a page the theme's modules one by one, as no site has them; return where they are."""
    place = f"{site}modules/"

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(place)
        route.fulfill(path=ROOT / "overrides/assets/javascripts" / name)

    page.route(f"{place}*", answer)
    return place


def disappointed(page: Page, site: str, asked: list[Asked]) -> Iterator[str]:
    """Ask for all of a table; yield what isn't found as it is to be.

    Args:
        page: A page of the site, open.
        site: Where the site is served; ends with a slash.
        asked: The table. The first language is the one at the root.
    """
    place = modules(page, site)
    tags = list(dict.fromkeys(each.language for each in asked))
    for tag in tags:
        home = site if tag == tags[0] else f"{site}{tag}/"
        table = [each for each in asked if each.language == tag]
        others = [other for other in tags if other != tag]
        given = [site, place, tag, [each.query for each in table], others]
        found = page.evaluate(_ASK, given)
        for each in table:
            answer = found[each.query]
            if not _holds(answer, each.expected, home):
                yield f"{tag}: {each.query}: expected {each.expected}, found {answer}"


def _holds(answer: Mapping[str, Any], expected: str, home: str) -> bool:
    addresses = answer["addresses"]
    if expected == _SHORT:
        return bool(answer["isShort"]) and not addresses
    if expected == _NOTHING:
        return not answer["isShort"] and not addresses and not answer["offered"]
    if expected.startswith(_ONLY):
        return not addresses and answer["offered"] == expected.removeprefix(_ONLY).split()
    if expected.startswith(_NEAREST):
        return bool(addresses) and answer["nearest"] == [expected.removeprefix(_NEAREST)]
    is_among = expected.startswith(_AMONG)
    wanted = home + expected.removeprefix(_AMONG)
    return any(_leads(each, wanted) for each in (addresses if is_among else addresses[:1]))


def _leads(addresses: list[str], wanted: str) -> bool:
    """Whether an answer, or a passage of it, is at an address; its page will do for a page's."""
    if "#" in wanted:
        return wanted in addresses
    return addresses[0].partition("#")[0] == wanted
